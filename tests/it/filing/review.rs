//! The desk: queue, one full correction, acceptance and number, the clock, rulings.

use micro_court::rooms::staff::Role;
use serde_json::{Value, json};

use super::{Plaintiff, at_desk, at_the_desk, id};
use crate::court::{Court, until};

const DAY: i64 = 86_400;

#[tokio::test]
async fn from_submitting_to_a_docketed_case() {
    let court = Court::start().await;
    let zhang = Plaintiff::zhang_san(&court).await;
    let clerk = at_desk(&court, "chenjing", Role::FilingClerk).await;
    let filed = zhang.file(&court, 128_000).await;
    let queue = court
        .get("/api/v1/desk/filings?queue=to_do", &clerk)
        .await
        .ok();
    assert_eq!(
        (&queue["items"][0]["id"], &queue["counts"]["to_do"]),
        (&filed["id"], &json!(1)),
        "{queue}"
    );
    let opened = at_the_desk(&court, &clerk, &filed, "open-review", json!({}))
        .await
        .ok();
    assert_eq!(
        (&opened["state"], &opened["reviewer"]["name"]),
        (&json!("under_review"), &json!("陈静"))
    );
    let notice = json!({"items": [{"pointer": "/defendants/0/name", "text": "少了“福州”两个字"}, {"pointer": "/evidence/1", "text": "第 2 页看不清"}], "due_days": 7});
    at_the_desk(&court, &clerk, &filed, "request-correction", notice)
        .await
        .ok();
    let seen = zhang.see(&court, &filed).await;
    assert_eq!(
        (&seen["state"], &seen["correction"]["items"][1]["step"]),
        (&json!("returned_for_correction"), &json!("evidence")),
        "{seen}"
    );
    let mut content = seen["content"].clone();
    content["defendants"][0]["name"] = json!("福州某某科技有限公司");
    zhang.save(&court, &seen, &content).await.ok();
    let sent = zhang.act(&court, &filed, "resubmit", json!({})).await.ok();
    assert_eq!(
        (&sent["state"], &sent["correction"]),
        (&json!("submitted"), &json!(null))
    );
    at_the_desk(&court, &clerk, &filed, "open-review", json!({}))
        .await
        .ok();
    let accepted = at_the_desk(
        &court,
        &clerk,
        &filed,
        "accept",
        json!({"procedure": "small_claims", "type": "民初"}),
    )
    .await
    .ok();
    let year = court.running.court.now().format("%Y").to_string();
    assert_eq!(accepted["case_number"], format!("（{year}）京0491民初1号"));
    assert_eq!(accepted["fee_notice"]["amount_fen"], 2_500);
    let body = json!({"procedure": "small_claims", "type": "民初"});
    let again = at_the_desk(&court, &clerk, &filed, "accept", body).await;
    again.is(409, "state.not_allowed");
    let said = again.json["detail"].as_str().unwrap_or("");
    assert!(
        said.contains(accepted["case_number"].as_str().unwrap_or("?")),
        "{said}"
    );
    let seen = zhang.see(&court, &filed).await;
    assert_eq!(
        (&seen["state"], &seen["case_id"]),
        (&json!("fee_due"), &accepted["case_id"])
    );
    let cases = court.get("/api/v1/cases", &zhang.token).await.ok();
    assert_eq!(
        (&cases["items"][0]["id"], &cases["items"][0]["state"]),
        (&accepted["case_id"], &json!("registered")),
        "{cases}"
    );
    pay(&court, &zhang, &filed).await;
    let seen = until("docketed", || async {
        let seen = zhang.see(&court, &filed).await;
        (seen["state"] == "docketed", seen)
    })
    .await;
    assert_eq!(
        seen["history"].as_array().map(Vec::len),
        Some(8),
        "{}",
        seen["history"]
    );
    let case = court
        .get(
            &format!(
                "/api/v1/cases/{}",
                accepted["case_id"].as_str().unwrap_or("")
            ),
            &zhang.token,
        )
        .await
        .ok();
    assert_eq!(case["state"], "docketed");
    let limits = court
        .get(
            &format!(
                "/api/v1/cases/{}/deadlines",
                accepted["case_id"].as_str().unwrap_or("")
            ),
            &zhang.token,
        )
        .await
        .ok();
    assert!(
        limits["items"]
            .as_array()
            .is_some_and(|items| !items.is_empty()),
        "{limits}"
    );
}

