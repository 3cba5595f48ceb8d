//! The correction notice (OLR 9(2)): everything at once, each item tied to its field.

use chrono::{DateTime, FixedOffset};
use sea_orm::prelude::*;
use sea_orm::{ConnectionTrait, QueryOrder};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::check::Step;
use super::model::correction;
use crate::kit::clock::shanghai;
use crate::kit::problem::Problem;

/// One thing to correct.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"pointer": "/defendants/0/name", "text": "少了“福州”两个字。请改成执照上的全称。"}))]
pub struct CorrectionItem {
    /// JSON Pointer into the content.
    pub pointer: String,
    /// What to change, in words the person understands.
    #[schema(min_length = 1, max_length = 1000)]
    pub text: String,
}

/// The person's word on an item that cannot be changed.
#[derive(Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Explanation {
    pub pointer: String,
    #[schema(min_length = 1, max_length = 1000)]
    pub text: String,
}

#[derive(Clone, Serialize, ToSchema)]
#[schema(as = Correction, example = json!({"id": "0193a1f0-7c1e-7000-8000-00000000c001", "issued_at": "2026-11-24T09:41:00+08:00",
    "expires_before": "2026-12-02T00:00:00+08:00", "provisional": false,
    "items": [{"pointer": "/defendants/0/name", "text": "少了“福州”两个字。请改成执照上的全称。", "step": "parties"}], "answered_at": null, "explanations": []}))]
pub struct CorrectionView {
    pub id: Uuid,
    pub issued_at: DateTime<FixedOffset>,
    /// The first moment that is too late.
    pub expires_before: DateTime<FixedOffset>,
    /// The end may move: the holidays of that year are not published yet.
    pub provisional: bool,
    pub items: Vec<CorrectionItemView>,
    pub answered_at: Option<DateTime<FixedOffset>>,
    pub explanations: Vec<Explanation>,
}

#[derive(Clone, Serialize, ToSchema)]
pub struct CorrectionItemView {
    pub pointer: String,
    pub text: String,
    /// The page of the wizard that it is on.
    pub step: Step,
}

pub async fn of(
    db: &impl ConnectionTrait,
    filing_id: Uuid,
) -> Result<Vec<CorrectionView>, Problem> {
    let rows = correction::Entity::find()
        .filter(correction::Column::FilingId.eq(filing_id))
        .order_by_asc(correction::Column::No)
        .all(db)
        .await?;
    Ok(rows.into_iter().map(view).collect())
}

pub fn view(row: correction::Model) -> CorrectionView {
    let items: Vec<CorrectionItem> = serde_json::from_str(&row.items).unwrap_or_default();
    CorrectionView {
        id: row.id,
        issued_at: row.issued_at.with_timezone(&shanghai()),
        expires_before: row.expires_before.with_timezone(&shanghai()),
        provisional: row.provisional,
        items: items
            .into_iter()
            .map(|item| CorrectionItemView {
                step: Step::of(&item.pointer),
                pointer: item.pointer,
                text: item.text,
            })
            .collect(),
        answered_at: row.answered_at.map(|at| at.with_timezone(&shanghai())),
        explanations: row
            .explanations
            .as_deref()
            .and_then(|text| serde_json::from_str(text).ok())
            .unwrap_or_default(),
    }
}
