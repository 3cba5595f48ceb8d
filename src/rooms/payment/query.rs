//! Asking WeChat Pay how an order stands, and closing one. Its answer is proof; a client's word is not.

use chrono::{DateTime, Duration, Utc};
use sea_orm::prelude::*;
use sea_orm::sea_query::{Expr, ExprTrait};
use tokio::time::Instant;

use super::differences::{self, Found};
use super::errors;
use super::model::payment;
use super::settle::{self, Proof};
use super::words::{DifferenceKind, PaymentState};
use crate::court::Court;
use crate::kit::audit::{Act, Actor};
use crate::kit::problem::Problem;
use crate::ports::pay::{CallError, Transaction};

/// How an order stands at WeChat Pay.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Seen {
    /// Paid, and taken in here.
    Paid,
    Open,
    /// Cannot be paid any more.
    Closed,
    /// WeChat Pay does not know it.
    Unknown,
    /// It says something that does not fit; listed for staff.
    Wrong,
}

/// The problem of a call that led nowhere, for the person who waits.
pub(super) fn problem_of(error: CallError) -> Problem {
    match error {
        CallError::NotDone(why) | CallError::Unknown(why) => {
            Problem::new(&errors::AWAY).because(why)
        }
        CallError::Refused(status, code) => {
            Problem::new(&errors::REFUSED).because(format!("{status} {code}"))
        }
        CallError::NotConfigured => Problem::new(&errors::NOT_CONFIGURED),
    }
}

/// Asks, and takes a success in.
pub(super) async fn look(
    court: &Court,
    row: &payment::Model,
    deadline: Instant,
) -> Result<Seen, Problem> {
    let told = match court.pay.query(&row.out_trade_no, deadline).await {
        Ok(told) => told,
        Err(error) if error.has_code(&["ORDER_NOT_EXIST", "RESOURCE_NOT_EXISTS"]) => {
            return Ok(Seen::Unknown);
        }
        Err(error) => return Err(problem_of(error)),
    };
    match told.trade_state.as_str() {
        "SUCCESS" => take_in(court, row, &told, "query").await,
        // Given back by somebody else than us, for we have not taken it in yet.
        "REFUND" if row.paid_at.is_none() => {
            list(
                court,
                row,
                &told,
                DifferenceKind::RefundMissingHere,
                "query",
            )
            .await?;
            Ok(Seen::Wrong)
        }
        "REFUND" => Ok(Seen::Paid),
        "CLOSED" | "REVOKED" | "PAYERROR" => Ok(Seen::Closed),
        _ => Ok(Seen::Open),
    }
}

/// Compares what WeChat Pay says with ours; what fits is taken in, what does not is listed.
pub(super) async fn take_in(
    court: &Court,
    row: &payment::Model,
    told: &Transaction,
    source: &'static str,
) -> Result<Seen, Problem> {
    if let Err(kind) = settle::compare(court, told, row) {
        list(court, row, told, kind, source).await?;
        return Ok(Seen::Wrong);
    }
    let proof = Proof {
        transaction_id: told.transaction_id.clone(),
        paid_at: settle::paid_at(told, row, court.now()),
        actor: Actor::System,
        basis: match source {
            "notice" => "WeChat Pay's verified notice",
            _ => "WeChat Pay's verified query",
        },
    };
    let tx = court.store.write().await?;
    settle::take(court, &tx, row, proof).await?;
    court.commit(tx).await?;
    Ok(Seen::Paid)
}

pub(super) async fn list(
    court: &Court,
    row: &payment::Model,
    told: &Transaction,
    kind: DifferenceKind,
    source: &'static str,
) -> Result<(), Problem> {
    let found = Found {
        payment_id: Some(row.id),
        our_fen: Some(row.amount_fen),
        their_fen: told.amount.as_ref().map(|amount| amount.total),
        ..Found::new(kind, source, &row.out_trade_no)
    };
    let tx = court.store.write().await?;
    differences::note(court, &tx, found).await?;
    court.commit(tx).await
}

/// Closes an order at WeChat Pay and here. Whoever paid meanwhile is found by one more look.
pub(super) async fn close(
    court: &Court,
    row: &payment::Model,
    deadline: Instant,
) -> Result<Seen, Problem> {
    match court.pay.close(&row.out_trade_no, deadline).await {
        Ok(()) => {}
        Err(error) if error.has_code(&["ORDERPAID", "ORDER_PAID"]) => {
            return look(court, row, deadline).await;
        }
        Err(error)
            if error.has_code(&["ORDER_CLOSED", "ORDER_NOT_EXIST", "RESOURCE_NOT_EXISTS"]) => {}
        Err(error) => return Err(problem_of(error)),
    }
    mark_closed(court, row).await?;
    Ok(Seen::Closed)
}

/// A success that comes all the same is still taken in: `settle::take` knows closed payments.
pub(super) async fn mark_closed(court: &Court, row: &payment::Model) -> Result<(), Problem> {
    let now = court.now();
    let tx = court.store.write().await?;
    let closed = payment::Entity::update_many()
        .col_expr(
            payment::Column::State,
            Expr::value(PaymentState::Closed.code()),
        )
        .col_expr(payment::Column::OpenFor, Expr::value(None::<Uuid>))
        // One more look later: the payer's tap may have been on its way.
        .col_expr(
            payment::Column::NextLookAt,
            Expr::value(row.asked_at.map(|_| now + LAST_LOOK)),
        )
        .col_expr(payment::Column::Looks, Expr::value(0))
        .col_expr(payment::Column::EndedAt, Expr::value(now))
        .filter(payment::Column::Id.eq(row.id))
        .filter(payment::Column::State.is_in(["created", "open"]))
        .exec(&tx)
        .await?;
    if closed.rows_affected == 1 {
        let act = Act {
            actor: Actor::System,
            act: "payment.close",
            subject_kind: "payment",
            subject_id: row.id,
            from: Some(&row.state),
            to: Some("closed"),
            basis: None,
        };
        act.record(&tx, now).await?;
    }
    court.commit(tx).await
}

const LAST_LOOK: Duration = Duration::minutes(5);

/// Sets the next look; `looks` counts for the back-off.
pub(super) async fn look_again_at(
    court: &Court,
    id: Uuid,
    at: Option<DateTime<Utc>>,
) -> Result<(), DbErr> {
    payment::Entity::update_many()
        .col_expr(payment::Column::NextLookAt, Expr::value(at))
        .col_expr(
            payment::Column::Looks,
            Expr::col(payment::Column::Looks).add(1),
        )
        .filter(payment::Column::Id.eq(id))
        .filter(payment::Column::State.is_in(["created", "open", "closed"]))
        .exec(court.store.db())
        .await?;
    Ok(())
}
