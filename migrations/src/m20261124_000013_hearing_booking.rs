//! Hearings and their booking: courtrooms, slots, answers, requests, and what is busy when.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::*;
use sea_orm_migration::sea_orm::prelude::Uuid;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[derive(DeriveIden)]
enum Courtrooms {
    Table,
    Id,
    Name,
    Online,
    Capacity,
    Enabled,
    CreatedAt,
}

#[derive(DeriveIden)]
enum Hearings {
    Table,
    Id,
    CaseId,
    OpenFor,
    JudgeId,
    ClerkId,
    Mode,
    Public,
    DurationMin,
    State,
    BeforeRequest,
    Version,
    Round,
    UnansweredRounds,
    Adjournments,
    ReplyBy,
    NextBy,
    CourtroomId,
    StartsAt,
    EndsAt,
    Ground,
    Reason,
    SummonedAt,
    RemindAt,
    CreatedAt,
    UpdatedAt,
}

#[derive(DeriveIden)]
enum HearingSlots {
    Table,
    Id,
    HearingId,
    Round,
    CourtroomId,
    StartsAt,
    EndsAt,
    Rank,
    Why,
    State,
}

#[derive(DeriveIden)]
enum HearingAnswers {
    Table,
    HearingId,
    PersonId,
    Side,
    Unavailable,
    SlotId,
    At,
}

#[derive(DeriveIden)]
enum HearingRequests {
    Table,
    Id,
    HearingId,
    PersonId,
    Side,
    Ground,
    Reason,
    Proof,
    State,
    AskedAt,
    DecidedAt,
    DecidedBy,
    Note,
}

#[derive(DeriveIden)]
enum HearingBusy {
    Table,
    ResourceKind,
    ResourceId,
    Cell,
    HearingId,
    BlockId,
}

#[derive(DeriveIden)]
enum StaffUnavailable {
    Table,
    Id,
    StaffId,
    Kind,
    Note,
    StartsAt,
    EndsAt,
    CreatedBy,
    CreatedAt,
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        courtrooms(manager).await?;
        hearings(manager).await?;
        slots(manager).await?;
        answers(manager).await?;
        requests(manager).await?;
        busy(manager).await?;
        unavailable(manager).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in [
            StaffUnavailable::Table.into_table_ref(),
            HearingBusy::Table.into_table_ref(),
            HearingRequests::Table.into_table_ref(),
            HearingAnswers::Table.into_table_ref(),
            HearingSlots::Table.into_table_ref(),
            Hearings::Table.into_table_ref(),
            Courtrooms::Table.into_table_ref(),
        ] {
            manager
                .drop_table(Table::drop().table(table).to_owned())
                .await?;
        }
        Ok(())
    }
}

/// With three to begin with, so that a new court can set hearings at once.
async fn courtrooms(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let table = Table::create()
        .table(Courtrooms::Table)
        .col(uuid(Courtrooms::Id).primary_key())
        .col(string(Courtrooms::Name).unique_key())
        .col(boolean(Courtrooms::Online))
        .col(integer(Courtrooms::Capacity))
        .col(boolean(Courtrooms::Enabled))
        .col(timestamp_with_time_zone(Courtrooms::CreatedAt))
        .to_owned();
    manager.create_table(table).await?;
    let opened = sea_orm_migration::sea_orm::prelude::DateTimeUtc::UNIX_EPOCH;
    let mut insert = Query::insert();
    insert.into_table(Courtrooms::Table).columns([
        Courtrooms::Id,
        Courtrooms::Name,
        Courtrooms::Online,
        Courtrooms::Capacity,
        Courtrooms::Enabled,
        Courtrooms::CreatedAt,
    ]);
    let first = 0x0193_a1f0_7c1e_7000_8000_0000_0000_0001_u128;
    for (place, (name, online, capacity)) in [
        ("网上第一法庭", true, 50),
        ("网上第二法庭", true, 50),
        ("第一法庭", false, 40),
    ]
    .into_iter()
    .enumerate()
    {
        insert.values_panic([
            Uuid::from_u128(first + place as u128).into(),
            name.into(),
            online.into(),
            capacity.into(),
            true.into(),
            opened.into(),
        ]);
    }
    manager.execute(insert).await
}

async fn hearings(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let table = Table::create()
        .table(Hearings::Table)
        .col(uuid(Hearings::Id).primary_key())
        .col(uuid(Hearings::CaseId))
        .col(uuid_null(Hearings::OpenFor))
        .col(uuid(Hearings::JudgeId))
        .col(uuid_null(Hearings::ClerkId))
        .col(string(Hearings::Mode))
        .col(boolean(Hearings::Public))
        .col(integer(Hearings::DurationMin))
        .col(string(Hearings::State))
        .col(string_null(Hearings::BeforeRequest))
        .col(integer(Hearings::Version))
        .col(integer(Hearings::Round))
        .col(integer(Hearings::UnansweredRounds))
        .col(integer(Hearings::Adjournments))
        .col(timestamp_with_time_zone_null(Hearings::ReplyBy))
        .col(date_null(Hearings::NextBy))
        .col(uuid_null(Hearings::CourtroomId))
        .col(timestamp_with_time_zone_null(Hearings::StartsAt))
        .col(timestamp_with_time_zone_null(Hearings::EndsAt))
        .col(string_null(Hearings::Ground))
        .col(text_null(Hearings::Reason))
        .col(timestamp_with_time_zone_null(Hearings::SummonedAt))
        .col(timestamp_with_time_zone_null(Hearings::RemindAt))
        .col(timestamp_with_time_zone(Hearings::CreatedAt))
        .col(timestamp_with_time_zone(Hearings::UpdatedAt))
        .to_owned();
    manager.create_table(table).await?;
    let of = |name: &str| Index::create().name(name).table(Hearings::Table).to_owned();
    // Null once it has ended: a case has one hearing under way, on both databases.
    let mut one_open = of("hearings_one_open");
    one_open.col(Hearings::OpenFor).unique();
    let mut by_case = of("hearings_of_case");
    by_case.col(Hearings::CaseId).col(Hearings::Id);
    let mut by_judge = of("hearings_of_judge");
    by_judge.col(Hearings::JudgeId).col(Hearings::StartsAt);
    let mut by_state = of("hearings_by_state");
    by_state.col(Hearings::State).col(Hearings::Id);
    let mut by_reply = of("hearings_by_reply");
    by_reply.col(Hearings::State).col(Hearings::ReplyBy);
    let mut by_start = of("hearings_by_start");
    by_start.col(Hearings::StartsAt);
    let mut by_reminder = of("hearings_by_reminder");
    by_reminder.col(Hearings::RemindAt);
    for index in [
        one_open,
        by_case,
        by_judge,
        by_state,
        by_reply,
        by_start,
        by_reminder,
    ] {
        manager.create_index(index).await?;
    }
    Ok(())
}

