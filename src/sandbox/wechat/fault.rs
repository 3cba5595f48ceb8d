//! The troubles WeChat can have, met by the next calls in turn.

use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use actix_web::HttpResponse;
use actix_web::body::{BodySize, MessageBody};
use actix_web::http::header::ContentType;
use actix_web::web::{Bytes, Data};

use super::super::Sandbox;
use super::super::state::{Fault, FaultMode, Service};
use super::refusal;

/// Longer than any client of ours waits.
const SLOW: Duration = Duration::from_secs(30);

/// The trouble this call meets, as its answer; `None` lets it through (late, under `slow`).
pub async fn meet(sandbox: &Data<Sandbox>) -> Option<HttpResponse> {
    let met = take(&mut sandbox.world().state.fault)?;
    answer(sandbox, met).await
}

/// The same for another service.
pub async fn meet_at(sandbox: &Data<Sandbox>, service: Service) -> Option<HttpResponse> {
    let met = take(sandbox.world().state.faults_of.get_mut(&service)?)?;
    answer(sandbox, met).await
}

async fn answer(sandbox: &Data<Sandbox>, met: Fault) -> Option<HttpResponse> {
    tracing::info!(mode = ?met.mode, left = met.remaining, "a call meets the fault that was set");
    match met.mode {
        FaultMode::None | FaultMode::TokenKilled => None,
        FaultMode::Slow => {
            actix_web::rt::time::sleep(SLOW).await;
            None
        }
        FaultMode::Busy => {
            let busy = sandbox.say(&refusal(-1, "system error"));
            Some(HttpResponse::Ok().json(busy))
        }
        FaultMode::Broken if met.remaining % 2 == 1 => Some(cut_off()),
        FaultMode::Broken => Some(bad_gateway()),
        FaultMode::Html => Some(
            HttpResponse::Ok()
                .content_type(ContentType::html())
                .body("<!doctype html><title>提示</title><p>网络认证：请先登录</p>"),
        ),
    }
}

/// The fault as it was when the call met it. A killed token is met by the calls that bring one, in `kills_token`.
fn take(fault: &mut Fault) -> Option<Fault> {
    let met = *fault;
    if matches!(met.mode, FaultMode::None | FaultMode::TokenKilled) {
        return None;
    }
    fault.take();
    Some(met)
}

pub fn kills_token(fault: &mut Fault) -> bool {
    let kills = fault.mode == FaultMode::TokenKilled;
    if kills {
        fault.take();
    }
    kills
}

fn bad_gateway() -> HttpResponse {
    HttpResponse::BadGateway()
        .content_type(ContentType::html())
        .body("<html><head><title>502 Bad Gateway</title></head><body><center><h1>502 Bad Gateway</h1></center></body></html>")
}

/// Promises 512 bytes, gives a few, and the connection is gone.
fn cut_off() -> HttpResponse {
    HttpResponse::Ok()
        .content_type(ContentType::json())
        .body(CutOff { begun: false })
}

struct CutOff {
    begun: bool,
}

impl MessageBody for CutOff {
    type Error = std::io::Error;

    fn size(&self) -> BodySize {
        BodySize::Sized(512)
    }

    fn poll_next(
        mut self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<Bytes, Self::Error>>> {
        if self.begun {
            return Poll::Ready(Some(Err(std::io::ErrorKind::ConnectionReset.into())));
        }
        self.begun = true;
        Poll::Ready(Some(Ok(Bytes::from_static(b"{\"errc"))))
    }
}
