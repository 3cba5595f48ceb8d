//! The inbox and the reminders by WeChat.

use serde_json::{Value, json};

use crate::court::{Court, token, until};

async fn inbox(court: &Court, token: &str) -> Value {
    court.get("/api/v1/notices", token).await.ok()
}

#[tokio::test]
async fn a_new_device_is_told_once_a_device() {
    let court = Court::start().await;
    let session = court.log_in_on(0, "phone").await;
    court.log_in_on(0, "phone").await;
    court.log_in_on(0, "tablet").await;
    let box_of_mine = until("two notices", || async {
        let seen = inbox(&court, token(&session)).await;
        (seen["unread"] == 2, seen)
    })
    .await;
    assert!(
        box_of_mine["items"][0]["body"]
            .as_str()
            .unwrap_or("")
            .contains("“tablet”"),
        "{box_of_mine}"
    );

    let id = box_of_mine["items"][0]["id"].as_str().expect("id");
    let read = court
        .post(
            &format!("/api/v1/notices/{id}/read"),
            token(&session),
            json!({}),
        )
        .await
        .ok();
    assert!(read["read_at"].is_string());
    assert_eq!(inbox(&court, token(&session)).await["unread"], 1);
    let english = court
        .call_with(
            "GET",
            "/api/v1/notices",
            Some(token(&session)),
            None,
            &[("Accept-Language", "en")],
        )
        .await
        .ok();
    assert_eq!(english["items"][0]["title"], "Log-in on a new device");
    court.stop().await;
}

#[tokio::test]
async fn attack_another_persons_notice_is_not_there() {
    let court = Court::start().await;
    let (mine, other) = (court.log_in(0).await, court.log_in(1).await);
    let theirs = until("a notice", || async {
        let seen = inbox(&court, token(&other)).await;
        (seen["unread"] == 1, seen)
    })
    .await;
    let id = theirs["items"][0]["id"].as_str().expect("id");
    court
        .post(
            &format!("/api/v1/notices/{id}/read"),
            token(&mine),
            json!({}),
        )
        .await
        .is(404, "notices.no_such_notice");
    court
        .post("/api/v1/notices/zz/read", token(&mine), json!({}))
        .await
        .is(404, "notices.no_such_notice");
    assert_eq!(inbox(&court, token(&other)).await["unread"], 1);
    court.stop().await;
}

/// Accepts on the demo phone and tells the court, as the client does.
async fn subscribe(court: &Court, n: usize, token: &str) {
    let state = court.sandbox().await;
    let openid = state["people"][n]["openid"].clone();
    let template = state["templates"][0]["template_id"].clone();
    let body = json!({"openid": openid, "template_id": template, "count": 1});
    court
        .call("POST", "/sandbox/subscriptions", None, Some(body))
        .await
        .ok();
    let results = json!({"results": {template.as_str().expect("template"): "accept"}});
    assert_eq!(
        court
            .post("/api/v1/me/subscriptions", token, results)
            .await
            .ok()["accepted"],
        json!(["new_device"])
    );
}

async fn messages(court: &Court) -> usize {
    court.sandbox().await["messages"]
        .as_array()
        .map_or(0, Vec::len)
}

/// PIPL 13-15: WeChat reminds only those who agreed, once an acceptance.
#[tokio::test]
async fn wechat_reminds_those_who_agreed_and_accepted() {
    let court = Court::start().await;
    let session = court.log_in_on(0, "one").await;
    subscribe(&court, 0, token(&session)).await;
    // Accepted in WeChat, but not agreed with the court: nothing is sent.
    court.log_in_on(0, "two").await;
    until("the inbox", || async {
        let seen = inbox(&court, token(&session)).await;
        (seen["unread"] == 2, seen)
    })
    .await;
    assert_eq!(messages(&court).await, 0);

    let agreed = json!({"kind": "wechat_messages", "given": true, "version": "2026-11-24"});
    court
        .post("/api/v1/me/consents", token(&session), agreed)
        .await
        .ok();
    court.log_in_on(0, "three").await;
    until("the reminder", || async {
        let count = messages(&court).await;
        (count == 1, count)
    })
    .await;
    // The acceptance is used up: the next one comes to the inbox alone.
    court.log_in_on(0, "four").await;
    until("the inbox", || async {
        let seen = inbox(&court, token(&session)).await;
        (seen["unread"] == 4, seen)
    })
    .await;
    assert_eq!(messages(&court).await, 1);
    assert_eq!(court.sandbox().await["unknown_calls"], json!([]));
    court.stop().await;
}

#[tokio::test]
async fn unknown_templates_are_refused() {
    let court = Court::start().await;
    let session = court.log_in(0).await;
    let answer = court
        .post(
            "/api/v1/me/subscriptions",
            token(&session),
            json!({"results": {"foreign/one": "accept"}}),
        )
        .await;
    answer.is(422, "request.invalid");
    assert_eq!(answer.json["errors"][0]["pointer"], "/results/foreign~1one");
    court.stop().await;
}
