//! The only way to load a person, and what others may learn of one.

use chrono::{DateTime, Utc};
use sea_orm::{ConnectionTrait, EntityTrait, FromQueryResult, QuerySelect, Statement};
use secrecy::SecretString;
use uuid::Uuid;

use super::model::person;
use super::words::{Assurance, ConsentKind, ConsentState, PersonView};
use crate::kit::clock::shanghai;
use crate::kit::i18n::Lang;
use crate::kit::problem::{Problem, common};
use crate::kit::vault::{Vault, last_four};

/// Where a phone number is sealed.
pub(super) const PHONE: &str = "people.phone";

/// A person with the present state of their consents.
pub(super) struct Loaded {
    id: Uuid,
    assurance: i32,
    phone: Option<SecretString>,
    consents: Vec<ConsentState>,
}

#[derive(FromQueryResult)]
struct Row {
    assurance: i32,
    phone_sealed: Option<String>,
    kind: Option<String>,
    given: Option<bool>,
    version: Option<String>,
    at: Option<DateTime<Utc>>,
}

/// One round trip: the person, and of each kind of consent the latest entry.
const PERSON_WITH_CONSENTS: &str = "SELECT p.assurance, p.phone_sealed, c.kind, c.given, c.version, c.at \
    FROM people p LEFT JOIN consents c ON c.person_id = p.id AND NOT EXISTS \
    (SELECT 1 FROM consents later WHERE later.person_id = c.person_id AND later.kind = c.kind AND later.id > c.id) \
    WHERE p.id = $1 ORDER BY c.kind";

pub(super) async fn person_view(
    db: &impl ConnectionTrait,
    vault: &Vault,
    id: Uuid,
) -> Result<Loaded, Problem> {
    let statement = Statement::from_sql_and_values(
        db.get_database_backend(),
        PERSON_WITH_CONSENTS,
        [id.into()],
    );
    let rows = Row::find_by_statement(statement).all(db).await?;
    let Some(first) = rows.first() else {
        return Err(Problem::new(&common::NOT_FOUND));
    };
    let phone = match &first.phone_sealed {
        Some(sealed) => Some(
            vault
                .open(PHONE, sealed)
                .map_err(|error| Problem::new(&common::INTERNAL).because(error))?,
        ),
        None => None,
    };
    Ok(Loaded {
        id,
        assurance: first.assurance,
        phone,
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
        name_masked: None,
        phone_masked: person.phone.as_ref().map(last_four),
        id_number_masked: None,
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
