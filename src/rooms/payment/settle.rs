//! Money has come: the only place where a payment becomes paid.
//!
//! Three ways lead here, all of them proof: a verified notice, a verified query, a receipt of the cash desk.
//! Decision record: docs/decisions/0009-late-and-double-payments.md

use chrono::{DateTime, Duration, Utc};
use sea_orm::DatabaseTransaction;
use sea_orm::prelude::*;
use sea_orm::sea_query::Expr;
use serde::{Deserialize, Serialize};

use super::access::{notice_for_change, payment_for_change};
use super::differences::{self, Found};
use super::model::{fee_notice, payment};
use super::refunds;
use super::telling::tell_payer;
use super::words::{DifferenceKind, FeeNoticeState, PaymentState, payment_state, state_of};
use crate::court::Court;
use crate::kit::audit::{Act, Actor};
use crate::kit::clock::shanghai_day;
use crate::kit::problem::Problem;
use crate::ports::pay::Transaction;
use crate::rooms::notices::NoticeKind;

/// A fee notice is paid. The filing room moves on with it (actor `system`), or asks for the refund.
pub const PAID: &str = "payment.paid";

/// Payload of [`PAID`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Paid {
    pub payment_id: Uuid,
    pub fee_notice_id: Uuid,
    pub filing_id: Uuid,
    pub case_id: Uuid,
    pub amount_fen: i64,
    /// Microseconds since 1970.
    pub paid_at_us: i64,
    /// Paid after the notice had run out. What has been ruled meanwhile stands: then the money goes back.
    pub late: bool,
}

/// Proof that one of our payments was made.
pub(super) struct Proof {
    /// WeChat Pay's number; none at the counter.
    pub transaction_id: Option<String>,
    pub paid_at: DateTime<Utc>,
    pub actor: Actor,
    pub basis: &'static str,
}

/// What WeChat Pay says must be about our app, our merchant, this order and this amount. The amount is
/// `amount.total`: what the payer paid after vouchers does not matter.
pub(super) fn compare(
    court: &Court,
    told: &Transaction,
    ours: &payment::Model,
) -> Result<(), DifferenceKind> {
    let amount = told.amount.as_ref();
    if told.mchid != court.pay.mch_id() {
        return Err(DifferenceKind::WrongMerchant);
    }
    if told.appid != court.pay.app_id() {
        return Err(DifferenceKind::WrongApp);
    }
    if told.out_trade_no != ours.out_trade_no {
        return Err(DifferenceKind::UnknownOrder);
    }
    if amount.map(|amount| amount.total) != Some(ours.amount_fen) {
        return Err(DifferenceKind::WrongAmount);
    }
    if amount.is_none_or(|amount| amount.currency != "CNY") {
        return Err(DifferenceKind::WrongCurrency);
    }
    Ok(())
}

/// When it was paid. A time before the order was made shows another clock (a stand-in's): then it is now.
pub(super) fn paid_at(
    told: &Transaction,
    ours: &payment::Model,
    now: DateTime<Utc>,
) -> DateTime<Utc> {
    match told.success_time {
        Some(at) if at >= ours.created_at - Duration::minutes(5) && at <= now => at,
        _ => now,
    }
}

/// Takes a proven payment in, once however often it is told.
pub(super) async fn take(
    court: &Court,
    tx: &DatabaseTransaction,
    known: &payment::Model,
    proof: Proof,
) -> Result<(), Problem> {
    // The notice first, as everywhere in this room, so that no two wait for each other.
    let notice = notice_for_change(tx, known.fee_notice_id).await?;
    let payment = payment_for_change(tx, known.id).await?;
    match payment_state(&payment) {
        PaymentState::Created | PaymentState::Open | PaymentState::Closed => {}
        PaymentState::Paid | PaymentState::Refunding | PaymentState::Refunded => {
            return told_again(court, tx, &payment, &proof).await;
        }
    }
    let owed = matches!(
        state_of(&notice),
        FeeNoticeState::Due | FeeNoticeState::Lapsed
    );
    let late = owed && proof.paid_at >= notice.expires_before;
    mark_paid(tx, &payment, &proof, late, court.now()).await?;
    let act = Act {
        actor: proof.actor,
        act: "payment.pay",
        subject_kind: "payment",
        subject_id: payment.id,
        from: Some(&payment.state),
        to: Some("paid"),
        basis: Some(proof.basis),
    };
    act.record(tx, court.now()).await?;
    if owed {
        mark_notice_paid(court, tx, &notice, &payment, &proof, late).await
    } else {
        // Paid twice, or nothing is owed any more: it goes back by itself.
        let reason = match state_of(&notice) {
            FeeNoticeState::Paid => refunds::PAID_TWICE,
            _ => refunds::NOTHING_DUE,
        };
        refunds::refund(court, tx, payment.id, reason).await
    }
}

