//! Deadlines, and the moves that start and stop them.

use micro_court::kit::ids::new_id;
use micro_court::law::deadlines::{self, Length, Unit};
use micro_court::law::machine::Actor;
use micro_court::law::machine::case::Event;
use micro_court::rooms::cases::{self, By, NewDeadline, What, Who};
use micro_court::rooms::help::load_holidays;
use serde_json::json;

use super::{case_of, numbers_found, step, with_deadline};
use crate::court::{Court, token, until};

#[tokio::test]
async fn deadlines_say_who_must_do_what_until_when() {
    let court = Court::start().await;
    let (opened, mine) = case_of(&court, 0).await;
    with_deadline(&court, opened.id, What::PayFee, Who::Plaintiff, 7).await;
    assert_eq!(
        numbers_found(&court, &mine, &[("state", "to_do")])
            .await
            .len(),
        1
    );
    // The law counts the court's own limits when the case is docketed, and the fee is no longer due.
    step(&court, opened.id, Event::Docket, By::system())
        .await
        .expect("docketed");
    let path = format!("/api/v1/cases/{}/deadlines", opened.id);
    let list = court.get(&path, &mine).await.ok();
    let seen: Vec<_> = list["items"]
        .as_array()
        .expect("items")
        .iter()
        .map(|one| {
            (
                one["what"].as_str(),
                one["who"].as_str(),
                one["state"].as_str(),
                one["you"].as_bool(),
            )
        })
        .collect();
    assert_eq!(
        seen,
        [
            (
                Some("serve_complaint"),
                Some("court"),
                Some("running"),
                Some(false)
            ),
            (
                Some("trial_limit"),
                Some("court"),
                Some("running"),
                Some(false)
            ),
            (Some("pay_fee"), Some("plaintiff"), Some("met"), Some(true)),
        ]
    );
    let until = list["items"][0]["expires_before"].as_str().expect("until");
    assert!(until.ends_with("T00:00:00+08:00"), "{until}");
    assert!(
        numbers_found(&court, &mine, &[("state", "to_do")])
            .await
            .is_empty()
    );
    let case = court
        .get(&format!("/api/v1/cases/{}", opened.id), &mine)
        .await
        .ok();
    assert_eq!(
        (&case["next"]["who"], &case["state"]),
        (&json!("court"), &json!("docketed"))
    );
    assert_eq!(case["stage"]["steps"][1]["state"], "now");
    assert!(case["docketed_at"].is_string());

    // One that nobody kept is over.
    with_deadline(&court, opened.id, What::Defence, Who::Defendant, 1).await;
    court.advance(2 * 86_400).await;
    let again = court.log_in(0).await;
    let list = court.get(&path, token(&again)).await.ok();
    let defence = list["items"]
        .as_array()
        .expect("items")
        .iter()
        .find(|one| one["what"] == "defence");
    assert_eq!(defence.expect("defence")["state"], "over");
    court.stop().await;
}

#[tokio::test]
async fn a_case_moves_by_the_machine_alone() {
    let court = Court::start().await;
    let (opened, mine) = case_of(&court, 0).await;
    let judge = By::staff(Actor::Judge, new_id(), "赵敏");
    let refused = step(&court, opened.id, Event::Archive, judge.clone()).await;
    assert_eq!(refused.expect_err("refused").kind.status, 409);
    let refused = step(&court, opened.id, Event::Docket, judge.clone()).await;
    assert_eq!(refused.expect_err("refused").kind.status, 403);
    step(&court, opened.id, Event::CloseUnpaid, judge)
        .await
        .expect("closed");
    let case = court
        .get(&format!("/api/v1/cases/{}", opened.id), &mine)
        .await
        .ok();
    assert_eq!(
        (&case["state"], &case["next"]["who"]),
        (&json!("closed"), &json!("none"))
    );
    let timeline = court
        .get(&format!("/api/v1/cases/{}/timeline", opened.id), &mine)
        .await
        .ok();
    assert_eq!(timeline["items"].as_array().map(Vec::len), Some(2));
    assert_eq!(timeline["items"][0]["kind"], "close_unpaid");
    assert_eq!(timeline["items"][0]["by"], "法官 赵敏");
    assert_eq!(timeline["items"][1]["by"], "立案人员 李娜");
    assert_eq!(timeline["items"][1]["detail"], opened.number.as_str());
    assert_eq!(
        numbers_found(&court, &mine, &[("state", "ended")])
            .await
            .len(),
        1
    );
    assert!(
        numbers_found(&court, &mine, &[("state", "active")])
            .await
            .is_empty()
    );
    let unknown = step(&court, new_id(), Event::Docket, By::system()).await;
    assert_eq!(unknown.expect_err("refused").kind.status, 404);
    court.stop().await;
}

/// What ran out stays so, and what the end of a case takes away was not done by anybody.
#[tokio::test]
async fn the_end_of_a_case_meets_no_deadline() {
    let court = Court::start().await;
    let (opened, _) = case_of(&court, 0).await;
    with_deadline(&court, opened.id, What::PayFee, Who::Plaintiff, 1).await;
    with_deadline(&court, opened.id, What::Evidence, Who::Parties, 30).await;
    court.advance(3 * 86_400).await;
    let judge = By::staff(Actor::Judge, new_id(), "赵敏");
    step(&court, opened.id, Event::CloseUnpaid, judge)
        .await
        .expect("closed");
    let mine = court.log_in(0).await;
    let path = format!("/api/v1/cases/{}/deadlines", opened.id);
    let list = court.get(&path, token(&mine)).await.ok();
    let states: Vec<_> = list["items"]
        .as_array()
        .expect("items")
        .iter()
        .map(|one| (one["what"].as_str(), one["state"].as_str()))
        .collect();
    assert_eq!(
        states,
        [
            (Some("pay_fee"), Some("over")),
            (Some("evidence"), Some("fell_away")),
        ]
    );
    court.stop().await;
}

/// domain.md 5: what rests on an unpublished year is provisional, and counted again when the notice is out.
#[tokio::test]
async fn a_provisional_deadline_is_counted_again_when_the_holidays_are_known() {
    let court = Court::start().await;
    let (opened, mine) = case_of(&court, 0).await;
    let state = &court.running.court;
    let length = Length::new(7, Unit::Day).expect("length");
    let trigger_day = "2026-12-25".parse().expect("day");
    let deadline = deadlines::count(&state.calendar.load(), trigger_day, length);
    let basis = "CPL 128".to_owned();
    let new = NewDeadline::counted(opened.id, What::Defence, Who::Defendant, &deadline, basis);
    let tx = state.store.write().await.expect("tx");
    cases::set_deadline(&tx, new).await.expect("deadline");
    state.commit(tx).await.expect("commit");
    let path = format!("/api/v1/cases/{}/deadlines", opened.id);
    let shown = async || {
        let list = court.get(&path, &mine).await.ok();
        let one = &list["items"][0];
        (one["expires_before"].clone(), one["provisional"].clone())
    };
    let before = (json!("2027-01-02T00:00:00+08:00"), json!(true));
    assert_eq!(shown().await, before);

    let off = ["2027-01-01", "2027-01-02", "2027-01-03"]
        .map(|date| json!({"date": date, "name": "元旦"}));
    let notice =
        json!({"years": {"2027": {"status": "published", "off_days": off, "makeup_workdays": []}}});
    load_holidays(state, &notice.to_string())
        .await
        .expect("loaded");
    let after = (json!("2027-01-05T00:00:00+08:00"), json!(false));
    until("the new day", || async {
        let seen = shown().await;
        (seen == after, seen)
    })
    .await;
    court.stop().await;
}
