//! The machines against the specification, field by field, and against themselves by random walks.

use std::collections::BTreeSet;

use proptest::prelude::*;
use proptest::strategy::ValueTree;
use serde_json::{Value, json};

use super::*;

const SPECIFICATION: &str = include_str!("../data/transitions.json");

fn specification() -> Value {
    serde_json::from_str(SPECIFICATION).unwrap()
}

/// Runs one generic check for each of the eleven machines.
macro_rules! for_each_machine {
    ($check:ident $(, $argument:expr)?) => {
        $check::<filing::State>($($argument)?);
        $check::<case::State>($($argument)?);
        $check::<service::State>($($argument)?);
        $check::<mediation::State>($($argument)?);
        $check::<hearing::State>($($argument)?);
        $check::<preservation::State>($($argument)?);
        $check::<withdrawal::State>($($argument)?);
        $check::<appeal::State>($($argument)?);
        $check::<power_of_attorney::State>($($argument)?);
        $check::<evidence::State>($($argument)?);
        $check::<jurisdiction_objection::State>($($argument)?);
    };
}

fn verdict_for(guard: &str) -> Verdict {
    if guard.is_empty() {
        Verdict::nothing_asked()
    } else {
        Verdict::holds([("seen", json!(true))])
    }
}

#[test]
fn the_catalogue_equals_the_specification_in_every_field_and_order() {
    // Equality of the whole trees holds both directions: nothing missing here, nothing added.
    let ours = serde_json::to_value(all_machines()).unwrap();
    let theirs = specification();
    for (name, machine) in theirs["machines"].as_object().unwrap() {
        for part in ["zh", "initial", "notes", "states", "transitions"] {
            assert_eq!(ours["machines"][name][part], machine[part], "{name}.{part}");
        }
    }
    assert_eq!(ours, theirs);
    assert_eq!(ours["machines"].as_object().unwrap().len(), 11);
}

/// What the code answers to every (state, event, actor) is exactly what the file lists.
fn answers_are_the_listed_ones<S: State>() {
    let listed: Vec<Value> = specification()["machines"][S::MACHINE]["transitions"]
        .as_array()
        .unwrap()
        .clone();
    for state in S::ALL {
        for event in S::Event::ALL {
            let rows: Vec<&Value> = listed
                .iter()
                .filter(|row| row["from"] == state.id() && row["event"] == event.id())
                .collect();
            assert!(
                rows.len() <= 1,
                "{} {state} {event} is not deterministic",
                S::MACHINE
            );
            for actor in Actor::ALL {
                let step = step(*state, *event, *actor);
                match rows.first() {
                    None => assert!(matches!(step, Err(NotAllowed::Unlisted { .. }))),
                    Some(row)
                        if row["actor"]
                            .as_array()
                            .unwrap()
                            .contains(&json!(actor.id())) =>
                    {
                        let pending = step.unwrap();
                        assert_eq!(pending.guard(), row["guard"]);
                        assert_eq!(pending.basis(), row["effects_and_basis"]);
                        let verdict = verdict_for(pending.guard());
                        assert_eq!(pending.settle(verdict).unwrap().to.id(), row["to"]);
                    }
                    Some(_) => assert!(matches!(step, Err(NotAllowed::WrongActor { .. }))),
                }
            }
        }
    }
}

#[test]
fn every_state_event_and_actor_is_answered_as_listed() {
    for_each_machine!(answers_are_the_listed_ones);
}

fn reachable_from<S: State>(start: S) -> BTreeSet<&'static str> {
    let mut seen = BTreeSet::from([start.id()]);
    let mut open = vec![start];
    while let Some(state) = open.pop() {
        for row in S::moves().iter().filter(|row| row.from == state) {
            if seen.insert(row.to.id()) {
                open.push(row.to);
            }
        }
    }
    seen
}

fn has_no_dead_end_and_no_island<S: State>() {
    let all: BTreeSet<_> = S::ALL.iter().map(|state| state.id()).collect();
    assert_eq!(
        reachable_from(S::INITIAL),
        all,
        "{}: an unreachable state",
        S::MACHINE
    );
    for state in S::ALL {
        let leaves = S::moves().iter().any(|row| row.from == *state);
        assert_eq!(leaves, !state.is_terminal(), "{} {state}", S::MACHINE);
        // From everywhere an end can be reached.
        let ends = reachable_from(*state);
        let ended = S::ALL
            .iter()
            .any(|end| end.is_terminal() && ends.contains(end.id()));
        assert!(ended, "{} {state} never ends", S::MACHINE);
    }
    for event in S::Event::ALL {
        assert!(
            S::moves().iter().any(|row| row.event == *event),
            "{} {event} is used nowhere",
            S::MACHINE
        );
    }
}

#[test]
fn every_state_is_reached_and_leads_to_an_end() {
    for_each_machine!(has_no_dead_end_and_no_island);
}

fn system_makes_no_ruling<S: State>() {
    for row in S::moves()
        .iter()
        .filter(|row| row.actors.contains(&Actor::System))
    {
        assert!(
            !row.basis.starts_with("ruling"),
            "{} {} {}",
            S::MACHINE,
            row.from,
            row.event
        );
        assert!(
            !row.event.id().starts_with("rule_"),
            "{} {} {}",
            S::MACHINE,
            row.from,
            row.event
        );
    }
}

