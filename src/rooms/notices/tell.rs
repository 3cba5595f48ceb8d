//! Telling a person: the inbox in the act's own transaction, then one channel more by the outbox.
//!
//! WeChat comes first, for those who agreed to it and have an acceptance left; SMS follows where WeChat
//! cannot go and the notice is worth one. Both carry masked number, act and day alone (domain.md 9).

use sea_orm::prelude::*;
use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveValue::Set, DatabaseTransaction};
use serde_json::Value;

use super::kinds::NoticeKind;
use super::model::notice;
use super::{by_sms, by_wechat};
use crate::court::Court;
use crate::kit::ids::new_id;

/// What a person is told.
pub struct Tell {
    pub person_id: Uuid,
    /// What it tells of: one notice of a kind for each event and person, however often it is told.
    pub event_id: Uuid,
    pub kind: NoticeKind,
    /// As [`super::NoticeFacts`].
    pub facts: Value,
    /// Page of the mini-program that it opens: `pages/filing/detail?id=…`.
    pub link: Option<String>,
}

/// Writes the notice; reminders by WeChat or SMS follow after the commit. Telling it again changes nothing.
///
/// # Errors
/// Only when the database says so.
pub async fn tell(court: &Court, tx: &DatabaseTransaction, what: Tell) -> Result<(), DbErr> {
    let notice_id = new_id();
    let row = notice::ActiveModel {
        id: Set(notice_id),
        person_id: Set(what.person_id),
        event_id: Set(what.event_id),
        kind: Set(what.kind.name().to_owned()),
        facts: Set(what.facts.to_string()),
        link: Set(what.link),
        at: Set(court.now()),
        read_at: Set(None),
    };
    let once = OnConflict::columns([
        notice::Column::PersonId,
        notice::Column::EventId,
        notice::Column::Kind,
    ])
    .do_nothing()
    .to_owned();
    let written = notice::Entity::insert(row)
        .on_conflict(once)
        .exec_without_returning(tx)
        .await?;
    if written == 0 {
        return Ok(());
    }
    let reminded = by_wechat::remind(court, tx, notice_id, what.person_id, what.kind).await?;
    if reminded {
        return Ok(());
    }
    by_sms::remind(court, tx, notice_id, what.kind).await
}
