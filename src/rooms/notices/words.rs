//! Requests and answers of this room.

use std::collections::BTreeMap;

use chrono::{DateTime, FixedOffset};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::kinds::{NoticeFacts, NoticeKind};
use super::model::notice;
use super::sentences;
use crate::kit::clock::shanghai;
use crate::kit::i18n::Lang;

/// One message in the inbox.
#[derive(Serialize, ToSchema)]
#[schema(as = Notice, example = json!({"id": "0193a1f0-7c1e-7000-8000-0000000000e1", "kind": "correction_due", "title": "起诉材料需要补正",
    "body": "《张三与某某科技有限公司网络购物合同纠纷》：有 2 处需要补正。请在 12月4日 24:00 前补正后重新提交；逾期没有补正的，法院会退回材料。",
    "link": "pages/filing/detail?id=0193a1f0-7c1e-7000-8000-0000000000a1", "at": "2026-11-24T09:41:00+08:00", "read_at": null}))]
pub struct NoticeView {
    pub id: Uuid,
    pub kind: NoticeKind,
    pub title: String,
    pub body: String,
    /// Page of the mini-program that it is about.
    pub link: Option<String>,
    pub at: DateTime<FixedOffset>,
    pub read_at: Option<DateTime<FixedOffset>>,
}

#[derive(Serialize, ToSchema)]
pub struct Inbox {
    pub items: Vec<NoticeView>,
    pub next: Option<String>,
    /// Of all pages.
    pub unread: u64,
}

impl NoticeView {
    pub fn of(row: notice::Model, lang: Lang) -> NoticeView {
        // A kind that only a newer program knows is told as news.
        let kind = NoticeKind::named(&row.kind).unwrap_or(NoticeKind::CaseEvent);
        let facts = NoticeFacts::read(&row.facts);
        let (title, body) = sentences::of(kind, &facts, row.at, lang);
        NoticeView {
            id: row.id,
            kind,
            title,
            body,
            link: row.link,
            at: row.at.with_timezone(&shanghai()),
            read_at: row.read_at.map(|at| at.with_timezone(&shanghai())),
        }
    }
}

/// What the person answered in WeChat's own dialog, by template id.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"results": {"SANDBOX_TEMPLATE_NEW_DEVICE": "accept"}}))]
pub struct SubscriptionBody {
    /// By template id.
    pub results: BTreeMap<String, SubscriptionAnswer>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum SubscriptionAnswer {
    Accept,
    Reject,
    Ban,
    Filter,
}

impl SubscriptionAnswer {
    pub fn name(self) -> &'static str {
        match self {
            SubscriptionAnswer::Accept => "accept",
            SubscriptionAnswer::Reject => "reject",
            SubscriptionAnswer::Ban => "ban",
            SubscriptionAnswer::Filter => "filter",
        }
    }
}

#[derive(Serialize, ToSchema)]
#[schema(example = json!({"accepted": ["new_device"]}))]
pub struct SubscriptionsRecorded {
    /// Our names of the templates that were accepted.
    pub accepted: Vec<String>,
}
