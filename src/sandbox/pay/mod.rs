//! api.mch.weixin.qq.com, as far as the court calls it: signed requests in, signed answers out.
//!
//! Strict where WeChat Pay is strict: who signs wrongly learns nothing, unknown members are refused, and an
//! order number comes again with identical members only. Signatures go by the machine's time, orders and bills
//! by the court's clock.

mod bill;
mod fault;
mod keys;
mod ledger;
mod notices;
mod orders;
mod refunds;

use std::net::TcpListener;
use std::sync::Arc;
use std::time::Duration;

use actix_web::dev::Server;
use actix_web::http::header::AUTHORIZATION;
use actix_web::http::{Method, StatusCode};
use actix_web::{App, HttpRequest, HttpResponse, HttpServer, web};
use chrono::{DateTime, SecondsFormat, Utc};
use serde_json::{Value, json};

use super::state::{Event, UnknownCall, random_text};
use super::{Sandbox, World};

pub use fault::{PayFault, PayFaultMode};
pub use keys::{KeyKind, PlatformKey};
pub use ledger::{Ledger, Order, OrderState, PayEvent};

/// A signature is good for five minutes.
const STALE_S: i64 = 300;
/// Longer than any client of ours waits.
const SLOW: Duration = Duration::from_secs(30);
const LARGEST_BODY: usize = 256 * 1024;

/// Whom the stand-in knows as its merchant.
#[derive(Clone)]
pub struct PayConfig {
    pub app_id: String,
    pub mch_id: String,
    pub mch_serial: String,
    /// Called with each request: the court makes its keys when it first needs them.
    pub merchant: Arc<dyn Fn() -> Option<MerchantSide> + Send + Sync>,
}

impl PayConfig {
    /// A WeChat Pay that knows no merchant.
    pub fn without_merchant() -> PayConfig {
        PayConfig {
            app_id: String::new(),
            mch_id: String::new(),
            mch_serial: String::new(),
            merchant: Arc::new(|| None),
        }
    }
}

/// What the merchant has given WeChat Pay.
#[derive(Clone)]
pub struct MerchantSide {
    /// DER.
    pub public_key: Vec<u8>,
    pub api_v3_key: String,
}

/// Something in the stand-in itself that did not work.
#[derive(Clone, Copy, Debug, thiserror::Error)]
#[error("{0}")]
pub struct Trouble(pub &'static str);

/// Status, code and message, as WeChat Pay refuses.
#[derive(Debug)]
struct Refusal(u16, &'static str, String);

fn refusal(status: u16, code: &'static str, message: &str) -> Refusal {
    Refusal(status, code, message.to_owned())
}

fn wrong(member: &str) -> Refusal {
    Refusal(400, "PARAM_ERROR", format!("参数错误: {member}"))
}

enum Answer {
    Json(Value),
    /// 204; signed over an empty body.
    Empty,
    /// A bill: unsigned.
    File(String),
}

type Answered = Result<Answer, Refusal>;

/// A request whose signature held.
struct Call<'a> {
    method: &'a Method,
    path: &'a str,
    query: Vec<(String, String)>,
    body: Value,
}

impl Call<'_> {
    fn parameter(&self, name: &str) -> Option<&str> {
        self.query
            .iter()
            .find(|(key, _)| key == name)
            .map(|(_, value)| value.as_str())
    }

    /// Refuses members that the interface does not have.
    fn only(&self, members: &[&str]) -> Result<(), Refusal> {
        let given = self.body.as_object().ok_or_else(|| wrong("body"))?;
        match given.keys().find(|name| !members.contains(&name.as_str())) {
            Some(unknown) => Err(wrong(unknown)),
            None => Ok(()),
        }
    }

    fn text(&self, pointer: &str, longest: usize) -> Result<&str, Refusal> {
        self.body
            .pointer(pointer)
            .and_then(Value::as_str)
            .filter(|text| !text.is_empty() && text.chars().count() <= longest)
            .ok_or_else(|| wrong(pointer))
    }

    fn fen(&self, pointer: &str) -> Result<i64, Refusal> {
        self.body
            .pointer(pointer)
            .and_then(Value::as_i64)
            .filter(|fen| *fen > 0)
            .ok_or_else(|| wrong(pointer))
    }
}

