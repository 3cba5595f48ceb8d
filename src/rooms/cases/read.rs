//! The case file: its documents, and which of them I have read.

use actix_web::{get, web};
use chrono::{DateTime, Utc};
use sea_orm::prelude::*;
use sea_orm::{QueryOrder, QuerySelect};

use super::access::{CaseReader, Viewer, find_for_desk, member_of};
use super::model::{document, read};
use super::view::local;
use super::words::DocumentView;
use crate::court::Court;
use crate::kit::auth::Party;
use crate::kit::page::{List, Page};
use crate::kit::problem::Problem;

/// The documents of a case of mine that I may read, the latest first.
#[utoipa::path(operation_id = "list_case_documents", tag = "cases", params(("id" = Uuid, Path, description = "Of the case"), Page), security(("party" = [])),
    responses((status = 200, description = "The documents", body = List<DocumentView>)),
    extensions(("x-function" = json!("my_cases")), ("x-errors" = json!(["request.not_found", "page.cursor_invalid", "request.query_invalid"]))))]
#[get("/api/v1/cases/{id}/documents")]
pub async fn list_case_documents(
    court: web::Data<Court>,
    party: Party,
    id: web::Path<String>,
    page: Page,
) -> Result<web::Json<List<DocumentView>>, Problem> {
    let member = member_of(&court, &party, &id).await?;
    let mut query = read::Entity::find()
        .filter(read::Column::PersonId.eq(member.person_id))
        .filter(read::Column::CaseId.eq(member.case_id));
    if let Some(after) = page.after {
        query = query.filter(read::Column::DocumentId.lt(after));
    }
    let reads = query
        .order_by_desc(read::Column::DocumentId)
        .limit(page.fetch())
        .all(court.store.db())
        .await?;
    let ids: Vec<Uuid> = reads.iter().map(|row| row.document_id).collect();
    let mut rows = document::Entity::find()
        .filter(document::Column::Id.is_in(ids))
        .all(court.store.db())
        .await?;
    rows.sort_by_key(|row| std::cmp::Reverse(row.id));
    let viewer = Viewer::Member(member);
    let read_at = |id: Uuid| {
        let row = reads.iter().find(|row| row.document_id == id);
        row.and_then(|row| row.read_at)
    };
    Ok(web::Json(page.list(
        rows,
        |row| row.id,
        |row| {
            let read_at = read_at(row.id);
            document_view(row, &viewer, read_at)
        },
    )))
}

/// The documents of a case, at the desk.
#[utoipa::path(operation_id = "list_desk_case_documents", tag = "cases", params(("id" = Uuid, Path, description = "Of the case"), Page), security(("desk" = [])),
    responses((status = 200, description = "The documents", body = List<DocumentView>)),
    extensions(("x-errors" = json!(["desk.role_missing", "request.not_found", "page.cursor_invalid", "request.query_invalid"]))))]
#[get("/api/v1/desk/cases/{id}/documents")]
pub async fn list_desk_case_documents(
    court: web::Data<Court>,
    reader: CaseReader,
    id: web::Path<String>,
    page: Page,
) -> Result<web::Json<List<DocumentView>>, Problem> {
    let case = find_for_desk(&court, &reader, &id).await?;
    let mut query = document::Entity::find().filter(document::Column::CaseId.eq(case.id));
    if let Some(after) = page.after {
        query = query.filter(document::Column::Id.lt(after));
    }
    let rows = query
        .order_by_desc(document::Column::Id)
        .limit(page.fetch())
        .all(court.store.db())
        .await?;
    Ok(web::Json(page.list(
        rows,
        |row| row.id,
        |row| document_view(row, &Viewer::Desk, None),
    )))
}

fn document_view(
    row: document::Model,
    viewer: &Viewer,
    read_at: Option<DateTime<Utc>>,
) -> DocumentView {
    let from = match viewer {
        Viewer::Member(member) if member.role == row.author => "own".to_owned(),
        Viewer::Member(_) if row.author != "court" => "other".to_owned(),
        _ => row.author,
    };
    DocumentView {
        id: row.id,
        kind: row.kind,
        title: row.title,
        at: local(row.at),
        from,
        pages: row.pages,
        media_type: row.media_type,
        size: row.size,
        unread: matches!(viewer, Viewer::Member(_)) && read_at.is_none(),
    }
}
