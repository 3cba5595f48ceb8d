//! What the person is told of their filing: the inbox first, then what reminds of it (domain.md 9).

use sea_orm::DatabaseTransaction;
use serde_json::{Value, json};

use super::model::filing;
use super::{papers, words};
use crate::court::Court;
use crate::kit::clock::shanghai;
use crate::kit::ids::new_id;
use crate::kit::problem::Problem;
use crate::rooms::notices::{self, NoticeKind, Tell};

async fn tell(
    court: &Court,
    tx: &DatabaseTransaction,
    row: &filing::Model,
    kind: NoticeKind,
    facts: Value,
) -> Result<(), Problem> {
    let mut all = json!({
        "receipt_no": row.receipt_no,
        "case_number": row.case_number,
        "title": papers::matter(row),
    });
    if let (Some(all), Value::Object(more)) = (all.as_object_mut(), facts) {
        all.extend(more);
    }
    let link = match (kind, row.case_id) {
        (NoticeKind::Docketed, Some(case_id)) => format!("pages/cases/case?id={case_id}"),
        _ => format!("pages/filing/filing?id={}", row.id),
    };
    let message = Tell {
        person_id: row.person_id,
        event_id: new_id(),
        kind,
        facts: all,
        link: Some(link),
    };
    Ok(notices::tell(court, tx, message).await?)
}

fn reasons(row: &filing::Model) -> Option<String> {
    words::outcome(row).map(|outcome| outcome.reasons)
}

fn end(row: &filing::Model) -> Value {
    json!(row.review_due.map(|due| due.with_timezone(&shanghai())))
}

pub async fn received(
    court: &Court,
    tx: &DatabaseTransaction,
    row: &filing::Model,
) -> Result<(), Problem> {
    tell(
        court,
        tx,
        row,
        NoticeKind::FilingReceived,
        json!({"expires_before": end(row)}),
    )
    .await
}

pub async fn withdrawn(
    court: &Court,
    tx: &DatabaseTransaction,
    row: &filing::Model,
) -> Result<(), Problem> {
    tell(court, tx, row, NoticeKind::FilingWithdrawn, json!({})).await
}

pub async fn correction(
    court: &Court,
    tx: &DatabaseTransaction,
    row: &filing::Model,
    items: usize,
) -> Result<(), Problem> {
    let due = row.correction_due.map(|due| due.with_timezone(&shanghai()));
    tell(
        court,
        tx,
        row,
        NoticeKind::CorrectionDue,
        json!({"items": items, "expires_before": due}),
    )
    .await
}

pub async fn correction_again(
    court: &Court,
    tx: &DatabaseTransaction,
    row: &filing::Model,
    days_left: i64,
) -> Result<(), Problem> {
    let due = row.correction_due.map(|due| due.with_timezone(&shanghai()));
    tell(
        court,
        tx,
        row,
        NoticeKind::CorrectionDue,
        json!({"days_left": days_left, "expires_before": due}),
    )
    .await
}

pub async fn referred(
    court: &Court,
    tx: &DatabaseTransaction,
    row: &filing::Model,
) -> Result<(), Problem> {
    let until = row
        .pre_mediation_until
        .map(|until| until.with_timezone(&shanghai()));
    tell(
        court,
        tx,
        row,
        NoticeKind::PreMediationReferred,
        json!({"number": row.pre_mediation_number, "expires_before": until}),
    )
    .await
}

pub async fn accepted(
    court: &Court,
    tx: &DatabaseTransaction,
    row: &filing::Model,
) -> Result<(), Problem> {
    tell(court, tx, row, NoticeKind::Accepted, json!({})).await
}

pub async fn returned(
    court: &Court,
    tx: &DatabaseTransaction,
    row: &filing::Model,
) -> Result<(), Problem> {
    tell(
        court,
        tx,
        row,
        NoticeKind::Returned,
        json!({"reason": reasons(row)}),
    )
    .await
}

pub async fn not_accepted(
    court: &Court,
    tx: &DatabaseTransaction,
    row: &filing::Model,
) -> Result<(), Problem> {
    tell(
        court,
        tx,
        row,
        NoticeKind::NotAccepted,
        json!({"reason": reasons(row)}),
    )
    .await
}

pub async fn deemed_withdrawn(
    court: &Court,
    tx: &DatabaseTransaction,
    row: &filing::Model,
) -> Result<(), Problem> {
    tell(
        court,
        tx,
        row,
        NoticeKind::CaseEvent, json!({"zh": "没有在期限内交费，法院裁定按撤诉处理。以后还可以再起诉。", "en": "The fee was not paid in time and the court ruled the suit deemed withdrawn. You may sue again."})
    )
    .await
}

pub async fn docketed(
    court: &Court,
    tx: &DatabaseTransaction,
    row: &filing::Model,
) -> Result<(), Problem> {
    tell(court, tx, row, NoticeKind::Docketed, json!({})).await
}
