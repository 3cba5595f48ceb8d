//! The court through its doors: HTTP, on SQLite or on PostgreSQL and Redis (`COURT_TEST_BACKEND`).

#![expect(
    clippy::expect_used,
    reason = "a test that cannot go on says where it stood"
)]

mod court;

mod architecture;
mod availability;
mod crash;
mod help;
mod identity;
mod kit;
mod nodes;
mod notices;
mod staff;
