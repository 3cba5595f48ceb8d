//! Answers of this room.

use chrono::{DateTime, FixedOffset};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

/// A case in a list.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = CaseItem, example = json!({"id": "0193a1f0-7c1e-7000-8000-0000000000a1", "number": "（2026）京0491民初1024号",
    "cause": "online_shopping_contract", "cause_words": "网络购物合同纠纷", "title": "张三 诉 福州云杉商贸有限公司",
    "state": "evidence", "state_words": "举证中", "role": "plaintiff",
    "next_event": {"what": "evidence", "words": "您：提交证据", "at": "2026-11-28T00:00:00+08:00"},
    "next_event_at": "2026-11-28T00:00:00+08:00", "unread": 2, "claimed_fen": 2759600, "registered_at": "2026-10-28T11:05:00+08:00"}))]
pub struct CaseItem {
    pub id: Uuid,
    /// With full-width brackets.
    pub number: String,
    /// Code of the kind of dispute.
    pub cause: String,
    /// In the caller's language.
    pub cause_words: String,
    pub title: String,
    /// State of the case machine (`GET /api/v1/meta/machines`).
    pub state: String,
    pub state_words: String,
    /// `plaintiff`, `defendant` or `third_party`; null at the desk.
    pub role: Option<String>,
    /// The limit that ends next: mine, or else anybody's.
    pub next_event: Option<NextEvent>,
    pub next_event_at: Option<DateTime<FixedOffset>>,
    /// Entries and documents not seen yet; 0 at the desk.
    pub unread: i32,
    pub claimed_fen: i64,
    pub registered_at: DateTime<FixedOffset>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct NextEvent {
    pub what: String,
    pub words: String,
    /// Exclusive: the first moment that is too late.
    pub at: DateTime<FixedOffset>,
}

/// A case as its members see it.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Case)]
pub struct CaseView {
    #[serde(flatten)]
    pub item: CaseItem,
    /// For the side that filed it, and for the court.
    pub filing_id: Option<Uuid>,
    pub procedure: String,
    pub procedure_words: String,
    pub parties: Vec<PartyView>,
    pub claims: Vec<ClaimView>,
    pub stage: Stage,
    pub next: Next,
    pub docketed_at: Option<DateTime<FixedOffset>>,
}

#[derive(Debug, Serialize, ToSchema)]
#[schema(as = CaseParty, example = json!({"side": "plaintiff", "side_words": "原告", "name": "张三", "kind": "person", "you": true,
    "id_number_masked": null, "phone_masked": null}))]
pub struct PartyView {
    pub side: String,
    pub side_words: String,
    pub name: String,
    /// `person` or `organisation`.
    pub kind: String,
    pub you: bool,
    /// The last four; one's own, and at the desk.
    pub id_number_masked: Option<String>,
    pub phone_masked: Option<String>,
}

#[derive(Debug, Serialize, ToSchema)]
#[schema(as = CaseClaim, example = json!({"text": "请求判令被告退还货款", "amount_fen": 689900}))]
pub struct ClaimView {
    pub text: String,
    pub amount_fen: Option<i64>,
}

/// The stage track at the top of a case.
#[derive(Debug, Serialize, ToSchema)]
pub struct Stage {
    pub steps: Vec<StageStep>,
}

#[derive(Debug, Serialize, ToSchema)]
#[schema(example = json!({"code": "service", "words": "送达", "state": "now"}))]
pub struct StageStep {
    pub code: &'static str,
    pub words: String,
    /// `done`, `now` or `later`.
    pub state: &'static str,
}

/// Who has to act next, by when, and under which article.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = CaseNext, example = json!({"who": "you", "what": "pay_fee", "words": "轮到您：交诉讼费",
    "until": "2026-12-02T00:00:00+08:00", "basis": "诉讼费用交纳办法第二十二条"}))]
pub struct Next {
    /// `you`, `court`, `other` or `none`.
    pub who: &'static str,
    pub what: Option<String>,
    pub words: String,
    pub until: Option<DateTime<FixedOffset>>,
    pub basis: Option<String>,
}

/// One row of the timeline.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = CaseEntry, example = json!({"id": "0193a1f0-7c1e-7000-8000-0000000000b1", "kind": "registered", "title": "登记立案",
    "detail": "（2026）京0491民初1024号", "at": "2026-10-28T11:05:00+08:00", "by": "立案人员 李娜"}))]
pub struct EntryView {
    pub id: Uuid,
    pub kind: String,
    pub title: String,
    pub detail: Option<String>,
    pub at: DateTime<FixedOffset>,
    pub by: String,
}

#[derive(Debug, Serialize, ToSchema)]
#[schema(as = CaseDeadline, example = json!({"what": "pay_fee", "words": "交诉讼费", "who": "plaintiff", "who_words": "原告", "you": true,
    "expires_before": "2026-12-02T00:00:00+08:00", "basis": "诉讼费用交纳办法第二十二条", "provisional": false, "state": "running", "state_words": "进行中"}))]
pub struct DeadlineView {
    pub what: String,
    pub words: String,
    /// `plaintiff`, `defendant`, `third_party`, `parties` or `court`.
    pub who: String,
    pub who_words: String,
    /// It is for me to act.
    pub you: bool,
    /// Exclusive: the first moment that is too late.
    pub expires_before: DateTime<FixedOffset>,
    pub basis: String,
    /// Rests on holidays that are not published yet.
    pub provisional: bool,
    /// `running`, `met`, `over` (nobody acted in time) or `fell_away` (nothing has to be done any longer).
    pub state: &'static str,
    pub state_words: String,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct DeadlineList {
    pub items: Vec<DeadlineView>,
    /// Always null: the list is one page.
    pub next: Option<String>,
}

#[derive(Debug, Serialize, ToSchema)]
#[schema(as = CaseDocument, example = json!({"id": "0193a1f0-7c1e-7000-8000-0000000000c1", "kind": "acceptance_notice", "title": "受理案件通知书",
    "at": "2026-10-28T11:05:00+08:00", "from": "court", "pages": 1, "media_type": "application/pdf", "size": 48213, "unread": true}))]
pub struct DocumentView {
    pub id: Uuid,
    pub kind: String,
    pub title: String,
    pub at: DateTime<FixedOffset>,
    /// `court`, `own` (handed in by my side) or `other`; at the desk the side itself.
    pub from: String,
    /// Null until it is rendered, a moment after it was made.
    pub pages: Option<i32>,
    pub media_type: String,
    pub size: Option<i64>,
    pub unread: bool,
}
