//! Files that people sent, what holds them, and the transfers in which large ones arrive.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[derive(DeriveIden)]
enum Uploads {
    Table,
    Id,
    OwnerId,
    Name,
    Purpose,
    MediaType,
    Size,
    Sha256,
    Sm3,
    Pages,
    Width,
    Height,
    ReadingType,
    ReadingSize,
    ThumbType,
    ThumbSize,
    Attached,
    CreatedAt,
}

#[derive(DeriveIden)]
enum UploadAttachments {
    Table,
    UploadId,
    SubjectKind,
    SubjectId,
}

#[derive(DeriveIden)]
enum UploadSources {
    Table,
    BookId,
    Position,
    SourceId,
}

#[derive(DeriveIden)]
enum UploadSessions {
    Table,
    Id,
    OwnerId,
    Name,
    Purpose,
    Size,
    Received,
    Parts,
    UploadId,
    CreatedAt,
    ExpiresAt,
}

#[derive(DeriveIden)]
enum UploadParts {
    Table,
    Id,
    SessionId,
    Position,
    Start,
    Size,
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        create_uploads(manager).await?;
        create_links(manager).await?;
        create_sessions(manager).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in [
            Table::drop().table(UploadParts::Table).to_owned(),
            Table::drop().table(UploadSessions::Table).to_owned(),
            Table::drop().table(UploadSources::Table).to_owned(),
            Table::drop().table(UploadAttachments::Table).to_owned(),
            Table::drop().table(Uploads::Table).to_owned(),
        ] {
            manager.drop_table(table).await?;
        }
        Ok(())
    }
}

async fn create_uploads(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let table = Table::create()
        .table(Uploads::Table)
        .col(uuid(Uploads::Id).primary_key())
        .col(uuid(Uploads::OwnerId))
        .col(text(Uploads::Name))
        .col(string(Uploads::Purpose))
        .col(string(Uploads::MediaType))
        .col(big_integer(Uploads::Size))
        .col(string(Uploads::Sha256))
        .col(string(Uploads::Sm3))
        .col(integer_null(Uploads::Pages))
        .col(integer_null(Uploads::Width))
        .col(integer_null(Uploads::Height))
        .col(string_null(Uploads::ReadingType))
        .col(big_integer_null(Uploads::ReadingSize))
        .col(string_null(Uploads::ThumbType))
        .col(big_integer_null(Uploads::ThumbSize))
        .col(boolean(Uploads::Attached))
        .col(timestamp_with_time_zone(Uploads::CreatedAt))
        .to_owned();
    manager.create_table(table).await?;
    // The same file sent again; and what of a person no filing holds yet.
    let same = Index::create()
        .name("uploads_same_again")
        .table(Uploads::Table)
        .col(Uploads::OwnerId)
        .col(Uploads::Sha256)
        .to_owned();
    manager.create_index(same).await?;
    let loose = Index::create()
        .name("uploads_loose")
        .table(Uploads::Table)
        .col(Uploads::OwnerId)
        .col(Uploads::Attached)
        .to_owned();
    manager.create_index(loose).await
}

async fn create_links(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let attachments = Table::create()
        .table(UploadAttachments::Table)
        .col(uuid(UploadAttachments::UploadId))
        .col(string(UploadAttachments::SubjectKind))
        .col(uuid(UploadAttachments::SubjectId))
        .primary_key(
            Index::create()
                .col(UploadAttachments::UploadId)
                .col(UploadAttachments::SubjectKind)
                .col(UploadAttachments::SubjectId),
        )
        .to_owned();
    manager.create_table(attachments).await?;
    let sources = Table::create()
        .table(UploadSources::Table)
        .col(uuid(UploadSources::BookId))
        .col(integer(UploadSources::Position))
        .col(uuid(UploadSources::SourceId))
        .primary_key(
            Index::create()
                .col(UploadSources::BookId)
                .col(UploadSources::Position),
        )
        .to_owned();
    manager.create_table(sources).await?;
    let by_source = Index::create()
        .name("upload_sources_by_source")
        .table(UploadSources::Table)
        .col(UploadSources::SourceId)
        .to_owned();
    manager.create_index(by_source).await
}

async fn create_sessions(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let sessions = Table::create()
        .table(UploadSessions::Table)
        .col(uuid(UploadSessions::Id).primary_key())
        .col(uuid(UploadSessions::OwnerId))
        .col(text(UploadSessions::Name))
        .col(string(UploadSessions::Purpose))
        .col(big_integer(UploadSessions::Size))
        .col(big_integer(UploadSessions::Received))
        .col(integer(UploadSessions::Parts))
        .col(uuid_null(UploadSessions::UploadId))
        .col(timestamp_with_time_zone(UploadSessions::CreatedAt))
        .col(timestamp_with_time_zone(UploadSessions::ExpiresAt))
        .to_owned();
    manager.create_table(sessions).await?;
    for (name, column) in [
        ("upload_sessions_of_owner", UploadSessions::OwnerId),
        ("upload_sessions_expiring", UploadSessions::ExpiresAt),
    ] {
        let index = Index::create()
            .name(name)
            .table(UploadSessions::Table)
            .col(column)
            .to_owned();
        manager.create_index(index).await?;
    }
    let parts = Table::create()
        .table(UploadParts::Table)
        .col(uuid(UploadParts::Id).primary_key())
        .col(uuid(UploadParts::SessionId))
        .col(integer(UploadParts::Position))
        .col(big_integer(UploadParts::Start))
        .col(big_integer(UploadParts::Size))
        .to_owned();
    manager.create_table(parts).await?;
    // One part at each place, whoever sent it.
    let once = Index::create()
        .name("upload_parts_once")
        .table(UploadParts::Table)
        .col(UploadParts::SessionId)
        .col(UploadParts::Position)
        .unique()
        .to_owned();
    manager.create_index(once).await
}
