//! Videos at the desk: a filing clerk compares face, digits and paper, and decides once.

use std::future::Future;
use std::pin::Pin;

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest, HttpResponse, get, post, web};
use chrono::{DateTime, Utc};
use sea_orm::prelude::*;
use sea_orm::sea_query::Expr;
use sea_orm::{ConnectionTrait, DatabaseTransaction, QueryOrder, QuerySelect};
use secrecy::ExposeSecret;
use serde::{Deserialize, Serialize};

use super::access::{ID_NUMBER, NAME, person_for_change};
use super::errors;
use super::id_paper::IdKind;
use super::model::{person, video_review};
use super::move_account;
use super::proofs::{Proof, proved_elsewhere};
use super::require::{is_minor, open};
use super::video_review::{BASIS, SUBJECT, files_of};
use super::words::{
    ApproveBody, RealNameState, RefuseBody, ReviewFile, ReviewItem, ReviewQuery, ReviewState,
    ReviewView, VariantQuery,
};
use crate::court::Court;
use crate::kit::audit::{Act, Actor};
use crate::kit::clock::{shanghai, shanghai_day};
use crate::kit::i18n::Words;
use crate::kit::ids::PathId;
use crate::kit::json::Json;
use crate::kit::page::{List, Page, read_query};
use crate::kit::problem::{FieldError, Problem, common};
use crate::kit::vault::last_four;
use crate::rooms::staff::{self, Colleague, Room, Staff};
use crate::rooms::uploads;

/// Published when staff have decided on a video.
pub const VIDEO_DECIDED: &str = "identity.video_decided";

/// Payload of [`VIDEO_DECIDED`].
#[derive(Debug, Serialize, Deserialize)]
pub struct VideoDecided {
    pub person_id: Uuid,
    pub review_id: Uuid,
    pub approved: bool,
    /// In the clerk's words, for the person; of a refusal.
    pub reason: Option<String>,
    /// Microseconds since 1970.
    pub at_us: i64,
}

/// Looks at videos: whose desk has the room, a filing clerk (domain.md 7; the table is `Role::rooms`).
pub struct Reviewer(Staff);

impl FromRequest for Reviewer {
    type Error = Problem;
    type Future = Pin<Box<dyn Future<Output = Result<Reviewer, Problem>>>>;

    fn from_request(req: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let found = Staff::from_request(req, payload);
        Box::pin(async move {
            let found = found.await?;
            match found.enters(Room::Identity) {
                true => Ok(Reviewer(found)),
                false => Err(Problem::new(&staff::errors::ROLE_MISSING)),
            }
        })
    }
}

/// Videos to look at, those that wait longest first; of another state, the newest first.
#[utoipa::path(operation_id = "list_video_reviews", tag = "identity", params(ReviewQuery),
    responses((status = 200, description = "A page of reviews", body = List<ReviewItem>)), security(("desk" = [])),
    extensions(("x-errors" = json!(["desk.role_missing", "page.cursor_invalid", "request.query_invalid"]))))]
#[get("/api/v1/desk/video-reviews")]
pub async fn list_video_reviews(
    court: web::Data<Court>,
    _reviewer: Reviewer,
    req: HttpRequest,
) -> Result<web::Json<List<ReviewItem>>, Problem> {
    let asked: ReviewQuery = read_query(req.query_string())?;
    let page = Page::of(asked.after.as_deref(), asked.limit.as_deref())?;
    let state = asked.state.unwrap_or(ReviewState::Pending);
    let oldest_first = state == ReviewState::Pending;
    let mut query =
        video_review::Entity::find().filter(video_review::Column::State.eq(state.name()));
    if let Some(after) = page.after {
        query = match oldest_first {
            true => query.filter(video_review::Column::Id.gt(after)),
            false => query.filter(video_review::Column::Id.lt(after)),
        };
    }
    let query = match oldest_first {
        true => query.order_by_asc(video_review::Column::Id),
        false => query.order_by_desc(video_review::Column::Id),
    };
    let rows = query.limit(page.fetch()).all(court.store.db()).await?;
    let list = page.list(rows, |row| row.id, |row| row);
    let ids = list.items.iter().map(|row| row.person_id);
    let people = person::Entity::find()
        .filter(person::Column::Id.is_in(ids))
        .all(court.store.db())
        .await?;
    let clerks = list.items.iter().filter_map(|row| row.reviewer_id);
    let clerks = staff::colleagues(court.store.db(), clerks).await?;
    let items = list.items.into_iter().map(|row| {
        let person = people.iter().find(|person| person.id == row.person_id);
        item_of(&court, row, person.ok_or(&common::INTERNAL)?, &clerks)
    });
    Ok(web::Json(List {
        items: items.collect::<Result<_, Problem>>()?,
        next: list.next,
    }))
}

