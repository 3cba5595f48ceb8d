//! The way without a face: a short video that staff compare with the paper (domain.md 2; IC18 6).
//!
//! The person reads four digits aloud that were given for this recording, so an old video is of no use.
//! One review is open at a time. Decision record: docs/decisions/0008-*.

use actix_web::{HttpResponse, get, http::StatusCode, post, web};
use chrono::{DateTime, Duration, Utc};
use sea_orm::prelude::*;
use sea_orm::{
    ActiveValue::Set, ConnectionTrait, DatabaseTransaction, IntoActiveModel, PaginatorTrait,
    QueryOrder, QuerySelect,
};

use super::access::person_for_change;
use super::errors;
use super::model::{person, video_review, video_review_upload};
use super::words::{ReviewState, VideoReviewBody, VideoReviewSubmitted, VideoReviewView};
use crate::court::Court;
use crate::kit::audit::{Act, Actor};
use crate::kit::auth::Party;
use crate::kit::clock::shanghai;
use crate::kit::i18n::Words;
use crate::kit::idempotency::{Claim, IdempotencyKey};
use crate::kit::ids::new_id;
use crate::kit::json::Json;
use crate::kit::problem::{FieldError, Problem, common, is_unique_violation};
use crate::kit::vault::random_bytes;
use crate::rooms::uploads::{self, Purpose, Stored};

/// Digits not read within this are given anew.
const PHRASE_LIFE: Duration = Duration::hours(2);
const MOST_UPLOADS: usize = 6;
/// Videos that one person may send in a day.
const A_DAY: u64 = 5;
pub(super) const BASIS: &str = "OLR 7; IC18 6";
/// As uploads know what holds them.
pub(super) const SUBJECT: &str = "video_review";

/// How my video stands: the latest one, or none yet. While none is pending, `phrase` holds the digits to
/// read aloud in the next one, until `phrase_expires_at`.
#[utoipa::path(operation_id = "get_video_review", tag = "identity", security(("party" = [])),
    responses((status = 200, description = "The latest, or `none`", body = VideoReviewView)),
    extensions(("x-function" = json!("identity")), ("x-errors" = json!(["request.not_found"]))))]
#[get("/api/v1/me/video-review")]
pub async fn get_video_review(
    court: web::Data<Court>,
    party: Party,
) -> Result<web::Json<VideoReviewView>, Problem> {
    let latest = video_review::Entity::find()
        .filter(video_review::Column::PersonId.eq(party.id))
        .order_by_desc(video_review::Column::Id)
        .limit(1)
        .one(court.store.db())
        .await?;
    let (phrase, since) = match &latest {
        Some(row) if row.open_of.is_some() => (row.phrase.clone(), None),
        _ => {
            let (phrase, since) = phrase_for(&court, party.id).await?;
            (phrase, Some(since))
        }
    };
    let mut view = VideoReviewView::of(latest, phrase);
    view.phrase_expires_at = since.map(|at| (at + PHRASE_LIFE).with_timezone(&shanghai()));
    Ok(web::Json(view))
}

/// The digits to read, and since when; fresh ones when there are none or they are old.
async fn phrase_for(court: &Court, person_id: Uuid) -> Result<(String, DateTime<Utc>), Problem> {
    let now = court.now();
    let row = person::Entity::find_by_id(person_id)
        .one(court.store.db())
        .await?;
    if let Some(current) = current_phrase(&row.ok_or(&common::NOT_FOUND)?, now) {
        return Ok(current);
    }
    let tx = court.store.write().await?;
    let row = person_for_change(&tx, person_id).await?;
    // Given meanwhile, to another page of the same person.
    if let Some(current) = current_phrase(&row, now) {
        return Ok(current);
    }
    let phrase = four_digits();
    let mut change = row.into_active_model();
    change.video_phrase = Set(Some(phrase.clone()));
    change.video_phrase_at = Set(Some(now));
    change.update(&tx).await?;
    tx.commit().await?;
    Ok((phrase, now))
}

fn current_phrase(row: &person::Model, now: DateTime<Utc>) -> Option<(String, DateTime<Utc>)> {
    let since = row.video_phrase_at.filter(|at| *at + PHRASE_LIFE > now)?;
    Some((row.video_phrase.clone()?, since))
}

/// 2^32 is no multiple of 10,000, by one part in 400,000: nobody guesses better for it.
fn four_digits() -> String {
    format!("{:04}", u32::from_be_bytes(random_bytes::<4>()) % 10_000)
}

