//! One case: what it is about, what happened, until when who must act.

use actix_web::{get, web};
use sea_orm::prelude::*;
use sea_orm::sea_query::Expr;
use sea_orm::{QueryOrder, QuerySelect};
use secrecy::SecretString;
use serde_json::{Map, Value};

use super::access::{CaseReader, Viewer, find_for, find_for_desk, member_of};
use super::brief::procedure_words;
use super::model::{case, claim, deadline, entry, member, party};
use super::names::{PartyKind, Readers, Side, actor_words, entry_detail, entry_title};
use super::open::{ID_NUMBER, PHONE};
use super::view::{deadline_view, item, local, next, open_of, stage, unpaid};
use super::words::{CaseView, ClaimView, DeadlineList, EntryView, PartyView};
use crate::court::Court;
use crate::kit::auth::Party;
use crate::kit::i18n::Lang;
use crate::kit::page::{List, Page};
use crate::kit::problem::{Problem, common};
use crate::kit::vault::last_four;
use crate::law::Named;
use crate::law::procedure::Procedure;

/// Deadlines of one case that are shown; a case has a few dozen at most.
const MOST_DEADLINES: u64 = 500;
/// Parties and claims of one case that are shown: filing takes 50 a side.
const MOST_PARTS: u64 = 500;

/// A case of mine.
#[utoipa::path(operation_id = "get_case", tag = "cases", params(("id" = Uuid, Path, description = "Of the case")), security(("party" = [])),
    responses((status = 200, description = "The case", body = CaseView)),
    extensions(("x-function" = json!("my_cases")), ("x-errors" = json!(["request.not_found"]))))]
#[get("/api/v1/cases/{id}")]
pub async fn get_case(
    court: web::Data<Court>,
    party: Party,
    id: web::Path<String>,
    lang: Lang,
) -> Result<web::Json<CaseView>, Problem> {
    let (case, viewer) = find_for(&court, &party, &id).await?;
    view(&court, case, viewer, lang).await.map(web::Json)
}

/// A case at the desk.
#[utoipa::path(operation_id = "get_desk_case", tag = "cases", params(("id" = Uuid, Path, description = "Of the case")), security(("desk" = [])),
    responses((status = 200, description = "The case", body = CaseView)),
    extensions(("x-errors" = json!(["desk.role_missing", "request.not_found"]))))]
#[get("/api/v1/desk/cases/{id}")]
pub async fn get_desk_case(
    court: web::Data<Court>,
    reader: CaseReader,
    id: web::Path<String>,
    lang: Lang,
) -> Result<web::Json<CaseView>, Problem> {
    let case = find_for_desk(&court, &reader, &id).await?;
    view(&court, case, Viewer::Desk, lang).await.map(web::Json)
}

async fn view(
    court: &Court,
    case: case::Model,
    viewer: Viewer,
    lang: Lang,
) -> Result<CaseView, Problem> {
    let db = court.store.db();
    let parties = party::Entity::find()
        .filter(party::Column::CaseId.eq(case.id))
        .order_by_asc(party::Column::Side)
        .order_by_asc(party::Column::Place)
        .limit(MOST_PARTS)
        .all(db)
        .await?;
    let claims = claim::Entity::find()
        .filter(claim::Column::CaseId.eq(case.id))
        .order_by_asc(claim::Column::Place)
        .limit(MOST_PARTS)
        .all(db)
        .await?;
    let (running, over) = open_of(db, case.id, court.now()).await?;
    let filed_it = matches!(viewer.side(), None | Some(Side::Plaintiff));
    let procedure = Procedure::from_id(&case.procedure);
    Ok(CaseView {
        filing_id: filed_it.then_some(case.filing_id),
        procedure: case.procedure.clone(),
        procedure_words: procedure
            .map(|procedure| procedure_words(procedure).in_lang(lang).to_owned())
            .unwrap_or_default(),
        parties: party_views(court, parties, &viewer, lang)?,
        claims: claims
            .into_iter()
            .map(|row| ClaimView {
                text: row.text,
                amount_fen: row.amount_fen,
            })
            .collect(),
        stage: stage(case.reached, lang),
        next: unpaid(&case, &over, &viewer, lang)
            .unwrap_or_else(|| next(&running, &viewer, case.ended, lang)),
        docketed_at: case.docketed_at.map(local),
        item: item(case, &viewer, &running, lang),
    })
}

