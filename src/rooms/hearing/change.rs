//! Another date: a party asks, a judge grants or refuses, or the court puts the hearing off itself.
//!
//! Parties never move a hearing themselves (CPL 149; Delay19 3, 5).

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, post, web};
use sea_orm::prelude::*;
use sea_orm::sea_query::Expr;
use sea_orm::{ActiveValue::Set, DatabaseTransaction, QueryOrder};
use serde_json::{Value, json};

use super::access::{Judge, find_for_change};
use super::errors;
use super::grid::{self, Holder};
use super::model::{hearing, request};
use super::moves::{self, Asked, Begun, clear_time};
use super::names::Ground;
use super::plan::brief_of;
use super::telling::{self, News};
use super::view;
use super::words::{
    DeskHearing, Grant, HearingView, Postpone, Refusal, RequestChange, needed, text,
};
use crate::court::Court;
use crate::kit::auth::Party;
use crate::kit::clock::shanghai_day;
use crate::kit::i18n::{Lang, Words};
use crate::kit::idempotency::{Claim, IdempotencyKey};
use crate::kit::ids::{PathId, new_id};
use crate::kit::json::Json;
use crate::kit::problem::{Problem, common};
use crate::law::Named;
use crate::law::hearing_dates::{may_be_put_off, next_date_by};
use crate::law::machine::Actor;
use crate::law::machine::hearing::{Event, State};
use crate::rooms::cases::{Brief, By, EntryKind};
use crate::rooms::identity::{self, Assurance};
use crate::rooms::notices::NoticeKind;
use crate::rooms::uploads;

const MOST_PROOF: usize = 20;
const SUBJECT: &str = "hearing_request";

/// Asks for another date, with the reason and what proves it. Until a judge decides the date stands.
#[utoipa::path(operation_id = "request_hearing_change", tag = "hearing", request_body = RequestChange, security(("party" = [])),
    params(("id" = Uuid, Path, description = "Of the hearing"), ("Idempotency-Key" = Option<String>, Header, description = "Repeats safely for 24 hours")),
    responses((status = 200, description = "Asked for", body = HearingView)),
    extensions(("x-errors" = json!(["request.not_found", "state.not_allowed", "hearing.begun",
        "uploads.no_such_upload", "identity.assurance_too_low", "cache.unavailable", "idempotency.mismatch", "idempotency.in_flight", "idempotency.key_malformed"]))))]
#[post("/api/v1/hearings/{id}/request-reschedule")]
pub async fn request_hearing_change(
    court: web::Data<Court>,
    party: Party,
    id: PathId,
    key: IdempotencyKey,
    body: Json<RequestChange>,
    lang: Lang,
) -> Result<HttpResponse, Problem> {
    let me = identity::require(&court, &party, Assurance::L2).await?;
    let scoped = [id.0.as_bytes().as_slice(), &body.raw].concat();
    let run = match court
        .claim(key, party.id, "request_hearing_change", &scoped)
        .await?
    {
        Claim::Replay(answer) => return Ok(answer),
        Claim::Run(run) => run,
    };
    let tx = court.store.write().await?;
    let (row, side) = find_for_change(&tx, &party, id.0).await?;
    let by = By::party(Actor::Party, party.id, me.name);
    moves::listed(&row, Event::RequestChange, &by)?;
    if row.starts_at.is_none_or(|start| court.now() >= start) {
        return Err(Problem::new(&errors::BEGUN));
    }
    let mut wanted = body.into_inner();
    wanted.reason = needed("/reason", wanted.reason)?;
    let ground = wanted.ground.unwrap_or(Ground::MustAppearAbsent);
    let asked = insert_request(&court, &tx, &row, (party.id, side.id()), &wanted).await?;
    uploads::attach(&tx, party.id, &wanted.upload_ids, SUBJECT, asked).await?;
    let before = row.state.clone();
    let facts = [
        ("ground", json!(ground)),
        ("proof", json!(wanted.upload_ids.len())),
        ("request_id", json!(asked)),
    ];
    let row = moves::advance(
        &court,
        &tx,
        row,
        (Event::RequestChange, &by),
        facts,
        |change| {
            change.before_request = Set(Some(before));
        },
    )
    .await?;
    let kind = EntryKind::HearingChangeAsked;
    telling::enter(&court, &tx, &row, (kind, &by), None).await?;
    let shown = view::for_party(&tx, row, party.id, court.now(), lang).await?;
    let answer = run.answer(&tx, StatusCode::OK, &shown).await?;
    court.commit(tx).await?;
    Ok(answer)
}

