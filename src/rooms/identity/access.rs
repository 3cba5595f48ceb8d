//! The only way to load a person, and what others may learn of one.

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::{ConnectionTrait, EntityTrait, FromQueryResult, QuerySelect, Statement};
use secrecy::{ExposeSecret, SecretString};
use uuid::Uuid;

use super::model::person;
use super::person_name::masked;
use super::require::{FRESH, is_minor, open};
use super::words::{Assurance, ConsentKind, ConsentState, PersonView, RealNameState};
use crate::kit::auth::Party;
use crate::kit::clock::{shanghai, shanghai_day};
use crate::kit::i18n::Lang;
use crate::kit::problem::{Problem, common};
use crate::kit::vault::{Vault, last_four};

/// Where personal data is sealed.
pub(super) const PHONE: &str = "people.phone";
pub(super) const NAME: &str = "people.name";
pub(super) const ID_NUMBER: &str = "people.id_number";

/// A person with the present state of their consents.
pub(super) struct Loaded {
    id: Uuid,
    assurance: i32,
    phone: Option<SecretString>,
    name: Option<SecretString>,
    id_number: Option<SecretString>,
    real_name: RealNameState,
    step_up_until: Option<DateTime<Utc>>,
    minor: bool,
    consents: Vec<ConsentState>,
}

/// Whose view, and on which session it is shown.
#[derive(Clone, Copy)]
pub(super) struct Shown {
    pub person_id: Uuid,
    pub session_id: Uuid,
    pub now: DateTime<Utc>,
}

impl Shown {
    pub fn to(party: &Party, now: DateTime<Utc>) -> Shown {
        Shown {
            person_id: party.id,
            session_id: party.session_id,
            now,
        }
    }
}

#[derive(FromQueryResult)]
struct Row {
    assurance: i32,
    phone_sealed: Option<String>,
    name_sealed: Option<String>,
    id_number_sealed: Option<String>,
    born_on: Option<NaiveDate>,
    real_name_state: String,
    proved_at: Option<DateTime<Utc>>,
    kind: Option<String>,
    given: Option<bool>,
    version: Option<String>,
    at: Option<DateTime<Utc>>,
}

/// One round trip: the person, the session's latest proof, and of each kind of consent the latest entry.
const PERSON_WITH_CONSENTS: &str = "SELECT p.assurance, p.phone_sealed, p.name_sealed, p.id_number_sealed, \
    p.born_on, p.real_name_state, \
    (SELECT s.at FROM identity_proofs s WHERE s.session_id = $2 ORDER BY s.id DESC LIMIT 1) AS proved_at, \
    c.kind, c.given, c.version, c.at FROM people p LEFT JOIN consents c ON c.person_id = p.id AND NOT EXISTS \
    (SELECT 1 FROM consents later WHERE later.person_id = c.person_id AND later.kind = c.kind AND later.id > c.id) \
    WHERE p.id = $1 ORDER BY c.kind";

pub(super) async fn person_view(
    db: &impl ConnectionTrait,
    vault: &Vault,
    shown: Shown,
) -> Result<Loaded, Problem> {
    let statement = Statement::from_sql_and_values(
        db.get_database_backend(),
        PERSON_WITH_CONSENTS,
        [shown.person_id.into(), shown.session_id.into()],
    );
    let rows = Row::find_by_statement(statement).all(db).await?;
    let Some(first) = rows.first() else {
        return Err(Problem::new(&common::NOT_FOUND));
    };
    let until = first.proved_at.map(|at| at + FRESH);
    Ok(Loaded {
        id: shown.person_id,
        assurance: first.assurance,
        phone: open(vault, PHONE, first.phone_sealed.as_deref())?,
        name: open(vault, NAME, first.name_sealed.as_deref())?,
        id_number: open(vault, ID_NUMBER, first.id_number_sealed.as_deref())?,
        real_name: RealNameState::of_name(&first.real_name_state),
        step_up_until: until.filter(|until| *until > shown.now && first.assurance >= 3),
        minor: is_minor(first.born_on, shanghai_day(shown.now)),
        consents: rows.iter().filter_map(consent_of).collect(),
    })
}

fn consent_of(row: &Row) -> Option<ConsentState> {
    Some(ConsentState {
        kind: ConsentKind::of_name(row.kind.as_deref()?)?,
        given: row.given?,
        version: row.version.clone()?,
        at: row.at?.with_timezone(&shanghai()),
    })
}

pub(super) fn view_of(person: Loaded) -> PersonView {
    PersonView {
        id: person.id,
        assurance: Assurance::of_number(person.assurance),
        name_masked: person
            .name
            .as_ref()
            .map(|name| masked(name.expose_secret())),
        phone_masked: person.phone.as_ref().map(last_four),
        id_number_masked: person.id_number.as_ref().map(last_four),
        real_name_state: person.real_name,
        step_up_until: person
            .step_up_until
            .map(|until| until.with_timezone(&shanghai())),
        minor: person.minor,
        consents: person.consents,
    }
}

/// How WeChat reaches a person who lets it; none when they have not consented (or withdrew).
pub struct WeChatReach {
    pub open_id: String,
    pub lang: Lang,
}

#[derive(FromQueryResult)]
struct ReachRow {
    open_id: String,
    language: String,
}

/// For rooms that send messages: only to people whose latest word on WeChat messages is yes.
pub async fn reach_by_wechat(
    db: &impl ConnectionTrait,
    person_id: Uuid,
) -> Result<Option<WeChatReach>, sea_orm::DbErr> {
    let sql = "SELECT p.open_id, p.language FROM people p JOIN consents c ON c.person_id = p.id \
        WHERE p.id = $1 AND c.kind = 'wechat_messages' AND c.given AND NOT EXISTS \
        (SELECT 1 FROM consents later WHERE later.person_id = c.person_id AND later.kind = c.kind AND later.id > c.id)";
    let statement =
        Statement::from_sql_and_values(db.get_database_backend(), sql, [person_id.into()]);
    let row = ReachRow::find_by_statement(statement).one(db).await?;
    Ok(row.map(|row| WeChatReach {
        open_id: row.open_id,
        lang: Lang::of_code(&row.language),
    }))
}

/// Under which WeChat knows a person, for paying; whether they let us send messages is another question.
pub async fn open_id_of(
    db: &impl ConnectionTrait,
    person_id: Uuid,
) -> Result<Option<String>, sea_orm::DbErr> {
    let row = person::Entity::find_by_id(person_id).one(db).await?;
    Ok(row.map(|row| row.open_id))
}

/// The row itself, locked against other writers on PostgreSQL (SQLite has one writer anyway).
pub(super) async fn person_for_change(
    tx: &impl ConnectionTrait,
    id: Uuid,
) -> Result<person::Model, Problem> {
    let found = person::Entity::find_by_id(id)
        .lock_exclusive()
        .one(tx)
        .await?;
    found.ok_or_else(|| Problem::new(&common::NOT_FOUND))
}

/// A stored level in the words of the audit.
pub(super) fn level(number: i32) -> &'static str {
    ["L0", "L1", "L2", "L3", "L4"]
        .get(number as usize)
        .copied()
        .unwrap_or("L0")
}