async fn slots(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let table = Table::create()
        .table(HearingSlots::Table)
        .col(uuid(HearingSlots::Id).primary_key())
        .col(uuid(HearingSlots::HearingId))
        .col(integer(HearingSlots::Round))
        .col(uuid(HearingSlots::CourtroomId))
        .col(timestamp_with_time_zone(HearingSlots::StartsAt))
        .col(timestamp_with_time_zone(HearingSlots::EndsAt))
        .col(integer(HearingSlots::Rank))
        .col(text(HearingSlots::Why))
        .col(string(HearingSlots::State))
        .to_owned();
    manager.create_table(table).await?;
    let mut by_hearing = Index::create()
        .name("hearing_slots_of_hearing")
        .table(HearingSlots::Table)
        .to_owned();
    by_hearing
        .col(HearingSlots::HearingId)
        .col(HearingSlots::Round)
        .col(HearingSlots::Rank);
    manager.create_index(by_hearing).await
}

async fn answers(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let table = Table::create()
        .table(HearingAnswers::Table)
        .col(uuid(HearingAnswers::HearingId))
        .col(uuid(HearingAnswers::PersonId))
        .col(string(HearingAnswers::Side))
        .col(text(HearingAnswers::Unavailable))
        .col(uuid_null(HearingAnswers::SlotId))
        .col(timestamp_with_time_zone(HearingAnswers::At))
        .primary_key(
            Index::create()
                .col(HearingAnswers::HearingId)
                .col(HearingAnswers::PersonId),
        )
        .to_owned();
    manager.create_table(table).await
}

async fn requests(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let table = Table::create()
        .table(HearingRequests::Table)
        .col(uuid(HearingRequests::Id).primary_key())
        .col(uuid(HearingRequests::HearingId))
        .col(uuid(HearingRequests::PersonId))
        .col(string(HearingRequests::Side))
        .col(string(HearingRequests::Ground))
        .col(text(HearingRequests::Reason))
        .col(text(HearingRequests::Proof))
        .col(string(HearingRequests::State))
        .col(timestamp_with_time_zone(HearingRequests::AskedAt))
        .col(timestamp_with_time_zone_null(HearingRequests::DecidedAt))
        .col(uuid_null(HearingRequests::DecidedBy))
        .col(text_null(HearingRequests::Note))
        .to_owned();
    manager.create_table(table).await?;
    let mut by_hearing = Index::create()
        .name("hearing_requests_of_hearing")
        .table(HearingRequests::Table)
        .to_owned();
    by_hearing
        .col(HearingRequests::HearingId)
        .col(HearingRequests::Id);
    manager.create_index(by_hearing).await
}

/// A quarter of an hour of a judge, a clerk, a courtroom or a person can be had once: the key says so.
async fn busy(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let table = Table::create()
        .table(HearingBusy::Table)
        .col(string(HearingBusy::ResourceKind))
        .col(uuid(HearingBusy::ResourceId))
        .col(big_integer(HearingBusy::Cell))
        .col(uuid_null(HearingBusy::HearingId))
        .col(uuid_null(HearingBusy::BlockId))
        .primary_key(
            Index::create()
                .col(HearingBusy::ResourceKind)
                .col(HearingBusy::ResourceId)
                .col(HearingBusy::Cell),
        )
        .to_owned();
    manager.create_table(table).await?;
    for (name, column) in [
        ("hearing_busy_of_hearing", HearingBusy::HearingId),
        ("hearing_busy_of_block", HearingBusy::BlockId),
    ] {
        let mut index = Index::create()
            .name(name)
            .table(HearingBusy::Table)
            .to_owned();
        index.col(column);
        manager.create_index(index).await?;
    }
    Ok(())
}

async fn unavailable(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let table = Table::create()
        .table(StaffUnavailable::Table)
        .col(uuid(StaffUnavailable::Id).primary_key())
        .col(uuid(StaffUnavailable::StaffId))
        .col(string(StaffUnavailable::Kind))
        .col(text_null(StaffUnavailable::Note))
        .col(timestamp_with_time_zone(StaffUnavailable::StartsAt))
        .col(timestamp_with_time_zone(StaffUnavailable::EndsAt))
        .col(uuid(StaffUnavailable::CreatedBy))
        .col(timestamp_with_time_zone(StaffUnavailable::CreatedAt))
        .to_owned();
    manager.create_table(table).await?;
    let mut by_staff = Index::create()
        .name("staff_unavailable_of_staff")
        .table(StaffUnavailable::Table)
        .to_owned();
    by_staff
        .col(StaffUnavailable::StaffId)
        .col(StaffUnavailable::EndsAt);
    manager.create_index(by_staff).await
}
