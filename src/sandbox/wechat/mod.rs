//! api.weixin.qq.com, as far as the court calls it: paths, methods, parameters and the way it says no.
//!
//! WeChat answers a wrong call with 200 and an `errcode`. Calls that no client of ours should make are answered the same
//! way and written down besides, so that a test can fail on them.

mod content;
mod face;
pub(super) mod fault;
mod login;
mod phone_number;
mod session_key;
mod subscribe;
mod token;

use std::borrow::Cow;
use std::net::TcpListener;

use actix_web::dev::Server;
use actix_web::http::{Method, StatusCode, header::ContentType};
use actix_web::{App, HttpRequest, HttpResponse, HttpServer, web};
use serde_json::{Map, Value, json};

use super::state::{Service, UnknownCall, random_text};
use super::{Sandbox, tencent};
#[cfg(test)]
pub(super) use session_key::signature;
pub use token::Tokens;

type Answer = Result<Value, Refusal>;

/// `errcode` and `errmsg`; the message goes out with a request id behind it, as WeChat's does.
#[derive(Debug)]
struct Refusal(i32, Cow<'static, str>);

const fn refusal(code: i32, message: &'static str) -> Refusal {
    Refusal(code, Cow::Borrowed(message))
}

struct Endpoint {
    method: Method,
    path: &'static str,
    /// Parameters of the query, and the members of the JSON body. Others are ignored, but written down.
    query: &'static [&'static str],
    body: &'static [&'static str],
    answer: fn(&Sandbox, &Call) -> Answer,
}

impl Endpoint {
    fn needs_token(&self) -> bool {
        self.query.contains(&"access_token")
    }
}

static ENDPOINTS: &[Endpoint] = &[
    Endpoint {
        method: Method::GET,
        path: "/sns/jscode2session",
        query: &["appid", "secret", "js_code", "grant_type"],
        body: &[],
        answer: login::code_to_session,
    },
    Endpoint {
        method: Method::POST,
        path: "/cgi-bin/stable_token",
        query: &[],
        body: &["grant_type", "appid", "secret", "force_refresh"],
        answer: token::stable,
    },
    Endpoint {
        method: Method::GET,
        path: "/cgi-bin/token",
        query: &["grant_type", "appid", "secret"],
        body: &[],
        answer: token::ordinary,
    },
    Endpoint {
        method: Method::POST,
        path: "/wxa/business/getuserphonenumber",
        query: &["access_token"],
        body: &["code", "openid"],
        answer: phone_number::get,
    },
    Endpoint {
        method: Method::GET,
        path: "/wxa/checksession",
        query: &["access_token", "openid", "signature", "sig_method"],
        body: &[],
        answer: session_key::check,
    },
    Endpoint {
        method: Method::GET,
        path: "/wxa/resetusersessionkey",
        query: &["access_token", "openid", "signature", "sig_method"],
        body: &[],
        answer: session_key::reset,
    },
    Endpoint {
        method: Method::POST,
        path: "/wxa/msg_sec_check",
        query: &["access_token"],
        body: &[
            "content",
            "version",
            "scene",
            "openid",
            "title",
            "nickname",
            "signature",
        ],
        answer: content::check,
    },
    Endpoint {
        method: Method::POST,
        path: "/cgi-bin/message/subscribe/send",
        query: &["access_token"],
        body: &[
            "touser",
            "template_id",
            "page",
            "data",
            "miniprogram_state",
            "lang",
        ],
        answer: subscribe::send,
    },
    Endpoint {
        method: Method::POST,
        path: "/cityservice/face/identify/getverifyid",
        query: &["access_token"],
        body: &["out_seq_no", "cert_info", "openid"],
        answer: face::begin,
    },
    Endpoint {
        method: Method::POST,
        path: "/cityservice/face/identify/queryverifyinfo",
        query: &["access_token"],
        body: &["verify_id", "out_seq_no", "cert_hash", "openid"],
        answer: face::outcome,
    },
];

/// What came in, taken apart.
struct Call {
    query: Vec<(String, String)>,
    body: Map<String, Value>,
}

impl Call {
    /// A parameter of the query; an empty one is a missing one.
    fn parameter(&self, name: &str) -> Option<&str> {
        self.query
            .iter()
            .find(|(key, value)| key == name && !value.is_empty())
            .map(|(_, value)| value.as_str())
    }

    /// A text in the body; an empty one is a missing one.
    fn text(&self, name: &str) -> Option<&str> {
        self.body
            .get(name)
            .and_then(Value::as_str)
            .filter(|value| !value.is_empty())
    }
}

pub(super) fn serve(sandbox: Sandbox, listener: TcpListener) -> std::io::Result<Server> {
    let sandbox = web::Data::new(sandbox);
    let server = HttpServer::new(move || {
        App::new()
            .app_data(sandbox.clone())
            .route("/", web::post().to(tencent::answer))
            .default_service(web::to(answer))
    })
    .workers(1)
    .disable_signals()
    // A call that waits under the fault `slow` must not hold up the end of the server.
    .shutdown_timeout(1)
    .listen(listener)?
    .run();
    Ok(server)
}

