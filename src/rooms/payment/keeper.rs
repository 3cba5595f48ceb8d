//! What this room looks after by the clock: notices that run out, reminders, orders whose notice got lost,
//! refunds under way, yesterday's bill. One node at a time (a lease); each step is safe to repeat.

use chrono::{DateTime, Duration, Utc};
use sea_orm::prelude::*;
use sea_orm::{QueryOrder, QuerySelect, Select};
use tokio::time::Instant;

use super::issue::finish;
use super::model::{fee_notice, payment, refund};
use super::pay::is_open;
use super::query::{self, Seen};
use super::words::{FeeNoticeState, state_of};
use super::{reconcile, refunds, remind};
use crate::court::Court;
use crate::kit::audit::Actor;
use crate::kit::lease;
use crate::kit::problem::Problem;
use crate::ports::pay::{self, CallError};

const LEASE_S: i64 = 60;
/// At most so many of a kind in one round, so that other rooms get their turn.
const AT_ONCE: u64 = 20;
/// WeChat Pay gets no more of a round than this.
const ROUND: std::time::Duration = std::time::Duration::from_secs(10);
/// Seconds between looks at an open order, as they add up; then every ten minutes.
const LOOK_AFTER_S: [i64; 6] = [15, 30, 60, 120, 300, 600];

/// One round.
pub async fn keep_up(court: &Court) -> Result<(), Problem> {
    // Looked at without writing first: an idle court does not write.
    if !anything_due(court).await? {
        return Ok(());
    }
    let (db, now) = (court.store.db(), court.now());
    if !lease::take(db, "payment.keeper", &court.node, LEASE_S, now).await? {
        return Ok(());
    }
    lapse_notices(court).await?;
    remind::remind(court).await?;
    if !court.pay.is_linked() || court.pay.in_trouble() {
        return Ok(());
    }
    let until = Instant::now() + ROUND;
    look_after_payments(court, until).await?;
    look_after_refunds(court, until).await?;
    reconcile::keep_up(court).await
}

async fn anything_due(court: &Court) -> Result<bool, Problem> {
    let (db, now) = (court.store.db(), court.now());
    if due_notices(now).limit(1).one(db).await?.is_some() || remind::anything_due(court).await? {
        return Ok(true);
    }
    if !court.pay.is_linked() || court.pay.in_trouble() {
        return Ok(false);
    }
    Ok(due_payments(now).limit(1).one(db).await?.is_some()
        || due_refunds(now).limit(1).one(db).await?.is_some()
        || reconcile::due(court).await?.is_some())
}

fn due_notices(now: DateTime<Utc>) -> Select<fee_notice::Entity> {
    fee_notice::Entity::find()
        .filter(fee_notice::Column::State.eq(FeeNoticeState::Due.code()))
        .filter(fee_notice::Column::ExpiresBefore.lte(now))
        .order_by_asc(fee_notice::Column::ExpiresBefore)
}

fn due_payments(now: DateTime<Utc>) -> Select<payment::Entity> {
    payment::Entity::find()
        .filter(payment::Column::NextLookAt.lte(now))
        .order_by_asc(payment::Column::NextLookAt)
}

fn due_refunds(now: DateTime<Utc>) -> Select<refund::Entity> {
    refund::Entity::find()
        .filter(refund::Column::NextTryAt.lte(now))
        .order_by_asc(refund::Column::NextTryAt)
}

/// The time is over: marked, no more. What follows is a judge's decision (CPL 121, Interp. 213), never a timer's.
async fn lapse_notices(court: &Court) -> Result<(), Problem> {
    let rows = due_notices(court.now())
        .limit(AT_ONCE)
        .all(court.store.db())
        .await?;
    for row in rows {
        let tx = court.store.write().await?;
        finish(court, &tx, &row, FeeNoticeState::Lapsed, Actor::System).await?;
        court.commit(tx).await?;
    }
    Ok(())
}

async fn look_after_payments(court: &Court, until: Instant) -> Result<(), Problem> {
    let rows = due_payments(court.now())
        .limit(AT_ONCE)
        .all(court.store.db())
        .await?;
    for row in rows {
        if Instant::now() >= until || court.pay.in_trouble() {
            return Ok(());
        }
        if let Err(problem) = look_after(court, &row).await {
            tracing::info!(payment = %row.id, code = problem.kind.code, "asked again later");
            query::look_again_at(court, row.id, Some(court.now() + after(row.looks))).await?;
        }
    }
    Ok(())
}

/// One order: found paid, found closed, closed because it is no longer wanted, or looked at again later.
async fn look_after(court: &Court, row: &payment::Model) -> Result<(), Problem> {
    let deadline = Instant::now() + pay::BUDGET;
    let seen = query::look(court, row, deadline).await?;
    if !is_open(row) {
        // The last look after a close; nothing more is asked.
        return Ok(query::look_again_at(court, row.id, None).await?);
    }
    let wanted = is_wanted(court, row).await?;
    match seen {
        Seen::Paid => Ok(()),
        Seen::Closed => query::mark_closed(court, row).await,
        Seen::Unknown if !wanted => query::mark_closed(court, row).await,
        Seen::Open if !wanted => query::close(court, row, deadline).await.map(|_| ()),
        // Listed for staff; asking every day is enough.
        Seen::Wrong => {
            let tomorrow = court.now() + Duration::days(1);
            Ok(query::look_again_at(court, row.id, Some(tomorrow)).await?)
        }
        Seen::Open | Seen::Unknown => {
            let next = court.now() + after(row.looks);
            Ok(query::look_again_at(court, row.id, Some(next)).await?)
        }
    }
}

/// Whether the order may still be paid: its notice is due and its own time is not over.
async fn is_wanted(court: &Court, row: &payment::Model) -> Result<bool, Problem> {
    let notice = fee_notice::Entity::find_by_id(row.fee_notice_id)
        .one(court.store.db())
        .await?;
    let now = court.now();
    Ok(notice.is_some_and(|notice| {
        state_of(&notice) == FeeNoticeState::Due && notice.expires_before > now
    }) && row.time_expire.is_none_or(|end| end > now))
}

fn after(looks: i32) -> Duration {
    let index = usize::try_from(looks)
        .unwrap_or(0)
        .min(LOOK_AFTER_S.len() - 1);
    Duration::seconds(LOOK_AFTER_S[index])
}

async fn look_after_refunds(court: &Court, until: Instant) -> Result<(), Problem> {
    let rows = due_refunds(court.now())
        .limit(AT_ONCE)
        .all(court.store.db())
        .await?;
    for row in rows {
        if Instant::now() >= until || court.pay.in_trouble() {
            return Ok(());
        }
        match refunds::step(court, &row).await {
            Ok(()) => {}
            Err(CallError::NotConfigured) => return Ok(()),
            Err(error) => tracing::warn!(refund = %row.id, %error, "a refund is tried again later"),
        }
    }
    Ok(())
}
