//! Tables of this room.

/// A file that was received whole. Its bytes never change.
pub mod upload {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "uploads")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub owner_id: Uuid,
        #[sea_orm(column_type = "Text")]
        pub name: String,
        pub purpose: String,
        /// By content.
        pub media_type: String,
        pub size: i64,
        pub sha256: String,
        pub sm3: String,
        /// Of a PDF; an image is one page.
        pub pages: Option<i32>,
        /// Of an image, as it is seen upright.
        pub width: Option<i32>,
        pub height: Option<i32>,
        /// Copies of an image: upright, smaller, without place and time of the shot.
        pub reading_type: Option<String>,
        pub reading_size: Option<i64>,
        pub thumb_type: Option<String>,
        pub thumb_size: Option<i64>,
        /// Something of the court holds it: the owner cannot delete it any more.
        pub attached: bool,
        pub created_at: DateTimeUtc,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

/// What holds an upload.
pub mod attachment {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "upload_attachments")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub upload_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub subject_kind: String,
        #[sea_orm(primary_key, auto_increment = false)]
        pub subject_id: Uuid,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

/// The photographs of a book, in order.
pub mod source {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "upload_sources")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub book_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub position: i32,
        pub source_id: Uuid,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

/// A transfer in parts.
pub mod session {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "upload_sessions")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub owner_id: Uuid,
        #[sea_orm(column_type = "Text")]
        pub name: String,
        pub purpose: String,
        /// As announced.
        pub size: i64,
        /// Bytes that are here.
        pub received: i64,
        pub parts: i32,
        /// What it became.
        pub upload_id: Option<Uuid>,
        pub created_at: DateTimeUtc,
        pub expires_at: DateTimeUtc,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

/// One part of a transfer; its bytes are in the file store under its id.
pub mod part {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "upload_parts")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub session_id: Uuid,
        pub position: i32,
        pub start: i64,
        pub size: i64,
    }

    impl ActiveModelBehavior for ActiveModel {}
}
