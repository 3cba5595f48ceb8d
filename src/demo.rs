//! The demo court: people and staff, made through the same doors that everybody uses.

use std::path::PathBuf;

use secrecy::SecretString;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use url::Url;

use crate::court::Court;
use crate::rooms::staff::{self, AddError, NewStaff, Role};

/// Staff of the demo; each with the same demo password, which the sandbox shows.
const STAFF: &[(&str, &str, Role)] = &[
    ("chenjing", "陈静", Role::FilingClerk),
    ("zhaomin", "赵敏", Role::Judge),
    ("wujia", "吴佳", Role::CourtClerk),
    ("wangfang", "王芳", Role::Mediator),
    ("admin", "孙磊", Role::Administrator),
];

const PASSWORD: &str = "demo-court-2026";

/// What the sandbox shows of a demo member of staff.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct DemoStaff {
    pub username: String,
    pub name: String,
    pub role: Role,
    pub password: String,
    pub totp_address: String,
}

#[derive(Debug, thiserror::Error)]
pub enum DemoError {
    #[error("{0}")]
    Add(#[from] AddError),
    #[error("The demo could not be written: {0}")]
    Io(#[from] std::io::Error),
    #[error("The running court did not answer as expected: {0}")]
    Api(String),
}

impl From<reqwest::Error> for DemoError {
    fn from(error: reqwest::Error) -> DemoError {
        DemoError::Api(error.without_url().to_string())
    }
}

/// Where the demo's staff are noted for the sandbox.
pub fn staff_file(court: &Court) -> PathBuf {
    court.settings.data_dir.join("demo-staff.json")
}

/// Staff who are there already stay as they are.
pub async fn add_staff(court: &Court) -> Result<Vec<DemoStaff>, DemoError> {
    let path = staff_file(court);
    if let Some(there) = std::fs::read_to_string(&path)
        .ok()
        .and_then(|text| serde_json::from_str(&text).ok())
    {
        return Ok(there);
    }
    let mut members = Vec::new();
    for &(username, name, role) in STAFF {
        let new = NewStaff {
            username: username.into(),
            name: name.into(),
            roles: vec![role],
            password: PASSWORD.into(),
        };
        let totp_address = staff::add(court, new).await?;
        members.push(DemoStaff {
            username: username.into(),
            name: name.into(),
            role,
            password: PASSWORD.into(),
            totp_address,
        });
    }
    write_private(
        &path,
        &serde_json::to_string_pretty(&members).unwrap_or_default(),
    )?;
    Ok(members)
}

fn write_private(path: &std::path::Path, text: &str) -> std::io::Result<()> {
    use std::io::Write;
    use std::os::unix::fs::OpenOptionsExt;
    std::fs::OpenOptions::new()
        .write(true)
        .create(true)
        .truncate(true)
        .mode(0o600)
        .open(path)?
        .write_all(text.as_bytes())
}

/// The sandbox's first person logs in and adds a phone number, by the API.
pub async fn add_people(base: &Url) -> Result<String, DemoError> {
    let api = Api {
        base: base.clone(),
        http: reqwest::Client::builder().no_proxy().build()?,
    };
    let state = api.call("GET", "/sandbox/state", None, None).await?;
    let person = &state["people"][0];
    let name = person["name"].as_str().unwrap_or("张三").to_owned();
    let code = api.code(person, "login").await?;
    let log_in = api
        .call(
            "POST",
            "/api/v1/auth/wechat",
            None,
            Some(json!({ "code": code })),
        )
        .await?;
    let token = SecretString::from(text(&log_in, "access_token")?);
    if log_in["person"]["phone_masked"].is_null() {
        let code = api.code(person, "phone").await?;
        api.call(
            "POST",
            "/api/v1/me/phone",
            Some(&token),
            Some(json!({ "code": code })),
        )
        .await?;
        let notice = api
            .call("GET", "/api/v1/legal/privacy-notice", None, None)
            .await?;
        let consent =
            json!({"kind": "privacy_notice", "given": true, "version": notice["version"]});
        api.call("POST", "/api/v1/me/consents", Some(&token), Some(consent))
            .await?;
    }
    api.call("POST", "/api/v1/auth/logout", Some(&token), None)
        .await?;
    Ok(name)
}

struct Api {
    base: Url,
    http: reqwest::Client,
}

impl Api {
    async fn code(&self, person: &Value, kind: &str) -> Result<String, DemoError> {
        let body = json!({"person_id": person["id"], "kind": kind});
        text(
            &self
                .call("POST", "/sandbox/codes", None, Some(body))
                .await?,
            "code",
        )
    }

    async fn call(
        &self,
        method: &str,
        path: &str,
        token: Option<&SecretString>,
        body: Option<Value>,
    ) -> Result<Value, DemoError> {
        use secrecy::ExposeSecret;
        let url = self
            .base
            .join(path)
            .map_err(|error| DemoError::Api(error.to_string()))?;
        let method = reqwest::Method::from_bytes(method.as_bytes()).unwrap_or_default();
        let mut request = self
            .http
            .request(method, url)
            .header("X-Device-Name", "demo");
        if let Some(token) = token {
            request = request.bearer_auth(token.expose_secret());
        }
        if let Some(body) = body {
            request = request.json(&body);
        }
        let answer = request.send().await?;
        let status = answer.status();
        let text = answer.text().await?;
        if !status.is_success() {
            return Err(DemoError::Api(format!("{path} answered {status}: {text}")));
        }
        Ok(serde_json::from_str(&text).unwrap_or(Value::Null))
    }
}

fn text(answer: &Value, field: &str) -> Result<String, DemoError> {
    answer[field]
        .as_str()
        .map(str::to_owned)
        .ok_or_else(|| DemoError::Api(format!("no {field} in the answer")))
}
