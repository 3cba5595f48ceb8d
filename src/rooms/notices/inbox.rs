//! The inbox: always written first; WeChat and SMS are reminders (OLR 32).

use actix_web::{get, post, web};
use sea_orm::prelude::*;
use sea_orm::sea_query::Expr;
use sea_orm::{PaginatorTrait, QueryOrder, QuerySelect};

use super::errors;
use super::model::notice;
use super::words::{Inbox, NoticeView};
use crate::court::Court;
use crate::kit::auth::Party;
use crate::kit::i18n::Lang;
use crate::kit::page::Page;
use crate::kit::problem::Problem;

/// My messages, the latest first.
#[utoipa::path(operation_id = "list_notices", tag = "notices", params(Page), security(("party" = [])),
    responses((status = 200, description = "The inbox", body = Inbox)),
    extensions(("x-errors" = json!(["page.cursor_invalid", "request.query_invalid"]))))]
#[get("/api/v1/notices")]
pub async fn list_notices(
    court: web::Data<Court>,
    party: Party,
    page: Page,
    lang: Lang,
) -> Result<web::Json<Inbox>, Problem> {
    let db = court.store.db();
    let mine = notice::Entity::find().filter(notice::Column::PersonId.eq(party.id));
    let unread = mine
        .clone()
        .filter(notice::Column::ReadAt.is_null())
        .count(db)
        .await?;
    let query = match page.after {
        Some(after) => mine.filter(notice::Column::Id.lt(after)),
        None => mine,
    };
    let rows = query
        .order_by_desc(notice::Column::Id)
        .limit(page.fetch())
        .all(db)
        .await?;
    let list = page.list(rows, |row| row.id, |row| NoticeView::of(row, lang));
    Ok(web::Json(Inbox {
        items: list.items,
        next: list.next,
        unread,
    }))
}

/// Marks a message as read; reading it again changes nothing.
#[utoipa::path(operation_id = "read_notice", tag = "notices", params(("id" = Uuid, Path, description = "Of the message")),
    security(("party" = [])), responses((status = 200, description = "Read", body = NoticeView)),
    extensions(("x-errors" = json!(["notices.no_such_notice"]))))]
#[post("/api/v1/notices/{id}/read")]
pub async fn read_notice(
    court: web::Data<Court>,
    party: Party,
    id: web::Path<String>,
    lang: Lang,
) -> Result<web::Json<NoticeView>, Problem> {
    let id = Uuid::try_parse(&id).map_err(|_| Problem::new(&errors::NO_SUCH_NOTICE))?;
    let db = court.store.db();
    notice::Entity::update_many()
        .col_expr(notice::Column::ReadAt, Expr::value(court.now()))
        .filter(notice::Column::Id.eq(id))
        .filter(notice::Column::PersonId.eq(party.id))
        .filter(notice::Column::ReadAt.is_null())
        .exec(db)
        .await?;
    let row = notice::Entity::find_by_id(id)
        .filter(notice::Column::PersonId.eq(party.id))
        .one(db)
        .await?;
    row.map(|row| web::Json(NoticeView::of(row, lang)))
        .ok_or_else(|| Problem::new(&errors::NO_SUCH_NOTICE))
}
