//! What the demo person's browser meets, and what outlives a restart.

use super::*;

#[actix_web::test]
async fn what_happened_survives_a_restart_and_a_torn_line() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("deep/sandbox.jsonl");
    let phone = Phone::start_with(Some(file.clone())).await;
    let added = phone
        .set("people", json!({"name": "王五", "phone": "13700137000"}))
        .await;
    assert_eq!(added.status(), StatusCode::CREATED);
    let openid = text_of(&phone.person(2).await, "openid");
    phone
        .set(
            "subscriptions",
            json!({"openid": openid, "template_id": TEMPLATE, "count": 3}),
        )
        .await;
    let token = phone.token().await;
    assert_eq!(errcode(&phone.send(&token, &openid, |_| ()).await), 0);
    let (used, open) = (phone.code(2, "login").await, phone.code(2, "login").await);
    json_of(phone.login(&used)).await;
    let before = phone.state().await;
    phone.stop().await;

    tear_last_line(&file);
    let phone = Phone::start_with(Some(file.clone())).await;
    let after = phone.state().await;
    for name in ["people", "messages", "subscriptions"] {
        assert_eq!(after[name], before[name], "{name}");
    }
    assert_eq!(after["subscriptions"][&openid][TEMPLATE], 2);
    assert_eq!(errcode(&json_of(phone.login(&used)).await), 40163);
    assert_eq!(json_of(phone.login(&open)).await["openid"], json!(openid));
    assert!(
        file.with_extension("damaged").exists(),
        "what could not be read is kept"
    );
    phone.stop().await;
    let again = sandbox(Some(file));
    assert_eq!(again.world().state.people.len(), 3, "and is not met again");
}

/// What a kill in mid-write leaves.
fn tear_last_line(file: &Path) {
    let mut text = std::fs::read_to_string(file).unwrap();
    text.push_str("{\"person_added\":{\"id\":\"0193");
    std::fs::write(file, text).unwrap();
}

#[actix_web::test]
async fn the_phone_refuses_other_sites_and_wrong_words() {
    let phone = Phone::start().await;
    let url = |path: &str| format!("{}/sandbox/{path}", phone.court);
    let post = |body: &str, origin: &str| {
        phone
            .client
            .post(url("faults"))
            .header("content-type", "application/json")
            .header("origin", origin.to_owned())
            .body(body.to_owned())
            .send()
    };
    let fault = r#"{"mode":"busy","times":1}"#;
    for origin in ["http://evil.example", "null", "http://127.0.0.1:1"] {
        assert_eq!(
            post(fault, origin).await.unwrap().status(),
            StatusCode::FORBIDDEN,
            "{origin}"
        );
    }
    assert_eq!(
        post(fault, &phone.court).await.unwrap().status(),
        StatusCode::OK
    );
    let form = phone
        .client
        .post(url("faults"))
        .header("content-type", "text/plain")
        .body(fault)
        .send()
        .await
        .unwrap();
    assert_eq!(form.status(), StatusCode::UNSUPPORTED_MEDIA_TYPE);

    let cases = [
        ("faults", json!({"mode": "busy", "times": 0}), 422),
        ("faults", json!({"mode": "odd"}), 422),
        ("faults", json!({"mode": "busy", "more": 1}), 422),
        ("people", json!({"name": " ", "phone": "13700137000"}), 422),
        ("people", json!({"name": "王五", "phone": "12345"}), 422),
        (
            "people",
            json!({"name": "王五", "phone": "13800138000"}),
            422,
        ),
        ("codes", json!({"person_id": "x", "kind": "login"}), 422),
        (
            "codes",
            json!({"person_id": uuid::Uuid::now_v7(), "kind": "login"}),
            422,
        ),
        ("clock", json!({"advance_s": -1}), 422),
        (
            "subscriptions",
            json!({"openid": "o", "template_id": TEMPLATE, "count": 1}),
            422,
        ),
        ("nothing", json!({}), 404),
    ];
    for (path, body, wanted) in cases {
        let answer = phone.set(path, body.clone()).await;
        assert_eq!(answer.status().as_u16(), wanted, "{path} {body}");
        assert_eq!(answer.headers()["content-type"], "application/problem+json");
    }
    let large = phone
        .set("people", json!({"name": "王".repeat(10_000), "phone": ""}))
        .await;
    assert_eq!(large.status(), StatusCode::PAYLOAD_TOO_LARGE);
}

