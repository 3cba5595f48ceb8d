use proptest::prelude::*;
use serde_json::{Value, json};

use super::*;

const FILE: &str = include_str!("../data/fees.json");

fn file() -> Value {
    serde_json::from_str(FILE).unwrap()
}

fn asked(category: &str, input: Value) -> Fee {
    Question::read(&json!({"category": category, "input": input}))
        .unwrap()
        .answer()
}

fn exact(category: &str, input: Value) -> String {
    asked(category, input).exact.to_string()
}

#[test]
fn every_worked_example_of_the_file() {
    let file = file();
    let examples = file["worked_examples"].as_array().unwrap();
    assert!(examples.len() >= 13);
    for example in examples {
        let id = example["id"].as_str().unwrap();
        let fee = asked(
            example["category"].as_str().unwrap(),
            example["input"].clone(),
        );
        assert_eq!(fee.exact.to_string(), example["exact_yuan"], "{id}");
        assert_eq!(
            fee.payable(Rounding::Fen).as_fen(),
            example["payable_fen"].as_u64().unwrap(),
            "{id}"
        );
        let whole = example["rounded_whole_yuan"].as_u64().unwrap();
        assert_eq!(fee.payable(Rounding::Yuan), Amount::yuan(whole), "{id}");
        // The file cites the article of a halving in one example and leaves it out in another.
        let bare = |step: &str| {
            step.split(" (Art")
                .next()
                .unwrap()
                .replace("50000*1%", "(100000-50000)*1%")
        };
        let ours: Vec<_> = fee
            .steps
            .iter()
            .map(|step| bare(&step.to_string()))
            .collect();
        let theirs: Vec<_> = example["steps"]
            .as_array()
            .unwrap()
            .iter()
            .map(|step| bare(step.as_str().unwrap()))
            .collect();
        assert_eq!(ours, theirs, "{id}");
    }
}

#[test]
fn the_schedules_are_those_of_the_file() {
    let file = file();
    for (brackets, category, field) in [
        ("property_brackets", "property", "claim_yuan"),
        ("enforcement_brackets", "enforcement", "amount_yuan"),
    ] {
        for bracket in file[brackets].as_array().unwrap() {
            let Some(rate) = bracket["rate_bp"].as_u64() else {
                continue;
            };
            let over = bracket["over_yuan"].as_u64().unwrap();
            let at = |yuan: u64| {
                let mut input = json!({field: yuan.to_string()});
                if category == "property" {
                    input["procedure"] = json!("ordinary");
                }
                asked(category, input).exact
            };
            let first_ten_thousand = Exact::rate(Amount::yuan(10_000), rate as u32);
            assert_eq!(
                at(over + 10_000).minus(at(over)),
                first_ten_thousand,
                "{brackets} above {over}"
            );
        }
    }
}

#[test]
fn amounts_of_the_specification_text() {
    let property = |claim: &str, procedure: &str| {
        exact(
            "property",
            json!({"claim_yuan": claim, "procedure": procedure}),
        )
    };
    for (claim, procedure, fee) in [
        ("0", "ordinary", "50"),
        ("0", "simplified", "25"),
        ("8000", "small_claims", "25"),
        ("8000", "small_claims_by_agreement", "25"),
        ("10000", "ordinary", "50"),
        ("10000.01", "ordinary", "50.00025"),
        ("50000", "ordinary", "1050"),
        ("123456.78", "ordinary", "2769.1356"),
        ("1000000", "ordinary", "13800"),
        ("25000000", "ordinary", "166800"),
        ("999999999999999.99", "ordinary", "5000000041799.99995"),
        ("999999999999999.99", "simplified", "2500000020899.999975"),
    ] {
        assert_eq!(property(claim, procedure), fee, "{claim} {procedure}");
    }
    for (amount, fee) in [
        ("0", "30"),
        ("1000", "30"),
        ("1000.01", "30.0001"),
        ("100000", "1020"),
        ("500000", "3020"),
        ("895999.99", "4999.99995"),
        ("896000", "5000"),
        ("896000.01", "5000"),
        ("999999999999999.99", "5000"),
    ] {
        assert_eq!(
            exact("preservation", json!({"amount_yuan": amount})),
            fee,
            "{amount}"
        );
    }
    assert_eq!(
        Question::Preservation { amount: None }
            .answer()
            .exact
            .to_string(),
        "30"
    );
    for (amount, fee) in [
        ("0", "50"),
        ("10000", "50"),
        ("300000", "4400"),
        ("500000", "7400"),
        ("5000000", "52400"),
        ("10000000", "77400"),
    ] {
        assert_eq!(
            exact("enforcement", json!({"amount_yuan": amount})),
            fee,
            "{amount}"
        );
    }
    assert_eq!(
        Question::Enforcement { amount: None }
            .answer()
            .exact
            .to_string(),
        "50"
    );
}

