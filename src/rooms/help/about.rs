//! `GET /api/v1/meta/about`: which court this is and what a client must know of it.

use actix_web::{get, web};
use chrono::{DateTime, FixedOffset};
use serde::Serialize;
use utoipa::ToSchema;

use crate::court::Court;
use crate::kit::clock::{shanghai, shanghai_day};
use crate::kit::settings::Mode;

#[derive(Serialize, ToSchema)]
#[schema(example = json!({"name": "示范互联网法院", "name_en": "Model Internet Court", "mode": "sandbox", "version": "0.1.0",
    "now": "2026-11-24T09:41:00+08:00", "time_zone": "Asia/Shanghai", "court_code": "京0491",
    "subscribe_templates": [{"name": "new_device", "template_id": "SANDBOX_TEMPLATE_NEW_DEVICE"}],
    "small_claims_base_annual_wage_yuan": null, "base_wage_source": null}))]
pub struct About {
    pub name: String,
    pub name_en: String,
    pub mode: Mode,
    pub version: &'static str,
    /// The court's clock.
    pub now: DateTime<FixedOffset>,
    pub time_zone: &'static str,
    pub court_code: String,
    /// Subscribe messages to ask for at a tap (three at most at once).
    pub subscribe_templates: Vec<Template>,
    /// CPL 165; null while the court has not set a verified figure.
    pub small_claims_base_annual_wage_yuan: Option<String>,
    pub base_wage_source: Option<String>,
}

#[derive(Serialize, ToSchema)]
pub struct Template {
    pub name: String,
    pub template_id: String,
}

/// Which court this is.
#[utoipa::path(operation_id = "get_about", tag = "help", responses((status = 200, description = "The court", body = About)))]
#[get("/api/v1/meta/about")]
pub async fn get_about(court: web::Data<Court>) -> web::Json<About> {
    let (settings, now) = (&court.settings, court.now());
    let wage = settings.base_wage_on(shanghai_day(now));
    web::Json(About {
        name: settings.court.name.clone(),
        name_en: settings.court.name_en.clone(),
        mode: settings.mode,
        version: env!("CARGO_PKG_VERSION"),
        now: now.with_timezone(&shanghai()),
        time_zone: "Asia/Shanghai",
        court_code: settings.court.code.clone(),
        subscribe_templates: settings
            .wechat
            .templates
            .iter()
            .map(|(name, id)| Template {
                name: name.clone(),
                template_id: id.clone(),
            })
            .collect(),
        small_claims_base_annual_wage_yuan: wage.map(|wage| wage.yuan.clone()),
        base_wage_source: wage.map(|wage| wage.source.clone()),
    })
}
