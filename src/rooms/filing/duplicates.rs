//! Likely duplicates: the same parties and near-same claims. Told before submitting, never refused (wishes 2).

use chrono::{DateTime, FixedOffset, Utc};
use sea_orm::prelude::*;
use sea_orm::sea_query::{Expr, ExprTrait, Query};
use sea_orm::{Condition, ConnectionTrait, QueryOrder, QuerySelect};
use serde::Serialize;
use utoipa::ToSchema;

use super::content::{Content, PartyEntry};
use super::index::id_hash;
use super::model::{filing, party};
use crate::court::Court;
use crate::kit::clock::shanghai;
use crate::kit::i18n::{Lang, Words};
use crate::kit::problem::Problem;
use crate::law::Named;
use crate::law::machine::filing::State;

/// Looked at, the latest first; who files the same again does so soon.
const LOOKED_AT: u64 = 50;

#[derive(Clone, Serialize, ToSchema)]
#[schema(as = LikelyDuplicate, example = json!({"filing_id": "0193a1f0-7c1e-7000-8000-00000000f009", "case_id": null, "case_number": null, "receipt_no": "L20260903-0012",
    "state": "docketed", "at": "2026-09-03T10:00:00+08:00", "title": "张三 诉 某某科技有限公司", "claimed_fen": 128000, "why": "原告、被告、案由相同，请求金额接近"}))]
pub struct DuplicateView {
    pub filing_id: Uuid,
    pub case_id: Option<Uuid>,
    pub case_number: Option<String>,
    pub receipt_no: Option<String>,
    pub state: String,
    pub at: Option<DateTime<FixedOffset>>,
    pub title: String,
    pub claimed_fen: i64,
    pub why: String,
}

/// A name as it is compared: without blanks, brackets and case.
pub fn name_key(name: &str) -> String {
    name.chars()
        .filter(|sign| sign.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .take(100)
        .collect()
}

/// Filings with the court that look like this one. `owner` limits them to one person's own.
pub async fn find(
    court: &Court,
    db: &impl ConnectionTrait,
    except: Uuid,
    content: &Content,
    owner: Option<Uuid>,
) -> Result<Vec<filing::Model>, Problem> {
    let (Some(ours), Some(theirs)) = (
        same_party(court, &content.plaintiffs),
        same_party(court, &content.defendants),
    ) else {
        return Ok(Vec::new());
    };
    let having = |side: &str, whom: Condition| {
        Query::select()
            .column(party::Column::FilingId)
            .from(party::Entity)
            .cond_where(Condition::all().add(party::Column::Side.eq(side)).add(whom))
            .to_owned()
    };
    let mut query = filing::Entity::find()
        .filter(filing::Column::Id.ne(except))
        .filter(filing::Column::State.is_not_in([
            State::Draft.id(),
            State::Withdrawn.id(),
            State::Returned.id(),
        ]))
        .filter(
            Expr::col((filing::Entity, filing::Column::Id)).in_subquery(having("plaintiffs", ours)),
        )
        .filter(
            Expr::col((filing::Entity, filing::Column::Id))
                .in_subquery(having("defendants", theirs)),
        );
    if let Some(owner) = owner {
        query = query.filter(filing::Column::PersonId.eq(owner));
    }
    let rows = query
        .order_by_desc(filing::Column::Id)
        .limit(LOOKED_AT)
        .all(db)
        .await?;
    Ok(rows.into_iter().filter(|row| near(row, content)).collect())
}

/// Any of these parties, by number or by name.
fn same_party(court: &Court, parties: &[PartyEntry]) -> Option<Condition> {
    let names: Vec<String> = parties
        .iter()
        .filter_map(|one| one.name.as_deref())
        .map(name_key)
        .filter(|key| !key.is_empty())
        .collect();
    let ids: Vec<String> = parties
        .iter()
        .filter_map(|one| id_hash(court, one.id_number.as_deref()))
        .collect();
    if names.is_empty() && ids.is_empty() {
        return None;
    }
    let mut any = Condition::any();
    if !names.is_empty() {
        any = any.add(party::Column::NameKey.is_in(names));
    }
    if !ids.is_empty() {
        any = any.add(party::Column::IdHash.is_in(ids));
    }
    Some(any)
}

/// The same cause, and amounts within a tenth of each other.
fn near(row: &filing::Model, content: &Content) -> bool {
    let (one, other) = (row.claimed_fen, content.claimed_fen());
    row.cause == content.cause && (one - other).saturating_abs() <= std::cmp::max(one, other) / 10
}

pub fn view(row: filing::Model, lang: Lang) -> DuplicateView {
    let why = Words::fixed(
        "原告、被告、案由相同，请求金额接近",
        "Same plaintiff, defendant and cause, and a similar amount",
    );
    DuplicateView {
        filing_id: row.id,
        case_id: row.case_id,
        case_number: row.case_number,
        receipt_no: row.receipt_no,
        state: row.state,
        at: row
            .submitted_at
            .map(|at: DateTime<Utc>| at.with_timezone(&shanghai())),
        title: row.title,
        claimed_fen: row.claimed_fen,
        why: why.in_lang(lang).to_owned(),
    }
}
