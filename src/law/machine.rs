//! The eleven state machines as closed enums: state x event x actor, each with its guard and basis.
//!
//! A room never sets a state by hand. It asks [`step`], which knows the listed moves and who may make
//! them, and gets a [`Pending`] move; that yields its new state only when the room brings the facts
//! under which the guard holds. The facts go into the audit log with the move.
//!
//! ```text
//! let pending = machine::step(filing.state, Event::Submit, Actor::Party)?; // 409 when not listed
//! let moved = pending.settle(Verdict::holds([("assurance", json!("L3")), ...]))?;
//! filing.state = moved.to;
//! ```

use std::collections::BTreeMap;

use serde_json::Value;

use super::Named;
use super::named::named;

pub mod appeal;
pub mod case;
pub mod evidence;
pub mod filing;
pub mod hearing;
pub mod jurisdiction_objection;
pub mod mediation;
pub mod power_of_attorney;
pub mod preservation;
pub mod service;
pub mod withdrawal;

mod catalogue;
pub use catalogue::{Catalogue, MachineCard, MoveCard, StateCard, all_machines};

#[cfg(test)]
mod tests;

named! {
    /// Who acts. `System` may start a clock and mark a fact; it never makes a ruling.
    pub enum Actor {
        Party = "party",
        Plaintiff = "plaintiff",
        Defendant = "defendant",
        Principal = "principal",
        Agent = "agent",
        Mediator = "mediator",
        Insurer = "insurer",
        Bank = "bank",
        FilingClerk = "filing_clerk",
        Judge = "judge",
        ClerkOfCourt = "clerk_of_court",
        EnforcementJudge = "enforcement_judge",
        SecondInstanceCourt = "second_instance_court",
        Archivist = "archivist",
        System = "system",
    }
}

/// A state of one machine. Implemented by the `State` enum of each machine's module.
pub trait State: Named + std::fmt::Display + std::fmt::Debug {
    type Event: Named + std::fmt::Display + std::fmt::Debug;

    const MACHINE: &'static str;
    const MACHINE_ZH: &'static str;
    const INITIAL: Self;
    const NOTES: &'static str;

    fn zh(self) -> &'static str;

    /// Nothing leads out of a terminal state.
    fn is_terminal(self) -> bool;

    /// Every listed move, in the order of the specification.
    fn moves() -> &'static [Move<Self>];
}

/// One listed move.
#[derive(Debug)]
pub struct Move<S: State> {
    pub from: S,
    pub event: S::Event,
    pub to: S,
    pub actors: &'static [Actor],
    /// What must be true; empty when nothing is asked.
    pub guard: &'static str,
    /// What follows and the article it rests on.
    pub basis: &'static str,
}

/// Declares one machine: its states, its events and its listed moves.
macro_rules! machine {
    (
        $(#[$doc:meta])*
        $label:ident $machine:literal $machine_zh:literal from $initial:ident;
        notes $notes:literal;
        states { $($state:ident = $state_id:literal, $state_zh:literal $(, $terminal:ident)?;)+ }
        events { $($event:ident = $event_id:literal;)+ }
        moves { $($from:ident, $on:ident => $to:ident by $($actor:ident),+; guard $guard:literal; basis $basis:literal;)+ }
    ) => {
        $crate::law::named::named! {
            $(#[$doc])*
            pub enum State { $($state = $state_id),+ }
        }

        $crate::law::named::named! {
            /// What can happen.
            pub enum Event { $($event = $event_id),+ }
        }

        impl $crate::law::machine::State for State {
            type Event = Event;

            const MACHINE: &'static str = $machine;
            const MACHINE_ZH: &'static str = $machine_zh;
            const INITIAL: Self = Self::$initial;
            const NOTES: &'static str = $notes;

            fn zh(self) -> &'static str {
                match self { $(Self::$state => $state_zh),+ }
            }

            fn is_terminal(self) -> bool {
                match self { $(Self::$state => machine!(@terminal $($terminal)?)),+ }
            }

            fn moves() -> &'static [$crate::law::machine::Move<Self>] {
                &[$($crate::law::machine::Move {
                    from: State::$from,
                    event: Event::$on,
                    to: State::$to,
                    actors: &[$($crate::law::machine::Actor::$actor),+],
                    guard: $guard,
                    basis: $basis,
                }),+]
            }
        }

        #[doc = concat!("The name under which this machine is known: `", $machine, "`.")]
        pub type $label = State;
    };
    (@terminal terminal) => { true };
    (@terminal) => { false };
}

pub(in crate::law::machine) use machine;

