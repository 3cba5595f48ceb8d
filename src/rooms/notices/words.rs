//! Requests and answers of this room, and the words of each kind of notice.

use std::collections::BTreeMap;

use chrono::{DateTime, FixedOffset, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::model::notice;
use crate::kit::clock::shanghai;
use crate::kit::i18n::Lang;

/// One message in the inbox.
#[derive(Serialize, ToSchema)]
#[schema(as = Notice, example = json!({"id": "0193a1f0-7c1e-7000-8000-0000000000e1", "kind": "new_device", "title": "新设备登录",
    "body": "11月24日 09:41，您的账号在“华为 Mate 60”上登录。如果不是您本人，请到“我的 - 登录设备”退出这台设备。",
    "at": "2026-11-24T09:41:00+08:00", "read_at": null}))]
pub struct NoticeView {
    pub id: Uuid,
    pub kind: NoticeKind,
    pub title: String,
    pub body: String,
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

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum NoticeKind {
    NewDevice,
}

impl NoticeKind {
    pub fn name(self) -> &'static str {
        match self {
            NoticeKind::NewDevice => "new_device",
        }
    }
}

/// Facts of a `new_device` notice.
#[derive(Debug, Serialize, Deserialize)]
pub struct NewDeviceFacts {
    pub device_name: String,
}

impl NoticeView {
    pub fn of(row: notice::Model, lang: Lang) -> NoticeView {
        let at = row.at.with_timezone(&shanghai());
        let (title, body) = new_device_words(&row.facts, row.at, lang);
        NoticeView {
            id: row.id,
            kind: NoticeKind::NewDevice,
            title,
            body,
            at,
            read_at: row.read_at.map(|at| at.with_timezone(&shanghai())),
        }
    }
}

fn new_device_words(facts: &str, at: DateTime<Utc>, lang: Lang) -> (String, String) {
    let device = serde_json::from_str::<NewDeviceFacts>(facts)
        .map(|facts| facts.device_name)
        .unwrap_or_default();
    let at = at.with_timezone(&shanghai());
    match lang {
        Lang::Zh => (
            "新设备登录".to_owned(),
            format!(
                "{}，您的账号在“{device}”上登录。如果不是您本人，请到“我的 - 登录设备”退出这台设备。",
                at.format("%-m月%-d日 %H:%M")
            ),
        ),
        Lang::En => (
            "Log-in on a new device".to_owned(),
            format!(
                "On {} your account was used on \"{device}\". If it was not you, log that device out under Me - Your devices.",
                at.format("%-d %b %H:%M")
            ),
        ),
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
