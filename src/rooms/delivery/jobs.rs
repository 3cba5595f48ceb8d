//! What this room looks after by the clock: unread papers, silence, public notices and defence periods that end.
//! One node at a time (a lease); each step is safe to repeat. None of it is a ruling.

use chrono::{Days, Duration};
use sea_orm::prelude::*;
use sea_orm::{ActiveValue::Set, IntoActiveModel, QueryOrder, QuerySelect};
use serde_json::json;

use super::access::for_change;
use super::act::start_of;
use super::effects::{self, UNREAD_AFTER, standing, starts_the_defence};
use super::model::delivery;
use super::moves::{advance, state_of};
use crate::court::Court;
use crate::kit::lease;
use crate::kit::problem::Problem;
use crate::law::machine::case;
use crate::law::machine::service::{Event, State};
use crate::rooms::cases::{self, By};
use crate::rooms::notices::NoticeKind;

const LEASE_S: i64 = 60;
/// At most so many of a kind in one round, so that other rooms get their turn.
const AT_ONCE: u64 = 20;

/// One round.
pub async fn keep_up(court: &Court) -> Result<(), Problem> {
    let (db, now) = (court.store.db(), court.now());
    let unread = unread(court).await?;
    let ended = ended(court).await?;
    // Looked at without writing first: an idle court does not write.
    if unread.is_empty() && ended.is_empty() {
        return Ok(());
    }
    if !lease::take(db, "delivery.keeper", &court.node, LEASE_S, now).await? {
        return Ok(());
    }
    for row in unread {
        remind(court, row.id).await?;
    }
    for row in ended {
        end(court, row.id).await?;
    }
    Ok(())
}

async fn unread(court: &Court) -> Result<Vec<delivery::Model>, DbErr> {
    delivery::Entity::find()
        .filter(delivery::Column::RemindAt.lte(court.now()))
        .order_by_asc(delivery::Column::RemindAt)
        .limit(AT_ONCE)
        .all(court.store.db())
        .await
}

async fn ended(court: &Court) -> Result<Vec<delivery::Model>, DbErr> {
    delivery::Entity::find()
        .filter(delivery::Column::EndsAt.lte(court.now()))
        .order_by_asc(delivery::Column::EndsAt)
        .limit(AT_ONCE)
        .all(court.store.db())
        .await
}

/// Unread after a day, and after three.
async fn remind(court: &Court, id: Uuid) -> Result<(), Problem> {
    let tx = court.store.write().await?;
    let row = for_change(&tx, id).await?;
    let due = row.remind_at.is_some_and(|at| at <= court.now());
    if !due || row.opened_at.is_some() {
        return Ok(());
    }
    let told = row.reminded + 1;
    let next: Option<&Duration> = UNREAD_AFTER.get(told as usize);
    let next = row.sent_at.zip(next).map(|(sent, after)| sent + *after);
    let mut change = row.into_active_model();
    change.reminded = Set(told);
    change.remind_at = Set(next);
    let row = change.update(&tx).await?;
    effects::tell(court, &tx, &row, NoticeKind::DocumentUnread).await?;
    court.commit(tx).await
}

async fn end(court: &Court, id: Uuid) -> Result<(), Problem> {
    let tx = court.store.write().await?;
    let row = for_change(&tx, id).await?;
    if row.ends_at.is_none_or(|at| at > court.now()) {
        return Ok(());
    }
    let state = state_of(&row)?;
    let mut change = row.into_active_model();
    change.ends_at = Set(None);
    let row = change.update(&tx).await?;
    match state {
        State::AwaitingConsent => {
            let facts = json!({"answered": false});
            let event = Event::RefuseOrSilent;
            advance(court, &tx, row, event, &By::system(), facts, |_| {}).await?;
        }
        State::PublicNotice => published(court, &tx, row).await?,
        State::Served | State::PresumedServed if starts_the_defence(&row) => {
            defence_is_over(court, &tx, &row).await?;
        }
        _ => {}
    }
    court.commit(tx).await
}

/// CPL 95: when the time of the notice is over, the paper counts as served, on its last day.
async fn published(
    court: &Court,
    tx: &sea_orm::DatabaseTransaction,
    row: delivery::Model,
) -> Result<(), Problem> {
    let Some(published_on) = row.published_on else {
        return Ok(());
    };
    let days = if row.outside_prc { 60 } else { 30 };
    let last = published_on + Days::new(days);
    let facts = json!({"published_on": published_on, "last_day": last});
    let row = advance(
        court,
        tx,
        row,
        Event::ThirtyDays,
        &By::system(),
        facts,
        |change| {
            change.served_at = Set(Some(start_of(last)));
            change.mode = Set(Some("public_notice".to_owned()));
        },
    )
    .await?;
    effects::served(court, tx, row).await?;
    Ok(())
}

/// All defendants are served and the time for the defence is over: the case goes on to evidence (CPL 128).
async fn defence_is_over(
    court: &Court,
    tx: &sea_orm::DatabaseTransaction,
    row: &delivery::Model,
) -> Result<(), Problem> {
    let standing = standing(court, tx, row.case_id).await?;
    let info = cases::info_for_change(tx, row.case_id).await?;
    if standing.served < standing.defendants || info.state != case::State::Serving {
        return Ok(());
    }
    let facts = [
        ("defendants", json!(standing.defendants)),
        ("answered", json!(false)),
    ];
    let event = case::Event::AnswerOrPeriodEnd;
    let facts = facts.into_iter().collect();
    cases::step(court, tx, row.case_id, event, By::system(), facts).await?;
    Ok(())
}
