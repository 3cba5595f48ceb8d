//! Messages to people: the inbox first, then a reminder by WeChat to those who let us.
//!
//! Basis: OLR 32 (prompts by SMS and WeChat are reminders, not service); PIPL 13-15 (consent to them).

pub mod errors;
mod inbox;
mod jobs;
mod model;
mod subscribe;
mod words;

use utoipa_actix_web::service_config::ServiceConfig;

pub use jobs::SUBSCRIBERS;

pub fn routes(config: &mut ServiceConfig) {
    config
        .service(inbox::list_notices)
        .service(inbox::read_notice)
        .service(subscribe::record_subscriptions);
}
