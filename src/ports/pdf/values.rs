//! Facts as typst values: the only way in which they reach a template.

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use serde_json::Value as Json;
use typst::foundations::{Bytes, Dict, Str, Value};

use super::PdfError;

/// The key under which a [`super::Picture`] keeps its bytes.
const PICTURE: &str = "picture";

/// Every text goes through `printable`; pictures become bytes.
pub(super) fn dict(facts: Json, printable: &dyn Fn(&str) -> String) -> Result<Dict, PdfError> {
    let Json::Object(fields) = facts else {
        return Err(PdfError::NotMade("facts are not an object".to_owned()));
    };
    fields
        .into_iter()
        .map(|(key, field)| {
            let value = match field {
                Json::String(text) if key == PICTURE => picture(&text)?,
                field => value(field, printable)?,
            };
            Ok((Str::from(key), value))
        })
        .collect()
}

fn value(json: Json, printable: &dyn Fn(&str) -> String) -> Result<Value, PdfError> {
    Ok(match json {
        Json::Null => Value::None,
        Json::Bool(flag) => Value::Bool(flag),
        Json::Number(number) => match number.as_i64() {
            Some(whole) => Value::Int(whole),
            None => Value::Float(number.as_f64().unwrap_or_default()),
        },
        Json::String(text) => Value::Str(printable(&text).into()),
        Json::Array(items) => Value::Array(
            items
                .into_iter()
                .map(|item| value(item, printable))
                .collect::<Result<_, _>>()?,
        ),
        object => Value::Dict(dict(object, printable)?),
    })
}

fn picture(text: &str) -> Result<Value, PdfError> {
    let bytes = BASE64_STANDARD
        .decode(text)
        .map_err(|_| PdfError::Picture)?;
    Ok(Value::Bytes(Bytes::new(bytes)))
}
