//! The harness: a whole court on a port of its own, with a database of its own.

use std::net::TcpListener;
use std::path::Path;
use std::time::Duration;

use micro_court::kit::settings::Settings;
use micro_court::run::{self, Running};
use reqwest::{Client, Method, StatusCode};
use sea_orm::{ConnectionTrait, Database};
use serde_json::{Value, json};
use tempfile::TempDir;

/// A running court. Ends with the test.
pub struct Court {
    pub running: Running,
    pub http: Client,
    pub base: String,
    /// Held, so that they go when the court goes.
    _folder: TempDir,
    _place: Place,
}

/// Where a court keeps things: the settings that lead there.
pub struct Place {
    pub env: Vec<(String, String)>,
    database: Option<String>,
}

/// An answer, read.
#[derive(Debug)]
pub struct Answer {
    pub status: StatusCode,
    pub headers: reqwest::header::HeaderMap,
    pub json: Value,
    pub text: String,
}

impl Answer {
    pub fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .map_or("", |value| value.to_str().unwrap_or(""))
    }

    /// The stable code of a problem.
    pub fn code(&self) -> &str {
        self.json["code"].as_str().unwrap_or("")
    }

    /// Status and code at once, for assertions that read well.
    #[track_caller]
    pub fn is(&self, status: u16, code: &str) {
        assert_eq!(
            (self.status.as_u16(), self.code()),
            (status, code),
            "{}",
            self.text
        );
    }

    #[track_caller]
    pub fn ok(self) -> Value {
        assert!(self.status.is_success(), "{} {}", self.status, self.text);
        self.json
    }
}

pub fn on_postgres() -> bool {
    std::env::var("COURT_TEST_BACKEND").is_ok_and(|backend| backend == "postgres")
}

fn env_or(name: &str, default: &str) -> String {
    std::env::var(name).unwrap_or_else(|_| default.to_owned())
}

pub fn pg_url() -> String {
    env_or("COURT_TEST_PG_URL", "postgres://postgres@127.0.0.1:5432")
}

pub fn redis_url() -> String {
    env_or("COURT_TEST_REDIS_URL", "redis://127.0.0.1:6379")
}

impl Place {
    /// A fresh place on the backend under test. PostgreSQL gets a database of its own making.
    pub async fn fresh(folder: &Path) -> Place {
        if on_postgres() {
            Place::postgres(folder).await
        } else {
            Place::sqlite(folder)
        }
    }

    pub fn sqlite(folder: &Path) -> Place {
        Place {
            env: common_env(folder),
            database: None,
        }
    }

    pub async fn postgres(folder: &Path) -> Place {
        let name = format!("court_test_{}", uuid::Uuid::now_v7().simple());
        let admin = Database::connect(format!("{}/postgres", pg_url()))
            .await
            .expect("PostgreSQL for tests");
        admin
            .execute_unprepared(&format!("CREATE DATABASE {name}"))
            .await
            .expect("create database");
        let mut env = common_env(folder);
        env.push(("database.url".into(), format!("{}/{name}", pg_url())));
        env.push(("database.max_connections".into(), "8".into()));
        env.push(("redis.url".into(), redis_url()));
        env.push(("redis.prefix".into(), format!("{name}:")));
        let place = Place {
            env,
            database: Some(name),
        };
        run::migrate(place.settings(&[])).await.expect("migrate");
        place
    }

    pub fn settings(&self, more: &[(&str, &str)]) -> Settings {
        let mut env = self.env.clone();
        env.extend(
            more.iter()
                .map(|(name, value)| ((*name).to_owned(), (*value).to_owned())),
        );
        Settings::from_parts(None, env).expect("settings")
    }

    /// The same as the environment of a process of its own.
    pub fn process_env(&self) -> Vec<(String, String)> {
        let name = |path: &str| format!("COURT__{}", path.to_uppercase().replace('.', "__"));
        self.env
            .iter()
            .map(|(path, value)| (name(path), value.clone()))
            .collect()
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let Some(name) = self.database.take() else {
            return;
        };
        // Off this thread's runtime, which may be ending.
        let dropping = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread()
                .enable_all()
                .build()
                .expect("runtime");
            runtime.block_on(async {
                if let Ok(admin) = Database::connect(format!("{}/postgres", pg_url())).await {
                    admin
                        .execute_unprepared(&format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)"))
                        .await
                        .ok();
                }
            });
        });
        dropping.join().ok();
    }
}

fn common_env(folder: &Path) -> Vec<(String, String)> {
    [
        ("data_dir", folder.display().to_string()),
        ("server.listen", "127.0.0.1:0".into()),
        ("server.workers", "2".into()),
        (
            "server.web_root",
            folder.join("no-web").display().to_string(),
        ),
        (
            "server.desk_root",
            folder.join("no-desk").display().to_string(),
        ),
        ("limits.enabled", "false".into()),
        (
            "clock.offset_file",
            folder.join("clock-offset").display().to_string(),
        ),
    ]
    .into_iter()
    .map(|(name, value)| (name.to_owned(), value))
    .collect()
}

pub fn client() -> Client {
    Client::builder()
        .no_proxy()
        .timeout(Duration::from_secs(30))
        .build()
        .expect("client")
}

impl Court {
    pub async fn start() -> Court {
        Court::start_with(&[]).await
    }

