//! The court sets the date: confirms what the parties chose, fixes one itself, or moves it to a courtroom.

use actix_web::{HttpRequest, HttpResponse, post, web};
use chrono::{DateTime, Duration, Utc};
use sea_orm::prelude::*;
use sea_orm::{ActiveValue::Set, DatabaseTransaction};
use serde_json::{Value, json};

use super::access::Judge;
use super::book::all_of;
use super::errors;
use super::grid::{self, Holder, Resource, cells_of_hearing};
use super::keeper::next_reminder;
use super::model::{courtroom, hearing};
use super::moves::{self, Asked, Begun};
use super::names::{FixGround, Mode};
use super::plan::{brief_of, ready};
use super::rank::in_session;
use super::summons;
use super::telling::{self, News, when_and_where};
use super::words::{Confirm, DeskHearing, FixDirectly, ToOffline, needed};
use crate::court::Court;
use crate::kit::clock::shanghai_day;
use crate::kit::i18n::{Lang, Words};
use crate::kit::idempotency::IdempotencyKey;
use crate::kit::ids::PathId;
use crate::kit::json::Json;
use crate::kit::problem::Problem;
use crate::law::Named;
use crate::law::hearing_dates::is_summoned_in_time;
use crate::law::machine::case;
use crate::law::machine::hearing::Event;
use crate::rooms::cases::{self, Brief, By, EntryKind};
use crate::rooms::notices::NoticeKind;

/// Confirms the time that the parties chose: summons, notices, and the case is ready for its hearing.
#[utoipa::path(operation_id = "confirm_hearing", tag = "hearing", request_body = Confirm, security(("desk" = [])),
    params(("id" = Uuid, Path, description = "Of the hearing"), ("If-Match" = Option<String>, Header, description = "The version that you saw"),
        ("Idempotency-Key" = Option<String>, Header, description = "Repeats safely for 24 hours")),
    responses((status = 200, description = "Confirmed", body = DeskHearing)),
    extensions(("x-errors" = json!(["desk.role_missing", "request.not_found", "state.not_allowed",
        "state.guard_failed", "version.stale", "version.if_match_malformed", "hearing.case_not_ready", "hearing.too_late_to_summon",
        "hearing.evidence_runs", "hearing.slot_taken", "cache.unavailable", "idempotency.mismatch", "idempotency.in_flight", "idempotency.key_malformed"]))))]
#[post("/api/v1/desk/hearings/{id}/confirm")]
pub async fn confirm_hearing(
    court: web::Data<Court>,
    req: HttpRequest,
    judge: Judge,
    id: PathId,
    key: IdempotencyKey,
    body: Json<Confirm>,
    lang: Lang,
) -> Result<HttpResponse, Problem> {
    let by = judge.by();
    let asked = Asked {
        req: &req,
        key,
        staff_id: judge.id(),
        operation: "confirm_hearing",
        id: id.0,
        body: &body.raw,
    };
    let (tx, row, run) = match moves::begin(&court, asked, Event::Confirm, &by).await? {
        Begun::Again(answer) => return Ok(answer),
        Begun::Now(deed) => deed.parts(),
    };
    let brief = brief_of(&tx, &row).await?;
    ready(&brief)?;
    // The cells were taken when the parties chose, and nobody else can have them.
    let held = grid::held_by(&tx, row.id).await?;
    let (Some(starts_at), Some(room), true) = (row.starts_at, row.courtroom_id, held > 0) else {
        return Err(Problem::new(&errors::SLOT_TAKEN));
    };
    in_time(&court, &brief, starts_at)?;
    let facts = vec![("cells_held", json!(held))];
    let set = Date {
        event: Event::Confirm,
        room,
        times: (starts_at, row.ends_at.unwrap_or(starts_at)),
        facts,
        evidence_waived: body.value.evidence_waived,
    };
    let row = fix(&court, &tx, (row, &brief), set, &by).await?;
    moves::done(&court, tx, run, &row, lang).await
}

/// Fixes a time without asking (again): the court may, where it is urgent or the parties were silent.
#[utoipa::path(operation_id = "fix_hearing_directly", tag = "hearing", request_body = FixDirectly, security(("desk" = [])),
    params(("id" = Uuid, Path, description = "Of the hearing"), ("If-Match" = Option<String>, Header, description = "The version that you saw"),
        ("Idempotency-Key" = Option<String>, Header, description = "Repeats safely for 24 hours")),
    responses((status = 200, description = "Confirmed", body = DeskHearing)),
    extensions(("x-errors" = json!(["desk.role_missing", "request.not_found", "state.not_allowed",
        "state.guard_failed", "version.stale", "version.if_match_malformed", "hearing.case_not_ready", "hearing.too_late_to_summon", "hearing.month_over",
        "hearing.evidence_runs", "hearing.slot_taken", "hearing.parties_not_silent", "cache.unavailable",
        "idempotency.mismatch", "idempotency.in_flight", "idempotency.key_malformed"]))))]
