//! `POST /api/v1/tools/fee`: what a case, an application or a change of claim costs (Decree 481).

use actix_web::{post, web};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use utoipa::ToSchema;

use super::asked::Asked;
use super::{refused, say, say_all};
use crate::court::Court;
use crate::kit::i18n::Lang;
use crate::kit::json::Json;
use crate::kit::problem::Problem;
use crate::kit::settings::FeeRounding;
use crate::law::Words;
use crate::law::fees::{Category, Question, Rounding};

/// What is asked. The fields of `input` depend on the category; amounts are decimal strings in yuan,
/// `procedure` is `ordinary`, `simplified`, `small_claims` or `small_claims_by_agreement`, `region` is
/// `beijing` or `national` (where the Decree gives a range, its lower end):
/// `property {claim_yuan, procedure}`; `divorce {property_total_yuan, region}`;
/// `personality_rights {damages_yuan, region}`; `ip_no_amount {region}`; `other_non_property {region}`;
/// `labour {}`; `administrative {kind: trademark | patent | maritime | other}`;
/// `jurisdiction_objection_rejected {region}`; `payment_order {claim_yuan}`; `preservation {amount_yuan}`;
/// `enforcement {amount_yuan}`; `appeal {first_instance_claim_yuan, appealed_part_yuan}`;
/// `counterclaim {claim_yuan, merged, procedure}`;
/// `withdrawal_refund {claim_yuan, prepaid_yuan, procedure, event: withdrawal_granted | mediated_settlement |
/// deemed_withdrawn | supplement_unpaid | not_accepted | action_dismissed}`;
/// `claim_increase_supplement {from_yuan, to_yuan, procedure}`; `simplified_to_ordinary_supplement {claim_yuan}`.
#[derive(Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"category": "property", "input": {"claim_yuan": "123456.78", "procedure": "simplified"}}))]
pub struct FeeQuestion {
    pub category: Category,
    #[schema(value_type = Object)]
    pub input: Map<String, Value>,
}

/// The fee with its derivation.
#[derive(Serialize, ToSchema)]
#[schema(example = json!({"payable_fen": 138457, "exact_yuan": "1384.5678", "steps": ["不超过10000元的部分：50元",
    "（100000−10000）×2.5% = 2250元", "（123456.78−100000）×2% = 469.1356元", "减半交纳：×1/2（《诉讼费用交纳办法》第十六条）"],
    "basis": "《诉讼费用交纳办法》第十三条第（一）项、《诉讼费用交纳办法》第十六条"}))]
pub struct FeeAnswer {
    /// What is paid, rounded once; for `withdrawal_refund` what is paid back.
    #[schema(minimum = 0)]
    pub payable_fen: u64,
    /// The same before rounding, in yuan; what has no end is shown to six decimals.
    pub exact_yuan: String,
    /// How it came about, in the caller's language.
    pub steps: Vec<String>,
    pub basis: String,
}

/// Works out a court fee, step by step.
#[utoipa::path(operation_id = "calculate_fee", tag = "help",
    request_body(content = FeeQuestion, examples(
        ("网络购物纠纷" = (summary = "财产案件，小额诉讼", value = json!({"category": "property", "input": {"claim_yuan": "8000", "procedure": "small_claims"}}))),
        ("网络侵权" = (summary = "人格权案件，北京", value = json!({"category": "personality_rights", "input": {"damages_yuan": "200000", "region": "beijing"}}))),
        ("支付令" = (summary = "财产案件的三分之一", value = json!({"category": "payment_order", "input": {"claim_yuan": "60000"}}))),
        ("撤诉退费" = (summary = "准许撤诉后退还的数额", value = json!({"category": "withdrawal_refund", "input":
            {"claim_yuan": "50000", "prepaid_yuan": "1050", "procedure": "ordinary", "event": "withdrawal_granted"}}))),
        ("劳动争议" = (summary = "每件10元", value = json!({"category": "labour", "input": {}}))))),
    responses((status = 200, description = "The fee", body = FeeAnswer)),
    extensions(("x-function" = json!("tools"))))]
#[post("/api/v1/tools/fee")]
pub async fn calculate_fee(
    court: web::Data<Court>,
    lang: Lang,
    body: Json<Asked>,
) -> Result<web::Json<FeeAnswer>, Problem> {
    let rounding = match court.settings.law.fee_rounding {
        FeeRounding::Fen => Rounding::Fen,
        FeeRounding::Yuan => Rounding::Yuan,
    };
    answer(&body.value.0, rounding, lang).map(web::Json)
}

pub(super) fn answer(body: &Value, rounding: Rounding, lang: Lang) -> Result<FeeAnswer, Problem> {
    let fee = Question::read(body).map_err(refused)?.answer();
    let articles: Vec<Words> = fee.basis.iter().map(|article| article.words()).collect();
    Ok(FeeAnswer {
        payable_fen: fee.payable(rounding).as_fen(),
        exact_yuan: fee.exact.to_string(),
        steps: say_all(fee.steps.iter().map(|step| step.words()), lang),
        basis: say(Words::joined(&articles), lang),
    })
}
