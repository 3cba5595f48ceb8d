//! The features: one room each.

pub mod cases;
pub mod delivery;
pub mod filing;
pub mod hearing;
pub mod help;
pub mod identity;
pub mod notices;
pub mod payment;
pub mod staff;
pub mod uploads;
