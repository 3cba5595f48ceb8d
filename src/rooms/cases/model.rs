//! Tables of this room.

pub mod case {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "cases")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        #[sea_orm(unique)]
        pub filing_id: Uuid,
        /// `（2026）京0491民初1号`.
        #[sea_orm(unique)]
        pub number: String,
        pub court: String,
        pub year: i32,
        pub kind: String,
        pub serial: i64,
        /// Code of the kind of dispute.
        pub cause: String,
        pub procedure: String,
        /// State of the case machine.
        pub state: String,
        pub ended: bool,
        /// How far along the stage track the case has come; it stays when the case is suspended or closed.
        pub reached: i32,
        /// The plaintiffs and the defendants as a title names them.
        #[sea_orm(column_type = "Text")]
        pub first_side: String,
        #[sea_orm(column_type = "Text")]
        pub second_side: String,
        pub claimed_fen: i64,
        pub registered_at: DateTimeUtc,
        pub docketed_at: Option<DateTimeUtc>,
        /// The bench; nobody until it is set (CPL 131).
        pub judge_id: Option<Uuid>,
        pub clerk_id: Option<Uuid>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod party {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "case_parties")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub case_id: Uuid,
        pub side: String,
        /// From 0, in the order of the complaint.
        pub place: i32,
        pub kind: String,
        #[sea_orm(column_type = "Text")]
        pub name: String,
        pub id_type: Option<String>,
        #[sea_orm(column_type = "Text")]
        pub id_number_sealed: Option<String>,
        pub id_number_hash: Option<String>,
        #[sea_orm(column_type = "Text")]
        pub phone_sealed: Option<String>,
        pub phone_hash: Option<String>,
        #[sea_orm(column_type = "Text")]
        pub address_sealed: Option<String>,
        pub person_id: Option<Uuid>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

/// Who may read a case. State and end are those of the case, so that a list is one walk along an index.
pub mod member {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "case_members")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub person_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub case_id: Uuid,
        pub role: String,
        pub since: DateTimeUtc,
        pub state: String,
        pub ended: bool,
        /// A deadline of this side runs.
        pub to_do: bool,
        pub unread_entries: i32,
        pub unread_documents: i32,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod claim {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "case_claims")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub case_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub place: i32,
        #[sea_orm(column_type = "Text")]
        pub text: String,
        pub amount_fen: Option<i64>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

/// The timeline: rows are added, never changed.
pub mod entry {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "case_entries")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub case_id: Uuid,
        pub kind: String,
        pub at: DateTimeUtc,
        pub by_role: String,
        /// `person`, `staff`, `system`.
        pub by_kind: String,
        pub by_id: Option<Uuid>,
        #[sea_orm(column_type = "Text")]
        pub by_name: Option<String>,
        /// JSON; the words are made when it is read.
        #[sea_orm(column_type = "Text")]
        pub facts: String,
        pub readers: String,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod deadline {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "case_deadlines")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub case_id: Uuid,
        pub what: String,
        pub who: String,
        pub expires_before: DateTimeUtc,
        #[sea_orm(column_type = "Text")]
        pub basis: String,
        pub provisional: bool,
        /// `running` or `met`; a running one that expired is over.
        pub state: String,
        /// What it was counted from, so that a provisional one can be counted again.
        pub trigger_day: Option<Date>,
        pub length: Option<i32>,
        pub unit: Option<String>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod document {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "case_documents")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub case_id: Uuid,
        pub kind: String,
        #[sea_orm(column_type = "Text")]
        pub title: String,
        pub at: DateTimeUtc,
        /// `court`, or the side that handed it in.
        pub author: String,
        pub readers: String,
        /// The facts of the paper as they were; sealed, since papers hold ID numbers and addresses.
        #[sea_orm(column_type = "Text")]
        pub facts_sealed: String,
        pub blob_id: Option<Uuid>,
        pub sha256: Option<String>,
        pub size: Option<i64>,
        pub pages: Option<i32>,
        pub media_type: String,
        pub rendered_at: Option<DateTimeUtc>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

/// One row for each document a person may read; `read_at` is when they first did.
pub mod read {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "case_reads")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub person_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub case_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub document_id: Uuid,
        pub read_at: Option<DateTimeUtc>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod token {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "case_tokens")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub token: String,
        #[sea_orm(primary_key, auto_increment = false)]
        pub case_id: Uuid,
    }

    impl ActiveModelBehavior for ActiveModel {}
}