/// Plaintiffs, defendants, third parties. Numbers are shown masked: one's own, and to the court.
fn party_views(
    court: &Court,
    mut rows: Vec<party::Model>,
    viewer: &Viewer,
    lang: Lang,
) -> Result<Vec<PartyView>, Problem> {
    rows.sort_by_key(|row| (Side::from_id(&row.side), row.place));
    let mut views = Vec::with_capacity(rows.len());
    for row in rows {
        let you = row.person_id.is_some() && row.person_id == viewer.person_id();
        let shown = you || viewer.person_id().is_none();
        let masked = |context: &str, sealed: &Option<String>| -> Result<Option<String>, Problem> {
            let Some(sealed) = sealed.as_ref().filter(|_| shown) else {
                return Ok(None);
            };
            let plain: SecretString = court
                .vault
                .open(context, sealed)
                .map_err(|error| Problem::new(&common::INTERNAL).because(error))?;
            Ok(Some(last_four(&plain)))
        };
        views.push(PartyView {
            side_words: Side::from_id(&row.side)
                .map(|side| side.words().in_lang(lang).to_owned())
                .unwrap_or_default(),
            id_number_masked: masked(ID_NUMBER, &row.id_number_sealed)?,
            phone_masked: masked(PHONE, &row.phone_sealed)?,
            side: row.side,
            name: row.name,
            kind: PartyKind::from_id(&row.kind)
                .map_or("person", PartyKind::id)
                .to_owned(),
            you,
        });
    }
    Ok(views)
}

/// What happened in a case of mine, the latest first. Reading it from its start marks it as seen.
#[utoipa::path(operation_id = "list_case_timeline", tag = "cases", params(("id" = Uuid, Path, description = "Of the case"), Page), security(("party" = [])),
    responses((status = 200, description = "The timeline", body = List<EntryView>)),
    extensions(("x-function" = json!("my_cases")), ("x-errors" = json!(["request.not_found", "page.cursor_invalid", "request.query_invalid"]))))]
#[get("/api/v1/cases/{id}/timeline")]
pub async fn list_case_timeline(
    court: web::Data<Court>,
    party: Party,
    id: web::Path<String>,
    page: Page,
    lang: Lang,
) -> Result<web::Json<List<EntryView>>, Problem> {
    let member = member_of(&court, &party, &id).await?;
    let side = Side::from_id(&member.role);
    if page.after.is_none() && member.unread_entries > 0 {
        seen(&court, &member).await?;
    }
    timeline(&court, member.case_id, side, page, lang).await
}

/// What happened in a case, at the desk.
#[utoipa::path(operation_id = "list_desk_case_timeline", tag = "cases", params(("id" = Uuid, Path, description = "Of the case"), Page), security(("desk" = [])),
    responses((status = 200, description = "The timeline", body = List<EntryView>)),
    extensions(("x-errors" = json!(["desk.role_missing", "request.not_found", "page.cursor_invalid", "request.query_invalid"]))))]
#[get("/api/v1/desk/cases/{id}/timeline")]
pub async fn list_desk_case_timeline(
    court: web::Data<Court>,
    reader: CaseReader,
    id: web::Path<String>,
    page: Page,
    lang: Lang,
) -> Result<web::Json<List<EntryView>>, Problem> {
    let case = find_for_desk(&court, &reader, &id).await?;
    timeline(&court, case.id, None, page, lang).await
}

/// Takes off what was counted; an entry that comes in between stays counted.
async fn seen(court: &Court, member: &member::Model) -> Result<(), Problem> {
    use sea_orm::sea_query::ExprTrait;
    let counter = member::Column::UnreadEntries;
    member::Entity::update_many()
        .col_expr(counter, Expr::col(counter).sub(member.unread_entries))
        .filter(member::Column::PersonId.eq(member.person_id))
        .filter(member::Column::CaseId.eq(member.case_id))
        .filter(counter.gte(member.unread_entries))
        .exec(court.store.db())
        .await?;
    Ok(())
}

