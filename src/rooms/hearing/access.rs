//! The only ways to load a hearing, and who may work with hearings at the desk.

use std::future::Future;
use std::ops::Deref;
use std::pin::Pin;

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest};
use sea_orm::prelude::*;
use sea_orm::{ConnectionTrait, QuerySelect};

use super::model::hearing;
use crate::kit::auth::Party;
use crate::kit::problem::{Problem, common};
use crate::law::Named;
use crate::law::machine::Actor;
use crate::law::machine::hearing::State;
use crate::rooms::cases::{self, By, Side};
use crate::rooms::staff::{self, Role, Room, Staff};

/// A hearing of one of my cases, and my side. For who is no member it is not there.
pub(super) async fn find_for(
    db: &impl ConnectionTrait,
    party: &Party,
    id: Uuid,
) -> Result<(hearing::Model, Side), Problem> {
    let row = find(db, id).await?;
    member(db, party, row).await
}

/// The same, kept from other writers until the transaction ends.
pub(super) async fn find_for_change(
    tx: &impl ConnectionTrait,
    party: &Party,
    id: Uuid,
) -> Result<(hearing::Model, Side), Problem> {
    let row = locked(tx, id).await?;
    member(tx, party, row).await
}

async fn member(
    db: &impl ConnectionTrait,
    party: &Party,
    row: hearing::Model,
) -> Result<(hearing::Model, Side), Problem> {
    let side = cases::side_of(db, party.id, row.case_id).await?;
    Ok((row, side.ok_or(&common::NOT_FOUND)?))
}

pub(super) async fn find(db: &impl ConnectionTrait, id: Uuid) -> Result<hearing::Model, Problem> {
    let found = hearing::Entity::find_by_id(id).one(db).await?;
    found.ok_or_else(|| Problem::new(&common::NOT_FOUND))
}

pub(super) async fn locked(tx: &impl ConnectionTrait, id: Uuid) -> Result<hearing::Model, Problem> {
    let found = hearing::Entity::find_by_id(id)
        .lock_exclusive()
        .one(tx)
        .await?;
    found.ok_or_else(|| Problem::new(&common::NOT_FOUND))
}

pub(super) fn state_of(row: &hearing::Model) -> Result<State, Problem> {
    State::from_id(&row.state)
        .ok_or_else(|| Problem::new(&common::INTERNAL).because("a hearing in an unknown state"))
}

/// Staff whose desk has the room of hearings: to read.
pub struct HearingReader;

/// Judges and court clerks: to plan.
pub struct Planner(pub Staff);

/// What the court alone decides, a judge decides.
pub struct Judge(pub Staff);

impl Planner {
    /// A judge acts as one, whatever else they are.
    pub fn by(&self) -> By {
        let role = match self.0.has(Role::Judge) {
            true => Actor::Judge,
            false => Actor::ClerkOfCourt,
        };
        By::staff(role, self.0.id(), self.0.name())
    }
}

impl Judge {
    pub fn by(&self) -> By {
        By::staff(Actor::Judge, self.0.id(), self.0.name())
    }
}

type Let<T> = Pin<Box<dyn Future<Output = Result<T, Problem>>>>;

fn let_in<T: 'static>(
    req: &HttpRequest,
    payload: &mut Payload,
    may: fn(&Staff) -> bool,
    make: fn(Staff) -> T,
) -> Let<T> {
    let staff = Staff::from_request(req, payload);
    Box::pin(async move {
        let staff = staff.await?;
        match may(&staff) {
            true => Ok(make(staff)),
            false => Err(Problem::new(&staff::errors::ROLE_MISSING)),
        }
    })
}

impl FromRequest for HearingReader {
    type Error = Problem;
    type Future = Let<HearingReader>;

    fn from_request(req: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let_in(
            req,
            payload,
            |staff| staff.enters(Room::Hearing),
            |_| HearingReader,
        )
    }
}

impl FromRequest for Planner {
    type Error = Problem;
    type Future = Let<Planner>;

    fn from_request(req: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let may = |staff: &Staff| staff.has(Role::Judge) || staff.has(Role::CourtClerk);
        let_in(req, payload, may, Planner)
    }
}

impl FromRequest for Judge {
    type Error = Problem;
    type Future = Let<Judge>;

    fn from_request(req: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let_in(req, payload, |staff| staff.has(Role::Judge), Judge)
    }
}

impl Deref for Planner {
    type Target = Staff;

    fn deref(&self) -> &Staff {
        &self.0
    }
}

impl Deref for Judge {
    type Target = Staff;

    fn deref(&self) -> &Staff {
        &self.0
    }
}
