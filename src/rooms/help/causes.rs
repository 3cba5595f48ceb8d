//! `GET /api/v1/causes`: the kinds of dispute, and which of them this court hears on a day.

use actix_web::{HttpRequest, get, web};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::{kit_words, say};
use crate::court::Court;
use crate::kit::clock::shanghai_day;
use crate::kit::i18n::Lang;
use crate::kit::page::read_query;
use crate::kit::problem::{FieldError, Problem, common};
use crate::law::Named;
use crate::law::jurisdiction::{DisputeKind, Rule, dispute_kinds, rule_on_day};
use crate::law::reading::FaultCode;

#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct CausesOn {
    /// The day of filing, from 2018-09-07 to 2099-12-31; today when left out.
    #[param(value_type = Option<NaiveDate>, example = "2025-11-01")]
    on: Option<String>,
}

#[derive(Serialize, ToSchema)]
pub struct CauseList {
    pub items: Vec<Cause>,
    /// Always null: the list is one page.
    pub next: Option<String>,
}

/// A kind of dispute.
#[derive(Serialize, ToSchema)]
#[schema(example = json!({"code": "online_small_loan", "zh": "小额借款合同纠纷（签订、履行均在互联网上完成）",
    "en": "small-loan contract signed and performed online", "accepted": false,
    "explanation": "2025年11月1日起不再由互联网法院管辖（《最高人民法院关于互联网法院案件管辖的规定》（法释〔2025〕14号）第一条），请向有管辖权的其他人民法院起诉。"}))]
pub struct Cause {
    pub code: &'static str,
    pub zh: &'static str,
    pub en: &'static str,
    /// This court hears it when filed on that day.
    pub accepted: bool,
    /// Why, and where to go otherwise; in the caller's language.
    pub explanation: String,
}

/// The kinds of dispute with the rule of the day of filing applied.
#[utoipa::path(operation_id = "list_causes", tag = "help", params(CausesOn),
    responses((status = 200, description = "All kinds", body = CauseList)),
    extensions(("x-function" = json!("tools")), ("x-errors" = json!(["request.query_invalid"]))))]
#[get("/api/v1/causes")]
pub async fn list_causes(
    court: web::Data<Court>,
    lang: Lang,
    req: HttpRequest,
) -> Result<web::Json<CauseList>, Problem> {
    answer(req.query_string(), shanghai_day(court.now()), lang).map(web::Json)
}

pub(super) fn answer(query: &str, today: NaiveDate, lang: Lang) -> Result<CauseList, Problem> {
    let query: CausesOn = read_query(query)?;
    let day = query.on.clone().unwrap_or_else(|| today.to_string());
    let rule = rule_on_day(&day).map_err(wrong_day)?;
    let items = dispute_kinds()
        .iter()
        .map(|kind| view(kind, rule, lang))
        .collect();
    Ok(CauseList { items, next: None })
}

fn wrong_day(code: FaultCode) -> Problem {
    let errors = vec![FieldError::new("/on", code.id(), kit_words(code.words()))];
    Problem {
        errors,
        ..Problem::new(&common::QUERY_INVALID)
    }
}

fn view(kind: &DisputeKind, rule: Rule, lang: Lang) -> Cause {
    Cause {
        code: kind.code,
        zh: kind.zh,
        en: kind.en,
        accepted: kind.under(rule).listed,
        explanation: say(kind.explanation(rule), lang),
    }
}
