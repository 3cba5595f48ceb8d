//! `POST /api/v1/tools/procedure`: small claims, simplified or ordinary, and what follows (CPL 160-168).

use actix_web::{post, web};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;

use super::asked::Asked;
use super::{refused, say_all};
use crate::kit::i18n::Lang;
use crate::kit::json::Json;
use crate::kit::problem::Problem;
use crate::law::procedure::{self, Agreed, Flag, Question, Rule};

/// The facts. Left out and null are the same.
#[derive(Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"claim_yuan": "75000", "base_annual_wage_yuan": "150000", "simple": true, "money_payment_only": true}))]
pub struct ProcedureQuestion {
    /// Yuan above zero as a decimal string; null: the claim has no amount.
    #[schema(pattern = r"^(0|[1-9][0-9]{0,14})(\.[0-9]{1,2})?$")]
    pub claim_yuan: Option<String>,
    /// The province's last published average annual wage of the employed.
    #[schema(schema_with = super::schemas::amount)]
    pub base_annual_wage_yuan: String,
    /// Facts clear, rights and duties clear, little in dispute.
    pub simple: bool,
    pub money_payment_only: bool,
    /// What both sides agreed on. Default `none`.
    pub agreed: Option<Agreed>,
    /// Each at most once.
    #[schema(max_items = 15)]
    pub flags: Option<Vec<Flag>>,
}

#[derive(Serialize, ToSchema)]
#[schema(example = json!({"procedure": "small_claims", "rule": "CPL165-1", "mandatory": true,
    "trial_limit": {"months": 2, "extension_months": 1}, "evidence_period": {"kind": "max", "days": 7}, "fee_factor": "1/2",
    "appealable": false, "reasons": ["简单金钱给付案件，标的额75000元不超过年平均工资150000元的50%，适用小额诉讼程序，一审终审（民诉法第一百六十五条第一款）。"]}))]
pub struct ProcedureAnswer {
    pub procedure: procedure::Procedure,
    pub rule: Rule,
    /// Null for the ordinary procedure.
    pub mandatory: Option<bool>,
    pub trial_limit: TrialLimit,
    pub evidence_period: EvidencePeriod,
    pub fee_factor: FeeFactor,
    pub appealable: bool,
    /// For people, the deciding reason first.
    pub reasons: Vec<String>,
}

/// Both null where the law sets no limit.
#[derive(Serialize, ToSchema)]
pub struct TrialLimit {
    pub months: Option<u32>,
    pub extension_months: Option<u32>,
}

#[derive(Serialize, ToSchema)]
pub struct EvidencePeriod {
    pub kind: Bound,
    pub days: u32,
}

/// At least or at most.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Bound {
    Min,
    Max,
}

#[derive(Serialize, ToSchema)]
pub enum FeeFactor {
    #[serde(rename = "1")]
    Full,
    #[serde(rename = "1/2")]
    Half,
}

/// Decides the procedure of a first-instance case.
#[utoipa::path(operation_id = "decide_procedure", tag = "help",
    request_body(content = ProcedureQuestion, examples(
        ("小额诉讼" = (summary = "不超过年平均工资的50%", value = json!({"claim_yuan": "75000", "base_annual_wage_yuan": "150000", "simple": true, "money_payment_only": true}))),
        ("约定小额诉讼" = (summary = "双方约定，2倍以下", value = json!({"claim_yuan": "300000", "base_annual_wage_yuan": "150000", "simple": true, "money_payment_only": true, "agreed": "small_claims"}))),
        ("发回重审" = (summary = "只能适用普通程序", value = json!({"claim_yuan": "20000", "base_annual_wage_yuan": "150000", "simple": true, "money_payment_only": true, "flags": ["remanded"]}))))),
    responses((status = 200, description = "The procedure", body = ProcedureAnswer)),
    extensions(("x-function" = json!("tools"))))]
#[post("/api/v1/tools/procedure")]
pub async fn decide_procedure(
    lang: Lang,
    body: Json<Asked>,
) -> Result<web::Json<ProcedureAnswer>, Problem> {
    answer(&body.value.0, lang).map(web::Json)
}

pub(super) fn answer(body: &Value, lang: Lang) -> Result<ProcedureAnswer, Problem> {
    let decision = Question::read(body).map_err(refused)?.answer();
    let limit = decision.trial_limit;
    Ok(ProcedureAnswer {
        procedure: decision.procedure,
        rule: decision.rule,
        mandatory: decision.mandatory,
        trial_limit: TrialLimit {
            months: limit.months,
            extension_months: limit.extension_months,
        },
        evidence_period: match decision.evidence_period {
            procedure::EvidencePeriod::AtLeastDays(days) => EvidencePeriod {
                kind: Bound::Min,
                days,
            },
            procedure::EvidencePeriod::AtMostDays(days) => EvidencePeriod {
                kind: Bound::Max,
                days,
            },
        },
        fee_factor: if decision.half_fee {
            FeeFactor::Half
        } else {
            FeeFactor::Full
        },
        appealable: decision.appealable,
        reasons: say_all(decision.reasons, lang),
    })
}
