//! Recalling what nobody has opened yet, and withdrawing what has no case number yet.

use actix_web::{HttpRequest, HttpResponse, post, web};
use sea_orm::ActiveValue::Set;
use serde::Deserialize;
use serde_json::json;
use utoipa::ToSchema;

use super::access::{find_for_change, state_of};
use super::history::{By, Move, advance};
use super::words::{FilingView, Nothing};
use super::{draft, errors, tell};
use crate::court::Court;
use crate::kit::auth::Party;
use crate::kit::i18n::{Lang, Words};
use crate::kit::ids::PathId;
use crate::kit::json::Json;
use crate::kit::problem::Problem;
use crate::law::machine::filing::{Event, State};

/// Takes a filing back to the drafts, as long as nobody at the court has opened it.
#[utoipa::path(operation_id = "recall_filing", tag = "filing", request_body = Nothing, params(("id" = Uuid, Path)), security(("party" = [])),
    responses((status = 200, description = "A draft again", body = FilingView)),
    extensions(("x-function" = json!("filing")), ("x-errors" = json!(["request.not_found", "state.not_allowed", "version.stale", "version.if_match_malformed"]))))]
#[post("/api/v1/filings/{id}/recall")]
pub async fn recall_filing(
    court: web::Data<Court>,
    req: HttpRequest,
    party: Party,
    lang: Lang,
    id: PathId,
    _body: Json<Nothing>,
) -> Result<HttpResponse, Problem> {
    let tx = court.store.write().await?;
    let row = find_for_change(&tx, &party, id.0).await?;
    draft::not_stale_if_asked(&req, &row)?;
    let under_review = state_of(&row)? == State::UnderReview;
    let step = Move {
        event: Event::Recall,
        by: By::Party(party.id),
        facts: vec![("opened", json!(under_review))],
        note: None,
    };
    let moved = advance(&court, &tx, row, step, |change| {
        change.submitted_at = Set(None);
        change.received_at = Set(None);
        change.voucher_sealed = Set(None);
        change.review_due = Set(None);
        change.escalation = Set(0);
    })
    .await;
    let row = moved.map_err(|problem| match under_review {
        true => problem.saying(Words::fixed(errors::OPENED.zh, errors::OPENED.en)),
        false => problem,
    })?;
    let answer = draft::answer(&court, &tx, row, lang).await?;
    court.commit(tx).await?;
    Ok(answer)
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"reason": "双方已经和解"}))]
pub struct WithdrawBody {
    #[serde(default)]
    #[schema(max_length = 500)]
    pub reason: Option<String>,
}

/// Withdraws a filing that has no case number yet: no fee, no ruling.
#[utoipa::path(operation_id = "withdraw_filing", tag = "filing", request_body = WithdrawBody, params(("id" = Uuid, Path)), security(("party" = [])),
    responses((status = 200, description = "Withdrawn", body = FilingView)),
    extensions(("x-function" = json!("filing")), ("x-errors" = json!(["request.not_found", "state.not_allowed", "version.stale", "version.if_match_malformed"]))))]
#[post("/api/v1/filings/{id}/withdraw-filing")]
pub async fn withdraw_filing(
    court: web::Data<Court>,
    req: HttpRequest,
    party: Party,
    lang: Lang,
    id: PathId,
    body: Json<WithdrawBody>,
) -> Result<HttpResponse, Problem> {
    let reason = body
        .into_inner()
        .reason
        .map(|reason| reason.trim().to_owned())
        .filter(|reason| !reason.is_empty());
    if reason
        .as_ref()
        .is_some_and(|reason| reason.chars().count() > 500)
    {
        return Err(Problem::field(
            "/reason",
            "field.too_long",
            Words::fixed("原因最多写 500 个字。", "At most 500 characters."),
        ));
    }
    let tx = court.store.write().await?;
    let row = find_for_change(&tx, &party, id.0).await?;
    draft::not_stale_if_asked(&req, &row)?;
    let told = row.receipt_no.is_some();
    let step = Move {
        event: Event::WithdrawFiling,
        by: By::Party(party.id),
        facts: vec![("case_number", json!(row.case_number))],
        note: reason.as_deref(),
    };
    let row = advance(&court, &tx, row, step, |change| {
        change.review_due = Set(None);
        change.correction_due = Set(None);
        change.pre_mediation_until = Set(None);
    })
    .await?;
    if told {
        tell::withdrawn(&court, &tx, &row).await?;
    }
    let answer = draft::answer(&court, &tx, row, lang).await?;
    court.commit(tx).await?;
    Ok(answer)
}
