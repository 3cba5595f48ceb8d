//! From rows to what people see. A page of hearings takes four statements, whatever its length.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use sea_orm::prelude::*;
use sea_orm::{ConnectionTrait, QueryOrder, QuerySelect};
use serde_json::Value;

use super::access::state_of;
use super::grid::{Busy, Resource, cells_of_hearing, taken_between};
use super::model::{answer, courtroom, hearing, request, slot};
use super::names::{Ground, state_words};
use super::words::{
    AnswerView, CourtroomView, DeskHearing, HearingView, Range, RequestView, SlotView, local,
};
use crate::kit::i18n::{Lang, Words};
use crate::kit::problem::{Problem, common};
use crate::law::Named;
use crate::law::hearing_dates::continuances_allowed;
use crate::law::machine::hearing::{Event, State};
use crate::law::machine::{Actor, open_to};
use crate::rooms::cases::{self, Brief};
use crate::rooms::staff;

/// Slots of a round and answers to them: a round has twenty at most, a case some hundred people.
const MOST: u64 = 1_000;

/// The events that stand behind an operation of this room.
const BOOKING: [Event; 12] = [
    Event::ProposeSlots,
    Event::FixDirectly,
    Event::Choose,
    Event::Confirm,
    Event::Drop,
    Event::RequestChange,
    Event::Grant,
    Event::Refuse,
    Event::RefuseOffline,
    Event::Postpone,
    Event::ToOffline,
    Event::Cancel,
];

/// What rows point to.
pub(super) struct Known {
    briefs: HashMap<Uuid, Brief>,
    rooms: HashMap<Uuid, courtroom::Model>,
    names: HashMap<Uuid, String>,
}

impl Known {
    pub async fn of(db: &impl ConnectionTrait, rows: &[hearing::Model]) -> Result<Known, Problem> {
        let briefs = cases::briefs(db, rows.iter().map(|row| row.case_id)).await?;
        let rooms = rooms_of(db, rows.iter().filter_map(|row| row.courtroom_id)).await?;
        let people = rows
            .iter()
            .flat_map(|row| [Some(row.judge_id), row.clerk_id])
            .flatten();
        let names = staff::colleagues(db, people).await?;
        Ok(Known {
            briefs: briefs.into_iter().map(|one| (one.id, one)).collect(),
            rooms,
            names: names.into_iter().map(|one| (one.id, one.name)).collect(),
        })
    }

    pub fn brief(&self, case_id: Uuid) -> Result<&Brief, Problem> {
        self.briefs
            .get(&case_id)
            .ok_or_else(|| Problem::new(&common::INTERNAL).because("a hearing without its case"))
    }

    pub fn room(&self, id: Option<Uuid>) -> Option<CourtroomView> {
        id.and_then(|id| self.rooms.get(&id)).map(room_view)
    }

    pub fn name(&self, id: Uuid) -> Option<String> {
        self.names.get(&id).cloned()
    }
}

async fn rooms_of(
    db: &impl ConnectionTrait,
    ids: impl Iterator<Item = Uuid>,
) -> Result<HashMap<Uuid, courtroom::Model>, Problem> {
    let ids: Vec<Uuid> = ids.collect();
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let rows = courtroom::Entity::find()
        .filter(courtroom::Column::Id.is_in(ids))
        .all(db)
        .await?;
    Ok(rows.into_iter().map(|row| (row.id, row)).collect())
}

pub(super) fn room_view(row: &courtroom::Model) -> CourtroomView {
    CourtroomView {
        id: row.id,
        name: row.name.clone(),
        online: row.online,
        capacity: row.capacity,
        enabled: row.enabled,
    }
}

/// Whose eyes: a party with their answer, or the desk.
pub(super) enum Eyes<'a> {
    Party(Option<&'a answer::Model>),
    Desk,
}

pub(super) fn view(
    row: &hearing::Model,
    known: &Known,
    eyes: &Eyes<'_>,
    now: DateTime<Utc>,
    lang: Lang,
) -> Result<HearingView, Problem> {
    let (state, brief) = (state_of(row)?, known.brief(row.case_id)?);
    let answer = match eyes {
        Eyes::Party(answer) => *answer,
        Eyes::Desk => None,
    };
    let chosen = answer.and_then(|answer| answer.slot_id);
    Ok(HearingView {
        id: row.id,
        case_id: row.case_id,
        case_number: brief.number.clone(),
        title: brief.title(lang),
        state_words: state_words(state).in_lang(lang).to_owned(),
        state: row.state.clone(),
        mode: row.mode.clone(),
        public: row.public,
        duration_min: row.duration_min,
        starts_at: row.starts_at.map(local),
        ends_at: row.ends_at.map(local),
        courtroom: known.room(row.courtroom_id),
        judge: known.name(row.judge_id),
        reply_by: row.reply_by.map(local),
        adjournments: row.adjournments,
        adjournments_allowed: continuances_allowed(brief.procedure),
        version: row.version,
        next: next(row, state, (eyes, chosen), now)
            .in_lang(lang)
            .to_owned(),
        can: can(state, eyes),
        chosen_slot_id: chosen,
        unavailable: answer.map(ranges_of).unwrap_or_default(),
    })
}

