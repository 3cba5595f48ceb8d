//! `POST /api/v1/tools/effective-date`: whether and when a judgment, ruling or mediation statement takes
//! effect (CPL 100, 158, 165, 171; 法释〔1998〕19号).

use actix_web::{post, web};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;

use super::asked::Asked;
use super::{refused, say};
use crate::court::Court;
use crate::kit::i18n::Lang;
use crate::kit::json::Json;
use crate::kit::problem::Problem;
use crate::law::calendar::Calendar;
use crate::law::effectiveness::{AppealStanding, Domicile, Instrument, Question, Status, Window};

/// An instrument and the parties that may appeal. Left out and null are the same.
#[derive(Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"instrument": "judgment", "made_on": "2026-03-02", "parties": [
    {"id": "原告", "domicile": "prc", "served_on": "2026-03-02"}, {"id": "被告", "domicile": "prc", "served_on": "2026-03-05"}]}))]
pub struct EffectiveDateQuestion {
    pub instrument: Instrument,
    /// Default false.
    pub small_claims: Option<bool>,
    #[schema(schema_with = super::schemas::day)]
    pub made_on: String,
    #[schema(min_items = 1, max_items = 50)]
    pub parties: Vec<EffectParty>,
}

#[derive(Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct EffectParty {
    /// Different for each party.
    #[schema(min_length = 1, max_length = 40)]
    pub id: String,
    /// `outside`: no domicile in the territory of the PRC.
    pub domicile: Domicile,
    /// Null while not served; for a mediation statement the day of that party's signature.
    #[schema(format = Date)]
    pub served_on: Option<String>,
    pub appeal: Option<EffectAppeal>,
}

#[derive(Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct EffectAppeal {
    #[schema(schema_with = super::schemas::day)]
    pub filed_on: String,
    pub outcome: AppealOutcome,
    /// The day on which the second-instance ruling took effect; null exactly when pending.
    #[schema(format = Date)]
    pub outcome_on: Option<String>,
}

#[derive(Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum AppealOutcome {
    Pending,
    Withdrawn,
    DeemedWithdrawn,
    Decided,
}

#[derive(Serialize, ToSchema)]
#[schema(example = json!({"appealable": true, "parties": [
    {"id": "原告", "window_days": 15, "raw_last_day": "2026-03-17", "last_day": "2026-03-17", "provisional": false, "appeal": "none"},
    {"id": "被告", "window_days": 15, "raw_last_day": "2026-03-20", "last_day": "2026-03-20", "provisional": false, "appeal": "none"}],
    "status": "effective", "effective_on": "2026-03-21", "provisional": false, "basis": "最后一名当事人上诉期届满的次日生效；撤回上诉的，自准许裁定生效之日起，但不早于全部上诉期届满（《民事诉讼法》第一百五十八条、第一百七十一条；《民诉法解释》第二百四十四条；法释〔1998〕19号）。"}))]
pub struct EffectiveDateAnswer {
    pub appealable: bool,
    /// In the order asked.
    pub parties: Vec<AppealWindow>,
    pub status: Status,
    /// Only an effective instrument has this day; it may lie ahead.
    pub effective_on: Option<NaiveDate>,
    /// A window depends on a year whose holidays are not published yet.
    pub provisional: bool,
    pub basis: String,
}

#[derive(Serialize, ToSchema)]
pub struct AppealWindow {
    pub id: String,
    /// Null where there is no appeal.
    pub window_days: Option<u32>,
    pub raw_last_day: Option<NaiveDate>,
    pub last_day: Option<NaiveDate>,
    pub provisional: bool,
    pub appeal: AppealStanding,
}

/// Decides whether and when an instrument takes effect.
#[utoipa::path(operation_id = "decide_effective_date", tag = "help", request_body = EffectiveDateQuestion,
    responses((status = 200, description = "Where it stands", body = EffectiveDateAnswer)),
    extensions(("x-function" = json!("tools"))))]
#[post("/api/v1/tools/effective-date")]
pub async fn decide_effective_date(
    court: web::Data<Court>,
    lang: Lang,
    body: Json<Asked>,
) -> Result<web::Json<EffectiveDateAnswer>, Problem> {
    answer(&body.value.0, &court.calendar.load(), lang).map(web::Json)
}

pub(super) fn answer(
    body: &Value,
    calendar: &Calendar,
    lang: Lang,
) -> Result<EffectiveDateAnswer, Problem> {
    let effect = Question::read(body).map_err(refused)?.answer(calendar);
    let basis = say(effect.basis(), lang);
    Ok(EffectiveDateAnswer {
        appealable: effect.appealable,
        parties: effect.windows.into_iter().map(view).collect(),
        status: effect.status,
        effective_on: effect.effective_on,
        provisional: effect.provisional,
        basis,
    })
}

fn view(window: Window) -> AppealWindow {
    AppealWindow {
        id: window.id,
        window_days: window.window_days,
        raw_last_day: window.raw_last_day,
        last_day: window.last_day,
        provisional: window.provisional,
        appeal: window.appeal,
    }
}
