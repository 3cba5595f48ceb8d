//! What comes next: who acts, by when, under which article.

use chrono::{DateTime, FixedOffset, Utc};
use serde::Serialize;
use utoipa::ToSchema;

use super::model::filing;
use super::words::local;
use crate::kit::i18n::{Lang, Words};
use crate::law::machine::filing::State;
use crate::rooms::cases;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = FilingActor)]
pub enum Who {
    You,
    Court,
    Mediator,
    None,
}

#[derive(Clone, Serialize, ToSchema)]
#[schema(as = FilingNext, example = json!({"who": "court", "what": "review", "words": "法院在 7 天内审查，到期前给您答复。", "until": "2026-12-02T00:00:00+08:00", "basis": "民事诉讼法第一百二十六条"}))]
pub struct NextStep {
    pub who: Who,
    /// `submit`, `review`, `correct`, `mediate`, `pay`, `docket`, `serve`, `appeal`, `none`; after an end that
    /// went by: `register`, `confirm_lapse`, `rule_on_fee`.
    pub what: &'static str,
    pub words: String,
    /// The first moment that is too late.
    pub until: Option<DateTime<FixedOffset>>,
    pub basis: Option<String>,
}

/// Who, what, in which words, until when, and by which article.
type Said = (
    Who,
    &'static str,
    Words,
    Option<DateTime<FixedOffset>>,
    Option<Words>,
);

/// `fee_due` is the end of the fee notice that waits to be paid.
pub fn of(
    row: &filing::Model,
    state: State,
    fee_due: Option<DateTime<Utc>>,
    now: DateTime<Utc>,
    lang: Lang,
) -> NextStep {
    let (who, what, words, until, basis) =
        over(row, state, fee_due, now).unwrap_or_else(|| in_time(row, state, fee_due));
    NextStep {
        who,
        what,
        words: words.in_lang(lang).to_owned(),
        until,
        basis: basis.map(|words| words.in_lang(lang).to_owned()),
    }
}

/// What holds once an end has gone by and the person whose turn it is has not acted yet. The clock rules on
/// nothing (domain.md 8): the filing stays where it is, so the state alone would still say "do it".
fn over(
    row: &filing::Model,
    state: State,
    fee_due: Option<DateTime<Utc>>,
    now: DateTime<Utc>,
) -> Option<Said> {
    let gone = |end: Option<DateTime<Utc>>| end.is_some_and(|end| end <= now);
    let (what, words, basis) = match state {
        State::Submitted | State::UnderReview if gone(row.review_due) => (
            "register",
            Words::fixed(
                "七天的审查期限已经过了，还没有决定。按规定法院应当先登记立案，再继续审查。您不用做什么；想问进展的，可以联系法院或拨打 12368。",
                "The seven days of review are over and nothing is decided. The court must register the case first and review it after that. You need do nothing; to ask how it stands, contact the court or call 12368.",
            ),
            Words::fixed(
                "最高人民法院关于人民法院登记立案若干问题的规定第八条",
                "Reg15 8",
            ),
        ),
        State::ReturnedForCorrection if gone(row.correction_due) => (
            "confirm_lapse",
            Words::fixed(
                "补正的期限已经过了，不能再交回。立案人员确认后会把材料退给您；改好后可以重新立案。",
                "The time for correcting is over, so it can no longer be handed in. A clerk confirms that and the papers come back to you; you can file anew once they are mended.",
            ),
            Words::fixed(
                "最高人民法院关于人民法院登记立案若干问题的规定第七条",
                "Reg15 7",
            ),
        ),
        State::FeeDue if gone(fee_due) => (
            "rule_on_fee",
            cases::time_to_pay_is_over(),
            Words::fixed(cases::UNPAID_BASIS.0, cases::UNPAID_BASIS.1),
        ),
        _ => return None,
    };
    Some((Who::Court, what, words, None, Some(basis)))
}

