//! The face check, and those who try to pass it without a face.

use serde_json::{Value, json};

use super::{
    LI_SI, ZHANG_SAN, add_person, claim, consent_to_face, matched, me, with_phone, with_phone_on,
};
use crate::court::{Answer, Court};

async fn begin(court: &Court, token: &str) -> Answer {
    court.post("/api/v1/me/face", token, json!({})).await
}

async fn verify_id(court: &Court, token: &str) -> String {
    let begun = begin(court, token).await.ok();
    assert_eq!(begun["expires_in"], 3600);
    begun["verify_id"].as_str().expect("verify_id").to_owned()
}

async fn on_the_phone(court: &Court, verify_id: &str, result: &str) {
    let body = json!({"verify_id": verify_id, "result": result});
    court
        .call("POST", "/sandbox/face", None, Some(body))
        .await
        .ok();
}

async fn result(court: &Court, token: &str, verify_id: &str) -> Answer {
    let body = json!({ "verify_id": verify_id });
    court.post("/api/v1/me/face/result", token, body).await
}

/// L2 with consent to a face check.
async fn ready(court: &Court, n: usize, name: &str, number: &str) -> String {
    let token = matched(court, n, name, number).await;
    consent_to_face(court, &token, true).await;
    token
}

/// All the way to L3.
async fn proved(court: &Court, n: usize, name: &str, number: &str) -> String {
    let token = ready(court, n, name, number).await;
    let id = verify_id(court, &token).await;
    on_the_phone(court, &id, "pass").await;
    result(court, &token, &id).await.ok();
    token
}

#[tokio::test]
async fn a_passed_check_makes_l3_and_is_fresh_for_half_an_hour_here() {
    let court = Court::start().await;
    let first = court.log_in(0).await;
    matched(&court, 0, "张三", ZHANG_SAN).await;
    let token = crate::court::token(&first).to_owned();
    consent_to_face(&court, &token, true).await;
    let id = verify_id(&court, &token).await;
    on_the_phone(&court, &id, "pass").await;
    let person = result(&court, &token, &id).await.ok();
    assert_eq!(
        (&person["assurance"], &person["real_name_state"]),
        (&json!("L3"), &json!("face"))
    );
    assert!(person["step_up_until"].is_string(), "{person}");
    let other = with_phone_on(&court, 0, "other").await;
    let seen = me(&court, &other).await;
    assert_eq!(
        (&seen["assurance"], &seen["step_up_until"]),
        (&json!("L3"), &Value::Null)
    );
    court.advance(1700).await;
    let later = super::refresh(&court, &first["refresh_token"]).await.ok();
    assert!(later["person"]["step_up_until"].is_string(), "{later}");
    court.advance(101).await;
    let late = super::refresh(&court, &later["refresh_token"]).await.ok();
    assert_eq!(
        (
            &late["person"]["assurance"],
            &late["person"]["step_up_until"]
        ),
        (&json!("L3"), &Value::Null)
    );
    assert_eq!(
        court.sandbox().await["unknown_calls"],
        json!([]),
        "no call that WeChat would not know"
    );
    court.stop().await;
}

#[tokio::test]
async fn a_name_that_is_proved_is_not_changed_here() {
    let court = Court::start().await;
    let token = proved(&court, 0, "张三", ZHANG_SAN).await;
    claim(&court, &token, "张五", "prc_resident_id", super::SOMEBODY)
        .await
        .is(409, "identity.already_proved");
    let same = claim(&court, &token, "张三", "prc_resident_id", ZHANG_SAN)
        .await
        .ok();
    assert_eq!(same, json!({"assurance": "L3", "next": []}));
    court.stop().await;
}

