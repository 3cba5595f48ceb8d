//! Lost updates: `ETag` on what can be edited, `If-Match` on the edit (RFC 9110 13.1.1).

use actix_web::HttpRequest;
use actix_web::http::header::IF_MATCH;

use super::problem::{Problem, common};

/// The tag of a version.
pub fn tag(version: i32) -> String {
    format!("\"{version}\"")
}

/// The version an edit was made on: 428 without `If-Match`, 412 when the thing has moved on.
pub fn check(req: &HttpRequest, version: i32) -> Result<(), Problem> {
    let value = req
        .headers()
        .get(IF_MATCH)
        .ok_or(&common::IF_MATCH_MISSING)?;
    let value = value
        .to_str()
        .map_err(|_| &common::IF_MATCH_MALFORMED)?
        .trim();
    if value == "*" {
        return Ok(());
    }
    let mut well_formed = true;
    let matched = value
        .split(',')
        .map(str::trim)
        .fold(false, |matched, tag_given| {
            well_formed &=
                tag_given.len() >= 2 && tag_given.starts_with('"') && tag_given.ends_with('"');
            matched || tag_given == tag(version)
        });
    match (well_formed, matched) {
        (false, _) => Err(Problem::new(&common::IF_MATCH_MALFORMED)),
        (true, false) => Err(Problem::new(&common::STALE)),
        (true, true) => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use actix_web::test::TestRequest;

    use super::*;

    #[test]
    fn edits_need_the_version_they_were_made_on() {
        let status = |value: Option<&str>| {
            let mut req = TestRequest::default();
            if let Some(value) = value {
                req = req.insert_header((IF_MATCH, value));
            }
            check(&req.to_http_request(), 3)
                .err()
                .map(|problem| problem.kind.status)
        };
        assert_eq!(status(None), Some(428));
        assert_eq!(status(Some("\"2\"")), Some(412));
        assert_eq!(status(Some("3")), Some(422));
        assert_eq!(status(Some("\"2\", \"3\"")), None);
        assert_eq!(status(Some("*")), None);
    }
}
