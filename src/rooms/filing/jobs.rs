//! What follows by itself: a paid fee moves the filing on, clocks are called out, ended mediation comes back.
//! The system marks facts; it rules on nothing (domain.md 8).

use chrono::Duration;
use sea_orm::prelude::*;
use sea_orm::{ActiveValue::Set, DatabaseTransaction, IntoActiveModel, QueryOrder, QuerySelect};
use serde_json::json;

use super::access::{find_for_event, state_of};
use super::clock::{REVIEW_DAYS, end_after};
use super::desk::docket;
use super::history::{By, Move, advance};
use super::model::filing;
use super::tell;
use crate::court::Court;
use crate::kit::audit::{Act, Actor};
use crate::kit::clock::shanghai_day;
use crate::kit::lease;
use crate::kit::outbox::{Job, JobError, JobFuture, Message, Subscriber};
use crate::kit::problem::Problem;
use crate::law::Named;
use crate::law::machine::filing::{Event, State};
use crate::rooms::payment::{self, Paid};

pub const SUBSCRIBERS: &[Subscriber<Court>] = &[Subscriber {
    topic: payment::PAID,
    name: "filing.paid",
    job: Job::Inside(paid),
}];

/// The fee is paid: `pay` by the system, in the transaction that ends the message. Where a judge has ruled
/// meanwhile, the ruling stands and the money goes back.
fn paid<'a>(court: &'a Court, tx: &'a DatabaseTransaction, message: &'a Message) -> JobFuture<'a> {
    Box::pin(async move {
        let paid: Paid = message.read()?;
        let Some(row) = find_for_event(tx, paid.filing_id).await? else {
            return Err(JobError::Refused(
                "paid for a filing that is not there".to_owned(),
            ));
        };
        settle(court, tx, row, &paid)
            .await
            .map_err(|problem| JobError::Retry(problem.to_string()))
    })
}

async fn settle(
    court: &Court,
    tx: &DatabaseTransaction,
    row: filing::Model,
    paid: &Paid,
) -> Result<(), Problem> {
    if state_of(&row)? != State::FeeDue {
        return payment::refund(court, tx, paid.payment_id, "filing_ended").await;
    }
    let facts = vec![
        ("payment_id", json!(paid.payment_id)),
        ("amount_fen", json!(paid.amount_fen)),
        ("late", json!(paid.late)),
    ];
    let step = Move {
        event: Event::Pay,
        by: By::System,
        facts,
        note: None,
    };
    let row = advance(court, tx, row, step, |_| {}).await?;
    docket(court, tx, &row, "paid").await
}

/// Looked at in one go; the next look takes the rest.
const BATCH: u64 = 100;

/// Calls out clocks, reminds of corrections, takes ended mediations back. Each is safe to repeat.
pub async fn keep_up(court: &Court) -> Result<(), Problem> {
    if !lease::take(
        court.store.db(),
        "filing.clocks",
        &court.node,
        30,
        court.now(),
    )
    .await?
    {
        return Ok(());
    }
    call_out(court).await?;
    remind(court).await?;
    take_back(court).await
}

/// Days 5 and 7 of the review are called out to staff (domain.md 9). At the end the way on is registration
/// first (Reg15 8): a clerk's act, never the system's.
async fn call_out(court: &Court) -> Result<(), Problem> {
    for (day, days_left) in [(5, 2), (7, 0)] {
        let limit = court.now() + Duration::days(days_left + 1);
        let rows = filing::Entity::find()
            .filter(filing::Column::State.is_in([State::Submitted.id(), State::UnderReview.id()]))
            .filter(filing::Column::ReviewDue.lte(limit))
            .filter(filing::Column::Escalation.lt(day))
            .order_by_asc(filing::Column::ReviewDue)
            .limit(BATCH)
            .all(court.store.db())
            .await?;
        for row in rows {
            let tx = court.store.write().await?;
            let Some(row) = find_for_event(&tx, row.id)
                .await?
                .filter(|row| row.escalation < day && row.review_due.is_some())
            else {
                tx.rollback().await?;
                continue;
            };
            let (id, mut change) = (row.id, row.into_active_model());
            change.escalation = Set(day);
            change.update(&tx).await?;
            let act = Act {
                actor: Actor::System,
                act: if day == 5 {
                    "filing.call_out_day_5"
                } else {
                    "filing.call_out_limit"
                },
                subject_kind: "filing",
                subject_id: id,
                from: None,
                to: None,
                basis: Some("CPL 126; Reg15 8"),
            };
            act.record(&tx, court.now()).await?;
            court.commit(tx).await?;
        }
    }
    Ok(())
}

/// Two days and one day before the time for correcting ends.
async fn remind(court: &Court) -> Result<(), Problem> {
    for (sent, days_left) in [(1, 2), (2, 1)] {
        let limit = court.now() + Duration::days(days_left);
        let rows = filing::Entity::find()
            .filter(filing::Column::State.eq(State::ReturnedForCorrection.id()))
            .filter(filing::Column::CorrectionDue.lte(limit))
            .filter(filing::Column::CorrectionDue.gt(court.now()))
            .filter(filing::Column::Reminded.lt(sent))
            .limit(BATCH)
            .all(court.store.db())
            .await?;
        for row in rows {
            let tx = court.store.write().await?;
            let still = find_for_event(&tx, row.id).await?;
            let Some(row) = still.filter(|row| {
                row.reminded < sent && row.state == State::ReturnedForCorrection.id()
            }) else {
                tx.rollback().await?;
                continue;
            };
            let mut change = row.into_active_model();
            change.reminded = Set(sent);
            let row = change.update(&tx).await?;
            tell::correction_again(court, &tx, &row, days_left).await?;
            court.commit(tx).await?;
        }
    }
    Ok(())
}

/// OMR 24: thirty days without an agreement and without extension; the review goes on.
async fn take_back(court: &Court) -> Result<(), Problem> {
    let rows = filing::Entity::find()
        .filter(filing::Column::State.eq(State::PreMediation.id()))
        .filter(filing::Column::PreMediationUntil.lte(court.now()))
        .limit(BATCH)
        .all(court.store.db())
        .await?;
    for row in rows {
        let tx = court.store.write().await?;
        let still = find_for_event(&tx, row.id).await?;
        let Some(row) = still.filter(|row| row.state == State::PreMediation.id()) else {
            tx.rollback().await?;
            continue;
        };
        // OMR 21: the court registers within the statutory time; it runs anew from today.
        let end = end_after(&court.calendar.load(), court.now(), REVIEW_DAYS);
        let facts = vec![
            ("ended_on", json!(shanghai_day(court.now()))),
            ("ground", json!("30 days")),
        ];
        let step = Move {
            event: Event::MediationFailed,
            by: By::System,
            facts,
            note: None,
        };
        advance(court, &tx, row, step, |change| {
            change.pre_mediation_until = Set(None);
            change.received_at = Set(Some(court.now()));
            change.review_due = Set(Some(end.expires_before));
            change.review_provisional = Set(end.provisional);
        })
        .await?;
        court.commit(tx).await?;
    }
    Ok(())
}
