//! Money goes back: asked for in the act's transaction, carried out by the keeper, ended by notice or query.

use chrono::{DateTime, Duration, Utc};
use sea_orm::prelude::*;
use sea_orm::sea_query::{Expr, OnConflict};
use sea_orm::{ActiveValue::Set, DatabaseTransaction};
use tokio::time::Instant;

use super::access::{notice_for_change, payment_for_change};
use super::differences::{self, Found};
use super::model::{fee_notice, payment, refund};
use super::telling::tell_payer;
use super::words::{
    Channel, DifferenceKind, FeeNoticeState, PaymentState, RefundState, payment_state,
};
use crate::court::Court;
use crate::kit::audit::{Act, Actor};
use crate::kit::ids::new_id;
use crate::kit::problem::{Problem, common};
use crate::ports::pay::{self, CallError, RefundAsked, RefundTold};
use crate::rooms::notices::NoticeKind;

/// Reasons of this room's own.
pub const PAID_TWICE: &str = "paid_twice";
pub const NOTHING_DUE: &str = "nothing_due";

/// Tries before a person must look; with the back-off, more than three days.
const MOST_TRIES: i32 = 120;

/// Gives the whole of a payment back, once however often it is asked for. `reason` is a code.
pub async fn refund(
    court: &Court,
    tx: &DatabaseTransaction,
    payment_id: Uuid,
    reason: &str,
) -> Result<(), Problem> {
    let known = payment::Entity::find_by_id(payment_id).one(tx).await?;
    let known = known.ok_or(&super::errors::NO_SUCH_PAYMENT)?;
    let notice = notice_for_change(tx, known.fee_notice_id).await?;
    let payment = payment_for_change(tx, payment_id).await?;
    match payment_state(&payment) {
        PaymentState::Paid => {}
        PaymentState::Refunding | PaymentState::Refunded => return Ok(()),
        _ => return Err(Problem::new(&common::STATE).because("nothing was paid")),
    }
    let now = court.now();
    let at_counter = payment.channel == Channel::Counter.code();
    let state = if at_counter {
        RefundState::Stuck
    } else {
        RefundState::Asked
    };
    let id = new_id();
    let row = refund::ActiveModel {
        id: Set(id),
        payment_id: Set(payment.id),
        out_refund_no: Set(id.simple().to_string()),
        refund_id: Set(None),
        amount_fen: Set(payment.amount_fen),
        reason: Set(reason.to_owned()),
        state: Set(state.code().to_owned()),
        next_try_at: Set((!at_counter).then_some(now)),
        tries: Set(0),
        last_error: Set(None),
        created_at: Set(now),
        refunded_at: Set(None),
    };
    let once = OnConflict::column(refund::Column::PaymentId)
        .do_nothing()
        .to_owned();
    let made = refund::Entity::insert(row)
        .on_conflict(once)
        .exec_without_returning(tx)
        .await?;
    if made == 0 {
        return Ok(());
    }
    if at_counter {
        // The cash desk gives back what it took in; staff see it among the differences.
        let receipt = payment.receipt_no.as_deref().unwrap_or("");
        let found = Found {
            payment_id: Some(payment.id),
            our_fen: Some(payment.amount_fen),
            ..Found::new(DifferenceKind::RefundAtCounter, "refund", receipt)
        };
        differences::note(court, tx, found).await?;
    }
    set_state(tx, &payment, PaymentState::Refunding, now).await?;
    if payment.late && notice.payment_id == Some(payment.id) {
        lapse_again(tx, &notice, now).await?;
    }
    let act = Act {
        actor: Actor::System,
        act: "payment.ask_refund",
        subject_kind: "payment",
        subject_id: payment.id,
        from: Some("paid"),
        to: Some("refunding"),
        basis: None,
    };
    Ok(act.record(tx, now).await?)
}

/// A late payment that is not taken leaves the notice as it was: not paid in time.
async fn lapse_again(
    tx: &DatabaseTransaction,
    notice: &fee_notice::Model,
    now: DateTime<Utc>,
) -> Result<(), Problem> {
    fee_notice::Entity::update_many()
        .col_expr(
            fee_notice::Column::State,
            Expr::value(FeeNoticeState::Lapsed.code()),
        )
        .col_expr(
            fee_notice::Column::PaidAt,
            Expr::value(None::<DateTime<Utc>>),
        )
        .col_expr(fee_notice::Column::PaymentId, Expr::value(None::<Uuid>))
        .col_expr(fee_notice::Column::UpdatedAt, Expr::value(now))
        .filter(fee_notice::Column::Id.eq(notice.id))
        .filter(fee_notice::Column::State.eq(FeeNoticeState::Paid.code()))
        .exec(tx)
        .await?;
    Ok(())
}