async fn told_again(
    court: &Court,
    tx: &DatabaseTransaction,
    payment: &payment::Model,
    proof: &Proof,
) -> Result<(), Problem> {
    if payment.transaction_id == proof.transaction_id {
        return Ok(());
    }
    let found = Found {
        payment_id: Some(payment.id),
        our_fen: Some(payment.amount_fen),
        ..Found::new(
            DifferenceKind::SecondTransaction,
            "notice",
            &payment.out_trade_no,
        )
    };
    differences::note(court, tx, found).await
}

async fn mark_paid(
    tx: &DatabaseTransaction,
    payment: &payment::Model,
    proof: &Proof,
    late: bool,
    now: DateTime<Utc>,
) -> Result<(), Problem> {
    payment::Entity::update_many()
        .col_expr(
            payment::Column::State,
            Expr::value(PaymentState::Paid.code()),
        )
        .col_expr(payment::Column::OpenFor, Expr::value(None::<Uuid>))
        .col_expr(
            payment::Column::TransactionId,
            Expr::value(proof.transaction_id.clone()),
        )
        .col_expr(payment::Column::PaidAt, Expr::value(proof.paid_at))
        .col_expr(
            payment::Column::PaidDay,
            Expr::value(shanghai_day(proof.paid_at)),
        )
        .col_expr(payment::Column::Late, Expr::value(late))
        .col_expr(
            payment::Column::NextLookAt,
            Expr::value(None::<DateTime<Utc>>),
        )
        .col_expr(payment::Column::EndedAt, Expr::value(now))
        .filter(payment::Column::Id.eq(payment.id))
        .exec(tx)
        .await?;
    Ok(())
}

async fn mark_notice_paid(
    court: &Court,
    tx: &DatabaseTransaction,
    notice: &fee_notice::Model,
    payment: &payment::Model,
    proof: &Proof,
    late: bool,
) -> Result<(), Problem> {
    let now = court.now();
    fee_notice::Entity::update_many()
        .col_expr(
            fee_notice::Column::State,
            Expr::value(FeeNoticeState::Paid.code()),
        )
        .col_expr(fee_notice::Column::PaidAt, Expr::value(proof.paid_at))
        .col_expr(fee_notice::Column::PaymentId, Expr::value(payment.id))
        .col_expr(
            fee_notice::Column::RemindAt,
            Expr::value(None::<DateTime<Utc>>),
        )
        .col_expr(fee_notice::Column::UpdatedAt, Expr::value(now))
        .filter(fee_notice::Column::Id.eq(notice.id))
        .exec(tx)
        .await?;
    // Another order still open on it (paid at the counter meanwhile) is closed at once.
    payment::Entity::update_many()
        .col_expr(payment::Column::NextLookAt, Expr::value(now))
        .filter(payment::Column::OpenFor.eq(notice.id))
        .exec(tx)
        .await?;
    let event = Paid {
        payment_id: payment.id,
        fee_notice_id: notice.id,
        filing_id: notice.filing_id,
        case_id: notice.case_id,
        amount_fen: payment.amount_fen,
        paid_at_us: proof.paid_at.timestamp_micros(),
        late,
    };
    tell_payer(court, tx, notice, NoticeKind::FeePaid, payment.id).await?;
    court.publish(tx, PAID, payment.id, &event).await
}
