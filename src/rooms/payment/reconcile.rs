//! Yesterday's bill of WeChat Pay against ours, every day: what does not agree is listed for staff.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, Duration, NaiveDate, NaiveTime, Utc};
use sea_orm::prelude::*;
use sea_orm::sea_query::{Expr, ExprTrait, OnConflict};
use sea_orm::{ActiveValue::Set, ConnectionTrait, DatabaseTransaction, QueryOrder, QuerySelect};
use tokio::time::Instant;

use super::access::payment_by_number;
use super::differences::{self, Found};
use super::errors;
use super::model::{payment, reconciliation, refund};
use super::query;
use super::refunds::back_off;
use super::words::{Channel, DifferenceKind, ReconciliationState, RefundState};
use crate::court::Court;
use crate::kit::clock::{shanghai, shanghai_day};
use crate::kit::problem::Problem;
use crate::ports::pay::{self, Bill, BillLine};

/// WeChat Pay promises the bill from 10:00 on.
const READY: (u32, u32) = (10, 5);
/// WeChat Pay keeps bills for 90 days.
const OLDEST: Duration = Duration::days(90);

/// The id of a day's row: made from the day, so that ids sort as days do.
pub(super) fn id_of(day: NaiveDate) -> Uuid {
    let ms = day.and_time(NaiveTime::MIN).and_utc().timestamp_millis();
    uuid::Builder::from_unix_timestamp_millis(u64::try_from(ms).unwrap_or(0), &[0; 10]).into_uuid()
}

/// Makes a day's row, if there is none.
pub(super) async fn begin_day(tx: &impl ConnectionTrait, day: NaiveDate) -> Result<(), DbErr> {
    let row = reconciliation::ActiveModel {
        id: Set(id_of(day)),
        day: Set(day),
        state: Set(ReconciliationState::Waiting.code().to_owned()),
        ran_at: Set(None),
        next_try_at: Set(None),
        tries: Set(0),
        their_count: Set(0),
        their_fen: Set(0),
        our_count: Set(0),
        our_fen: Set(0),
        last_error: Set(None),
    };
    let once = OnConflict::column(reconciliation::Column::Day)
        .do_nothing()
        .to_owned();
    reconciliation::Entity::insert(row)
        .on_conflict(once)
        .exec_without_returning(tx)
        .await?;
    Ok(())
}

/// The day whose bill is due now; none before it is ready.
fn day_due(now: DateTime<Utc>) -> Option<NaiveDate> {
    let here = now.with_timezone(&shanghai());
    let ready = NaiveTime::from_hms_opt(READY.0, READY.1, 0)?;
    (here.time() >= ready).then(|| here.date_naive() - Duration::days(1))
}

/// The next day to reconcile, if its bill is ready: the first since the first payment that is not done yet. A day
/// whose bill was away holds up those after it, so that none is ever left out. A court that never took a payment
/// has nothing to hold against.
pub(super) async fn due(court: &Court) -> Result<Option<NaiveDate>, Problem> {
    let (db, now) = (court.store.db(), court.now());
    let Some(yesterday) = day_due(now) else {
        return Ok(None);
    };
    let first = payment::Entity::find()
        .order_by_asc(payment::Column::Id)
        .limit(1)
        .one(db)
        .await?;
    let Some(first) = first else { return Ok(None) };
    let from = first_day(shanghai_day(first.created_at), yesterday);
    let done = done_since(db, from).await?;
    let Some(day) = next_day(from, yesterday, &done) else {
        return Ok(None);
    };
    let row = reconciliation::Entity::find_by_id(id_of(day))
        .one(db)
        .await?;
    let waits = row
        .and_then(|row| row.next_try_at)
        .is_some_and(|at| at > now);
    Ok((!waits).then_some(day))
}

/// The days from `from` on that are done; at most as many as WeChat Pay keeps bills for.
async fn done_since(
    db: &impl ConnectionTrait,
    from: NaiveDate,
) -> Result<HashSet<NaiveDate>, DbErr> {
    let rows = reconciliation::Entity::find()
        .filter(reconciliation::Column::Id.gte(id_of(from)))
        .filter(reconciliation::Column::State.eq(ReconciliationState::Done.code()))
        .all(db)
        .await?;
    Ok(rows.into_iter().map(|row| row.day).collect())
}

