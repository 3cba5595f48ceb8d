//! Filing a case: from a draft on the phone to a docketed case (CPL 122-127; OLR 9).
//!
//! The person writes and submits; a clerk reviews within seven days, asks once and fully for corrections,
//! accepts or gives back; a judge rules. Nothing here decides by itself (PIPL 24).

mod access;
mod ask_check;
mod check;
mod clock;
mod content;
mod corrections;
mod desk;
mod draft;
mod duplicates;
pub mod errors;
mod fee;
mod guides;
mod history;
mod index;
mod jobs;
mod model;
mod next;
mod papers;
mod rights;
mod shape;
mod submit;
mod take_back;
mod tell;
mod words;

use utoipa_actix_web::service_config::ServiceConfig;

use crate::kit::problem::ErrorKind;

pub fn routes(config: &mut ServiceConfig) {
    config
        .service(guides::get_cause_guide)
        .service(rights::get_rights_notice)
        .service(draft::begin_filing)
        .service(draft::list_filings)
        .service(draft::get_filing)
        .service(draft::save_filing)
        .service(draft::delete_filing)
        .service(ask_check::check_filing)
        .service(submit::submit_filing)
        .service(take_back::recall_filing)
        .service(submit::resubmit_filing)
        .service(take_back::withdraw_filing)
        .service(papers::get_complaint_pdf)
        .service(papers::get_receipt_pdf)
        .service(papers::get_correction_pdf)
        .service(papers::get_filing_ending_pdf);
    desk::routes(config);
}

/// This room's error table.
pub const ERRORS: &[&ErrorKind] = errors::ALL;

pub use jobs::{SUBSCRIBERS, keep_up};
