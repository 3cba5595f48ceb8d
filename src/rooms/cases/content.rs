//! A paper's bytes. It is printed once from its frozen facts, by a job a moment after it was made or by
//! the first who reads it; from then on everybody gets the same bytes, held to their digest.

use actix_web::http::header::{CONTENT_DISPOSITION, CONTENT_ENCODING, ETAG, IF_NONE_MATCH};
use actix_web::{HttpRequest, HttpResponse, get, web};
use aws_lc_rs::digest::{SHA256, digest};
use data_encoding::HEXLOWER;
use sea_orm::prelude::*;
use sea_orm::sea_query::{Expr, ExprTrait};
use secrecy::ExposeSecret;
use serde::Deserialize;

use super::access::{CaseReader, find_for_desk, member_of};
use super::documents::{FACTS, RENDER};
use super::errors;
use super::model::{document, member, read};
use crate::court::Court;
use crate::kit::auth::Party;
use crate::kit::ids::new_id;
use crate::kit::outbox::{Job, JobError, JobFuture, Message, Subscriber};
use crate::kit::problem::{Problem, common};
use crate::ports::blobs::Key;
use crate::ports::pdf::{Paper, pages_of};

/// Printing calls nobody outside, but it takes its time and must not hold a transaction.
pub const SUBSCRIBERS: &[Subscriber<Court>] = &[Subscriber {
    topic: RENDER,
    name: "cases.print",
    job: Job::Outside(print),
}];

#[derive(Deserialize)]
struct ToPrint {
    document_id: Uuid,
}

fn print<'a>(court: &'a Court, message: &'a Message) -> JobFuture<'a> {
    Box::pin(async move {
        let ToPrint { document_id } = message.read()?;
        let found = document::Entity::find_by_id(document_id)
            .one(court.store.db())
            .await?;
        let Some(row) = found else {
            return Err(JobError::Refused("no such document".to_owned()));
        };
        // Doing it twice gives the same paper, so whatever went wrong can be tried again.
        match printed(court, row).await {
            Ok(_) => Ok(()),
            Err(problem) => Err(JobError::Retry(problem.to_string())),
        }
    })
}

/// Reads a document of a case of mine. The first reading marks it as read.
#[utoipa::path(operation_id = "get_case_document_content", tag = "cases", security(("party" = [])),
    params(("id" = Uuid, Path, description = "Of the case"), ("document_id" = Uuid, Path, description = "Of the document")),
    responses((status = 200, description = "The paper", body = Vec<u8>, content_type = "application/pdf"), (status = 304, description = "As you have it")),
    extensions(("x-function" = json!("my_cases")),
        ("x-errors" = json!(["request.not_found", "cases.no_such_document", "papers.not_made", "papers.fonts_missing", "files.unavailable"]))))]
#[get("/api/v1/cases/{id}/documents/{document_id}/content")]
pub async fn get_case_document_content(
    court: web::Data<Court>,
    req: HttpRequest,
    party: Party,
    path: web::Path<(String, String)>,
) -> Result<HttpResponse, Problem> {
    let (id, document_id) = path.into_inner();
    let member = member_of(&court, &party, &id).await?;
    let document_id = id_of(&document_id)?;
    let mine = read::Entity::find_by_id((member.person_id, member.case_id, document_id))
        .one(court.store.db())
        .await?;
    let mine = mine.ok_or(&errors::NO_SUCH_DOCUMENT)?;
    let answer = content(&court, &req, member.case_id, document_id).await?;
    if mine.read_at.is_none() {
        mark_read(&court, &mine).await?;
    }
    Ok(answer)
}

/// Reads a document of a case, at the desk.
#[utoipa::path(operation_id = "get_desk_case_document_content", tag = "cases", security(("desk" = [])),
    params(("id" = Uuid, Path, description = "Of the case"), ("document_id" = Uuid, Path, description = "Of the document")),
    responses((status = 200, description = "The paper", body = Vec<u8>, content_type = "application/pdf"), (status = 304, description = "As you have it")),
    extensions(("x-errors" = json!(["desk.role_missing", "request.not_found", "cases.no_such_document", "papers.not_made", "papers.fonts_missing", "files.unavailable"]))))]
#[get("/api/v1/desk/cases/{id}/documents/{document_id}/content")]
pub async fn get_desk_case_document_content(
    court: web::Data<Court>,
    req: HttpRequest,
    reader: CaseReader,
    path: web::Path<(String, String)>,
) -> Result<HttpResponse, Problem> {
    let (id, document_id) = path.into_inner();
    let case = find_for_desk(&court, &reader, &id).await?;
    content(&court, &req, case.id, id_of(&document_id)?).await
}

fn id_of(text: &str) -> Result<Uuid, Problem> {
    Uuid::try_parse(text).map_err(|_| Problem::new(&errors::NO_SUCH_DOCUMENT))
}