/// From the day of the first payment on, as far back as there are bills. What was paid for the first time
/// today shows that the court is open: yesterday is looked at all the same.
fn first_day(first_payment: NaiveDate, yesterday: NaiveDate) -> NaiveDate {
    let oldest = yesterday - OLDEST + Duration::days(1);
    first_payment.clamp(oldest, yesterday)
}

fn next_day(from: NaiveDate, yesterday: NaiveDate, done: &HashSet<NaiveDate>) -> Option<NaiveDate> {
    from.iter_days()
        .take_while(|day| *day <= yesterday)
        .find(|day| !done.contains(day))
}

/// When a day was last held against its bill to the end.
pub async fn last_reconciled(db: &impl ConnectionTrait) -> Result<Option<DateTime<Utc>>, DbErr> {
    let last = reconciliation::Entity::find()
        .filter(reconciliation::Column::State.eq(ReconciliationState::Done.code()))
        .order_by_desc(reconciliation::Column::Id)
        .limit(1)
        .one(db)
        .await?;
    Ok(last.and_then(|row| row.ran_at))
}

/// The next day that is due; trouble is tried again later.
pub(super) async fn keep_up(court: &Court) -> Result<(), Problem> {
    let Some(day) = due(court).await? else {
        return Ok(());
    };
    if let Err(problem) = run(court, day).await {
        tracing::info!(%day, code = problem.kind.code, "the reconciliation is tried again later");
    }
    Ok(())
}

/// Only days that are over and whose bills WeChat Pay still keeps.
pub(super) fn checked(court: &Court, day: NaiveDate) -> Result<(), Problem> {
    let today = shanghai_day(court.now());
    match day < today && today - day <= OLDEST {
        true => Ok(()),
        false => Err(Problem::new(&errors::DAY_NOT_OVER)),
    }
}

/// Fetches the bill of a day and holds it against ours. Safe to repeat: a difference is listed once.
pub(super) async fn run(court: &Court, day: NaiveDate) -> Result<(), Problem> {
    let deadline = Instant::now() + pay::BUDGET;
    let lines = match court.pay.bill(day, deadline).await {
        Ok(Bill::Lines(lines)) => lines,
        Ok(Bill::Nothing) => Vec::new(),
        Ok(Bill::NotReady) => {
            let problem = Problem::new(&errors::BILL_NOT_READY).retry_after(1800);
            return Err(set_back(court, day, problem).await);
        }
        Err(error) => return Err(set_back(court, day, query::problem_of(error)).await),
    };
    take_up_missed(court, &lines).await;
    let tx = court.store.write().await?;
    compare(court, &tx, day, &lines).await?;
    court.commit(tx).await
}

/// Notes the trouble in the day's row, and gives it back.
async fn set_back(court: &Court, day: NaiveDate, problem: Problem) -> Problem {
    let noted = async {
        let tx = court.store.write().await?;
        begin_day(&tx, day).await?;
        let row = reconciliation::Entity::find_by_id(id_of(day))
            .one(&tx)
            .await?;
        let tries = row.map_or(0, |row| row.tries);
        let wait = match problem.kind.code {
            "pay.bill_not_ready" => Duration::minutes(30),
            _ => back_off(tries + 3),
        };
        reconciliation::Entity::update_many()
            .col_expr(
                reconciliation::Column::NextTryAt,
                Expr::value(court.now() + wait),
            )
            .col_expr(
                reconciliation::Column::Tries,
                Expr::col(reconciliation::Column::Tries).add(1),
            )
            .col_expr(
                reconciliation::Column::LastError,
                Expr::value(Some(problem.kind.code)),
            )
            .filter(reconciliation::Column::Id.eq(id_of(day)))
            .filter(reconciliation::Column::State.eq(ReconciliationState::Waiting.code()))
            .exec(&tx)
            .await?;
        court.commit(tx).await
    };
    if let Err(trouble) = noted.await {
        tracing::warn!(
            code = trouble.kind.code,
            "the reconciliation could not be set back"
        );
    }
    problem
}

/// Payments in the bill that we do not know as paid: asked about first, since a query is proof and a bill is not.
async fn take_up_missed(court: &Court, lines: &[BillLine]) {
    for line in lines.iter().filter(|line| line.refund.is_none()) {
        let known = payment_by_number(court.store.db(), &line.out_trade_no).await;
        let Ok(Some(row)) = known else { continue };
        if row.paid_at.is_some() {
            continue;
        }
        if let Err(problem) = query::look(court, &row, Instant::now() + pay::BUDGET).await {
            tracing::info!(payment = %row.id, code = problem.kind.code, "could not ask");
        }
    }
}

