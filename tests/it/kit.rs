//! What every room leans on, seen from outside: limits, the signed log, headers, the API description.

use std::collections::BTreeSet;

use micro_court::kit::seal::{self, Verdict};
use micro_court::rooms::staff::Role;
use micro_court::work;
use sea_orm::ConnectionTrait;
use serde_json::{Value, json};

use crate::court::{Court, token, until};

#[tokio::test]
async fn a_flood_of_log_ins_meets_a_limit() {
    let court = Court::start_with(&[("limits.enabled", "true"), ("limits.log_in", "5")]).await;
    let mut statuses = BTreeSet::new();
    for _ in 0..8 {
        let answer = court
            .call(
                "POST",
                "/api/v1/auth/wechat",
                None,
                Some(json!({"code": "nonsense"})),
            )
            .await;
        if answer.status == 429 {
            answer.is(429, "rate.too_many");
            assert!(
                answer
                    .header("retry-after")
                    .parse::<u32>()
                    .is_ok_and(|s| (1..=60).contains(&s))
            );
        }
        statuses.insert(answer.status.as_u16());
    }
    assert_eq!(statuses, BTreeSet::from([422, 429]));
    assert_eq!(
        court.call("GET", "/health/live", None, None).await.status,
        200
    );
    court.stop().await;
}

#[tokio::test]
async fn a_person_has_a_limit_of_their_own() {
    let court = Court::start_with(&[("limits.enabled", "true"), ("limits.person", "3")]).await;
    let (one, two) = (court.log_in(0).await, court.log_in(1).await);
    for _ in 0..3 {
        court.get("/api/v1/me", token(&one)).await.ok();
    }
    court
        .get("/api/v1/me", token(&one))
        .await
        .is(429, "rate.too_many");
    court.get("/api/v1/me", token(&two)).await.ok();
    court.stop().await;
}

#[tokio::test]
async fn acts_are_sealed_and_a_change_is_found() {
    let court = Court::start_with(&[("server.worker", "false")]).await;
    for n in 0..3 {
        court.log_in_on(0, &format!("device{n}")).await;
    }
    let running = &court.running.court;
    work::seal_log(running).await.expect("seal");
    court.log_in(1).await;
    work::seal_log(running).await.expect("seal");
    let db = running.store.db();
    assert_eq!(
        seal::verify(db).await.expect("verify"),
        Verdict::Sound { leaves: 4 }
    );
    db.execute_unprepared("UPDATE audit_entries SET act = 'identity.never' WHERE sealed_as = 1")
        .await
        .expect("tamper");
    assert!(matches!(
        seal::verify(db).await.expect("verify"),
        Verdict::Broken(_)
    ));
    court.stop().await;
}

#[tokio::test]
async fn two_sequencers_make_one_log() {
    let court = Court::start_with(&[("server.worker", "false")]).await;
    for n in 0..6 {
        court.log_in_on(0, &format!("device{n}")).await;
    }
    let running = &court.running.court;
    let seal_as = async |holder: &'static str| {
        let tx = running.store.write().await.expect("tx");
        let sealed = seal::seal_once(&tx, &running.sealer, holder, running.now())
            .await
            .expect("seal");
        tx.commit().await.expect("commit");
        sealed
    };
    let (one, two) = tokio::join!(seal_as("one"), seal_as("two"));
    assert_eq!(one + two, 6, "one of them sealed all");
    assert_eq!(
        seal::verify(running.store.db()).await.expect("verify"),
        Verdict::Sound { leaves: 6 }
    );
    court.stop().await;
}

#[tokio::test]
async fn every_answer_carries_the_safety_headers() {
    let court = Court::start().await;
    let session = court.log_in(0).await;
    for path in ["/api/v1/me", "/", "/docs/", "/sandbox", "/nowhere"] {
        let answer = court.get(path, token(&session)).await;
        for (name, value) in [
            ("x-content-type-options", "nosniff"),
            ("x-frame-options", "DENY"),
            ("referrer-policy", "no-referrer"),
        ] {
            assert_eq!(answer.header(name), value, "{path}");
        }
        let csp = answer.header("content-security-policy");
        assert!(
            csp.contains("script-src 'self';") && csp.contains("frame-ancestors 'none'"),
            "{path}: {csp}"
        );
        assert!(
            answer.header("access-control-allow-origin").is_empty(),
            "{path}"
        );
    }
    assert_eq!(
        court
            .get("/api/v1/me", token(&session))
            .await
            .header("cache-control"),
        "no-store"
    );
    court.stop().await;
}

