//! From JSON to checked questions: every fault is found in one pass and named by JSON pointer.
//!
//! A [`Reader`] walks one JSON object. It is strict on purpose: an unknown field, a null where a
//! value must stand, a number in place of a string are faults, never guesses.

use chrono::NaiveDate;
use serde_json::{Map, Value};

pub use super::faults::{Fault, FaultCode, Faults};
use super::moments::{Moment, in_range, parse_day};
use super::{Amount, Named};

/// Reads one JSON object field by field and gathers the faults.
pub struct Reader<'a> {
    pointer: String,
    fields: Option<&'a Map<String, Value>>,
    known: Vec<&'static str>,
    faults: Faults,
}

impl<'a> Reader<'a> {
    /// A reader of `value`, which lies at `pointer` (empty for the root).
    pub fn of(value: &'a Value, pointer: impl Into<String>) -> Self {
        let pointer = pointer.into();
        let fields = value.as_object();
        let faults = match fields {
            Some(_) => Vec::new(),
            None => vec![Fault::at(pointer.clone(), FaultCode::WrongType)],
        };
        Self {
            pointer,
            fields,
            known: Vec::new(),
            faults,
        }
    }

    /// The JSON pointer of a field of this object.
    pub fn at(&self, name: &str) -> String {
        format!(
            "{}/{}",
            self.pointer,
            name.replace('~', "~0").replace('/', "~1")
        )
    }

    /// Notes a fault of a field; `name` is the field's own name.
    pub fn fault(&mut self, name: &str, code: FaultCode) {
        let pointer = self.at(name);
        self.faults.push(Fault { pointer, code });
    }

    /// Takes over the faults of an inner object.
    pub fn take_over(&mut self, faults: Faults) {
        self.faults.extend(faults);
    }