/// Pays as the person would: begins the payment, taps "pay" in WeChat's sheet, and asks.
pub async fn pay(court: &Court, who: &Plaintiff, filing: &Value) {
    let notices = court
        .get(
            &format!("/api/v1/fee-notices?filing_id={}", id(filing)),
            &who.token,
        )
        .await
        .ok();
    let begun = court
        .post(
            "/api/v1/payments",
            &who.token,
            json!({"fee_notice_id": notices["items"][0]["id"]}),
        )
        .await
        .ok();
    let package = begun["request_payment"]["package"].as_str().unwrap_or("");
    let tapped = json!({"prepay_id": package.trim_start_matches("prepay_id="), "result": "pay"});
    court
        .call("POST", "/sandbox/pay", None, Some(tapped))
        .await
        .ok();
    until("paid", || async {
        let seen = court
            .get(&format!("/api/v1/payments/{}", id(&begun)), &who.token)
            .await
            .ok();
        (seen["state"] == "paid", seen)
    })
    .await;
}

/// CPL 165, Interp. 257: a number is not given away for a type or a procedure that the filing cannot have.
#[tokio::test]
async fn type_and_procedure_fit_the_filing_before_a_number_is_given() {
    let court = Court::start().await;
    let zhang = Plaintiff::zhang_san(&court).await;
    let clerk = at_desk(&court, "chenjing", Role::FilingClerk).await;
    let plain = zhang.content(&court, 128_000).await;
    let mut administrative = plain.clone();
    administrative["cause"] = json!("admin_online_trading");
    let mut apology = plain.clone();
    apology["claims"] =
        json!([plain["claims"][0], {"text": "请求判令被告赔礼道歉", "amount_fen": null}]);
    let mut public = plain.clone();
    public["cause"] = json!("network_public_interest");
    let small = ("small_claims", "民初");
    for (content, wrong, right) in [
        (
            &administrative,
            vec![
                (("ordinary", "民初"), "/type"),
                (("small_claims", "行初"), "/procedure"),
            ],
            "行初",
        ),
        (
            &plain,
            vec![
                (("ordinary", "行初"), "/type"),
                (("ordinary", "刑初"), "/type"),
            ],
            "民初",
        ),
        (
            &apology,
            vec![
                (small, "/procedure"),
                (("small_claims_by_agreement", "民初"), "/procedure"),
            ],
            "民初",
        ),
        (
            &public,
            vec![
                (small, "/procedure"),
                (("simplified", "民初"), "/procedure"),
            ],
            "民初",
        ),
    ] {
        let begun = court
            .post("/api/v1/filings", &zhang.token, json!({}))
            .await
            .ok();
        let filed = zhang.save(&court, &begun, content).await.ok();
        zhang.act(&court, &filed, "submit", json!({})).await.ok();
        at_the_desk(&court, &clerk, &filed, "open-review", json!({}))
            .await
            .ok();
        for ((procedure, kind), pointer) in wrong {
            let body = json!({"procedure": procedure, "type": kind});
            let refused = at_the_desk(&court, &clerk, &filed, "accept", body).await;
            refused.is(422, "request.invalid");
            assert_eq!(
                refused.json["errors"][0]["pointer"], pointer,
                "{}",
                refused.text
            );
            assert_eq!(zhang.see(&court, &filed).await["state"], "under_review");
        }
        let body = json!({"procedure": "ordinary", "type": right});
        let accepted = at_the_desk(&court, &clerk, &filed, "accept", body)
            .await
            .ok();
        let number = accepted["case_number"].as_str().unwrap_or("");
        assert!(number.contains(right), "{number}");
        if right == "行初"
            || content["cause"] == plain["cause"] && content["claims"] == plain["claims"]
        {
            assert!(number.ends_with(&format!("{right}1号")), "{number}");
        }
    }
}

