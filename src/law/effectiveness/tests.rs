use proptest::prelude::*;
use serde_json::{Value, json};

use super::*;
use crate::law::Named;
use crate::law::moments::parse_day;
use crate::law::reading::{Fault, FaultCode};

fn day(text: &str) -> NaiveDate {
    parse_day(text).unwrap()
}

fn calendar() -> Calendar {
    Calendar::built_in().unwrap()
}

fn body(instrument: &str, parties: Value) -> Value {
    json!({"instrument": instrument, "made_on": "2026-03-02", "parties": parties})
}

fn answer(body: &Value) -> Effect {
    Question::read(body).unwrap().answer(&calendar())
}

fn party(id: &str, served_on: Value) -> Value {
    json!({"id": id, "domicile": "prc", "served_on": served_on})
}

fn appealed(served_on: &str, filed_on: &str, outcome: &str, outcome_on: Value) -> Value {
    json!({
        "id": "a", "domicile": "prc", "served_on": served_on,
        "appeal": {"filed_on": filed_on, "outcome": outcome, "outcome_on": outcome_on},
    })
}

#[test]
fn windows_by_instrument_and_domicile() {
    for (instrument, small, prc, outside) in [
        ("judgment", false, Some(15), Some(30)),
        ("ruling_not_accepted", false, Some(10), Some(30)),
        ("ruling_jurisdiction", false, Some(10), Some(30)),
        ("ruling_dismissed", false, Some(10), Some(30)),
        ("ruling_other", false, None, None),
        ("mediation_statement", false, None, None),
        ("judgment", true, None, None),
        ("ruling_jurisdiction", true, None, None),
        ("ruling_dismissed", true, None, None),
        ("ruling_other", true, None, None),
        ("mediation_statement", true, None, None),
    ] {
        let mut asked = body(
            instrument,
            json!([party("a", json!("2026-03-02")), {"id": "b", "domicile": "outside", "served_on": null}]),
        );
        asked["small_claims"] = json!(small);
        let effect = answer(&asked);
        assert_eq!(effect.appealable, prc.is_some());
        // A party not served yet has a window, only no days yet.
        assert_eq!(effect.windows[0].window_days, prc, "{instrument} {small}");
        assert_eq!(
            effect.windows[1].window_days, outside,
            "{instrument} {small}"
        );
        assert_eq!(effect.windows[1].last_day, None);
        assert_eq!(effect.windows[0].last_day.is_some(), prc.is_some());
    }
}

#[test]
fn the_status_is_the_first_that_fits() {
    let unserved = party("b", json!(null));
    let decided = appealed("2026-03-02", "2026-03-06", "decided", json!("2026-06-01"));
    let mut pending = appealed("2026-03-02", "2026-03-06", "pending", json!(null));
    pending["id"] = json!("c");
    for (parties, status, effective_on) in [
        (json!([decided, pending, unserved]), Status::Replaced, None),
        (json!([pending, unserved]), Status::AppealPending, None),
        (
            json!([party("a", json!("2026-03-02")), unserved]),
            Status::NotAllServed,
            None,
        ),
        (
            json!([party("a", json!("2026-03-02"))]),
            Status::Effective,
            Some(day("2026-03-18")),
        ),
    ] {
        let effect = answer(&body("judgment", parties));
        assert_eq!((effect.status, effect.effective_on), (status, effective_on));
    }
}

