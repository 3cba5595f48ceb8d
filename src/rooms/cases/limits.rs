//! Deadlines of a case: set, met, and counted again when a holiday notice comes out.

use chrono::{DateTime, Datelike, NaiveDate, Utc};
use sea_orm::prelude::*;
use sea_orm::sea_query::Expr;
use sea_orm::{
    ActiveValue::Set, ConnectionTrait, DatabaseTransaction, QueryOrder, QuerySelect, Statement,
};

use super::model::deadline;
use super::names::{What, Who};
use crate::court::Court;
use crate::kit::clock::shanghai_day;
use crate::kit::ids::new_id;
use crate::kit::problem::Problem;
use crate::law::Named;
use crate::law::case_limits::Limit;
use crate::law::deadlines::{Deadline, Length, Unit, count};
use crate::law::moments::Moment;

pub(super) const RUNNING: &str = "running";
/// Nobody acted in time. A row that ran out is written so when its case moves next; until then its end tells.
pub(super) const OVER: &str = "over";
const MET: &str = "met";
/// Nothing has to be done any longer: the case ended, or another deadline took its place.
pub(super) const FELL_AWAY: &str = "fell_away";

/// A deadline to set. `expires_before` is the first moment that is too late.
#[derive(Clone, Debug)]
pub struct NewDeadline {
    pub case_id: Uuid,
    pub what: What,
    pub who: Who,
    pub expires_before: DateTime<Utc>,
    pub basis: String,
    pub provisional: bool,
    /// What it was counted from: a provisional one is counted again when the holidays are known.
    pub counted: Option<Counted>,
}

#[derive(Clone, Copy, Debug)]
pub struct Counted {
    pub trigger_day: NaiveDate,
    pub length: Length,
}

impl NewDeadline {
    /// A limit as the law counted it.
    pub fn of(case_id: Uuid, what: What, who: Who, limit: &Limit) -> NewDeadline {
        NewDeadline::counted(case_id, what, who, &limit.deadline, limit.basis.zh.clone())
    }

    pub fn counted(
        case_id: Uuid,
        what: What,
        who: Who,
        deadline: &Deadline,
        basis: String,
    ) -> NewDeadline {
        NewDeadline {
            case_id,
            what,
            who,
            expires_before: end_of(deadline),
            basis,
            provisional: deadline.provisional,
            counted: Some(Counted {
                trigger_day: deadline.trigger_day,
                length: deadline.length,
            }),
        }
    }
}

fn end_of(deadline: &Deadline) -> DateTime<Utc> {
    deadline.expires_before().time().with_timezone(&Utc)
}

/// Sets a deadline; a running one for the same thing and the same side gives way to it.
pub async fn set_deadline(tx: &DatabaseTransaction, new: NewDeadline) -> Result<(), Problem> {
    deadline::Entity::update_many()
        .col_expr(deadline::Column::State, Expr::value(FELL_AWAY))
        .filter(deadline::Column::CaseId.eq(new.case_id))
        .filter(deadline::Column::State.eq(RUNNING))
        .filter(deadline::Column::What.eq(new.what.id()))
        .filter(deadline::Column::Who.eq(new.who.id()))
        .exec(tx)
        .await?;
    let counted = new.counted;
    let row = deadline::ActiveModel {
        id: Set(new_id()),
        case_id: Set(new.case_id),
        what: Set(new.what.id().to_owned()),
        who: Set(new.who.id().to_owned()),
        expires_before: Set(new.expires_before),
        basis: Set(new.basis),
        provisional: Set(new.provisional),
        state: Set(RUNNING.to_owned()),
        trigger_day: Set(counted.map(|counted| counted.trigger_day)),
        length: Set(counted.map(|counted| counted.length.count() as i32)),
        unit: Set(counted.map(|counted| counted.length.unit().id().to_owned())),
    };
    deadline::Entity::insert(row)
        .exec_without_returning(tx)
        .await?;
    who_has_to_act(tx, new.case_id).await
}

/// What had to be done is done.
pub async fn end_deadline(
    tx: &DatabaseTransaction,
    case_id: Uuid,
    what: What,
) -> Result<(), Problem> {
    end_some(tx, case_id, Some(what), MET).await
}

