//! Cases, their parties, members, claims, numbers, timeline, deadlines, documents and words to search by.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[derive(DeriveIden)]
enum Cases {
    Table,
    Id,
    FilingId,
    Number,
    Court,
    Year,
    Kind,
    Serial,
    Cause,
    Procedure,
    State,
    Ended,
    Reached,
    FirstSide,
    SecondSide,
    ClaimedFen,
    RegisteredAt,
    DocketedAt,
}

#[derive(DeriveIden)]
enum CaseParties {
    Table,
    Id,
    CaseId,
    Side,
    Place,
    Kind,
    Name,
    IdType,
    IdNumberSealed,
    IdNumberHash,
    PhoneSealed,
    PhoneHash,
    AddressSealed,
    PersonId,
}

#[derive(DeriveIden)]
enum CaseMembers {
    Table,
    PersonId,
    CaseId,
    Role,
    Since,
    State,
    Ended,
    ToDo,
    UnreadEntries,
    UnreadDocuments,
}

#[derive(DeriveIden)]
enum CaseClaims {
    Table,
    CaseId,
    Place,
    Text,
    AmountFen,
}

#[derive(DeriveIden)]
enum CaseNumbers {
    Table,
    Court,
    Year,
    Kind,
    Last,
}

#[derive(DeriveIden)]
enum CaseEntries {
    Table,
    Id,
    CaseId,
    Kind,
    At,
    ByRole,
    ByKind,
    ById,
    ByName,
    Facts,
    Readers,
}

#[derive(DeriveIden)]
enum CaseDeadlines {
    Table,
    Id,
    CaseId,
    What,
    Who,
    ExpiresBefore,
    Basis,
    Provisional,
    State,
    TriggerDay,
    Length,
    Unit,
}

#[derive(DeriveIden)]
enum CaseDocuments {
    Table,
    Id,
    CaseId,
    Kind,
    Title,
    At,
    Author,
    Readers,
    FactsSealed,
    BlobId,
    Sha256,
    Size,
    Pages,
    MediaType,
    RenderedAt,
}

#[derive(DeriveIden)]
enum CaseReads {
    Table,
    PersonId,
    CaseId,
    DocumentId,
    ReadAt,
}

#[derive(DeriveIden)]
enum CaseTokens {
    Table,
    Token,
    CaseId,
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        cases(manager).await?;
        parties(manager).await?;
        members(manager).await?;
        claims_and_numbers(manager).await?;
        entries(manager).await?;
        deadlines(manager).await?;
        documents(manager).await?;
        tokens(manager).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in [
            CaseTokens::Table.into_table_ref(),
            CaseReads::Table.into_table_ref(),
            CaseDocuments::Table.into_table_ref(),
            CaseDeadlines::Table.into_table_ref(),
            CaseEntries::Table.into_table_ref(),
            CaseNumbers::Table.into_table_ref(),
            CaseClaims::Table.into_table_ref(),
            CaseMembers::Table.into_table_ref(),
            CaseParties::Table.into_table_ref(),
            Cases::Table.into_table_ref(),
        ] {
            manager
                .drop_table(Table::drop().table(table).to_owned())
                .await?;
        }
        Ok(())
    }
}

/// Makes one index; a list asks for its rows in the order of such an index and no other way.
async fn index(
    manager: &SchemaManager<'_>,
    name: &str,
    table: impl IntoTableRef,
    columns: &[DynIden],
    unique: bool,
) -> Result<(), DbErr> {
    let mut index = Index::create();
    index.name(name).table(table);
    for column in columns {
        index.col(column.clone());
    }
    if unique {
        index.unique();
    }
    manager.create_index(index.to_owned()).await
}

async fn cases(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table(Cases::Table)
                .col(uuid(Cases::Id).primary_key())
                .col(uuid(Cases::FilingId))
                .col(string(Cases::Number))
                .col(string(Cases::Court))
                .col(integer(Cases::Year))
                .col(string(Cases::Kind))
                .col(big_integer(Cases::Serial))
                .col(string(Cases::Cause))
                .col(string(Cases::Procedure))
                .col(string(Cases::State))
                .col(boolean(Cases::Ended))
                .col(integer(Cases::Reached))
                .col(text(Cases::FirstSide))
                .col(text(Cases::SecondSide))
                .col(big_integer(Cases::ClaimedFen))
                .col(timestamp_with_time_zone(Cases::RegisteredAt))
                .col(timestamp_with_time_zone_null(Cases::DocketedAt))
                .to_owned(),
        )
        .await?;
    let table = || Cases::Table;
    let number = [Cases::Number.into_iden()];
    index(manager, "cases_number", table(), &number, true).await?;
    // The same promise on the parts: no number twice, whatever wrote the row.
    let serial = [
        Cases::Court.into_iden(),
        Cases::Year.into_iden(),
        Cases::Kind.into_iden(),
        Cases::Serial.into_iden(),
    ];
    index(manager, "cases_serial", table(), &serial, true).await?;
    let filing = [Cases::FilingId.into_iden()];
    index(manager, "cases_filing", table(), &filing, true).await?;
    let state = [Cases::State.into_iden(), Cases::Id.into_iden()];
    index(manager, "cases_by_state", table(), &state, false).await?;
    let ended = [Cases::Ended.into_iden(), Cases::Id.into_iden()];
    index(manager, "cases_by_end", table(), &ended, false).await
}

