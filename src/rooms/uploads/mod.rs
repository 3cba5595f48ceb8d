//! Files that people send: photographs, PDFs, recordings; resumable, checked by content, kept as they came.
//!
//! Basis: OLR 11 (papers and evidence go in online, as photographs or electronic data), OLR 12 (what is
//! clear and passed review needs no original), OLR 16 (hashes show that nothing changed since).

mod access;
mod book;
mod complete;
mod content;
mod create;
pub mod errors;
mod inspect;
mod jobs;
mod keys;
mod kind;
mod model;
mod name;
mod office;
mod pictures;
mod public;
mod read;
mod receive;
mod sessions;
mod take_in;
mod words;

use utoipa_actix_web::service_config::ServiceConfig;

pub use jobs::SUBSCRIBERS;
pub use public::{Stored, attach, bytes, content, erase, owned, stored};
pub use words::{Purpose, UploadView, Variant};

use crate::court::Court;
use crate::kit::problem::Problem;

/// Lapsed transfers cleared in one go.
const SWEPT_AT_ONCE: u64 = 50;

pub fn routes(config: &mut ServiceConfig) {
    config
        .service(create::create_upload)
        .service(sessions::open_upload_session)
        .service(sessions::read_upload_session)
        .service(sessions::put_upload_chunk)
        .service(sessions::cancel_upload_session)
        .service(complete::complete_upload_session)
        .service(book::make_photo_book)
        .service(read::get_upload)
        .service(read::get_upload_content)
        .service(read::delete_upload);
}

/// What this room looks after by the clock; each run is safe to repeat: transfers that lapsed go.
pub async fn keep_up(court: &Court) -> Result<(), Problem> {
    for id in sessions::lapsed(court, SWEPT_AT_ONCE).await? {
        sessions::give_up(court, id).await?;
    }
    Ok(())
}
