//! Filings from draft to docketed, with their parties (to find duplicates), corrections, history and search terms.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[derive(DeriveIden)]
enum Filings {
    Table,
    Id,
    PersonId,
    State,
    Version,
    ContentVersion,
    ContentSealed,
    Cause,
    Title,
    ClaimedFen,
    CreatedAt,
    SavedAt,
    SavedOn,
    SubmittedAt,
    ReceivedAt,
    ReviewDue,
    ReviewProvisional,
    ReceiptNo,
    Rule,
    ReviewerId,
    Corrections,
    CorrectionDue,
    Flags,
    Escalation,
    Reminded,
    DraftCorrection,
    Outcome,
    CaseId,
    CaseNumber,
    Procedure,
    PreMediationNumber,
    PreMediationUntil,
    VoucherSealed,
}

#[derive(DeriveIden)]
enum FilingParties {
    Table,
    FilingId,
    Side,
    Position,
    NameKey,
    IdHash,
}

#[derive(DeriveIden)]
enum FilingCorrections {
    Table,
    Id,
    FilingId,
    No,
    IssuedBy,
    IssuedAt,
    ExpiresBefore,
    Provisional,
    Items,
    AnsweredAt,
    Explanations,
}

#[derive(DeriveIden)]
enum FilingEvents {
    Table,
    Id,
    FilingId,
    Event,
    FromState,
    ToState,
    ActorKind,
    ActorId,
    At,
    Note,
    Facts,
}

#[derive(DeriveIden)]
enum FilingTerms {
    Table,
    Term,
    FilingId,
}

#[derive(DeriveIden)]
enum FilingReceipts {
    Table,
    Day,
    Last,
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(filings()).await?;
        for index in filing_indexes() {
            manager.create_index(index).await?;
        }
        manager.create_table(parties()).await?;
        for (name, column) in [
            ("filing_parties_name_key", FilingParties::NameKey),
            ("filing_parties_id_hash", FilingParties::IdHash),
        ] {
            let index = Index::create()
                .name(name)
                .table(FilingParties::Table)
                .col(column)
                .col(FilingParties::FilingId)
                .to_owned();
            manager.create_index(index).await?;
        }
        manager.create_table(corrections()).await?;
        manager.create_table(events()).await?;
        let history = Index::create()
            .name("filing_events_filing_id")
            .table(FilingEvents::Table)
            .col(FilingEvents::FilingId)
            .col(FilingEvents::Id)
            .to_owned();
        manager.create_index(history).await?;
        manager.create_table(terms()).await?;
        let of_filing = Index::create()
            .name("filing_terms_filing_id")
            .table(FilingTerms::Table)
            .col(FilingTerms::FilingId)
            .to_owned();
        manager.create_index(of_filing).await?;
        manager.create_table(receipts()).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in [
            Table::drop().table(FilingReceipts::Table).to_owned(),
            Table::drop().table(FilingTerms::Table).to_owned(),
            Table::drop().table(FilingEvents::Table).to_owned(),
            Table::drop().table(FilingCorrections::Table).to_owned(),
            Table::drop().table(FilingParties::Table).to_owned(),
            Table::drop().table(Filings::Table).to_owned(),
        ] {
            manager.drop_table(table).await?;
        }
        Ok(())
    }
}

fn filings() -> TableCreateStatement {
    Table::create()
        .table(Filings::Table)
        .col(uuid(Filings::Id).primary_key())
        .col(uuid(Filings::PersonId))
        .col(string(Filings::State))
        .col(integer(Filings::Version))
        .col(integer(Filings::ContentVersion))
        .col(text(Filings::ContentSealed))
        .col(string_null(Filings::Cause))
        .col(text(Filings::Title))
        .col(big_integer(Filings::ClaimedFen))
        .col(timestamp_with_time_zone(Filings::CreatedAt))
        .col(timestamp_with_time_zone(Filings::SavedAt))
        .col(text_null(Filings::SavedOn))
        .col(timestamp_with_time_zone_null(Filings::SubmittedAt))
        .col(timestamp_with_time_zone_null(Filings::ReceivedAt))
        .col(timestamp_with_time_zone_null(Filings::ReviewDue))
        .col(boolean(Filings::ReviewProvisional).default(false))
        .col(string_null(Filings::ReceiptNo).unique_key())
        .col(string_null(Filings::Rule))
        .col(uuid_null(Filings::ReviewerId))
        .col(integer(Filings::Corrections).default(0))
        .col(timestamp_with_time_zone_null(Filings::CorrectionDue))
        .col(string(Filings::Flags).default(""))
        .col(integer(Filings::Escalation).default(0))
        .col(integer(Filings::Reminded).default(0))
        .col(text_null(Filings::DraftCorrection))
        .col(text_null(Filings::Outcome))
        .col(uuid_null(Filings::CaseId).unique_key())
        .col(string_null(Filings::CaseNumber))
        .col(string_null(Filings::Procedure))
        .col(string_null(Filings::PreMediationNumber))
        .col(timestamp_with_time_zone_null(Filings::PreMediationUntil))
        .col(text_null(Filings::VoucherSealed))
        .to_owned()
}

