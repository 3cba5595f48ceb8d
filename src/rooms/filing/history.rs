//! A move of the filing machine, with all that belongs to it: the row, the history, the audit.

use chrono::{DateTime, FixedOffset};
use sea_orm::prelude::*;
use sea_orm::{
    ActiveValue::Set, ConnectionTrait, DatabaseTransaction, IntoActiveModel, QueryOrder,
};
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;

use super::access;
use super::model::{event, filing};
use crate::court::Court;
use crate::kit::audit::{self, Act};
use crate::kit::clock::shanghai;
use crate::kit::ids::new_id;
use crate::kit::problem::Problem;
use crate::law::Named;
use crate::law::machine::filing::Event;
use crate::law::machine::{self, Verdict};

/// Who moves a filing.
#[derive(Clone, Copy, Debug)]
pub enum By {
    Party(Uuid),
    Clerk(Uuid),
    Judge(Uuid),
    System,
}

impl By {
    fn machine(self) -> machine::Actor {
        match self {
            By::Party(_) => machine::Actor::Party,
            By::Clerk(_) => machine::Actor::FilingClerk,
            By::Judge(_) => machine::Actor::Judge,
            By::System => machine::Actor::System,
        }
    }

    fn audit(self) -> audit::Actor {
        match self {
            By::Party(id) => audit::Actor::Person(id),
            By::Clerk(id) | By::Judge(id) => audit::Actor::Staff(id),
            By::System => audit::Actor::System,
        }
    }

    fn id(self) -> Option<Uuid> {
        match self {
            By::Party(id) | By::Clerk(id) | By::Judge(id) => Some(id),
            By::System => None,
        }
    }
}

/// One move to make.
pub struct Move<'a> {
    pub event: Event,
    pub by: By,
    /// By which facts the guard holds; they are kept with the move.
    pub facts: Vec<(&'static str, Value)>,
    pub note: Option<&'a str>,
}

/// Makes a listed move and `change`s the row with it. An unlisted one is 409 and changes nothing.
pub async fn advance(
    court: &Court,
    tx: &DatabaseTransaction,
    row: filing::Model,
    step: Move<'_>,
    change: impl FnOnce(&mut filing::ActiveModel),
) -> Result<filing::Model, Problem> {
    let from = access::state_of(&row)?;
    let moved =
        machine::step(from, step.event, step.by.machine())?.settle(Verdict::holds(step.facts))?;
    let now = court.now();
    let (id, version) = (row.id, row.version);
    let mut changed = row.into_active_model();
    changed.state = Set(moved.to.id().to_owned());
    changed.version = Set(version + 1);
    change(&mut changed);
    let row = changed.update(tx).await?;
    event::ActiveModel {
        id: Set(new_id()),
        filing_id: Set(id),
        event: Set(step.event.id().to_owned()),
        from_state: Set(from.id().to_owned()),
        to_state: Set(moved.to.id().to_owned()),
        actor_kind: Set(step.by.machine().id().to_owned()),
        actor_id: Set(step.by.id()),
        at: Set(now),
        note: Set(step.note.map(str::to_owned)),
        facts: Set(serde_json::to_string(&moved.facts).unwrap_or_default()),
    }
    .insert(tx)
    .await?;
    let act = Act {
        actor: step.by.audit(),
        act: step.event.id(),
        subject_kind: "filing",
        subject_id: id,
        from: Some(from.id()),
        to: Some(moved.to.id()),
        basis: Some(moved.basis),
    };
    act.record(tx, now).await?;
    Ok(row)
}

/// An entry of the history, as people see it.
#[derive(Serialize, ToSchema)]
#[schema(as = FilingEvent, example = json!({"event": "submit", "from": "draft", "to": "submitted", "at": "2026-11-24T09:41:00+08:00", "by": "party", "note": null}))]
pub struct EventView {
    pub event: String,
    pub from: String,
    pub to: String,
    pub at: DateTime<FixedOffset>,
    /// `party`, `filing_clerk`, `judge`, `system`.
    pub by: String,
    pub note: Option<String>,
}

/// All that happened to a filing, in order. A filing has tens of entries at most.
pub async fn of(db: &impl ConnectionTrait, filing_id: Uuid) -> Result<Vec<EventView>, Problem> {
    let rows = event::Entity::find()
        .filter(event::Column::FilingId.eq(filing_id))
        .order_by_asc(event::Column::Id)
        .all(db)
        .await?;
    Ok(rows.into_iter().map(view).collect())
}

fn view(row: event::Model) -> EventView {
    EventView {
        event: row.event,
        from: row.from_state,
        to: row.to_state,
        at: row.at.with_timezone(&shanghai()),
        by: row.actor_kind,
        note: row.note,
    }
}
