//! Tables of this room.

pub mod notice {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "notices")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub person_id: Uuid,
        /// What it tells of; one notice of a kind for each event.
        pub event_id: Uuid,
        pub kind: String,
        /// JSON; the words are made when it is read, in the reader's language.
        #[sea_orm(column_type = "Text")]
        pub facts: String,
        /// Page of the mini-program that it opens.
        pub link: Option<String>,
        pub at: DateTimeUtc,
        pub read_at: Option<DateTimeUtc>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod subscription {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "subscriptions")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub person_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub template_id: String,
        /// One-time acceptances not used up yet, as far as we know.
        pub remaining: i32,
        pub last_answer: String,
        pub updated_at: DateTimeUtc,
    }

    impl ActiveModelBehavior for ActiveModel {}
}
