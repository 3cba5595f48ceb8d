//! What could not be delivered, for administrators: seen, and sent again by a person's decision.

use actix_web::{HttpResponse, get, post, web};
use uuid::Uuid;

use super::access::Administrator;
use super::errors;
use super::words::{DeadLetter, DeadOutcome};
use crate::court::Court;
use crate::kit::audit::{Act, Actor};
use crate::kit::clock::shanghai;
use crate::kit::outbox;
use crate::kit::page::{List, Page};
use crate::kit::problem::Problem;

/// Messages that could not be delivered, or of which nobody knows whether they were; the latest first.
#[utoipa::path(operation_id = "list_dead_letters", tag = "staff", params(Page), security(("desk" = [])),
    responses((status = 200, description = "Dead letters", body = List<DeadLetter>)),
    extensions(("x-errors" = json!(["desk.role_missing", "page.cursor_invalid", "request.query_invalid"]))))]
#[get("/api/v1/desk/dead-letters")]
pub async fn list_dead_letters(
    court: web::Data<Court>,
    _administrator: Administrator,
    page: Page,
) -> Result<web::Json<List<DeadLetter>>, Problem> {
    let rows = outbox::dead_letters(court.store.db(), page.after, page.fetch()).await?;
    Ok(web::Json(page.list(
        rows,
        |row| row.id,
        |row| DeadLetter {
            id: row.id,
            topic: row.topic,
            created_at: row.created_at.with_timezone(&shanghai()),
            attempts: row.attempts,
            last_error: row.last_error,
            outcome: if row.outcome.as_deref() == Some("unknown") {
                DeadOutcome::Unknown
            } else {
                DeadOutcome::Failed
            },
        },
    )))
}

/// Sends a dead letter again. If its outcome was unknown, it may arrive twice.
#[utoipa::path(operation_id = "retry_dead_letter", tag = "staff", params(("id" = Uuid, Path, description = "Of the dead letter")),
    security(("desk" = [])), responses((status = 202, description = "Will be sent again")),
    extensions(("x-errors" = json!(["desk.role_missing", "outbox.no_such_letter"]))))]
#[post("/api/v1/desk/dead-letters/{id}/retry")]
pub async fn retry_dead_letter(
    court: web::Data<Court>,
    administrator: Administrator,
    id: web::Path<String>,
) -> Result<HttpResponse, Problem> {
    let id = Uuid::try_parse(&id).map_err(|_| Problem::new(&errors::NO_SUCH_LETTER))?;
    let now = court.now();
    let tx = court.store.write().await?;
    if !outbox::revive(&tx, id, now).await? {
        return Err(Problem::new(&errors::NO_SUCH_LETTER));
    }
    let act = Act {
        actor: Actor::Staff(administrator.id()),
        act: "outbox.retry",
        subject_kind: "outbox_message",
        subject_id: id,
        from: Some("dead"),
        to: Some("pending"),
        basis: None,
    };
    act.record(&tx, now).await?;
    court.commit(tx).await?;
    Ok(HttpResponse::Accepted().finish())
}