async fn insert_request(
    court: &Court,
    tx: &DatabaseTransaction,
    row: &hearing::Model,
    (person_id, side): (Uuid, &str),
    wanted: &RequestChange,
) -> Result<Uuid, Problem> {
    if wanted.upload_ids.len() > MOST_PROOF {
        return Err(Problem::field(
            "/upload_ids",
            "field.too_many",
            Words::fixed("最多 20 份材料。", "At most 20 files."),
        ));
    }
    let id = new_id();
    let ground = wanted.ground.unwrap_or(Ground::MustAppearAbsent);
    let new = request::ActiveModel {
        id: Set(id),
        hearing_id: Set(row.id),
        person_id: Set(person_id),
        side: Set(side.to_owned()),
        ground: Set(ground.id().to_owned()),
        reason: Set(wanted.reason.clone()),
        proof: Set(json!(wanted.upload_ids).to_string()),
        state: Set("open".to_owned()),
        asked_at: Set(court.now()),
        decided_at: Set(None),
        decided_by: Set(None),
        note: Set(None),
    };
    new.insert(tx).await?;
    Ok(id)
}

/// Grants the request: the date is given up, and a new one is planned.
#[utoipa::path(operation_id = "grant_hearing_change", tag = "hearing", request_body = Grant, security(("desk" = [])),
    params(("id" = Uuid, Path, description = "Of the hearing"), ("If-Match" = Option<String>, Header, description = "The version that you saw"),
        ("Idempotency-Key" = Option<String>, Header, description = "Repeats safely for 24 hours")),
    responses((status = 200, description = "Being planned anew", body = DeskHearing)),
    extensions(("x-errors" = json!(["desk.role_missing", "request.not_found", "state.not_allowed",
        "state.guard_failed", "version.stale", "version.if_match_malformed", "hearing.continuances_used", "hearing.approval_missing",
        "cache.unavailable", "idempotency.mismatch", "idempotency.in_flight", "idempotency.key_malformed"]))))]
#[post("/api/v1/desk/hearings/{id}/grant")]
pub async fn grant_hearing_change(
    court: web::Data<Court>,
    req: HttpRequest,
    judge: Judge,
    id: PathId,
    key: IdempotencyKey,
    body: Json<Grant>,
    lang: Lang,
) -> Result<HttpResponse, Problem> {
    let by = judge.by();
    let asked = Asked {
        req: &req,
        key,
        staff_id: judge.id(),
        operation: "grant_hearing_change",
        id: id.0,
        body: &body.raw,
    };
    let (tx, row, run) = match moves::begin(&court, asked, Event::Grant, &by).await? {
        Begun::Again(answer) => return Ok(answer),
        Begun::Now(deed) => deed.parts(),
    };
    let given = body.into_inner();
    let brief = brief_of(&tx, &row).await?;
    let request = open_request(&tx, &row).await?;
    let off = PutOff {
        event: Event::Grant,
        ground: Ground::from_id(&request.ground).unwrap_or(Ground::Other),
        note: text("/note", given.note)?,
        lifted: given.force_majeure || given.consent,
        approval: text("/president_approval", given.president_approval)?,
    };
    let row = put_off(&court, &tx, (row, &brief), off, &by).await?;
    moves::done(&court, tx, run, &row, lang).await
}

/// Puts a hearing off on a ground that the court found itself.
#[utoipa::path(operation_id = "postpone_hearing", tag = "hearing", request_body = Postpone, security(("desk" = [])),
    params(("id" = Uuid, Path, description = "Of the hearing"), ("If-Match" = Option<String>, Header, description = "The version that you saw"),
        ("Idempotency-Key" = Option<String>, Header, description = "Repeats safely for 24 hours")),
    responses((status = 200, description = "Being planned anew", body = DeskHearing)),
    extensions(("x-errors" = json!(["desk.role_missing", "request.not_found", "state.not_allowed",
        "state.guard_failed", "version.stale", "version.if_match_malformed", "hearing.continuances_used", "cache.unavailable",
        "idempotency.mismatch", "idempotency.in_flight", "idempotency.key_malformed"]))))]
#[post("/api/v1/desk/hearings/{id}/postpone")]
pub async fn postpone_hearing(
    court: web::Data<Court>,
    req: HttpRequest,
    judge: Judge,
    id: PathId,
    key: IdempotencyKey,
    body: Json<Postpone>,
    lang: Lang,
) -> Result<HttpResponse, Problem> {
    let by = judge.by();
    let asked = Asked {
        req: &req,
        key,
        staff_id: judge.id(),
        operation: "postpone_hearing",
        id: id.0,
        body: &body.raw,
    };
    let (tx, row, run) = match moves::begin(&court, asked, Event::Postpone, &by).await? {
        Begun::Again(answer) => return Ok(answer),
        Begun::Now(deed) => deed.parts(),
    };
    let given = body.into_inner();
    let brief = brief_of(&tx, &row).await?;
    let off = PutOff {
        event: Event::Postpone,
        ground: given.ground,
        note: Some(needed("/note", given.note)?),
        lifted: given.force_majeure || given.consent,
        approval: None,
    };
    let row = put_off(&court, &tx, (row, &brief), off, &by).await?;
    moves::done(&court, tx, run, &row, lang).await
}