#[test]
fn regional_amounts_are_beijings_or_the_lower_end() {
    for (category, beijing, national) in [
        ("ip_no_amount", "750", "500"),
        ("other_non_property", "70", "50"),
        ("jurisdiction_objection_rejected", "70", "50"),
    ] {
        assert_eq!(
            exact(category, json!({"region": "beijing"})),
            beijing,
            "{category}"
        );
        assert_eq!(
            exact(category, json!({"region": "national"})),
            national,
            "{category}"
        );
    }
    for (total, region, fee) in [
        ("0", "beijing", "150"),
        ("200000", "beijing", "150"),
        ("200000.01", "beijing", "150.00005"),
        ("500000", "beijing", "1650"),
        ("500000", "national", "1550"),
        ("0", "national", "50"),
    ] {
        assert_eq!(
            exact(
                "divorce",
                json!({"property_total_yuan": total, "region": region})
            ),
            fee,
            "{total} {region}"
        );
    }
    for (damages, region, fee) in [
        ("0", "beijing", "300"),
        ("50000", "beijing", "300"),
        ("70000", "beijing", "500"),
        ("100000", "beijing", "800"),
        ("200000", "beijing", "1300"),
        ("200000", "national", "1100"),
        ("50000.01", "national", "100.0001"),
    ] {
        assert_eq!(
            exact(
                "personality_rights",
                json!({"damages_yuan": damages, "region": region})
            ),
            fee,
            "{damages} {region}"
        );
    }
    assert_eq!(exact("labour", json!({})), "10");
    for (kind, fee) in [
        ("trademark", "100"),
        ("patent", "100"),
        ("maritime", "100"),
        ("other", "50"),
        ("admin_trademark_patent_maritime", "100"),
        ("admin_other", "50"),
    ] {
        assert_eq!(
            exact("administrative", json!({"kind": kind})),
            fee,
            "{kind}"
        );
    }
}

#[test]
fn a_fee_is_halved_at_most_once() {
    for (merged, procedure, fee) in [
        (false, "ordinary", "1050"),
        (true, "ordinary", "525"),
        (false, "simplified", "525"),
        (true, "simplified", "525"),
        (true, "small_claims", "525"),
    ] {
        let input = json!({"claim_yuan": "50000", "merged": merged, "procedure": procedure});
        assert_eq!(exact("counterclaim", input), fee, "{merged} {procedure}");
    }
}

#[test]
fn a_refund_is_what_was_prepaid_above_the_half() {
    let refund = |claim: &str, prepaid: &str, procedure: &str, event: &str| {
        let input = json!({"claim_yuan": claim, "prepaid_yuan": prepaid, "procedure": procedure, "event": event});
        exact("withdrawal_refund", input)
    };
    for event in [
        "withdrawal granted",
        "withdrawal_granted",
        "mediated settlement",
        "mediated_settlement",
        "deemed withdrawn",
    ] {
        assert_eq!(refund("50000", "1050", "ordinary", event), "525", "{event}");
        // The simplified procedure had halved already: nothing comes back.
        assert_eq!(refund("50000", "525", "simplified", event), "0", "{event}");
    }
    // Never negative, never more than prepaid.
    assert_eq!(
        refund("50000", "100", "ordinary", "withdrawal granted"),
        "0"
    );
    assert_eq!(refund("50000", "0", "ordinary", "withdrawal granted"), "0");
    assert_eq!(
        refund("50000", "3000", "ordinary", "withdrawal granted"),
        "2475"
    );
    // Interp. 199; Decree 27.
    assert_eq!(
        refund("50000", "525", "ordinary", "supplement_unpaid"),
        "262.5"
    );
    assert_eq!(refund("50000", "1050", "ordinary", "not accepted"), "1050");
    assert_eq!(
        refund("50000", "1050", "ordinary", "action_dismissed"),
        "1050"
    );
}

#[test]
fn supplements_bring_the_paid_fee_up_to_the_new_one() {
    let increase = |from: &str, to: &str, procedure: &str| {
        exact(
            "claim_increase_supplement",
            json!({"from_yuan": from, "to_yuan": to, "procedure": procedure}),
        )
    };
    assert_eq!(increase("50000", "120000", "ordinary"), "1650");
    assert_eq!(increase("50000", "120000", "simplified"), "825");
    assert_eq!(increase("50000", "50000", "ordinary"), "0");
    assert_eq!(increase("0", "10000", "ordinary"), "0");
    assert_eq!(
        exact(
            "simplified_to_ordinary_supplement",
            json!({"claim_yuan": "50000"})
        ),
        "525"
    );
    assert_eq!(
        exact(
            "appeal",
            json!({"first_instance_claim_yuan": "1000000", "appealed_part_yuan": "300000"})
        ),
        "5800"
    );
    assert_eq!(
        exact(
            "appeal",
            json!({"first_instance_claim_yuan": "300000", "appealed_part_yuan": "300000"})
        ),
        "5800"
    );
}

