//! Tokens, their rotation, and the devices behind them.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Value, json};

use super::refresh;
use crate::court::{Court, token};

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
