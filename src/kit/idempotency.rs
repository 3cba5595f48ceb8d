//! `Idempotency-Key`: the same request sent again gets the same answer (api.md, Conventions).
//!
//! The answer is stored in the act's own transaction, so there is never an act without its answer. A
//! short shared lock tells that the first request is still running.

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use actix_web::dev::Payload;
use actix_web::http::StatusCode;
use actix_web::{FromRequest, HttpRequest, HttpResponse};
use chrono::{DateTime, Duration, Utc};
use data_encoding::HEXLOWER;
use sea_orm::prelude::*;
use sea_orm::{ActiveValue::Set, ConnectionTrait, DatabaseConnection};
use serde::Serialize;
use uuid::Uuid;

use super::problem::{Problem, common, is_unique_violation};

const KEPT: Duration = Duration::hours(24);
/// A lock whose holder died is free again after this. Should a request take longer, its record still is one row.
const LOCK_S: u64 = 12;

mod stored {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "idempotency_keys")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub person_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub operation: String,
        #[sea_orm(primary_key, auto_increment = false)]
        pub key: String,
        pub body_hash: String,
        pub status: i32,
        #[sea_orm(column_type = "Text")]
        pub answer: String,
        pub created_at: DateTimeUtc,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

#[derive(Debug, thiserror::Error)]
#[error("the shared locks are not reachable")]
pub struct LocksAway;

pub type LockFuture<'a, T> = Pin<Box<dyn Future<Output = Result<T, LocksAway>> + Send + 'a>>;

/// Short locks over all nodes. `ports::cache` implements it.
pub trait Locks: Send + Sync {
    /// True when the lock is now ours.
    fn lock<'a>(&'a self, name: &'a str, holder: &'a str, seconds: u64) -> LockFuture<'a, bool>;
    fn unlock<'a>(&'a self, name: &'a str, holder: &'a str) -> LockFuture<'a, ()>;
}

/// The header, checked; absent is fine.
#[derive(Clone, Debug)]
pub struct IdempotencyKey(Option<String>);

impl FromRequest for IdempotencyKey {
    type Error = Problem;
    type Future = std::future::Ready<Result<IdempotencyKey, Problem>>;

    fn from_request(req: &HttpRequest, _: &mut Payload) -> Self::Future {
        let key = match req.headers().get("Idempotency-Key") {
            None => Ok(IdempotencyKey(None)),
            Some(value) => value
                .to_str()
                .ok()
                .filter(|key| {
                    (1..=100).contains(&key.len())
                        && key.bytes().all(|byte| byte.is_ascii_graphic())
                })
                .map(|key| IdempotencyKey(Some(key.to_owned())))
                .ok_or_else(|| Problem::new(&common::KEY_MALFORMED)),
        };
        std::future::ready(key)
    }
}

/// What to do with a request.
pub enum Claim {
    /// It was done before: give this answer again.
    Replay(HttpResponse),
    /// Do it, and record the answer in the same transaction.
    Run(Run),
}

/// One operation of one person.
pub struct Scope<'a> {
    pub person_id: Uuid,
    pub operation: &'static str,
    pub body: &'a [u8],
    pub now: DateTime<Utc>,
}

/// The right to run; the lock goes when it is dropped.
pub struct Run {
    record: Option<Record>,
}

struct Record {
    person_id: Uuid,
    operation: &'static str,
    key: String,
    body_hash: String,
    now: DateTime<Utc>,
    lock: Held,
}

struct Held {
    locks: Arc<dyn Locks>,
    name: String,
    holder: String,
}

impl Drop for Held {
    fn drop(&mut self) {
        let (locks, name, holder) = (
            self.locks.clone(),
            std::mem::take(&mut self.name),
            std::mem::take(&mut self.holder),
        );
        // If the cache is away now, the lock runs out by itself.
        tokio::spawn(async move { locks.unlock(&name, &holder).await.ok() });
    }
}

/// Looks whether this was done before, and claims it if not.
pub async fn claim(
    db: &DatabaseConnection,
    locks: Arc<dyn Locks>,
    key: IdempotencyKey,
    scope: Scope<'_>,
) -> Result<Claim, Problem> {
    let IdempotencyKey(Some(key)) = key else {
        return Ok(Claim::Run(Run { record: None }));
    };
    let body_hash =
        HEXLOWER.encode(aws_lc_rs::digest::digest(&aws_lc_rs::digest::SHA256, scope.body).as_ref());
    let name = format!("idempotency:{}:{}:{key}", scope.person_id, scope.operation);
    let holder = Uuid::now_v7().to_string();
    if !locks
        .lock(&name, &holder, LOCK_S)
        .await
        .map_err(|_| &common::CACHE_AWAY)?
    {
        return Err(Problem::new(&common::KEY_IN_FLIGHT).retry_after(2));
    }
    let lock = Held {
        locks,
        name,
        holder,
    };
    let found =
        stored::Entity::find_by_id((scope.person_id, scope.operation.to_owned(), key.clone()))
            .one(db)
            .await?;
    match found {
        Some(row) if scope.now - row.created_at > KEPT => {
            row.delete(db).await?;
        }
        Some(row) if row.body_hash != body_hash => return Err(Problem::new(&common::KEY_MISMATCH)),
        Some(row) => return Ok(Claim::Replay(again(row))),
        None => {}
    }
    let Scope {
        person_id,
        operation,
        now,
        ..
    } = scope;
    Ok(Claim::Run(Run {
        record: Some(Record {
            person_id,
            operation,
            key,
            body_hash,
            now,
            lock,
        }),
    }))
}

fn again(row: stored::Model) -> HttpResponse {
    let status = StatusCode::from_u16(row.status as u16).unwrap_or(StatusCode::OK);
    HttpResponse::build(status)
        .insert_header(("Idempotency-Replayed", "true"))
        .content_type("application/json")
        .body(row.answer)
}

impl Run {
    /// Stores the answer with the act, and gives it.
    pub async fn answer(
        &self,
        tx: &impl ConnectionTrait,
        status: StatusCode,
        view: &impl Serialize,
    ) -> Result<HttpResponse, Problem> {
        let answer = serde_json::to_string(view)
            .map_err(|error| Problem::new(&common::INTERNAL).because(error))?;
        if let Some(record) = &self.record {
            let row = stored::ActiveModel {
                person_id: Set(record.person_id),
                operation: Set(record.operation.to_owned()),
                key: Set(record.key.clone()),
                body_hash: Set(record.body_hash.clone()),
                status: Set(i32::from(status.as_u16())),
                answer: Set(answer.clone()),
                created_at: Set(record.now),
            };
            // Only a lock lost with its cache lets two get this far; the table still lets one pass.
            row.insert(tx)
                .await
                .map_err(|error| match is_unique_violation(&error) {
                    true => Problem::new(&common::KEY_IN_FLIGHT).retry_after(2),
                    false => Problem::from(error),
                })?;
            debug_assert!(!record.lock.name.is_empty());
        }
        Ok(HttpResponse::build(status)
            .content_type("application/json")
            .body(answer))
    }
}

/// Drops keys past their day.
pub async fn sweep(db: &DatabaseConnection, now: DateTime<Utc>) -> Result<u64, DbErr> {
    let swept = stored::Entity::delete_many()
        .filter(stored::Column::CreatedAt.lt(now - KEPT))
        .exec(db)
        .await?;
    Ok(swept.rows_affected)
}
