//! A proof of who somebody is: what it changes, in one place for every route to it (domain.md 2, L3).

use chrono::{DateTime, Utc};
use sea_orm::prelude::*;
use sea_orm::{ActiveValue::Set, ConnectionTrait, DatabaseTransaction, IntoActiveModel};

use super::access::level;
use super::errors;
use super::model::{person, proof};
use super::words::RealNameState;
use crate::kit::audit::{Act, Actor};
use crate::kit::ids::new_id;
use crate::kit::problem::{Problem, is_unique_violation};

/// Who proved to be whom, on which session, and by whose word.
pub(super) struct Proof {
    pub person: person::Model,
    pub session_id: Uuid,
    pub how: RealNameState,
    pub actor: Actor,
    pub basis: &'static str,
}

impl Proof {
    /// L3 from now on, and L4 on this session for a while.
    ///
    /// # Errors
    /// 409 `identity.number_in_use` when another account proved the same number: one account a person.
    pub async fn record(self, tx: &DatabaseTransaction, now: DateTime<Utc>) -> Result<(), Problem> {
        let (person_id, from) = (self.person.id, self.person.assurance);
        let hash = self.person.id_number_hash.clone();
        let mut change = self.person.into_active_model();
        change.assurance = Set(from.max(3));
        change.real_name_state = Set(self.how.name().to_owned());
        change.proved_id_hash = Set(hash);
        change.updated_at = Set(now);
        change
            .update(tx)
            .await
            .map_err(|error| match is_unique_violation(&error) {
                true => Problem::new(&errors::NUMBER_IN_USE),
                false => Problem::from(error),
            })?;
        proof::ActiveModel {
            id: Set(new_id()),
            person_id: Set(person_id),
            session_id: Set(self.session_id),
            how: Set(self.how.name().to_owned()),
            at: Set(now),
        }
        .insert(tx)
        .await?;
        let act = Act {
            actor: self.actor,
            act: "identity.prove",
            subject_kind: "person",
            subject_id: person_id,
            from: Some(level(from)),
            to: Some(level(from.max(3))),
            basis: Some(self.basis),
        };
        Ok(act.record(tx, now).await?)
    }
}

/// The account that has proved this number, if it is another one.
pub(super) async fn proved_elsewhere(
    db: &impl ConnectionTrait,
    person: &person::Model,
) -> Result<Option<person::Model>, Problem> {
    let Some(hash) = &person.id_number_hash else {
        return Ok(None);
    };
    Ok(person::Entity::find()
        .filter(person::Column::ProvedIdHash.eq(hash))
        .filter(person::Column::Id.ne(person.id))
        .one(db)
        .await?)
}
