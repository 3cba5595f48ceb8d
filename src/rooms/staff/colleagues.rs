//! Who works here: names beside what they have taken on, and who is away, so that others cover (wishes 14).

use actix_web::{HttpRequest, get, put, web};
use chrono::NaiveDate;
use sea_orm::prelude::*;
use sea_orm::{ActiveValue::Set, ConnectionTrait, IntoActiveModel, QueryOrder, QuerySelect};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::access::{Staff, roles_of};
use super::model;
use super::words::Role;
use crate::court::Court;
use crate::kit::clock::shanghai_day;
use crate::kit::json::Json;
use crate::kit::page::read_query;
use crate::kit::problem::{Problem, common};

/// A court has hundreds of people at most; the list is one page.
const MOST: u64 = 1_000;

/// A member of staff by name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(example = json!({"id": "0193a1f0-7c1e-7000-8000-0000000000c1", "name": "陈静"}))]
pub struct Colleague {
    pub id: Uuid,
    pub name: String,
}

impl Colleague {
    pub fn of(staff: &Staff) -> Colleague {
        Colleague {
            id: staff.id(),
            name: staff.name().to_owned(),
        }
    }
}

/// The names of these ids.
pub async fn colleagues(
    db: &impl ConnectionTrait,
    ids: impl IntoIterator<Item = Uuid>,
) -> Result<Vec<Colleague>, Problem> {
    let ids: Vec<Uuid> = ids.into_iter().collect();
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let rows = model::Entity::find()
        .filter(model::Column::Id.is_in(ids))
        .all(db)
        .await?;
    Ok(rows
        .into_iter()
        .map(|row| Colleague {
            id: row.id,
            name: row.name,
        })
        .collect())
}

/// Whether somebody works here in this role.
pub async fn has_role(db: &impl ConnectionTrait, id: Uuid, role: Role) -> Result<bool, Problem> {
    let row = model::Entity::find_by_id(id).one(db).await?;
    Ok(row.is_some_and(|row| row.disabled_at.is_none() && roles_of(&row).contains(&role)))
}

#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct InRole {
    role: Option<Role>,
}

#[derive(Serialize, ToSchema)]
pub struct Colleagues {
    pub items: Vec<ColleagueView>,
    /// Always null: the list is one page.
    pub next: Option<String>,
}

#[derive(Serialize, ToSchema)]
pub struct ColleagueView {
    pub id: Uuid,
    pub name: String,
    pub away: bool,
    pub away_until: Option<NaiveDate>,
}

/// The people who work here, by role.
#[utoipa::path(operation_id = "list_colleagues", tag = "staff", params(InRole), security(("desk" = [])),
    responses((status = 200, description = "Colleagues", body = Colleagues)), extensions(("x-errors" = json!(["request.query_invalid"]))))]
#[get("/api/v1/desk/colleagues")]
pub async fn list_colleagues(
    court: web::Data<Court>,
    _staff: Staff,
    req: HttpRequest,
) -> Result<web::Json<Colleagues>, Problem> {
    let asked: InRole = read_query(req.query_string())?;
    let today = shanghai_day(court.now());
    let rows = model::Entity::find()
        .filter(model::Column::DisabledAt.is_null())
        .order_by_asc(model::Column::Name)
        .limit(MOST)
        .all(court.store.db())
        .await?;
    let items = rows
        .into_iter()
        .filter(|row| asked.role.is_none_or(|role| roles_of(row).contains(&role)))
        .map(|row| ColleagueView {
            id: row.id,
            away: row.away_until.is_some_and(|until| until >= today),
            away_until: row.away_until.filter(|until| *until >= today),
            name: row.name,
        })
        .collect();
    Ok(web::Json(Colleagues { items, next: None }))
}

#[derive(Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"until": "2026-11-27"}))]
pub struct Away {
    /// The last day away, or null: here again.
    pub until: Option<NaiveDate>,
}

/// Says that I am away, so that colleagues cover what I took on.
#[utoipa::path(operation_id = "set_away", tag = "staff", request_body = Away, security(("desk" = [])),
    responses((status = 200, description = "Noted", body = Away)))]
#[put("/api/v1/desk/me/away")]
pub async fn set_away(
    court: web::Data<Court>,
    staff: Staff,
    body: Json<Away>,
) -> Result<web::Json<Away>, Problem> {
    let away = body.into_inner();
    let tx = court.store.write().await?;
    let row = model::Entity::find_by_id(staff.id())
        .one(&tx)
        .await?
        .ok_or(&common::NOT_FOUND)?;
    let mut change = row.into_active_model();
    change.away_until = Set(away.until);
    change.update(&tx).await?;
    court.commit(tx).await?;
    Ok(web::Json(away))
}
