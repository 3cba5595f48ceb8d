//! Tables of this room.

pub mod filing {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "filings")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        /// Who files; the only person who sees it.
        pub person_id: Uuid,
        pub state: String,
        /// Counts every change, for `If-Match`.
        pub version: i32,
        /// Counts changes of the content alone: the complaint of one content version is one paper.
        pub content_version: i32,
        /// The content as JSON, sealed: it holds ID numbers and telephones.
        #[sea_orm(column_type = "Text")]
        pub content_sealed: String,
        pub cause: Option<String>,
        /// 张三 诉 某某公司
        pub title: String,
        pub claimed_fen: i64,
        pub created_at: DateTimeUtc,
        pub saved_at: DateTimeUtc,
        /// Name of the device that saved last.
        pub saved_on: Option<String>,
        /// The first time; the voucher bears it.
        pub submitted_at: Option<DateTimeUtc>,
        /// The last time: the review clock runs from it.
        pub received_at: Option<DateTimeUtc>,
        /// The first moment after the seven days (CPL 126).
        pub review_due: Option<DateTimeUtc>,
        pub review_provisional: bool,
        pub receipt_no: Option<String>,
        /// The rule of jurisdiction on the day of filing: `IC18` or `J25`.
        pub rule: Option<String>,
        pub reviewer_id: Option<Uuid>,
        pub corrections: i32,
        pub correction_due: Option<DateTimeUtc>,
        /// What the automatic check noticed, joined by commas. It decides nothing (PIPL 24).
        pub flags: String,
        /// 0, 5 or 7: the day of the clock that was called out to staff.
        pub escalation: i32,
        /// Reminders of the open correction that went out.
        pub reminded: i32,
        #[sea_orm(column_type = "Text", nullable)]
        pub draft_correction: Option<String>,
        /// Reasons of a return or a ruling, as JSON.
        #[sea_orm(column_type = "Text", nullable)]
        pub outcome: Option<String>,
        pub case_id: Option<Uuid>,
        pub case_number: Option<String>,
        pub procedure: Option<String>,
        pub pre_mediation_number: Option<String>,
        pub pre_mediation_until: Option<DateTimeUtc>,
        /// The facts of the voucher for what was handed in last, sealed: later edits do not change it.
        #[sea_orm(column_type = "Text", nullable)]
        pub voucher_sealed: Option<String>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

/// Names and hashed numbers of a submitted filing's parties: to find duplicates.
pub mod party {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "filing_parties")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub filing_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub side: String,
        #[sea_orm(primary_key, auto_increment = false)]
        pub position: i32,
        pub name_key: String,
        pub id_hash: Option<String>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod correction {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "filing_corrections")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub filing_id: Uuid,
        pub no: i32,
        pub issued_by: Uuid,
        pub issued_at: DateTimeUtc,
        pub expires_before: DateTimeUtc,
        pub provisional: bool,
        #[sea_orm(column_type = "Text")]
        pub items: String,
        pub answered_at: Option<DateTimeUtc>,
        #[sea_orm(column_type = "Text", nullable)]
        pub explanations: Option<String>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

/// What happened to a filing; rows are added, never changed.
pub mod event {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "filing_events")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub filing_id: Uuid,
        pub event: String,
        pub from_state: String,
        pub to_state: String,
        /// `party`, `filing_clerk`, `judge`, `system`.
        pub actor_kind: String,
        pub actor_id: Option<Uuid>,
        pub at: DateTimeUtc,
        #[sea_orm(column_type = "Text", nullable)]
        pub note: Option<String>,
        /// By which facts the guard held, as JSON.
        #[sea_orm(column_type = "Text")]
        pub facts: String,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

/// Words under which the desk finds a filing.
pub mod term {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "filing_terms")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub term: String,
        #[sea_orm(primary_key, auto_increment = false)]
        pub filing_id: Uuid,
    }

    impl ActiveModelBehavior for ActiveModel {}
}
