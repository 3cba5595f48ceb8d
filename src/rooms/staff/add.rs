//! `micro-court staff add`: a new account of the desk.

use sea_orm::ActiveModelTrait;
use sea_orm::ActiveValue::Set;

use super::credentials;
use super::model;
use super::words::Role;
use crate::court::Court;
use crate::kit::audit::{Act, Actor};
use crate::kit::ids::new_id;
use crate::kit::problem::{Problem, is_unique_violation};

/// NIST SP 800-63B 5.1.1.2.
const SHORTEST_PASSWORD: usize = 8;

pub struct NewStaff {
    pub username: String,
    pub name: String,
    pub roles: Vec<Role>,
    pub password: String,
}

#[derive(Debug, thiserror::Error)]
pub enum AddError {
    #[error("The user name has 1 to 64 letters, digits, dots, hyphens or underscores.")]
    Username,
    #[error("Give the name to show, at most 64 characters.")]
    Name,
    #[error("Give at least one role.")]
    NoRole,
    #[error("The password needs at least {SHORTEST_PASSWORD} characters (256 at most).")]
    Password,
    #[error("There is already a member of staff with that user name.")]
    Taken,
    #[error("{0}")]
    Problem(#[from] Problem),
}

/// Adds the account and gives the `otpauth://` address, which is shown this once.
pub async fn add(court: &Court, new: NewStaff) -> Result<String, AddError> {
    let new = checked(new)?;
    let (totp_sealed, address) = credentials::new_totp(court, &new.username)?;
    let now = court.now();
    let roles: Vec<&str> = new.roles.iter().map(|role| role.code()).collect();
    let row = model::ActiveModel {
        id: Set(new_id()),
        username: Set(new.username),
        name: Set(new.name),
        roles: Set(roles.join(",")),
        password_hash: Set(credentials::hash(&new.password)?),
        totp_sealed: Set(totp_sealed),
        totp_last_step: Set(0),
        last_log_in_at: Set(None),
        away_until: Set(None),
        disabled_at: Set(None),
        created_at: Set(now),
    };
    let tx = court.store.write().await?;
    let row = row
        .insert(&tx)
        .await
        .map_err(|error| match is_unique_violation(&error) {
            true => AddError::Taken,
            false => AddError::Problem(error.into()),
        })?;
    let act = Act {
        actor: Actor::System,
        act: "staff.add",
        subject_kind: "staff",
        subject_id: row.id,
        from: None,
        to: Some(&row.roles),
        basis: None,
    };
    act.record(&tx, now).await.map_err(Problem::from)?;
    court.commit(tx).await?;
    Ok(address)
}

fn checked(mut new: NewStaff) -> Result<NewStaff, AddError> {
    new.username = new.username.trim().to_lowercase();
    new.name = new.name.trim().to_owned();
    let username_fits = (1..=64).contains(&new.username.len())
        && new
            .username
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"._-".contains(&byte));
    match () {
        () if !username_fits => Err(AddError::Username),
        () if new.name.is_empty() || new.name.chars().count() > 64 => Err(AddError::Name),
        () if new.roles.is_empty() => Err(AddError::NoRole),
        () if !(SHORTEST_PASSWORD..=256).contains(&new.password.chars().count()) => {
            Err(AddError::Password)
        }
        () => Ok(new),
    }
}
