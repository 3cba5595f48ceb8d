//! What the court's server meets.

use super::*;

#[actix_web::test]
async fn a_login_code_gives_a_session_once() {
    let phone = Phone::start().await;
    let code = phone.code(0, "login").await;
    let response = phone.login(&code).send().await.unwrap();
    assert!(
        response.headers()["content-type"]
            .to_str()
            .unwrap()
            .starts_with("text/plain")
    );
    let session: Value = serde_json::from_str(&response.text().await.unwrap()).unwrap();
    assert_eq!(session["openid"], phone.person(0).await["openid"]);
    assert!(
        session.get("errcode").is_none() && session["session_key"].as_str().unwrap().len() == 24
    );
    assert!(session["unionid"].is_string());

    let again = json_of(phone.login(&code)).await;
    let once_more = json_of(phone.login(&code)).await;
    assert_eq!(errcode(&again), 40163);
    assert_ne!(again["errmsg"], once_more["errmsg"], "the rid varies");
    assert!(again["errmsg"].as_str().unwrap().contains("rid: "));

    let other = json_of(phone.login(&phone.code(1, "login").await)).await;
    assert!(other.get("unionid").is_none(), "unionid is absent for some");
}

#[actix_web::test]
async fn a_code_of_the_wrong_kind_age_or_shape_is_invalid() {
    let phone = Phone::start().await;
    let old = phone.code(0, "login").await;
    let old_phone = phone.code(0, "phone").await;
    phone.advance(299).await;
    assert!(json_of(phone.login(&old)).await.get("openid").is_some());
    let late = phone.code(0, "login").await;
    phone.advance(301).await;
    let token = phone.token().await;
    assert_eq!(errcode(&json_of(phone.login(&late)).await), 40029);
    assert_eq!(
        errcode(&phone.phone_number(&token, &old_phone).await),
        40029
    );

    let for_phone = phone.code(0, "phone").await;
    let for_login = phone.code(0, "login").await;
    assert_eq!(errcode(&json_of(phone.login(&for_phone)).await), 40029);
    assert_eq!(
        errcode(&phone.phone_number(&token, &for_login).await),
        40029
    );
    for wrong in ["x", "啊", &"9".repeat(4_000)] {
        assert_eq!(errcode(&json_of(phone.login(wrong)).await), 40029);
    }
    assert_eq!(errcode(&json_of(phone.login("")).await), 41008);
}

#[actix_web::test]
async fn log_in_looks_at_the_app_first() {
    let phone = Phone::start().await;
    let code = phone.code(0, "login").await;
    let good = [
        ("appid", APP_ID),
        ("secret", SECRET),
        ("js_code", code.as_str()),
        ("grant_type", "authorization_code"),
    ];
    let cases = [
        (0, "", 41002),
        (0, "wx1", 40013),
        (1, "", 41004),
        (1, "x", 40125),
        (2, "", 41008),
        (3, "client_credential", 40002),
    ];
    for (index, value, wanted) in cases {
        let mut query = good;
        query[index].1 = value;
        assert_eq!(
            errcode(&json_of(phone.login_as(&query)).await),
            wanted,
            "{query:?}"
        );
    }
    assert!(
        json_of(phone.login(&code)).await.get("openid").is_some(),
        "a refused call uses up nothing"
    );
}

#[actix_web::test]
async fn a_phone_code_gives_the_number_once() {
    let phone = Phone::start().await;
    let token = phone.token().await;
    let code = phone.code(1, "phone").await;
    let answer = phone.phone_number(&token, &code).await;
    assert_eq!(errcode(&answer), 0);
    let info = &answer["phone_info"];
    assert_eq!(
        (
            &info["phoneNumber"],
            &info["purePhoneNumber"],
            &info["countryCode"]
        ),
        (&json!("13900139000"), &json!("13900139000"), &json!("86"))
    );
    assert_eq!(info["watermark"]["appid"], APP_ID);
    assert_eq!(errcode(&phone.phone_number(&token, &code).await), 40029);
}

#[actix_web::test]
async fn tokens_are_refused_by_their_fault() {
    let phone = Phone::start().await;
    let code = phone.code(0, "phone").await;
    let missing = phone.post("/wxa/business/getuserphonenumber", &json!({"code": code}));
    assert_eq!(errcode(&json_of(missing).await), 41001);
    assert_eq!(errcode(&phone.phone_number("guessed", &code).await), 40014);

    let token = phone.token().await;
    assert_eq!(phone.token().await, token, "not forced: the same");
    phone
        .set("faults", json!({"mode": "token_killed", "times": 1}))
        .await;
    assert_eq!(errcode(&phone.phone_number(&token, &code).await), 40001);
    let fresh = phone.token().await;
    assert_ne!(fresh, token, "a dead token is not handed out again");
    phone.advance(7_200).await;
    assert_eq!(errcode(&phone.phone_number(&fresh, &code).await), 42001);
    let code = phone.code(0, "phone").await;
    assert_eq!(
        errcode(&phone.phone_number(&phone.token().await, &code).await),
        0
    );
}