#[tokio::test]
async fn wrong_addresses_and_methods_are_problems() {
    let court = Court::start().await;
    court
        .call("GET", "/api/v1/nowhere", None, None)
        .await
        .is(404, "request.no_such_address");
    let answer = court.call("DELETE", "/api/v1/me", None, None).await;
    answer.is(405, "request.method_not_allowed");
    assert_eq!(answer.header("allow"), "GET");
    assert_eq!(
        court
            .call("PATCH", "/api/v1/me/devices/x", None, None)
            .await
            .header("allow"),
        "DELETE"
    );
    court
        .call("GET", "//api/v1/me", None, None)
        .await
        .is(404, "request.no_such_address");
    let head = court.call("HEAD", "/api/v1/meta/about", None, None).await;
    assert_eq!((head.status.as_u16(), head.text.as_str()), (200, ""));
    let root = court.call("GET", "/", None, None).await;
    assert!(
        root.text.contains("npm run build:h5"),
        "says how to build: {}",
        root.text
    );
    court.stop().await;
}

/// A sender that stops in the middle of its body does not hold a connection for ever.
#[tokio::test]
async fn attack_a_body_that_never_ends_is_given_up() {
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    let court = Court::start().await;
    let mut wire = tokio::net::TcpStream::connect(court.running.address)
        .await
        .expect("connect");
    let half = b"POST /api/v1/auth/wechat HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 50\r\n\r\n{\"co";
    wire.write_all(half).await.expect("send");
    let mut answer = vec![0; 4096];
    let read =
        tokio::time::timeout(std::time::Duration::from_secs(25), wire.read(&mut answer)).await;
    let read = read.expect("an answer in time").expect("read");
    let text = String::from_utf8_lossy(&answer[..read]).into_owned();
    assert!(
        text.starts_with("HTTP/1.1 408") && text.contains("request.too_slow"),
        "{text}"
    );
    court.stop().await;
}

#[tokio::test]
async fn documents_work_without_the_network() {
    let court = Court::start().await;
    for path in [
        "/docs",
        "/docs/",
        "/docs/errors",
        "/openapi.json",
        "/docs/swagger-initializer.js",
    ] {
        let answer = court.call("GET", path, None, None).await;
        assert_eq!(answer.status, 200, "{path}");
        assert!(!answer.text.contains("cdn."), "{path}");
    }
    court.stop().await;
}

#[test]
fn the_api_description_in_the_repository_is_the_present_one() {
    let kept = std::fs::read_to_string("openapi.json").expect("openapi.json");
    assert!(
        kept == *micro_court::app::OPENAPI,
        "openapi.json has drifted: run `cargo run -- openapi > openapi.json`"
    );
}

#[test]
fn every_operation_is_described_whole() {
    let document: Value = serde_json::from_str(&micro_court::app::OPENAPI).expect("json");
    let mut ids = BTreeSet::new();
    for (path, item) in document["paths"].as_object().expect("paths") {
        for (method, operation) in item.as_object().expect("item") {
            let at = format!("{method} {path}");
            let id = operation["operationId"].as_str().expect("operationId");
            assert!(
                id.contains('_') && id.chars().all(|c| c.is_ascii_lowercase() || c == '_'),
                "{at}: {id} is not verb_noun"
            );
            assert!(ids.insert(id.to_owned()), "{id} twice");
            assert_eq!(operation["tags"].as_array().map(Vec::len), Some(1), "{at}");
            assert!(
                operation.get("x-unknown-error-code").is_none(),
                "{at} names the unknown code {}",
                operation["x-unknown-error-code"]
            );
            assert!(
                operation["responses"].get("429").is_some()
                    && operation["responses"].get("503").is_some(),
                "{at}"
            );
            assert!(
                operation["summary"].is_string() || operation["description"].is_string(),
                "{at} says nothing of itself"
            );
        }
    }
}

