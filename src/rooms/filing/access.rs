//! The only ways to load a filing: for the person who files it, and for the desk.

use sea_orm::prelude::*;
use sea_orm::{ConnectionTrait, QuerySelect};
use secrecy::{ExposeSecret, SecretString};

use super::content::Content;
use super::errors;
use super::model::filing;
use crate::court::Court;
use crate::kit::auth::Party;
use crate::kit::problem::{Problem, common};
use crate::law::Named;
use crate::law::machine::filing::State;
use crate::rooms::identity::{self, Verified};
use crate::rooms::staff::{Role, Staff};

/// Where the content is sealed.
const CONTENT: &str = "filings.content";

/// One's own filing; anybody else's is not there.
pub async fn find_for(
    db: &impl ConnectionTrait,
    party: &Party,
    id: Uuid,
) -> Result<filing::Model, Problem> {
    let found = filing::Entity::find_by_id(id)
        .filter(filing::Column::PersonId.eq(party.id))
        .one(db)
        .await?;
    found.ok_or_else(|| Problem::new(&common::NOT_FOUND))
}

/// The same, kept from other writers until the transaction ends.
pub async fn find_for_change(
    tx: &impl ConnectionTrait,
    party: &Party,
    id: Uuid,
) -> Result<filing::Model, Problem> {
    let found = filing::Entity::find_by_id(id)
        .filter(filing::Column::PersonId.eq(party.id))
        .lock_exclusive()
        .one(tx)
        .await?;
    found.ok_or_else(|| Problem::new(&common::NOT_FOUND))
}

/// For the desk: what has been given to the court. A draft is the person's own affair.
pub async fn find_at_desk(db: &impl ConnectionTrait, id: Uuid) -> Result<filing::Model, Problem> {
    let found = filing::Entity::find_by_id(id)
        .filter(filing::Column::State.ne(State::Draft.id()))
        .filter(filing::Column::ReceiptNo.is_not_null())
        .one(db)
        .await?;
    found.ok_or_else(|| Problem::new(&common::NOT_FOUND))
}

pub async fn find_at_desk_for_change(
    tx: &impl ConnectionTrait,
    id: Uuid,
) -> Result<filing::Model, Problem> {
    let found = filing::Entity::find_by_id(id)
        .filter(filing::Column::State.ne(State::Draft.id()))
        .filter(filing::Column::ReceiptNo.is_not_null())
        .lock_exclusive()
        .one(tx)
        .await?;
    found.ok_or_else(|| Problem::new(&common::NOT_FOUND))
}

/// For a room event: by id alone.
pub async fn find_for_event(
    tx: &impl ConnectionTrait,
    id: Uuid,
) -> Result<Option<filing::Model>, DbErr> {
    filing::Entity::find_by_id(id)
        .lock_exclusive()
        .one(tx)
        .await
}

/// Who files; nothing while they have not said who they are.
pub async fn filer(court: &Court, party: &Party) -> Result<Option<Verified>, Problem> {
    match identity::require(court, party, identity::Assurance::L2).await {
        Ok(me) => Ok(Some(me)),
        Err(problem) if problem.kind.status == 403 => Ok(None),
        Err(problem) => Err(problem),
    }
}

pub fn state_of(row: &filing::Model) -> Result<State, Problem> {
    State::from_id(&row.state)
        .ok_or_else(|| Problem::new(&common::INTERNAL).because("unknown filing state"))
}

pub fn content_of(court: &Court, row: &filing::Model) -> Result<Content, Problem> {
    let opened = court
        .vault
        .open(CONTENT, &row.content_sealed)
        .map_err(|error| Problem::new(&common::INTERNAL).because(error))?;
    serde_json::from_str(opened.expose_secret())
        .map_err(|_| Problem::new(&common::INTERNAL).because("a stored content does not read"))
}

pub fn seal(court: &Court, content: &Content) -> Result<String, Problem> {
    let text = serde_json::to_string(content)
        .map_err(|error| Problem::new(&common::INTERNAL).because(error))?;
    Ok(court.vault.seal(CONTENT, &SecretString::from(text)))
}

/// Who may look at filings at the desk (domain.md 7): clerks at all, judges where a ruling is asked for.
pub struct Reviewer(pub Staff);

impl std::ops::Deref for Reviewer {
    type Target = Staff;

    fn deref(&self) -> &Staff {
        &self.0
    }
}

impl Reviewer {
    pub fn is_clerk(&self) -> bool {
        self.0.has(Role::FilingClerk)
    }

    pub fn is_judge(&self) -> bool {
        self.0.has(Role::Judge)
    }

    /// A clerk's act.
    pub fn clerk(&self) -> Result<(), Problem> {
        if self.is_clerk() {
            Ok(())
        } else {
            Err(Problem::new(&errors::ROLE))
        }
    }

    /// A ruling: a judge's, and never of whoever reviewed the same filing.
    pub fn judge_of(&self, row: &filing::Model) -> Result<(), Problem> {
        match (self.is_judge(), row.reviewer_id) {
            (false, _) => Err(Problem::new(&errors::ROLE)),
            (true, Some(reviewer)) if reviewer == self.0.id() => {
                Err(Problem::new(&errors::SAME_PERSON))
            }
            (true, _) => Ok(()),
        }
    }
}

impl actix_web::FromRequest for Reviewer {
    type Error = Problem;
    type Future = std::pin::Pin<Box<dyn Future<Output = Result<Reviewer, Problem>>>>;

    fn from_request(
        req: &actix_web::HttpRequest,
        payload: &mut actix_web::dev::Payload,
    ) -> Self::Future {
        let staff = Staff::from_request(req, payload);
        Box::pin(async move {
            let staff = staff.await?;
            if staff.has(Role::FilingClerk) || staff.has(Role::Judge) {
                Ok(Reviewer(staff))
            } else {
                Err(Problem::new(&errors::ROLE))
            }
        })
    }
}
