//! Who and what is taken when, in quarters of an hour. The table's key lets each be had once, so that no two
//! hearings share a judge, a clerk, a courtroom or a person, whatever the processes do.

use std::collections::HashSet;
use std::ops::Range;

use chrono::{DateTime, Duration, Utc};
use sea_orm::prelude::*;
use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveValue::Set, ConnectionTrait, DatabaseTransaction, QueryOrder, QuerySelect};

use super::errors;
use super::model::busy;
use crate::kit::i18n::Words;
use crate::kit::problem::Problem;

const CELL_S: i64 = 900;
/// After a hearing: to leave, and to let the next ones in.
pub(super) const BUFFER_MIN: i64 = 15;
/// Rows of one INSERT, well under the limits on bound values of both databases.
const BATCH: usize = 500;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Resource {
    Courtroom(Uuid),
    Person(Uuid),
    /// A judge or a clerk.
    Staff(Uuid),
}

impl Resource {
    fn kind(self) -> &'static str {
        match self {
            Resource::Courtroom(_) => "courtroom",
            Resource::Person(_) => "person",
            Resource::Staff(_) => "staff",
        }
    }

    fn id(self) -> Uuid {
        match self {
            Resource::Courtroom(id) | Resource::Person(id) | Resource::Staff(id) => id,
        }
    }

    fn of(kind: &str, id: Uuid) -> Option<Resource> {
        match kind {
            "courtroom" => Some(Resource::Courtroom(id)),
            "person" => Some(Resource::Person(id)),
            "staff" => Some(Resource::Staff(id)),
            _ => None,
        }
    }
}

/// For whom a cell is taken.
#[derive(Clone, Copy, Debug)]
pub(super) enum Holder {
    Hearing(Uuid),
    Block(Uuid),
}

/// The cells that a time touches.
pub(super) fn cells(from: DateTime<Utc>, to: DateTime<Utc>) -> Range<i64> {
    let first = from.timestamp().div_euclid(CELL_S);
    let end = (to.timestamp() + CELL_S - 1).div_euclid(CELL_S);
    first..end
}

/// The cells of a hearing, with the buffer behind it.
pub(super) fn cells_of_hearing(starts_at: DateTime<Utc>, ends_at: DateTime<Utc>) -> Range<i64> {
    cells(starts_at, ends_at + Duration::minutes(BUFFER_MIN))
}

/// Takes all of it or answers 409 with what is in the way; the caller's transaction then goes back.
pub(super) async fn take(
    tx: &DatabaseTransaction,
    holder: Holder,
    resources: &[Resource],
    cells: Range<i64>,
) -> Result<(), Problem> {
    // In one order, so that two that want the same wait for each other instead of locking each other out.
    let mut resources = resources.to_vec();
    resources.sort_unstable();
    resources.dedup();
    let (hearing_id, block_id) = match holder {
        Holder::Hearing(id) => (Some(id), None),
        Holder::Block(id) => (None, Some(id)),
    };
    let rows: Vec<busy::ActiveModel> = resources
        .iter()
        .flat_map(|resource| cells.clone().map(move |cell| (*resource, cell)))
        .map(|(resource, cell)| busy::ActiveModel {
            resource_kind: Set(resource.kind().to_owned()),
            resource_id: Set(resource.id()),
            cell: Set(cell),
            hearing_id: Set(hearing_id),
            block_id: Set(block_id),
        })
        .collect();
    let wanted = rows.len() as u64;
    let mut taken = 0;
    for batch in rows.chunks(BATCH) {
        let once = OnConflict::columns([
            busy::Column::ResourceKind,
            busy::Column::ResourceId,
            busy::Column::Cell,
        ])
        .do_nothing()
        .to_owned();
        taken += busy::Entity::insert_many(batch.to_vec())
            .on_conflict(once)
            .exec_without_returning(tx)
            .await?;
    }
    if taken == wanted {
        return Ok(());
    }
    let ours = |row: &Taken| row.hearing_id == hearing_id && row.block_id == block_id;
    let mut in_the_way = taken_between(tx, &resources, cells).await?;
    in_the_way.retain(|row| !ours(row));
    Err(match holder {
        Holder::Hearing(_) => slot_taken(&in_the_way),
        Holder::Block(_) => {
            Problem::new(&errors::DAY_TAKEN).with("hearings", hearings_of(&in_the_way))
        }
    })
}

fn hearings_of(taken: &[Taken]) -> Vec<String> {
    let mut ids: Vec<Uuid> = taken.iter().filter_map(|row| row.hearing_id).collect();
    ids.sort_unstable();
    ids.dedup();
    ids.iter().map(Uuid::to_string).collect()
}

