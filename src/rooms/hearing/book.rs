//! A party's answers: the time that suits, and the times that don't.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, post, web};
use sea_orm::prelude::*;
use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveValue::Set, DatabaseTransaction};
use serde_json::json;

use super::access::{find_for_change, state_of};
use super::errors;
use super::grid::{self, Holder, Resource, cells_of_hearing, taken_between};
use super::model::{answer, hearing, slot};
use super::moves;
use super::telling::{self, when_and_where};
use super::view;
use super::words::{Book, HearingView, Range, Unavailable};
use crate::court::Court;
use crate::kit::audit::{self, Act};
use crate::kit::auth::Party;
use crate::kit::i18n::{Lang, Words};
use crate::kit::idempotency::{Claim, IdempotencyKey};
use crate::kit::ids::PathId;
use crate::kit::json::Json;
use crate::kit::problem::Problem;
use crate::law::Named;
use crate::law::machine::Actor;
use crate::law::machine::hearing::{Event, State};
use crate::rooms::cases::{self, By, EntryKind, Side};
use crate::rooms::identity::{self, Assurance};

/// Chooses a time. When every side that is in the app has chosen the same one it is booked, at once for all that it
/// takes: judge, clerk, courtroom and people.
#[utoipa::path(operation_id = "book_hearing", tag = "hearing", request_body = Book, security(("party" = [])),
    params(("id" = Uuid, Path, description = "Of the hearing"), ("Idempotency-Key" = Option<String>, Header, description = "Repeats safely for 24 hours")),
    responses((status = 200, description = "`booked`, or `proposed` while the others have not chosen it", body = HearingView)),
    extensions(("x-errors" = json!(["request.not_found", "state.not_allowed", "hearing.reply_over",
        "hearing.slot_taken", "hearing.own_clash", "identity.assurance_too_low", "cache.unavailable",
        "idempotency.mismatch", "idempotency.in_flight", "idempotency.key_malformed"]))))]
#[post("/api/v1/hearings/{id}/book")]
pub async fn book_hearing(
    court: web::Data<Court>,
    party: Party,
    id: PathId,
    key: IdempotencyKey,
    body: Json<Book>,
    lang: Lang,
) -> Result<HttpResponse, Problem> {
    let me = identity::require(&court, &party, Assurance::L2).await?;
    let scoped = [id.0.as_bytes().as_slice(), &body.raw].concat();
    let run = match court.claim(key, party.id, "book_hearing", &scoped).await? {
        Claim::Replay(answer) => return Ok(answer),
        Claim::Run(run) => run,
    };
    let tx = court.store.write().await?;
    let (row, side) = find_for_change(&tx, &party, id.0).await?;
    let by = By::party(Actor::Party, party.id, me.name);
    moves::listed(&row, Event::Choose, &by)?;
    if row.reply_by.is_none_or(|end| court.now() >= end) {
        return Err(Problem::new(&errors::REPLY_OVER));
    }
    let slot = slot_of(&court, &tx, &row, body.value.slot_id).await?;
    no_clash(&tx, &row, &slot, party.id).await?;
    let said = Said {
        slot_id: Some(Some(slot.id)),
        unavailable: None,
    };
    answer_with(&court, &tx, (&row, side), party.id, said).await?;
    let row = match all_chose(&tx, &row, slot.id).await? {
        true => settle(&court, &tx, row, &slot, &by).await?,
        false => row,
    };
    let shown = view::for_party(&tx, row, party.id, court.now(), lang).await?;
    let answer = run.answer(&tx, StatusCode::OK, &shown).await?;
    court.commit(tx).await?;
    Ok(answer)
}

/// A slot of the present round that lies ahead.
async fn slot_of(
    court: &Court,
    tx: &DatabaseTransaction,
    row: &hearing::Model,
    id: Uuid,
) -> Result<slot::Model, Problem> {
    let found = slot::Entity::find_by_id(id)
        .filter(slot::Column::HearingId.eq(row.id))
        .filter(slot::Column::Round.eq(row.round))
        .filter(slot::Column::State.eq("open"))
        .one(tx)
        .await?;
    found
        .filter(|slot| slot.starts_at > court.now())
        .ok_or_else(|| {
            Problem::field(
                "/slot_id",
                "field.not_in_list",
                Words::fixed(
                    "请从列出的时间里选一个。",
                    "Choose one of the times listed.",
                ),
            )
        })
}

/// Free still, and nothing of the person's own at that time.
async fn no_clash(
    tx: &DatabaseTransaction,
    row: &hearing::Model,
    slot: &slot::Model,
    person: Uuid,
) -> Result<(), Problem> {
    let cells = cells_of_hearing(slot.starts_at, slot.ends_at);
    let mine = taken_between(tx, &[Resource::Person(person)], cells.clone()).await?;
    if !mine.is_empty() {
        return Err(Problem::new(&errors::OWN_CLASH));
    }
    let of_court = of_the_court(row, slot.courtroom_id);
    let taken = taken_between(tx, &of_court, cells).await?;
    match taken.is_empty() {
        true => Ok(()),
        false => Err(grid::slot_taken(&taken)),
    }
}

/// What the court brings to a hearing.
pub(super) fn of_the_court(row: &hearing::Model, courtroom: Uuid) -> Vec<Resource> {
    let mut resources = vec![
        Resource::Staff(row.judge_id),
        Resource::Courtroom(courtroom),
    ];
    resources.extend(row.clerk_id.map(Resource::Staff));
    resources
}

