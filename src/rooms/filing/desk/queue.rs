//! One queue for all clerks, with clocks (wishes 14: queues, not owners).

use actix_web::{HttpRequest, get, web};
use sea_orm::prelude::*;
use sea_orm::sea_query::{Expr, ExprTrait, Func, Query};
use sea_orm::{Condition, ConnectionTrait, Order, QueryOrder, QuerySelect};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::court::Court;
use crate::kit::clock::shanghai_day;
use crate::kit::i18n::Lang;
use crate::kit::page::{Page, read_query};
use crate::kit::problem::Problem;
use crate::kit::search;
use crate::law::Named;
use crate::law::machine::filing::State;
use crate::law::moments::Moment;
use crate::rooms::filing::access::Reviewer;
use crate::rooms::filing::clock::{self, ReviewClock};
use crate::rooms::filing::model::{filing, term};
use crate::rooms::filing::words::{cause_words, local, state_words};
use crate::rooms::staff::{self, Colleague};

/// A part of the work.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Queue {
    ToDo,
    DueToday,
    Unclaimed,
    Mine,
    Corrected,
    Waiting,
    FeeDue,
    Mediation,
    Ruling,
    All,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Sort {
    Due,
    Received,
}

/// `?state=&q=&queue=&sort=&covering=&after=&limit=`
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct Asked {
    /// A state of the `filing` machine.
    #[param(value_type = Option<String>, example = "submitted")]
    state: Option<State>,
    /// Receipt number, names, cause.
    #[param(max_length = 100)]
    q: Option<String>,
    #[param(inline)]
    queue: Option<Queue>,
    /// `due` (the nearest end first) or `received` (the latest first).
    #[param(inline)]
    sort: Option<Sort>,
    /// Filings of an absent colleague.
    covering: Option<Uuid>,
    after: Option<Uuid>,
    #[param(value_type = Option<i64>, minimum = 1, maximum = 100)]
    limit: Option<String>,
}

#[derive(Serialize, ToSchema)]
pub struct DeskQueue {
    pub items: Vec<DeskItem>,
    pub next: Option<String>,
    pub counts: Counts,
}

/// How many are in each part of the work.
#[derive(Default, Serialize, ToSchema)]
#[schema(as = FilingCounts)]
pub struct Counts {
    pub to_do: u64,
    pub due_today: u64,
    pub unclaimed: u64,
    pub mine: u64,
    pub corrected: u64,
    pub waiting: u64,
    pub fee_due: u64,
    pub mediation: u64,
    pub ruling: u64,
}

#[derive(Serialize, ToSchema)]
#[schema(as = DeskFilingItem, example = json!({"id": "0193a1f0-7c1e-7000-8000-00000000f001", "receipt_no": "L20261124-0001", "state": "submitted", "state_words": "已提交(待审核)",
    "title": "张三 诉 某某科技有限公司", "cause": "online_shopping_contract", "cause_words": "网络购物合同纠纷（通过电子商务平台签订或者履行）", "claimed_fen": 128000,
    "submitted_at": "2026-11-24T09:41:00+08:00", "received_at": "2026-11-24T09:41:00+08:00", "review_due": "2026-12-02T00:00:00+08:00", "clock": {"day": 0, "of": 7, "level": "soon", "paused": false},
    "flags": [], "reviewer": null, "case_number": null, "corrections": 0, "escalation": 0, "version": 4}))]
pub struct DeskItem {
    pub id: Uuid,
    pub receipt_no: Option<String>,
    pub state: String,
    pub state_words: String,
    pub title: String,
    pub cause: Option<String>,
    pub cause_words: Option<String>,
    pub claimed_fen: i64,
    pub submitted_at: Option<chrono::DateTime<chrono::FixedOffset>>,
    pub received_at: Option<chrono::DateTime<chrono::FixedOffset>>,
    pub review_due: Option<chrono::DateTime<chrono::FixedOffset>>,
    pub clock: Option<ReviewClock>,
    /// `duplicate`, `resubmitted`, `minor`: hints that decide nothing.
    pub flags: Vec<String>,
    pub reviewer: Option<Colleague>,
    pub case_number: Option<String>,
    pub corrections: i32,
    /// 0, or the day of the clock that was called out: 5, 7.
    pub escalation: i32,
    pub version: i32,
}

