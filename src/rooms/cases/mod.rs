//! Cases: their numbers, parties, timeline, deadlines and documents, for parties and for the desk.
//!
//! A case is opened when its filing is accepted (CPL 126) and moves along the case machine alone. Only
//! its members may read it: for anybody else it is not there. How a case is searched for:
//! docs/decisions/0010-search-without-extensions.md

mod access;
mod brief;
mod content;
mod documents;
pub mod errors;
mod find;
mod limits;
mod list;
mod model;
mod names;
mod numbers;
mod offered;
mod open;
mod read;
mod record;
mod search_words;
mod show;
mod step;
mod view;
mod words;

use utoipa_actix_web::service_config::ServiceConfig;

use crate::court::Court;
use crate::kit::outbox::Subscriber;
use crate::kit::problem::{ErrorKind, Problem};

pub use brief::{
    Brief, Member, brief, briefs, cases_of, evidence_until, members, party_names, procedure_words,
    side_of,
};
pub use documents::{NewDocument, add_document};
pub use limits::{Counted, NewDeadline, end_deadline, set_deadline};
pub use names::{By, DocumentKind, EntryKind, PartyKind, Readers, Side, What, Who};
pub use numbers::{KINDS, next_number};
pub use offered::{
    CaseInfo, DocumentInfo, PartyInfo, digest_of, document, info, info_for_change, my_party,
    parties, seat, set_bench, show_document,
};
pub use open::{Claim, NewCase, NewParty, Opened, admit, open};
pub use record::{Entry, record};
pub use step::step;
pub use view::{UNPAID_BASIS, time_to_pay_is_over};

pub fn routes(config: &mut ServiceConfig) {
    config
        .service(list::list_cases)
        .service(show::get_case)
        .service(show::list_case_timeline)
        .service(show::list_case_deadlines)
        .service(read::list_case_documents)
        .service(content::get_case_document_content)
        .service(list::list_desk_cases)
        .service(show::get_desk_case)
        .service(show::list_desk_case_timeline)
        .service(show::list_desk_case_deadlines)
        .service(read::list_desk_case_documents)
        .service(content::get_desk_case_document_content);
}

/// This room's error table.
pub const ERRORS: &[&ErrorKind] = errors::ALL;

pub const SUBSCRIBERS: &[Subscriber<Court>] = content::SUBSCRIBERS;

/// What this room looks after by the clock; each run is safe to repeat.
pub async fn keep_up(court: &Court) -> Result<(), Problem> {
    limits::count_again(court).await
}