/// How a hearing is put off.
pub(super) struct PutOff {
    pub event: Event,
    pub ground: Ground,
    /// The parties read it.
    pub note: Option<String>,
    /// Force majeure or consent lifts the month.
    pub lifted: bool,
    pub approval: Option<String>,
}

/// Why this one cannot be put off, if it cannot.
pub(super) fn hindered(row: &hearing::Model, brief: &Brief, off: &PutOff) -> Result<(), Problem> {
    let so_far = row.adjournments.unsigned_abs();
    if !may_be_put_off(brief.procedure, so_far) {
        return Err(Problem::new(&errors::CONTINUANCES_USED));
    }
    if off.event == Event::Grant && off.ground == Ground::Other && off.approval.is_none() {
        return Err(Problem::new(&errors::APPROVAL_MISSING));
    }
    Ok(())
}

/// Frees the time, counts the continuance, and leaves a month for the next date.
pub(super) async fn put_off(
    court: &Court,
    tx: &DatabaseTransaction,
    (row, brief): (hearing::Model, &Brief),
    off: PutOff,
    by: &By,
) -> Result<hearing::Model, Problem> {
    hindered(&row, brief, &off)?;
    grid::release(tx, Holder::Hearing(row.id)).await?;
    if off.event == Event::Grant {
        decide(court, tx, &row, ("granted", off.note.clone()), by).await?;
    }
    let old_day = shanghai_day(row.starts_at.unwrap_or_else(|| court.now()));
    let by_day = next_date_by(&court.calendar.load(), old_day, off.lifted);
    let count = row.adjournments + 1;
    let facts: [(&'static str, Value); 5] = [
        ("ground", json!(off.ground)),
        ("continuance", json!(count)),
        ("month_lifted", json!(off.lifted)),
        ("president_approval", json!(off.approval)),
        ("note", json!(off.note)),
    ];
    let (ground, note) = (off.ground, off.note);
    let row = moves::advance(court, tx, row, (off.event, by), facts, |change| {
        clear_time(change);
        change.adjournments = Set(count);
        change.next_by = Set(by_day);
        change.ground = Set(Some(ground.id().to_owned()));
        change.reason = Set(note.clone());
    })
    .await?;
    let words = ground.words();
    let entry = note
        .clone()
        .unwrap_or_else(|| words.zh.clone().into_owned());
    telling::enter(court, tx, &row, (EntryKind::HearingPutOff, by), Some(entry)).await?;
    let news = News {
        words: Some(Words::new(
            format!("开庭延期，原因：{}", note.as_deref().unwrap_or(&words.zh)),
            format!(
                "the hearing is put off: {}",
                note.as_deref().unwrap_or(&words.en)
            ),
        )),
        ..News::default()
    };
    telling::tell_all(court, tx, &row, brief, (NoticeKind::HearingChanged, news)).await?;
    Ok(row)
}

pub(super) async fn open_request(
    tx: &DatabaseTransaction,
    row: &hearing::Model,
) -> Result<request::Model, Problem> {
    let found = request::Entity::find()
        .filter(request::Column::HearingId.eq(row.id))
        .filter(request::Column::State.eq("open"))
        .order_by_desc(request::Column::Id)
        .one(tx)
        .await?;
    found.ok_or_else(|| Problem::new(&common::INTERNAL).because("no request is open"))
}

async fn decide(
    court: &Court,
    tx: &DatabaseTransaction,
    row: &hearing::Model,
    (state, note): (&str, Option<String>),
    by: &By,
) -> Result<(), Problem> {
    let decided_by = match by.who {
        crate::kit::audit::Actor::Staff(id) => Some(id),
        _ => None,
    };
    request::Entity::update_many()
        .col_expr(request::Column::State, Expr::value(state))
        .col_expr(request::Column::DecidedAt, Expr::value(Some(court.now())))
        .col_expr(request::Column::DecidedBy, Expr::value(decided_by))
        .col_expr(request::Column::Note, Expr::value(note))
        .filter(request::Column::HearingId.eq(row.id))
        .filter(request::Column::State.eq("open"))
        .exec(tx)
        .await?;
    Ok(())
}

/// Refuses the request: the online date stands.
#[utoipa::path(operation_id = "refuse_hearing_change", tag = "hearing", request_body = Refusal, security(("desk" = [])),
    params(("id" = Uuid, Path, description = "Of the hearing"), ("If-Match" = Option<String>, Header, description = "The version that you saw"),
        ("Idempotency-Key" = Option<String>, Header, description = "Repeats safely for 24 hours")),
    responses((status = 200, description = "Refused", body = DeskHearing)),
    extensions(("x-errors" = json!(["desk.role_missing", "request.not_found", "state.not_allowed",
        "state.guard_failed", "version.stale", "version.if_match_malformed", "hearing.other_refusal", "cache.unavailable",
        "idempotency.mismatch", "idempotency.in_flight", "idempotency.key_malformed"]))))]
