//! WeChat Pay, API v3, for mini-programs (JSAPI): orders, refunds, bills and notices.
//!
//! Every request is signed and every answer verified (design notes "where back ends go wrong" 7-11). The base
//! address is a setting, so the same code speaks to WeChat Pay, to the sandbox and to a test's stand-in.
//! Signatures are stamped with the machine's own time: they are about the wire, not about the law.

mod bill;
mod call;
mod material;
mod notice;
mod platform;
mod signing;

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use chrono::{DateTime, NaiveDate, Utc};
use reqwest::{Client, Method};
use secrecy::SecretString;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use tokio::sync::OnceCell;
use tokio::time::Instant;
use utoipa::ToSchema;

use crate::kit::clock::{Clock, shanghai};

pub use bill::{BillLine, BillRefund};
pub use call::CallError;
pub use material::{PayConfig, PayKeyError};
pub use notice::{Notice, NoticeRefused};

use call::{Signed, Wire, read};
use material::Material;
use platform::Platform;
use signing::{Unsound, fresh_nonce};

/// A step with the payer waiting answers within 10 s; this leaves room for our own work.
pub const BUDGET: Duration = Duration::from_millis(8500);
/// The bill of a busy day, with room.
const MAX_BILL: usize = 64 * 1024 * 1024;
/// After trouble the keeper leaves WeChat Pay alone for a while; people who tap do not wait for it.
const REST_S: i64 = 10;

#[derive(Clone)]
pub struct Pay(Arc<Inner>);

struct Inner {
    config: PayConfig,
    http: Client,
    clock: Clock,
    keys: OnceCell<Keys>,
    trouble_at: AtomicI64,
}

struct Keys {
    material: Material,
    platform: Platform,
}

/// An order to be paid in the mini-program. The same order is asked for again with identical members only.
#[derive(Clone, Debug)]
pub struct Order {
    pub out_trade_no: String,
    pub description: String,
    pub amount_fen: i64,
    pub open_id: String,
    pub time_expire: DateTime<Utc>,
    pub notify_url: String,
}

/// What WeChat Pay says of an order, in its own words; nothing of it is compared with ours yet.
#[derive(Clone, Debug, Deserialize)]
pub struct Transaction {
    pub appid: String,
    pub mchid: String,
    pub out_trade_no: String,
    pub transaction_id: Option<String>,
    /// `SUCCESS`, `REFUND`, `NOTPAY`, `CLOSED`, `PAYERROR`, `USERPAYING`, `REVOKED`, `ACCEPT`.
    pub trade_state: String,
    pub success_time: Option<DateTime<Utc>>,
    pub amount: Option<TransactionAmount>,
}

#[derive(Clone, Debug, Deserialize)]
pub struct TransactionAmount {
    /// What the order is about, in fen; `payer_total` may be less (vouchers) and is not looked at.
    pub total: i64,
    #[serde(default = "cny")]
    pub currency: String,
}

fn cny() -> String {
    "CNY".to_owned()
}

/// A refund as a call answers it (`status`) or a notice tells it (`refund_status`).
#[derive(Clone, Debug, Deserialize)]
pub struct RefundTold {
    #[serde(default)]
    pub mchid: Option<String>,
    pub out_trade_no: String,
    pub out_refund_no: String,
    pub refund_id: Option<String>,
    /// `SUCCESS`, `PROCESSING`, `CLOSED`, `ABNORMAL`.
    #[serde(alias = "refund_status")]
    pub status: String,
    pub success_time: Option<DateTime<Utc>>,
    pub amount: RefundAmount,
}

#[derive(Clone, Debug, Deserialize)]
pub struct RefundAmount {
    pub total: i64,
    pub refund: i64,
}

/// A refund to ask for; `out_refund_no` stays the same however often it is tried.
#[derive(Clone, Debug)]
pub struct RefundAsked {
    pub out_trade_no: String,
    pub out_refund_no: String,
    pub reason: String,
    pub total_fen: i64,
    pub refund_fen: i64,
    pub notify_url: String,
}

/// Parameters of `wx.requestPayment`.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct RequestPayment {
    /// Seconds, as text.
    pub time_stamp: String,
    pub nonce_str: String,
    /// `prepay_id=…`, whole.
    pub package: String,
    #[schema(example = "RSA")]
    pub sign_type: String,
    pub pay_sign: String,
}

/// A day's bill.
#[derive(Debug)]
pub enum Bill {
    Lines(Vec<BillLine>),
    /// Nothing was paid that day.
    Nothing,
    NotReady,
}

impl Pay {
    pub fn new(config: PayConfig, clock: Clock) -> Result<Pay, reqwest::Error> {
        let http = Client::builder()
            .connect_timeout(Duration::from_secs(2))
            .timeout(call::PATIENCE)
            // WeChat Pay never redirects; following one could lead inside the house.
            .redirect(reqwest::redirect::Policy::none())
            .no_proxy()
            .build()?;
        Ok(Pay(Arc::new(Inner {
            config,
            http,
            clock,
            keys: OnceCell::new(),
            trouble_at: AtomicI64::new(i64::MIN / 2),
        })))
    }

