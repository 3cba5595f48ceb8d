//! `POST /wechat/pay/notify`: what WeChat Pay tells by itself. Verified on the raw bytes, then held against ours.

use actix_web::http::header::HeaderMap;
use actix_web::{HttpRequest, HttpResponse, post, web};

use super::access::payment_by_number;
use super::differences::{self, Found};
use super::query::{self, Seen};
use super::words::DifferenceKind;
use super::{errors, refunds};
use crate::court::Court;
use crate::kit::problem::Problem;
use crate::ports::pay::{Notice, NoticeRefused, RefundTold, Transaction};

/// Order numbers are no longer than this.
const ORDER_NUMBER: usize = 32;

/// WeChat Pay's notices of payments and refunds. Told again, they change nothing; an answer other than 200 or 204
/// makes WeChat Pay tell again.
#[utoipa::path(operation_id = "receive_pay_notice", tag = "payment", request_body = Value,
    responses((status = 204, description = "Taken in")),
    extensions(("x-errors" = json!(["pay.notice_refused", "pay.notice_wrong", "pay.not_configured"]))))]
#[post("/wechat/pay/notify")]
pub async fn receive_pay_notice(
    court: web::Data<Court>,
    req: HttpRequest,
    body: web::Bytes,
) -> Result<HttpResponse, Problem> {
    let notice = court
        .pay
        .open_notice(|name| header(req.headers(), name), &body)
        .await
        .map_err(refused)?;
    match notice {
        Notice::Transaction(told) => paid(&court, &told).await?,
        Notice::Refund(told) => refunded(&court, &told).await?,
        // Of a kind we do not use: taken, so that it does not come again.
        Notice::Other => {}
    }
    Ok(HttpResponse::NoContent().finish())
}

fn header<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers.get(name)?.to_str().ok()
}

/// Anybody can send something here, so what is not WeChat Pay's is counted, not listed.
fn refused(error: NoticeRefused) -> Problem {
    tracing::warn!(%error, "a payment notice was refused");
    metrics::counter!("payment_notices_refused_total").increment(1);
    match error {
        NoticeRefused::NotTheirs(_) => Problem::new(&errors::NOTICE_REFUSED),
        NoticeRefused::Unreadable(why) => Problem::new(&errors::NOTICE_WRONG).because(why),
        NoticeRefused::NotConfigured => Problem::new(&errors::NOT_CONFIGURED),
    }
}

async fn paid(court: &Court, told: &Transaction) -> Result<(), Problem> {
    if told.trade_state != "SUCCESS" {
        return Ok(());
    }
    let known = match told.out_trade_no.len() <= ORDER_NUMBER {
        true => payment_by_number(court.store.db(), &told.out_trade_no).await?,
        false => None,
    };
    let Some(known) = known else {
        let found = Found {
            their_fen: told.amount.as_ref().map(|amount| amount.total),
            ..Found::new(DifferenceKind::UnknownOrder, "notice", &told.out_trade_no)
        };
        return wrong(court, found).await;
    };
    match query::take_in(court, &known, told, "notice").await? {
        Seen::Wrong => Err(Problem::new(&errors::NOTICE_WRONG)),
        _ => Ok(()),
    }
}

async fn refunded(court: &Court, told: &RefundTold) -> Result<(), Problem> {
    if told.mchid.as_deref() != Some(court.pay.mch_id()) {
        let found = Found::new(DifferenceKind::WrongMerchant, "notice", &told.out_refund_no);
        return wrong(court, found).await;
    }
    let tx = court.store.write().await?;
    refunds::take_in(court, &tx, told, "notice").await?;
    court.commit(tx).await
}

/// Listed for staff, and refused.
async fn wrong(court: &Court, found: Found<'_>) -> Result<(), Problem> {
    let tx = court.store.write().await?;
    differences::note(court, &tx, found).await?;
    court.commit(tx).await?;
    Err(Problem::new(&errors::NOTICE_WRONG))
}
