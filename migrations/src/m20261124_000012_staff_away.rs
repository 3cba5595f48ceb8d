//! Until when a member of staff is away.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[derive(DeriveIden)]
enum StaffMembers {
    Table,
    AwayUntil,
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let add = Table::alter()
            .table(StaffMembers::Table)
            .add_column(date_null(StaffMembers::AwayUntil))
            .to_owned();
        manager.alter_table(add).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let drop = Table::alter()
            .table(StaffMembers::Table)
            .drop_column(StaffMembers::AwayUntil)
            .to_owned();
        manager.alter_table(drop).await
    }
}