/// Logs of a whole run hold no personal data (wishes.md, practices).
#[tokio::test]
async fn metrics_and_routes_name_patterns_not_people() {
    let court = Court::start().await;
    let session = court.log_in(0).await;
    court
        .call(
            "DELETE",
            "/api/v1/me/devices/0193a1f0-7c1e-7000-8000-000000000001",
            Some(token(&session)),
            None,
        )
        .await;
    let text = court.call("GET", "/metrics", None, None).await.text;
    assert!(
        text.contains("http_requests_total") && text.contains("/api/v1/me/devices/{id}"),
        "{text}"
    );
    assert!(!text.contains("0193a1f0-7c1e"), "{text}");
    court.stop().await;
}

/// What an operator must see without a look at the desk: messages that wait, and those that never arrived.
#[tokio::test]
async fn metrics_tell_of_the_outbox() {
    let court = Court::start_with(&[("server.worker", "false")]).await;
    // Told of a new device; without a worker the message waits.
    court.log_in(0).await;
    let text = court.call("GET", "/metrics", None, None).await.text;
    let gauge = |name: &str| {
        let line = text
            .lines()
            .find(|line| line.starts_with(&format!("{name} ")));
        line.and_then(|line| line.rsplit(' ').next()?.parse::<f64>().ok())
    };
    assert!(gauge("outbox_pending").is_some_and(|n| n >= 1.0), "{text}");
    assert_eq!(gauge("outbox_dead_letters"), Some(0.0), "{text}");
    // Nothing was ever reconciled here: no age is better than a wrong one.
    assert_eq!(gauge("reconciliation_age_seconds"), None, "{text}");
    court.stop().await;
}

/// A wrong value in the address is named like any other wrong input.
#[tokio::test]
async fn a_wrong_query_value_is_named() {
    let court = Court::start().await;
    let session = court.log_in(0).await;
    let clerk = crate::plaintiff::at_desk(&court, "chenjing", Role::FilingClerk).await;
    for (path, pointer, code) in [
        (
            "/fee-notices?filing_id=x",
            "/filing_id",
            "request.query_invalid",
        ),
        ("/filings?state=nope", "/state", "request.query_invalid"),
        ("/filings?page=2", "/page", "request.query_invalid"),
        ("/cases?state=zz", "/state", "cases.state_unknown"),
        ("/notices?after=x", "/after", "page.cursor_invalid"),
        ("/notices?limit=0", "/limit", "request.query_invalid"),
        (
            "/desk/filings?state=nope",
            "/state",
            "request.query_invalid",
        ),
        (
            "/desk/video-reviews?state=nope",
            "/state",
            "request.query_invalid",
        ),
    ] {
        let access = match path.starts_with("/desk") {
            true => clerk.as_str(),
            false => token(&session),
        };
        let answer = court.get(&format!("/api/v1{path}"), access).await;
        answer.is(422, code);
        let faults = answer.json["errors"].as_array().expect("errors");
        assert_eq!(faults.len(), 1, "{path}: {}", answer.text);
        assert_eq!(faults[0]["pointer"], pointer, "{path}");
        assert!(faults[0]["detail"].is_string());
    }
    court.stop().await;
}

fn statements(metrics: &str) -> u64 {
    metrics
        .lines()
        .filter(|line| line.starts_with("database_statements_total"))
        .filter_map(|line| line.rsplit(' ').next()?.parse::<u64>().ok())
        .sum()
}

/// The bound: `GET /api/v1/me` costs at most 2 round trips to the database.
#[tokio::test]
async fn asking_who_i_am_costs_two_round_trips() {
    let court = Court::start_with(&[("server.worker", "false")]).await;
    let session = court.log_in(0).await;
    let count = async || statements(&court.call("GET", "/metrics", None, None).await.text);
    // The house's own look at the database can fall into a round; it only ever adds.
    let mut rounds = Vec::new();
    for _ in 0..5 {
        let before = count().await;
        for _ in 0..10 {
            court.get("/api/v1/me", token(&session)).await.ok();
        }
        rounds.push(count().await - before);
    }
    assert_eq!(rounds.iter().min(), Some(&20), "{rounds:?}");
    court.stop().await;
}

