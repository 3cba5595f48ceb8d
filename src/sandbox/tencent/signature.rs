//! TC3-HMAC-SHA256 as the receiving side works it out: from the headers that came, not from those that should have.

use actix_web::HttpRequest;
use aws_lc_rs::digest::{SHA256, digest};
use aws_lc_rs::{constant_time, hmac};
use chrono::{DateTime, Utc};

use super::super::Sandbox;
use super::super::state::hex;
use super::Refusal;

/// A timestamp farther off than this is refused, by the machine's own time: Tencent keeps no court's clock.
const TOLERANCE_S: i64 = 300;

struct Authorization<'a> {
    secret_id: &'a str,
    day: &'a str,
    service: &'a str,
    signed_headers: &'a str,
    signature: &'a str,
}

impl<'a> Authorization<'a> {
    fn read(header: &'a str) -> Option<Self> {
        let rest = header.strip_prefix("TC3-HMAC-SHA256 Credential=")?;
        let (credential, rest) = rest.split_once(", SignedHeaders=")?;
        let (signed_headers, signature) = rest.split_once(", Signature=")?;
        let mut parts = credential.split('/');
        let found = Self {
            secret_id: parts.next()?,
            day: parts.next()?,
            service: parts.next()?,
            signed_headers,
            signature,
        };
        (parts.next()? == "tc3_request" && parts.next().is_none()).then_some(found)
    }
}

/// The service that was signed for.
pub(super) fn check(
    sandbox: &Sandbox,
    request: &HttpRequest,
    body: &[u8],
) -> Result<String, Refusal> {
    let header = |name: &str| {
        request
            .headers()
            .get(name)
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default()
    };
    let failed = || {
        Refusal(
            "AuthFailure.SignatureFailure",
            "the signature does not match",
        )
    };
    let claimed = Authorization::read(header("Authorization")).ok_or(Refusal(
        "AuthFailure.InvalidAuthorization",
        "the Authorization header is malformed",
    ))?;
    if claimed.secret_id != sandbox.0.tencent.secret_id {
        return Err(Refusal("AuthFailure.SecretIdNotFound", "no such SecretId"));
    }
    let timestamp: i64 = header("X-TC-Timestamp")
        .parse()
        .map_err(|_| Refusal("MissingParameter", "X-TC-Timestamp is missing"))?;
    if timestamp.abs_diff(Utc::now().timestamp()) > TOLERANCE_S.unsigned_abs() {
        return Err(Refusal(
            "AuthFailure.SignatureExpire",
            "the timestamp is more than five minutes off",
        ));
    }
    let day = DateTime::from_timestamp(timestamp, 0).map(|at| at.format("%Y-%m-%d").to_string());
    let names: Vec<&str> = claimed.signed_headers.split(';').collect();
    let in_order = names.is_sorted() && names.contains(&"content-type") && names.contains(&"host");
    if day.as_deref() != Some(claimed.day) || !in_order {
        return Err(failed());
    }
    let headers: String = names
        .iter()
        .map(|name| format!("{name}:{}\n", header(name).trim().to_lowercase()))
        .collect();
    let canonical = format!(
        "POST\n/\n{}\n{headers}\n{}\n{}",
        request.query_string(),
        claimed.signed_headers,
        sha256(body)
    );
    let text = format!(
        "TC3-HMAC-SHA256\n{timestamp}\n{}/{}/tc3_request\n{}",
        claimed.day,
        claimed.service,
        sha256(canonical.as_bytes())
    );
    let key = format!("TC3{}", sandbox.0.tencent.secret_key);
    let day_key = mac(key.as_bytes(), claimed.day);
    let signing_key = mac(&mac(&day_key, claimed.service), "tc3_request");
    let expected = hex(&mac(&signing_key, &text));
    constant_time::verify_slices_are_equal(expected.as_bytes(), claimed.signature.as_bytes())
        .map_err(|_| failed())?;
    Ok(claimed.service.to_owned())
}

fn sha256(bytes: &[u8]) -> String {
    hex(digest(&SHA256, bytes).as_ref())
}

fn mac(key: &[u8], text: &str) -> Vec<u8> {
    hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, key), text.as_bytes())
        .as_ref()
        .to_vec()
}