fn in_time(row: &filing::Model, state: State, fee_due: Option<DateTime<Utc>>) -> Said {
    match state {
        State::Draft => (
            Who::You,
            "submit",
            Words::fixed(
                "填完后提交给法院。",
                "Complete it and submit it to the court.",
            ),
            None,
            None,
        ),
        State::Submitted | State::UnderReview => (
            Who::Court,
            "review",
            Words::fixed(
                "法院在 7 天内审查，到期前给您答复。您现在不用做什么。",
                "The court reviews it within 7 days and answers before they end. You need do nothing now.",
            ),
            local(row.review_due),
            Some(Words::fixed("民事诉讼法第一百二十六条", "CPL 126")),
        ),
        State::ReturnedForCorrection => (
            Who::You,
            "correct",
            Words::fixed(
                "请按法院写明的几处改好，再交回。",
                "Change what the court listed, and hand it in again.",
            ),
            local(row.correction_due),
            Some(Words::fixed("人民法院在线诉讼规则第九条", "OLR 9")),
        ),
        State::PreMediation => (
            Who::Mediator,
            "mediate",
            Words::fixed(
                "调解员会联系双方。谈不成的，法院继续审查立案。",
                "A mediator contacts both sides. If it fails, the court goes on with the filing.",
            ),
            local(row.pre_mediation_until),
            Some(Words::fixed("人民法院在线调解规则第二十四条", "OMR 24")),
        ),
        State::FeeDue => (
            Who::You,
            "pay",
            Words::fixed(
                "已经登记立案。请交诉讼费，交了以后案件分给法官。",
                "The case is registered. Pay the court fee; then a judge gets it.",
            ),
            local(fee_due),
            Some(Words::fixed(
                "诉讼费用交纳办法第二十二条",
                "Decree 481 Art.22",
            )),
        ),
        State::Accepted | State::FeeReliefPending => (
            Who::Court,
            "docket",
            Words::fixed(
                "已经登记立案，法院正在办理下一步。",
                "The case is registered; the court takes the next step.",
            ),
            None,
            None,
        ),
        State::Docketed => (
            Who::Court,
            "serve",
            Words::fixed(
                "案件已分给审判庭，法院接着向对方送达。",
                "The case is with the trial bench; the court serves the other side next.",
            ),
            None,
            Some(Words::fixed("民事诉讼法第一百二十八条", "CPL 128")),
        ),
        State::NotAccepted => (
            Who::You,
            "appeal",
            Words::fixed(
                "法院裁定不予受理。不服的，可以在收到后十日内上诉。",
                "The court ruled not to accept it. You may appeal within ten days of receiving the ruling.",
            ),
            None,
            Some(Words::fixed(
                "民事诉讼法第一百二十六条、第一百七十一条",
                "CPL 126, 171",
            )),
        ),
        State::Returned => (
            Who::None,
            "none",
            Words::fixed(
                "材料已退回。改好后可以重新立案。",
                "The papers went back. You may file anew once they are mended.",
            ),
            None,
            None,
        ),
        State::SettledBeforeFiling => (
            Who::None,
            "none",
            Words::fixed(
                "双方已经调解好了，可以申请司法确认。",
                "It was settled; you may ask the court to confirm the agreement.",
            ),
            None,
            None,
        ),
        State::Withdrawn => (
            Who::None,
            "none",
            Words::fixed(
                "您已撤回。以后还可以再起诉。",
                "You withdrew it. You may sue again later.",
            ),
            None,
            None,
        ),
        State::DeemedWithdrawn => (
            Who::None,
            "none",
            Words::fixed(
                "法院裁定按撤诉处理。以后还可以再起诉。",
                "The court ruled it deemed withdrawn. You may sue again later.",
            ),
            None,
            Some(Words::fixed(
                "民诉法解释第二百一十三条、第二百一十四条",
                "Interp. 213, 214",
            )),
        ),
        State::NotAcceptedFinal => (
            Who::None,
            "none",
            Words::fixed(
                "不予受理的裁定已经生效。",
                "The ruling not to accept it has taken effect.",
            ),
            None,
            None,
        ),
    }
}
