use proptest::prelude::*;
use serde_json::{Value, json};

use super::*;
use crate::law::Named;
use crate::law::reading::{Fault, FaultCode};

fn at(minute: u32) -> String {
    format!(
        "2026-03-02T{:02}:{:02}:00+08:00",
        9 + minute / 60,
        minute % 60
    )
}

/// A platform message to a confirmed address that arrived at minute 5.
fn attempt() -> Value {
    json!({
        "id": "a", "channel": "platform", "address_source": "confirmed", "sent_at": at(0),
        "delivery": "succeeded", "arrived_at": at(5), "feedback": "none",
    })
}

fn with(changes: Value) -> Value {
    let mut attempt = attempt();
    for (field, value) in changes.as_object().unwrap() {
        attempt[field] = value.clone();
    }
    attempt
}

fn body(attempts: Vec<Value>) -> Value {
    json!({"document": "procedural", "consent": "express", "covers_decisions": true, "attempts": attempts})
}

fn answer(body: &Value) -> Option<(String, String, String)> {
    let served = Question::read(body).unwrap().answer().ok()?;
    Some((
        served.at.to_string(),
        served.mode.to_string(),
        served.attempt_id,
    ))
}

fn served(minute: u32, mode: &str, id: &str) -> Option<(String, String, String)> {
    Some((at(minute), mode.to_owned(), id.to_owned()))
}

fn one(changes: Value) -> Option<(String, String, String)> {
    answer(&body(vec![with(changes)]))
}

#[test]
fn at_the_same_moment_the_earlier_attempt_and_arrival_come_first() {
    let second = with(json!({"id": "b"}));
    assert_eq!(
        answer(&body(vec![attempt(), second.clone()])),
        served(5, "arrival", "a")
    );
    assert_eq!(
        answer(&body(vec![second, attempt()])),
        served(5, "arrival", "b")
    );
    // The same moment written with another offset is the same moment.
    let utc = with(json!({"id": "b", "arrived_at": "2026-03-02T01:05:00Z"}));
    assert_eq!(
        answer(&body(vec![utc, attempt()])),
        served(5, "arrival", "b")
    );
    assert_eq!(
        one(json!({"feedback": "replied", "feedback_at": at(5)})),
        served(5, "arrival", "a")
    );
    // A reply that is earlier than the reported arrival serves earlier.
    assert_eq!(
        one(json!({"feedback": "acted", "feedback_at": at(4)})),
        served(4, "reply_or_act", "a")
    );
    // An earlier attempt in the list that served by reply at the same moment stays first.
    let reply =
        with(json!({"id": "b", "arrived_at": at(30), "feedback": "replied", "feedback_at": at(5)}));
    assert_eq!(
        answer(&body(vec![reply, attempt()])),
        served(5, "reply_or_act", "b")
    );
}

#[test]
fn a_proved_other_arrival_takes_the_place_of_the_reported_one() {
    let differs = |proved: bool, when: Value| json!({"rebuttal": "arrival_differs", "rebuttal_proved": proved, "proved_arrived_at": when});
    assert_eq!(
        one(differs(true, json!(at(40)))),
        served(40, "arrival", "a")
    );
    assert_eq!(one(differs(true, json!(null))), None);
    assert_eq!(
        one(differs(false, json!(at(40)))),
        served(5, "arrival", "a")
    );
    // Earlier than reported is possible too.
    assert_eq!(one(differs(true, json!(at(1)))), served(1, "arrival", "a"));
    // Nothing arrived, yet the person replied.
    let mut replied = differs(true, json!(null));
    replied["feedback"] = json!("replied");
    replied["feedback_at"] = json!(at(50));
    assert_eq!(one(replied.clone()), served(50, "reply_or_act", "a"));
    // Nothing arrived, and a trace of reading serves nobody where delivery did not stay unknown.
    replied["feedback"] = json!("read");
    assert_eq!(one(replied), None);
}

