//! The schema, one file a change: `m<date>_<room>_<change>.rs`. Each can be taken back.

pub use sea_orm_migration::MigratorTrait;
use sea_orm_migration::prelude::*;

mod m20261124_000001_kit_foundation;
mod m20261124_000002_identity_people;
mod m20261124_000003_staff_members;
mod m20261124_000004_notices_inbox;
mod m20261124_000005_help_holidays;

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
        ]
    }
}
