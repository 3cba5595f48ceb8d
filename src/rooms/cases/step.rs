//! The one way to move a case: the machine decides, and the move stands in the audit log and the timeline.

use chrono::{DateTime, Utc};
use sea_orm::prelude::*;
use sea_orm::sea_query::Expr;
use sea_orm::{DatabaseTransaction, QuerySelect};
use serde_json::Value;

use super::limits::{self, NewDeadline, end_all, end_deadline, set_deadline};
use super::model::{case, member};
use super::names::{By, Readers, What, Who, has_ended, station};
use super::record;
use crate::court::Court;
use crate::kit::audit::Act;
use crate::kit::clock::shanghai_day;
use crate::kit::problem::{Problem, common};
use crate::law::Named;
use crate::law::case_limits;
use crate::law::machine::case::{Event, State};
use crate::law::machine::{self, Facts, Verdict};
use crate::law::procedure::Procedure;

/// Moves a case. `facts` are those by which the guard holds; they are kept with the move.
///
/// 404 when there is no such case, 409 `state.not_allowed` when the event is not listed in its state,
/// 403 `state.wrong_actor` when it is somebody else's to cause. Then nothing has changed.
pub async fn step(
    court: &Court,
    tx: &DatabaseTransaction,
    case_id: Uuid,
    event: Event,
    by: By,
    facts: Facts,
) -> Result<State, Problem> {
    let now = court.now();
    // Locked: two steps at once take their turns, and the second sees where the first has led.
    let found = case::Entity::find_by_id(case_id)
        .lock_exclusive()
        .one(tx)
        .await?;
    let case = found.ok_or(&common::NOT_FOUND)?;
    let from = state_of(&case)?;
    let moved = machine::step(from, event, by.role)?.settle(Verdict::Holds(facts))?;
    let to = moved.to;
    change(tx, &case, to, now).await?;
    let act = Act {
        actor: by.who,
        act: event.id(),
        subject_kind: "case",
        subject_id: case_id,
        from: Some(from.id()),
        to: Some(to.id()),
        basis: (!moved.basis.is_empty()).then_some(moved.basis),
    };
    act.record(tx, now).await?;
    let facts: Value = moved
        .facts
        .into_iter()
        .map(|(name, value)| (name.to_owned(), value))
        .collect();
    record::write(
        tx,
        case_id,
        (event.id(), now),
        &by,
        &facts,
        Readers::Everyone,
    )
    .await?;
    follow(court, tx, &case, (event, to), now).await?;
    Ok(to)
}

pub(super) fn state_of(case: &case::Model) -> Result<State, Problem> {
    State::from_id(&case.state)
        .ok_or_else(|| Problem::new(&common::INTERNAL).because("a case in an unknown state"))
}

async fn change(
    tx: &DatabaseTransaction,
    case: &case::Model,
    to: State,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    let reached = station(to).map_or(case.reached, |station| station.max(case.reached));
    let mut update = case::Entity::update_many()
        .col_expr(case::Column::State, Expr::value(to.id()))
        .col_expr(case::Column::Ended, Expr::value(has_ended(to)))
        .col_expr(case::Column::Reached, Expr::value(reached));
    if to == State::Docketed {
        update = update.col_expr(case::Column::DocketedAt, Expr::value(now));
    }
    update.filter(case::Column::Id.eq(case.id)).exec(tx).await?;
    member::Entity::update_many()
        .col_expr(member::Column::State, Expr::value(to.id()))
        .col_expr(member::Column::Ended, Expr::value(has_ended(to)))
        .filter(member::Column::CaseId.eq(case.id))
        .exec(tx)
        .await?;
    Ok(())
}

/// The clocks that a move starts and stops.
async fn follow(
    court: &Court,
    tx: &DatabaseTransaction,
    case: &case::Model,
    (event, to): (Event, State),
    now: DateTime<Utc>,
) -> Result<(), Problem> {
    limits::run_out(tx, case.id, now).await?;
    if has_ended(to) {
        return end_all(tx, case.id).await;
    }
    match (event, to) {
        (Event::Docket, _) => {
            end_deadline(tx, case.id, What::PayFee).await?;
            start_the_courts_clocks(court, tx, case, now).await
        }
        (Event::AnswerOrPeriodEnd | Event::PublicNoticeDone, _) => {
            end_deadline(tx, case.id, What::ServeComplaint).await?;
            end_deadline(tx, case.id, What::Defence).await
        }
        (_, State::ReadyForHearing) => end_deadline(tx, case.id, What::Evidence).await,
        (_, State::Judged) => limits::end_deadline(tx, case.id, What::TrialLimit).await,
        _ => Ok(()),
    }
}

async fn start_the_courts_clocks(
    court: &Court,
    tx: &DatabaseTransaction,
    case: &case::Model,
    now: DateTime<Utc>,
) -> Result<(), Problem> {
    let (calendar, today) = (court.calendar.load(), shanghai_day(now));
    let serve = case_limits::serve_complaint(&calendar, today);
    let serve = NewDeadline::of(case.id, What::ServeComplaint, Who::Court, &serve);
    set_deadline(tx, serve).await?;
    let procedure = Procedure::from_id(&case.procedure).unwrap_or(Procedure::Ordinary);
    match case_limits::trial_limit(&calendar, today, procedure) {
        Some(limit) => {
            let limit = NewDeadline::of(case.id, What::TrialLimit, Who::Court, &limit);
            set_deadline(tx, limit).await
        }
        None => Ok(()),
    }
}
