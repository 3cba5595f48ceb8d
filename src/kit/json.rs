//! JSON bodies: 400 for what is not JSON, 413 when too large, 422 with a pointer for the rest.

use std::future::Future;
use std::pin::Pin;
use std::time::Duration;

use actix_web::dev::Payload;
use actix_web::http::header::{CONTENT_LENGTH, CONTENT_TYPE};
use actix_web::{FromRequest, HttpRequest, web};
use futures_util::StreamExt;
use serde::de::DeserializeOwned;

use super::i18n::Words;
use super::problem::{FieldError, Problem, common};

/// Largest JSON body in bytes; set from the settings as app data.
#[derive(Clone, Copy, Debug)]
pub struct JsonLimit(pub usize);

/// So much of a body that is too large is read and thrown away, so that the sender gets to read our answer.
const DRAIN_BYTES: usize = 32 << 20;
const DRAIN_TIME: Duration = Duration::from_secs(5);

/// A JSON body that trickles in slower than this holds a connection for nothing.
const BODY_TIME: Duration = Duration::from_secs(15);

/// A JSON body of type `T`. The raw bytes stay at hand for idempotency.
pub struct Json<T> {
    pub value: T,
    pub raw: web::Bytes,
}

impl<T> Json<T> {
    pub fn into_inner(self) -> T {
        self.value
    }
}

impl<T: DeserializeOwned> FromRequest for Json<T> {
    type Error = Problem;
    type Future = Pin<Box<dyn Future<Output = Result<Json<T>, Problem>>>>;

    fn from_request(req: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let limit = req.app_data::<JsonLimit>().map_or(262_144, |limit| limit.0);
        let media_type_ok = is_json(req);
        let announced = req
            .headers()
            .get(CONTENT_LENGTH)
            .and_then(|value| value.to_str().ok()?.parse::<usize>().ok());
        let mut payload = payload.take();
        Box::pin(async move {
            if !media_type_ok {
                drain(&mut payload, 0).await;
                return Err(Problem::new(&common::MEDIA_TYPE));
            }
            if announced.is_some_and(|length| length > limit) {
                drain(&mut payload, 0).await;
                return Err(Problem::new(&common::TOO_LARGE));
            }
            let reading = read(&mut payload, limit);
            let raw = match tokio::time::timeout(BODY_TIME, reading).await {
                Ok(raw) => raw?,
                Err(_) => return Err(Problem::new(&common::TOO_SLOW)),
            };
            let value = parse(&raw)?;
            Ok(Json { value, raw })
        })
    }
}

fn is_json(req: &HttpRequest) -> bool {
    let value = req
        .headers()
        .get(CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .unwrap_or("");
    value
        .split(';')
        .next()
        .unwrap_or("")
        .trim()
        .eq_ignore_ascii_case("application/json")
}

async fn read(payload: &mut Payload, limit: usize) -> Result<web::Bytes, Problem> {
    let mut body = web::BytesMut::new();
    while let Some(chunk) = payload.next().await {
        let chunk = chunk.map_err(|error| Problem::new(&common::BAD_HTTP).because(error))?;
        if body.len() + chunk.len() > limit {
            drain(payload, body.len() + chunk.len()).await;
            return Err(Problem::new(&common::TOO_LARGE));
        }
        body.extend_from_slice(&chunk);
    }
    Ok(body.freeze())
}

async fn drain(payload: &mut Payload, mut seen: usize) {
    let reading = async {
        while let Some(Ok(chunk)) = payload.next().await {
            seen += chunk.len();
            if seen > DRAIN_BYTES {
                break;
            }
        }
    };
    // A sender that is slower than this loses the answer, not we a worker.
    let _ = tokio::time::timeout(DRAIN_TIME, reading).await;
}

/// Parses a body into `T`; every shape error comes with its JSON pointer.
pub fn parse<T: DeserializeOwned>(raw: &[u8]) -> Result<T, Problem> {
    let mut deserializer = serde_json::Deserializer::from_slice(raw);
    let value = serde_path_to_error::deserialize(&mut deserializer).map_err(|error| {
        let path = pointer(error.path());
        shape_problem(path, &error.into_inner())
    })?;
    deserializer
        .end()
        .map_err(|error| Problem::new(&common::NOT_JSON).because(error.classify_name()))?;
    Ok(value)
}

/// The class of a JSON error, without the text (which can quote the sender's data).
trait ClassifyName {
    fn classify_name(&self) -> &'static str;
}

impl ClassifyName for serde_json::Error {
    fn classify_name(&self) -> &'static str {
        match self.classify() {
            serde_json::error::Category::Io => "io",
            serde_json::error::Category::Syntax => "syntax",
            serde_json::error::Category::Data => "data",
            serde_json::error::Category::Eof => "end of input",
        }
    }
}

