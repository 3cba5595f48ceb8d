//! Sending a file in parts, over a net that breaks: whichever node takes the next part finds the rest
//! in the database and the file store.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, delete, get, post, put, web};
use chrono::Duration;
use sea_orm::prelude::*;
use sea_orm::{
    ActiveValue::Set, DatabaseTransaction, IntoActiveModel, PaginatorTrait, QueryOrder, QuerySelect,
};

use super::access::session_of;
use super::inspect::{first_look, too_large};
use super::jobs::{self, Dropped};
use super::model::{part, session};
use super::receive::{Arrived, Failed, drain, receive};
use super::take_in;
use super::words::{OffsetQuery, Purpose, Received, SessionBody, SessionView};
use super::{errors, keys, name};
use crate::court::Court;
use crate::kit::auth::Party;
use crate::kit::clock::shanghai;
use crate::kit::i18n::Words;
use crate::kit::idempotency::{Claim, IdempotencyKey};
use crate::kit::ids::new_id;
use crate::kit::json::Json;
use crate::kit::problem::{FieldError, Problem, common};

const MB: u64 = 1 << 20;
/// Of one transfer. At the suggested length a file never comes near.
const MOST_PARTS: i32 = 2000;
/// Enough of a file's beginning to tell what it is.
const ENOUGH: u64 = 512;

pub(super) fn view(court: &Court, row: &session::Model) -> SessionView {
    SessionView {
        id: row.id,
        offset: row.received,
        size: row.size,
        chunk_size: court.settings.uploads.chunk_kb * 1024,
        name: row.name.clone(),
        purpose: row.purpose.clone(),
        expires_at: row.expires_at.with_timezone(&shanghai()),
        upload_id: row.upload_id,
    }
}

/// Begins a transfer in parts. It waits for its parts for 48 hours.
#[utoipa::path(operation_id = "open_upload_session", tag = "uploads", security(("party" = [])), request_body = SessionBody,
    params(("Idempotency-Key" = Option<String>, Header, description = "Repeats safely for 24 hours")),
    responses((status = 201, description = "Begun", body = SessionView)),
    extensions(("x-function" = json!("filing")),
        ("x-errors" = json!(["uploads.empty", "uploads.too_large", "uploads.quota", "uploads.too_many_sessions",
        "idempotency.mismatch", "idempotency.in_flight", "idempotency.key_malformed", "cache.unavailable"]))))]
#[post("/api/v1/uploads/sessions")]
pub async fn open_upload_session(
    court: web::Data<Court>,
    party: Party,
    key: IdempotencyKey,
    body: Json<SessionBody>,
) -> Result<HttpResponse, Problem> {
    let claim = court
        .claim(key, party.id, "open_upload_session", &body.raw)
        .await?;
    let run = match claim {
        Claim::Replay(answer) => return Ok(answer),
        Claim::Run(run) => run,
    };
    let said = body.into_inner();
    check_size(&court, said.size)?;
    let tx = court.store.write().await?;
    take_in::check_room(&court, &tx, party.id, said.size).await?;
    check_count(&court, &tx, party).await?;
    let now = court.now();
    let row = session::Model {
        id: new_id(),
        owner_id: party.id,
        name: name::plain(&said.name),
        purpose: said.purpose.name().to_owned(),
        size: i64::try_from(said.size).unwrap_or(i64::MAX),
        received: 0,
        parts: 0,
        upload_id: None,
        created_at: now,
        expires_at: now + Duration::hours(court.settings.uploads.session_hours),
    };
    session::Entity::insert(row.clone().into_active_model().reset_all())
        .exec_without_returning(&tx)
        .await?;
    let answer = run
        .answer(&tx, StatusCode::CREATED, &view(&court, &row))
        .await?;
    court.commit(tx).await?;
    Ok(answer)
}

fn check_size(court: &Court, size: u64) -> Result<(), Problem> {
    let limits = &court.settings.uploads;
    let most = limits.media_mb.max(limits.document_mb) * MB;
    match size {
        0 => Err(Problem::new(&errors::EMPTY)),
        size if size > most => Err(too_large(Some(size), most, limits)),
        _ => Ok(()),
    }
}

async fn check_count(court: &Court, tx: &DatabaseTransaction, party: Party) -> Result<(), Problem> {
    let open = session::Entity::find()
        .filter(session::Column::OwnerId.eq(party.id))
        .filter(session::Column::UploadId.is_null())
        .filter(session::Column::ExpiresAt.gt(court.now()))
        .count(tx)
        .await?;
    match open >= court.settings.uploads.person_sessions {
        true => Err(Problem::new(&errors::TOO_MANY_SESSIONS)),
        false => Ok(()),
    }
}

