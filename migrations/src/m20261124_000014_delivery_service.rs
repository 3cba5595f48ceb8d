//! Service of documents: addresses, association codes, deliveries and their attempts; the bench of a case.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[derive(DeriveIden)]
enum Cases {
    Table,
    JudgeId,
    ClerkId,
}

#[derive(DeriveIden)]
enum ServiceAddresses {
    Table,
    Id,
    CaseId,
    PartyId,
    PersonId,
    Recipient,
    PhoneSealed,
    EmailSealed,
    PostalSealed,
    Electronic,
    CoversDecisions,
    Source,
    At,
}

#[derive(DeriveIden)]
enum AssociationCodes {
    Table,
    Id,
    CaseId,
    PartyId,
    CodeHash,
    CodeSealed,
    /// The party while the code is good, else null: one good code a party.
    OpenFor,
    IssuedBy,
    IssuedAt,
    ExpiresAt,
    UsedAt,
    UsedBy,
}

#[derive(DeriveIden)]
enum AssociationFailures {
    Table,
    Id,
    PersonId,
    At,
}

#[derive(DeriveIden)]
enum Deliveries {
    Table,
    Id,
    CaseId,
    CaseNumber,
    DocumentId,
    DocumentTitle,
    DocumentKind,
    PartyId,
    PartyName,
    Side,
    PersonId,
    /// Document and party while it is not cancelled, else null: a paper goes to a party once.
    OpenKey,
    State,
    Version,
    Consent,
    CoversDecisions,
    Source,
    SentAt,
    ArrivedAt,
    OpenedAt,
    ReceiptAt,
    ServedAt,
    Mode,
    CheckToken,
    CertifiedAt,
    RemindAt,
    Reminded,
    EndsAt,
    PublishedOn,
    OutsidePrc,
    Note,
    CreatedAt,
    CreatedBy,
}

#[derive(DeriveIden)]
enum DeliveryAttempts {
    Table,
    Id,
    DeliveryId,
    Channel,
    Source,
    SentAt,
    Outcome,
    ArrivedAt,
    Feedback,
    FeedbackAt,
    Rebuttal,
    ProvedArrivedAt,
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for column in [Cases::JudgeId, Cases::ClerkId] {
            manager
                .alter_table(
                    Table::alter()
                        .table(Cases::Table)
                        .add_column(uuid_null(column))
                        .to_owned(),
                )
                .await?;
        }
        addresses(manager).await?;
        codes(manager).await?;
        deliveries(manager).await?;
        attempts(manager).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in [
            DeliveryAttempts::Table.into_table_ref(),
            Deliveries::Table.into_table_ref(),
            AssociationFailures::Table.into_table_ref(),
            AssociationCodes::Table.into_table_ref(),
            ServiceAddresses::Table.into_table_ref(),
        ] {
            manager
                .drop_table(Table::drop().table(table).to_owned())
                .await?;
        }
        for column in [Cases::JudgeId, Cases::ClerkId] {
            manager
                .alter_table(
                    Table::alter()
                        .table(Cases::Table)
                        .drop_column(column)
                        .to_owned(),
                )
                .await?;
        }
        Ok(())
    }
}

async fn addresses(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table(ServiceAddresses::Table)
                .col(uuid(ServiceAddresses::Id).primary_key())
                .col(uuid(ServiceAddresses::CaseId))
                .col(uuid(ServiceAddresses::PartyId))
                .col(uuid_null(ServiceAddresses::PersonId))
                .col(text(ServiceAddresses::Recipient))
                .col(text_null(ServiceAddresses::PhoneSealed))
                .col(text_null(ServiceAddresses::EmailSealed))
                .col(text_null(ServiceAddresses::PostalSealed))
                .col(boolean(ServiceAddresses::Electronic))
                .col(boolean(ServiceAddresses::CoversDecisions))
                .col(string(ServiceAddresses::Source))
                .col(timestamp_with_time_zone(ServiceAddresses::At))
                .to_owned(),
        )
        .await?;
    let mut latest = Index::create();
    latest
        .name("service_addresses_of_party")
        .table(ServiceAddresses::Table)
        .col(ServiceAddresses::PartyId)
        .col(ServiceAddresses::Id);
    manager.create_index(latest).await
}

async fn codes(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table(AssociationCodes::Table)
                .col(uuid(AssociationCodes::Id).primary_key())
                .col(uuid(AssociationCodes::CaseId))
                .col(uuid(AssociationCodes::PartyId))
                .col(string(AssociationCodes::CodeHash))
                .col(text(AssociationCodes::CodeSealed))
                .col(uuid_null(AssociationCodes::OpenFor))
                .col(uuid(AssociationCodes::IssuedBy))
                .col(timestamp_with_time_zone(AssociationCodes::IssuedAt))
                .col(timestamp_with_time_zone(AssociationCodes::ExpiresAt))
                .col(timestamp_with_time_zone_null(AssociationCodes::UsedAt))
                .col(uuid_null(AssociationCodes::UsedBy))
                .to_owned(),
        )
        .await?;
    for (name, column) in [
        ("association_codes_hash", AssociationCodes::CodeHash),
        ("association_codes_open", AssociationCodes::OpenFor),
    ] {
        let mut index = Index::create();
        index
            .name(name)
            .table(AssociationCodes::Table)
            .col(column)
            .unique();
        manager.create_index(index).await?;
    }
    manager
        .create_table(
            Table::create()
                .table(AssociationFailures::Table)
                .col(uuid(AssociationFailures::Id).primary_key())
                .col(uuid(AssociationFailures::PersonId))
                .col(timestamp_with_time_zone(AssociationFailures::At))
                .to_owned(),
        )
        .await?;
    let mut of_person = Index::create();
    of_person
        .name("association_failures_of_person")
        .table(AssociationFailures::Table)
        .col(AssociationFailures::PersonId)
        .col(AssociationFailures::At);
    manager.create_index(of_person).await
}

