//! The ways of service and their days, through the doors.

use micro_court::rooms::cases::DocumentKind;
use serde_json::json;

use super::{Serving, add_paper};
use crate::court::token;

/// OLR 31(1): at an address that the person confirmed, arrival is service, and the limits start there.
#[tokio::test]
async fn at_a_confirmed_address_arrival_serves_and_the_defence_begins() {
    let serving = Serving::start().await;
    serving.joined().await;
    serving.confirm(&serving.defendant, true, false).await.ok();
    let sent = serving.prepared(serving.complaint, true).await;
    assert_eq!(
        (&sent["state"], &sent["consent"], &sent["certified"]),
        (&json!("served"), &json!("express"), &json!(true)),
        "{sent}"
    );
    assert_eq!(serving.case_state().await, "serving");
    let defence = serving.deadline("defence").await.expect("defence");
    assert_eq!(defence["basis"], "民事诉讼法第一百二十八条");
    assert!(serving.deadline("jurisdiction_objection").await.is_some());
    assert!(
        serving.deadline("serve_complaint").await.is_none(),
        "the court has done its part"
    );
    assert_eq!(serving.notices("document_arrived").await, 1);
    let seen = serving.on_phone(&sent, "open").await.ok();
    assert!(seen["opened_at"].is_string() && seen["receipt_at"].is_null());
    let again = serving.on_phone(&sent, "open").await.ok();
    assert_eq!(
        again["opened_at"], seen["opened_at"],
        "the first time is kept"
    );
    let signed = serving.on_phone(&sent, "receipt").await.ok();
    assert!(signed["receipt_at"].is_string());
    assert_eq!(
        signed["served_on"], sent["served_on"],
        "signing later does not move the day"
    );
}

#[tokio::test]
async fn the_certificate_and_the_public_page_tell_the_same() {
    let serving = Serving::start().await;
    serving.joined().await;
    serving.confirm(&serving.defendant, true, false).await.ok();
    let sent = serving.prepared(serving.complaint, true).await;
    let path = format!("/api/v1/deliveries/{}", sent["id"].as_str().expect("id"));
    let mine = serving
        .court
        .get(&path, &serving.defendant.token)
        .await
        .ok();
    let pdf = serving
        .court
        .get(&format!("{path}/certificate.pdf"), &serving.defendant.token)
        .await;
    assert_eq!(
        (pdf.status.as_u16(), pdf.header("content-type")),
        (200, "application/pdf")
    );
    let code = mine["check_token"].as_str().expect("code");
    let typed = format!("{}%20{}", code[..4].to_lowercase(), &code[4..]);
    let checked = serving
        .court
        .call(
            "GET",
            &format!("/api/v1/served-documents/{typed}"),
            None,
            None,
        )
        .await
        .ok();
    assert_eq!(
        (
            &checked["document_title"],
            &checked["case_number"],
            &checked["served_on"]
        ),
        (
            &json!("民事起诉状"),
            &json!(serving.number),
            &sent["served_on"]
        )
    );
    assert!(
        !checked.to_string().contains(&serving.defendant.name),
        "it names nobody"
    );
    serving
        .court
        .call("GET", "/api/v1/served-documents/AAAA", None, None)
        .await
        .is(404, "delivery.nothing_to_check");
    // Another person's service is not there.
    serving
        .court
        .get(&path, &serving.plaintiff.token)
        .await
        .is(404, "delivery.not_found");
}

/// OLR 31(2): at an address that the court found, arrival alone never serves; reading is a presumption that can fall.
#[tokio::test]
async fn at_a_found_address_reading_is_presumed_and_can_be_rebutted() {
    let serving = Serving::start().await;
    serving.joined().await;
    let made = serving.prepared(serving.complaint, true).await;
    assert_eq!(
        made["state"], "prepared",
        "no consent yet, so nothing was sent"
    );
    let (clerk, judge) = (&serving.clerk, &serving.judge);
    serving
        .act(
            clerk,
            &made,
            "use-found-address",
            json!({"reason": "实名账户"}),
        )
        .await
        .ok();
    let sent = serving.act(clerk, &made, "send", json!({})).await.ok();
    assert_eq!(
        (&sent["state"], &sent["served_on"]),
        (&json!("arrived"), &json!(null))
    );
    assert!(serving.deadline("defence").await.is_none());
    let read = serving.on_phone(&made, "open").await.ok();
    assert_eq!(read["state"], "presumed_served");
    assert!(serving.deadline("defence").await.is_some());
    let proof = json!({"ground": "not_read_by_self", "reason": "手机被他人持有，已核实"});
    serving
        .act(clerk, &made, "rebut", proof.clone())
        .await
        .is(403, "state.wrong_actor");
    let fallen = serving.act(judge, &made, "rebut", proof).await.ok();
    assert_eq!(
        (&fallen["state"], &fallen["served_on"]),
        (&json!("rebutted"), &json!(null))
    );
    assert!(
        serving.deadline("defence").await.is_none(),
        "what hung on it falls too"
    );
    serving.act(clerk, &made, "resend", json!({})).await.ok();
    serving
        .act(clerk, &made, "use-found-address", json!({}))
        .await
        .ok();
    serving.act(clerk, &made, "send", json!({})).await.ok();
    let signed = serving.on_phone(&made, "receipt").await.ok();
    assert_eq!(signed["state"], "served");
    assert!(
        signed["basis"]
            .as_str()
            .is_some_and(|basis| basis.contains("第三十一条第二款第一项"))
    );
}

