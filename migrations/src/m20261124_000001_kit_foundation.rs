//! Sessions, audit and its signed log, outbox, idempotency keys, leases.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[derive(DeriveIden)]
enum Sessions {
    Table,
    Id,
    Realm,
    SubjectId,
    DeviceName,
    CreatedAt,
    LastSeenAt,
    Generation,
    Rotations,
    Secret,
    ExpiresAt,
    EndsAt,
    EndedAt,
    EndedWhy,
}

#[derive(DeriveIden)]
enum AuditEntries {
    Table,
    Id,
    At,
    ActorKind,
    ActorId,
    Act,
    SubjectKind,
    SubjectId,
    FromState,
    ToState,
    Basis,
    SealedAs,
}

#[derive(DeriveIden)]
enum LogLeaves {
    Table,
    Seq,
    Kind,
    RefId,
    LeafHash,
}

#[derive(DeriveIden)]
enum LogHeads {
    Table,
    Size,
    Root,
    Peaks,
    At,
    PublicKey,
    Signature,
}

#[derive(DeriveIden)]
enum OutboxMessages {
    Table,
    Id,
    EventId,
    Topic,
    Subscriber,
    Outside,
    Payload,
    State,
    Attempts,
    CreatedAt,
    DueAt,
    EndedAt,
    LastError,
    Outcome,
}

#[derive(DeriveIden)]
enum IdempotencyKeys {
    Table,
    PersonId,
    Operation,
    Key,
    BodyHash,
    Status,
    Answer,
    CreatedAt,
}

#[derive(DeriveIden)]
enum Leases {
    Table,
    Name,
    Holder,
    Until,
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        sessions(manager).await?;
        audit(manager).await?;
        outbox(manager).await?;
        small_tables(manager).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in [
            Sessions::Table.into_table_ref(),
            AuditEntries::Table.into_table_ref(),
            LogLeaves::Table.into_table_ref(),
            LogHeads::Table.into_table_ref(),
            OutboxMessages::Table.into_table_ref(),
            IdempotencyKeys::Table.into_table_ref(),
            Leases::Table.into_table_ref(),
        ] {
            manager
                .drop_table(Table::drop().table(table).to_owned())
                .await?;
        }
        Ok(())
    }
}

async fn sessions(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table(Sessions::Table)
                .col(uuid(Sessions::Id).primary_key())
                .col(string(Sessions::Realm))
                .col(uuid(Sessions::SubjectId))
                .col(string(Sessions::DeviceName))
                .col(timestamp_with_time_zone(Sessions::CreatedAt))
                .col(timestamp_with_time_zone(Sessions::LastSeenAt))
                .col(integer(Sessions::Generation))
                .col(text(Sessions::Rotations))
                .col(string(Sessions::Secret))
                .col(timestamp_with_time_zone(Sessions::ExpiresAt))
                .col(timestamp_with_time_zone(Sessions::EndsAt))
                .col(timestamp_with_time_zone_null(Sessions::EndedAt))
                .col(string_null(Sessions::EndedWhy))
                .to_owned(),
        )
        .await?;
    manager
        .create_index(
            Index::create()
                .name("sessions_of_subject")
                .table(Sessions::Table)
                .col(Sessions::SubjectId)
                .col(Sessions::Id)
                .to_owned(),
        )
        .await
}