async fn set_state(
    tx: &DatabaseTransaction,
    payment: &payment::Model,
    state: PaymentState,
    now: DateTime<Utc>,
) -> Result<(), Problem> {
    payment::Entity::update_many()
        .col_expr(payment::Column::State, Expr::value(state.code()))
        .col_expr(payment::Column::EndedAt, Expr::value(now))
        .filter(payment::Column::Id.eq(payment.id))
        .exec(tx)
        .await?;
    Ok(())
}

/// One step of one refund: ask for it, or ask how it stands. Safe to repeat: the number stays the same.
pub(super) async fn step(court: &Court, row: &refund::Model) -> Result<(), CallError> {
    let deadline = Instant::now() + pay::BUDGET;
    let told = if row.state == RefundState::Processing.code() {
        court.pay.query_refund(&row.out_refund_no, deadline).await
    } else {
        ask(court, row, deadline).await
    };
    match told {
        Ok(told) => record(court, &told).await,
        Err(error) => {
            postpone(court, row, &error).await;
            Err(error)
        }
    }
}

async fn ask(
    court: &Court,
    row: &refund::Model,
    deadline: Instant,
) -> Result<RefundTold, CallError> {
    let payment = payment::Entity::find_by_id(row.payment_id)
        .one(court.store.db())
        .await
        .map_err(|_| CallError::NotDone("the database is away"))?
        .ok_or(CallError::NotDone("the payment is gone"))?;
    let asked = RefundAsked {
        out_trade_no: payment.out_trade_no,
        out_refund_no: row.out_refund_no.clone(),
        reason: words_of(&row.reason).to_owned(),
        total_fen: payment.amount_fen,
        refund_fen: row.amount_fen,
        notify_url: payment.notify_url,
    };
    court.pay.refund(&asked, deadline).await
}

/// What the payer reads in WeChat; 80 bytes at most.
fn words_of(reason: &str) -> &'static str {
    match reason {
        PAID_TWICE => "重复交费，原路退回",
        NOTHING_DUE => "已不需交费，原路退回",
        _ => "诉讼费退费",
    }
}

async fn record(court: &Court, told: &RefundTold) -> Result<(), CallError> {
    const AWAY: CallError = CallError::NotDone("the database is away");
    let tx = court.store.write().await.map_err(|_| AWAY)?;
    take_in(court, &tx, told, "refund")
        .await
        .map_err(|_| AWAY)?;
    court.commit(tx).await.map_err(|_| AWAY)
}

/// The refund as it stands once its payment is held: an answer, a query and a notice can arrive at once, and what
/// was read before the lock may have changed since.
async fn refund_for_change(
    tx: &DatabaseTransaction,
    seen: refund::Model,
) -> Result<(refund::Model, payment::Model), Problem> {
    let payment = payment_for_change(tx, seen.payment_id).await?;
    let now = refund::Entity::find_by_id(seen.id).one(tx).await?;
    Ok((now.unwrap_or(seen), payment))
}

/// Takes in what WeChat Pay says of a refund, by answer, query or notice.
pub(super) async fn take_in(
    court: &Court,
    tx: &DatabaseTransaction,
    told: &RefundTold,
    source: &'static str,
) -> Result<(), Problem> {
    let row = refund::Entity::find()
        .filter(refund::Column::OutRefundNo.eq(told.out_refund_no.as_str()))
        .one(tx)
        .await?;
    let Some(row) = row else {
        let found = Found {
            their_fen: Some(told.amount.refund),
            ..Found::new(
                DifferenceKind::RefundMissingHere,
                source,
                &told.out_refund_no,
            )
        };
        return differences::note(court, tx, found).await;
    };
    let (row, payment) = refund_for_change(tx, row).await?;
    if told.out_trade_no != payment.out_trade_no || told.amount.refund != row.amount_fen {
        let found = Found {
            payment_id: Some(payment.id),
            our_fen: Some(row.amount_fen),
            their_fen: Some(told.amount.refund),
            ..Found::new(
                DifferenceKind::RefundAmountDiffers,
                source,
                &row.out_refund_no,
            )
        };
        return differences::note(court, tx, found).await;
    }
    match told.status.as_str() {
        "SUCCESS" => finish(court, tx, &row, &payment, told).await,
        "PROCESSING" => await_end(court, tx, &row, told).await,
        // CLOSED and ABNORMAL (the payer's card is gone): a person must find another way.
        _ => stuck(court, tx, &row, &payment).await,
    }
}

