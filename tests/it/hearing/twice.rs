//! Nothing is booked twice: 64 want 8 times, and the server may die in between.

use std::collections::HashSet;
use std::time::Duration;

use futures_util::future::join_all;
use micro_court::law::procedure::Procedure;
use sea_orm::{ConnectionTrait, Statement};
use serde_json::{Value, json};

use super::{World, id_of};
use crate::court::client;
use crate::nodes::Node;
use crate::plaintiff::Plaintiff;

const HEARINGS: usize = 64;
const TIMES: usize = 8;

/// One booking that somebody wants.
struct Want {
    hearing: String,
    token: String,
    slot: Value,
}

/// 64 hearings of one judge with the same 8 times; each of 8 people wants each time once.
async fn wants(world: &World) -> Vec<Want> {
    let mut people = Vec::new();
    for n in 1..=HEARINGS / TIMES {
        let person = Plaintiff::another(&world.court, n).await;
        people.push((id_of(&world.court, &person).await, person.token));
    }
    let mut wants = Vec::new();
    for n in 0..HEARINGS {
        let (person, token) = &people[n / TIMES];
        let case = world.case(*person, None, Procedure::Simplified).await;
        let hearing = world.plan(case).await;
        let body = json!({"count": TIMES, "reply_days": 15});
        let proposed = world.desk(&hearing, "propose-slots", body).await.ok();
        wants.push(Want {
            slot: proposed["slots"][n % TIMES].clone(),
            token: token.clone(),
            hearing,
        });
    }
    let starts: HashSet<&str> = wants
        .iter()
        .filter_map(|want| want.slot["starts_at"].as_str())
        .collect();
    assert_eq!(starts.len(), TIMES, "the same times for all");
    wants
}

/// Booked hearings, and the quarters of an hour that the judge is taken.
async fn taken(world: &World) -> (Vec<Value>, i64) {
    let path = "/api/v1/desk/hearings?state=booked&limit=100";
    let list = world.court.get(path, &world.judge).await.ok();
    let db = world.court.running.court.store.db();
    let sql =
        "SELECT COUNT(*) AS n FROM hearing_busy WHERE resource_kind = 'staff' AND resource_id = $1";
    let statement =
        Statement::from_sql_and_values(db.get_database_backend(), sql, [world.judge_id.into()]);
    let row = db
        .query_one_raw(statement)
        .await
        .expect("rows")
        .expect("row");
    let cells = row.try_get("", "n").expect("count");
    (list["items"].as_array().expect("items").clone(), cells)
}

async fn eight_and_no_more(world: &World) {
    let (booked, cells) = taken(world).await;
    let starts: HashSet<&str> = booked
        .iter()
        .filter_map(|one| one["starts_at"].as_str())
        .collect();
    assert_eq!((booked.len(), starts.len()), (TIMES, TIMES));
    // An hour and the buffer behind it, for each.
    assert_eq!(cells, TIMES as i64 * 5);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn sixty_four_want_eight_times_and_eight_get_one() {
    let world = World::new().await;
    let wants = wants(&world).await;
    let tries = wants
        .iter()
        .map(|want| world.book(&want.token, &want.hearing, &want.slot["id"]));
    let answers = join_all(tries).await;
    let done = answers.iter().filter(|answer| answer.status == 200).count();
    let others: HashSet<&str> = answers
        .iter()
        .filter(|answer| answer.status != 200)
        .map(|answer| answer.code())
        .collect();
    assert_eq!(done, TIMES, "{others:?}");
    assert_eq!(others, HashSet::from(["hearing.slot_taken"]));
    eight_and_no_more(&world).await;
    world.court.stop().await;
}

/// Half of the bookings are on their way when the process is killed; all are sent again to the next one.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_killed_in_the_middle_books_nothing_twice() {
    let world = World::new().await;
    let wants = wants(&world).await;
    let http = client();
    let send = async |base: &str, want: &Want, n: usize| {
        http.post(format!("{base}/api/v1/hearings/{}/book", want.hearing))
            .bearer_auth(&want.token)
            .header("Idempotency-Key", format!("want-{n}"))
            .json(&json!({"slot_id": want.slot["id"]}))
            .send()
            .await
            .ok()
            .map(|answer| answer.status().as_u16())
    };
    let mut first = Node::start(world.court.place(), &[]);
    let base = first.base.clone();
    let dying = async {
        tokio::time::sleep(Duration::from_millis(120)).await;
        first.child.kill().expect("killed");
    };
    let tries = join_all(
        wants
            .iter()
            .enumerate()
            .map(|(n, want)| send(&base, want, n)),
    );
    let (before, ()) = tokio::join!(tries, dying);
    let second = Node::start(world.court.place(), &[]);
    let mut done = 0;
    for (n, want) in wants.iter().enumerate() {
        // One that was in flight when the process died is free again after a while.
        let answer = loop {
            match send(&second.base, want, n).await {
                Some(503) => tokio::time::sleep(Duration::from_millis(200)).await,
                answer => break answer,
            }
        };
        done += usize::from(answer == Some(200));
    }
    println!(
        "{} answered before the end",
        before.iter().flatten().count()
    );
    assert!(done <= TIMES, "{done} told that they have a time");
    eight_and_no_more(&world).await;
    drop(second);
    world.court.stop().await;
}
