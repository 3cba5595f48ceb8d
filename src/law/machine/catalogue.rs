//! All machines as data, in the shape of the specification, for whoever wants to see them.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{Actor, Move, State};
use super::{
    appeal, case, evidence, filing, hearing, jurisdiction_objection, mediation, power_of_attorney,
    preservation, service, withdrawal,
};
use crate::law::Named;

/// Every machine with the actors and the rules common to all.
#[derive(Clone, Debug, Serialize)]
pub struct Catalogue {
    pub meta: CatalogueMeta,
    pub machines: BTreeMap<&'static str, MachineCard>,
}

#[derive(Clone, Debug, Serialize)]
pub struct CatalogueMeta {
    pub actors: &'static [Actor],
    pub rules: &'static [&'static str],
}

#[derive(Clone, Debug, Serialize)]
pub struct MachineCard {
    pub zh: &'static str,
    pub initial: &'static str,
    #[serde(skip_serializing_if = "str::is_empty")]
    pub notes: &'static str,
    pub states: Vec<StateCard>,
    pub transitions: Vec<MoveCard>,
}

#[derive(Clone, Debug, Serialize)]
pub struct StateCard {
    pub id: &'static str,
    pub zh: &'static str,
    pub terminal: bool,
}

#[derive(Clone, Debug, Serialize)]
pub struct MoveCard {
    pub from: &'static str,
    pub event: &'static str,
    pub to: &'static str,
    pub actor: &'static [Actor],
    pub guard: &'static str,
    pub effects_and_basis: &'static str,
}

const RULES: &[&str] = &[
    "reject any (state,event) pair not listed with 409 and no side effect",
    "system events are timers or webhooks; a ruling is never made by 'system'",
    "every transition writes actor, time, old and new state, guard inputs and legal basis to an append-only log",
    "guards on time use deadlines from the deadline engine, Asia/Shanghai",
    "article numbers: CPL = Civil Procedure Law 2023; Interp. = 法释 2022 interpretation of CPL; Online Rules = 法释〔2021〕12号; Mediation Rules = 法释〔2021〕23号; Decree = State Council 481; Evidence = 2019 evidence rules; Preservation = property preservation provisions, 2020 text",
];

/// The state machines as the code has them.
pub fn all_machines() -> Catalogue {
    let machines = [
        card::<filing::State>(),
        card::<case::State>(),
        card::<service::State>(),
        card::<mediation::State>(),
        card::<hearing::State>(),
        card::<preservation::State>(),
        card::<withdrawal::State>(),
        card::<appeal::State>(),
        card::<power_of_attorney::State>(),
        card::<evidence::State>(),
        card::<jurisdiction_objection::State>(),
    ];
    Catalogue {
        meta: CatalogueMeta {
            actors: Actor::ALL,
            rules: RULES,
        },
        machines: BTreeMap::from(machines),
    }
}

fn card<S: State>() -> (&'static str, MachineCard) {
    let states = S::ALL
        .iter()
        .map(|state| StateCard {
            id: state.id(),
            zh: state.zh(),
            terminal: state.is_terminal(),
        })
        .collect();
    let transitions = S::moves().iter().map(move_card).collect();
    let card = MachineCard {
        zh: S::MACHINE_ZH,
        initial: S::INITIAL.id(),
        notes: S::NOTES,
        states,
        transitions,
    };
    (S::MACHINE, card)
}

fn move_card<S: State>(row: &Move<S>) -> MoveCard {
    MoveCard {
        from: row.from.id(),
        event: row.event.id(),
        to: row.to.id(),
        actor: row.actors,
        guard: row.guard,
        effects_and_basis: row.basis,
    }
}
