//! Another date: asked for, granted, refused, counted; and a sick judge's day.

use futures_util::future::join_all;
use micro_court::law::procedure::Procedure;
use serde_json::json;

use super::World;

#[tokio::test]
async fn a_simplified_case_is_put_off_once() {
    let world = World::new().await;
    let hearing = world.confirmed(Procedure::Simplified).await;
    let ask = format!("/api/v1/hearings/{hearing}/request-reschedule");
    let body = json!({"reason": "当天住院手术"});
    let asked = world
        .court
        .post(&ask, &world.plaintiff.token, body.clone())
        .await
        .ok();
    assert_eq!(asked["state"], "reschedule_requested");
    let refusal = json!({"note": "没有证明"});
    world
        .desk(&hearing, "refuse-offline", refusal.clone())
        .await
        .is(409, "hearing.other_refusal");
    let refused = world.desk(&hearing, "refuse", refusal).await.ok();
    assert_eq!(refused["state"], "confirmed");
    world
        .court
        .post(&ask, &world.plaintiff.token, body)
        .await
        .ok();
    let granted = world.desk(&hearing, "grant", json!({})).await.ok();
    assert_eq!(
        (
            &granted["state"],
            &granted["adjournments"],
            &granted["starts_at"]
        ),
        (&json!("planning"), &json!(1), &json!(null))
    );
    assert!(granted["next_by"].is_string(), "within a month (Delay19 5)");
    world.confirm_again(&hearing).await;
    let body = json!({"ground": "recusal", "note": "申请回避"});
    world
        .desk(&hearing, "postpone", body)
        .await
        .is(409, "hearing.continuances_used");
    assert_eq!(world.see(&hearing).await["state"], "confirmed");
    world.court.stop().await;
}

#[tokio::test]
async fn two_judges_move_one_hearing_and_one_of_them_does() {
    let world = World::new().await;
    let hearing = world.confirmed(Procedure::Ordinary).await;
    let path = format!("/api/v1/desk/hearings/{hearing}/postpone");
    let body = json!({"ground": "recusal", "note": "申请回避"});
    let stale = world
        .court
        .call_with(
            "POST",
            &path,
            Some(&world.judge),
            Some(body.clone()),
            &[("If-Match", "\"1\"")],
        )
        .await;
    stale.is(412, "version.stale");
    let tries = (0..4).map(|_| world.desk(&hearing, "postpone", body.clone()));
    let answers = join_all(tries).await;
    let done = answers.iter().filter(|answer| answer.status == 200).count();
    assert_eq!(done, 1, "{answers:?}");
    assert_eq!(world.see(&hearing).await["adjournments"], 1);
    world.court.stop().await;
}

#[tokio::test]
async fn an_online_hearing_moves_to_a_courtroom_and_is_cancelled_there() {
    let world = World::new().await;
    let hearing = world.confirmed(Procedure::Ordinary).await;
    let rooms = world
        .court
        .get("/api/v1/desk/courtrooms", &world.clerk)
        .await
        .ok();
    let real = rooms["items"]
        .as_array()
        .expect("items")
        .iter()
        .find(|room| room["online"] == false)
        .expect("a real courtroom");
    let body = json!({"courtroom_id": real["id"], "ground": "check_in_court", "note": "核对原物"});
    let moved = world.desk(&hearing, "to-offline", body).await.ok();
    assert_eq!(
        (&moved["state"], &moved["courtroom"]["name"]),
        (&json!("converted_offline"), &real["name"])
    );
    let cancelled = world
        .desk(&hearing, "cancel", json!({"ground": "settled"}))
        .await
        .ok();
    assert_eq!(cancelled["state"], "cancelled");
    world.court.stop().await;
}

#[tokio::test]
async fn a_sick_judges_day_is_moved_whole_or_not_at_all() {
    let world = World::new().await;
    let stuck = world.confirmed(Procedure::Simplified).await;
    let day = |seen: &serde_json::Value| seen["starts_at"].as_str().expect("time")[..10].to_owned();
    let body = json!({"ground": "recusal", "note": "申请回避"});
    world.desk(&stuck, "postpone", body).await.ok();
    world.confirm_again(&stuck).await;
    let free = world.confirmed(Procedure::Simplified).await;
    let (first, second) = (world.see(&stuck).await, world.see(&free).await);
    assert_eq!(day(&first), day(&second));
    let body = json!({"judge_id": world.judge_id, "day": day(&first), "note": "法官突发疾病"});
    let path = "/api/v1/desk/hearings/move-day";
    let refused = world.court.post(path, &world.judge, body.clone()).await;
    refused.is(409, "hearing.some_cannot_move");
    assert_eq!(refused.json["case_numbers"], json!([first["case_number"]]));
    assert_eq!(
        world.see(&free).await["state"],
        "confirmed",
        "nothing half done"
    );
    world
        .desk(&stuck, "cancel", json!({"ground": "settled"}))
        .await
        .ok();
    let moved = world.court.post(path, &world.judge, body).await.ok();
    assert_eq!(moved["moved"].as_array().map(Vec::len), Some(1));
    let seen = world.see(&free).await;
    assert_eq!(
        (&seen["state"], &seen["adjournments"]),
        (&json!("planning"), &json!(1))
    );
    let proposed = world.desk(&free, "propose-slots", json!({})).await.ok();
    for slot in proposed["slots"].as_array().expect("slots") {
        assert_ne!(day(slot), day(&first), "the judge is away that day");
    }
    world.court.stop().await;
}