#[actix_web::test]
async fn the_session_key_is_checked_by_its_text() {
    let phone = Phone::start().await;
    let code = phone.code(0, "login").await;
    let session = json_of(phone.login(&code)).await;
    let (openid, key) = (
        text_of(&session, "openid"),
        text_of(&session, "session_key"),
    );
    let token = phone.token().await;
    let ask = |path: &str, signed: String| {
        let query = [
            ("access_token", token.as_str()),
            ("openid", openid.as_str()),
            ("signature", signed.as_str()),
            ("sig_method", "hmac_sha256"),
        ];
        phone.get(path).query(&query)
    };
    assert_eq!(
        errcode(&json_of(ask("/wxa/checksession", signature(&key))).await),
        0
    );
    assert_eq!(
        errcode(&json_of(ask("/wxa/checksession", signature("other"))).await),
        87009
    );
    let reset = json_of(ask("/wxa/resetusersessionkey", signature(&key))).await;
    let fresh = text_of(&reset, "session_key");
    assert_ne!(fresh, key);
    assert_eq!(
        errcode(&json_of(ask("/wxa/checksession", signature(&key))).await),
        87009
    );
    assert_eq!(
        errcode(&json_of(ask("/wxa/checksession", signature(&fresh))).await),
        0
    );
    assert_eq!(
        errcode(&json_of(phone.post("/wxa/checksession", &json!({}))).await),
        43001
    );
}

#[test]
fn the_signature_is_the_known_one() {
    // HMAC-SHA-256 over nothing, computed independently with the base64 text as key.
    let known = "7154f9f8b4b76b92f541cbf0e37d48840fa06e5e42da92a6f80168a1516a4735";
    assert_eq!(signature("tiihtNczf5v6AKRyjwEUhQ=="), known);
}

#[actix_web::test]
async fn risky_text_is_told_by_suggest_alone() {
    let phone = Phone::start().await;
    let openid = text_of(&phone.person(0).await, "openid");
    let path = format!("/wxa/msg_sec_check?access_token={}", phone.token().await);
    let cases = [
        ("请求判令被告退还货款", "pass"),
        ("特3456书yuuo莞6543李zxcz蒜7782法fgnv级", "risky"),
        ("加微信领红包", "review"),
    ];
    for (content, suggest) in cases {
        let body = json!({"content": content, "version": 2, "scene": 2, "openid": openid});
        let answer = json_of(phone.post(&path, &body)).await;
        assert_eq!(
            (errcode(&answer), &answer["result"]["suggest"]),
            (0, &json!(suggest))
        );
    }
    let wrong = [
        (json!({"content": "x", "scene": 2, "openid": openid}), 47001),
        (
            json!({"content": "x", "version": 2, "scene": 9, "openid": openid}),
            40129,
        ),
        (
            json!({"content": "x", "version": 2, "scene": 2, "openid": "o"}),
            40003,
        ),
        (
            json!({"content": "", "version": 2, "scene": 2, "openid": openid}),
            44002,
        ),
    ];
    for (body, wanted) in wrong {
        assert_eq!(errcode(&json_of(phone.post(&path, &body)).await), wanted);
    }
}

#[actix_web::test]
async fn one_consent_is_one_message() {
    let phone = Phone::start().await;
    let token = phone.token().await;
    let openid = text_of(&phone.person(0).await, "openid");
    assert_eq!(errcode(&phone.send(&token, &openid, |_| ()).await), 43101);
    let accept = json!({"openid": openid, "template_id": TEMPLATE, "count": 1});
    assert_eq!(
        phone.set("subscriptions", accept).await.status(),
        StatusCode::CREATED
    );

    let refused: [(Change, i64); 6] = [
        (|message| message["touser"] = json!("nobody"), 40003),
        (|message| message["template_id"] = json!("unknown"), 40037),
        (
            |message| message["data"]["time2"]["value"] = json!("2026-11-24T09:00:00+08:00"),
            47003,
        ),
        (
            |message| message["data"]["thing1"]["value"] = json!("字".repeat(21)),
            47003,
        ),
        (|message| message["page"] = json!("/pages/me"), 41030),
        (|message| message["lang"] = json!("zh"), 47003),
    ];
    for (change, wanted) in refused {
        assert_eq!(errcode(&phone.send(&token, &openid, change).await), wanted);
    }
    assert_eq!(
        phone.send(&token, &openid, |_| ()).await,
        json!({"errcode": 0, "errmsg": "ok"})
    );
    assert_eq!(errcode(&phone.send(&token, &openid, |_| ()).await), 43101);
    let messages = phone.state().await["messages"].clone();
    assert_eq!(messages.as_array().unwrap().len(), 1);
    assert_eq!(
        messages[0]["text"],
        "您的账号在新设备登录\n2026年11月24日 09:00"
    );
    assert_eq!(
        (&messages[0]["template"], &messages[0]["kind"]),
        (&json!("new_device"), &json!("subscribe"))
    );
}

