//! The staff of the demo with the digits their authenticator shows now, so that the desk can be tried without one.
//!
//! The digits go by the court's clock: a real authenticator no longer agrees once that has been moved.

use std::path::Path;

use aws_lc_rs::hmac;
use chrono::{DateTime, Utc};
use serde::Deserialize;
use serde_json::{Value, json};
use url::Url;

/// RFC 6238 as the desk uses it.
const STEP_S: i64 = 30;

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
    let address = Url::parse(address).ok()?;
    let (_, secret) = address.query_pairs().find(|(name, _)| name == "secret")?;
    Some(totp(&base32(&secret)?, seconds))
}

fn totp(secret: &[u8], seconds: i64) -> String {
    let key = hmac::Key::new(hmac::HMAC_SHA1_FOR_LEGACY_USE_ONLY, secret);
    let mac = hmac::sign(&key, &(seconds / STEP_S).to_be_bytes());
    let mac = mac.as_ref();
    let offset = usize::from(mac[mac.len() - 1] & 15);
    let number = mac[offset..offset + 4]
        .iter()
        .fold(0_u32, |number, byte| number << 8 | u32::from(*byte));
    format!("{:06}", (number & 0x7fff_ffff) % 1_000_000)
}

fn base32(text: &str) -> Option<Vec<u8>> {
    const ALPHABET: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    let mut bytes = Vec::with_capacity(text.len() * 5 / 8);
    let (mut bits, mut held) = (0_u32, 0_u32);
    for sign in text.trim_end_matches('=').chars() {
        let value = u32::try_from(ALPHABET.find(sign.to_ascii_uppercase())?).ok()?;
        bits = (bits << 5 | value) & 0xfff;
        held += 5;
        if held >= 8 {
            held -= 8;
            bytes.push(u8::try_from(bits >> held & 0xff).ok()?);
        }
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_digits_are_those_of_rfc_6238() {
        let address = "otpauth://totp/x:y?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=x";
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