async fn compare(
    court: &Court,
    tx: &DatabaseTransaction,
    day: NaiveDate,
    lines: &[BillLine],
) -> Result<(), Problem> {
    let (paid, back): (Vec<&BillLine>, Vec<&BillLine>) =
        lines.iter().partition(|line| line.refund.is_none());
    let ours = payment::Entity::find()
        .filter(payment::Column::PaidDay.eq(day))
        .filter(payment::Column::Channel.eq(Channel::Wechat.code()))
        .all(tx)
        .await?;
    compare_payments(court, tx, day, &paid, &ours).await?;
    compare_refunds(court, tx, day, &back).await?;
    begin_day(tx, day).await?;
    let their_fen: i64 = paid.iter().map(|line| line.amount_fen).sum();
    let our_fen: i64 = ours.iter().map(|row| row.amount_fen).sum();
    let now = court.now();
    reconciliation::Entity::update_many()
        .col_expr(
            reconciliation::Column::State,
            Expr::value(ReconciliationState::Done.code()),
        )
        .col_expr(reconciliation::Column::RanAt, Expr::value(now))
        .col_expr(
            reconciliation::Column::NextTryAt,
            Expr::value(None::<DateTime<Utc>>),
        )
        .col_expr(
            reconciliation::Column::LastError,
            Expr::value(None::<String>),
        )
        .col_expr(
            reconciliation::Column::TheirCount,
            Expr::value(paid.len() as i64),
        )
        .col_expr(reconciliation::Column::TheirFen, Expr::value(their_fen))
        .col_expr(
            reconciliation::Column::OurCount,
            Expr::value(ours.len() as i64),
        )
        .col_expr(reconciliation::Column::OurFen, Expr::value(our_fen))
        .filter(reconciliation::Column::Id.eq(id_of(day)))
        .exec(tx)
        .await?;
    Ok(())
}

async fn compare_payments(
    court: &Court,
    tx: &DatabaseTransaction,
    day: NaiveDate,
    paid: &[&BillLine],
    ours: &[payment::Model],
) -> Result<(), Problem> {
    let mut missing: HashMap<&str, &payment::Model> = ours
        .iter()
        .map(|row| (row.out_trade_no.as_str(), row))
        .collect();
    for line in paid {
        let known = match missing.remove(line.out_trade_no.as_str()) {
            Some(row) => Some(row.clone()),
            // Paid by our clock on another day, as around midnight.
            None => payment_by_number(tx, &line.out_trade_no)
                .await?
                .filter(|row| row.paid_at.is_some()),
        };
        let kind = match &known {
            None => DifferenceKind::MissingHere,
            Some(row) if row.amount_fen != line.amount_fen => DifferenceKind::AmountDiffers,
            Some(_) => continue,
        };
        let found = Found {
            day: Some(day),
            payment_id: known.as_ref().map(|row| row.id),
            our_fen: known.as_ref().map(|row| row.amount_fen),
            their_fen: Some(line.amount_fen),
            ..Found::new(kind, "bill", &line.out_trade_no)
        };
        differences::note(court, tx, found).await?;
    }
    for row in missing.into_values() {
        let found = Found {
            day: Some(day),
            payment_id: Some(row.id),
            our_fen: Some(row.amount_fen),
            ..Found::new(DifferenceKind::MissingThere, "bill", &row.out_trade_no)
        };
        differences::note(court, tx, found).await?;
    }
    Ok(())
}

async fn compare_refunds(
    court: &Court,
    tx: &DatabaseTransaction,
    day: NaiveDate,
    back: &[&BillLine],
) -> Result<(), Problem> {
    for line in back {
        let Some(told) = &line.refund else { continue };
        let known = refund::Entity::find()
            .filter(refund::Column::OutRefundNo.eq(told.out_refund_no.as_str()))
            .one(tx)
            .await?;
        let kind = match &known {
            None => DifferenceKind::RefundMissingHere,
            Some(row) if row.amount_fen != told.amount_fen => DifferenceKind::RefundAmountDiffers,
            Some(_) => continue,
        };
        let found = Found {
            day: Some(day),
            payment_id: known.as_ref().map(|row| row.payment_id),
            our_fen: known.as_ref().map(|row| row.amount_fen),
            their_fen: Some(told.amount_fen),
            ..Found::new(kind, "bill", &told.out_refund_no)
        };
        differences::note(court, tx, found).await?;
    }
    missing_refunds(court, tx, day, back).await
}

