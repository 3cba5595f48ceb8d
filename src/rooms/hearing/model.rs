//! Tables of this room.

pub mod courtroom {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "courtrooms")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        #[sea_orm(unique)]
        pub name: String,
        pub online: bool,
        pub capacity: i32,
        pub enabled: bool,
        pub created_at: DateTimeUtc,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod hearing {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "hearings")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub case_id: Uuid,
        /// The case while this hearing is under way, so that it has one at a time.
        #[sea_orm(unique)]
        pub open_for: Option<Uuid>,
        pub judge_id: Uuid,
        pub clerk_id: Option<Uuid>,
        pub mode: String,
        /// Open to the public, and so on the cause list.
        pub public: bool,
        pub duration_min: i32,
        /// State of the hearing machine.
        pub state: String,
        /// Where a request for another time left it, and a refusal leads back to.
        pub before_request: Option<String>,
        pub version: i32,
        /// How often slots were proposed.
        pub round: i32,
        pub unanswered_rounds: i32,
        /// Continuances so far.
        pub adjournments: i32,
        /// Exclusive end of the time to answer.
        pub reply_by: Option<DateTimeUtc>,
        /// Last day for the next date after a continuance.
        pub next_by: Option<Date>,
        pub courtroom_id: Option<Uuid>,
        pub starts_at: Option<DateTimeUtc>,
        pub ends_at: Option<DateTimeUtc>,
        /// Why it was last put off, moved or cancelled.
        pub ground: Option<String>,
        #[sea_orm(column_type = "Text")]
        pub reason: Option<String>,
        pub summoned_at: Option<DateTimeUtc>,
        /// When the next reminder goes out.
        pub remind_at: Option<DateTimeUtc>,
        pub created_at: DateTimeUtc,
        pub updated_at: DateTimeUtc,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

/// A time that the parties can choose.
pub mod slot {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "hearing_slots")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub hearing_id: Uuid,
        pub round: i32,
        pub courtroom_id: Uuid,
        pub starts_at: DateTimeUtc,
        pub ends_at: DateTimeUtc,
        /// 1 is the best.
        pub rank: i32,
        /// JSON: sentences in both languages.
        #[sea_orm(column_type = "Text")]
        pub why: String,
        /// `open`, `chosen`, `dropped`.
        pub state: String,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

/// What one person said: the times that don't suit, and the slot they chose.
pub mod answer {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "hearing_answers")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub hearing_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub person_id: Uuid,
        pub side: String,
        /// JSON: ranges.
        #[sea_orm(column_type = "Text")]
        pub unavailable: String,
        pub slot_id: Option<Uuid>,
        pub at: DateTimeUtc,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

/// A party's request for another time.
pub mod request {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "hearing_requests")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub hearing_id: Uuid,
        pub person_id: Uuid,
        pub side: String,
        pub ground: String,
        #[sea_orm(column_type = "Text")]
        pub reason: String,
        /// JSON: ids of the uploads that prove it.
        #[sea_orm(column_type = "Text")]
        pub proof: String,
        /// `open`, `granted`, `refused`.
        pub state: String,
        pub asked_at: DateTimeUtc,
        pub decided_at: Option<DateTimeUtc>,
        pub decided_by: Option<Uuid>,
        #[sea_orm(column_type = "Text")]
        pub note: Option<String>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

/// A quarter of an hour that somebody or something is taken.
pub mod busy {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "hearing_busy")]
    pub struct Model {
        /// `staff`, `courtroom`, `person`.
        #[sea_orm(primary_key, auto_increment = false)]
        pub resource_kind: String,
        #[sea_orm(primary_key, auto_increment = false)]
        pub resource_id: Uuid,
        /// Quarters of an hour since 1970.
        #[sea_orm(primary_key, auto_increment = false)]
        pub cell: i64,
        pub hearing_id: Option<Uuid>,
        pub block_id: Option<Uuid>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

/// Leave or other work of a judge or clerk.
pub mod block {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "staff_unavailable")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub staff_id: Uuid,
        pub kind: String,
        #[sea_orm(column_type = "Text")]
        pub note: Option<String>,
        pub starts_at: DateTimeUtc,
        pub ends_at: DateTimeUtc,
        pub created_by: Uuid,
        pub created_at: DateTimeUtc,
    }

    impl ActiveModelBehavior for ActiveModel {}
}