async fn audit(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table(AuditEntries::Table)
                .col(uuid(AuditEntries::Id).primary_key())
                .col(timestamp_with_time_zone(AuditEntries::At))
                .col(string(AuditEntries::ActorKind))
                .col(uuid_null(AuditEntries::ActorId))
                .col(string(AuditEntries::Act))
                .col(string(AuditEntries::SubjectKind))
                .col(uuid(AuditEntries::SubjectId))
                .col(string_null(AuditEntries::FromState))
                .col(string_null(AuditEntries::ToState))
                .col(string_null(AuditEntries::Basis))
                .col(big_integer_null(AuditEntries::SealedAs))
                .to_owned(),
        )
        .await?;
    manager
        .create_index(
            Index::create()
                .name("audit_entries_by_seal")
                .table(AuditEntries::Table)
                .col(AuditEntries::SealedAs)
                .col(AuditEntries::At)
                .to_owned(),
        )
        .await?;
    manager
        .create_index(
            Index::create()
                .name("audit_entries_of_subject")
                .table(AuditEntries::Table)
                .col(AuditEntries::SubjectId)
                .col(AuditEntries::Id)
                .to_owned(),
        )
        .await?;
    manager
        .create_table(
            Table::create()
                .table(LogLeaves::Table)
                .col(big_integer(LogLeaves::Seq).primary_key())
                .col(string(LogLeaves::Kind))
                .col(uuid(LogLeaves::RefId))
                .col(string(LogLeaves::LeafHash))
                .to_owned(),
        )
        .await?;
    manager
        .create_table(
            Table::create()
                .table(LogHeads::Table)
                .col(big_integer(LogHeads::Size).primary_key())
                .col(string(LogHeads::Root))
                .col(text(LogHeads::Peaks))
                .col(timestamp_with_time_zone(LogHeads::At))
                .col(string(LogHeads::PublicKey))
                .col(string(LogHeads::Signature))
                .to_owned(),
        )
        .await
}

async fn outbox(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table(OutboxMessages::Table)
                .col(uuid(OutboxMessages::Id).primary_key())
                .col(uuid(OutboxMessages::EventId))
                .col(string(OutboxMessages::Topic))
                .col(string(OutboxMessages::Subscriber))
                .col(boolean(OutboxMessages::Outside))
                .col(text(OutboxMessages::Payload))
                .col(string(OutboxMessages::State))
                .col(integer(OutboxMessages::Attempts))
                .col(timestamp_with_time_zone(OutboxMessages::CreatedAt))
                .col(timestamp_with_time_zone(OutboxMessages::DueAt))
                .col(timestamp_with_time_zone_null(OutboxMessages::EndedAt))
                .col(string_null(OutboxMessages::LastError))
                .col(string_null(OutboxMessages::Outcome))
                .to_owned(),
        )
        .await?;
    manager
        .create_index(
            Index::create()
                .name("outbox_messages_once")
                .table(OutboxMessages::Table)
                .col(OutboxMessages::EventId)
                .col(OutboxMessages::Subscriber)
                .unique()
                .to_owned(),
        )
        .await?;
    manager
        .create_index(
            Index::create()
                .name("outbox_messages_due")
                .table(OutboxMessages::Table)
                .col(OutboxMessages::State)
                .col(OutboxMessages::Outside)
                .col(OutboxMessages::DueAt)
                .to_owned(),
        )
        .await
}

async fn small_tables(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table(IdempotencyKeys::Table)
                .col(uuid(IdempotencyKeys::PersonId))
                .col(string(IdempotencyKeys::Operation))
                .col(string(IdempotencyKeys::Key))
                .col(string(IdempotencyKeys::BodyHash))
                .col(integer(IdempotencyKeys::Status))
                .col(text(IdempotencyKeys::Answer))
                .col(timestamp_with_time_zone(IdempotencyKeys::CreatedAt))
                .primary_key(
                    Index::create()
                        .col(IdempotencyKeys::PersonId)
                        .col(IdempotencyKeys::Operation)
                        .col(IdempotencyKeys::Key),
                )
                .to_owned(),
        )
        .await?;
    manager
        .create_index(
            Index::create()
                .name("idempotency_keys_by_age")
                .table(IdempotencyKeys::Table)
                .col(IdempotencyKeys::CreatedAt)
                .to_owned(),
        )
        .await?;
    manager
        .create_table(
            Table::create()
                .table(Leases::Table)
                .col(string(Leases::Name).primary_key())
                .col(string(Leases::Holder))
                .col(timestamp_with_time_zone(Leases::Until))
                .to_owned(),
        )
        .await
}
