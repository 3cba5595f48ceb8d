//! Photographs put together in order as one PDF: made of the reading copies, so upright and without
//! where and when they were taken. The photographs themselves stay as they came.

use std::collections::HashMap;

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, post, web};
use futures_util::stream;
use sea_orm::prelude::*;
use sea_orm::{ActiveValue::Set, DatabaseTransaction};

use super::inspect::Seen;
use super::kind::Kind;
use super::model::{source, upload};
use super::receive::{Arrived, receive};
use super::take_in::{self, Said};
use super::words::{BookBody, Purpose, UploadView, Variant};
use super::{errors, keys, name, office};
use crate::court::Court;
use crate::kit::auth::Party;
use crate::kit::clock::shanghai;
use crate::kit::i18n::Words;
use crate::kit::idempotency::{Claim, IdempotencyKey, Run};
use crate::kit::json::Json;
use crate::kit::problem::{FieldError, Problem};
use crate::ports::pdf::{Paper, Photo, PhotoBook, Picture};

const MOST_PHOTOS: usize = 100;
/// All reading copies of a book: they are held in memory while it is made.
const MOST_BYTES: i64 = 80 << 20;

/// Puts my photos together as one PDF, a new file of mine.
#[utoipa::path(operation_id = "make_photo_book", tag = "uploads", security(("party" = [])), request_body = BookBody,
    params(("Idempotency-Key" = Option<String>, Header, description = "Repeats safely for 24 hours")),
    responses((status = 201, description = "Made", body = UploadView)),
    extensions(("x-function" = json!("filing")),
        ("x-errors" = json!(["uploads.no_such_upload", "uploads.book_size", "uploads.book_of_photos", "uploads.quota", "papers.fonts_missing",
        "papers.picture_unreadable", "papers.not_made", "files.unavailable", "idempotency.mismatch", "idempotency.in_flight",
        "idempotency.key_malformed", "cache.unavailable"]))))]
#[post("/api/v1/uploads/photo-book")]
pub async fn make_photo_book(
    court: web::Data<Court>,
    party: Party,
    key: IdempotencyKey,
    body: Json<BookBody>,
) -> Result<HttpResponse, Problem> {
    let claim = court
        .claim(key, party.id, "make_photo_book", &body.raw)
        .await?;
    let run = match claim {
        Claim::Replay(answer) => return Ok(answer),
        Claim::Run(run) => run,
    };
    let said = body.into_inner();
    let photos = photos_of(&court, party, &said.upload_ids).await?;
    let file = print(&court, &said.name, &photos).await?;
    let row = keep(&court, party, &said.name, &file).await?;
    let written = write(&court, &run, &row, &said.upload_ids).await;
    if written.is_err() {
        take_in::forget(&court, &row).await;
    }
    written
}

/// The photos in the order given, each with a reading copy.
async fn photos_of(
    court: &Court,
    party: Party,
    ids: &[Uuid],
) -> Result<Vec<upload::Model>, Problem> {
    if !(1..=MOST_PHOTOS).contains(&ids.len()) {
        return Err(Problem::new(&errors::BOOK_SIZE));
    }
    let rows = upload::Entity::find()
        .filter(upload::Column::Id.is_in(ids.iter().copied()))
        .filter(upload::Column::OwnerId.eq(party.id))
        .all(court.store.db())
        .await?;
    let by_id: HashMap<Uuid, upload::Model> = rows.into_iter().map(|row| (row.id, row)).collect();
    let photos = ids.iter().map(|id| by_id.get(id).cloned());
    let photos: Vec<upload::Model> = photos
        .collect::<Option<_>>()
        .ok_or(&errors::NO_SUCH_UPLOAD)?;
    if let Some(index) = photos.iter().position(|row| row.reading_type.is_none()) {
        let words = Words::fixed(
            "这份不是照片，请去掉。",
            "This is not a photo. Leave it out.",
        );
        let error = FieldError::new(
            format!("/upload_ids/{index}"),
            "uploads.book_of_photos",
            words,
        );
        return Err(Problem {
            errors: vec![error],
            ..Problem::new(&errors::BOOK_OF_PHOTOS)
        });
    }
    let bytes: i64 = photos.iter().filter_map(|row| row.reading_size).sum();
    match bytes > MOST_BYTES {
        true => Err(Problem::new(&errors::BOOK_SIZE).saying(Words::fixed(
            "这些照片加起来太大，请分成两份。",
            "These photos are too large together. Make two files of them.",
        ))),
        false => Ok(photos),
    }
}

async fn print(court: &Court, title: &str, rows: &[upload::Model]) -> Result<Arrived, Problem> {
    let mut photos = Vec::with_capacity(rows.len());
    for row in rows {
        let bytes = court
            .blobs
            .read(&keys::of(row.id, Variant::Reading))
            .await?;
        photos.push(Photo {
            caption: None,
            picture: Picture { bytes },
        });
    }
    let paper = Paper::PhotoBook(Box::new(PhotoBook {
        title: name::plain(title),
        photos,
        at: court.now().with_timezone(&shanghai()),
    }));
    let pdf = court.pdf.render(&paper).await?;
    let body = stream::iter([Ok::<_, std::convert::Infallible>(web::Bytes::from(pdf))]);
    Ok(receive(&court.blobs, body, |_| u64::MAX).await?)
}

async fn keep(
    court: &Court,
    party: Party,
    name: &str,
    file: &Arrived,
) -> Result<upload::Model, Problem> {
    let bytes = tokio::fs::read(file.file.path())
        .await
        .map_err(crate::ports::blobs::BlobError::from)?;
    let seen = Seen {
        kind: Kind::Pdf,
        pages: Some(office::pdf_pages(&bytes)?),
        copies: None,
    };
    let said = Said {
        owner_id: party.id,
        name: name.to_owned(),
        purpose: Purpose::Evidence,
    };
    take_in::keep_seen(court, &said, file, seen).await
}

async fn write(
    court: &Court,
    run: &Run,
    row: &upload::Model,
    sources: &[Uuid],
) -> Result<HttpResponse, Problem> {
    let tx = court.store.write().await?;
    let size = u64::try_from(row.size).unwrap_or(0);
    take_in::check_room(court, &tx, row.owner_id, size).await?;
    take_in::write_down(&tx, row, court.now()).await?;
    link(&tx, row.id, sources).await?;
    let answer = run
        .answer(&tx, StatusCode::CREATED, &UploadView::of(row))
        .await?;
    court.commit(tx).await?;
    Ok(answer)
}

async fn link(tx: &DatabaseTransaction, book_id: Uuid, sources: &[Uuid]) -> Result<(), DbErr> {
    let rows = (0_i32..)
        .zip(sources)
        .map(|(position, source_id)| source::ActiveModel {
            book_id: Set(book_id),
            position: Set(position),
            source_id: Set(*source_id),
        });
    source::Entity::insert_many(rows)
        .exec_without_returning(tx)
        .await?;
    Ok(())
}