/// SQLite's own "full": the step is not saved, the person is told, and it works again with room.
#[tokio::test]
async fn a_full_disk_is_told_and_nothing_is_half_done() {
    if crate::court::on_postgres() {
        // PostgreSQL's disk_full (53100) takes the same way; filling its disk is not for a shared machine.
        return;
    }
    let court = Court::start_with(&[
        ("database.max_connections", "1"),
        ("server.worker", "false"),
    ])
    .await;
    let session = court.log_in(0).await;
    let db = court.running.court.store.db();
    db.execute_unprepared("PRAGMA max_page_count = 1")
        .await
        .expect("pragma");
    let mut full = None;
    for n in 0..400 {
        let code = court.code_of(0, "login").await;
        let answer = court
            .call_with(
                "POST",
                "/api/v1/auth/wechat",
                None,
                Some(json!({ "code": code })),
                &[("X-Device-Name", &format!("d{n}"))],
            )
            .await;
        if !answer.status.is_success() {
            full = Some(answer);
            break;
        }
    }
    full.expect("the disk fills up").is(503, "storage.full");
    court.get("/api/v1/me", token(&session)).await.ok();
    db.execute_unprepared("PRAGMA max_page_count = 1000000")
        .await
        .expect("pragma");
    court.log_in(0).await;
    court.stop().await;
}

#[tokio::test]
async fn a_holiday_notice_is_loaded_without_a_release() {
    let court = Court::start().await;
    let ask = async || {
        let body = json!({"trigger_date": "2027-01-20", "length": 15, "unit": "day"});
        court
            .call("POST", "/api/v1/tools/deadline", None, Some(body))
            .await
            .ok()
    };
    let before = ask().await;
    assert_eq!(
        (before["provisional"].as_bool(), before["deadline"].as_str()),
        (Some(true), Some("2027-02-04"))
    );
    // Invented days: the real notice was not out when this was written.
    let notice = json!({"years": {"2027": {"status": "published", "off_days": [
        {"date": "2027-02-04", "name": "春节"}, {"date": "2027-02-05", "name": "春节"}], "makeup_workdays": []}}});
    micro_court::rooms::help::load_holidays(&court.running.court, &notice.to_string())
        .await
        .expect("load");
    let after = ask().await;
    assert_eq!(
        (after["provisional"].as_bool(), after["deadline"].as_str()),
        (Some(false), Some("2027-02-08"))
    );
    let wrong = json!({"years": {"2027": {"status": "published", "off_days": [{"date": "2028-01-01", "name": "x"}], "makeup_workdays": []}}});
    let error = micro_court::rooms::help::load_holidays(&court.running.court, &wrong.to_string())
        .await
        .expect_err("refused");
    assert!(error.to_string().contains("another year"), "{error}");
    court.stop().await;
}

#[tokio::test]
async fn the_worker_tries_again_what_failed() {
    let court = Court::start_with(&[("server.worker", "false")]).await;
    let session = court.log_in_on(0, "one").await;
    let running = &court.running.court;
    while work::deliver_next(running, false).await.expect("step") {}
    let agreed = json!({"kind": "wechat_messages", "given": true, "version": "2026-11-24"});
    court
        .post("/api/v1/me/consents", token(&session), agreed)
        .await
        .ok();
    let openid = court.sandbox().await["people"][0]["openid"].clone();
    let template = court.template("new_device").await;
    court
        .call(
            "POST",
            "/sandbox/subscriptions",
            None,
            Some(json!({"openid": openid, "template_id": template, "count": 1})),
        )
        .await
        .ok();
    court
        .post(
            "/api/v1/me/subscriptions",
            token(&session),
            json!({"results": {&template: "accept"}}),
        )
        .await
        .ok();
    court.log_in_on(0, "two").await;
    while work::deliver_next(running, false).await.expect("step") {}
    court.fault("busy", 1).await;
    assert!(work::deliver_next(running, true).await.expect("step"));
    assert!(
        !work::deliver_next(running, true).await.expect("step"),
        "not before its time"
    );
    court.advance(3).await;
    until("the message", || async {
        work::deliver_next(running, true).await.expect("step");
        let count = court.sandbox().await["messages"]
            .as_array()
            .map_or(0, Vec::len);
        (count == 1, count)
    })
    .await;
    court.stop().await;
}
