//! The closed lists of this room, each with its words.

use serde_json::{Map, Value};

use crate::kit::audit;
use crate::kit::i18n::{Lang, Words};
use crate::law::Named;
use crate::law::machine::Actor;
use crate::law::machine::case::{Event, State};
use crate::law::named::named;

named! {
    /// The place of a party in the case.
    pub enum Side { Plaintiff = "plaintiff", Defendant = "defendant", ThirdParty = "third_party" }
}

impl Side {
    pub fn words(self) -> Words {
        match self {
            Side::Plaintiff => Words::fixed("原告", "plaintiff"),
            Side::Defendant => Words::fixed("被告", "defendant"),
            Side::ThirdParty => Words::fixed("第三人", "third party"),
        }
    }
}

named! {
    pub enum PartyKind { Person = "person", Organisation = "organisation" }
}

named! {
    /// Who may read an entry or a document; the court's people always may.
    pub enum Readers {
        Everyone = "everyone",
        Plaintiff = "plaintiff",
        Defendant = "defendant",
        ThirdParty = "third_party",
        Court = "court",
    }
}

impl Readers {
    pub fn side(side: Side) -> Readers {
        match side {
            Side::Plaintiff => Readers::Plaintiff,
            Side::Defendant => Readers::Defendant,
            Side::ThirdParty => Readers::ThirdParty,
        }
    }
}

named! {
    /// Who has to act within a limit.
    pub enum Who {
        Plaintiff = "plaintiff",
        Defendant = "defendant",
        ThirdParty = "third_party",
        Parties = "parties",
        Court = "court",
    }
}

impl Who {
    pub fn words(self) -> Words {
        match self {
            Who::Plaintiff => Side::Plaintiff.words(),
            Who::Defendant => Side::Defendant.words(),
            Who::ThirdParty => Side::ThirdParty.words(),
            Who::Parties => Words::fixed("双方", "all parties"),
            Who::Court => Words::fixed("法院", "the court"),
        }
    }

    /// Whether a party on this side has to act.
    pub fn includes(self, side: Side) -> bool {
        match self {
            Who::Parties => true,
            Who::Plaintiff => side == Side::Plaintiff,
            Who::Defendant => side == Side::Defendant,
            Who::ThirdParty => side == Side::ThirdParty,
            Who::Court => false,
        }
    }
}

named! {
    /// What a limit is for (domain.md 5).
    pub enum What {
        PayFee = "pay_fee",
        ServeComplaint = "serve_complaint",
        Defence = "defence",
        JurisdictionObjection = "jurisdiction_objection",
        Evidence = "evidence",
        TrialLimit = "trial_limit",
        Appeal = "appeal",
        Perform = "perform",
    }
}

impl What {
    pub fn words(self) -> Words {
        match self {
            What::PayFee => Words::fixed("交诉讼费", "pay the court fee"),
            What::ServeComplaint => {
                Words::fixed("向被告送达起诉状", "serve the complaint on the defendant")
            }
            What::Defence => Words::fixed("提交答辩状", "hand in the defence"),
            What::JurisdictionObjection => Words::fixed("提出管辖权异议", "object to jurisdiction"),
            What::Evidence => Words::fixed("提交证据", "hand in evidence"),
            What::TrialLimit => Words::fixed("审理期限", "finish the trial"),
            What::Appeal => Words::fixed("上诉", "appeal"),
            What::Perform => Words::fixed("履行判决", "perform the judgment"),
        }
    }
}

named! {
    /// What stands in the timeline besides the moves of the case machine.
    pub enum EntryKind {
        Registered = "registered",
        FeeNoticeIssued = "fee_notice_issued",
        FeePaid = "fee_paid",
        FeePaidLate = "fee_paid_late",
        FeeRelieved = "fee_relieved",
        FeeLapsed = "fee_lapsed",
        RefundAsked = "refund_asked",
        Refunded = "refunded",
        DocumentAdded = "document_added",
        PartyJoined = "party_joined",
        DocumentServed = "document_served",
        BenchSet = "bench_set",
        HearingSlotsProposed = "hearing_slots_proposed",
        HearingTimeChosen = "hearing_time_chosen",
        HearingNoCommonTime = "hearing_no_common_time",
        HearingTimeDropped = "hearing_time_dropped",
        HearingFixed = "hearing_fixed",
        HearingChangeAsked = "hearing_change_asked",
        HearingChangeRefused = "hearing_change_refused",
        HearingPutOff = "hearing_put_off",
        HearingMovedOffline = "hearing_moved_offline",
        HearingCancelled = "hearing_cancelled",
    }
}

