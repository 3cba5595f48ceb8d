//! WeChat's server interface, as design notes "where back ends go wrong" 1-6 tell it.
//!
//! The base address is a setting, so the same code speaks to WeChat, to the sandbox and to a test's
//! stand-in. Every call has a budget within which it is tried at most three times. Nothing of an
//! answer (openid, session key, phone) is logged.

use std::time::Duration;

use reqwest::{Client, Method, StatusCode};
use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;
use serde_json::{Value, json};
use tokio::time::Instant;
use url::Url;
use uuid::Uuid;

use super::cache::Cache;
use crate::kit::idempotency::Locks;
use crate::kit::problem::Problem;

/// What can go wrong with WeChat, in words for people.
pub mod errors {
    crate::error_table! {
        CODE_INVALID = 422, "wechat.code_invalid",
            "微信的登录码无效或已过期，请再点一次。", "WeChat says this code is invalid or expired. Tap once more.";
        CODE_USED = 422, "wechat.code_used",
            "这个微信登录码已经用过，请再点一次。", "This WeChat code was already used. Tap once more.";
        UNAVAILABLE = 503, "wechat.unavailable",
            "微信暂时没有回应，请过几秒再试。不是您的问题。", "WeChat does not answer just now. Try again in a few seconds; it is not your fault.";
        BUSY = 503, "wechat.busy",
            "微信现在很忙，请过几秒再试。不是您的问题。", "WeChat is busy. Try again in a few seconds; it is not your fault.";
        REFUSED = 503, "wechat.refused",
            "法院和微信之间的连接需要检修，我们会处理。请稍后再试，或拨打 12368。",
            "The court's link to WeChat needs repair and we will see to it. Try later or call 12368.";
        BLOCKED = 403, "wechat.user_blocked",
            "微信认为这个账号有风险，暂时不能登录。请联系微信，或到诉讼服务大厅办理。",
            "WeChat holds this account to be at risk. Contact WeChat, or come to the court's service hall.";
        NOT_CONFIGURED = 503, "wechat.not_configured",
            "法院还没有接通微信，请到诉讼服务大厅办理，或拨打 12368。",
            "The court has not been linked to WeChat yet. Come to the service hall or call 12368.";
    }
}

/// A log-in must answer within 10 s whatever WeChat does; this leaves room for our own work.
const BUDGET: Duration = Duration::from_millis(8500);
/// One try.
const PATIENCE: Duration = Duration::from_millis(2800);
const TRIES: u32 = 3;
/// No answer of these calls is larger.
const MAX_ANSWER: usize = 256 * 1024;
const TOKEN_KEY: &str = "wechat:access_token";
/// An access token is dropped this long before WeChat drops it.
const TOKEN_MARGIN_S: u64 = 300;

#[derive(Clone)]
pub struct WeChat {
    base: Option<Url>,
    app_id: String,
    app_secret: SecretString,
    http: Client,
    cache: Cache,
}

/// Who WeChat says has logged in. The session key is not kept: nothing of ours needs it.
pub struct LoggedIn {
    pub open_id: String,
    pub union_id: Option<String>,
}

