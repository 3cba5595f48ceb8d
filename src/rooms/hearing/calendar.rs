//! The calendar of a judge or clerk: hearings, and what else keeps them from sitting.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, delete, get, post, web};
use chrono::{DateTime, Duration, FixedOffset, NaiveDate, Utc};
use sea_orm::prelude::*;
use sea_orm::{ActiveValue::Set, Condition, DatabaseTransaction, QueryOrder, QuerySelect};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::access::{HearingReader, Planner};
use super::grid::{self, Holder, Resource, cells};
use super::model::{block, hearing};
use super::names::{BlockKind, state_words};
use super::view::Known;
use super::words::{CourtroomView, local, text};
use crate::court::Court;
use crate::kit::audit::{Act, Actor};
use crate::kit::i18n::{Lang, Words};
use crate::kit::idempotency::{Claim, IdempotencyKey};
use crate::kit::ids::{PathId, new_id};
use crate::kit::json::Json;
use crate::kit::problem::{FieldError, Problem, common};
use crate::law::Named;
use crate::law::machine::hearing::State;
use crate::law::moments::Moment;
use crate::rooms::staff::{self, Role};

/// Days of one look, and of one block.
const MOST_DAYS: i64 = 31;
/// Entries of a month.
const MOST: u64 = 1_000;

#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct CalendarQuery {
    /// A judge or a court clerk.
    staff_id: Uuid,
    /// First day, in Shanghai.
    #[param(example = "2026-12-07")]
    from: NaiveDate,
    /// Last day, at most 31 days on.
    #[param(example = "2026-12-11")]
    to: NaiveDate,
}

#[derive(Serialize, ToSchema)]
pub struct StaffCalendar {
    pub hearings: Vec<CalendarHearing>,
    pub blocks: Vec<BlockView>,
}

#[derive(Serialize, ToSchema)]
pub struct CalendarHearing {
    pub id: Uuid,
    pub case_number: String,
    pub state: String,
    pub state_words: String,
    pub starts_at: DateTime<FixedOffset>,
    pub ends_at: DateTime<FixedOffset>,
    pub courtroom: Option<CourtroomView>,
}

#[derive(Serialize, ToSchema)]
#[schema(as = StaffBlock, example = json!({"id": "0193a1f0-7c1e-7000-8000-0000000000f1", "staff_id": "0193a1f0-7c1e-7000-8000-0000000000c2",
    "kind": "leave", "note": null, "from": "2026-12-07T00:00:00+08:00", "to": "2026-12-08T00:00:00+08:00"}))]
pub struct BlockView {
    pub id: Uuid,
    pub staff_id: Uuid,
    pub kind: String,
    pub note: Option<String>,
    pub from: DateTime<FixedOffset>,
    /// Exclusive.
    pub to: DateTime<FixedOffset>,
}

/// What a judge or clerk has to do, by day.
#[utoipa::path(operation_id = "get_staff_calendar", tag = "hearing", params(CalendarQuery), security(("desk" = [])),
    responses((status = 200, description = "The calendar", body = StaffCalendar)),
    extensions(("x-errors" = json!(["desk.role_missing", "request.query_invalid"]))))]
#[get("/api/v1/desk/calendar")]
pub async fn get_staff_calendar(
    court: web::Data<Court>,
    _reader: HearingReader,
    req: HttpRequest,
    lang: Lang,
) -> Result<web::Json<StaffCalendar>, Problem> {
    let asked = web::Query::<CalendarQuery>::from_query(req.query_string())
        .map_err(|_| &common::QUERY_INVALID)?
        .into_inner();
    if !(0..MOST_DAYS).contains(&(asked.to - asked.from).num_days()) {
        return Err(Problem::new(&common::QUERY_INVALID));
    }
    let start = |day| Moment::start_of(day).time().with_timezone(&Utc);
    let (from, to) = (start(asked.from), start(asked.to) + Duration::days(1));
    let mine = Condition::any()
        .add(hearing::Column::JudgeId.eq(asked.staff_id))
        .add(hearing::Column::ClerkId.eq(asked.staff_id));
    let db = court.store.db();
    let rows = hearing::Entity::find()
        .filter(hearing::Column::StartsAt.gte(from))
        .filter(hearing::Column::StartsAt.lt(to))
        .filter(mine)
        .order_by_asc(hearing::Column::StartsAt)
        .limit(MOST)
        .all(db)
        .await?;
    let blocks = block::Entity::find()
        .filter(block::Column::StaffId.eq(asked.staff_id))
        .filter(block::Column::EndsAt.gt(from))
        .filter(block::Column::StartsAt.lt(to))
        .order_by_asc(block::Column::StartsAt)
        .limit(MOST)
        .all(db)
        .await?;
    let known = Known::of(db, &rows).await?;
    let hearings = rows.iter().filter_map(|row| entry(row, &known, lang));
    Ok(web::Json(StaffCalendar {
        hearings: hearings.collect(),
        blocks: blocks.into_iter().map(block_view).collect(),
    }))
}

fn entry(row: &hearing::Model, known: &Known, lang: Lang) -> Option<CalendarHearing> {
    Some(CalendarHearing {
        id: row.id,
        case_number: known.brief(row.case_id).ok()?.number.clone(),
        state_words: state_words(State::from_id(&row.state)?)
            .in_lang(lang)
            .to_owned(),
        state: row.state.clone(),
        starts_at: local(row.starts_at?),
        ends_at: local(row.ends_at?),
        courtroom: known.room(row.courtroom_id),
    })
}

