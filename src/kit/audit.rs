//! Every act is recorded: who, when, what, from, to, on which basis. Inserted plainly in the act's own
//! transaction; `kit::seal` later puts the rows, in order, into the signed log.

use chrono::{DateTime, Utc};
use sea_orm::prelude::*;
use sea_orm::{ActiveValue::Set, ConnectionTrait};
use uuid::Uuid;

use super::ids::new_id;

/// The `audit_entries` table. Rows are never changed but for `sealed_as`.
pub mod entry {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "audit_entries")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub at: DateTimeUtc,
        /// `person`, `staff`, `system`.
        pub actor_kind: String,
        pub actor_id: Option<Uuid>,
        /// Verb in the room's words: `identity.log_in`.
        pub act: String,
        pub subject_kind: String,
        pub subject_id: Uuid,
        pub from_state: Option<String>,
        pub to_state: Option<String>,
        /// Article or rule.
        pub basis: Option<String>,
        /// Place in the signed log, once there.
        pub sealed_as: Option<i64>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Actor {
    Person(Uuid),
    Staff(Uuid),
    System,
}

impl Actor {
    fn kind(self) -> &'static str {
        match self {
            Actor::Person(_) => "person",
            Actor::Staff(_) => "staff",
            Actor::System => "system",
        }
    }

    fn id(self) -> Option<Uuid> {
        match self {
            Actor::Person(id) | Actor::Staff(id) => Some(id),
            Actor::System => None,
        }
    }
}

/// One act. No personal data: ids and names of things alone.
pub struct Act<'a> {
    pub actor: Actor,
    pub act: &'static str,
    pub subject_kind: &'static str,
    pub subject_id: Uuid,
    pub from: Option<&'a str>,
    pub to: Option<&'a str>,
    pub basis: Option<&'a str>,
}

impl Act<'_> {
    pub async fn record(self, tx: &impl ConnectionTrait, at: DateTime<Utc>) -> Result<(), DbErr> {
        entry::ActiveModel {
            id: Set(new_id()),
            at: Set(at),
            actor_kind: Set(self.actor.kind().to_owned()),
            actor_id: Set(self.actor.id()),
            act: Set(self.act.to_owned()),
            subject_kind: Set(self.subject_kind.to_owned()),
            subject_id: Set(self.subject_id),
            from_state: Set(self.from.map(str::to_owned)),
            to_state: Set(self.to.map(str::to_owned)),
            basis: Set(self.basis.map(str::to_owned)),
            sealed_as: Set(None),
        }
        .insert(tx)
        .await?;
        Ok(())
    }
}
