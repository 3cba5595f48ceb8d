//! What follows from an act, written in the act's own transaction and carried out after its commit.
//!
//! An event is published to every subscriber of its topic, one row each. Two kinds of subscriber:
//! - *inside* work changes our own tables: it runs in one transaction with the row's own end, so it
//!   happens exactly once;
//! - *outside* work calls somebody else. The row is marked `sending` first. A process that dies in
//!   between leaves it so; what such a call did is not known, and a service that cannot be asked
//!   (WeChat's messages) must not get it twice, so the row becomes a dead letter "unknown" for staff.
//!
//! Decision record: docs/decisions/0003-outbox-exactly-once-inside-at-most-once-outside.md

use std::collections::HashMap;
use std::future::Future;
use std::pin::Pin;

use chrono::{DateTime, Duration, Utc};
use sea_orm::prelude::*;
use sea_orm::sea_query::{Expr, ExprTrait, LockBehavior, LockType, OnConflict};
use sea_orm::{
    ActiveValue::Set, ConnectionTrait, DatabaseTransaction, DbBackend, QueryOrder, QuerySelect,
};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use uuid::Uuid;

use super::ids::new_id;

/// Tries before a message becomes a dead letter.
const MAX_ATTEMPTS: i32 = 10;
/// An outside call that has not ended by then never will.
const SENDING_S: i64 = 60;

/// The `outbox_messages` table.
pub mod message {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "outbox_messages")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        /// The event; the same for all its subscribers.
        pub event_id: Uuid,
        pub topic: String,
        pub subscriber: String,
        pub outside: bool,
        #[sea_orm(column_type = "Text")]
        pub payload: String,
        /// `pending`, `sending`, `done`, `dead`.
        pub state: String,
        pub attempts: i32,
        pub created_at: DateTimeUtc,
        pub due_at: DateTimeUtc,
        pub ended_at: Option<DateTimeUtc>,
        /// Without personal data.
        pub last_error: Option<String>,
        /// Of a dead letter: `failed` or `unknown`.
        pub outcome: Option<String>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

/// One event for one subscriber.
#[derive(Clone, Debug)]
pub struct Message {
    pub id: Uuid,
    pub event_id: Uuid,
    pub topic: String,
    pub payload: Value,
    pub created_at: DateTime<Utc>,
}

impl Message {
    /// The payload as its type; a payload that doesn't fit will never fit.
    pub fn read<T: DeserializeOwned>(&self) -> Result<T, JobError> {
        serde_json::from_value(self.payload.clone())
            .map_err(|error| JobError::Refused(format!("payload: {error}")))
    }
}

/// Why a job did not end well.
#[derive(Debug, thiserror::Error)]
pub enum JobError {
    /// Surely not done; try again later.
    #[error("{0}")]
    Retry(String),
    /// Will never work.
    #[error("{0}")]
    Refused(String),
    /// May have been done; not to be tried again by itself.
    #[error("{0}")]
    Unknown(String),
}

impl From<DbErr> for JobError {
    fn from(error: DbErr) -> JobError {
        JobError::Retry(super::problem::Problem::from(error).to_string())
    }
}

pub type JobFuture<'a> = Pin<Box<dyn Future<Output = Result<(), JobError>> + Send + 'a>>;

/// What a subscriber does. `C` is the court's state.
pub enum Job<C> {
    Inside(for<'a> fn(&'a C, &'a DatabaseTransaction, &'a Message) -> JobFuture<'a>),
    Outside(for<'a> fn(&'a C, &'a Message) -> JobFuture<'a>),
}

pub struct Subscriber<C: 'static> {
    pub topic: &'static str,
    /// Unique; `room.what_it_does`.
    pub name: &'static str,
    pub job: Job<C>,
}

/// Who listens to what; built once from all rooms' `jobs.rs`.
#[derive(Clone, Debug, Default)]
pub struct Topics(HashMap<&'static str, Vec<(&'static str, bool)>>);

