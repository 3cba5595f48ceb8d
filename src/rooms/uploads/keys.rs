//! Names of this room's files in the store.

use uuid::Uuid;

use super::words::Variant;
use crate::ports::blobs::Key;

/// A form of an upload.
pub fn of(upload_id: Uuid, variant: Variant) -> Key {
    Key::new("uploads", upload_id, variant.name())
}

/// A part of a transfer.
pub fn of_part(part_id: Uuid) -> Key {
    Key::new("parts", part_id, "part")
}
