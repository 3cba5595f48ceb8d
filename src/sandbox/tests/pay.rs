//! WeChat Pay's stand-in refuses what WeChat Pay would refuse.

use std::sync::Arc;

use actix_web::dev::ServerHandle;
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::rsa::{KeyPair as RsaKeyPair, KeySize};
use aws_lc_rs::signature::{KeyPair, RSA_PKCS1_SHA256};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use chrono::{TimeDelta, Utc};
use reqwest::{Client, Method};
use serde_json::{Value, json};

use super::{APP_ID, listener, sandbox_with};
use crate::sandbox::Sandbox;
use crate::sandbox::pay::{MerchantSide, PayConfig};

const MCH_ID: &str = "1900000109";
const SERIAL: &str = "5157F09EFDC096DE15EBE81A47057A7232F1B8E1";

struct Merchant {
    key: Arc<RsaKeyPair>,
    sandbox: Sandbox,
    base: String,
    running: ServerHandle,
}

/// What a test does differently from a good client.
#[derive(Clone, Copy, Default)]
struct Odd {
    seconds: i64,
    nonce: Option<&'static str>,
    serial: Option<&'static str>,
    signed_path: Option<&'static str>,
}

impl Merchant {
    fn start() -> Merchant {
        let key = Arc::new(RsaKeyPair::generate(KeySize::Rsa2048).unwrap());
        let public_key = key.public_key().as_ref().to_vec();
        let config = PayConfig {
            app_id: APP_ID.into(),
            mch_id: MCH_ID.into(),
            mch_serial: SERIAL.into(),
            merchant: Arc::new(move || {
                Some(MerchantSide {
                    public_key: public_key.clone(),
                    api_v3_key: "0123456789abcdef0123456789abcdef".into(),
                })
            }),
        };
        let sandbox = sandbox_with(None, config);
        let (listener, base) = listener();
        let server = sandbox.serve_pay(listener).unwrap();
        let running = server.handle();
        actix_web::rt::spawn(server);
        Merchant {
            key,
            sandbox,
            base,
            running,
        }
    }

    async fn send(
        &self,
        method: Method,
        path: &str,
        body: Option<Value>,
        odd: Odd,
    ) -> (u16, Value) {
        let body = body.map(|body| body.to_string()).unwrap_or_default();
        let timestamp = (Utc::now().timestamp() + odd.seconds).to_string();
        let fresh = crate::sandbox::state::random_text(32);
        let nonce = odd.nonce.unwrap_or(&fresh);
        let signed = format!(
            "{method}\n{}\n{timestamp}\n{nonce}\n{body}\n",
            odd.signed_path.unwrap_or(path)
        );
        let mut signature = vec![0; self.key.public_modulus_len()];
        self.key
            .sign(
                &RSA_PKCS1_SHA256,
                &SystemRandom::new(),
                signed.as_bytes(),
                &mut signature,
            )
            .unwrap();
        let authorization = format!(
            "WECHATPAY2-SHA256-RSA2048 mchid=\"{MCH_ID}\",nonce_str=\"{nonce}\",timestamp=\"{timestamp}\",serial_no=\"{}\",signature=\"{}\"",
            odd.serial.unwrap_or(SERIAL),
            STANDARD.encode(signature)
        );
        let mut request = Client::new()
            .request(method, format!("{}{path}", self.base))
            .header("Authorization", authorization)
            .header("Accept", "application/json")
            .header("User-Agent", "test");
        if !body.is_empty() {
            request = request
                .header("Content-Type", "application/json")
                .body(body);
        }
        let response = request.send().await.unwrap();
        let status = response.status().as_u16();
        if status != 401 {
            assert!(response.headers().contains_key("Wechatpay-Signature"));
        }
        let text = response.text().await.unwrap();
        (status, serde_json::from_str(&text).unwrap_or(Value::Null))
    }

    async fn prepay(&self, change: impl Fn(&mut Value)) -> (u16, Value) {
        let openid = self.sandbox.world().state.people[0].openid.clone();
        let mut order = json!({
            "appid": APP_ID, "mchid": MCH_ID, "description": "案件受理费", "out_trade_no": "order-0001",
            "notify_url": "http://127.0.0.1:1/notify", "amount": {"total": 2500, "currency": "CNY"}, "payer": {"openid": openid},
        });
        change(&mut order);
        self.send(
            Method::POST,
            "/v3/pay/transactions/jsapi",
            Some(order),
            Odd::default(),
        )
        .await
    }

