//! What follows when a paper counts as served: the certificate, the timeline, and the limits that start there.

use chrono::{DateTime, Duration, NaiveDate, Utc};
use sea_orm::prelude::*;
use sea_orm::{ActiveValue::Set, ConnectionTrait, DatabaseTransaction, IntoActiveModel};
use serde_json::json;

use super::model::delivery;
use super::moves::advance;
use crate::court::Court;
use crate::kit::clock::{shanghai, shanghai_day};
use crate::kit::ids::new_id;
use crate::kit::problem::Problem;
use crate::law::Named;
use crate::law::case_limits;
use crate::law::machine::service::Event;
use crate::rooms::cases::{
    self, By, DocumentKind, Entry, EntryKind, NewDeadline, Readers, Side, What, Who,
};
use crate::rooms::notices::{self, NoticeKind, Tell};

/// Unread so long after it was sent: the first and the second reminder (domain.md 9).
pub const UNREAD_AFTER: [Duration; 2] = [Duration::hours(24), Duration::hours(72)];

pub fn side_of(row: &delivery::Model) -> Side {
    Side::from_id(&row.side).unwrap_or(Side::ThirdParty)
}

/// The complaint on a defendant: the defence period hangs on it.
pub fn starts_the_defence(row: &delivery::Model) -> bool {
    row.document_kind == DocumentKind::Complaint.id() && side_of(row) == Side::Defendant
}

/// After a move to `served` or `presumed_served`, and after its date was corrected.
pub async fn served(
    court: &Court,
    tx: &DatabaseTransaction,
    row: delivery::Model,
) -> Result<delivery::Model, Problem> {
    let Some(served_at) = row.served_at else {
        return Ok(row);
    };
    let day = shanghai_day(served_at);
    let now = court.now();
    let facts = json!({ "served_on": day });
    let row = advance(
        court,
        tx,
        row,
        Event::Certify,
        &By::system(),
        facts,
        |change| {
            change.certified_at = Set(Some(now));
        },
    )
    .await?;
    let entry = Entry {
        kind: EntryKind::DocumentServed,
        at: now,
        by: By::system(),
        facts: json!({"title": row.document_title, "note": row.party_name, "until": day}),
        readers: Readers::Everyone,
    };
    cases::record(tx, row.case_id, entry).await?;
    start_limits(court, tx, row).await
}

/// CPL 128, 130, 285: fifteen days for defence and objection, thirty without a domicile here. Of several
/// defendants the one served last counts, for the case waits for all.
async fn start_limits(
    court: &Court,
    tx: &DatabaseTransaction,
    row: delivery::Model,
) -> Result<delivery::Model, Problem> {
    if !starts_the_defence(&row) {
        return Ok(row);
    }
    let Some(latest) = last_service_on_defendants(tx, row.case_id).await? else {
        return Ok(row);
    };
    let calendar = court.calendar.load();
    let limit = case_limits::defence(&calendar, latest, row.outside_prc);
    let defence = NewDeadline::of(row.case_id, What::Defence, Who::Defendant, &limit);
    let ends_at = defence.expires_before;
    cases::set_deadline(tx, defence).await?;
    let limit = case_limits::jurisdiction_objection(&calendar, latest, row.outside_prc);
    let objection = NewDeadline::of(
        row.case_id,
        What::JurisdictionObjection,
        Who::Defendant,
        &limit,
    );
    cases::set_deadline(tx, objection).await?;
    let mut change = row.into_active_model();
    change.ends_at = Set(Some(ends_at));
    Ok(change.update(tx).await?)
}

/// The limits that hung on a service that was rebutted.
pub async fn take_back_limits(
    tx: &DatabaseTransaction,
    row: &delivery::Model,
) -> Result<(), Problem> {
    if !starts_the_defence(row) {
        return Ok(());
    }
    cases::end_deadline(tx, row.case_id, What::Defence).await?;
    cases::end_deadline(tx, row.case_id, What::JurisdictionObjection).await
}

/// Complaints on the defendants of a case that are not cancelled.
async fn complaints(
    db: &impl ConnectionTrait,
    case_id: Uuid,
) -> Result<Vec<delivery::Model>, DbErr> {
    delivery::Entity::find()
        .filter(delivery::Column::CaseId.eq(case_id))
        .filter(delivery::Column::DocumentKind.eq(DocumentKind::Complaint.id()))
        .filter(delivery::Column::Side.eq(Side::Defendant.id()))
        .filter(delivery::Column::OpenKey.is_not_null())
        .all(db)
        .await
}

async fn last_service_on_defendants(
    db: &impl ConnectionTrait,
    case_id: Uuid,
) -> Result<Option<NaiveDate>, DbErr> {
    let rows = complaints(db, case_id).await?;
    Ok(rows
        .iter()
        .filter_map(|row| row.served_at)
        .max()
        .map(shanghai_day))
}

/// Defendants, and of these those to whom the complaint went out and those on whom it was served.
pub struct Standing {
    pub defendants: usize,
    pub sent: usize,
    pub served: usize,
}

pub async fn standing(
    court: &Court,
    db: &impl ConnectionTrait,
    case_id: Uuid,
) -> Result<Standing, Problem> {
    let parties = cases::parties(court, db, case_id).await?;
    let rows = complaints(db, case_id).await?;
    Ok(Standing {
        defendants: parties
            .iter()
            .filter(|party| party.side == Side::Defendant)
            .count(),
        sent: rows.iter().filter(|row| row.sent_at.is_some()).count(),
        served: rows.iter().filter(|row| row.served_at.is_some()).count(),
    })
}

/// The inbox of the addressee, with what reminds of it.
pub async fn tell(
    court: &Court,
    tx: &DatabaseTransaction,
    row: &delivery::Model,
    kind: NoticeKind,
) -> Result<(), Problem> {
    let Some(person_id) = row.person_id else {
        return Ok(());
    };
    // What was not sent yet has no page of its own.
    let link = match kind {
        NoticeKind::AddressAsked => format!("pages/delivery/address?case_id={}", row.case_id),
        _ => format!("pages/delivery/paper?id={}", row.id),
    };
    let message = Tell {
        person_id,
        event_id: new_id(),
        kind,
        facts: json!({"case_number": row.case_number, "title": row.document_title}),
        link: Some(link),
    };
    Ok(notices::tell(court, tx, message).await?)
}

/// A moment as the court writes it.
pub fn local(at: DateTime<Utc>) -> DateTime<chrono::FixedOffset> {
    at.with_timezone(&shanghai())
}