/// Ours that began and ended on this day must be in its bill; those over midnight may stand in another.
async fn missing_refunds(
    court: &Court,
    tx: &DatabaseTransaction,
    day: NaiveDate,
    back: &[&BillLine],
) -> Result<(), Problem> {
    let (from, to) = (start_of(day), start_of(day + Duration::days(1)));
    let ours = refund::Entity::find()
        .filter(refund::Column::RefundedAt.gte(from))
        .filter(refund::Column::RefundedAt.lt(to))
        .filter(refund::Column::CreatedAt.gte(from))
        .filter(refund::Column::State.eq(RefundState::Refunded.code()))
        .limit(10_000)
        .all(tx)
        .await?;
    for row in ours {
        let listed = back.iter().any(|line| {
            line.refund
                .as_ref()
                .is_some_and(|told| told.out_refund_no == row.out_refund_no)
        });
        if listed {
            continue;
        }
        let found = Found {
            day: Some(day),
            payment_id: Some(row.payment_id),
            our_fen: Some(row.amount_fen),
            ..Found::new(
                DifferenceKind::RefundMissingThere,
                "bill",
                &row.out_refund_no,
            )
        };
        differences::note(court, tx, found).await?;
    }
    Ok(())
}

/// Midnight in Shanghai at which a day begins.
fn start_of(day: NaiveDate) -> DateTime<Utc> {
    let midnight = day.and_time(NaiveTime::MIN);
    (midnight - Duration::hours(8)).and_utc()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn yesterday_is_due_from_five_past_ten_in_shanghai() {
        let at = |text: &str| text.parse::<DateTime<Utc>>().unwrap();
        assert_eq!(day_due(at("2026-11-24T02:04:59Z")), None);
        assert_eq!(
            day_due(at("2026-11-24T02:05:00Z")),
            NaiveDate::from_ymd_opt(2026, 11, 23)
        );
        // 15:59 UTC is still the 24th in Shanghai.
        assert_eq!(
            day_due(at("2026-11-24T15:59:59Z")),
            NaiveDate::from_ymd_opt(2026, 11, 23)
        );
        assert_eq!(day_due(at("2026-11-24T16:00:00Z")), None);
    }

    #[test]
    fn days_left_out_are_made_up_for_in_order() {
        let day = |d| NaiveDate::from_ymd_opt(2026, 11, d).unwrap();
        let next = |first, done: &[u32]| {
            let done = done.iter().map(|d| day(*d)).collect();
            next_day(first_day(first, day(23)), day(23), &done)
        };
        // The very first bill was away: it is taken up later, before those that followed.
        assert_eq!(next(day(20), &[]), Some(day(20)));
        assert_eq!(next(day(20), &[20]), Some(day(21)));
        // A later day was run by hand meanwhile.
        assert_eq!(next(day(20), &[20, 22]), Some(day(21)));
        assert_eq!(next(day(20), &[20, 21, 22, 23]), None);
        // First paid today.
        assert_eq!(next(day(24), &[]), Some(day(23)));
        let long_ago = NaiveDate::from_ymd_opt(2025, 1, 1).unwrap();
        assert_eq!(next(long_ago, &[]), NaiveDate::from_ymd_opt(2026, 8, 26));
    }

    #[test]
    fn ids_of_days_sort_as_the_days_do() {
        let day = |d| NaiveDate::from_ymd_opt(2026, 11, d).unwrap();
        assert!(id_of(day(9)) < id_of(day(10)));
        assert_eq!(id_of(day(9)), id_of(day(9)));
        assert_eq!(id_of(day(9)).get_version_num(), 7);
    }

    #[test]
    fn a_day_begins_at_midnight_in_shanghai() {
        let day = NaiveDate::from_ymd_opt(2026, 11, 24).unwrap();
        assert_eq!(start_of(day).to_rfc3339(), "2026-11-23T16:00:00+00:00");
    }
}
