//! `POST /api/v1/payments`: an order at WeChat Pay for a fee notice, the same one however often it is tapped.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, get, post, web};
use chrono::Duration;
use sea_orm::ActiveValue::Set;
use sea_orm::prelude::*;
use sea_orm::sea_query::Expr;
use tokio::time::Instant;

use super::access::{notice_for, notice_for_change, payment_for, refunds_of};
use super::model::{fee_notice, payment};
use super::query::{self, Seen};
use super::words::{
    Channel, FeeNoticeState, NewPayment, PaymentState, PaymentView, payment_state, state_of,
};
use super::{errors, open_order};
use crate::court::Court;
use crate::kit::audit::{Act, Actor};
use crate::kit::auth::Party;
use crate::kit::idempotency::{Claim, IdempotencyKey, Locks};
use crate::kit::ids::new_id;
use crate::kit::json::Json;
use crate::kit::problem::Problem;
use crate::ports::pay::{self, CallError};

/// An order lives no longer than this, and never beyond its notice.
const ORDER_LIVES: Duration = Duration::hours(24);
/// WeChat Pay wants a minute at least.
const AT_LEAST: Duration = Duration::seconds(90);
/// A client that asks more often than this gets what is known.
const ASK_EVERY: Duration = Duration::seconds(1);
/// Orders that are replaced in one tap; more is a fault.
const ROUNDS: usize = 3;

/// Pays a fee notice. A second tap gives the same open order.
///
/// Answers within 10 seconds whatever WeChat Pay does; after 503 nothing is lost and the next tap goes on with the
/// same order number.
#[utoipa::path(operation_id = "create_payment", tag = "payment", request_body = NewPayment, security(("party" = [])),
    responses((status = 201, description = "An open order, with what `wx.requestPayment` needs", body = PaymentView)),
    params(("Idempotency-Key" = Option<String>, Header, description = "Repeats safely for 24 hours")),
    extensions(("x-function" = json!("payment")), ("x-errors" = json!(["payment.no_such_fee_notice", "payment.already_paid",
        "payment.notice_lapsed", "payment.nothing_due", "pay.away", "pay.refused", "pay.not_configured", "pay.in_flight",
        "cache.unavailable", "idempotency.mismatch", "idempotency.in_flight", "idempotency.key_malformed"]))))]
#[post("/api/v1/payments")]
pub async fn create_payment(
    court: web::Data<Court>,
    party: Party,
    key: IdempotencyKey,
    body: Json<NewPayment>,
) -> Result<HttpResponse, Problem> {
    let run = match court
        .claim(key, party.id, "create_payment", &body.raw)
        .await?
    {
        Claim::Replay(answer) => return Ok(answer),
        Claim::Run(run) => run,
    };
    let deadline = Instant::now() + pay::BUDGET;
    let asked = body.into_inner();
    let notice = notice_for(court.store.db(), &party, &asked.fee_notice_id.to_string()).await?;
    let open = open(&court, &notice, deadline).await?;
    let view = view(&court, open).await?;
    // The order itself was committed before WeChat Pay was asked; here its answer is kept for the same key.
    let tx = court.store.write().await?;
    let answer = run.answer(&tx, StatusCode::CREATED, &view).await?;
    court.commit(tx).await?;
    Ok(answer)
}

/// How a payment stands; asks WeChat Pay while it is open.
#[utoipa::path(operation_id = "get_payment", tag = "payment", params(("id" = Uuid, Path, description = "Of the payment")),
    security(("party" = [])), responses((status = 200, description = "The payment", body = PaymentView)),
    extensions(("x-function" = json!("payment")), ("x-errors" = json!(["payment.no_such_payment"]))))]
#[get("/api/v1/payments/{id}")]
pub async fn get_payment(
    court: web::Data<Court>,
    party: Party,
    id: web::Path<String>,
) -> Result<web::Json<PaymentView>, Problem> {
    let row = payment_for(court.store.db(), &party, &id).await?;
    if !is_open(&row) || row.asked_at.is_none() || !may_ask(&court, &row).await {
        return Ok(web::Json(view(&court, row).await?));
    }
    let deadline = Instant::now() + pay::BUDGET;
    match query::look(&court, &row, deadline).await {
        Ok(Seen::Closed) => query::mark_closed(&court, &row).await?,
        Ok(_) => {}
        // What is known is still true; the keeper asks again.
        Err(problem) => {
            tracing::info!(payment = %row.id, code = problem.kind.code, "could not ask")
        }
    }
    let row = payment_for(court.store.db(), &party, &id).await?;
    Ok(web::Json(view(&court, row).await?))
}

/// One question a second, over all nodes; without the cache one more does no harm.
async fn may_ask(court: &Court, row: &payment::Model) -> bool {
    let name = format!("pay:asked:{}", row.id);
    let seconds = ASK_EVERY.num_seconds().max(1) as u64;
    court
        .cache
        .lock(&name, &court.node, seconds)
        .await
        .unwrap_or(true)
}

pub(super) fn is_open(row: &payment::Model) -> bool {
    matches!(
        payment_state(row),
        PaymentState::Created | PaymentState::Open
    )
}

