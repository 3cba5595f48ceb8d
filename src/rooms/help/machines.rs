//! `GET /api/v1/meta/machines`: the state machines as the code has them.

use std::collections::BTreeMap;

use actix_web::{get, web};
use serde::Serialize;
use utoipa::ToSchema;

use crate::law::Named;
use crate::law::machine::{Actor, MachineCard, MoveCard, StateCard, all_machines};

/// Every machine by its name, with what is common to all.
#[derive(Serialize, ToSchema)]
pub struct Machines {
    pub meta: MachinesMeta,
    pub machines: BTreeMap<&'static str, Machine>,
}

#[derive(Serialize, ToSchema)]
pub struct MachinesMeta {
    pub actors: Vec<&'static str>,
    pub rules: Vec<&'static str>,
}

#[derive(Serialize, ToSchema)]
pub struct Machine {
    /// The name in Chinese.
    pub zh: &'static str,
    pub initial: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub notes: Option<&'static str>,
    pub states: Vec<MachineState>,
    pub transitions: Vec<Transition>,
}

#[derive(Serialize, ToSchema)]
pub struct MachineState {
    pub id: &'static str,
    pub zh: &'static str,
    /// Nothing leads out of it.
    pub terminal: bool,
}

/// A listed move; whatever is not listed is answered 409 `state.not_allowed`.
#[derive(Serialize, ToSchema)]
#[schema(example = json!({"from": "draft", "event": "submit", "to": "submitted", "actor": ["party", "agent"],
    "guard": "identity>=L3; complaint, …", "effects_and_basis": "receipt voucher with date (Interp. 208); start 7-day clock (CPL 126)"}))]
pub struct Transition {
    pub from: &'static str,
    pub event: &'static str,
    pub to: &'static str,
    /// Who may cause it.
    pub actor: Vec<&'static str>,
    /// What must be true.
    pub guard: &'static str,
    pub effects_and_basis: &'static str,
}

/// Every state, event, actor, guard and basis of the eleven machines.
#[utoipa::path(operation_id = "list_machines", tag = "help",
    responses((status = 200, description = "The machines", body = Machines)))]
#[get("/api/v1/meta/machines")]
pub async fn list_machines() -> web::Json<Machines> {
    web::Json(answer())
}

pub(super) fn answer() -> Machines {
    let catalogue = all_machines();
    Machines {
        meta: MachinesMeta {
            actors: ids(catalogue.meta.actors),
            rules: catalogue.meta.rules.to_vec(),
        },
        machines: catalogue
            .machines
            .into_iter()
            .map(|(name, card)| (name, machine(card)))
            .collect(),
    }
}

fn machine(card: MachineCard) -> Machine {
    Machine {
        zh: card.zh,
        initial: card.initial,
        notes: Some(card.notes).filter(|notes| !notes.is_empty()),
        states: card.states.into_iter().map(state).collect(),
        transitions: card.transitions.into_iter().map(transition).collect(),
    }
}

fn state(card: StateCard) -> MachineState {
    MachineState {
        id: card.id,
        zh: card.zh,
        terminal: card.terminal,
    }
}

fn transition(card: MoveCard) -> Transition {
    Transition {
        from: card.from,
        event: card.event,
        to: card.to,
        actor: ids(card.actor),
        guard: card.guard,
        effects_and_basis: card.effects_and_basis,
    }
}

fn ids(actors: &[Actor]) -> Vec<&'static str> {
    actors.iter().map(|actor| actor.id()).collect()
}