fn block_view(row: block::Model) -> BlockView {
    BlockView {
        id: row.id,
        staff_id: row.staff_id,
        kind: row.kind,
        note: row.note,
        from: local(row.starts_at),
        to: local(row.ends_at),
    }
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewStaffBlock, example = json!({"staff_id": "0193a1f0-7c1e-7000-8000-0000000000c2", "kind": "leave", "note": "年休假",
    "from": "2026-12-07T00:00:00+08:00", "to": "2026-12-08T00:00:00+08:00"}))]
pub struct BlockBody {
    pub staff_id: Uuid,
    pub kind: BlockKind,
    pub note: Option<String>,
    pub from: DateTime<FixedOffset>,
    /// Exclusive; at most 31 days on.
    pub to: DateTime<FixedOffset>,
}

/// Keeps a time free of hearings. 409 with their ids while some lie in it.
#[utoipa::path(operation_id = "block_staff_time", tag = "hearing", request_body = BlockBody, security(("desk" = [])),
    params(("Idempotency-Key" = Option<String>, Header, description = "Repeats safely for 24 hours")),
    responses((status = 201, description = "Kept free", body = BlockView)),
    extensions(("x-errors" = json!(["desk.role_missing", "hearing.day_taken", "cache.unavailable",
        "idempotency.mismatch", "idempotency.in_flight", "idempotency.key_malformed"]))))]
#[post("/api/v1/desk/calendar/blocks")]
pub async fn block_staff_time(
    court: web::Data<Court>,
    planner: Planner,
    key: IdempotencyKey,
    body: Json<BlockBody>,
) -> Result<HttpResponse, Problem> {
    let run = match court
        .claim(key, planner.id(), "block_staff_time", &body.raw)
        .await?
    {
        Claim::Replay(answer) => return Ok(answer),
        Claim::Run(run) => run,
    };
    let wanted = body.into_inner();
    let tx = court.store.write().await?;
    let new = checked(&tx, wanted).await?;
    let row = block(&court, &tx, new, planner.id()).await?;
    let answer = run
        .answer(&tx, StatusCode::CREATED, &block_view(row))
        .await?;
    court.commit(tx).await?;
    Ok(answer)
}

async fn checked(tx: &DatabaseTransaction, wanted: BlockBody) -> Result<NewBlock, Problem> {
    let mut faults = Vec::new();
    let sits = staff::has_role(tx, wanted.staff_id, Role::Judge).await?
        || staff::has_role(tx, wanted.staff_id, Role::CourtClerk).await?;
    if !sits {
        let words = Words::fixed("请选一位法官或书记员。", "Choose a judge or a court clerk.");
        faults.push(FieldError::new("/staff_id", "field.not_in_list", words));
    }
    let length = wanted.to - wanted.from;
    if length <= Duration::zero() || length > Duration::days(MOST_DAYS) {
        let words = Words::fixed(
            "结束要晚于开始，最长 31 天。",
            "After the start, and within 31 days.",
        );
        faults.push(FieldError::new("/to", "field.out_of_range", words));
    }
    if !faults.is_empty() {
        return Err(Problem::invalid(faults));
    }
    Ok(NewBlock {
        staff_id: wanted.staff_id,
        kind: wanted.kind,
        note: text("/note", wanted.note)?,
        from: wanted.from.to_utc(),
        to: wanted.to.to_utc(),
    })
}

pub(super) struct NewBlock {
    pub staff_id: Uuid,
    pub kind: BlockKind,
    pub note: Option<String>,
    pub from: DateTime<Utc>,
    pub to: DateTime<Utc>,
}

/// Takes the time; 409 when a hearing or another block has some of it.
pub(super) async fn block(
    court: &Court,
    tx: &DatabaseTransaction,
    new: NewBlock,
    by: Uuid,
) -> Result<block::Model, Problem> {
    let id = new_id();
    let resources = [Resource::Staff(new.staff_id)];
    grid::take(tx, Holder::Block(id), &resources, cells(new.from, new.to)).await?;
    let row = block::ActiveModel {
        id: Set(id),
        staff_id: Set(new.staff_id),
        kind: Set(new.kind.id().to_owned()),
        note: Set(new.note),
        starts_at: Set(new.from),
        ends_at: Set(new.to),
        created_by: Set(by),
        created_at: Set(court.now()),
    };
    let row = row.insert(tx).await?;
    record(court, tx, (by, "hearing.block_time"), id).await?;
    Ok(row)
}

async fn record(
    court: &Court,
    tx: &DatabaseTransaction,
    (by, act): (Uuid, &'static str),
    id: Uuid,
) -> Result<(), Problem> {
    let act = Act {
        actor: Actor::Staff(by),
        act,
        subject_kind: "staff_block",
        subject_id: id,
        from: None,
        to: None,
        basis: None,
    };
    Ok(act.record(tx, court.now()).await?)
}

/// Gives a kept time free again.
#[utoipa::path(operation_id = "lift_staff_block", tag = "hearing", security(("desk" = [])),
    params(("id" = Uuid, Path, description = "Of the block")), responses((status = 204, description = "Free again")),
    extensions(("x-errors" = json!(["desk.role_missing", "request.not_found"]))))]
#[delete("/api/v1/desk/calendar/blocks/{id}")]
pub async fn lift_staff_block(
    court: web::Data<Court>,
    planner: Planner,
    id: PathId,
) -> Result<HttpResponse, Problem> {
    let tx = court.store.write().await?;
    let gone = block::Entity::delete_by_id(id.0).exec(&tx).await?;
    if gone.rows_affected == 0 {
        return Err(Problem::new(&common::NOT_FOUND));
    }
    grid::release(&tx, Holder::Block(id.0)).await?;
    record(&court, &tx, (planner.id(), "hearing.lift_block"), id.0).await?;
    court.commit(tx).await?;
    Ok(HttpResponse::NoContent().finish())
}