impl Topics {
    pub fn of<C: 'static>(subscribers: impl Iterator<Item = &'static Subscriber<C>>) -> Topics {
        let mut topics: HashMap<_, Vec<_>> = HashMap::new();
        for subscriber in subscribers {
            let outside = matches!(subscriber.job, Job::Outside(_));
            topics
                .entry(subscriber.topic)
                .or_default()
                .push((subscriber.name, outside));
        }
        Topics(topics)
    }

    /// Publishes an event in the act's transaction. The event's id makes it happen once a subscriber.
    pub async fn publish(
        &self,
        tx: &DatabaseTransaction,
        topic: &'static str,
        event_id: Uuid,
        payload: &impl Serialize,
        now: DateTime<Utc>,
    ) -> Result<(), DbErr> {
        let payload =
            serde_json::to_string(payload).map_err(|error| DbErr::Json(error.to_string()))?;
        for (subscriber, outside) in self.0.get(topic).into_iter().flatten() {
            let row = message::ActiveModel {
                id: Set(new_id()),
                event_id: Set(event_id),
                topic: Set(topic.to_owned()),
                subscriber: Set((*subscriber).to_owned()),
                outside: Set(*outside),
                payload: Set(payload.clone()),
                state: Set("pending".to_owned()),
                attempts: Set(0),
                created_at: Set(now),
                due_at: Set(now),
                ended_at: Set(None),
                last_error: Set(None),
                outcome: Set(None),
            };
            let once = OnConflict::columns([message::Column::EventId, message::Column::Subscriber])
                .do_nothing()
                .to_owned();
            message::Entity::insert(row)
                .on_conflict(once)
                .exec_without_returning(tx)
                .await?;
        }
        Ok(())
    }
}

/// Whether a message of this kind is due.
pub async fn anything_due(
    db: &impl ConnectionTrait,
    outside: bool,
    now: DateTime<Utc>,
) -> Result<bool, DbErr> {
    Ok(due(outside, now).one(db).await?.is_some())
}

/// Takes the next due message in a transaction; other workers pass over it.
pub async fn next(
    tx: &DatabaseTransaction,
    outside: bool,
    now: DateTime<Utc>,
) -> Result<Option<message::Model>, DbErr> {
    let mut query = due(outside, now);
    if tx.get_database_backend() == DbBackend::Postgres {
        query = query.lock_with_behavior(LockType::Update, LockBehavior::SkipLocked);
    }
    query.one(tx).await
}

fn due(outside: bool, now: DateTime<Utc>) -> sea_orm::Select<message::Entity> {
    message::Entity::find()
        .filter(message::Column::State.eq("pending"))
        .filter(message::Column::Outside.eq(outside))
        .filter(message::Column::DueAt.lte(now))
        .order_by_asc(message::Column::DueAt)
        .order_by_asc(message::Column::Id)
        .limit(1)
}

/// Marks an outside message as being sent, before anything leaves the house.
pub async fn mark_sending(
    tx: &DatabaseTransaction,
    row: &message::Model,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    update(
        tx,
        row.id,
        "sending",
        [
            (message::Column::Attempts, (row.attempts + 1).into()),
            (message::Column::DueAt, now.into()),
        ],
    )
    .await
}

pub async fn mark_done(
    tx: &impl ConnectionTrait,
    id: Uuid,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    update(
        tx,
        id,
        "done",
        [
            (message::Column::EndedAt, Some(now).into()),
            (message::Column::LastError, None::<String>.into()),
        ],
    )
    .await
}

/// Sets a message back for a later try, or among the dead letters.
pub async fn mark_failed(
    tx: &impl ConnectionTrait,
    id: Uuid,
    attempts: i32,
    error: &JobError,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    let outcome = match error {
        JobError::Retry(_) if attempts < MAX_ATTEMPTS => None,
        JobError::Unknown(_) => Some("unknown"),
        _ => Some("failed"),
    };
    let common = [
        (message::Column::LastError, Some(error.to_string()).into()),
        (message::Column::Attempts, attempts.into()),
    ];
    match outcome {
        None => {
            let due = [(message::Column::DueAt, (now + back_off(attempts)).into())];
            update(tx, id, "pending", common.into_iter().chain(due)).await
        }
        Some(outcome) => {
            let end = [
                (message::Column::EndedAt, Some(now).into()),
                (message::Column::Outcome, Some(outcome).into()),
            ];
            update(tx, id, "dead", common.into_iter().chain(end)).await
        }
    }
}

