//! Around every request: an id, one log line without personal data, metrics, security headers, limits
//! by address, and problems written in the caller's language.

use std::net::IpAddr;
use std::time::Instant;

use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue,
};
use actix_web::http::{Method, StatusCode};
use actix_web::middleware::Next;
use actix_web::{Error, HttpMessage, web};
use metrics::{counter, histogram};
use uuid::Uuid;

use super::i18n::Lang;
use super::ids::new_id;
use super::problem::{Problem, common};
use super::rate::Limits;

/// The id of the request at hand; stands in the log, the answer's header and every problem.
#[derive(Clone, Copy, Debug)]
pub struct RequestId(pub Uuid);

/// Proxies whose `X-Forwarded-For` is believed.
#[derive(Clone, Debug)]
pub struct TrustedProxies(pub Vec<IpAddr>);

const CSP: &str = "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; media-src 'self' blob:; \
    font-src 'self' data:; connect-src 'self'; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

/// The outermost middleware.
pub async fn around(
    mut req: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    let started = Instant::now();
    let id = new_id();
    let lang = Lang::of_headers(req.headers());
    let method = req.method().clone();
    // HEAD is GET without the body (RFC 9110 9.3.2); the connection leaves the body out by itself.
    if method == Method::HEAD {
        req.head_mut().method = Method::GET;
    }
    req.extensions_mut().insert(RequestId(id));
    let secret_answer = is_personal(req.path());

    let answer = match limit(&req).await {
        Ok(()) => next.call(req).await?.map_into_boxed_body(),
        Err(problem) => req.error_response(problem),
    };
    let mut answer = in_words(answer, lang, id);
    set_headers(answer.headers_mut(), id, secret_answer);
    observe(&answer, method.as_str(), started, id);
    Ok(answer)
}

async fn limit(req: &ServiceRequest) -> Result<(), Problem> {
    // Health and metrics belong to the operator, who must see most when all others see least.
    if req.path().starts_with("/health/") || req.path() == "/metrics" {
        return Ok(());
    }
    let Some(limits) = req.app_data::<web::Data<Limits>>() else {
        return Ok(());
    };
    match address_of(req) {
        Some(address) => limits.address(address, req.path()).await,
        None => Ok(()),
    }
}

/// The caller's address; behind a trusted proxy, the last one that the proxy did not add itself.
fn address_of(req: &ServiceRequest) -> Option<IpAddr> {
    let peer = req.peer_addr()?.ip();
    let Some(TrustedProxies(trusted)) = req.app_data::<TrustedProxies>() else {
        return Some(peer);
    };
    if !trusted.contains(&peer) {
        return Some(peer);
    }
    let forwarded = req
        .headers()
        .get("X-Forwarded-For")
        .and_then(|value| value.to_str().ok())
        .unwrap_or("");
    forwarded
        .rsplit(',')
        .filter_map(|part| part.trim().parse::<IpAddr>().ok())
        .find(|address| !trusted.contains(address))
        .or(Some(peer))
}

/// Answers under the API are one person's own, unless they are the same for everyone.
fn is_personal(path: &str) -> bool {
    path.starts_with("/api/")
        && !path.starts_with("/api/v1/meta/")
        && !path.starts_with("/api/v1/legal/")
}

/// Writes a problem in the caller's language. Errors of the framework become problems here too.
fn in_words(answer: ServiceResponse<BoxBody>, lang: Lang, id: Uuid) -> ServiceResponse<BoxBody> {
    let status = answer.status();
    if !status.is_client_error() && !status.is_server_error() {
        return answer;
    }
    let written = match answer.response().error() {
        Some(error) => match error.as_error::<Problem>() {
            Some(problem) => {
                log_problem(problem, id);
                problem.response(lang, &id.to_string())
            }
            None => framework_problem(status).response(lang, &id.to_string()),
        },
        // A bare status, such as that of a file that is not there.
        None if !answer.headers().contains_key(CONTENT_TYPE) => {
            framework_problem(status).response(lang, &id.to_string())
        }
        None => return answer,
    };
    answer.into_response(written)
}

fn framework_problem(status: StatusCode) -> Problem {
    Problem::new(match status {
        StatusCode::NOT_FOUND => &common::NO_SUCH_ADDRESS,
        StatusCode::METHOD_NOT_ALLOWED => &common::METHOD,
        StatusCode::PAYLOAD_TOO_LARGE => &common::TOO_LARGE,
        status if status.is_server_error() => &common::INTERNAL,
        _ => &common::BAD_HTTP,
    })
}

fn log_problem(problem: &Problem, id: Uuid) {
    match problem.kind.status {
        500 => {
            tracing::error!(request_id = %id, code = problem.kind.code, cause = problem.cause, "failed")
        }
        503 => {
            tracing::warn!(request_id = %id, code = problem.kind.code, cause = problem.cause, "not available")
        }
        _ => {
            tracing::debug!(request_id = %id, code = problem.kind.code, cause = problem.cause, "refused")
        }
    }
}

fn set_headers(headers: &mut HeaderMap, id: Uuid, personal: bool) {
    let mut set = |name: &'static str, value: &str| {
        if let Ok(value) = HeaderValue::from_str(value) {
            headers.insert(HeaderName::from_static(name), value);
        }
    };
    set("x-request-id", &id.to_string());
    set("x-content-type-options", "nosniff");
    set("referrer-policy", "no-referrer");
    set("x-frame-options", "DENY");
    set("cross-origin-opener-policy", "same-origin");
    set("cross-origin-resource-policy", "same-origin");
    set("permissions-policy", "geolocation=(), payment=(), usb=()");
    set("strict-transport-security", "max-age=31536000");
    // A file of somebody's says for itself that nothing in it may run.
    if !headers.contains_key(CONTENT_SECURITY_POLICY) {
        headers.insert(CONTENT_SECURITY_POLICY, HeaderValue::from_static(CSP));
    }
    let kept_from_caches = headers
        .get(CACHE_CONTROL)
        .is_some_and(|value| value.as_bytes().ends_with(b"no-store"));
    if personal && !kept_from_caches {
        headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
}

/// Route patterns, not paths: neither log nor metrics learn whose case was read.
fn observe(answer: &ServiceResponse<BoxBody>, method: &str, started: Instant, id: Uuid) {
    let route = answer
        .request()
        .match_pattern()
        .unwrap_or_else(|| "unmatched".to_owned());
    let status = answer.status().as_u16();
    let took = started.elapsed();
    counter!("http_requests_total", "method" => method.to_owned(), "route" => route.clone(), "status" => status.to_string()).increment(1);
    histogram!("http_request_seconds", "route" => route.clone()).record(took.as_secs_f64());
    tracing::info!(request_id = %id, method, route, status, took_us = took.as_micros() as u64, "request");
}
