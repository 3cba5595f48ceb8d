//! The worker: carries out what the outbox holds, seals the log, and sweeps.
//!
//! Any number may run, in `serve` or as `work`; they pass over each other's messages.

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use futures_util::future::join_all;
use sea_orm::DatabaseTransaction;
use serde_json::Value;
use tokio::sync::watch;
use tokio::time::{MissedTickBehavior, interval, timeout};

use crate::app::subscribers;
use crate::court::Court;
use crate::kit::outbox::{self, Job, JobError, JobFuture, Message, message};
use crate::kit::problem::Problem;
use crate::kit::{idempotency, lease, seal};
use crate::rooms;

/// When nobody rings, the worker looks by itself this often.
const LOOK_EVERY: Duration = Duration::from_secs(1);
/// Outside calls under way at once in one process: each waits for somebody else most of its time.
pub const OUTSIDE_AT_ONCE: usize = 4;
const BURY_EVERY: Duration = Duration::from_secs(5);
const SEAL_EVERY: Duration = Duration::from_secs(1);
/// Rooms look at their clocks this often.
const KEEP_UP_EVERY: Duration = Duration::from_secs(2);
const SWEEP_EVERY: Duration = Duration::from_secs(3600);
/// One outside call, its time budget included.
const CALL_PATIENCE: Duration = Duration::from_secs(30);

/// Runs until told to stop; what has been begun is finished.
pub async fn run(court: Arc<Court>, stop: watch::Receiver<bool>) {
    tokio::join!(
        deliver(court.clone(), stop.clone(), false),
        join_all((0..OUTSIDE_AT_ONCE).map(|_| deliver(court.clone(), stop.clone(), true))),
        every(BURY_EVERY, stop.clone(), court.clone(), |court| Box::pin(
            bury(court)
        )),
        every(SEAL_EVERY, stop.clone(), court.clone(), |court| Box::pin(
            seal_log(court)
        )),
        every(
            KEEP_UP_EVERY,
            stop.clone(),
            court.clone(),
            |court| Box::pin(keep_up(court))
        ),
        every(SWEEP_EVERY, stop.clone(), court.clone(), |court| Box::pin(
            sweep(court)
        )),
    );
}

type Chore =
    for<'a> fn(&'a Court) -> Pin<Box<dyn Future<Output = Result<(), Problem>> + Send + 'a>>;

async fn every(period: Duration, mut stop: watch::Receiver<bool>, court: Arc<Court>, chore: Chore) {
    let mut ticks = interval(period);
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    while !*stop.borrow() {
        tokio::select! {
            _ = ticks.tick() => log_trouble(chore(&court).await),
            _ = stop.changed() => return,
        }
    }
}

fn log_trouble(result: Result<(), Problem>) {
    match result {
        Ok(()) => {}
        // Said once for all by `run::keep_up`, not by each chore each second.
        Err(problem) if problem.kind.status == 503 => {
            tracing::debug!(code = problem.kind.code, "the worker tries again later");
        }
        Err(problem) => tracing::error!(
            code = problem.kind.code,
            cause = problem.cause,
            "the worker tries again later"
        ),
    }
}

async fn deliver(court: Arc<Court>, mut stop: watch::Receiver<bool>, outside: bool) {
    while !*stop.borrow() {
        match deliver_next(&court, outside).await {
            Ok(true) => continue,
            Ok(false) => {}
            Err(problem) => log_trouble(Err(problem)),
        }
        tokio::select! {
            () = court.bell.notified() => {}
            () = tokio::time::sleep(LOOK_EVERY) => {}
            _ = stop.changed() => return,
        }
    }
}

