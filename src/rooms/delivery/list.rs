//! Lists: my inbox of served papers, and the court's ledger of service.

use actix_web::{HttpRequest, get, web};
use sea_orm::prelude::*;
use sea_orm::{QueryOrder, QuerySelect};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::access::{Server, address_of, at_desk, find_for};
use super::model::delivery;
use super::prepare::basis_of;
use super::words::{DeliveryItem, DeliveryView, DeskDelivery, consent_words, desk_view, view};
use crate::court::Court;
use crate::kit::auth::Party;
use crate::kit::i18n::Lang;
use crate::kit::ids::PathId;
use crate::kit::page::{List, Page, read_query};
use crate::kit::problem::Problem;
use crate::kit::vault::last_four;
use crate::law::Named;
use crate::law::machine::service::State;
use crate::rooms::cases;

#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct Asked {
    /// Of one case.
    case_id: Option<Uuid>,
    /// A state of the service machine.
    #[param(value_type = Option<String>, example = "served")]
    state: Option<State>,
    #[param(value_type = Option<Uuid>)]
    after: Option<String>,
    #[param(value_type = Option<i64>, minimum = 1, maximum = 100)]
    limit: Option<String>,
}

/// Papers that the court sent me, the latest first.
#[utoipa::path(operation_id = "list_deliveries", tag = "delivery", params(Asked), security(("party" = [])),
    responses((status = 200, description = "My papers", body = List<DeliveryItem>)),
    extensions(("x-function" = json!("service_inbox")), ("x-errors" = json!(["page.cursor_invalid", "request.query_invalid"]))))]
#[get("/api/v1/deliveries")]
pub async fn list_deliveries(
    court: web::Data<Court>,
    party: Party,
    req: HttpRequest,
    lang: Lang,
) -> Result<web::Json<List<DeliveryItem>>, Problem> {
    let asked: Asked = read_query(req.query_string())?;
    let page = Page::of(asked.after.as_deref(), asked.limit.as_deref())?;
    let query = delivery::Entity::find()
        .filter(delivery::Column::PersonId.eq(party.id))
        .filter(delivery::Column::SentAt.is_not_null());
    let rows = rows(&court, query, &asked, &page).await?;
    let list = page.list(rows, |row| row.id, |row| DeliveryItem::of(&row, lang));
    all(list).map(web::Json)
}

async fn rows(
    court: &Court,
    query: sea_orm::Select<delivery::Entity>,
    asked: &Asked,
    page: &Page,
) -> Result<Vec<delivery::Model>, Problem> {
    let mut query = query;
    if let Some(case_id) = asked.case_id {
        query = query.filter(delivery::Column::CaseId.eq(case_id));
    }
    if let Some(state) = asked.state {
        query = query.filter(delivery::Column::State.eq(state.id()));
    }
    if let Some(after) = page.after {
        query = query.filter(delivery::Column::Id.lt(after));
    }
    Ok(query
        .order_by_desc(delivery::Column::Id)
        .limit(page.fetch())
        .all(court.store.db())
        .await?)
}

fn all<T>(list: List<Result<T, Problem>>) -> Result<List<T>, Problem> {
    Ok(List {
        items: list.items.into_iter().collect::<Result<_, _>>()?,
        next: list.next,
    })
}

/// One paper that was sent to me.
#[utoipa::path(operation_id = "get_delivery", tag = "delivery", security(("party" = [])),
    params(("id" = Uuid, Path, description = "Of the delivery")),
    responses((status = 200, description = "The service", body = DeliveryView)),
    extensions(("x-function" = json!("service_inbox")), ("x-errors" = json!(["delivery.not_found"]))))]
#[get("/api/v1/deliveries/{id}")]
pub async fn get_delivery(
    court: web::Data<Court>,
    party: Party,
    id: web::Path<String>,
    lang: Lang,
) -> Result<web::Json<DeliveryView>, Problem> {
    let row = find_for(court.store.db(), &party, &id).await?;
    view(court.store.db(), row, lang).await.map(web::Json)
}

