//! Filing over HTTP: drafts, the check, submitting, the review, acceptance; and who must not.

mod attacks;
mod draft;
mod review;
mod submit;

pub use crate::plaintiff::{Plaintiff, at_desk, at_the_desk, id};
