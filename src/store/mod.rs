//! Connections and transactions: SQLite at home, PostgreSQL in a national court.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use migrations::{Migrator, MigratorTrait};
use sea_orm::{
    ConnectOptions, Database, DatabaseConnection, DatabaseTransaction, DbBackend, DbErr,
    SqliteTransactionMode, Statement, TransactionOptions, TransactionTrait,
};
use secrecy::{ExposeSecret, SecretString};
use tokio::sync::Semaphore;

use crate::kit::problem::{Problem, common};
use crate::kit::{private, settings};

/// A connection that does not come back holds up the end no longer than this.
const CLOSE_PATIENCE: Duration = Duration::from_secs(5);

#[derive(Clone)]
pub struct Store {
    db: DatabaseConnection,
    /// Of SQLite's writers one asks for the lock at a time.
    begin_turn: Arc<Semaphore>,
}

impl Store {
    /// Opens the pool without waiting for the database: a court whose database is away starts, says
    /// so with 503, and recovers by itself.
    pub async fn open(settings: &settings::Database, data_dir: &Path) -> Result<Store, DbErr> {
        let url = match &settings.url {
            Some(url) => url.clone(),
            None => embedded_url(data_dir)?,
        };
        let mut options = ConnectOptions::new(url.expose_secret());
        options
            .max_connections(settings.max_connections)
            .min_connections(0)
            .connect_timeout(Duration::from_secs(3))
            .acquire_timeout(Duration::from_secs(3))
            .idle_timeout(Duration::from_secs(600))
            .sqlx_logging(false)
            .connect_lazy(true)
            // WAL lets readers go on while one writes; NORMAL loses nothing when the process dies.
            // FULL, so that a committed act also outlives a power cut.
            .map_sqlx_sqlite_opts(|options| {
                options
                    .create_if_missing(true)
                    .foreign_keys(true)
                    .journal_mode(sqlx::sqlite::SqliteJournalMode::Wal)
                    .synchronous(sqlx::sqlite::SqliteSynchronous::Full)
                    .busy_timeout(Duration::from_secs(10))
            });
        let mut db = Database::connect(options).await?;
        db.set_metric_callback(measure);
        Ok(Store {
            db,
            begin_turn: Arc::new(Semaphore::new(1)),
        })
    }

    /// Also tells `watcher` of every statement, so that a test can have each explained.
    pub fn watch(&mut self, watcher: impl Fn(&Statement) + Send + Sync + 'static) {
        self.db.set_metric_callback(move |info| {
            measure(info);
            watcher(info.statement);
        });
    }

    /// For reading, and for writes of a single statement.
    pub fn db(&self) -> &DatabaseConnection {
        &self.db
    }

    /// The one way to open a transaction that writes. SQLite takes the write lock at once: with
    /// deferred transactions, two that read and then write would fail each other.
    pub async fn write(&self) -> Result<DatabaseTransaction, Problem> {
        let options = TransactionOptions {
            sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
            ..TransactionOptions::default()
        };
        // Whoever waits for SQLite's one write lock holds a connection; were all of them held so, the
        // writer itself could not read on another. So they wait here, in their order.
        let _turn = match self.is_sqlite() {
            true => self.begin_turn.acquire().await.ok(),
            false => None,
        };
        self.db
            .begin_with_options(options)
            .await
            .map_err(Problem::from)
    }

    pub fn is_sqlite(&self) -> bool {
        self.db.get_database_backend() == DbBackend::Sqlite
    }

    pub async fn migrate(&self) -> Result<(), DbErr> {
        Migrator::up(&self.db, None).await
    }

    /// Closes the pool once its connections are back; SQLite then folds its side files into the database.
    pub async fn close(&self) {
        let closing = self.db.close_by_ref();
        match tokio::time::timeout(CLOSE_PATIENCE, closing).await {
            Ok(Ok(())) => {}
            Ok(Err(error)) => {
                tracing::warn!(class = error_class(&error), "the database was not closed")
            }
            Err(_) => tracing::warn!("the database was not closed in time"),
        }
    }

    /// Whether the database answers and its schema is the program's.
    pub async fn check(&self) -> Result<(), Problem> {
        self.db
            .ping()
            .await
            .map_err(|error| Problem::new(&common::DATABASE_AWAY).because(error_class(&error)))?;
        let pending = Migrator::get_pending_migrations(&self.db).await?;
        if pending.is_empty() {
            Ok(())
        } else {
            Err(Problem::new(&common::DATABASE_BEHIND))
        }
    }
}

fn measure(info: &sea_orm::metric::Info<'_>) {
    let failed = if info.failed { "true" } else { "false" };
    metrics::histogram!("database_seconds").record(info.elapsed.as_secs_f64());
    metrics::counter!("database_statements_total", "failed" => failed).increment(1);
}

fn error_class(error: &DbErr) -> &'static str {
    match error {
        DbErr::ConnectionAcquire(_) => "no connection",
        DbErr::Conn(_) => "connection error",
        _ => "error",
    }
}

fn embedded_url(data_dir: &Path) -> Result<SecretString, DbErr> {
    let path = data_dir.join("court.sqlite");
    // SQLite gives its side files the rights of the database.
    private::folder(data_dir)
        .and_then(|()| private::file(&path))
        .map_err(|error| {
            DbErr::Custom(format!(
                "cannot make the database file {}: {error}",
                path.display()
            ))
        })?;
    Ok(SecretString::from(format!(
        "sqlite://{}?mode=rwc",
        path.display()
    )))
}
