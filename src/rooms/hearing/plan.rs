//! A hearing is planned: begun for a case, and times proposed to the parties.

use std::collections::BTreeMap;

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, post, web};
use chrono::{DateTime, Days, NaiveDate, Utc};
use sea_orm::prelude::*;
use sea_orm::sea_query::Expr;
use sea_orm::{ActiveValue::Set, ConnectionTrait, DatabaseTransaction, QueryOrder, QuerySelect};
use serde_json::json;

use super::access::Planner;
use super::errors;
use super::grid::{Busy, Resource, cells, taken_between};
use super::model::{answer, courtroom, hearing, slot};
use super::moves::{self, Asked, Begun};
use super::names::Mode;
use super::rank::{Candidate, Wish, rank};
use super::telling::{self, News};
use super::view;
use super::words::{DeskHearing, NewHearing, ProposeSlots};
use crate::court::Court;
use crate::kit::audit::Act;
use crate::kit::clock::shanghai_day;
use crate::kit::i18n::{Lang, Words};
use crate::kit::idempotency::{Claim, IdempotencyKey};
use crate::kit::ids::{PathId, new_id};
use crate::kit::json::Json;
use crate::kit::problem::{Problem, common, is_unique_violation};
use crate::law::Named;
use crate::law::deadlines::{Deadline, Length, Unit, count};
use crate::law::hearing_dates::{earliest_day, summons_basis};
use crate::law::machine::State as _;
use crate::law::machine::case::State as CaseState;
use crate::law::machine::hearing::{Event, State};
use crate::law::moments::Moment;
use crate::rooms::cases::{self, Brief, EntryKind};
use crate::rooms::notices::NoticeKind;
use crate::rooms::staff::{self, Role};

/// So far ahead the system looks for times.
const AHEAD_DAYS: u64 = 45;
const REPLY_DAYS: u32 = 3;
const SLOTS: u32 = 6;
const MOST_COURTROOMS: u64 = 500;

/// Begins the planning of a case's next hearing.
#[utoipa::path(operation_id = "create_hearing", tag = "hearing", request_body = NewHearing, security(("desk" = [])),
    params(("Idempotency-Key" = Option<String>, Header, description = "Repeats safely for 24 hours")),
    responses((status = 201, description = "Being planned", body = DeskHearing)),
    extensions(("x-errors" = json!(["desk.role_missing", "hearing.no_such_case", "hearing.case_not_ready",
        "hearing.one_already", "cache.unavailable", "idempotency.mismatch", "idempotency.in_flight", "idempotency.key_malformed"]))))]
#[post("/api/v1/desk/hearings")]
pub async fn create_hearing(
    court: web::Data<Court>,
    planner: Planner,
    key: IdempotencyKey,
    body: Json<NewHearing>,
    lang: Lang,
) -> Result<HttpResponse, Problem> {
    let run = match court
        .claim(key, planner.id(), "create_hearing", &body.raw)
        .await?
    {
        Claim::Replay(answer) => return Ok(answer),
        Claim::Run(run) => run,
    };
    let new = body.into_inner().checked()?;
    let tx = court.store.write().await?;
    check_people(&tx, &new).await?;
    let brief = cases::brief(&tx, new.case_id).await?;
    let brief = brief.ok_or(&errors::NO_SUCH_CASE)?;
    ready(&brief)?;
    let row = insert(&court, &tx, new).await?;
    let act = Act {
        actor: planner.by().who,
        act: "hearing.plan",
        subject_kind: "hearing",
        subject_id: row.id,
        from: None,
        to: Some(State::INITIAL.id()),
        basis: None,
    };
    act.record(&tx, court.now()).await?;
    let shown = view::at_desk(&tx, row, court.now(), lang).await?;
    let answer = run.answer(&tx, StatusCode::CREATED, &shown).await?;
    court.commit(tx).await?;
    Ok(moves::with_tag(answer, 1))
}