    pub async fn start_with(settings: &[(&str, &str)]) -> Court {
        let folder = tempfile::tempdir().expect("folder");
        let place = Place::fresh(folder.path()).await;
        Court::start_at(place, folder, settings).await
    }

    pub async fn start_at(place: Place, folder: TempDir, settings: &[(&str, &str)]) -> Court {
        let listener = TcpListener::bind("127.0.0.1:0").expect("port");
        let running = run::start(place.settings(settings), listener)
            .await
            .expect("start");
        let base = format!("http://{}", running.address);
        Court {
            running,
            http: client(),
            base,
            _folder: folder,
            _place: place,
        }
    }

    /// Where this court keeps its things.
    pub fn folder(&self) -> &Path {
        self._folder.path()
    }

    pub fn place(&self) -> &Place {
        &self._place
    }

    /// The same court, stopped and started again with other settings.
    pub async fn restart(self, settings: &[(&str, &str)]) -> Court {
        self.running.stop().await;
        Court::start_at(self._place, self._folder, settings).await
    }

    pub async fn stop(self) {
        self.running.stop().await;
    }

    pub async fn call(
        &self,
        method: &str,
        path: &str,
        token: Option<&str>,
        body: Option<Value>,
    ) -> Answer {
        self.call_with(method, path, token, body, &[]).await
    }

    pub async fn call_with(
        &self,
        method: &str,
        path: &str,
        token: Option<&str>,
        body: Option<Value>,
        headers: &[(&str, &str)],
    ) -> Answer {
        call(&self.http, &self.base, method, path, token, body, headers).await
    }

    pub async fn get(&self, path: &str, token: &str) -> Answer {
        self.call("GET", path, Some(token), None).await
    }

    pub async fn post(&self, path: &str, token: &str, body: Value) -> Answer {
        self.call("POST", path, Some(token), Some(body)).await
    }

    /// A code from the demo phone of its `n`-th person.
    pub async fn code_of(&self, n: usize, kind: &str) -> String {
        code_of(&self.http, &self.base, n, kind).await
    }

    /// Logs the `n`-th person in.
    pub async fn log_in(&self, n: usize) -> Value {
        self.log_in_on(n, "test").await
    }

    pub async fn log_in_on(&self, n: usize, device: &str) -> Value {
        let code = self.code_of(n, "login").await;
        self.call_with(
            "POST",
            "/api/v1/auth/wechat",
            None,
            Some(json!({ "code": code })),
            &[("X-Device-Name", device)],
        )
        .await
        .ok()
    }

    pub async fn fault(&self, mode: &str, times: u32) {
        self.call(
            "POST",
            "/sandbox/faults",
            None,
            Some(json!({"mode": mode, "times": times})),
        )
        .await
        .ok();
    }

    pub async fn advance(&self, seconds: i64) {
        self.call(
            "POST",
            "/sandbox/clock",
            None,
            Some(json!({"advance_s": seconds})),
        )
        .await
        .ok();
    }

    /// The id of the subscribe message of this name.
    pub async fn template(&self, name: &str) -> String {
        let state = self.sandbox().await;
        let templates = state["templates"].as_array().expect("templates");
        let found = templates.iter().find(|template| template["name"] == name);
        found.expect(name)["template_id"]
            .as_str()
            .expect("id")
            .to_owned()
    }

    pub async fn sandbox(&self) -> Value {
        self.call("GET", "/sandbox/state", None, None).await.ok()
    }
}

pub fn token(log_in: &Value) -> &str {
    log_in["access_token"].as_str().expect("token")
}

pub async fn code_of(http: &Client, base: &str, n: usize, kind: &str) -> String {
    let state = call(http, base, "GET", "/sandbox/state", None, None, &[])
        .await
        .ok();
    let body = json!({"person_id": state["people"][n]["id"], "kind": kind});
    let code = call(http, base, "POST", "/sandbox/codes", None, Some(body), &[])
        .await
        .ok();
    code["code"].as_str().expect("code").to_owned()
}

pub async fn call(
    http: &Client,
    base: &str,
    method: &str,
    path: &str,
    token: Option<&str>,
    body: Option<Value>,
    headers: &[(&str, &str)],
) -> Answer {
    let method = Method::from_bytes(method.as_bytes()).expect("method");
    let mut request = http.request(method, format!("{base}{path}"));
    if let Some(token) = token {
        request = request.bearer_auth(token);
    }
    if let Some(body) = body {
        request = request.json(&body);
    }
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    read(request.send().await.expect("an answer")).await
}

pub async fn read(response: reqwest::Response) -> Answer {
    let (status, headers) = (response.status(), response.headers().clone());
    let text = response.text().await.expect("text");
    Answer {
        status,
        headers,
        json: serde_json::from_str(&text).unwrap_or(Value::Null),
        text,
    }
}

/// Asks until it is so; a state that never comes fails the test with what was seen last.
pub async fn until<T, F: Future<Output = (bool, T)>>(what: &str, mut ask: impl FnMut() -> F) -> T
where
    T: std::fmt::Debug,
{
    let deadline = tokio::time::Instant::now() + Duration::from_secs(20);
    loop {
        let (so, seen) = ask().await;
        if so {
            return seen;
        }
        assert!(
            tokio::time::Instant::now() < deadline,
            "waited in vain for {what}; last seen: {seen:?}"
        );
        tokio::time::sleep(Duration::from_millis(40)).await;
    }
}