async fn answer(
    sandbox: web::Data<Sandbox>,
    request: HttpRequest,
    body: web::Bytes,
) -> HttpResponse {
    if let Some(response) = fault::meet(&sandbox).await {
        return response;
    }
    let path = request.path();
    if path.starts_with("/cityservice/face/")
        && let Some(response) = fault::meet_at(&sandbox, Service::Face).await
    {
        return response;
    }
    let Some(endpoint) = ENDPOINTS.iter().find(|endpoint| endpoint.path == path) else {
        sandbox.note_unknown(&request, "unknown path");
        return unknown_path(&sandbox, path);
    };
    let result = sandbox.take_call(endpoint, &request, &body);
    let value = result.unwrap_or_else(|refusal| sandbox.say(&refusal));
    let content_type = if path == "/sns/jscode2session" {
        ContentType::plaintext()
    } else {
        ContentType::json()
    };
    HttpResponse::Ok()
        .content_type(content_type)
        .body(value.to_string())
}

/// The API's own folders know no such address; everything else is not the API's.
fn unknown_path(sandbox: &Sandbox, path: &str) -> HttpResponse {
    if ["/cgi-bin/", "/wxa/", "/sns/", "/cityservice/"]
        .iter()
        .any(|folder| path.starts_with(folder))
    {
        HttpResponse::Ok().json(sandbox.say(&refusal(40066, "invalid url")))
    } else {
        HttpResponse::build(StatusCode::NOT_FOUND).finish()
    }
}

impl Sandbox {
    fn take_call(&self, endpoint: &Endpoint, request: &HttpRequest, body: &[u8]) -> Answer {
        if request.method() != endpoint.method {
            self.note_unknown(request, "wrong method");
            return Err(if endpoint.method == Method::GET {
                refusal(43001, "require GET method")
            } else {
                refusal(43002, "require POST method")
            });
        }
        if endpoint.path == "/cgi-bin/token" {
            self.note_unknown(request, "stable_token is the one to use");
        }
        let query: Vec<(String, String)> =
            url::form_urlencoded::parse(request.query_string().as_bytes())
                .into_owned()
                .collect();
        for (name, _) in &query {
            if !endpoint.query.contains(&name.as_str()) {
                self.note_unknown(request, &format!("unknown parameter {name}"));
            }
        }
        let mut call = Call {
            query,
            body: Map::new(),
        };
        if endpoint.needs_token() {
            self.check_token(&call)?;
        }
        if endpoint.method == Method::POST {
            call.body = self.read_body(endpoint, request, body)?;
        }
        (endpoint.answer)(self, &call)
    }

    fn check_token(&self, call: &Call) -> Result<(), Refusal> {
        let token = call
            .parameter("access_token")
            .ok_or(refusal(41001, "access_token missing"))?;
        let now = self.now();
        let state = &mut self.world().state;
        state.tokens.check(token, now)?;
        if fault::kills_token(&mut state.fault) {
            state.tokens.kill_all();
            return state.tokens.check(token, now);
        }
        Ok(())
    }

    fn read_body(
        &self,
        endpoint: &Endpoint,
        request: &HttpRequest,
        body: &[u8],
    ) -> Result<Map<String, Value>, Refusal> {
        if body.is_empty() {
            self.note_unknown(request, "empty body");
            return Err(refusal(44002, "empty post data"));
        }
        let Ok(Value::Object(members)) = serde_json::from_slice(body) else {
            self.note_unknown(request, "the body is not a JSON object");
            return Err(refusal(47001, "data format error"));
        };
        for name in members.keys() {
            if !endpoint.body.contains(&name.as_str()) {
                self.note_unknown(request, &format!("unknown member {name}"));
            }
        }
        Ok(members)
    }

    /// The refusal as WeChat words it, with a request id that never repeats.
    fn say(&self, refusal: &Refusal) -> Value {
        let rid = format!(
            "{:08x}-{:08x}-{:08x}",
            self.now().timestamp(),
            rand::random::<u32>(),
            rand::random::<u32>()
        );
        json!({"errcode": refusal.0, "errmsg": format!("{}, rid: {rid}", refusal.1)})
    }

    /// Path and parameter names only: values may be secrets.
    fn note_unknown(&self, request: &HttpRequest, why: &str) {
        let call = UnknownCall {
            at: self.now(),
            method: request.method().to_string(),
            path: request.path().to_owned(),
            why: why.to_owned(),
        };
        self.world().state.note_unknown_call(call);
    }

    /// WeChat looks at whose call it is before it looks at the rest.
    fn check_app(
        &self,
        app_id: Option<&str>,
        secret: Option<&str>,
        grant_type: (&str, Option<&str>),
    ) -> Result<(), Refusal> {
        let app_id = app_id.ok_or(refusal(41002, "appid missing"))?;
        let secret = secret.ok_or(refusal(41004, "appsecret missing"))?;
        let (wanted, given) = grant_type;
        if given != Some(wanted) {
            return Err(refusal(40002, "invalid grant_type"));
        }
        if app_id != self.0.app_id {
            return Err(refusal(40013, "invalid appid"));
        }
        if secret != self.0.app_secret {
            return Err(refusal(40125, "invalid appsecret"));
        }
        Ok(())
    }
}

/// 16 random bytes in base64, as `session_key` is.
fn fresh_session_key() -> String {
    use base64::{Engine, engine::general_purpose::STANDARD};
    STANDARD.encode(rand::random::<[u8; 16]>())
}

fn fresh_trace() -> String {
    random_text(24)
}
