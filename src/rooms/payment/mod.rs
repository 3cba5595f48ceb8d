//! Court fees: notices, payment by WeChat Pay or at the counter, refunds, reconciliation.
//!
//! Basis: Decree 20-22 (who pays when), 52 (receipts), 53 (refunds). `pay` is triggered by WeChat Pay's
//! verified notice or query, or by a receipt of the cash desk; never by what a client says.

mod access;
mod differences;
pub mod errors;
mod issue;
mod model;
mod refunds;
mod settle;
mod words;

use utoipa_actix_web::service_config::ServiceConfig;

use crate::court::Court;
use crate::kit::outbox::Subscriber;
use crate::kit::problem::{ErrorKind, Problem};

pub use issue::{How, NewFeeNotice, end, issue, lapsed_for};
pub use refunds::refund;
pub use settle::{PAID, Paid};
pub use words::{FeeNoticeState, FeeNoticeView};

pub fn routes(_config: &mut ServiceConfig) {}

/// This room's error table.
pub static ERRORS: &[&ErrorKind] = errors::ALL;

pub const SUBSCRIBERS: &[Subscriber<Court>] = &[];

/// What this room looks after by the clock; each run is safe to repeat.
pub async fn keep_up(_court: &Court) -> Result<(), Problem> {
    Ok(())
}