/// All that a hearing takes: the court's side and everybody in the case.
pub(super) async fn all_of(
    tx: &DatabaseTransaction,
    row: &hearing::Model,
    courtroom: Uuid,
) -> Result<Vec<Resource>, Problem> {
    let mut resources = of_the_court(row, courtroom);
    let members = cases::members(tx, row.case_id).await?;
    resources.extend(
        members
            .iter()
            .map(|member| Resource::Person(member.person_id)),
    );
    Ok(resources)
}

/// A new part of an answer; what is not said stays.
struct Said {
    slot_id: Option<Option<Uuid>>,
    unavailable: Option<Vec<Range>>,
}

async fn answer_with(
    court: &Court,
    tx: &DatabaseTransaction,
    (row, side): (&hearing::Model, Side),
    person: Uuid,
    said: Said,
) -> Result<(), Problem> {
    let mut parts = vec![answer::Column::At];
    parts.extend(said.slot_id.map(|_| answer::Column::SlotId));
    parts.extend(
        said.unavailable
            .as_ref()
            .map(|_| answer::Column::Unavailable),
    );
    let ranges = said.unavailable.unwrap_or_default();
    let new = answer::ActiveModel {
        hearing_id: Set(row.id),
        person_id: Set(person),
        side: Set(side.id().to_owned()),
        unavailable: Set(json!(ranges).to_string()),
        slot_id: Set(said.slot_id.flatten()),
        at: Set(court.now()),
    };
    let again = OnConflict::columns([answer::Column::HearingId, answer::Column::PersonId])
        .update_columns(parts)
        .to_owned();
    answer::Entity::insert(new)
        .on_conflict(again)
        .exec_without_returning(tx)
        .await?;
    let act = Act {
        actor: audit::Actor::Person(person),
        act: "hearing.answer",
        subject_kind: "hearing",
        subject_id: row.id,
        from: None,
        to: None,
        basis: None,
    };
    Ok(act.record(tx, court.now()).await?)
}

/// Whether every side with somebody in the app wants this slot: all who answered for it, and at least one did.
async fn all_chose(
    tx: &DatabaseTransaction,
    row: &hearing::Model,
    slot_id: Uuid,
) -> Result<bool, Problem> {
    let members = cases::members(tx, row.case_id).await?;
    let answers = view::answers_of(tx, row.id).await?;
    let agrees = |side: Side| {
        let mut chosen = answers
            .iter()
            .filter(|answer| answer.side == side.id())
            .filter_map(|answer| answer.slot_id)
            .peekable();
        chosen.peek().is_some() && chosen.all(|id| id == slot_id)
    };
    Ok(members.iter().all(|member| agrees(member.side)))
}

/// Takes the time for all, and books it.
async fn settle(
    court: &Court,
    tx: &DatabaseTransaction,
    row: hearing::Model,
    slot: &slot::Model,
    by: &By,
) -> Result<hearing::Model, Problem> {
    let resources = all_of(tx, &row, slot.courtroom_id).await?;
    let cells = cells_of_hearing(slot.starts_at, slot.ends_at);
    grid::take(tx, Holder::Hearing(row.id), &resources, cells).await?;
    let mut chosen: slot::ActiveModel = slot.clone().into();
    chosen.state = Set("chosen".to_owned());
    chosen.update(tx).await?;
    let facts = [("slot_id", json!(slot.id)), ("in_time", json!(true))];
    let row = moves::advance(court, tx, row, (Event::Choose, by), facts, |change| {
        change.courtroom_id = Set(Some(slot.courtroom_id));
        change.starts_at = Set(Some(slot.starts_at));
        change.ends_at = Set(Some(slot.ends_at));
    })
    .await?;
    let note = when_and_where(&row, None);
    telling::enter(court, tx, &row, (EntryKind::HearingTimeChosen, by), note).await?;
    Ok(row)
}

/// Marks the times that don't suit, before a date is set. They are weighed; the court decides.
#[utoipa::path(operation_id = "mark_unavailable", tag = "hearing", request_body = Unavailable, security(("party" = [])),
    params(("id" = Uuid, Path, description = "Of the hearing"), ("Idempotency-Key" = Option<String>, Header, description = "Repeats safely for 24 hours")),
    responses((status = 200, description = "Noted", body = HearingView)),
    extensions(("x-errors" = json!(["request.not_found", "hearing.not_now", "identity.assurance_too_low",
        "cache.unavailable", "idempotency.mismatch", "idempotency.in_flight", "idempotency.key_malformed"]))))]
#[post("/api/v1/hearings/{id}/unavailable")]
pub async fn mark_unavailable(
    court: web::Data<Court>,
    party: Party,
    id: PathId,
    key: IdempotencyKey,
    body: Json<Unavailable>,
    lang: Lang,
) -> Result<HttpResponse, Problem> {
    identity::require(&court, &party, Assurance::L2).await?;
    let scoped = [id.0.as_bytes().as_slice(), &body.raw].concat();
    let run = match court
        .claim(key, party.id, "mark_unavailable", &scoped)
        .await?
    {
        Claim::Replay(answer) => return Ok(answer),
        Claim::Run(run) => run,
    };
    let tx = court.store.write().await?;
    let (row, side) = find_for_change(&tx, &party, id.0).await?;
    let ranges = body.into_inner().checked()?;
    if !matches!(state_of(&row)?, State::Planning | State::Proposed) {
        return Err(Problem::new(&errors::NOT_NOW));
    }
    let said = Said {
        slot_id: None,
        unavailable: Some(ranges),
    };
    answer_with(&court, &tx, (&row, side), party.id, said).await?;
    let shown = view::for_party(&tx, row, party.id, court.now(), lang).await?;
    let answer = run.answer(&tx, StatusCode::OK, &shown).await?;
    court.commit(tx).await?;
    Ok(answer)
}
