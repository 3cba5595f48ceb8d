//! The desk's door.

use micro_court::rooms::staff::{self, NewStaff, Role};
use serde_json::{Value, json};
use totp_rs::TOTP;

use crate::court::{Answer, Court, token};

const PASSWORD: &str = "a long pass phrase";

async fn add(court: &Court, username: &str, role: Role) -> TOTP {
    let new = NewStaff {
        username: username.into(),
        name: "陈静".into(),
        roles: vec![role],
        password: PASSWORD.into(),
    };
    let address = staff::add(&court.running.court, new).await.expect("staff");
    TOTP::from_url(address).expect("otpauth")
}

async fn log_in(court: &Court, username: &str, password: &str, totp: &str) -> Answer {
    court
        .call(
            "POST",
            "/api/v1/desk/session",
            None,
            Some(json!({"username": username, "password": password, "totp": totp})),
        )
        .await
}

/// The code of the court's present time, which the tests move.
fn code(court: &Court, totp: &TOTP) -> String {
    totp.generate(court.running.court.now().timestamp() as u64)
}

async fn logged_in(court: &Court, role: Role) -> (String, String) {
    let totp = add(court, "someone", role).await;
    let answer = log_in(court, "someone", PASSWORD, &code(court, &totp)).await;
    let cookie = answer.header("set-cookie").to_owned();
    (token(&answer.ok()).to_owned(), cookie)
}

/// A token of a new member of staff with this role, for other rooms' tests.
pub async fn desk_token(court: &Court, role: Role) -> String {
    let username = format!(
        "{}-{}",
        role.code().replace('_', "-"),
        uuid::Uuid::now_v7().simple()
    );
    let totp = add(court, &username, role).await;
    let answer = log_in(court, &username, PASSWORD, &code(court, &totp)).await;
    token(&answer.ok()).to_owned()
}

#[tokio::test]
async fn password_and_code_open_the_desk() {
    let court = Court::start().await;
    let totp = add(&court, "chenjing", Role::FilingClerk).await;
    let answer = log_in(&court, "ChenJing", PASSWORD, &code(&court, &totp)).await;
    let cookie = answer.header("set-cookie").to_owned();
    for part in [
        "court_desk=",
        "HttpOnly",
        "SameSite=Strict",
        "Path=/api/v1/desk/session",
    ] {
        assert!(cookie.contains(part), "{cookie}");
    }
    let session = answer.ok();
    assert_eq!(session["staff"]["roles"], json!(["filing_clerk"]));
    assert_eq!(
        session["staff"]["rooms"],
        json!([
            "filing",
            "cases",
            "fees",
            "mediation",
            "contact",
            "identity"
        ])
    );
    let me = court.get("/api/v1/desk/me", token(&session)).await.ok();
    assert_eq!(
        (me["username"].as_str(), me["name"].as_str()),
        (Some("chenjing"), Some("陈静"))
    );
    court.stop().await;
}

#[tokio::test]
async fn anything_wrong_is_one_sentence_and_a_code_works_once() {
    let court = Court::start().await;
    let totp = add(&court, "chenjing", Role::FilingClerk).await;
    let now = code(&court, &totp);
    log_in(&court, "nobody", PASSWORD, &now)
        .await
        .is(401, "desk.credentials_wrong");
    log_in(&court, "chenjing", "wrong password", &now)
        .await
        .is(401, "desk.credentials_wrong");
    log_in(&court, "chenjing", PASSWORD, "000000")
        .await
        .is(401, "desk.credentials_wrong");
    log_in(&court, "chenjing", PASSWORD, &now).await.ok();
    log_in(&court, "chenjing", PASSWORD, &now)
        .await
        .is(401, "desk.credentials_wrong");
    court.advance(60).await;
    log_in(&court, "chenjing", PASSWORD, &now)
        .await
        .is(401, "desk.credentials_wrong");
    log_in(&court, "chenjing", PASSWORD, &code(&court, &totp))
        .await
        .ok();
    let empty = log_in(&court, "", "", "").await;
    assert_eq!(empty.json["errors"].as_array().map(Vec::len), Some(3));
    court.stop().await;
}