/// Why a step is refused. Nothing has changed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotAllowed {
    /// The event is not listed for this state: 409 `state.not_allowed`.
    #[error("{machine}: {event} is not listed in state {state}")]
    Unlisted {
        machine: &'static str,
        state: &'static str,
        event: &'static str,
    },
    /// The event is listed, but this actor may not cause it: 403 `state.wrong_actor`.
    #[error("{machine}: {actor} may not cause {event} in state {state}")]
    WrongActor {
        machine: &'static str,
        state: &'static str,
        event: &'static str,
        actor: Actor,
        allowed: &'static [Actor],
    },
}

impl NotAllowed {
    /// The stable code of the problem.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Unlisted { .. } => "state.not_allowed",
            Self::WrongActor { .. } => "state.wrong_actor",
        }
    }
}

/// The facts a guard was judged by; they are logged with the move.
pub type Facts = BTreeMap<&'static str, Value>;

/// What the room found out about the guard.
#[derive(Clone, Debug, PartialEq)]
pub enum Verdict {
    Holds(Facts),
    Fails(Facts),
}

impl Verdict {
    /// The guard holds, by these facts.
    pub fn holds(facts: impl IntoIterator<Item = (&'static str, Value)>) -> Self {
        Self::Holds(facts.into_iter().collect())
    }

    /// The guard does not hold, by these facts.
    pub fn fails(facts: impl IntoIterator<Item = (&'static str, Value)>) -> Self {
        Self::Fails(facts.into_iter().collect())
    }

    /// For a move that asks for nothing.
    pub fn nothing_asked() -> Self {
        Self::Holds(Facts::new())
    }
}

/// A guard that keeps a move from happening: 409 `state.guard_failed`. Nothing has changed.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum GuardRefused {
    #[error("the guard does not hold: {guard}")]
    DoesNotHold { guard: &'static str, facts: Facts },
    /// The move has a guard, yet no fact was brought: a fault of the calling room.
    #[error("no fact was brought for the guard: {guard}")]
    Unproved { guard: &'static str },
}

/// A listed move by the right actor that still waits for its guard.
#[derive(Debug)]
#[must_use = "a pending move changes nothing until its guard is settled"]
pub struct Pending<S: State> {
    row: &'static Move<S>,
    actor: Actor,
}

impl<S: State> Pending<S> {
    pub fn guard(&self) -> &'static str {
        self.row.guard
    }

    pub fn basis(&self) -> &'static str {
        self.row.basis
    }

    /// The new state, if the guard holds and facts were brought for it.
    pub fn settle(self, verdict: Verdict) -> Result<Moved<S>, GuardRefused> {
        let guard = self.row.guard;
        match verdict {
            Verdict::Fails(facts) => Err(GuardRefused::DoesNotHold { guard, facts }),
            Verdict::Holds(facts) if facts.is_empty() && !guard.is_empty() => {
                Err(GuardRefused::Unproved { guard })
            }
            Verdict::Holds(facts) => Ok(Moved {
                from: self.row.from,
                event: self.row.event,
                to: self.row.to,
                actor: self.actor,
                guard,
                basis: self.row.basis,
                facts,
            }),
        }
    }
}

/// A move that happened, with all that the audit log wants to know.
#[derive(Clone, Debug, PartialEq)]
pub struct Moved<S: State> {
    pub from: S,
    pub event: S::Event,
    pub to: S,
    pub actor: Actor,
    pub guard: &'static str,
    pub basis: &'static str,
    pub facts: Facts,
}

/// The listed move out of `state` on `event`, if `actor` may make it.
pub fn step<S: State>(state: S, event: S::Event, actor: Actor) -> Result<Pending<S>, NotAllowed> {
    let listed = S::moves()
        .iter()
        .find(|row| row.from == state && row.event == event);
    let Some(row) = listed else {
        return Err(NotAllowed::Unlisted {
            machine: S::MACHINE,
            state: state.id(),
            event: event.id(),
        });
    };
    if !row.actors.contains(&actor) {
        return Err(NotAllowed::WrongActor {
            machine: S::MACHINE,
            state: state.id(),
            event: event.id(),
            actor,
            allowed: row.actors,
        });
    }
    Ok(Pending { row, actor })
}

/// What `actor` may try next, guards aside: the buttons of a page.
pub fn open_to<S: State>(state: S, actor: Actor) -> impl Iterator<Item = S::Event> {
    S::moves()
        .iter()
        .filter(move |row| row.from == state && row.actors.contains(&actor))
        .map(|row| row.event)
}
