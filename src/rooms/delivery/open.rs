//! The addressee's acts: opened on the screen, signed for.

use actix_web::{HttpResponse, post, web};
use sea_orm::prelude::*;
use sea_orm::{ActiveValue::Set, DatabaseTransaction, IntoActiveModel};

use super::access::{attempts_of, find_for, for_change};
use super::effects;
use super::model::{attempt, delivery};
use super::moves::{advance, ground, served, state_of};
use super::words::{DeliveryView, Nothing, view};
use crate::court::Court;
use crate::kit::auth::Party;
use crate::kit::i18n::Lang;
use crate::kit::json::Json;
use crate::kit::problem::Problem;
use crate::law::Named;
use crate::law::machine::Actor;
use crate::law::machine::service::{Event, State};
use crate::law::service_of_documents::{AddressSource, FeedbackKind};
use crate::rooms::cases::By;

/// The paper is on my screen. The first time is kept; at an address that the court found it is proof of reading
/// (OLR 31(2)2).
#[utoipa::path(operation_id = "open_delivery", tag = "delivery", request_body = Nothing, security(("party" = [])),
    params(("id" = Uuid, Path, description = "Of the delivery")),
    responses((status = 200, description = "As it stands", body = DeliveryView)),
    extensions(("x-function" = json!("service_inbox")), ("x-errors" = json!(["delivery.not_found"]))))]
#[post("/api/v1/deliveries/{id}/open")]
pub async fn open_delivery(
    court: web::Data<Court>,
    party: Party,
    id: web::Path<String>,
    lang: Lang,
    _body: Json<Nothing>,
) -> Result<HttpResponse, Problem> {
    let seen = find_for(court.store.db(), &party, &id).await?;
    let tx = court.store.write().await?;
    let mut row = for_change(&tx, seen.id).await?;
    if row.opened_at.is_none() {
        row = opened(&court, &tx, row).await?;
    }
    answer(&court, tx, row, lang).await
}

async fn opened(
    court: &Court,
    tx: &DatabaseTransaction,
    row: delivery::Model,
) -> Result<delivery::Model, Problem> {
    let now = court.now();
    let mut change = row.into_active_model();
    change.opened_at = Set(Some(now));
    change.remind_at = Set(None);
    let row = change.update(tx).await?;
    give_feedback(court, tx, &row, FeedbackKind::Read).await?;
    let found = row.source.as_deref() == Some(AddressSource::FoundByCourt.id());
    if !found || !matches!(state_of(&row)?, State::Sent | State::Arrived) {
        return Ok(row);
    }
    serve(court, tx, row, Event::ReadFeedback, &By::system()).await
}

/// I sign for it: a reply, which serves whatever the address (OLR 31(2)1; CPL 100 for a mediation statement).
#[utoipa::path(operation_id = "sign_delivery_receipt", tag = "delivery", request_body = Nothing, security(("party" = [])),
    params(("id" = Uuid, Path, description = "Of the delivery")),
    responses((status = 200, description = "Signed for", body = DeliveryView)),
    extensions(("x-function" = json!("service_inbox")), ("x-errors" = json!(["delivery.not_found"]))))]
#[post("/api/v1/deliveries/{id}/receipt")]
pub async fn sign_delivery_receipt(
    court: web::Data<Court>,
    party: Party,
    id: web::Path<String>,
    lang: Lang,
    _body: Json<Nothing>,
) -> Result<HttpResponse, Problem> {
    let seen = find_for(court.store.db(), &party, &id).await?;
    let tx = court.store.write().await?;
    let mut row = for_change(&tx, seen.id).await?;
    if row.receipt_at.is_none() {
        row = signed(&court, &tx, row, &party).await?;
    }
    answer(&court, tx, row, lang).await
}

async fn signed(
    court: &Court,
    tx: &DatabaseTransaction,
    row: delivery::Model,
    party: &Party,
) -> Result<delivery::Model, Problem> {
    let now = court.now();
    let by = By::party(Actor::Party, party.id, row.party_name.clone());
    let mut change = row.into_active_model();
    change.receipt_at = Set(Some(now));
    change.remind_at = Set(None);
    let row = change.update(tx).await?;
    give_feedback(court, tx, &row, FeedbackKind::Replied).await?;
    match state_of(&row)? {
        State::Sent | State::Arrived => serve(court, tx, row, Event::ReplyOrAct, &by).await,
        // It counts as served already; the receipt stands beside.
        _ => Ok(row),
    }
}

/// What came back is kept with the latest sending. A reply says more than a reading and takes its place.
async fn give_feedback(
    court: &Court,
    tx: &DatabaseTransaction,
    row: &delivery::Model,
    kind: FeedbackKind,
) -> Result<(), Problem> {
    let attempts = attempts_of(tx, row.id).await?;
    let Some(latest) = attempts.into_iter().next_back() else {
        return Ok(());
    };
    let says_more = kind == FeedbackKind::Replied || latest.feedback.is_none();
    if !says_more {
        return Ok(());
    }
    let mut change: attempt::ActiveModel = latest.into_active_model();
    change.feedback = Set(Some(kind.id().to_owned()));
    change.feedback_at = Set(Some(court.now()));
    change.update(tx).await?;
    Ok(())
}

async fn serve(
    court: &Court,
    tx: &DatabaseTransaction,
    row: delivery::Model,
    event: Event,
    by: &By,
) -> Result<delivery::Model, Problem> {
    let attempts = attempts_of(tx, row.id).await?;
    let Some(answer) = served(&row, &attempts) else {
        return Ok(row);
    };
    let (at, mode) = (answer.at.time().to_utc(), answer.mode.id());
    let row = advance(court, tx, row, event, by, ground(&answer), |change| {
        change.served_at = Set(Some(at));
        change.mode = Set(Some(mode.to_owned()));
    })
    .await?;
    effects::served(court, tx, row).await
}

async fn answer(
    court: &Court,
    tx: DatabaseTransaction,
    row: delivery::Model,
    lang: Lang,
) -> Result<HttpResponse, Problem> {
    let view = view(&tx, row, lang).await?;
    court.commit(tx).await?;
    Ok(HttpResponse::Ok().json(view))
}
