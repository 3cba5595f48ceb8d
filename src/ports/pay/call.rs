//! One signed request and its verified answer.

use std::time::Duration;

use reqwest::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE, HeaderMap, USER_AGENT};
use reqwest::{Client, Method, StatusCode};
use serde_json::Value;
use tokio::time::Instant;
use url::{Position, Url};

use super::platform::Platform;
use super::signing::{MerchantKey, Unsound, fresh_nonce};

/// Of one try.
pub const PATIENCE: Duration = Duration::from_millis(3500);
/// No answer but a bill is larger.
const MAX_ANSWER: usize = 256 * 1024;

/// How a call ended short of an answer. Nothing in it comes from the answer's content but WeChat Pay's code.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CallError {
    /// Surely not done: no connection, or the request was never made.
    #[error("not done: {0}")]
    NotDone(&'static str),
    /// WeChat Pay may have done it: the answer was lost, unreadable, or not theirs. Ask before trying again.
    #[error("unknown: {0}")]
    Unknown(&'static str),
    /// WeChat Pay said no, with its code (`ORDERPAID`, `ORDER_NOT_EXIST`, …).
    #[error("refused: {0} {1}")]
    Refused(u16, String),
    #[error("not configured")]
    NotConfigured,
}

impl CallError {
    pub fn has_code(&self, codes: &[&str]) -> bool {
        matches!(self, CallError::Refused(_, code) if codes.contains(&code.as_str()))
    }
}

/// The wire: base address, client, and who signs.
pub struct Wire<'a> {
    pub http: &'a Client,
    pub base: &'a Url,
    pub mch_id: &'a str,
    pub mch_serial: &'a str,
    pub merchant: &'a MerchantKey,
    /// Seconds since 1970 of the machine's own clock.
    pub now_s: i64,
}

/// An answer as it came.
pub struct Raw {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: Vec<u8>,
}

impl Wire<'_> {
    /// `path` may carry a query; both go into the signature exactly as they are sent.
    pub async fn send(
        &self,
        method: Method,
        path: &str,
        body: Option<&Value>,
        platform_serial: Option<&str>,
        deadline: Instant,
    ) -> Result<Raw, CallError> {
        let url = self.url(path)?;
        let body = match body {
            Some(body) => {
                serde_json::to_vec(body).map_err(|_| CallError::NotDone("the body is no JSON"))?
            }
            None => Vec::new(),
        };
        let patience = PATIENCE.min(deadline.saturating_duration_since(Instant::now()));
        if patience.is_zero() {
            return Err(CallError::NotDone("the time budget is used up"));
        }
        let mut request = self
            .http
            .request(method.clone(), url.clone())
            .timeout(patience)
            .header(AUTHORIZATION, self.authorization(&method, &url, &body)?)
            .header(ACCEPT, "application/json")
            .header(
                USER_AGENT,
                concat!("micro-court/", env!("CARGO_PKG_VERSION")),
            );
        if let Some(serial) = platform_serial {
            request = request.header("Wechatpay-Serial", serial);
        }
        if method != Method::GET {
            request = request.header(CONTENT_TYPE, "application/json").body(body);
        }
        receive(request, MAX_ANSWER).await
    }

    /// A file behind an address that WeChat Pay gave: on the same host, signed, its answer unsigned.
    pub async fn download(&self, address: &str, max: usize) -> Result<Vec<u8>, CallError> {
        const ELSEWHERE: CallError = CallError::Refused(0, String::new());
        let url = Url::parse(address).map_err(|_| ELSEWHERE)?;
        // Following it anywhere else would let an answer lead us inside the house.
        if url.origin() != self.base.origin() {
            return Err(CallError::Refused(0, "DOWNLOAD_ELSEWHERE".to_owned()));
        }
        let request = self
            .http
            .get(url.clone())
            .timeout(Duration::from_secs(30))
            .header(AUTHORIZATION, self.authorization(&Method::GET, &url, &[])?)
            .header(ACCEPT, "*/*")
            .header(
                USER_AGENT,
                concat!("micro-court/", env!("CARGO_PKG_VERSION")),
            );
        let raw = receive(request, max).await?;
        match raw.status {
            StatusCode::OK => Ok(raw.body),
            status => Err(CallError::Refused(status.as_u16(), code_of(&raw.body))),
        }
    }

    fn url(&self, path: &str) -> Result<Url, CallError> {
        let base = self.base.as_str().trim_end_matches('/');
        Url::parse(&format!("{base}{path}"))
            .map_err(|_| CallError::NotDone("the address cannot be made"))
    }

    fn authorization(&self, method: &Method, url: &Url, body: &[u8]) -> Result<String, CallError> {
        let (timestamp, nonce) = (self.now_s.to_string(), fresh_nonce());
        let target = &url[Position::BeforePath..Position::AfterQuery];
        let lines = [method.as_str(), target, &timestamp, &nonce];
        let signature = self
            .merchant
            .sign_request(&lines, body)
            .map_err(|Unsound(why)| CallError::NotDone(why))?;
        Ok(format!(
            "WECHATPAY2-SHA256-RSA2048 mchid=\"{}\",nonce_str=\"{nonce}\",timestamp=\"{timestamp}\",\
             serial_no=\"{}\",signature=\"{signature}\"",
            self.mch_id, self.mch_serial
        ))
    }
}