    /// A field that must be there and not null.
    pub fn required<T>(
        &mut self,
        name: &'static str,
        read: impl FnOnce(&'a Value) -> Result<T, FaultCode>,
    ) -> Option<T> {
        self.known.push(name);
        match self.fields?.get(name) {
            // A null where a value must stand is a field not filled in.
            None | Some(Value::Null) => {
                self.fault(name, FaultCode::Required);
                None
            }
            Some(value) => self.read(name, value, read),
        }
    }

    /// A field that may be left out or null: `Some(None)`. `None` means a fault.
    pub fn optional<T>(
        &mut self,
        name: &'static str,
        read: impl FnOnce(&'a Value) -> Result<T, FaultCode>,
    ) -> Option<Option<T>> {
        self.known.push(name);
        match self.fields?.get(name) {
            None | Some(Value::Null) => Some(None),
            Some(value) => self.read(name, value, read).map(Some),
        }
    }

    fn read<T>(
        &mut self,
        name: &'static str,
        value: &'a Value,
        read: impl FnOnce(&'a Value) -> Result<T, FaultCode>,
    ) -> Option<T> {
        match read(value) {
            Ok(read) => Some(read),
            Err(code) => {
                self.fault(name, code);
                None
            }
        }
    }

    /// A list of `least` to `most` values, each read by `read` with its own pointer.
    pub fn list<T>(
        &mut self,
        name: &'static str,
        (least, most): (usize, usize),
        read: impl Fn(&'a Value, String) -> Result<T, Faults>,
    ) -> Option<Vec<T>> {
        let items = self.required(name, array)?;
        self.items(name, items, (least, most), read)
    }

    /// As [`Reader::list`]; left out or null is the empty list.
    pub fn optional_list<T>(
        &mut self,
        name: &'static str,
        most: usize,
        read: impl Fn(&'a Value, String) -> Result<T, Faults>,
    ) -> Option<Vec<T>> {
        match self.optional(name, array)? {
            None => Some(Vec::new()),
            Some(items) => self.items(name, items, (0, most), read),
        }
    }

    fn items<T>(
        &mut self,
        name: &'static str,
        items: &'a [Value],
        (least, most): (usize, usize),
        read: impl Fn(&'a Value, String) -> Result<T, Faults>,
    ) -> Option<Vec<T>> {
        // A list out of bounds is not read at all: nobody needs a thousand faults.
        if items.len() < least || items.len() > most {
            let code = if items.len() < least {
                FaultCode::TooFew
            } else {
                FaultCode::TooMany
            };
            self.fault(name, code);
            return None;
        }
        let mut good = Vec::with_capacity(items.len());
        for (place, item) in items.iter().enumerate() {
            match read(item, format!("{}/{place}", self.at(name))) {
                Ok(read) => good.push(read),
                Err(faults) => self.faults.extend(faults),
            }
        }
        (good.len() == items.len()).then_some(good)
    }

    /// Marks the second of two equal values in a list as repeated. `inner` is the field within the item.
    pub fn refuse_repeats<T: PartialEq>(&mut self, name: &str, inner: &str, values: &[T]) {
        for (place, value) in values.iter().enumerate() {
            if values[..place].contains(value) {
                let pointer = format!("{}/{place}{inner}", self.at(name));
                self.faults.push(Fault {
                    pointer,
                    code: FaultCode::Repeated,
                });
            }
        }
    }

    /// Ends the reading: `value` when nothing was wrong and no field was unknown.
    pub fn finish<T>(mut self, value: Option<T>) -> Result<T, Faults> {
        if let Some(fields) = self.fields {
            let unknown: Vec<&str> = fields
                .keys()
                .map(String::as_str)
                .filter(|name| !self.known.contains(name))
                .collect();
            for name in unknown {
                self.fault(name, FaultCode::Unknown);
            }
        }
        match value {
            Some(value) if self.faults.is_empty() => Ok(value),
            _ => Err(self.faults),
        }
    }
}

/// A string that is one of a closed list.
pub fn name<T: Named>(value: &Value) -> Result<T, FaultCode> {
    T::from_id(text(value)?).ok_or(FaultCode::NotInList)
}

pub fn text(value: &Value) -> Result<&str, FaultCode> {
    value.as_str().ok_or(FaultCode::WrongType)
}

/// A label of 1 to 40 characters that the caller chose.
pub fn label(value: &Value) -> Result<String, FaultCode> {
    let text = text(value)?;
    let fits = (1..=40).contains(&text.chars().count());
    fits.then(|| text.to_owned()).ok_or(FaultCode::BadLength)
}

pub fn flag(value: &Value) -> Result<bool, FaultCode> {
    value.as_bool().ok_or(FaultCode::WrongType)
}

/// A decimal string of yuan; zero is an amount.
pub fn amount(value: &Value) -> Result<Amount, FaultCode> {
    Amount::parse(text(value)?).ok_or(FaultCode::BadAmount)
}

/// A decimal string of yuan above zero.
pub fn positive_amount(value: &Value) -> Result<Amount, FaultCode> {
    let amount = amount(value)?;
    if amount == Amount::ZERO {
        Err(FaultCode::AmountNotPositive)
    } else {
        Ok(amount)
    }
}

pub fn day(value: &Value) -> Result<NaiveDate, FaultCode> {
    let day = parse_day(text(value)?).ok_or(FaultCode::BadDay)?;
    if in_range(day) {
        Ok(day)
    } else {
        Err(FaultCode::DayOutOfRange)
    }
}

/// A moment with offset whose day in Shanghai lies in range.
pub fn moment(value: &Value) -> Result<Moment, FaultCode> {
    let moment = Moment::parse(text(value)?).ok_or(FaultCode::BadTime)?;
    if in_range(moment.day()) {
        Ok(moment)
    } else {
        Err(FaultCode::DayOutOfRange)
    }
}

/// A JSON object as it is, to be read by another reader.
pub fn any(value: &Value) -> Result<&Value, FaultCode> {
    if value.is_object() {
        Ok(value)
    } else {
        Err(FaultCode::WrongType)
    }
}

fn array(value: &Value) -> Result<&[Value], FaultCode> {
    value
        .as_array()
        .map(Vec::as_slice)
        .ok_or(FaultCode::WrongType)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn read(value: &Value) -> Result<(Amount, Option<bool>), Faults> {
        let mut reader = Reader::of(value, "/input");
        let claim = reader.required("claim_yuan", amount);
        let merged = reader.optional("merged", flag);
        reader.finish(claim.zip(merged))
    }

    #[test]
    fn all_faults_come_at_once_with_their_pointers() {
        let faults = read(&json!({"merged": "yes", "a/b~": 1})).unwrap_err();
        let listed: Vec<_> = faults
            .iter()
            .map(|fault| (fault.pointer.as_str(), fault.code))
            .collect();
        assert_eq!(
            listed,
            [
                ("/input/claim_yuan", FaultCode::Required),
                ("/input/merged", FaultCode::WrongType),
                ("/input/a~1b~0", FaultCode::Unknown),
            ]
        );
    }

    #[test]
    fn null_stands_for_a_missing_optional_only() {
        assert_eq!(
            read(&json!({"claim_yuan": "1", "merged": null})),
            Ok((Amount::yuan(1), None))
        );
        assert!(read(&json!({"claim_yuan": null})).is_err());
        for not_object in [json!([]), json!("x"), json!(null), json!(1)] {
            assert_eq!(
                read(&not_object),
                Err(vec![Fault::at("/input", FaultCode::WrongType)])
            );
        }
    }

    #[test]
    fn a_label_is_counted_in_characters() {
        assert!(label(&json!("原".repeat(40))).is_ok());
        for wrong in [json!(""), json!("原".repeat(41))] {
            assert_eq!(label(&wrong), Err(FaultCode::BadLength));
        }
        assert_eq!(label(&json!(7)), Err(FaultCode::WrongType));
    }
}