/// How far a transfer is, to go on after the phone was closed.
#[utoipa::path(operation_id = "read_upload_session", tag = "uploads", security(("party" = [])),
    params(("id" = Uuid, Path, description = "Of the transfer")),
    responses((status = 200, description = "As it stands", body = SessionView)),
    extensions(("x-errors" = json!(["uploads.no_such_session"]))))]
#[get("/api/v1/uploads/sessions/{id}")]
pub async fn read_upload_session(
    court: web::Data<Court>,
    party: Party,
    id: web::Path<String>,
) -> Result<web::Json<SessionView>, Problem> {
    let row = session_of(court.store.db(), party, &id, court.now()).await?;
    Ok(web::Json(view(&court, &row)))
}

/// Gives a transfer up; what had come is deleted.
#[utoipa::path(operation_id = "cancel_upload_session", tag = "uploads", security(("party" = [])),
    params(("id" = Uuid, Path, description = "Of the transfer")),
    responses((status = 204, description = "Given up")),
    extensions(("x-errors" = json!(["uploads.no_such_session"]))))]
#[delete("/api/v1/uploads/sessions/{id}")]
pub async fn cancel_upload_session(
    court: web::Data<Court>,
    party: Party,
    id: web::Path<String>,
) -> Result<HttpResponse, Problem> {
    let row = session_of(court.store.db(), party, &id, court.now()).await?;
    give_up(&court, row.id).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Sends the next part: raw bytes from `offset` on. A part counts whole or not at all.
#[utoipa::path(operation_id = "put_upload_chunk", tag = "uploads", security(("party" = [])),
    params(("id" = Uuid, Path, description = "Of the transfer"), OffsetQuery),
    request_body(content = Vec<u8>, content_type = "application/octet-stream", description = "The bytes"),
    responses((status = 200, description = "Here; go on from this offset", body = Received)),
    extensions(("x-errors" = json!(["uploads.no_such_session", "uploads.wrong_offset", "uploads.already_whole", "uploads.longer_than_said",
        "uploads.parts_too_small", "uploads.truncated", "uploads.too_slow", "uploads.too_large", "uploads.wrong_type", "uploads.wrong_purpose",
        "uploads.heic", "files.unavailable", "request.query_invalid"]))))]
#[put("/api/v1/uploads/sessions/{id}")]
pub async fn put_upload_chunk(
    court: web::Data<Court>,
    req: HttpRequest,
    party: Party,
    id: web::Path<String>,
    body: web::Payload,
) -> Result<HttpResponse, Problem> {
    let row = match next_at(&court, &req, party, &id).await {
        Ok(row) => row,
        Err(problem) => {
            drain(body).await;
            return Err(problem);
        }
    };
    let left = u64::try_from(row.size - row.received).unwrap_or(0);
    let arrived = match receive(&court.blobs, body, |_| left).await {
        Err(Failed::TooMuch { .. }) => return Err(Problem::new(&errors::LONGER_THAN_SAID)),
        other => other?,
    };
    if arrived.size == 0 {
        return Ok(HttpResponse::Ok().json(Received {
            offset: row.received,
        }));
    }
    if row.received == 0 && (arrived.size >= ENOUGH || arrived.size == left) {
        look_early(&court, &row, &arrived).await?;
    }
    let offset = keep_part(&court, &row, &arrived).await?;
    Ok(HttpResponse::Ok().json(Received { offset }))
}

/// The transfer, when this part is the next one.
async fn next_at(
    court: &Court,
    req: &HttpRequest,
    party: Party,
    id: &web::Path<String>,
) -> Result<session::Model, Problem> {
    let query = web::Query::<OffsetQuery>::from_query(req.query_string()).map_err(|_| {
        let words = Words::fixed(
            "offset 要是从 0 起的整数。",
            "offset is a whole number from 0.",
        );
        Problem {
            errors: vec![FieldError::new("/offset", "query.invalid", words)],
            ..Problem::new(&common::QUERY_INVALID)
        }
    })?;
    let row = session_of(court.store.db(), party, id, court.now()).await?;
    check_next(&row, i64::try_from(query.offset).unwrap_or(i64::MAX))?;
    Ok(row)
}

