//! The described shapes against the examples, and the words in both languages.

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use utoipa::PartialSchema;
use utoipa::openapi::RefOr;

use super::*;
use crate::law::calendar::Calendar;
use crate::law::fees::Rounding;
use crate::law::moments::parse_day;

const LAW: &str = include_str!("../../law/data/law_tool_examples.json");
const FEES: &str = include_str!("../../law/data/fees.json");

fn examples() -> Vec<Value> {
    let file: Value = serde_json::from_str(LAW).unwrap();
    file["examples"].as_array().unwrap().clone()
}

/// Reads and writes a body by the type that describes it; what is null there was left out here.
fn through<T: DeserializeOwned + Serialize>(body: &Value) -> Option<Value> {
    let typed: T = serde_json::from_value(body.clone()).ok()?;
    Some(without_nulls(serde_json::to_value(typed).unwrap()))
}

fn without_nulls(value: Value) -> Value {
    match value {
        Value::Object(fields) => fields
            .into_iter()
            .filter(|(_, value)| !value.is_null())
            .map(|(name, value)| (name, without_nulls(value)))
            .collect(),
        Value::Array(items) => items.into_iter().map(without_nulls).collect(),
        other => other,
    }
}

#[test]
fn the_described_bodies_carry_every_field_of_the_examples() {
    for example in examples()
        .into_iter()
        .filter(|example| example["status"] == 200)
    {
        let (id, input) = (&example["id"], &example["input"]);
        let written = match example["tool"].as_str().unwrap() {
            "service-date" => through::<service_date::ServiceDateQuestion>(input),
            "effective-date" => through::<effective_date::EffectiveDateQuestion>(input),
            "procedure" => through::<procedure::ProcedureQuestion>(input),
            _ => through::<jurisdiction::JurisdictionQuestion>(input),
        };
        assert_eq!(written.as_ref(), Some(input), "{id}");
    }
    let fees: Value = serde_json::from_str(FEES).unwrap();
    for example in fees["worked_examples"].as_array().unwrap() {
        let body = json!({"category": example["category"], "input": example["input"]});
        assert_eq!(through::<fee::FeeQuestion>(&body), Some(body));
    }
}

/// The example in a type's own description.
fn own_example<T: PartialSchema>() -> Value {
    let RefOr::T(schema) = T::schema() else {
        panic!("a described type is no reference")
    };
    let schema = serde_json::to_value(schema).unwrap();
    schema
        .get("example")
        .or_else(|| schema["examples"].get(0))
        .cloned()
        .unwrap()
}

#[test]
fn the_example_of_each_description_is_a_good_question_with_that_answer() {
    let calendar = Calendar::built_in().unwrap();
    let today = parse_day("2026-11-24").unwrap();
    let zh = Lang::Zh;
    let fee = fee::answer(&own_example::<fee::FeeQuestion>(), Rounding::Fen, zh).unwrap();
    assert_eq!(
        serde_json::to_value(fee).unwrap(),
        own_example::<fee::FeeAnswer>()
    );
    let deadline =
        deadline::answer(&own_example::<deadline::DeadlineQuestion>(), &calendar, zh).unwrap();
    assert_eq!(
        serde_json::to_value(deadline).unwrap(),
        own_example::<deadline::DeadlineAnswer>()
    );
    let id = id_check::answer(&own_example::<id_check::IdQuestion>(), today, zh).unwrap();
    assert_eq!(
        serde_json::to_value(id).unwrap(),
        own_example::<id_check::IdAnswer>()
    );
    let number =
        case_number::answer(&own_example::<case_number::CaseNumberQuestion>(), zh).unwrap();
    assert_eq!(
        serde_json::to_value(number).unwrap(),
        own_example::<case_number::CaseNumberAnswer>()
    );
    let service =
        service_date::answer(&own_example::<service_date::ServiceDateQuestion>(), zh).unwrap();
    assert_eq!(
        serde_json::to_value(service).unwrap(),
        own_example::<service_date::ServiceDateAnswer>()
    );
    let effect = effective_date::answer(
        &own_example::<effective_date::EffectiveDateQuestion>(),
        &calendar,
        zh,
    )
    .unwrap();
    assert_eq!(
        serde_json::to_value(effect).unwrap(),
        own_example::<effective_date::EffectiveDateAnswer>()
    );
    let procedure = procedure::answer(&own_example::<procedure::ProcedureQuestion>(), zh).unwrap();
    assert_eq!(
        serde_json::to_value(procedure).unwrap(),
        own_example::<procedure::ProcedureAnswer>()
    );
    let mut asked = own_example::<jurisdiction::JurisdictionQuestion>();
    asked["filed_on"] = json!("2026-03-02");
    let court = jurisdiction::answer(&asked, zh).unwrap();
    assert_eq!(
        serde_json::to_value(court).unwrap(),
        own_example::<jurisdiction::JurisdictionAnswer>()
    );
}

