//! Giving a file back: whole or a range of it, never run by the browser, never kept by a cache.

use std::ops::Range;

use actix_web::body::SizedStream;
use actix_web::http::StatusCode;
use actix_web::http::header::{
    ACCEPT_RANGES, CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_ENCODING, CONTENT_RANGE,
    CONTENT_SECURITY_POLICY, ETAG, IF_NONE_MATCH, IF_RANGE, RANGE,
};
use actix_web::{HttpRequest, HttpResponse, HttpResponseBuilder};

use super::kind::{Family, Kind};
use super::model::upload;
use super::words::Variant;
use super::{errors, keys};
use crate::court::Court;
use crate::kit::problem::Problem;

/// Nothing in a file may run or load anything, whatever the browser takes it for.
const INERT: &str =
    "default-src 'none'; img-src 'self'; media-src 'self'; style-src 'unsafe-inline'; sandbox";

/// A form that exists.
pub(super) struct Form {
    pub variant: Variant,
    pub media_type: String,
    pub size: u64,
}

/// The form asked for. What has no reading copy is read as it came.
pub(super) fn form_of(row: &upload::Model, variant: Variant) -> Result<Form, Problem> {
    let copy = match variant {
        Variant::Original => None,
        Variant::Reading => row.reading_type.as_ref().zip(row.reading_size),
        Variant::Thumb => Some(
            row.thumb_type
                .as_ref()
                .zip(row.thumb_size)
                .ok_or(&errors::NO_THUMB)?,
        ),
    };
    let (variant, media_type, size) = match copy {
        Some((media_type, size)) => (variant, media_type.clone(), size),
        None => (Variant::Original, row.media_type.clone(), row.size),
    };
    Ok(Form {
        variant,
        media_type,
        size: u64::try_from(size).unwrap_or(0),
    })
}

pub(super) async fn answer(
    court: &Court,
    req: &HttpRequest,
    row: &upload::Model,
    variant: Variant,
) -> Result<HttpResponse, Problem> {
    let form = form_of(row, variant)?;
    let tag = format!("\"{}.{}\"", row.sha256, form.variant.name());
    if names(req, IF_NONE_MATCH.as_str(), &tag) {
        return Ok(HttpResponse::NotModified()
            .insert_header((ETAG, tag))
            .finish());
    }
    let (status, range) = match asked(req, form.size, &tag) {
        Asked::Whole => (StatusCode::OK, 0..form.size),
        Asked::Part(range) => (StatusCode::PARTIAL_CONTENT, range),
        Asked::Nothing => {
            return Ok(HttpResponse::RangeNotSatisfiable()
                .insert_header((CONTENT_RANGE, format!("bytes */{}", form.size)))
                .content_type("application/octet-stream")
                .finish());
        }
    };
    let mut response = HttpResponse::build(status);
    set_headers(&mut response, row, &form, tag);
    if status == StatusCode::PARTIAL_CONTENT {
        let (first, last) = (range.start, range.end - 1);
        response.insert_header((CONTENT_RANGE, format!("bytes {first}-{last}/{}", form.size)));
    }
    let length = range.end - range.start;
    let key = keys::of(row.id, form.variant);
    let stream = court.blobs.stream(&key, range.start, range.end).await?;
    Ok(response.body(SizedStream::new(length, stream)))
}

fn set_headers(response: &mut HttpResponseBuilder, row: &upload::Model, form: &Form, tag: String) {
    response
        .content_type(form.media_type.as_str())
        .insert_header((ETAG, tag))
        .insert_header((ACCEPT_RANGES, "bytes"))
        .insert_header((CACHE_CONTROL, "private, no-store"))
        // Told to the compressor: ranges count the bytes as they are.
        .insert_header((CONTENT_ENCODING, "identity"))
        .insert_header((CONTENT_SECURITY_POLICY, INERT))
        .insert_header((CONTENT_DISPOSITION, disposition(&row.name, form)));
}

