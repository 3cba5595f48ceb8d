//! `IdCardVerification`: whether a name and a resident ID number belong together.
//!
//! The numbers of the demo people belong to them alone. Any other well-formed number belongs to whoever gives it, so
//! that a demo goes on with any name; a name that ends in 假 never matches, and of one that ends in 查 there is no record.

use serde_json::{Map, Value, json};

use super::super::Sandbox;
use super::Refusal;

pub(super) fn verify(sandbox: &Sandbox, body: &Map<String, Value>) -> Result<Value, Refusal> {
    let text = |name: &str| body.get(name).and_then(Value::as_str);
    let (Some(number), Some(name)) = (text("IdCard"), text("Name")) else {
        return Err(Refusal("MissingParameter", "IdCard and Name are texts"));
    };
    let (result, words) = sandbox.compare(name, number);
    Ok(json!({"Result": result, "Description": words}))
}

impl Sandbox {
    fn compare(&self, name: &str, number: &str) -> (&'static str, &'static str) {
        if !is_valid(number) {
            return ("-2", "非法身份证号（长度、校验位等不正确）");
        }
        if name.is_empty() || name.chars().count() > 50 {
            return ("-3", "非法姓名（长度、格式等不正确）");
        }
        let world = self.world();
        let owner = world
            .state
            .people
            .iter()
            .find(|person| person.id_number.as_deref() == Some(number));
        match owner {
            Some(owner) if owner.name == name => ("0", "姓名和身份证号一致"),
            Some(_) => ("-1", "姓名和身份证号不一致"),
            None if name.ends_with('假') => ("-1", "姓名和身份证号不一致"),
            None if name.ends_with('查') => ("-5", "证件库中无此身份证记录"),
            None => ("0", "姓名和身份证号一致"),
        }
    }
}

/// 18 characters and the check character of GB 11643.
pub fn is_valid(number: &str) -> bool {
    const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    let bytes = number.as_bytes();
    if bytes.len() != 18 || !bytes[..17].iter().all(u8::is_ascii_digit) {
        return false;
    }
    let sum: u32 = WEIGHTS
        .iter()
        .zip(bytes)
        .map(|(weight, digit)| weight * u32::from(digit - b'0'))
        .sum();
    b"10X98765432"[(sum % 11) as usize] == bytes[17]
}

#[cfg(test)]
mod tests {
    use super::is_valid;

    #[test]
    fn check_characters() {
        assert!(is_valid("11010519491231002X") && is_valid("110101190001010014"));
        for wrong in [
            "",
            "110105194912310021",
            "11010519491231002x",
            "1101051949123100",
        ] {
            assert!(!is_valid(wrong), "{wrong}");
        }
    }
}