#[test]
fn the_three_grounds_do_not_help_against_arrival() {
    for ground in ["system_error", "not_own_address", "not_read_by_self"] {
        assert_eq!(
            one(json!({"rebuttal": ground, "rebuttal_proved": true})),
            served(5, "arrival", "a")
        );
        let found = |feedback: &str, proved: bool| {
            one(json!({
                "address_source": "found_by_court", "feedback": feedback, "feedback_at": at(9),
                "rebuttal": ground, "rebuttal_proved": proved,
            }))
        };
        assert_eq!(found("read", true), None);
        assert_eq!(found("other_proof", true), None);
        assert_eq!(found("read", false), served(9, "presumed_read", "a"));
        assert_eq!(found("acted", true), served(9, "reply_or_act", "a"));
    }
    let disputed = one(json!({
        "address_source": "found_by_court", "feedback": "read", "feedback_at": at(9),
        "rebuttal": "arrival_differs", "rebuttal_proved": true,
    }));
    assert_eq!(
        disputed,
        served(9, "presumed_read", "a"),
        "arrival_differs is none of the three grounds"
    );
}

#[test]
fn an_unknown_delivery_counts_from_the_feedback() {
    let unknown = |source: &str, feedback: &str| {
        let when = if feedback == "none" {
            json!(null)
        } else {
            json!(at(9))
        };
        one(json!({
            "address_source": source, "delivery": "unknown", "arrived_at": null,
            "feedback": feedback, "feedback_at": when,
        }))
    };
    for (source, feedback, expected) in [
        ("supplied", "read", served(9, "arrival", "a")),
        ("supplied", "other_proof", served(9, "arrival", "a")),
        ("supplied", "replied", served(9, "reply_or_act", "a")),
        ("supplied", "none", None),
        ("found_by_court", "read", served(9, "presumed_read", "a")),
        ("found_by_court", "replied", served(9, "reply_or_act", "a")),
    ] {
        assert_eq!(unknown(source, feedback), expected, "{source} {feedback}");
    }
}

#[test]
fn an_address_that_is_not_the_persons_own_never_counts() {
    for feedback in ["replied", "acted", "read"] {
        let other = json!({
            "address_source": "found_by_court", "own_address": false, "feedback": feedback, "feedback_at": at(9),
        });
        assert_eq!(one(other), None, "{feedback}");
    }
}

#[test]
fn a_mediation_statement_is_served_by_its_receipt_only() {
    for (changes, expected) in [
        (json!({}), None),
        (json!({"feedback": "read", "feedback_at": at(9)}), None),
        (json!({"feedback": "acted", "feedback_at": at(9)}), None),
        (
            json!({"feedback": "replied", "feedback_at": at(9)}),
            served(9, "reply_or_act", "a"),
        ),
        (
            json!({"address_source": "found_by_court", "feedback": "replied", "feedback_at": at(9)}),
            served(9, "reply_or_act", "a"),
        ),
        (
            json!({"channel": "sms", "feedback": "replied", "feedback_at": at(9)}),
            None,
        ),
        (
            json!({"address_source": "found_by_court", "own_address": false, "feedback": "replied", "feedback_at": at(9)}),
            None,
        ),
    ] {
        let mut statement = body(vec![with(changes.clone())]);
        statement["document"] = json!("mediation_statement");
        assert_eq!(answer(&statement), expected, "{changes}");
        statement["covers_decisions"] = json!(false);
        assert_eq!(answer(&statement), None);
    }
}

#[test]
fn consent_and_cover_are_asked_first() {
    for consent in Consent::ALL {
        for document in Document::ALL {
            for covers in [true, false] {
                let mut asked = body(vec![attempt()]);
                asked["consent"] = json!(consent);
                asked["document"] = json!(document);
                asked["covers_decisions"] = json!(covers);
                let expected = *consent != Consent::Refused
                    && match document {
                        Document::Procedural => true,
                        Document::Judgment | Document::Ruling => covers,
                        Document::MediationStatement => false,
                    };
                assert_eq!(
                    answer(&asked).is_some(),
                    expected,
                    "{consent} {document} {covers}"
                );
            }
        }
    }
}

