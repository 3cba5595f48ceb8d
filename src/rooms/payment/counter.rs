//! `POST /api/v1/desk/fee-notices/{id}/record-counter-payment`: paid at the court's cash desk.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, post, web};
use sea_orm::ActiveValue::Set;
use sea_orm::DatabaseTransaction;
use sea_orm::prelude::*;

use super::access::{FeeStaff, notice_for_change};
use super::errors;
use super::model::{fee_notice, payment};
use super::settle::{self, Proof};
use super::words::{
    Channel, CounterPayment, FeeNoticeState, FeeNoticeView, PaymentState, state_of,
};
use crate::court::Court;
use crate::kit::audit::Actor;
use crate::kit::idempotency::{Claim, IdempotencyKey};
use crate::kit::ids::new_id;
use crate::kit::json::Json;
use crate::kit::problem::{Problem, is_unique_violation};

/// Records a payment at the counter by its receipt. An order still open at WeChat Pay is closed; what comes by it
/// all the same goes back.
#[utoipa::path(operation_id = "record_counter_payment", tag = "payment", request_body = CounterPayment, security(("desk" = [])),
    responses((status = 201, description = "Recorded", body = FeeNoticeView)),
    params(("id" = Uuid, Path, description = "Of the fee notice"),
        ("Idempotency-Key" = Option<String>, Header, description = "Repeats safely for 24 hours")),
    extensions(("x-errors" = json!(["desk.role_missing", "payment.no_such_fee_notice", "payment.already_paid", "payment.nothing_due",
        "payment.receipt_used", "cache.unavailable", "idempotency.mismatch", "idempotency.in_flight", "idempotency.key_malformed"]))))]
#[post("/api/v1/desk/fee-notices/{id}/record-counter-payment")]
pub async fn record_counter_payment(
    court: web::Data<Court>,
    staff: FeeStaff,
    id: web::Path<String>,
    key: IdempotencyKey,
    body: Json<CounterPayment>,
) -> Result<HttpResponse, Problem> {
    let id = Uuid::try_parse(&id).map_err(|_| Problem::new(&errors::NO_SUCH_FEE_NOTICE))?;
    let run = match court
        .claim(key, staff.id(), "record_counter_payment", &body.raw)
        .await?
    {
        Claim::Replay(answer) => return Ok(answer),
        Claim::Run(run) => run,
    };
    let receipt_no = body.into_inner().checked()?;
    let tx = court.store.write().await?;
    let notice = notice_for_change(&tx, id).await?;
    match state_of(&notice) {
        // Whether late money is taken is for the filing room, as with WeChat Pay.
        FeeNoticeState::Due | FeeNoticeState::Lapsed => {}
        FeeNoticeState::Paid => return Err(Problem::new(&errors::ALREADY_PAID)),
        _ => return Err(Problem::new(&errors::NOTHING_DUE)),
    }
    let row = insert(&court, &tx, &notice, &staff, receipt_no).await?;
    let proof = Proof {
        transaction_id: None,
        paid_at: court.now(),
        actor: Actor::Staff(staff.id()),
        basis: "receipt of the cash desk",
    };
    settle::take(&court, &tx, &row, proof).await?;
    let notice = notice_for_change(&tx, id).await?;
    let paid = payment::Entity::find_by_id(row.id).one(&tx).await?;
    let view = FeeNoticeView::of(notice, paid.as_ref());
    let answer = run.answer(&tx, StatusCode::CREATED, &view).await?;
    court.commit(tx).await?;
    Ok(answer)
}

async fn insert(
    court: &Court,
    tx: &DatabaseTransaction,
    notice: &fee_notice::Model,
    staff: &FeeStaff,
    receipt_no: String,
) -> Result<payment::Model, Problem> {
    let id = new_id();
    payment::ActiveModel {
        id: Set(id),
        fee_notice_id: Set(notice.id),
        payer_id: Set(notice.payer_id),
        channel: Set(Channel::Counter.code().to_owned()),
        out_trade_no: Set(id.simple().to_string()),
        open_for: Set(None),
        state: Set(PaymentState::Created.code().to_owned()),
        amount_fen: Set(notice.amount_fen),
        description: Set(String::new()),
        notify_url: Set(String::new()),
        time_expire: Set(None),
        asked_at: Set(None),
        prepay_id: Set(None),
        prepaid_at: Set(None),
        transaction_id: Set(None),
        receipt_no: Set(Some(receipt_no)),
        recorded_by: Set(Some(staff.id())),
        late: Set(false),
        next_look_at: Set(None),
        looks: Set(0),
        created_at: Set(court.now()),
        paid_at: Set(None),
        paid_day: Set(None),
        ended_at: Set(None),
    }
    .insert(tx)
    .await
    .map_err(|error| match is_unique_violation(&error) {
        true => Problem::new(&errors::RECEIPT_USED),
        false => Problem::from(error),
    })
}
