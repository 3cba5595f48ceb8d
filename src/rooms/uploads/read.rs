//! My files: what is known of one, its content, and deleting it while nothing of the court holds it.

use actix_web::{HttpRequest, HttpResponse, delete, get, web};
use sea_orm::prelude::*;
use sea_orm::{DatabaseTransaction, QuerySelect};

use super::access::upload_of;
use super::content;
use super::errors;
use super::jobs::{self, Dropped};
use super::model::{source, upload};
use super::words::{ContentQuery, UploadView};
use crate::court::Court;
use crate::kit::audit::{Act, Actor};
use crate::kit::auth::Party;
use crate::kit::page::read_query;
use crate::kit::problem::Problem;

/// What is known of one of my files.
#[utoipa::path(operation_id = "get_upload", tag = "uploads", security(("party" = [])),
    params(("id" = Uuid, Path, description = "Of the upload")),
    responses((status = 200, description = "The file", body = UploadView)),
    extensions(("x-errors" = json!(["uploads.no_such_upload"]))))]
#[get("/api/v1/uploads/{id}")]
pub async fn get_upload(
    court: web::Data<Court>,
    party: Party,
    id: web::Path<String>,
) -> Result<web::Json<UploadView>, Problem> {
    let row = upload_of(court.store.db(), party, &id).await?;
    Ok(web::Json(UploadView::of(&row)))
}

/// One of my files, whole or a range of it; `variant` for the copies.
#[utoipa::path(operation_id = "get_upload_content", tag = "uploads", security(("party" = [])),
    params(("id" = Uuid, Path, description = "Of the upload"), ContentQuery,
        ("Range" = Option<String>, Header, description = "`bytes=0-1023`: one range (RFC 9110 14)")),
    responses(
        (status = 200, description = "The file", content_type = "*/*", body = Vec<u8>,
            headers(("ETag" = String, description = "Of these bytes"), ("Content-Disposition" = String, description = "Its name (RFC 6266)"))),
        (status = 206, description = "The range", content_type = "*/*", body = Vec<u8>),
        (status = 304, description = "As the client has it (If-None-Match)"),
        (status = 416, description = "There is no such range")),
    extensions(("x-errors" = json!(["uploads.no_such_upload", "uploads.no_thumb", "files.unavailable", "request.query_invalid"]))))]
#[get("/api/v1/uploads/{id}/content")]
pub async fn get_upload_content(
    court: web::Data<Court>,
    req: HttpRequest,
    party: Party,
    id: web::Path<String>,
) -> Result<HttpResponse, Problem> {
    let query: ContentQuery = read_query(req.query_string())?;
    let row = upload_of(court.store.db(), party, &id).await?;
    content::answer(&court, &req, &row, query.variant).await
}

/// Deletes one of my files for good, unless it was handed in.
#[utoipa::path(operation_id = "delete_upload", tag = "uploads", security(("party" = [])),
    params(("id" = Uuid, Path, description = "Of the upload")),
    responses((status = 204, description = "Deleted")),
    extensions(("x-errors" = json!(["uploads.no_such_upload", "uploads.attached", "uploads.in_a_book"]))))]
#[delete("/api/v1/uploads/{id}")]
pub async fn delete_upload(
    court: web::Data<Court>,
    party: Party,
    id: web::Path<String>,
) -> Result<HttpResponse, Problem> {
    let tx = court.store.write().await?;
    let row = upload_of(&tx, party, &id).await?;
    delete_row(&tx, &row).await?;
    let act = Act {
        actor: Actor::Person(party.id),
        act: "uploads.delete",
        subject_kind: "upload",
        subject_id: row.id,
        from: Some(&row.sha256),
        to: None,
        basis: None,
    };
    act.record(&tx, court.now()).await?;
    let dropped = Dropped {
        uploads: vec![row.id],
        parts: Vec::new(),
    };
    jobs::drop_files(&court, &tx, row.id, &dropped).await?;
    court.commit(tx).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// The row goes only if nothing holds it at this very moment.
async fn delete_row(tx: &DatabaseTransaction, row: &upload::Model) -> Result<(), Problem> {
    let locked = upload::Entity::find_by_id(row.id)
        .lock_exclusive()
        .one(tx)
        .await?;
    match locked {
        None => return Err(Problem::new(&errors::NO_SUCH_UPLOAD)),
        Some(row) if row.attached => return Err(Problem::new(&errors::ATTACHED)),
        Some(_) => {}
    }
    let in_a_book = source::Entity::find()
        .filter(source::Column::SourceId.eq(row.id))
        .one(tx)
        .await?;
    if in_a_book.is_some() {
        return Err(Problem::new(&errors::IN_A_BOOK));
    }
    source::Entity::delete_many()
        .filter(source::Column::BookId.eq(row.id))
        .exec(tx)
        .await?;
    upload::Entity::delete_by_id(row.id).exec(tx).await?;
    Ok(())
}