#[test]
fn the_system_never_makes_a_ruling() {
    for_each_machine!(system_makes_no_ruling);
}

/// Drives one machine with random events and actors; returns the moves it saw.
fn walk<S: State>(choices: &[(usize, usize)]) -> BTreeSet<(String, String, String)> {
    let mut state = S::INITIAL;
    let mut seen = BTreeSet::new();
    for (event, actor) in choices {
        let event = S::Event::ALL[event % S::Event::ALL.len()];
        let actor = Actor::ALL[actor % Actor::ALL.len()];
        let before = state;
        if let Ok(pending) = step(state, event, actor) {
            let verdict = verdict_for(pending.guard());
            state = pending.settle(verdict).unwrap().to;
            seen.insert((before.to_string(), event.to_string(), state.to_string()));
        }
        if state.is_terminal() {
            state = S::INITIAL;
        }
    }
    seen
}

fn listed_moves<S: State>() -> BTreeSet<(String, String, String)> {
    let specification = specification();
    let rows = specification["machines"][S::MACHINE]["transitions"]
        .as_array()
        .unwrap()
        .clone();
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    rows.iter()
        .map(|row| (text(&row["from"]), text(&row["event"]), text(&row["to"])))
        .collect()
}

fn walks_see_only_listed_moves<S: State>(choices: &[(usize, usize)]) {
    let listed = listed_moves::<S>();
    for seen in walk::<S>(choices) {
        assert!(listed.contains(&seen), "{}: {seen:?}", S::MACHINE);
    }
}

proptest! {
    #[test]
    fn random_walks_see_nothing_but_listed_moves(choices in prop::collection::vec((0_usize..1000, 0_usize..1000), 1..400)) {
        for_each_machine!(walks_see_only_listed_moves, &choices);
    }
}

/// A long walk that prefers states seen less often must find every listed move.
fn long_walk_sees_every_listed_move<S: State>() {
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let strategy = prop::collection::vec((0_usize..10_000, 0_usize..10_000), 40_000);
    let choices = strategy.new_tree(&mut runner).unwrap().current();
    let mut seen = walk::<S>(&choices);
    // Deep states are rare from the start alone, so each state is also walked from directly.
    for state in S::ALL {
        for (event, actor) in choices.iter().take(4_000) {
            let event = S::Event::ALL[event % S::Event::ALL.len()];
            let actor = Actor::ALL[actor % Actor::ALL.len()];
            if let Ok(pending) = step(*state, event, actor) {
                let verdict = verdict_for(pending.guard());
                let moved = pending.settle(verdict).unwrap();
                seen.insert((
                    moved.from.to_string(),
                    moved.event.to_string(),
                    moved.to.to_string(),
                ));
            }
        }
    }
    assert_eq!(seen, listed_moves::<S>(), "{}", S::MACHINE);
}

#[test]
fn enough_random_events_see_exactly_the_listed_moves() {
    for_each_machine!(long_walk_sees_every_listed_move);
}

#[test]
fn a_guard_wants_facts_and_keeps_the_state_when_it_fails() {
    let submit = || step(filing::State::Draft, filing::Event::Submit, Actor::Party).unwrap();
    assert!(submit().guard().starts_with("identity>=L3"));
    assert!(matches!(
        submit().settle(Verdict::nothing_asked()),
        Err(GuardRefused::Unproved { .. })
    ));
    let low = Verdict::fails([("assurance", json!("L1"))]);
    assert!(matches!(
        submit().settle(low),
        Err(GuardRefused::DoesNotHold { .. })
    ));
    let moved = submit()
        .settle(Verdict::holds([("assurance", json!("L3"))]))
        .unwrap();
    assert_eq!(moved.to, filing::State::Submitted);
    assert_eq!(moved.facts["assurance"], json!("L3"));
    // A move without a guard asks for nothing.
    let uphold = step(
        jurisdiction_objection::State::Review,
        jurisdiction_objection::Event::Uphold,
        Actor::Judge,
    );
    assert!(uphold.unwrap().settle(Verdict::nothing_asked()).is_ok());
}

#[test]
fn a_refusal_tells_a_wrong_moment_from_a_wrong_actor() {
    let early = step(
        filing::State::Draft,
        filing::Event::Accept,
        Actor::FilingClerk,
    )
    .unwrap_err();
    assert_eq!(early.code(), "state.not_allowed");
    let wrong = step(
        filing::State::UnderReview,
        filing::Event::Accept,
        Actor::Party,
    )
    .unwrap_err();
    assert_eq!(wrong.code(), "state.wrong_actor");
    assert!(matches!(
        wrong,
        NotAllowed::WrongActor {
            allowed: [Actor::FilingClerk],
            ..
        }
    ));
}

#[test]
fn a_page_offers_what_the_actor_may_try() {
    let open: Vec<_> = open_to(filing::State::Submitted, Actor::Party).collect();
    assert_eq!(open, [filing::Event::Recall, filing::Event::WithdrawFiling]);
    assert_eq!(open_to(filing::State::Docketed, Actor::Judge).count(), 0);
}
