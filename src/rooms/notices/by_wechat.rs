//! Reminders by WeChat's subscribe messages: one for each acceptance.

use chrono::Datelike;
use sea_orm::prelude::*;
use sea_orm::{ConnectionTrait, DatabaseTransaction};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::kinds::{NoticeFacts, NoticeKind, long_day};
use super::model::notice;
use super::{by_sms, subscribe};
use crate::court::Court;
use crate::kit::clock::shanghai;
use crate::kit::outbox::{JobError, JobFuture, Message};
use crate::ports::wechat::CallError;
use crate::rooms::identity;

/// A notice stands in the inbox and is announced by WeChat.
pub(super) const TO_WECHAT: &str = "notices.to_wechat";

/// Page of the mini-program that a reminder opens when its notice has none.
const INBOX_PAGE: &str = "pages/notices/index";

/// Ids alone: what is told is read when it is sent.
#[derive(Debug, Serialize, Deserialize)]
struct ToWeChat {
    notice_id: Uuid,
    template_id: String,
}

/// Publishes the reminder, if the person lets us and has an acceptance left; says whether.
pub(super) async fn remind(
    court: &Court,
    tx: &DatabaseTransaction,
    notice_id: Uuid,
    person_id: Uuid,
    kind: NoticeKind,
) -> Result<bool, DbErr> {
    let Some(template_id) = court.settings.wechat.templates.get(kind.name()) else {
        return Ok(false);
    };
    if identity::reach_by_wechat(tx, person_id).await?.is_none()
        || !subscribe::use_one(tx, person_id, template_id).await?
    {
        return Ok(false);
    }
    let payload = ToWeChat {
        notice_id,
        template_id: template_id.clone(),
    };
    // The notice's own id: one event may be told to several people.
    court
        .topics
        .publish(tx, TO_WECHAT, notice_id, &payload, court.now())
        .await?;
    Ok(true)
}

pub(super) fn send<'a>(court: &'a Court, message: &'a Message) -> JobFuture<'a> {
    Box::pin(async move {
        let reminder: ToWeChat = message.read()?;
        let db = court.store.db();
        let Some((row, kind)) = find(db, reminder.notice_id).await? else {
            return Ok(());
        };
        // Consent may have been withdrawn since: then WeChat is told nothing (PIPL 15).
        let Some(reach) = identity::reach_by_wechat(db, row.person_id).await? else {
            return fall_back(court, row.id, kind).await;
        };
        let page = row.link.as_deref().unwrap_or(INBOX_PAGE);
        let data = fields(&row, kind);
        let lang = reach.lang.code();
        let sent = court
            .wechat
            .send_message(&reach.open_id, &reminder.template_id, page, &data, lang)
            .await;
        match sent {
            Ok(()) => Ok(()),
            // 43101: the person has no acceptance left, and WeChat knows better than we.
            Err(CallError::Code(43101)) => {
                subscribe::none_left(db, row.person_id, &reminder.template_id).await?;
                fall_back(court, row.id, kind).await
            }
            Err(CallError::Code(code @ (-1 | 40001 | 40014 | 42001 | 45009 | 45011))) => {
                Err(JobError::Retry(format!("WeChat errcode {code}")))
            }
            // WeChat will never take it: for staff to see, and by SMS for the person.
            Err(CallError::Code(code)) => {
                fall_back(court, row.id, kind).await?;
                Err(JobError::Refused(format!("WeChat errcode {code}")))
            }
            Err(CallError::NotConfigured) => {
                fall_back(court, row.id, kind).await?;
                Err(JobError::Refused("WeChat is not configured".to_owned()))
            }
            Err(CallError::NotDone(why)) => Err(JobError::Retry(why.to_owned())),
            Err(CallError::Unknown(why)) => Err(JobError::Unknown(why.to_owned())),
        }
    })
}

/// The notice and its kind; none when this program does not know the kind (a newer one wrote it).
pub(super) async fn find(
    db: &impl ConnectionTrait,
    notice_id: Uuid,
) -> Result<Option<(notice::Model, NoticeKind)>, DbErr> {
    let row = notice::Entity::find_by_id(notice_id).one(db).await?;
    Ok(row.and_then(|row| {
        let kind = NoticeKind::named(&row.kind)?;
        Some((row, kind))
    }))
}

async fn fall_back(court: &Court, notice_id: Uuid, kind: NoticeKind) -> Result<(), JobError> {
    let retry = |problem: crate::kit::problem::Problem| JobError::Retry(problem.to_string());
    let tx = court.store.write().await.map_err(retry)?;
    by_sms::remind(court, &tx, notice_id, kind).await?;
    court.commit(tx).await.map_err(retry)
}

/// The fields of our templates: act, masked number, day, state; the log-in template has moment and device.
fn fields(row: &notice::Model, kind: NoticeKind) -> Value {
    let facts = NoticeFacts::read(&row.facts);
    if kind == NoticeKind::NewDevice {
        let at = row.at.with_timezone(&shanghai());
        return json!({
            "time1": {"value": at.format("%Y年%m月%d日 %H:%M").to_string()},
            "thing2": {"value": thing(facts.device_name.as_deref().unwrap_or_default())},
        });
    }
    // A filing without any number yet goes by its year.
    let number = facts
        .masked_number()
        .unwrap_or_else(|| row.at.with_timezone(&shanghai()).year().to_string());
    json!({
        "thing1": {"value": kind.act()},
        "character_string2": {"value": number},
        "date3": {"value": long_day(facts.day(row.at))},
        "phrase4": {"value": kind.state()},
    })
}

/// WeChat's `thing` holds 20 characters at most, and not none.
fn thing(text: &str) -> String {
    match text.chars().take(20).collect::<String>() {
        nothing if nothing.is_empty() => "—".to_owned(),
        some => some,
    }
}
