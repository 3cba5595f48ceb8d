//! Reconciliation at the desk: days, their differences, running a day, settling a difference.

use actix_web::{get, post, web};
use chrono::NaiveDate;
use sea_orm::prelude::*;
use sea_orm::sea_query::Expr;
use sea_orm::{ConnectionTrait, QueryOrder, QuerySelect};

use super::access::FeeStaff;
use super::model::{difference, reconciliation};
use super::words::{Difference, ReconciledDay, Reconciliation, Settlement};
use super::{errors, reconcile};
use crate::court::Court;
use crate::kit::audit::{Act, Actor};
use crate::kit::idempotency::IdempotencyKey;
use crate::kit::json::Json;
use crate::kit::page::{List, Page};
use crate::kit::problem::Problem;

/// Differences shown of one day; more means that something else is wrong.
const MOST: u64 = 1000;

/// Days that were reconciled or have something to settle, the latest first.
#[utoipa::path(operation_id = "list_reconciliations", tag = "payment", params(Page), security(("desk" = [])),
    responses((status = 200, description = "Days", body = List<Reconciliation>)),
    extensions(("x-errors" = json!(["desk.role_missing", "page.cursor_invalid", "request.query_invalid"]))))]
#[get("/api/v1/desk/reconciliations")]
pub async fn list_reconciliations(
    court: web::Data<Court>,
    _staff: FeeStaff,
    page: Page,
) -> Result<web::Json<List<Reconciliation>>, Problem> {
    let db = court.store.db();
    let mut query = reconciliation::Entity::find();
    if let Some(after) = page.after {
        query = query.filter(reconciliation::Column::Id.lt(after));
    }
    let rows = query
        .order_by_desc(reconciliation::Column::Id)
        .limit(page.fetch())
        .all(db)
        .await?;
    let days: Vec<NaiveDate> = rows.iter().map(|row| row.day).collect();
    let of_days = counts(db, days).await?;
    Ok(web::Json(page.list(
        rows,
        |row| row.id,
        |row| {
            let (all, unsettled) = count_of(&of_days, row.day);
            Reconciliation::of(row, all, unsettled)
        },
    )))
}

/// Day, and whether settled, of each difference of these days.
async fn counts(
    db: &impl ConnectionTrait,
    days: Vec<NaiveDate>,
) -> Result<Vec<(NaiveDate, i64, i64)>, DbErr> {
    if days.is_empty() {
        return Ok(Vec::new());
    }
    difference::Entity::find()
        .select_only()
        .column(difference::Column::Day)
        .column_as(difference::Column::Id.count(), "found")
        .column_as(difference::Column::SettledAt.count(), "settled")
        .filter(difference::Column::Day.is_in(days))
        .group_by(difference::Column::Day)
        .into_tuple()
        .all(db)
        .await
}

fn count_of(counts: &[(NaiveDate, i64, i64)], day: NaiveDate) -> (u64, u64) {
    let (found, settled) = counts
        .iter()
        .find(|(of, _, _)| *of == day)
        .map_or((0, 0), |(_, found, settled)| (*found, *settled));
    let size = |number: i64| u64::try_from(number).unwrap_or(0);
    (size(found), size(found - settled))
}

/// A day with its differences.
#[utoipa::path(operation_id = "get_reconciliation", tag = "payment", params(("day" = NaiveDate, Path, description = "In Shanghai")),
    security(("desk" = [])), responses((status = 200, description = "The day", body = ReconciledDay)),
    extensions(("x-errors" = json!(["desk.role_missing", "payment.no_such_day"]))))]
#[get("/api/v1/desk/reconciliations/{day}")]
pub async fn get_reconciliation(
    court: web::Data<Court>,
    _staff: FeeStaff,
    day: web::Path<String>,
) -> Result<web::Json<ReconciledDay>, Problem> {
    let day = day_of(&day)?;
    Ok(web::Json(day_view(court.store.db(), day).await?))
}