/// A hearing can be planned, and its time set, from the evidence stage until it is held.
pub(super) fn ready(brief: &Brief) -> Result<(), Problem> {
    match brief.state {
        CaseState::Evidence | CaseState::ReadyForHearing => Ok(()),
        _ => Err(Problem::new(&errors::CASE_NOT_READY)),
    }
}

async fn check_people(tx: &DatabaseTransaction, new: &NewHearing) -> Result<(), Problem> {
    let wrong = |pointer: &str, words| Err(Problem::field(pointer, "field.not_in_list", words));
    if !staff::has_role(tx, new.judge_id, Role::Judge).await? {
        return wrong(
            "/judge_id",
            Words::fixed("请选一位法官。", "Choose a judge."),
        );
    }
    match new.clerk_id {
        Some(clerk) if !staff::has_role(tx, clerk, Role::CourtClerk).await? => wrong(
            "/clerk_id",
            Words::fixed("请选一位书记员。", "Choose a court clerk."),
        ),
        _ => Ok(()),
    }
}

async fn insert(
    court: &Court,
    tx: &DatabaseTransaction,
    new: NewHearing,
) -> Result<hearing::Model, Problem> {
    let now = court.now();
    let row = hearing::ActiveModel {
        id: Set(new_id()),
        case_id: Set(new.case_id),
        open_for: Set(Some(new.case_id)),
        judge_id: Set(new.judge_id),
        clerk_id: Set(new.clerk_id),
        mode: Set(new.mode.id().to_owned()),
        public: Set(new.public.unwrap_or(true)),
        duration_min: Set(new.duration_min),
        state: Set(State::INITIAL.id().to_owned()),
        before_request: Set(None),
        version: Set(1),
        round: Set(0),
        unanswered_rounds: Set(0),
        adjournments: Set(0),
        reply_by: Set(None),
        next_by: Set(None),
        courtroom_id: Set(None),
        starts_at: Set(None),
        ends_at: Set(None),
        ground: Set(None),
        reason: Set(None),
        summoned_at: Set(None),
        remind_at: Set(None),
        created_at: Set(now),
        updated_at: Set(now),
    };
    row.insert(tx)
        .await
        .map_err(|error| match is_unique_violation(&error) {
            true => Problem::new(&errors::ONE_ALREADY),
            false => Problem::from(error),
        })
}

/// Offers the parties the times with the fewest conflicts.
#[utoipa::path(operation_id = "propose_hearing_slots", tag = "hearing", request_body = ProposeSlots, security(("desk" = [])),
    params(("id" = Uuid, Path, description = "Of the hearing"), ("If-Match" = Option<String>, Header, description = "The version that you saw"),
        ("Idempotency-Key" = Option<String>, Header, description = "Repeats safely for 24 hours")),
    responses((status = 200, description = "Proposed", body = DeskHearing)),
    extensions(("x-errors" = json!(["desk.role_missing", "request.not_found", "state.not_allowed",
        "state.wrong_actor", "state.guard_failed", "version.stale", "version.if_match_malformed", "hearing.case_not_ready", "hearing.no_courtroom",
        "hearing.no_slot_free", "hearing.month_over", "cache.unavailable", "idempotency.mismatch", "idempotency.in_flight", "idempotency.key_malformed"]))))]