async fn content(
    court: &Court,
    req: &HttpRequest,
    case_id: Uuid,
    document_id: Uuid,
) -> Result<HttpResponse, Problem> {
    let found = document::Entity::find_by_id(document_id)
        .filter(document::Column::CaseId.eq(case_id))
        .one(court.store.db())
        .await?;
    let row = found.ok_or(&errors::NO_SUCH_DOCUMENT)?;
    let (media_type, title) = (row.media_type.clone(), row.title.clone());
    let (sha256, bytes) = printed(court, row).await?;
    let tag = format!("\"{sha256}\"");
    let known = req
        .headers()
        .get(IF_NONE_MATCH)
        .is_some_and(|given| given.as_bytes() == tag.as_bytes());
    if known {
        return Ok(HttpResponse::NotModified()
            .insert_header((ETAG, tag))
            .finish());
    }
    Ok(HttpResponse::Ok()
        .content_type(media_type)
        .insert_header((ETAG, tag))
        .insert_header((CONTENT_ENCODING, "identity"))
        .insert_header((CONTENT_DISPOSITION, disposition(&title)))
        .body(bytes))
}

/// RFC 6266 with RFC 5987: the title in full, and a plain name for those who cannot read it.
fn disposition(title: &str) -> String {
    let name: String = format!("{title}.pdf")
        .bytes()
        .map(|byte| match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => {
                char::from(byte).to_string()
            }
            byte => format!("%{byte:02X}"),
        })
        .collect();
    format!("inline; filename=\"document.pdf\"; filename*=UTF-8''{name}")
}

/// The bytes and their digest; printed now if that has not been done yet.
async fn printed(court: &Court, row: document::Model) -> Result<(String, Vec<u8>), Problem> {
    let row = match row.blob_id {
        Some(_) => row,
        None => print_once(court, row).await?,
    };
    let (Some(blob), Some(sha256)) = (row.blob_id, row.sha256) else {
        return Err(Problem::new(&common::INTERNAL).because("a printed paper without its digest"));
    };
    let bytes = court.blobs.read(&key_of(blob)).await?;
    if digest_of(&bytes) != sha256 {
        return Err(Problem::new(&common::INTERNAL).because("a stored paper has other bytes"));
    }
    Ok((sha256, bytes))
}

fn key_of(blob: Uuid) -> Key {
    Key::new("papers", blob, "pdf")
}

fn digest_of(bytes: &[u8]) -> String {
    HEXLOWER.encode(digest(&SHA256, bytes).as_ref())
}

/// Two may print at once: the row takes one of the two, and both give that one out.
async fn print_once(court: &Court, row: document::Model) -> Result<document::Model, Problem> {
    let facts = court
        .vault
        .open(FACTS, &row.facts_sealed)
        .map_err(|error| Problem::new(&common::INTERNAL).because(error))?;
    let paper: Paper = serde_json::from_str(facts.expose_secret())
        .map_err(|error| Problem::new(&common::INTERNAL).because(error.classify_for_log()))?;
    let bytes = court.pdf.render(&paper).await?;
    let (blob, sha256) = (new_id(), digest_of(&bytes));
    let (size, pages) = (bytes.len(), pages_of(&bytes));
    court.blobs.put(&key_of(blob), bytes).await?;
    let taken = document::Entity::update_many()
        .col_expr(document::Column::BlobId, Expr::value(blob))
        .col_expr(document::Column::Sha256, Expr::value(sha256))
        .col_expr(
            document::Column::Size,
            Expr::value(i64::try_from(size).unwrap_or(i64::MAX)),
        )
        .col_expr(document::Column::Pages, Expr::value(pages))
        .col_expr(document::Column::RenderedAt, Expr::value(court.now()))
        .filter(document::Column::Id.eq(row.id))
        .filter(document::Column::BlobId.is_null())
        .exec(court.store.db())
        .await?;
    if taken.rows_affected == 0 {
        court.blobs.delete(&key_of(blob)).await?;
    }
    let found = document::Entity::find_by_id(row.id)
        .one(court.store.db())
        .await?;
    found.ok_or_else(|| Problem::new(&errors::NO_SUCH_DOCUMENT))
}

/// The class of a JSON error, without the text, which can quote the paper.
trait ClassifyForLog {
    fn classify_for_log(&self) -> String;
}

impl ClassifyForLog for serde_json::Error {
    fn classify_for_log(&self) -> String {
        format!(
            "the facts of a paper: {:?} at column {}",
            self.classify(),
            self.column()
        )
    }
}

/// Once: the counter falls only when the row was unread.
async fn mark_read(court: &Court, mine: &read::Model) -> Result<(), Problem> {
    let tx = court.store.write().await?;
    let marked = read::Entity::update_many()
        .col_expr(read::Column::ReadAt, Expr::value(court.now()))
        .filter(read::Column::PersonId.eq(mine.person_id))
        .filter(read::Column::CaseId.eq(mine.case_id))
        .filter(read::Column::DocumentId.eq(mine.document_id))
        .filter(read::Column::ReadAt.is_null())
        .exec(&tx)
        .await?;
    if marked.rows_affected == 1 {
        let counter = member::Column::UnreadDocuments;
        member::Entity::update_many()
            .col_expr(counter, Expr::col(counter).sub(1))
            .filter(member::Column::PersonId.eq(mine.person_id))
            .filter(member::Column::CaseId.eq(mine.case_id))
            .filter(counter.gt(0))
            .exec(&tx)
            .await?;
    }
    court.commit(tx).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_is_a_file_name_in_every_language() {
        assert_eq!(
            disposition("裁定 1"),
            "inline; filename=\"document.pdf\"; filename*=UTF-8''%E8%A3%81%E5%AE%9A%201.pdf"
        );
        assert!(!disposition("a\r\nX: y\"").contains(['\r', '\n']));
    }
}