/// Reconciles a day now, again if need be; what was listed stays.
#[utoipa::path(operation_id = "run_reconciliation", tag = "payment", params(("day" = NaiveDate, Path, description = "In Shanghai, over"),
        ("Idempotency-Key" = Option<String>, Header, description = "Running a day again is harmless in any case")),
    security(("desk" = [])), responses((status = 200, description = "The day", body = ReconciledDay)),
    extensions(("x-errors" = json!(["desk.role_missing", "payment.no_such_day", "payment.day_not_over", "pay.bill_not_ready",
        "pay.away", "pay.refused", "pay.not_configured", "idempotency.key_malformed"]))))]
#[post("/api/v1/desk/reconciliations/{day}/run")]
pub async fn run_reconciliation(
    court: web::Data<Court>,
    staff: FeeStaff,
    day: web::Path<String>,
    _key: IdempotencyKey,
) -> Result<web::Json<ReconciledDay>, Problem> {
    let day = day_of(&day)?;
    reconcile::checked(&court, day)?;
    reconcile::run(&court, day).await?;
    let act = Act {
        actor: Actor::Staff(staff.id()),
        act: "payment.reconcile",
        subject_kind: "reconciliation",
        subject_id: reconcile::id_of(day),
        from: None,
        to: Some("done"),
        basis: None,
    };
    act.record(court.store.db(), court.now()).await?;
    Ok(web::Json(day_view(court.store.db(), day).await?))
}

/// Settles a difference with a note of what was found out.
#[utoipa::path(operation_id = "settle_reconciliation_difference", tag = "payment", request_body = Settlement,
    params(("id" = Uuid, Path, description = "Of the difference")), security(("desk" = [])),
    responses((status = 200, description = "Settled", body = Difference)),
    extensions(("x-errors" = json!(["desk.role_missing", "payment.no_such_difference", "payment.already_settled"]))))]
#[post("/api/v1/desk/reconciliation-differences/{id}/settle")]
pub async fn settle_reconciliation_difference(
    court: web::Data<Court>,
    staff: FeeStaff,
    id: web::Path<String>,
    body: Json<Settlement>,
) -> Result<web::Json<Difference>, Problem> {
    let none = || Problem::new(&errors::NO_SUCH_DIFFERENCE);
    let id = Uuid::try_parse(&id).map_err(|_| none())?;
    let note = body.into_inner().checked()?;
    let now = court.now();
    let tx = court.store.write().await?;
    let settled = difference::Entity::update_many()
        .col_expr(difference::Column::SettledAt, Expr::value(now))
        .col_expr(difference::Column::SettledBy, Expr::value(staff.id()))
        .col_expr(difference::Column::Note, Expr::value(note))
        .filter(difference::Column::Id.eq(id))
        .filter(difference::Column::SettledAt.is_null())
        .exec(&tx)
        .await?;
    let row = difference::Entity::find_by_id(id)
        .one(&tx)
        .await?
        .ok_or_else(none)?;
    if settled.rows_affected == 0 {
        return Err(Problem::new(&errors::ALREADY_SETTLED));
    }
    let act = Act {
        actor: Actor::Staff(staff.id()),
        act: "payment.settle_difference",
        subject_kind: "reconciliation_difference",
        subject_id: id,
        from: Some("open"),
        to: Some("settled"),
        basis: None,
    };
    act.record(&tx, now).await?;
    court.commit(tx).await?;
    Ok(web::Json(Difference::of(row)))
}

fn day_of(text: &str) -> Result<NaiveDate, Problem> {
    text.parse()
        .map_err(|_| Problem::new(&errors::NO_SUCH_DAY).because("not a day"))
}

async fn day_view(db: &impl ConnectionTrait, day: NaiveDate) -> Result<ReconciledDay, Problem> {
    let row = reconciliation::Entity::find_by_id(reconcile::id_of(day))
        .one(db)
        .await?
        .ok_or(&errors::NO_SUCH_DAY)?;
    let items = difference::Entity::find()
        .filter(difference::Column::Day.eq(day))
        .order_by_asc(difference::Column::Kind)
        .order_by_asc(difference::Column::Reference)
        .limit(MOST)
        .all(db)
        .await?;
    let of_day = counts(db, vec![day]).await?;
    let (all, unsettled) = count_of(&of_day, day);
    Ok(ReconciledDay {
        summary: Reconciliation::of(row, all, unsettled),
        items: items.into_iter().map(Difference::of).collect(),
    })
}
