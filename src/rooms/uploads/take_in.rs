//! A file that has arrived becomes an upload: inspected, kept in the store, then written down.

use chrono::{DateTime, Utc};
use sea_orm::prelude::*;
use sea_orm::{ActiveValue::Set, ConnectionTrait, DatabaseTransaction};
use sea_orm::{FromQueryResult, QueryOrder, Statement};

use super::inspect::{Seen, inspect};
use super::model::upload;
use super::pictures::Copies;
use super::receive::Arrived;
use super::words::{Purpose, Variant};
use super::{errors, keys, name};
use crate::court::Court;
use crate::kit::audit::{Act, Actor};
use crate::kit::i18n::Words;
use crate::kit::ids::new_id;
use crate::kit::problem::Problem;

const MB: u64 = 1 << 20;

/// What the sender says of a file.
pub struct Said {
    pub owner_id: Uuid,
    pub name: String,
    pub purpose: Purpose,
}

/// Inspects a file and keeps it in the store. Nothing is written down yet.
pub async fn keep(court: &Court, said: &Said, file: &Arrived) -> Result<upload::Model, Problem> {
    let seen = inspect(court, file, said.purpose).await?;
    keep_seen(court, said, file, seen).await
}

/// The same for a file that was looked into already.
pub async fn keep_seen(
    court: &Court,
    said: &Said,
    file: &Arrived,
    seen: Seen,
) -> Result<upload::Model, Problem> {
    let row = row_of(said, file, &seen, court.now());
    court
        .blobs
        .keep(&keys::of(row.id, Variant::Original), &file.file)
        .await?;
    if let Some(Copies { reading, thumb, .. }) = seen.copies {
        let key = |variant| keys::of(row.id, variant);
        court
            .blobs
            .put(&key(Variant::Reading), reading.bytes)
            .await?;
        court.blobs.put(&key(Variant::Thumb), thumb.bytes).await?;
    }
    Ok(row)
}

fn row_of(said: &Said, file: &Arrived, seen: &Seen, now: DateTime<Utc>) -> upload::Model {
    let copies = seen.copies.as_ref();
    let side = |length: u32| i32::try_from(length).unwrap_or(i32::MAX);
    upload::Model {
        id: new_id(),
        owner_id: said.owner_id,
        name: name::clean(&said.name, seen.kind),
        purpose: said.purpose.name().to_owned(),
        media_type: seen.kind.media_type().to_owned(),
        size: signed(file.size),
        sha256: file.sha256.clone(),
        sm3: file.sm3.clone(),
        pages: seen.pages,
        width: copies.map(|copies| side(copies.width)),
        height: copies.map(|copies| side(copies.height)),
        reading_type: copies.map(|copies| copies.reading.kind.media_type().to_owned()),
        reading_size: copies.map(|copies| signed(copies.reading.bytes.len() as u64)),
        thumb_type: copies.map(|copies| copies.thumb.kind.media_type().to_owned()),
        thumb_size: copies.map(|copies| signed(copies.thumb.bytes.len() as u64)),
        attached: false,
        created_at: now,
    }
}

fn signed(size: u64) -> i64 {
    i64::try_from(size).unwrap_or(i64::MAX)
}

/// Writes an upload down, with its record, in the act's transaction.
pub async fn write_down(
    tx: &DatabaseTransaction,
    row: &upload::Model,
    now: DateTime<Utc>,
) -> Result<(), Problem> {
    insert(tx, row).await?;
    let act = Act {
        actor: Actor::Person(row.owner_id),
        act: "uploads.receive",
        subject_kind: "upload",
        subject_id: row.id,
        from: None,
        // What was received, for whoever later asks whether it is still the same (OLR 16).
        to: Some(&row.sha256),
        basis: Some("OLR 11, 12"),
    };
    Ok(act.record(tx, now).await?)
}

