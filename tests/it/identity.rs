//! Log-in, sessions, devices, phone, consents; and those who try to get in another way.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Value, json};

use crate::court::{Court, token};

async fn log_in_with(court: &Court, code: &str) -> crate::court::Answer {
    court
        .call(
            "POST",
            "/api/v1/auth/wechat",
            None,
            Some(json!({ "code": code })),
        )
        .await
}

#[tokio::test]
async fn a_code_logs_in_once() {
    let court = Court::start().await;
    let code = court.code_of(0, "login").await;
    let first = log_in_with(&court, &code).await.ok();
    assert_eq!(first["token_type"], "Bearer");
    assert_eq!(first["expires_in"], 900);
    assert_eq!(first["person"]["assurance"], "L0");
    log_in_with(&court, &code).await.is(422, "wechat.code_used");
    let again = court.log_in(0).await;
    assert_eq!(
        again["person"]["id"], first["person"]["id"],
        "the same account"
    );
    assert_ne!(court.log_in(1).await["person"]["id"], first["person"]["id"]);
    court.stop().await;
}

#[tokio::test]
async fn false_codes_are_told_apart() {
    let court = Court::start().await;
    log_in_with(&court, "nonsense")
        .await
        .is(422, "wechat.code_invalid");
    for (code, field_code) in [
        ("", "field.required"),
        (&"x".repeat(600), "field.too_long"),
        ("a b", "field.malformed"),
        ("码", "field.malformed"),
    ] {
        let answer = log_in_with(&court, code).await;
        answer.is(422, "request.invalid");
        assert_eq!(answer.json["errors"][0]["pointer"], "/code");
        assert_eq!(answer.json["errors"][0]["code"], field_code);
    }
    let phone_code = court.code_of(0, "phone").await;
    log_in_with(&court, &phone_code)
        .await
        .is(422, "wechat.code_invalid");
    let expired = court.code_of(0, "login").await;
    court.advance(301).await;
    log_in_with(&court, &expired)
        .await
        .is(422, "wechat.code_invalid");
    court.stop().await;
}

