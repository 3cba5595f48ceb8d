//! Hearings to read: mine, and the court's.

use std::collections::HashMap;

use actix_web::{HttpRequest, HttpResponse, get, web};
use chrono::{Duration, NaiveDate, Utc};
use sea_orm::prelude::*;
use sea_orm::{ConnectionTrait, QueryOrder, QuerySelect};
use serde::Deserialize;
use utoipa::IntoParams;

use super::access::{HearingReader, find, find_for};
use super::model::{answer, hearing};
use super::moves::with_tag;
use super::view::{self, Eyes, Known};
use super::words::{DeskHearing, HearingView, SlotList};
use crate::court::Court;
use crate::kit::auth::Party;
use crate::kit::i18n::Lang;
use crate::kit::ids::PathId;
use crate::kit::page::{List, Page};
use crate::kit::problem::{Problem, common};
use crate::law::Named;
use crate::law::machine::hearing::State;
use crate::law::moments::Moment;
use crate::rooms::cases;

#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct MyHearingsQuery {
    /// Of this case alone.
    case_id: Option<Uuid>,
    /// Cursor from the `next` of the page before.
    after: Option<String>,
    /// Items a page, 1 to 100.
    #[param(value_type = Option<u64>, minimum = 1, maximum = 100)]
    limit: Option<String>,
}

/// Hearings of my cases, the latest planned first.
#[utoipa::path(operation_id = "list_hearings", tag = "hearing", params(MyHearingsQuery), security(("party" = [])),
    responses((status = 200, description = "My hearings", body = List<HearingView>)),
    extensions(("x-errors" = json!(["page.cursor_invalid", "request.query_invalid"]))))]
#[get("/api/v1/hearings")]
pub async fn list_hearings(
    court: web::Data<Court>,
    party: Party,
    req: HttpRequest,
    lang: Lang,
) -> Result<web::Json<List<HearingView>>, Problem> {
    let asked = web::Query::<MyHearingsQuery>::from_query(req.query_string())
        .map_err(|_| &common::QUERY_INVALID)?
        .into_inner();
    let page = Page::of(asked.after.as_deref(), asked.limit.as_deref())?;
    let db = court.store.db();
    let mut cases = cases::cases_of(db, party.id).await?;
    cases.retain(|id| asked.case_id.is_none_or(|case| case == *id));
    let mut query = hearing::Entity::find().filter(hearing::Column::CaseId.is_in(cases));
    if let Some(after) = page.after {
        query = query.filter(hearing::Column::Id.lt(after));
    }
    let rows = query
        .order_by_desc(hearing::Column::Id)
        .limit(page.fetch())
        .all(db)
        .await?;
    let answers = my_answers(db, party.id, &rows).await?;
    let eyes = |row: &hearing::Model| Eyes::Party(answers.get(&row.id));
    shown(&court, page, rows, eyes, lang).await
}

async fn my_answers(
    db: &impl ConnectionTrait,
    person: Uuid,
    rows: &[hearing::Model],
) -> Result<HashMap<Uuid, answer::Model>, Problem> {
    if rows.is_empty() {
        return Ok(HashMap::new());
    }
    let found = answer::Entity::find()
        .filter(answer::Column::PersonId.eq(person))
        .filter(answer::Column::HearingId.is_in(rows.iter().map(|row| row.id)))
        .all(db)
        .await?;
    Ok(found.into_iter().map(|row| (row.hearing_id, row)).collect())
}

async fn shown<'a>(
    court: &Court,
    page: Page,
    rows: Vec<hearing::Model>,
    eyes: impl Fn(&hearing::Model) -> Eyes<'a>,
    lang: Lang,
) -> Result<web::Json<List<HearingView>>, Problem> {
    let known = Known::of(court.store.db(), &rows).await?;
    let now = court.now();
    let list = page.list(
        rows,
        |row| row.id,
        |row| view::view(&row, &known, &eyes(&row), now, lang),
    );
    Ok(web::Json(List {
        items: list.items.into_iter().collect::<Result<_, _>>()?,
        next: list.next,
    }))
}

/// A hearing of one of my cases.
#[utoipa::path(operation_id = "get_hearing", tag = "hearing", params(("id" = Uuid, Path, description = "Of the hearing")), security(("party" = [])),
    responses((status = 200, description = "The hearing", body = HearingView)),
    extensions(("x-errors" = json!(["request.not_found"]))))]
#[get("/api/v1/hearings/{id}")]
pub async fn get_hearing(
    court: web::Data<Court>,
    party: Party,
    id: PathId,
    lang: Lang,
) -> Result<web::Json<HearingView>, Problem> {
    let db = court.store.db();
    let (row, _) = find_for(db, &party, id.0).await?;
    let shown = view::for_party(db, row, party.id, court.now(), lang).await?;
    Ok(web::Json(shown))
}

