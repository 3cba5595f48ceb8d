//! Lists: newest first, by cursor, at the same speed on every page.

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest, web};
use serde::de::DeserializeOwned;
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

/// Reads the parameters after `?`, or says which of them is wrong.
pub fn read_query<T: DeserializeOwned>(query: &str) -> Result<T, Problem> {
    web::Query::<T>::from_query(query)
        .map(web::Query::into_inner)
        .map_err(|error| Problem {
            errors: wrong_parameters::<T>(query, &error.to_string()),
            ..Problem::new(&common::QUERY_INVALID)
        })
}

/// Serde names a parameter only when it is missing, unknown or there twice. Which value does not fit is found by
/// reading each parameter alone.
fn wrong_parameters<T: DeserializeOwned>(query: &str, fault: &str) -> Vec<FieldError> {
    let alone = |name: &str, value: &str| {
        let one = url::form_urlencoded::Serializer::new(String::new())
            .append_pair(name, value)
            .finish();
        web::Query::<T>::from_query(&one)
            .err()
            .map(|error| error.to_string())
            .filter(|fault| !fault.contains("missing field"))
    };
    let mut faults: Vec<FieldError> = url::form_urlencoded::parse(query.as_bytes())
        .filter_map(|(name, value)| Some(wrong(&name, &alone(&name, &value)?)))
        .collect();
    if faults.is_empty()
        && let Some(name) = fault.split('`').nth(1)
    {
        faults.push(wrong(name, fault));
    }
    faults
}

fn wrong(name: &str, fault: &str) -> FieldError {
    let (code, words) = if fault.contains("unknown field") {
        (
            "query.unknown",
            Words::new(
                format!("没有叫 {name} 的参数，请去掉。"),
                format!("There is no parameter {name}. Leave it out."),
            ),
        )
    } else if fault.contains("missing field") {
        (
            "query.missing",
            Words::new(
                format!("缺少参数 {name}，请补上。"),
                format!("The parameter {name} is missing. Add it."),
            ),
        )
    } else {
        (
            "query.invalid",
            Words::new(
                format!("参数 {name} 的值不对，请检查后再试。"),
                format!("The value of {name} is not one that is taken. Check it and try again."),
            ),
        )
    };
    let pointer = format!("/{}", name.replace('~', "~0").replace('/', "~1"));
    FieldError::new(pointer, code, words)
}

impl Page {
    fn of_query(query: &str) -> Result<Page, Problem> {
        let query: Query = read_query(query)?;
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
                let cursor = Uuid::try_parse(text).map_err(|_| Problem {
                    errors: vec![FieldError::new(
                        "/after",
                        "query.invalid",
                        Words::fixed(common::CURSOR_INVALID.zh, common::CURSOR_INVALID.en),
                    )],
                    ..Problem::new(&common::CURSOR_INVALID)
                });
                Some(cursor?)
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
    fn what_is_wrong_with_a_query_is_named() {
        #[derive(Debug, Deserialize)]
        #[serde(deny_unknown_fields)]
        #[expect(dead_code, reason = "read, and no more")]
        struct Asked {
            id: Option<Uuid>,
            offset: u64,
        }
        for (query, expected) in [
            ("id=x&offset=1", vec![("/id", "query.invalid")]),
            (
                "id=x&offset=y",
                vec![("/id", "query.invalid"), ("/offset", "query.invalid")],
            ),
            ("offset=1&page=2", vec![("/page", "query.unknown")]),
            ("", vec![("/offset", "query.missing")]),
            ("offset=1&offset=2", vec![("/offset", "query.invalid")]),
        ] {
            let problem = read_query::<Asked>(query).unwrap_err();
            let named: Vec<_> = problem
                .errors
                .iter()
                .map(|error| (error.pointer.as_str(), error.code))
                .collect();
            assert_eq!(named, expected, "{query}");
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
