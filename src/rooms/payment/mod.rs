//! Court fees: notices, payment by WeChat Pay or at the counter, refunds, reconciliation.
//!
//! Basis: Decree 20-22 (who pays when), 52 (receipts), 53 (refunds). `pay` is triggered by WeChat Pay's
//! verified notice or query, or by a receipt of the cash desk; never by what a client says.

mod access;
mod counter;
mod desk;
mod differences;
pub mod errors;
mod issue;
mod keeper;
mod list;
mod model;
mod notify;
mod open_order;
mod papers;
mod pay;
mod query;
mod reconcile;
mod refunds;
mod remind;
mod settle;
mod telling;
mod words;

use utoipa_actix_web::service_config::ServiceConfig;

use crate::court::Court;
use crate::kit::outbox::Subscriber;
use crate::kit::problem::ErrorKind;

pub use issue::{How, NewFeeNotice, due_of, end, issue, lapsed_for};
pub use keeper::keep_up;
pub use reconcile::last_reconciled;
pub use refunds::refund;
pub use settle::{PAID, Paid};
pub use words::{FeeNoticeState, FeeNoticeView};

pub fn routes(config: &mut ServiceConfig) {
    config
        .service(list::list_fee_notices)
        .service(papers::get_fee_notice_paper)
        .service(list::get_fee_notice)
        .service(pay::create_payment)
        .service(papers::get_payment_receipt)
        .service(pay::get_payment)
        .service(notify::receive_pay_notice)
        .service(list::list_desk_fee_notices)
        .service(counter::record_counter_payment)
        .service(desk::list_reconciliations)
        .service(desk::run_reconciliation)
        .service(desk::get_reconciliation)
        .service(desk::settle_reconciliation_difference);
}

/// This room's error table.
pub static ERRORS: &[&ErrorKind] = errors::ALL;

pub const SUBSCRIBERS: &[Subscriber<Court>] = &[];
