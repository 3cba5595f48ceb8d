//! The `staff_members` table.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "staff_members")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    #[sea_orm(unique)]
    pub username: String,
    pub name: String,
    /// Codes of roles, parted by commas.
    pub roles: String,
    #[sea_orm(column_type = "Text")]
    pub password_hash: String,
    #[sea_orm(column_type = "Text")]
    pub totp_sealed: String,
    /// The last time step whose code was used; each works once (RFC 6238 5.2).
    pub totp_last_step: i64,
    pub last_log_in_at: Option<DateTimeUtc>,
    /// The last day away; colleagues cover until then.
    pub away_until: Option<Date>,
    pub disabled_at: Option<DateTimeUtc>,
    pub created_at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}