/// Interp. 135: another arrival is proved; the day and the limits follow it.
#[tokio::test]
async fn a_proved_arrival_moves_the_day_and_the_limits() {
    let serving = Serving::start().await;
    serving.joined().await;
    serving.confirm(&serving.defendant, true, false).await.ok();
    let sent = serving.prepared(serving.complaint, true).await;
    let before = serving.deadline("defence").await.expect("defence");
    serving.court.advance(3 * 86_400).await;
    let judge = crate::plaintiff::at_desk(
        &serving.court,
        "faguan",
        micro_court::rooms::staff::Role::Judge,
    )
    .await;
    let at = serving.court.running.court.now().to_rfc3339();
    let body = json!({"arrived_at": at, "reason": "服务器日志显示延迟到达"});
    let moved = serving.act(&judge, &sent, "rebut-date", body).await.ok();
    assert_ne!(moved["served_on"], sent["served_on"]);
    let plaintiff = serving.court.log_in(0).await;
    let path = format!("/api/v1/cases/{}/deadlines", serving.case);
    let after = serving.court.get(&path, token(&plaintiff)).await.ok();
    let defence = after["items"]
        .as_array()
        .into_iter()
        .flatten()
        .find(|one| one["what"] == "defence" && one["state"] == "running")
        .cloned()
        .expect("defence");
    assert!(defence["expires_before"].as_str() > before["expires_before"].as_str());
}

/// A party changes the address in the middle: what was sent stays, what waits follows.
#[tokio::test]
async fn the_question_for_an_address_is_answered_and_what_waited_goes_out() {
    let serving = Serving::start().await;
    serving.joined().await;
    let made = serving.prepared(serving.complaint, true).await;
    serving
        .act(&serving.clerk, &made, "ask-consent", json!({}))
        .await
        .ok();
    assert_eq!(serving.notices("address_asked").await, 1);
    serving.confirm(&serving.defendant, true, true).await.ok();
    let served = serving.at_desk(&made).await;
    assert_eq!(
        (&served["state"], &served["consent"]),
        (&json!("served"), &json!("express"))
    );
    let other = add_paper(
        &serving.court,
        serving.case,
        DocumentKind::EvidenceNotice,
        "举证通知书",
    )
    .await;
    let waiting = serving.prepared(other, false).await;
    assert_eq!(waiting["state"], "ready");
    serving.confirm(&serving.defendant, false, false).await.ok();
    let now = serving.at_desk(&made).await;
    assert_eq!(now["state"], "served", "what was served stays served");
}

#[tokio::test]
async fn silence_turns_to_other_ways_and_a_letter_serves() {
    let serving = Serving::start().await;
    serving.joined().await;
    let made = serving.prepared(serving.complaint, true).await;
    serving
        .act(&serving.clerk, &made, "ask-consent", json!({}))
        .await
        .ok();
    serving.court.advance(3 * 86_400 + 60).await;
    let clerk = crate::plaintiff::at_desk(
        &serving.court,
        "shujiyuan2",
        micro_court::rooms::staff::Role::CourtClerk,
    )
    .await;
    crate::court::until("offline", || async {
        let path = format!(
            "/api/v1/desk/deliveries/{}",
            made["id"].as_str().expect("id")
        );
        let seen = serving.court.get(&path, &clerk).await.ok();
        (seen["state"] == "offline", seen)
    })
    .await;
    let today = micro_court::kit::clock::shanghai_day(serving.court.running.court.now());
    let letter = |on: String| json!({"how": "post", "on": on, "reason": "EMS 回执"});
    serving
        .act(&clerk, &made, "delivered", letter("2099-01-01".into()))
        .await
        .is(422, "request.invalid");
    let served = serving
        .act(&clerk, &made, "delivered", letter(today.to_string()))
        .await
        .ok();
    assert_eq!(
        (&served["state"], &served["served_on"]),
        (&json!("served"), &json!(today))
    );
}