/// An open order can be paid, so it comes with freshly signed parameters.
async fn view(court: &Court, row: payment::Model) -> Result<PaymentView, Problem> {
    let request = match (&row.prepay_id, payment_state(&row)) {
        (Some(prepay_id), PaymentState::Open) => Some(
            court
                .pay
                .request_payment(prepay_id)
                .await
                .map_err(query::problem_of)?,
        ),
        _ => None,
    };
    let refunds = refunds_of(court.store.db(), row.id).await?;
    Ok(PaymentView::of(row, refunds, request))
}

/// The open order of a notice, payable now. One that has run out is replaced by the next.
async fn open(
    court: &Court,
    notice: &fee_notice::Model,
    deadline: Instant,
) -> Result<payment::Model, Problem> {
    for _ in 0..ROUNDS {
        let row = begin(court, notice.id).await?;
        match open_order::make_payable(court, &row, deadline).await? {
            Seen::Open => {
                let row = payment::Entity::find_by_id(row.id)
                    .one(court.store.db())
                    .await?;
                return row.ok_or_else(|| Problem::new(&errors::NO_SUCH_PAYMENT));
            }
            Seen::Paid => return Err(Problem::new(&errors::ALREADY_PAID)),
            Seen::Closed => {}
            Seen::Unknown | Seen::Wrong => return Err(Problem::new(&errors::REFUSED)),
        }
    }
    Err(Problem::new(&errors::REFUSED).because("one order after the other was closed"))
}

/// The order as a row, before WeChat Pay hears of it: whatever happens next, its number is known.
async fn begin(court: &Court, notice_id: Uuid) -> Result<payment::Model, Problem> {
    let notify_url = court.pay.notify_url().map_err(query::problem_of)?;
    if !court.pay.is_linked() {
        return Err(query::problem_of(CallError::NotConfigured));
    }
    let now = court.now();
    let tx = court.store.write().await?;
    let notice = notice_for_change(&tx, notice_id).await?;
    payable(&notice, now)?;
    let open = payment::Entity::find()
        .filter(payment::Column::OpenFor.eq(notice.id))
        .one(&tx)
        .await?;
    if let Some(row) = open {
        tx.rollback().await?;
        return Ok(row);
    }
    let id = new_id();
    let row = payment::ActiveModel {
        id: Set(id),
        fee_notice_id: Set(notice.id),
        payer_id: Set(notice.payer_id),
        channel: Set(Channel::Wechat.code().to_owned()),
        out_trade_no: Set(id.simple().to_string()),
        open_for: Set(Some(notice.id)),
        state: Set(PaymentState::Created.code().to_owned()),
        amount_fen: Set(notice.amount_fen),
        description: Set(description(&notice)),
        notify_url: Set(notify_url),
        time_expire: Set(Some(
            notice
                .expires_before
                .min(now + ORDER_LIVES)
                .max(now + AT_LEAST),
        )),
        asked_at: Set(None),
        prepay_id: Set(None),
        prepaid_at: Set(None),
        transaction_id: Set(None),
        receipt_no: Set(None),
        recorded_by: Set(None),
        late: Set(false),
        next_look_at: Set(None),
        looks: Set(0),
        created_at: Set(now),
        paid_at: Set(None),
        paid_day: Set(None),
        ended_at: Set(None),
    }
    .insert(&tx)
    .await?;
    let act = Act {
        actor: Actor::Person(notice.payer_id),
        act: "payment.begin",
        subject_kind: "payment",
        subject_id: row.id,
        from: None,
        to: Some("created"),
        basis: None,
    };
    act.record(&tx, now).await?;
    court.commit(tx).await?;
    Ok(row)
}

fn payable(notice: &fee_notice::Model, now: DateTimeUtc) -> Result<(), Problem> {
    match state_of(notice) {
        FeeNoticeState::Due if notice.expires_before > now => Ok(()),
        FeeNoticeState::Due | FeeNoticeState::Lapsed => Err(Problem::new(&errors::LAPSED)),
        FeeNoticeState::Paid => Err(Problem::new(&errors::ALREADY_PAID)),
        FeeNoticeState::Relieved | FeeNoticeState::Cancelled => {
            Err(Problem::new(&errors::NOTHING_DUE))
        }
    }
}

/// What the payer reads in WeChat; 127 characters at most, and no names.
fn description(notice: &fee_notice::Model) -> String {
    let words = format!("案件受理费 {}", notice.case_number);
    words.chars().take(100).collect()
}

/// Remembers that WeChat Pay is about to hear of this order, so that the keeper looks after it whatever comes.
pub(super) async fn mark_asked(court: &Court, row: &payment::Model) -> Result<(), DbErr> {
    let now = court.now();
    payment::Entity::update_many()
        .col_expr(
            payment::Column::AskedAt,
            Expr::value(row.asked_at.unwrap_or(now)),
        )
        .col_expr(
            payment::Column::NextLookAt,
            Expr::value(now + Duration::seconds(30)),
        )
        .filter(payment::Column::Id.eq(row.id))
        .filter(payment::Column::State.is_in(["created", "open"]))
        .exec(court.store.db())
        .await?;
    Ok(())
}