#[actix_web::test]
async fn calls_wechat_would_not_know_are_written_down() {
    let phone = Phone::start().await;
    let token = phone.token().await;
    assert_eq!(phone.state().await["unknown_calls"], json!([]));
    assert_eq!(
        errcode(&json_of(phone.get("/cgi-bin/stable_token")).await),
        43002
    );
    assert_eq!(errcode(&json_of(phone.get("/wxa/nothing")).await), 40066);
    assert_eq!(
        phone.get("/nothing").send().await.unwrap().status(),
        StatusCode::NOT_FOUND
    );
    let path = format!("/wxa/business/getuserphonenumber?access_token={token}&extra=secret-value");
    assert_eq!(
        errcode(&json_of(phone.post(&path, &json!({"code": "x", "more": 1}))).await),
        40029
    );
    let not_json = phone.post(&path, &json!(null)).body("code=x");
    assert_eq!(errcode(&json_of(not_json).await), 47001);
    assert_eq!(
        errcode(&json_of(phone.post(&path, &json!(null)).body("")).await),
        44002
    );
    let state = phone.state().await;
    let why: Vec<&str> = state["unknown_calls"]
        .as_array()
        .unwrap()
        .iter()
        .map(|call| call["why"].as_str().unwrap())
        .collect();
    let parameter = "unknown parameter extra";
    assert_eq!(
        why,
        [
            "wrong method",
            "unknown path",
            "unknown path",
            parameter,
            "unknown member more",
            parameter,
            "the body is not a JSON object",
            parameter,
            "empty body"
        ]
    );
    assert!(!state.to_string().contains("secret-value") && !state.to_string().contains(&token));
}

#[actix_web::test]
async fn the_ordinary_token_is_real_but_noticed() {
    let phone = Phone::start().await;
    let query = [
        ("grant_type", "client_credential"),
        ("appid", APP_ID),
        ("secret", SECRET),
    ];
    let answer = json_of(phone.get("/cgi-bin/token").query(&query)).await;
    assert_eq!(answer["expires_in"], 7200);
    let code = phone.code(0, "phone").await;
    assert_eq!(
        errcode(
            &phone
                .phone_number(&text_of(&answer, "access_token"), &code)
                .await
        ),
        0
    );
    assert_eq!(
        phone.state().await["unknown_calls"][0]["path"],
        "/cgi-bin/token"
    );
}

#[actix_web::test]
async fn faults_are_met_as_often_as_set() {
    let phone = Phone::start().await;
    let code = phone.code(0, "login").await;
    let fault = |mode: &str, times: u32| phone.set("faults", json!({"mode": mode, "times": times}));

    fault("busy", 2).await;
    assert_eq!(errcode(&json_of(phone.login(&code)).await), -1);
    assert_eq!(
        phone.state().await["fault"],
        json!({"mode": "busy", "remaining": 1})
    );
    assert_eq!(errcode(&json_of(phone.login(&code)).await), -1);
    assert_eq!(
        phone.state().await["fault"],
        json!({"mode": "none", "remaining": 0})
    );

    fault("broken", 2).await;
    let gateway = phone.login(&code).send().await.unwrap();
    assert_eq!(gateway.status(), StatusCode::BAD_GATEWAY);
    let torn = async { phone.login(&code).send().await?.bytes().await };
    assert!(torn.await.is_err(), "the connection breaks off");

    fault("html", 1).await;
    let page = phone.login(&code).send().await.unwrap();
    assert!(page.text().await.unwrap().starts_with("<!doctype html>"));

    fault("slow", 1).await;
    let slow = phone
        .login(&code)
        .timeout(Duration::from_millis(200))
        .send()
        .await;
    assert!(slow.unwrap_err().is_timeout());
    fault("busy", 9).await;
    fault("none", 1).await;
    assert!(json_of(phone.login(&code)).await.get("openid").is_some());
    phone.stop().await;
}
