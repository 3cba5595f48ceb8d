//! Who somebody says they are: names, numbers of every kind, the register, and those who guess.

use serde_json::{Value, json};

use super::{LI_SI, MINOR, SOMEBODY, ZHANG_SAN, add_person, claim, matched, me, with_phone};
use crate::court::{Court, token};

#[tokio::test]
async fn a_matching_name_and_number_make_l2() {
    let court = Court::start().await;
    let token = with_phone(&court, 0).await;
    let before = me(&court, &token).await;
    assert_eq!(
        (&before["assurance"], &before["real_name_state"]),
        (&json!("L1"), &json!("none"))
    );
    let taken = claim(
        &court,
        &token,
        " 张三 ",
        "prc_resident_id",
        "110101 19000101 0014",
    )
    .await
    .ok();
    assert_eq!(taken, json!({"assurance": "L2", "next": ["face", "video"]}));
    let after = me(&court, &token).await;
    assert_eq!(after["name_masked"], "*三");
    assert_eq!(after["id_number_masked"], "**** 0014");
    assert_eq!(after["real_name_state"], "matched");
    assert_eq!(
        (&after["minor"], &after["step_up_until"]),
        (&json!(false), &Value::Null)
    );
    assert!(!after.to_string().contains(ZHANG_SAN));
    court.stop().await;
}

#[tokio::test]
async fn without_a_phone_number_one_is_told_to_add_it() {
    let court = Court::start().await;
    let session = court.log_in(0).await;
    let answer = claim(
        &court,
        token(&session),
        "张三",
        "prc_resident_id",
        ZHANG_SAN,
    )
    .await;
    answer.is(403, "identity.assurance_too_low");
    assert!(answer.text.contains("手机号"), "{}", answer.text);
    court.stop().await;
}

#[tokio::test]
async fn faults_are_told_in_plain_words_at_their_place() {
    let court = Court::start().await;
    let token = with_phone(&court, 0).await;
    for (name, kind, number, pointer, code, words) in [
        (
            "张三",
            "prc_resident_id",
            "11010119000101001",
            "/id_number",
            "id_number.length",
            "还少一位",
        ),
        (
            "张三",
            "prc_resident_id",
            "110101190001010015",
            "/id_number",
            "id_number.checksum",
            "校验码",
        ),
        (
            "张三😀",
            "prc_resident_id",
            ZHANG_SAN,
            "/name",
            "name.emoji",
            "表情",
        ),
        (
            "张3",
            "prc_resident_id",
            ZHANG_SAN,
            "/name",
            "name.digit",
            "数字",
        ),
        (
            "陈大文",
            "hk_macao_travel_permit",
            "A12345678",
            "/id_number",
            "id_number.layout",
            "开头",
        ),
        (
            "林小明",
            "taiwan_travel_permit",
            "1234567",
            "/id_number",
            "id_number.length",
            "还少一位",
        ),
        (
            "Anna",
            "passport",
            "E1",
            "/id_number",
            "id_number.length",
            "位数",
        ),
        (
            "Anna",
            "foreign_permanent_resident_2023",
            "811118401981083001",
            "/id_number",
            "id_number.layout",
            "格式",
        ),
        (
            "陈大文",
            "hk_mo_tw_residence_permit",
            ZHANG_SAN,
            "/id_number",
            "id_number.region",
            "地区",
        ),
    ] {
        let answer = claim(&court, &token, name, kind, number).await;
        answer.is(422, "request.invalid");
        let fault = &answer.json["errors"][0];
        assert_eq!(
            (&fault["pointer"], &fault["code"]),
            (&json!(pointer), &json!(code))
        );
        assert!(
            fault["detail"]
                .as_str()
                .is_some_and(|said| said.contains(words)),
            "{fault}"
        );
    }
    let both = claim(&court, &token, "", "prc_resident_id", "").await;
    assert_eq!(
        both.json["errors"].as_array().map(Vec::len),
        Some(2),
        "{}",
        both.text
    );
    claim(&court, &token, "某公司", "uscc", "91350100M000100Y43")
        .await
        .is(422, "request.invalid");
    court.stop().await;
}

