//! `POST /api/v1/tools/service-date`: when a document was served electronically (OLR 29-32; CPL 90).

use actix_web::{post, web};
use chrono::{DateTime, FixedOffset, NaiveDate};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;

use super::asked::Asked;
use super::{refused, say};
use crate::kit::i18n::Lang;
use crate::kit::json::Json;
use crate::kit::problem::Problem;
use crate::law::service_of_documents::{
    AddressSource, Channel, Consent, Document, Mode, Question, basis,
};

/// A document, the person's consent and the attempts to serve it. Left out and null are the same.
#[derive(Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"document": "procedural", "consent": "express", "covers_decisions": true, "attempts": [{"id": "平台第一次",
    "channel": "platform", "address_source": "confirmed", "sent_at": "2026-03-02T09:15:00+08:00", "delivery": "succeeded",
    "arrived_at": "2026-03-02T09:15:04+08:00", "feedback": "none"}]}))]
pub struct ServiceDateQuestion {
    pub document: Document,
    pub consent: Consent,
    /// The person was told and agreed that judgments, rulings and mediation statements may come electronically.
    pub covers_decisions: bool,
    #[schema(min_items = 1, max_items = 20)]
    pub attempts: Vec<ServiceAttempt>,
}

/// One attempt. `arrived_at` is there exactly when `delivery` is `succeeded`, `feedback_at` exactly when
/// there is feedback, `rebuttal_proved` exactly when there is a rebuttal.
#[derive(Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ServiceAttempt {
    /// Different for each attempt.
    #[schema(min_length = 1, max_length = 40)]
    pub id: String,
    pub channel: Channel,
    pub address_source: AddressSource,
    /// False only with `found_by_court`: not the person's own. Default true.
    pub own_address: Option<bool>,
    #[schema(schema_with = super::schemas::moment)]
    pub sent_at: String,
    pub delivery: DeliveryReport,
    #[schema(format = DateTime)]
    pub arrived_at: Option<String>,
    pub feedback: FeedbackReport,
    #[schema(format = DateTime)]
    pub feedback_at: Option<String>,
    pub rebuttal: Option<RebuttalGround>,
    pub rebuttal_proved: Option<bool>,
    /// Only with `arrival_differs`; null when it is proved that nothing arrived.
    #[schema(format = DateTime)]
    pub proved_arrived_at: Option<String>,
}

#[derive(Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum DeliveryReport {
    Succeeded,
    Failed,
    Unknown,
}

#[derive(Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum FeedbackReport {
    None,
    Replied,
    Acted,
    Read,
    OtherProof,
}

#[derive(Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum RebuttalGround {
    None,
    ArrivalDiffers,
    SystemError,
    NotOwnAddress,
    NotReadBySelf,
}

#[derive(Serialize, ToSchema)]
#[schema(example = json!({"served": true, "served_on": "2026-03-02", "served_at": "2026-03-02T09:15:04+08:00", "mode": "arrival",
    "attempt_id": "平台第一次", "basis": "到达受送达人提供或者确认的地址所在系统即为送达，以最先到达为准（《人民法院在线诉讼规则》第三十一条第一款）。"}))]
pub struct ServiceDateAnswer {
    pub served: bool,
    /// The day of service in Shanghai: the trigger day of what it starts.
    pub served_on: Option<NaiveDate>,
    pub served_at: Option<DateTime<FixedOffset>>,
    pub mode: ServiceMode,
    /// The attempt that served.
    pub attempt_id: Option<String>,
    pub basis: String,
}

/// The ground of service.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ServiceMode {
    Arrival,
    ReplyOrAct,
    PresumedRead,
    None,
}

impl From<Mode> for ServiceMode {
    fn from(mode: Mode) -> Self {
        match mode {
            Mode::Arrival => Self::Arrival,
            Mode::ReplyOrAct => Self::ReplyOrAct,
            Mode::PresumedRead => Self::PresumedRead,
        }
    }
}

/// Decides when a document was served, and by which attempt.
#[utoipa::path(operation_id = "decide_service_date", tag = "help", request_body = ServiceDateQuestion,
    responses((status = 200, description = "Served or not", body = ServiceDateAnswer)),
    extensions(("x-function" = json!("tools"))))]
#[post("/api/v1/tools/service-date")]
pub async fn decide_service_date(
    lang: Lang,
    body: Json<Asked>,
) -> Result<web::Json<ServiceDateAnswer>, Problem> {
    answer(&body.value.0, lang).map(web::Json)
}

pub(super) fn answer(body: &Value, lang: Lang) -> Result<ServiceDateAnswer, Problem> {
    let answer = Question::read(body).map_err(refused)?.answer();
    let basis = say(basis(&answer), lang);
    let served = answer.ok();
    Ok(ServiceDateAnswer {
        served: served.is_some(),
        served_on: served.as_ref().map(|served| served.on()),
        served_at: served.as_ref().map(|served| served.at.time()),
        mode: served
            .as_ref()
            .map_or(ServiceMode::None, |served| served.mode.into()),
        attempt_id: served.map(|served| served.attempt_id),
        basis,
    })
}
