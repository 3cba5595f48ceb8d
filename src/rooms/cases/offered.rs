//! What other rooms may know of a case, and the two things they may change in it: who sits on a party's
//! place, and who may read a paper.

use sea_orm::prelude::*;
use sea_orm::sea_query::{Expr, ExprTrait, OnConflict};
use sea_orm::{ActiveValue::Set, ConnectionTrait, DatabaseTransaction, QueryOrder, QuerySelect};
use secrecy::SecretString;
use serde_json::json;

use super::errors;
use super::model::{case, document, member, party, read};
use super::names::{By, DocumentKind, EntryKind, PartyKind, Readers, Side};
use super::open::{ID_NUMBER, PHONE, admit};
use super::record::{Entry, record};
use super::step::state_of;
use crate::court::Court;
use crate::kit::auth::Party;
use crate::kit::problem::{Problem, common};
use crate::law::Named;
use crate::law::machine::case::State;
use crate::law::procedure::Procedure;

/// Parties of one case: filing takes 50 a side.
const MOST: u64 = 150;

/// A case in a few words.
#[derive(Clone, Debug)]
pub struct CaseInfo {
    pub id: Uuid,
    pub number: String,
    pub state: State,
    pub procedure: Procedure,
    /// 张三与某某公司
    pub sides: String,
    pub cause: String,
    pub judge_id: Option<Uuid>,
}

/// A party as the court serves it.
#[derive(Clone, Debug)]
pub struct PartyInfo {
    pub id: Uuid,
    pub case_id: Uuid,
    pub side: Side,
    pub kind: PartyKind,
    pub name: String,
    /// Who acts for it in the app.
    pub person_id: Option<Uuid>,
    pub phone: Option<SecretString>,
    id_number_hash: Option<String>,
}

impl PartyInfo {
    /// Whether this number is the party's; `None` when the case file has none.
    pub fn has_number(&self, court: &Court, number: &SecretString) -> Option<bool> {
        let known = self.id_number_hash.as_deref()?;
        Some(known == court.vault.search_hash(ID_NUMBER, number))
    }
}

#[derive(Clone, Debug)]
pub struct DocumentInfo {
    pub id: Uuid,
    pub title: String,
    pub kind: DocumentKind,
}

pub async fn info(db: &impl ConnectionTrait, case_id: Uuid) -> Result<CaseInfo, Problem> {
    let row = case::Entity::find_by_id(case_id).one(db).await?;
    info_of(row.ok_or(&common::NOT_FOUND)?)
}

/// The same, held against other writers until the end of the transaction.
pub async fn info_for_change(tx: &DatabaseTransaction, case_id: Uuid) -> Result<CaseInfo, Problem> {
    let row = case::Entity::find_by_id(case_id)
        .lock_exclusive()
        .one(tx)
        .await?;
    info_of(row.ok_or(&common::NOT_FOUND)?)
}

fn info_of(row: case::Model) -> Result<CaseInfo, Problem> {
    Ok(CaseInfo {
        state: state_of(&row)?,
        procedure: Procedure::from_id(&row.procedure).unwrap_or(Procedure::Ordinary),
        sides: format!("{}与{}", row.first_side, row.second_side),
        id: row.id,
        number: row.number,
        cause: row.cause,
        judge_id: row.judge_id,
    })
}

/// All parties of a case, in the order of the complaint.
pub async fn parties(
    court: &Court,
    db: &impl ConnectionTrait,
    case_id: Uuid,
) -> Result<Vec<PartyInfo>, Problem> {
    let rows = party::Entity::find()
        .filter(party::Column::CaseId.eq(case_id))
        .order_by_asc(party::Column::Side)
        .order_by_asc(party::Column::Place)
        .limit(MOST)
        .all(db)
        .await?;
    let mut all = rows
        .into_iter()
        .map(|row| party_of(court, row))
        .collect::<Result<Vec<_>, _>>()?;
    all.sort_by_key(|party| party.side);
    Ok(all)
}

fn party_of(court: &Court, row: party::Model) -> Result<PartyInfo, Problem> {
    let phone = row
        .phone_sealed
        .as_deref()
        .map(|sealed| court.vault.open(PHONE, sealed))
        .transpose()
        .map_err(|error| Problem::new(&common::INTERNAL).because(error))?;
    Ok(PartyInfo {
        id: row.id,
        case_id: row.case_id,
        side: Side::from_id(&row.side).unwrap_or(Side::ThirdParty),
        kind: PartyKind::from_id(&row.kind).unwrap_or(PartyKind::Person),
        name: row.name,
        person_id: row.person_id,
        phone,
        id_number_hash: row.id_number_hash,
    })
}

