//! Tencent Cloud's API 3.0: signing (TC3-HMAC-SHA256) and one call, for every service that the court uses of it.
//!
//! The base address is a setting: the same code speaks to Tencent, to the sandbox and to a test's
//! stand-in. Bodies hold names and numbers of people; nothing of them is logged.

use std::time::Duration;

use aws_lc_rs::digest::{SHA256, digest};
use aws_lc_rs::hmac;
use chrono::DateTime;
use data_encoding::HEXLOWER;
use reqwest::Client;
use reqwest::header::{AUTHORIZATION, CONTENT_TYPE, HOST};
use secrecy::{ExposeSecret, SecretString};
use serde_json::Value;
use tokio::time::Instant;
use url::Url;

use crate::kit::clock::Clock;

const ALGORITHM: &str = "TC3-HMAC-SHA256";
/// Signed and sent alike, to the letter: a charset that a client adds by itself would break the signature.
const JSON: &str = "application/json; charset=utf-8";
const SIGNED_HEADERS: &str = "content-type;host;x-tc-action";
/// One try.
const PATIENCE: Duration = Duration::from_millis(2800);
const TRIES: u32 = 3;
/// No answer of these calls is larger.
const MAX_ANSWER: usize = 256 * 1024;

/// Whose account, and where.
#[derive(Clone)]
pub struct Account {
    pub base: Url,
    pub secret_id: String,
    pub secret_key: SecretString,
    /// Sent as `X-TC-Region`; services without regions want none.
    pub region: Option<String>,
}

/// One service of Tencent Cloud, such as `faceid` or `sms`.
#[derive(Clone)]
pub struct Tencent {
    account: Account,
    service: &'static str,
    version: &'static str,
    http: Client,
    clock: Clock,
}

