//! `/sandbox/face-check`: what WeChat's own page does on a real phone, with buttons in the place of a camera.

use actix_web::{HttpResponse, http::StatusCode, web};
use serde::Deserialize;
use serde_json::json;

use super::super::Sandbox;
use super::super::state::{Event, FaceResult};
use super::authorize::{REFUSED, is_path_on_this_origin};
use super::words::Problem;
use super::{SameOrigin, asset, html};

const PAGE: &str = include_str!("face.html");

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Asked {
    verify_id: String,
    redirect: String,
    #[serde(default)]
    #[serde(rename = "state")]
    _state: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Decided {
    verify_id: String,
    result: FaceResult,
}

pub async fn show_page(asked: Option<web::Query<Asked>>) -> HttpResponse {
    let allowed = asked.is_some_and(|asked| {
        is_path_on_this_origin(&asked.redirect) && asked.verify_id.len() <= 256
    });
    if allowed {
        return html(PAGE);
    }
    let mut refused = html(REFUSED);
    *refused.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    refused
}

pub async fn show_script() -> HttpResponse {
    asset("text/javascript; charset=utf-8", include_str!("face.js"))
}

/// What came of it. Once: a check that has its result keeps it.
pub async fn decide(
    _: SameOrigin,
    sandbox: web::Data<Sandbox>,
    decided: web::Json<Decided>,
) -> Result<HttpResponse, Problem> {
    let mut world = sandbox.world();
    match world.state.face_checks.get(&decided.verify_id) {
        None => {
            return Err(Problem::wrong(
                "/verify_id",
                "没有这次刷脸，请回到小程序重新开始",
            ));
        }
        Some(check) if check.result != FaceResult::Waiting => {
            return Err(Problem::wrong(
                "/verify_id",
                "这次刷脸已经做过了，请回到小程序",
            ));
        }
        Some(_) => {}
    }
    if decided.result == FaceResult::Waiting {
        return Err(Problem::wrong("/result", "请选 pass、fail 或 cancel"));
    }
    world.record(Event::FaceDecided {
        verify_id: decided.verify_id.clone(),
        result: decided.result,
    });
    Ok(HttpResponse::Ok().json(json!({"result": decided.result})))
}
