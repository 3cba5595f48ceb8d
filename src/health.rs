//! What operators ask: alive, ready, metrics.

use std::sync::OnceLock;

use actix_web::{HttpResponse, web};
use metrics_exporter_prometheus::{Matcher, PrometheusBuilder, PrometheusHandle};

use crate::court::Court;
use crate::kit::problem::{Problem, common};

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

async fn show_metrics() -> HttpResponse {
    let text = METRICS.get().and_then(Option::as_ref).map(|handle| {
        handle.run_upkeep();
        handle.render()
    });
    HttpResponse::Ok()
        .content_type("text/plain; version=0.0.4")
        .body(text.unwrap_or_default())
}
