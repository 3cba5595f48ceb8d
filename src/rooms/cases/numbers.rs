//! Case numbers: 1, 2, 3 … for each court, year and type, without gap or double.
//!
//! The counter's row is raised in the caller's own transaction. On PostgreSQL its lock, on SQLite the one
//! writer, makes the next caller wait until that transaction ends: an act that is rolled back gives its
//! number back before anybody else can ask. The `cases` table holds the promise a second time, as a
//! unique index (domain.md 7).

use chrono::{DateTime, Datelike, Utc};
use sea_orm::{ConnectionTrait, DatabaseTransaction, Statement};

use super::errors;
use crate::court::Court;
use crate::kit::clock::shanghai_day;
use crate::kit::problem::{Problem, common};
use crate::law::case_number::{COURT_CODE, CaseNumber};

/// Types of case that this court numbers (domain.md 7).
pub const KINDS: [&str; 15] = [
    "民初",
    "民终",
    "民申",
    "民再",
    "民特",
    "民督",
    "民辖",
    "民辖终",
    "财保",
    "执",
    "执恢",
    "执保",
    "执异",
    "行初",
    "民诉前调",
];

const RAISE: &str = "INSERT INTO case_numbers (court, year, kind, last) VALUES ($1, $2, $3, 1) \
    ON CONFLICT (court, year, kind) DO UPDATE SET last = case_numbers.last + 1 RETURNING last";

/// The next number of a type in the present year of Shanghai. It is used up only if `tx` is committed.
pub async fn next_number(
    court: &Court,
    tx: &DatabaseTransaction,
    kind: &str,
) -> Result<String, Problem> {
    Ok(allocate(tx, kind, court.now()).await?.to_string())
}

/// Raises the counter of the type and of the year in which `at` falls in Shanghai.
pub(super) async fn allocate(
    tx: &DatabaseTransaction,
    kind: &str,
    at: DateTime<Utc>,
) -> Result<CaseNumber, Problem> {
    if !KINDS.contains(&kind) {
        return Err(Problem::new(&errors::TYPE_UNKNOWN));
    }
    let year = shanghai_day(at).year();
    let raise = Statement::from_sql_and_values(
        tx.get_database_backend(),
        RAISE,
        [COURT_CODE.into(), year.into(), kind.into()],
    );
    let impossible = || Problem::new(&common::INTERNAL).because("a counter without a value");
    let row = tx.query_one_raw(raise).await?.ok_or_else(impossible)?;
    let serial: i64 = row.try_get("", "last")?;
    let year = u16::try_from(year).map_err(|_| impossible())?;
    let serial = u64::try_from(serial).map_err(|_| impossible())?;
    CaseNumber::new(year, kind, serial).ok_or_else(impossible)
}
