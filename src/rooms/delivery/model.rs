//! Tables of this room.

/// One document to one party.
pub mod delivery {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "deliveries")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub case_id: Uuid,
        pub case_number: String,
        pub document_id: Uuid,
        #[sea_orm(column_type = "Text")]
        pub document_title: String,
        pub document_kind: String,
        pub party_id: Uuid,
        #[sea_orm(column_type = "Text")]
        pub party_name: String,
        pub side: String,
        /// Who receives it in the app, once somebody sits on the party's place.
        pub person_id: Option<Uuid>,
        /// Document and party; null once cancelled. Unique: a paper goes to a party once.
        pub open_key: Option<String>,
        /// State of the service machine.
        pub state: String,
        pub version: i32,
        /// As `law::service_of_documents::Consent`.
        pub consent: String,
        pub covers_decisions: bool,
        /// As `law::service_of_documents::AddressSource`; null while no address is known.
        pub source: Option<String>,
        pub sent_at: Option<DateTimeUtc>,
        pub arrived_at: Option<DateTimeUtc>,
        pub opened_at: Option<DateTimeUtc>,
        /// Signed for in the app.
        pub receipt_at: Option<DateTimeUtc>,
        pub served_at: Option<DateTimeUtc>,
        /// `arrival`, `reply_or_act`, `presumed_read`, `offline`, `public_notice`.
        pub mode: Option<String>,
        /// What the QR code on the certificate leads to.
        pub check_token: String,
        pub certified_at: Option<DateTimeUtc>,
        pub remind_at: Option<DateTimeUtc>,
        pub reminded: i32,
        /// When silence, the public notice or the defence period that hangs on it ends.
        pub ends_at: Option<DateTimeUtc>,
        pub published_on: Option<Date>,
        /// No domicile in PRC territory: longer periods (CPL 283, 285).
        pub outside_prc: bool,
        #[sea_orm(column_type = "Text")]
        pub note: Option<String>,
        pub created_at: DateTimeUtc,
        pub created_by: Uuid,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

/// One sending, as the law asks about it.
pub mod attempt {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "delivery_attempts")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub delivery_id: Uuid,
        /// As `law::service_of_documents::Channel`.
        pub channel: String,
        pub source: String,
        pub sent_at: DateTimeUtc,
        /// `succeeded`, `failed`, `unknown`.
        pub outcome: String,
        pub arrived_at: Option<DateTimeUtc>,
        /// As `law::service_of_documents::FeedbackKind`.
        pub feedback: Option<String>,
        pub feedback_at: Option<DateTimeUtc>,
        /// Proved: `arrival_differs`, `system_error`, `not_own_address`, `not_read_by_self`.
        pub rebuttal: Option<String>,
        pub proved_arrived_at: Option<DateTimeUtc>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

/// 送达地址确认书: rows are added, never changed; the latest of a party counts.
pub mod address {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "service_addresses")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub case_id: Uuid,
        pub party_id: Uuid,
        pub person_id: Option<Uuid>,
        #[sea_orm(column_type = "Text")]
        pub recipient: String,
        #[sea_orm(column_type = "Text")]
        pub phone_sealed: Option<String>,
        #[sea_orm(column_type = "Text")]
        pub email_sealed: Option<String>,
        #[sea_orm(column_type = "Text")]
        pub postal_sealed: Option<String>,
        pub electronic: bool,
        pub covers_decisions: bool,
        /// `supplied` in a pleading, or `confirmed` to the court.
        pub source: String,
        pub at: DateTimeUtc,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod code {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "association_codes")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub case_id: Uuid,
        pub party_id: Uuid,
        #[sea_orm(unique)]
        pub code_hash: String,
        #[sea_orm(column_type = "Text")]
        pub code_sealed: String,
        /// The party while the code is good. Unique: one good code a party.
        pub open_for: Option<Uuid>,
        pub issued_by: Uuid,
        pub issued_at: DateTimeUtc,
        pub expires_at: DateTimeUtc,
        pub used_at: Option<DateTimeUtc>,
        pub used_by: Option<Uuid>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

/// Codes that a person tried in vain.
pub mod failure {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "association_failures")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub person_id: Uuid,
        pub at: DateTimeUtc,
    }

    impl ActiveModelBehavior for ActiveModel {}
}
