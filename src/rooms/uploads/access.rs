//! The only way to load an upload for its owner; what is another's is not there (404).

use actix_web::web;
use sea_orm::ConnectionTrait;
use sea_orm::prelude::*;

use super::errors;
use super::model::{session, upload};
use crate::kit::auth::Party;
use crate::kit::problem::Problem;

pub async fn upload_of(
    db: &impl ConnectionTrait,
    party: Party,
    id: &web::Path<String>,
) -> Result<upload::Model, Problem> {
    let missing = || Problem::new(&errors::NO_SUCH_UPLOAD);
    let id = Uuid::try_parse(id.as_str()).map_err(|_| missing())?;
    let found = upload::Entity::find_by_id(id)
        .filter(upload::Column::OwnerId.eq(party.id))
        .one(db)
        .await?;
    found.ok_or_else(missing)
}

/// A transfer that has not lapsed.
pub async fn session_of(
    db: &impl ConnectionTrait,
    party: Party,
    id: &web::Path<String>,
    now: DateTimeUtc,
) -> Result<session::Model, Problem> {
    let missing = || Problem::new(&errors::NO_SUCH_SESSION);
    let id = Uuid::try_parse(id.as_str()).map_err(|_| missing())?;
    let found = session::Entity::find_by_id(id)
        .filter(session::Column::OwnerId.eq(party.id))
        .filter(session::Column::ExpiresAt.gt(now))
        .one(db)
        .await?;
    found.ok_or_else(missing)
}
