//! The courtrooms: real ones, and those on the screen.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, get, post, web};
use sea_orm::ActiveValue::Set;
use sea_orm::prelude::*;
use sea_orm::{QueryOrder, QuerySelect};

use super::access::{HearingReader, Planner};
use super::errors;
use super::model::courtroom;
use super::view::room_view;
use super::words::{CourtroomView, NewCourtroom, needed};
use crate::court::Court;
use crate::kit::audit::{Act, Actor};
use crate::kit::i18n::Words;
use crate::kit::idempotency::{Claim, IdempotencyKey};
use crate::kit::ids::new_id;
use crate::kit::json::Json;
use crate::kit::page::{List, Page};
use crate::kit::problem::{Problem, is_unique_violation};

/// The courtrooms, the latest added first.
#[utoipa::path(operation_id = "list_courtrooms", tag = "hearing", params(Page), security(("desk" = [])),
    responses((status = 200, description = "Courtrooms", body = List<CourtroomView>)),
    extensions(("x-errors" = json!(["desk.role_missing", "page.cursor_invalid", "request.query_invalid"]))))]
#[get("/api/v1/desk/courtrooms")]
pub async fn list_courtrooms(
    court: web::Data<Court>,
    _reader: HearingReader,
    page: Page,
) -> Result<web::Json<List<CourtroomView>>, Problem> {
    let mut query = courtroom::Entity::find();
    if let Some(after) = page.after {
        query = query.filter(courtroom::Column::Id.lt(after));
    }
    let rows = query
        .order_by_desc(courtroom::Column::Id)
        .limit(page.fetch())
        .all(court.store.db())
        .await?;
    Ok(web::Json(page.list(
        rows,
        |row| row.id,
        |row| room_view(&row),
    )))
}

/// Adds a courtroom.
#[utoipa::path(operation_id = "add_courtroom", tag = "hearing", request_body = NewCourtroom, security(("desk" = [])),
    params(("Idempotency-Key" = Option<String>, Header, description = "Repeats safely for 24 hours")),
    responses((status = 201, description = "Added", body = CourtroomView)),
    extensions(("x-errors" = json!(["desk.role_missing", "hearing.courtroom_known", "cache.unavailable",
        "idempotency.mismatch", "idempotency.in_flight", "idempotency.key_malformed"]))))]
#[post("/api/v1/desk/courtrooms")]
pub async fn add_courtroom(
    court: web::Data<Court>,
    planner: Planner,
    key: IdempotencyKey,
    body: Json<NewCourtroom>,
) -> Result<HttpResponse, Problem> {
    let run = match court
        .claim(key, planner.id(), "add_courtroom", &body.raw)
        .await?
    {
        Claim::Replay(answer) => return Ok(answer),
        Claim::Run(run) => run,
    };
    let new = body.into_inner();
    let name = needed("/name", new.name)?;
    if !(2..=10_000).contains(&new.capacity) {
        return Err(Problem::field(
            "/capacity",
            "field.out_of_range",
            Words::fixed("要在 2 到 10000 之间。", "2 to 10,000."),
        ));
    }
    let tx = court.store.write().await?;
    let row = courtroom::ActiveModel {
        id: Set(new_id()),
        name: Set(name),
        online: Set(new.online),
        capacity: Set(new.capacity),
        enabled: Set(true),
        created_at: Set(court.now()),
    };
    let row = row
        .insert(&tx)
        .await
        .map_err(|error| match is_unique_violation(&error) {
            true => Problem::new(&errors::COURTROOM_KNOWN),
            false => Problem::from(error),
        })?;
    let act = Act {
        actor: Actor::Staff(planner.id()),
        act: "hearing.add_courtroom",
        subject_kind: "courtroom",
        subject_id: row.id,
        from: None,
        to: Some("enabled"),
        basis: None,
    };
    act.record(&tx, court.now()).await?;
    let answer = run
        .answer(&tx, StatusCode::CREATED, &room_view(&row))
        .await?;
    court.commit(tx).await?;
    Ok(answer)
}
