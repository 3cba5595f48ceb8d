//! A case is opened when its filing is accepted: number, parties, claims, members and the first entry,
//! all in the transaction of the acceptance (CPL 126; Reg15 8: the number is given at registration).

use chrono::{DateTime, Utc};
use sea_orm::prelude::*;
use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveValue::Set, DatabaseTransaction};
use secrecy::SecretString;
use serde_json::json;

use super::errors;
use super::model::{case, claim, member, party, token};
use super::names::{By, EntryKind, PartyKind, Readers, Side};
use super::numbers;
use super::record::{Entry, record};
use super::search_words::tokens_of_case;
use crate::court::Court;
use crate::kit::audit::Act;
use crate::kit::ids::new_id;
use crate::kit::problem::{Problem, is_unique_violation};
use crate::law::Named;
use crate::law::case_number::{COURT_CODE, CaseNumber};
use crate::law::jurisdiction::dispute_kind;
use crate::law::machine::State as _;
use crate::law::machine::case::State;
use crate::law::procedure::Procedure;

/// Where what people gave of themselves is sealed.
pub(super) const ID_NUMBER: &str = "case_parties.id_number";
pub(super) const PHONE: &str = "case_parties.phone";
pub(super) const ADDRESS: &str = "case_parties.address";

/// Rows of one INSERT, well under the limits on bound values of both databases.
const BATCH: usize = 500;

/// A case to open. The parties of a side stand in their order in the complaint.
pub struct NewCase {
    pub id: Uuid,
    pub filing_id: Uuid,
    /// Type code, such as 民初.
    pub kind: String,
    /// Code of the kind of dispute.
    pub cause: String,
    pub procedure: Procedure,
    pub claimed_fen: i64,
    pub claims: Vec<Claim>,
    pub parties: Vec<NewParty>,
    pub registered_at: DateTime<Utc>,
    pub by: By,
}

#[derive(Clone, Debug)]
pub struct Claim {
    pub text: String,
    pub amount_fen: Option<i64>,
}

pub struct NewParty {
    pub side: Side,
    pub kind: PartyKind,
    pub name: String,
    pub id_type: Option<String>,
    pub id_number: Option<SecretString>,
    pub phone: Option<SecretString>,
    pub address: Option<String>,
    /// A person who may read the case from now on.
    pub person_id: Option<Uuid>,
}

#[derive(Clone, Debug)]
pub struct Opened {
    pub id: Uuid,
    pub number: String,
}

/// Opens a case. If `tx` is rolled back, nothing happened and the number is free for the next.
pub async fn open(
    court: &Court,
    tx: &DatabaseTransaction,
    new: NewCase,
) -> Result<Opened, Problem> {
    let number = numbers::allocate(tx, &new.kind, new.registered_at).await?;
    insert_case(tx, &new, &number).await?;
    insert_parties(court, tx, &new).await?;
    insert_claims(tx, &new).await?;
    insert_tokens(tx, &new, &number).await?;
    for party in &new.parties {
        if let Some(person_id) = party.person_id {
            admit(tx, new.id, person_id, party.side, new.registered_at).await?;
        }
    }
    let act = Act {
        actor: new.by.who,
        act: "cases.register",
        subject_kind: "case",
        subject_id: new.id,
        from: None,
        to: Some(State::INITIAL.id()),
        basis: Some("CPL 126; Reg15 8"),
    };
    act.record(tx, new.registered_at).await?;
    let number = number.to_string();
    let entry = Entry {
        kind: EntryKind::Registered,
        at: new.registered_at,
        by: new.by,
        facts: json!({ "number": number }),
        readers: Readers::Everyone,
    };
    record(tx, new.id, entry).await?;
    Ok(Opened { id: new.id, number })
}

async fn insert_case(
    tx: &DatabaseTransaction,
    new: &NewCase,
    number: &CaseNumber,
) -> Result<(), Problem> {
    let row = case::ActiveModel {
        id: Set(new.id),
        filing_id: Set(new.filing_id),
        number: Set(number.to_string()),
        court: Set(COURT_CODE.to_owned()),
        year: Set(number.year().into()),
        kind: Set(new.kind.clone()),
        serial: Set(number.serial().cast_signed()),
        cause: Set(new.cause.clone()),
        procedure: Set(new.procedure.id().to_owned()),
        state: Set(State::INITIAL.id().to_owned()),
        ended: Set(false),
        reached: Set(0),
        first_side: Set(side_in_title(&new.parties, Side::Plaintiff)),
        second_side: Set(side_in_title(&new.parties, Side::Defendant)),
        claimed_fen: Set(new.claimed_fen),
        registered_at: Set(new.registered_at),
        docketed_at: Set(None),
        judge_id: Set(None),
        clerk_id: Set(None),
    };
    let inserted = case::Entity::insert(row).exec_without_returning(tx).await;
    match inserted {
        // The counter gives every number once, so what is there twice is the filing.
        Err(error) if is_unique_violation(&error) => Err(Problem::new(&errors::FILING_HAS_CASE)),
        Err(error) => Err(error.into()),
        Ok(_) => Ok(()),
    }
}

/// `张三等`: the first of a side stands for all.
fn side_in_title(parties: &[NewParty], side: Side) -> String {
    let mut names = parties
        .iter()
        .filter(|party| party.side == side)
        .map(|party| party.name.as_str());
    match (names.next(), names.next()) {
        (None, _) => String::new(),
        (Some(first), None) => first.to_owned(),
        (Some(first), Some(_)) => format!("{first}等"),
    }
}