const WITH_US: [State; 2] = [State::Submitted, State::UnderReview];

fn in_states(states: &[State]) -> Condition {
    Condition::all().add(filing::Column::State.is_in(states.iter().map(|state| state.id())))
}

/// The first moment after today in Shanghai.
fn tomorrow(court: &Court) -> DateTimeUtc {
    Moment::start_of(crate::law::deadlines::day_after(shanghai_day(court.now())))
        .time()
        .to_utc()
}

fn part(queue: Queue, court: &Court, me: Uuid) -> Condition {
    match queue {
        Queue::ToDo => in_states(&WITH_US),
        Queue::DueToday => in_states(&WITH_US).add(filing::Column::ReviewDue.lte(tomorrow(court))),
        Queue::Unclaimed => in_states(&WITH_US).add(filing::Column::ReviewerId.is_null()),
        Queue::Mine => in_states(&WITH_US).add(filing::Column::ReviewerId.eq(me)),
        Queue::Corrected => in_states(&[State::Submitted]).add(filing::Column::Corrections.gt(0)),
        Queue::Waiting => in_states(&[State::ReturnedForCorrection]),
        Queue::FeeDue => in_states(&[State::Accepted, State::FeeDue]),
        Queue::Mediation => in_states(&[State::PreMediation]),
        // What only a judge can end: an uncorrected filing, a fee that was not paid, a plaintiff who insists.
        Queue::Ruling => in_states(&[
            State::UnderReview,
            State::ReturnedForCorrection,
            State::FeeDue,
        ]),
        Queue::All => Condition::all()
            .add(filing::Column::State.ne(State::Draft.id()))
            .add(filing::Column::ReceiptNo.is_not_null()),
    }
}

/// The filings before the court, with their clocks; the nearest end first.
#[utoipa::path(operation_id = "list_desk_filings", tag = "filing", params(Asked), security(("desk" = [])),
    responses((status = 200, description = "A page of the queue", body = DeskQueue)),
    extensions(("x-errors" = json!(["filing.role_missing", "page.cursor_invalid", "request.query_invalid"]))))]
#[get("/api/v1/desk/filings")]
pub async fn list_desk_filings(
    court: web::Data<Court>,
    req: HttpRequest,
    reviewer: Reviewer,
    lang: Lang,
) -> Result<web::Json<DeskQueue>, Problem> {
    let asked: Asked = read_query(req.query_string())?;
    let page = Page::of(None, asked.limit.as_deref())?;
    let page = Page {
        after: asked.after,
        ..page
    };
    let db = court.store.db();
    let queue = asked.queue.unwrap_or(
        match (
            asked.state.is_some() || asked.q.is_some(),
            reviewer.is_clerk(),
        ) {
            (true, _) => Queue::All,
            (false, true) => Queue::ToDo,
            (false, false) => Queue::Ruling,
        },
    );
    let mut query = filing::Entity::find().filter(part(queue, &court, reviewer.id()));
    if let Some(state) = asked.state {
        query = query.filter(filing::Column::State.eq(state.id()));
    }
    if let Some(colleague) = asked.covering {
        query = query.filter(filing::Column::ReviewerId.eq(colleague));
    }
    if let Some(found) = asked.q.as_deref().map(str::trim).filter(|q| !q.is_empty()) {
        query = query.filter(matching(found));
    }
    let due_first = asked.sort.unwrap_or(Sort::Due) == Sort::Due && WITH_US_QUEUES.contains(&queue);
    query = in_order(db, query, due_first, page.after).await?;
    let rows = query.limit(page.fetch()).all(db).await?;
    let names = staff::colleagues(db, rows.iter().filter_map(|row| row.reviewer_id)).await?;
    let list = page.list(rows, |row| row.id, |row| item(row, &names, &court, lang));
    let counts = counts(&court, db, reviewer.id()).await?;
    Ok(web::Json(DeskQueue {
        items: list.items.into_iter().flatten().collect(),
        next: list.next,
        counts,
    }))
}