/// How a call ended short of an answer.
#[derive(Debug, PartialEq, Eq)]
pub enum CallError {
    /// Surely not done.
    NotDone(&'static str),
    /// May have been done: the answer was lost or unreadable.
    Unknown(&'static str),
    /// Tencent answered with an error code, such as `AuthFailure.SignatureFailure`.
    Code(String),
}

impl Tencent {
    /// # Errors
    /// When the HTTP client cannot be made.
    pub fn new(
        account: Account,
        service: &'static str,
        version: &'static str,
        clock: Clock,
    ) -> Result<Tencent, reqwest::Error> {
        let http = Client::builder()
            .connect_timeout(Duration::from_secs(2))
            .timeout(PATIENCE)
            .redirect(reqwest::redirect::Policy::none())
            .no_proxy()
            .build()?;
        Ok(Tencent {
            account,
            service,
            version,
            http,
            clock,
        })
    }

    /// A call that may be repeated: at most three tries within `budget`.
    pub async fn call_often(
        &self,
        action: &str,
        body: &Value,
        budget: Duration,
    ) -> Result<Value, CallError> {
        let deadline = Instant::now() + budget;
        let mut wait = Duration::from_millis(200);
        let mut last = CallError::NotDone("no try");
        for attempt in 1..=TRIES {
            match tokio::time::timeout_at(deadline, self.call(action, body)).await {
                Err(_) => return Err(CallError::Unknown("the time budget ended")),
                Ok(Err(error)) if worth_another(&error) => last = error,
                Ok(done) => return done,
            }
            if attempt < TRIES && Instant::now() + wait < deadline {
                tokio::time::sleep(wait).await;
                wait *= 2;
            }
        }
        Err(last)
    }

    /// One try. The answer is what stands in `Response`.
    pub async fn call(&self, action: &str, body: &Value) -> Result<Value, CallError> {
        let payload = body.to_string();
        let host = host_of(&self.account.base);
        let timestamp = self.clock.now().timestamp();
        let authorization = authorization(&Signing {
            secret_id: &self.account.secret_id,
            secret_key: &self.account.secret_key,
            service: self.service,
            host: &host,
            action,
            timestamp,
            payload: payload.as_bytes(),
        });
        let mut request = self
            .http
            .post(self.account.base.clone())
            .header(CONTENT_TYPE, JSON)
            .header(HOST, host)
            .header(AUTHORIZATION, authorization)
            .header("X-TC-Action", action)
            .header("X-TC-Version", self.version)
            .header("X-TC-Timestamp", timestamp.to_string());
        if let Some(region) = &self.account.region {
            request = request.header("X-TC-Region", region);
        }
        let response =
            request
                .body(payload)
                .send()
                .await
                .map_err(|error| match error.is_connect() {
                    true => CallError::NotDone("no connection"),
                    false => CallError::Unknown("no answer"),
                })?;
        // Tencent says its own errors with 200; anything else comes from boxes in between.
        if response.status() != reqwest::StatusCode::OK {
            return Err(CallError::Unknown("an HTTP error"));
        }
        let text = bounded(response).await?;
        let mut answer: Value =
            serde_json::from_slice(&text).map_err(|_| CallError::Unknown("not JSON"))?;
        let response = answer["Response"].take();
        match response["Error"]["Code"].as_str() {
            Some(code) => Err(CallError::Code(code.to_owned())),
            None if response.is_object() => Ok(response),
            None => Err(CallError::Unknown("no Response in the answer")),
        }
    }
}

/// As it stands in the `Host` header: with the port where it is not the scheme's own.
fn host_of(base: &Url) -> String {
    let host = base.host_str().unwrap_or_default();
    match base.port() {
        Some(port) => format!("{host}:{port}"),
        None => host.to_owned(),
    }
}

fn worth_another(error: &CallError) -> bool {
    match error {
        CallError::NotDone(_) | CallError::Unknown(_) => true,
        CallError::Code(code) => {
            code.starts_with("InternalError") || code.starts_with("RequestLimitExceeded")
        }
    }
}

async fn bounded(mut response: reqwest::Response) -> Result<Vec<u8>, CallError> {
    let mut text = Vec::new();
    while let Some(chunk) = response
        .chunk()
        .await
        .map_err(|_| CallError::Unknown("the answer broke off"))?
    {
        if text.len() + chunk.len() > MAX_ANSWER {
            return Err(CallError::Unknown("an endless answer"));
        }
        text.extend_from_slice(&chunk);
    }
    Ok(text)
}

/// What goes into a signature.
struct Signing<'a> {
    secret_id: &'a str,
    secret_key: &'a SecretString,
    service: &'a str,
    host: &'a str,
    action: &'a str,
    /// Seconds since 1970; its day in UTC goes into the scope.
    timestamp: i64,
    payload: &'a [u8],
}

/// The `Authorization` header of a POST to `/` with a JSON body.
fn authorization(signing: &Signing) -> String {
    let day = DateTime::from_timestamp(signing.timestamp, 0)
        .unwrap_or_default()
        .format("%Y-%m-%d")
        .to_string();
    let scope = format!("{day}/{}/tc3_request", signing.service);
    let canonical = format!(
        "POST\n/\n\ncontent-type:{JSON}\nhost:{}\nx-tc-action:{}\n\n{SIGNED_HEADERS}\n{}",
        signing.host.to_ascii_lowercase(),
        signing.action.to_ascii_lowercase(),
        sha256(signing.payload),
    );
    let text = format!(
        "{ALGORITHM}\n{}\n{scope}\n{}",
        signing.timestamp,
        sha256(canonical.as_bytes())
    );
    let secret = format!("TC3{}", signing.secret_key.expose_secret());
    let key = [day.as_str(), signing.service, "tc3_request"]
        .into_iter()
        .fold(secret.into_bytes(), |key, part| mac(&key, part.as_bytes()));
    let signature = HEXLOWER.encode(&mac(&key, text.as_bytes()));
    format!(
        "{ALGORITHM} Credential={}/{scope}, SignedHeaders={SIGNED_HEADERS}, Signature={signature}",
        signing.secret_id
    )
}

fn sha256(bytes: &[u8]) -> String {
    HEXLOWER.encode(digest(&SHA256, bytes).as_ref())
}

fn mac(key: &[u8], text: &[u8]) -> Vec<u8> {
    hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, key), text)
        .as_ref()
        .to_vec()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The worked example of Tencent's "Signature v3" (secret key: 32 asterisks, as printed there).
    #[test]
    fn the_example_of_tencents_own_document() {
        let payload = r#"{"Limit": 1, "Filters": [{"Values": ["\u672a\u547d\u540d"], "Name": "instance-name"}]}"#;
        let header = authorization(&Signing {
            secret_id: "AKID********************************",
            secret_key: &SecretString::from("*".repeat(32)),
            service: "cvm",
            host: "cvm.tencentcloudapi.com",
            action: "DescribeInstances",
            timestamp: 1_551_113_065,
            payload: payload.as_bytes(),
        });
        assert_eq!(
            header,
            "TC3-HMAC-SHA256 Credential=AKID********************************/2019-02-25/cvm/tc3_request, \
             SignedHeaders=content-type;host;x-tc-action, \
             Signature=10b1a37a7301a02ca19a647ad722d5e43b4b3cff309d421d85b46093f6ab6c4f"
        );
    }

    #[test]
    fn the_host_has_its_port_only_when_it_is_a_special_one() {
        let host = |url: &str| host_of(&Url::parse(url).unwrap());
        assert_eq!(
            host("https://faceid.tencentcloudapi.com/"),
            "faceid.tencentcloudapi.com"
        );
        assert_eq!(
            host("https://faceid.tencentcloudapi.com:443/"),
            "faceid.tencentcloudapi.com"
        );
        assert_eq!(host("http://127.0.0.1:8081/"), "127.0.0.1:8081");
    }
}