async fn insert_parties(
    court: &Court,
    tx: &DatabaseTransaction,
    new: &NewCase,
) -> Result<(), Problem> {
    let mut places = [0_i32; 3];
    let mut rows = Vec::with_capacity(new.parties.len());
    for party in &new.parties {
        let place = &mut places[party.side as usize];
        rows.push(party_row(court, new.id, *place, party));
        *place += 1;
    }
    for batch in rows.chunks(BATCH) {
        party::Entity::insert_many(batch.to_vec())
            .exec_without_returning(tx)
            .await?;
    }
    Ok(())
}

fn party_row(court: &Court, case_id: Uuid, place: i32, new: &NewParty) -> party::ActiveModel {
    let seal = |context: &str, plain: &Option<SecretString>| {
        plain.as_ref().map(|plain| court.vault.seal(context, plain))
    };
    let hash = |context: &str, plain: &Option<SecretString>| {
        plain
            .as_ref()
            .map(|plain| court.vault.search_hash(context, plain))
    };
    let address = new.address.clone().map(SecretString::from);
    party::ActiveModel {
        id: Set(new_id()),
        case_id: Set(case_id),
        side: Set(new.side.id().to_owned()),
        place: Set(place),
        kind: Set(new.kind.id().to_owned()),
        name: Set(new.name.clone()),
        id_type: Set(new.id_type.clone()),
        id_number_sealed: Set(seal(ID_NUMBER, &new.id_number)),
        id_number_hash: Set(hash(ID_NUMBER, &new.id_number)),
        phone_sealed: Set(seal(PHONE, &new.phone)),
        phone_hash: Set(hash(PHONE, &new.phone)),
        address_sealed: Set(seal(ADDRESS, &address)),
        person_id: Set(new.person_id),
    }
}

async fn insert_claims(tx: &DatabaseTransaction, new: &NewCase) -> Result<(), Problem> {
    let rows: Vec<claim::ActiveModel> = new
        .claims
        .iter()
        .zip(0..)
        .map(|(one, place)| claim::ActiveModel {
            case_id: Set(new.id),
            place: Set(place),
            text: Set(one.text.clone()),
            amount_fen: Set(one.amount_fen),
        })
        .collect();
    for batch in rows.chunks(BATCH) {
        claim::Entity::insert_many(batch.to_vec())
            .exec_without_returning(tx)
            .await?;
    }
    Ok(())
}

/// Names, cause and claims, and the number itself, become what the case is found by.
async fn insert_tokens(
    tx: &DatabaseTransaction,
    new: &NewCase,
    number: &CaseNumber,
) -> Result<(), Problem> {
    let names = new.parties.iter().map(|party| party.name.as_str());
    let cause =
        dispute_kind(&new.cause).map_or([new.cause.as_str(), ""], |kind| [kind.zh, kind.en]);
    let claims = new.claims.iter().map(|claim| claim.text.as_str());
    let tokens = tokens_of_case(number, names.chain(cause).chain(claims));
    let rows: Vec<token::ActiveModel> = tokens
        .into_iter()
        .map(|token| token::ActiveModel {
            token: Set(token),
            case_id: Set(new.id),
        })
        .collect();
    for batch in rows.chunks(BATCH) {
        token::Entity::insert_many(batch.to_vec())
            .exec_without_returning(tx)
            .await?;
    }
    Ok(())
}

/// Lets a person read a case. What everyone or their side may read is unread for them from now on; a
/// person who is in already stays as they are.
pub async fn admit(
    tx: &DatabaseTransaction,
    case_id: Uuid,
    person_id: Uuid,
    side: Side,
    at: DateTime<Utc>,
) -> Result<(), Problem> {
    let found = case::Entity::find_by_id(case_id).one(tx).await?;
    let case = found.ok_or(&crate::kit::problem::common::NOT_FOUND)?;
    let row = member::ActiveModel {
        person_id: Set(person_id),
        case_id: Set(case_id),
        role: Set(side.id().to_owned()),
        since: Set(at),
        state: Set(case.state),
        ended: Set(case.ended),
        to_do: Set(false),
        unread_entries: Set(0),
        unread_documents: Set(0),
    };
    let once = OnConflict::columns([member::Column::PersonId, member::Column::CaseId])
        .do_nothing()
        .to_owned();
    let added = member::Entity::insert(row)
        .on_conflict(once)
        .exec_without_returning(tx)
        .await?;
    if added == 0 {
        return Ok(());
    }
    super::documents::hand_over(tx, case_id, person_id, side).await?;
    super::limits::who_has_to_act(tx, case_id).await
}

#[cfg(test)]
mod tests {
    use super::*;

    fn party(side: Side, name: &str) -> NewParty {
        NewParty {
            side,
            kind: PartyKind::Person,
            name: name.to_owned(),
            id_type: None,
            id_number: None,
            phone: None,
            address: None,
            person_id: None,
        }
    }

    #[test]
    fn the_title_names_the_first_of_a_side() {
        let parties = [
            party(Side::Plaintiff, "张三"),
            party(Side::Defendant, "甲公司"),
            party(Side::Plaintiff, "李四"),
        ];
        assert_eq!(side_in_title(&parties, Side::Plaintiff), "张三等");
        assert_eq!(side_in_title(&parties, Side::Defendant), "甲公司");
        assert_eq!(side_in_title(&parties, Side::ThirdParty), "");
    }
}