/// Says whose time it is that is not free, so that the next choice is a better one.
pub(super) fn slot_taken(in_the_way: &[Taken]) -> Problem {
    let of = |kind: fn(Resource) -> bool| in_the_way.iter().any(|row| kind(row.resource));
    let (zh, en) = if of(|resource| matches!(resource, Resource::Staff(_))) {
        ("法官或书记员", "the judge or the clerk")
    } else if of(|resource| matches!(resource, Resource::Courtroom(_))) {
        ("法庭", "the courtroom")
    } else {
        ("一方当事人", "one of the parties")
    };
    Problem::new(&errors::SLOT_TAKEN).saying(Words::new(
        format!("这个时间{zh}已有别的安排，请选另一个时间。"),
        format!("At that time {en} is taken. Choose another time."),
    ))
}

/// Frees what is held for this.
pub(super) async fn release(tx: &DatabaseTransaction, holder: Holder) -> Result<(), DbErr> {
    let held = match holder {
        Holder::Hearing(id) => busy::Column::HearingId.eq(id),
        Holder::Block(id) => busy::Column::BlockId.eq(id),
    };
    busy::Entity::delete_many().filter(held).exec(tx).await?;
    Ok(())
}

/// Frees one resource of a hearing, as when it moves to another courtroom.
pub(super) async fn release_one(
    tx: &DatabaseTransaction,
    hearing_id: Uuid,
    resource: Resource,
) -> Result<(), DbErr> {
    busy::Entity::delete_many()
        .filter(busy::Column::HearingId.eq(hearing_id))
        .filter(busy::Column::ResourceKind.eq(resource.kind()))
        .filter(busy::Column::ResourceId.eq(resource.id()))
        .exec(tx)
        .await?;
    Ok(())
}

/// How many cells this hearing holds.
pub(super) async fn held_by(db: &impl ConnectionTrait, hearing_id: Uuid) -> Result<u64, DbErr> {
    use sea_orm::PaginatorTrait;
    busy::Entity::find()
        .filter(busy::Column::HearingId.eq(hearing_id))
        .count(db)
        .await
}

/// A cell that is not free.
#[derive(Clone, Copy, Debug)]
pub(super) struct Taken {
    pub resource: Resource,
    pub cell: i64,
    pub hearing_id: Option<Uuid>,
    block_id: Option<Uuid>,
}

pub(super) async fn taken_between(
    db: &impl ConnectionTrait,
    resources: &[Resource],
    cells: Range<i64>,
) -> Result<Vec<Taken>, Problem> {
    /// Six weeks of everybody in a hearing; more is looked at by the key when it is taken.
    const MOST: u64 = 100_000;
    let ids = resources.iter().map(|resource| resource.id());
    let rows = busy::Entity::find()
        .filter(busy::Column::ResourceKind.is_in(["courtroom", "person", "staff"]))
        .filter(busy::Column::ResourceId.is_in(ids))
        .filter(busy::Column::Cell.gte(cells.start))
        .filter(busy::Column::Cell.lt(cells.end))
        .order_by_asc(busy::Column::Cell)
        .limit(MOST)
        .all(db)
        .await?;
    Ok(rows
        .into_iter()
        .filter_map(|row| {
            Some(Taken {
                resource: Resource::of(&row.resource_kind, row.resource_id)?,
                cell: row.cell,
                hearing_id: row.hearing_id,
                block_id: row.block_id,
            })
        })
        .collect())
}

/// What is not free, to look up.
#[derive(Clone, Debug, Default)]
pub(super) struct Busy(HashSet<(Resource, i64)>);

impl Busy {
    pub fn of(taken: impl IntoIterator<Item = Taken>) -> Busy {
        Busy(
            taken
                .into_iter()
                .map(|row| (row.resource, row.cell))
                .collect(),
        )
    }

    #[cfg(test)]
    pub fn of_cells(resource: Resource, cells: Range<i64>) -> Busy {
        Busy(cells.map(|cell| (resource, cell)).collect())
    }

    pub fn is_free(&self, resource: Resource, mut cells: Range<i64>) -> bool {
        cells.all(|cell| !self.0.contains(&(resource, cell)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    #[test]
    fn a_time_takes_every_quarter_that_it_touches() {
        let count = |from, to| cells(at(from), at(to)).count();
        assert_eq!(count("2026-12-01T01:00:00Z", "2026-12-01T02:00:00Z"), 4);
        assert_eq!(count("2026-12-01T01:10:00Z", "2026-12-01T01:16:00Z"), 2);
        assert_eq!(count("2026-12-01T01:00:00Z", "2026-12-01T01:00:01Z"), 1);
    }

    #[test]
    fn the_buffer_keeps_the_next_hearing_off() {
        let first = cells_of_hearing(at("2026-12-01T01:00:00Z"), at("2026-12-01T02:00:00Z"));
        let busy = Busy::of_cells(Resource::Staff(Uuid::nil()), first);
        let free = |from, to| {
            busy.is_free(
                Resource::Staff(Uuid::nil()),
                cells_of_hearing(at(from), at(to)),
            )
        };
        assert!(!free("2026-12-01T02:00:00Z", "2026-12-01T03:00:00Z"));
        assert!(free("2026-12-01T02:15:00Z", "2026-12-01T03:00:00Z"));
    }
}
