//! Requests and answers of this room.

use chrono::{DateTime, FixedOffset, NaiveDate};
use sea_orm::ConnectionTrait;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::access::attempts_of;
use super::effects::local;
use super::model::{attempt, delivery};
use super::moves::state_of;
use crate::kit::clock::shanghai_day;
use crate::kit::i18n::{Lang, Words};
use crate::kit::problem::Problem;
use crate::law::Named;
use crate::law::machine::service::{Event, State};
use crate::law::machine::{self, Actor};
use crate::law::service_of_documents::{Channel, Consent};
use crate::rooms::cases::Side;

/// An empty object: acts that need no more than themselves. Whatever else is sent is refused.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = DeliveryNothing, example = json!({}))]
pub struct Nothing {}

/// The four times of a service, each with its proof: sent, arrived, opened, served.
#[derive(Serialize, ToSchema)]
#[schema(as = DeliveryTimes)]
pub struct Times {
    pub sent_at: Option<DateTime<FixedOffset>>,
    pub arrived_at: Option<DateTime<FixedOffset>>,
    pub opened_at: Option<DateTime<FixedOffset>>,
    /// Signed for in the app.
    pub receipt_at: Option<DateTime<FixedOffset>>,
    /// The day of service, from which limits run.
    pub served_on: Option<NaiveDate>,
}

impl Times {
    fn of(row: &delivery::Model) -> Times {
        Times {
            sent_at: row.sent_at.map(local),
            arrived_at: row.arrived_at.map(local),
            opened_at: row.opened_at.map(local),
            receipt_at: row.receipt_at.map(local),
            served_on: row.served_at.map(shanghai_day),
        }
    }
}

#[derive(Serialize, ToSchema)]
#[schema(as = DeliveryItem, example = json!({"id": "0193a1f0-7c1e-7000-8000-0000000000c1", "case_id": "0193a1f0-7c1e-7000-8000-0000000000a1",
    "case_number": "（2026）京0491民初1号", "document_id": "0193a1f0-7c1e-7000-8000-0000000000d1", "document_title": "民事起诉状",
    "document_kind": "complaint", "state": "served", "state_words": "已送达", "sent_at": "2026-11-24T10:00:00+08:00",
    "arrived_at": "2026-11-24T10:00:00+08:00", "opened_at": null, "receipt_at": null, "served_on": "2026-11-24"}))]
pub struct DeliveryItem {
    pub id: Uuid,
    pub case_id: Uuid,
    pub case_number: String,
    pub document_id: Uuid,
    pub document_title: String,
    pub document_kind: String,
    /// State of the service machine.
    pub state: String,
    pub state_words: String,
    #[serde(flatten)]
    pub times: Times,
}

impl DeliveryItem {
    pub fn of(row: &delivery::Model, lang: Lang) -> Result<DeliveryItem, Problem> {
        Ok(DeliveryItem {
            id: row.id,
            case_id: row.case_id,
            case_number: row.case_number.clone(),
            document_id: row.document_id,
            document_title: row.document_title.clone(),
            document_kind: row.document_kind.clone(),
            state: row.state.clone(),
            state_words: state_words(state_of(row)?).in_lang(lang).to_owned(),
            times: Times::of(row),
        })
    }
}

/// One sending of it.
#[derive(Serialize, ToSchema)]
#[schema(as = DeliveryAttempt, example = json!({"channel": "platform", "channel_words": "小程序账户", "outcome": "succeeded",
    "sent_at": "2026-11-24T10:00:00+08:00", "arrived_at": "2026-11-24T10:00:00+08:00", "feedback": "read", "feedback_at": "2026-11-24T12:00:00+08:00"}))]
pub struct AttemptView {
    pub channel: String,
    pub channel_words: String,
    /// `succeeded`, `failed` or `unknown`.
    pub outcome: String,
    pub sent_at: DateTime<FixedOffset>,
    pub arrived_at: Option<DateTime<FixedOffset>>,
    /// `read`, `replied`, `acted` or `other_proof`.
    pub feedback: Option<String>,
    pub feedback_at: Option<DateTime<FixedOffset>>,
}

