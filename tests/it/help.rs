//! The tools that anyone can call: every example of the data files over HTTP, both languages, bad input.

use micro_court::rooms::help::load_holidays;
use serde_json::{Value, json};

use crate::court::{Answer, Court};

const LAW: &str = include_str!("../../src/law/data/law_tool_examples.json");
const FEES: &str = include_str!("../../src/law/data/fees.json");
const DEADLINES: &str = include_str!("../../src/law/data/deadlines_examples.json");
const IDS: &str = include_str!("../../src/law/data/id_examples.json");
const KINDS: &str = include_str!("../../src/law/data/dispute_kinds.json");
const MACHINES: &str = include_str!("../../src/law/data/transitions.json");

fn file(text: &str) -> Value {
    serde_json::from_str(text).expect("data file")
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

async fn ask(court: &Court, tool: &str, body: &Value) -> Answer {
    ask_in(court, tool, body, "en").await
}

async fn ask_in(court: &Court, tool: &str, body: &Value, language: &str) -> Answer {
    let path = format!("/api/v1/tools/{tool}");
    court
        .call_with(
            "POST",
            &path,
            None,
            Some(body.clone()),
            &[("Accept-Language", language)],
        )
        .await
}

/// Only what `expect` names is compared; lists place by place and of the same length.
#[track_caller]
fn assert_holds(id: &str, answer: &Value, expect: &Value) {
    match expect {
        Value::Object(fields) => {
            for (field, expect) in fields {
                let found = answer
                    .get(field)
                    .unwrap_or_else(|| panic!("{id}: no {field} in {answer}"));
                assert_holds(&format!("{id}.{field}"), found, expect);
            }
        }
        Value::Array(items) => {
            assert_eq!(list(answer).len(), items.len(), "{id}: {answer}");
            for (found, expect) in list(answer).iter().zip(items) {
                assert_holds(id, found, expect);
            }
        }
        _ => assert_eq!(answer, expect, "{id}"),
    }
}

#[tokio::test]
async fn every_example_of_the_deciding_tools() {
    let court = Court::start().await;
    for example in list(&file(LAW)["examples"]) {
        let id = example["id"].as_str().expect("id");
        let answer = ask(
            &court,
            example["tool"].as_str().expect("tool"),
            &example["input"],
        )
        .await;
        assert_eq!(
            json!(answer.status.as_u16()),
            example["status"],
            "{id}: {}",
            answer.text
        );
        match example["status"] == 200 {
            true => assert_holds(id, &answer.json, &example["expect"]),
            false => assert!(
                !list(&answer.json["errors"]).is_empty(),
                "{id}: {}",
                answer.text
            ),
        }
    }
    court.stop().await;
}

#[tokio::test]
async fn every_worked_fee() {
    let court = Court::start().await;
    for example in list(&file(FEES)["worked_examples"]) {
        let body = json!({"category": example["category"], "input": example["input"]});
        let answer = ask(&court, "fee", &body).await.ok();
        let id = example["id"].as_str().expect("id");
        assert_holds(
            id,
            &answer,
            &json!({"payable_fen": example["payable_fen"], "exact_yuan": example["exact_yuan"]}),
        );
        assert_eq!(
            list(&answer["steps"]).len(),
            list(&example["steps"]).len(),
            "{id}: {answer}"
        );
        assert!(
            answer["basis"]
                .as_str()
                .is_some_and(|basis| basis.contains("Art.")),
            "{id}: {answer}"
        );
    }
    court.stop().await;
}

#[tokio::test]
async fn a_court_that_bills_whole_yuan() {
    let court = Court::start_with(&[("law.fee_rounding", "yuan")]).await;
    let body = json!({"category": "property", "input": {"claim_yuan": "123456.78", "procedure": "simplified"}});
    assert_eq!(ask(&court, "fee", &body).await.ok()["payable_fen"], 138_500);
    court.stop().await;
}

#[tokio::test]
async fn every_deadline_of_the_file() {
    let court = Court::start().await;
    for example in list(&file(DEADLINES)["forward"]) {
        let body = json!({"trigger_date": example["trigger_date"], "length": example["length"], "unit": example["unit"]});
        let answer = ask(&court, "deadline", &body).await.ok();
        let id = example["id"].as_str().expect("id");
        let expect = json!({"raw_last_day": example["raw_last_day"], "deadline": example["deadline"], "provisional": false});
        assert_holds(id, &answer, &expect);
        let until = answer["expires_before"].as_str().expect("expires_before");
        assert!(
            until.ends_with("T00:00:00+08:00")
                && until > example["deadline"].as_str().expect("deadline"),
            "{id}: {until}"
        );
        assert!(list(&answer["why"]).len() >= 2, "{id}: {answer}");
    }
    court.stop().await;
}

#[tokio::test]
async fn a_new_notice_makes_a_provisional_deadline_sure() {
    let court = Court::start().await;
    let body = json!({"trigger_date": "2026-12-25", "length": 7, "unit": "day"});
    let before = ask(&court, "deadline", &body).await.ok();
    assert_holds(
        "before",
        &before,
        &json!({"raw_last_day": "2027-01-01", "deadline": "2027-01-01", "provisional": true}),
    );
    let off = ["2027-01-01", "2027-01-02", "2027-01-03"]
        .map(|date| json!({"date": date, "name": "元旦"}));
    let notice =
        json!({"years": {"2027": {"status": "published", "off_days": off, "makeup_workdays": []}}});
    assert_eq!(
        load_holidays(&court.running.court, &notice.to_string())
            .await
            .expect("loaded"),
        [2027]
    );
    let after = ask(&court, "deadline", &body).await.ok();
    assert_holds(
        "after",
        &after,
        &json!({"deadline": "2027-01-04", "expires_before": "2027-01-05T00:00:00+08:00", "provisional": false}),
    );
    court.stop().await;
}

#[tokio::test]
async fn every_number_of_the_file() {
    let court = Court::start().await;
    let ids = file(IDS);
    let groups = ids
        .as_object()
        .expect("groups")
        .iter()
        .filter(|(kind, _)| *kind != "meta");
    for (kind, group) in groups {
        let lists = [
            ("valid", true),
            ("synthetic_checksum_valid", true),
            ("normalise_then_valid", true),
            ("invalid", false),
        ];
        for (list_name, valid) in lists {
            for example in list(&group[list_name]) {
                let value = example
                    .as_str()
                    .or(example["value"].as_str())
                    .or(example["input"].as_str());
                let answer = ask(&court, "id-check", &json!({"kind": kind, "value": value}))
                    .await
                    .ok();
                assert_eq!(answer["valid"], valid, "{kind} {example} {answer}");
                if let Some(reason) = example["reason"].as_str() {
                    assert_eq!(answer["reason"], reason, "{kind} {example}");
                }
                if let Some(normalised) = example["normalised"].as_str() {
                    assert_eq!(answer["normalised"], normalised);
                }
            }
        }
        // A malformed text is an answer; a wrong type is not.
        let answer = ask(
            &court,
            "id-check",
            &json!({"kind": kind, "value": "\u{0}😀"}),
        )
        .await
        .ok();
        assert_eq!(
            (&answer["valid"], &answer["normalised"]),
            (&json!(false), &json!(null)),
            "{kind}"
        );
        ask(&court, "id-check", &json!({"kind": kind, "value": 1}))
            .await
            .is(422, "request.invalid");
    }
    court.stop().await;
}

#[tokio::test]
async fn case_numbers_are_taken_apart() {
    let court = Court::start().await;
    let good = ask(
        &court,
        "case-number",
        &json!({"text": "(2024)京0491民初12345号"}),
    )
    .await
    .ok();
    let parts = json!({"valid": true, "normalised": "（2024）京0491民初12345号", "year": 2024, "court_code": "京0491", "type": "民初",
        "serial": 12345, "reason": null});
    assert_holds("good", &good, &parts);
    let bad = ask(
        &court,
        "case-number",
        &json!({"text": "（2024）京0101民初1号"}),
    )
    .await
    .ok();
    assert_holds(
        "bad",
        &bad,
        &json!({"valid": false, "normalised": null, "serial": null, "reason": "court_code"}),
    );
    ask(&court, "case-number", &json!({"text": null}))
        .await
        .is(422, "request.invalid");
    ask(&court, "case-number", &json!({}))
        .await
        .is(422, "request.invalid");
    court.stop().await;
}

#[tokio::test]
async fn the_causes_follow_the_day() {
    let court = Court::start().await;
    for (rule, day) in [("IC18", "2025-10-31"), ("J25", "2025-11-01")] {
        let list_of_day = court
            .call("GET", &format!("/api/v1/causes?on={day}"), None, None)
            .await
            .ok();
        assert_eq!(list_of_day["next"], json!(null));
        let items = list(&list_of_day["items"]);
        assert_eq!(items.len(), list(&file(KINDS)["kinds"]).len());
        for (item, kind) in items.iter().zip(list(&file(KINDS)["kinds"])) {
            assert_eq!(
                (&item["code"], &item["zh"], &item["en"]),
                (&kind["code"], &kind["zh"], &kind["en"])
            );
            assert_eq!(item["accepted"], kind[rule]["in"], "{rule} {kind}");
            assert!(
                item["explanation"]
                    .as_str()
                    .is_some_and(|words| words.ends_with('。')),
                "{item}"
            );
        }
    }
    court.call("GET", "/api/v1/causes", None, None).await.ok();
    for query in ["on=2018-09-06", "on=tomorrow", "on=", "when=2025-11-01"] {
        court
            .call("GET", &format!("/api/v1/causes?{query}"), None, None)
            .await
            .is(422, "request.query_invalid");
    }
    court.stop().await;
}

#[tokio::test]
async fn the_machines_are_those_of_the_specification() {
    let court = Court::start().await;
    let answer = court
        .call("GET", "/api/v1/meta/machines", None, None)
        .await
        .ok();
    assert_eq!(answer, file(MACHINES));
    court.stop().await;
}

#[tokio::test]
async fn words_come_in_the_callers_language() {
    let court = Court::start().await;
    let is_chinese = |value: &Value| {
        value
            .to_string()
            .chars()
            .any(|one| ('一'..='龥').contains(&one))
    };
    let questions = [
        (
            "fee",
            json!({"category": "property", "input": {"claim_yuan": "50000", "procedure": "simplified"}}),
            "steps",
        ),
        (
            "deadline",
            json!({"trigger_date": "2026-06-05", "length": 15, "unit": "day"}),
            "basis",
        ),
        ("id-check", json!({"kind": "uscc", "value": ""}), "words"),
        ("case-number", json!({"text": ""}), "words"),
        (
            "procedure",
            json!({"base_annual_wage_yuan": "1", "simple": false, "money_payment_only": false}),
            "reasons",
        ),
        (
            "jurisdiction",
            json!({"filed_on": "2026-03-02", "dispute_kinds": ["private_loan"]}),
            "explanation",
        ),
    ];
    for (tool, body, field) in &questions {
        let zh = ask_in(&court, tool, body, "zh-CN").await.ok();
        let en = ask_in(&court, tool, body, "en-GB,zh;q=0.5").await.ok();
        assert!(is_chinese(&zh[field]), "{tool}: {zh}");
        assert!(!is_chinese(&en[field]), "{tool}: {en}");
        let refused = json!({"nothing": true});
        let (zh, en) = (
            ask_in(&court, tool, &refused, "").await,
            ask_in(&court, tool, &refused, "en").await,
        );
        zh.is(422, "request.invalid");
        assert!(
            list(&zh.json["errors"])
                .iter()
                .all(|error| is_chinese(&error["detail"])),
            "{}",
            zh.text
        );
        assert!(!is_chinese(&en.json), "{}", en.text);
    }
    court.stop().await;
}

#[tokio::test]
async fn bad_questions_name_every_fault_with_its_place() {
    let court = Court::start().await;
    let body =
        json!({"category": "property", "input": {"claim_yuan": 8000, "procedures": "ordinary"}});
    let answer = ask(&court, "fee", &body).await;
    answer.is(422, "request.invalid");
    let faults: Vec<_> = list(&answer.json["errors"])
        .iter()
        .map(|error| (error["pointer"].clone(), error["code"].clone()))
        .collect();
    let expected = [
        (json!("/input/claim_yuan"), json!("field.wrong_type")),
        (json!("/input/procedure"), json!("field.required")),
        (json!("/input/procedures"), json!("field.unknown")),
    ];
    assert_eq!(faults, expected);
    for tool in [
        "fee",
        "deadline",
        "id-check",
        "case-number",
        "service-date",
        "effective-date",
        "procedure",
        "jurisdiction",
    ] {
        for body in [json!(null), json!([]), json!("x"), json!(1), json!({})] {
            ask(&court, tool, &body).await.is(422, "request.invalid");
        }
        let path = format!("{}/api/v1/tools/{tool}", court.base);
        let broken = court
            .http
            .post(&path)
            .header("Content-Type", "application/json")
            .body("{\"a\":")
            .send()
            .await;
        crate::court::read(broken.expect("an answer"))
            .await
            .is(400, "request.not_json");
        court
            .call("GET", &format!("/api/v1/tools/{tool}"), None, None)
            .await
            .is(405, "request.method_not_allowed");
    }
    ask(&court, "lottery", &json!({}))
        .await
        .is(404, "request.no_such_address");
    court.stop().await;
}
