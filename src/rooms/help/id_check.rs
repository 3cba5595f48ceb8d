//! `POST /api/v1/tools/id-check`: whether a document number can be right (GB 11643, GB 32100).

use actix_web::{post, web};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;

use super::asked::Asked;
use super::{refused, say};
use crate::court::Court;
use crate::kit::clock::shanghai_day;
use crate::kit::i18n::Lang;
use crate::kit::json::Json;
use crate::kit::problem::Problem;
use crate::law::Words;
use crate::law::identity_number::{IdentityNumber, Kind, Question, Reason};

#[derive(Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"kind": "prc_resident_id", "value": "11010519491231002x"}))]
pub struct IdQuestion {
    pub kind: Kind,
    /// Any text; a wrong one is answered with `valid: false`.
    pub value: String,
}

#[derive(Serialize, ToSchema)]
#[schema(example = json!({"valid": true, "normalised": "11010519491231002X", "reason": null, "words": "号码格式正确，但这不能证明是谁的证件。"}))]
pub struct IdAnswer {
    pub valid: bool,
    /// As it is stored: trimmed, in capitals; null when not valid.
    pub normalised: Option<String>,
    /// The first check that failed.
    pub reason: Option<Reason>,
    /// The same for people, with what to do.
    pub words: String,
}

/// Checks the number of an identity paper, a company or a lawyer's licence.
#[utoipa::path(operation_id = "check_id", tag = "help",
    request_body(content = IdQuestion, examples(
        ("身份证" = (summary = "小写x改为大写", value = json!({"kind": "prc_resident_id", "value": "11010519491231002x"}))),
        ("统一社会信用代码" = (summary = "校验码不符", value = json!({"kind": "uscc", "value": "91110108MA90000115"}))))),
    responses((status = 200, description = "Good or not", body = IdAnswer)),
    extensions(("x-function" = json!("tools"))))]
#[post("/api/v1/tools/id-check")]
pub async fn check_id(
    court: web::Data<Court>,
    lang: Lang,
    body: Json<Asked>,
) -> Result<web::Json<IdAnswer>, Problem> {
    answer(&body.value.0, shanghai_day(court.now()), lang).map(web::Json)
}

pub(super) fn answer(body: &Value, today: NaiveDate, lang: Lang) -> Result<IdAnswer, Problem> {
    Ok(match Question::read(body).map_err(refused)?.answer(today) {
        Ok(number) => IdAnswer {
            valid: true,
            normalised: Some(number.as_str().to_owned()),
            reason: None,
            words: say(good_words(&number), lang),
        },
        Err(reason) => IdAnswer {
            valid: false,
            normalised: None,
            reason: Some(reason),
            words: say(reason.words(), lang),
        },
    })
}

fn good_words(number: &IdentityNumber) -> Words {
    if number.needs_review() {
        Words::new(
            "号码格式可以，但没有校验码，须由工作人员核对证件。",
            "The form is possible, but there is no check digit: staff must look at the paper.",
        )
    } else {
        Words::new(
            "号码格式正确，但这不能证明是谁的证件。",
            "The number is well formed; it does not prove whose it is.",
        )
    }
}
