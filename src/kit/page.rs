//! Lists: newest first, by cursor, at the same speed on every page.

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest};
use serde::{Deserialize, Serialize};
use std::future::{Ready, ready};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::i18n::Words;
use super::problem::{FieldError, Problem, common};

const DEFAULT_LIMIT: u64 = 20;
const MAX_LIMIT: u64 = 100;

/// `?after=&limit=`. The cursor is the id of the last item seen; ids sort by time.
#[derive(Clone, Copy, Debug, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Page {
    /// Cursor from the `next` of the page before.
    pub after: Option<Uuid>,
    /// Items a page, 1 to 100.
    #[param(minimum = 1, maximum = 100, default = 20, required = false)]
    pub limit: u64,
}

/// One page of a list.
#[derive(Debug, Serialize, ToSchema)]
pub struct List<T> {
    pub items: Vec<T>,
    /// Give it as `after` for the next page; null on the last one.
    pub next: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Query {
    after: Option<String>,
    limit: Option<String>,
}

impl Page {
    fn of_query(query: &str) -> Result<Page, Problem> {
        let query = actix_web::web::Query::<Query>::from_query(query)
            .map_err(|_| Problem::new(&common::QUERY_INVALID))?
            .into_inner();
        Page::of(query.after.as_deref(), query.limit.as_deref())
    }

    /// From the two parameters of a list that has others beside them.
    pub fn of(after: Option<&str>, limit: Option<&str>) -> Result<Page, Problem> {
        let wrong = |name: &str, words: Words| Problem {
            errors: vec![FieldError::new(format!("/{name}"), "query.invalid", words)],
            ..Problem::new(&common::QUERY_INVALID)
        };
        let after = match after {
            None => None,
            Some(text) => {
                Some(Uuid::try_parse(text).map_err(|_| Problem::new(&common::CURSOR_INVALID))?)
            }
        };
        let limit = match limit {
            None => DEFAULT_LIMIT,
            Some(text) => text
                .parse()
                .ok()
                .filter(|limit| (1..=MAX_LIMIT).contains(limit))
                .ok_or_else(|| {
                    wrong(
                        "limit",
                        Words::fixed(
                            "limit 要是 1 到 100 的整数。",
                            "limit is a whole number from 1 to 100.",
                        ),
                    )
                })?,
        };
        Ok(Page { after, limit })
    }

    /// One more than a page: the extra row tells whether another page follows.
    pub fn fetch(&self) -> u64 {
        self.limit + 1
    }

    /// Cuts the fetched rows to a page and makes the cursor.
    pub fn list<R, T>(
        &self,
        mut rows: Vec<R>,
        id: impl Fn(&R) -> Uuid,
        view: impl Fn(R) -> T,
    ) -> List<T> {
        let more = rows.len() as u64 > self.limit;
        rows.truncate(self.limit as usize);
        let next = if more {
            rows.last().map(|row| id(row).to_string())
        } else {
            None
        };
        List {
            items: rows.into_iter().map(view).collect(),
            next,
        }
    }
}

impl FromRequest for Page {
    type Error = Problem;
    type Future = Ready<Result<Page, Problem>>;

    fn from_request(req: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(Page::of_query(req.query_string()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cursors_and_limits_are_checked() {
        assert_eq!(Page::of_query("").unwrap().limit, 20);
        assert_eq!(Page::of_query("limit=100").unwrap().limit, 100);
        for query in [
            "limit=0",
            "limit=101",
            "limit=x",
            "limit=-1",
            "after=zzz",
            "page=2",
        ] {
            assert_eq!(
                Page::of_query(query).unwrap_err().kind.status,
                422,
                "{query}"
            );
        }
    }

    #[test]
    fn the_cursor_is_the_last_item_of_a_full_page() {
        let page = Page {
            after: None,
            limit: 2,
        };
        let ids: Vec<Uuid> = (0..3).map(Uuid::from_u128).collect();
        let list = page.list(ids.clone(), |id| *id, |id| id);
        assert_eq!(list.items.len(), 2);
        assert_eq!(list.next, Some(ids[1].to_string()));
        assert_eq!(page.list(ids[..2].to_vec(), |id| *id, |id| id).next, None);
    }
}