/// RFC 6266 with RFC 5987: the name in full, and a plain one for those who cannot read it. What a
/// browser does not show itself is saved.
fn disposition(name: &str, form: &Form) -> String {
    let kind = Kind::of_media_type(&form.media_type);
    let how = match kind.map(Kind::family) {
        Some(Family::Word) | None => "attachment",
        Some(_) => "inline",
    };
    // A copy can be of another kind than the original.
    let name = match kind {
        Some(kind) if form.variant != Variant::Original => super::name::clean(name, kind),
        _ => name.to_owned(),
    };
    let ending = kind.map_or("bin", |kind| kind.endings()[0]);
    format!(
        "{how}; filename=\"file.{ending}\"; filename*=UTF-8''{}",
        percent_encoded(&name)
    )
}

/// `attr-char` of RFC 5987 stay as they are.
fn percent_encoded(text: &str) -> String {
    text.bytes()
        .map(|byte| match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => {
                char::from(byte).to_string()
            }
            byte => format!("%{byte:02X}"),
        })
        .collect()
}

fn names(req: &HttpRequest, header: &str, tag: &str) -> bool {
    let value = req
        .headers()
        .get(header)
        .and_then(|value| value.to_str().ok())
        .unwrap_or("");
    value
        .split(',')
        .map(|given| given.trim().trim_start_matches("W/"))
        .any(|given| given == tag || given == "*")
}

#[derive(Debug, PartialEq, Eq)]
enum Asked {
    Whole,
    Part(Range<u64>),
    Nothing,
}

/// RFC 9110 14.2. Several ranges at once, or words we do not know: the whole file.
fn asked(req: &HttpRequest, size: u64, tag: &str) -> Asked {
    let Some(value) = req
        .headers()
        .get(RANGE)
        .and_then(|value| value.to_str().ok())
    else {
        return Asked::Whole;
    };
    // If-Range names another version: the part would not fit what the client has.
    if req.headers().contains_key(IF_RANGE) && !names(req, IF_RANGE.as_str(), tag) {
        return Asked::Whole;
    }
    part(value, size)
}

fn part(value: &str, size: u64) -> Asked {
    let Some((first, last)) = value
        .strip_prefix("bytes=")
        .filter(|spec| !spec.contains(','))
        .and_then(|spec| spec.split_once('-'))
    else {
        return Asked::Whole;
    };
    let number = |text: &str| text.trim().parse::<u64>();
    let range = match (first.trim(), last.trim()) {
        ("", "") => return Asked::Whole,
        ("", last) => match number(last) {
            Ok(count) => size.saturating_sub(count)..size,
            Err(_) => return Asked::Whole,
        },
        (first, "") => match number(first) {
            Ok(first) => first..size,
            Err(_) => return Asked::Whole,
        },
        (first, last) => match (number(first), number(last)) {
            (Ok(first), Ok(last)) if first <= last => first..last.saturating_add(1).min(size),
            _ => return Asked::Whole,
        },
    };
    match range.start < range.end {
        true => Asked::Part(range),
        false => Asked::Nothing,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_are_read_as_the_rfc_says() {
        for (value, expected) in [
            ("bytes=0-4", Asked::Part(0..5)),
            ("bytes=5-", Asked::Part(5..10)),
            ("bytes=-3", Asked::Part(7..10)),
            ("bytes=-99", Asked::Part(0..10)),
            ("bytes=8-99", Asked::Part(8..10)),
            ("bytes=10-", Asked::Nothing),
            ("bytes=-0", Asked::Nothing),
            ("bytes=4-2", Asked::Whole),
            ("bytes=0-1,3-4", Asked::Whole),
            ("pages=1-2", Asked::Whole),
            ("bytes=a-b", Asked::Whole),
        ] {
            assert_eq!(part(value, 10), expected, "{value}");
        }
        assert_eq!(part("bytes=0-", 0), Asked::Nothing);
    }

    #[test]
    fn names_go_out_in_full_and_unbroken() {
        let form = |media_type: &str| Form {
            variant: Variant::Original,
            media_type: media_type.to_owned(),
            size: 1,
        };
        assert_eq!(
            disposition("合同 1.pdf", &form("application/pdf")),
            "inline; filename=\"file.pdf\"; filename*=UTF-8''%E5%90%88%E5%90%8C%201.pdf"
        );
        assert!(
            disposition("a\"\r\n.doc", &form("application/msword")).ends_with("''a%22%0D%0A.doc")
        );
        assert!(disposition("a.doc", &form("application/msword")).starts_with("attachment;"));
    }
}
