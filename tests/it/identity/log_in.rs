//! A code from WeChat, and what can be wrong with it.

use serde_json::json;

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
