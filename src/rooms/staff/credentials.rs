//! Passwords (argon2id) and one-time codes (RFC 6238: SHA-1, six digits, 30 seconds).

use std::sync::LazyLock;

use actix_web::web;
use argon2::password_hash::rand_core::OsRng;
use argon2::password_hash::{PasswordHash, PasswordHasher, PasswordVerifier, SaltString};
use argon2::{Algorithm, Argon2, Params, Version};
use sea_orm::prelude::*;
use sea_orm::sea_query::Expr;
use secrecy::{ExposeSecret, SecretString};
use totp_rs::{Secret, TOTP};

use super::model;
use super::words::SessionBody;
use crate::court::Court;
use crate::kit::problem::{Problem, common};

/// Where the one-time secret is sealed.
const TOTP: &str = "staff_members.totp";
const STEP_S: u64 = 30;
const ISSUER: &str = "Micro Court Desk";

/// OWASP's second profile for argon2id: 19 MiB, two passes, one lane.
fn hasher() -> Result<Argon2<'static>, Problem> {
    let params = Params::new(19 * 1024, 2, 1, None)
        .map_err(|error| Problem::new(&common::INTERNAL).because(error))?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

/// A hash that no password has: verifying against it takes as long as for a real account, so the
/// time of an answer does not tell which user names exist.
static NOBODY: LazyLock<String> = LazyLock::new(|| hash("nobody's password").unwrap_or_default());

pub fn hash(password: &str) -> Result<String, Problem> {
    let salt = SaltString::generate(&mut OsRng);
    let hash = hasher()?.hash_password(password.as_bytes(), &salt);
    Ok(hash
        .map_err(|error| Problem::new(&common::INTERNAL).because(error))?
        .to_string())
}

/// The member of staff whose user name, password and code these are.
pub async fn check(court: &Court, body: SessionBody) -> Result<Option<model::Model>, Problem> {
    let found = model::Entity::find()
        .filter(model::Column::Username.eq(body.username.to_lowercase()))
        .one(court.store.db())
        .await?;
    let stored = found.as_ref().map(|staff| staff.password_hash.clone());
    let password = body.password;
    // About 20 ms of one core: not on a thread that answers requests.
    let password_fits = web::block(move || {
        let stored = stored.unwrap_or_else(|| NOBODY.clone());
        PasswordHash::new(&stored).is_ok_and(|hash| {
            Argon2::default()
                .verify_password(password.as_bytes(), &hash)
                .is_ok()
        })
    })
    .await
    .map_err(|error| Problem::new(&common::INTERNAL).because(error))?;
    match found {
        Some(staff)
            if password_fits
                && staff.disabled_at.is_none()
                && use_code(court, &staff, &body.totp).await? =>
        {
            Ok(Some(staff))
        }
        _ => Ok(None),
    }
}

/// Takes a code that fits now or one step either side, once.
async fn use_code(court: &Court, staff: &model::Model, code: &str) -> Result<bool, Problem> {
    let secret = court
        .vault
        .open(TOTP, &staff.totp_sealed)
        .map_err(|error| Problem::new(&common::INTERNAL).because(error))?;
    let totp = totp_of(&secret, &staff.username)?;
    let step = court.now().timestamp().max(0) as u64 / STEP_S;
    let code = code.replace(' ', "");
    let fits = |step: &u64| {
        let expected = totp.generate(step * STEP_S);
        aws_lc_rs::constant_time::verify_slices_are_equal(expected.as_bytes(), code.as_bytes())
            .is_ok()
    };
    let Some(step) = [step, step.saturating_sub(1), step + 1]
        .into_iter()
        .find(fits)
    else {
        return Ok(false);
    };
    let used = model::Entity::update_many()
        .col_expr(model::Column::TotpLastStep, Expr::value(step as i64))
        .filter(model::Column::Id.eq(staff.id))
        .filter(model::Column::TotpLastStep.lt(step as i64))
        .exec(court.store.db())
        .await?;
    Ok(used.rows_affected == 1)
}

fn totp_of(secret: &SecretString, username: &str) -> Result<TOTP, Problem> {
    let wrong = |error: String| Problem::new(&common::INTERNAL).because(error);
    let bytes = Secret::Encoded(secret.expose_secret().to_owned())
        .to_bytes()
        .map_err(|error| wrong(error.to_string()))?;
    TOTP::new(
        totp_rs::Algorithm::SHA1,
        6,
        0,
        STEP_S,
        bytes,
        Some(ISSUER.to_owned()),
        username.to_owned(),
    )
    .map_err(|error| wrong(error.to_string()))
}

/// A fresh one-time secret: sealed for the table, and its `otpauth://` address for the authenticator.
pub fn new_totp(court: &Court, username: &str) -> Result<(String, String), Problem> {
    let bytes = crate::kit::vault::random_bytes::<20>();
    let encoded = SecretString::from(Secret::Raw(bytes.to_vec()).to_encoded().to_string());
    let address = totp_of(&encoded, username)?.get_url();
    Ok((court.vault.seal(TOTP, &encoded), address))
}
