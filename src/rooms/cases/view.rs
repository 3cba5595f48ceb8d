//! From rows to what people see. A page of cases takes three statements, whatever its length.

use std::collections::HashMap;

use chrono::{DateTime, FixedOffset, Utc};
use sea_orm::prelude::*;
use sea_orm::{ConnectionTrait, QueryOrder, QuerySelect};

use super::access::Viewer;
use super::limits::{FELL_AWAY, OVER, RUNNING};
use super::model::{case, deadline, member};
use super::names::{STAGES, Side, What, Who, state_words};
use super::words::{CaseItem, DeadlineView, Next, NextEvent, Stage, StageStep};
use crate::kit::clock::shanghai;
use crate::kit::i18n::{Lang, Words};
use crate::kit::problem::Problem;
use crate::law::Named;
use crate::law::jurisdiction::dispute_kind;
use crate::law::machine::case::State;

/// Running deadlines of one page that are looked at: far more than a page of cases has.
const MOST_DEADLINES: u64 = 2_000;

pub(super) fn local(at: DateTime<Utc>) -> DateTime<FixedOffset> {
    at.with_timezone(&shanghai())
}

/// The articles under which an unpaid case comes to its end, as both languages cite them.
pub const UNPAID_BASIS: (&str, &str) = (
    "诉讼费用交纳办法第二十二条，民诉法解释第二百一十三条",
    "Decree 481 Art.22; Interp. 213",
);

/// Said wherever a fee that ran out is spoken of, so that a filing and its case never contradict each other.
pub fn time_to_pay_is_over() -> Words {
    Words::fixed(
        "交诉讼费的期限已经过了。接下来由法官决定是否按撤诉处理；有正当理由没能交的，请马上联系法院。",
        "The time to pay the court fee is over. A judge now decides whether the suit counts as withdrawn; if you had good reason not to pay, contact the court at once.",
    )
}

/// The cases of these ids as list items, in the same order. `person` is whose list it is.
pub(super) async fn items(
    db: &impl ConnectionTrait,
    ids: &[Uuid],
    person: Option<Uuid>,
    now: DateTime<Utc>,
    lang: Lang,
) -> Result<Vec<CaseItem>, Problem> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let mut cases: HashMap<Uuid, case::Model> = case::Entity::find()
        .filter(case::Column::Id.is_in(ids.iter().copied()))
        .all(db)
        .await?
        .into_iter()
        .map(|row| (row.id, row))
        .collect();
    let mut members: HashMap<Uuid, member::Model> = match person {
        Some(person) => member::Entity::find()
            .filter(member::Column::PersonId.eq(person))
            .filter(member::Column::CaseId.is_in(ids.iter().copied()))
            .all(db)
            .await?
            .into_iter()
            .map(|row| (row.case_id, row))
            .collect(),
        None => HashMap::new(),
    };
    let running = running(db, ids, now).await?;
    Ok(ids
        .iter()
        .filter_map(|id| {
            let case = cases.remove(id)?;
            let viewer = members.remove(id).map_or(Viewer::Desk, Viewer::Member);
            let running = running.get(id).map_or(&[][..], Vec::as_slice);
            Some(item(case, &viewer, running, lang))
        })
        .collect())
}

/// Deadlines that still run, by case, the next one first.
async fn running(
    db: &impl ConnectionTrait,
    ids: &[Uuid],
    now: DateTime<Utc>,
) -> Result<HashMap<Uuid, Vec<deadline::Model>>, Problem> {
    let rows = deadline::Entity::find()
        .filter(deadline::Column::CaseId.is_in(ids.iter().copied()))
        .filter(deadline::Column::State.eq(RUNNING))
        .filter(deadline::Column::ExpiresBefore.gt(now))
        .order_by_asc(deadline::Column::ExpiresBefore)
        .limit(MOST_DEADLINES)
        .all(db)
        .await?;
    let mut by_case: HashMap<Uuid, Vec<deadline::Model>> = HashMap::new();
    for row in rows {
        by_case.entry(row.case_id).or_default().push(row);
    }
    Ok(by_case)
}

pub(super) fn item(
    case: case::Model,
    viewer: &Viewer,
    running: &[deadline::Model],
    lang: Lang,
) -> CaseItem {
    let next_event = next_of(running, viewer.side()).map(|row| event_of(row, viewer, lang));
    let (role, unread) = match viewer {
        Viewer::Member(member) => (
            Some(member.role.clone()),
            member.unread_entries + member.unread_documents,
        ),
        Viewer::Desk => (None, 0),
    };
    CaseItem {
        id: case.id,
        cause_words: cause_words(&case.cause, lang),
        title: title(&case, lang),
        state_words: State::from_id(&case.state)
            .map(|state| state_words(state).in_lang(lang).to_owned())
            .unwrap_or_default(),
        number: case.number,
        cause: case.cause,
        state: case.state,
        role,
        next_event_at: next_event.as_ref().map(|event| event.at),
        next_event,
        unread,
        claimed_fen: case.claimed_fen,
        registered_at: local(case.registered_at),
    }
}