    /// Reads the keys at once, so that a wrong file stops the start and not the first payer.
    pub async fn check_keys(&self) -> Result<(), PayKeyError> {
        self.keys().await.map(|_| ())
    }

    pub fn is_linked(&self) -> bool {
        self.0.config.base.is_some() && self.0.config.notify_url.is_some()
    }

    pub fn app_id(&self) -> &str {
        &self.0.config.app_id
    }

    pub fn mch_id(&self) -> &str {
        &self.0.config.mch_id
    }

    pub fn mch_serial(&self) -> &str {
        &self.0.config.mch_serial
    }

    /// Where WeChat Pay sends its notices.
    pub fn notify_url(&self) -> Result<String, CallError> {
        let url = self.0.config.notify_url.as_ref();
        url.map(ToString::to_string).ok_or(CallError::NotConfigured)
    }

    /// For the sandbox, which plays the other side: the merchant's public key (DER) and the APIv3 key, once read.
    pub fn merchant_side(&self) -> Option<(Vec<u8>, SecretString)> {
        let material = &self.0.keys.get()?.material;
        Some((material.merchant.public_der(), material.api_v3_key.clone()))
    }

    /// Whether the last call ended in trouble a moment ago; the keeper then waits.
    pub fn in_trouble(&self) -> bool {
        self.now_s() - self.0.trouble_at.load(Ordering::Relaxed) < REST_S
    }

    /// Asks for a prepay id. Repeating it with the same order is harmless.
    pub async fn prepay(&self, order: &Order, deadline: Instant) -> Result<String, CallError> {
        let body = json!({
            "appid": self.app_id(), "mchid": self.mch_id(),
            "description": order.description, "out_trade_no": order.out_trade_no,
            "time_expire": order.time_expire.with_timezone(&shanghai()).to_rfc3339_opts(chrono::SecondsFormat::Secs, false),
            "notify_url": order.notify_url,
            "amount": {"total": order.amount_fen, "currency": "CNY"},
            "payer": {"openid": order.open_id},
        });
        let answer = self
            .call(
                Method::POST,
                "/v3/pay/transactions/jsapi",
                Some(&body),
                deadline,
            )
            .await?;
        answer["prepay_id"]
            .as_str()
            .filter(|id| !id.is_empty() && id.len() <= 64)
            .map(str::to_owned)
            .ok_or(CallError::Unknown("an answer without prepay_id"))
    }

    pub async fn query(
        &self,
        out_trade_no: &str,
        deadline: Instant,
    ) -> Result<Transaction, CallError> {
        let path = format!(
            "/v3/pay/transactions/out-trade-no/{out_trade_no}?mchid={}",
            self.mch_id()
        );
        shaped(self.call(Method::GET, &path, None, deadline).await?)
    }

    /// After this the order cannot be paid; `ORDERPAID` says that it was.
    pub async fn close(&self, out_trade_no: &str, deadline: Instant) -> Result<(), CallError> {
        let path = format!("/v3/pay/transactions/out-trade-no/{out_trade_no}/close");
        let body = json!({ "mchid": self.mch_id() });
        self.call(Method::POST, &path, Some(&body), deadline)
            .await
            .map(|_| ())
    }

    /// Asks for a refund. It ends by notice or query, not by this answer.
    pub async fn refund(
        &self,
        asked: &RefundAsked,
        deadline: Instant,
    ) -> Result<RefundTold, CallError> {
        let body = json!({
            "out_trade_no": asked.out_trade_no, "out_refund_no": asked.out_refund_no,
            "reason": asked.reason, "notify_url": asked.notify_url,
            "amount": {"refund": asked.refund_fen, "total": asked.total_fen, "currency": "CNY"},
        });
        shaped(
            self.call(
                Method::POST,
                "/v3/refund/domestic/refunds",
                Some(&body),
                deadline,
            )
            .await?,
        )
    }

    pub async fn query_refund(
        &self,
        out_refund_no: &str,
        deadline: Instant,
    ) -> Result<RefundTold, CallError> {
        let path = format!("/v3/refund/domestic/refunds/{out_refund_no}");
        shaped(self.call(Method::GET, &path, None, deadline).await?)
    }