async fn timeline(
    court: &Court,
    case_id: Uuid,
    side: Option<Side>,
    page: Page,
    lang: Lang,
) -> Result<web::Json<List<EntryView>>, Problem> {
    let mut query = entry::Entity::find().filter(entry::Column::CaseId.eq(case_id));
    if let Some(side) = side {
        let mine = [Readers::Everyone.id(), Readers::side(side).id()];
        query = query.filter(entry::Column::Readers.is_in(mine));
    }
    if let Some(after) = page.after {
        query = query.filter(entry::Column::Id.lt(after));
    }
    let rows = query
        .order_by_desc(entry::Column::Id)
        .limit(page.fetch())
        .all(court.store.db())
        .await?;
    Ok(web::Json(page.list(
        rows,
        |row| row.id,
        |row| entry_view(row, lang),
    )))
}

fn entry_view(row: entry::Model, lang: Lang) -> EntryView {
    let facts: Map<String, Value> = serde_json::from_str(&row.facts).unwrap_or_default();
    EntryView {
        id: row.id,
        title: entry_title(&row.kind, &facts, lang),
        detail: entry_detail(&facts, lang),
        at: local(row.at),
        by: actor_words(&row.by_role, row.by_name.as_deref(), lang),
        kind: row.kind,
    }
}

/// The limits of a case of mine: who, what, until when, under which article.
#[utoipa::path(operation_id = "list_case_deadlines", tag = "cases", params(("id" = Uuid, Path, description = "Of the case")), security(("party" = [])),
    responses((status = 200, description = "Running ones first", body = DeadlineList)),
    extensions(("x-function" = json!("my_cases")), ("x-errors" = json!(["request.not_found"]))))]
#[get("/api/v1/cases/{id}/deadlines")]
pub async fn list_case_deadlines(
    court: web::Data<Court>,
    party: Party,
    id: web::Path<String>,
    lang: Lang,
) -> Result<web::Json<DeadlineList>, Problem> {
    let member = member_of(&court, &party, &id).await?;
    let case_id = member.case_id;
    deadlines(&court, case_id, Viewer::Member(member), lang).await
}

/// The limits of a case, at the desk.
#[utoipa::path(operation_id = "list_desk_case_deadlines", tag = "cases", params(("id" = Uuid, Path, description = "Of the case")), security(("desk" = [])),
    responses((status = 200, description = "Running ones first", body = DeadlineList)),
    extensions(("x-errors" = json!(["desk.role_missing", "request.not_found"]))))]
#[get("/api/v1/desk/cases/{id}/deadlines")]
pub async fn list_desk_case_deadlines(
    court: web::Data<Court>,
    reader: CaseReader,
    id: web::Path<String>,
    lang: Lang,
) -> Result<web::Json<DeadlineList>, Problem> {
    let case = find_for_desk(&court, &reader, &id).await?;
    deadlines(&court, case.id, Viewer::Desk, lang).await
}

async fn deadlines(
    court: &Court,
    case_id: Uuid,
    viewer: Viewer,
    lang: Lang,
) -> Result<web::Json<DeadlineList>, Problem> {
    let now = court.now();
    // `running` stands last in the alphabet, after `fell_away`, `met` and `over`: backwards along the index it
    // comes first.
    let rows = deadline::Entity::find()
        .filter(deadline::Column::CaseId.eq(case_id))
        .order_by_desc(deadline::Column::State)
        .order_by_desc(deadline::Column::ExpiresBefore)
        .limit(MOST_DEADLINES)
        .all(court.store.db())
        .await?;
    let mut items: Vec<_> = rows
        .into_iter()
        .map(|row| deadline_view(row, &viewer, now, lang))
        .collect();
    // Of those that run, the next one to end leads; of the others, the latest.
    items.sort_by_key(|one| {
        let end = one.expires_before.timestamp();
        match one.state {
            "running" => (0, end),
            "over" => (1, -end),
            _ => (2, -end),
        }
    });
    Ok(web::Json(DeadlineList { items, next: None }))
}
