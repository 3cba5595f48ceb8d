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
