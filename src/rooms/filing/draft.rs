//! Drafts: begun, saved, found again on another phone, thrown away.

use actix_web::http::StatusCode;
use actix_web::http::header::IF_MATCH;
use actix_web::{HttpRequest, HttpResponse, delete, get, post, put, web};
use chrono::{DateTime, Utc};
use sea_orm::prelude::*;
use sea_orm::{ActiveValue::Set, IntoActiveModel, QueryOrder, QuerySelect};
use secrecy::ExposeSecret;
use serde::Deserialize;
use utoipa::IntoParams;

use super::access::{content_of, filer, find_for, find_for_change, seal, state_of};
use super::content::{Content, PartyEntry, PartyKind};
use super::errors;
use super::model::filing;
use super::shape;
use super::words::{self, FilingItem, FilingView, Nothing, SaveBody};
use crate::court::Court;
use crate::kit::auth::{self, Party};
use crate::kit::clock::shanghai;
use crate::kit::etag;
use crate::kit::i18n::Lang;
use crate::kit::idempotency::{Claim, IdempotencyKey};
use crate::kit::ids::{PathId, new_id};
use crate::kit::json::Json;
use crate::kit::page::{List, Page, read_query};
use crate::kit::problem::Problem;
use crate::law::Named;
use crate::law::machine::filing::State;
use crate::rooms::identity::Verified;

/// Drafts a person keeps at once: enough for a lawyer, too few for a machine.
const MOST_DRAFTS: u64 = 200;

/// Begins a filing: a draft with nothing in it but who files, as far as they have proved it.
#[utoipa::path(operation_id = "begin_filing", tag = "filing", request_body = Nothing, security(("party" = [])),
    responses((status = 201, description = "The draft; a proved adult stands in it as plaintiff", body = FilingView, headers(("ETag" = String, description = "Version, for If-Match")))),
    params(("Idempotency-Key" = Option<String>, Header, description = "Repeats safely for 24 hours")),
    extensions(("x-function" = json!("filing")), ("x-errors" = json!(["filing.too_many_drafts", "idempotency.mismatch", "idempotency.in_flight", "idempotency.key_malformed"]))))]
#[post("/api/v1/filings")]
pub async fn begin_filing(
    court: web::Data<Court>,
    party: Party,
    lang: Lang,
    key: IdempotencyKey,
    body: Json<Nothing>,
) -> Result<HttpResponse, Problem> {
    let run = match court
        .claim(key, party.id, "begin_filing", &body.raw)
        .await?
    {
        Claim::Replay(answer) => return Ok(answer),
        Claim::Run(run) => run,
    };
    let me = filer(&court, &party).await?;
    let tx = court.store.write().await?;
    let drafts = filing::Entity::find()
        .filter(filing::Column::PersonId.eq(party.id))
        .filter(filing::Column::State.eq(State::Draft.id()))
        .limit(MOST_DRAFTS)
        .count(&tx)
        .await?;
    if drafts >= MOST_DRAFTS {
        return Err(Problem::new(&errors::TOO_MANY_DRAFTS));
    }
    let device = auth::device_of(&tx, party.session_id).await?;
    let content = first_content(me.as_ref());
    let row = begun(&court, party.id, device, &content)?
        .insert(&tx)
        .await?;
    let view = words::view(&court, &tx, row, lang).await?;
    let mut answer = run.answer(&tx, StatusCode::CREATED, &view).await?;
    tag(&mut answer, view.version);
    court.commit(tx).await?;
    Ok(answer)
}

/// What the court has checked need not be typed again. A minor's case is begun by the guardian (CPL 60).
fn first_content(me: Option<&Verified>) -> Content {
    let Some(me) = me.filter(|me| !me.minor) else {
        return Content::default();
    };
    let plaintiff = PartyEntry {
        kind: Some(PartyKind::Person),
        name: Some(me.name.clone()),
        id_type: Some(me.id_type.name().to_owned()),
        id_number: Some(me.id_number.expose_secret().to_owned()),
        phone: me
            .phone
            .as_ref()
            .map(|phone| phone.expose_secret().to_owned()),
        ..PartyEntry::default()
    };
    Content {
        plaintiffs: vec![plaintiff],
        ..Content::default()
    }
}