fn item_of(
    court: &Court,
    row: video_review::Model,
    person: &person::Model,
    clerks: &[Colleague],
) -> Result<ReviewItem, Problem> {
    let name = open(&court.vault, NAME, person.name_sealed.as_deref())?;
    let number = open(&court.vault, ID_NUMBER, person.id_number_sealed.as_deref())?;
    Ok(ReviewItem {
        id: row.id,
        name: name.map(|name| name.expose_secret().to_owned()),
        id_type: person.id_type.as_deref().and_then(IdKind::of_name),
        id_number_masked: number.as_ref().map(last_four),
        state: ReviewState::of_name(&row.state),
        submitted_at: row.submitted_at.with_timezone(&shanghai()),
        decided_at: row.decided_at.map(|at| at.with_timezone(&shanghai())),
        reviewer: row
            .reviewer_id
            .and_then(|id| clerks.iter().find(|clerk| clerk.id == id).cloned()),
        no_phrase: row.phrase.is_empty(),
        reason: row.reason,
    })
}

/// One review with its files. While it is pending the whole number is shown, to be compared with the
/// paper; each such look is recorded.
#[utoipa::path(operation_id = "get_video_review_at_desk", tag = "identity", params(("id" = Uuid, Path, description = "Of the review")),
    responses((status = 200, description = "The review", body = ReviewView)), security(("desk" = [])),
    extensions(("x-errors" = json!(["desk.role_missing", "request.not_found"]))))]
#[get("/api/v1/desk/video-reviews/{id}")]
pub async fn get_video_review_at_desk(
    court: web::Data<Court>,
    reviewer: Reviewer,
    id: PathId,
) -> Result<web::Json<ReviewView>, Problem> {
    let db = court.store.db();
    let (row, person) = find(db, id.0).await?;
    let pending = row.open_of.is_some();
    let number = open(&court.vault, ID_NUMBER, person.id_number_sealed.as_deref())?;
    if pending {
        let tx = court.store.write().await?;
        let look = act(&reviewer, "identity.read_id_number", row.id, None, None);
        look.record(&tx, court.now()).await?;
        court.commit(tx).await?;
    }
    let number_in_use = pending && proved_elsewhere(db, &person).await?.is_some();
    let files = match row.erased_at {
        None => uploads::stored(db, &files_of(db, row.id).await?).await?,
        Some(_) => Vec::new(),
    };
    let clerks = staff::colleagues(db, row.reviewer_id).await?;
    let base = format!("/api/v1/desk/video-reviews/{}/uploads", row.id);
    Ok(web::Json(ReviewView {
        phrase: row.phrase.clone(),
        id_number: number
            .filter(|_| pending)
            .map(|number| number.expose_secret().to_owned()),
        born_on: person.born_on,
        minor: is_minor(person.born_on, shanghai_day(court.now())),
        number_in_use,
        erased: row.erased_at.is_some(),
        uploads: files
            .into_iter()
            .map(|file| ReviewFile::of(file, &base))
            .collect(),
        item: item_of(&court, row, &person, &clerks)?,
    }))
}