#[post("/api/v1/desk/hearings/{id}/propose-slots")]
pub async fn propose_hearing_slots(
    court: web::Data<Court>,
    req: HttpRequest,
    planner: Planner,
    id: PathId,
    key: IdempotencyKey,
    body: Json<ProposeSlots>,
    lang: Lang,
) -> Result<HttpResponse, Problem> {
    let by = planner.by();
    let asked = Asked {
        req: &req,
        key,
        staff_id: planner.id(),
        operation: "propose_hearing_slots",
        id: id.0,
        body: &body.raw,
    };
    let (tx, row, run) = match moves::begin(&court, asked, Event::ProposeSlots, &by).await? {
        Begun::Again(answer) => return Ok(answer),
        Begun::Now(deed) => deed.parts(),
    };
    let wanted = body.into_inner().checked()?;
    let brief = brief_of(&tx, &row).await?;
    ready(&brief)?;
    let reply = reply_deadline(&court, &wanted);
    let found = candidates(&court, &tx, &row, &brief, (&wanted, &reply)).await?;
    let round = row.round + 1;
    insert_slots(&tx, row.id, round, &found).await?;
    forget_choices(&tx, row.id).await?;
    let reply_by = reply.expires_before().time().with_timezone(&Utc);
    let facts = [("slots", json!(found.len())), ("free", json!(true))];
    let row = moves::advance(
        &court,
        &tx,
        row,
        (Event::ProposeSlots, &by),
        facts,
        |change| {
            change.round = Set(round);
            change.reply_by = Set(Some(reply_by));
        },
    )
    .await?;
    let kind = EntryKind::HearingSlotsProposed;
    telling::enter(&court, &tx, &row, (kind, &by), None).await?;
    let news = News {
        reply_by: Some(reply_by),
        provisional: reply.provisional,
        ..News::default()
    };
    telling::tell_all(&court, &tx, &row, &brief, (NoticeKind::HearingSlots, news)).await?;
    moves::done(&court, tx, run, &row, lang).await
}

pub(super) async fn brief_of(
    db: &impl ConnectionTrait,
    row: &hearing::Model,
) -> Result<Brief, Problem> {
    let brief = cases::brief(db, row.case_id).await?;
    brief.ok_or_else(|| Problem::new(&common::INTERNAL).because("a hearing without its case"))
}

fn reply_deadline(court: &Court, wanted: &ProposeSlots) -> Deadline {
    let days = wanted.reply_days.unwrap_or(REPLY_DAYS);
    let calendar = court.calendar.load();
    let today = shanghai_day(court.now());
    // Both lie within the bounds that were checked.
    let length = Length::new(days, Unit::Day).or_else(|| Length::new(REPLY_DAYS, Unit::Day));
    let length = length.unwrap_or_else(|| unreachable!("three days are a length"));
    count(&calendar, today, length)
}

/// The first and the last day to look at: after the answers and the evidence period, with time for the summons,
/// and within the month that a continuance leaves.
async fn span(
    court: &Court,
    tx: &DatabaseTransaction,
    (row, brief): (&hearing::Model, &Brief),
    (wanted, reply): (&ProposeSlots, &Deadline),
) -> Result<(NaiveDate, NaiveDate), Problem> {
    let answered = reply.expires_before().day();
    let evidence = cases::evidence_until(tx, row.case_id, court.now()).await?;
    let summons = evidence.map_or(answered, |end| answered.max(shanghai_day(end)));
    let mut first = earliest_day(brief.procedure, summons);
    first = wanted.from.map_or(first, |from| first.max(from));
    let mut last = first
        .checked_add_days(Days::new(AHEAD_DAYS))
        .unwrap_or(first);
    if let Some(by) = row.next_by {
        if by < first {
            return Err(Problem::new(&errors::MONTH_OVER));
        }
        last = last.min(by);
    }
    Ok((first, wanted.to.map_or(last, |to| last.min(to))))
}

