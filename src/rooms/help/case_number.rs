//! `POST /api/v1/tools/case-number`: whether a text is a case number of this court.

use actix_web::{post, web};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;

use super::asked::Asked;
use super::{refused, say};
use crate::kit::i18n::Lang;
use crate::kit::json::Json;
use crate::kit::problem::Problem;
use crate::law::Words;
use crate::law::case_number::{COURT_CODE, CaseNumber, Question, Reason};

#[derive(Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"text": "(2024)京0491民初12345号"}))]
pub struct CaseNumberQuestion {
    /// Any text; a wrong one is answered with `valid: false`.
    pub text: String,
}

#[derive(Serialize, ToSchema)]
#[schema(example = json!({"valid": true, "normalised": "（2024）京0491民初12345号", "year": 2024, "court_code": "京0491",
    "type": "民初", "serial": 12345, "reason": null, "words": "案号格式正确。"}))]
pub struct CaseNumberAnswer {
    pub valid: bool,
    /// With full-width brackets, as it is stored; this and the parts are null when not valid.
    pub normalised: Option<String>,
    #[schema(minimum = 0, maximum = 9999)]
    pub year: Option<u16>,
    pub court_code: Option<&'static str>,
    pub r#type: Option<String>,
    #[schema(minimum = 1)]
    pub serial: Option<u64>,
    /// The first part that does not fit.
    pub reason: Option<Reason>,
    /// The same for people, with what to do.
    pub words: String,
}

/// Takes a case number apart.
#[utoipa::path(operation_id = "check_case_number", tag = "help",
    request_body(content = CaseNumberQuestion, examples(
        ("一审民事案件" = (summary = "半角括号也可以", value = json!({"text": "(2024)京0491民初12345号"}))),
        ("其他法院" = (summary = "不是本院的案号", value = json!({"text": "（2024）京0101民初1号"}))))),
    responses((status = 200, description = "Good or not", body = CaseNumberAnswer)),
    extensions(("x-function" = json!("tools"))))]
#[post("/api/v1/tools/case-number")]
pub async fn check_case_number(
    lang: Lang,
    body: Json<Asked>,
) -> Result<web::Json<CaseNumberAnswer>, Problem> {
    answer(&body.value.0, lang).map(web::Json)
}

pub(super) fn answer(body: &Value, lang: Lang) -> Result<CaseNumberAnswer, Problem> {
    let answer = Question::read(body).map_err(refused)?.answer();
    Ok(answer.map_or_else(|reason| bad(reason, lang), |number| good(&number, lang)))
}

fn good(number: &CaseNumber, lang: Lang) -> CaseNumberAnswer {
    CaseNumberAnswer {
        valid: true,
        normalised: Some(number.to_string()),
        year: Some(number.year()),
        court_code: Some(COURT_CODE),
        r#type: Some(number.kind().to_owned()),
        serial: Some(number.serial()),
        reason: None,
        words: say(
            Words::new("案号格式正确。", "The case number is well formed."),
            lang,
        ),
    }
}

fn bad(reason: Reason, lang: Lang) -> CaseNumberAnswer {
    CaseNumberAnswer {
        valid: false,
        normalised: None,
        year: None,
        court_code: None,
        r#type: None,
        serial: None,
        reason: Some(reason),
        words: say(reason.words(), lang),
    }
}