async fn receive(request: reqwest::RequestBuilder, max: usize) -> Result<Raw, CallError> {
    let mut response = request
        .send()
        .await
        .map_err(|error| match error.is_connect() {
            true => CallError::NotDone("no connection"),
            false => CallError::Unknown("no answer"),
        })?;
    let mut body = Vec::new();
    while let Some(chunk) = response
        .chunk()
        .await
        .map_err(|_| CallError::Unknown("the answer broke off"))?
    {
        if body.len() + chunk.len() > max {
            return Err(CallError::Unknown("an endless answer"));
        }
        body.extend_from_slice(&chunk);
    }
    Ok(Raw {
        status: response.status(),
        headers: response.headers().clone(),
        body,
    })
}

/// The answer's JSON once its signature holds. A refusal is believed unsigned too (401 always is, 404 and
/// 405 may be): all that follows from one is asking again or a close, never that money came.
pub fn read(raw: Raw, verified: Result<(), Unsound>) -> Result<Value, CallError> {
    if !raw.status.is_success() {
        return Err(refusal(&raw));
    }
    verified.map_err(|Unsound(why)| CallError::Unknown(why))?;
    if raw.body.is_empty() {
        return Ok(Value::Null);
    }
    serde_json::from_slice(&raw.body).map_err(|_| CallError::Unknown("not JSON"))
}

fn refusal(raw: &Raw) -> CallError {
    let code = code_of(&raw.body);
    match raw.status.as_u16() {
        // Busy, or broken in the middle: they may have done it.
        429 | 500..=599 => CallError::Unknown("WeChat Pay is busy or out of order"),
        // A box in between answered; WeChat Pay gives a code.
        _ if code.is_empty() && raw.status != StatusCode::NOT_FOUND => {
            CallError::Unknown("an HTTP error")
        }
        status => CallError::Refused(status, code),
    }
}

/// WeChat Pay's error code, if it looks like one.
fn code_of(body: &[u8]) -> String {
    let code = serde_json::from_slice::<Value>(body)
        .ok()
        .and_then(|body| body["code"].as_str().map(str::to_owned))
        .unwrap_or_default();
    let looks_like_one = code.len() <= 64
        && code
            .chars()
            .all(|sign| sign.is_ascii_alphanumeric() || sign == '_');
    if looks_like_one { code } else { String::new() }
}

/// The four headers of a signed answer or notice.
pub struct Signed<'a> {
    pub timestamp: &'a str,
    pub nonce: &'a str,
    pub serial: &'a str,
    pub signature: &'a str,
}

impl<'a> Signed<'a> {
    pub fn of(header: impl Fn(&str) -> Option<&'a str>) -> Result<Signed<'a>, Unsound> {
        let get = |name| header(name).ok_or(Unsound("a signature header is missing"));
        Ok(Signed {
            timestamp: get("Wechatpay-Timestamp")?,
            nonce: get("Wechatpay-Nonce")?,
            serial: get("Wechatpay-Serial")?,
            signature: get("Wechatpay-Signature")?,
        })
    }

    /// Fresh, genuine, and of a key we know. `SIGNTEST` probes carry a wrong signature on purpose.
    pub async fn verify(
        &self,
        body: &[u8],
        platform: &Platform,
        wire: &Wire<'_>,
    ) -> Result<(), Unsound> {
        let stamp: i64 = self
            .timestamp
            .parse()
            .map_err(|_| Unsound("the timestamp is no number"))?;
        if (wire.now_s - stamp).abs() > STALE_S {
            return Err(Unsound("older than five minutes"));
        }
        if self.signature.starts_with("WECHATPAY/SIGNTEST/") {
            return Err(Unsound("a signature test"));
        }
        let key = platform.key(self.serial, wire).await?;
        key.verify(&[self.timestamp, self.nonce], body, self.signature)
    }
}

/// What is older than five minutes is a replay.
const STALE_S: i64 = 300;
