//! Real names, face checks, and videos that a clerk looks at.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[derive(DeriveIden)]
enum People {
    Table,
    NameSealed,
    IdType,
    IdNumberSealed,
    IdNumberHash,
    ProvedIdHash,
    BornOn,
    RealNameState,
    RealNameAt,
    MismatchCount,
    MismatchSince,
    VideoPhrase,
    VideoPhraseAt,
}

/// Each time somebody proved who they are: the latest of a session makes it L4 for a while.
#[derive(DeriveIden)]
enum IdentityProofs {
    Table,
    Id,
    PersonId,
    SessionId,
    How,
    At,
}

#[derive(DeriveIden)]
enum FaceChecks {
    Table,
    Id,
    PersonId,
    SessionId,
    VerifyId,
    State,
    CreatedAt,
    ExpiresAt,
    EndedAt,
    VerifyRet,
}

#[derive(DeriveIden)]
enum VideoReviews {
    Table,
    Id,
    PersonId,
    SessionId,
    State,
    OpenOf,
    Phrase,
    SubmittedAt,
    DecidedAt,
    ReviewerId,
    Reason,
    ErasedAt,
}

#[derive(DeriveIden)]
enum VideoReviewUploads {
    Table,
    ReviewId,
    UploadId,
    Place,
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        add_to_people(manager).await?;
        create_proofs(manager).await?;
        create_face_checks(manager).await?;
        create_video_reviews(manager).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in [
            VideoReviewUploads::Table.into_iden(),
            VideoReviews::Table.into_iden(),
            FaceChecks::Table.into_iden(),
            IdentityProofs::Table.into_iden(),
        ] {
            manager
                .drop_table(Table::drop().table(table).to_owned())
                .await?;
        }
        for index in ["people_by_id_number", "people_by_proved_id"] {
            manager
                .drop_index(Index::drop().name(index).table(People::Table).to_owned())
                .await?;
        }
        for column in columns() {
            let change = Table::alter()
                .table(People::Table)
                .drop_column(column)
                .to_owned();
            manager.alter_table(change).await?;
        }
        Ok(())
    }
}

/// SQLite takes one change of a table at a time.
async fn add_to_people(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    for column in [
        text_null(People::NameSealed),
        string_null(People::IdType),
        text_null(People::IdNumberSealed),
        string_null(People::IdNumberHash),
        string_null(People::ProvedIdHash),
        date_null(People::BornOn),
        string(People::RealNameState).default("none").take(),
        timestamp_with_time_zone_null(People::RealNameAt),
        integer(People::MismatchCount).default(0).take(),
        timestamp_with_time_zone_null(People::MismatchSince),
        string_null(People::VideoPhrase),
        timestamp_with_time_zone_null(People::VideoPhraseAt),
    ] {
        let change = Table::alter()
            .table(People::Table)
            .add_column(column)
            .to_owned();
        manager.alter_table(change).await?;
    }
    manager
        .create_index(
            Index::create()
                .name("people_by_id_number")
                .table(People::Table)
                .col(People::IdNumberHash)
                .to_owned(),
        )
        .await?;
    // One proved account a person: what two proofs at the same moment meet.
    manager
        .create_index(
            Index::create()
                .name("people_by_proved_id")
                .table(People::Table)
                .col(People::ProvedIdHash)
                .unique()
                .to_owned(),
        )
        .await
}

async fn create_proofs(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table(IdentityProofs::Table)
                .col(uuid(IdentityProofs::Id).primary_key())
                .col(uuid(IdentityProofs::PersonId))
                .col(uuid(IdentityProofs::SessionId))
                .col(string(IdentityProofs::How))
                .col(timestamp_with_time_zone(IdentityProofs::At))
                .to_owned(),
        )
        .await?;
    manager
        .create_index(
            Index::create()
                .name("identity_proofs_of_session")
                .table(IdentityProofs::Table)
                .col(IdentityProofs::SessionId)
                .col(IdentityProofs::Id)
                .to_owned(),
        )
        .await
}

async fn create_face_checks(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table(FaceChecks::Table)
                .col(uuid(FaceChecks::Id).primary_key())
                .col(uuid(FaceChecks::PersonId))
                .col(uuid(FaceChecks::SessionId))
                .col(string_len(FaceChecks::VerifyId, 256).unique_key())
                .col(string(FaceChecks::State))
                .col(timestamp_with_time_zone(FaceChecks::CreatedAt))
                .col(timestamp_with_time_zone(FaceChecks::ExpiresAt))
                .col(timestamp_with_time_zone_null(FaceChecks::EndedAt))
                .col(big_integer_null(FaceChecks::VerifyRet))
                .to_owned(),
        )
        .await?;
    manager
        .create_index(
            Index::create()
                .name("face_checks_of_person")
                .table(FaceChecks::Table)
                .col(FaceChecks::PersonId)
                .col(FaceChecks::Id)
                .to_owned(),
        )
        .await
}

async fn create_video_reviews(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table(VideoReviews::Table)
                .col(uuid(VideoReviews::Id).primary_key())
                .col(uuid(VideoReviews::PersonId))
                .col(uuid(VideoReviews::SessionId))
                .col(string(VideoReviews::State))
                // The person while it is open, then null: one open review a person.
                .col(uuid_null(VideoReviews::OpenOf).unique_key())
                .col(string(VideoReviews::Phrase))
                .col(timestamp_with_time_zone(VideoReviews::SubmittedAt))
                .col(timestamp_with_time_zone_null(VideoReviews::DecidedAt))
                .col(uuid_null(VideoReviews::ReviewerId))
                .col(text_null(VideoReviews::Reason))
                .col(timestamp_with_time_zone_null(VideoReviews::ErasedAt))
                .to_owned(),
        )
        .await?;
    for (name, column) in [
        ("video_reviews_of_person", VideoReviews::PersonId),
        ("video_reviews_by_state", VideoReviews::State),
    ] {
        manager
            .create_index(
                Index::create()
                    .name(name)
                    .table(VideoReviews::Table)
                    .col(column)
                    .col(VideoReviews::Id)
                    .to_owned(),
            )
            .await?;
    }
    // What is still to be erased, by the day it was decided.
    manager
        .create_index(
            Index::create()
                .name("video_reviews_to_erase")
                .table(VideoReviews::Table)
                .col(VideoReviews::ErasedAt)
                .col(VideoReviews::DecidedAt)
                .to_owned(),
        )
        .await?;
    manager
        .create_table(
            Table::create()
                .table(VideoReviewUploads::Table)
                .col(uuid(VideoReviewUploads::ReviewId))
                .col(uuid(VideoReviewUploads::UploadId))
                .col(integer(VideoReviewUploads::Place))
                .primary_key(
                    Index::create()
                        .col(VideoReviewUploads::ReviewId)
                        .col(VideoReviewUploads::UploadId),
                )
                .to_owned(),
        )
        .await
}

fn columns() -> [People; 12] {
    [
        People::NameSealed,
        People::IdType,
        People::IdNumberSealed,
        People::IdNumberHash,
        People::ProvedIdHash,
        People::BornOn,
        People::RealNameState,
        People::RealNameAt,
        People::MismatchCount,
        People::MismatchSince,
        People::VideoPhrase,
        People::VideoPhraseAt,
    ]
}
