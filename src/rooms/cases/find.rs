//! Which cases a list shows: one walk along one index, newest first, with a cursor.
//!
//! A search walks the rarest of its tokens (or the person's own cases) and looks each of the other
//! conditions up by primary key. A walk is at most [`WINDOW`] rows long; one that found less than a page
//! gives the cursor to go on from. So no question costs more than the window, however many cases there are.

use sea_orm::prelude::*;
use sea_orm::{ConnectionTrait, FromQueryResult, Statement, Value};

use super::errors;
use super::search_words::{Asked, read};
use crate::kit::i18n::Words;
use crate::kit::page::Page;
use crate::kit::problem::{ErrorKind, FieldError, Problem, common};
use crate::law::Named;
use crate::law::machine::case::State;

/// Rows that one request walks along at most.
const WINDOW: i64 = 2_000;
/// A token that stands in fewer cases than this is rare: then its cases are walked, not the person's.
const RARE: i64 = 500;
/// Characters of a question.
const LONGEST_QUESTION: usize = 100;

/// Whose cases.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Scope {
    Of(Uuid),
    Desk,
}

/// `?state=`: a group of the list, or one state of the machine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Filter {
    All,
    /// A deadline of mine runs.
    ToDo,
    Active,
    Ended,
    In(State),
}

/// A wrong parameter, at its place.
fn at(pointer: &str, kind: &'static ErrorKind) -> Problem {
    let words = Words::fixed(kind.zh, kind.en);
    Problem {
        errors: vec![FieldError::new(pointer, "query.invalid", words)],
        ..Problem::new(kind)
    }
}

impl Filter {
    pub fn read(state: Option<&str>, scope: Scope) -> Result<Filter, Problem> {
        match (state, scope) {
            (None | Some("" | "all"), _) => Ok(Filter::All),
            (Some("to_do"), Scope::Of(_)) => Ok(Filter::ToDo),
            (Some("active"), _) => Ok(Filter::Active),
            (Some("ended"), _) => Ok(Filter::Ended),
            (Some(id), _) => State::from_id(id)
                .map(Filter::In)
                .ok_or_else(|| at("/state", &errors::STATE_UNKNOWN)),
        }
    }

    /// As a condition on `cases` or `case_members`, which both hold these columns.
    fn condition(self) -> Option<(&'static str, Value)> {
        match self {
            Filter::All => None,
            Filter::ToDo => Some(("to_do", true.into())),
            Filter::Active => Some(("ended", false.into())),
            Filter::Ended => Some(("ended", true.into())),
            Filter::In(state) => Some(("state", state.id().into())),
        }
    }
}

/// A page of ids, and the cursor of the next.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Found {
    pub ids: Vec<Uuid>,
    pub next: Option<Uuid>,
}

#[derive(FromQueryResult)]
struct IdRow {
    case_id: Uuid,
}

/// One page of the cases in scope that pass the filter and answer the question.
pub(super) async fn find(
    db: &impl ConnectionTrait,
    scope: Scope,
    filter: Filter,
    question: Option<&str>,
    page: &Page,
) -> Result<Found, Problem> {
    let question = question.map(str::trim).filter(|text| !text.is_empty());
    let Some(question) = question else {
        let walk = Walk::along(scope, filter, None);
        return whole_page(walk.page(db, &[], page).await?, page);
    };
    if question.chars().count() > LONGEST_QUESTION {
        return Err(at("/q", &errors::QUERY_TOO_LONG));
    }
    let tokens = match read(question) {
        Asked::Nothing => Vec::new(),
        Asked::Exactly(token) => vec![token],
        Asked::Words(tokens) => tokens,
        Asked::Serial { serial, word } => {
            // A figure that is somebody's serial means that case, and not every price of that height.
            let known = counts(db, std::slice::from_ref(&serial)).await?;
            vec![if known[0] > 0 { serial } else { word }]
        }
    };
    search(db, scope, filter, tokens, page).await
}