#[post("/api/v1/desk/hearings/{id}/fix-directly")]
pub async fn fix_hearing_directly(
    court: web::Data<Court>,
    req: HttpRequest,
    judge: Judge,
    id: PathId,
    key: IdempotencyKey,
    body: Json<FixDirectly>,
    lang: Lang,
) -> Result<HttpResponse, Problem> {
    let by = judge.by();
    let asked = Asked {
        req: &req,
        key,
        staff_id: judge.id(),
        operation: "fix_hearing_directly",
        id: id.0,
        body: &body.raw,
    };
    let (tx, row, run) = match moves::begin(&court, asked, Event::FixDirectly, &by).await? {
        Begun::Again(answer) => return Ok(answer),
        Begun::Now(deed) => deed.parts(),
    };
    let wanted = body.into_inner().checked()?;
    let brief = brief_of(&tx, &row).await?;
    ready(&brief)?;
    if wanted.ground == FixGround::PartiesSilent && row.unanswered_rounds == 0 {
        return Err(Problem::new(&errors::PARTIES_NOT_SILENT));
    }
    let times = times_of(&court, &row, &brief, wanted.starts_at.to_utc())?;
    room_for(&tx, wanted.courtroom_id, row.mode == Mode::Online.id()).await?;
    let resources = all_of(&tx, &row, wanted.courtroom_id).await?;
    let cells = cells_of_hearing(times.0, times.1);
    grid::take(&tx, Holder::Hearing(row.id), &resources, cells).await?;
    let set = Date {
        event: Event::FixDirectly,
        room: wanted.courtroom_id,
        times,
        facts: vec![
            ("ground", json!(wanted.ground)),
            ("note", json!(wanted.note)),
        ],
        evidence_waived: wanted.evidence_waived,
    };
    let row = fix(&court, &tx, (row, &brief), set, &by).await?;
    moves::done(&court, tx, run, &row, lang).await
}

/// The time of a hearing that starts then: in the court's hours, with time for the summons, within the month.
fn times_of(
    court: &Court,
    row: &hearing::Model,
    brief: &Brief,
    starts_at: DateTime<Utc>,
) -> Result<(DateTime<Utc>, DateTime<Utc>), Problem> {
    let ends_at = starts_at + Duration::minutes(row.duration_min.into());
    if !in_session(&court.calendar.load(), starts_at, ends_at) {
        return Err(Problem::field(
            "/starts_at",
            "field.out_of_range",
            Words::fixed(
                "开庭要在工作日的 9:00 至 12:00 或 13:30 至 17:30 之间。",
                "On a working day, between 9:00 and 12:00 or 13:30 and 17:30.",
            ),
        ));
    }
    in_time(court, brief, starts_at)?;
    match row.next_by.is_some_and(|by| shanghai_day(starts_at) > by) {
        true => Err(Problem::new(&errors::MONTH_OVER)),
        false => Ok((starts_at, ends_at)),
    }
}

/// CPL 139: whether a summons of today comes in time.
fn in_time(court: &Court, brief: &Brief, starts_at: DateTime<Utc>) -> Result<(), Problem> {
    let (today, day) = (shanghai_day(court.now()), shanghai_day(starts_at));
    match is_summoned_in_time(brief.procedure, today, day) {
        true => Ok(()),
        false => Err(Problem::new(&errors::TOO_LATE_TO_SUMMON)),
    }
}

/// An enabled courtroom of this kind.
async fn room_for(
    tx: &DatabaseTransaction,
    id: Uuid,
    online: bool,
) -> Result<courtroom::Model, Problem> {
    let found = courtroom::Entity::find_by_id(id).one(tx).await?;
    found
        .filter(|room| room.enabled && room.online == online)
        .ok_or_else(|| {
            Problem::field(
                "/courtroom_id",
                "field.not_in_list",
                match online {
                    true => Words::fixed("请选一间网上法庭。", "Choose an online courtroom."),
                    false => Words::fixed("请选一间线下法庭。", "Choose a real courtroom."),
                },
            )
        })
}