fn begun(
    court: &Court,
    person_id: Uuid,
    device: Option<String>,
    content: &Content,
) -> Result<filing::ActiveModel, Problem> {
    let now = court.now();
    Ok(filing::ActiveModel {
        id: Set(new_id()),
        person_id: Set(person_id),
        state: Set(State::Draft.id().to_owned()),
        version: Set(1),
        content_version: Set(1),
        content_sealed: Set(seal(court, content)?),
        cause: Set(None),
        title: Set(String::new()),
        claimed_fen: Set(0),
        created_at: Set(now),
        saved_at: Set(now),
        saved_on: Set(device),
        submitted_at: Set(None),
        received_at: Set(None),
        review_due: Set(None),
        review_provisional: Set(false),
        receipt_no: Set(None),
        rule: Set(None),
        reviewer_id: Set(None),
        corrections: Set(0),
        correction_due: Set(None),
        flags: Set(String::new()),
        escalation: Set(0),
        reminded: Set(0),
        draft_correction: Set(None),
        outcome: Set(None),
        case_id: Set(None),
        case_number: Set(None),
        procedure: Set(None),
        pre_mediation_number: Set(None),
        pre_mediation_until: Set(None),
        voucher_sealed: Set(None),
    })
}

pub fn tag(answer: &mut HttpResponse, version: i32) {
    if let Ok(value) = etag::tag(version).parse() {
        answer
            .headers_mut()
            .insert(actix_web::http::header::ETAG, value);
    }
}

/// `?state=&after=&limit=`
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct Listed {
    /// A state of the `filing` machine.
    #[param(value_type = Option<String>, example = "draft")]
    state: Option<State>,
    after: Option<String>,
    #[param(value_type = Option<i64>, minimum = 1, maximum = 100)]
    limit: Option<String>,
}

impl Listed {
    fn page(&self) -> Result<Page, Problem> {
        Page::of(self.after.as_deref(), self.limit.as_deref())
    }
}

/// My filings, the latest first.
#[utoipa::path(operation_id = "list_filings", tag = "filing", params(Listed), security(("party" = [])),
    responses((status = 200, description = "A page of my filings", body = List<FilingItem>)),
    extensions(("x-function" = json!("filing")), ("x-errors" = json!(["page.cursor_invalid", "request.query_invalid"]))))]
#[get("/api/v1/filings")]
pub async fn list_filings(
    court: web::Data<Court>,
    req: HttpRequest,
    party: Party,
    lang: Lang,
) -> Result<web::Json<List<FilingItem>>, Problem> {
    let asked: Listed = read_query(req.query_string())?;
    let page = asked.page()?;
    let mut query = filing::Entity::find().filter(filing::Column::PersonId.eq(party.id));
    if let Some(state) = asked.state {
        query = query.filter(filing::Column::State.eq(state.id()));
    }
    if let Some(after) = page.after {
        query = query.filter(filing::Column::Id.lt(after));
    }
    let rows = query
        .order_by_desc(filing::Column::Id)
        .limit(page.fetch())
        .all(court.store.db())
        .await?;
    let list = page.list(rows, |row| row.id, |row| words::item(row, lang));
    Ok(web::Json(List {
        items: list.items.into_iter().flatten().collect(),
        next: list.next,
    }))
}

/// One of my filings, with an `ETag` for saving.
#[utoipa::path(operation_id = "get_filing", tag = "filing", params(("id" = Uuid, Path)), security(("party" = [])),
    responses((status = 200, description = "The filing", body = FilingView, headers(("ETag" = String, description = "Version, for If-Match")))),
    extensions(("x-function" = json!("filing")), ("x-errors" = json!(["request.not_found"]))))]
#[get("/api/v1/filings/{id}")]
pub async fn get_filing(
    court: web::Data<Court>,
    party: Party,
    lang: Lang,
    id: PathId,
) -> Result<HttpResponse, Problem> {
    let row = find_for(court.store.db(), &party, id.0).await?;
    answer(&court, court.store.db(), row, lang).await
}

/// Saves the content; part-filled is fine. A stale `If-Match` is told, never swallowed.
#[utoipa::path(operation_id = "save_filing", tag = "filing", request_body = SaveBody, security(("party" = [])),
    params(("id" = Uuid, Path), ("If-Match" = String, Header, description = "The ETag that was read")),
    responses((status = 200, description = "Saved", body = FilingView, headers(("ETag" = String, description = "New version")))),
    extensions(("x-function" = json!(["filing", "complaint_assistant"])), ("x-errors" = json!(["request.not_found", "filing.not_editable", "filing.correction_over",
        "version.stale", "version.if_match_missing", "version.if_match_malformed"]))))]
