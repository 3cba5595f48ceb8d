//! The court's own people: accounts, roles, log-in at the desk, and the dead letters of the outbox.
//!
//! Roles and the duties to keep apart: domain.md 7.

mod access;
mod add;
mod colleagues;
mod credentials;
mod dead_letters;
pub mod errors;
mod model;
mod session;
mod words;

use utoipa_actix_web::service_config::ServiceConfig;

pub use access::{Administrator, Staff};
pub use add::{AddError, NewStaff, add};
pub use colleagues::{Colleague, colleagues, has_role};
pub use words::{Role, Room};

pub fn routes(config: &mut ServiceConfig) {
    config
        .service(session::open_desk_session)
        .service(session::refresh_desk_session)
        .service(session::close_desk_session)
        .service(session::get_desk_me)
        .service(colleagues::list_colleagues)
        .service(colleagues::set_away)
        .service(dead_letters::list_dead_letters)
        .service(dead_letters::retry_dead_letter);
}
