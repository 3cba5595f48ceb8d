//! What operators ask: alive, ready, metrics.

use std::sync::OnceLock;

use actix_web::{HttpResponse, web};
use metrics::gauge;
use metrics_exporter_prometheus::{Matcher, PrometheusBuilder, PrometheusHandle};
use sea_orm::DbErr;
use tokio::sync::Mutex;
use tokio::time::{Duration, Instant};

use crate::court::Court;
use crate::kit::outbox;
use crate::kit::problem::{Problem, common};
use crate::rooms::payment;

static METRICS: OnceLock<Option<PrometheusHandle>> = OnceLock::new();

/// One recorder a process; a second server in the same process (tests) shares it.
pub fn install_metrics() {
    METRICS.get_or_init(|| {
        let seconds = [
            0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0,
        ];
        PrometheusBuilder::new()
            .set_buckets_for_metric(Matcher::Suffix("_seconds".to_owned()), &seconds)
            .ok()
            .and_then(|builder| builder.install_recorder().ok())
    });
}

pub fn routes(config: &mut web::ServiceConfig) {
    config
        .route("/health/live", web::get().to(live))
        .route("/health/ready", web::get().to(ready))
        .route("/metrics", web::get().to(show_metrics));
}

async fn live() -> HttpResponse {
    HttpResponse::Ok()
        .content_type("text/plain; charset=utf-8")
        .body("alive\n")
}

/// Ready when database (with its schema) and cache answer; else 503 with the sentence that says which.
async fn ready(court: web::Data<Court>) -> Result<HttpResponse, Problem> {
    court.store.check().await?;
    court
        .cache
        .ping()
        .await
        .map_err(|_| Problem::new(&common::CACHE_AWAY))?;
    Ok(HttpResponse::Ok()
        .content_type("text/plain; charset=utf-8")
        .body("ready\n"))
}

/// When the gauges were last read: a scrape every second costs the database no more than one every 15.
static GAUGES_READ: Mutex<Option<Instant>> = Mutex::const_new(None);
const GAUGES_KEPT: Duration = Duration::from_secs(15);

/// Reads anew what only the database knows, if it was not read lately. A database that is away leaves the
/// gauges as they were: whoever watches needs the other numbers most just then.
async fn read_gauges(court: &Court) {
    let Ok(mut last) = GAUGES_READ.try_lock() else {
        return;
    };
    if last.is_some_and(|at| at.elapsed() < GAUGES_KEPT) {
        return;
    }
    *last = Some(Instant::now());
    let read = tokio::time::timeout(Duration::from_secs(2), set_gauges(court)).await;
    if !matches!(read, Ok(Ok(()))) {
        tracing::info!("the gauges could not be read");
    }
}

async fn set_gauges(court: &Court) -> Result<(), DbErr> {
    let db = court.store.db();
    let (waiting, dead) = outbox::counts(db).await?;
    gauge!("outbox_pending").set(waiting as f64);
    gauge!("outbox_dead_letters").set(dead as f64);
    // A court without a reconciliation has no age to show, rather than a wrong one.
    if let Some(at) = payment::last_reconciled(db).await? {
        let age = (court.now() - at).num_seconds().max(0);
        gauge!("reconciliation_age_seconds").set(age as f64);
    }
    Ok(())
}

async fn show_metrics(court: web::Data<Court>) -> HttpResponse {
    read_gauges(&court).await;
    let text = METRICS.get().and_then(Option::as_ref).map(|handle| {
        handle.run_upkeep();
        handle.render()
    });
    HttpResponse::Ok()
        .content_type("text/plain; version=0.0.4")
        .body(text.unwrap_or_default())
}