/// Nothing has to be done in this case any longer.
pub(super) async fn end_all(tx: &DatabaseTransaction, case_id: Uuid) -> Result<(), Problem> {
    end_some(tx, case_id, None, FELL_AWAY).await
}

/// Writes down which deadlines of a case ran out, before a move ends the others: what nobody kept in time
/// stays so, whatever happens later.
pub(super) async fn run_out(
    tx: &DatabaseTransaction,
    case_id: Uuid,
    now: DateTime<Utc>,
) -> Result<(), Problem> {
    deadline::Entity::update_many()
        .col_expr(deadline::Column::State, Expr::value(OVER))
        .filter(deadline::Column::CaseId.eq(case_id))
        .filter(deadline::Column::State.eq(RUNNING))
        .filter(deadline::Column::ExpiresBefore.lte(now))
        .exec(tx)
        .await?;
    who_has_to_act(tx, case_id).await
}

async fn end_some(
    tx: &DatabaseTransaction,
    case_id: Uuid,
    what: Option<What>,
    state: &str,
) -> Result<(), Problem> {
    let mut end = deadline::Entity::update_many()
        .col_expr(deadline::Column::State, Expr::value(state))
        .filter(deadline::Column::CaseId.eq(case_id))
        .filter(deadline::Column::State.eq(RUNNING));
    if let Some(what) = what {
        end = end.filter(deadline::Column::What.eq(what.id()));
    }
    end.exec(tx).await?;
    who_has_to_act(tx, case_id).await
}

/// Keeps "要我办" beside each member, so that the list of it is one walk along an index.
pub(super) async fn who_has_to_act(
    tx: &impl ConnectionTrait,
    case_id: Uuid,
) -> Result<(), Problem> {
    let sql = "UPDATE case_members SET to_do = EXISTS (SELECT 1 FROM case_deadlines d \
        WHERE d.case_id = $1 AND d.state = 'running' AND (d.who = case_members.role OR d.who = 'parties')) \
        WHERE case_id = $1";
    let statement =
        Statement::from_sql_and_values(tx.get_database_backend(), sql, [case_id.into()]);
    tx.execute_raw(statement).await?;
    Ok(())
}

/// Counts provisional deadlines again whose years are published by now. Safe to repeat; when nothing
/// new was published it finds nothing.
pub(super) async fn count_again(court: &Court) -> Result<(), Problem> {
    let calendar = court.calendar.load();
    let this_year = shanghai_day(court.now()).year();
    let unknown = (this_year..this_year + 10).find(|year| !calendar.is_published(*year));
    let Some(first_unknown) = unknown.and_then(|year| NaiveDate::from_ymd_opt(year, 1, 1)) else {
        return Ok(());
    };
    // What ends by then lies in published years with its last day and the raw one.
    let boundary = Moment::start_of(first_unknown).time().with_timezone(&Utc);
    let rows = deadline::Entity::find()
        .filter(deadline::Column::Provisional.eq(true))
        .filter(deadline::Column::State.eq(RUNNING))
        .filter(deadline::Column::ExpiresBefore.lte(boundary))
        .order_by_asc(deadline::Column::ExpiresBefore)
        .limit(200)
        .all(court.store.db())
        .await?;
    for row in rows {
        count_one_again(court, row).await?;
    }
    Ok(())
}

async fn count_one_again(court: &Court, row: deadline::Model) -> Result<(), Problem> {
    let length = row.length.and_then(|length| u32::try_from(length).ok());
    let unit = row.unit.as_deref().and_then(Unit::from_id);
    let length = length
        .zip(unit)
        .and_then(|(count, unit)| Length::new(count, unit));
    // A day that was set without its count stands as it is.
    let (expires_before, provisional) = match row.trigger_day.zip(length) {
        Some((trigger_day, length)) => {
            let again = count(&court.calendar.load(), trigger_day, length);
            (end_of(&again), again.provisional)
        }
        None => (row.expires_before, false),
    };
    deadline::Entity::update_many()
        .col_expr(deadline::Column::ExpiresBefore, Expr::value(expires_before))
        .col_expr(deadline::Column::Provisional, Expr::value(provisional))
        .filter(deadline::Column::Id.eq(row.id))
        .filter(deadline::Column::State.eq(RUNNING))
        .exec(court.store.db())
        .await?;
    Ok(())
}