    /// Everything of a day (in Shanghai) that is over; ready from about 10:00 of the next.
    pub async fn bill(&self, day: NaiveDate, deadline: Instant) -> Result<Bill, CallError> {
        let path = format!(
            "/v3/bill/tradebill?bill_date={}&bill_type=ALL",
            day.format("%Y-%m-%d")
        );
        let answer = match self.call(Method::GET, &path, None, deadline).await {
            Ok(answer) => answer,
            Err(error) if error.has_code(&["NO_STATEMENT_EXIST"]) => return Ok(Bill::Nothing),
            Err(error) if error.has_code(&["STATEMENT_CREATING"]) => return Ok(Bill::NotReady),
            Err(error) => return Err(error),
        };
        let (address, hash) = (
            answer["download_url"].as_str().unwrap_or(""),
            answer["hash_value"].as_str().unwrap_or(""),
        );
        let keys = self.keys_or_silence().await?;
        let file = self.wire(keys)?.download(address, MAX_BILL).await?;
        // The file itself is unsigned; its hash came in a signed answer.
        let sha1 = aws_lc_rs::digest::digest(
            &aws_lc_rs::digest::SHA1_FOR_LEGACY_USE_ONLY,
            file.as_slice(),
        );
        if !data_encoding::HEXLOWER
            .encode(sha1.as_ref())
            .eq_ignore_ascii_case(hash)
        {
            return Err(CallError::Unknown("the bill's hash does not fit"));
        }
        let text =
            String::from_utf8(file).map_err(|_| CallError::Unknown("the bill is not UTF-8"))?;
        bill::parse(&text)
            .map(Bill::Lines)
            .map_err(|_| CallError::Unknown("the bill is unreadable"))
    }

    /// What `wx.requestPayment` needs, signed now.
    pub async fn request_payment(&self, prepay_id: &str) -> Result<RequestPayment, CallError> {
        let keys = self.keys_or_silence().await?;
        let (time_stamp, nonce_str) = (self.now_s().to_string(), fresh_nonce());
        let package = format!("prepay_id={prepay_id}");
        let pay_sign = keys
            .material
            .merchant
            .sign(&[self.app_id(), &time_stamp, &nonce_str, &package])
            .map_err(|Unsound(why)| CallError::NotDone(why))?;
        Ok(RequestPayment {
            time_stamp,
            nonce_str,
            package,
            sign_type: "RSA".to_owned(),
            pay_sign,
        })
    }

    /// Verifies a notice on its raw bytes and opens it. What it says is not compared with ours yet.
    pub async fn open_notice<'a>(
        &self,
        header: impl Fn(&str) -> Option<&'a str>,
        body: &[u8],
    ) -> Result<Notice, NoticeRefused> {
        let keys = self
            .keys()
            .await
            .map_err(|_| NoticeRefused::NotConfigured)?;
        let wire = self.wire(keys).map_err(|_| NoticeRefused::NotConfigured)?;
        let signed = Signed::of(header).map_err(NoticeRefused::NotTheirs)?;
        signed
            .verify(body, &keys.platform, &wire)
            .await
            .map_err(NoticeRefused::NotTheirs)?;
        notice::open_resource(&keys.material.api_v3_key, body)
    }

    async fn call(
        &self,
        method: Method,
        path: &str,
        body: Option<&Value>,
        deadline: Instant,
    ) -> Result<Value, CallError> {
        let answer = self.try_call(method, path, body, deadline).await;
        if matches!(answer, Err(CallError::NotDone(_) | CallError::Unknown(_))) {
            self.0.trouble_at.store(self.now_s(), Ordering::Relaxed);
        }
        answer
    }

    async fn try_call(
        &self,
        method: Method,
        path: &str,
        body: Option<&Value>,
        deadline: Instant,
    ) -> Result<Value, CallError> {
        let keys = self.keys_or_silence().await?;
        let wire = self.wire(keys)?;
        let serial = keys.platform.preferred_serial();
        let raw = wire
            .send(method, path, body, serial.as_deref(), deadline)
            .await?;
        let verified = match Signed::of(|name| raw.headers.get(name)?.to_str().ok()) {
            Ok(signed) if raw.status.is_success() => {
                signed.verify(&raw.body, &keys.platform, &wire).await
            }
            Ok(_) => Ok(()),
            Err(unsound) => Err(unsound),
        };
        read(raw, verified)
    }

    fn wire<'a>(&'a self, keys: &'a Keys) -> Result<Wire<'a>, CallError> {
        let config = &self.0.config;
        Ok(Wire {
            http: &self.0.http,
            base: config.base.as_ref().ok_or(CallError::NotConfigured)?,
            mch_id: &config.mch_id,
            mch_serial: &config.mch_serial,
            merchant: &keys.material.merchant,
            now_s: self.now_s(),
        })
    }

    async fn keys_or_silence(&self) -> Result<&Keys, CallError> {
        self.keys().await.map_err(|error| {
            tracing::error!(%error, "WeChat Pay's keys are not usable");
            CallError::NotConfigured
        })
    }

    async fn keys(&self) -> Result<&Keys, PayKeyError> {
        self.0
            .keys
            .get_or_try_init(async || {
                let config = self.0.config.clone();
                // An RSA key takes a while to make.
                let material = tokio::task::spawn_blocking(move || Material::load(&config))
                    .await
                    .unwrap_or_else(|_| Material::load(&self.0.config))?;
                let platform =
                    Platform::new(material.api_v3_key.clone(), material.platform.clone());
                Ok(Keys { material, platform })
            })
            .await
    }

    fn now_s(&self) -> i64 {
        self.0.clock.machine_now().timestamp()
    }
}

fn shaped<T: for<'de> Deserialize<'de>>(answer: Value) -> Result<T, CallError> {
    serde_json::from_value(answer).map_err(|_| CallError::Unknown("an answer lacks a member"))
}
