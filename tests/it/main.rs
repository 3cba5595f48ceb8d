//! The court through its doors: HTTP, on SQLite or on PostgreSQL and Redis (`COURT_TEST_BACKEND`).

#![expect(
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a test that cannot go on says where it stood, and what it counted"
)]

mod court;

mod architecture;
mod availability;
mod cases;
mod crash;
mod delivery;
mod filing;
mod hearing;
mod help;
mod identity;
mod kit;
mod nodes;
mod notices;
mod papers;
mod payment;
mod permissions;
mod plaintiff;
mod staff;
mod uploads;
