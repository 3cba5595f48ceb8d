//! What follows later: files of deleted uploads and of given-up transfers leave the store.

use sea_orm::DatabaseTransaction;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::keys;
use super::words::Variant;
use crate::court::Court;
use crate::kit::outbox::{Job, JobError, JobFuture, Message, Subscriber};
use crate::kit::problem::Problem;

/// Files that nothing refers to any more.
const DROPPED: &str = "uploads.dropped";

pub const SUBSCRIBERS: &[Subscriber<Court>] = &[Subscriber {
    topic: DROPPED,
    name: "uploads.delete_files",
    job: Job::Outside(delete_files),
}];

#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Dropped {
    pub uploads: Vec<Uuid>,
    pub parts: Vec<Uuid>,
}

/// Deletes files once the act is committed; `event_id` is the upload or the transfer that is gone.
pub(super) async fn drop_files(
    court: &Court,
    tx: &DatabaseTransaction,
    event_id: Uuid,
    dropped: &Dropped,
) -> Result<(), Problem> {
    court.publish(tx, DROPPED, event_id, dropped).await
}

/// A file that is gone already is no error, so that this can be done again.
fn delete_files<'a>(court: &'a Court, message: &'a Message) -> JobFuture<'a> {
    Box::pin(async move {
        let dropped: Dropped = message.read()?;
        let forms = [Variant::Original, Variant::Reading, Variant::Thumb];
        let uploads = dropped
            .uploads
            .iter()
            .flat_map(|id| forms.map(|variant| keys::of(*id, variant)));
        let parts = dropped.parts.iter().map(|id| keys::of_part(*id));
        for key in uploads.chain(parts) {
            let deleted = court.blobs.delete(&key).await;
            deleted.map_err(|error| JobError::Retry(error.to_string()))?;
        }
        Ok(())
    })
}
