//! What every room uses.

#[macro_use]
pub mod problem;

pub mod audit;
pub mod auth;
pub mod clock;
pub mod device_name;
pub mod etag;
pub mod http;
pub mod i18n;
pub mod idempotency;
pub mod ids;
pub mod json;
pub mod lease;
pub mod outbox;
pub mod page;
pub mod private;
pub mod rate;
pub mod seal;
pub mod search;
pub mod settings;
pub mod vault;
