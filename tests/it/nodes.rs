//! Many nodes: processes of their own that share PostgreSQL and Redis (on SQLite: one file).

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

use reqwest::Client;
use serde_json::{Value, json};

use crate::court::{Answer, Place, call, client, code_of, token};

/// A court in a process of its own.
pub struct Node {
    pub child: Child,
    pub base: String,
    http: Client,
}

impl Node {
    pub fn start(place: &Place, more: &[(&str, &str)]) -> Node {
        let mut quiet = vec![("COURT__LOG__LEVEL", "warn")];
        quiet.extend(more);
        Node::start_logging(place, &quiet, Stdio::inherit())
    }

    pub fn start_logging(place: &Place, more: &[(&str, &str)], log: Stdio) -> Node {
        let mut child = Command::new(env!("CARGO_BIN_EXE_micro-court"))
            .arg("serve")
            .envs(place.process_env())
            .envs(more.iter().copied())
            .stdout(Stdio::piped())
            .stderr(log)
            .spawn()
            .expect("start");
        let mut lines = BufReader::new(child.stdout.take().expect("stdout")).lines();
        let line = lines.next().expect("a line").expect("text");
        let base = line
            .strip_prefix("listening on ")
            .expect("address")
            .to_owned();
        Node {
            child,
            base,
            http: client(),
        }
    }
}

impl Node {
    async fn call(
        &self,
        method: &str,
        path: &str,
        token: Option<&str>,
        body: Option<Value>,
    ) -> Answer {
        call(&self.http, &self.base, method, path, token, body, &[]).await
    }

    async fn log_in(&self) -> Value {
        let code = code_of(&self.http, &self.base, 0, "login").await;
        self.call(
            "POST",
            "/api/v1/auth/wechat",
            None,
            Some(json!({ "code": code })),
        )
        .await
        .ok()
    }

    async fn me(&self, session: &Value) -> Answer {
        self.call("GET", "/api/v1/me", Some(token(session)), None)
            .await
    }
}

impl Drop for Node {
    fn drop(&mut self) {
        self.child.kill().ok();
        self.child.wait().ok();
    }
}

#[tokio::test]
async fn a_session_ended_on_one_node_is_dead_on_the_other_at_once() {
    let folder = tempfile::tempdir().expect("folder");
    let place = Place::fresh(folder.path()).await;
    let (one, two) = (Node::start(&place, &[]), Node::start(&place, &[]));
    let session = one.log_in().await;
    one.me(&session).await.ok();
    two.me(&session).await.ok();
    let out = one
        .call("POST", "/api/v1/auth/logout", Some(token(&session)), None)
        .await;
    assert_eq!(out.status, 204);
    two.me(&session).await.is(401, "auth.session_ended");
    one.me(&session).await.is(401, "auth.session_ended");
}

#[tokio::test]
async fn two_nodes_refreshing_at_once_give_the_same_pair() {
    let folder = tempfile::tempdir().expect("folder");
    let place = Place::fresh(folder.path()).await;
    let (one, two) = (Node::start(&place, &[]), Node::start(&place, &[]));
    let session = one.log_in().await;
    let refresh = async |node: &Node| {
        let body = json!({"refresh_token": session["refresh_token"]});
        node.call("POST", "/api/v1/auth/refresh", None, Some(body))
            .await
            .ok()["refresh_token"]
            .clone()
    };
    let (a, b, c, d) = tokio::join!(refresh(&one), refresh(&two), refresh(&one), refresh(&two));
    assert!(a == b && b == c && c == d);
}

/// Ctrl-C and SIGTERM end in order: the process says goodbye with success.
#[tokio::test]
async fn a_node_ends_in_order() {
    let folder = tempfile::tempdir().expect("folder");
    let place = Place::fresh(folder.path()).await;
    let mut node = Node::start(&place, &[]);
    let killed = Command::new("kill")
        .args(["-TERM", &node.child.id().to_string()])
        .status()
        .expect("kill");
    assert!(killed.success());
    let status = tokio::task::spawn_blocking(move || node.child.wait().expect("end"))
        .await
        .expect("join");
    assert!(status.success(), "{status}");
}

