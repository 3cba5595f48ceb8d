//! The description of the API (OpenAPI 3.1): what the handlers say of themselves, completed here with
//! all error answers, so that no operation can forget one.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};
use utoipa::openapi::OpenApi;

use crate::app::error_tables;
use crate::kit::problem::ErrorKind;

/// Method and path pattern of an operation.
#[derive(Debug, Clone)]
pub struct Route {
    pub method: String,
    segments: Vec<Option<String>>,
}

impl Route {
    pub fn matches(&self, path: &str) -> bool {
        let Some(path) = path.strip_prefix('/') else {
            return false;
        };
        let mut given = path.split('/');
        let fits = self
            .segments
            .iter()
            .all(|segment| match (segment, given.next()) {
                (Some(fixed), Some(text)) => fixed == text,
                (None, Some(text)) => !text.is_empty(),
                (_, None) => false,
            });
        fits && given.next().is_none()
    }
}

/// The operations of a finished description.
pub fn routes(openapi: &str) -> Vec<Route> {
    let document: Value = serde_json::from_str(openapi).unwrap_or_default();
    let paths = document["paths"].as_object();
    paths
        .into_iter()
        .flatten()
        .flat_map(|(path, item)| {
            let segments = segments(path);
            item.as_object()
                .into_iter()
                .flatten()
                .map(move |(method, _)| Route {
                    method: method.to_uppercase(),
                    segments: segments.clone(),
                })
        })
        .collect()
}

fn segments(path: &str) -> Vec<Option<String>> {
    path.trim_start_matches('/')
        .split('/')
        .map(|part| (!part.starts_with('{')).then(|| part.to_owned()))
        .collect()
}

/// Completes the collected description.
pub fn finish(collected: OpenApi) -> String {
    let mut document = serde_json::to_value(collected).unwrap_or_default();
    document["openapi"] = json!("3.1.0");
    document["info"] = json!({
        "title": "移动微法院 Mobile micro court",
        "version": env!("CARGO_PKG_VERSION"),
        "description": "The API of the mobile micro court. Money is integer fen in fields ending in `_fen`; times are ISO 8601 with offset; \
            errors are RFC 9457 problems with a stable `code` (see /docs/errors), in Chinese or English by Accept-Language.",
        "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
    });
    document["servers"] = json!([{"url": "/"}]);
    document["components"]["securitySchemes"] = json!({
        "party": {"type": "http", "scheme": "bearer", "bearerFormat": "JWT", "description": "A party's access token (audience `party`)"},
        "desk": {"type": "http", "scheme": "bearer", "bearerFormat": "JWT", "description": "A staff access token (audience `desk`)"},
        "desk_cookie": {"type": "apiKey", "in": "cookie", "name": "court_desk", "description": "The desk's refresh cookie"},
    });
    add_problem_schema(&mut document);
    let kinds: BTreeMap<&str, &ErrorKind> = error_tables()
        .into_iter()
        .flat_map(|(_, table)| table.iter().map(|kind| (kind.code, *kind)))
        .collect();
    if let Some(paths) = document["paths"].as_object_mut() {
        for item in paths.values_mut().filter_map(Value::as_object_mut) {
            for operation in item.values_mut().filter_map(Value::as_object_mut) {
                add_errors(operation, &kinds);
            }
        }
    }
    // Pretty, since the file is read and compared by people too.
    serde_json::to_string_pretty(&document).unwrap_or_default() + "\n"
}

fn add_problem_schema(document: &mut Value) {
    use crate::kit::problem::{FieldErrorBody, ProblemBody};
    use utoipa::PartialSchema;
    let schemas = &mut document["components"]["schemas"];
    schemas["Problem"] = serde_json::to_value(ProblemBody::schema()).unwrap_or_default();
    schemas["FieldErrorBody"] = serde_json::to_value(FieldErrorBody::schema()).unwrap_or_default();
}

/// Codes that an operation can answer because of what it is: with a body, with a log-in, at all.
fn implied_codes(operation: &Map<String, Value>) -> Vec<&'static str> {
    let mut codes = vec![
        "rate.too_many",
        "database.unavailable",
        "database.not_migrated",
        "storage.full",
        "request.malformed",
        "internal",
    ];
    if operation.contains_key("requestBody") {
        codes.extend([
            "request.not_json",
            "request.too_large",
            "request.too_slow",
            "request.media_type",
            "request.invalid",
        ]);
    }
    let schemes = operation
        .get("security")
        .map(Value::to_string)
        .unwrap_or_default();
    if schemes.contains("\"party\"") || schemes.contains("\"desk\"") {
        codes.extend([
            "auth.token_missing",
            "auth.token_invalid",
            "auth.token_expired",
            "auth.session_ended",
            "auth.wrong_side",
        ]);
    }
    codes
}

fn add_errors(operation: &mut Map<String, Value>, kinds: &BTreeMap<&str, &ErrorKind>) {
    let own = operation
        .remove("x-errors")
        .and_then(|codes| serde_json::from_value::<Vec<String>>(codes).ok())
        .unwrap_or_default();
    let mut by_status: BTreeMap<u16, Vec<&ErrorKind>> = BTreeMap::new();
    let codes = own
        .iter()
        .map(String::as_str)
        .chain(implied_codes(operation));
    for code in codes {
        let Some(kind) = kinds.get(code) else {
            // Seen by the test that compares every named code with the tables.
            operation.insert("x-unknown-error-code".to_owned(), json!(code));
            continue;
        };
        let of_status = by_status.entry(kind.status).or_default();
        if !of_status.contains(kind) {
            of_status.push(kind);
        }
    }
    let Some(responses) = operation
        .get_mut("responses")
        .and_then(Value::as_object_mut)
    else {
        return;
    };
    for (status, mut kinds) in by_status {
        kinds.sort_by_key(|kind| kind.code);
        responses.insert(status.to_string(), problem_response(status, &kinds));
    }
}

fn problem_response(status: u16, kinds: &[&ErrorKind]) -> Value {
    let described: Vec<String> = kinds
        .iter()
        .map(|kind| format!("- `{}`: {}", kind.code, kind.en))
        .collect();
    let codes: Vec<&str> = kinds.iter().map(|kind| kind.code).collect();
    let mut response = json!({
        "description": described.join("\n"),
        "x-error-codes": codes,
        "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}},
    });
    if status == 429 || status == 503 {
        response["headers"] = json!({"Retry-After": {"description": "Seconds", "required": true, "schema": {"type": "integer", "minimum": 1}}});
    }
    response
}

/// The table of all errors in Markdown, for docs/API.md.
pub fn errors_markdown() -> String {
    let mut text = String::new();
    for (room, table) in error_tables() {
        text.push_str(&format!(
            "### {room}\n\n| code | status | zh | en |\n|---|---|---|---|\n"
        ));
        for kind in table {
            text.push_str(&format!(
                "| `{}` | {} | {} | {} |\n",
                kind.code, kind.status, kind.zh, kind.en
            ));
        }
        text.push('\n');
    }
    text
}