/// OLR 9: everything at once; a second notice only for defects that the resubmission caused.
#[tokio::test]
async fn a_second_correction_notice_needs_new_defects() {
    let court = Court::start().await;
    let zhang = Plaintiff::zhang_san(&court).await;
    let clerk = at_desk(&court, "chenjing", Role::FilingClerk).await;
    let filed = zhang.file(&court, 128_000).await;
    let notice = json!({"items": [{"pointer": "/claims/0/amount_fen", "text": "金额和证据不一致"}], "due_days": 3});
    for body in [
        json!({"items": [], "due_days": 7}),
        json!({"items": [{"pointer": "x", "text": ""}], "due_days": 0}),
    ] {
        at_the_desk(&court, &clerk, &filed, "request-correction", body)
            .await
            .is(422, "request.invalid");
    }
    at_the_desk(&court, &clerk, &filed, "request-correction", notice.clone())
        .await
        .is(409, "state.not_allowed");
    at_the_desk(&court, &clerk, &filed, "open-review", json!({}))
        .await
        .ok();
    at_the_desk(&court, &clerk, &filed, "request-correction", notice.clone())
        .await
        .ok();
    zhang.act(&court, &filed, "resubmit", json!({})).await.ok();
    at_the_desk(&court, &clerk, &filed, "open-review", json!({}))
        .await
        .ok();
    at_the_desk(&court, &clerk, &filed, "request-correction", notice.clone())
        .await
        .is(409, "filing.correction_once");
    let mut second = notice;
    second["new_defects"] = json!(true);
    at_the_desk(&court, &clerk, &filed, "request-correction", second)
        .await
        .ok();
}

/// An item leads the person to its field: one that is nowhere is named, and nothing is sent.
#[tokio::test]
async fn a_correction_points_at_what_is_there() {
    let court = Court::start().await;
    let zhang = Plaintiff::zhang_san(&court).await;
    let clerk = at_desk(&court, "chenjing", Role::FilingClerk).await;
    let filed = zhang.file(&court, 128_000).await;
    at_the_desk(&court, &clerk, &filed, "open-review", json!({}))
        .await
        .ok();
    let item = |pointer: &str| json!({"pointer": pointer, "text": "请改一下"});
    let notice = json!({"items": [item("/claims/0/amount_fen"), item("/nope/9"), item("/evidence/2")], "due_days": 7});
    let refused = at_the_desk(&court, &clerk, &filed, "request-correction", notice).await;
    refused.is(422, "request.invalid");
    let pointers: Vec<_> = refused.json["errors"]
        .as_array()
        .into_iter()
        .flatten()
        .map(|fault| fault["pointer"].as_str())
        .collect();
    assert_eq!(
        pointers,
        [Some("/items/1/pointer"), Some("/items/2/pointer")]
    );
    assert_eq!(zhang.see(&court, &filed).await["state"], "under_review");
    // What is still open has a place too.
    let notice = json!({"items": [item("/defendants/0/phone"), item("/guardian/proof_upload_ids"), item("/third_parties"), item("/facts/summary"), item("")], "due_days": 7});
    at_the_desk(&court, &clerk, &filed, "request-correction", notice)
        .await
        .ok();
}

/// A correction that does not come: a person confirms, and the papers go back. Never before the end, never alone.
#[tokio::test]
async fn a_lapsed_correction_goes_back_by_a_clerks_hand() {
    let court = Court::start().await;
    let zhang = Plaintiff::zhang_san(&court).await;
    let clerk = at_desk(&court, "chenjing", Role::FilingClerk).await;
    let filed = zhang.file(&court, 128_000).await;
    at_the_desk(&court, &clerk, &filed, "open-review", json!({}))
        .await
        .ok();
    let notice = json!({"items": [{"pointer": "/evidence/0", "text": "看不清"}], "due_days": 1});
    at_the_desk(&court, &clerk, &filed, "request-correction", notice)
        .await
        .ok();
    let reason = json!({"reason": "没有在期限内补正"});
    at_the_desk(&court, &clerk, &filed, "correction-lapsed", reason.clone())
        .await
        .is(409, "filing.correction_running");
    court.advance(5 * DAY).await;
    let zhang = relogged(&court, zhang).await;
    let clerk = again(&court, "chenjing", clerk).await;
    zhang
        .act(&court, &filed, "resubmit", json!({}))
        .await
        .is(409, "filing.correction_over");
    let seen = zhang.see(&court, &filed).await;
    assert_eq!(
        (
            &seen["state"],
            &seen["next"]["who"],
            &seen["next"]["what"],
            &seen["next"]["until"]
        ),
        (
            &json!("returned_for_correction"),
            &json!("court"),
            &json!("confirm_lapse"),
            &json!(null)
        ),
        "{seen}"
    );
    assert!(
        seen["next"]["words"]
            .as_str()
            .is_some_and(|words| words.contains("期限已经过了") && words.contains("重新立案"))
    );
    let mut content = seen["content"].clone();
    content["claims"][0]["text"] = json!("请求判令被告退还全部货款");
    zhang
        .save(&court, &seen, &content)
        .await
        .is(409, "filing.correction_over");
    let back = at_the_desk(&court, &clerk, &filed, "correction-lapsed", reason)
        .await
        .ok();
    assert_eq!(back["state"], "returned");
    let notice = court
        .get(
            &format!("/api/v1/filings/{}/notice.pdf", id(&filed)),
            &zhang.token,
        )
        .await;
    assert_eq!(
        notice.header("content-type"),
        "application/pdf",
        "{}",
        notice.text
    );
}

