//! `/sandbox/pay-sheet`: WeChat's pay sheet, with the order and two buttons; and WeChat Pay's keys for tests.

use actix_web::{HttpResponse, http::StatusCode, web};
use serde::Deserialize;
use serde_json::json;

use super::super::Sandbox;
use super::super::pay::KeyKind;
use super::authorize::{REFUSED, is_path_on_this_origin};
use super::words::Problem;
use super::{SameOrigin, asset, html};

const PAGE: &str = include_str!("pay.html");
const LONGEST: usize = 100;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Asked {
    prepay_id: String,
    redirect: String,
    #[serde(default)]
    #[serde(rename = "state")]
    _state: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sheet {
    prepay_id: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Decided {
    prepay_id: String,
    result: PayResult,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PayResult {
    Pay,
    Cancel,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NewKey {
    kind: KeyKind,
}

pub async fn show_page(asked: Option<web::Query<Asked>>) -> HttpResponse {
    let allowed = asked.is_some_and(|asked| {
        is_path_on_this_origin(&asked.redirect) && asked.prepay_id.len() <= LONGEST
    });
    if allowed {
        return html(PAGE);
    }
    let mut refused = html(REFUSED);
    *refused.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    refused
}

pub async fn show_script() -> HttpResponse {
    asset("text/javascript; charset=utf-8", include_str!("pay.js"))
}

/// What the sheet shows of the order.
pub async fn show_order(
    sandbox: web::Data<Sandbox>,
    asked: web::Query<Sheet>,
) -> Result<HttpResponse, Problem> {
    let order = sandbox
        .order_on_sheet(&asked.prepay_id)
        .ok_or_else(|| Problem::wrong("/prepay_id", "没有这笔订单，或支付页面已过期"))?;
    Ok(HttpResponse::Ok().json(json!({
        "description": order.description, "amount_fen": order.total, "state": order.state,
    })))
}

/// The payer's tap. `cancel` changes nothing, as in WeChat.
pub async fn decide(
    _: SameOrigin,
    sandbox: web::Data<Sandbox>,
    decided: web::Json<Decided>,
) -> Result<HttpResponse, Problem> {
    if decided.result == PayResult::Cancel {
        return Ok(HttpResponse::Ok().json(json!({"state": "NOTPAY"})));
    }
    let order = sandbox
        .pay_order(&decided.prepay_id)
        .map_err(|why| Problem::wrong("/prepay_id", why))?;
    Ok(HttpResponse::Ok().json(json!({"state": order.state})))
}

/// The keys WeChat Pay's stand-in has, and which it signs with.
pub async fn show_keys(sandbox: web::Data<Sandbox>) -> HttpResponse {
    HttpResponse::Ok().json(sandbox.pay_keys())
}

/// Rotation: a new certificate, or from now on the public key.
pub async fn add_key(
    _: SameOrigin,
    sandbox: web::Data<Sandbox>,
    asked: web::Json<NewKey>,
) -> Result<HttpResponse, Problem> {
    let key = sandbox
        .add_key(asked.kind)
        .map_err(|trouble| Problem::wrong("/kind", trouble.0))?;
    Ok(HttpResponse::Created().json(json!({
        "serial": key.serial, "kind": key.kind, "public_pem": key.public_pem,
    })))
}