/// 2, 4, 8 … seconds, an hour at most.
fn back_off(attempts: i32) -> Duration {
    Duration::seconds(
        2_i64
            .saturating_pow(attempts.clamp(1, 12) as u32)
            .clamp(2, 3600),
    )
}

async fn update(
    db: &impl ConnectionTrait,
    id: Uuid,
    state: &str,
    values: impl IntoIterator<Item = (message::Column, sea_orm::Value)>,
) -> Result<(), DbErr> {
    let mut update =
        message::Entity::update_many().col_expr(message::Column::State, Expr::value(state));
    for (column, value) in values {
        update = update.col_expr(column, Expr::value(value));
    }
    update.filter(message::Column::Id.eq(id)).exec(db).await?;
    Ok(())
}

/// Messages whose sender died in the middle: nobody knows whether they went out.
pub async fn bury_interrupted(db: &impl ConnectionTrait, now: DateTime<Utc>) -> Result<(), DbErr> {
    let interrupted = message::Column::State
        .eq("sending")
        .and(message::Column::DueAt.lt(now - Duration::seconds(SENDING_S)));
    // Looked for first: an idle court does not write.
    let any = message::Entity::find()
        .filter(interrupted.clone())
        .limit(1)
        .one(db)
        .await?;
    if any.is_none() {
        return Ok(());
    }
    message::Entity::update_many()
        .col_expr(message::Column::State, Expr::value("dead"))
        .col_expr(message::Column::Outcome, Expr::value("unknown"))
        .col_expr(message::Column::EndedAt, Expr::value(now))
        .col_expr(
            message::Column::LastError,
            Expr::value("the process ended while sending"),
        )
        .filter(interrupted)
        .exec(db)
        .await?;
    Ok(())
}

/// How many messages wait or are being sent, and how many are dead letters: read along an index.
pub async fn counts(db: &impl ConnectionTrait) -> Result<(u64, u64), DbErr> {
    let waiting = message::Entity::find()
        .filter(message::Column::State.is_in(["pending", "sending"]))
        .count(db)
        .await?;
    let dead = message::Entity::find()
        .filter(message::Column::State.eq("dead"))
        .count(db)
        .await?;
    Ok((waiting, dead))
}

/// The dead letters, newest first.
pub async fn dead_letters(
    db: &impl ConnectionTrait,
    after: Option<Uuid>,
    limit: u64,
) -> Result<Vec<message::Model>, DbErr> {
    let mut query = message::Entity::find().filter(message::Column::State.eq("dead"));
    if let Some(after) = after {
        query = query.filter(message::Column::Id.lt(after));
    }
    query
        .order_by_desc(message::Column::Id)
        .limit(limit)
        .all(db)
        .await
}

/// Sends a dead letter again, by a person's decision; false when it is not (any longer) dead.
pub async fn revive(
    tx: &impl ConnectionTrait,
    id: Uuid,
    now: DateTime<Utc>,
) -> Result<bool, DbErr> {
    let revived = message::Entity::update_many()
        .col_expr(message::Column::State, Expr::value("pending"))
        .col_expr(message::Column::Outcome, Expr::value(None::<String>))
        .col_expr(message::Column::EndedAt, Expr::value(None::<DateTime<Utc>>))
        .col_expr(message::Column::Attempts, Expr::value(0))
        .col_expr(message::Column::DueAt, Expr::value(now))
        .filter(message::Column::Id.eq(id))
        .filter(message::Column::State.eq("dead"))
        .exec(tx)
        .await?;
    Ok(revived.rows_affected == 1)
}

/// Drops what was done over 30 days ago.
pub async fn sweep(db: &impl ConnectionTrait, now: DateTime<Utc>) -> Result<u64, DbErr> {
    let swept = message::Entity::delete_many()
        .filter(message::Column::State.eq("done"))
        .filter(message::Column::EndedAt.lt(now - Duration::days(30)))
        .exec(db)
        .await?;
    Ok(swept.rows_affected)
}
