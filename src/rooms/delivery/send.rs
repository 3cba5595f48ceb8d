//! Sending by the platform: the paper reaches the party's account at once, which is arrival in an electronic
//! address of theirs (OLR 29, 31(1)). WeChat and SMS go out beside it and only remind.

use sea_orm::prelude::*;
use sea_orm::{ActiveValue::Set, DatabaseTransaction};
use serde_json::json;

use super::access::attempts_of;
use super::effects::{self, UNREAD_AFTER, standing, starts_the_defence};
use super::errors;
use super::model::{attempt, delivery};
use super::moves::{advance, ground, is_decision, served};
use crate::court::Court;
use crate::kit::ids::new_id;
use crate::kit::problem::Problem;
use crate::law::Named;
use crate::law::machine::service::Event;
use crate::law::service_of_documents::{AddressSource, Channel};
use crate::rooms::cases::{self, By, What};
use crate::rooms::notices::NoticeKind;

/// Sends what is ready. Nothing has changed when it cannot be sent.
pub async fn send(
    court: &Court,
    tx: &DatabaseTransaction,
    row: delivery::Model,
    by: &By,
) -> Result<delivery::Model, Problem> {
    let person_id = row.person_id.ok_or(&errors::NOT_JOINED)?;
    if is_decision(&row) && !row.covers_decisions {
        return Err(Problem::new(&errors::DECISION_NOT_COVERED));
    }
    begin_service(court, tx, &row, by).await?;
    let now = court.now();
    let source = row.source.clone().unwrap_or_default();
    attempt::ActiveModel {
        id: Set(new_id()),
        delivery_id: Set(row.id),
        channel: Set(Channel::Platform.id().to_owned()),
        source: Set(source.clone()),
        sent_at: Set(now),
        outcome: Set("succeeded".to_owned()),
        arrived_at: Set(Some(now)),
        feedback: Set(None),
        feedback_at: Set(None),
        rebuttal: Set(None),
        proved_arrived_at: Set(None),
    }
    .insert(tx)
    .await?;
    let facts = json!({"channel": "platform", "source": source});
    let row = advance(court, tx, row, Event::Send, by, facts, |change| {
        change.sent_at = Set(Some(now));
    })
    .await?;
    let facts = json!({"channel": "platform", "arrived_at": now});
    let row = advance(
        court,
        tx,
        row,
        Event::SystemArrival,
        &By::system(),
        facts,
        |change| {
            change.arrived_at = Set(Some(now));
            change.opened_at = Set(None);
            change.remind_at = Set(Some(now + UNREAD_AFTER[0]));
            change.reminded = Set(0);
        },
    )
    .await?;
    cases::show_document(tx, row.case_id, row.document_id, person_id).await?;
    effects::tell(court, tx, &row, NoticeKind::DocumentArrived).await?;
    complaint_is_out(court, tx, &row).await?;
    arrived(court, tx, row).await
}

/// The first complaint that goes to a defendant begins the service of the case (CPL 128).
pub async fn begin_service(
    court: &Court,
    tx: &DatabaseTransaction,
    row: &delivery::Model,
    by: &By,
) -> Result<(), Problem> {
    use crate::law::machine::case;
    let info = cases::info_for_change(tx, row.case_id).await?;
    if !starts_the_defence(row) || info.state != case::State::Docketed {
        return Ok(());
    }
    let judge = info.judge_id.ok_or(&errors::NO_BENCH)?;
    let facts = [
        ("judge_id", json!(judge)),
        ("document_id", json!(row.document_id)),
    ];
    let begin = case::Event::StartService;
    cases::step(
        court,
        tx,
        row.case_id,
        begin,
        by.clone(),
        facts.into_iter().collect(),
    )
    .await?;
    Ok(())
}

/// The court has done its part of CPL 128 once the complaint is out to every defendant.
async fn complaint_is_out(
    court: &Court,
    tx: &DatabaseTransaction,
    row: &delivery::Model,
) -> Result<(), Problem> {
    if !starts_the_defence(row) {
        return Ok(());
    }
    let standing = standing(court, tx, row.case_id).await?;
    if standing.sent < standing.defendants {
        return Ok(());
    }
    cases::end_deadline(tx, row.case_id, What::ServeComplaint).await
}

/// OLR 31(1): at an address that the person gave, arrival is service. Not of a mediation statement, which is
/// signed for, nor at an address that the court found.
async fn arrived(
    court: &Court,
    tx: &DatabaseTransaction,
    row: delivery::Model,
) -> Result<delivery::Model, Problem> {
    if row.source.as_deref() == Some(AddressSource::FoundByCourt.id()) {
        return Ok(row);
    }
    let attempts = attempts_of(tx, row.id).await?;
    let Some(answer) = served(&row, &attempts) else {
        return Ok(row);
    };
    let (at, mode) = (answer.at.time().to_utc(), answer.mode.id());
    let facts = ground(&answer);
    let row = advance(
        court,
        tx,
        row,
        Event::ConfirmedAddress,
        &By::system(),
        facts,
        |change| {
            change.served_at = Set(Some(at));
            change.mode = Set(Some(mode.to_owned()));
        },
    )
    .await?;
    effects::served(court, tx, row).await
}
