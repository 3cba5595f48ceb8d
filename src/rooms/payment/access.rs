//! The only ways to load a fee notice or a payment, and who may work with fees at the desk.

use std::future::Future;
use std::ops::Deref;
use std::pin::Pin;

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest};
use sea_orm::prelude::*;
use sea_orm::{ConnectionTrait, QueryOrder, QuerySelect};

use super::errors;
use super::model::{fee_notice, payment, refund};
use crate::kit::auth::Party;
use crate::kit::problem::Problem;
use crate::rooms::staff::{self, Role, Staff};

/// Staff who look after the court's fees.
pub struct FeeStaff(pub Staff);

impl Deref for FeeStaff {
    type Target = Staff;

    fn deref(&self) -> &Staff {
        &self.0
    }
}

impl FromRequest for FeeStaff {
    type Error = Problem;
    type Future = Pin<Box<dyn Future<Output = Result<FeeStaff, Problem>>>>;

    fn from_request(req: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let staff = Staff::from_request(req, payload);
        Box::pin(async move {
            let staff = staff.await?;
            if staff.has(Role::FilingClerk) || staff.has(Role::DivisionHead) {
                Ok(FeeStaff(staff))
            } else {
                Err(Problem::new(&staff::errors::ROLE_MISSING))
            }
        })
    }
}

/// The notice of the person who is to pay; another's is not there.
pub(super) async fn notice_for(
    db: &impl ConnectionTrait,
    party: &Party,
    id: &str,
) -> Result<fee_notice::Model, Problem> {
    let none = || Problem::new(&errors::NO_SUCH_FEE_NOTICE);
    let id = Uuid::try_parse(id).map_err(|_| none())?;
    fee_notice::Entity::find_by_id(id)
        .filter(fee_notice::Column::PayerId.eq(party.id))
        .one(db)
        .await?
        .ok_or_else(none)
}

pub(super) async fn payment_for(
    db: &impl ConnectionTrait,
    party: &Party,
    id: &str,
) -> Result<payment::Model, Problem> {
    let none = || Problem::new(&errors::NO_SUCH_PAYMENT);
    let id = Uuid::try_parse(id).map_err(|_| none())?;
    payment::Entity::find_by_id(id)
        .filter(payment::Column::PayerId.eq(party.id))
        .one(db)
        .await?
        .ok_or_else(none)
}

/// The row itself, locked against other writers on PostgreSQL (SQLite has one writer anyway).
pub(super) async fn notice_for_change(
    tx: &impl ConnectionTrait,
    id: Uuid,
) -> Result<fee_notice::Model, Problem> {
    let found = fee_notice::Entity::find_by_id(id)
        .lock_exclusive()
        .one(tx)
        .await?;
    found.ok_or_else(|| Problem::new(&errors::NO_SUCH_FEE_NOTICE))
}

pub(super) async fn payment_for_change(
    tx: &impl ConnectionTrait,
    id: Uuid,
) -> Result<payment::Model, Problem> {
    let found = payment::Entity::find_by_id(id)
        .lock_exclusive()
        .one(tx)
        .await?;
    found.ok_or_else(|| Problem::new(&errors::NO_SUCH_PAYMENT))
}

pub(super) async fn payment_by_number(
    db: &impl ConnectionTrait,
    out_trade_no: &str,
) -> Result<Option<payment::Model>, DbErr> {
    payment::Entity::find()
        .filter(payment::Column::OutTradeNo.eq(out_trade_no))
        .one(db)
        .await
}

pub(super) async fn refunds_of(
    db: &impl ConnectionTrait,
    payment_id: Uuid,
) -> Result<Vec<refund::Model>, DbErr> {
    refund::Entity::find()
        .filter(refund::Column::PaymentId.eq(payment_id))
        .order_by_asc(refund::Column::Id)
        .all(db)
        .await
}

/// The latest payment of each notice.
pub(super) async fn latest_payments(
    db: &impl ConnectionTrait,
    notices: &[fee_notice::Model],
) -> Result<Vec<payment::Model>, DbErr> {
    if notices.is_empty() {
        return Ok(Vec::new());
    }
    let rows = payment::Entity::find()
        .filter(payment::Column::FeeNoticeId.is_in(notices.iter().map(|notice| notice.id)))
        .order_by_desc(payment::Column::Id)
        .all(db)
        .await?;
    let mut latest: Vec<payment::Model> = Vec::with_capacity(notices.len());
    for row in rows {
        if !latest
            .iter()
            .any(|known| known.fee_notice_id == row.fee_notice_id)
        {
            latest.push(row);
        }
    }
    Ok(latest)
}