async fn find(
    db: &impl ConnectionTrait,
    id: Uuid,
) -> Result<(video_review::Model, person::Model), Problem> {
    let row = video_review::Entity::find_by_id(id).one(db).await?;
    let row = row.ok_or(&common::NOT_FOUND)?;
    let person = person::Entity::find_by_id(row.person_id).one(db).await?;
    Ok((row, person.ok_or(&common::NOT_FOUND)?))
}

/// The person is who they say: face, digits and paper agree. They are L3.
#[utoipa::path(operation_id = "approve_video_review", tag = "identity", request_body = ApproveBody,
    params(("id" = Uuid, Path, description = "Of the review")),
    responses((status = 200, description = "Approved", body = ReviewItem)), security(("desk" = [])),
    extensions(("x-errors" = json!(["desk.role_missing", "request.not_found", "identity.review_decided", "identity.number_in_use"]))))]
#[post("/api/v1/desk/video-reviews/{id}/approve")]
pub async fn approve_video_review(
    court: web::Data<Court>,
    reviewer: Reviewer,
    id: PathId,
    body: Json<ApproveBody>,
) -> Result<web::Json<ReviewItem>, Problem> {
    let body = body.into_inner();
    check_checks(&body)?;
    let now = court.now();
    let tx = court.store.write().await?;
    decide(&tx, id.0, &reviewer, ReviewState::Approved, None, now).await?;
    let (row, person) = find(&tx, id.0).await?;
    let person = person_for_change(&tx, person.id).await?;
    let person = match proved_elsewhere(&tx, &person).await? {
        None => person,
        Some(_) if !body.move_account => return Err(Problem::new(&errors::NUMBER_IN_USE)),
        Some(proved) => {
            move_account::to_new_wechat(&tx, proved, person, reviewer.0.id(), now).await?
        }
    };
    let person_id = person.id;
    let proof = Proof {
        person,
        session_id: row.session_id,
        how: RealNameState::Video,
        actor: Actor::Staff(reviewer.0.id()),
        basis: BASIS,
    };
    proof.record(&tx, now).await?;
    tell(&court, &tx, person_id, &row, true, now).await?;
    act(
        &reviewer,
        "identity.approve_video",
        row.id,
        Some("pending"),
        Some("approved"),
    )
    .record(&tx, now)
    .await?;
    let (row, person) = find(&tx, row.id).await?;
    let view = item_of(&court, row, &person, &[Colleague::of(&reviewer.0)])?;
    court.commit(tx).await?;
    Ok(web::Json(view))
}

/// All three, or the person is told why not.
fn check_checks(body: &ApproveBody) -> Result<(), Problem> {
    let checks = &body.checks;
    let faults: Vec<FieldError> = [
        ("/checks/face_matches", checks.face_matches),
        ("/checks/phrase_read", checks.phrase_read),
        ("/checks/document_valid", checks.document_valid),
    ]
    .into_iter()
    .filter(|(_, holds)| !holds)
    .map(|(pointer, _)| {
        FieldError::new(
            pointer,
            "review.check_missing",
            Words::fixed(
                "三项都相符才能通过；有一项不符，请退回并写明原因。",
                "All three must hold. If one does not, refuse and say why.",
            ),
        )
    })
    .collect();
    match faults.is_empty() {
        true => Ok(()),
        false => Err(Problem::invalid(faults)),
    }
}

/// Refused, with a reason that the person reads. They may send another video.
#[utoipa::path(operation_id = "refuse_video_review", tag = "identity", request_body = RefuseBody,
    params(("id" = Uuid, Path, description = "Of the review")),
    responses((status = 200, description = "Refused", body = ReviewItem)), security(("desk" = [])),
    extensions(("x-errors" = json!(["desk.role_missing", "request.not_found", "identity.review_decided"]))))]
