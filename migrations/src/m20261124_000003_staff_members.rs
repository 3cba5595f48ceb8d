//! Staff: accounts of the desk.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[derive(DeriveIden)]
enum StaffMembers {
    Table,
    Id,
    Username,
    Name,
    Roles,
    PasswordHash,
    TotpSealed,
    TotpLastStep,
    LastLogInAt,
    DisabledAt,
    CreatedAt,
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .create_table(
                Table::create()
                    .table(StaffMembers::Table)
                    .col(uuid(StaffMembers::Id).primary_key())
                    .col(string_uniq(StaffMembers::Username))
                    .col(string(StaffMembers::Name))
                    .col(string(StaffMembers::Roles))
                    .col(text(StaffMembers::PasswordHash))
                    .col(text(StaffMembers::TotpSealed))
                    .col(big_integer(StaffMembers::TotpLastStep))
                    .col(timestamp_with_time_zone_null(StaffMembers::LastLogInAt))
                    .col(timestamp_with_time_zone_null(StaffMembers::DisabledAt))
                    .col(timestamp_with_time_zone(StaffMembers::CreatedAt))
                    .to_owned(),
            )
            .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .drop_table(Table::drop().table(StaffMembers::Table).to_owned())
            .await
    }
}