    async fn query(&self) -> (u16, Value) {
        let path = format!("/v3/pay/transactions/out-trade-no/order-0001?mchid={MCH_ID}");
        self.send(Method::GET, &path, None, Odd::default()).await
    }
}

#[actix_web::test]
async fn who_signs_wrongly_learns_nothing() {
    let merchant = Merchant::start();
    let path = "/v3/pay/transactions/out-trade-no/order-0001?mchid=1900000109";
    let odds = [
        Odd {
            seconds: -301,
            ..Odd::default()
        },
        Odd {
            serial: Some("AA"),
            ..Odd::default()
        },
        // The query string belongs to what is signed.
        Odd {
            signed_path: Some("/v3/pay/transactions/out-trade-no/order-0001"),
            ..Odd::default()
        },
    ];
    for odd in odds {
        let (status, body) = merchant.send(Method::GET, path, None, odd).await;
        assert_eq!((status, body["code"].as_str()), (401, Some("SIGN_ERROR")));
    }
    let once = Odd {
        nonce: Some("the-same-nonce"),
        ..Odd::default()
    };
    assert_eq!(merchant.send(Method::GET, path, None, once).await.0, 404);
    assert_eq!(merchant.send(Method::GET, path, None, once).await.0, 401);
    merchant.running.stop(false).await;
}

#[actix_web::test]
async fn an_order_is_what_it_was_asked_to_be() {
    let merchant = Merchant::start();
    let wrong: [fn(&mut Value); 8] = [
        |order| order["appid"] = json!("wx00000000000000ff"),
        |order| order["out_trade_no"] = json!("short"),
        |order| order["amount"]["total"] = json!(0),
        |order| order["amount"]["currency"] = json!("USD"),
        |order| order["payer"]["openid"] = json!("nobody"),
        |order| order["notify_url"] = json!("http://court.example/notify"),
        |order| order["time_expire"] = json!("2020-01-01T00:00:00+08:00"),
        |order| order["surprise"] = json!(1),
    ];
    for change in wrong {
        assert_eq!(merchant.prepay(change).await.0, 400);
    }
    assert_eq!(merchant.query().await.1["code"], "ORDER_NOT_EXIST");

    let (status, first) = merchant.prepay(|_| {}).await;
    assert_eq!(status, 200, "{first}");
    let (_, again) = merchant.prepay(|_| {}).await;
    assert_ne!(first["prepay_id"], again["prepay_id"]);
    let (status, other) = merchant
        .prepay(|order| order["amount"]["total"] = json!(1))
        .await;
    assert_eq!(
        (status, other["code"].as_str()),
        (403, Some("OUT_TRADE_NO_USED"))
    );

    let prepay_id = again["prepay_id"].as_str().unwrap();
    merchant.sandbox.pay_order(prepay_id).unwrap();
    assert!(merchant.sandbox.pay_order(prepay_id).is_err(), "paid once");
    assert_eq!(merchant.query().await.1["trade_state"], "SUCCESS");
    assert_eq!(merchant.prepay(|_| {}).await.1["code"], "ORDERPAID");
    merchant.running.stop(false).await;
}

#[actix_web::test]
async fn the_ledger_survives_in_its_events() {
    let merchant = Merchant::start();
    merchant.prepay(|_| {}).await;
    let events: Vec<String> = {
        let world = merchant.sandbox.world();
        let events = world.state.events();
        events
            .map(|event| serde_json::to_string(&event).unwrap())
            .collect()
    };
    let mut again = crate::sandbox::state::State::default();
    for event in &events {
        again.apply(serde_json::from_str(event).unwrap());
    }
    let now = Utc::now() + TimeDelta::minutes(1);
    let known = merchant.sandbox.world().state.pay.order("order-0001", now);
    assert_eq!(
        again.pay.order("order-0001", now).map(|order| order.asked),
        known.map(|order| order.asked)
    );
    assert_eq!(again.pay.keys.len(), 1);
    merchant.running.stop(false).await;
}