async fn search(
    db: &impl ConnectionTrait,
    scope: Scope,
    filter: Filter,
    tokens: Vec<String>,
    page: &Page,
) -> Result<Found, Problem> {
    let nothing = Found {
        ids: Vec::new(),
        next: None,
    };
    let counts = counts(db, &tokens).await?;
    let Some((rarest, least)) = counts.iter().enumerate().min_by_key(|(_, count)| **count) else {
        return Ok(nothing);
    };
    if *least == 0 {
        return Ok(nothing);
    }
    let mut others = tokens;
    // The desk always walks a token; a person walks their own cases unless a token is rare.
    let walk = if scope == Scope::Desk || *least < RARE {
        let token = others.swap_remove(rarest);
        Walk::along(scope, filter, Some(token))
    } else {
        Walk::along(scope, filter, None)
    };
    let mut found = walk.page(db, &others, page).await?;
    if found.len() as u64 > page.limit {
        return whole_page(found, page);
    }
    let ids = std::mem::take(&mut found);
    let next = walk.end_of_window(db, page).await?;
    Ok(Found { ids, next })
}

/// One row more than a page was asked for: it tells whether another page follows.
fn whole_page(mut ids: Vec<Uuid>, page: &Page) -> Result<Found, Problem> {
    let more = ids.len() as u64 > page.limit;
    ids.truncate(usize::try_from(page.limit).map_err(|_| &common::INTERNAL)?);
    let next = if more { ids.last().copied() } else { None };
    Ok(Found { ids, next })
}

/// In how many cases each token stands, counted no further than [`RARE`].
async fn counts(db: &impl ConnectionTrait, tokens: &[String]) -> Result<Vec<i64>, Problem> {
    if tokens.is_empty() {
        return Ok(Vec::new());
    }
    let columns: Vec<String> = (0..tokens.len())
        .map(|n| {
            let place = n + 1;
            format!(
                "(SELECT COUNT(*) FROM (SELECT 1 FROM case_tokens WHERE token = ${place} ORDER BY case_id LIMIT {RARE}) AS s{n}) AS n{n}"
            )
        })
        .collect();
    let statement = Statement::from_sql_and_values(
        db.get_database_backend(),
        format!("SELECT {}", columns.join(", ")),
        tokens.iter().map(|token| Value::from(token.as_str())),
    );
    let row = db.query_one_raw(statement).await?;
    let row =
        row.ok_or_else(|| Problem::new(&common::INTERNAL).because("a count without a row"))?;
    let counted: Result<Vec<i64>, DbErr> = (0..tokens.len())
        .map(|n| row.try_get("", &format!("n{n}")))
        .collect();
    Ok(counted?)
}

/// The index that is walked along, with the conditions that it holds itself and those that are looked up.
struct Walk {
    /// `SELECT … AS case_id FROM … WHERE …`, its values, and the column of the cursor.
    source: String,
    values: Vec<Value>,
    cursor: &'static str,
    /// Conditions on `w.case_id`, with the values that follow.
    lookups: Vec<(String, Vec<Value>)>,
}

impl Walk {
    fn along(scope: Scope, filter: Filter, token: Option<String>) -> Walk {
        let mut walk = Walk {
            source: String::new(),
            values: Vec::new(),
            cursor: "case_id",
            lookups: Vec::new(),
        };
        match (token, scope) {
            (Some(token), _) => {
                walk.source = "SELECT case_id FROM case_tokens WHERE token = $1".to_owned();
                walk.values.push(token.into());
                walk.look_up(scope, filter);
            }
            (None, Scope::Of(person)) => {
                walk.source = "SELECT case_id FROM case_members WHERE person_id = $1".to_owned();
                walk.values.push(person.into());
                walk.narrow(filter);
            }
            (None, Scope::Desk) => {
                walk.source = "SELECT id AS case_id FROM cases WHERE 1 = 1".to_owned();
                walk.cursor = "id";
                walk.narrow(filter);
            }
        }
        walk
    }

    fn narrow(&mut self, filter: Filter) {
        if let Some((column, value)) = filter.condition() {
            self.values.push(value);
            self.source += &format!(" AND {column} = ${}", self.values.len());
        }
    }

    /// Scope and filter of a walk along a token: one look into a primary key for each row.
    fn look_up(&mut self, scope: Scope, filter: Filter) {
        let mut values = Vec::new();
        let mut sql = match scope {
            Scope::Of(person) => {
                values.push(person.into());
                "(SELECT 1 FROM case_members m WHERE m.person_id = ? AND m.case_id = w.case_id"
                    .to_owned()
            }
            Scope::Desk if filter == Filter::All => return,
            Scope::Desk => "(SELECT 1 FROM cases m WHERE m.id = w.case_id".to_owned(),
        };
        if let Some((column, value)) = filter.condition() {
            values.push(value);
            sql += &format!(" AND m.{column} = ?");
        }
        self.lookups.push((sql + ") IS NOT NULL", values));
    }

