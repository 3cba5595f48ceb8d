//! The closed lists of this room, each with its words.

use utoipa::ToSchema;

use crate::kit::i18n::Words;
use crate::law::machine::hearing::State;
use crate::law::named::named;

named! {
    /// Where a hearing is held.
    #[derive(ToSchema)]
    #[schema(as = HearingMode, rename_all = "snake_case")]
    pub enum Mode { Online = "online", Offline = "offline" }
}

named! {
    /// CPL 149: why a hearing may be put off.
    #[derive(ToSchema)]
    #[schema(as = ContinuanceGround, rename_all = "snake_case")]
    pub enum Ground {
        MustAppearAbsent = "must_appear_absent",
        Recusal = "recusal",
        NewWitnessOrEvidence = "new_witness_or_evidence",
        Other = "other",
    }
}

impl Ground {
    pub fn words(self) -> Words {
        match self {
            Ground::MustAppearAbsent => Words::fixed(
                "必须到庭的人有正当理由不能到庭",
                "somebody who must appear cannot, for good reason",
            ),
            Ground::Recusal => Words::fixed("有人申请回避", "a recusal was asked for"),
            Ground::NewWitnessOrEvidence => Words::fixed(
                "需要通知新的证人或调取新的证据",
                "new witnesses or evidence are needed",
            ),
            Ground::Other => Words::fixed("其他应当延期的情形", "another reason to put it off"),
        }
    }
}

named! {
    /// Why a hearing goes from the screen to the courtroom (OLR 5, 21).
    #[derive(ToSchema)]
    #[schema(as = OfflineGround, rename_all = "snake_case")]
    pub enum OfflineGround {
        PartyRefuses = "party_refuses",
        NoMeans = "no_means",
        CheckInCourt = "check_in_court",
        Complex = "complex",
        Secrecy = "secrecy",
        PublicAttention = "public_attention",
        Other = "other",
    }
}

named! {
    /// Why no hearing is held.
    #[derive(ToSchema)]
    #[schema(as = HearingCancelGround, rename_all = "snake_case")]
    pub enum CancelGround { Settled = "settled", Withdrawn = "withdrawn", Suspended = "suspended" }
}

impl CancelGround {
    pub fn words(self) -> Words {
        match self {
            CancelGround::Settled => Words::fixed("双方已经和解", "the parties settled"),
            CancelGround::Withdrawn => Words::fixed("原告已经撤诉", "the claim was withdrawn"),
            CancelGround::Suspended => Words::fixed("案件中止诉讼", "the case is suspended"),
        }
    }
}

named! {
    /// Why the court fixes a time without asking.
    #[derive(ToSchema)]
    #[schema(as = FixGround, rename_all = "snake_case")]
    pub enum FixGround { Urgent = "urgent", PartiesSilent = "parties_silent" }
}

named! {
    /// What keeps a judge or clerk from sitting.
    #[derive(ToSchema)]
    #[schema(as = BlockKind, rename_all = "snake_case")]
    pub enum BlockKind { Leave = "leave", OtherWork = "other_work" }
}

pub(super) fn state_words(state: State) -> Words {
    match state {
        State::Planning => Words::fixed("待排期", "Being planned"),
        State::Proposed => Words::fixed("请选时间", "Choose a time"),
        State::Booked => Words::fixed("待法院确认", "To be confirmed"),
        State::Confirmed => Words::fixed("待开庭", "Fixed"),
        State::RescheduleRequested => Words::fixed("申请延期中", "Another time asked for"),
        State::ConvertedOffline => Words::fixed("线下开庭", "In a courtroom"),
        State::InSession => Words::fixed("开庭中", "In session"),
        State::Interrupted => Words::fixed("技术中断", "Interrupted"),
        State::Adjourned => Words::fixed("休庭", "Adjourned"),
        State::Held => Words::fixed("庭审结束", "Held"),
        State::Cancelled => Words::fixed("已取消", "Cancelled"),
        State::Closed => Words::fixed("笔录已签", "Closed"),
    }
}

/// Whether a time stands: the parties are summoned to it.
pub(super) const FIXED: [State; 3] = [
    State::Confirmed,
    State::ConvertedOffline,
    State::RescheduleRequested,
];
