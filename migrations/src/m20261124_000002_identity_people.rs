//! People who log in through WeChat, and the ledger of their consents.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[derive(DeriveIden)]
enum People {
    Table,
    Id,
    AppId,
    OpenId,
    UnionId,
    Assurance,
    PhoneSealed,
    PhoneHash,
    Language,
    Version,
    CreatedAt,
    UpdatedAt,
}

#[derive(DeriveIden)]
enum Consents {
    Table,
    Id,
    PersonId,
    Kind,
    Given,
    Version,
    At,
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .create_table(
                Table::create()
                    .table(People::Table)
                    .col(uuid(People::Id).primary_key())
                    .col(string(People::AppId))
                    .col(string(People::OpenId))
                    .col(string_null(People::UnionId))
                    .col(integer(People::Assurance))
                    .col(text_null(People::PhoneSealed))
                    .col(string_null(People::PhoneHash))
                    .col(string(People::Language))
                    .col(integer(People::Version))
                    .col(timestamp_with_time_zone(People::CreatedAt))
                    .col(timestamp_with_time_zone(People::UpdatedAt))
                    .to_owned(),
            )
            .await?;
        manager
            .create_index(
                Index::create()
                    .name("people_by_open_id")
                    .table(People::Table)
                    .col(People::AppId)
                    .col(People::OpenId)
                    .unique()
                    .to_owned(),
            )
            .await?;
        manager
            .create_index(
                Index::create()
                    .name("people_by_phone")
                    .table(People::Table)
                    .col(People::PhoneHash)
                    .to_owned(),
            )
            .await?;
        manager
            .create_table(
                Table::create()
                    .table(Consents::Table)
                    .col(uuid(Consents::Id).primary_key())
                    .col(uuid(Consents::PersonId))
                    .col(string(Consents::Kind))
                    .col(boolean(Consents::Given))
                    .col(string(Consents::Version))
                    .col(timestamp_with_time_zone(Consents::At))
                    .foreign_key(
                        ForeignKey::create()
                            .name("consents_person")
                            .from(Consents::Table, Consents::PersonId)
                            .to(People::Table, People::Id),
                    )
                    .to_owned(),
            )
            .await?;
        manager
            .create_index(
                Index::create()
                    .name("consents_of_person")
                    .table(Consents::Table)
                    .col(Consents::PersonId)
                    .col(Consents::Kind)
                    .col(Consents::Id)
                    .to_owned(),
            )
            .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .drop_table(Table::drop().table(Consents::Table).to_owned())
            .await?;
        manager
            .drop_table(Table::drop().table(People::Table).to_owned())
            .await
    }
}