pub(super) fn serve(sandbox: Sandbox, listener: TcpListener) -> std::io::Result<Server> {
    notices::start(&sandbox);
    let sandbox = web::Data::new(sandbox);
    let server = HttpServer::new(move || {
        App::new()
            .app_data(sandbox.clone())
            .app_data(web::PayloadConfig::new(LARGEST_BODY))
            .default_service(web::to(answer))
    })
    .workers(1)
    .disable_signals()
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
    let met =
        sandbox.pay_ledger(|ledger| ledger.fault.meet(&[PayFaultMode::Away, PayFaultMode::Slow]));
    if met == Some(PayFaultMode::Away) {
        return HttpResponse::ServiceUnavailable()
            .content_type("text/html")
            .body("<html><head><title>503 Service Temporarily Unavailable</title></head></html>");
    }
    let response = sandbox.take_pay_call(&request, &body);
    if met == Some(PayFaultMode::Slow) {
        actix_web::rt::time::sleep(SLOW).await;
    }
    response
}

impl Sandbox {
    /// A look at the ledger, or a change of what belongs to one run.
    fn pay_ledger<T>(&self, look: impl FnOnce(&mut Ledger) -> T) -> T {
        look(&mut self.world().state.pay)
    }

    fn take_pay_call(&self, request: &HttpRequest, body: &[u8]) -> HttpResponse {
        let merchant = match self.check_request(request, body) {
            Ok(merchant) => merchant,
            // 401 is never signed.
            Err(Refusal(status, code, message)) => {
                self.note_pay_call(request, &message);
                return refuse(status, code, &message);
            }
        };
        let answered = self.pay_answer(request, body, &merchant);
        let (status, body) = match answered {
            Ok(Answer::File(text)) => {
                return HttpResponse::Ok().content_type("text/plain").body(text);
            }
            Ok(Answer::Json(value)) => (200, value.to_string()),
            Ok(Answer::Empty) => (204, String::new()),
            Err(Refusal(404, "", _)) => {
                self.note_pay_call(request, "unknown path");
                return HttpResponse::NotFound().finish();
            }
            Err(Refusal(status, code, message)) => {
                if code == "PARAM_ERROR" {
                    self.note_pay_call(request, &message);
                }
                (
                    status,
                    json!({"code": code, "message": message}).to_string(),
                )
            }
        };
        self.sign_answer(request, status, body)
            .unwrap_or_else(|trouble| {
                tracing::error!(%trouble, "WeChat Pay's stand-in cannot answer");
                HttpResponse::InternalServerError().finish()
            })
    }

    fn pay_answer(&self, request: &HttpRequest, body: &[u8], merchant: &MerchantSide) -> Answered {
        let query = url::form_urlencoded::parse(request.query_string().as_bytes());
        let body = match body {
            [] => Value::Null,
            bytes => serde_json::from_slice(bytes).map_err(|_| wrong("body"))?,
        };
        let call = Call {
            method: request.method(),
            path: request.path(),
            query: query.into_owned().collect(),
            body,
        };
        let segments: Vec<&str> = call.path.trim_start_matches('/').split('/').collect();
        match (call.method.as_str(), segments.as_slice()) {
            ("GET", ["v3", "certificates"]) => self.certificates(merchant),
            ("POST", ["v3", "pay", "transactions", "jsapi"]) => self.prepay(&call),
            ("GET", ["v3", "pay", "transactions", "out-trade-no", number]) => {
                self.query_order(&call, number)
            }
            ("POST", ["v3", "pay", "transactions", "out-trade-no", number, "close"]) => {
                self.close_order(&call, number)
            }
            ("POST", ["v3", "refund", "domestic", "refunds"]) => self.ask_refund(&call),
            ("GET", ["v3", "refund", "domestic", "refunds", number]) => self.query_refund(number),
            ("GET", ["v3", "bill", "tradebill"]) => self.bill(&call, &base_of(request)),
            ("GET", ["v3", "billdownload", "file"]) => self.bill_file(&call),
            _ => Err(refusal(404, "", "")),
        }
    }

