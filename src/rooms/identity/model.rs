//! Tables of this room.

pub mod person {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "people")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub app_id: String,
        pub open_id: String,
        pub union_id: Option<String>,
        /// 0 to 4 (L0 to L4, domain.md 2).
        pub assurance: i32,
        pub phone_sealed: Option<String>,
        pub phone_hash: Option<String>,
        /// Of messages to this person: `zh` or `en`.
        pub language: String,
        /// Of the preferences, for `If-Match`.
        pub version: i32,
        pub created_at: DateTimeUtc,
        pub updated_at: DateTimeUtc,
        #[sea_orm(column_type = "Text", nullable)]
        pub name_sealed: Option<String>,
        /// Id of an [`super::super::id_paper::IdKind`].
        pub id_type: Option<String>,
        #[sea_orm(column_type = "Text", nullable)]
        pub id_number_sealed: Option<String>,
        /// Of the kind and what stays the same when the paper is renewed.
        pub id_number_hash: Option<String>,
        /// The same once it is proved (L3): unique, so one proved account a person.
        pub proved_id_hash: Option<String>,
        /// From the number, where it tells.
        pub born_on: Option<Date>,
        /// `none`, `claimed`, `matched`, `face`, `video`.
        pub real_name_state: String,
        pub real_name_at: Option<DateTimeUtc>,
        /// Claims that did not match since `mismatch_since`: numbers are not to be guessed.
        pub mismatch_count: i32,
        pub mismatch_since: Option<DateTimeUtc>,
        /// Digits to read aloud in a video, and since when.
        pub video_phrase: Option<String>,
        pub video_phrase_at: Option<DateTimeUtc>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

/// The ledger: rows are added, never changed.
pub mod consent {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "consents")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub person_id: Uuid,
        pub kind: String,
        pub given: bool,
        /// Version of the text that the person saw.
        pub version: String,
        pub at: DateTimeUtc,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

/// Each time somebody proved who they are. Rows are added, never changed.
pub mod proof {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "identity_proofs")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub person_id: Uuid,
        pub session_id: Uuid,
        /// `face` or `video`.
        pub how: String,
        pub at: DateTimeUtc,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

/// One run of WeChat's face check. No image, no face data: WeChat keeps its own, we keep the outcome.
pub mod face_check {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "face_checks")]
    pub struct Model {
        /// Also our serial number at WeChat (`out_seq_no`).
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub person_id: Uuid,
        pub session_id: Uuid,
        #[sea_orm(unique)]
        pub verify_id: String,
        /// `open`, `passed`, `failed`, `dropped`.
        pub state: String,
        pub created_at: DateTimeUtc,
        pub expires_at: DateTimeUtc,
        pub ended_at: Option<DateTimeUtc>,
        pub verify_ret: Option<i64>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

/// A recorded video that a clerk compares with the paper.
pub mod video_review {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "video_reviews")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub person_id: Uuid,
        /// From which it was sent: a fresh proof counts there.
        pub session_id: Uuid,
        /// `pending`, `approved`, `refused`.
        pub state: String,
        /// The person while it is pending, then null: one open review a person.
        #[sea_orm(unique)]
        pub open_of: Option<Uuid>,
        pub phrase: String,
        pub submitted_at: DateTimeUtc,
        pub decided_at: Option<DateTimeUtc>,
        pub reviewer_id: Option<Uuid>,
        #[sea_orm(column_type = "Text", nullable)]
        pub reason: Option<String>,
        /// When its uploads were erased.
        pub erased_at: Option<DateTimeUtc>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod video_review_upload {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "video_review_uploads")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub review_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub upload_id: Uuid,
        pub place: i32,
    }

    impl ActiveModelBehavior for ActiveModel {}
}
