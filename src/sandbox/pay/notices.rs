//! What WeChat Pay sends by itself, again and again until it is answered with 200 or 204.

use std::sync::{Arc, Weak};
use std::time::Duration;

use actix_web::http::StatusCode;
use chrono::{DateTime, TimeDelta, Utc};
use reqwest::Client;
use serde_json::{Value, json};

use super::super::state::random_text;
use super::super::{Inner, Sandbox, World};
use super::ledger::{About, OrderState, OwedNotice, PayEvent, Refund, RefundState};
use super::{KeyKind, PayFaultMode, PlatformKey, Trouble, in_shanghai, keys, refunds};

/// Seconds after each try, as WeChat Pay spaces them; after the last it gives up.
const AGAIN_AFTER_S: [i64; 8] = [15, 15, 30, 180, 600, 1200, 1800, 3600];
/// WeChat Pay waits no longer for the answer.
const PATIENCE: Duration = Duration::from_secs(5);
const LOOK_EVERY: Duration = Duration::from_millis(500);

/// Faults that a payment's notice can meet on its way.
const ON_THE_WAY: &[PayFaultMode] = &[
    PayFaultMode::DoubleNotice,
    PayFaultMode::Replay,
    PayFaultMode::WrongAmount,
    PayFaultMode::WrongMerchant,
    PayFaultMode::WrongApp,
    PayFaultMode::StaleNotice,
    PayFaultMode::ForgedSignature,
    PayFaultMode::SignTest,
];

/// Sends what is owed, until the sandbox is gone.
pub fn start(sandbox: &Sandbox) {
    let sandbox = Arc::downgrade(&sandbox.0);
    tokio::spawn(async move {
        let Ok(http) = Client::builder().no_proxy().timeout(PATIENCE).build() else {
            tracing::error!("WeChat Pay's stand-in cannot send notices");
            return;
        };
        while let Some(now) = look(&sandbox, &http).await {
            tokio::select! {
                () = now.0.pay_bell.notified() => {}
                () = tokio::time::sleep(LOOK_EVERY) => {}
            }
        }
    });
}

/// One round; `None` when the sandbox is gone.
async fn look(sandbox: &Weak<Inner>, http: &Client) -> Option<Sandbox> {
    let sandbox = Sandbox(sandbox.upgrade()?);
    // Without the merchant's keys nothing can be sealed yet.
    if (sandbox.0.pay.merchant)().is_some() {
        sandbox.end_refunds();
        for notice in sandbox.due_notices() {
            if let Err(trouble) = sandbox.send_notice(http, &notice).await {
                tracing::error!(%trouble, "WeChat Pay's stand-in cannot send a notice");
            }
        }
    }
    Some(sandbox)
}

impl World {
    pub(super) fn owe_notice(&mut self, url: &str, about: About, now: DateTime<Utc>) {
        self.record_pay(PayEvent::NoticeOwed(OwedNotice {
            id: random_text(36),
            url: url.to_owned(),
            about,
            tries: 0,
            due_at: now,
        }));
    }
}

impl Sandbox {
    /// Refunds under way end well.
    fn end_refunds(&self) {
        let now = self.now();
        let mut world = self.world();
        let under_way: Vec<Refund> = world
            .state
            .pay
            .refunds
            .values()
            .filter(|refund| refund.state == RefundState::Processing)
            .cloned()
            .collect();
        for refund in under_way {
            let ended = Refund {
                state: RefundState::Success,
                success_time: Some(now),
                ..refund
            };
            if let Some(order) = world.state.pay.orders.get(&ended.out_trade_no) {
                let mut order = order.clone();
                order.state = OrderState::Refund;
                world.record_pay(PayEvent::Order(order));
            }
            let (url, number) = (ended.notify_url.clone(), ended.out_refund_no.clone());
            world.record_pay(PayEvent::Refund(ended));
            if let Some(url) = url {
                world.owe_notice(&url, About::Refund(number), now);
            }
        }
    }

    fn due_notices(&self) -> Vec<OwedNotice> {
        let now = self.now();
        self.pay_ledger(|ledger| {
            let due = ledger.owed.values().filter(|notice| notice.due_at <= now);
            due.cloned().collect()
        })
    }

