//! The only ways to load a delivery, and who serves at the desk.

use std::future::Future;
use std::ops::Deref;
use std::pin::Pin;

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest};
use sea_orm::prelude::*;
use sea_orm::{ConnectionTrait, DatabaseTransaction, QueryOrder, QuerySelect};

use super::errors;
use super::model::{address, attempt, delivery};
use crate::kit::auth::Party;
use crate::kit::problem::Problem;
use crate::law::machine::Actor;
use crate::rooms::cases::By;
use crate::rooms::staff::{self, Role, Room, Staff};

/// Staff who serve documents.
pub struct Server(pub Staff);

impl Deref for Server {
    type Target = Staff;

    fn deref(&self) -> &Staff {
        &self.0
    }
}

impl Server {
    /// In which office the machine sees them. Assistants serve as clerks of court do.
    pub fn by(&self) -> By {
        let role = match self.has(Role::Judge) {
            true => Actor::Judge,
            false => Actor::ClerkOfCourt,
        };
        By::staff(role, self.id(), self.name())
    }

    /// In the clerk's office where they hold it, since most acts of service are the clerk's.
    pub fn by_clerk_first(&self) -> By {
        let clerk = [Role::CourtClerk, Role::JudgeAssistant]
            .into_iter()
            .any(|role| self.has(role));
        let role = if clerk {
            Actor::ClerkOfCourt
        } else {
            Actor::Judge
        };
        By::staff(role, self.id(), self.name())
    }
}

impl FromRequest for Server {
    type Error = Problem;
    type Future = Pin<Box<dyn Future<Output = Result<Server, Problem>>>>;

    fn from_request(req: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let staff = Staff::from_request(req, payload);
        Box::pin(async move {
            let staff = staff.await?;
            if staff.enters(Room::Delivery) {
                Ok(Server(staff))
            } else {
                Err(Problem::new(&staff::errors::ROLE_MISSING))
            }
        })
    }
}

fn none() -> Problem {
    Problem::new(&errors::NO_SUCH_DELIVERY)
}

/// One addressed to me, once it was sent.
pub async fn find_for(
    db: &impl ConnectionTrait,
    party: &Party,
    id: &str,
) -> Result<delivery::Model, Problem> {
    let id = Uuid::try_parse(id).map_err(|_| none())?;
    let row = delivery::Entity::find_by_id(id)
        .filter(delivery::Column::PersonId.eq(party.id))
        .filter(delivery::Column::SentAt.is_not_null())
        .one(db)
        .await?;
    row.ok_or_else(none)
}

/// The row itself, held against other writers until the end of the transaction.
pub async fn for_change(tx: &DatabaseTransaction, id: Uuid) -> Result<delivery::Model, Problem> {
    let row = delivery::Entity::find_by_id(id)
        .lock_exclusive()
        .one(tx)
        .await?;
    row.ok_or_else(none)
}

pub async fn at_desk(
    db: &impl ConnectionTrait,
    _server: &Server,
    id: &str,
) -> Result<delivery::Model, Problem> {
    let id = Uuid::try_parse(id).map_err(|_| none())?;
    let row = delivery::Entity::find_by_id(id).one(db).await?;
    row.ok_or_else(none)
}

pub async fn attempts_of(
    db: &impl ConnectionTrait,
    delivery_id: Uuid,
) -> Result<Vec<attempt::Model>, DbErr> {
    attempt::Entity::find()
        .filter(attempt::Column::DeliveryId.eq(delivery_id))
        .order_by_asc(attempt::Column::Id)
        .all(db)
        .await
}

/// The address that counts for a party: the latest.
pub async fn address_of(
    db: &impl ConnectionTrait,
    party_id: Uuid,
) -> Result<Option<address::Model>, DbErr> {
    address::Entity::find()
        .filter(address::Column::PartyId.eq(party_id))
        .order_by_desc(address::Column::Id)
        .limit(1)
        .one(db)
        .await
}