#[tokio::test]
async fn attack_without_consent() {
    let court = Court::start().await;
    let token = matched(&court, 0, "张三", ZHANG_SAN).await;
    let answer = begin(&court, &token).await;
    answer.is(409, "face.consent_needed");
    assert!(
        answer.text.contains("视频"),
        "the other way is named: {}",
        answer.text
    );
    consent_to_face(&court, &token, true).await;
    let id = verify_id(&court, &token).await;
    on_the_phone(&court, &id, "pass").await;
    consent_to_face(&court, &token, false).await;
    result(&court, &token, &id)
        .await
        .is(409, "face.consent_needed");
    assert_eq!(me(&court, &token).await["assurance"], "L2");
    court.stop().await;
}

#[tokio::test]
async fn attack_another_persons_check() {
    let court = Court::start().await;
    let mine = ready(&court, 0, "张三", ZHANG_SAN).await;
    let theirs = ready(&court, 1, "李四", LI_SI).await;
    let id = verify_id(&court, &mine).await;
    on_the_phone(&court, &id, "pass").await;
    result(&court, &theirs, &id)
        .await
        .is(404, "face.no_such_check");
    result(&court, &theirs, "V2_nonsense")
        .await
        .is(404, "face.no_such_check");
    assert_eq!(me(&court, &theirs).await["assurance"], "L2");
    result(&court, &mine, &id).await.ok();
    court.stop().await;
}

#[tokio::test]
async fn attack_a_check_of_another_session() {
    let court = Court::start().await;
    let phone = ready(&court, 0, "张三", ZHANG_SAN).await;
    let id = verify_id(&court, &phone).await;
    on_the_phone(&court, &id, "pass").await;
    let stolen = with_phone_on(&court, 0, "stolen").await;
    result(&court, &stolen, &id)
        .await
        .is(409, "face.other_session");
    court.stop().await;
}

#[tokio::test]
async fn attack_replay() {
    let court = Court::start().await;
    let token = ready(&court, 0, "张三", ZHANG_SAN).await;
    let id = verify_id(&court, &token).await;
    on_the_phone(&court, &id, "pass").await;
    let answers = futures_util::future::join_all((0..4).map(|_| result(&court, &token, &id))).await;
    let passed = answers.iter().filter(|answer| answer.status == 200).count();
    assert_eq!(passed, 1, "{answers:?}");
    court.advance(1801).await;
    let token = crate::court::token(&court.log_in(0).await).to_owned();
    result(&court, &token, &id)
        .await
        .is(409, "face.other_session");
    assert_eq!(
        me(&court, &token).await["step_up_until"],
        Value::Null,
        "no second half hour"
    );
    court.stop().await;
}

#[tokio::test]
async fn attack_an_old_check() {
    let court = Court::start_with(&[("auth.party_idle_days", "30")]).await;
    let token = ready(&court, 0, "张三", ZHANG_SAN).await;
    let session = court.log_in(0).await;
    let token2 = crate::court::token(&session).to_owned();
    let id = verify_id(&court, &token2).await;
    on_the_phone(&court, &id, "pass").await;
    court.advance(3601).await;
    let refreshed = super::refresh(&court, &session["refresh_token"]).await.ok();
    result(&court, crate::court::token(&refreshed), &id)
        .await
        .is(409, "face.check_expired");
    drop(token);
    court.stop().await;
}

/// Passed means `errcode` 0 and `verify_ret` 10000, nothing less.
#[tokio::test]
async fn attack_half_a_yes() {
    let court = Court::start().await;
    let token = ready(&court, 0, "张三", ZHANG_SAN).await;
    for (said, words) in [("odd", "视频"), ("fail", "视频"), ("cancel", "没有做完")] {
        let id = verify_id(&court, &token).await;
        on_the_phone(&court, &id, said).await;
        let answer = result(&court, &token, &id).await;
        answer.is(422, "face.not_passed");
        assert!(answer.text.contains(words), "{}", answer.text);
        result(&court, &token, &id).await.is(409, "face.check_used");
    }
    let id = verify_id(&court, &token).await;
    result(&court, &token, &id).await.is(422, "face.not_passed");
    assert_eq!(me(&court, &token).await["assurance"], "L2");
    court.stop().await;
}

