//! Fee notices, payments, refunds and the daily reconciliation.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[derive(DeriveIden)]
enum FeeNotices {
    Table,
    Id,
    FilingId,
    CaseId,
    CaseNumber,
    PayerId,
    AmountFen,
    Steps,
    Basis,
    Provisional,
    Paper,
    State,
    IssuedAt,
    ExpiresBefore,
    PaidAt,
    PaymentId,
    RemindAt,
    UpdatedAt,
}

#[derive(DeriveIden)]
enum Payments {
    Table,
    Id,
    FeeNoticeId,
    PayerId,
    Channel,
    OutTradeNo,
    OpenFor,
    State,
    AmountFen,
    Description,
    NotifyUrl,
    TimeExpire,
    AskedAt,
    PrepayId,
    PrepaidAt,
    TransactionId,
    ReceiptNo,
    RecordedBy,
    Late,
    NextLookAt,
    Looks,
    CreatedAt,
    PaidAt,
    PaidDay,
    EndedAt,
}

#[derive(DeriveIden)]
enum Refunds {
    Table,
    Id,
    PaymentId,
    OutRefundNo,
    RefundId,
    AmountFen,
    Reason,
    State,
    NextTryAt,
    Tries,
    LastError,
    CreatedAt,
    RefundedAt,
}

#[derive(DeriveIden)]
enum Reconciliations {
    Table,
    Id,
    Day,
    State,
    RanAt,
    NextTryAt,
    Tries,
    TheirCount,
    TheirFen,
    OurCount,
    OurFen,
    LastError,
}

#[derive(DeriveIden)]
enum ReconciliationDifferences {
    Table,
    Id,
    Day,
    Kind,
    Source,
    Reference,
    PaymentId,
    OurFen,
    TheirFen,
    FoundAt,
    SettledAt,
    SettledBy,
    Note,
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        fee_notices(manager).await?;
        payments(manager).await?;
        refunds(manager).await?;
        reconciliation(manager).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in [
            ReconciliationDifferences::Table.into_table_ref(),
            Reconciliations::Table.into_table_ref(),
            Refunds::Table.into_table_ref(),
            Payments::Table.into_table_ref(),
            FeeNotices::Table.into_table_ref(),
        ] {
            manager
                .drop_table(Table::drop().table(table).to_owned())
                .await?;
        }
        Ok(())
    }
}

async fn fee_notices(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table(FeeNotices::Table)
                .col(uuid(FeeNotices::Id).primary_key())
                .col(uuid(FeeNotices::FilingId))
                .col(uuid(FeeNotices::CaseId))
                .col(string(FeeNotices::CaseNumber))
                .col(uuid(FeeNotices::PayerId))
                .col(big_integer(FeeNotices::AmountFen))
                .col(text(FeeNotices::Steps))
                .col(text(FeeNotices::Basis))
                .col(boolean(FeeNotices::Provisional))
                .col(text(FeeNotices::Paper))
                .col(string(FeeNotices::State))
                .col(timestamp_with_time_zone(FeeNotices::IssuedAt))
                .col(timestamp_with_time_zone(FeeNotices::ExpiresBefore))
                .col(timestamp_with_time_zone_null(FeeNotices::PaidAt))
                .col(uuid_null(FeeNotices::PaymentId))
                .col(timestamp_with_time_zone_null(FeeNotices::RemindAt))
                .col(timestamp_with_time_zone(FeeNotices::UpdatedAt))
                .to_owned(),
        )
        .await?;
    let of = |name: &str| {
        Index::create()
            .name(name)
            .table(FeeNotices::Table)
            .to_owned()
    };
    let mut by_payer = of("fee_notices_of_payer");
    by_payer.col(FeeNotices::PayerId).col(FeeNotices::Id);
    let mut by_filing = of("fee_notices_of_filing");
    by_filing.col(FeeNotices::FilingId).col(FeeNotices::Id);
    let mut by_case = of("fee_notices_of_case");
    by_case.col(FeeNotices::CaseId).col(FeeNotices::Id);
    let mut by_number = of("fee_notices_by_number");
    by_number.col(FeeNotices::CaseNumber).col(FeeNotices::Id);
    let mut by_state = of("fee_notices_by_state");
    by_state.col(FeeNotices::State).col(FeeNotices::Id);
    let mut by_due = of("fee_notices_by_due");
    by_due.col(FeeNotices::State).col(FeeNotices::ExpiresBefore);
    let mut by_reminder = of("fee_notices_by_reminder");
    by_reminder.col(FeeNotices::RemindAt);
    create_all(
        manager,
        [
            by_payer,
            by_filing,
            by_case,
            by_number,
            by_state,
            by_due,
            by_reminder,
        ],
    )
    .await
}

