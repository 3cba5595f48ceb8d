//! How surely we know who is acting: the question every room asks before an act that binds (OLR 7).

use chrono::{DateTime, Duration, NaiveDate, Utc};
use sea_orm::prelude::*;
use sea_orm::{ConnectionTrait, QueryOrder, QuerySelect};
use secrecy::SecretString;

use super::access::{ID_NUMBER, NAME, PHONE};
use super::errors;
use super::id_paper::{IdKind, age};
use super::model::{person, proof};
use super::words::Assurance;
use crate::court::Court;
use crate::kit::auth::Party;
use crate::kit::clock::shanghai_day;
use crate::kit::i18n::Words;
use crate::kit::problem::{Problem, common};
use crate::kit::vault::Vault;

/// L4 is L3 proved again in this session, not longer ago than this (domain.md 2).
pub const FRESH: Duration = Duration::minutes(30);
/// Of age, Civil Code 17.
const OF_AGE: i32 = 18;

/// Somebody known well enough.
///
/// Below L2 a claim may be unproved: name and number are what the person said. A person who has not
/// said anything has an empty name; ask for L2 or more where the name counts.
#[derive(Debug)]
pub struct Verified {
    pub person_id: Uuid,
    /// L4 while a proof of this session is fresh.
    pub assurance: Assurance,
    pub name: String,
    pub id_type: IdKind,
    pub id_number: SecretString,
    /// Where the number tells it.
    pub born_on: Option<NaiveDate>,
    pub phone: Option<SecretString>,
    /// Under 18 today: acts through a guardian (CPL 60; Civil Code 19, 20).
    pub minor: bool,
}

/// Answers who is acting, or what is still missing and where to get it.
///
/// # Errors
/// 403 `identity.assurance_too_low`, or `identity.step_up_needed` when L4 is asked of one who is L3.
pub async fn require(court: &Court, party: &Party, least: Assurance) -> Result<Verified, Problem> {
    let db = court.store.db();
    let row = person::Entity::find_by_id(party.id).one(db).await?;
    let row = row.ok_or(&common::NOT_FOUND)?;
    let fresh = fresh_until(db, party.session_id, court.now()).await?;
    let assurance = with_step_up(Assurance::of_number(row.assurance), fresh);
    if assurance < least {
        return Err(too_low(assurance, least));
    }
    verified(&court.vault, row, assurance, shanghai_day(court.now()))
}

/// For the desk: how surely we know this person, whatever that is. The calling room has checked who asks.
pub async fn person_at_desk(
    court: &Court,
    db: &impl ConnectionTrait,
    person_id: Uuid,
) -> Result<Verified, Problem> {
    let row = person::Entity::find_by_id(person_id).one(db).await?;
    let row = row.ok_or(&common::NOT_FOUND)?;
    let assurance = Assurance::of_number(row.assurance);
    verified(&court.vault, row, assurance, shanghai_day(court.now()))
}

fn verified(
    vault: &Vault,
    row: person::Model,
    assurance: Assurance,
    today: NaiveDate,
) -> Result<Verified, Problem> {
    let name = open(vault, NAME, row.name_sealed.as_deref())?;
    Ok(Verified {
        person_id: row.id,
        assurance,
        name: name.map_or_else(String::new, |name| {
            secrecy::ExposeSecret::expose_secret(&name).to_owned()
        }),
        id_type: row
            .id_type
            .as_deref()
            .and_then(IdKind::of_name)
            .unwrap_or(IdKind::PrcResidentId),
        id_number: open(vault, ID_NUMBER, row.id_number_sealed.as_deref())?.unwrap_or_default(),
        born_on: row.born_on,
        phone: open(vault, PHONE, row.phone_sealed.as_deref())?,
        minor: is_minor(row.born_on, today),
    })
}

pub(super) fn open(
    vault: &Vault,
    context: &str,
    sealed: Option<&str>,
) -> Result<Option<SecretString>, Problem> {
    sealed
        .map(|sealed| vault.open(context, sealed))
        .transpose()
        .map_err(|error| Problem::new(&common::INTERNAL).because(error))
}

pub(super) fn is_minor(born_on: Option<NaiveDate>, today: NaiveDate) -> bool {
    born_on.is_some_and(|born_on| age(born_on, today) < OF_AGE)
}

fn with_step_up(assurance: Assurance, fresh: Option<DateTime<Utc>>) -> Assurance {
    match fresh {
        Some(_) if assurance >= Assurance::L3 => Assurance::L4,
        _ => assurance,
    }
}

/// Until when the latest proof of a session counts as fresh; none when it does not any more.
pub(super) async fn fresh_until(
    db: &impl ConnectionTrait,
    session_id: Uuid,
    now: DateTime<Utc>,
) -> Result<Option<DateTime<Utc>>, Problem> {
    let latest = proof::Entity::find()
        .filter(proof::Column::SessionId.eq(session_id))
        .order_by_desc(proof::Column::Id)
        .limit(1)
        .one(db)
        .await?;
    Ok(latest
        .map(|proof| proof.at + FRESH)
        .filter(|until| *until > now))
}

/// Says the next step, not only the level.
fn too_low(have: Assurance, least: Assurance) -> Problem {
    if have >= Assurance::L3 {
        return Problem::new(&errors::STEP_UP_NEEDED);
    }
    let words = match have {
        Assurance::L0 => Words::fixed(
            "请先绑定手机号（在“我的”里），再做这一步。",
            "Add your phone number first (under Me), then take this step.",
        ),
        Assurance::L1 => Words::fixed(
            "请先做实名认证（在“我的 - 实名认证”里），再做这一步。",
            "Verify your name first (under Me - Real name), then take this step.",
        ),
        _ => Words::fixed(
            "请先证明是您本人：刷脸，或录一段视频由工作人员核对（在“我的 - 实名认证”里）。",
            "Prove first that it is you: by face, or by a short video that staff look at (under Me - Real name).",
        ),
    };
    let problem = Problem::new(&errors::ASSURANCE_TOO_LOW).saying(words);
    problem.because(format!("{have:?} where {least:?} is needed"))
}

/// Where a person is reached by SMS. The caller masks it.
pub async fn phone_of(
    court: &Court,
    db: &impl ConnectionTrait,
    person_id: Uuid,
) -> Result<Option<SecretString>, Problem> {
    let row = person::Entity::find_by_id(person_id).one(db).await?;
    open(
        &court.vault,
        PHONE,
        row.and_then(|row| row.phone_sealed).as_deref(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_proved_person_steps_up() {
        let at = DateTime::from_timestamp(1_795_500_000, 0);
        assert_eq!(with_step_up(Assurance::L3, at), Assurance::L4);
        assert_eq!(with_step_up(Assurance::L2, at), Assurance::L2);
        assert_eq!(with_step_up(Assurance::L3, None), Assurance::L3);
    }

    #[test]
    fn the_refusal_names_the_next_step() {
        assert_eq!(
            too_low(Assurance::L3, Assurance::L4).kind.code,
            "identity.step_up_needed"
        );
        for (have, word) in [
            (Assurance::L0, "手机号"),
            (Assurance::L1, "实名"),
            (Assurance::L2, "视频"),
        ] {
            let problem = too_low(have, Assurance::L3);
            assert_eq!(problem.kind.code, "identity.assurance_too_low");
            assert!(problem.detail.unwrap().zh.contains(word));
        }
    }
}