fn can(state: State, eyes: &Eyes<'_>) -> Vec<&'static str> {
    let actor = match eyes {
        Eyes::Party(_) => Actor::Party,
        Eyes::Desk => Actor::Judge,
    };
    open_to(state, actor)
        .filter(|event| BOOKING.contains(event))
        .map(Named::id)
        .collect()
}

fn next(
    row: &hearing::Model,
    state: State,
    (eyes, chosen): (&Eyes<'_>, Option<Uuid>),
    now: DateTime<Utc>,
) -> Words {
    let open = row.reply_by.is_some_and(|end| now < end);
    match (state, eyes) {
        (State::Planning, Eyes::Desk) => Words::fixed("请给出可选的时间。", "Propose times."),
        (State::Planning, _) => Words::fixed(
            "法院正在排期，您现在不用做什么。有不便的时间可以先标出来。",
            "The court is planning; nothing to do now. You can mark times that don't suit.",
        ),
        (State::Proposed, Eyes::Party(_)) if chosen.is_none() && open => Words::fixed(
            "轮到您：选一个开庭时间。",
            "Your turn: choose a hearing time.",
        ),
        (State::Proposed, _) if open => {
            Words::fixed("等各方选时间。", "Waiting for the others to choose.")
        }
        (State::Proposed, _) => Words::fixed(
            "选择的期限已过，等法院确定时间。",
            "The time to choose has passed; the court fixes the date.",
        ),
        (State::Booked, Eyes::Desk) => {
            Words::fixed("请确认并发传票。", "Confirm it and issue the summons.")
        }
        (State::Booked, _) => {
            Words::fixed("时间已选好，等法院确认。", "Chosen; the court confirms it.")
        }
        (State::RescheduleRequested, Eyes::Desk) => {
            Words::fixed("请决定是否准许延期。", "Decide on the request.")
        }
        (State::RescheduleRequested, _) => Words::fixed(
            "延期申请等法官决定；决定以前，原时间仍然有效。",
            "A judge decides on the request; until then the time stands.",
        ),
        (State::Confirmed, _) => Words::fixed("请按时参加开庭。", "Attend at the time set."),
        (State::ConvertedOffline, _) => {
            Words::fixed("请按时到法庭。", "Come to the courtroom at the time set.")
        }
        _ => Words::fixed("现在不用做什么。", "There is nothing to do now."),
    }
}

pub(super) fn ranges_of(row: &answer::Model) -> Vec<Range> {
    serde_json::from_str(&row.unavailable).unwrap_or_default()
}

/// One hearing as a party sees it.
pub(super) async fn for_party(
    db: &impl ConnectionTrait,
    row: hearing::Model,
    person_id: Uuid,
    now: DateTime<Utc>,
    lang: Lang,
) -> Result<HearingView, Problem> {
    let answer = answer::Entity::find_by_id((row.id, person_id))
        .one(db)
        .await?;
    let known = Known::of(db, std::slice::from_ref(&row)).await?;
    view(&row, &known, &Eyes::Party(answer.as_ref()), now, lang)
}

/// One hearing with all that the desk works with.
pub(super) async fn at_desk(
    db: &impl ConnectionTrait,
    row: hearing::Model,
    now: DateTime<Utc>,
    lang: Lang,
) -> Result<DeskHearing, Problem> {
    let known = Known::of(db, std::slice::from_ref(&row)).await?;
    let answers = answers_of(db, row.id).await?;
    let request = request::Entity::find()
        .filter(request::Column::HearingId.eq(row.id))
        .order_by_desc(request::Column::Id)
        .one(db)
        .await?;
    Ok(DeskHearing {
        hearing: view(&row, &known, &Eyes::Desk, now, lang)?,
        slots: slots(db, &row, &answers, None, lang).await?,
        answers: answers.iter().map(answer_view).collect(),
        request: request.map(|request| request_view(request, lang)),
        clerk: row.clerk_id.and_then(|id| known.name(id)),
        judge_id: row.judge_id,
        clerk_id: row.clerk_id,
        next_by: row.next_by,
        unanswered_rounds: row.unanswered_rounds,
        ground: row.ground,
        reason: row.reason,
        summoned_at: row.summoned_at.map(local),
    })
}

fn answer_view(row: &answer::Model) -> AnswerView {
    AnswerView {
        side: row.side.clone(),
        slot_id: row.slot_id,
        unavailable: ranges_of(row),
        at: local(row.at),
    }
}

fn request_view(row: request::Model, lang: Lang) -> RequestView {
    RequestView {
        ground_words: Ground::from_id(&row.ground)
            .map(|ground| ground.words().in_lang(lang).to_owned())
            .unwrap_or_default(),
        proof: serde_json::from_str(&row.proof).unwrap_or_default(),
        side: row.side,
        ground: row.ground,
        reason: row.reason,
        state: row.state,
        asked_at: local(row.asked_at),
        note: row.note,
    }
}

pub(super) async fn answers_of(
    db: &impl ConnectionTrait,
    hearing_id: Uuid,
) -> Result<Vec<answer::Model>, Problem> {
    Ok(answer::Entity::find()
        .filter(answer::Column::HearingId.eq(hearing_id))
        .order_by_asc(answer::Column::PersonId)
        .limit(MOST)
        .all(db)
        .await?)
}

pub(super) async fn slots_of(
    db: &impl ConnectionTrait,
    row: &hearing::Model,
) -> Result<Vec<slot::Model>, Problem> {
    Ok(slot::Entity::find()
        .filter(slot::Column::HearingId.eq(row.id))
        .filter(slot::Column::Round.eq(row.round))
        .filter(slot::Column::State.ne("dropped"))
        .order_by_asc(slot::Column::Rank)
        .limit(MOST)
        .all(db)
        .await?)
}

/// The slots of the present round. `person` is who looks, if a party does.
pub(super) async fn slots(
    db: &impl ConnectionTrait,
    row: &hearing::Model,
    answers: &[answer::Model],
    person: Option<Uuid>,
    lang: Lang,
) -> Result<Vec<SlotView>, Problem> {
    let rows = slots_of(db, row).await?;
    let rooms = rooms_of(db, rows.iter().map(|slot| slot.courtroom_id)).await?;
    let busy = busy_around(db, row, &rows).await?;
    let staff = [Some(row.judge_id), row.clerk_id];
    let view = |slot: slot::Model| {
        let cells = cells_of_hearing(slot.starts_at, slot.ends_at);
        let chose = |answer: &&answer::Model| answer.slot_id == Some(slot.id);
        let mut sides: Vec<String> = answers
            .iter()
            .filter(chose)
            .map(|one| one.side.clone())
            .collect();
        sides.sort_unstable();
        sides.dedup();
        SlotView {
            free: staff
                .into_iter()
                .flatten()
                .map(Resource::Staff)
                .chain([Resource::Courtroom(slot.courtroom_id)])
                .all(|resource| busy.is_free(resource, cells.clone())),
            mine: answers
                .iter()
                .filter(chose)
                .any(|answer| Some(answer.person_id) == person),
            chosen_by: sides,
            why: why_of(&slot, lang),
            courtroom: rooms.get(&slot.courtroom_id).map(room_view),
            id: slot.id,
            starts_at: local(slot.starts_at),
            ends_at: local(slot.ends_at),
            rank: slot.rank,
        }
    };
    Ok(rows.into_iter().map(view).collect())
}

async fn busy_around(
    db: &impl ConnectionTrait,
    row: &hearing::Model,
    slots: &[slot::Model],
) -> Result<Busy, Problem> {
    let cells = slots
        .iter()
        .map(|slot| cells_of_hearing(slot.starts_at, slot.ends_at))
        .reduce(|one, two| one.start.min(two.start)..one.end.max(two.end));
    let Some(cells) = cells else {
        return Ok(Busy::default());
    };
    let mut resources = vec![Resource::Staff(row.judge_id)];
    resources.extend(row.clerk_id.map(Resource::Staff));
    resources.extend(
        slots
            .iter()
            .map(|slot| Resource::Courtroom(slot.courtroom_id)),
    );
    let taken = taken_between(db, &resources, cells).await?;
    // What this hearing holds itself stands in nobody's way.
    Ok(Busy::of(
        taken
            .into_iter()
            .filter(|one| one.hearing_id != Some(row.id)),
    ))
}

fn why_of(slot: &slot::Model, lang: Lang) -> Vec<String> {
    let why: Vec<Value> = serde_json::from_str(&slot.why).unwrap_or_default();
    why.iter()
        .filter_map(|words| words[lang.code()].as_str())
        .map(str::to_owned)
        .collect()
}
