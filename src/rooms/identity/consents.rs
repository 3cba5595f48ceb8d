//! The ledger of consents (PIPL 14-17): given and withdrawn with the same ease, and never rewritten.

use actix_web::{HttpResponse, get, http::StatusCode, post, web};
use sea_orm::prelude::*;
use sea_orm::{ActiveValue::Set, QueryOrder, QuerySelect};

use super::errors;
use super::model::consent;
use super::privacy_notice;
use super::words::{ConsentBody, ConsentEntry, ConsentKind, ConsentState};
use crate::court::Court;
use crate::kit::audit::{Act, Actor};
use crate::kit::auth::Party;
use crate::kit::clock::shanghai;
use crate::kit::idempotency::{Claim, IdempotencyKey};
use crate::kit::ids::new_id;
use crate::kit::json::Json;
use crate::kit::page::{List, Page};
use crate::kit::problem::Problem;

/// All I have agreed to and withdrawn, the latest first.
#[utoipa::path(operation_id = "list_consents", tag = "identity", params(Page),
    responses((status = 200, description = "The ledger", body = List<ConsentEntry>)), security(("party" = [])),
    extensions(("x-errors" = json!(["page.cursor_invalid", "request.query_invalid"]))))]
#[get("/api/v1/me/consents")]
pub async fn list_consents(
    court: web::Data<Court>,
    party: Party,
    page: Page,
) -> Result<web::Json<List<ConsentEntry>>, Problem> {
    let mut query = consent::Entity::find().filter(consent::Column::PersonId.eq(party.id));
    if let Some(after) = page.after {
        query = query.filter(consent::Column::Id.lt(after));
    }
    let rows = query
        .order_by_desc(consent::Column::Id)
        .limit(page.fetch())
        .all(court.store.db())
        .await?;
    let mut list = page.list(rows, |row| row.id, view);
    let items = std::mem::take(&mut list.items)
        .into_iter()
        .flatten()
        .collect();
    Ok(web::Json(List {
        items,
        next: list.next,
    }))
}

/// Agrees to something, or withdraws it.
#[utoipa::path(operation_id = "give_consent", tag = "identity", request_body = ConsentBody,
    responses((status = 201, description = "Entered in the ledger", body = ConsentEntry)), security(("party" = [])),
    params(("Idempotency-Key" = Option<String>, Header, description = "Repeats safely for 24 hours")),
    extensions(("x-errors" = json!(["consent.notice_outdated", "consent.notice_only_acknowledged",
        "idempotency.mismatch", "idempotency.in_flight", "idempotency.key_malformed"]))))]
#[post("/api/v1/me/consents")]
pub async fn give_consent(
    court: web::Data<Court>,
    party: Party,
    key: IdempotencyKey,
    body: Json<ConsentBody>,
) -> Result<HttpResponse, Problem> {
    let run = match court
        .claim(key, party.id, "give_consent", &body.raw)
        .await?
    {
        Claim::Replay(answer) => return Ok(answer),
        Claim::Run(run) => run,
    };
    let body = body.into_inner();
    // Withdrawing works whatever version was seen; agreeing needs the text in force.
    if body.given && body.version != privacy_notice::VERSION {
        return Err(Problem::new(&errors::NOTICE_OUTDATED));
    }
    if body.kind == ConsentKind::PrivacyNotice && !body.given {
        return Err(Problem::new(&errors::NOTICE_ONLY_ACKNOWLEDGED));
    }
    let now = court.now();
    let tx = court.store.write().await?;
    let row = consent::ActiveModel {
        id: Set(new_id()),
        person_id: Set(party.id),
        kind: Set(body.kind.name().to_owned()),
        given: Set(body.given),
        version: Set(privacy_notice::VERSION.to_owned()),
        at: Set(now),
    }
    .insert(&tx)
    .await?;
    let act = Act {
        actor: Actor::Person(party.id),
        act: "identity.consent",
        subject_kind: "consent",
        subject_id: row.id,
        from: None,
        to: Some(if body.given { "given" } else { "withdrawn" }),
        basis: Some("PIPL 14, 15"),
    };
    act.record(&tx, now).await?;
    let answer = run.answer(&tx, StatusCode::CREATED, &view(row)).await?;
    court.commit(tx).await?;
    Ok(answer)
}

fn view(row: consent::Model) -> Option<ConsentEntry> {
    let kind = ConsentKind::of_name(&row.kind)?;
    let state = ConsentState {
        kind,
        given: row.given,
        version: row.version,
        at: row.at.with_timezone(&shanghai()),
    };
    Some(ConsentEntry { id: row.id, state })
}
