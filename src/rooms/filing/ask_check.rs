//! `check`: everything a person wants to know before tapping submit.

use actix_web::{post, web};
use serde::Serialize;
use utoipa::ToSchema;

use super::access::{content_of, find_for};
use super::check::{Finding, FindingView};
use super::duplicates::{self, DuplicateView};
use super::fee::{self, FeeView};
use super::submit::findings;
use super::words::Nothing;
use crate::court::Court;
use crate::kit::auth::Party;
use crate::kit::i18n::{Lang, Words};
use crate::kit::ids::PathId;
use crate::kit::json::Json;
use crate::kit::problem::Problem;
use crate::law::jurisdiction::{Rule, dispute_kind};
use crate::rooms::identity::{self, Assurance};

#[derive(Serialize, ToSchema)]
#[schema(example = json!({"complete": false, "missing": [{"pointer": "/evidence", "code": "filing.no_evidence", "detail": "请至少放上一份证据。", "step": "evidence"}],
    "warnings": [], "fee": {"payable_fen": 2500, "exact_yuan": "25", "steps": ["不超过10000元的部分：50元", "减半交纳：×1/2（《诉讼费用交纳办法》第十六条）"],
    "basis": "《诉讼费用交纳办法》第十三条第（一）项、《诉讼费用交纳办法》第十六条", "procedure": "simplified", "ordinary_fen": 5000}, "duplicates": [],
    "jurisdiction": {"accepted": true, "rule": "J25", "item": 6, "explanation": "属于《最高人民法院关于互联网法院案件管辖的规定》（法释〔2025〕14号）第一条第（六）项，本院可以受理。"}}))]
pub struct Checked {
    /// Nothing is missing: it can be submitted.
    pub complete: bool,
    pub missing: Vec<FindingView>,
    /// Worth another look; they hold nothing up.
    pub warnings: Vec<FindingView>,
    /// Null while no cause is chosen. The court's notice decides.
    pub fee: Option<FeeView>,
    /// Your own filings that look like this one.
    pub duplicates: Vec<DuplicateView>,
    pub jurisdiction: JurisdictionView,
}

#[derive(Serialize, ToSchema)]
#[schema(as = FilingJurisdiction)]
pub struct JurisdictionView {
    /// Null while no cause is chosen.
    pub accepted: Option<bool>,
    #[schema(value_type = String, example = "J25")]
    pub rule: Rule,
    pub item: Option<u8>,
    pub explanation: String,
}

pub fn jurisdiction(cause: Option<&str>, rule: Rule, lang: Lang) -> JurisdictionView {
    let kind = cause.and_then(dispute_kind);
    let place = kind.map(|kind| kind.under(rule));
    let explanation = kind.map_or_else(
        || Words::fixed("还没有选案由。", "No cause is chosen yet."),
        |kind| kind.explanation(rule).into(),
    );
    JurisdictionView {
        accepted: place.map(|place| place.listed),
        rule,
        item: place.and_then(|place| place.item),
        explanation: explanation.in_lang(lang).to_owned(),
    }
}

/// Checks the filing before submitting: what is missing, the fee, duplicates, jurisdiction. Changes nothing.
#[utoipa::path(operation_id = "check_filing", tag = "filing", request_body = Nothing, params(("id" = Uuid, Path)), security(("party" = [])),
    responses((status = 200, description = "What was found", body = Checked)),
    extensions(("x-function" = json!(["filing", "complaint_assistant"])), ("x-errors" = json!(["request.not_found"]))))]
#[post("/api/v1/filings/{id}/check")]
pub async fn check_filing(
    court: web::Data<Court>,
    party: Party,
    lang: Lang,
    id: PathId,
    _body: Json<Nothing>,
) -> Result<web::Json<Checked>, Problem> {
    let db = court.store.db();
    let row = find_for(db, &party, id.0).await?;
    let content = content_of(&court, &row)?;
    let (me, too_low) = match identity::require(&court, &party, Assurance::L3).await {
        Ok(me) => (Some(me), None),
        Err(problem) if problem.kind.status == 403 => (None, Some(problem)),
        Err(problem) => return Err(problem),
    };
    let (mut found, rule) = findings(&court, db, party.id, &content, me.as_ref()).await?;
    if let Some(problem) = too_low {
        let words = problem.detail.map_or_else(
            || Words::fixed(problem.kind.zh, problem.kind.en),
            |words| *words,
        );
        found.missing.push(Finding {
            pointer: String::new(),
            code: problem.kind.code,
            words,
        });
    }
    let duplicates = duplicates::find(&court, db, row.id, &content, Some(party.id)).await?;
    Ok(web::Json(Checked {
        complete: found.missing.is_empty(),
        missing: found.missing.iter().map(|one| one.view(lang)).collect(),
        warnings: found.warnings.iter().map(|one| one.view(lang)).collect(),
        fee: fee::estimate(&content, &court, lang),
        duplicates: duplicates
            .into_iter()
            .map(|row| duplicates::view(row, lang))
            .collect(),
        jurisdiction: jurisdiction(content.cause.as_deref(), rule, lang),
    }))
}