/// Where every row has an end of review.
const WITH_US_QUEUES: [Queue; 5] = [
    Queue::ToDo,
    Queue::DueToday,
    Queue::Unclaimed,
    Queue::Mine,
    Queue::Corrected,
];

/// By the end of the review, or the latest first; from the row after the cursor.
async fn in_order(
    db: &impl ConnectionTrait,
    query: Select<filing::Entity>,
    due_first: bool,
    after: Option<Uuid>,
) -> Result<Select<filing::Entity>, Problem> {
    let from = match after {
        Some(id) => filing::Entity::find_by_id(id).one(db).await?,
        None => None,
    };
    if !due_first {
        let query = match after {
            Some(id) => query.filter(filing::Column::Id.lt(id)),
            None => query,
        };
        return Ok(query.order_by_desc(filing::Column::Id));
    }
    let query = match from.and_then(|row| Some((row.review_due?, row.id))) {
        Some((due, id)) => query.filter(
            Condition::any().add(filing::Column::ReviewDue.gt(due)).add(
                Condition::all()
                    .add(filing::Column::ReviewDue.eq(due))
                    .add(filing::Column::Id.gt(id)),
            ),
        ),
        None => query,
    };
    Ok(query
        .order_by(filing::Column::ReviewDue, Order::Asc)
        .order_by(filing::Column::Id, Order::Asc))
}

/// Filings that have every term of the question.
fn matching(question: &str) -> Condition {
    let asked = search::of_question(question, 20);
    let wanted = asked.len();
    if wanted == 0 {
        return Condition::all().add(Expr::val(1).eq(0));
    }
    let found = Query::select()
        .column(term::Column::FilingId)
        .from(term::Entity)
        .and_where(term::Column::Term.is_in(asked))
        .group_by_col(term::Column::FilingId)
        .and_having(
            Expr::expr(Func::count(Expr::col(term::Column::Term)))
                .eq(i64::try_from(wanted).unwrap_or(i64::MAX)),
        )
        .to_owned();
    Condition::all().add(Expr::col((filing::Entity, filing::Column::Id)).in_subquery(found))
}

fn item(row: filing::Model, names: &[Colleague], court: &Court, lang: Lang) -> Option<DeskItem> {
    let state = State::from_id(&row.state)?;
    Some(DeskItem {
        id: row.id,
        clock: clock::of(&row, state, court),
        state_words: state_words(state, lang),
        cause_words: cause_words(row.cause.as_deref(), lang),
        submitted_at: local(row.submitted_at),
        received_at: local(row.received_at),
        review_due: local(row.review_due),
        flags: flags(&row),
        reviewer: names
            .iter()
            .find(|one| Some(one.id) == row.reviewer_id)
            .cloned(),
        receipt_no: row.receipt_no,
        state: row.state,
        title: row.title,
        cause: row.cause,
        claimed_fen: row.claimed_fen,
        case_number: row.case_number,
        corrections: row.corrections,
        escalation: row.escalation,
        version: row.version,
    })
}

pub fn flags(row: &filing::Model) -> Vec<String> {
    row.flags
        .split(',')
        .filter(|flag| !flag.is_empty())
        .map(str::to_owned)
        .collect()
}

/// Counted by index over what is open; docketed filings, which only grow in number, are not touched.
async fn counts(court: &Court, db: &impl ConnectionTrait, me: Uuid) -> Result<Counts, Problem> {
    let mut counts = Counts::default();
    for (queue, place) in [
        (Queue::ToDo, &mut counts.to_do),
        (Queue::DueToday, &mut counts.due_today),
        (Queue::Unclaimed, &mut counts.unclaimed),
        (Queue::Mine, &mut counts.mine),
        (Queue::Corrected, &mut counts.corrected),
        (Queue::Waiting, &mut counts.waiting),
        (Queue::FeeDue, &mut counts.fee_due),
        (Queue::Mediation, &mut counts.mediation),
        (Queue::Ruling, &mut counts.ruling),
    ] {
        *place = filing::Entity::find()
            .filter(part(queue, court, me))
            .count(db)
            .await?;
    }
    Ok(counts)
}
