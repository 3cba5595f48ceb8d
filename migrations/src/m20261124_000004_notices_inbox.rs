//! The inbox in the app, and what people let WeChat send them.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[derive(DeriveIden)]
enum Notices {
    Table,
    Id,
    PersonId,
    EventId,
    Kind,
    Facts,
    At,
    ReadAt,
}

#[derive(DeriveIden)]
enum Subscriptions {
    Table,
    PersonId,
    TemplateId,
    Remaining,
    LastAnswer,
    UpdatedAt,
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .create_table(
                Table::create()
                    .table(Notices::Table)
                    .col(uuid(Notices::Id).primary_key())
                    .col(uuid(Notices::PersonId))
                    .col(uuid(Notices::EventId))
                    .col(string(Notices::Kind))
                    .col(text(Notices::Facts))
                    .col(timestamp_with_time_zone(Notices::At))
                    .col(timestamp_with_time_zone_null(Notices::ReadAt))
                    .to_owned(),
            )
            .await?;
        manager
            .create_index(
                Index::create()
                    .name("notices_of_person")
                    .table(Notices::Table)
                    .col(Notices::PersonId)
                    .col(Notices::Id)
                    .to_owned(),
            )
            .await?;
        manager
            .create_index(
                Index::create()
                    .name("notices_once")
                    .table(Notices::Table)
                    .col(Notices::PersonId)
                    .col(Notices::EventId)
                    .col(Notices::Kind)
                    .unique()
                    .to_owned(),
            )
            .await?;
        manager
            .create_table(
                Table::create()
                    .table(Subscriptions::Table)
                    .col(uuid(Subscriptions::PersonId))
                    .col(string(Subscriptions::TemplateId))
                    .col(integer(Subscriptions::Remaining))
                    .col(string(Subscriptions::LastAnswer))
                    .col(timestamp_with_time_zone(Subscriptions::UpdatedAt))
                    .primary_key(
                        Index::create()
                            .col(Subscriptions::PersonId)
                            .col(Subscriptions::TemplateId),
                    )
                    .to_owned(),
            )
            .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .drop_table(Table::drop().table(Subscriptions::Table).to_owned())
            .await?;
        manager
            .drop_table(Table::drop().table(Notices::Table).to_owned())
            .await
    }
}