async fn parties(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table(CaseParties::Table)
                .col(uuid(CaseParties::Id).primary_key())
                .col(uuid(CaseParties::CaseId))
                .col(string(CaseParties::Side))
                .col(integer(CaseParties::Place))
                .col(string(CaseParties::Kind))
                .col(text(CaseParties::Name))
                .col(string_null(CaseParties::IdType))
                .col(text_null(CaseParties::IdNumberSealed))
                .col(string_null(CaseParties::IdNumberHash))
                .col(text_null(CaseParties::PhoneSealed))
                .col(string_null(CaseParties::PhoneHash))
                .col(text_null(CaseParties::AddressSealed))
                .col(uuid_null(CaseParties::PersonId))
                .foreign_key(
                    ForeignKey::create()
                        .from(CaseParties::Table, CaseParties::CaseId)
                        .to(Cases::Table, Cases::Id),
                )
                .to_owned(),
        )
        .await?;
    let of_case = [
        CaseParties::CaseId.into_iden(),
        CaseParties::Side.into_iden(),
        CaseParties::Place.into_iden(),
    ];
    let table = || CaseParties::Table;
    index(manager, "case_parties_of_case", table(), &of_case, true).await?;
    let by_id_number = [
        CaseParties::IdNumberHash.into_iden(),
        CaseParties::CaseId.into_iden(),
    ];
    index(
        manager,
        "case_parties_by_id_number",
        table(),
        &by_id_number,
        false,
    )
    .await
}

async fn members(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table(CaseMembers::Table)
                .col(uuid(CaseMembers::PersonId))
                .col(uuid(CaseMembers::CaseId))
                .col(string(CaseMembers::Role))
                .col(timestamp_with_time_zone(CaseMembers::Since))
                .col(string(CaseMembers::State))
                .col(boolean(CaseMembers::Ended))
                .col(boolean(CaseMembers::ToDo))
                .col(integer(CaseMembers::UnreadEntries))
                .col(integer(CaseMembers::UnreadDocuments))
                .primary_key(
                    Index::create()
                        .col(CaseMembers::PersonId)
                        .col(CaseMembers::CaseId),
                )
                .foreign_key(
                    ForeignKey::create()
                        .from(CaseMembers::Table, CaseMembers::CaseId)
                        .to(Cases::Table, Cases::Id),
                )
                .to_owned(),
        )
        .await?;
    let (person, case) = (CaseMembers::PersonId, CaseMembers::CaseId);
    let (person, case) = (person.into_iden(), case.into_iden());
    let table = || CaseMembers::Table;
    for (name, column) in [
        ("case_members_by_state", CaseMembers::State.into_iden()),
        ("case_members_by_end", CaseMembers::Ended.into_iden()),
        ("case_members_to_do", CaseMembers::ToDo.into_iden()),
    ] {
        let columns = [person.clone(), column, case.clone()];
        index(manager, name, table(), &columns, false).await?;
    }
    index(manager, "case_members_of_case", table(), &[case], false).await
}

async fn claims_and_numbers(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table(CaseClaims::Table)
                .col(uuid(CaseClaims::CaseId))
                .col(integer(CaseClaims::Place))
                .col(text(CaseClaims::Text))
                .col(big_integer_null(CaseClaims::AmountFen))
                .primary_key(
                    Index::create()
                        .col(CaseClaims::CaseId)
                        .col(CaseClaims::Place),
                )
                .foreign_key(
                    ForeignKey::create()
                        .from(CaseClaims::Table, CaseClaims::CaseId)
                        .to(Cases::Table, Cases::Id),
                )
                .to_owned(),
        )
        .await?;
    manager
        .create_table(
            Table::create()
                .table(CaseNumbers::Table)
                .col(string(CaseNumbers::Court))
                .col(integer(CaseNumbers::Year))
                .col(string(CaseNumbers::Kind))
                .col(big_integer(CaseNumbers::Last))
                .primary_key(
                    Index::create()
                        .col(CaseNumbers::Court)
                        .col(CaseNumbers::Year)
                        .col(CaseNumbers::Kind),
                )
                .to_owned(),
        )
        .await
}