#[test]
fn only_appeals_in_time_count() {
    // Served Monday 2 March: the window of a judgment ends on Tuesday 17 March.
    for (filed_on, standing, status) in [
        ("2026-03-02", AppealStanding::InTime, Status::Replaced),
        ("2026-03-17", AppealStanding::InTime, Status::Replaced),
        ("2026-03-18", AppealStanding::Late, Status::Effective),
    ] {
        let effect = answer(&body(
            "judgment",
            json!([appealed(
                "2026-03-02",
                filed_on,
                "decided",
                json!("2026-06-01")
            )]),
        ));
        assert_eq!(
            (effect.windows[0].appeal, effect.status),
            (standing, status),
            "{filed_on}"
        );
    }
    // A late appeal that was withdrawn moves nothing.
    let late = answer(&body(
        "judgment",
        json!([appealed(
            "2026-03-02",
            "2026-03-18",
            "withdrawn",
            json!("2026-06-01")
        )]),
    ));
    assert_eq!(late.effective_on, Some(day("2026-03-18")));
    // An appeal where there is none is inadmissible and moves nothing.
    let other = answer(&body(
        "ruling_other",
        json!([appealed("2026-03-05", "2026-03-06", "pending", json!(null))]),
    ));
    assert_eq!(
        (other.windows[0].appeal, other.status),
        (AppealStanding::Inadmissible, Status::Effective)
    );
    assert_eq!(other.effective_on, Some(day("2026-03-05")));
}

#[test]
fn a_withdrawn_appeal_ends_with_its_ruling_but_not_before_the_windows() {
    for (outcome, on, effective_on) in [
        ("withdrawn", "2026-03-06", "2026-03-18"),
        ("deemed_withdrawn", "2026-03-17", "2026-03-18"),
        ("withdrawn", "2026-03-18", "2026-03-18"),
        ("deemed_withdrawn", "2026-03-19", "2026-03-19"),
    ] {
        let effect = answer(&body(
            "judgment",
            json!([appealed("2026-03-02", "2026-03-06", outcome, json!(on))]),
        ));
        assert_eq!(
            effect.effective_on,
            Some(day(effective_on)),
            "{outcome} {on}"
        );
    }
}

#[test]
fn small_claims_rulings_take_effect_when_made() {
    for (instrument, small, status, effective_on) in [
        (
            "ruling_jurisdiction",
            true,
            Status::Effective,
            Some("2026-03-02"),
        ),
        (
            "ruling_dismissed",
            true,
            Status::Effective,
            Some("2026-03-02"),
        ),
        ("judgment", true, Status::NotAllServed, None),
        ("ruling_other", true, Status::NotAllServed, None),
        ("ruling_other", false, Status::NotAllServed, None),
        ("mediation_statement", false, Status::NotAllServed, None),
    ] {
        let mut asked = body(
            instrument,
            json!([party("a", json!("2026-03-04")), party("b", json!(null))]),
        );
        asked["small_claims"] = json!(small);
        let effect = answer(&asked);
        assert_eq!(
            (effect.status, effect.effective_on),
            (status, effective_on.map(day)),
            "{instrument} {small}"
        );
    }
    let signed = json!([
        party("a", json!("2026-03-04")),
        party("b", json!("2026-03-07"))
    ]);
    assert_eq!(
        answer(&body("mediation_statement", signed)).effective_on,
        Some(day("2026-03-07"))
    );
}

#[test]
fn a_window_in_an_unpublished_year_is_provisional() {
    let asked = |served_on: &str, instrument: &str| {
        let mut asked = body(
            instrument,
            json!([
                party("a", json!(served_on)),
                party("b", json!("2026-03-02"))
            ]),
        );
        asked["made_on"] = json!("2026-03-02");
        answer(&asked)
    };
    let effect = asked("2026-12-17", "judgment");
    assert_eq!(effect.windows[0].last_day, Some(day("2027-01-01")));
    assert_eq!(
        (
            effect.windows[0].provisional,
            effect.windows[1].provisional,
            effect.provisional
        ),
        (true, false, true)
    );
    assert!(!asked("2026-12-16", "judgment").provisional);
    // Not appealable: no days, nothing to be provisional about.
    assert!(!asked("2099-12-31", "mediation_statement").provisional);
    let last = asked("2099-12-31", "judgment");
    assert_eq!(last.effective_on, Some(day("2100-01-16")));
}