#[test]
fn a_misspelt_setting_is_named_at_start() {
    let output = Command::new(env!("CARGO_BIN_EXE_micro-court"))
        .arg("check-config")
        .env("COURT__SERVER__LISTN", "127.0.0.1:1")
        .output()
        .expect("run");
    let words = String::from_utf8_lossy(&output.stderr);
    assert!(
        !output.status.success()
            && words.contains("COURT__SERVER__LISTN")
            && words.contains("COURT__SERVER__LISTEN"),
        "{words}"
    );
}

fn person_number(state: &serde_json::Value) -> serde_json::Value {
    state["people"][0]["id_number"].clone()
}

/// Logs of a whole run hold no personal data (architecture: secrets and personal data do not print).
#[tokio::test]
async fn the_logs_of_a_run_hold_no_personal_data() {
    let folder = tempfile::tempdir().expect("folder");
    let place = Place::fresh(folder.path()).await;
    let log = folder.path().join("log");
    let file = std::fs::File::create(&log).expect("log");
    let mut node = Node::start_logging(
        &place,
        &[
            ("COURT__LOG__LEVEL", "trace"),
            ("COURT__SERVER__TRUSTED_PROXIES", "127.0.0.1"),
        ],
        file.into(),
    );
    let state = node.call("GET", "/sandbox/state", None, None).await.ok();
    let login = code_of(&node.http, &node.base, 0, "login").await;
    let headers = [
        ("X-Device-Name", "sentinel-device"),
        ("X-Forwarded-For", "203.0.113.77"),
    ];
    let body = json!({ "code": login });
    let session = call(
        &node.http,
        &node.base,
        "POST",
        "/api/v1/auth/wechat",
        None,
        Some(body),
        &headers,
    )
    .await
    .ok();
    let phone = code_of(&node.http, &node.base, 0, "phone").await;
    node.call(
        "POST",
        "/api/v1/me/phone",
        Some(token(&session)),
        Some(json!({ "code": phone })),
    )
    .await
    .ok();
    let real_name =
        json!({"name": "张三", "id_type": "prc_resident_id", "id_number": person_number(&state)});
    let claim = |body: serde_json::Value| {
        node.call(
            "POST",
            "/api/v1/me/real-name",
            Some(token(&session)),
            Some(body),
        )
    };
    claim(
        json!({"name": "李四", "id_type": "prc_resident_id", "id_number": person_number(&state)}),
    )
    .await
    .is(422, "identity.no_match");
    claim(real_name).await.ok();
    let notice = node
        .call("GET", "/api/v1/legal/privacy-notice", None, None)
        .await
        .ok();
    let consent = json!({"kind": "face", "given": true, "version": notice["version"]});
    node.call(
        "POST",
        "/api/v1/me/consents",
        Some(token(&session)),
        Some(consent),
    )
    .await
    .ok();
    let face = node
        .call(
            "POST",
            "/api/v1/me/face",
            Some(token(&session)),
            Some(json!({})),
        )
        .await
        .ok();
    node.call(
        "POST",
        "/api/v1/me/face/result",
        Some(token(&session)),
        Some(json!({"verify_id": face["verify_id"]})),
    )
    .await
    .is(422, "face.not_passed");
    let guess =
        json!({"username": "sentinel-user", "password": "sentinel-password", "totp": "135790"});
    node.call("POST", "/api/v1/desk/session", None, Some(guess))
        .await
        .is(401, "desk.credentials_wrong");
    node.call(
        "GET",
        "/api/v1/me?note=sentinel-query",
        Some(token(&session)),
        None,
    )
    .await
    .ok();
    node.child.kill().expect("kill");
    node.child.wait().expect("end");

    let written = std::fs::read_to_string(&log).expect("log");
    assert!(
        written.contains("/api/v1/me/phone"),
        "the log tells of the run"
    );
    let person = &state["people"][0];
    let of = |value: &serde_json::Value| value.as_str().expect("text").to_owned();
    for secret in [
        of(&person["phone"]),
        of(&person["openid"]),
        of(&person["name"]),
        of(&person["id_number"]),
        of(&face["verify_id"]),
        "李四".into(),
        of(&session["access_token"]),
        of(&session["refresh_token"]),
        login,
        phone,
        "sentinel-device".into(),
        "sentinel-user".into(),
        "sentinel-password".into(),
        "sentinel-query".into(),
        "135790".into(),
        "203.0.113.77".into(),
    ] {
        let found: Vec<&str> = written
            .lines()
            .filter(|line| line.contains(&secret))
            .take(3)
            .collect();
        assert!(found.is_empty(), "{secret} stands in the log: {found:#?}");
    }
}