async fn insert(tx: &DatabaseTransaction, row: &upload::Model) -> Result<(), DbErr> {
    let row = row.clone();
    let active = upload::ActiveModel {
        id: Set(row.id),
        owner_id: Set(row.owner_id),
        name: Set(row.name),
        purpose: Set(row.purpose),
        media_type: Set(row.media_type),
        size: Set(row.size),
        sha256: Set(row.sha256),
        sm3: Set(row.sm3),
        pages: Set(row.pages),
        width: Set(row.width),
        height: Set(row.height),
        reading_type: Set(row.reading_type),
        reading_size: Set(row.reading_size),
        thumb_type: Set(row.thumb_type),
        thumb_size: Set(row.thumb_size),
        attached: Set(row.attached),
        created_at: Set(row.created_at),
    };
    upload::Entity::insert(active)
        .exec_without_returning(tx)
        .await?;
    Ok(())
}

/// Files kept for an upload that was not written down after all.
pub async fn forget(court: &Court, row: &upload::Model) {
    for variant in [Variant::Original, Variant::Reading, Variant::Thumb] {
        let key = keys::of(row.id, variant);
        if let Err(error) = court.blobs.delete(&key).await {
            tracing::warn!(%error, key = key.name(), "a file nobody needs could not be deleted");
        }
    }
}

/// The same file, sent again for the same purpose while nothing holds it: one is enough.
pub async fn same_again(
    db: &impl ConnectionTrait,
    said: &Said,
    file: &Arrived,
) -> Result<Option<upload::Model>, DbErr> {
    let row = upload::Entity::find()
        .filter(upload::Column::OwnerId.eq(said.owner_id))
        .filter(upload::Column::Sha256.eq(file.sha256.as_str()))
        .filter(upload::Column::Purpose.eq(said.purpose.name()))
        .filter(upload::Column::Attached.eq(false))
        .order_by_asc(upload::Column::Id)
        .one(db)
        .await?;
    // Under another name it was sent on purpose.
    Ok(row.filter(|row| is_same_name(&row.name, &said.name)))
}

fn is_same_name(kept: &str, said: &str) -> bool {
    let stem = |name: &str| {
        name.rsplit_once('.')
            .map_or(name.to_owned(), |(stem, _)| stem.to_owned())
    };
    stem(kept) == stem(&name::plain(said))
}

#[derive(FromQueryResult)]
struct Loose {
    bytes: i64,
}

/// Refuses more than one person may have here that no filing holds yet.
pub async fn check_room(
    court: &Court,
    db: &impl ConnectionTrait,
    owner_id: Uuid,
    more: u64,
) -> Result<(), Problem> {
    let sql = "SELECT CAST((SELECT COALESCE(SUM(size), 0) FROM uploads WHERE owner_id = $1 AND NOT attached) \
        + (SELECT COALESCE(SUM(size), 0) FROM upload_sessions WHERE owner_id = $1 AND upload_id IS NULL) AS BIGINT) AS bytes";
    let statement =
        Statement::from_sql_and_values(db.get_database_backend(), sql, [owner_id.into()]);
    let loose = Loose::find_by_statement(statement).one(db).await?;
    let there = loose
        .and_then(|row| u64::try_from(row.bytes).ok())
        .unwrap_or(0);
    let most = court.settings.uploads.person_mb * MB;
    if there.saturating_add(more) <= most {
        return Ok(());
    }
    let (there, most) = (there.div_ceil(MB), most / MB);
    Err(Problem::new(&errors::QUOTA).saying(Words::new(
        format!("您还没提交的文件已有 {there} MB，最多 {most} MB，再放不下这一份。请先删掉用不到的。"),
        format!("Your files that no filing holds yet take {there} MB of {most} MB. Delete what you do not need first."),
    )))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_name_is_the_same_after_cleaning() {
        assert!(is_same_name("照片.jpg", "照片.JPEG"));
        assert!(is_same_name("照片.jpg", "/tmp/照片.jpg"));
        assert!(!is_same_name("照片.jpg", "照片2.jpg"));
    }
}
