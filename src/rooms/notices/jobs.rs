//! What follows from other rooms' events: a message in the inbox, then a reminder by WeChat.

use chrono::DateTime;
use sea_orm::prelude::*;
use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveValue::Set, DatabaseTransaction};
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::model::notice;
use super::subscribe;
use super::words::{NewDeviceFacts, NoticeKind};
use crate::court::Court;
use crate::kit::clock::shanghai;
use crate::kit::ids::new_id;
use crate::kit::outbox::{Job, JobError, JobFuture, Message, Subscriber};
use crate::ports::wechat::CallError;
use crate::rooms::identity;

/// A notice stands in the inbox and may be announced by WeChat.
const TO_WECHAT: &str = "notices.to_wechat";

/// Page of the mini-program that a reminder opens.
const INBOX_PAGE: &str = "pages/notices/index";

pub const SUBSCRIBERS: &[Subscriber<Court>] = &[
    Subscriber {
        topic: identity::NEW_DEVICE,
        name: "notices.new_device",
        job: Job::Inside(new_device),
    },
    Subscriber {
        topic: TO_WECHAT,
        name: "notices.send_by_wechat",
        job: Job::Outside(send_by_wechat),
    },
];

#[derive(Debug, Serialize, Deserialize)]
struct ToWeChat {
    person_id: Uuid,
    template_id: String,
    device_name: String,
    at_us: i64,
}

fn new_device<'a>(
    court: &'a Court,
    tx: &'a DatabaseTransaction,
    message: &'a Message,
) -> JobFuture<'a> {
    Box::pin(async move {
        let event: identity::NewDevice = message.read()?;
        let at = DateTime::from_timestamp_micros(event.at_us).unwrap_or(message.created_at);
        let facts = NewDeviceFacts {
            device_name: event.device_name.clone(),
        };
        let row = notice::ActiveModel {
            id: Set(new_id()),
            person_id: Set(event.person_id),
            event_id: Set(message.event_id),
            kind: Set(NoticeKind::NewDevice.name().to_owned()),
            facts: Set(serde_json::to_string(&facts).unwrap_or_default()),
            at: Set(at),
            read_at: Set(None),
        };
        let once = OnConflict::columns([
            notice::Column::PersonId,
            notice::Column::EventId,
            notice::Column::Kind,
        ])
        .do_nothing()
        .to_owned();
        notice::Entity::insert(row)
            .on_conflict(once)
            .exec_without_returning(tx)
            .await?;
        remind(court, tx, message.event_id, event).await
    })
}

/// By WeChat too, if the person lets us and has an acceptance left.
async fn remind(
    court: &Court,
    tx: &DatabaseTransaction,
    event_id: Uuid,
    event: identity::NewDevice,
) -> Result<(), JobError> {
    let Some(template_id) = court
        .settings
        .wechat
        .templates
        .get(NoticeKind::NewDevice.name())
    else {
        return Ok(());
    };
    if identity::reach_by_wechat(tx, event.person_id)
        .await?
        .is_none()
    {
        return Ok(());
    }
    if !subscribe::use_one(tx, event.person_id, template_id).await? {
        return Ok(());
    }
    let payload = ToWeChat {
        person_id: event.person_id,
        template_id: template_id.clone(),
        device_name: event.device_name,
        at_us: event.at_us,
    };
    Ok(court
        .topics
        .publish(tx, TO_WECHAT, event_id, &payload, court.now())
        .await?)
}

fn send_by_wechat<'a>(court: &'a Court, message: &'a Message) -> JobFuture<'a> {
    Box::pin(async move {
        let reminder: ToWeChat = message.read()?;
        // Consent may have been withdrawn since: then nothing is sent (PIPL 15).
        let Some(reach) = identity::reach_by_wechat(court.store.db(), reminder.person_id).await?
        else {
            return Ok(());
        };
        let at = DateTime::from_timestamp_micros(reminder.at_us)
            .unwrap_or(message.created_at)
            .with_timezone(&shanghai());
        let data = json!({
            "time1": {"value": at.format("%Y年%m月%d日 %H:%M").to_string()},
            "thing2": {"value": thing(&reminder.device_name)},
        });
        let sent = court
            .wechat
            .send_message(
                &reach.open_id,
                &reminder.template_id,
                INBOX_PAGE,
                &data,
                reach.lang.code(),
            )
            .await;
        match sent {
            Ok(()) => Ok(()),
            // 43101: the person has no acceptance left. The inbox has it; nothing is lost.
            Err(CallError::Code(43101)) => Ok(subscribe::none_left(
                court.store.db(),
                reminder.person_id,
                &reminder.template_id,
            )
            .await?),
            Err(CallError::Code(code @ (-1 | 40001 | 40014 | 42001 | 45009 | 45011))) => {
                Err(JobError::Retry(format!("WeChat errcode {code}")))
            }
            Err(CallError::Code(code)) => Err(JobError::Refused(format!("WeChat errcode {code}"))),
            Err(CallError::NotDone(why)) => Err(JobError::Retry(why.to_owned())),
            Err(CallError::Unknown(why)) => Err(JobError::Unknown(why.to_owned())),
            Err(CallError::NotConfigured) => {
                Err(JobError::Refused("WeChat is not configured".to_owned()))
            }
        }
    })
}

/// WeChat's `thing` holds 20 characters at most.
fn thing(text: &str) -> String {
    text.chars().take(20).collect()
}
