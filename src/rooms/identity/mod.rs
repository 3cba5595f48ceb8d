//! Who people are: log-in through WeChat, sessions and devices, phone number, consents.
//!
//! Basis: OLR 7 (participants register with a verified identity; acts under the account bind them),
//! PIPL 13-17, 28-31, 34, 35 (notice and consent, sensitive data, minors).
//! Levels of assurance: L1 a phone number, L2 name and number matched, L3 proved by face or video, L4 proved
//! again in this session (domain.md 2).

mod access;
mod consents;
pub mod errors;
mod face;
mod id_paper;
mod log_in;
mod me;
mod model;
mod move_account;
mod person_name;
mod preferences;
mod privacy_notice;
mod proofs;
mod real_name;
mod require;
mod review_desk;
mod sessions;
mod video_review;
mod words;

use utoipa_actix_web::service_config::ServiceConfig;

pub use access::{WeChatReach, open_id_of, reach_by_wechat};
pub use id_paper::{IdKind, age};
pub use log_in::{NEW_DEVICE, NewDevice};
pub use person_name::{check as check_name, masked as masked_name};
pub use require::{FRESH, Verified, person_at_desk, phone_of, require};
pub use review_desk::{VIDEO_DECIDED, VideoDecided};
pub use words::Assurance;

use crate::court::Court;
use crate::kit::problem::Problem;

pub fn routes(config: &mut ServiceConfig) {
    config
        .service(log_in::log_in_with_wechat)
        .service(sessions::refresh_session)
        .service(sessions::log_out)
        .service(me::get_me)
        .service(me::add_phone)
        .service(real_name::claim_real_name)
        .service(face::begin_face_check)
        .service(face::finish_face_check)
        .service(video_review::get_video_review)
        .service(video_review::submit_video_review)
        .service(review_desk::list_video_reviews)
        .service(review_desk::get_video_review_at_desk)
        .service(review_desk::approve_video_review)
        .service(review_desk::refuse_video_review)
        .service(review_desk::get_video_review_file)
        .service(sessions::list_devices)
        .service(sessions::end_other_devices)
        .service(sessions::end_device)
        .service(consents::list_consents)
        .service(consents::give_consent)
        .service(preferences::get_preferences)
        .service(preferences::set_preferences)
        .service(privacy_notice::get_privacy_notice);
}

/// What this room looks after by the clock; each run is safe to repeat.
pub async fn keep_up(court: &Court) -> Result<(), Problem> {
    video_review::erase_old(court).await
}