#[test]
fn a_wrong_question_names_its_faults() {
    for (category, input, pointer, code) in [
        (
            "property",
            json!({"claim_yuan": 8000, "procedure": "ordinary"}),
            "/input/claim_yuan",
            FaultCode::WrongType,
        ),
        (
            "property",
            json!({"claim_yuan": "-1", "procedure": "ordinary"}),
            "/input/claim_yuan",
            FaultCode::BadAmount,
        ),
        (
            "property",
            json!({"claim_yuan": "1.234", "procedure": "ordinary"}),
            "/input/claim_yuan",
            FaultCode::BadAmount,
        ),
        (
            "property",
            json!({"claim_yuan": "1", "procedure": "fast"}),
            "/input/procedure",
            FaultCode::NotInList,
        ),
        (
            "property",
            json!({"claim_yuan": "1"}),
            "/input/procedure",
            FaultCode::Required,
        ),
        (
            "property",
            json!({"claim_yuan": "1", "procedure": null}),
            "/input/procedure",
            FaultCode::Required,
        ),
        (
            "labour",
            json!({"claim_yuan": "1"}),
            "/input/claim_yuan",
            FaultCode::Unknown,
        ),
        (
            "counterclaim",
            json!({"claim_yuan": "1", "merged": "true", "procedure": "ordinary"}),
            "/input/merged",
            FaultCode::WrongType,
        ),
        (
            "ip_no_amount",
            json!({"region": "shanghai"}),
            "/input/region",
            FaultCode::NotInList,
        ),
        (
            "administrative",
            json!({"kind": "tax"}),
            "/input/kind",
            FaultCode::NotInList,
        ),
        (
            "preservation",
            json!({}),
            "/input/amount_yuan",
            FaultCode::Required,
        ),
        (
            "appeal",
            json!({"first_instance_claim_yuan": "100", "appealed_part_yuan": "100.01"}),
            "/input/appealed_part_yuan",
            FaultCode::AppealAboveClaim,
        ),
        (
            "claim_increase_supplement",
            json!({"from_yuan": "2", "to_yuan": "1", "procedure": "ordinary"}),
            "/input/to_yuan",
            FaultCode::ClaimNotRaised,
        ),
        (
            "withdrawal_refund",
            json!({"claim_yuan": "1", "prepaid_yuan": "50", "procedure": "ordinary", "event": "rain"}),
            "/input/event",
            FaultCode::NotInList,
        ),
    ] {
        let faults = Question::read(&json!({"category": category, "input": input})).unwrap_err();
        assert_eq!(
            faults,
            [reading::Fault::at(pointer, code)],
            "{category} {input}"
        );
    }
    for body in [
        json!({"category": "gift", "input": {}}),
        json!({"category": "labour"}),
        json!({"category": "labour", "input": []}),
        json!({"category": "labour", "input": {}, "extra": 1}),
        json!([]),
        json!("labour"),
    ] {
        assert!(Question::read(&body).is_err(), "{body}");
    }
}

#[test]
fn every_step_and_article_has_words_in_both_languages() {
    let fee = asked(
        "property",
        json!({"claim_yuan": "123456.78", "procedure": "simplified"}),
    );
    let zh: Vec<_> = fee.steps.iter().map(|step| step.words().zh).collect();
    assert_eq!(
        zh,
        [
            "不超过10000元的部分：50元",
            "（100000−10000）×2.5% = 2250元",
            "（123456.78−100000）×2% = 469.1356元",
            "减半交纳：×1/2（《诉讼费用交纳办法》第十六条）",
        ]
    );
    assert_eq!(fee.steps[3].words().en, "x 1/2 (Art.16)");
    let basis: Vec<_> = fee.basis.iter().map(|article| article.words().en).collect();
    assert_eq!(basis, ["Decree 481 Art.13(1)", "Decree 481 Art.16"]);
}

/// The quick formula of the file, in millionths of a yuan: another way to the same fee.
fn by_formula(table: &str, amount: Amount) -> i128 {
    let file = file();
    let rows = file[table].as_array().unwrap().clone();
    let row = rows
        .iter()
        .find(|row| {
            row["up_to_yuan"]
                .as_u64()
                .is_none_or(|up_to| amount <= Amount::yuan(up_to))
        })
        .unwrap();
    let (rate, add) = (
        row["rate_bp"].as_i64().unwrap(),
        row["add_yuan"].as_i64().unwrap(),
    );
    i128::from(amount.as_fen()) * i128::from(rate) + i128::from(add) * 1_000_000
}

