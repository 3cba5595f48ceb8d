//! What other rooms may ask of this one.

use std::collections::HashMap;

use actix_web::{HttpRequest, HttpResponse};
use sea_orm::prelude::*;
use sea_orm::sea_query::{Expr, OnConflict};
use sea_orm::{ActiveValue::Set, ConnectionTrait, DatabaseTransaction};
use uuid::Uuid;

use super::errors;
use super::jobs::{self, Dropped};
use super::model::{attachment, source, upload};
use super::words::{Purpose, Variant};
use super::{content as serve, keys};
use crate::court::Court;
use crate::kit::problem::Problem;

/// A file as other rooms see it.
#[derive(Clone, Debug)]
pub struct Stored {
    pub id: Uuid,
    pub owner_id: Uuid,
    pub name: String,
    pub purpose: Purpose,
    pub media_type: String,
    /// Bytes.
    pub size: i64,
    /// Hex.
    pub sha256: String,
    pub sm3: String,
    /// Of a PDF; an image is one page.
    pub pages: Option<i32>,
}

impl Stored {
    fn of(row: upload::Model) -> Stored {
        Stored {
            id: row.id,
            owner_id: row.owner_id,
            purpose: Purpose::of_name(&row.purpose).unwrap_or(Purpose::Attachment),
            name: row.name,
            media_type: row.media_type,
            size: row.size,
            sha256: row.sha256,
            sm3: row.sm3,
            pages: row.pages,
        }
    }
}

/// Those of these files that are the owner's, in the order asked; the rest are left out.
pub async fn owned(
    db: &impl ConnectionTrait,
    owner: Uuid,
    ids: &[Uuid],
) -> Result<Vec<Stored>, Problem> {
    let mut found = stored(db, ids).await?;
    found.retain(|file| file.owner_id == owner);
    Ok(found)
}

/// These files, in the order asked; the calling room has checked who asks.
pub async fn stored(db: &impl ConnectionTrait, ids: &[Uuid]) -> Result<Vec<Stored>, Problem> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let rows = upload::Entity::find()
        .filter(upload::Column::Id.is_in(ids.iter().copied()))
        .all(db)
        .await?;
    let mut by_id: HashMap<Uuid, Stored> = rows
        .into_iter()
        .map(|row| (row.id, Stored::of(row)))
        .collect();
    Ok(ids.iter().filter_map(|id| by_id.remove(id)).collect())
}

/// From now on `subject` holds these files, and the photos that a book was made of: their owner cannot
/// delete them any more. Doing it again changes nothing. 404 when one is not the owner's.
pub async fn attach(
    tx: &DatabaseTransaction,
    owner: Uuid,
    ids: &[Uuid],
    subject_kind: &'static str,
    subject_id: Uuid,
) -> Result<(), Problem> {
    if ids.is_empty() {
        return Ok(());
    }
    let sources = source::Entity::find()
        .filter(source::Column::BookId.is_in(ids.iter().copied()))
        .all(tx)
        .await?;
    let mut all: Vec<Uuid> = ids.to_vec();
    all.extend(sources.into_iter().map(|row| row.source_id));
    all.sort_unstable();
    all.dedup();
    let changed = upload::Entity::update_many()
        .col_expr(upload::Column::Attached, Expr::value(true))
        .filter(upload::Column::Id.is_in(all.iter().copied()))
        .filter(upload::Column::OwnerId.eq(owner))
        .exec(tx)
        .await?;
    if changed.rows_affected != all.len() as u64 {
        return Err(Problem::new(&errors::NO_SUCH_UPLOAD));
    }
    let rows = all.into_iter().map(|upload_id| attachment::ActiveModel {
        upload_id: Set(upload_id),
        subject_kind: Set(subject_kind.to_owned()),
        subject_id: Set(subject_id),
    });
    let once = OnConflict::columns([
        attachment::Column::UploadId,
        attachment::Column::SubjectKind,
        attachment::Column::SubjectId,
    ])
    .do_nothing()
    .to_owned();
    attachment::Entity::insert_many(rows)
        .on_conflict(once)
        .exec_without_returning(tx)
        .await?;
    Ok(())
}

/// Erases the files that `subject` holds and needs no longer (PIPL 19, 47): what nothing else holds goes, the
/// rows now and the bytes after the commit. Doing it again changes nothing.
pub async fn erase(
    court: &Court,
    tx: &DatabaseTransaction,
    ids: &[Uuid],
    subject_kind: &'static str,
    subject_id: Uuid,
) -> Result<(), Problem> {
    if ids.is_empty() {
        return Ok(());
    }
    attachment::Entity::delete_many()
        .filter(attachment::Column::UploadId.is_in(ids.iter().copied()))
        .filter(attachment::Column::SubjectKind.eq(subject_kind))
        .filter(attachment::Column::SubjectId.eq(subject_id))
        .exec(tx)
        .await?;
    let held = attachment::Entity::find()
        .filter(attachment::Column::UploadId.is_in(ids.iter().copied()))
        .all(tx)
        .await?;
    let in_books = source::Entity::find()
        .filter(source::Column::SourceId.is_in(ids.iter().copied()))
        .all(tx)
        .await?;
    let mut free = ids.to_vec();
    free.retain(|id| {
        held.iter().all(|row| row.upload_id != *id)
            && in_books.iter().all(|row| row.source_id != *id)
    });
    if free.is_empty() {
        return Ok(());
    }
    source::Entity::delete_many()
        .filter(source::Column::BookId.is_in(free.iter().copied()))
        .exec(tx)
        .await?;
    upload::Entity::delete_many()
        .filter(upload::Column::Id.is_in(free.iter().copied()))
        .exec(tx)
        .await?;
    let dropped = Dropped {
        uploads: free,
        parts: Vec::new(),
    };
    jobs::drop_files(court, tx, subject_id, &dropped).await
}

/// The file as an answer: ranges, ETag, never run by a browser. The calling room has checked who asks.
pub async fn content(
    court: &Court,
    req: &HttpRequest,
    id: Uuid,
    variant: Variant,
) -> Result<HttpResponse, Problem> {
    let row = find(court, id).await?;
    serve::answer(court, req, &row, variant).await
}

/// Media type and bytes. The calling room has checked who asks.
pub async fn bytes(
    court: &Court,
    id: Uuid,
    variant: Variant,
) -> Result<(String, Vec<u8>), Problem> {
    let row = find(court, id).await?;
    let form = serve::form_of(&row, variant)?;
    let bytes = court.blobs.read(&keys::of(id, form.variant)).await?;
    Ok((form.media_type, bytes))
}

async fn find(court: &Court, id: Uuid) -> Result<upload::Model, Problem> {
    let found = upload::Entity::find_by_id(id).one(court.store.db()).await?;
    found.ok_or_else(|| Problem::new(&errors::NO_SUCH_UPLOAD))
}
