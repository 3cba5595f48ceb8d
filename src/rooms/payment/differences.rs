//! What does not agree between WeChat Pay and the court, for staff to settle. No personal data.

use chrono::NaiveDate;
use sea_orm::prelude::*;
use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveValue::Set, ConnectionTrait};

use super::model::difference;
use super::reconcile;
use super::words::DifferenceKind;
use crate::court::Court;
use crate::kit::clock::shanghai_day;
use crate::kit::ids::new_id;
use crate::kit::problem::Problem;

/// Longest reference kept; an order number has 32 characters, a refund number 64.
const REFERENCE: usize = 64;

pub(super) struct Found<'a> {
    pub kind: DifferenceKind,
    pub source: &'static str,
    pub reference: &'a str,
    /// None: today.
    pub day: Option<NaiveDate>,
    pub payment_id: Option<Uuid>,
    pub our_fen: Option<i64>,
    pub their_fen: Option<i64>,
}

impl<'a> Found<'a> {
    pub fn new(kind: DifferenceKind, source: &'static str, reference: &'a str) -> Found<'a> {
        Found {
            kind,
            source,
            reference,
            day: None,
            payment_id: None,
            our_fen: None,
            their_fen: None,
        }
    }
}

/// Lists a difference; the same one of the same day is listed once.
pub(super) async fn note(
    court: &Court,
    tx: &impl ConnectionTrait,
    found: Found<'_>,
) -> Result<(), Problem> {
    let now = court.now();
    tracing::warn!(
        kind = found.kind.code(),
        source = found.source,
        payment = ?found.payment_id,
        "WeChat Pay and the court do not agree"
    );
    metrics::counter!("payment_differences_total", "kind" => found.kind.code()).increment(1);
    let day = found.day.unwrap_or_else(|| shanghai_day(now));
    // The day shows in the list from now on, whether or not its bill has come.
    reconcile::begin_day(tx, day).await?;
    let row = difference::ActiveModel {
        id: Set(new_id()),
        day: Set(day),
        kind: Set(found.kind.code().to_owned()),
        source: Set(found.source.to_owned()),
        reference: Set(shown(found.reference)),
        payment_id: Set(found.payment_id),
        our_fen: Set(found.our_fen),
        their_fen: Set(found.their_fen),
        found_at: Set(now),
        settled_at: Set(None),
        settled_by: Set(None),
        note: Set(None),
    };
    let once = OnConflict::columns([
        difference::Column::Day,
        difference::Column::Kind,
        difference::Column::Reference,
    ])
    .do_nothing()
    .to_owned();
    difference::Entity::insert(row)
        .on_conflict(once)
        .exec_without_returning(tx)
        .await?;
    Ok(())
}

/// Numbers are plain ASCII; anything else in their place is not shown.
fn shown(reference: &str) -> String {
    reference
        .chars()
        .take(REFERENCE)
        .map(|sign| if sign.is_ascii_graphic() { sign } else { '?' })
        .collect()
}
