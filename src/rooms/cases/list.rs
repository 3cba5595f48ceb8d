//! Lists of cases: mine, and the court's.

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest, get, web};
use serde::Deserialize;
use std::future::{Ready, ready};
use utoipa::IntoParams;

use super::access::CaseReader;
use super::find::{Filter, Scope, find};
use super::view::items;
use super::words::CaseItem;
use crate::court::Court;
use crate::kit::auth::Party;
use crate::kit::i18n::Lang;
use crate::kit::page::{List, Page, read_query};
use crate::kit::problem::Problem;

/// What a list of cases can be asked for.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct CaseQuery {
    /// `to_do` (a limit of mine runs), `active`, `ended`, or a state of the case machine.
    #[param(example = "active")]
    state: Option<String>,
    /// A case number in either bracket form, a serial alone, or words: names, cause, claims.
    #[param(example = "云杉")]
    q: Option<String>,
    /// Cursor from the `next` of the page before.
    after: Option<String>,
    /// Items a page, 1 to 100. A page of a search may hold fewer although more follow.
    #[param(value_type = Option<u64>, minimum = 1, maximum = 100)]
    limit: Option<String>,
}

/// The query, read.
pub struct CasesAsked {
    state: Option<String>,
    q: Option<String>,
    page: Page,
}

impl FromRequest for CasesAsked {
    type Error = Problem;
    type Future = Ready<Result<CasesAsked, Problem>>;

    fn from_request(req: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(read(req.query_string()))
    }
}

fn read(query: &str) -> Result<CasesAsked, Problem> {
    let query: CaseQuery = read_query(query)?;
    Ok(CasesAsked {
        page: Page::of(query.after.as_deref(), query.limit.as_deref())?,
        state: query.state,
        q: query.q,
    })
}

/// My cases, the latest registered first.
#[utoipa::path(operation_id = "list_cases", tag = "cases", params(CaseQuery), security(("party" = [])),
    responses((status = 200, description = "My cases", body = List<CaseItem>)),
    extensions(("x-function" = json!("my_cases")),
        ("x-errors" = json!(["page.cursor_invalid", "request.query_invalid", "cases.state_unknown", "cases.query_too_long"]))))]
#[get("/api/v1/cases")]
pub async fn list_cases(
    court: web::Data<Court>,
    party: Party,
    asked: CasesAsked,
    lang: Lang,
) -> Result<web::Json<List<CaseItem>>, Problem> {
    list(&court, Scope::Of(party.id), asked, lang).await
}

/// The court's cases, the latest registered first.
#[utoipa::path(operation_id = "list_desk_cases", tag = "cases", params(CaseQuery), security(("desk" = [])),
    responses((status = 200, description = "Cases", body = List<CaseItem>)),
    extensions(("x-errors" = json!(["desk.role_missing", "page.cursor_invalid", "request.query_invalid", "cases.state_unknown", "cases.query_too_long"]))))]
#[get("/api/v1/desk/cases")]
pub async fn list_desk_cases(
    court: web::Data<Court>,
    _reader: CaseReader,
    asked: CasesAsked,
    lang: Lang,
) -> Result<web::Json<List<CaseItem>>, Problem> {
    list(&court, Scope::Desk, asked, lang).await
}

async fn list(
    court: &Court,
    scope: Scope,
    asked: CasesAsked,
    lang: Lang,
) -> Result<web::Json<List<CaseItem>>, Problem> {
    let db = court.store.db();
    let filter = Filter::read(asked.state.as_deref(), scope)?;
    let found = find(db, scope, filter, asked.q.as_deref(), &asked.page).await?;
    let person = match scope {
        Scope::Of(person) => Some(person),
        Scope::Desk => None,
    };
    Ok(web::Json(List {
        items: items(db, &found.ids, person, court.now(), lang).await?,
        next: found.next.map(|id| id.to_string()),
    }))
}
