//! From a row to an order that can be paid: ask WeChat Pay for a prepay id, by one tap at a time.
//!
//! After a lost answer the order is looked at before it is asked for again (design notes 10); an order number is
//! used again with identical members only, so all of them stand in the row.

use std::time::Duration as StdDuration;

use chrono::Duration;
use sea_orm::prelude::*;
use sea_orm::sea_query::Expr;
use tokio::time::Instant;

use super::errors;
use super::model::payment;
use super::pay::{is_open, mark_asked};
use super::query::{self, Seen};
use super::words::{PaymentState, payment_state};
use crate::court::Court;
use crate::kit::idempotency::Locks;
use crate::kit::ids::new_id;
use crate::kit::problem::{Problem, common};
use crate::ports::pay::{CallError, Order};
use crate::rooms::identity;

/// A prepay id is good for two hours; one this old is asked for anew.
const PREPAY_FRESH: Duration = Duration::minutes(110);
/// An order with less time than this is not begun with.
const TIME_LEFT: Duration = Duration::seconds(30);
const LOCK_S: u64 = 15;
const WAIT: StdDuration = StdDuration::from_millis(100);

/// Makes the order payable, or says what became of it.
pub(super) async fn make_payable(
    court: &Court,
    row: &payment::Model,
    deadline: Instant,
) -> Result<Seen, Problem> {
    if is_payable(court, row) {
        return Ok(Seen::Open);
    }
    let (name, holder) = (format!("pay:open:{}", row.id), new_id().to_string());
    loop {
        // Without the cache two taps may ask at once: the same order with the same members, which is harmless.
        let mine = court
            .cache
            .lock(&name, &holder, LOCK_S)
            .await
            .unwrap_or(true);
        let now = reload(court, row.id).await?;
        if is_payable(court, &now) {
            court.cache.unlock(&name, &holder).await.ok();
            return Ok(Seen::Open);
        }
        if !is_open(&now) {
            court.cache.unlock(&name, &holder).await.ok();
            return Ok(match payment_state(&now) {
                PaymentState::Closed => Seen::Closed,
                _ => Seen::Paid,
            });
        }
        if mine {
            let made = ask_in_order(court, &now, deadline).await;
            court.cache.unlock(&name, &holder).await.ok();
            return made;
        }
        if Instant::now() + WAIT >= deadline {
            return Err(Problem::new(&errors::IN_FLIGHT).retry_after(2));
        }
        tokio::time::sleep(WAIT).await;
    }
}

fn is_payable(court: &Court, row: &payment::Model) -> bool {
    let now = court.now();
    payment_state(row) == PaymentState::Open
        && row.prepaid_at.is_some_and(|at| now - at < PREPAY_FRESH)
        && row.time_expire.is_none_or(|end| end > now + TIME_LEFT)
}

async fn reload(court: &Court, id: Uuid) -> Result<payment::Model, Problem> {
    payment::Entity::find_by_id(id)
        .one(court.store.db())
        .await?
        .ok_or_else(|| Problem::new(&errors::NO_SUCH_PAYMENT))
}

/// Looks first if WeChat Pay may know the order; then asks; once more after a lost answer, if there is time.
async fn ask_in_order(
    court: &Court,
    row: &payment::Model,
    deadline: Instant,
) -> Result<Seen, Problem> {
    let mut asked_before = row.asked_at.is_some();
    let mut lost = Problem::new(&errors::AWAY);
    for _ in 0..2 {
        if asked_before {
            match query::look(court, row, deadline).await? {
                Seen::Open | Seen::Unknown => {}
                Seen::Closed => {
                    query::mark_closed(court, row).await?;
                    return Ok(Seen::Closed);
                }
                ended => return Ok(ended),
            }
        }
        let ends_soon = row
            .time_expire
            .is_some_and(|end| end <= court.now() + TIME_LEFT);
        if ends_soon {
            return give_up(court, row, asked_before, deadline).await;
        }
        mark_asked(court, row).await?;
        match prepay(court, row, deadline).await? {
            Ok(seen) => return Ok(seen),
            Err(error) => lost = query::problem_of(error),
        }
        asked_before = true;
    }
    Err(lost)
}

/// The order has (nearly) run out: closed, so that the next takes its place.
async fn give_up(
    court: &Court,
    row: &payment::Model,
    asked_before: bool,
    deadline: Instant,
) -> Result<Seen, Problem> {
    if asked_before {
        return query::close(court, row, deadline).await;
    }
    query::mark_closed(court, row).await?;
    Ok(Seen::Closed)
}

/// The inner error is a lost answer, after which to look first.
async fn prepay(
    court: &Court,
    row: &payment::Model,
    deadline: Instant,
) -> Result<Result<Seen, CallError>, Problem> {
    let order = order_of(court, row).await?;
    match court.pay.prepay(&order, deadline).await {
        Ok(prepay_id) => {
            keep(court, row, prepay_id).await?;
            Ok(Ok(Seen::Open))
        }
        Err(error @ CallError::Unknown(_)) => Ok(Err(error)),
        Err(error) if error.has_code(&["ORDERPAID", "ORDER_PAID"]) => {
            query::look(court, row, deadline).await.map(Ok)
        }
        // Known under other members, or closed: this number is spent.
        Err(error) if error.has_code(&["OUT_TRADE_NO_USED", "ORDER_CLOSED", "INVALID_REQUEST"]) => {
            query::close(court, row, deadline).await.map(Ok)
        }
        Err(error) => Err(query::problem_of(error)),
    }
}

async fn order_of(court: &Court, row: &payment::Model) -> Result<Order, Problem> {
    let open_id = identity::open_id_of(court.store.db(), row.payer_id).await?;
    Ok(Order {
        out_trade_no: row.out_trade_no.clone(),
        description: row.description.clone(),
        amount_fen: row.amount_fen,
        open_id: open_id.ok_or_else(|| Problem::new(&common::NOT_FOUND))?,
        time_expire: row
            .time_expire
            .ok_or_else(|| Problem::new(&common::INTERNAL).because("an order without an end"))?,
        notify_url: row.notify_url.clone(),
    })
}

async fn keep(court: &Court, row: &payment::Model, prepay_id: String) -> Result<(), Problem> {
    let now = court.now();
    payment::Entity::update_many()
        .col_expr(
            payment::Column::State,
            Expr::value(PaymentState::Open.code()),
        )
        .col_expr(payment::Column::PrepayId, Expr::value(prepay_id))
        .col_expr(payment::Column::PrepaidAt, Expr::value(now))
        .filter(payment::Column::Id.eq(row.id))
        .filter(payment::Column::State.is_in(["created", "open"]))
        .exec(court.store.db())
        .await?;
    Ok(())
}
