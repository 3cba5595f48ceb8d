//! Filing a case: from a draft on the phone to a docketed case (CPL 122-127; OLR 9).
//!
//! The person writes and submits; a clerk reviews within seven days, asks once and fully for corrections,
//! accepts or gives back; a judge rules. Nothing here decides by itself (PIPL 24).

mod access;
mod check;
mod clock;
mod content;
mod corrections;
mod draft;
pub mod errors;
mod fee;
mod guides;
mod history;
mod model;
mod next;
mod shape;
mod words;

use utoipa_actix_web::service_config::ServiceConfig;

use crate::court::Court;
use crate::kit::outbox::Subscriber;
use crate::kit::problem::{ErrorKind, Problem};

pub fn routes(config: &mut ServiceConfig) {
    config
        .service(guides::get_cause_guide)
        .service(draft::begin_filing)
        .service(draft::list_filings)
        .service(draft::get_filing)
        .service(draft::save_filing)
        .service(draft::delete_filing);
}

/// This room's error table.
pub const ERRORS: &[&ErrorKind] = errors::ALL;

pub const SUBSCRIBERS: &[Subscriber<Court>] = &[];

/// What this room looks after by the clock; each run is safe to repeat.
pub async fn keep_up(_court: &Court) -> Result<(), Problem> {
    Ok(())
}