#[test]
fn only_four_channels_can_serve() {
    for (channel, serves) in [
        ("platform", true),
        ("email", true),
        ("instant_message", true),
        ("fax", true),
        ("wechat_notice", false),
        ("sms", false),
    ] {
        assert_eq!(
            one(json!({"channel": channel})).is_some(),
            serves,
            "{channel}"
        );
    }
}

#[test]
fn the_day_is_shanghais_day() {
    let asked = body(vec![with(
        json!({"arrived_at": "2026-03-02T11:59:59.5-04:30"}),
    )]);
    let served = Question::read(&asked).unwrap().answer().unwrap();
    assert_eq!(served.at.to_string(), "2026-03-03T00:29:59.500+08:00");
    assert_eq!(served.on().to_string(), "2026-03-03");
}

fn faults_of(changes: Value) -> Vec<Fault> {
    Question::read(&body(vec![with(changes)])).unwrap_err()
}

#[test]
fn every_contradiction_is_named() {
    let cases = [
        (
            json!({"arrived_at": null}),
            "arrived_at",
            FaultCode::DeliveryNeedsArrival,
        ),
        (
            json!({"delivery": "unknown"}),
            "arrived_at",
            FaultCode::ArrivalNeedsDelivery,
        ),
        (
            json!({"delivery": "failed"}),
            "arrived_at",
            FaultCode::ArrivalNeedsDelivery,
        ),
        (
            json!({"feedback": "read"}),
            "feedback_at",
            FaultCode::FeedbackNeedsTime,
        ),
        (
            json!({"feedback_at": at(9)}),
            "feedback_at",
            FaultCode::TimeNeedsFeedback,
        ),
        (
            json!({"sent_at": at(6)}),
            "arrived_at",
            FaultCode::BeforeSent,
        ),
        (
            json!({"sent_at": at(5), "feedback": "read", "feedback_at": at(4)}),
            "feedback_at",
            FaultCode::BeforeSent,
        ),
        (
            json!({"sent_at": at(3), "rebuttal": "arrival_differs", "rebuttal_proved": true, "proved_arrived_at": at(2)}),
            "proved_arrived_at",
            FaultCode::BeforeSent,
        ),
        (
            json!({"delivery": "failed", "arrived_at": null, "feedback": "read", "feedback_at": at(9)}),
            "feedback",
            FaultCode::FailedWithFeedback,
        ),
        (
            json!({"rebuttal": "system_error"}),
            "rebuttal_proved",
            FaultCode::RebuttalNeedsVerdict,
        ),
        (
            json!({"rebuttal_proved": false}),
            "rebuttal_proved",
            FaultCode::VerdictNeedsRebuttal,
        ),
        (
            json!({"rebuttal": "none", "rebuttal_proved": true}),
            "rebuttal_proved",
            FaultCode::VerdictNeedsRebuttal,
        ),
        (
            json!({"proved_arrived_at": at(9)}),
            "proved_arrived_at",
            FaultCode::ProvedArrivalMisplaced,
        ),
        (
            json!({"rebuttal": "system_error", "rebuttal_proved": true, "proved_arrived_at": at(9)}),
            "proved_arrived_at",
            FaultCode::ProvedArrivalMisplaced,
        ),
        (
            json!({"delivery": "unknown", "arrived_at": null, "rebuttal": "arrival_differs", "rebuttal_proved": true}),
            "rebuttal",
            FaultCode::ArrivalDisputeNeedsDelivery,
        ),
        (
            json!({"own_address": false}),
            "own_address",
            FaultCode::NotOwnNeedsFound,
        ),
        (
            json!({"address_source": "supplied", "own_address": false}),
            "own_address",
            FaultCode::NotOwnNeedsFound,
        ),
        (json!({"id": ""}), "id", FaultCode::BadLength),
        (json!({"id": "x".repeat(41)}), "id", FaultCode::BadLength),
        (json!({"id": 1}), "id", FaultCode::WrongType),
        (
            json!({"channel": "pigeon"}),
            "channel",
            FaultCode::NotInList,
        ),
        (
            json!({"sent_at": "2026-03-02T09:00:00"}),
            "sent_at",
            FaultCode::BadTime,
        ),
        (
            json!({"sent_at": "2026-03-02T24:00:00+08:00"}),
            "sent_at",
            FaultCode::BadTime,
        ),
        (
            json!({"sent_at": "1999-12-31T15:59:59Z"}),
            "sent_at",
            FaultCode::DayOutOfRange,
        ),
        (json!({"sent_at": null}), "sent_at", FaultCode::Required),
        (json!({"feedback": null}), "feedback", FaultCode::Required),
        (
            json!({"own_address": "true"}),
            "own_address",
            FaultCode::WrongType,
        ),
        (json!({"note": "x"}), "note", FaultCode::Unknown),
    ];
    for (changes, field, code) in cases {
        let expected = Fault::at(format!("/attempts/0/{field}"), code);
        assert_eq!(faults_of(changes.clone()), [expected], "{changes}");
    }
    // The last day in range, by Shanghai's clock.
    assert!(one(json!({"arrived_at": "2099-12-31T15:59:59Z"})).is_some());
    assert_eq!(
        faults_of(json!({"arrived_at": "2099-12-31T16:00:00Z"}))[0].code,
        FaultCode::DayOutOfRange
    );
    assert!(one(json!({"sent_at": "1999-12-31T16:00:00Z"})).is_some());
}