async fn deliveries(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table(Deliveries::Table)
                .col(uuid(Deliveries::Id).primary_key())
                .col(uuid(Deliveries::CaseId))
                .col(string(Deliveries::CaseNumber))
                .col(uuid(Deliveries::DocumentId))
                .col(text(Deliveries::DocumentTitle))
                .col(string(Deliveries::DocumentKind))
                .col(uuid(Deliveries::PartyId))
                .col(text(Deliveries::PartyName))
                .col(string(Deliveries::Side))
                .col(uuid_null(Deliveries::PersonId))
                .col(string_null(Deliveries::OpenKey))
                .col(string(Deliveries::State))
                .col(integer(Deliveries::Version))
                .col(string(Deliveries::Consent))
                .col(boolean(Deliveries::CoversDecisions))
                .col(string_null(Deliveries::Source))
                .col(timestamp_with_time_zone_null(Deliveries::SentAt))
                .col(timestamp_with_time_zone_null(Deliveries::ArrivedAt))
                .col(timestamp_with_time_zone_null(Deliveries::OpenedAt))
                .col(timestamp_with_time_zone_null(Deliveries::ReceiptAt))
                .col(timestamp_with_time_zone_null(Deliveries::ServedAt))
                .col(string_null(Deliveries::Mode))
                .col(string(Deliveries::CheckToken))
                .col(timestamp_with_time_zone_null(Deliveries::CertifiedAt))
                .col(timestamp_with_time_zone_null(Deliveries::RemindAt))
                .col(integer(Deliveries::Reminded))
                .col(timestamp_with_time_zone_null(Deliveries::EndsAt))
                .col(date_null(Deliveries::PublishedOn))
                .col(boolean(Deliveries::OutsidePrc))
                .col(text_null(Deliveries::Note))
                .col(timestamp_with_time_zone(Deliveries::CreatedAt))
                .col(uuid(Deliveries::CreatedBy))
                .to_owned(),
        )
        .await?;
    let of = |name: &str| {
        Index::create()
            .name(name)
            .table(Deliveries::Table)
            .to_owned()
    };
    let mut once = of("deliveries_once");
    once.col(Deliveries::OpenKey).unique();
    let mut token = of("deliveries_token");
    token.col(Deliveries::CheckToken).unique();
    let mut by_case = of("deliveries_of_case");
    by_case.col(Deliveries::CaseId).col(Deliveries::Id);
    let mut by_party = of("deliveries_of_party");
    by_party.col(Deliveries::PartyId).col(Deliveries::Id);
    let mut by_person = of("deliveries_of_person");
    by_person.col(Deliveries::PersonId).col(Deliveries::Id);
    let mut by_state = of("deliveries_by_state");
    by_state.col(Deliveries::State).col(Deliveries::Id);
    let mut by_reminder = of("deliveries_by_reminder");
    by_reminder.col(Deliveries::RemindAt);
    let mut by_end = of("deliveries_by_end");
    by_end.col(Deliveries::EndsAt);
    for index in [
        once,
        token,
        by_case,
        by_party,
        by_person,
        by_state,
        by_reminder,
        by_end,
    ] {
        manager.create_index(index).await?;
    }
    Ok(())
}

async fn attempts(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table(DeliveryAttempts::Table)
                .col(uuid(DeliveryAttempts::Id).primary_key())
                .col(uuid(DeliveryAttempts::DeliveryId))
                .col(string(DeliveryAttempts::Channel))
                .col(string(DeliveryAttempts::Source))
                .col(timestamp_with_time_zone(DeliveryAttempts::SentAt))
                .col(string(DeliveryAttempts::Outcome))
                .col(timestamp_with_time_zone_null(DeliveryAttempts::ArrivedAt))
                .col(string_null(DeliveryAttempts::Feedback))
                .col(timestamp_with_time_zone_null(DeliveryAttempts::FeedbackAt))
                .col(string_null(DeliveryAttempts::Rebuttal))
                .col(timestamp_with_time_zone_null(
                    DeliveryAttempts::ProvedArrivedAt,
                ))
                .to_owned(),
        )
        .await?;
    let mut of_delivery = Index::create();
    of_delivery
        .name("delivery_attempts_of_delivery")
        .table(DeliveryAttempts::Table)
        .col(DeliveryAttempts::DeliveryId)
        .col(DeliveryAttempts::Id);
    manager.create_index(of_delivery).await
}
