//! The whole way of a date: proposed, chosen by both sides, confirmed, reminded of.

use chrono::{DateTime, FixedOffset};
use micro_court::law::procedure::Procedure;
use serde_json::{Value, json};

use super::{World, id_of};
use crate::court::{token, until};
use crate::plaintiff::Plaintiff;

fn time(value: &Value) -> DateTime<FixedOffset> {
    value.as_str().expect("time").parse().expect("time")
}

#[tokio::test]
async fn a_date_is_found_between_both_sides() {
    let world = World::new().await;
    let other = Plaintiff::another(&world.court, 1).await;
    let stranger = Plaintiff::another(&world.court, 2).await;
    let defendant = id_of(&world.court, &other).await;
    let case = world
        .case(world.person, Some(defendant), Procedure::Ordinary)
        .await;
    let hearing = world.plan(case).await;
    let again =
        json!({"case_id": case, "judge_id": world.judge_id, "mode": "online", "duration_min": 60});
    let again = world
        .court
        .post("/api/v1/desk/hearings", &world.judge, again)
        .await;
    again.is(409, "hearing.one_already");

    let proposed = world
        .desk(&hearing, "propose-slots", json!({"count": 4}))
        .await
        .ok();
    assert_eq!(proposed["state"], "proposed");
    assert_eq!(proposed["slots"].as_array().map(Vec::len), Some(4));
    let first = time(&proposed["slots"][0]["starts_at"]);
    let reply_by = time(&proposed["reply_by"]);
    // Three clear days between the day of the summons and the hearing (CPL 139).
    assert!((first.date_naive() - reply_by.date_naive()).num_days() >= 4);
    let path = format!("/api/v1/hearings/{hearing}");
    for below in ["", "/slots", "/calendar.ics"] {
        let seen = world
            .court
            .get(&format!("{path}{below}"), &stranger.token)
            .await;
        seen.is(404, "request.not_found");
    }

    let ranges = json!({"ranges": [{"from": first.date_naive().to_string(), "to": first.date_naive().to_string()}]});
    let marked = world
        .court
        .post(&format!("{path}/unavailable"), &other.token, ranges)
        .await
        .ok();
    assert_eq!(marked["unavailable"].as_array().map(Vec::len), Some(1));
    world.desk(&hearing, "drop", json!({})).await.ok();
    let proposed = world.desk(&hearing, "propose-slots", json!({})).await.ok();
    let best = &proposed["slots"][0];
    assert_ne!(
        time(&best["starts_at"]).date_naive(),
        first.date_naive(),
        "the day that somebody marked comes last"
    );
    assert!(best["why"].as_array().is_some_and(|why| why.len() >= 3));

    let slot = &best["id"];
    let one = world
        .book(&world.plaintiff.token, &hearing, slot)
        .await
        .ok();
    assert_eq!(
        (&one["state"], &one["chosen_slot_id"]),
        (&json!("proposed"), slot)
    );
    let both = world.book(&other.token, &hearing, slot).await.ok();
    assert_eq!(both["state"], "booked");
    world
        .court
        .post(
            &format!("/api/v1/desk/hearings/{hearing}/confirm"),
            &world.clerk,
            json!({}),
        )
        .await
        .is(403, "desk.role_missing");
    let confirmed = world.desk(&hearing, "confirm", json!({})).await.ok();
    assert_eq!(confirmed["state"], "confirmed");

    what_follows(&world, &case.to_string(), &hearing, &confirmed).await;
    world.court.stop().await;
}

