//! The ledger of consents, keys that repeat safely, and stale edits.

use serde_json::{Value, json};

use super::refresh;
use crate::court::{Court, token};

fn consent(kind: &str, given: bool) -> Value {
    json!({"kind": kind, "given": given, "version": "2026-11-24"})
}

/// PIPL 14-16: withdrawing is as easy as giving, and the ledger keeps both.
#[tokio::test]
async fn consents_are_given_withdrawn_and_all_kept() {
    let court = Court::start().await;
    let session = court.log_in(0).await;
    let notice = court
        .call("GET", "/api/v1/legal/privacy-notice", None, None)
        .await
        .ok();
    assert_eq!(notice["version"], "2026-11-24");
    for (kind, given) in [
        ("privacy_notice", true),
        ("wechat_messages", true),
        ("wechat_messages", false),
    ] {
        let entry = court
            .post("/api/v1/me/consents", token(&session), consent(kind, given))
            .await;
        assert_eq!(entry.status, 201);
    }
    let me = court.get("/api/v1/me", token(&session)).await.ok();
    let now: Vec<_> = me["consents"]
        .as_array()
        .expect("consents")
        .iter()
        .map(|c| (c["kind"].as_str().unwrap_or(""), c["given"].as_bool()))
        .collect();
    assert_eq!(
        now,
        [
            ("privacy_notice", Some(true)),
            ("wechat_messages", Some(false))
        ]
    );
    let ledger = court.get("/api/v1/me/consents", token(&session)).await.ok();
    assert_eq!(ledger["items"].as_array().map(Vec::len), Some(3));

    court
        .post(
            "/api/v1/me/consents",
            token(&session),
            consent("privacy_notice", false),
        )
        .await
        .is(422, "consent.notice_only_acknowledged");
    let old = json!({"kind": "usage_statistics", "given": true, "version": "2020-01-01"});
    court
        .post("/api/v1/me/consents", token(&session), old)
        .await
        .is(422, "consent.notice_outdated");
    let unknown = court
        .post(
            "/api/v1/me/consents",
            token(&session),
            consent("everything", true),
        )
        .await;
    assert_eq!(unknown.json["errors"][0]["code"], "field.not_in_list");
    court.stop().await;
}

#[tokio::test]
async fn the_same_key_gets_the_same_answer() {
    let court = Court::start().await;
    let session = court.log_in(0).await;
    let send = async |key: &str, body: Value| {
        court
            .call_with(
                "POST",
                "/api/v1/me/consents",
                Some(token(&session)),
                Some(body),
                &[("Idempotency-Key", key)],
            )
            .await
    };
    let first = send("k1", consent("wechat_messages", true)).await;
    let again = send("k1", consent("wechat_messages", true)).await;
    assert_eq!((again.status.as_u16(), &again.json), (201, &first.json));
    send("k1", consent("wechat_messages", false))
        .await
        .is(422, "idempotency.mismatch");
    send("not ascii 码", consent("wechat_messages", true))
        .await
        .is(422, "idempotency.key_malformed");
    let other = court.log_in(1).await;
    let others = court
        .call_with(
            "POST",
            "/api/v1/me/consents",
            Some(token(&other)),
            Some(consent("wechat_messages", true)),
            &[("Idempotency-Key", "k1")],
        )
        .await;
    assert_ne!(
        others.ok()["id"],
        first.json["id"],
        "keys are a person's own"
    );
    let ledger = court.get("/api/v1/me/consents", token(&session)).await.ok();
    assert_eq!(ledger["items"].as_array().map(Vec::len), Some(1));
    court.advance(86_401).await;
    let session = refresh(&court, &session["refresh_token"]).await.ok();
    let next_day = court
        .call_with(
            "POST",
            "/api/v1/me/consents",
            Some(token(&session)),
            Some(consent("wechat_messages", true)),
            &[("Idempotency-Key", "k1")],
        )
        .await;
    assert_ne!(
        next_day.ok()["id"],
        first.json["id"],
        "a key is kept for 24 hours"
    );
    court.stop().await;
}

#[tokio::test]
async fn the_same_key_at_once_acts_once() {
    let court = Court::start().await;
    let session = court.log_in(0).await;
    let calls = (0..6).map(|_| {
        court.call_with(
            "POST",
            "/api/v1/me/consents",
            Some(token(&session)),
            Some(consent("wechat_messages", true)),
            &[("Idempotency-Key", "k")],
        )
    });
    for answer in futures_util::future::join_all(calls).await {
        match answer.status.as_u16() {
            201 => {}
            409 => answer.is(409, "idempotency.in_flight"),
            _ => panic!("{}", answer.text),
        }
    }
    let ledger = court.get("/api/v1/me/consents", token(&session)).await.ok();
    assert_eq!(ledger["items"].as_array().map(Vec::len), Some(1));
    court.stop().await;
}

/// wishes.md 8: a stale edit is told, never swallowed.
#[tokio::test]
async fn a_stale_edit_is_told() {
    let court = Court::start().await;
    let session = court.log_in(0).await;
    let read = court.get("/api/v1/me/preferences", token(&session)).await;
    assert_eq!(read.json, json!({"language": "zh"}));
    let tag = read.header("etag").to_owned();
    let put = async |tag: Option<&str>, language: &str| {
        let headers: Vec<(&str, &str)> = tag.into_iter().map(|tag| ("If-Match", tag)).collect();
        court
            .call_with(
                "PUT",
                "/api/v1/me/preferences",
                Some(token(&session)),
                Some(json!({ "language": language })),
                &headers,
            )
            .await
    };
    put(None, "en").await.is(428, "version.if_match_missing");
    assert_eq!(put(Some(&tag), "en").await.ok(), json!({"language": "en"}));
    put(Some(&tag), "zh").await.is(412, "version.stale");
    assert_eq!(
        put(Some("nonsense"), "zh").await.code(),
        "version.if_match_malformed"
    );
    assert_eq!(
        put(Some("*"), "fr").await.json["errors"][0]["pointer"],
        "/language"
    );
    court.stop().await;
}
