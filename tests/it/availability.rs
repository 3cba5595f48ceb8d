//! Database and cache that are away: at start, and later. A sentence, 503, and recovery by itself.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use serde_json::json;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;

use crate::court::{Court, Place, on_postgres, pg_url, redis_url, token, until};

/// A wire to a service that can be cut and mended.
struct Wire {
    port: u16,
    up: Arc<AtomicBool>,
    cut: watch::Sender<u32>,
}

impl Wire {
    async fn to(target: String, up: bool) -> Wire {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("port");
        let port = listener.local_addr().expect("address").port();
        let up = Arc::new(AtomicBool::new(up));
        let (cut, cuts) = watch::channel(0);
        let carrying = up.clone();
        tokio::spawn(async move {
            while let Ok((mut near, _)) = listener.accept().await {
                if !carrying.load(Ordering::SeqCst) {
                    continue;
                }
                let (target, mut cuts) = (target.clone(), cuts.clone());
                // Cuts before this connection are none of its business.
                cuts.mark_unchanged();
                tokio::spawn(async move {
                    let Ok(mut far) = TcpStream::connect(target).await else {
                        return;
                    };
                    tokio::select! {
                        _ = tokio::io::copy_bidirectional(&mut near, &mut far) => {}
                        _ = cuts.changed() => {}
                    }
                });
            }
        });
        Wire { port, up, cut }
    }

    fn cut(&self) {
        self.up.store(false, Ordering::SeqCst);
        self.cut.send_modify(|count| *count += 1);
    }

    fn mend(&self) {
        self.up.store(true, Ordering::SeqCst);
    }
}

fn host_of(url: &str) -> String {
    let rest = url.split("://").nth(1).unwrap_or("");
    rest.rsplit('@')
        .next()
        .unwrap_or("")
        .split('/')
        .next()
        .unwrap_or("")
        .to_owned()
}

/// Replaces the host of a setting by the wire's.
fn through(place: &mut Place, setting: &str, host: &str, wire: &Wire) {
    for (name, value) in &mut place.env {
        if name == setting {
            *value = value.replace(host, &format!("127.0.0.1:{}", wire.port));
        }
    }
}

async fn ready(court: &Court, status: u16) {
    until(&format!("ready to answer {status}"), || async {
        let answer = court.call("GET", "/health/ready", None, None).await;
        (answer.status == status, answer.text)
    })
    .await;
}

#[tokio::test]
async fn a_database_that_is_away_is_told_and_comes_back() {
    if !on_postgres() {
        return;
    }
    let folder = tempfile::tempdir().expect("folder");
    let mut place = Place::postgres(folder.path()).await;
    let host = host_of(&pg_url());
    let wire = Wire::to(host.clone(), false).await;
    through(&mut place, "database.url", &host, &wire);
    let court = Court::start_at(place, folder, &[]).await;

    let answer = court.call("GET", "/health/ready", None, None).await;
    answer.is(503, "database.unavailable");
    assert!(answer.header("retry-after").parse::<u32>().is_ok());
    assert_eq!(
        court.call("GET", "/health/live", None, None).await.status,
        200
    );
    let code = court.code_of(0, "login").await;
    court
        .call(
            "POST",
            "/api/v1/auth/wechat",
            None,
            Some(json!({ "code": code })),
        )
        .await
        .is(503, "database.unavailable");

    wire.mend();
    ready(&court, 200).await;
    let session = court.log_in(0).await;
    wire.cut();
    court
        .get("/api/v1/me", token(&session))
        .await
        .is(503, "database.unavailable");
    wire.mend();
    ready(&court, 200).await;
    court.get("/api/v1/me", token(&session)).await.ok();
    court.stop().await;
}

#[tokio::test]
async fn a_cache_that_is_away_is_told_and_comes_back() {
    if !on_postgres() {
        return;
    }
    let folder = tempfile::tempdir().expect("folder");
    let mut place = Place::postgres(folder.path()).await;
    let host = host_of(&redis_url());
    let wire = Wire::to(host.clone(), false).await;
    through(&mut place, "redis.url", &host, &wire);
    let court = Court::start_at(place, folder, &[("limits.enabled", "true")]).await;

    let answer = court.call("GET", "/health/ready", None, None).await;
    answer.is(503, "cache.unavailable");
    // Logging in and reading go on: each process counts its limits by itself.
    let session = court.log_in(0).await;
    court.get("/api/v1/me", token(&session)).await.ok();
    // What needs the shared token or a shared lock says so.
    let code = court.code_of(0, "phone").await;
    court
        .post("/api/v1/me/phone", token(&session), json!({ "code": code }))
        .await
        .is(503, "cache.unavailable");

    wire.mend();
    ready(&court, 200).await;
    let code = court.code_of(0, "phone").await;
    court
        .post("/api/v1/me/phone", token(&session), json!({ "code": code }))
        .await
        .ok();
    wire.cut();
    ready(&court, 503).await;
    wire.mend();
    ready(&court, 200).await;
    court.stop().await;
}
