//! The law as pure functions: no clock, no database, nothing from outside.
//!
//! Whoever calls brings the facts (today's day included) and gets an answer with its legal basis.
//! Questions from outside come through [`reading`], which turns JSON into checked types and lists
//! every fault at once; the court's own rooms build the same types directly.
//!
//! Short names in comments: CPL = Civil Procedure Law (2023), Interp. = its interpretation (2022),
//! OLR = online litigation rules (法释〔2021〕12号), IC18 = Internet court provisions (法释〔2018〕16号),
//! J25 = Internet court jurisdiction (法释〔2025〕14号), Decree = court fee decree (国务院令481号),
//! Delay19 = rules on extending trial limits (2019).

pub(crate) mod named;

pub mod amount;
pub mod calendar;
pub mod case_limits;
pub mod case_number;
pub mod deadlines;
pub mod effectiveness;
pub mod faults;
pub mod fees;
pub mod hearing_dates;
pub mod identity_number;
pub mod jurisdiction;
pub mod machine;
pub mod moments;
pub mod procedure;
pub mod reading;
pub mod service_of_documents;
pub mod words;

#[cfg(test)]
mod examples;

pub use amount::Amount;
pub use named::Named;
pub use words::Words;
