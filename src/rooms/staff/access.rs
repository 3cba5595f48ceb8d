//! The staff member behind a request: `Staff`, or a role in the handler's signature.

use std::future::Future;
use std::ops::Deref;
use std::pin::Pin;

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest, web};
use sea_orm::EntityTrait;
use uuid::Uuid;

use super::errors;
use super::model;
use super::words::{Role, Room, StaffView};
use crate::court::Court;
use crate::kit::auth::{self, Realm};
use crate::kit::clock::shanghai;
use crate::kit::problem::{Problem, common};

/// A logged-in member of staff, whatever the role.
#[derive(Clone, Debug)]
pub struct Staff {
    pub session_id: Uuid,
    pub(super) row: model::Model,
}

impl Staff {
    pub fn id(&self) -> Uuid {
        self.row.id
    }

    pub fn name(&self) -> &str {
        &self.row.name
    }

    pub fn has(&self, role: Role) -> bool {
        roles_of(&self.row).contains(&role)
    }

    /// Whether one of the roles has this room on its desk.
    pub fn enters(&self, room: Room) -> bool {
        roles_of(&self.row)
            .iter()
            .any(|role| role.rooms().contains(&room))
    }
}

impl FromRequest for Staff {
    type Error = Problem;
    type Future = Pin<Box<dyn Future<Output = Result<Staff, Problem>>>>;

    fn from_request(req: &HttpRequest, _: &mut Payload) -> Self::Future {
        let req = req.clone();
        Box::pin(async move {
            let court = req
                .app_data::<web::Data<Court>>()
                .ok_or(&common::INTERNAL)?;
            let session = auth::session_of(&req, Realm::Desk).await?;
            court.limits.person(session.subject_id).await?;
            let row = model::Entity::find_by_id(session.subject_id)
                .one(court.store.db())
                .await?;
            match row {
                Some(row) if row.disabled_at.is_none() => Ok(Staff {
                    session_id: session.id,
                    row,
                }),
                _ => Err(Problem::new(&auth::errors::SESSION_ENDED)),
            }
        })
    }
}

/// Runs the court's systems; sees no case content (domain.md 7).
pub struct Administrator(pub Staff);

impl Deref for Administrator {
    type Target = Staff;

    fn deref(&self) -> &Staff {
        &self.0
    }
}

impl FromRequest for Administrator {
    type Error = Problem;
    type Future = Pin<Box<dyn Future<Output = Result<Administrator, Problem>>>>;

    fn from_request(req: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let staff = Staff::from_request(req, payload);
        Box::pin(async move {
            let staff = staff.await?;
            if staff.has(Role::Administrator) {
                Ok(Administrator(staff))
            } else {
                Err(Problem::new(&errors::ROLE_MISSING))
            }
        })
    }
}

pub(super) fn roles_of(row: &model::Model) -> Vec<Role> {
    row.roles.split(',').filter_map(Role::of_code).collect()
}

pub(super) fn view_of(row: model::Model) -> StaffView {
    let roles = roles_of(&row);
    let mut rooms: Vec<Room> = roles
        .iter()
        .flat_map(|role| role.rooms().iter().copied())
        .collect();
    rooms.sort_unstable();
    rooms.dedup();
    StaffView {
        id: row.id,
        username: row.username,
        name: row.name,
        roles,
        rooms,
        last_log_in_at: row.last_log_in_at.map(|at| at.with_timezone(&shanghai())),
    }
}
