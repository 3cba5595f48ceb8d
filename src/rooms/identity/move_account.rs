//! Somebody has a new WeChat: staff who have seen face and paper move the account to it.
//!
//! The proved account keeps its cases and its id and gets the new WeChat; the account that was begun
//! meanwhile is left with the old WeChat and knows nobody any more. Everybody logs in anew.

use chrono::{DateTime, Utc};
use sea_orm::prelude::*;
use sea_orm::{ActiveValue::Set, DatabaseTransaction, IntoActiveModel};

use super::access::level;
use super::model::{person, video_review};
use super::words::RealNameState;
use crate::kit::audit::{Act, Actor};
use crate::kit::auth;
use crate::kit::problem::Problem;

/// The proved account, reached by the new WeChat from now on.
pub(super) async fn to_new_wechat(
    tx: &DatabaseTransaction,
    proved: person::Model,
    begun: person::Model,
    clerk: Uuid,
    now: DateTime<Utc>,
) -> Result<person::Model, Problem> {
    for id in [proved.id, begun.id] {
        auth::end_other_sessions(tx, id, Uuid::nil(), "account_moved", now).await?;
        let act = Act {
            actor: Actor::Staff(clerk),
            act: "identity.move_account",
            subject_kind: "person",
            subject_id: id,
            from: Some(level(if id == proved.id {
                proved.assurance
            } else {
                begun.assurance
            })),
            to: Some(level(if id == proved.id { proved.assurance } else { 0 })),
            basis: Some("OLR 7"),
        };
        act.record(tx, now).await?;
    }
    // A WeChat id stands in one row at a time: the begun account steps aside first.
    let aside = format!("moved:{}", begun.id);
    let left = forget(tx, begun.clone(), aside, now).await?;
    let (old_open_id, old_union_id) = (proved.open_id.clone(), proved.union_id.clone());
    let mut change = proved.into_active_model();
    change.app_id = Set(begun.app_id);
    change.open_id = Set(begun.open_id);
    change.union_id = Set(begun.union_id);
    change.phone_sealed = Set(begun.phone_sealed);
    change.phone_hash = Set(begun.phone_hash);
    change.name_sealed = Set(begun.name_sealed);
    change.id_number_sealed = Set(begun.id_number_sealed);
    change.updated_at = Set(now);
    let proved = change.update(tx).await?;
    let mut change = left.into_active_model();
    change.open_id = Set(old_open_id);
    change.union_id = Set(old_union_id);
    let left = change.update(tx).await?;
    video_review::Entity::update_many()
        .col_expr(
            video_review::Column::PersonId,
            sea_orm::sea_query::Expr::value(proved.id),
        )
        .filter(video_review::Column::PersonId.eq(left.id))
        .exec(tx)
        .await?;
    Ok(proved)
}

/// Nobody's account any more.
async fn forget(
    tx: &DatabaseTransaction,
    begun: person::Model,
    aside: String,
    now: DateTime<Utc>,
) -> Result<person::Model, Problem> {
    let mut change = begun.into_active_model();
    change.open_id = Set(aside);
    change.union_id = Set(None);
    change.assurance = Set(0);
    change.phone_sealed = Set(None);
    change.phone_hash = Set(None);
    change.name_sealed = Set(None);
    change.id_type = Set(None);
    change.id_number_sealed = Set(None);
    change.id_number_hash = Set(None);
    change.born_on = Set(None);
    change.real_name_state = Set(RealNameState::None.name().to_owned());
    change.real_name_at = Set(None);
    change.updated_at = Set(now);
    Ok(change.update(tx).await?)
}