#[post("/api/v1/desk/video-reviews/{id}/refuse")]
pub async fn refuse_video_review(
    court: web::Data<Court>,
    reviewer: Reviewer,
    id: PathId,
    body: Json<RefuseBody>,
) -> Result<web::Json<ReviewItem>, Problem> {
    let reason = body.into_inner().checked()?;
    let now = court.now();
    let tx = court.store.write().await?;
    decide(
        &tx,
        id.0,
        &reviewer,
        ReviewState::Refused,
        Some(reason),
        now,
    )
    .await?;
    let (row, person) = find(&tx, id.0).await?;
    tell(&court, &tx, person.id, &row, false, now).await?;
    act(
        &reviewer,
        "identity.refuse_video",
        row.id,
        Some("pending"),
        Some("refused"),
    )
    .record(&tx, now)
    .await?;
    let view = item_of(&court, row, &person, &[Colleague::of(&reviewer.0)])?;
    court.commit(tx).await?;
    Ok(web::Json(view))
}

/// Decided once: of two clerks at the same moment, the second is told.
async fn decide(
    tx: &DatabaseTransaction,
    id: Uuid,
    reviewer: &Reviewer,
    state: ReviewState,
    reason: Option<String>,
    now: DateTime<Utc>,
) -> Result<(), Problem> {
    let decided = video_review::Entity::update_many()
        .col_expr(video_review::Column::State, Expr::value(state.name()))
        .col_expr(video_review::Column::OpenOf, Expr::value(None::<Uuid>))
        .col_expr(video_review::Column::DecidedAt, Expr::value(now))
        .col_expr(
            video_review::Column::ReviewerId,
            Expr::value(reviewer.0.id()),
        )
        .col_expr(video_review::Column::Reason, Expr::value(reason))
        .filter(video_review::Column::Id.eq(id))
        .filter(video_review::Column::State.eq(ReviewState::Pending.name()))
        .exec(tx)
        .await?;
    if decided.rows_affected == 1 {
        return Ok(());
    }
    match video_review::Entity::find_by_id(id).one(tx).await? {
        Some(_) => Err(Problem::new(&errors::REVIEW_DECIDED)),
        None => Err(Problem::new(&common::NOT_FOUND)),
    }
}

async fn tell(
    court: &Court,
    tx: &DatabaseTransaction,
    person_id: Uuid,
    row: &video_review::Model,
    approved: bool,
    now: DateTime<Utc>,
) -> Result<(), Problem> {
    let event = VideoDecided {
        person_id,
        review_id: row.id,
        approved,
        reason: row.reason.clone(),
        at_us: now.timestamp_micros(),
    };
    court.publish(tx, VIDEO_DECIDED, row.id, &event).await
}

fn act(
    reviewer: &Reviewer,
    act: &'static str,
    review_id: Uuid,
    from: Option<&'static str>,
    to: Option<&'static str>,
) -> Act<'static> {
    Act {
        actor: Actor::Staff(reviewer.0.id()),
        act,
        subject_kind: SUBJECT,
        subject_id: review_id,
        from,
        to,
        basis: Some(BASIS),
    }
}

/// A file of a review.
#[utoipa::path(operation_id = "get_video_review_file", tag = "identity",
    params(("id" = Uuid, Path, description = "Of the review"), ("upload_id" = Uuid, Path, description = "Of the file"), VariantQuery),
    responses((status = 200, description = "The file", content_type = "*/*", body = Vec<u8>)), security(("desk" = [])),
    extensions(("x-errors" = json!(["desk.role_missing", "request.not_found", "request.query_invalid"]))))]
#[get("/api/v1/desk/video-reviews/{id}/uploads/{upload_id}/content")]
pub async fn get_video_review_file(
    court: web::Data<Court>,
    req: HttpRequest,
    _reviewer: Reviewer,
    id: PathId,
) -> Result<HttpResponse, Problem> {
    let asked: VariantQuery = read_query(req.query_string())?;
    let upload_id = req
        .match_info()
        .get("upload_id")
        .and_then(|text| Uuid::try_parse(text).ok())
        .ok_or(&common::NOT_FOUND)?;
    let (row, _) = find(court.store.db(), id.0).await?;
    let files = files_of(court.store.db(), row.id).await?;
    if row.erased_at.is_some() || !files.contains(&upload_id) {
        return Err(Problem::new(&common::NOT_FOUND));
    }
    uploads::content(&court, &req, upload_id, asked.variant).await
}