async fn finish(
    court: &Court,
    tx: &DatabaseTransaction,
    row: &refund::Model,
    payment: &payment::Model,
    told: &RefundTold,
) -> Result<(), Problem> {
    if row.state == RefundState::Refunded.code() {
        return Ok(());
    }
    let now = court.now();
    let at = told
        .success_time
        .filter(|at| *at >= row.created_at && *at <= now);
    refund::Entity::update_many()
        .col_expr(
            refund::Column::State,
            Expr::value(RefundState::Refunded.code()),
        )
        .col_expr(
            refund::Column::RefundId,
            Expr::value(told.refund_id.clone()),
        )
        .col_expr(refund::Column::RefundedAt, Expr::value(at.unwrap_or(now)))
        .col_expr(
            refund::Column::NextTryAt,
            Expr::value(None::<DateTime<Utc>>),
        )
        .col_expr(refund::Column::LastError, Expr::value(None::<String>))
        .filter(refund::Column::Id.eq(row.id))
        .exec(tx)
        .await?;
    set_state(tx, payment, PaymentState::Refunded, now).await?;
    let act = Act {
        actor: Actor::System,
        act: "payment.refund",
        subject_kind: "payment",
        subject_id: payment.id,
        from: Some("refunding"),
        to: Some("refunded"),
        basis: Some("WeChat Pay's verified answer or notice"),
    };
    act.record(tx, now).await?;
    let notice = fee_notice::Entity::find_by_id(payment.fee_notice_id)
        .one(tx)
        .await?;
    if let Some(notice) = notice {
        tell_payer(court, tx, &notice, NoticeKind::FeeRefunded, row.id).await?;
    }
    Ok(())
}

async fn await_end(
    court: &Court,
    tx: &DatabaseTransaction,
    row: &refund::Model,
    told: &RefundTold,
) -> Result<(), Problem> {
    if row.state == RefundState::Refunded.code() {
        return Ok(());
    }
    refund::Entity::update_many()
        .col_expr(
            refund::Column::State,
            Expr::value(RefundState::Processing.code()),
        )
        .col_expr(
            refund::Column::RefundId,
            Expr::value(told.refund_id.clone()),
        )
        .col_expr(
            refund::Column::NextTryAt,
            Expr::value(court.now() + back_off(row.tries)),
        )
        .col_expr(refund::Column::Tries, Expr::value(row.tries + 1))
        .filter(refund::Column::Id.eq(row.id))
        .exec(tx)
        .await?;
    Ok(())
}

async fn stuck(
    court: &Court,
    tx: &DatabaseTransaction,
    row: &refund::Model,
    payment: &payment::Model,
) -> Result<(), Problem> {
    if row.state == RefundState::Refunded.code() {
        return Ok(());
    }
    refund::Entity::update_many()
        .col_expr(
            refund::Column::State,
            Expr::value(RefundState::Stuck.code()),
        )
        .col_expr(
            refund::Column::NextTryAt,
            Expr::value(None::<DateTime<Utc>>),
        )
        .filter(refund::Column::Id.eq(row.id))
        .exec(tx)
        .await?;
    let found = Found {
        payment_id: Some(payment.id),
        our_fen: Some(row.amount_fen),
        ..Found::new(DifferenceKind::RefundStuck, "refund", &row.out_refund_no)
    };
    differences::note(court, tx, found).await
}

/// Sets a refund back after trouble; at the end of all tries a person must look.
async fn postpone(court: &Court, row: &refund::Model, error: &CallError) {
    let outcome = async {
        let tx = court.store.write().await?;
        let (row, payment) = refund_for_change(&tx, row.clone()).await?;
        if row.state == RefundState::Refunded.code() {
            return Ok(());
        }
        if row.tries >= MOST_TRIES {
            stuck(court, &tx, &row, &payment).await?;
        }
        let due = (row.tries < MOST_TRIES).then(|| court.now() + back_off(row.tries));
        refund::Entity::update_many()
            .col_expr(refund::Column::NextTryAt, Expr::value(due))
            .col_expr(refund::Column::Tries, Expr::value(row.tries + 1))
            .col_expr(
                refund::Column::LastError,
                Expr::value(Some(error.to_string())),
            )
            .filter(refund::Column::Id.eq(row.id))
            .exec(&tx)
            .await?;
        court.commit(tx).await
    };
    if let Err(problem) = outcome.await {
        tracing::warn!(refund = %row.id, code = problem.kind.code, "a refund could not be set back");
    }
}

/// 4, 8, 16 … seconds, an hour at most.
pub(super) fn back_off(tries: i32) -> Duration {
    Duration::seconds(4_i64.saturating_mul(1 << tries.clamp(0, 10)).min(3600))
}
