//! What anyone can ask without logging in: what it costs, until when, whether a number is good, when a
//! document was served and a judgment takes effect, which procedure, which court.
//!
//! The answers come from [`crate::law`]; this room only reads the question and finds the words.
//! Basis: OLR 2 (a court that goes online helps people to use it), IC18 5 (guidance on the platform).

mod about;
mod asked;
mod case_number;
mod causes;
mod deadline;
mod effective_date;
mod fee;
mod holidays;
mod id_check;
mod jurisdiction;
mod machines;
mod procedure;
mod schemas;
mod service_date;

#[cfg(test)]
mod tests;

use utoipa_actix_web::service_config::ServiceConfig;

pub use holidays::{LoadError, load as load_holidays, take_up as take_up_holidays};

use crate::kit::i18n::{Lang, Words};
use crate::kit::problem::{FieldError, Problem};
use crate::law::{self, Named, faults::Faults};

pub fn routes(config: &mut ServiceConfig) {
    config
        .service(about::get_about)
        .service(fee::calculate_fee)
        .service(deadline::calculate_deadline)
        .service(id_check::check_id)
        .service(case_number::check_case_number)
        .service(service_date::decide_service_date)
        .service(effective_date::decide_effective_date)
        .service(procedure::decide_procedure)
        .service(jurisdiction::decide_jurisdiction)
        .service(causes::list_causes)
        .service(machines::list_machines);
}

/// A question with faults is answered 422, each fault with its place and what to do about it.
fn refused(faults: Faults) -> Problem {
    let errors = faults.into_iter().map(|fault| {
        FieldError::new(
            fault.pointer,
            fault.code.id(),
            kit_words(fault.code.words()),
        )
    });
    Problem::invalid(errors.collect())
}

fn kit_words(words: law::Words) -> Words {
    Words::new(words.zh, words.en)
}

/// The law's sentence in the caller's language.
fn say(words: law::Words, lang: Lang) -> String {
    match lang {
        Lang::Zh => words.zh,
        Lang::En => words.en,
    }
}

fn say_all(sentences: impl IntoIterator<Item = law::Words>, lang: Lang) -> Vec<String> {
    sentences
        .into_iter()
        .map(|words| say(words, lang))
        .collect()
}
