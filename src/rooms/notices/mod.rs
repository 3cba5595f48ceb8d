//! Messages to people: the inbox first, then a reminder by WeChat to those who let us, or else by SMS.
//! Other rooms call [`tell`]; what a notice is told from stands in [`NoticeFacts`].
//!
//! Basis: OLR 32 (prompts by SMS and WeChat are reminders, not service); PIPL 13-15 (consent to them).

mod by_sms;
mod by_wechat;
pub mod errors;
mod inbox;
mod jobs;
mod kinds;
mod model;
mod sentences;
mod subscribe;
mod tell;
mod words;

use utoipa_actix_web::service_config::ServiceConfig;

pub use jobs::SUBSCRIBERS;
pub use kinds::{NoticeFacts, NoticeKind};
pub use tell::{Tell, tell};

pub fn routes(config: &mut ServiceConfig) {
    config
        .service(inbox::list_notices)
        .service(inbox::read_notice)
        .service(subscribe::record_subscriptions);
}