#[tokio::test]
async fn bad_bodies_say_what_is_wrong() {
    let court = Court::start().await;
    let send = async |body: String, media_type: &str| {
        let request = court
            .http
            .post(format!("{}/api/v1/auth/wechat", court.base))
            .header("Content-Type", media_type)
            .body(body);
        crate::court::read(request.send().await.expect("an answer")).await
    };
    send("{".into(), "application/json")
        .await
        .is(400, "request.not_json");
    send("{}".into(), "text/plain")
        .await
        .is(415, "request.media_type");
    let answer = send(r#"{"code":"x","admin":true}"#.into(), "application/json").await;
    answer.is(422, "request.invalid");
    assert_eq!(
        (
            answer.json["errors"][0]["pointer"].as_str(),
            answer.json["errors"][0]["code"].as_str()
        ),
        (Some("/admin"), Some("field.unknown"))
    );
    let answer = send(r#"{"code":7}"#.into(), "application/json; charset=utf-8").await;
    assert_eq!(answer.json["errors"][0]["code"], "field.wrong_type");
    let ten_megabytes = format!(r#"{{"code":"{}"}}"#, "x".repeat(10 << 20));
    send(ten_megabytes, "application/json")
        .await
        .is(413, "request.too_large");
    court.stop().await;
}

#[tokio::test]
async fn problems_speak_the_callers_language() {
    let court = Court::start().await;
    let zh = court.call("GET", "/api/v1/me", None, None).await;
    zh.is(401, "auth.token_missing");
    assert_eq!(zh.header("content-type"), "application/problem+json");
    assert_eq!(zh.json["detail"], "请先登录。");
    assert_eq!(zh.json["request_id"], zh.header("x-request-id"));
    let en = court
        .call_with(
            "GET",
            "/api/v1/me",
            None,
            None,
            &[("Accept-Language", "en-GB")],
        )
        .await;
    assert_eq!(en.json["detail"], "Log in first.");
    court.stop().await;
}

/// wechat.md 1; the budget of api.md: an answer within 10 s whatever WeChat does.
#[tokio::test]
async fn whatever_wechat_does_there_is_an_answer_in_time() {
    let court = Court::start().await;
    for (fault, code) in [
        ("busy", "wechat.busy"),
        ("broken", "wechat.unavailable"),
        ("html", "wechat.unavailable"),
        ("slow", "wechat.unavailable"),
    ] {
        court.fault(fault, 10).await;
        let login = court.code_of(0, "login").await;
        let started = std::time::Instant::now();
        let answer = log_in_with(&court, &login).await;
        answer.is(503, code);
        assert!(
            started.elapsed().as_secs_f32() < 10.0,
            "{fault}: {:?}",
            started.elapsed()
        );
        assert!(
            answer.header("retry-after").parse::<u32>().is_ok(),
            "{fault}"
        );
    }
    court.fault("none", 0).await;
    court.log_in(0).await;
    court.fault("busy", 1).await;
    court.log_in(0).await;
    court.stop().await;
}

#[tokio::test]
async fn an_access_token_killed_under_us_is_fetched_again() {
    let court = Court::start().await;
    let session = court.log_in(0).await;
    let add = async || {
        let code = court.code_of(0, "phone").await;
        court
            .post("/api/v1/me/phone", token(&session), json!({ "code": code }))
            .await
    };
    add().await.ok();
    court.fault("token_killed", 1).await;
    assert_eq!(add().await.ok()["assurance"], "L1");
    assert_eq!(court.sandbox().await["unknown_calls"], json!([]));
    court.stop().await;
}

#[tokio::test]
async fn a_phone_number_shows_its_last_four() {
    let court = Court::start().await;
    let session = court.log_in(0).await;
    let login_code = court.code_of(0, "login").await;
    court
        .post(
            "/api/v1/me/phone",
            token(&session),
            json!({ "code": login_code }),
        )
        .await
        .is(422, "wechat.code_invalid");
    let code = court.code_of(0, "phone").await;
    let person = court
        .post("/api/v1/me/phone", token(&session), json!({ "code": code }))
        .await
        .ok();
    assert_eq!(
        (
            person["assurance"].as_str(),
            person["phone_masked"].as_str()
        ),
        (Some("L1"), Some("**** 8000"))
    );
    assert_eq!(court.get("/api/v1/me", token(&session)).await.ok(), person);
    assert_eq!(court.log_in(0).await["person"]["phone_masked"], "**** 8000");
    court.stop().await;
}

// --- tokens ---

fn forge(header: Value, claims: &Value) -> String {
    let part = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
    format!(
        "{}.{}.{}",
        part(&header),
        part(claims),
        URL_SAFE_NO_PAD.encode("signature")
    )
}

fn claims_of(token: &str) -> Value {
    let middle = token.split('.').nth(1).expect("claims");
    serde_json::from_slice(&URL_SAFE_NO_PAD.decode(middle).expect("base64")).expect("json")
}

#[tokio::test]
async fn tokens_carry_the_agreed_claims_and_no_personal_data() {
    let court = Court::start().await;
    let session = court.log_in(0).await;
    let claims = claims_of(token(&session));
    let mut names: Vec<_> = claims
        .as_object()
        .expect("claims")
        .keys()
        .cloned()
        .collect();
    names.sort();
    assert_eq!(names, ["aud", "exp", "iat", "iss", "sid", "sub"]);
    assert_eq!(claims["sub"], session["person"]["id"]);
    assert_eq!(
        claims["exp"].as_i64().expect("exp") - claims["iat"].as_i64().expect("iat"),
        900
    );
    court.stop().await;
}

#[tokio::test]
async fn attack_forged_and_expired_tokens_do_not_work() {
    let court = Court::start().await;
    let session = court.log_in(0).await;
    let claims = claims_of(token(&session));
    let good = token(&session);
    let (head, tail) = good.rsplit_once('.').expect("signature");
    let changed_claims = {
        let mut other = claims.clone();
        other["sub"] = json!(uuid::Uuid::now_v7());
        let parts: Vec<&str> = good.split('.').collect();
        format!(
            "{}.{}.{}",
            parts[0],
            URL_SAFE_NO_PAD.encode(other.to_string()),
            parts[2]
        )
    };
    for forged in [
        forge(json!({"alg": "none", "typ": "JWT"}), &claims),
        forge(json!({"alg": "None"}), &claims),
        format!(
            "{}.",
            forge(json!({"alg": "none"}), &claims)
                .rsplit_once('.')
                .expect("dot")
                .0
        ),
        forge(json!({"alg": "HS256"}), &claims),
        forge(json!({"alg": "RS256"}), &claims),
        format!("{head}."),
        format!("{head}.{}", tail.chars().rev().collect::<String>()),
        changed_claims,
        "x".repeat(5000),
        session["refresh_token"]
            .as_str()
            .expect("refresh")
            .to_owned(),
    ] {
        court
            .get("/api/v1/me", &forged)
            .await
            .is(401, "auth.token_invalid");
    }
    court.advance(901).await;
    court
        .get("/api/v1/me", good)
        .await
        .is(401, "auth.token_expired");
    court.stop().await;
}

async fn refresh(court: &Court, token: &Value) -> crate::court::Answer {
    court
        .call(
            "POST",
            "/api/v1/auth/refresh",
            None,
            Some(json!({ "refresh_token": token })),
        )
        .await
}

#[tokio::test]
async fn refreshing_rotates_and_a_lost_answer_is_given_again() {
    let court = Court::start().await;
    let first = court.log_in(0).await;
    let second = refresh(&court, &first["refresh_token"]).await.ok();
    assert_ne!(second["refresh_token"], first["refresh_token"]);
    court.advance(20).await;
    let again = refresh(&court, &first["refresh_token"]).await.ok();
    assert_eq!(again["refresh_token"], second["refresh_token"]);
    assert_eq!(again["access_token"], second["access_token"]);
    let third = refresh(&court, &second["refresh_token"]).await.ok();
    court.advance(5).await;
    let within = refresh(&court, &first["refresh_token"]).await.ok();
    assert_eq!(
        within["refresh_token"], second["refresh_token"],
        "each old token within 30 s of its own rotation"
    );
    court.get("/api/v1/me", token(&third)).await.ok();
    court.stop().await;
}

#[tokio::test]
async fn attack_a_stolen_old_refresh_token_ends_the_session() {
    let court = Court::start().await;
    let first = court.log_in(0).await;
    let second = refresh(&court, &first["refresh_token"]).await.ok();
    court.advance(31).await;
    refresh(&court, &first["refresh_token"])
        .await
        .is(401, "auth.refresh_reused");
    court
        .get("/api/v1/me", token(&second))
        .await
        .is(401, "auth.session_ended");
    refresh(&court, &second["refresh_token"])
        .await
        .is(401, "auth.session_ended");
    court.stop().await;
}

#[tokio::test]
async fn two_refreshes_at_once_get_the_same_pair() {
    let court = Court::start().await;
    let first = court.log_in(0).await;
    let calls = (0..8).map(|_| refresh(&court, &first["refresh_token"]));
    let answers = futures_util::future::join_all(calls).await;
    let pairs: std::collections::HashSet<String> = answers
        .into_iter()
        .map(|answer| answer.ok()["refresh_token"].to_string())
        .collect();
    assert_eq!(pairs.len(), 1);
    court.stop().await;
}

#[tokio::test]
async fn attack_made_up_refresh_tokens_do_not_work() {
    let court = Court::start().await;
    let session = court.log_in(0).await;
    let good = session["refresh_token"].as_str().expect("refresh");
    let mut bytes = URL_SAFE_NO_PAD.decode(good).expect("base64");
    // The next generation, guessed, with the present one's signature.
    bytes[19] += 1;
    for made_up in [
        URL_SAFE_NO_PAD.encode(&bytes),
        String::new(),
        "x".repeat(70),
        "x".repeat(100_000),
        token(&session).to_owned(),
    ] {
        refresh(&court, &json!(made_up))
            .await
            .is(401, "auth.refresh_invalid");
    }
    refresh(&court, &json!(good)).await.ok();
    court.stop().await;
}

#[tokio::test]
async fn sessions_end_without_use_and_at_last() {
    let court =
        Court::start_with(&[("auth.party_idle_days", "2"), ("auth.party_max_days", "3")]).await;
    let first = court.log_in(0).await;
    court.advance(86_400 + 3600).await;
    let second = refresh(&court, &first["refresh_token"]).await.ok();
    court.advance(86_400 + 3600).await;
    let third = refresh(&court, &second["refresh_token"]).await.ok();
    court.advance(86_400).await;
    refresh(&court, &third["refresh_token"])
        .await
        .is(401, "auth.session_ended");
    court.stop().await;
}

#[tokio::test]
async fn logging_out_is_at_once() {
    let court = Court::start().await;
    let session = court.log_in(0).await;
    let answer = court
        .call("POST", "/api/v1/auth/logout", Some(token(&session)), None)
        .await;
    assert_eq!(answer.status, 204);
    court
        .get("/api/v1/me", token(&session))
        .await
        .is(401, "auth.session_ended");
    refresh(&court, &session["refresh_token"])
        .await
        .is(401, "auth.session_ended");
    court.stop().await;
}

// --- devices ---

#[tokio::test]
async fn my_devices_can_be_seen_and_ended() {
    let court = Court::start().await;
    let phone = court.log_in_on(0, "%E5%8D%8E%E4%B8%BA%20Mate%2060").await;
    let tablet = court.log_in_on(0, "tablet").await;
    let list = court.get("/api/v1/me/devices", token(&phone)).await.ok();
    let names: Vec<_> = list["items"]
        .as_array()
        .expect("items")
        .iter()
        .map(|item| {
            (
                item["name"].as_str().unwrap_or(""),
                item["current"].as_bool(),
            )
        })
        .collect();
    assert_eq!(
        names,
        [("tablet", Some(false)), ("华为 Mate 60", Some(true))]
    );
    let id = list["items"][0]["id"].as_str().expect("id");
    let ended = court
        .call(
            "DELETE",
            &format!("/api/v1/me/devices/{id}"),
            Some(token(&phone)),
            None,
        )
        .await;
    assert_eq!(ended.status, 204);
    court
        .get("/api/v1/me", token(&tablet))
        .await
        .is(401, "auth.session_ended");
    court
        .call(
            "DELETE",
            &format!("/api/v1/me/devices/{id}"),
            Some(token(&phone)),
            None,
        )
        .await
        .is(404, "identity.no_such_device");
    court
        .call(
            "DELETE",
            "/api/v1/me/devices/nonsense",
            Some(token(&phone)),
            None,
        )
        .await
        .is(404, "identity.no_such_device");

    court.log_in_on(0, "a").await;
    court.log_in_on(0, "b").await;
    assert_eq!(
        court
            .post("/api/v1/me/devices/end-others", token(&phone), json!({}))
            .await
            .ok()["ended"],
        2
    );
    court.get("/api/v1/me", token(&phone)).await.ok();
    court.stop().await;
}

#[tokio::test]
async fn attack_another_persons_device_cannot_be_ended_or_seen() {
    let court = Court::start().await;
    let (mine, other) = (court.log_in(0).await, court.log_in(1).await);
    let list = court.get("/api/v1/me/devices", token(&other)).await.ok();
    let id = list["items"][0]["id"].as_str().expect("id");
    court
        .call(
            "DELETE",
            &format!("/api/v1/me/devices/{id}"),
            Some(token(&mine)),
            None,
        )
        .await
        .is(404, "identity.no_such_device");
    court.get("/api/v1/me", token(&other)).await.ok();
    assert_eq!(
        court.get("/api/v1/me/devices", token(&mine)).await.ok()["items"]
            .as_array()
            .map(Vec::len),
        Some(1)
    );
    court.stop().await;
}

#[tokio::test]
async fn long_lists_come_in_pages() {
    let court = Court::start().await;
    let session = court.log_in(0).await;
    for n in 0..5 {
        court.log_in_on(0, &format!("device{n}")).await;
    }
    let mut names = Vec::new();
    let mut path = "/api/v1/me/devices?limit=2".to_owned();
    loop {
        let page = court.get(&path, token(&session)).await.ok();
        names.extend(
            page["items"]
                .as_array()
                .expect("items")
                .iter()
                .map(|item| item["name"].as_str().unwrap_or("").to_owned()),
        );
        let Some(next) = page["next"].as_str() else {
            break;
        };
        path = format!("/api/v1/me/devices?limit=2&after={next}");
    }
    assert_eq!(
        names,
        [
            "device4", "device3", "device2", "device1", "device0", "test"
        ]
    );
    court
        .get("/api/v1/me/devices?limit=0", token(&session))
        .await
        .is(422, "request.query_invalid");
    court
        .get("/api/v1/me/devices?after=zz", token(&session))
        .await
        .is(422, "page.cursor_invalid");
    court.stop().await;
}

// --- consents and preferences ---

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
