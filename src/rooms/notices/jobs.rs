//! What follows from other rooms' events, and the reminders that leave the house.

use sea_orm::DatabaseTransaction;

use super::kinds::{NoticeFacts, NoticeKind};
use super::tell::{Tell, tell};
use super::{by_sms, by_wechat};
use crate::court::Court;
use crate::kit::outbox::{Job, JobFuture, Message, Subscriber};
use crate::rooms::identity;

pub const SUBSCRIBERS: &[Subscriber<Court>] = &[
    Subscriber {
        topic: identity::NEW_DEVICE,
        name: "notices.new_device",
        job: Job::Inside(new_device),
    },
    Subscriber {
        topic: identity::VIDEO_DECIDED,
        name: "notices.video_decided",
        job: Job::Inside(video_decided),
    },
    Subscriber {
        topic: by_wechat::TO_WECHAT,
        name: "notices.send_by_wechat",
        job: Job::Outside(by_wechat::send),
    },
    Subscriber {
        topic: by_sms::TO_SMS,
        name: "notices.send_by_sms",
        job: Job::Outside(by_sms::send),
    },
];

fn new_device<'a>(
    court: &'a Court,
    tx: &'a DatabaseTransaction,
    message: &'a Message,
) -> JobFuture<'a> {
    Box::pin(async move {
        let event: identity::NewDevice = message.read()?;
        let facts = NoticeFacts {
            device_name: Some(event.device_name),
            ..NoticeFacts::default()
        };
        let notice = Tell {
            person_id: event.person_id,
            event_id: message.event_id,
            kind: NoticeKind::NewDevice,
            facts: serde_json::to_value(facts).unwrap_or_default(),
            link: None,
        };
        Ok(tell(court, tx, notice).await?)
    })
}

fn video_decided<'a>(
    court: &'a Court,
    tx: &'a DatabaseTransaction,
    message: &'a Message,
) -> JobFuture<'a> {
    Box::pin(async move {
        let event: identity::VideoDecided = message.read()?;
        let facts = NoticeFacts {
            approved: Some(event.approved),
            reason: event.reason,
            ..NoticeFacts::default()
        };
        let notice = Tell {
            person_id: event.person_id,
            event_id: message.event_id,
            kind: NoticeKind::VideoReviewDecided,
            facts: serde_json::to_value(facts).unwrap_or_default(),
            link: Some("pages/identity/video".to_owned()),
        };
        Ok(tell(court, tx, notice).await?)
    })
}