async fn candidates(
    court: &Court,
    tx: &DatabaseTransaction,
    row: &hearing::Model,
    brief: &Brief,
    (wanted, reply): (&ProposeSlots, &Deadline),
) -> Result<Vec<Candidate>, Problem> {
    let (first, last) = span(court, tx, (row, brief), (wanted, reply)).await?;
    let rooms = rooms_for(tx, row, wanted.courtroom_id).await?;
    let members = cases::members(tx, row.case_id).await?;
    let people: Vec<Uuid> = members.iter().map(|member| member.person_id).collect();
    let staff: Vec<Uuid> = [Some(row.judge_id), row.clerk_id]
        .into_iter()
        .flatten()
        .collect();
    let mut resources: Vec<Resource> = staff.iter().copied().map(Resource::Staff).collect();
    resources.extend(people.iter().copied().map(Resource::Person));
    resources.extend(rooms.iter().map(|room| Resource::Courtroom(room.id)));
    let start = |day| Moment::start_of(day).time().with_timezone(&Utc);
    let whole = cells(start(first), start(last) + chrono::Duration::days(1));
    let busy = Busy::of(taken_between(tx, &resources, whole).await?);
    let impossible = impossible_times(tx, row.id).await?;
    let found = rank(&Wish {
        calendar: &court.calendar.load(),
        first,
        last,
        duration_min: row.duration_min,
        count: wanted.count.unwrap_or(SLOTS) as usize,
        rooms: &rooms,
        staff: &staff,
        people: &people,
        impossible: &impossible,
        busy: &busy,
        today: shanghai_day(court.now()),
        notice: summons_basis(brief.procedure).into(),
    });
    match found.is_empty() {
        true => Err(Problem::new(&errors::NO_SLOT_FREE)),
        false => Ok(found),
    }
}

async fn rooms_for(
    tx: &DatabaseTransaction,
    row: &hearing::Model,
    only: Option<Uuid>,
) -> Result<Vec<courtroom::Model>, Problem> {
    let mut query = courtroom::Entity::find()
        .filter(courtroom::Column::Enabled.eq(true))
        .filter(courtroom::Column::Online.eq(row.mode == Mode::Online.id()));
    if let Some(id) = only {
        query = query.filter(courtroom::Column::Id.eq(id));
    }
    let rooms = query
        .order_by_asc(courtroom::Column::CreatedAt)
        .order_by_asc(courtroom::Column::Id)
        .limit(MOST_COURTROOMS)
        .all(tx)
        .await?;
    match rooms.is_empty() {
        true => Err(Problem::new(&errors::NO_COURTROOM)),
        false => Ok(rooms),
    }
}

async fn impossible_times(
    tx: &DatabaseTransaction,
    hearing_id: Uuid,
) -> Result<Vec<(Uuid, DateTime<Utc>, DateTime<Utc>)>, Problem> {
    let answers = view::answers_of(tx, hearing_id).await?;
    let times = |row: &answer::Model| {
        let person = row.person_id;
        view::ranges_of(row)
            .into_iter()
            .map(move |range| (person, range.from.to_utc(), range.to.to_utc()))
    };
    Ok(answers.iter().flat_map(times).collect())
}

async fn insert_slots(
    tx: &DatabaseTransaction,
    hearing_id: Uuid,
    round: i32,
    found: &[Candidate],
) -> Result<(), Problem> {
    let words =
        |words: &Words| BTreeMap::from([("zh", words.zh.clone()), ("en", words.en.clone())]);
    let rows = found.iter().zip(1..).map(|(one, rank)| slot::ActiveModel {
        id: Set(new_id()),
        hearing_id: Set(hearing_id),
        round: Set(round),
        courtroom_id: Set(one.room),
        starts_at: Set(one.starts_at),
        ends_at: Set(one.ends_at),
        rank: Set(rank),
        why: Set(json!(one.why.iter().map(words).collect::<Vec<_>>()).to_string()),
        state: Set("open".to_owned()),
    });
    slot::Entity::insert_many(rows)
        .exec_without_returning(tx)
        .await?;
    Ok(())
}

/// What was chosen in an earlier round counts no longer; the impossible times do.
async fn forget_choices(tx: &DatabaseTransaction, hearing_id: Uuid) -> Result<(), DbErr> {
    answer::Entity::update_many()
        .col_expr(answer::Column::SlotId, Expr::value(None::<Uuid>))
        .filter(answer::Column::HearingId.eq(hearing_id))
        .exec(tx)
        .await?;
    Ok(())
}
