//! What the people of a hearing are told, and what stands in the timeline of its case.

use chrono::{DateTime, Utc};
use sea_orm::DatabaseTransaction;
use serde_json::{Value, json};

use super::model::hearing;
use super::words::local;
use crate::court::Court;
use crate::kit::i18n::{Lang, Words};
use crate::kit::ids::new_id;
use crate::kit::problem::Problem;
use crate::rooms::cases::{self, Brief, By, Entry, EntryKind, Readers};
use crate::rooms::notices::{NoticeFacts, NoticeKind, Tell, tell};

/// Page of the mini-program that a notice opens.
const HEARING_PAGE: &str = "pages/hearing/hearing";

/// What goes with a notice besides the case and the time.
#[derive(Default)]
pub(super) struct News {
    pub reply_by: Option<DateTime<Utc>>,
    pub provisional: bool,
    pub place: Option<String>,
    pub words: Option<Words>,
}

/// Tells every member of the case.
pub(super) async fn tell_all(
    court: &Court,
    tx: &DatabaseTransaction,
    row: &hearing::Model,
    brief: &Brief,
    (kind, news): (NoticeKind, News),
) -> Result<(), Problem> {
    let event_id = new_id();
    let facts = NoticeFacts {
        case_number: Some(brief.number.clone()),
        title: Some(brief.title(Lang::Zh)),
        expires_before: news.reply_by.map(local),
        provisional: news.provisional,
        starts_at: row.starts_at.map(local),
        place: news.place,
        zh: news
            .words
            .as_ref()
            .map(|words| words.zh.clone().into_owned()),
        en: news.words.map(|words| words.en.into_owned()),
        ..NoticeFacts::default()
    };
    let facts = serde_json::to_value(&facts).unwrap_or(Value::Null);
    for member in cases::members(tx, row.case_id).await? {
        let what = Tell {
            person_id: member.person_id,
            event_id,
            kind,
            facts: facts.clone(),
            link: Some(format!("{HEARING_PAGE}?id={}", row.id)),
        };
        tell(court, tx, what).await?;
    }
    Ok(())
}

/// An entry for everyone in the case.
pub(super) async fn enter(
    court: &Court,
    tx: &DatabaseTransaction,
    row: &hearing::Model,
    (kind, by): (EntryKind, &By),
    note: Option<String>,
) -> Result<(), Problem> {
    let entry = Entry {
        kind,
        at: court.now(),
        by: by.clone(),
        facts: json!({"hearing_id": row.id, "note": note}),
        readers: Readers::Everyone,
    };
    cases::record(tx, row.case_id, entry).await
}

/// `2026-12-08 09:00，网上第一法庭`: read alike in both languages.
pub(super) fn when_and_where(row: &hearing::Model, place: Option<&str>) -> Option<String> {
    let at = local(row.starts_at?).format("%Y-%m-%d %H:%M").to_string();
    Some(match place {
        Some(place) => format!("{at} {place}"),
        None => at,
    })
}
