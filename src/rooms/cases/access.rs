//! The only way to a case: as its member, or as staff whose desk has the room of cases.

use std::future::Future;
use std::ops::Deref;
use std::pin::Pin;

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest};
use sea_orm::prelude::*;

use super::model::{case, member};
use super::names::Side;
use crate::court::Court;
use crate::kit::auth::Party;
use crate::kit::problem::{Problem, common};
use crate::law::Named;
use crate::rooms::staff::{self, Room, Staff};

/// Who looks at a case, and from which place.
pub(super) enum Viewer {
    Member(member::Model),
    Desk,
}

impl Viewer {
    /// The viewer's side; the desk has none.
    pub fn side(&self) -> Option<Side> {
        match self {
            Viewer::Member(member) => Side::from_id(&member.role),
            Viewer::Desk => None,
        }
    }

    pub fn person_id(&self) -> Option<Uuid> {
        match self {
            Viewer::Member(member) => Some(member.person_id),
            Viewer::Desk => None,
        }
    }
}

/// A case and the person's place in it. Who is no member learns nothing, not even that it exists: 404.
pub(super) async fn find_for(
    court: &Court,
    party: &Party,
    id: &str,
) -> Result<(case::Model, Viewer), Problem> {
    let member = member_of(court, party, id).await?;
    let case = case::Entity::find_by_id(member.case_id)
        .one(court.store.db())
        .await?;
    Ok((case.ok_or(&common::NOT_FOUND)?, Viewer::Member(member)))
}

/// The place alone, for what hangs below a case.
pub(super) async fn member_of(
    court: &Court,
    party: &Party,
    id: &str,
) -> Result<member::Model, Problem> {
    let id = Uuid::try_parse(id).map_err(|_| Problem::new(&common::NOT_FOUND))?;
    let member = member::Entity::find_by_id((party.id, id))
        .one(court.store.db())
        .await?;
    member.ok_or_else(|| Problem::new(&common::NOT_FOUND))
}

pub(super) async fn find_for_desk(
    court: &Court,
    _reader: &CaseReader,
    id: &str,
) -> Result<case::Model, Problem> {
    let id = Uuid::try_parse(id).map_err(|_| Problem::new(&common::NOT_FOUND))?;
    let case = case::Entity::find_by_id(id).one(court.store.db()).await?;
    case.ok_or_else(|| Problem::new(&common::NOT_FOUND))
}

/// Staff whose work is with cases; administrators and auditors see no case content (domain.md 7).
pub struct CaseReader(pub Staff);

impl Deref for CaseReader {
    type Target = Staff;

    fn deref(&self) -> &Staff {
        &self.0
    }
}

impl FromRequest for CaseReader {
    type Error = Problem;
    type Future = Pin<Box<dyn Future<Output = Result<CaseReader, Problem>>>>;

    fn from_request(req: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let staff = Staff::from_request(req, payload);
        Box::pin(async move {
            let staff = staff.await?;
            if staff.enters(Room::Cases) {
                Ok(CaseReader(staff))
            } else {
                Err(Problem::new(&staff::errors::ROLE_MISSING))
            }
        })
    }
}
