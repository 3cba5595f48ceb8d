//! Leases: one node at a time does a job, and another takes over when it is gone.

use chrono::{DateTime, Duration, Utc};
use sea_orm::prelude::*;
use sea_orm::sea_query::{Expr, ExprTrait, OnConflict};
use sea_orm::{ActiveValue::Set, ConnectionTrait};

mod lease_row {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "leases")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub name: String,
        pub holder: String,
        pub until: DateTimeUtc,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

/// Takes or renews a lease; false when another holds it. Inside a transaction it also locks the row.
pub async fn take(
    db: &impl ConnectionTrait,
    name: &str,
    holder: &str,
    seconds: i64,
    now: DateTime<Utc>,
) -> Result<bool, DbErr> {
    let until = now + Duration::seconds(seconds);
    let row = lease_row::ActiveModel {
        name: Set(name.to_owned()),
        holder: Set(holder.to_owned()),
        until: Set(until),
    };
    let inserted = lease_row::Entity::insert(row)
        .on_conflict(
            OnConflict::column(lease_row::Column::Name)
                .do_nothing()
                .to_owned(),
        )
        .exec_without_returning(db)
        .await?;
    if inserted == 1 {
        return Ok(true);
    }
    let taken = lease_row::Entity::update_many()
        .col_expr(lease_row::Column::Holder, Expr::value(holder))
        .col_expr(lease_row::Column::Until, Expr::value(until))
        .filter(lease_row::Column::Name.eq(name))
        .filter(
            lease_row::Column::Holder
                .eq(holder)
                .or(lease_row::Column::Until.lte(now)),
        )
        .exec(db)
        .await?;
    Ok(taken.rows_affected == 1)
}
