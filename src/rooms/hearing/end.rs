//! A time is given up before it is fixed, or no hearing is held at all.

use actix_web::{HttpRequest, HttpResponse, post, web};
use sea_orm::ActiveValue::Set;
use sea_orm::DatabaseTransaction;
use sea_orm::prelude::*;
use sea_orm::sea_query::Expr;
use serde_json::json;

use super::access::Judge;
use super::grid::{self, Holder};
use super::model::{hearing, slot};
use super::moves::{self, Asked, Begun, clear_time};
use super::plan::brief_of;
use super::telling::{self, News};
use super::words::{Cancel, DeskHearing, Note, text};
use crate::court::Court;
use crate::kit::i18n::{Lang, Words};
use crate::kit::idempotency::IdempotencyKey;
use crate::kit::ids::PathId;
use crate::kit::json::Json;
use crate::kit::problem::Problem;
use crate::law::Named;
use crate::law::machine::hearing::Event;
use crate::rooms::cases::{Brief, By, EntryKind};
use crate::rooms::notices::NoticeKind;

/// Takes the proposals, or the time that was chosen, back: it is planned anew.
#[utoipa::path(operation_id = "drop_hearing_time", tag = "hearing", request_body = Note, security(("desk" = [])),
    params(("id" = Uuid, Path, description = "Of the hearing"), ("If-Match" = Option<String>, Header, description = "The version that you saw"),
        ("Idempotency-Key" = Option<String>, Header, description = "Repeats safely for 24 hours")),
    responses((status = 200, description = "Being planned", body = DeskHearing)),
    extensions(("x-errors" = json!(["desk.role_missing", "request.not_found", "state.not_allowed",
        "version.stale", "version.if_match_malformed", "cache.unavailable", "idempotency.mismatch", "idempotency.in_flight", "idempotency.key_malformed"]))))]
#[post("/api/v1/desk/hearings/{id}/drop")]
pub async fn drop_hearing_time(
    court: web::Data<Court>,
    req: HttpRequest,
    judge: Judge,
    id: PathId,
    key: IdempotencyKey,
    body: Json<Note>,
    lang: Lang,
) -> Result<HttpResponse, Problem> {
    let by = judge.by();
    let asked = Asked {
        req: &req,
        key,
        staff_id: judge.id(),
        operation: "drop_hearing_time",
        id: id.0,
        body: &body.raw,
    };
    let (tx, row, run) = match moves::begin(&court, asked, Event::Drop, &by).await? {
        Begun::Again(answer) => return Ok(answer),
        Begun::Now(deed) => deed.parts(),
    };
    let note = text("/note", body.into_inner().note)?;
    let brief = brief_of(&tx, &row).await?;
    let row = give_up(&court, &tx, (row, &brief), note, &by).await?;
    moves::done(&court, tx, run, &row, lang).await
}

/// The time is free again for others.
pub(super) async fn give_up(
    court: &Court,
    tx: &DatabaseTransaction,
    (row, brief): (hearing::Model, &Brief),
    note: Option<String>,
    by: &By,
) -> Result<hearing::Model, Problem> {
    free(tx, &row).await?;
    let facts = [("note", json!(note))];
    let row = moves::advance(court, tx, row, (Event::Drop, by), facts, clear_time).await?;
    telling::enter(court, tx, &row, (EntryKind::HearingTimeDropped, by), note).await?;
    let news = News {
        words: Some(Words::fixed(
            "开庭时间由法院重新安排",
            "the court plans the time anew",
        )),
        ..News::default()
    };
    telling::tell_all(court, tx, &row, brief, (NoticeKind::HearingChanged, news)).await?;
    Ok(row)
}

/// Cells and slots go.
pub(super) async fn free(tx: &DatabaseTransaction, row: &hearing::Model) -> Result<(), Problem> {
    grid::release(tx, Holder::Hearing(row.id)).await?;
    slot::Entity::update_many()
        .col_expr(slot::Column::State, Expr::value("dropped"))
        .filter(slot::Column::HearingId.eq(row.id))
        .exec(tx)
        .await?;
    Ok(())
}

/// No hearing is held: the parties settled, the claim was withdrawn, or the case is suspended.
#[utoipa::path(operation_id = "cancel_hearing", tag = "hearing", request_body = Cancel, security(("desk" = [])),
    params(("id" = Uuid, Path, description = "Of the hearing"), ("If-Match" = Option<String>, Header, description = "The version that you saw"),
        ("Idempotency-Key" = Option<String>, Header, description = "Repeats safely for 24 hours")),
    responses((status = 200, description = "Cancelled", body = DeskHearing)),
    extensions(("x-errors" = json!(["desk.role_missing", "request.not_found", "state.not_allowed",
        "version.stale", "version.if_match_malformed", "cache.unavailable", "idempotency.mismatch", "idempotency.in_flight", "idempotency.key_malformed"]))))]
#[post("/api/v1/desk/hearings/{id}/cancel")]
pub async fn cancel_hearing(
    court: web::Data<Court>,
    req: HttpRequest,
    judge: Judge,
    id: PathId,
    key: IdempotencyKey,
    body: Json<Cancel>,
    lang: Lang,
) -> Result<HttpResponse, Problem> {
    let by = judge.by();
    let asked = Asked {
        req: &req,
        key,
        staff_id: judge.id(),
        operation: "cancel_hearing",
        id: id.0,
        body: &body.raw,
    };
    let (tx, row, run) = match moves::begin(&court, asked, Event::Cancel, &by).await? {
        Begun::Again(answer) => return Ok(answer),
        Begun::Now(deed) => deed.parts(),
    };
    let given = body.into_inner();
    let note = text("/note", given.note)?;
    free(&tx, &row).await?;
    let facts = [("ground", json!(given.ground)), ("note", json!(note))];
    let row = moves::advance(&court, &tx, row, (Event::Cancel, &by), facts, |change| {
        clear_time(change);
        change.ground = Set(Some(given.ground.id().to_owned()));
        change.reason = Set(note.clone());
    })
    .await?;
    let words = given.ground.words();
    let entry = note.unwrap_or_else(|| words.zh.clone().into_owned());
    telling::enter(
        &court,
        &tx,
        &row,
        (EntryKind::HearingCancelled, &by),
        Some(entry),
    )
    .await?;
    let brief = brief_of(&tx, &row).await?;
    let news = News {
        words: Some(words),
        ..News::default()
    };
    telling::tell_all(
        &court,
        &tx,
        &row,
        &brief,
        (NoticeKind::HearingCancelled, news),
    )
    .await?;
    moves::done(&court, tx, run, &row, lang).await
}