#[test]
fn nulls_stand_for_what_was_left_out() {
    let nulls = with(json!({
        "own_address": null, "feedback_at": null, "rebuttal": null, "rebuttal_proved": null, "proved_arrived_at": null,
    }));
    assert_eq!(
        Question::read(&body(vec![nulls])),
        Question::read(&body(vec![attempt()]))
    );
}

#[test]
fn the_list_and_the_frame_are_checked() {
    let many = |count: usize| {
        body(
            (0..count)
                .map(|id| with(json!({"id": id.to_string()})))
                .collect(),
        )
    };
    assert!(Question::read(&many(20)).is_ok());
    for (asked, pointer, code) in [
        (many(0), "/attempts", FaultCode::TooFew),
        (many(21), "/attempts", FaultCode::TooMany),
        (
            body(vec![attempt(), attempt()]),
            "/attempts/1/id",
            FaultCode::Repeated,
        ),
        (body(vec![json!("a")]), "/attempts/0", FaultCode::WrongType),
    ] {
        assert_eq!(
            Question::read(&asked).unwrap_err(),
            [Fault::at(pointer, code)],
            "{pointer}"
        );
    }
    for field in ["document", "consent", "covers_decisions", "attempts"] {
        let mut asked = body(vec![attempt()]);
        asked[field] = json!(null);
        assert_eq!(
            Question::read(&asked).unwrap_err(),
            [Fault::at(format!("/{field}"), FaultCode::Required)]
        );
    }
}

#[test]
fn the_basis_speaks_in_both_languages() {
    for answer in [
        Ok(Served {
            at: Moment::parse(&at(1)).unwrap(),
            mode: Mode::Arrival,
            attempt_id: "a".into(),
        }),
        Err(NotServed::Refused),
        Err(NotServed::DecisionsNotCovered),
        Err(NotServed::NoAttemptCounts),
    ] {
        let words = basis(&answer);
        assert!(words.zh.ends_with('。') && words.en.ends_with('.'));
    }
}

