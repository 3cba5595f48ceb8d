//! The features: one room each.

pub mod help;
pub mod identity;
pub mod notices;
pub mod staff;