#[post("/api/v1/desk/hearings/{id}/refuse")]
pub async fn refuse_hearing_change(
    court: web::Data<Court>,
    req: HttpRequest,
    judge: Judge,
    id: PathId,
    key: IdempotencyKey,
    body: Json<Refusal>,
    lang: Lang,
) -> Result<HttpResponse, Problem> {
    let asked = Asked {
        req: &req,
        key,
        staff_id: judge.id(),
        operation: "refuse_hearing_change",
        id: id.0,
        body: &body.raw,
    };
    refuse(
        &court,
        asked,
        &judge,
        (Event::Refuse, body.value.note.clone()),
        lang,
    )
    .await
}

/// Refuses the request: the date in the courtroom stands.
#[utoipa::path(operation_id = "refuse_hearing_change_offline", tag = "hearing", request_body = Refusal, security(("desk" = [])),
    params(("id" = Uuid, Path, description = "Of the hearing"), ("If-Match" = Option<String>, Header, description = "The version that you saw"),
        ("Idempotency-Key" = Option<String>, Header, description = "Repeats safely for 24 hours")),
    responses((status = 200, description = "Refused", body = DeskHearing)),
    extensions(("x-errors" = json!(["desk.role_missing", "request.not_found", "state.not_allowed",
        "state.guard_failed", "version.stale", "version.if_match_malformed", "hearing.other_refusal", "cache.unavailable",
        "idempotency.mismatch", "idempotency.in_flight", "idempotency.key_malformed"]))))]
#[post("/api/v1/desk/hearings/{id}/refuse-offline")]
pub async fn refuse_hearing_change_offline(
    court: web::Data<Court>,
    req: HttpRequest,
    judge: Judge,
    id: PathId,
    key: IdempotencyKey,
    body: Json<Refusal>,
    lang: Lang,
) -> Result<HttpResponse, Problem> {
    let asked = Asked {
        req: &req,
        key,
        staff_id: judge.id(),
        operation: "refuse_hearing_change_offline",
        id: id.0,
        body: &body.raw,
    };
    refuse(
        &court,
        asked,
        &judge,
        (Event::RefuseOffline, body.value.note.clone()),
        lang,
    )
    .await
}

async fn refuse(
    court: &Court,
    asked: Asked<'_>,
    judge: &Judge,
    (event, note): (Event, String),
    lang: Lang,
) -> Result<HttpResponse, Problem> {
    let by = judge.by();
    let (tx, row, run) = match moves::begin(court, asked, event, &by).await? {
        Begun::Again(answer) => return Ok(answer),
        Begun::Now(deed) => deed.parts(),
    };
    let note = needed("/note", note)?;
    let was_offline = row.before_request.as_deref() == Some(State::ConvertedOffline.id());
    if was_offline != (event == Event::RefuseOffline) {
        return Err(Problem::new(&errors::OTHER_REFUSAL));
    }
    decide(court, &tx, &row, ("refused", Some(note.clone())), &by).await?;
    let facts = [("note", json!(note)), ("was_offline", json!(was_offline))];
    let row = moves::advance(court, &tx, row, (event, &by), facts, |change| {
        change.before_request = Set(None);
    })
    .await?;
    let kind = EntryKind::HearingChangeRefused;
    telling::enter(court, &tx, &row, (kind, &by), Some(note.clone())).await?;
    let brief = brief_of(&tx, &row).await?;
    let news = News {
        words: Some(Words::new(
            format!("延期申请没有准许，原因：{note}"),
            format!("the request for another date was refused: {note}"),
        )),
        ..News::default()
    };
    telling::tell_all(court, &tx, &row, &brief, (NoticeKind::HearingChanged, news)).await?;
    moves::done(court, tx, run, &row, lang).await
}
