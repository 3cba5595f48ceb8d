//! The fee notice and the proof of payment as PDF, made from frozen facts alone.

use actix_web::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use actix_web::{HttpResponse, get, web};
use sea_orm::prelude::*;

use super::access::{notice_for, payment_for};
use super::errors;
use super::model::{fee_notice, payment};
use super::words::Channel;
use crate::court::Court;
use crate::kit::auth::Party;
use crate::kit::clock::shanghai;
use crate::kit::problem::{Problem, common};
use crate::ports::pdf::{FeeNotice, Paper, PaymentReceipt};

/// 交纳诉讼费用通知书.
#[utoipa::path(operation_id = "get_fee_notice_paper", tag = "payment", params(("id" = Uuid, Path, description = "Of the fee notice")),
    security(("party" = [])), responses((status = 200, description = "The paper", content_type = "application/pdf", body = Vec<u8>)),
    extensions(("x-function" = json!("payment")), ("x-errors" = json!(["payment.no_such_fee_notice", "papers.fonts_missing", "papers.not_made"]))))]
#[get("/api/v1/fee-notices/{id}/notice.pdf")]
pub async fn get_fee_notice_paper(
    court: web::Data<Court>,
    party: Party,
    id: web::Path<String>,
) -> Result<HttpResponse, Problem> {
    let row = notice_for(court.store.db(), &party, &id).await?;
    let paper: Paper = serde_json::from_str(&row.paper)
        .map_err(|_| Problem::new(&common::INTERNAL).because("the paper's facts do not read"))?;
    let bytes = court.pdf.render(&paper).await?;
    Ok(pdf(bytes, "fee-notice.pdf"))
}

/// Proof of payment; the fiscal receipt comes from the court's finance office (Decree 52).
#[utoipa::path(operation_id = "get_payment_receipt", tag = "payment", params(("id" = Uuid, Path, description = "Of the payment")),
    security(("party" = [])), responses((status = 200, description = "The receipt", content_type = "application/pdf", body = Vec<u8>)),
    extensions(("x-function" = json!("payment")), ("x-errors" = json!(["payment.no_such_payment", "payment.not_paid",
        "papers.fonts_missing", "papers.not_made"]))))]
#[get("/api/v1/payments/{id}/receipt.pdf")]
pub async fn get_payment_receipt(
    court: web::Data<Court>,
    party: Party,
    id: web::Path<String>,
) -> Result<HttpResponse, Problem> {
    let db = court.store.db();
    let row = payment_for(db, &party, &id).await?;
    let notice = fee_notice::Entity::find_by_id(row.fee_notice_id)
        .one(db)
        .await?
        .ok_or(&errors::NO_SUCH_PAYMENT)?;
    let paper = receipt(&court, &notice, &row)?;
    let bytes = court.pdf.render(&paper).await?;
    Ok(pdf(bytes, "payment-receipt.pdf"))
}

fn receipt(
    court: &Court,
    notice: &fee_notice::Model,
    row: &payment::Model,
) -> Result<Paper, Problem> {
    let paid_at = row.paid_at.ok_or(&errors::NOT_PAID)?;
    let asked = match serde_json::from_str(&notice.paper) {
        Ok(Paper::FeeNotice(asked)) => *asked,
        _ => FeeNotice {
            court: court.settings.court.name.clone(),
            case_number: notice.case_number.clone(),
            to: String::new(),
            matter: "案件受理费".to_owned(),
            amount_fen: notice.amount_fen,
            steps: Vec::new(),
            basis: notice.basis.clone(),
            expires_before: notice.expires_before.with_timezone(&shanghai()),
            provisional: notice.provisional,
            issued_at: notice.issued_at.with_timezone(&shanghai()),
        },
    };
    let at_counter = row.channel == Channel::Counter.code();
    Ok(Paper::PaymentReceipt(Box::new(PaymentReceipt {
        court: asked.court,
        case_number: asked.case_number,
        matter: asked.matter,
        payer: asked.to,
        amount_fen: row.amount_fen,
        way: if at_counter {
            "法院柜台"
        } else {
            "微信支付"
        }
        .to_owned(),
        order_no: match at_counter {
            true => row.receipt_no.clone(),
            false => Some(row.out_trade_no.clone()),
        },
        transaction_no: row.transaction_id.clone(),
        paid_at: paid_at.with_timezone(&shanghai()),
        fiscal_receipt_follows: !at_counter,
    })))
}

fn pdf(bytes: Vec<u8>, name: &str) -> HttpResponse {
    HttpResponse::Ok()
        .insert_header((CONTENT_TYPE, "application/pdf"))
        .insert_header((CONTENT_DISPOSITION, format!("inline; filename=\"{name}\"")))
        .body(bytes)
}