/// One step: carries out the next due message of its kind, if there is one.
pub async fn deliver_next(court: &Court, outside: bool) -> Result<bool, Problem> {
    // Looked at without the write lock first: an idle court does not write.
    if !outbox::anything_due(court.store.db(), outside, court.now()).await? {
        return Ok(false);
    }
    let tx = court.store.write().await?;
    let Some(row) = outbox::next(&tx, outside, court.now()).await? else {
        tx.rollback().await?;
        return Ok(false);
    };
    let job = subscribers()
        .find(|subscriber| subscriber.name == row.subscriber)
        .map(|subscriber| &subscriber.job);
    match job {
        Some(Job::Inside(job)) => inside(court, tx, &row, *job).await?,
        Some(Job::Outside(job)) => {
            outbox::mark_sending(&tx, &row, court.now()).await?;
            tx.commit().await?;
            call_outside(court, &row, *job).await?;
        }
        None => {
            let gone = JobError::Refused("nobody listens to this any more".to_owned());
            outbox::mark_failed(&tx, row.id, row.attempts, &gone, court.now()).await?;
            tx.commit().await?;
        }
    }
    Ok(true)
}

type Inside = for<'a> fn(&'a Court, &'a DatabaseTransaction, &'a Message) -> JobFuture<'a>;
type Outside = for<'a> fn(&'a Court, &'a Message) -> JobFuture<'a>;

/// The job and the end of its message are one transaction: exactly once.
async fn inside(
    court: &Court,
    tx: DatabaseTransaction,
    row: &message::Model,
    job: Inside,
) -> Result<(), Problem> {
    let message = message_of(row);
    match job(court, &tx, &message).await {
        Ok(()) => {
            outbox::mark_done(&tx, row.id, court.now()).await?;
            court.commit(tx).await
        }
        Err(error) => {
            tx.rollback().await?;
            fail(court, row, error).await
        }
    }
}

async fn call_outside(court: &Court, row: &message::Model, job: Outside) -> Result<(), Problem> {
    let message = message_of(row);
    let done = timeout(CALL_PATIENCE, job(court, &message)).await;
    match done.unwrap_or_else(|_| {
        Err(JobError::Unknown(
            "no end within the time budget".to_owned(),
        ))
    }) {
        Ok(()) => Ok(outbox::mark_done(court.store.db(), row.id, court.now()).await?),
        Err(error) => fail(court, row, error).await,
    }
}

async fn fail(court: &Court, row: &message::Model, error: JobError) -> Result<(), Problem> {
    tracing::warn!(message = %row.id, topic = row.topic, error = %error, "a message was not carried out");
    Ok(outbox::mark_failed(
        court.store.db(),
        row.id,
        row.attempts + 1,
        &error,
        court.now(),
    )
    .await?)
}

fn message_of(row: &message::Model) -> Message {
    Message {
        id: row.id,
        event_id: row.event_id,
        topic: row.topic.clone(),
        payload: serde_json::from_str(&row.payload).unwrap_or(Value::Null),
        created_at: row.created_at,
    }
}

/// Seals until nothing new is left, a batch a transaction.
pub async fn seal_log(court: &Court) -> Result<(), Problem> {
    // Looked at without the write lock first: an idle court does not write.
    while seal::anything_new(court.store.db()).await? {
        let tx = court.store.write().await?;
        let sealed = seal::seal_once(&tx, &court.sealer, &court.node, court.now()).await?;
        tx.commit().await?;
        if sealed == 0 {
            break;
        }
    }
    Ok(())
}

async fn bury(court: &Court) -> Result<(), Problem> {
    Ok(outbox::bury_interrupted(court.store.db(), court.now()).await?)
}

/// What the rooms look after by the clock, one room after another; trouble in one doesn't hold up the next.
pub async fn keep_up(court: &Court) -> Result<(), Problem> {
    log_trouble(rooms::identity::keep_up(court).await);
    log_trouble(rooms::uploads::keep_up(court).await);
    log_trouble(rooms::payment::keep_up(court).await);
    log_trouble(rooms::filing::keep_up(court).await);
    log_trouble(rooms::hearing::keep_up(court).await);
    log_trouble(rooms::cases::keep_up(court).await);
    log_trouble(rooms::delivery::keep_up(court).await);
    Ok(())
}

async fn sweep(court: &Court) -> Result<(), Problem> {
    let now = court.now();
    if !lease::take(court.store.db(), "sweeper", &court.node, 600, now).await? {
        return Ok(());
    }
    idempotency::sweep(court.store.db(), now).await?;
    outbox::sweep(court.store.db(), now).await?;
    Ok(())
}