#[tokio::test]
async fn attack_guessing_closes_the_name_even_to_the_right_password() {
    let court =
        Court::start_with(&[("limits.enabled", "true"), ("limits.desk_failures", "3")]).await;
    let totp = add(&court, "chenjing", Role::Judge).await;
    for _ in 0..3 {
        log_in(&court, "chenjing", "guess", "123456")
            .await
            .is(401, "desk.credentials_wrong");
    }
    let blocked = log_in(&court, "chenjing", "guess", "123456").await;
    blocked.is(429, "rate.too_many");
    assert!(
        blocked
            .header("retry-after")
            .parse::<u32>()
            .is_ok_and(|s| s <= 900)
    );
    log_in(&court, "CHENJING", PASSWORD, &code(&court, &totp))
        .await
        .is(429, "rate.too_many");
    court.stop().await;
}

#[tokio::test]
async fn attack_tokens_of_one_side_do_not_open_the_other() {
    let court = Court::start().await;
    let party = court.log_in(0).await;
    let (desk, cookie) = logged_in(&court, Role::Administrator).await;
    for path in ["/api/v1/desk/me", "/api/v1/desk/dead-letters"] {
        court
            .get(path, token(&party))
            .await
            .is(401, "auth.wrong_side");
    }
    for path in ["/api/v1/me", "/api/v1/me/devices", "/api/v1/notices"] {
        court.get(path, &desk).await.is(401, "auth.wrong_side");
    }
    let refresh = cookie.split(['=', ';']).nth(1).expect("cookie");
    court
        .call(
            "POST",
            "/api/v1/auth/refresh",
            None,
            Some(json!({ "refresh_token": refresh })),
        )
        .await
        .is(401, "auth.refresh_invalid");
    let party_cookie = format!(
        "court_desk={}",
        party["refresh_token"].as_str().expect("refresh")
    );
    refresh_with(&court, &party_cookie, &[("X-Court-Desk", "1")])
        .await
        .is(401, "auth.refresh_invalid");
    court.stop().await;
}

async fn refresh_with(court: &Court, cookie: &str, headers: &[(&str, &str)]) -> Answer {
    let mut headers = headers.to_vec();
    headers.push(("Cookie", cookie.split(';').next().unwrap_or("")));
    court
        .call_with("POST", "/api/v1/desk/session/refresh", None, None, &headers)
        .await
}

#[tokio::test]
async fn attack_csrf_the_cookie_alone_does_nothing() {
    let court = Court::start().await;
    let (desk, cookie) = logged_in(&court, Role::Judge).await;
    refresh_with(&court, &cookie, &[])
        .await
        .is(403, "desk.csrf");
    refresh_with(
        &court,
        &cookie,
        &[("X-Court-Desk", "1"), ("Origin", "https://evil.example")],
    )
    .await
    .is(403, "desk.csrf");
    refresh_with(
        &court,
        &cookie,
        &[("X-Court-Desk", "1"), ("Origin", "null")],
    )
    .await
    .is(403, "desk.csrf");
    refresh_with(&court, "", &[("X-Court-Desk", "1")])
        .await
        .is(401, "auth.token_missing");
    let renewed = refresh_with(
        &court,
        &cookie,
        &[("X-Court-Desk", "1"), ("Origin", &court.base)],
    )
    .await
    .ok();
    court.get("/api/v1/desk/me", token(&renewed)).await.ok();
    court
        .call("DELETE", "/api/v1/desk/session", Some(&desk), None)
        .await
        .is(403, "desk.csrf");
    let closed = court
        .call_with(
            "DELETE",
            "/api/v1/desk/session",
            Some(&desk),
            None,
            &[("X-Court-Desk", "1")],
        )
        .await;
    assert_eq!(closed.status, 204);
    assert!(
        closed.header("set-cookie").contains("Max-Age=0"),
        "{}",
        closed.header("set-cookie")
    );
    court
        .get("/api/v1/desk/me", &desk)
        .await
        .is(401, "auth.session_ended");
    court.stop().await;
}

#[tokio::test]
async fn desk_sessions_end_without_use() {
    let court = Court::start().await;
    let (desk, cookie) = logged_in(&court, Role::Judge).await;
    court.advance(31 * 60).await;
    refresh_with(&court, &cookie, &[("X-Court-Desk", "1")])
        .await
        .is(401, "auth.session_ended");
    court
        .get("/api/v1/desk/me", &desk)
        .await
        .is(401, "auth.token_expired");
    court.stop().await;
}

