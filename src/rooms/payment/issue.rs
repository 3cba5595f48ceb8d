//! A fee notice begins and ends: the filing room asks for both in its own transactions.

use chrono::{DateTime, Duration, Utc};
use sea_orm::prelude::*;
use sea_orm::sea_query::Expr;
use sea_orm::{ActiveValue::Set, ConnectionTrait, DatabaseTransaction};
use serde_json::Value;

use super::model::{fee_notice, payment};
use super::telling::tell_payer;
use super::words::{FeeNoticeState, FeeNoticeView};
use crate::court::Court;
use crate::kit::audit::{Act, Actor};
use crate::kit::ids::new_id;
use crate::kit::problem::Problem;
use crate::rooms::notices::NoticeKind;

/// Reminders go out so long before the end (domain.md 9), one after the other.
pub(super) const REMINDERS: [Duration; 2] = [Duration::days(3), Duration::days(1)];

/// What the filing room has worked out.
pub struct NewFeeNotice {
    pub filing_id: Uuid,
    pub case_id: Uuid,
    pub case_number: String,
    pub payer_id: Uuid,
    /// Above 0.
    pub amount_fen: i64,
    /// As the fee tool tells them.
    pub steps: Value,
    pub basis: String,
    pub issued_at: DateTime<Utc>,
    /// Exclusive; 7 days from the day after the notice (Decree 22).
    pub expires_before: DateTime<Utc>,
    pub provisional: bool,
    /// Facts of the paper, frozen: the PDF is made from these alone.
    pub paper: Value,
}

/// How a notice ends without payment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    /// Reduced to nothing, waived or deferred (Decree 44-49).
    Relieved,
    /// Withdrawn, ruled upon, or replaced: nothing is asked for any more.
    Cancelled,
}

/// Issues a fee notice in the caller's transaction.
pub async fn issue(
    court: &Court,
    tx: &DatabaseTransaction,
    new: NewFeeNotice,
) -> Result<FeeNoticeView, Problem> {
    let now = court.now();
    let row = fee_notice::ActiveModel {
        id: Set(new_id()),
        filing_id: Set(new.filing_id),
        case_id: Set(new.case_id),
        case_number: Set(new.case_number),
        payer_id: Set(new.payer_id),
        amount_fen: Set(new.amount_fen),
        steps: Set(new.steps.to_string()),
        basis: Set(new.basis),
        provisional: Set(new.provisional),
        paper: Set(new.paper.to_string()),
        state: Set(FeeNoticeState::Due.code().to_owned()),
        issued_at: Set(new.issued_at),
        expires_before: Set(new.expires_before),
        paid_at: Set(None),
        payment_id: Set(None),
        remind_at: Set(next_reminder(new.expires_before, now)),
        updated_at: Set(now),
    }
    .insert(tx)
    .await?;
    let act = Act {
        actor: Actor::System,
        act: "payment.issue_fee_notice",
        subject_kind: "fee_notice",
        subject_id: row.id,
        from: None,
        to: Some("due"),
        basis: Some("Decree 22"),
    };
    act.record(tx, now).await?;
    tell_payer(court, tx, &row, NoticeKind::FeeDue, row.id).await?;
    Ok(FeeNoticeView::of(row, None))
}

/// The next reminder that still lies ahead.
pub(super) fn next_reminder(
    expires_before: DateTime<Utc>,
    now: DateTime<Utc>,
) -> Option<DateTime<Utc>> {
    REMINDERS
        .iter()
        .map(|before| expires_before - *before)
        .find(|at| *at > now)
}

/// Ends what is due or lapsed on a filing; a paid notice stays paid. An order open at WeChat Pay is
/// closed by the keeper, and money that comes all the same goes back.
pub async fn end(
    court: &Court,
    tx: &DatabaseTransaction,
    filing_id: Uuid,
    how: How,
) -> Result<(), Problem> {
    let to = match how {
        How::Relieved => FeeNoticeState::Relieved,
        How::Cancelled => FeeNoticeState::Cancelled,
    };
    let open = fee_notice::Entity::find()
        .filter(fee_notice::Column::FilingId.eq(filing_id))
        .filter(fee_notice::Column::State.is_in(["due", "lapsed"]))
        .all(tx)
        .await?;
    for row in open {
        finish(court, tx, &row, to, Actor::System).await?;
    }
    Ok(())
}

/// The first moment that is too late for the notice that waits to be paid; it may have gone by.
pub async fn due_of(
    db: &impl ConnectionTrait,
    filing_id: Uuid,
) -> Result<Option<DateTime<Utc>>, Problem> {
    let row = fee_notice::Entity::find()
        .filter(fee_notice::Column::FilingId.eq(filing_id))
        .filter(fee_notice::Column::State.is_in(["due", "lapsed"]))
        .one(db)
        .await?;
    Ok(row.map(|row| row.expires_before))
}

/// When the time for paying on a filing ended, if it has and nothing was paid (Interp. 213).
pub async fn lapsed_for(
    db: &impl ConnectionTrait,
    filing_id: Uuid,
    now: DateTime<Utc>,
) -> Result<Option<DateTime<Utc>>, Problem> {
    let row = fee_notice::Entity::find()
        .filter(fee_notice::Column::FilingId.eq(filing_id))
        .filter(fee_notice::Column::State.is_in(["due", "lapsed"]))
        .one(db)
        .await?;
    Ok(row.map(|row| row.expires_before).filter(|end| *end <= now))
}

/// Moves a notice that nothing was paid on; false when another was quicker.
pub(super) async fn finish(
    court: &Court,
    tx: &DatabaseTransaction,
    row: &fee_notice::Model,
    to: FeeNoticeState,
    actor: Actor,
) -> Result<bool, Problem> {
    let now = court.now();
    let moved = fee_notice::Entity::update_many()
        .col_expr(fee_notice::Column::State, Expr::value(to.code()))
        .col_expr(
            fee_notice::Column::RemindAt,
            Expr::value(None::<DateTime<Utc>>),
        )
        .col_expr(fee_notice::Column::UpdatedAt, Expr::value(now))
        .filter(fee_notice::Column::Id.eq(row.id))
        .filter(fee_notice::Column::State.eq(row.state.as_str()))
        .exec(tx)
        .await?;
    if moved.rows_affected == 0 {
        return Ok(false);
    }
    // Whatever is open at WeChat Pay is looked at, and closed, at once.
    payment::Entity::update_many()
        .col_expr(payment::Column::NextLookAt, Expr::value(now))
        .filter(payment::Column::OpenFor.eq(row.id))
        .exec(tx)
        .await?;
    let act = Act {
        actor,
        act: "payment.end_fee_notice",
        subject_kind: "fee_notice",
        subject_id: row.id,
        from: Some(&row.state),
        to: Some(to.code()),
        basis: None,
    };
    act.record(tx, now).await?;
    if to == FeeNoticeState::Lapsed {
        tell_payer(court, tx, row, NoticeKind::FeeLapsed, row.id).await?;
    }
    Ok(true)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reminders_come_three_days_and_one_day_before() {
        let end: DateTime<Utc> = "2026-12-01T16:00:00Z".parse().unwrap();
        let at = |text: &str| text.parse::<DateTime<Utc>>().unwrap();
        assert_eq!(
            next_reminder(end, at("2026-11-24T01:00:00Z")),
            Some(at("2026-11-28T16:00:00Z"))
        );
        assert_eq!(
            next_reminder(end, at("2026-11-28T16:00:00Z")),
            Some(at("2026-11-30T16:00:00Z"))
        );
        assert_eq!(next_reminder(end, at("2026-11-30T16:00:00Z")), None);
    }
}