#[tokio::test]
async fn other_papers_are_recorded_and_looked_at_by_staff() {
    let court = Court::start().await;
    let token = with_phone(&court, 0).await;
    for (name, kind, number) in [
        ("陈大文", "hk_macao_travel_permit", "H12345678"),
        ("林小明", "taiwan_travel_permit", "12345678"),
        ("陈大文", "hk_mo_tw_residence_permit", "810000192002290006"),
        (
            "Anna Schmidt",
            "foreign_permanent_resident_2023",
            "911118401981083001",
        ),
        (
            "Anna Schmidt",
            "foreign_permanent_resident_2023",
            "DEU110012345678",
        ),
        ("José O'Neill", "passport", "E12345678"),
        ("𠮷野·䶮", "passport", "TR1234567"),
    ] {
        let taken = claim(&court, &token, name, kind, number).await.ok();
        assert_eq!(
            taken,
            json!({"assurance": "L1", "next": ["video"]}),
            "{kind}"
        );
    }
    assert_eq!(me(&court, &token).await["real_name_state"], "claimed");
    court.stop().await;
}

/// Five tries a day, counted before the register is asked: a hundred at once are no more.
#[tokio::test]
async fn attack_guessing_numbers() {
    let court = Court::start().await;
    let token = with_phone(&court, 1).await;
    let guess = || claim(&court, &token, "李四", "prc_resident_id", ZHANG_SAN);
    let answers = futures_util::future::join_all((0..20).map(|_| guess())).await;
    let told = answers
        .iter()
        .filter(|answer| answer.code() == "identity.no_match")
        .count();
    assert!(
        told < 5,
        "{told} answers tell that the number is not theirs and tries are left"
    );
    for answer in &answers {
        assert!(
            ["identity.no_match", "identity.too_many_mismatches"].contains(&answer.code()),
            "{}",
            answer.text
        );
    }
    let blocked = claim(&court, &token, "李四", "prc_resident_id", LI_SI).await;
    blocked.is(429, "identity.too_many_mismatches");
    assert!(
        blocked
            .header("retry-after")
            .parse::<u64>()
            .is_ok_and(|left| left > 80_000)
    );
    court.advance(86_401).await;
    let token = with_phone(&court, 1).await;
    let taken = claim(&court, &token, "李四", "prc_resident_id", LI_SI)
        .await
        .ok();
    assert_eq!(taken["assurance"], "L2");
    court.stop().await;
}

/// One's own number between the guesses gives no new tries.
#[tokio::test]
async fn attack_guessing_between_good_claims() {
    let court = Court::start().await;
    let token = matched(&court, 1, "李四", LI_SI).await;
    for round in 0..4 {
        let guess = claim(&court, &token, "李四", "prc_resident_id", ZHANG_SAN).await;
        guess.is(422, "identity.no_match");
        assert!(
            guess.text.contains(&format!("还能再试{}次", 4 - round)),
            "{}",
            guess.text
        );
        claim(&court, &token, "李四", "prc_resident_id", LI_SI)
            .await
            .ok();
    }
    claim(&court, &token, "李四", "prc_resident_id", ZHANG_SAN)
        .await
        .is(429, "identity.too_many_mismatches");
    court.stop().await;
}

#[tokio::test]
async fn a_register_that_is_away_takes_no_try_and_says_so() {
    let court = Court::start().await;
    let token = with_phone(&court, 0).await;
    for mode in ["broken", "html", "busy"] {
        let fault = json!({"at": "id_match", "mode": mode, "times": 3});
        court
            .call("POST", "/sandbox/faults", None, Some(fault))
            .await
            .ok();
        let answer = claim(&court, &token, "张三", "prc_resident_id", ZHANG_SAN).await;
        answer.is(503, "id_match.unavailable");
        assert!(!answer.header("retry-after").is_empty());
    }
    let fault = json!({"at": "id_match", "mode": "none"});
    court
        .call("POST", "/sandbox/faults", None, Some(fault))
        .await
        .ok();
    for _ in 0..4 {
        claim(&court, &token, "张三", "prc_resident_id", SOMEBODY)
            .await
            .ok();
        claim(&court, &token, "张假", "prc_resident_id", SOMEBODY)
            .await
            .is(422, "identity.no_match");
    }
    court.stop().await;
}

