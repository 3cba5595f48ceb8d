//! The stand-in as its two kinds of caller meet it: the court's server over HTTP, and the demo person's browser.

mod pay;
mod phone;
mod wechat;

use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use actix_web::dev::ServerHandle;
use actix_web::{App, HttpServer};
use chrono::{DateTime, TimeDelta, Utc};
use reqwest::{Client, RequestBuilder, Response, StatusCode};
use serde_json::{Value, json};

use super::pay::PayConfig;
use super::wechat::signature;
use super::{Sandbox, SandboxClock, SandboxConfig, SmsAccount, TencentKey};

const APP_ID: &str = "wx0123456789abcdef";
const SECRET: &str = "0123456789abcdef0123456789abcdef";
const TEMPLATE: &str = "tmpl-new-device";

/// What a test does to a good message before it is sent.
type Change = fn(&mut Value);

/// The stand-in and a server with the demo phone, each on a port of its own.
struct Phone {
    wechat: String,
    court: String,
    client: Client,
    running: Vec<ServerHandle>,
}

impl Phone {
    async fn start() -> Self {
        Self::start_with(None).await
    }

    async fn start_with(state_file: Option<PathBuf>) -> Self {
        let sandbox = sandbox(state_file);
        let (wechat_listener, wechat) = listener();
        let (court_listener, court) = listener();
        let stand_in = sandbox.serve_wechat(wechat_listener).unwrap();
        let routes = sandbox.phone_routes();
        let main = HttpServer::new(move || App::new().configure(routes.clone()))
            .workers(1)
            .disable_signals()
            .listen(court_listener)
            .unwrap()
            .run();
        let running = vec![stand_in.handle(), main.handle()];
        actix_web::rt::spawn(stand_in);
        actix_web::rt::spawn(main);
        let client = Client::new();
        Self {
            wechat,
            court,
            client,
            running,
        }
    }

    async fn stop(self) {
        for server in self.running {
            server.stop(false).await;
        }
    }

    fn get(&self, path: &str) -> RequestBuilder {
        self.client.get(format!("{}{path}", self.wechat))
    }

    fn post(&self, path: &str, body: &Value) -> RequestBuilder {
        self.client
            .post(format!("{}{path}", self.wechat))
            .json(body)
    }

    async fn set(&self, path: &str, body: Value) -> Response {
        let url = format!("{}/sandbox/{path}", self.court);
        self.client.post(url).json(&body).send().await.unwrap()
    }

    async fn state(&self) -> Value {
        let url = format!("{}/sandbox/state", self.court);
        json_of(self.client.get(url)).await
    }

    async fn person(&self, index: usize) -> Value {
        self.state().await["people"][index].clone()
    }

    async fn code(&self, index: usize, kind: &str) -> String {
        let id = self.person(index).await["id"].clone();
        let answer = self
            .set("codes", json!({"person_id": id, "kind": kind}))
            .await;
        assert_eq!(answer.status(), StatusCode::CREATED);
        text_of(&answer.json().await.unwrap(), "code")
    }

    async fn advance(&self, seconds: i64) {
        let moved = self.set("clock", json!({"advance_s": seconds})).await;
        assert_eq!(moved.status(), StatusCode::OK);
    }

    fn login(&self, code: &str) -> RequestBuilder {
        self.login_as(&[
            ("appid", APP_ID),
            ("secret", SECRET),
            ("js_code", code),
            ("grant_type", "authorization_code"),
        ])
    }

    fn login_as(&self, query: &[(&str, &str)]) -> RequestBuilder {
        self.get("/sns/jscode2session").query(query)
    }

    async fn token(&self) -> String {
        let body = json!({"grant_type": "client_credential", "appid": APP_ID, "secret": SECRET});
        text_of(
            &json_of(self.post("/cgi-bin/stable_token", &body)).await,
            "access_token",
        )
    }

    async fn phone_number(&self, token: &str, code: &str) -> Value {
        let path = format!("/wxa/business/getuserphonenumber?access_token={token}");
        json_of(self.post(&path, &json!({"code": code}))).await
    }

    async fn send(&self, token: &str, to: &str, change: Change) -> Value {
        let mut message = json!({
            "touser": to, "template_id": TEMPLATE, "page": "pages/identity/devices", "miniprogram_state": "formal", "lang": "zh_CN",
            "data": {"thing1": {"value": "您的账号在新设备登录"}, "time2": {"value": "2026年11月24日 09:00"}},
        });
        change(&mut message);
        let path = format!("/cgi-bin/message/subscribe/send?access_token={token}");
        json_of(self.post(&path, &message)).await
    }
}

fn sandbox(state_file: Option<PathBuf>) -> Sandbox {
    let no_merchant = PayConfig {
        app_id: APP_ID.into(),
        mch_id: "1900000109".into(),
        mch_serial: "AA".into(),
        merchant: Arc::new(|| None),
    };
    sandbox_with(state_file, no_merchant)
}

fn sandbox_with(state_file: Option<PathBuf>, pay: PayConfig) -> Sandbox {
    let offset = Arc::new(AtomicI64::new(0));
    let read = offset.clone();
    let now =
        move || -> DateTime<Utc> { Utc::now() + TimeDelta::seconds(read.load(Ordering::SeqCst)) };
    let moved = now.clone();
    let clock = SandboxClock {
        now: Arc::new(now),
        advance: Arc::new(move |seconds| {
            offset.fetch_add(seconds, Ordering::SeqCst);
            Ok(moved())
        }),
    };
    let config = SandboxConfig {
        app_id: APP_ID.into(),
        app_secret: SECRET.into(),
        templates: vec![("new_device".into(), TEMPLATE.into())],
        tencent: TencentKey {
            secret_id: "AKIDtest".into(),
            secret_key: "key".into(),
        },
        sms: SmsAccount {
            sdk_app_id: "1400000001".into(),
            sign_name: "法院".into(),
            templates: vec![("fee_due".into(), "900005".into(), "{1}：{2}（{3}）".into())],
        },
        pay,
        state_file,
    };
    Sandbox::new(config, clock)
}

fn listener() -> (TcpListener, String) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    (listener, address)
}

async fn json_of(request: RequestBuilder) -> Value {
    let response = request.send().await.unwrap();
    assert_eq!(response.status(), StatusCode::OK);
    response.json().await.unwrap()
}

fn text_of(value: &Value, name: &str) -> String {
    value[name]
        .as_str()
        .unwrap_or_else(|| panic!("no {name} in {value}"))
        .to_owned()
}

fn errcode(value: &Value) -> i64 {
    value["errcode"]
        .as_i64()
        .unwrap_or_else(|| panic!("no errcode in {value}"))
}
