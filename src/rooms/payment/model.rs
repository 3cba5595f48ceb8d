//! Tables of this room.

pub mod fee_notice {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "fee_notices")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub filing_id: Uuid,
        pub case_id: Uuid,
        pub case_number: String,
        pub payer_id: Uuid,
        pub amount_fen: i64,
        /// JSON: how the amount came about, as the fee tool tells it.
        #[sea_orm(column_type = "Text")]
        pub steps: String,
        #[sea_orm(column_type = "Text")]
        pub basis: String,
        /// The due day touches a year without a holiday notice.
        pub provisional: bool,
        /// JSON: the facts of the paper, frozen.
        #[sea_orm(column_type = "Text")]
        pub paper: String,
        /// `due`, `paid`, `relieved`, `lapsed`, `cancelled`.
        pub state: String,
        pub issued_at: DateTimeUtc,
        /// Exclusive.
        pub expires_before: DateTimeUtc,
        pub paid_at: Option<DateTimeUtc>,
        /// The payment that ended it.
        pub payment_id: Option<Uuid>,
        /// Of the next reminder; none when there is nothing more to say.
        pub remind_at: Option<DateTimeUtc>,
        pub updated_at: DateTimeUtc,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod payment {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "payments")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub fee_notice_id: Uuid,
        pub payer_id: Uuid,
        /// `wechat` or `counter`.
        pub channel: String,
        #[sea_orm(unique)]
        pub out_trade_no: String,
        /// The notice while this payment is open, else null: one open payment a notice.
        #[sea_orm(unique)]
        pub open_for: Option<Uuid>,
        /// `created`, `open`, `paid`, `closed`, `refunding`, `refunded`.
        pub state: String,
        pub amount_fen: i64,
        // An order number is used again with identical parameters only, so they are kept.
        pub description: String,
        #[sea_orm(column_type = "Text")]
        pub notify_url: String,
        pub time_expire: Option<DateTimeUtc>,
        /// When WeChat Pay was first asked for this order: from then on it may know it.
        pub asked_at: Option<DateTimeUtc>,
        pub prepay_id: Option<String>,
        pub prepaid_at: Option<DateTimeUtc>,
        pub transaction_id: Option<String>,
        /// Of the cash desk.
        #[sea_orm(unique)]
        pub receipt_no: Option<String>,
        pub recorded_by: Option<Uuid>,
        /// Paid when the notice had run out.
        pub late: bool,
        /// When WeChat Pay is asked next; none when there is nothing to ask.
        pub next_look_at: Option<DateTimeUtc>,
        pub looks: i32,
        pub created_at: DateTimeUtc,
        pub paid_at: Option<DateTimeUtc>,
        /// The day in Shanghai, for the reconciliation.
        pub paid_day: Option<Date>,
        pub ended_at: Option<DateTimeUtc>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod refund {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "refunds")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        #[sea_orm(unique)]
        pub payment_id: Uuid,
        /// Stays the same however often it is tried.
        #[sea_orm(unique)]
        pub out_refund_no: String,
        /// WeChat Pay's own number.
        pub refund_id: Option<String>,
        pub amount_fen: i64,
        /// Code: `paid_twice`, `nothing_due`, or what the asking room says.
        pub reason: String,
        /// `asked`, `processing`, `refunded`, `stuck` (a person must act).
        pub state: String,
        pub next_try_at: Option<DateTimeUtc>,
        pub tries: i32,
        pub last_error: Option<String>,
        pub created_at: DateTimeUtc,
        pub refunded_at: Option<DateTimeUtc>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod reconciliation {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "reconciliations")]
    pub struct Model {
        /// Made from the day, so that ids sort as the days do.
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        #[sea_orm(unique)]
        pub day: Date,
        /// `waiting` or `done`.
        pub state: String,
        pub ran_at: Option<DateTimeUtc>,
        pub next_try_at: Option<DateTimeUtc>,
        pub tries: i32,
        pub their_count: i64,
        pub their_fen: i64,
        pub our_count: i64,
        pub our_fen: i64,
        pub last_error: Option<String>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod difference {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "reconciliation_differences")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub day: Date,
        pub kind: String,
        /// `bill`, `notice`, `query` or `refund`: where it was seen.
        pub source: String,
        /// Order or refund number.
        pub reference: String,
        pub payment_id: Option<Uuid>,
        pub our_fen: Option<i64>,
        pub their_fen: Option<i64>,
        pub found_at: DateTimeUtc,
        pub settled_at: Option<DateTimeUtc>,
        pub settled_by: Option<Uuid>,
        #[sea_orm(column_type = "Text", nullable)]
        pub note: Option<String>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}