impl EntryKind {
    pub fn words(self) -> Words {
        match self {
            EntryKind::Registered => Words::fixed("登记立案", "Case registered"),
            EntryKind::FeeNoticeIssued => Words::fixed("发出交费通知", "Fee notice issued"),
            EntryKind::FeePaid => Words::fixed("已交诉讼费", "Court fee paid"),
            EntryKind::FeePaidLate => {
                Words::fixed("交费到账，已过期限", "Fee arrived after the limit")
            }
            EntryKind::FeeRelieved => Words::fixed("准予缓交、减交或免交", "Fee relief granted"),
            EntryKind::FeeLapsed => Words::fixed("交费期限已过", "Time to pay has run out"),
            EntryKind::RefundAsked => Words::fixed("正在退费", "Refund under way"),
            EntryKind::Refunded => Words::fixed("费用已退回", "Fee refunded"),
            EntryKind::DocumentAdded => Words::fixed("新文书", "New document"),
            EntryKind::PartyJoined => Words::fixed("当事人加入案件", "A party joined the case"),
            EntryKind::DocumentServed => Words::fixed("文书已送达", "Paper served"),
            EntryKind::BenchSet => Words::fixed("确定审判人员", "Bench set"),
            EntryKind::HearingSlotsProposed => {
                Words::fixed("法院给出可选的开庭时间", "Hearing times to choose from")
            }
            EntryKind::HearingTimeChosen => {
                Words::fixed("当事人选定开庭时间", "The parties chose a time")
            }
            EntryKind::HearingNoCommonTime => Words::fixed(
                "没有选出共同的时间，由法院确定",
                "No common time; the court fixes it",
            ),
            EntryKind::HearingTimeDropped => {
                Words::fixed("开庭时间重新安排", "The hearing time is planned anew")
            }
            EntryKind::HearingFixed => {
                Words::fixed("开庭时间已确定，已发传票", "Hearing fixed; summons issued")
            }
            EntryKind::HearingChangeAsked => {
                Words::fixed("当事人申请延期开庭", "A party asked for another time")
            }
            EntryKind::HearingChangeRefused => {
                Words::fixed("不准许延期，开庭时间不变", "Not put off; the time stands")
            }
            EntryKind::HearingPutOff => Words::fixed("延期开庭", "Hearing put off"),
            EntryKind::HearingMovedOffline => {
                Words::fixed("转为线下开庭", "Hearing moved to a courtroom")
            }
            EntryKind::HearingCancelled => Words::fixed("开庭取消", "Hearing cancelled"),
        }
    }
}

named! {
    /// Documents of a case file (domain.md 7).
    pub enum DocumentKind {
        Complaint = "complaint",
        Receipt = "receipt",
        CorrectionNotice = "correction_notice",
        AcceptanceNotice = "acceptance_notice",
        FeeNotice = "fee_notice",
        PaymentReceipt = "payment_receipt",
        EvidenceNotice = "evidence_notice",
        Summons = "summons",
        Ruling = "ruling",
        Judgment = "judgment",
        MediationStatement = "mediation_statement",
        Evidence = "evidence",
        Other = "other",
    }
}

/// Who did something: the role of the machine, and the account behind it.
#[derive(Clone, Debug)]
pub struct By {
    pub role: Actor,
    pub who: audit::Actor,
    /// As the timeline shows it; nothing for the system.
    pub name: Option<String>,
}

impl By {
    pub fn system() -> By {
        By {
            role: Actor::System,
            who: audit::Actor::System,
            name: None,
        }
    }

    pub fn staff(role: Actor, id: uuid::Uuid, name: impl Into<String>) -> By {
        By {
            role,
            who: audit::Actor::Staff(id),
            name: Some(name.into()),
        }
    }

