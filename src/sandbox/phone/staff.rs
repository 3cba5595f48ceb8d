//! The staff of the demo with the digits their authenticator shows now, so that the desk can be tried without one.
//!
//! The digits go by the court's clock: a real authenticator no longer agrees once that has been moved.

use std::path::Path;

use chrono::{DateTime, Utc};
use serde::Deserialize;
use serde_json::{Value, json};
use totp_rs::TOTP;

#[derive(Deserialize)]
struct Member {
    username: String,
    name: String,
    role: String,
    password: String,
    /// `otpauth://totp/...?secret=<base32>`
    totp_address: String,
}

/// Read each time: the demo's staff are made after the court has started. Without the file there are none.
pub fn view(file: &Path, now: DateTime<Utc>) -> Vec<Value> {
    let members: Vec<Member> = std::fs::read(file)
        .ok()
        .and_then(|text| serde_json::from_slice(&text).ok())
        .unwrap_or_default();
    members
        .iter()
        .map(|member| {
            json!({
                "username": member.username, "name": member.name, "role": member.role, "password": member.password,
                "code": code_of(&member.totp_address, now.timestamp()),
            })
        })
        .collect()
}

fn code_of(address: &str, seconds: i64) -> Option<String> {
    let totp = TOTP::from_url_unchecked(address).ok()?;
    Some(totp.generate(u64::try_from(seconds).ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_digits_are_those_of_rfc_6238() {
        let address = "otpauth://totp/x:y?period=30&digits=6&algorithm=SHA1&secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=x";
        let known = [
            (59, "287082"),
            (1_111_111_109, "081804"),
            (1_234_567_890, "005924"),
            (2_000_000_000, "279037"),
        ];
        for (seconds, digits) in known {
            assert_eq!(code_of(address, seconds).as_deref(), Some(digits));
        }
        for wrong in ["", "otpauth://totp/x", "otpauth://totp/x?secret=1!"] {
            assert_eq!(code_of(wrong, 0), None);
        }
    }
}