    /// The walk itself: source, cursor, order.
    fn window(&self, page: &Page, values: &mut Vec<Value>) -> String {
        values.extend(self.values.iter().cloned());
        let mut sql = self.source.clone();
        if let Some(after) = page.after {
            values.push(after.into());
            sql += &format!(" AND {} < ${}", self.cursor, values.len());
        }
        sql + &format!(" ORDER BY {} DESC", self.cursor)
    }

    async fn page(
        &self,
        db: &impl ConnectionTrait,
        tokens: &[String],
        page: &Page,
    ) -> Result<Vec<Uuid>, Problem> {
        let mut values = Vec::new();
        let window = self.window(page, &mut values);
        let fetch = page.fetch();
        let token = |token: &String| {
            let sql = "(SELECT 1 FROM case_tokens t WHERE t.token = ? AND t.case_id = w.case_id) IS NOT NULL";
            (sql.to_owned(), vec![Value::from(token.as_str())])
        };
        let lookups: Vec<_> = self
            .lookups
            .iter()
            .cloned()
            .chain(tokens.iter().map(token))
            .collect();
        let sql = if lookups.is_empty() {
            format!("{window} LIMIT {fetch}")
        } else {
            // A scalar look-up stays one: neither planner turns it into a join over a whole table.
            let conditions: Vec<String> = lookups
                .into_iter()
                .map(|(sql, more)| numbered(&sql, more, &mut values))
                .collect();
            format!(
                "SELECT w.case_id FROM ({window} LIMIT {WINDOW}) AS w WHERE {} ORDER BY w.case_id DESC LIMIT {fetch}",
                conditions.join(" AND ")
            )
        };
        let statement = Statement::from_sql_and_values(db.get_database_backend(), sql, values);
        let rows = IdRow::find_by_statement(statement).all(db).await?;
        Ok(rows.into_iter().map(|row| row.case_id).collect())
    }

    /// Where the window ended, if it was full: more may follow beyond it.
    async fn end_of_window(
        &self,
        db: &impl ConnectionTrait,
        page: &Page,
    ) -> Result<Option<Uuid>, Problem> {
        let mut values = Vec::new();
        let window = self.window(page, &mut values);
        let sql = format!("{window} LIMIT 1 OFFSET {}", WINDOW - 1);
        let statement = Statement::from_sql_and_values(db.get_database_backend(), sql, values);
        let row = IdRow::find_by_statement(statement).one(db).await?;
        Ok(row.map(|row| row.case_id))
    }
}

/// Puts the next numbers in place of the question marks.
fn numbered(sql: &str, more: Vec<Value>, values: &mut Vec<Value>) -> String {
    let mut parts = sql.split('?');
    let mut text = parts.next().unwrap_or("").to_owned();
    for (part, value) in parts.zip(more) {
        values.push(value);
        text += &format!("${}{part}", values.len());
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn filters_are_groups_or_states() {
        let mine = Scope::Of(Uuid::nil());
        assert_eq!(Filter::read(None, mine).unwrap(), Filter::All);
        assert_eq!(Filter::read(Some("to_do"), mine).unwrap(), Filter::ToDo);
        assert_eq!(
            Filter::read(Some("serving"), Scope::Desk).unwrap(),
            Filter::In(State::Serving)
        );
        for (wrong, scope) in [("to_do", Scope::Desk), ("Serving", mine), ("x", mine)] {
            let refused = Filter::read(Some(wrong), scope).unwrap_err();
            assert_eq!(refused.kind.code, "cases.state_unknown", "{wrong}");
        }
    }

    #[test]
    fn values_take_the_numbers_that_follow() {
        let mut values = vec![Value::from(1)];
        let sql = numbered("a = ? AND b = ?", vec![2.into(), 3.into()], &mut values);
        assert_eq!(sql, "a = $2 AND b = $3");
        assert_eq!(values.len(), 3);
    }
}