    pub fn party(role: Actor, id: uuid::Uuid, name: impl Into<String>) -> By {
        By {
            role,
            who: audit::Actor::Person(id),
            name: Some(name.into()),
        }
    }
}

/// How the timeline names an actor: office and name.
pub(super) fn actor_words(role: &str, name: Option<&str>, lang: Lang) -> String {
    let office = Actor::from_id(role).map_or(Words::fixed("", ""), office_words);
    let office = office.in_lang(lang);
    match name {
        Some(name) if office.is_empty() => name.to_owned(),
        Some(name) => format!("{office} {name}"),
        None => office.to_owned(),
    }
}

fn office_words(actor: Actor) -> Words {
    match actor {
        Actor::Party | Actor::Principal => Words::fixed("当事人", "party"),
        Actor::Plaintiff => Words::fixed("原告", "plaintiff"),
        Actor::Defendant => Words::fixed("被告", "defendant"),
        Actor::Agent => Words::fixed("代理人", "agent"),
        Actor::Mediator => Words::fixed("调解员", "mediator"),
        Actor::Insurer => Words::fixed("保险人", "insurer"),
        Actor::Bank => Words::fixed("银行", "bank"),
        Actor::FilingClerk => Words::fixed("立案人员", "filing clerk"),
        Actor::Judge => Words::fixed("法官", "judge"),
        Actor::ClerkOfCourt => Words::fixed("书记员", "court clerk"),
        Actor::EnforcementJudge => Words::fixed("执行法官", "enforcement judge"),
        Actor::SecondInstanceCourt => Words::fixed("二审法院", "second-instance court"),
        Actor::Archivist => Words::fixed("档案人员", "archivist"),
        Actor::System => Words::fixed("系统", "system"),
    }
}

/// The title of a timeline row: a kind of this room, or a move of the case machine.
pub(super) fn entry_title(kind: &str, facts: &Map<String, Value>, lang: Lang) -> String {
    if EntryKind::from_id(kind) == Some(EntryKind::DocumentAdded)
        && let Some(title) = facts.get("title").and_then(Value::as_str)
    {
        return match lang {
            Lang::Zh => format!("新文书：{title}"),
            Lang::En => format!("New document: {title}"),
        };
    }
    let words = match (EntryKind::from_id(kind), Event::from_id(kind)) {
        (Some(kind), _) => kind.words(),
        (None, Some(event)) => event_words(event),
        (None, None) => Words::fixed("案件有变化", "The case has changed"),
    };
    words.in_lang(lang).to_owned()
}

/// What a row adds to its title: the amount, the day, a note for people. Facts that guard a move stay inside.
pub(super) fn entry_detail(facts: &Map<String, Value>, lang: Lang) -> Option<String> {
    let mut parts = Vec::new();
    if let Some(fen) = facts.get("amount_fen").and_then(Value::as_i64) {
        parts.push(money(fen, lang));
    }
    if let Some(until) = facts.get("until").and_then(Value::as_str) {
        parts.push(match lang {
            Lang::Zh => format!("到{until} 24:00 为止"),
            Lang::En => format!("until the end of {until}"),
        });
    }
    for name in ["number", "note"] {
        if let Some(text) = facts.get(name).and_then(Value::as_str) {
            parts.push(text.to_owned());
        }
    }
    let between = if lang == Lang::Zh { "，" } else { ", " };
    (!parts.is_empty()).then(|| parts.join(between))
}