    async fn send_notice(&self, http: &Client, notice: &OwedNotice) -> Result<(), Trouble> {
        let fault = match notice.about {
            About::Order(_) => self.pay_ledger(|ledger| ledger.fault.meet(ON_THE_WAY)),
            About::Refund(_) => None,
        };
        let body = self.notice_body(notice, fault)?;
        let sent = self.signed_notice(http, notice, &body, fault)?;
        let again = sent.try_clone();
        let mut taken = post(sent).await;
        if fault == Some(PayFaultMode::Replay)
            && let Some(again) = again
        {
            taken |= post(again).await;
        }
        if fault == Some(PayFaultMode::DoubleNotice) {
            taken |= post(self.signed_notice(http, notice, &body, None)?).await;
        }
        let next = AGAIN_AFTER_S.get(notice.tries as usize);
        let event = match (taken, next) {
            (true, _) | (false, None) => PayEvent::NoticeEnded {
                id: notice.id.clone(),
            },
            (false, Some(seconds)) => PayEvent::NoticeOwed(OwedNotice {
                tries: notice.tries + 1,
                due_at: self.now() + TimeDelta::seconds(*seconds),
                ..notice.clone()
            }),
        };
        let mut world = self.world();
        world.record_pay(event);
        world.state.pay.sent += 1;
        Ok(())
    }

    fn notice_body(
        &self,
        notice: &OwedNotice,
        fault: Option<PayFaultMode>,
    ) -> Result<String, Trouble> {
        let merchant = (self.0.pay.merchant)().ok_or(Trouble("no merchant"))?;
        let (kind, event_type, summary, content) = self.notice_content(&notice.about, fault)?;
        let (nonce, ciphertext) =
            keys::seal(&merchant.api_v3_key, kind, content.to_string().as_bytes())?;
        Ok(json!({
            "id": notice.id, "create_time": in_shanghai(self.now()), "resource_type": "encrypt-resource",
            "event_type": event_type, "summary": summary,
            "resource": {"original_type": kind, "algorithm": "AEAD_AES_256_GCM", "ciphertext": ciphertext,
                "associated_data": kind, "nonce": nonce},
        })
        .to_string())
    }

    fn notice_content(
        &self,
        about: &About,
        fault: Option<PayFaultMode>,
    ) -> Result<(&'static str, &'static str, &'static str, Value), Trouble> {
        const GONE: Trouble = Trouble("what the notice is about is gone");
        let now = self.now();
        match about {
            About::Order(number) => {
                let order = self.pay_ledger(|ledger| ledger.order(number, now));
                let order = order.ok_or(GONE)?;
                let mut told = self.order_told(&order);
                match fault {
                    Some(PayFaultMode::WrongAmount) => {
                        told["amount"]["total"] = json!(order.total + 1);
                    }
                    Some(PayFaultMode::WrongMerchant) => told["mchid"] = json!("1900000199"),
                    Some(PayFaultMode::WrongApp) => told["appid"] = json!("wx00000000000000ff"),
                    _ => {}
                }
                Ok(("transaction", "TRANSACTION.SUCCESS", "支付成功", told))
            }
            About::Refund(number) => {
                let told = self.pay_ledger(|ledger| {
                    let refund = ledger.refunds.get(number)?;
                    let order = ledger.order(&refund.out_trade_no, now)?;
                    Some(refunds::noticed(refund, order.total, &self.0.pay.mch_id))
                });
                Ok(("refund", "REFUND.SUCCESS", "退款成功", told.ok_or(GONE)?))
            }
        }
    }

    fn signed_notice(
        &self,
        http: &Client,
        notice: &OwedNotice,
        body: &str,
        fault: Option<PayFaultMode>,
    ) -> Result<reqwest::RequestBuilder, Trouble> {
        let key = self.signing_key(None)?;
        let age = match fault {
            Some(PayFaultMode::StaleNotice) => 360,
            _ => 0,
        };
        let timestamp = (Utc::now().timestamp() - age).to_string();
        let nonce = random_text(32);
        let signer = match fault {
            Some(PayFaultMode::ForgedSignature) => PlatformKey::make(KeyKind::PublicKey)?,
            _ => key.clone(),
        };
        let mut signature = signer.sign(&timestamp, &nonce, body.as_bytes())?;
        if fault == Some(PayFaultMode::SignTest) {
            signature = format!("WECHATPAY/SIGNTEST/{signature}");
        }
        Ok(http
            .post(&notice.url)
            .header("Content-Type", "application/json")
            .header("Wechatpay-Timestamp", timestamp)
            .header("Wechatpay-Nonce", nonce)
            .header("Wechatpay-Serial", &key.serial)
            .header("Wechatpay-Signature", signature)
            .header("Wechatpay-Signature-Type", "WECHATPAY2-SHA256-RSA2048")
            .body(body.to_owned()))
    }
}

/// Whether the merchant took it.
async fn post(request: reqwest::RequestBuilder) -> bool {
    let status = match request.send().await {
        Ok(response) => response.status(),
        Err(_) => return false,
    };
    status == StatusCode::OK.as_u16() || status == StatusCode::NO_CONTENT.as_u16()
}