/// Reg15 8: what cannot be decided in seven days is registered first; silence never rejects.
#[tokio::test]
async fn at_the_limit_the_way_on_is_registration() {
    let court = Court::start().await;
    let zhang = Plaintiff::zhang_san(&court).await;
    let clerk = at_desk(&court, "chenjing", Role::FilingClerk).await;
    let filed = zhang.file(&court, 128_000).await;
    let accept = json!({"procedure": "simplified", "type": "民初"});
    at_the_desk(
        &court,
        &clerk,
        &filed,
        "accept-undecided-at-limit",
        accept.clone(),
    )
    .await
    .is(409, "filing.clock_running");
    court.advance(10 * DAY).await;
    let clerk = again(&court, "chenjing", clerk).await;
    let seen = until("called out", || async {
        let seen = court
            .get("/api/v1/desk/filings?queue=due_today", &clerk)
            .await
            .ok();
        (seen["items"][0]["escalation"] == 7, seen)
    })
    .await;
    assert_eq!(
        (
            &seen["items"][0]["state"],
            &seen["items"][0]["clock"]["level"]
        ),
        (&json!("submitted"), &json!("over"))
    );
    let zhang = relogged(&court, zhang).await;
    let mine = zhang.see(&court, &filed).await;
    assert_eq!(
        (
            &mine["next"]["who"],
            &mine["next"]["what"],
            &mine["next"]["until"]
        ),
        (&json!("court"), &json!("register"), &json!(null)),
        "{mine}"
    );
    let words = mine["next"]["words"].as_str().unwrap_or("");
    assert!(
        words.contains("先登记立案") && !words.contains("到期前给您答复"),
        "{words}"
    );
    assert!(
        mine["next"]["basis"]
            .as_str()
            .is_some_and(|basis| basis.contains("第八条"))
    );
    let accepted = at_the_desk(&court, &clerk, &filed, "accept-undecided-at-limit", accept)
        .await
        .ok();
    assert!(
        accepted["case_number"]
            .as_str()
            .is_some_and(|number| number.ends_with("民初1号")),
        "{accepted}"
    );
}

#[tokio::test]
async fn only_a_judge_rules_and_never_the_reviewer() {
    let court = Court::start().await;
    let zhang = Plaintiff::zhang_san(&court).await;
    let clerk = at_desk(&court, "chenjing", Role::FilingClerk).await;
    let judge = at_desk(&court, "judge", Role::Judge).await;
    let filed = zhang.file(&court, 128_000).await;
    at_the_desk(&court, &judge, &filed, "open-review", json!({}))
        .await
        .is(403, "filing.role_missing");
    at_the_desk(&court, &clerk, &filed, "open-review", json!({}))
        .await
        .ok();
    let ruling = json!({"reasons": "起诉人与本案没有直接利害关系。"});
    at_the_desk(&court, &clerk, &filed, "rule-not-accept", ruling.clone())
        .await
        .is(403, "filing.role_missing");
    let ruled = at_the_desk(&court, &judge, &filed, "rule-not-accept", ruling)
        .await
        .ok();
    assert_eq!(ruled["state"], "not_accepted");
    let paper = court
        .get(
            &format!("/api/v1/filings/{}/notice.pdf", id(&filed)),
            &zhang.token,
        )
        .await;
    assert_eq!(
        paper.header("content-type"),
        "application/pdf",
        "{}",
        paper.text
    );
}