    /// Who calls, and whether these are the very bytes they signed.
    fn check_request(&self, request: &HttpRequest, body: &[u8]) -> Result<MerchantSide, Refusal> {
        let unsigned = |why: &str| refusal(401, "SIGN_ERROR", why);
        let header = |name: &str| request.headers().get(name)?.to_str().ok();
        for needed in ["Accept", "User-Agent"] {
            header(needed).ok_or_else(|| unsigned(&format!("Http头缺少{needed}")))?;
        }
        if !body.is_empty() && header("Content-Type") != Some("application/json") {
            return Err(unsigned("Content-Type"));
        }
        let given = header(AUTHORIZATION.as_str())
            .and_then(|value| value.strip_prefix("WECHATPAY2-SHA256-RSA2048 "))
            .ok_or_else(|| unsigned("Http头Authorization值格式错误"))?;
        let part = |name: &str| {
            let start = given.find(&format!("{name}=\""))? + name.len() + 2;
            given[start..].split('"').next()
        };
        let (Some(mch_id), Some(nonce), Some(timestamp), Some(serial), Some(signature)) = (
            part("mchid"),
            part("nonce_str"),
            part("timestamp"),
            part("serial_no"),
            part("signature"),
        ) else {
            return Err(unsigned("Http头Authorization值格式错误"));
        };
        let config = &self.0.pay;
        if mch_id != config.mch_id || serial != config.mch_serial {
            return Err(unsigned("商户号或证书序列号不对"));
        }
        let stamp: i64 = timestamp.parse().map_err(|_| unsigned("timestamp"))?;
        if (Utc::now().timestamp() - stamp).abs() > STALE_S {
            return Err(unsigned("时间戳已过期"));
        }
        let merchant = (config.merchant)().ok_or_else(|| unsigned("商户没有上传密钥"))?;
        let target = request
            .uri()
            .path_and_query()
            .map_or("/", |url| url.as_str());
        let lines = [request.method().as_str(), target, timestamp, nonce].join("\n");
        let signed = [lines.as_bytes(), b"\n", body, b"\n"].concat();
        if !keys::is_signed_by(&merchant.public_key, &signed, signature) {
            return Err(unsigned("签名错误"));
        }
        if !self.pay_ledger(|ledger| ledger.use_nonce(nonce)) {
            return Err(unsigned("nonce_str 重复"));
        }
        Ok(merchant)
    }

    /// With the key the caller named, if it is one of ours; else with the one in use.
    fn sign_answer(
        &self,
        request: &HttpRequest,
        status: u16,
        body: String,
    ) -> Result<HttpResponse, Trouble> {
        let named = request
            .headers()
            .get("Wechatpay-Serial")
            .and_then(|value| value.to_str().ok());
        let known = |serial: &&str| {
            serial.starts_with("PUB_KEY_ID_")
                && self.pay_ledger(|ledger| ledger.keys.iter().any(|key| key.serial == *serial))
        };
        let key = self.signing_key(named.filter(known))?;
        let (timestamp, nonce) = (Utc::now().timestamp().to_string(), random_text(32));
        let signature = key.sign(&timestamp, &nonce, body.as_bytes())?;
        let status = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let mut response = HttpResponse::build(status);
        response
            .insert_header(("Wechatpay-Timestamp", timestamp))
            .insert_header(("Wechatpay-Nonce", nonce))
            .insert_header(("Wechatpay-Serial", key.serial))
            .insert_header(("Wechatpay-Signature", signature))
            .insert_header(("Request-ID", random_text(32)));
        if status == StatusCode::NO_CONTENT {
            return Ok(response.finish());
        }
        Ok(response
            .content_type("application/json; charset=utf-8")
            .body(body))
    }

