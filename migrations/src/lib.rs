//! The schema, one file a change: `m<date>_<room>_<change>.rs`. Each can be taken back.

pub use sea_orm_migration::MigratorTrait;
use sea_orm_migration::prelude::*;

mod m20261124_000001_kit_foundation;
mod m20261124_000002_identity_people;
mod m20261124_000003_staff_members;
mod m20261124_000004_notices_inbox;
mod m20261124_000005_help_holidays;
mod m20261124_000006_uploads_files;
mod m20261124_000007_identity_real_name;
mod m20261124_000008_cases_cases;
mod m20261124_000009_payment_payments;
mod m20261124_000010_filing_filings;
mod m20261124_000011_notices_channels;
mod m20261124_000012_staff_away;
mod m20261124_000013_hearing_booking;
mod m20261124_000014_delivery_service;

pub struct Migrator;

#[async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m20261124_000001_kit_foundation::Migration),
            Box::new(m20261124_000002_identity_people::Migration),
            Box::new(m20261124_000003_staff_members::Migration),
            Box::new(m20261124_000004_notices_inbox::Migration),
            Box::new(m20261124_000005_help_holidays::Migration),
            Box::new(m20261124_000006_uploads_files::Migration),
            Box::new(m20261124_000007_identity_real_name::Migration),
            Box::new(m20261124_000008_cases_cases::Migration),
            Box::new(m20261124_000009_payment_payments::Migration),
            Box::new(m20261124_000010_filing_filings::Migration),
            Box::new(m20261124_000011_notices_channels::Migration),
            Box::new(m20261124_000012_staff_away::Migration),
            Box::new(m20261124_000013_hearing_booking::Migration),
            Box::new(m20261124_000014_delivery_service::Migration),
        ]
    }
}