/// The rules a second time, straight over the JSON and over every minute in turn: is it served by now?
fn served_by(attempt: &Value, statement: bool, now: &str) -> Option<&'static str> {
    let word = |field: &str| attempt[field].as_str().unwrap_or("");
    let reached = |field: &str| attempt[field].as_str().is_some_and(|moment| moment <= now);
    let proved = attempt["rebuttal_proved"] == true;
    let given = word("address_source") != "found_by_court";
    if ["sms", "wechat_notice"].contains(&word("channel")) || attempt["own_address"] == false {
        return None;
    }
    let answered = reached("feedback_at")
        && (word("feedback") == "replied" || (word("feedback") == "acted" && !statement));
    let traced = reached("feedback_at") && ["read", "other_proof"].contains(&word("feedback"));
    if given && !statement {
        let arrived = if word("rebuttal") == "arrival_differs" && proved {
            reached("proved_arrived_at")
        } else {
            reached("arrived_at") || (word("delivery") == "unknown" && traced)
        };
        if arrived {
            return Some("arrival");
        }
    }
    if answered {
        return Some("reply_or_act");
    }
    let rebutted = proved
        && ["system_error", "not_own_address", "not_read_by_self"].contains(&word("rebuttal"));
    (!given && !statement && traced && !rebutted).then_some("presumed_read")
}

fn by_waiting(asked: &Value) -> Option<(String, String, String)> {
    let statement = asked["document"] == "mediation_statement";
    if asked["consent"] == "refused"
        || (asked["document"] != "procedural" && asked["covers_decisions"] == false)
    {
        return None;
    }
    (0..60).find_map(|minute| {
        let now = at(minute);
        asked["attempts"]
            .as_array()
            .unwrap()
            .iter()
            .find_map(|attempt| {
                let mode = served_by(attempt, statement, &now)?;
                Some((
                    now.clone(),
                    mode.to_owned(),
                    attempt["id"].as_str().unwrap().to_owned(),
                ))
            })
    })
}

prop_compose! {
    fn any_attempt()(
        channel in prop::sample::select(Channel::ALL), source in prop::sample::select(AddressSource::ALL), own: bool,
        delivery in prop::sample::select(vec!["succeeded", "failed", "unknown"]),
        feedback in prop::sample::select(vec!["none", "replied", "acted", "read", "other_proof"]),
        rebuttal in prop::sample::select(vec!["none", "arrival_differs", "system_error", "not_own_address", "not_read_by_self"]),
        proved: bool, arrived in 0_u32..8, answered in 0_u32..8, proved_at in prop::option::of(0_u32..8),
    ) -> Value {
        let feedback = if delivery == "failed" { "none" } else { feedback };
        let rebuttal = if delivery != "succeeded" && rebuttal == "arrival_differs" { "none" } else { rebuttal };
        let when = |there: bool, minute: u32| if there { json!(at(minute)) } else { json!(null) };
        json!({
            "id": "a", "channel": channel, "address_source": source,
            "own_address": own || *source_id(&source) != *"found_by_court",
            "sent_at": at(0), "delivery": delivery, "arrived_at": when(delivery == "succeeded", arrived),
            "feedback": feedback, "feedback_at": when(feedback != "none", answered),
            "rebuttal": rebuttal, "rebuttal_proved": if rebuttal == "none" { json!(null) } else { json!(proved) },
            "proved_arrived_at": when(rebuttal == "arrival_differs" && proved_at.is_some(), proved_at.unwrap_or(0)),
        })
    }
}

fn source_id(source: &AddressSource) -> &'static str {
    source.id()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4_000))]

    #[test]
    fn the_answer_agrees_with_waiting_minute_by_minute(
        attempts in prop::collection::vec(any_attempt(), 1..4), document in prop::sample::select(Document::ALL),
        consent in prop::sample::select(Consent::ALL), covers: bool,
    ) {
        let named = attempts.into_iter().enumerate().map(|(place, mut attempt)| {
            attempt["id"] = json!(place.to_string());
            attempt
        });
        let asked = json!({
            "document": document, "consent": consent, "covers_decisions": covers, "attempts": named.collect::<Vec<_>>(),
        });
        prop_assert_eq!(answer(&asked), by_waiting(&asked));
    }
}
