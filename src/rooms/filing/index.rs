//! Where the desk and the duplicate check find a filing: its parties and its words.

use sea_orm::prelude::*;
use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveValue::Set, DatabaseTransaction};
use secrecy::SecretString;

use super::content::{Content, SIDES};
use super::model::{filing, party, term};
use super::{duplicates, words};
use crate::court::Court;
use crate::kit::i18n::Lang;
use crate::kit::problem::Problem;
use crate::kit::search;

/// Where the numbers of parties are hashed, to find the same party again.
const PARTY_ID: &str = "filing_parties.id_number";

/// Words of one filing, at most.
const MOST_TERMS: usize = 2_000;

/// Puts the parties and words of the filing where the desk and the duplicate check find them.
pub async fn index(
    court: &Court,
    tx: &DatabaseTransaction,
    row: &filing::Model,
    content: &Content,
) -> Result<(), Problem> {
    party::Entity::delete_many()
        .filter(party::Column::FilingId.eq(row.id))
        .exec(tx)
        .await?;
    term::Entity::delete_many()
        .filter(term::Column::FilingId.eq(row.id))
        .exec(tx)
        .await?;
    let mut rows = Vec::new();
    for side in SIDES {
        for (position, entry) in content.side(side).iter().enumerate() {
            rows.push(party::ActiveModel {
                filing_id: Set(row.id),
                side: Set(side.to_owned()),
                position: Set(i32::try_from(position).unwrap_or(i32::MAX)),
                name_key: Set(duplicates::name_key(
                    entry.name.as_deref().unwrap_or_default(),
                )),
                id_hash: Set(id_hash(court, entry.id_number.as_deref())),
            });
        }
    }
    party::Entity::insert_many(rows)
        .exec_without_returning(tx)
        .await?;
    let names = SIDES
        .iter()
        .flat_map(|side| content.side(side))
        .filter_map(|entry| entry.name.as_deref());
    let text: Vec<&str> = names
        .chain(row.receipt_no.as_deref())
        .chain(row.case_number.as_deref())
        .collect();
    let cause = words::cause_words(row.cause.as_deref(), Lang::Zh).unwrap_or_default();
    let found = search::of_texts(text.into_iter().chain([cause.as_str()]), MOST_TERMS);
    let rows = found.into_iter().map(|term| term::ActiveModel {
        term: Set(term),
        filing_id: Set(row.id),
    });
    term::Entity::insert_many(rows)
        .on_conflict(OnConflict::new().do_nothing().to_owned())
        .exec_without_returning(tx)
        .await?;
    Ok(())
}

pub fn id_hash(court: &Court, number: Option<&str>) -> Option<String> {
    let number = number?.trim().to_uppercase();
    (!number.is_empty()).then(|| {
        court
            .vault
            .search_hash(PARTY_ID, &SecretString::from(number))
    })
}