#[actix_web::test]
async fn the_page_is_shown_and_a_redirect_elsewhere_is_not() {
    let phone = Phone::start().await;
    let get = |path: &str| {
        phone
            .client
            .get(format!("{}/sandbox{path}", phone.court))
            .send()
    };
    for (path, kind) in [
        ("", "text/html"),
        ("/", "text/html"),
        ("/phone.js", "text/javascript"),
        ("/phone.css", "text/css"),
    ] {
        let answer = get(path).await.unwrap();
        assert!(
            answer.status() == StatusCode::OK
                && answer.headers()["content-type"]
                    .to_str()
                    .unwrap()
                    .starts_with(kind)
        );
    }
    let page = get("/authorize?kind=login&redirect=/%23/pages/login&state=abc")
        .await
        .unwrap();
    assert_eq!(page.status(), StatusCode::OK);
    assert!(
        page.headers()["content-security-policy"]
            .to_str()
            .unwrap()
            .contains("default-src 'none'")
    );
    for query in [
        "",
        "?kind=login",
        "?kind=pay&redirect=/",
        "?kind=login&redirect=//evil.example",
        "?kind=login&redirect=https://evil.example",
        "?kind=login&redirect=/&more=1",
    ] {
        let refused = get(&format!("/authorize{query}")).await.unwrap();
        assert_eq!(
            refused.status(),
            StatusCode::UNPROCESSABLE_ENTITY,
            "{query}"
        );
    }
}

#[test]
fn the_stand_in_listens_on_loopback_only() {
    let listener = TcpListener::bind("0.0.0.0:0").unwrap();
    assert!(sandbox(None).serve_wechat(listener).is_err());
}

#[test]
fn the_staff_of_the_demo_are_shown_once_they_are_there() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("demo-staff.json");
    let sandbox = sandbox(None);
    assert_eq!(sandbox.view()["staff"], json!([]));
    sandbox.show_staff(file.clone());
    assert_eq!(sandbox.view()["staff"], json!([]));
    let member = json!([{"username": "chenjing", "name": "陈静", "role": "filing_clerk", "password": "demo", "totp_address": "otpauth://totp/x?secret=GEZDGNBVGY3TQOJQ"}]);
    std::fs::write(&file, member.to_string()).unwrap();
    let shown = sandbox.view()["staff"][0].clone();
    assert_eq!(shown["username"], "chenjing");
    assert_eq!(text_of(&shown, "code").len(), 6);
}

#[actix_web::test]
async fn the_pages_that_ask_go_back_to_this_origin_alone() {
    let phone = Phone::start().await;
    let status = async |path: &str| {
        let url = format!("{}/sandbox/{path}", phone.court);
        phone.client.get(url).send().await.unwrap().status()
    };
    for good in [
        "face-check?verify_id=V2_x&redirect=/%23/pages/identity/face",
        "authorize?kind=subscribe&templates=tmpl-new-device&redirect=/&state=a",
    ] {
        assert_eq!(status(good).await, StatusCode::OK, "{good}");
    }
    for bad in [
        "face-check?verify_id=V2_x&redirect=//evil.example",
        "face-check?redirect=/",
        "face-check?verify_id=V2_x&redirect=/&more=1",
        "authorize?kind=subscribe&templates=unknown&redirect=/",
        "authorize?kind=subscribe&redirect=/",
        "authorize?kind=login&templates=tmpl-new-device&redirect=/",
        "authorize?kind=subscribe&templates=tmpl-new-device,tmpl-new-device,tmpl-new-device,tmpl-new-device&redirect=/",
    ] {
        assert_eq!(status(bad).await, StatusCode::UNPROCESSABLE_ENTITY, "{bad}");
    }
    phone.stop().await;
}

#[actix_web::test]
async fn the_outcome_of_an_unknown_check_is_refused() {
    let phone = Phone::start().await;
    let said = |body: Value| phone.set("face", body);
    let unknown = said(json!({"verify_id": "V2_x", "result": "pass"})).await;
    assert_eq!(unknown.status(), StatusCode::UNPROCESSABLE_ENTITY);
    let wrong = said(json!({"verify_id": "V2_x", "result": "maybe"})).await;
    assert_eq!(wrong.status(), StatusCode::UNPROCESSABLE_ENTITY);
    phone.stop().await;
}
