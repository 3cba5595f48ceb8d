//! Each event of the service machine by each office over HTTP: listed ones move, the others change nothing.

use micro_court::law::Named;
use micro_court::law::machine::service::{Event, State};
use micro_court::law::machine::{self, Actor};
use sea_orm::ConnectionTrait;
use serde_json::{Value, json};

use super::Serving;

const CLERKS: [Event; 9] = [
    Event::AskConsent,
    Event::UseFoundAddress,
    Event::Send,
    Event::NoResponse,
    Event::Resend,
    Event::GiveUp,
    Event::Delivered,
    Event::CloseFile,
    Event::Cancel,
];

async fn force(serving: &Serving, state: State) {
    let db = serving.court.running.court.store.db();
    let sql = format!(
        "UPDATE deliveries SET state = '{}', source = 'confirmed', consent = 'express', served_at = NULL, ends_at = NULL, remind_at = NULL, version = 1",
        state.id()
    );
    db.execute_unprepared(&sql).await.expect("forced");
}

fn body_of(event: Event, today: &str, now: &str) -> Value {
    match event {
        Event::NoResponse | Event::GiveUp => json!({"reason": "没有回应"}),
        Event::Delivered => json!({"how": "direct", "on": today}),
        Event::WhereaboutsUnknown => json!({"reason": "下落不明", "on": today}),
        Event::Rebut => json!({"reason": "已证明", "ground": "system_error"}),
        Event::RebutDate => json!({"reason": "已证明", "arrived_at": now}),
        _ => json!({}),
    }
}

#[tokio::test]
async fn every_state_event_and_office_is_answered_as_listed() {
    let serving = Serving::start().await;
    serving.joined().await;
    serving.confirm(&serving.defendant, true, true).await.ok();
    let made = serving.prepared(serving.complaint, true).await;
    let today =
        micro_court::kit::clock::shanghai_day(serving.court.running.court.now()).to_string();
    let (mut moved, mut refused) = (0, 0);
    for state in State::ALL {
        for event in Event::ALL {
            for (office, staff) in [
                (Actor::ClerkOfCourt, &serving.clerk),
                (Actor::Judge, &serving.judge),
            ] {
                force(&serving, *state).await;
                let now = serving.court.running.court.now().to_rfc3339();
                let name = event.id().replace('_', "-");
                let answer = serving
                    .act(staff, &made, &name, body_of(*event, &today, &now))
                    .await;
                let seen = serving.at_desk(&made).await;
                match machine::step(*state, *event, office) {
                    Ok(_) if takes_part(*event, office) => {
                        assert!(
                            answer.status.is_success(),
                            "{state:?} {event:?} {office:?}: {}",
                            answer.text
                        );
                        moved += 1;
                    }
                    _ => {
                        assert!(
                            [403, 409].contains(&answer.status.as_u16()),
                            "{state:?} {event:?} {office:?}: {} {}",
                            answer.status,
                            answer.text
                        );
                        assert_eq!(
                            (&seen["state"], &seen["version"]),
                            (&json!(state.id()), &json!(1))
                        );
                        refused += 1;
                    }
                }
            }
        }
    }
    println!("{moved} moves made, {refused} refused");
    let all = State::ALL.len() * Event::ALL.len() * 2;
    assert!(moved >= 12 && moved + refused == all);
}

/// What staff cause through this door; the rest is for the system and the parties.
fn takes_part(event: Event, office: Actor) -> bool {
    match office {
        Actor::Judge => matches!(
            event,
            Event::Rebut | Event::RebutDate | Event::WhereaboutsUnknown
        ),
        _ => CLERKS.contains(&event),
    }
}

/// Two clerks serve one paper: once it goes, the second is told.
#[tokio::test]
async fn two_clerks_serving_one_paper() {
    let serving = Serving::start().await;
    serving.joined().await;
    serving.confirm(&serving.defendant, true, false).await.ok();
    let (one, two) = tokio::join!(
        serving.prepare(serving.complaint, true),
        serving.prepare(serving.complaint, true)
    );
    let mut answers = [one, two];
    answers.sort_by_key(|answer| answer.status);
    let [first, second] = answers;
    first.ok();
    second.is(409, "delivery.already_prepared");
    assert_eq!(serving.notices("document_arrived").await, 1);
}

#[tokio::test]
async fn a_stale_act_is_told_and_an_unknown_event_is_not_there() {
    let serving = Serving::start().await;
    serving.joined().await;
    let made = serving.prepared(serving.complaint, false).await;
    let path = format!(
        "/api/v1/desk/deliveries/{}/cancel",
        made["id"].as_str().expect("id")
    );
    let stale = serving
        .court
        .call_with(
            "POST",
            &path,
            Some(&serving.clerk),
            Some(json!({})),
            &[("If-Match", "\"7\"")],
        )
        .await;
    stale.is(412, "version.stale");
    serving
        .act(&serving.clerk, &made, "fly", json!({}))
        .await
        .is(404, "request.not_found");
    serving
        .act(&serving.clerk, &made, "cancel", json!({}))
        .await
        .ok();
    let again = serving.prepared(serving.complaint, false).await;
    assert_ne!(again["id"], made["id"], "a cancelled one makes room");
}

/// The complaint does not go out before somebody hears the case.
#[tokio::test]
async fn service_begins_with_a_bench() {
    let serving = Serving::start().await;
    let db = serving.court.running.court.store.db();
    db.execute_unprepared("UPDATE cases SET judge_id = NULL")
        .await
        .expect("no judge");
    serving.joined().await;
    serving.confirm(&serving.defendant, true, false).await.ok();
    serving
        .prepare(serving.complaint, true)
        .await
        .is(409, "delivery.no_bench");
    assert_eq!(serving.case_state().await, "docketed");
}