/// A service as its addressee sees it.
#[derive(Serialize, ToSchema)]
#[schema(as = Delivery)]
pub struct DeliveryView {
    #[serde(flatten)]
    pub item: DeliveryItem,
    /// Why it counts as served, or what is still missing, with the article.
    pub basis: String,
    pub attempts: Vec<AttemptView>,
    /// A certificate can be had: `GET /api/v1/deliveries/{id}/certificate.pdf`.
    pub certified: bool,
    /// What anyone types or scans on the public page to check the paper.
    pub check_token: String,
}

pub async fn view(
    db: &impl ConnectionTrait,
    row: delivery::Model,
    lang: Lang,
) -> Result<DeliveryView, Problem> {
    let attempts = attempts_of(db, row.id).await?;
    Ok(DeliveryView {
        item: DeliveryItem::of(&row, lang)?,
        basis: basis_words(&row).in_lang(lang).to_owned(),
        attempts: attempts
            .iter()
            .map(|attempt| attempt_view(attempt, lang))
            .collect(),
        certified: row.certified_at.is_some(),
        check_token: row.check_token,
    })
}

fn attempt_view(row: &attempt::Model, lang: Lang) -> AttemptView {
    let channel = Channel::from_id(&row.channel).unwrap_or(Channel::Platform);
    AttemptView {
        channel: row.channel.clone(),
        channel_words: channel_words(channel).in_lang(lang).to_owned(),
        outcome: row.outcome.clone(),
        sent_at: local(row.sent_at),
        arrived_at: row.arrived_at.map(local),
        feedback: row.feedback.clone(),
        feedback_at: row.feedback_at.map(local),
    }
}

#[derive(Serialize, ToSchema)]
#[schema(as = PreparedDeliveries)]
pub struct Prepared {
    pub items: Vec<DeskDelivery>,
}

/// A service as the desk sees it: a row of the ledger.
#[derive(Serialize, ToSchema)]
#[schema(as = DeskDelivery)]
pub struct DeskDelivery {
    #[serde(flatten)]
    pub item: DeliveryItem,
    pub party_id: Uuid,
    pub party_name: String,
    pub side: String,
    pub side_words: String,
    /// Somebody acts for the party in the app.
    pub joined: bool,
    /// The ground of consent (OLR 29): `express`, `address_offered`, `none`, `refused`, ...
    pub consent: String,
    pub consent_words: String,
    pub basis: String,
    pub version: i32,
    /// Events that staff can cause now.
    pub allowed: Vec<&'static str>,
    pub note: Option<String>,
    pub attempts: Vec<AttemptView>,
    pub certified: bool,
}

pub async fn desk_view(
    db: &impl ConnectionTrait,
    row: delivery::Model,
    lang: Lang,
) -> Result<DeskDelivery, Problem> {
    let attempts = attempts_of(db, row.id).await?;
    let state = state_of(&row)?;
    let mut allowed: Vec<&'static str> = [Actor::ClerkOfCourt, Actor::Judge]
        .into_iter()
        .flat_map(|actor| machine::open_to(state, actor))
        .map(|event: Event| event.id())
        .collect();
    allowed.sort_unstable();
    allowed.dedup();
    let consent = Consent::from_id(&row.consent).unwrap_or(Consent::None);
    Ok(DeskDelivery {
        item: DeliveryItem::of(&row, lang)?,
        party_id: row.party_id,
        side_words: Side::from_id(&row.side)
            .map(|side| side.words().in_lang(lang).to_owned())
            .unwrap_or_default(),
        joined: row.person_id.is_some(),
        consent_words: consent_words(consent).in_lang(lang).to_owned(),
        basis: basis_words(&row).in_lang(lang).to_owned(),
        version: row.version,
        allowed,
        attempts: attempts
            .iter()
            .map(|attempt| attempt_view(attempt, lang))
            .collect(),
        certified: row.certified_at.is_some(),
        party_name: row.party_name,
        side: row.side,
        consent: row.consent,
        note: row.note,
    })
}