/// A date to set.
struct Date {
    event: Event,
    room: Uuid,
    times: (DateTime<Utc>, DateTime<Utc>),
    facts: Vec<(&'static str, Value)>,
    evidence_waived: bool,
}

async fn fix(
    court: &Court,
    tx: &DatabaseTransaction,
    (row, brief): (hearing::Model, &Brief),
    set: Date,
    by: &By,
) -> Result<hearing::Model, Problem> {
    let now = court.now();
    move_case(court, tx, &row, (brief, set.evidence_waived), by).await?;
    let row = moves::advance(court, tx, row, (set.event, by), set.facts, |change| {
        change.courtroom_id = Set(Some(set.room));
        change.starts_at = Set(Some(set.times.0));
        change.ends_at = Set(Some(set.times.1));
        change.reply_by = Set(None);
        change.summoned_at = Set(Some(now));
        change.remind_at = Set(next_reminder(set.times.0, now));
        change.ground = Set(None);
        change.reason = Set(None);
    })
    .await?;
    let place = place_of(tx, set.room).await?;
    summons::issue(court, tx, (&row, brief), &place, by).await?;
    let note = when_and_where(&row, Some(&place));
    telling::enter(court, tx, &row, (EntryKind::HearingFixed, by), note).await?;
    let news = News {
        place: Some(place),
        ..News::default()
    };
    let what = (NoticeKind::HearingConfirmed, news);
    telling::tell_all(court, tx, &row, brief, what).await?;
    Ok(row)
}

/// With its first date the case is ready for its hearing, if the evidence period is over or was waived.
async fn move_case(
    court: &Court,
    tx: &DatabaseTransaction,
    row: &hearing::Model,
    (brief, waived): (&Brief, bool),
    by: &By,
) -> Result<(), Problem> {
    if brief.state != case::State::Evidence {
        return Ok(());
    }
    let until = cases::evidence_until(tx, row.case_id, court.now()).await?;
    if until.is_some() && !waived {
        return Err(Problem::new(&errors::EVIDENCE_RUNS));
    }
    let facts = [
        ("hearing_id", json!(row.id)),
        ("evidence_period_over", json!(until.is_none())),
        ("waived_by_all", json!(waived)),
    ];
    let event = case::Event::SetHearing;
    cases::step(court, tx, row.case_id, event, by.clone(), facts.into()).await?;
    Ok(())
}

pub(super) async fn place_of(tx: &DatabaseTransaction, room: Uuid) -> Result<String, Problem> {
    let room = courtroom::Entity::find_by_id(room).one(tx).await?;
    Ok(room.map(|room| room.name).unwrap_or_default())
}

/// Moves an online hearing to a courtroom, at the same time (OLR 5, 21): a new summons with the new place.
#[utoipa::path(operation_id = "move_hearing_offline", tag = "hearing", request_body = ToOffline, security(("desk" = [])),
    params(("id" = Uuid, Path, description = "Of the hearing"), ("If-Match" = Option<String>, Header, description = "The version that you saw"),
        ("Idempotency-Key" = Option<String>, Header, description = "Repeats safely for 24 hours")),
    responses((status = 200, description = "In a courtroom", body = DeskHearing)),
    extensions(("x-errors" = json!(["desk.role_missing", "request.not_found", "state.not_allowed",
        "state.guard_failed", "version.stale", "version.if_match_malformed", "hearing.not_online", "hearing.slot_taken", "hearing.too_late_to_summon",
        "cache.unavailable", "idempotency.mismatch", "idempotency.in_flight", "idempotency.key_malformed"]))))]
#[post("/api/v1/desk/hearings/{id}/to-offline")]
pub async fn move_hearing_offline(
    court: web::Data<Court>,
    req: HttpRequest,
    judge: Judge,
    id: PathId,
    key: IdempotencyKey,
    body: Json<ToOffline>,
    lang: Lang,
) -> Result<HttpResponse, Problem> {
    let by = judge.by();
    let asked = Asked {
        req: &req,
        key,
        staff_id: judge.id(),
        operation: "move_hearing_offline",
        id: id.0,
        body: &body.raw,
    };
    let (tx, row, run) = match moves::begin(&court, asked, Event::ToOffline, &by).await? {
        Begun::Again(answer) => return Ok(answer),
        Begun::Now(deed) => deed.parts(),
    };
    let wanted = body.into_inner();
    let note = needed("/note", wanted.note)?;
    let (Some(starts_at), Some(ends_at), Some(old_room), true) = (
        row.starts_at,
        row.ends_at,
        row.courtroom_id,
        row.mode == Mode::Online.id(),
    ) else {
        return Err(Problem::new(&errors::NOT_ONLINE));
    };
    let brief = brief_of(&tx, &row).await?;
    in_time(&court, &brief, starts_at)?;
    let room = room_for(&tx, wanted.courtroom_id, false).await?;
    grid::release_one(&tx, row.id, Resource::Courtroom(old_room)).await?;
    let cells = cells_of_hearing(starts_at, ends_at);
    grid::take(
        &tx,
        Holder::Hearing(row.id),
        &[Resource::Courtroom(room.id)],
        cells,
    )
    .await?;
    let facts = [("ground", json!(wanted.ground)), ("note", json!(note))];
    let row = moves::advance(&court, &tx, row, (Event::ToOffline, &by), facts, |change| {
        change.mode = Set(Mode::Offline.id().to_owned());
        change.courtroom_id = Set(Some(room.id));
        change.ground = Set(Some(wanted.ground.id().to_owned()));
        change.reason = Set(Some(note.clone()));
        change.summoned_at = Set(Some(court.now()));
    })
    .await?;
    summons::issue(&court, &tx, (&row, &brief), &room.name, &by).await?;
    let entry = when_and_where(&row, Some(&room.name));
    telling::enter(
        &court,
        &tx,
        &row,
        (EntryKind::HearingMovedOffline, &by),
        entry,
    )
    .await?;
    let news = News {
        place: Some(room.name),
        words: Some(Words::fixed(
            "这次开庭改到线下法庭",
            "the hearing moves to a courtroom",
        )),
        ..News::default()
    };
    telling::tell_all(
        &court,
        &tx,
        &row,
        &brief,
        (NoticeKind::HearingChanged, news),
    )
    .await?;
    moves::done(&court, tx, run, &row, lang).await
}
