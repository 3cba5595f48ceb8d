//! My preferences: so far the language of messages to me.

use actix_web::{HttpRequest, HttpResponse, get, put, web};
use sea_orm::prelude::*;
use sea_orm::{ActiveValue::Set, IntoActiveModel};

use super::access::person_for_change;
use super::model::person;
use super::words::Preferences;
use crate::court::Court;
use crate::kit::auth::Party;
use crate::kit::etag;
use crate::kit::i18n::Lang;
use crate::kit::json::Json;
use crate::kit::problem::{Problem, common};

/// My preferences, with an `ETag` for changing them.
#[utoipa::path(operation_id = "get_preferences", tag = "identity", security(("party" = [])),
    responses((status = 200, description = "As they are", body = Preferences, headers(("ETag" = String, description = "Version, for If-Match")))))]
#[get("/api/v1/me/preferences")]
pub async fn get_preferences(
    court: web::Data<Court>,
    party: Party,
) -> Result<HttpResponse, Problem> {
    let found = person::Entity::find_by_id(party.id)
        .one(court.store.db())
        .await?;
    answer(&found.ok_or(&common::NOT_FOUND)?)
}

/// Changes my preferences. A stale `If-Match` is told, never swallowed.
#[utoipa::path(operation_id = "set_preferences", tag = "identity", request_body = Preferences, security(("party" = [])),
    params(("If-Match" = String, Header, description = "The ETag that was read")),
    responses((status = 200, description = "Changed", body = Preferences, headers(("ETag" = String, description = "New version")))),
    extensions(("x-errors" = json!(["version.stale", "version.if_match_missing", "version.if_match_malformed", "request.not_found"]))))]
#[put("/api/v1/me/preferences")]
pub async fn set_preferences(
    court: web::Data<Court>,
    req: HttpRequest,
    party: Party,
    body: Json<Preferences>,
) -> Result<HttpResponse, Problem> {
    let tx = court.store.write().await?;
    let person = person_for_change(&tx, party.id).await?;
    etag::check(&req, person.version)?;
    let version = person.version + 1;
    let mut change = person.into_active_model();
    change.language = Set(body.into_inner().language.code().to_owned());
    change.version = Set(version);
    change.updated_at = Set(court.now());
    let person = change.update(&tx).await?;
    court.commit(tx).await?;
    answer(&person)
}

fn answer(person: &person::Model) -> Result<HttpResponse, Problem> {
    let view = Preferences {
        language: Lang::of_code(&person.language),
    };
    Ok(HttpResponse::Ok()
        .insert_header(("ETag", etag::tag(person.version)))
        .json(view))
}
