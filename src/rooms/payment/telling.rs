//! What the payer is told: due, due soon, paid, given back, run out. Inbox first; WeChat and SMS follow.

use chrono::{DateTime, Utc};
use sea_orm::DatabaseTransaction;
use sea_orm::prelude::*;
use serde_json::Value;

use super::model::fee_notice;
use crate::court::Court;
use crate::kit::clock::{shanghai, shanghai_day};
use crate::rooms::notices::{NoticeFacts, NoticeKind, Tell, tell};

/// Page of the mini-program that a reminder opens.
const FEE_PAGE: &str = "pages/payment/fee";

/// Tells the payer of a fee notice. `event_id`: one notice of a kind for each event.
pub(super) async fn tell_payer(
    court: &Court,
    tx: &DatabaseTransaction,
    notice: &fee_notice::Model,
    kind: NoticeKind,
    event_id: Uuid,
) -> Result<(), DbErr> {
    let facts = facts_of(notice, kind);
    say(court, tx, notice, kind, event_id, facts).await
}

/// Reminds of a notice that runs out soon.
pub(super) async fn remind_payer(
    court: &Court,
    tx: &DatabaseTransaction,
    notice: &fee_notice::Model,
    event_id: Uuid,
) -> Result<(), DbErr> {
    let facts = NoticeFacts {
        days_left: Some(days_left(notice.expires_before, court.now())),
        ..facts_of(notice, NoticeKind::FeeDue)
    };
    say(court, tx, notice, NoticeKind::FeeDue, event_id, facts).await
}

/// Whole days to the last one: on the last day itself none.
fn days_left(expires_before: DateTime<Utc>, now: DateTime<Utc>) -> i64 {
    let last = shanghai_day(expires_before - chrono::Duration::microseconds(1));
    (last - shanghai_day(now)).num_days().max(0)
}

fn facts_of(notice: &fee_notice::Model, kind: NoticeKind) -> NoticeFacts {
    let ends = matches!(kind, NoticeKind::FeeDue | NoticeKind::FeeLapsed);
    NoticeFacts {
        case_number: Some(notice.case_number.clone()),
        amount_fen: Some(notice.amount_fen),
        expires_before: ends.then(|| notice.expires_before.with_timezone(&shanghai())),
        provisional: notice.provisional,
        ..NoticeFacts::default()
    }
}

async fn say(
    court: &Court,
    tx: &DatabaseTransaction,
    notice: &fee_notice::Model,
    kind: NoticeKind,
    event_id: Uuid,
    facts: NoticeFacts,
) -> Result<(), DbErr> {
    let what = Tell {
        person_id: notice.payer_id,
        event_id,
        kind,
        facts: serde_json::to_value(&facts).unwrap_or(Value::Null),
        link: Some(format!("{FEE_PAGE}?id={}", notice.id)),
    };
    tell(court, tx, what).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_counted_to_the_last_one() {
        let at = |text: &str| text.parse::<DateTime<Utc>>().unwrap();
        // Runs out when 1 December ends in Shanghai.
        let end = at("2026-12-01T16:00:00Z");
        assert_eq!(days_left(end, at("2026-11-28T16:00:00Z")), 2);
        assert_eq!(days_left(end, at("2026-11-30T15:59:59Z")), 1);
        assert_eq!(days_left(end, at("2026-12-01T10:00:00Z")), 0);
    }
}
