//! What this room looks after by the clock: times to choose that run out, and reminders. One node at a time (a
//! lease); each step is safe to repeat.

use chrono::{DateTime, Duration, Utc};
use sea_orm::prelude::*;
use sea_orm::sea_query::Expr;
use sea_orm::{ActiveValue::Set, QueryOrder, QuerySelect, Select};
use serde_json::json;

use super::access::{locked, state_of};
use super::end::free;
use super::fix::place_of;
use super::model::hearing;
use super::moves;
use super::names::FIXED;
use super::plan::brief_of;
use super::telling::{self, News};
use crate::court::Court;
use crate::kit::lease;
use crate::kit::problem::Problem;
use crate::law::Named;
use crate::law::machine::hearing::{Event, State};
use crate::rooms::cases::{By, EntryKind};
use crate::rooms::notices::NoticeKind;

const LEASE_S: i64 = 60;
/// At most so many of a kind in one round, so that other rooms get their turn.
const AT_ONCE: u64 = 50;

/// One round.
pub async fn keep_up(court: &Court) -> Result<(), Problem> {
    let (db, now) = (court.store.db(), court.now());
    // Looked at without writing first: an idle court does not write.
    let any = unanswered(now).limit(1).one(db).await?.is_some()
        || to_remind(now).limit(1).one(db).await?.is_some();
    if !any || !lease::take(db, "hearing.keeper", &court.node, LEASE_S, now).await? {
        return Ok(());
    }
    for row in unanswered(now).limit(AT_ONCE).all(db).await? {
        no_common_time(court, row.id).await?;
    }
    for row in to_remind(now).limit(AT_ONCE).all(db).await? {
        remind(court, row).await?;
    }
    Ok(())
}

fn unanswered(now: DateTime<Utc>) -> Select<hearing::Entity> {
    hearing::Entity::find()
        .filter(hearing::Column::State.eq(State::Proposed.id()))
        .filter(hearing::Column::ReplyBy.lte(now))
        .order_by_asc(hearing::Column::ReplyBy)
}

fn to_remind(now: DateTime<Utc>) -> Select<hearing::Entity> {
    hearing::Entity::find()
        .filter(hearing::Column::RemindAt.lte(now))
        .filter(hearing::Column::State.is_in(FIXED.map(Named::id)))
        .order_by_asc(hearing::Column::RemindAt)
}

/// The time to choose is over: marked, no more. The date itself a judge fixes.
async fn no_common_time(court: &Court, id: Uuid) -> Result<(), Problem> {
    let tx = court.store.write().await?;
    let row = locked(&tx, id).await?;
    let over = row.reply_by.is_some_and(|end| end <= court.now());
    if state_of(&row)? != State::Proposed || !over {
        return Ok(tx.rollback().await?);
    }
    free(&tx, &row).await?;
    let by = By::system();
    let rounds = row.unanswered_rounds + 1;
    let facts = [
        ("reply_by", json!(row.reply_by)),
        ("round", json!(row.round)),
    ];
    let row = moves::advance(
        court,
        &tx,
        row,
        (Event::NoCommonSlot, &by),
        facts,
        |change| {
            change.unanswered_rounds = Set(rounds);
            change.reply_by = Set(None);
        },
    )
    .await?;
    let kind = EntryKind::HearingNoCommonTime;
    telling::enter(court, &tx, &row, (kind, &by), None).await?;
    court.commit(tx).await
}

/// Three days, a day and an hour before (domain.md 9): the next of them that is still to come.
pub(super) fn next_reminder(starts_at: DateTime<Utc>, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
    [Duration::days(3), Duration::days(1), Duration::hours(1)]
        .into_iter()
        .map(|before| starts_at - before)
        .find(|at| *at > now)
}

/// Tells everybody and sets the next reminder, in one transaction: each goes out once.
async fn remind(court: &Court, row: hearing::Model) -> Result<(), Problem> {
    let Some(starts_at) = row.starts_at else {
        return Ok(());
    };
    let now = court.now();
    let tx = court.store.write().await?;
    let taken = hearing::Entity::update_many()
        .col_expr(
            hearing::Column::RemindAt,
            Expr::value(next_reminder(starts_at, now)),
        )
        .filter(hearing::Column::Id.eq(row.id))
        .filter(hearing::Column::RemindAt.eq(row.remind_at))
        .filter(hearing::Column::State.is_in(FIXED.map(Named::id)))
        .exec(&tx)
        .await?;
    // A reminder that could not go out in time says nothing true any more.
    if taken.rows_affected == 0 || starts_at <= now {
        return match taken.rows_affected {
            0 => Ok(tx.rollback().await?),
            _ => court.commit(tx).await,
        };
    }
    let brief = brief_of(&tx, &row).await?;
    let place = match row.courtroom_id {
        Some(room) => Some(place_of(&tx, room).await?),
        None => None,
    };
    let news = News {
        place,
        ..News::default()
    };
    telling::tell_all(court, &tx, &row, &brief, (NoticeKind::HearingSoon, news)).await?;
    court.commit(tx).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reminders_come_three_days_a_day_and_an_hour_before() {
        let at = |text: &str| text.parse::<DateTime<Utc>>().unwrap();
        let start = at("2026-12-08T01:00:00Z");
        let mut now = at("2026-11-24T00:00:00Z");
        let mut all = Vec::new();
        while let Some(next) = next_reminder(start, now) {
            all.push(next);
            now = next;
        }
        assert_eq!(
            all,
            [
                at("2026-12-05T01:00:00Z"),
                at("2026-12-07T01:00:00Z"),
                at("2026-12-08T00:00:00Z")
            ]
        );
    }
}