/// The party that a member of the case acts for.
pub async fn my_party(
    court: &Court,
    db: &impl ConnectionTrait,
    me: &Party,
    case_id: Uuid,
) -> Result<PartyInfo, Problem> {
    let row = party::Entity::find()
        .filter(party::Column::CaseId.eq(case_id))
        .filter(party::Column::PersonId.eq(me.id))
        .one(db)
        .await?;
    party_of(court, row.ok_or(&common::NOT_FOUND)?)
}

pub async fn document(
    db: &impl ConnectionTrait,
    case_id: Uuid,
    document_id: Uuid,
) -> Result<DocumentInfo, Problem> {
    let row = document::Entity::find_by_id(document_id)
        .filter(document::Column::CaseId.eq(case_id))
        .one(db)
        .await?;
    let row = row.ok_or(&errors::NO_SUCH_DOCUMENT)?;
    Ok(DocumentInfo {
        id: row.id,
        title: row.title,
        kind: DocumentKind::from_id(&row.kind).unwrap_or(DocumentKind::Other),
    })
}

/// The digest of the printed paper, once it is printed.
pub async fn digest_of(
    db: &impl ConnectionTrait,
    document_id: Uuid,
) -> Result<Option<String>, Problem> {
    let row = document::Entity::find_by_id(document_id).one(db).await?;
    Ok(row.and_then(|row| row.sha256))
}

/// Seats a person on a party's place and lets them read the case. False when somebody else sits there.
pub async fn seat(
    court: &Court,
    tx: &DatabaseTransaction,
    party: &PartyInfo,
    person_id: Uuid,
    by: By,
) -> Result<bool, Problem> {
    let seated = party::Entity::update_many()
        .col_expr(party::Column::PersonId, Expr::value(person_id))
        .filter(party::Column::Id.eq(party.id))
        .filter(
            party::Column::PersonId
                .is_null()
                .or(party::Column::PersonId.eq(person_id)),
        )
        .exec(tx)
        .await?;
    if seated.rows_affected == 0 {
        return Ok(false);
    }
    let now = court.now();
    admit(tx, party.case_id, person_id, party.side, now).await?;
    let entry = Entry {
        kind: EntryKind::PartyJoined,
        at: now,
        by,
        facts: json!({ "note": party.name }),
        readers: Readers::Everyone,
    };
    record(tx, party.case_id, entry).await?;
    Ok(true)
}

/// Lets one member read one paper, whoever else may. A second time changes nothing.
pub async fn show_document(
    tx: &DatabaseTransaction,
    case_id: Uuid,
    document_id: Uuid,
    person_id: Uuid,
) -> Result<(), Problem> {
    let row = read::ActiveModel {
        person_id: Set(person_id),
        case_id: Set(case_id),
        document_id: Set(document_id),
        read_at: Set(None),
    };
    let once = OnConflict::columns([
        read::Column::PersonId,
        read::Column::CaseId,
        read::Column::DocumentId,
    ])
    .do_nothing()
    .to_owned();
    let added = read::Entity::insert(row)
        .on_conflict(once)
        .exec_without_returning(tx)
        .await?;
    if added == 0 {
        return Ok(());
    }
    let counter = member::Column::UnreadDocuments;
    member::Entity::update_many()
        .col_expr(counter, Expr::col(counter).add(1))
        .filter(member::Column::PersonId.eq(person_id))
        .filter(member::Column::CaseId.eq(case_id))
        .exec(tx)
        .await?;
    Ok(())
}

/// Sets the bench of a case.
pub async fn set_bench(
    tx: &DatabaseTransaction,
    case_id: Uuid,
    judge_id: Uuid,
    clerk_id: Option<Uuid>,
) -> Result<(), Problem> {
    case::Entity::update_many()
        .col_expr(case::Column::JudgeId, Expr::value(judge_id))
        .col_expr(case::Column::ClerkId, Expr::value(clerk_id))
        .filter(case::Column::Id.eq(case_id))
        .exec(tx)
        .await?;
    Ok(())
}