/// 李四 claims 张三's name and number (the register says they belong together) and shows his own face.
#[tokio::test]
async fn attack_ones_own_face_for_anothers_number() {
    let court = Court::start().await;
    let token = ready(&court, 1, "张三", ZHANG_SAN).await;
    let id = verify_id(&court, &token).await;
    on_the_phone(&court, &id, "pass").await;
    result(&court, &token, &id).await.is(422, "face.not_passed");
    court.stop().await;
}

/// A check begun for one name must not prove another.
#[tokio::test]
async fn attack_changing_the_name_under_a_check() {
    let court = Court::start().await;
    let token = ready(&court, 1, "李四", LI_SI).await;
    let id = verify_id(&court, &token).await;
    on_the_phone(&court, &id, "pass").await;
    claim(&court, &token, "张三", "prc_resident_id", ZHANG_SAN)
        .await
        .ok();
    result(&court, &token, &id).await.is(409, "face.check_used");
    assert_eq!(me(&court, &token).await["assurance"], "L2");
    court.stop().await;
}

#[tokio::test]
async fn a_number_is_proved_in_one_account() {
    let court = Court::start().await;
    proved(&court, 0, "张三", ZHANG_SAN).await;
    let n = add_person(&court, "张三的新微信", "13800138555").await;
    let token = ready(&court, n, "张三", ZHANG_SAN).await;
    let answer = begin(&court, &token).await;
    answer.is(409, "identity.number_in_use");
    assert!(
        answer.text.contains("12368") || answer.text.contains("大厅"),
        "a way on: {}",
        answer.text
    );
    court.stop().await;
}

#[tokio::test]
async fn what_comes_before_a_check_is_named() {
    let court = Court::start().await;
    let token = with_phone(&court, 0).await;
    begin(&court, &token)
        .await
        .is(409, "identity.real_name_first");
    claim(
        &court,
        &token,
        "陈大文",
        "hk_macao_travel_permit",
        "H12345678",
    )
    .await
    .ok();
    consent_to_face(&court, &token, true).await;
    begin(&court, &token)
        .await
        .is(409, "face.paper_not_supported");
    court
        .post("/api/v1/me/face", &token, json!({"x": 1}))
        .await
        .is(422, "request.invalid");
    court.stop().await;
}

#[tokio::test]
async fn ten_checks_a_day() {
    let court = Court::start().await;
    let token = ready(&court, 0, "张三", ZHANG_SAN).await;
    for _ in 0..10 {
        begin(&court, &token).await.ok();
    }
    begin(&court, &token).await.is(429, "face.too_many");
    court.stop().await;
}

#[tokio::test]
async fn wechat_away_leaves_the_check_open() {
    let court = Court::start().await;
    let token = ready(&court, 0, "张三", ZHANG_SAN).await;
    let id = verify_id(&court, &token).await;
    on_the_phone(&court, &id, "pass").await;
    let fault = json!({"at": "face", "mode": "broken", "times": 3});
    court
        .call("POST", "/sandbox/faults", None, Some(fault))
        .await
        .ok();
    result(&court, &token, &id)
        .await
        .is(503, "face.unavailable");
    result(&court, &token, &id).await.ok();
    court.stop().await;
}

#[tokio::test]
async fn a_staff_token_does_not_work_here() {
    let court = Court::start().await;
    let staff =
        crate::staff::desk_token(&court, micro_court::rooms::staff::Role::FilingClerk).await;
    for (method, path) in [
        ("POST", "/api/v1/me/real-name"),
        ("POST", "/api/v1/me/face"),
        ("POST", "/api/v1/me/face/result"),
        ("POST", "/api/v1/me/video-review"),
        ("GET", "/api/v1/me/video-review"),
    ] {
        let answer = court
            .call(method, path, Some(&staff), Some(json!({})))
            .await;
        assert!(
            [401, 403].contains(&answer.status.as_u16()),
            "{path}: {}",
            answer.text
        );
    }
    court.stop().await;
}