fn micro_yuan(exact: Exact) -> i128 {
    let text = exact.to_string();
    let (yuan, decimals) = text.split_once('.').unwrap_or((&text, ""));
    yuan.parse::<i128>().unwrap() * 1_000_000 + format!("{decimals:0<6}").parse::<i128>().unwrap()
}

fn any_amount() -> impl Strategy<Value = Amount> {
    prop_oneof![
        (0_u64..=3_000_000_000).prop_map(Amount::fen),
        (0_u64..=99_999_999_999_999_999).prop_map(Amount::fen),
        // Around every bracket's edge.
        (
            prop::sample::select(vec![
                1_000_u64, 10_000, 50_000, 100_000, 200_000, 500_000, 896_000, 1_000_000,
                2_000_000, 5_000_000, 10_000_000, 20_000_000
            ]),
            0_u64..5
        )
            .prop_map(|(yuan, around)| Amount::fen((yuan * 100 + around).saturating_sub(2))),
    ]
}

fn any_question() -> impl Strategy<Value = (Question, Amount)> {
    let procedures = prop::sample::select(Procedure::ALL);
    let events = prop::sample::select(RefundEvent::ALL);
    let regions = prop::sample::select(Region::ALL);
    (
        any_amount(),
        any_amount(),
        procedures,
        events,
        regions,
        any::<bool>(),
        0_usize..10,
    )
        .prop_map(|(one, two, procedure, event, region, merged, which)| {
            let question = match which {
                0 => Question::Property {
                    claim: one,
                    procedure,
                },
                1 => Question::Divorce {
                    property_total: one,
                    region,
                },
                2 => Question::PersonalityRights {
                    damages: one,
                    region,
                },
                3 => Question::PaymentOrder { claim: one },
                4 => Question::Preservation { amount: Some(one) },
                5 => Question::Enforcement { amount: Some(one) },
                6 => Question::Counterclaim {
                    claim: one,
                    merged,
                    procedure,
                },
                7 => Question::WithdrawalRefund {
                    claim: one,
                    prepaid: two,
                    procedure,
                    event,
                },
                8 => Question::ClaimIncreaseSupplement {
                    from: one.min(two),
                    to: one.max(two),
                    procedure,
                },
                _ => Question::SimplifiedToOrdinarySupplement { claim: one },
            };
            (question, two)
        })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn the_sum_of_the_segments_is_the_quick_formula(amount in any_amount()) {
        let property = Question::Property { claim: amount, procedure: Procedure::Ordinary }.answer();
        prop_assert_eq!(micro_yuan(property.exact), by_formula("property_quick_formula", amount));
        let enforcement = Question::Enforcement { amount: Some(amount) }.answer();
        prop_assert_eq!(micro_yuan(enforcement.exact), by_formula("enforcement_quick_formula", amount));
    }

    #[test]
    fn more_at_stake_never_costs_less(one in any_amount(), two in any_amount()) {
        let (low, high) = (one.min(two), one.max(two));
        let fees: [fn(Amount) -> Question; 5] = [
            |claim| Question::Property { claim, procedure: Procedure::Simplified },
            |damages| Question::PersonalityRights { damages, region: Region::Beijing },
            |total| Question::Divorce { property_total: total, region: Region::National },
            |amount| Question::Preservation { amount: Some(amount) },
            |amount| Question::Enforcement { amount: Some(amount) },
        ];
        for fee in fees {
            prop_assert!(fee(low).answer().exact <= fee(high).answer().exact);
        }
    }

    #[test]
    fn what_is_payable_is_the_exact_fee_rounded_once((question, prepaid) in any_question()) {
        let fee = question.answer();
        let fen = i128::from(fee.payable(Rounding::Fen).as_fen());
        // Twice the distance to the exact fee is at most one fen; six decimals are near enough to see it.
        let distance = fen * 10_000 - micro_yuan(fee.exact);
        prop_assert!((-5_000..=5_000).contains(&distance), "{fen} {}", fee.exact);
        if matches!(question, Question::WithdrawalRefund { .. }) {
            prop_assert!(fee.exact <= Exact::from(prepaid));
        }
        prop_assert!(!fee.steps.is_empty() && !fee.basis.is_empty());
        for step in &fee.steps {
            prop_assert!(!step.words().zh.is_empty());
        }
    }

    #[test]
    fn preservation_is_capped(amount in any_amount()) {
        let fee = Question::Preservation { amount: Some(amount) }.answer();
        prop_assert!(fee.exact <= Exact::from(Amount::yuan(5_000)));
        prop_assert_eq!(fee.exact == Exact::from(Amount::yuan(5_000)), amount >= Amount::yuan(896_000));
    }
}
