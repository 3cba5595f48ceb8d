//! Who people are: log-in through WeChat, sessions and devices, phone number, consents.
//!
//! Basis: OLR 7 (participants register with a verified identity; acts under the account bind them),
//! PIPL 13-17, 34, 35 (notice and consent). Real-name and face verification come with filing.

mod access;
mod consents;
pub mod errors;
mod log_in;
mod me;
mod model;
mod preferences;
mod privacy_notice;
mod sessions;
mod words;

use utoipa_actix_web::service_config::ServiceConfig;

pub use access::{WeChatReach, reach_by_wechat};
pub use log_in::{NEW_DEVICE, NewDevice};

pub fn routes(config: &mut ServiceConfig) {
    config
        .service(log_in::log_in_with_wechat)
        .service(sessions::refresh_session)
        .service(sessions::log_out)
        .service(me::get_me)
        .service(me::add_phone)
        .service(sessions::list_devices)
        .service(sessions::end_other_devices)
        .service(sessions::end_device)
        .service(consents::list_consents)
        .service(consents::give_consent)
        .service(preferences::get_preferences)
        .service(preferences::set_preferences)
        .service(privacy_notice::get_privacy_notice);
}
