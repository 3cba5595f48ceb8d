//! kill -9 in the middle of 500 log-ins and their messages: nothing acknowledged is lost, nothing is sent twice.

use std::collections::{HashMap, HashSet};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use micro_court::{run, work};
use sea_orm::{DatabaseConnection, FromQueryResult, Statement};
use serde_json::{Value, json};

use super::count;
use super::outside::{Outside, TEMPLATE};
use crate::court::{Place, call, client};
use crate::nodes::Node;

const LOG_INS: usize = 500;
const KILL_AFTER: usize = 250;
const AT_ONCE: usize = 8;
#[derive(Debug, FromQueryResult)]
struct Row {
    id: uuid::Uuid,
    person: uuid::Uuid,
}

async fn rows(db: &DatabaseConnection, sql: &str) -> Vec<Row> {
    let statement = Statement::from_string(db.get_database_backend(), sql);
    Row::find_by_statement(statement)
        .all(db)
        .await
        .expect("rows")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn kill_9_loses_nothing_acknowledged_and_sends_nothing_twice() {
    let folder = tempfile::tempdir().expect("folder");
    let place = Place::fresh(folder.path()).await;
    let outside = Outside::start(&place).await;
    let phone = outside.phone.clone();
    let http = client();
    let env = outside.env();

    let node = Node::start(&place, &env);
    let openid = prepare_person(&http, &node.base, &phone).await;
    let mut tried = log_in_until_killed(&http, node, &phone).await;
    // A second life goes on with what the first one left, and those without an answer try again.
    let node = Node::start(&place, &env);
    let again = tried
        .unanswered
        .iter()
        .map(|device| format!("{device}-again"))
        .collect();
    let rest = log_in_all(&http, &node.base, &phone, again, &AtomicUsize::new(0)).await;
    assert!(rest.unanswered.is_empty());
    tried.acknowledged.extend(rest.acknowledged);
    assert_eq!(tried.acknowledged.len(), LOG_INS);
    settle(&place).await;
    reconcile(&place, &tried.acknowledged, &phone, &http, &openid).await;
    drop(node);
}

/// One person who lets WeChat remind them 1,000 times, so that messages leave the house too.
async fn prepare_person(http: &reqwest::Client, base: &str, phone: &str) -> String {
    let (session, openid) = log_in(http, base, phone, "first").await.expect("log in");
    let token = session["access_token"].as_str().expect("token");
    let agreed = json!({"kind": "wechat_messages", "given": true, "version": "2026-11-24"});
    call(
        http,
        base,
        "POST",
        "/api/v1/me/consents",
        Some(token),
        Some(agreed),
        &[],
    )
    .await
    .ok();
    let more = json!({"openid": openid, "template_id": TEMPLATE, "count": 1000});
    call(
        http,
        phone,
        "POST",
        "/sandbox/subscriptions",
        None,
        Some(more),
        &[],
    )
    .await
    .ok();
    let accept = async || {
        let results = json!({"results": {TEMPLATE: "accept"}});
        call(
            http,
            base,
            "POST",
            "/api/v1/me/subscriptions",
            Some(token),
            Some(results),
            &[],
        )
        .await
        .ok();
    };
    for _ in 0..LOG_INS / AT_ONCE + 1 {
        futures_util::future::join_all((0..AT_ONCE).map(|_| accept())).await;
    }
    openid
}

/// A log-in on a device of its own; none when the court died under it.
async fn log_in(
    http: &reqwest::Client,
    base: &str,
    phone: &str,
    device: &str,
) -> Option<(Value, String)> {
    let state = call(http, phone, "GET", "/sandbox/state", None, None, &[])
        .await
        .ok();
    let person = &state["people"][0];
    let wanted = json!({"person_id": person["id"], "kind": "login"});
    let code = call(
        http,
        phone,
        "POST",
        "/sandbox/codes",
        None,
        Some(wanted),
        &[],
    )
    .await
    .ok();
    let request = http
        .post(format!("{base}/api/v1/auth/wechat"))
        .header("X-Device-Name", device)
        .json(&json!({"code": code["code"]}));
    let answer = request.send().await.ok()?;
    let status = answer.status();
    let session: Value = answer.json().await.ok()?;
    (status == 200).then(|| (session, person["openid"].as_str().unwrap_or("").to_owned()))
}

/// What became of the log-ins that were tried.
#[derive(Default)]
struct Tried {
    acknowledged: HashSet<String>,
    /// Devices whose log-in got no answer: their people try again.
    unanswered: Vec<String>,
}

/// Eight people at a time, each log-in on a device of its own.
async fn log_in_all(
    http: &reqwest::Client,
    base: &str,
    phone: &str,
    devices: Vec<String>,
    done: &AtomicUsize,
) -> Tried {
    let queue = Mutex::new(devices);
    let person = async || {
        let mut tried = Tried::default();
        loop {
            let Some(device) = queue.lock().expect("queue").pop() else {
                return tried;
            };
            match log_in(http, base, phone, &device).await {
                Some((session, _)) => {
                    done.fetch_add(1, Ordering::SeqCst);
                    tried.acknowledged.insert(session_id(&session));
                }
                None => tried.unanswered.push(device),
            }
        }
    };
    let mut all = Tried::default();
    for tried in futures_util::future::join_all((0..AT_ONCE).map(|_| person())).await {
        all.acknowledged.extend(tried.acknowledged);
        all.unanswered.extend(tried.unanswered);
    }
    all
}

/// After half of them the process is killed without warning.
async fn log_in_until_killed(http: &reqwest::Client, mut node: Node, phone: &str) -> Tried {
    let done = AtomicUsize::new(0);
    let base = node.base.clone();
    let devices = (0..LOG_INS).map(|n| format!("device-{n}")).collect();
    let killer = async {
        while done.load(Ordering::SeqCst) < KILL_AFTER {
            tokio::time::sleep(Duration::from_millis(2)).await;
        }
        // SIGKILL: no goodbye.
        node.child.kill().expect("kill");
        node.child.wait().expect("dead");
    };
    let (tried, ()) = tokio::join!(log_in_all(http, &base, phone, devices, &done), killer);
    assert!(
        tried.acknowledged.len() >= KILL_AFTER && !tried.unanswered.is_empty(),
        "killed in the middle"
    );
    tried
}

fn session_id(session: &Value) -> String {
    use base64::Engine;
    let token = session["access_token"].as_str().expect("token");
    let claims = base64::engine::general_purpose::URL_SAFE_NO_PAD
        .decode(token.split('.').nth(1).expect("claims"))
        .expect("base64");
    let claims: Value = serde_json::from_slice(&claims).expect("json");
    claims["sid"].as_str().expect("sid").to_owned()
}

/// Until the outbox has nothing to do. What the killed process was sending waits out its minute;
/// that minute is moved, not waited for.
async fn settle(place: &Place) {
    let court = run::court_of(place.settings(&[])).await.expect("court");
    let interrupted = count(
        court.store.db(),
        "SELECT COUNT(*) AS n FROM outbox_messages WHERE state = 'sending'",
    )
    .await;
    println!("messages interrupted in the middle of sending: {interrupted}");
    court.clock.advance(61).expect("clock");
    crate::court::until("a settled outbox", || async {
        let open = count(
            court.store.db(),
            "SELECT COUNT(*) AS n FROM outbox_messages WHERE state IN ('pending', 'sending')",
        )
        .await;
        (open == 0, open)
    })
    .await;
}

async fn reconcile(
    place: &Place,
    acknowledged: &HashSet<String>,
    phone: &str,
    http: &reqwest::Client,
    openid: &str,
) {
    let court = run::court_of(place.settings(&[])).await.expect("court");
    let db = court.store.db();
    let sessions = rows(db, "SELECT id, subject_id AS person FROM sessions").await;
    let notices = rows(
        db,
        "SELECT event_id AS id, person_id AS person FROM notices",
    )
    .await;
    let kept: HashSet<String> = sessions.iter().map(|row| row.id.to_string()).collect();
    let lost: Vec<_> = acknowledged.difference(&kept).collect();
    assert!(lost.is_empty(), "acknowledged log-ins lost: {lost:?}");

    let mut told: HashMap<uuid::Uuid, usize> = HashMap::new();
    for notice in &notices {
        *told.entry(notice.id).or_default() += 1;
    }
    assert!(
        sessions.iter().all(|row| told.get(&row.id) == Some(&1)),
        "each log-in is told once in the inbox"
    );
    assert_eq!(sessions.len(), notices.len());
    assert!(sessions.iter().all(|row| row.person == sessions[0].person));

    let state = call(http, phone, "GET", "/sandbox/state", None, None, &[])
        .await
        .ok();
    let messages: Vec<&Value> = state["messages"]
        .as_array()
        .expect("messages")
        .iter()
        .filter(|m| m["to"] == openid)
        .collect();
    let texts: HashSet<String> = messages.iter().map(|m| m["text"].to_string()).collect();
    assert_eq!(
        texts.len(),
        messages.len(),
        "each message names its own device, so none went out twice"
    );
    let outside = count(
        db,
        "SELECT COUNT(*) AS n FROM outbox_messages WHERE outside",
    )
    .await;
    let done = count(
        db,
        "SELECT COUNT(*) AS n FROM outbox_messages WHERE outside AND state = 'done'",
    )
    .await;
    let unknown = count(db, "SELECT COUNT(*) AS n FROM outbox_messages WHERE outside AND state = 'dead' AND outcome = 'unknown'").await;
    let failed = count(
        db,
        "SELECT COUNT(*) AS n FROM outbox_messages WHERE state = 'dead' AND outcome = 'failed'",
    )
    .await;
    println!(
        "log-ins acknowledged {}, sessions {}, notices {}, WeChat messages {} (done {done}, unknown {unknown})",
        acknowledged.len(),
        sessions.len(),
        notices.len(),
        messages.len()
    );
    assert_eq!(failed, 0);
    assert_eq!(
        outside,
        done + unknown,
        "every message has an end that somebody can see"
    );
    assert!(
        unknown <= work::OUTSIDE_AT_ONCE as i64,
        "no more than were being sent"
    );
    let sent = messages.len() as i64;
    assert!(
        (done..=done + unknown).contains(&sent),
        "sent {sent}, done {done}, unknown {unknown}"
    );
}
