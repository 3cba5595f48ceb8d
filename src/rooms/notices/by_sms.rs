//! Reminders by SMS, where a right is lost by not knowing and WeChat does not reach the person.
//!
//! Basis: the court's statutory duty to tell (PIPL 13(3)); a prompt, never service (OLR 32).

use sea_orm::DatabaseTransaction;
use sea_orm::prelude::*;
use serde::{Deserialize, Serialize};

use super::by_wechat::find;
use super::kinds::{NoticeFacts, NoticeKind, long_day};
use crate::court::Court;
use crate::kit::outbox::{JobError, JobFuture, Message};
use crate::ports::tencent::CallError;
use crate::rooms::identity;

/// A notice stands in the inbox and is announced by SMS.
pub(super) const TO_SMS: &str = "notices.to_sms";

#[derive(Debug, Serialize, Deserialize)]
struct ToSms {
    notice_id: Uuid,
}

/// Publishes the reminder, if the notice is worth one and a provider has a template for it.
pub(super) async fn remind(
    court: &Court,
    tx: &DatabaseTransaction,
    notice_id: Uuid,
    kind: NoticeKind,
) -> Result<(), DbErr> {
    if !kind.worth_an_sms() || !court.sms.can_send(kind.name()) {
        return Ok(());
    }
    court
        .topics
        .publish(tx, TO_SMS, notice_id, &ToSms { notice_id }, court.now())
        .await
}

pub(super) fn send<'a>(court: &'a Court, message: &'a Message) -> JobFuture<'a> {
    Box::pin(async move {
        let reminder: ToSms = message.read()?;
        let db = court.store.db();
        let Some((row, kind)) = find(db, reminder.notice_id).await? else {
            return Ok(());
        };
        let phone = identity::phone_of(court, db, row.person_id)
            .await
            .map_err(|problem| JobError::Retry(problem.to_string()))?;
        let Some(phone) = phone else {
            return Ok(());
        };
        let facts = NoticeFacts::read(&row.facts);
        let number = facts.masked_number().unwrap_or_else(|| "*".to_owned());
        let words = [number, kind.act().to_owned(), long_day(facts.day(row.at))];
        match court.sms.send(&phone, kind.name(), &words).await {
            Ok(()) => Ok(()),
            Err(CallError::NotDone(why)) => Err(JobError::Retry(why.to_owned())),
            Err(CallError::Unknown(why)) => Err(JobError::Unknown(why.to_owned())),
            Err(CallError::Code(code)) if code.starts_with("RequestLimitExceeded") => {
                Err(JobError::Retry(format!("Tencent {code}")))
            }
            Err(CallError::Code(code)) if code.starts_with("InternalError") => {
                Err(JobError::Unknown(format!("Tencent {code}")))
            }
            Err(CallError::Code(code)) => Err(JobError::Refused(format!("Tencent {code}"))),
        }
    })
}