/// Nobody joins: the question is asked all the same, and its silence opens the other ways.
#[tokio::test]
async fn a_party_who_never_joins_is_served_by_other_ways() {
    let serving = Serving::start().await;
    let made = serving.prepared(serving.complaint, true).await;
    assert_eq!(made["state"], "prepared");
    serving
        .act(&serving.clerk, &made, "send", json!({}))
        .await
        .is(409, "state.not_allowed");
    serving
        .act(&serving.clerk, &made, "ask-consent", json!({}))
        .await
        .ok();
    serving.court.advance(3 * 86_400 + 60).await;
    let role = micro_court::rooms::staff::Role::CourtClerk;
    let clerk = crate::plaintiff::at_desk(&serving.court, "shujiyuan2", role).await;
    crate::court::until("offline", || async {
        let path = format!(
            "/api/v1/desk/deliveries/{}",
            made["id"].as_str().expect("id")
        );
        let seen = serving.court.get(&path, &clerk).await.ok();
        (seen["state"] == "offline", seen)
    })
    .await;
}

/// CPL 95: thirty days from the last publication, then it counts as served; a judge orders it.
#[tokio::test]
async fn a_public_notice_runs_thirty_days_by_a_judges_word() {
    let serving = Serving::start().await;
    serving.joined().await;
    let made = serving.prepared(serving.complaint, true).await;
    serving
        .act(&serving.clerk, &made, "ask-consent", json!({}))
        .await
        .ok();
    serving.confirm(&serving.defendant, false, false).await.ok();
    let today = micro_court::kit::clock::shanghai_day(serving.court.running.court.now());
    let body = json!({"reason": "穷尽其他方式", "on": today});
    let event = "whereabouts-unknown";
    serving
        .act(&serving.clerk, &made, event, body.clone())
        .await
        .is(403, "state.wrong_actor");
    serving.act(&serving.judge, &made, event, body).await.ok();
    serving.court.advance(31 * 86_400).await;
    let clerk = crate::plaintiff::at_desk(
        &serving.court,
        "shujiyuan2",
        micro_court::rooms::staff::Role::CourtClerk,
    )
    .await;
    let served = crate::court::until("served", || async {
        let path = format!(
            "/api/v1/desk/deliveries/{}",
            made["id"].as_str().expect("id")
        );
        let seen = serving.court.get(&path, &clerk).await.ok();
        (seen["state"] == "served", seen)
    })
    .await;
    let last = today + chrono::Days::new(30);
    assert_eq!(served["served_on"], json!(last));
}

/// CPL 90: decisions come electronically only to those who agreed to that. CPL 100: a mediation statement is signed for.
#[tokio::test]
async fn decisions_need_a_consent_that_covers_them_and_a_statement_is_signed_for() {
    let serving = Serving::start().await;
    serving.joined().await;
    serving.confirm(&serving.defendant, true, false).await.ok();
    let ruling = add_paper(
        &serving.court,
        serving.case,
        DocumentKind::Ruling,
        "民事裁定书",
    )
    .await;
    let made = serving.prepared(ruling, true).await;
    assert_eq!(made["state"], "ready", "not sent");
    let refused = serving.act(&serving.clerk, &made, "send", json!({})).await;
    refused.is(409, "delivery.decision_not_covered");
    serving.confirm(&serving.defendant, true, true).await.ok();
    let statement = add_paper(
        &serving.court,
        serving.case,
        DocumentKind::MediationStatement,
        "民事调解书",
    )
    .await;
    let sent = serving.prepared(statement, true).await;
    assert_eq!(
        (&sent["state"], &sent["served_on"]),
        (&json!("arrived"), &json!(null))
    );
    let opened = serving.on_phone(&sent, "open").await.ok();
    assert_eq!(opened["state"], "arrived", "reading is not signing");
    let signed = serving.on_phone(&sent, "receipt").await.ok();
    assert_eq!(signed["state"], "served");
}

/// Unread after a day and after three; never once it was opened.
#[tokio::test]
async fn an_unread_paper_is_reminded_of_twice() {
    let serving = Serving::start().await;
    serving.joined().await;
    serving.confirm(&serving.defendant, true, false).await.ok();
    serving.prepared(serving.complaint, true).await;
    for (hours, expected) in [(25, 1), (48, 2), (100, 2)] {
        serving.court.advance(hours * 3_600).await;
        let session = serving.court.log_in(2).await;
        crate::court::until("reminders", || async {
            let inbox = serving
                .court
                .get("/api/v1/notices?limit=100", token(&session))
                .await
                .ok();
            let told = inbox["items"]
                .as_array()
                .into_iter()
                .flatten()
                .filter(|notice| notice["kind"] == "document_unread")
                .count();
            (told == expected, told)
        })
        .await;
    }
}

/// CPL 128: when the time for the defence is over for all, the case goes on by itself.
#[tokio::test]
async fn when_the_defence_period_is_over_the_case_goes_on_to_evidence() {
    let serving = Serving::start().await;
    serving.joined().await;
    serving.confirm(&serving.defendant, true, false).await.ok();
    serving.prepared(serving.complaint, true).await;
    serving.court.advance(25 * 86_400).await;
    let session = serving.court.log_in(0).await;
    crate::court::until("evidence", || async {
        let path = format!("/api/v1/cases/{}", serving.case);
        let seen = serving.court.get(&path, token(&session)).await.ok();
        (seen["state"] == "evidence", seen["state"].clone())
    })
    .await;
}