#[test]
fn every_contradiction_is_named() {
    let one = |party: Value| body("judgment", json!([party]));
    let pending = json!({"filed_on": "2026-03-06", "outcome": "pending"});
    let mut small = body(
        "ruling_not_accepted",
        json!([party("a", json!("2026-03-02"))]),
    );
    small["small_claims"] = json!(true);
    let unserved = json!({"id": "a", "domicile": "prc", "appeal": pending});
    for (asked, pointer, code) in [
        (
            one(party("a", json!("2026-03-01"))),
            "/parties/0/served_on",
            FaultCode::ServedBeforeMade,
        ),
        (
            one(unserved),
            "/parties/0/appeal",
            FaultCode::AppealNotServed,
        ),
        (
            one(appealed("2026-03-07", "2026-03-06", "pending", json!(null))),
            "/parties/0/appeal/filed_on",
            FaultCode::AppealBeforeService,
        ),
        (
            one(appealed(
                "2026-03-02",
                "2026-03-06",
                "decided",
                json!("2026-03-05"),
            )),
            "/parties/0/appeal/outcome_on",
            FaultCode::OutcomeBeforeAppeal,
        ),
        (
            one(appealed(
                "2026-03-02",
                "2026-03-06",
                "withdrawn",
                json!(null),
            )),
            "/parties/0/appeal/outcome_on",
            FaultCode::OutcomeNeedsDay,
        ),
        (
            one(appealed(
                "2026-03-02",
                "2026-03-06",
                "pending",
                json!("2026-03-07"),
            )),
            "/parties/0/appeal/outcome_on",
            FaultCode::PendingHasNoDay,
        ),
        (
            one(appealed("2026-03-02", "2026-03-06", "won", json!(null))),
            "/parties/0/appeal/outcome",
            FaultCode::NotInList,
        ),
        (small, "/small_claims", FaultCode::NotAcceptedIsNotSmall),
        (
            one(json!({"id": "a", "domicile": "mars"})),
            "/parties/0/domicile",
            FaultCode::NotInList,
        ),
        (
            one(json!({"id": "a", "domicile": null})),
            "/parties/0/domicile",
            FaultCode::Required,
        ),
        (
            one(json!({"id": "a", "domicile": "prc", "appeal": []})),
            "/parties/0/appeal",
            FaultCode::WrongType,
        ),
        (
            one(json!({"id": "a", "domicile": "prc", "name": "x"})),
            "/parties/0/name",
            FaultCode::Unknown,
        ),
        (
            one(party("a", json!("2100-01-01"))),
            "/parties/0/served_on",
            FaultCode::DayOutOfRange,
        ),
        (body("judgment", json!([])), "/parties", FaultCode::TooFew),
        (
            body("order", json!([party("a", json!(null))])),
            "/instrument",
            FaultCode::NotInList,
        ),
        (
            body(
                "judgment",
                json!([party("a", json!(null)), party("a", json!(null))]),
            ),
            "/parties/1/id",
            FaultCode::Repeated,
        ),
    ] {
        assert_eq!(
            Question::read(&asked).unwrap_err(),
            [Fault::at(pointer, code)],
            "{asked}"
        );
    }
    let many = |count: usize| {
        body(
            "judgment",
            (0..count)
                .map(|id| party(&id.to_string(), json!(null)))
                .collect(),
        )
    };
    assert!(Question::read(&many(50)).is_ok());
    assert_eq!(
        Question::read(&many(51)).unwrap_err(),
        [Fault::at("/parties", FaultCode::TooMany)]
    );
    // Nulls stand for what may be left out.
    let nulls = json!({"id": "a", "domicile": "prc", "served_on": null, "appeal": null});
    assert_eq!(
        Question::read(&one(nulls)),
        Question::read(&one(json!({"id": "a", "domicile": "prc"})))
    );
}

#[test]
fn the_basis_speaks_in_both_languages() {
    for status in Status::ALL {
        for appealable in [true, false] {
            let effect = Effect {
                appealable,
                windows: vec![],
                status: *status,
                effective_on: None,
                provisional: false,
            };
            let words = effect.basis();
            assert!(words.zh.ends_with('。') && words.en.ends_with('.'));
        }
    }
}

