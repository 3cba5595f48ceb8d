//! Reminders three days and one day before a fee notice runs out (domain.md 9).

use sea_orm::prelude::*;
use sea_orm::sea_query::Expr;
use sea_orm::{QueryOrder, QuerySelect, Select};

use super::issue::next_reminder;
use super::model::fee_notice;
use super::telling::remind_payer;
use super::words::FeeNoticeState;
use crate::court::Court;
use crate::kit::ids::new_id;
use crate::kit::problem::Problem;

const AT_ONCE: u64 = 50;

fn due(court: &Court) -> Select<fee_notice::Entity> {
    fee_notice::Entity::find()
        .filter(fee_notice::Column::RemindAt.lte(court.now()))
        .filter(fee_notice::Column::State.eq(FeeNoticeState::Due.code()))
        .order_by_asc(fee_notice::Column::RemindAt)
}

pub(super) async fn anything_due(court: &Court) -> Result<bool, Problem> {
    Ok(due(court).limit(1).one(court.store.db()).await?.is_some())
}

/// Tells the payers and sets the next reminder, in one transaction each.
pub(super) async fn remind(court: &Court) -> Result<(), Problem> {
    let rows = due(court).limit(AT_ONCE).all(court.store.db()).await?;
    for row in rows {
        let tx = court.store.write().await?;
        let next = next_reminder(row.expires_before, court.now());
        let taken = fee_notice::Entity::update_many()
            .col_expr(fee_notice::Column::RemindAt, Expr::value(next))
            .filter(fee_notice::Column::Id.eq(row.id))
            .filter(fee_notice::Column::RemindAt.eq(row.remind_at))
            .exec(&tx)
            .await?;
        if taken.rows_affected == 0 {
            tx.rollback().await?;
            continue;
        }
        remind_payer(court, &tx, &row, new_id()).await?;
        court.commit(tx).await?;
    }
    Ok(())
}
