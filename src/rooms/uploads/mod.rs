//! Files that people send: photographs, PDFs, recordings; resumable, checked by content, kept as they came.

use utoipa_actix_web::service_config::ServiceConfig;

use crate::court::Court;
use crate::kit::outbox::Subscriber;
use crate::kit::problem::{ErrorKind, Problem};

pub fn routes(_config: &mut ServiceConfig) {}

/// This room's error table.
pub const ERRORS: &[&ErrorKind] = &[];

pub const SUBSCRIBERS: &[Subscriber<Court>] = &[];

/// What this room looks after by the clock; each run is safe to repeat.
pub async fn keep_up(_court: &Court) -> Result<(), Problem> {
    Ok(())
}
