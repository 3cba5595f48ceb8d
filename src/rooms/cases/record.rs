//! The timeline: what happened, for the people of the case to read.

use chrono::{DateTime, Utc};
use sea_orm::prelude::*;
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{ActiveValue::Set, ConnectionTrait, DatabaseTransaction};
use serde_json::Value;

use super::model::{entry, member};
use super::names::{By, EntryKind, Readers};
use crate::kit::audit;
use crate::kit::ids::new_id;
use crate::kit::problem::Problem;

/// One row of the timeline. `facts` is an object; of it people see `amount_fen`, `until` (a day),
/// `number`, `title` and `note`.
#[derive(Clone, Debug)]
pub struct Entry {
    pub kind: EntryKind,
    pub at: DateTime<Utc>,
    pub by: By,
    pub facts: Value,
    pub readers: Readers,
}

/// Adds an entry, and counts it as unread for every reader but its author.
pub async fn record(tx: &DatabaseTransaction, case_id: Uuid, entry: Entry) -> Result<(), Problem> {
    use crate::law::Named;
    let Entry {
        kind,
        at,
        by,
        facts,
        readers,
    } = entry;
    write(tx, case_id, (kind.id(), at), &by, &facts, readers).await
}

/// The same for a move of the case machine, whose kind is the event.
pub(super) async fn write(
    tx: &DatabaseTransaction,
    case_id: Uuid,
    (kind, at): (&str, DateTime<Utc>),
    by: &By,
    facts: &Value,
    readers: Readers,
) -> Result<(), Problem> {
    use crate::law::Named;
    let (by_kind, by_id) = match by.who {
        audit::Actor::Person(id) => ("person", Some(id)),
        audit::Actor::Staff(id) => ("staff", Some(id)),
        audit::Actor::System => ("system", None),
    };
    let row = entry::ActiveModel {
        id: Set(new_id()),
        case_id: Set(case_id),
        kind: Set(kind.to_owned()),
        at: Set(at),
        by_role: Set(by.role.id().to_owned()),
        by_kind: Set(by_kind.to_owned()),
        by_id: Set(by_id),
        by_name: Set(by.name.clone()),
        facts: Set(facts.to_string()),
        readers: Set(readers.id().to_owned()),
    };
    entry::Entity::insert(row)
        .exec_without_returning(tx)
        .await?;
    // A new document is counted as a document.
    if kind != EntryKind::DocumentAdded.id() {
        let counter = member::Column::UnreadEntries;
        count_unread(tx, case_id, counter, readers, by_id).await?;
    }
    Ok(())
}

/// Raises a counter of all readers but one.
pub(super) async fn count_unread(
    tx: &impl ConnectionTrait,
    case_id: Uuid,
    counter: member::Column,
    readers: Readers,
    author: Option<Uuid>,
) -> Result<(), DbErr> {
    use crate::law::Named;
    let mut raise = member::Entity::update_many()
        .col_expr(counter, Expr::col(counter).add(1))
        .filter(member::Column::CaseId.eq(case_id));
    match readers {
        Readers::Court => return Ok(()),
        Readers::Everyone => {}
        side => raise = raise.filter(member::Column::Role.eq(side.id())),
    }
    if let Some(author) = author {
        raise = raise.filter(member::Column::PersonId.ne(author));
    }
    raise.exec(tx).await?;
    Ok(())
}
