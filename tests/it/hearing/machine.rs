//! Every state, event and actor over HTTP: what the machine does not list is refused and changes nothing.

use micro_court::law::Named;
use micro_court::law::machine::hearing::{Event, State};
use micro_court::law::machine::{self, Actor};
use micro_court::law::procedure::Procedure;
use sea_orm::{ConnectionTrait, Statement};
use serde_json::{Value, json};

use super::World;

/// Address and a body that would be read.
fn acts() -> Vec<(Event, &'static str, Value)> {
    let room = "0193a1f0-7c1e-7000-8000-000000000003";
    vec![
        (Event::ProposeSlots, "propose-slots", json!({})),
        (
            Event::FixDirectly,
            "fix-directly",
            json!({"starts_at": "2026-12-01T09:00:00+08:00", "courtroom_id": room, "ground": "urgent", "note": "急"}),
        ),
        (Event::Confirm, "confirm", json!({})),
        (Event::Drop, "drop", json!({})),
        (Event::Grant, "grant", json!({})),
        (Event::Refuse, "refuse", json!({"note": "无"})),
        (
            Event::RefuseOffline,
            "refuse-offline",
            json!({"note": "无"}),
        ),
        (
            Event::Postpone,
            "postpone",
            json!({"ground": "recusal", "note": "回避"}),
        ),
        (
            Event::ToOffline,
            "to-offline",
            json!({"courtroom_id": room, "ground": "complex", "note": "复杂"}),
        ),
        (Event::Cancel, "cancel", json!({"ground": "settled"})),
    ]
}

async fn put(world: &World, hearing: &str, state: State) {
    let db = world.court.running.court.store.db();
    let id: uuid::Uuid = hearing.parse().expect("id");
    let sql = "UPDATE hearings SET state = $1 WHERE id = $2";
    let values: [sea_orm::Value; 2] = [state.id().into(), id.into()];
    let statement = Statement::from_sql_and_values(db.get_database_backend(), sql, values);
    db.execute_raw(statement).await.expect("state");
}

#[tokio::test]
async fn what_is_not_listed_is_refused_and_changes_nothing() {
    let world = World::new().await;
    let case = world.case(world.person, None, Procedure::Ordinary).await;
    let hearing = world.plan(case).await;
    let mut refused = 0;
    for state in State::ALL {
        put(&world, &hearing, *state).await;
        let before = world.see(&hearing).await;
        for (event, act, body) in acts() {
            if machine::step(*state, event, Actor::Judge).is_ok() {
                continue;
            }
            let answer = world.desk(&hearing, act, body).await;
            answer.is(409, "state.not_allowed");
            refused += 1;
        }
        for (event, act, body) in [
            (Event::Choose, "book", json!({"slot_id": uuid::Uuid::nil()})),
            (
                Event::RequestChange,
                "request-reschedule",
                json!({"reason": "住院"}),
            ),
        ] {
            if machine::step(*state, event, Actor::Party).is_ok() {
                continue;
            }
            let path = format!("/api/v1/hearings/{hearing}/{act}");
            let answer = world.court.post(&path, &world.plaintiff.token, body).await;
            answer.is(409, "state.not_allowed");
            refused += 1;
        }
        assert_eq!(world.see(&hearing).await, before, "{state}");
    }
    println!("{refused} refused");
    assert!(refused > 100);
    world.court.stop().await;
}

/// The clerk proposes; all else is the judge's, in every state.
#[tokio::test]
async fn a_clerk_decides_nothing() {
    let world = World::new().await;
    let case = world.case(world.person, None, Procedure::Ordinary).await;
    let hearing = world.plan(case).await;
    for state in State::ALL {
        put(&world, &hearing, *state).await;
        for (event, act, body) in acts() {
            if event == Event::ProposeSlots {
                continue;
            }
            let path = format!("/api/v1/desk/hearings/{hearing}/{act}");
            let answer = world.court.post(&path, &world.clerk, body).await;
            answer.is(403, "desk.role_missing");
        }
    }
    world.court.stop().await;
}
