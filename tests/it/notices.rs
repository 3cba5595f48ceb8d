//! The inbox and the reminders by WeChat.

use micro_court::rooms::notices::{NoticeKind, Tell, tell};
use serde_json::{Value, json};
use uuid::Uuid;

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
async fn subscribe(court: &Court, n: usize, token: &str, name: &str) {
    let openid = court.sandbox().await["people"][n]["openid"].clone();
    let template = court.template(name).await;
    let body = json!({"openid": openid, "template_id": template, "count": 1});
    court
        .call("POST", "/sandbox/subscriptions", None, Some(body))
        .await
        .ok();
    believe(court, token, name).await;
}

/// Tells the court alone of an acceptance.
async fn believe(court: &Court, token: &str, name: &str) {
    let results = json!({"results": {court.template(name).await: "accept"}});
    let recorded = court
        .post("/api/v1/me/subscriptions", token, results)
        .await
        .ok();
    assert_eq!(recorded["accepted"], json!([name]));
}

async fn agree(court: &Court, token: &str) {
    let agreed = json!({"kind": "wechat_messages", "given": true, "version": "2026-11-24"});
    court.post("/api/v1/me/consents", token, agreed).await.ok();
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
    subscribe(&court, 0, token(&session), "new_device").await;
    // Accepted in WeChat, but not agreed with the court: nothing is sent.
    court.log_in_on(0, "two").await;
    until("the inbox", || async {
        let seen = inbox(&court, token(&session)).await;
        (seen["unread"] == 2, seen)
    })
    .await;
    assert_eq!(messages(&court).await, 0);

    agree(&court, token(&session)).await;
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

const TITLE: &str = "张三与某某科技有限公司网络购物合同纠纷";

/// What a filing room would tell.
fn notice(session: &Value, event_id: Uuid, kind: NoticeKind) -> Tell {
    let person_id = session["person"]["id"].as_str().expect("person");
    Tell {
        person_id: person_id.parse().expect("id"),
        event_id,
        kind,
        facts: json!({
            "receipt_no": "R2026112400045", "title": TITLE, "items": 2, "amount_fen": 2500,
            "expires_before": "2026-12-02T00:00:00+08:00",
        }),
        link: Some("pages/filing/detail?id=1".to_owned()),
    }
}

async fn tell_now(court: &Court, what: Tell) {
    let state = &court.running.court;
    let tx = state.store.write().await.expect("transaction");
    tell(state, &tx, what).await.expect("tell");
    state.commit(tx).await.expect("commit");
}

async fn add_phone(court: &Court, n: usize, token: &str) {
    let code = court.code_of(n, "phone").await;
    court
        .post("/api/v1/me/phone", token, json!({ "code": code }))
        .await
        .ok();
}

async fn sms(court: &Court) -> Vec<Value> {
    let state = court.sandbox().await;
    state["sms"].as_array().cloned().unwrap_or_default()
}

async fn until_sms(court: &Court, count: usize) -> Vec<Value> {
    until("the SMS", || async {
        let seen = sms(court).await;
        (seen.len() == count, seen)
    })
    .await
}

/// Waits until the outbox has nothing left to do.
async fn until_quiet(court: &Court) {
    until("a quiet outbox", || async {
        let state = &court.running.court;
        let mut due = false;
        for outside in [false, true] {
            let any =
                micro_court::kit::outbox::anything_due(state.store.db(), outside, state.now());
            due |= any.await.expect("outbox");
        }
        (!due, due)
    })
    .await;
}

/// domain.md 9: what leaves the house is a masked number, an act and a day.
fn assert_masked(text: &str) {
    assert!(text.contains("*45"), "{text}");
    for whole in ["R2026112400045", "张三", "科技", "25.00", "网络购物"] {
        assert!(!text.contains(whole), "{text}");
    }
}

#[tokio::test]
async fn an_act_is_told_once_in_whole_words() {
    let court = Court::start().await;
    let session = court.log_in(0).await;
    let event = Uuid::now_v7();
    for _ in 0..2 {
        tell_now(&court, notice(&session, event, NoticeKind::FeeDue)).await;
    }
    // What is not committed is not told.
    let state = &court.running.court;
    let tx = state.store.write().await.expect("transaction");
    tell(
        state,
        &tx,
        notice(&session, Uuid::now_v7(), NoticeKind::FeePaid),
    )
    .await
    .expect("tell");
    tx.rollback().await.expect("rollback");
    until_quiet(&court).await;

    let seen = inbox(&court, token(&session)).await;
    let items = seen["items"].as_array().expect("items");
    let told: Vec<&Value> = items
        .iter()
        .filter(|item| item["kind"] != "new_device")
        .collect();
    assert_eq!(told.len(), 1, "{seen}");
    assert_eq!(told[0]["title"], "请交纳诉讼费用");
    assert_eq!(told[0]["link"], "pages/filing/detail?id=1");
    let body = told[0]["body"].as_str().expect("body");
    assert!(
        body.contains(TITLE) && body.contains("25.00 元") && body.contains("12月1日 24:00"),
        "{body}"
    );
    court.stop().await;
}

#[tokio::test]
async fn wechat_carries_a_masked_number_act_and_day() {
    let court = Court::start().await;
    let session = court.log_in(0).await;
    add_phone(&court, 0, token(&session)).await;
    agree(&court, token(&session)).await;
    subscribe(&court, 0, token(&session), "correction_due").await;
    tell_now(
        &court,
        notice(&session, Uuid::now_v7(), NoticeKind::CorrectionDue),
    )
    .await;
    until("the reminder", || async {
        let count = messages(&court).await;
        (count == 1, count)
    })
    .await;
    let state = court.sandbox().await;
    let message = &state["messages"][0];
    let text = message["text"].as_str().expect("text");
    assert_masked(text);
    assert!(
        text.contains("起诉材料需要补正") && text.contains("2026年12月1日"),
        "{text}"
    );
    assert_eq!(message["page"], "pages/filing/detail?id=1");
    // One way is enough.
    until_quiet(&court).await;
    assert!(sms(&court).await.is_empty());
    assert_eq!(state["unknown_calls"], json!([]));
    court.stop().await;
}

#[tokio::test]
async fn sms_reaches_those_whom_wechat_does_not() {
    let court = Court::start().await;
    let session = court.log_in(0).await;
    // Without a phone: the inbox alone.
    tell_now(
        &court,
        notice(&session, Uuid::now_v7(), NoticeKind::CorrectionDue),
    )
    .await;
    until_quiet(&court).await;
    assert!(sms(&court).await.is_empty());

    add_phone(&court, 0, token(&session)).await;
    let event = Uuid::now_v7();
    for _ in 0..2 {
        tell_now(&court, notice(&session, event, NoticeKind::FeeDue)).await;
    }
    let sent = until_sms(&court, 1).await;
    assert_eq!(sent[0]["to"], "+8613800138000");
    let text = sent[0]["text"].as_str().expect("text");
    assert_masked(text);
    assert!(
        text.starts_with("【示范互联网法院】") && text.contains("2026年12月1日"),
        "{text}"
    );

    // Where no right hangs on it, an SMS is not worth it.
    tell_now(
        &court,
        notice(&session, Uuid::now_v7(), NoticeKind::FeePaid),
    )
    .await;
    until_quiet(&court).await;
    assert_eq!(sms(&court).await.len(), 1);

    // The court believes in an acceptance that WeChat does not know (43101).
    agree(&court, token(&session)).await;
    believe(&court, token(&session), "returned").await;
    tell_now(
        &court,
        notice(&session, Uuid::now_v7(), NoticeKind::Returned),
    )
    .await;
    let sent = until_sms(&court, 2).await;
    assert_eq!(sent[0]["template"], "returned");
    assert_eq!(messages(&court).await, 0);
    court.stop().await;
}

/// Tencent keeps no court's clock: what is signed goes by the machine's own time, wherever the court's stands.
#[tokio::test]
async fn sms_arrives_though_the_clock_was_moved() {
    let court = Court::start().await;
    court.advance(12 * 86_400).await;
    let session = court.log_in(0).await;
    add_phone(&court, 0, token(&session)).await;
    let told = notice(&session, Uuid::now_v7(), NoticeKind::CorrectionDue);
    tell_now(&court, told).await;
    let sent = until_sms(&court, 1).await;
    assert_eq!(sent[0]["template"], "correction_due");
    court.stop().await;
}

#[tokio::test]
async fn one_event_is_told_to_each_of_two_people() {
    let court = Court::start().await;
    let (one, two) = (court.log_in(0).await, court.log_in(1).await);
    add_phone(&court, 0, token(&one)).await;
    add_phone(&court, 1, token(&two)).await;
    let event = Uuid::now_v7();
    tell_now(&court, notice(&one, event, NoticeKind::Accepted)).await;
    tell_now(&court, notice(&two, event, NoticeKind::Accepted)).await;
    let sent = until_sms(&court, 2).await;
    let mut to: Vec<&str> = sent.iter().filter_map(|sms| sms["to"].as_str()).collect();
    to.sort_unstable();
    assert_eq!(to, ["+8613800138000", "+8613900139000"]);
    court.stop().await;
}

#[tokio::test]
async fn without_a_provider_no_sms_is_tried() {
    let court = Court::start_with(&[("sms.provider", "none")]).await;
    let session = court.log_in(0).await;
    add_phone(&court, 0, token(&session)).await;
    tell_now(&court, notice(&session, Uuid::now_v7(), NoticeKind::FeeDue)).await;
    until_quiet(&court).await;
    assert!(sms(&court).await.is_empty());
    let seen = inbox(&court, token(&session)).await;
    assert!(seen.to_string().contains("fee_due"), "{seen}");
    court.stop().await;
}

/// Every kind can be accepted in the sandbox, and its fields keep WeChat's limits.
#[tokio::test]
async fn every_kind_goes_by_wechat() {
    let court = Court::start().await;
    let session = court.log_in(0).await;
    agree(&court, token(&session)).await;
    let told = NoticeKind::ALL
        .iter()
        .filter(|kind| **kind != NoticeKind::NewDevice);
    for kind in told.clone() {
        subscribe(&court, 0, token(&session), kind.name()).await;
        tell_now(&court, notice(&session, Uuid::now_v7(), *kind)).await;
    }
    let count = told.count();
    until("the reminders", || async {
        let seen = messages(&court).await;
        (seen == count, seen)
    })
    .await;
    assert_eq!(court.sandbox().await["unknown_calls"], json!([]));
    court.stop().await;
}
