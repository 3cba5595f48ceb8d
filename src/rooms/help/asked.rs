//! The body of a question as plain JSON, in which no name stands twice.

use std::fmt;

use serde::de::{Error, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::{Map, Number, Value};

/// Any JSON. Of two fields with one name a reader would have to pick one, and two readers might pick
/// differently; so that is refused as it is everywhere else in the API.
pub struct Asked(pub Value);

impl<'de> Deserialize<'de> for Asked {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Plain)
    }
}

struct Plain;

impl<'de> Visitor<'de> for Plain {
    type Value = Asked;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_unit<E>(self) -> Result<Asked, E> {
        Ok(Asked(Value::Null))
    }

    fn visit_bool<E>(self, value: bool) -> Result<Asked, E> {
        Ok(Asked(Value::Bool(value)))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Asked, E> {
        Ok(Asked(value.into()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Asked, E> {
        Ok(Asked(value.into()))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Asked, E> {
        Ok(Asked(
            Number::from_f64(value).map_or(Value::Null, Value::Number),
        ))
    }

    fn visit_str<E>(self, value: &str) -> Result<Asked, E> {
        Ok(Asked(value.into()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Asked, A::Error> {
        let mut list = Vec::new();
        while let Some(Asked(item)) = items.next_element()? {
            list.push(item);
        }
        Ok(Asked(Value::Array(list)))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Asked, A::Error> {
        let mut fields = Map::new();
        while let Some((name, Asked(value))) = entries.next_entry::<String, Asked>()? {
            if fields.contains_key(&name) {
                return Err(A::Error::custom(format_args!("duplicate field `{name}`")));
            }
            fields.insert(name, value);
        }
        Ok(Asked(Value::Object(fields)))
    }
}
