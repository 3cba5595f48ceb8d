//! Service of documents: what the court sends to whom, by which way, when it arrived, was opened and counts as
//! served; the address for it; and how the other side joins the case.
//!
//! Basis: OLR 29-32, CPL 87-95, Interp. 130-141; the date of service is `law::service_of_documents`' alone.
//! A party's account in the app is itself an electronic address (OLR 29); WeChat and SMS only remind (OLR 32).

mod access;
mod act;
mod address;
mod bench;
mod certificate;
mod codes;
mod effects;
pub mod errors;
mod jobs;
mod join;
mod list;
mod model;
mod moves;
mod open;
mod prepare;
mod send;
mod words;

use utoipa_actix_web::service_config::ServiceConfig;

use crate::court::Court;
use crate::kit::outbox::Subscriber;
use crate::kit::problem::ErrorKind;

pub use address::{NewAddress, supply_address};
pub use jobs::keep_up;

pub fn routes(config: &mut ServiceConfig) {
    config
        .service(list::list_deliveries)
        .service(certificate::get_delivery_certificate)
        .service(list::get_delivery)
        .service(open::open_delivery)
        .service(open::sign_delivery_receipt)
        .service(address::get_service_address)
        .service(address::confirm_service_address)
        .service(join::join_case)
        .service(certificate::check_served_document)
        .service(list::list_desk_deliveries)
        .service(certificate::get_desk_delivery_certificate)
        .service(list::get_desk_delivery)
        .service(act::act_on_delivery)
        .service(list::list_case_recipients)
        .service(prepare::prepare_deliveries)
        .service(codes::issue_association_code)
        .service(bench::set_case_bench);
}

/// This room's error table.
pub const ERRORS: &[&ErrorKind] = errors::ALL;

pub const SUBSCRIBERS: &[Subscriber<Court>] = codes::SUBSCRIBERS;