/// Sends a video in which I read the digits aloud, with photos of my paper. Staff look at it, usually
/// within one working day; I am told the outcome. While one is pending, that one is the answer. Without
/// digits that were asked for before, the clerk sees that none could be read.
#[utoipa::path(operation_id = "submit_video_review", tag = "identity", request_body = VideoReviewBody, security(("party" = [])),
    responses((status = 202, description = "Staff will look at it", body = VideoReviewSubmitted)),
    params(("Idempotency-Key" = Option<String>, Header, description = "Repeats safely for 24 hours")),
    extensions(("x-function" = json!("identity")), ("x-errors" = json!(["identity.real_name_first", "identity.phrase_expired", "identity.too_many_videos", "uploads.no_such_upload",
        "idempotency.mismatch", "idempotency.in_flight", "idempotency.key_malformed", "request.not_found"]))))]
#[post("/api/v1/me/video-review")]
pub async fn submit_video_review(
    court: web::Data<Court>,
    party: Party,
    key: IdempotencyKey,
    body: Json<VideoReviewBody>,
) -> Result<HttpResponse, Problem> {
    let run = match court
        .claim(key, party.id, "submit_video_review", &body.raw)
        .await?
    {
        Claim::Replay(answer) => return Ok(answer),
        Claim::Run(run) => run,
    };
    let ids = body.into_inner().upload_ids;
    let now = court.now();
    let tx = court.store.write().await?;
    let person = person_for_change(&tx, party.id).await?;
    if person.id_type.is_none() {
        return Err(Problem::new(&errors::REAL_NAME_FIRST));
    }
    // A second tap, or a lost answer: the review that waits is the answer, and nothing is sent twice.
    if let Some(row) = pending_of(&tx, party.id).await? {
        let answer = run.answer(&tx, StatusCode::ACCEPTED, &told(&row)).await?;
        court.commit(tx).await?;
        return Ok(answer);
    }
    let files = uploads::owned(&tx, party.id, &ids).await?;
    check_files(&ids, &files)?;
    let phrase = phrase_to_hear(&person, now)?;
    few_enough(&tx, party.id, now).await?;
    let row = insert(&tx, &party, phrase, &ids, now).await?;
    uploads::attach(&tx, party.id, &ids, SUBJECT, row.id).await?;
    // The next video reads other digits.
    let mut change = person.into_active_model();
    change.video_phrase = Set(None);
    change.update(&tx).await?;
    let act = Act {
        actor: Actor::Person(party.id),
        act: "identity.submit_video_review",
        subject_kind: SUBJECT,
        subject_id: row.id,
        from: None,
        to: Some("pending"),
        basis: Some(BASIS),
    };
    act.record(&tx, now).await?;
    let answer = run.answer(&tx, StatusCode::ACCEPTED, &told(&row)).await?;
    court.commit(tx).await?;
    Ok(answer)
}

fn told(row: &video_review::Model) -> VideoReviewSubmitted {
    VideoReviewSubmitted {
        id: row.id,
        state: ReviewState::Pending,
        phrase: row.phrase.clone(),
        submitted_at: row.submitted_at.with_timezone(&shanghai()),
    }
}

async fn pending_of(
    db: &impl ConnectionTrait,
    person_id: Uuid,
) -> Result<Option<video_review::Model>, DbErr> {
    video_review::Entity::find()
        .filter(video_review::Column::OpenOf.eq(person_id))
        .one(db)
        .await
}

/// The digits that must be heard in the video; none when none were ever asked for, which the clerk is told.
/// Digits that were given and are too old are not taken: an old video may have them.
fn phrase_to_hear(person: &person::Model, now: DateTime<Utc>) -> Result<String, Problem> {
    if person.video_phrase.is_none() {
        return Ok(String::new());
    }
    let (phrase, _) = current_phrase(person, now).ok_or(&errors::PHRASE_EXPIRED)?;
    Ok(phrase)
}

