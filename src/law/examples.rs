//! Every example of `data/law_tool_examples.json`, straight through the law.

use serde_json::{Value, json};

use super::calendar::Calendar;
use super::named::Named;
use super::procedure::EvidencePeriod;
use super::reading::Faults;
use super::{effectiveness, jurisdiction, procedure, service_of_documents};

const FILE: &str = include_str!("data/law_tool_examples.json");

fn service_date(input: &Value) -> Result<Value, Faults> {
    let answer = service_of_documents::Question::read(input)?.answer();
    let served = answer.as_ref().ok();
    Ok(json!({
        "served": served.is_some(),
        "served_on": served.map(|served| served.on()),
        "served_at": served.map(|served| served.at.to_string()),
        "mode": served.map_or("none", |served| served.mode.id()),
        "attempt_id": served.map(|served| served.attempt_id.clone()),
    }))
}

fn effective_date(input: &Value) -> Result<Value, Faults> {
    let calendar = Calendar::built_in().unwrap();
    let effect = effectiveness::Question::read(input)?.answer(&calendar);
    let window = |window: &effectiveness::Window| {
        json!({
            "id": window.id, "window_days": window.window_days, "raw_last_day": window.raw_last_day,
            "last_day": window.last_day, "provisional": window.provisional, "appeal": window.appeal,
        })
    };
    Ok(json!({
        "appealable": effect.appealable,
        "parties": effect.windows.iter().map(window).collect::<Vec<_>>(),
        "status": effect.status, "effective_on": effect.effective_on, "provisional": effect.provisional,
    }))
}

fn which_procedure(input: &Value) -> Result<Value, Faults> {
    let decision = procedure::Question::read(input)?.answer();
    let (kind, days) = match decision.evidence_period {
        EvidencePeriod::AtLeastDays(days) => ("min", days),
        EvidencePeriod::AtMostDays(days) => ("max", days),
    };
    Ok(json!({
        "procedure": decision.procedure, "rule": decision.rule, "mandatory": decision.mandatory,
        "trial_limit": {
            "months": decision.trial_limit.months, "extension_months": decision.trial_limit.extension_months,
        },
        "evidence_period": {"kind": kind, "days": days},
        "fee_factor": if decision.half_fee { "1/2" } else { "1" },
        "appealable": decision.appealable,
    }))
}

fn which_court(input: &Value) -> Result<Value, Faults> {
    let answer = jurisdiction::Question::read(input)?.answer();
    Ok(json!({
        "accepted": answer.accepted, "rule": answer.rule, "item": answer.item,
        "rejected": answer.rejected.iter().map(|kind| kind.code).collect::<Vec<_>>(),
    }))
}

/// Only the fields of `expect` are compared; lists place by place and of the same length.
fn assert_holds(id: &str, answer: &Value, expect: &Value) {
    match expect {
        Value::Object(fields) => {
            for (field, expect) in fields {
                let found = answer.get(field);
                assert!(found.is_some(), "{id}: {field} is missing");
                assert_holds(&format!("{id}.{field}"), found.unwrap(), expect);
            }
        }
        Value::Array(items) => {
            let found = answer.as_array().unwrap();
            assert_eq!(found.len(), items.len(), "{id}");
            for (found, expect) in found.iter().zip(items) {
                assert_holds(id, found, expect);
            }
        }
        _ => assert_eq!(answer, expect, "{id}"),
    }
}

#[test]
fn every_example_of_the_four_deciding_tools() {
    let file: Value = serde_json::from_str(FILE).unwrap();
    let examples = file["examples"].as_array().unwrap();
    assert!(examples.len() >= 48);
    for example in examples {
        let id = example["id"].as_str().unwrap();
        let tool: fn(&Value) -> Result<Value, Faults> = match example["tool"].as_str().unwrap() {
            "service-date" => service_date,
            "effective-date" => effective_date,
            "procedure" => which_procedure,
            "jurisdiction" => which_court,
            other => panic!("{other} is no tool"),
        };
        match tool(&example["input"]) {
            Ok(answer) => {
                assert_eq!(example["status"], 200, "{id}");
                assert_holds(id, &answer, &example["expect"]);
            }
            Err(faults) => assert_eq!(example["status"], 422, "{id}: {faults:?}"),
        }
    }
}