/// In at most six characters (look.md).
pub fn state_words(state: State) -> Words {
    match state {
        State::Prepared => Words::fixed("待送达", "To be served"),
        State::AwaitingConsent => Words::fixed("待确认地址", "Consent asked"),
        State::Ready => Words::fixed("可发送", "Ready"),
        State::Sent => Words::fixed("已发送", "Sent"),
        State::Arrived => Words::fixed("已到达", "Arrived"),
        State::Served => Words::fixed("已送达", "Served"),
        State::PresumedServed => Words::fixed("推定送达", "Presumed served"),
        State::Rebutted => Words::fixed("送达被推翻", "Rebutted"),
        State::SendFailed => Words::fixed("发送失败", "Not delivered"),
        State::Offline => Words::fixed("转线下送达", "Offline"),
        State::PublicNotice => Words::fixed("公告送达", "Public notice"),
        State::ServedFinal => Words::fixed("已归卷", "Filed"),
        State::Cancelled => Words::fixed("已撤销", "Cancelled"),
    }
}

pub fn consent_words(consent: Consent) -> Words {
    match consent {
        Consent::Express => Words::fixed("书面确认同意", "Express consent"),
        Consent::AgreedBeforeSuit => Words::fixed("诉前约定", "Agreed before the suit"),
        Consent::AddressOffered => Words::fixed("诉状中提供地址", "Address offered in a pleading"),
        Consent::AcceptedEarlier => Words::fixed("此前接受过电子送达", "Accepted earlier"),
        Consent::None => Words::fixed("尚无同意", "None yet"),
        Consent::Refused => Words::fixed("不同意电子送达", "Refused"),
    }
}

pub fn channel_words(channel: Channel) -> Words {
    match channel {
        Channel::Platform => Words::fixed("小程序账户", "Account in the app"),
        Channel::Email => Words::fixed("电子邮件", "E-mail"),
        Channel::InstantMessage => Words::fixed("即时通讯账号", "Messenger account"),
        Channel::Fax => Words::fixed("传真", "Fax"),
        Channel::WechatNotice => Words::fixed("微信提醒", "WeChat reminder"),
        Channel::Sms => Words::fixed("短信提醒", "SMS reminder"),
    }
}

/// The rule by which it stands as it does.
pub fn basis_words(row: &delivery::Model) -> Words {
    match row.mode.as_deref() {
        Some("arrival") => Words::fixed(
            "到达受送达人提供或者确认的地址即为送达（人民法院在线诉讼规则第三十一条第一款）。",
            "Arrival at the address given or confirmed is service (OLR 31(1)).",
        ),
        Some("reply_or_act") => Words::fixed(
            "受送达人已签收或者作出相应诉讼行为（人民法院在线诉讼规则第三十一条第二款第一项）。",
            "Signed for, or acted upon in the case (OLR 31(2)1).",
        ),
        Some("presumed_read") => Words::fixed(
            "已在线阅知，推定送达，可以举证反驳（人民法院在线诉讼规则第三十一条第二款第二项）。",
            "Read online: service is presumed and can be rebutted (OLR 31(2)2).",
        ),
        Some("offline") => Words::fixed(
            "线下送达，以送达回证上的日期为准（民事诉讼法第八十七条）。",
            "Served offline, on the day of the receipt (CPL 87).",
        ),
        Some("public_notice") => Words::fixed(
            "公告期满，视为送达（民事诉讼法第九十五条）。",
            "The public notice has run its time (CPL 95).",
        ),
        _ => Words::fixed("还没有送达。", "Not served yet."),
    }
}