    /// The key of this serial, or the one in use; the first certificate is made when first needed.
    fn signing_key(&self, serial: Option<&str>) -> Result<PlatformKey, Trouble> {
        let known = self.pay_ledger(|ledger| {
            let wanted = serial.or(ledger.signs_with.as_deref());
            let key = ledger
                .keys
                .iter()
                .find(|key| Some(key.serial.as_str()) == wanted);
            key.cloned()
        });
        match known {
            Some(key) => Ok(key),
            None => self.add_key(KeyKind::Certificate),
        }
    }

    /// Makes a key and signs with it from now on.
    pub(super) fn add_key(&self, kind: KeyKind) -> Result<PlatformKey, Trouble> {
        let key = PlatformKey::make(kind)?;
        let mut world = self.world();
        world.record_pay(PayEvent::KeyAdded(key.clone()));
        world.record_pay(PayEvent::SignsWith {
            serial: key.serial.clone(),
        });
        Ok(key)
    }

    /// What the demo phone and tests see of the keys.
    pub(super) fn pay_keys(&self) -> Value {
        self.pay_ledger(|ledger| {
            let keys: Vec<Value> = ledger
                .keys
                .iter()
                .map(|key| json!({"serial": key.serial, "kind": key.kind, "public_pem": key.public_pem}))
                .collect();
            json!({"signs_with": ledger.signs_with, "keys": keys})
        })
    }

    fn certificates(&self, merchant: &MerchantSide) -> Answered {
        self.signing_key(None).map_err(broken)?;
        let keys = self.pay_ledger(|ledger| ledger.keys.clone());
        let certificates = keys
            .iter()
            .filter(|key| key.kind == KeyKind::Certificate)
            .map(|key| {
                let (nonce, ciphertext) = keys::seal(
                    &merchant.api_v3_key,
                    "certificate",
                    key.public_pem.as_bytes(),
                )?;
                Ok(json!({
                    "serial_no": key.serial,
                    "effective_time": "2026-01-01T00:00:00+08:00", "expire_time": "2031-01-01T00:00:00+08:00",
                    "encrypt_certificate": {"algorithm": "AEAD_AES_256_GCM", "nonce": nonce,
                        "associated_data": "certificate", "ciphertext": ciphertext},
                }))
            })
            .collect::<Result<Vec<Value>, Trouble>>()
            .map_err(broken)?;
        if certificates.is_empty() {
            return Err(refusal(404, "RESOURCE_NOT_EXISTS", "无可用的平台证书"));
        }
        Ok(Answer::Json(json!({ "data": certificates })))
    }

    fn note_pay_call(&self, request: &HttpRequest, why: &str) {
        let call = UnknownCall {
            at: self.now(),
            method: request.method().to_string(),
            path: request.path().to_owned(),
            why: why.to_owned(),
        };
        self.world().state.note_unknown_call(call);
    }
}

impl World {
    fn record_pay(&mut self, event: PayEvent) {
        self.record(Event::Pay(event));
    }
}

fn broken(trouble: Trouble) -> Refusal {
    refusal(500, "SYSTEM_ERROR", trouble.0)
}

fn refuse(status: u16, code: &str, message: &str) -> HttpResponse {
    let status = StatusCode::from_u16(status).unwrap_or(StatusCode::UNAUTHORIZED);
    HttpResponse::build(status).json(json!({"code": code, "message": message}))
}

fn base_of(request: &HttpRequest) -> String {
    format!("http://{}", request.connection_info().host())
}

/// As WeChat Pay writes times.
fn in_shanghai(at: DateTime<Utc>) -> String {
    let east = chrono::FixedOffset::east_opt(8 * 3600).unwrap_or_else(|| unreachable!());
    at.with_timezone(&east)
        .to_rfc3339_opts(SecondsFormat::Secs, false)
}
