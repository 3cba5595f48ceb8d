//! Requests and answers of this room on the person's side.

use chrono::{DateTime, FixedOffset, Utc};
use sea_orm::ConnectionTrait;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::access::{content_of, state_of};
use super::clock::{self, ReviewClock};
use super::content::Content;
use super::corrections::{self, CorrectionView};
use super::history::{self, EventView};
use super::model::filing;
use super::next::{self, NextStep};
use crate::court::Court;
use crate::kit::clock::shanghai;
use crate::kit::i18n::Lang;
use crate::kit::problem::Problem;
use crate::law::Named;
use crate::law::jurisdiction::dispute_kind;
use crate::law::machine::State as _;
use crate::law::machine::filing::State;
use crate::rooms::payment;

/// An empty object: acts that need no more than themselves. Whatever else is sent is refused.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({}))]
pub struct Nothing {}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"content": {"cause": "online_shopping_contract", "plaintiffs": [{"kind": "person", "name": "张三"}]}}))]
pub struct SaveBody {
    pub content: Content,
}

/// A filing as its person sees it.
#[derive(Serialize, ToSchema)]
#[schema(as = Filing, example = json!({"id": "0193a1f0-7c1e-7000-8000-00000000f001", "state": "draft", "state_words": "草稿(待提交)", "version": 3,
    "content": {"cause": "online_shopping_contract", "acting_for": "self", "plaintiffs": [], "defendants": [], "third_parties": [], "claims": [], "evidence": []},
    "cause_words": "网络购物合同纠纷（通过电子商务平台签订或者履行）", "title": "张三 诉 某某科技有限公司",
    "case_id": null, "case_number": null, "review_due": null, "correction": null, "corrections": [], "saved_at": "2026-11-24T09:41:00+08:00",
    "saved_on": "华为 Mate 60", "submitted_at": null, "received_at": null, "receipt_no": null, "clock": null, "history": [],
    "pre_mediation_number": null, "outcome": null,
    "next": {"who": "you", "what": "submit", "words": "填完后提交给法院。", "until": null, "basis": null}}))]
pub struct FilingView {
    pub id: Uuid,
    /// A state of the `filing` machine.
    pub state: String,
    pub state_words: String,
    pub version: i32,
    pub content: Content,
    pub cause_words: Option<String>,
    pub title: String,
    pub case_id: Option<Uuid>,
    pub case_number: Option<String>,
    /// The first moment after the seven days of review (CPL 126).
    pub review_due: Option<DateTime<FixedOffset>>,
    /// The correction that waits for an answer.
    pub correction: Option<CorrectionView>,
    pub corrections: Vec<CorrectionView>,
    pub saved_at: DateTime<FixedOffset>,
    pub saved_on: Option<String>,
    pub submitted_at: Option<DateTime<FixedOffset>>,
    pub received_at: Option<DateTime<FixedOffset>>,
    pub receipt_no: Option<String>,
    pub clock: Option<ReviewClock>,
    pub history: Vec<EventView>,
    pub pre_mediation_number: Option<String>,
    pub outcome: Option<OutcomeView>,
    pub next: NextStep,
}

/// Why papers went back, or what a judge ruled.
#[derive(Clone, Serialize, Deserialize, ToSchema)]
#[schema(as = FilingOutcome)]
pub struct OutcomeView {
    /// The event that ended it: `return_unopposed`, `rule_not_accept`, ...
    pub kind: String,
    pub reasons: String,
    pub at: DateTime<FixedOffset>,
    /// Name of the judge of a ruling.
    pub judge: Option<String>,
}

/// A filing in a list.
#[derive(Serialize, ToSchema)]
#[schema(example = json!({"id": "0193a1f0-7c1e-7000-8000-00000000f001", "state": "submitted", "state_words": "已提交(待审核)", "cause": "online_shopping_contract",
    "cause_words": "网络购物合同纠纷（通过电子商务平台签订或者履行）", "title": "张三 诉 某某科技有限公司", "claimed_fen": 128000,
    "updated_at": "2026-11-24T09:41:00+08:00", "submitted_at": "2026-11-24T09:41:00+08:00", "review_due": "2026-12-02T00:00:00+08:00",
    "correction_due": null, "receipt_no": "L20261124-0001", "case_id": null, "case_number": null, "version": 4}))]