/// Decree 22; Interp. 213: an unpaid fee ends in a judge's ruling, not by a timer.
#[tokio::test]
async fn an_unpaid_fee_waits_for_a_judge() {
    let court = Court::start().await;
    let zhang = Plaintiff::zhang_san(&court).await;
    let clerk = at_desk(&court, "chenjing", Role::FilingClerk).await;
    let judge = at_desk(&court, "judge", Role::Judge).await;
    let filed = zhang.file(&court, 128_000).await;
    at_the_desk(&court, &clerk, &filed, "open-review", json!({}))
        .await
        .ok();
    let accepted = at_the_desk(
        &court,
        &clerk,
        &filed,
        "accept",
        json!({"procedure": "ordinary", "type": "民初"}),
    )
    .await
    .ok();
    let ruling = json!({"reasons": "原告经通知未在期限内预交案件受理费。"});
    at_the_desk(
        &court,
        &judge,
        &filed,
        "rule-deemed-withdrawn",
        ruling.clone(),
    )
    .await
    .is(409, "filing.fee_not_lapsed");
    court.advance(12 * DAY).await;
    let (zhang, judge) = (
        relogged(&court, zhang).await,
        again(&court, "judge", judge).await,
    );
    let seen = zhang.see(&court, &filed).await;
    assert_eq!(seen["state"], "fee_due");
    // The filing and its case say the same: too late to pay, a judge decides.
    let case_path = format!(
        "/api/v1/cases/{}",
        accepted["case_id"].as_str().unwrap_or("")
    );
    let case = court.get(&case_path, &zhang.token).await.ok();
    for next in [&seen["next"], &case["next"]] {
        assert_eq!(
            (&next["who"], &next["what"], &next["until"]),
            (&json!("court"), &json!("rule_on_fee"), &json!(null)),
            "{next}"
        );
        let words = next["words"].as_str().unwrap_or("");
        assert!(words.contains("由法官决定") && words.contains("马上联系法院"));
    }
    assert_eq!(seen["next"]["words"], case["next"]["words"]);
    until("the SMS", || async {
        let sent = court.sandbox().await["sms"].clone();
        let told = |sms: &Value| sms["template"] == "fee_lapsed";
        let there = sent.as_array().is_some_and(|sent| sent.iter().any(told));
        (there, sent)
    })
    .await;
    let ruled = at_the_desk(&court, &judge, &filed, "rule-deemed-withdrawn", ruling)
        .await
        .ok();
    assert_eq!(ruled["state"], "deemed_withdrawn");
    let case = court
        .get(
            &format!(
                "/api/v1/cases/{}",
                accepted["case_id"].as_str().unwrap_or("")
            ),
            &zhang.token,
        )
        .await
        .ok();
    assert_eq!(case["state"], "closed");
    // Nobody paid: the deadline was missed, and the ruling does not make it met.
    let limits = court
        .get(&format!("{case_path}/deadlines"), &zhang.token)
        .await
        .ok();
    let fee = limits["items"]
        .as_array()
        .and_then(|items| items.iter().find(|one| one["what"] == "pay_fee"));
    assert_eq!(
        fee.map(|fee| (fee["state"].clone(), fee["state_words"].clone())),
        Some((json!("over"), json!("已过期"))),
        "{limits}"
    );
}

#[tokio::test]
async fn mediation_first_only_where_the_plaintiff_agreed_and_for_thirty_days() {
    let court = Court::start().await;
    let zhang = Plaintiff::zhang_san(&court).await;
    let clerk = at_desk(&court, "chenjing", Role::FilingClerk).await;
    let filed = zhang.file(&court, 128_000).await;
    let referred = at_the_desk(&court, &clerk, &filed, "refer-pre-mediation", json!({}))
        .await
        .ok();
    assert!(
        referred["pre_mediation_number"]
            .as_str()
            .is_some_and(|number| number.contains("民诉前调1号")),
        "{referred}"
    );
    court.advance(33 * DAY).await;
    let zhang = relogged(&court, zhang).await;
    until("the review goes on", || async {
        let seen = zhang.see(&court, &filed).await;
        (seen["state"] == "under_review", seen)
    })
    .await;
    let mut content = zhang.content(&court, 5_000_000).await;
    content["mediation"] = json!("decline");
    let begun = court
        .post("/api/v1/filings", &zhang.token, json!({}))
        .await
        .ok();
    let draft = zhang.save(&court, &begun, &content).await.ok();
    zhang.act(&court, &draft, "submit", json!({})).await.ok();
    let clerk = again(&court, "chenjing", clerk).await;
    at_the_desk(&court, &clerk, &draft, "refer-pre-mediation", json!({}))
        .await
        .is(409, "filing.no_mediation_consent");
}