async fn payments(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table(Payments::Table)
                .col(uuid(Payments::Id).primary_key())
                .col(uuid(Payments::FeeNoticeId))
                .col(uuid(Payments::PayerId))
                .col(string(Payments::Channel))
                .col(string(Payments::OutTradeNo))
                .col(uuid_null(Payments::OpenFor))
                .col(string(Payments::State))
                .col(big_integer(Payments::AmountFen))
                .col(string(Payments::Description))
                .col(text(Payments::NotifyUrl))
                .col(timestamp_with_time_zone_null(Payments::TimeExpire))
                .col(timestamp_with_time_zone_null(Payments::AskedAt))
                .col(string_null(Payments::PrepayId))
                .col(timestamp_with_time_zone_null(Payments::PrepaidAt))
                .col(string_null(Payments::TransactionId))
                .col(string_null(Payments::ReceiptNo))
                .col(uuid_null(Payments::RecordedBy))
                .col(boolean(Payments::Late))
                .col(timestamp_with_time_zone_null(Payments::NextLookAt))
                .col(integer(Payments::Looks))
                .col(timestamp_with_time_zone(Payments::CreatedAt))
                .col(timestamp_with_time_zone_null(Payments::PaidAt))
                .col(date_null(Payments::PaidDay))
                .col(timestamp_with_time_zone_null(Payments::EndedAt))
                .to_owned(),
        )
        .await?;
    let of = |name: &str| Index::create().name(name).table(Payments::Table).to_owned();
    let mut numbers = of("payments_out_trade_no");
    numbers.col(Payments::OutTradeNo).unique();
    // Null but for an open one: one open payment a notice, on both databases.
    let mut one_open = of("payments_one_open");
    one_open.col(Payments::OpenFor).unique();
    let mut receipts = of("payments_receipt_no");
    receipts.col(Payments::ReceiptNo).unique();
    let mut by_notice = of("payments_of_notice");
    by_notice.col(Payments::FeeNoticeId).col(Payments::Id);
    let mut by_look = of("payments_by_look");
    by_look.col(Payments::NextLookAt);
    let mut by_day = of("payments_by_day");
    by_day.col(Payments::PaidDay).col(Payments::Id);
    create_all(
        manager,
        [numbers, one_open, receipts, by_notice, by_look, by_day],
    )
    .await
}

async fn refunds(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table(Refunds::Table)
                .col(uuid(Refunds::Id).primary_key())
                .col(uuid(Refunds::PaymentId))
                .col(string(Refunds::OutRefundNo))
                .col(string_null(Refunds::RefundId))
                .col(big_integer(Refunds::AmountFen))
                .col(string(Refunds::Reason))
                .col(string(Refunds::State))
                .col(timestamp_with_time_zone_null(Refunds::NextTryAt))
                .col(integer(Refunds::Tries))
                .col(string_null(Refunds::LastError))
                .col(timestamp_with_time_zone(Refunds::CreatedAt))
                .col(timestamp_with_time_zone_null(Refunds::RefundedAt))
                .to_owned(),
        )
        .await?;
    let of = |name: &str| Index::create().name(name).table(Refunds::Table).to_owned();
    let mut numbers = of("refunds_out_refund_no");
    numbers.col(Refunds::OutRefundNo).unique();
    // The whole of a payment goes back once, whoever asks.
    let mut once = of("refunds_once");
    once.col(Refunds::PaymentId).unique();
    let mut by_try = of("refunds_by_try");
    by_try.col(Refunds::NextTryAt);
    let mut by_end = of("refunds_by_end");
    by_end.col(Refunds::RefundedAt);
    create_all(manager, [numbers, once, by_try, by_end]).await
}

async fn reconciliation(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table(Reconciliations::Table)
                .col(uuid(Reconciliations::Id).primary_key())
                .col(date(Reconciliations::Day))
                .col(string(Reconciliations::State))
                .col(timestamp_with_time_zone_null(Reconciliations::RanAt))
                .col(timestamp_with_time_zone_null(Reconciliations::NextTryAt))
                .col(integer(Reconciliations::Tries))
                .col(big_integer(Reconciliations::TheirCount))
                .col(big_integer(Reconciliations::TheirFen))
                .col(big_integer(Reconciliations::OurCount))
                .col(big_integer(Reconciliations::OurFen))
                .col(string_null(Reconciliations::LastError))
                .to_owned(),
        )
        .await?;
    manager
        .create_table(
            Table::create()
                .table(ReconciliationDifferences::Table)
                .col(uuid(ReconciliationDifferences::Id).primary_key())
                .col(date(ReconciliationDifferences::Day))
                .col(string(ReconciliationDifferences::Kind))
                .col(string(ReconciliationDifferences::Source))
                .col(string(ReconciliationDifferences::Reference))
                .col(uuid_null(ReconciliationDifferences::PaymentId))
                .col(big_integer_null(ReconciliationDifferences::OurFen))
                .col(big_integer_null(ReconciliationDifferences::TheirFen))
                .col(timestamp_with_time_zone(ReconciliationDifferences::FoundAt))
                .col(timestamp_with_time_zone_null(
                    ReconciliationDifferences::SettledAt,
                ))
                .col(uuid_null(ReconciliationDifferences::SettledBy))
                .col(text_null(ReconciliationDifferences::Note))
                .to_owned(),
        )
        .await?;
    let mut days = Index::create()
        .name("reconciliations_day")
        .table(Reconciliations::Table)
        .to_owned();
    days.col(Reconciliations::Day).unique();
    let mut once = Index::create()
        .name("reconciliation_differences_once")
        .table(ReconciliationDifferences::Table)
        .to_owned();
    once.col(ReconciliationDifferences::Day)
        .col(ReconciliationDifferences::Kind)
        .col(ReconciliationDifferences::Reference)
        .unique();
    create_all(manager, [days, once]).await
}

async fn create_all<const N: usize>(
    manager: &SchemaManager<'_>,
    indexes: [IndexCreateStatement; N],
) -> Result<(), DbErr> {
    for index in indexes {
        manager.create_index(index).await?;
    }
    Ok(())
}
