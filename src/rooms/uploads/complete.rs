//! The end of a transfer: its parts become one file, which is taken in like any other.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, post, web};
use futures_util::{Stream, StreamExt, TryStreamExt, stream};
use sea_orm::prelude::*;
use sea_orm::sea_query::Expr;
use sea_orm::{DatabaseTransaction, QueryOrder};

use super::access::session_of;
use super::model::{part, session, upload};
use super::receive::{Arrived, Failed, receive};
use super::take_in::{self, Said};
use super::words::UploadView;
use super::{errors, keys, sessions};
use crate::court::Court;
use crate::kit::auth::Party;
use crate::kit::problem::Problem;
use crate::ports::blobs::{BlobError, Blobs};

/// Ends a transfer whose bytes are all here. Asked again, it gives the same file.
#[utoipa::path(operation_id = "complete_upload_session", tag = "uploads", security(("party" = [])),
    params(("id" = Uuid, Path, description = "Of the transfer")),
    responses((status = 201, description = "Received whole", body = UploadView)),
    extensions(("x-function" = json!("filing")),
        ("x-errors" = json!(["uploads.no_such_session", "uploads.no_such_upload", "uploads.not_whole", "uploads.too_large",
        "uploads.too_many_pixels", "uploads.wrong_type", "uploads.wrong_purpose", "uploads.heic", "uploads.broken", "uploads.encrypted",
        "uploads.two_in_one", "uploads.macros", "uploads.unpacks_too_large", "files.unavailable"]))))]
#[post("/api/v1/uploads/sessions/{id}/complete")]
pub async fn complete_upload_session(
    court: web::Data<Court>,
    party: Party,
    id: web::Path<String>,
) -> Result<HttpResponse, Problem> {
    let session = session_of(court.store.db(), party, &id, court.now()).await?;
    if let Some(upload_id) = session.upload_id {
        return again(&court, upload_id).await;
    }
    if session.received < session.size {
        return Err(Problem::new(&errors::NOT_WHOLE).with("offset", session.received));
    }
    match take_in(&court, &session).await {
        // What the court does not take is not kept either.
        Err(problem) if matches!(problem.kind.status, 413 | 422) => {
            sessions::give_up(&court, session.id).await?;
            Err(problem)
        }
        other => other,
    }
}

async fn take_in(court: &Court, session: &session::Model) -> Result<HttpResponse, Problem> {
    let file = join(court, session).await?;
    let said = Said {
        owner_id: session.owner_id,
        name: session.name.clone(),
        purpose: sessions::purpose_of(session),
    };
    if let Some(row) = take_in::same_again(court.store.db(), &said, &file).await? {
        let tx = court.store.write().await?;
        return end(court, tx, session, row.id).await;
    }
    let row = take_in::keep(court, &said, &file).await?;
    let written = write(court, session, &row).await;
    // Not written down, or another request was first: these files are nobody's.
    if !matches!(&written, Ok((_, id)) if *id == row.id) {
        take_in::forget(court, &row).await;
    }
    written.map(|(answer, _)| answer)
}

async fn write(
    court: &Court,
    session: &session::Model,
    row: &upload::Model,
) -> Result<(HttpResponse, Uuid), Problem> {
    let tx = court.store.write().await?;
    take_in::write_down(&tx, row, court.now()).await?;
    finish(court, tx, session, row.id).await
}

async fn end(
    court: &Court,
    tx: DatabaseTransaction,
    session: &session::Model,
    upload_id: Uuid,
) -> Result<HttpResponse, Problem> {
    finish(court, tx, session, upload_id)
        .await
        .map(|(answer, _)| answer)
}

/// One request ends the transfer; another that comes to the same point gets the first one's file.
async fn finish(
    court: &Court,
    tx: DatabaseTransaction,
    session: &session::Model,
    upload_id: Uuid,
) -> Result<(HttpResponse, Uuid), Problem> {
    let ended = session::Entity::update_many()
        .col_expr(session::Column::UploadId, Expr::value(upload_id))
        .filter(session::Column::Id.eq(session.id))
        .filter(session::Column::UploadId.is_null())
        .exec(&tx)
        .await?;
    if ended.rows_affected == 0 {
        tx.rollback().await?;
        let first = session::Entity::find_by_id(session.id)
            .one(court.store.db())
            .await?
            .and_then(|session| session.upload_id)
            .ok_or(&errors::NO_SUCH_SESSION)?;
        return Ok((again(court, first).await?, first));
    }
    sessions::drop_parts(court, &tx, session.id).await?;
    court.commit(tx).await?;
    Ok((again(court, upload_id).await?, upload_id))
}

async fn again(court: &Court, upload_id: Uuid) -> Result<HttpResponse, Problem> {
    let row = upload::Entity::find_by_id(upload_id)
        .one(court.store.db())
        .await?
        .ok_or(&errors::NO_SUCH_UPLOAD)?;
    Ok(HttpResponse::build(StatusCode::CREATED).json(UploadView::of(&row)))
}

/// The parts as one file, hashed on the way.
async fn join(court: &Court, session: &session::Model) -> Result<Arrived, Problem> {
    let parts = part::Entity::find()
        .filter(part::Column::SessionId.eq(session.id))
        .order_by_asc(part::Column::Position)
        .all(court.store.db())
        .await?;
    let size = u64::try_from(session.size).unwrap_or(0);
    let body = Box::pin(bytes_of(court.blobs.clone(), parts));
    match receive(&court.blobs, body, |_| size).await {
        Ok(file) if file.size == size => Ok(file),
        Ok(_) => Err(Problem::new(&errors::NOT_WHOLE).with("offset", session.received)),
        // It is the store that broke off here, not the sender.
        Err(Failed::Truncated | Failed::TooSlow) => {
            Err(BlobError::Away("a part could not be read".to_owned()).into())
        }
        Err(failed) => Err(failed.into()),
    }
}

fn bytes_of(
    blobs: Blobs,
    parts: Vec<part::Model>,
) -> impl Stream<Item = Result<web::Bytes, BlobError>> {
    stream::iter(parts)
        .then(move |part| {
            let blobs = blobs.clone();
            async move {
                let size = u64::try_from(part.size).unwrap_or(0);
                let bytes = blobs.stream(&keys::of_part(part.id), 0, size).await?;
                Ok::<_, BlobError>(bytes.map_err(BlobError::from))
            }
        })
        .try_flatten()
}