#[put("/api/v1/filings/{id}")]
pub async fn save_filing(
    court: web::Data<Court>,
    req: HttpRequest,
    party: Party,
    lang: Lang,
    id: PathId,
    body: Json<SaveBody>,
) -> Result<HttpResponse, Problem> {
    find_for(court.store.db(), &party, id.0).await?;
    let content = body.into_inner().content;
    let faults = shape::faults(&content, "/content");
    if !faults.is_empty() {
        return Err(Problem::invalid(faults));
    }
    let tx = court.store.write().await?;
    let row = find_for_change(&tx, &party, id.0).await?;
    not_stale(&req, &row)?;
    still_open(&row, court.now())?;
    // Saving the same again changes nothing, so that an idle autosave makes no versions.
    if content_of(&court, &row)? == content {
        tx.rollback().await?;
        return answer(&court, court.store.db(), row, lang).await;
    }
    let device = auth::device_of(&tx, party.session_id).await?;
    let row = save(&court, row, &content, device)?.update(&tx).await?;
    let answer = answer(&court, &tx, row, lang).await?;
    court.commit(tx).await?;
    Ok(answer)
}

/// Whether the content may still be changed. What is written after the end of a correction could never be
/// handed in, so it is refused while the person can still copy it into a new filing.
fn still_open(row: &filing::Model, now: DateTime<Utc>) -> Result<(), Problem> {
    match state_of(row)? {
        State::Draft => Ok(()),
        State::ReturnedForCorrection if row.correction_due.is_none_or(|due| now < due) => Ok(()),
        State::ReturnedForCorrection => Err(Problem::new(&errors::CORRECTION_OVER)),
        _ => Err(Problem::new(&errors::NOT_A_DRAFT)),
    }
}

fn save(
    court: &Court,
    row: filing::Model,
    content: &Content,
    device: Option<String>,
) -> Result<filing::ActiveModel, Problem> {
    let (version, content_version) = (row.version + 1, row.content_version + 1);
    let mut change = row.into_active_model();
    change.version = Set(version);
    change.content_version = Set(content_version);
    change.content_sealed = Set(seal(court, content)?);
    change.cause = Set(content.cause.clone());
    change.title = Set(content.title());
    change.claimed_fen = Set(content.claimed_fen());
    change.saved_at = Set(court.now());
    change.saved_on = Set(device);
    Ok(change)
}

/// 412 says what stands now: two phones at once are told, not merged silently.
pub fn not_stale(req: &HttpRequest, row: &filing::Model) -> Result<(), Problem> {
    etag::check(req, row.version).map_err(|problem| match problem.kind.status {
        412 => problem
            .with("current_version", row.version)
            .with(
                "changed_at",
                row.saved_at.with_timezone(&shanghai()).to_rfc3339(),
            )
            .with("changed_on", row.saved_on.clone()),
        _ => problem,
    })
}

/// With `If-Match`, an act on a version that has gone on is told; without, the machine alone decides.
pub fn not_stale_if_asked(req: &HttpRequest, row: &filing::Model) -> Result<(), Problem> {
    if req.headers().contains_key(IF_MATCH) {
        not_stale(req, row)
    } else {
        Ok(())
    }
}

/// Throws a draft away that never went to the court.
#[utoipa::path(operation_id = "delete_filing", tag = "filing", params(("id" = Uuid, Path)), security(("party" = [])),
    responses((status = 204, description = "Gone")),
    extensions(("x-function" = json!("filing")), ("x-errors" = json!(["request.not_found", "filing.not_editable"]))))]
#[delete("/api/v1/filings/{id}")]
pub async fn delete_filing(
    court: web::Data<Court>,
    party: Party,
    id: PathId,
) -> Result<HttpResponse, Problem> {
    let tx = court.store.write().await?;
    let row = find_for_change(&tx, &party, id.0).await?;
    // What the court received once stays on its record, recalled or not.
    if state_of(&row)? != State::Draft || row.receipt_no.is_some() {
        return Err(Problem::new(&errors::NOT_A_DRAFT));
    }
    filing::Entity::delete_by_id(row.id).exec(&tx).await?;
    court.commit(tx).await?;
    Ok(HttpResponse::NoContent().finish())
}

pub async fn answer(
    court: &Court,
    db: &impl ConnectionTrait,
    row: filing::Model,
    lang: Lang,
) -> Result<HttpResponse, Problem> {
    let view = words::view(court, db, row, lang).await?;
    let mut answer = HttpResponse::Ok().json(&view);
    tag(&mut answer, view.version);
    Ok(answer)
}
