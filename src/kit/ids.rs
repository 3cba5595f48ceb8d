//! Ids of everything: UUIDv7, so that they sort by time and show nothing about their neighbours.

use uuid::Uuid;

pub fn new_id() -> Uuid {
    Uuid::now_v7()
}