/// The times to choose from, best first, each with its reasons.
#[utoipa::path(operation_id = "list_hearing_slots", tag = "hearing", params(("id" = Uuid, Path, description = "Of the hearing")), security(("party" = [])),
    responses((status = 200, description = "Times; none before the court has proposed any", body = SlotList)),
    extensions(("x-errors" = json!(["request.not_found"]))))]
#[get("/api/v1/hearings/{id}/slots")]
pub async fn list_hearing_slots(
    court: web::Data<Court>,
    party: Party,
    id: PathId,
    lang: Lang,
) -> Result<web::Json<SlotList>, Problem> {
    let db = court.store.db();
    let (row, _) = find_for(db, &party, id.0).await?;
    let answers = view::answers_of(db, row.id).await?;
    let items = view::slots(db, &row, &answers, Some(party.id), lang).await?;
    Ok(web::Json(SlotList { items, next: None }))
}

#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct DeskHearingsQuery {
    /// A state of the hearing machine.
    #[param(example = "booked")]
    state: Option<String>,
    judge_id: Option<Uuid>,
    case_id: Option<Uuid>,
    /// Held on this day, in Shanghai.
    #[param(example = "2026-12-08")]
    day: Option<NaiveDate>,
    /// Cursor from the `next` of the page before.
    after: Option<String>,
    /// Items a page, 1 to 100.
    #[param(value_type = Option<u64>, minimum = 1, maximum = 100)]
    limit: Option<String>,
}

/// The court's hearings, the latest planned first.
#[utoipa::path(operation_id = "list_desk_hearings", tag = "hearing", params(DeskHearingsQuery), security(("desk" = [])),
    responses((status = 200, description = "Hearings", body = List<HearingView>)),
    extensions(("x-errors" = json!(["desk.role_missing", "page.cursor_invalid", "request.query_invalid"]))))]
#[get("/api/v1/desk/hearings")]
pub async fn list_desk_hearings(
    court: web::Data<Court>,
    _reader: HearingReader,
    req: HttpRequest,
    lang: Lang,
) -> Result<web::Json<List<HearingView>>, Problem> {
    let asked = web::Query::<DeskHearingsQuery>::from_query(req.query_string())
        .map_err(|_| &common::QUERY_INVALID)?
        .into_inner();
    let page = Page::of(asked.after.as_deref(), asked.limit.as_deref())?;
    let mut query = filtered(&asked)?;
    if let Some(after) = page.after {
        query = query.filter(hearing::Column::Id.lt(after));
    }
    let rows = query
        .order_by_desc(hearing::Column::Id)
        .limit(page.fetch())
        .all(court.store.db())
        .await?;
    shown(&court, page, rows, |_| Eyes::Desk, lang).await
}

fn filtered(asked: &DeskHearingsQuery) -> Result<sea_orm::Select<hearing::Entity>, Problem> {
    let mut query = hearing::Entity::find();
    if let Some(state) = &asked.state {
        let state = State::from_id(state).ok_or(&common::QUERY_INVALID)?;
        query = query.filter(hearing::Column::State.eq(state.id()));
    }
    if let Some(judge) = asked.judge_id {
        query = query.filter(hearing::Column::JudgeId.eq(judge));
    }
    if let Some(case) = asked.case_id {
        query = query.filter(hearing::Column::CaseId.eq(case));
    }
    if let Some(day) = asked.day {
        let start = Moment::start_of(day).time().with_timezone(&Utc);
        query = query
            .filter(hearing::Column::StartsAt.gte(start))
            .filter(hearing::Column::StartsAt.lt(start + Duration::days(1)));
    }
    Ok(query)
}

/// A hearing with its slots, answers and requests; the `ETag` is for the next act.
#[utoipa::path(operation_id = "get_desk_hearing", tag = "hearing", params(("id" = Uuid, Path, description = "Of the hearing")), security(("desk" = [])),
    responses((status = 200, description = "The hearing", body = DeskHearing)),
    extensions(("x-errors" = json!(["desk.role_missing", "request.not_found"]))))]
#[get("/api/v1/desk/hearings/{id}")]
pub async fn get_desk_hearing(
    court: web::Data<Court>,
    _reader: HearingReader,
    id: PathId,
    lang: Lang,
) -> Result<HttpResponse, Problem> {
    let db = court.store.db();
    let row = find(db, id.0).await?;
    let version = row.version;
    let shown = view::at_desk(db, row, court.now(), lang).await?;
    Ok(with_tag(HttpResponse::Ok().json(shown), version))
}