fn shape_problem(path: String, error: &serde_json::Error) -> Problem {
    if !error.is_data() {
        return Problem::new(&common::NOT_JSON).because(error.classify_name());
    }
    let text = error.to_string();
    let quoted = text.split('`').nth(1).unwrap_or("").to_owned();
    // For an unknown field the path already ends in its name; for a missing one it names the parent.
    let field = |name: &str| {
        let last = format!("/{}", escape(name));
        if path.ends_with(&last) {
            path.clone()
        } else {
            format!("{path}{last}")
        }
    };
    let error = if text.starts_with("unknown field") {
        FieldError::new(
            field(&quoted),
            "field.unknown",
            Words::fixed(
                "没有这一项，请去掉。",
                "There is no such field. Leave it out.",
            ),
        )
    } else if text.starts_with("missing field") {
        FieldError::new(
            field(&quoted),
            "field.required",
            Words::fixed("请填写这一项。", "This field is required."),
        )
    } else if text.starts_with("duplicate field") {
        FieldError::new(
            field(&quoted),
            "field.duplicate",
            Words::fixed(
                "这一项写了两次，请只留一个。",
                "This field is given twice. Keep one.",
            ),
        )
    } else if text.starts_with("unknown variant") {
        let allowed = text
            .split_once("expected ")
            .map_or("", |(_, rest)| rest.split(" at line").next().unwrap_or(""));
        let allowed = allowed.trim_start_matches("one of ").replace('`', "");
        FieldError::new(
            path,
            "field.not_in_list",
            Words::new(
                format!("请从这些里选一个：{allowed}。"),
                format!("Use one of: {allowed}."),
            ),
        )
    } else {
        FieldError::new(
            path,
            "field.wrong_type",
            Words::fixed(
                "这一项的类型或格式不对，请对照接口说明。",
                "This value has the wrong type or form. See the API description.",
            ),
        )
    };
    Problem::invalid(vec![error])
}

fn pointer(path: &serde_path_to_error::Path) -> String {
    use serde_path_to_error::Segment;
    path.iter().fold(String::new(), |mut pointer, segment| {
        match segment {
            Segment::Seq { index } => pointer.push_str(&format!("/{index}")),
            Segment::Map { key } => pointer.push_str(&format!("/{}", escape(key))),
            // Enum variants are no level of the JSON text.
            Segment::Enum { .. } | Segment::Unknown => {}
        }
        pointer
    })
}

/// RFC 6901: `~` and `/` in a name.
fn escape(name: &str) -> String {
    name.replace('~', "~0").replace('/', "~1")
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use super::*;

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Outer {
        #[allow(dead_code)]
        inner: Vec<Inner>,
    }

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Inner {
        #[allow(dead_code)]
        amount: i64,
        #[allow(dead_code)]
        kind: Kind,
    }

    #[derive(Debug, Deserialize)]
    #[serde(rename_all = "snake_case")]
    enum Kind {
        One,
        Two,
    }

    fn error(text: &str) -> (u16, String, &'static str) {
        let problem = parse::<Outer>(text.as_bytes()).unwrap_err();
        let first = problem.errors.first();
        (
            problem.kind.status,
            first.map_or(String::new(), |e| e.pointer.clone()),
            first.map_or("", |e| e.code),
        )
    }

    #[test]
    fn shape_errors_carry_their_pointer() {
        let with = |inner: &str| format!(r#"{{"inner":[{{"amount":1,"kind":"one"}},{inner}]}}"#);
        assert_eq!(
            error(&with(r#"{"amount":1,"kind":"one","x":1}"#)),
            (422, "/inner/1/x".into(), "field.unknown")
        );
        assert_eq!(
            error(&with(r#"{"amount":1}"#)),
            (422, "/inner/1/kind".into(), "field.required")
        );
        assert_eq!(
            error(&with(r#"{"amount":"1","kind":"one"}"#)),
            (422, "/inner/1/amount".into(), "field.wrong_type")
        );
        assert_eq!(
            error(&with(r#"{"amount":1,"kind":"three"}"#)),
            (422, "/inner/1/kind".into(), "field.not_in_list")
        );
        assert_eq!(
            error(&with(r#"{"amount":1,"amount":2,"kind":"one"}"#)).2,
            "field.duplicate"
        );
        assert_eq!(error(r#"{"a/b~c":1}"#).1, "/a~1b~0c");
    }

    #[test]
    fn what_is_not_json_is_400() {
        for text in ["", "{", "{\"inner\":[]} x", "hello", "\u{0}"] {
            assert_eq!(error(text).0, 400, "{text:?}");
        }
        assert_eq!(parse::<Outer>(&[0xff, 0xfe]).unwrap_err().kind.status, 400);
        assert_eq!(error("[]").0, 422);
        assert_eq!(error("null").0, 422);
        let deep = "[".repeat(100_000);
        assert_eq!(
            error(&deep).0,
            422,
            "a list where an object is due is a shape error, however deep"
        );
    }
}