pub struct FilingItem {
    pub id: Uuid,
    pub state: String,
    pub state_words: String,
    pub cause: Option<String>,
    pub cause_words: Option<String>,
    pub title: String,
    pub claimed_fen: i64,
    pub updated_at: DateTime<FixedOffset>,
    pub submitted_at: Option<DateTime<FixedOffset>>,
    pub review_due: Option<DateTime<FixedOffset>>,
    pub correction_due: Option<DateTime<FixedOffset>>,
    pub receipt_no: Option<String>,
    pub case_id: Option<Uuid>,
    pub case_number: Option<String>,
    pub version: i32,
}

pub fn local(at: Option<DateTime<Utc>>) -> Option<DateTime<FixedOffset>> {
    at.map(|at| at.with_timezone(&shanghai()))
}

pub fn cause_words(cause: Option<&str>, lang: Lang) -> Option<String> {
    let kind = dispute_kind(cause?)?;
    Some(match lang {
        Lang::Zh => kind.zh.to_owned(),
        Lang::En => kind.en.to_owned(),
    })
}

/// What a state is called; English from its id, as the machine has Chinese names alone.
pub fn state_words(state: State, lang: Lang) -> String {
    match lang {
        Lang::Zh => state.zh().to_owned(),
        Lang::En => {
            let words = state.id().replace('_', " ");
            let mut letters = words.chars();
            letters
                .next()
                .map(|first| first.to_uppercase().chain(letters).collect())
                .unwrap_or_default()
        }
    }
}

pub fn item(row: filing::Model, lang: Lang) -> Option<FilingItem> {
    let state = State::from_id(&row.state)?;
    Some(FilingItem {
        id: row.id,
        state: row.state,
        state_words: state_words(state, lang),
        cause_words: cause_words(row.cause.as_deref(), lang),
        cause: row.cause,
        title: row.title,
        claimed_fen: row.claimed_fen,
        updated_at: row.saved_at.with_timezone(&shanghai()),
        submitted_at: local(row.submitted_at),
        review_due: local(row.review_due),
        correction_due: local(row.correction_due),
        receipt_no: row.receipt_no,
        case_id: row.case_id,
        case_number: row.case_number,
        version: row.version,
    })
}

pub fn outcome(row: &filing::Model) -> Option<OutcomeView> {
    serde_json::from_str(row.outcome.as_deref()?).ok()
}

/// The whole view of a filing.
pub async fn view(
    court: &Court,
    db: &impl ConnectionTrait,
    row: filing::Model,
    lang: Lang,
) -> Result<FilingView, Problem> {
    let state = state_of(&row)?;
    let content = content_of(court, &row)?;
    let corrections = corrections::of(db, row.id).await?;
    let history = history::of(db, row.id).await?;
    let fee_due = match state {
        State::FeeDue => payment::due_of(db, row.id).await?,
        _ => None,
    };
    Ok(FilingView {
        id: row.id,
        state: row.state.clone(),
        state_words: state_words(state, lang),
        version: row.version,
        cause_words: cause_words(row.cause.as_deref(), lang),
        title: row.title.clone(),
        case_id: row.case_id,
        case_number: row.case_number.clone(),
        review_due: local(row.review_due),
        correction: corrections
            .iter()
            .find(|one| one.answered_at.is_none() && state == State::ReturnedForCorrection)
            .cloned(),
        corrections,
        saved_at: row.saved_at.with_timezone(&shanghai()),
        saved_on: row.saved_on.clone(),
        submitted_at: local(row.submitted_at),
        received_at: local(row.received_at),
        receipt_no: row.receipt_no.clone(),
        clock: clock::of(&row, state, court),
        history,
        pre_mediation_number: row.pre_mediation_number.clone(),
        outcome: outcome(&row),
        next: next::of(&row, state, fee_due, court.now(), lang),
        content,
    })
}
