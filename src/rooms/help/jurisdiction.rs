//! `POST /api/v1/tools/jurisdiction`: whether this court hears a case filed on a day (IC18 2; J25 1).

use actix_web::{post, web};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;

use super::asked::Asked;
use super::{refused, say};
use crate::kit::i18n::Lang;
use crate::kit::json::Json;
use crate::kit::problem::Problem;
use crate::law::jurisdiction::{Question, Rule};

#[derive(Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"filed_on": "2025-11-01", "dispute_kinds": ["online_shopping_contract"]}))]
pub struct JurisdictionQuestion {
    /// The day of filing in Shanghai, from 2018-09-07 on.
    #[schema(schema_with = super::schemas::day)]
    pub filed_on: String,
    /// Different codes of `GET /api/v1/causes`.
    #[schema(min_items = 1, max_items = 10)]
    pub dispute_kinds: Vec<String>,
}

#[derive(Serialize, ToSchema)]
#[schema(example = json!({"accepted": true, "rule": "J25", "item": 6, "rejected": [], "explanation":
    "网络购物合同纠纷（通过电子商务平台签订或者履行）：属于《最高人民法院关于互联网法院案件管辖的规定》（法释〔2025〕14号）第一条第（六）项，本院可以受理。"}))]
pub struct JurisdictionAnswer {
    /// True when every kind is in the list of that day.
    pub accepted: bool,
    pub rule: Rule,
    /// The smallest item number among the kinds; null when not accepted or where none has a number.
    pub item: Option<u8>,
    /// The codes that are out, in the order asked.
    pub rejected: Vec<&'static str>,
    pub explanation: String,
}

/// Decides whether this court hears a case, by the day of filing.
#[utoipa::path(operation_id = "decide_jurisdiction", tag = "help",
    request_body(content = JurisdictionQuestion, examples(
        ("网络购物" = (summary = "由本院管辖", value = json!({"filed_on": "2026-03-02", "dispute_kinds": ["online_shopping_contract"]}))),
        ("网络小额借款" = (summary = "2025年11月1日起不再管辖", value = json!({"filed_on": "2025-11-01", "dispute_kinds": ["online_small_loan"]}))))),
    responses((status = 200, description = "Heard here or not", body = JurisdictionAnswer)),
    extensions(("x-function" = json!("tools"))))]
#[post("/api/v1/tools/jurisdiction")]
pub async fn decide_jurisdiction(
    lang: Lang,
    body: Json<Asked>,
) -> Result<web::Json<JurisdictionAnswer>, Problem> {
    answer(&body.value.0, lang).map(web::Json)
}

pub(super) fn answer(body: &Value, lang: Lang) -> Result<JurisdictionAnswer, Problem> {
    let decision = Question::read(body).map_err(refused)?.answer();
    Ok(JurisdictionAnswer {
        accepted: decision.accepted,
        rule: decision.rule,
        item: decision.item,
        rejected: decision.rejected.iter().map(|kind| kind.code).collect(),
        explanation: say(decision.explanation, lang),
    })
}