/// Case, summons, calendar, cause list, notices.
async fn what_follows(world: &World, case: &str, hearing: &str, confirmed: &Value) {
    let token = &world.plaintiff.token;
    let seen = world
        .court
        .get(&format!("/api/v1/cases/{case}"), token)
        .await
        .ok();
    assert_eq!(seen["state"], "ready_for_hearing");
    let papers = world
        .court
        .get(&format!("/api/v1/cases/{case}/documents"), token)
        .await
        .ok();
    let summons: Vec<&Value> = papers["items"]
        .as_array()
        .expect("items")
        .iter()
        .filter(|paper| paper["kind"] == "summons")
        .collect();
    assert_eq!(summons.len(), 2, "{papers}");

    let start = time(&confirmed["starts_at"]);
    let file = world
        .court
        .get(&format!("/api/v1/hearings/{hearing}/calendar.ics"), token)
        .await;
    assert!(file.header("content-type").starts_with("text/calendar"));
    let stamp = start.to_utc().format("DTSTART:%Y%m%dT%H%M%SZ").to_string();
    let unfolded = file.text.replace("\r\n ", "");
    assert!(
        unfolded.split("\r\n").any(|line| line == stamp),
        "{unfolded}"
    );
    assert!(file.text.ends_with("END:VCALENDAR\r\n"));
    assert!(!file.text.replace("\r\n", "").contains('\n'));

    let day = start.date_naive();
    let list = world
        .court
        .call("GET", &format!("/api/v1/cause-list?day={day}"), None, None)
        .await
        .ok();
    assert_eq!(list["items"][0]["case_number"], confirmed["case_number"]);
    assert!(!list.to_string().contains("张三") && !list.to_string().contains("云杉"));

    let inbox = world.court.get("/api/v1/notices", token).await.ok();
    for kind in ["hearing_slots", "hearing_confirmed"] {
        assert!(inbox.to_string().contains(kind), "{kind}");
    }
}

#[tokio::test]
async fn each_reminder_goes_out_once() {
    let world = World::new().await;
    let hearing = world.confirmed(Procedure::Ordinary).await;
    let start = time(&world.see(&hearing).await["starts_at"]).to_utc();
    let seconds = [3 * 86_400, 86_400, 3_600];
    for (sent, before) in (1..).zip(seconds) {
        let now = world.court.running.court.now();
        world
            .court
            .advance((start - now).num_seconds() - before + 5)
            .await;
        let session = world.court.log_in(0).await;
        let count = async || {
            let inbox = world
                .court
                .get("/api/v1/notices?limit=100", token(&session))
                .await
                .ok();
            let items = inbox["items"].as_array().expect("items").clone();
            items
                .iter()
                .filter(|notice| notice["kind"] == "hearing_soon")
                .count()
        };
        until("a reminder", || async {
            let seen = count().await;
            (seen == sent, seen)
        })
        .await;
        tokio::time::sleep(std::time::Duration::from_millis(2_500)).await;
        assert_eq!(count().await, sent, "once each");
    }
    world.court.stop().await;
}

#[tokio::test]
async fn silence_leads_back_to_planning_and_the_court_fixes_the_time() {
    let world = World::new().await;
    let case = world.case(world.person, None, Procedure::Simplified).await;
    let hearing = world.plan(case).await;
    let proposed = world
        .desk(&hearing, "propose-slots", json!({"reply_days": 1}))
        .await
        .ok();
    let slot = proposed["slots"][5].clone();
    let early = json!({"starts_at": slot["starts_at"], "courtroom_id": slot["courtroom"]["id"], "ground": "parties_silent"});
    world
        .desk(&hearing, "fix-directly", early.clone())
        .await
        .is(409, "state.not_allowed");
    world.court.advance(2 * 86_400).await;
    let judge = crate::plaintiff::back_at_desk(&world.court, "judge").await;
    let path = format!("/api/v1/desk/hearings/{hearing}");
    until("planning", || async {
        let seen = world.court.get(&path, &judge).await.ok();
        (seen["state"] == "planning", seen)
    })
    .await;
    let session = world.court.log_in(0).await;
    world
        .book(token(&session), &hearing, &slot["id"])
        .await
        .is(409, "state.not_allowed");
    let fixed = world
        .court
        .post(&format!("{path}/fix-directly"), &judge, early)
        .await
        .ok();
    assert_eq!(
        (&fixed["state"], &fixed["starts_at"]),
        (&json!("confirmed"), &slot["starts_at"])
    );
    world.court.stop().await;
}
