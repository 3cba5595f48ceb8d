//! The papers of a case file.

use chrono::{DateTime, Utc};
use sea_orm::prelude::*;
use sea_orm::{ActiveValue::Set, ConnectionTrait, DatabaseTransaction, Statement};
use secrecy::SecretString;
use serde_json::{Value, json};

use super::model::{document, member};
use super::names::{By, DocumentKind, EntryKind, Readers, Side};
use super::record::{Entry, count_unread, record};
use crate::court::Court;
use crate::kit::ids::new_id;
use crate::kit::problem::Problem;
use crate::law::Named;

/// Where the facts of a paper are sealed.
pub(super) const FACTS: &str = "case_documents.facts";

/// A document of this case is to be rendered.
pub(super) const RENDER: &str = "cases.render";

/// A paper to put into the case file. `facts` is the paper as `ports::pdf` reads it; it is frozen here.
pub struct NewDocument {
    pub case_id: Uuid,
    pub kind: DocumentKind,
    pub title: String,
    /// `None`: the court's own paper; else the side that handed it in.
    pub author: Option<Side>,
    pub facts: Value,
    pub readers: Readers,
    pub at: DateTime<Utc>,
    pub by: By,
}

/// Adds a document. It is unread for its readers; of its author's side it counts as read.
pub async fn add_document(
    court: &Court,
    tx: &DatabaseTransaction,
    new: NewDocument,
) -> Result<Uuid, Problem> {
    let id = new_id();
    let author = new.author.map_or("court", Side::id);
    let facts = SecretString::from(new.facts.to_string());
    let row = document::ActiveModel {
        id: Set(id),
        case_id: Set(new.case_id),
        kind: Set(new.kind.id().to_owned()),
        title: Set(new.title.clone()),
        at: Set(new.at),
        author: Set(author.to_owned()),
        readers: Set(new.readers.id().to_owned()),
        facts_sealed: Set(court.vault.seal(FACTS, &facts)),
        blob_id: Set(None),
        sha256: Set(None),
        size: Set(None),
        pages: Set(None),
        media_type: Set("application/pdf".to_owned()),
        rendered_at: Set(None),
    };
    document::Entity::insert(row)
        .exec_without_returning(tx)
        .await?;
    give_to_readers(tx, &new, id).await?;
    let entry = Entry {
        kind: EntryKind::DocumentAdded,
        at: new.at,
        by: new.by,
        facts: json!({"title": new.title, "document_id": id}),
        readers: new.readers,
    };
    record(tx, new.case_id, entry).await?;
    court
        .publish(tx, RENDER, id, &json!({ "document_id": id }))
        .await?;
    Ok(id)
}

/// A row for each member who may read it: a list of documents is then one walk along an index.
async fn give_to_readers(
    tx: &DatabaseTransaction,
    new: &NewDocument,
    id: Uuid,
) -> Result<(), Problem> {
    if new.readers == Readers::Court {
        return Ok(());
    }
    let sql = "INSERT INTO case_reads (person_id, case_id, document_id, read_at) \
        SELECT person_id, case_id, $1, CASE WHEN role = $2 THEN CAST($3 AS TIMESTAMP_TYPE) END \
        FROM case_members WHERE case_id = $4 AND ($5 = 'everyone' OR role = $5)";
    let author = new.author.map_or("court", Side::id);
    let values: [sea_orm::Value; 5] = [
        id.into(),
        author.into(),
        new.at.into(),
        new.case_id.into(),
        new.readers.id().into(),
    ];
    let sql = for_backend(tx, sql);
    tx.execute_raw(Statement::from_sql_and_values(
        tx.get_database_backend(),
        sql,
        values,
    ))
    .await?;
    count_unread_of(tx, new, author).await
}

/// PostgreSQL wants to be told the type of a bound moment; SQLite keeps moments as text.
fn for_backend(tx: &impl ConnectionTrait, sql: &str) -> String {
    let moment = match tx.get_database_backend() {
        sea_orm::DbBackend::Postgres => "TIMESTAMPTZ",
        _ => "TEXT",
    };
    sql.replace("TIMESTAMP_TYPE", moment)
}

async fn count_unread_of(
    tx: &DatabaseTransaction,
    new: &NewDocument,
    author: &str,
) -> Result<(), Problem> {
    use sea_orm::sea_query::{Expr, ExprTrait};
    if new.author.is_none() {
        count_unread(
            tx,
            new.case_id,
            member::Column::UnreadDocuments,
            new.readers,
            None,
        )
        .await?;
        return Ok(());
    }
    let counter = member::Column::UnreadDocuments;
    let mut raise = member::Entity::update_many()
        .col_expr(counter, Expr::col(counter).add(1))
        .filter(member::Column::CaseId.eq(new.case_id))
        .filter(member::Column::Role.ne(author));
    if new.readers != Readers::Everyone {
        raise = raise.filter(member::Column::Role.eq(new.readers.id()));
    }
    raise.exec(tx).await?;
    Ok(())
}

/// What is in the file already and meant for a new member's eyes, unread.
pub(super) async fn hand_over(
    tx: &DatabaseTransaction,
    case_id: Uuid,
    person_id: Uuid,
    side: Side,
) -> Result<(), Problem> {
    let give = "INSERT INTO case_reads (person_id, case_id, document_id, read_at) \
        SELECT m.person_id, d.case_id, d.id, NULL FROM case_documents d \
        JOIN case_members m ON m.case_id = d.case_id AND m.person_id = $2 \
        WHERE d.case_id = $1 AND (d.readers = 'everyone' OR d.readers = $3)";
    let count = "UPDATE case_members SET \
        unread_documents = (SELECT COUNT(*) FROM case_reads r WHERE r.person_id = $2 AND r.case_id = $1 AND r.read_at IS NULL), \
        unread_entries = (SELECT COUNT(*) FROM case_entries e WHERE e.case_id = $1 AND e.kind <> 'document_added' AND (e.readers = 'everyone' OR e.readers = $3)) \
        WHERE case_id = $1 AND person_id = $2";
    for sql in [give, count] {
        let values: [sea_orm::Value; 3] = [case_id.into(), person_id.into(), side.id().into()];
        let statement = Statement::from_sql_and_values(tx.get_database_backend(), sql, values);
        tx.execute_raw(statement).await?;
    }
    Ok(())
}