fn check_next(row: &session::Model, offset: i64) -> Result<(), Problem> {
    if offset != row.received {
        return Err(at(&errors::WRONG_OFFSET, row));
    }
    if row.upload_id.is_some() || row.received >= row.size {
        return Err(at(&errors::ALREADY_WHOLE, row));
    }
    match row.parts >= MOST_PARTS {
        true => Err(Problem::new(&errors::PARTS_TOO_SMALL)),
        false => Ok(()),
    }
}

/// Says how far the transfer is.
fn at(kind: &'static crate::kit::problem::ErrorKind, row: &session::Model) -> Problem {
    Problem::new(kind).with("offset", row.received)
}

/// A file that will not be taken is refused at its first part, not after its last.
async fn look_early(court: &Court, row: &session::Model, arrived: &Arrived) -> Result<(), Problem> {
    let (size, purpose) = (u64::try_from(row.size).unwrap_or(0), purpose_of(row));
    match first_look(&arrived.head, size, purpose, &court.settings.uploads) {
        Ok(_) => Ok(()),
        Err(problem) => {
            give_up(court, row.id).await?;
            Err(problem)
        }
    }
}

pub(super) fn purpose_of(row: &session::Model) -> Purpose {
    Purpose::of_name(&row.purpose).unwrap_or(Purpose::Attachment)
}

/// The part counts if it is still the next one: of two phones that send it at once, one is told 409.
async fn keep_part(
    court: &Court,
    seen: &session::Model,
    arrived: &Arrived,
) -> Result<i64, Problem> {
    let part_id = new_id();
    let key = keys::of_part(part_id);
    court.blobs.keep(&key, &arrived.file).await?;
    let written = write_part(court, seen, part_id, arrived.size).await;
    if written.is_err()
        && let Err(error) = court.blobs.delete(&key).await
    {
        tracing::warn!(%error, key = key.name(), "a part nobody needs could not be deleted");
    }
    written
}

async fn write_part(
    court: &Court,
    seen: &session::Model,
    part_id: Uuid,
    size: u64,
) -> Result<i64, Problem> {
    let tx = court.store.write().await?;
    let row = session::Entity::find_by_id(seen.id)
        .lock_exclusive()
        .one(&tx)
        .await?
        .ok_or(&errors::NO_SUCH_SESSION)?;
    check_next(&row, seen.received)?;
    let size = i64::try_from(size).unwrap_or(i64::MAX);
    let new = part::ActiveModel {
        id: Set(part_id),
        session_id: Set(row.id),
        position: Set(row.parts),
        start: Set(row.received),
        size: Set(size),
    };
    part::Entity::insert(new)
        .exec_without_returning(&tx)
        .await?;
    let (offset, parts) = (row.received + size, row.parts + 1);
    let mut change = row.into_active_model();
    change.received = Set(offset);
    change.parts = Set(parts);
    change.update(&tx).await?;
    court.commit(tx).await?;
    Ok(offset)
}

/// Transfers that nobody went on with in time. What they became stays.
pub(super) async fn lapsed(court: &Court, most: u64) -> Result<Vec<Uuid>, Problem> {
    let rows = session::Entity::find()
        .filter(session::Column::ExpiresAt.lte(court.now()))
        .order_by_asc(session::Column::ExpiresAt)
        .limit(most)
        .all(court.store.db())
        .await?;
    Ok(rows.into_iter().map(|row| row.id).collect())
}

/// Deletes a transfer and, once committed, the files of its parts.
pub(super) async fn give_up(court: &Court, id: Uuid) -> Result<(), Problem> {
    let tx = court.store.write().await?;
    session::Entity::delete_by_id(id).exec(&tx).await?;
    drop_parts(court, &tx, id).await?;
    court.commit(tx).await
}

pub(super) async fn drop_parts(
    court: &Court,
    tx: &DatabaseTransaction,
    session_id: Uuid,
) -> Result<(), Problem> {
    let parts: Vec<Uuid> = part::Entity::find()
        .filter(part::Column::SessionId.eq(session_id))
        .all(tx)
        .await?
        .into_iter()
        .map(|part| part.id)
        .collect();
    if parts.is_empty() {
        return Ok(());
    }
    part::Entity::delete_many()
        .filter(part::Column::SessionId.eq(session_id))
        .exec(tx)
        .await?;
    let dropped = Dropped {
        uploads: Vec::new(),
        parts,
    };
    jobs::drop_files(court, tx, session_id, &dropped).await
}