#[tokio::test]
async fn without_a_register_the_claim_is_recorded() {
    let court =
        Court::start_with(&[("id_match.provider", "none"), ("face.provider", "none")]).await;
    let token = with_phone(&court, 0).await;
    let taken = claim(&court, &token, "张三", "prc_resident_id", ZHANG_SAN)
        .await
        .ok();
    assert_eq!(taken, json!({"assurance": "L1", "next": ["video"]}));
    court
        .post("/api/v1/me/face", &token, json!({}))
        .await
        .is(503, "face.not_configured");
    court.stop().await;
}

#[tokio::test]
async fn a_name_the_register_does_not_know_goes_on_by_video() {
    let court = Court::start().await;
    let token = with_phone(&court, 0).await;
    let taken = claim(&court, &token, "王查", "prc_resident_id", SOMEBODY)
        .await
        .ok();
    assert_eq!(taken, json!({"assurance": "L1", "next": ["face", "video"]}));
    court.stop().await;
}

/// PIPL 31.
#[tokio::test]
async fn a_child_is_sent_to_the_guardian_and_nothing_is_kept() {
    let court = Court::start().await;
    let token = with_phone(&court, 0).await;
    let answer = claim(&court, &token, "王小明", "prc_resident_id", MINOR).await;
    answer.is(403, "identity.guardian_needed");
    assert!(answer.text.contains("监护人"), "{}", answer.text);
    let person = me(&court, &token).await;
    assert_eq!(
        (&person["name_masked"], &person["id_number_masked"]),
        (&Value::Null, &Value::Null)
    );
    court.stop().await;
}

#[tokio::test]
async fn from_14_to_18_one_is_a_minor_until_the_birthday() {
    let court = Court::start().await;
    let token = with_phone(&court, 0).await;
    // Born 2010-03-15: 16 in the year of the tests.
    claim(
        &court,
        &token,
        "王小红",
        "prc_resident_id",
        "110108201003150024",
    )
    .await
    .ok();
    assert_eq!(me(&court, &token).await["minor"], true);
    court.advance(3 * 365 * 86_400).await;
    let token = crate::court::token(&court.log_in(0).await).to_owned();
    assert_eq!(me(&court, &token).await["minor"], false);
    court.stop().await;
}

#[tokio::test]
async fn two_people_may_claim_one_number_and_learn_nothing_of_each_other() {
    let court = Court::start().await;
    matched(&court, 0, "张三", ZHANG_SAN).await;
    let n = add_person(&court, "张三的新微信", "13800138555").await;
    matched(&court, n, "张三", ZHANG_SAN).await;
    court.stop().await;
}

#[tokio::test]
async fn the_same_claim_twice_is_one() {
    let court = Court::start().await;
    let token = with_phone(&court, 0).await;
    let body = json!({"name": "张三", "id_type": "prc_resident_id", "id_number": ZHANG_SAN});
    let send = || {
        court.call_with(
            "POST",
            "/api/v1/me/real-name",
            Some(&token),
            Some(body.clone()),
            &[("Idempotency-Key", "claim-1")],
        )
    };
    let first = send().await.ok();
    let again = send().await;
    assert_eq!(again.header("idempotency-replayed"), "true");
    assert_eq!(again.ok(), first);
    court.stop().await;
}

/// What stands in the database shows no name and no number.
#[tokio::test]
async fn nothing_is_kept_in_the_clear() {
    use sea_orm::{ConnectionTrait, Statement};
    let court = Court::start().await;
    matched(&court, 0, "张三", ZHANG_SAN).await;
    let db = court.running.court.store.db();
    let rows = db
        .query_all_raw(Statement::from_string(
            db.get_database_backend(),
            "SELECT name_sealed || id_number_sealed || id_number_hash AS kept FROM people WHERE id_type IS NOT NULL",
        ))
        .await
        .expect("people");
    let kept: String = rows[0].try_get("", "kept").expect("text");
    assert!(!kept.contains(ZHANG_SAN) && !kept.contains("张三"));
    court.stop().await;
}