/// A generated table: every role at every operation of the desk.
#[tokio::test]
async fn each_role_does_what_it_may() {
    let court = Court::start().await;
    for role in Role::ALL {
        let name = format!("user-{}", role.code().replace('_', "-"));
        let totp = add(&court, &name, role).await;
        let session = log_in(&court, &name, PASSWORD, &code(&court, &totp))
            .await
            .ok();
        let may = role == Role::Administrator;
        let letters = court
            .get("/api/v1/desk/dead-letters", token(&session))
            .await;
        let retry = court
            .post(
                &format!("/api/v1/desk/dead-letters/{}/retry", uuid::Uuid::now_v7()),
                token(&session),
                json!({}),
            )
            .await;
        if may {
            assert_eq!(letters.ok(), json!({"items": [], "next": null}), "{role:?}");
            retry.is(404, "outbox.no_such_letter");
        } else {
            letters.is(403, "desk.role_missing");
            retry.is(403, "desk.role_missing");
        }
    }
    court.stop().await;
}

#[tokio::test]
async fn accounts_are_checked_when_added() {
    let court = Court::start().await;
    let try_add = async |username: &str, name: &str, roles: &[Role], password: &str| {
        let new = NewStaff {
            username: username.into(),
            name: name.into(),
            roles: roles.to_vec(),
            password: password.into(),
        };
        staff::add(&court.running.court, new)
            .await
            .map(|_| ())
            .map_err(|error| error.to_string())
    };
    let judge: &[Role] = &[Role::Judge];
    assert!(
        try_add("a b", "x", judge, PASSWORD)
            .await
            .is_err_and(|e| e.contains("user name"))
    );
    assert!(
        try_add("ab", " ", judge, PASSWORD)
            .await
            .is_err_and(|e| e.contains("name to show"))
    );
    assert!(
        try_add("ab", "x", &[], PASSWORD)
            .await
            .is_err_and(|e| e.contains("role"))
    );
    assert!(
        try_add("ab", "x", judge, "short")
            .await
            .is_err_and(|e| e.contains("8 characters"))
    );
    try_add("ab", "x", judge, PASSWORD).await.expect("added");
    assert!(
        try_add("AB", "x", judge, PASSWORD)
            .await
            .is_err_and(|e| e.contains("already"))
    );
    court.stop().await;
}

#[tokio::test]
async fn dead_letters_are_seen_and_sent_again() {
    let court = Court::start().await;
    let (desk, _) = logged_in(&court, Role::Administrator).await;
    let session = court.log_in_on(0, "one").await;
    let agreed = json!({"kind": "wechat_messages", "given": true, "version": "2026-11-24"});
    court
        .post("/api/v1/me/consents", token(&session), agreed)
        .await
        .ok();
    // The court believes in an acceptance; a person whose openid WeChat no longer knows gets nothing.
    let template = court.template("new_device").await;
    let results = json!({"results": {&template: "accept"}});
    court
        .post("/api/v1/me/subscriptions", token(&session), results)
        .await
        .ok();
    court.fault("html", 1).await;
    // The fault must meet the message alone, so the log-in is made at the outbox, not at WeChat.
    publish_new_device(&court, &session).await;
    let letters = crate::court::until("a dead letter", || async {
        let seen = court.get("/api/v1/desk/dead-letters", &desk).await.ok();
        (
            seen["items"]
                .as_array()
                .is_some_and(|items| !items.is_empty()),
            seen,
        )
    })
    .await;
    let letter = &letters["items"][0];
    assert_eq!(
        (letter["outcome"].as_str(), letter["topic"].as_str()),
        (Some("unknown"), Some("notices.to_wechat"))
    );
    let path = format!(
        "/api/v1/desk/dead-letters/{}/retry",
        letter["id"].as_str().expect("id")
    );
    assert_eq!(court.post(&path, &desk, json!({})).await.status, 202);
    court
        .post(&path, &desk, json!({}))
        .await
        .is(404, "outbox.no_such_letter");
    court.stop().await;
}

async fn publish_new_device(court: &Court, session: &Value) {
    let running = &court.running.court;
    let person_id = session["person"]["id"]
        .as_str()
        .expect("id")
        .parse()
        .expect("uuid");
    let event = micro_court::rooms::identity::NewDevice {
        person_id,
        device_name: "x".into(),
        at_us: running.now().timestamp_micros(),
    };
    let tx = running.store.write().await.expect("tx");
    running
        .publish(
            &tx,
            micro_court::rooms::identity::NEW_DEVICE,
            uuid::Uuid::now_v7(),
            &event,
        )
        .await
        .expect("publish");
    running.commit(tx).await.expect("commit");
}
