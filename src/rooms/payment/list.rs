//! Fee notices, for who pays and for the desk.

use actix_web::{HttpRequest, get, web};
use chrono::Datelike;
use sea_orm::prelude::*;
use sea_orm::{ConnectionTrait, QueryOrder, QuerySelect, Select};
use serde::Deserialize;
use utoipa::IntoParams;

use super::access::{FeeStaff, latest_payments, notice_for};
use super::model::fee_notice;
use super::words::{FeeNoticeState, FeeNoticeView};
use crate::court::Court;
use crate::kit::auth::Party;
use crate::kit::clock::shanghai_day;
use crate::kit::page::{List, Page, read_query};
use crate::kit::problem::Problem;
use crate::law::case_number::CaseNumber;

/// `?filing_id=&case_id=&after=&limit=`
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct MineAsked {
    filing_id: Option<Uuid>,
    case_id: Option<Uuid>,
    #[param(value_type = Option<Uuid>)]
    after: Option<String>,
    #[param(value_type = Option<u64>, minimum = 1, maximum = 100)]
    limit: Option<String>,
}

/// `?state=&q=&after=&limit=`
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct DeskAsked {
    state: Option<FeeNoticeState>,
    /// A case number, with either kind of brackets, or the serial alone.
    q: Option<String>,
    #[param(value_type = Option<Uuid>)]
    after: Option<String>,
    #[param(value_type = Option<u64>, minimum = 1, maximum = 100)]
    limit: Option<String>,
}

fn asked<T: for<'de> Deserialize<'de>>(req: &HttpRequest) -> Result<T, Problem> {
    read_query(req.query_string())
}

/// My fee notices, the latest first.
#[utoipa::path(operation_id = "list_fee_notices", tag = "payment", params(MineAsked), security(("party" = [])),
    responses((status = 200, description = "Fee notices", body = List<FeeNoticeView>)),
    extensions(("x-function" = json!("payment")), ("x-errors" = json!(["page.cursor_invalid", "request.query_invalid"]))))]
#[get("/api/v1/fee-notices")]
pub async fn list_fee_notices(
    court: web::Data<Court>,
    req: HttpRequest,
    party: Party,
) -> Result<web::Json<List<FeeNoticeView>>, Problem> {
    let asked: MineAsked = asked(&req)?;
    let page = Page::of(asked.after.as_deref(), asked.limit.as_deref())?;
    let mut query = fee_notice::Entity::find().filter(fee_notice::Column::PayerId.eq(party.id));
    if let Some(filing_id) = asked.filing_id {
        query = query.filter(fee_notice::Column::FilingId.eq(filing_id));
    }
    if let Some(case_id) = asked.case_id {
        query = query.filter(fee_notice::Column::CaseId.eq(case_id));
    }
    Ok(web::Json(listed(court.store.db(), query, page).await?))
}

/// One of my fee notices.
#[utoipa::path(operation_id = "get_fee_notice", tag = "payment", params(("id" = Uuid, Path, description = "Of the fee notice")),
    security(("party" = [])), responses((status = 200, description = "The fee notice", body = FeeNoticeView)),
    extensions(("x-function" = json!("payment")), ("x-errors" = json!(["payment.no_such_fee_notice"]))))]
#[get("/api/v1/fee-notices/{id}")]
pub async fn get_fee_notice(
    court: web::Data<Court>,
    party: Party,
    id: web::Path<String>,
) -> Result<web::Json<FeeNoticeView>, Problem> {
    let db = court.store.db();
    let row = notice_for(db, &party, &id).await?;
    let latest = latest_payments(db, std::slice::from_ref(&row)).await?;
    Ok(web::Json(FeeNoticeView::of(row, latest.first())))
}

/// Fee notices at the desk, the latest first.
#[utoipa::path(operation_id = "list_desk_fee_notices", tag = "payment", params(DeskAsked), security(("desk" = [])),
    responses((status = 200, description = "Fee notices", body = List<FeeNoticeView>)),
    extensions(("x-errors" = json!(["desk.role_missing", "page.cursor_invalid", "request.query_invalid"]))))]
#[get("/api/v1/desk/fee-notices")]
pub async fn list_desk_fee_notices(
    court: web::Data<Court>,
    req: HttpRequest,
    _staff: FeeStaff,
) -> Result<web::Json<List<FeeNoticeView>>, Problem> {
    let asked: DeskAsked = asked(&req)?;
    let page = Page::of(asked.after.as_deref(), asked.limit.as_deref())?;
    let mut query = fee_notice::Entity::find();
    if let Some(state) = asked.state {
        query = query.filter(fee_notice::Column::State.eq(state.code()));
    }
    if let Some(text) = asked.q.as_deref().map(str::trim).filter(|q| !q.is_empty()) {
        query = query.filter(fee_notice::Column::CaseNumber.is_in(numbers_of(&court, text)));
    }
    Ok(web::Json(listed(court.store.db(), query, page).await?))
}

/// The numbers that a text can mean, as they are stored: a whole one, or the serial alone of this year or the last.
fn numbers_of(court: &Court, text: &str) -> Vec<String> {
    if let Ok(number) = CaseNumber::parse(text) {
        return vec![number.to_string()];
    }
    let year = shanghai_day(court.now()).year();
    let years = [year, year - 1];
    text.parse::<u64>()
        .into_iter()
        .flat_map(|serial| {
            years.into_iter().filter_map(move |year| {
                CaseNumber::new(u16::try_from(year).ok()?, FIRST_INSTANCE, serial)
            })
        })
        .map(|number| number.to_string())
        .collect()
}

/// Fee notices are of civil cases of first instance.
const FIRST_INSTANCE: &str = "民初";

async fn listed(
    db: &impl ConnectionTrait,
    query: Select<fee_notice::Entity>,
    page: Page,
) -> Result<List<FeeNoticeView>, Problem> {
    let query = match page.after {
        Some(after) => query.filter(fee_notice::Column::Id.lt(after)),
        None => query,
    };
    let rows = query
        .order_by_desc(fee_notice::Column::Id)
        .limit(page.fetch())
        .all(db)
        .await?;
    let latest = latest_payments(db, &rows).await?;
    Ok(page.list(
        rows,
        |row| row.id,
        |row| {
            let of_row = latest
                .iter()
                .find(|payment| payment.fee_notice_id == row.id);
            FeeNoticeView::of(row, of_row)
        },
    ))
}