fn filing_indexes() -> Vec<IndexCreateStatement> {
    let mut mine = Index::create();
    mine.name("filings_person_id")
        .table(Filings::Table)
        .col(Filings::PersonId)
        .col(Filings::Id);
    // The desk's queues: by state, the nearest end of the review first.
    let mut queue = Index::create();
    queue
        .name("filings_state_review_due")
        .table(Filings::Table)
        .col(Filings::State)
        .col(Filings::ReviewDue)
        .col(Filings::Id);
    let mut correction = Index::create();
    correction
        .name("filings_state_correction_due")
        .table(Filings::Table)
        .col(Filings::State)
        .col(Filings::CorrectionDue);
    let mut reviewer = Index::create();
    reviewer
        .name("filings_state_reviewer_id")
        .table(Filings::Table)
        .col(Filings::State)
        .col(Filings::ReviewerId)
        .col(Filings::ReviewDue);
    vec![mine, queue, correction, reviewer]
}

fn parties() -> TableCreateStatement {
    Table::create()
        .table(FilingParties::Table)
        .col(uuid(FilingParties::FilingId))
        .col(string(FilingParties::Side))
        .col(integer(FilingParties::Position))
        .col(string(FilingParties::NameKey))
        .col(string_null(FilingParties::IdHash))
        .primary_key(
            Index::create()
                .col(FilingParties::FilingId)
                .col(FilingParties::Side)
                .col(FilingParties::Position),
        )
        .to_owned()
}

fn corrections() -> TableCreateStatement {
    Table::create()
        .table(FilingCorrections::Table)
        .col(uuid(FilingCorrections::Id).primary_key())
        .col(uuid(FilingCorrections::FilingId))
        .col(integer(FilingCorrections::No))
        .col(uuid(FilingCorrections::IssuedBy))
        .col(timestamp_with_time_zone(FilingCorrections::IssuedAt))
        .col(timestamp_with_time_zone(FilingCorrections::ExpiresBefore))
        .col(boolean(FilingCorrections::Provisional))
        .col(text(FilingCorrections::Items))
        .col(timestamp_with_time_zone_null(FilingCorrections::AnsweredAt))
        .col(text_null(FilingCorrections::Explanations))
        .index(
            Index::create()
                .unique()
                .name("filing_corrections_no")
                .col(FilingCorrections::FilingId)
                .col(FilingCorrections::No),
        )
        .to_owned()
}

fn events() -> TableCreateStatement {
    Table::create()
        .table(FilingEvents::Table)
        .col(uuid(FilingEvents::Id).primary_key())
        .col(uuid(FilingEvents::FilingId))
        .col(string(FilingEvents::Event))
        .col(string(FilingEvents::FromState))
        .col(string(FilingEvents::ToState))
        .col(string(FilingEvents::ActorKind))
        .col(uuid_null(FilingEvents::ActorId))
        .col(timestamp_with_time_zone(FilingEvents::At))
        .col(text_null(FilingEvents::Note))
        .col(text(FilingEvents::Facts))
        .to_owned()
}

fn terms() -> TableCreateStatement {
    Table::create()
        .table(FilingTerms::Table)
        .col(string(FilingTerms::Term))
        .col(uuid(FilingTerms::FilingId))
        .primary_key(
            Index::create()
                .col(FilingTerms::Term)
                .col(FilingTerms::FilingId),
        )
        .to_owned()
}

fn receipts() -> TableCreateStatement {
    Table::create()
        .table(FilingReceipts::Table)
        .col(string(FilingReceipts::Day).primary_key())
        .col(big_integer(FilingReceipts::Last))
        .to_owned()
}