async fn entries(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table(CaseEntries::Table)
                .col(uuid(CaseEntries::Id).primary_key())
                .col(uuid(CaseEntries::CaseId))
                .col(string(CaseEntries::Kind))
                .col(timestamp_with_time_zone(CaseEntries::At))
                .col(string(CaseEntries::ByRole))
                .col(string(CaseEntries::ByKind))
                .col(uuid_null(CaseEntries::ById))
                .col(text_null(CaseEntries::ByName))
                .col(text(CaseEntries::Facts))
                .col(string(CaseEntries::Readers))
                .foreign_key(
                    ForeignKey::create()
                        .from(CaseEntries::Table, CaseEntries::CaseId)
                        .to(Cases::Table, Cases::Id),
                )
                .to_owned(),
        )
        .await?;
    let of_case = [CaseEntries::CaseId.into_iden(), CaseEntries::Id.into_iden()];
    index(
        manager,
        "case_entries_of_case",
        CaseEntries::Table,
        &of_case,
        false,
    )
    .await
}

async fn deadlines(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table(CaseDeadlines::Table)
                .col(uuid(CaseDeadlines::Id).primary_key())
                .col(uuid(CaseDeadlines::CaseId))
                .col(string(CaseDeadlines::What))
                .col(string(CaseDeadlines::Who))
                .col(timestamp_with_time_zone(CaseDeadlines::ExpiresBefore))
                .col(text(CaseDeadlines::Basis))
                .col(boolean(CaseDeadlines::Provisional))
                .col(string(CaseDeadlines::State))
                .col(date_null(CaseDeadlines::TriggerDay))
                .col(integer_null(CaseDeadlines::Length))
                .col(string_null(CaseDeadlines::Unit))
                .foreign_key(
                    ForeignKey::create()
                        .from(CaseDeadlines::Table, CaseDeadlines::CaseId)
                        .to(Cases::Table, Cases::Id),
                )
                .to_owned(),
        )
        .await?;
    let table = || CaseDeadlines::Table;
    let of_case = [
        CaseDeadlines::CaseId.into_iden(),
        CaseDeadlines::State.into_iden(),
        CaseDeadlines::ExpiresBefore.into_iden(),
    ];
    index(manager, "case_deadlines_of_case", table(), &of_case, false).await?;
    let provisional = [
        CaseDeadlines::Provisional.into_iden(),
        CaseDeadlines::State.into_iden(),
        CaseDeadlines::ExpiresBefore.into_iden(),
    ];
    index(
        manager,
        "case_deadlines_provisional",
        table(),
        &provisional,
        false,
    )
    .await
}

async fn documents(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table(CaseDocuments::Table)
                .col(uuid(CaseDocuments::Id).primary_key())
                .col(uuid(CaseDocuments::CaseId))
                .col(string(CaseDocuments::Kind))
                .col(text(CaseDocuments::Title))
                .col(timestamp_with_time_zone(CaseDocuments::At))
                .col(string(CaseDocuments::Author))
                .col(string(CaseDocuments::Readers))
                .col(text(CaseDocuments::FactsSealed))
                .col(uuid_null(CaseDocuments::BlobId))
                .col(string_null(CaseDocuments::Sha256))
                .col(big_integer_null(CaseDocuments::Size))
                .col(integer_null(CaseDocuments::Pages))
                .col(string(CaseDocuments::MediaType))
                .col(timestamp_with_time_zone_null(CaseDocuments::RenderedAt))
                .foreign_key(
                    ForeignKey::create()
                        .from(CaseDocuments::Table, CaseDocuments::CaseId)
                        .to(Cases::Table, Cases::Id),
                )
                .to_owned(),
        )
        .await?;
    let of_case = [
        CaseDocuments::CaseId.into_iden(),
        CaseDocuments::Id.into_iden(),
    ];
    index(
        manager,
        "case_documents_of_case",
        CaseDocuments::Table,
        &of_case,
        false,
    )
    .await?;
    manager
        .create_table(
            Table::create()
                .table(CaseReads::Table)
                .col(uuid(CaseReads::PersonId))
                .col(uuid(CaseReads::CaseId))
                .col(uuid(CaseReads::DocumentId))
                .col(timestamp_with_time_zone_null(CaseReads::ReadAt))
                .primary_key(
                    Index::create()
                        .col(CaseReads::PersonId)
                        .col(CaseReads::CaseId)
                        .col(CaseReads::DocumentId),
                )
                .to_owned(),
        )
        .await
}

async fn tokens(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table(CaseTokens::Table)
                .col(string(CaseTokens::Token))
                .col(uuid(CaseTokens::CaseId))
                .primary_key(
                    Index::create()
                        .col(CaseTokens::Token)
                        .col(CaseTokens::CaseId),
                )
                .to_owned(),
        )
        .await
}