/// Nothing is lost when two clerks open the same filing.
#[tokio::test]
async fn two_clerks_at_once() {
    let court = Court::start().await;
    let zhang = Plaintiff::zhang_san(&court).await;
    let one = at_desk(&court, "chenjing", Role::FilingClerk).await;
    let two = at_desk(&court, "lina", Role::FilingClerk).await;
    let filed = zhang.file(&court, 128_000).await;
    at_the_desk(&court, &one, &filed, "open-review", json!({}))
        .await
        .ok();
    let refused = at_the_desk(&court, &two, &filed, "open-review", json!({})).await;
    refused.is(409, "state.not_allowed");
    assert_eq!(refused.json["detail"], "陈静正在审查这份材料。");
    let taken = at_the_desk(&court, &two, &filed, "claim", json!({})).await;
    taken.is(409, "state.not_allowed");
    assert_eq!(taken.json["reviewer"], "陈静", "{}", taken.text);
    at_the_desk(&court, &one, &filed, "claim", json!({}))
        .await
        .ok();
    let opened = court
        .get(&format!("/api/v1/desk/filings/{}", id(&filed)), &one)
        .await
        .ok();
    let path = format!("/api/v1/desk/filings/{}/draft-correction", id(&filed));
    let tag = format!("\"{}\"", opened["version"]);
    let notes =
        |text: &str| json!({"items": [{"pointer": "/claims/0", "text": text}], "due_days": 7});
    court
        .call_with(
            "PUT",
            &path,
            Some(&one),
            Some(notes("一")),
            &[("If-Match", &tag)],
        )
        .await
        .ok();
    let stale = court
        .call_with(
            "PUT",
            &path,
            Some(&two),
            Some(notes("二")),
            &[("If-Match", &tag)],
        )
        .await;
    stale.is(412, "version.stale");
    let seen = court
        .get(&format!("/api/v1/desk/filings/{}", id(&filed)), &two)
        .await
        .ok();
    assert_eq!(seen["draft_correction"]["items"][0]["text"], "一");
    let stale = court
        .call_with(
            "POST",
            &format!("/api/v1/desk/filings/{}/return-unopposed", id(&filed)),
            Some(&two),
            Some(json!({"reason": "不属于"})),
            &[("If-Match", &tag)],
        )
        .await;
    stale.is(412, "version.stale");
}

/// 32 plaintiffs at once: 1..32, no gap and no double.
#[tokio::test]
async fn thirty_two_plaintiffs_get_the_numbers_one_to_thirty_two() {
    let court = Court::start().await;
    let clerk = at_desk(&court, "chenjing", Role::FilingClerk).await;
    let mut filers = Vec::new();
    for n in 0..32 {
        filers.push(Plaintiff::another(&court, n).await);
    }
    let journey = |who: Plaintiff| {
        let (court, clerk) = (&court, clerk.clone());
        async move {
            let filed = who.file(court, 128_000).await;
            at_the_desk(court, &clerk, &filed, "open-review", json!({}))
                .await
                .ok();
            let accepted = at_the_desk(
                court,
                &clerk,
                &filed,
                "accept",
                json!({"procedure": "small_claims", "type": "民初"}),
            )
            .await
            .ok();
            pay(court, &who, &filed).await;
            until("docketed", || async {
                let seen = who.see(court, &filed).await;
                (seen["state"] == "docketed", seen["state"].clone())
            })
            .await;
            serial_of(&accepted)
        }
    };
    let mut serials = futures_util::future::join_all(filers.into_iter().map(journey)).await;
    serials.sort_unstable();
    assert_eq!(serials, (1..=32).collect::<Vec<u64>>());
}

fn serial_of(accepted: &Value) -> u64 {
    let number = accepted["case_number"].as_str().unwrap_or("");
    number
        .split("民初")
        .nth(1)
        .and_then(|rest| rest.trim_end_matches('号').parse().ok())
        .unwrap_or(0)
}

/// Moving the clock by days ends short sessions: the same person logs in again.
async fn relogged(court: &Court, who: Plaintiff) -> Plaintiff {
    let session = court.log_in(0).await;
    Plaintiff {
        token: crate::court::token(&session).to_owned(),
        ..who
    }
}

async fn again(court: &Court, username: &str, _ended: String) -> String {
    crate::plaintiff::back_at_desk(court, username).await
}
