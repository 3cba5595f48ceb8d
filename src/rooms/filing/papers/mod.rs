//! The papers of a filing: the complaint the person reads and signs, the voucher, the notices. They are set
//! anew from what is stored; equal facts give equal bytes.

mod complaint;
mod notices;

use actix_web::{HttpResponse, get, web};
use sea_orm::ConnectionTrait;

pub use complaint::{Attached, attached, complaint};
pub use notices::{correction_notice, ending, printed_complaint, write_voucher};

use super::access::{content_of, filer, find_for};
use super::corrections;
use super::model::filing;
use super::words;
use crate::court::Court;
use crate::kit::auth::Party;
use crate::kit::i18n::Lang;
use crate::kit::ids::PathId;
use crate::kit::problem::{Problem, common};
use crate::ports::pdf::Paper;

/// 网络购物合同纠纷, without the remark in brackets that the list has.
pub fn cause_on_paper(cause: Option<&str>) -> String {
    let words = words::cause_words(cause, Lang::Zh).unwrap_or_default();
    words.split('（').next().unwrap_or_default().to_owned()
}

/// 张三与某某科技有限公司网络购物合同纠纷
pub fn matter(row: &filing::Model) -> String {
    let sides = row.title.replacen(" 诉 ", "与", 1);
    format!("{sides}{}", cause_on_paper(row.cause.as_deref()))
}

pub fn first_side(row: &filing::Model) -> String {
    row.title
        .split(" 诉 ")
        .next()
        .unwrap_or_default()
        .to_owned()
}

pub async fn print(court: &Court, paper: &Paper, name: &str) -> Result<HttpResponse, Problem> {
    let bytes = court.pdf.render(paper).await?;
    let encoded: String = url::form_urlencoded::byte_serialize(name.as_bytes()).collect();
    Ok(HttpResponse::Ok()
        .content_type("application/pdf")
        .insert_header((
            "Content-Disposition",
            format!(
                "inline; filename=\"{}.pdf\"; filename*=UTF-8''{}.pdf",
                paper.name(),
                encoded.replace('+', "%20")
            ),
        ))
        .insert_header(("X-Content-Type-Options", "nosniff"))
        .body(bytes))
}

/// The complaint as PDF; a draft says so on every page.
#[utoipa::path(operation_id = "get_complaint_pdf", tag = "filing", params(("id" = Uuid, Path)), security(("party" = [])),
    responses((status = 200, description = "起诉状", content_type = "application/pdf", body = Vec<u8>)),
    extensions(("x-function" = json!("complaint_assistant")), ("x-errors" = json!(["request.not_found", "papers.fonts_missing", "papers.picture_unreadable", "papers.not_made"]))))]
#[get("/api/v1/filings/{id}/complaint.pdf")]
pub async fn get_complaint_pdf(
    court: web::Data<Court>,
    party: Party,
    id: PathId,
) -> Result<HttpResponse, Problem> {
    let row = find_for(court.store.db(), &party, id.0).await?;
    let content = content_of(&court, &row)?;
    let me = filer(&court, &party).await?;
    let attached = attached(&court, &content).await?;
    let paper = complaint(&court, &row, &content, &attached, me.as_ref())?;
    print(&court, &paper, "起诉状").await
}

/// The voucher with the day of receipt (Interp. 208).
#[utoipa::path(operation_id = "get_receipt_pdf", tag = "filing", params(("id" = Uuid, Path)), security(("party" = [])),
    responses((status = 200, description = "收到材料凭证", content_type = "application/pdf", body = Vec<u8>)),
    extensions(("x-function" = json!("filing")), ("x-errors" = json!(["request.not_found", "papers.fonts_missing", "papers.picture_unreadable", "papers.not_made"]))))]
#[get("/api/v1/filings/{id}/receipt.pdf")]
pub async fn get_receipt_pdf(
    court: web::Data<Court>,
    party: Party,
    id: PathId,
) -> Result<HttpResponse, Problem> {
    let row = find_for(court.store.db(), &party, id.0).await?;
    let paper = notices::written_voucher(&court, &row)?;
    print(&court, &paper, "收到材料凭证").await
}

/// The latest correction notice.
#[utoipa::path(operation_id = "get_correction_pdf", tag = "filing", params(("id" = Uuid, Path)), security(("party" = [])),
    responses((status = 200, description = "补正通知书", content_type = "application/pdf", body = Vec<u8>)),
    extensions(("x-function" = json!("correction")), ("x-errors" = json!(["request.not_found", "papers.fonts_missing", "papers.picture_unreadable", "papers.not_made"]))))]
#[get("/api/v1/filings/{id}/correction.pdf")]
pub async fn get_correction_pdf(
    court: web::Data<Court>,
    party: Party,
    id: PathId,
) -> Result<HttpResponse, Problem> {
    let row = find_for(court.store.db(), &party, id.0).await?;
    let paper = latest_correction(&court, court.store.db(), &row).await?;
    print(&court, &paper, "补正通知书").await
}

pub async fn latest_correction(
    court: &Court,
    db: &impl ConnectionTrait,
    row: &filing::Model,
) -> Result<Paper, Problem> {
    let notices = corrections::of(db, row.id).await?;
    let notice = notices.last().ok_or(&common::NOT_FOUND)?;
    Ok(correction_notice(court, row, notice))
}

/// The notice or ruling that ended the filing.
#[utoipa::path(operation_id = "get_filing_ending_pdf", tag = "filing", params(("id" = Uuid, Path)), security(("party" = [])),
    responses((status = 200, description = "退回通知书或者裁定书", content_type = "application/pdf", body = Vec<u8>)),
    extensions(("x-function" = json!("filing")), ("x-errors" = json!(["request.not_found", "papers.fonts_missing", "papers.picture_unreadable", "papers.not_made"]))))]
#[get("/api/v1/filings/{id}/notice.pdf")]
pub async fn get_filing_ending_pdf(
    court: web::Data<Court>,
    party: Party,
    id: PathId,
) -> Result<HttpResponse, Problem> {
    let row = find_for(court.store.db(), &party, id.0).await?;
    let content = content_of(&court, &row)?;
    let me = filer(&court, &party).await?;
    let paper = ending(&court, &row, &content, me.as_ref()).ok_or(&common::NOT_FOUND)?;
    let title = paper.title();
    print(&court, &paper, &title).await
}