/// The ledger of service: all, of one case, or in one state; the latest first.
#[utoipa::path(operation_id = "list_desk_deliveries", tag = "delivery", params(Asked), security(("desk" = [])),
    responses((status = 200, description = "The ledger", body = List<DeskDelivery>)),
    extensions(("x-errors" = json!(["desk.role_missing", "page.cursor_invalid", "request.query_invalid"]))))]
#[get("/api/v1/desk/deliveries")]
pub async fn list_desk_deliveries(
    court: web::Data<Court>,
    _server: Server,
    req: HttpRequest,
    lang: Lang,
) -> Result<web::Json<List<DeskDelivery>>, Problem> {
    let asked: Asked = read_query(req.query_string())?;
    let page = Page::of(asked.after.as_deref(), asked.limit.as_deref())?;
    let rows = rows(&court, delivery::Entity::find(), &asked, &page).await?;
    let list = page.list(rows, |row| row.id, |row| row);
    let mut items = Vec::with_capacity(list.items.len());
    for row in list.items {
        items.push(desk_view(court.store.db(), row, lang).await?);
    }
    Ok(web::Json(List {
        items,
        next: list.next,
    }))
}

/// One service, at the desk.
#[utoipa::path(operation_id = "get_desk_delivery", tag = "delivery", security(("desk" = [])),
    params(("id" = Uuid, Path, description = "Of the delivery")),
    responses((status = 200, description = "The service", body = DeskDelivery)),
    extensions(("x-errors" = json!(["desk.role_missing", "delivery.not_found"]))))]
#[get("/api/v1/desk/deliveries/{id}")]
pub async fn get_desk_delivery(
    court: web::Data<Court>,
    server: Server,
    id: web::Path<String>,
    lang: Lang,
) -> Result<web::Json<DeskDelivery>, Problem> {
    let row = at_desk(court.store.db(), &server, &id).await?;
    desk_view(court.store.db(), row, lang).await.map(web::Json)
}

/// A party as the clerk chooses addressees.
#[derive(Serialize, ToSchema)]
#[schema(as = CaseRecipient, example = json!({"party_id": "0193a1f0-7c1e-7000-8000-0000000000e1", "name": "某某科技有限公司", "side": "defendant",
    "side_words": "被告", "joined": false, "phone_masked": null, "electronic": null, "consent": "none", "consent_words": "尚无同意"}))]
pub struct Recipient {
    pub party_id: Uuid,
    pub name: String,
    pub side: String,
    pub side_words: String,
    /// Somebody acts for the party in the app.
    pub joined: bool,
    pub phone_masked: Option<String>,
    /// Whether electronic service was agreed to; null while nothing is known.
    pub electronic: Option<bool>,
    pub consent: String,
    pub consent_words: String,
}

#[derive(Serialize, ToSchema)]
#[schema(as = CaseRecipients)]
pub struct Recipients {
    pub items: Vec<Recipient>,
}

/// The parties of a case as addressees: who has joined, and on what ground they can be served electronically.
#[utoipa::path(operation_id = "list_case_recipients", tag = "delivery", security(("desk" = [])),
    params(("id" = Uuid, Path, description = "Of the case")),
    responses((status = 200, description = "The parties", body = Recipients)),
    extensions(("x-errors" = json!(["desk.role_missing", "request.not_found"]))))]
#[get("/api/v1/desk/cases/{id}/recipients")]
pub async fn list_case_recipients(
    court: web::Data<Court>,
    _server: Server,
    id: PathId,
    lang: Lang,
) -> Result<web::Json<Recipients>, Problem> {
    let db = court.store.db();
    cases::info(db, id.0).await?;
    let mut items = Vec::new();
    for party in cases::parties(&court, db, id.0).await? {
        let known = address_of(db, party.id).await?;
        let (consent, _, _) = basis_of(known.as_ref());
        items.push(Recipient {
            party_id: party.id,
            side: party.side.id().to_owned(),
            side_words: party.side.words().in_lang(lang).to_owned(),
            joined: party.person_id.is_some(),
            phone_masked: party.phone.as_ref().map(last_four),
            electronic: known.map(|known| known.electronic),
            consent: consent.id().to_owned(),
            consent_words: consent_words(consent).in_lang(lang).to_owned(),
            name: party.name,
        });
    }
    Ok(web::Json(Recipients { items }))
}