/// look.md: `27,596.00 元`, in English `¥27,596.00`.
fn money(fen: i64, lang: Lang) -> String {
    let yuan = (fen / 100).unsigned_abs().to_string();
    let mut grouped = String::new();
    for (place, digit) in yuan.chars().enumerate() {
        if place > 0 && (yuan.len() - place).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    let cents = (fen % 100).unsigned_abs();
    match lang {
        Lang::Zh => format!("{grouped}.{cents:02} 元"),
        Lang::En => format!("¥{grouped}.{cents:02}"),
    }
}

/// A state in words that fit a tag (look.md: at most six characters).
pub(super) fn state_words(state: State) -> Words {
    match state {
        State::Registered => Words::fixed("待交费", "Fee due"),
        State::Docketed => Words::fixed("已立案", "Docketed"),
        State::Serving => Words::fixed("送达中", "Being served"),
        State::Evidence => Words::fixed("举证中", "Evidence"),
        State::Mediation => Words::fixed("调解中", "Mediation"),
        State::ReadyForHearing => Words::fixed("待开庭", "Hearing to come"),
        State::InHearing => Words::fixed("庭审中", "In hearing"),
        State::AwaitingJudgment => Words::fixed("待宣判", "Judgment to come"),
        State::Suspended => Words::fixed("中止诉讼", "Suspended"),
        State::Judged => Words::fixed("已宣判", "Judged"),
        State::AppealWindow => Words::fixed("上诉期内", "Appeal period"),
        State::Appealed => Words::fixed("已上诉", "Appealed"),
        State::SecondInstance => Words::fixed("二审中", "Second instance"),
        State::Effective => Words::fixed("已生效", "Effective"),
        State::Enforcement => Words::fixed("执行中", "Enforcement"),
        State::Closed => Words::fixed("已结案", "Closed"),
        State::Archived => Words::fixed("已归档", "Archived"),
        State::Transferred => Words::fixed("已移送", "Transferred"),
    }
}

fn event_words(event: Event) -> Words {
    match event {
        Event::Docket => Words::fixed("立案完成，转审判庭分案", "Docketed and handed to the bench"),
        Event::CloseUnpaid => {
            Words::fixed("未交费，裁定按撤诉处理", "Fee unpaid: ruled as withdrawn")
        }
        Event::WithdrawalGranted => Words::fixed("准许撤诉", "Withdrawal granted"),
        Event::StartService => Words::fixed("开始向被告送达", "Service has begun"),
        Event::AnswerOrPeriodEnd => {
            Words::fixed("答辩结束，进入举证", "Defence over; evidence begins")
        }
        Event::PublicNoticeDone => Words::fixed("公告送达期满", "Public notice period over"),
        Event::TransferJurisdiction => Words::fixed("移送其他法院", "Transferred to another court"),
        Event::StartMediation => Words::fixed("开始调解", "Mediation has begun"),
        Event::MediationFailedInService
        | Event::MediationFailedPretrial
        | Event::MediationFailedMidhearing
        | Event::MediationFailedPosttrial => {
            Words::fixed("调解未成，继续审理", "No settlement; the case goes on")
        }
        Event::StatementSigned => {
            Words::fixed("调解书已签收生效", "Mediation statement signed for")
        }
        Event::AgreementInRecord => {
            Words::fixed("调解协议记入笔录生效", "Settlement in the record")
        }
        Event::SetHearing => Words::fixed("定于开庭审理", "Hearing set"),
        Event::OpenHearing => Words::fixed("开庭", "Hearing opened"),
        Event::Adjourn => Words::fixed("延期审理", "Hearing put off"),
        Event::CloseDebate => Words::fixed("法庭辩论终结", "Debate closed"),
        Event::ReopenHearing => Words::fixed("恢复法庭审理", "Hearing reopened"),
        Event::DefaultPlaintiffAbsent => Words::fixed(
            "原告未到庭，按撤诉处理",
            "Plaintiff absent: ruled as withdrawn",
        ),
        Event::Suspend => Words::fixed("中止诉讼", "Suspended"),
        Event::ResumeService | Event::Resume | Event::ResumeHearing | Event::ResumeAfterHearing => {
            Words::fixed("恢复诉讼", "Resumed")
        }
        Event::TerminateLitigation => Words::fixed("终结诉讼", "Litigation terminated"),
        Event::RuleDeemedWithdrawn => Words::fixed("裁定按撤诉处理", "Ruled as withdrawn"),
        Event::DismissAction => Words::fixed("裁定驳回起诉", "Action dismissed"),
        Event::Pronounce => Words::fixed("宣判", "Judgment pronounced"),
        Event::ServedAllAppealable => {
            Words::fixed("文书送达完毕，上诉期开始", "Served; the appeal period runs")
        }
        Event::ServedAllFinal => Words::fixed("文书送达完毕，已生效", "Served and effective"),
        Event::AppealFiled => Words::fixed("当事人上诉", "Appeal filed"),
        Event::WindowsLapsed => Words::fixed("上诉期满，判决生效", "Appeal period over; effective"),
        Event::SentUp => Words::fixed("案卷移送二审法院", "File sent to the second instance"),
        Event::AutoWithdrawn => Words::fixed("上诉按撤回处理", "Appeal deemed withdrawn"),
        Event::AppealFellAway => Words::fixed("上诉不成立", "Appeal fell away"),
        Event::UpheldOrChanged => Words::fixed("二审判决生效", "Decided by the second instance"),
        Event::AppealWithdrawn => Words::fixed("撤回上诉", "Appeal withdrawn"),
        Event::Mediated => Words::fixed("二审调解结案", "Settled in the second instance"),
        Event::SuitWithdrawn => {
            Words::fixed("二审准许撤回起诉", "Suit withdrawn in the second instance")
        }
        Event::OrderedToTry => Words::fixed("二审指令审理", "Ordered to try the case"),
        Event::Remanded => Words::fixed("发回重审", "Remanded"),
        Event::EnforcementFiled => Words::fixed("申请执行", "Enforcement asked for"),
        Event::PerformedOrNoPerformanceDue => Words::fixed("已履行，结案", "Performed; closed"),
        Event::ExecutedOrTerminated => Words::fixed("执行结案", "Enforcement closed"),
        Event::ReopenEnforcement => Words::fixed("恢复执行", "Enforcement reopened"),
        Event::Archive => Words::fixed("归档", "Archived"),
    }
}

/// The stations of the stage track (look.md).
pub(super) const STAGES: [(&str, Words); 6] = [
    ("filing", Words::fixed("立案", "Filing")),
    ("service", Words::fixed("送达", "Service")),
    ("evidence", Words::fixed("举证", "Evidence")),
    ("hearing", Words::fixed("开庭", "Hearing")),
    ("judgment", Words::fixed("判决", "Judgment")),
    ("effective", Words::fixed("生效", "Effective")),
];

/// The station that a state stands at; nothing for a state that leaves the case where it was.
pub(super) fn station(state: State) -> Option<i32> {
    match state {
        State::Registered => Some(0),
        State::Docketed | State::Serving => Some(1),
        State::Evidence => Some(2),
        State::ReadyForHearing | State::InHearing => Some(3),
        State::AwaitingJudgment => Some(4),
        State::Judged | State::AppealWindow | State::Appealed | State::SecondInstance => Some(5),
        State::Effective | State::Enforcement | State::Archived => Some(6),
        State::Mediation | State::Suspended | State::Closed | State::Transferred => None,
    }
}

/// No step of this court's trial is left.
pub(super) fn has_ended(state: State) -> bool {
    matches!(
        state,
        State::Effective | State::Closed | State::Archived | State::Transferred
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_state_and_event_has_words_in_both_languages() {
        for state in State::ALL {
            let words = state_words(*state);
            assert!(
                words.zh.chars().count() <= 6 && !words.en.is_empty(),
                "{state}"
            );
        }
        for event in Event::ALL {
            let title = |lang| entry_title(event.id(), &Map::new(), lang);
            assert_ne!(title(Lang::Zh), "案件有变化", "{event}");
            assert!(title(Lang::En).is_ascii(), "{event}");
        }
        for kind in EntryKind::ALL {
            assert_eq!(Event::from_id(kind.id()), None, "{kind} names a move too");
        }
    }

    #[test]
    fn amounts_are_written_as_people_read_them() {
        assert_eq!(money(2_759_600, Lang::Zh), "27,596.00 元");
        assert_eq!(money(100_000_001, Lang::En), "¥1,000,000.01");
        assert_eq!(money(5, Lang::Zh), "0.05 元");
    }

    #[test]
    fn only_what_is_meant_for_people_is_shown() {
        let facts = serde_json::json!({"amount_fen": 2500, "until": "2026-11-30", "paid": true});
        assert_eq!(
            entry_detail(facts.as_object().unwrap(), Lang::Zh).as_deref(),
            Some("25.00 元，到2026-11-30 24:00 为止")
        );
        assert_eq!(entry_detail(&Map::new(), Lang::En), None);
    }
}
