//! 开庭公告: what is heard where on a day, for everybody, without a name (CPL 139).

use actix_web::{HttpRequest, get, web};
use chrono::{DateTime, Duration, FixedOffset, NaiveDate, Utc};
use sea_orm::prelude::*;
use sea_orm::{QueryOrder, QuerySelect};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::model::hearing;
use super::names::FIXED;
use super::view::Known;
use super::words::local;
use crate::court::Court;
use crate::kit::i18n::Lang;
use crate::kit::problem::{Problem, common};
use crate::law::Named;
use crate::law::moments::Moment;
use crate::rooms::cases;

/// Hearings of a day: ten times those of a large court.
const MOST: u64 = 2_000;

#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct CauseListQuery {
    /// In Shanghai.
    #[param(example = "2026-12-08")]
    day: NaiveDate,
}

#[derive(Serialize, ToSchema)]
#[schema(as = DayCauseList)]
pub struct CauseList {
    pub items: Vec<CauseListItem>,
    /// Always null: a day is one page.
    pub next: Option<String>,
}

/// No party, no judge, no claim.
#[derive(Serialize, ToSchema)]
#[schema(as = DayCauseListItem, example = json!({"starts_at": "2026-12-08T09:00:00+08:00", "ends_at": "2026-12-08T10:30:00+08:00", "courtroom": "网上第一法庭", "mode": "online",
    "case_number": "（2026）京0491民初1024号", "cause": "online_shopping_contract", "cause_words": "网络购物合同纠纷",
    "procedure": "simplified", "procedure_words": "简易程序"}))]
pub struct CauseListItem {
    pub starts_at: DateTime<FixedOffset>,
    pub ends_at: DateTime<FixedOffset>,
    pub courtroom: Option<String>,
    pub mode: String,
    pub case_number: String,
    pub cause: String,
    pub cause_words: String,
    pub procedure: String,
    pub procedure_words: String,
}

/// The public hearings of a day.
#[utoipa::path(operation_id = "get_cause_list", tag = "hearing", params(CauseListQuery),
    responses((status = 200, description = "In the order of the day", body = CauseList)),
    extensions(("x-errors" = json!(["request.query_invalid"]))))]
#[get("/api/v1/cause-list")]
pub async fn get_cause_list(
    court: web::Data<Court>,
    req: HttpRequest,
    lang: Lang,
) -> Result<web::Json<CauseList>, Problem> {
    let asked = web::Query::<CauseListQuery>::from_query(req.query_string())
        .map_err(|_| &common::QUERY_INVALID)?
        .into_inner();
    let start = Moment::start_of(asked.day).time().with_timezone(&Utc);
    let db = court.store.db();
    let rows = hearing::Entity::find()
        .filter(hearing::Column::StartsAt.gte(start))
        .filter(hearing::Column::StartsAt.lt(start + Duration::days(1)))
        .filter(hearing::Column::Public.eq(true))
        .filter(hearing::Column::State.is_in(FIXED.map(Named::id)))
        .order_by_asc(hearing::Column::StartsAt)
        .order_by_asc(hearing::Column::Id)
        .limit(MOST)
        .all(db)
        .await?;
    let known = Known::of(db, &rows).await?;
    let items = rows.iter().filter_map(|row| item(row, &known, lang));
    Ok(web::Json(CauseList {
        items: items.collect(),
        next: None,
    }))
}

fn item(row: &hearing::Model, known: &Known, lang: Lang) -> Option<CauseListItem> {
    let brief = known.brief(row.case_id).ok()?;
    Some(CauseListItem {
        starts_at: local(row.starts_at?),
        ends_at: local(row.ends_at?),
        courtroom: known.room(row.courtroom_id).map(|room| room.name),
        mode: row.mode.clone(),
        case_number: brief.number.clone(),
        cause: brief.cause.clone(),
        cause_words: brief.cause_words(lang),
        procedure: brief.procedure.id().to_owned(),
        procedure_words: cases::procedure_words(brief.procedure)
            .in_lang(lang)
            .to_owned(),
    })
}
