//! kill -9 at random moments: what was acknowledged is there, once.

mod journeys;
mod log_ins;
mod outside;

use sea_orm::{DatabaseConnection, FromQueryResult, Statement};

#[derive(FromQueryResult)]
struct Count {
    n: i64,
}

/// What `SELECT COUNT(*) AS n ...` says.
async fn count(db: &DatabaseConnection, sql: &str) -> i64 {
    let statement = Statement::from_string(db.get_database_backend(), sql);
    Count::find_by_statement(statement)
        .one(db)
        .await
        .expect("count")
        .map_or(0, |row| row.n)
}
