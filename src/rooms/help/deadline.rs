//! `POST /api/v1/tools/deadline`: the last day of a limit, and why (CPL 85).

use actix_web::{post, web};
use chrono::{DateTime, FixedOffset, NaiveDate};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;

use super::asked::Asked;
use super::{refused, say, say_all};
use crate::court::Court;
use crate::kit::i18n::Lang;
use crate::kit::json::Json;
use crate::kit::problem::Problem;
use crate::law::calendar::Calendar;
use crate::law::deadlines::{Question, Unit, basis};

#[derive(Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"trigger_date": "2025-01-14", "length": 15, "unit": "day"}))]
pub struct DeadlineQuestion {
    /// The day that starts the limit; it is not counted itself.
    #[schema(schema_with = super::schemas::day)]
    pub trigger_date: String,
    /// At most a hundred years: 36500 days, 1200 months or 100 years.
    #[schema(minimum = 1, maximum = 36500)]
    pub length: u32,
    pub unit: Unit,
}

#[derive(Serialize, ToSchema)]
#[schema(example = json!({"raw_last_day": "2025-01-29", "deadline": "2025-02-05", "expires_before": "2025-02-06T00:00:00+08:00",
    "provisional": false, "why": ["2025-01-14当日不计入，从次日2025-01-15起算15日。", "期间的最后一日为2025-01-29（周三）。",
    "2025-01-29至2025-02-04为休息日（春节），顺延至休息日后的第一日2025-02-05。"],
    "basis": "《民事诉讼法》第八十五条；《民诉法解释》第一百二十五条；《民法典》第二百零一条至第二百零三条"}))]
pub struct DeadlineAnswer {
    /// Where the count ends, before rest days are looked at.
    pub raw_last_day: NaiveDate,
    /// The last day on which to act.
    pub deadline: NaiveDate,
    /// The first moment that is too late.
    pub expires_before: DateTime<FixedOffset>,
    /// The day depends on a year whose holidays are not published yet and may still move.
    pub provisional: bool,
    /// The counting, sentence by sentence.
    pub why: Vec<String>,
    pub basis: String,
}

/// Counts a time limit over holidays and make-up workdays.
#[utoipa::path(operation_id = "calculate_deadline", tag = "help",
    request_body(content = DeadlineQuestion, examples(
        ("答辩期" = (summary = "收到起诉状副本后15日，遇春节", value = json!({"trigger_date": "2025-01-14", "length": 15, "unit": "day"}))),
        ("申请执行" = (summary = "二年，最后一日为调休工作日", value = json!({"trigger_date": "2024-10-10", "length": 2, "unit": "year"}))),
        ("放假通知未公布" = (summary = "结果暂定", value = json!({"trigger_date": "2026-12-25", "length": 10, "unit": "day"}))))),
    responses((status = 200, description = "The limit", body = DeadlineAnswer)),
    extensions(("x-function" = json!("tools"))))]
#[post("/api/v1/tools/deadline")]
pub async fn calculate_deadline(
    court: web::Data<Court>,
    lang: Lang,
    body: Json<Asked>,
) -> Result<web::Json<DeadlineAnswer>, Problem> {
    answer(&body.value.0, &court.calendar.load(), lang).map(web::Json)
}

pub(super) fn answer(
    body: &Value,
    calendar: &Calendar,
    lang: Lang,
) -> Result<DeadlineAnswer, Problem> {
    let deadline = Question::read(body).map_err(refused)?.answer(calendar);
    Ok(DeadlineAnswer {
        raw_last_day: deadline.raw_last_day,
        deadline: deadline.last_day,
        expires_before: deadline.expires_before().time(),
        provisional: deadline.provisional,
        why: say_all(deadline.why(), lang),
        basis: say(basis(), lang),
    })
}