/// The rules a second time, by living through the days: the court asks every day whether it is in force.
fn by_living(question: &Question) -> (&'static str, Option<NaiveDate>) {
    let calendar = calendar();
    let appealable = !question.small_claims
        && matches!(
            question.instrument.id(),
            "judgment" | "ruling_not_accepted" | "ruling_jurisdiction" | "ruling_dismissed"
        );
    let open_on = |party: &Party, today: NaiveDate| -> bool {
        let Service::Served { on, .. } = party.service else {
            return true;
        };
        let days = match (party.domicile, question.instrument) {
            (Domicile::Outside, _) => 30,
            (_, Instrument::Judgment) => 15,
            _ => 10,
        };
        let mut last = on;
        for _ in 0..days {
            last = last.succ_opt().unwrap();
        }
        while calendar.is_rest_day(last) {
            last = last.succ_opt().unwrap();
        }
        today <= last
    };
    let counted: Vec<Appeal> = question
        .parties
        .iter()
        .filter_map(|party| match party.service {
            Service::Served {
                appeal: Some(appeal),
                ..
            } if appealable && open_on(party, appeal.filed_on) => Some(appeal),
            _ => None,
        })
        .collect();
    if counted
        .iter()
        .any(|appeal| matches!(appeal.outcome, Outcome::Decided(_)))
    {
        return ("replaced", None);
    }
    if counted
        .iter()
        .any(|appeal| appeal.outcome == Outcome::Pending)
    {
        return ("appeal_pending", None);
    }
    let when_made = question.small_claims
        && matches!(
            question.instrument.id(),
            "ruling_jurisdiction" | "ruling_dismissed"
        );
    let in_force = |today: NaiveDate| {
        let served = question
            .parties
            .iter()
            .all(|party| matches!(party.service, Service::Served { on, .. } if on <= today));
        let windows = question.parties.iter().all(|party| !open_on(party, today));
        let rulings = counted
            .iter()
            .all(|appeal| matches!(appeal.outcome, Outcome::Withdrawn(on) if on <= today));
        when_made
            || if appealable {
                windows && rulings
            } else {
                served
            }
    };
    match question
        .made_on
        .iter_days()
        .take(400)
        .find(|today| in_force(*today))
    {
        Some(today) => ("effective", Some(today)),
        None => ("not_all_served", None),
    }
}

prop_compose! {
    fn any_party(made_on: NaiveDate)(
        domicile in prop::sample::select(Domicile::ALL), served in prop::option::weighted(0.85, 0_u64..30),
        filed in prop::option::of(0_u64..45), outcome in 0_u8..3, after in 0_u64..60,
    ) -> Party {
        let later = |day: NaiveDate, days: u64| day + chrono::Days::new(days);
        let service = served.map_or(Service::Open, |days| {
            let on = later(made_on, days);
            let appeal = filed.map(|days| {
                let filed_on = later(on, days);
                let ended = later(filed_on, after);
                let outcome = [Outcome::Pending, Outcome::Withdrawn(ended), Outcome::Decided(ended)][usize::from(outcome)];
                Appeal { filed_on, outcome }
            });
            Service::Served { on, appeal }
        });
        Party { id: "a".into(), domicile, service }
    }
}

fn any_question() -> impl Strategy<Value = Question> {
    let made_on = (0_u64..900).prop_map(|days| day("2024-01-01") + chrono::Days::new(days));
    (
        made_on,
        prop::sample::select(Instrument::ALL),
        any::<bool>(),
    )
        .prop_flat_map(|(made_on, instrument, small)| {
            prop::collection::vec(any_party(made_on), 1..5).prop_map(move |parties| Question {
                instrument,
                small_claims: small && instrument != Instrument::RulingNotAccepted,
                made_on,
                parties,
            })
        })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn the_answer_agrees_with_living_through_the_days(question in any_question()) {
        let effect = question.answer(&calendar());
        prop_assert_eq!((effect.status.id(), effect.effective_on), by_living(&question));
        prop_assert_eq!(effect.windows.len(), question.parties.len());
    }
}