#[test]
fn faults_become_field_errors_with_place_code_and_words() {
    let problem = fee::answer(
        &json!({"category": "property", "input": {"claim_yuan": 5, "x": 1}}),
        Rounding::Fen,
        Lang::En,
    )
    .err()
    .unwrap();
    assert_eq!(
        (problem.kind.status, problem.kind.code),
        (422, "request.invalid")
    );
    let listed: Vec<_> = problem
        .errors
        .iter()
        .map(|error| (error.pointer.as_str(), error.code))
        .collect();
    assert_eq!(
        listed,
        [
            ("/input/claim_yuan", "field.wrong_type"),
            ("/input/procedure", "field.required"),
            ("/input/x", "field.unknown"),
        ]
    );
    assert!(
        problem
            .errors
            .iter()
            .all(|error| !error.words.zh.is_empty() && error.words.en.ends_with('.'))
    );
}

#[test]
fn a_body_reads_as_it_stands_and_no_name_may_stand_twice() {
    let body = json!({"a": [1, -1, 1.5, true, null, "x", {"b": {}}], "c": u64::MAX});
    let read = crate::kit::json::parse::<asked::Asked>(body.to_string().as_bytes()).unwrap();
    assert_eq!(read.0, body);
    let twice = br#"{"attempts": [{"id": "a", "id": "b"}]}"#;
    let problem = crate::kit::json::parse::<asked::Asked>(twice)
        .err()
        .unwrap();
    let error = &problem.errors[0];
    assert_eq!(
        (error.pointer.as_str(), error.code),
        ("/attempts/0/id", "field.duplicate")
    );
}

#[test]
fn a_whole_yuan_court_bills_whole_yuan() {
    let body = json!({"category": "property", "input": {"claim_yuan": "123456.78", "procedure": "simplified"}});
    let fee = |rounding| fee::answer(&body, rounding, Lang::En).unwrap();
    assert_eq!(fee(Rounding::Yuan).payable_fen, 138_500);
    assert_eq!(fee(Rounding::Fen).payable_fen, 138_457);
    assert_eq!(fee(Rounding::Fen).steps.last().unwrap(), "x 1/2 (Art.16)");
    assert_eq!(
        fee(Rounding::Fen).basis,
        "Decree 481 Art.13(1); Decree 481 Art.16"
    );
}

#[test]
fn a_wrong_number_is_an_answer_with_words() {
    let today = parse_day("2026-11-24").unwrap();
    let body = json!({"kind": "prc_resident_id", "value": ""});
    let answer = id_check::answer(&body, today, Lang::Zh).unwrap();
    assert!(!answer.valid && answer.normalised.is_none() && answer.words.contains("位数"));
    let answer = case_number::answer(&json!({"text": "2024京0491民初1号"}), Lang::En).unwrap();
    assert!(!answer.valid && answer.year.is_none() && answer.words.contains("year"));
    for wrong in [
        json!({"kind": "prc_resident_id", "value": 1}),
        json!({"kind": "meta", "value": ""}),
        json!({"value": ""}),
    ] {
        assert!(
            id_check::answer(&wrong, today, Lang::Zh).is_err(),
            "{wrong}"
        );
    }
}

#[test]
fn the_causes_follow_the_day_of_filing() {
    let today = parse_day("2026-11-24").unwrap();
    let accepted = |query: &str| {
        let list = causes::answer(query, today, Lang::Zh).unwrap();
        list.items
            .iter()
            .filter(|cause| cause.accepted)
            .map(|cause| cause.code)
            .collect::<Vec<_>>()
    };
    assert!(accepted("on=2025-10-31").contains(&"online_small_loan"));
    assert!(!accepted("on=2025-11-01").contains(&"online_small_loan"));
    assert_eq!(accepted(""), accepted("on=2026-11-24"));
    for (query, code) in [
        ("on=", "day.malformed"),
        ("on=2025-02-29", "day.malformed"),
        ("on=2018-09-06", "jurisdiction.before_first_rule"),
        ("on=2100-01-01", "day.out_of_range"),
    ] {
        let problem = causes::answer(query, today, Lang::Zh).err().unwrap();
        assert_eq!(
            (problem.kind.status, problem.errors[0].code),
            (422, code),
            "{query}"
        );
        assert_eq!(problem.errors[0].pointer, "/on");
    }
    for query in ["day=2025-10-31", "on=2025-10-31&on=2025-11-01"] {
        assert_eq!(
            causes::answer(query, today, Lang::Zh)
                .err()
                .unwrap()
                .kind
                .code,
            "request.query_invalid"
        );
    }
}

#[test]
fn the_machines_answer_in_the_shape_of_the_specification() {
    let specification: Value =
        serde_json::from_str(include_str!("../../law/data/transitions.json")).unwrap();
    assert_eq!(
        serde_json::to_value(machines::answer()).unwrap(),
        specification
    );
}
