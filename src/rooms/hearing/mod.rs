//! Hearings (庭审): how their time is found. The court proposes, the parties choose, a judge confirms.
//!
//! Basis: CPL 139 (summons three days before), 149 (when a hearing is put off); Interp. 227; OLR 5, 21 (online or
//! in a courtroom); Delay19 3, 5 (how often and for how long). Parties never move a hearing themselves: they
//! choose among the court's times, mark those that don't suit, or ask. No two hearings share a judge, a clerk, a
//! courtroom or a person: the key of `hearing_busy` holds it.

mod access;
mod book;
mod calendar;
mod cause_list;
mod change;
mod courtrooms;
mod end;
pub mod errors;
mod fix;
mod grid;
mod ics;
mod keeper;
mod list;
mod model;
mod move_day;
mod moves;
mod names;
mod plan;
mod rank;
mod summons;
mod telling;
mod view;
mod words;

use utoipa_actix_web::service_config::ServiceConfig;

use crate::kit::problem::ErrorKind;

pub use keeper::keep_up;

pub fn routes(config: &mut ServiceConfig) {
    config
        .service(cause_list::get_cause_list)
        .service(list::list_hearings)
        .service(ics::get_hearing_calendar)
        .service(list::list_hearing_slots)
        .service(book::book_hearing)
        .service(book::mark_unavailable)
        .service(change::request_hearing_change)
        .service(list::get_hearing)
        .service(courtrooms::list_courtrooms)
        .service(courtrooms::add_courtroom)
        .service(calendar::get_staff_calendar)
        .service(calendar::block_staff_time)
        .service(calendar::lift_staff_block)
        .service(plan::create_hearing)
        .service(list::list_desk_hearings)
        .service(move_day::move_hearing_day)
        .service(plan::propose_hearing_slots)
        .service(fix::confirm_hearing)
        .service(fix::fix_hearing_directly)
        .service(fix::move_hearing_offline)
        .service(change::grant_hearing_change)
        .service(change::refuse_hearing_change)
        .service(change::refuse_hearing_change_offline)
        .service(change::postpone_hearing)
        .service(end::drop_hearing_time)
        .service(end::cancel_hearing)
        .service(list::get_desk_hearing);
}

/// This room's error table.
pub static ERRORS: &[&ErrorKind] = errors::ALL;