/// How a call ended short of an answer.
#[derive(Debug, PartialEq, Eq)]
pub enum CallError {
    /// Surely not done by WeChat (no connection, or WeChat said so).
    NotDone(&'static str),
    /// WeChat may have done it: the answer was lost or unreadable.
    Unknown(&'static str),
    /// WeChat answered with an `errcode`.
    Code(i64),
    NotConfigured,
}

impl WeChat {
    pub fn new(
        base: Option<Url>,
        app_id: String,
        app_secret: SecretString,
        cache: Cache,
    ) -> Result<WeChat, reqwest::Error> {
        let http = Client::builder()
            .connect_timeout(Duration::from_secs(2))
            .timeout(PATIENCE)
            // WeChat never redirects; following one could lead inside the house.
            .redirect(reqwest::redirect::Policy::none())
            .no_proxy()
            .build()?;
        Ok(WeChat {
            base,
            app_id,
            app_secret,
            http,
            cache,
        })
    }

    /// `wx.login`'s code for an openid (jscode2session).
    pub async fn log_in(&self, code: &str) -> Result<LoggedIn, Problem> {
        #[derive(Deserialize)]
        struct Session {
            openid: String,
            unionid: Option<String>,
        }
        let query = [
            ("appid", self.app_id.as_str()),
            ("secret", self.app_secret.expose_secret()),
            ("js_code", code),
            ("grant_type", "authorization_code"),
        ];
        let deadline = Instant::now() + BUDGET;
        let answer = self
            .try_often(deadline, async || {
                self.send(Method::GET, "/sns/jscode2session", &query, None)
                    .await
            })
            .await;
        let session: Session = read(answer.map_err(code_problem)?)?;
        if session.openid.is_empty() {
            return Err(
                Problem::new(&errors::UNAVAILABLE).because("WeChat answered without an openid")
            );
        }
        Ok(LoggedIn {
            open_id: session.openid,
            union_id: session.unionid,
        })
    }

    /// The code of a `getPhoneNumber` button for the number, without country code for mainland numbers.
    pub async fn phone_number(&self, code: &str) -> Result<SecretString, Problem> {
        #[derive(Deserialize)]
        struct Answer {
            phone_info: Info,
        }
        #[derive(Deserialize)]
        #[serde(rename_all = "camelCase")]
        struct Info {
            pure_phone_number: String,
            country_code: String,
        }
        let deadline = Instant::now() + BUDGET;
        let body = json!({ "code": code });
        let answer = self
            .with_token(deadline, "/wxa/business/getuserphonenumber", &body)
            .await
            .map_err(code_problem)?;
        let info = read::<Answer>(answer)?.phone_info;
        Ok(SecretString::from(match info.country_code.as_str() {
            "86" | "" => info.pure_phone_number,
            country => format!("+{country} {}", info.pure_phone_number),
        }))
    }

    /// A call of another port that may be repeated (the face check), with the access token.
    pub(super) async fn post(&self, path: &str, body: &Value) -> Result<Value, CallError> {
        self.with_token(Instant::now() + BUDGET, path, body).await
    }

    /// A subscribe message. Not repeated when its outcome is unknown: people must not get it twice.
    pub async fn send_message(
        &self,
        open_id: &str,
        template_id: &str,
        page: &str,
        data: &Value,
        lang: &str,
    ) -> Result<(), CallError> {
        let body = json!({
            "touser": open_id, "template_id": template_id, "page": page, "data": data,
            "miniprogram_state": "formal", "lang": if lang == "en" { "en_US" } else { "zh_CN" },
        });
        self.once_with_token(
            "/cgi-bin/message/subscribe/send",
            &body,
            Instant::now() + BUDGET,
        )
        .await
        .map(|_| ())
    }

    /// A call with the access token; a token killed under us is fetched again, once.
    async fn with_token(
        &self,
        deadline: Instant,
        path: &str,
        body: &Value,
    ) -> Result<Value, CallError> {
        self.try_often(deadline, async || {
            self.once_with_token(path, body, deadline).await
        })
        .await
    }

    async fn once_with_token(
        &self,
        path: &str,
        body: &Value,
        deadline: Instant,
    ) -> Result<Value, CallError> {
        let token = self.access_token(deadline).await?;
        let call = async |token: &str| {
            self.send(Method::POST, path, &[("access_token", token)], Some(body))
                .await
        };
        match call(&token).await {
            Err(CallError::Code(40001 | 40014 | 42001)) => {
                self.forget_token(&token).await;
                let token = self.access_token(deadline).await?;
                call(&token).await
            }
            answer => answer,
        }
    }

    /// The shared access token. One refresh at a time over all nodes; the others wait for its result.
    async fn access_token(&self, deadline: Instant) -> Result<String, CallError> {
        const CACHE: CallError = CallError::NotDone("the cache is away");
        let holder = Uuid::now_v7().to_string();
        loop {
            if let Some(token) = self.cache.get(TOKEN_KEY).await.map_err(|_| CACHE)? {
                return Ok(token);
            }
            if self
                .cache
                .lock(TOKEN_KEY, &holder, 10)
                .await
                .map_err(|_| CACHE)?
            {
                let token = self.fetch_token().await;
                self.cache.unlock(TOKEN_KEY, &holder).await.ok();
                return token;
            }
            if Instant::now() >= deadline {
                return Err(CallError::NotDone("no access token in time"));
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    async fn fetch_token(&self) -> Result<String, CallError> {
        #[derive(Deserialize)]
        struct Token {
            access_token: String,
            expires_in: u64,
        }
        let body = json!({
            "grant_type": "client_credential", "appid": self.app_id,
            "secret": self.app_secret.expose_secret(), "force_refresh": false,
        });
        let answer = self
            .send(Method::POST, "/cgi-bin/stable_token", &[], Some(&body))
            .await?;
        let token: Token = serde_json::from_value(answer)
            .map_err(|_| CallError::NotDone("unreadable access token"))?;
        let seconds = token.expires_in.saturating_sub(TOKEN_MARGIN_S).max(1);
        self.cache
            .set(TOKEN_KEY, &token.access_token, seconds)
            .await
            .map_err(|_| CallError::NotDone("the cache is away"))?;
        Ok(token.access_token)
    }

    /// Drops a token that WeChat no longer takes, unless somebody has put a new one in its place.
    async fn forget_token(&self, dead: &str) {
        if self.cache.get(TOKEN_KEY).await.ok().flatten().as_deref() == Some(dead) {
            self.cache.delete(TOKEN_KEY).await.ok();
        }
    }

    /// At most three tries within the budget. A code that turns out "used" on a later try was ours:
    /// the earlier answer got lost, and only a fresh code helps.
    async fn try_often(
        &self,
        deadline: Instant,
        call: impl AsyncFn() -> Result<Value, CallError>,
    ) -> Result<Value, CallError> {
        let mut wait = Duration::from_millis(200);
        let mut last = CallError::NotDone("no try");
        for attempt in 1..=TRIES {
            match tokio::time::timeout_at(deadline, call()).await {
                Err(_) => return Err(CallError::Unknown("the time budget ended")),
                Ok(Err(CallError::Code(40163))) if attempt > 1 => {
                    return Err(CallError::Unknown("an earlier answer was lost"));
                }
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

    async fn send(
        &self,
        method: Method,
        path: &str,
        query: &[(&str, &str)],
        body: Option<&Value>,
    ) -> Result<Value, CallError> {
        let base = self.base.as_ref().ok_or(CallError::NotConfigured)?;
        let url = base
            .join(path.trim_start_matches('/'))
            .map_err(|_| CallError::NotConfigured)?;
        let mut request = self.http.request(method, url).query(query);
        if let Some(body) = body {
            request = request.json(body);
        }
        let response = request
            .send()
            .await
            .map_err(|error| match error.is_connect() {
                true => CallError::NotDone("no connection"),
                false => CallError::Unknown("no answer"),
            })?;
        if response.status() != StatusCode::OK {
            return Err(CallError::Unknown("an HTTP error"));
        }
        let text = bounded_text(response).await?;
        // WeChat labels its JSON text/plain; HTML comes from boxes in between.
        let answer: Value =
            serde_json::from_slice(&text).map_err(|_| CallError::Unknown("not JSON"))?;
        match answer.get("errcode").and_then(Value::as_i64).unwrap_or(0) {
            0 => Ok(answer),
            code => Err(CallError::Code(code)),
        }
    }
}

async fn bounded_text(mut response: reqwest::Response) -> Result<Vec<u8>, CallError> {
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

fn worth_another(error: &CallError) -> bool {
    match error {
        CallError::NotDone(_) | CallError::Unknown(_) => true,
        // -1: WeChat's own "busy".
        CallError::Code(code) => *code == -1,
        CallError::NotConfigured => false,
    }
}

fn read<T: for<'de> Deserialize<'de>>(answer: Value) -> Result<T, Problem> {
    serde_json::from_value(answer)
        .map_err(|_| Problem::new(&errors::UNAVAILABLE).because("WeChat's answer lacks a field"))
}

/// The problem of a person whose code did not lead anywhere.
fn code_problem(error: CallError) -> Problem {
    match error {
        CallError::Code(40029 | 41008) => Problem::new(&errors::CODE_INVALID),
        CallError::Code(40163) => Problem::new(&errors::CODE_USED),
        CallError::Code(40226) => Problem::new(&errors::BLOCKED),
        CallError::Code(code @ (-1 | 45009 | 45011)) => {
            Problem::new(&errors::BUSY).because(format!("errcode {code}"))
        }
        CallError::Code(code) => Problem::new(&errors::REFUSED).because(format!("errcode {code}")),
        CallError::NotDone("the cache is away") => {
            Problem::new(&crate::kit::problem::common::CACHE_AWAY)
        }
        CallError::NotDone(why) | CallError::Unknown(why) => {
            Problem::new(&errors::UNAVAILABLE).because(why)
        }
        CallError::NotConfigured => Problem::new(&errors::NOT_CONFIGURED),
    }
}