fn title(case: &case::Model, lang: Lang) -> String {
    let versus = match lang {
        Lang::Zh => " 诉 ",
        Lang::En => " v. ",
    };
    if case.second_side.is_empty() {
        case.first_side.clone()
    } else {
        format!("{}{versus}{}", case.first_side, case.second_side)
    }
}

/// The name of a kind of dispute; what stands in brackets explains the list to filers and not the case.
pub(super) fn cause_words(code: &str, lang: Lang) -> String {
    let Some(kind) = dispute_kind(code) else {
        return code.to_owned();
    };
    match lang {
        Lang::Zh => kind.zh.split('（').next().unwrap_or(kind.zh).to_owned(),
        Lang::En => kind.en.to_owned(),
    }
}

/// The deadline that ends next: my side's, else anybody's.
fn next_of(running: &[deadline::Model], side: Option<Side>) -> Option<&deadline::Model> {
    let mine = running.iter().find(|row| is_for(row, side));
    mine.or(running.first())
}

fn is_for(row: &deadline::Model, side: Option<Side>) -> bool {
    let who = Who::from_id(&row.who);
    who.zip(side).is_some_and(|(who, side)| who.includes(side))
}

fn what_words(row: &deadline::Model, lang: Lang) -> String {
    What::from_id(&row.what)
        .map(|what| what.words().in_lang(lang).to_owned())
        .unwrap_or_else(|| row.what.clone())
}

fn who_words(row: &deadline::Model, lang: Lang) -> String {
    Who::from_id(&row.who)
        .map(|who| who.words().in_lang(lang).to_owned())
        .unwrap_or_default()
}

fn event_of(row: &deadline::Model, viewer: &Viewer, lang: Lang) -> NextEvent {
    let who = match (is_for(row, viewer.side()), lang) {
        (true, Lang::Zh) => "您".to_owned(),
        (true, Lang::En) => "You".to_owned(),
        (false, _) => who_words(row, lang),
    };
    let between = if lang == Lang::Zh { "：" } else { ": " };
    NextEvent {
        what: row.what.clone(),
        words: format!("{who}{between}{}", what_words(row, lang)),
        at: local(row.expires_before),
    }
}

/// The deadlines of one case that nobody has kept yet: those that run, the next one first, and those that ran out.
pub(super) async fn open_of(
    db: &impl ConnectionTrait,
    case_id: Uuid,
    now: DateTime<Utc>,
) -> Result<(Vec<deadline::Model>, Vec<deadline::Model>), Problem> {
    let rows = deadline::Entity::find()
        .filter(deadline::Column::CaseId.eq(case_id))
        .filter(deadline::Column::State.is_in([RUNNING, OVER]))
        .order_by_asc(deadline::Column::ExpiresBefore)
        .limit(MOST_DEADLINES)
        .all(db)
        .await?;
    Ok(rows
        .into_iter()
        .partition(|row| row.state == RUNNING && row.expires_before > now))
}

/// What follows when the fee was not paid in time and no judge has decided yet: the case still stands where
/// it was registered (Interp. 213).
pub(super) fn unpaid(
    case: &case::Model,
    over: &[deadline::Model],
    viewer: &Viewer,
    lang: Lang,
) -> Option<Next> {
    let waits = State::from_id(&case.state) == Some(State::Registered);
    let fee = over.iter().find(|row| row.what == What::PayFee.id())?;
    let pays = viewer.side().is_none() || is_for(fee, viewer.side());
    let words = match pays {
        true => time_to_pay_is_over(),
        false => Words::fixed(
            "交诉讼费的期限已经过了，由法官决定是否按撤诉处理。您现在不用做什么。",
            "The time to pay the court fee is over; a judge decides whether the suit counts as withdrawn. There is nothing for you to do now.",
        ),
    };
    waits.then(|| Next {
        who: "court",
        what: Some("rule_on_fee".to_owned()),
        words: words.in_lang(lang).to_owned(),
        until: None,
        basis: Some(
            Words::fixed(UNPAID_BASIS.0, UNPAID_BASIS.1)
                .in_lang(lang)
                .to_owned(),
        ),
    })
}

