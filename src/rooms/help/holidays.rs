//! Holiday notices that came after the release: kept in the database, so that every node counts alike.

use sea_orm::prelude::*;
use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveValue::Set, QueryOrder};

use crate::court::Court;
use crate::kit::audit::{Act, Actor};
use crate::kit::ids::new_id;
use crate::kit::problem::Problem;
use crate::law::calendar::{Calendar, NoticeFault};

mod holiday_year {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "holiday_years")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub year: i32,
        /// `{"years": {"2027": …}}`, as loaded.
        #[sea_orm(column_type = "Text")]
        pub notice: String,
        pub loaded_at: DateTimeUtc,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

#[derive(Debug, thiserror::Error)]
pub enum LoadError {
    #[error("The notice was not loaded:\n{}", faults.iter().map(|fault| format!("- {fault}")).collect::<Vec<_>>().join("\n"))]
    Faults { faults: Vec<NoticeFault> },
    #[error("{0}")]
    Problem(#[from] Problem),
}

/// `micro-court holidays load`: checks the notice whole, stores it, and counts by it from now on.
/// Gives the years that it names. Running servers take it up within half a minute.
pub async fn load(court: &Court, notice: &str) -> Result<Vec<i32>, LoadError> {
    court
        .calendar
        .load()
        .with_notice(notice)
        .map_err(|faults| LoadError::Faults { faults })?;
    let years = years_of(notice);
    let now = court.now();
    let tx = court.store.write().await?;
    for (year, text) in &years {
        let row = holiday_year::ActiveModel {
            year: Set(*year),
            notice: Set(text.clone()),
            loaded_at: Set(now),
        };
        let replace = OnConflict::column(holiday_year::Column::Year)
            .update_columns([holiday_year::Column::Notice, holiday_year::Column::LoadedAt])
            .to_owned();
        holiday_year::Entity::insert(row)
            .on_conflict(replace)
            .exec_without_returning(&tx)
            .await
            .map_err(Problem::from)?;
        let year = year.to_string();
        let act = Act {
            actor: Actor::System,
            act: "help.load_holidays",
            subject_kind: "holiday_year",
            subject_id: new_id(),
            from: None,
            to: Some(&year),
            basis: Some("Interp. 125"),
        };
        act.record(&tx, now).await.map_err(Problem::from)?;
    }
    court.commit(tx).await?;
    take_up(court).await?;
    Ok(years.into_iter().map(|(year, _)| year).collect())
}

/// Each year of a notice as a notice of its own.
fn years_of(notice: &str) -> Vec<(i32, String)> {
    let file: serde_json::Value = serde_json::from_str(notice).unwrap_or_default();
    let years = file.get("years").and_then(serde_json::Value::as_object);
    years
        .into_iter()
        .flatten()
        .filter_map(|(year, content)| {
            Some((
                year.parse().ok()?,
                serde_json::json!({"years": {year: content}}).to_string(),
            ))
        })
        .collect()
}

/// Puts the calendar together: built-in years, then the loaded ones. A row that no longer reads is
/// left out and said so; the built-in years always count.
pub async fn take_up(court: &Court) -> Result<(), Problem> {
    let _turn = court.calendar_turn.lock().await;
    let rows = holiday_year::Entity::find()
        .order_by_asc(holiday_year::Column::Year)
        .all(court.store.db())
        .await?;
    let Ok(mut calendar) = Calendar::built_in() else {
        return Ok(());
    };
    for row in rows {
        match calendar.with_notice(&row.notice) {
            Ok(with) => calendar = with,
            Err(faults) => tracing::error!(
                year = row.year,
                ?faults,
                "a stored holiday notice cannot be read"
            ),
        }
    }
    court.calendar.store(std::sync::Arc::new(calendar));
    Ok(())
}