/// A video, and nothing that has no place in a review.
fn check_files(ids: &[Uuid], files: &[Stored]) -> Result<(), Problem> {
    let whole = |code, zh, en| Err(Problem::field("/upload_ids", code, Words::fixed(zh, en)));
    if ids.is_empty() || ids.len() > MOST_UPLOADS {
        return whole(
            "field.count",
            "请上传一段视频，证件照片最多五张。",
            "Send one video and at most five photos of the paper.",
        );
    }
    let mut faults = Vec::new();
    for (place, id) in ids.iter().enumerate() {
        let pointer = format!("/upload_ids/{place}");
        match files.iter().find(|file| file.id == *id) {
            _ if ids[..place].contains(id) => faults.push(FieldError::new(
                pointer,
                "field.duplicate",
                Words::fixed("这个文件选了两次。", "This file is there twice."),
            )),
            None => faults.push(FieldError::new(
                pointer,
                "field.unknown",
                Words::fixed(
                    "没有找到这个文件，请重新上传。",
                    "There is no such file. Upload it again.",
                ),
            )),
            Some(file) if !matches!(file.purpose, Purpose::VideoReview | Purpose::Identity) => {
                faults.push(FieldError::new(
                    pointer,
                    "field.wrong_purpose",
                    Words::fixed(
                        "这个文件不是为身份核对上传的，请重新上传。",
                        "This file was not uploaded for an identity review. Upload it again.",
                    ),
                ));
            }
            Some(_) => {}
        }
    }
    if !faults.is_empty() {
        return Err(Problem::invalid(faults));
    }
    if files
        .iter()
        .any(|file| file.media_type.starts_with("video/"))
    {
        return Ok(());
    }
    whole(
        "review.video_missing",
        "还没有视频，请录一段念数字的视频。",
        "There is no video yet. Record one in which you read the digits.",
    )
}

async fn few_enough(
    tx: &impl ConnectionTrait,
    person_id: Uuid,
    now: DateTime<Utc>,
) -> Result<(), Problem> {
    let today = video_review::Entity::find()
        .filter(video_review::Column::PersonId.eq(person_id))
        .filter(video_review::Column::SubmittedAt.gt(now - Duration::days(1)))
        .count(tx)
        .await?;
    match today >= A_DAY {
        true => Err(Problem::new(&errors::TOO_MANY_VIDEOS).retry_after(3600)),
        false => Ok(()),
    }
}

async fn insert(
    tx: &DatabaseTransaction,
    party: &Party,
    phrase: String,
    ids: &[Uuid],
    now: DateTime<Utc>,
) -> Result<video_review::Model, Problem> {
    let row = video_review::ActiveModel {
        id: Set(new_id()),
        person_id: Set(party.id),
        session_id: Set(party.session_id),
        state: Set(ReviewState::Pending.name().to_owned()),
        open_of: Set(Some(party.id)),
        phrase: Set(phrase),
        submitted_at: Set(now),
        ..Default::default()
    };
    let row = row
        .insert(tx)
        .await
        .map_err(|error| match is_unique_violation(&error) {
            true => Problem::new(&errors::REVIEW_PENDING),
            false => Problem::from(error),
        })?;
    let files = ids
        .iter()
        .zip(0..)
        .map(|(upload_id, place)| video_review_upload::ActiveModel {
            review_id: Set(row.id),
            upload_id: Set(*upload_id),
            place: Set(place),
        });
    video_review_upload::Entity::insert_many(files)
        .exec_without_returning(tx)
        .await?;
    Ok(row)
}

/// The files of a review, in order.
pub(super) async fn files_of(
    db: &impl ConnectionTrait,
    review_id: Uuid,
) -> Result<Vec<Uuid>, DbErr> {
    let rows = video_review_upload::Entity::find()
        .filter(video_review_upload::Column::ReviewId.eq(review_id))
        .order_by_asc(video_review_upload::Column::Place)
        .all(db)
        .await?;
    Ok(rows.into_iter().map(|row| row.upload_id).collect())
}

/// Erases the videos that were decided upon long enough ago (PIPL 19: the shortest time).
pub(super) async fn erase_old(court: &Court) -> Result<(), Problem> {
    let now = court.now();
    let limit = now - Duration::days(court.settings.identity.video_kept_days);
    let due = video_review::Entity::find()
        .filter(video_review::Column::ErasedAt.is_null())
        .filter(video_review::Column::DecidedAt.lt(limit))
        .order_by_asc(video_review::Column::DecidedAt)
        .limit(20)
        .all(court.store.db())
        .await?;
    for row in due {
        let tx = court.store.write().await?;
        let files = files_of(&tx, row.id).await?;
        uploads::erase(court, &tx, &files, SUBJECT, row.id).await?;
        let act = Act {
            actor: Actor::System,
            act: "identity.erase_video",
            subject_kind: SUBJECT,
            subject_id: row.id,
            from: None,
            to: Some("erased"),
            basis: Some("PIPL 19, 47"),
        };
        let mut change = row.into_active_model();
        change.erased_at = Set(Some(now));
        change.update(&tx).await?;
        act.record(&tx, now).await?;
        court.commit(tx).await?;
    }
    Ok(())
}