/// What must be done, by whom, by when; "您现在不用做什么" is said too (look.md).
pub(super) fn next(running: &[deadline::Model], viewer: &Viewer, ended: bool, lang: Lang) -> Next {
    let Some(row) = next_of(running, viewer.side()) else {
        let words = if ended {
            Words::fixed(
                "案件已结，您不用做什么。",
                "The case has ended; there is nothing to do.",
            )
        } else {
            Words::fixed("您现在不用做什么。", "There is nothing for you to do now.")
        };
        return Next {
            who: "none",
            what: None,
            words: words.in_lang(lang).to_owned(),
            until: None,
            basis: None,
        };
    };
    let what = what_words(row, lang);
    let (who, words) = if is_for(row, viewer.side()) {
        (
            "you",
            by_lang(
                lang,
                format!("轮到您：{what}"),
                format!("Your turn: {what}"),
            ),
        )
    } else {
        let who = if row.who == Who::Court.id() {
            "court"
        } else {
            "other"
        };
        let name = who_words(row, lang);
        let zh = format!("等{name}：{what}。您现在不用做什么。");
        let en = format!("Waiting for {name} to {what}. There is nothing for you to do now.");
        (who, by_lang(lang, zh, en))
    };
    Next {
        who,
        what: Some(row.what.clone()),
        words,
        until: Some(local(row.expires_before)),
        basis: Some(row.basis.clone()),
    }
}

fn by_lang(lang: Lang, zh: String, en: String) -> String {
    match lang {
        Lang::Zh => zh,
        Lang::En => en,
    }
}

pub(super) fn stage(reached: i32, lang: Lang) -> Stage {
    let steps = STAGES
        .iter()
        .zip(0..)
        .map(|((code, words), place)| StageStep {
            code,
            words: words.in_lang(lang).to_owned(),
            state: match place.cmp(&reached) {
                std::cmp::Ordering::Less => "done",
                std::cmp::Ordering::Equal => "now",
                std::cmp::Ordering::Greater => "later",
            },
        })
        .collect();
    Stage { steps }
}

pub(super) fn deadline_view(
    row: deadline::Model,
    viewer: &Viewer,
    now: DateTime<Utc>,
    lang: Lang,
) -> DeadlineView {
    let (state, words) = match row.state.as_str() {
        RUNNING if row.expires_before > now => ("running", Words::fixed("进行中", "Running")),
        RUNNING | OVER => ("over", Words::fixed("已过期", "Over")),
        FELL_AWAY => ("fell_away", Words::fixed("不用办了", "No longer needed")),
        _ => ("met", Words::fixed("已完成", "Done")),
    };
    DeadlineView {
        words: what_words(&row, lang),
        who_words: who_words(&row, lang),
        you: is_for(&row, viewer.side()),
        expires_before: local(row.expires_before),
        what: row.what,
        who: row.who,
        basis: row.basis,
        provisional: row.provisional,
        state,
        state_words: words.in_lang(lang).to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn running_for(who: Who, what: What, day: &str) -> deadline::Model {
        deadline::Model {
            id: Uuid::nil(),
            case_id: Uuid::nil(),
            what: what.id().to_owned(),
            who: who.id().to_owned(),
            expires_before: format!("{day}T16:00:00Z").parse().unwrap(),
            basis: "CPL".to_owned(),
            provisional: false,
            state: RUNNING.to_owned(),
            trigger_day: None,
            length: None,
            unit: None,
        }
    }

    #[test]
    fn my_own_deadline_comes_before_an_earlier_one_of_others() {
        let rows = [
            running_for(Who::Court, What::ServeComplaint, "2026-11-25"),
            running_for(Who::Plaintiff, What::PayFee, "2026-11-30"),
        ];
        let next = |side| next_of(&rows, side).map(|row| row.what.as_str());
        assert_eq!(next(Some(Side::Plaintiff)), Some("pay_fee"));
        assert_eq!(next(Some(Side::Defendant)), Some("serve_complaint"));
        assert_eq!(next(None), Some("serve_complaint"));
        let said = super::next(&rows, &Viewer::Desk, false, Lang::Zh);
        assert_eq!(
            (said.who, said.what.as_deref()),
            ("court", Some("serve_complaint"))
        );
    }

    #[test]
    fn the_track_keeps_the_place_it_reached() {
        let states: Vec<&str> = stage(2, Lang::Zh)
            .steps
            .iter()
            .map(|step| step.state)
            .collect();
        assert_eq!(states, ["done", "done", "now", "later", "later", "later"]);
        assert!(
            stage(6, Lang::En)
                .steps
                .iter()
                .all(|step| step.state == "done")
        );
    }

    #[test]
    fn a_cause_is_named_without_the_explanation_for_filers() {
        assert_eq!(
            cause_words("online_shopping_contract", Lang::Zh),
            "网络购物合同纠纷"
        );
        assert_eq!(cause_words("unknown", Lang::En), "unknown");
    }
}
