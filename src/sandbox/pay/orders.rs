//! Orders: asked for, looked at, closed, paid.

use chrono::{DateTime, Duration, Utc};
use serde_json::{Value, json};
use url::Url;

use super::super::Sandbox;
use super::super::state::random_text;
use super::ledger::{About, Order, OrderState, PayEvent, Prepay};
use super::{Answer, Answered, Call, PayFaultMode, Refusal, in_shanghai, refusal, wrong};

/// An order lives no longer.
const LONGEST: Duration = Duration::days(7);

impl Sandbox {
    pub(super) fn prepay(&self, call: &Call) -> Answered {
        call.only(&[
            "appid",
            "mchid",
            "description",
            "out_trade_no",
            "time_expire",
            "notify_url",
            "amount",
            "payer",
            "attach",
        ])?;
        let now = self.now();
        let order = self.order_asked(call, now)?;
        let mut world = self.world();
        if let Some(known) = world.state.pay.order(&order.out_trade_no, now) {
            match known.state {
                OrderState::Closed => return Err(refusal(400, "ORDER_CLOSED", "订单已关闭")),
                OrderState::Success | OrderState::Refund => {
                    return Err(refusal(400, "ORDERPAID", "订单已支付"));
                }
                OrderState::NotPay if known.asked != order.asked => {
                    return Err(refusal(403, "OUT_TRADE_NO_USED", "商户订单号重复"));
                }
                OrderState::NotPay => {}
            }
        } else {
            world.record_pay(PayEvent::Order(order.clone()));
        }
        let id = format!("wx{}{}", now.format("%d%H%M%S"), random_text(26));
        world.record_pay(PayEvent::Prepaid(Prepay {
            id: id.clone(),
            out_trade_no: order.out_trade_no,
            at: now,
        }));
        Ok(Answer::Json(json!({ "prepay_id": id })))
    }

    fn order_asked(&self, call: &Call, now: DateTime<Utc>) -> Result<Order, Refusal> {
        let config = &self.0.pay;
        if call.text("/mchid", 32)? != config.mch_id || call.text("/appid", 32)? != config.app_id {
            return Err(refusal(400, "APPID_MCHID_NOT_MATCH", "商户号和appid不匹配"));
        }
        let out_trade_no = call.text("/out_trade_no", 32)?;
        let plain = |text: &str| {
            text.len() >= 6
                && text
                    .bytes()
                    .all(|byte| byte.is_ascii_alphanumeric() || b"_-|*".contains(&byte))
        };
        if !plain(out_trade_no) {
            return Err(wrong("/out_trade_no"));
        }
        let openid = call.text("/payer/openid", 128)?;
        if self.world().state.person_by_openid(openid).is_none() {
            return Err(wrong("/payer/openid"));
        }
        if call.text("/amount/currency", 3)? != "CNY" {
            return Err(wrong("/amount/currency"));
        }
        Ok(Order {
            out_trade_no: out_trade_no.to_owned(),
            openid: openid.to_owned(),
            asked: call.body.clone(),
            description: call.text("/description", 127)?.to_owned(),
            total: call.fen("/amount/total")?,
            notify_url: checked_notify_url(call.text("/notify_url", 255)?)?,
            time_expire: time_expire(call, now)?,
            state: OrderState::NotPay,
            created_at: now,
            transaction_id: None,
            success_time: None,
        })
    }

    pub(super) fn query_order(&self, call: &Call, number: &str) -> Answered {
        self.check_mch_id(call.parameter("mchid"))?;
        let now = self.now();
        let order = self
            .pay_ledger(|ledger| ledger.order(number, now))
            .ok_or_else(|| refusal(404, "ORDER_NOT_EXIST", "订单不存在"))?;
        Ok(Answer::Json(self.order_told(&order)))
    }

    pub(super) fn close_order(&self, call: &Call, number: &str) -> Answered {
        call.only(&["mchid"])?;
        self.check_mch_id(call.body["mchid"].as_str())?;
        let now = self.now();
        let mut world = self.world();
        let order = world
            .state
            .pay
            .order(number, now)
            .ok_or_else(|| refusal(404, "ORDER_NOT_EXIST", "订单不存在"))?;
        match order.state {
            OrderState::Closed => Err(refusal(400, "ORDER_CLOSED", "订单已关闭")),
            OrderState::Success | OrderState::Refund => {
                Err(refusal(400, "ORDERPAID", "订单已支付"))
            }
            OrderState::NotPay => {
                let closed = Order {
                    state: OrderState::Closed,
                    ..order
                };
                world.record_pay(PayEvent::Order(closed));
                Ok(Answer::Empty)
            }
        }
    }

    /// The payer's tap on the pay sheet. `Err` says why it cannot be paid.
    pub(in super::super) fn pay_order(&self, prepay_id: &str) -> Result<Order, &'static str> {
        let now = self.now();
        let mut world = self.world();
        let order = world
            .state
            .pay
            .order_of_prepay(prepay_id, now)
            .ok_or("没有这笔订单，或支付页面已过期，请回到法院的页面再点一次")?;
        let on_its_way = order.state == OrderState::Closed
            && world
                .state
                .pay
                .fault
                .meet(&[PayFaultMode::SuccessAfterClose])
                .is_some();
        match order.state {
            OrderState::NotPay => {}
            OrderState::Closed if on_its_way => {}
            OrderState::Closed => return Err("这笔订单已经关闭，不能再付"),
            OrderState::Success | OrderState::Refund => return Err("这笔订单已经付过了"),
        }
        let paid = Order {
            state: OrderState::Success,
            transaction_id: Some(format!("42000{}", digits(23))),
            success_time: Some(now),
            ..order
        };
        world.record_pay(PayEvent::Order(paid.clone()));
        let lost = world
            .state
            .pay
            .fault
            .meet(&[PayFaultMode::LostNotice])
            .is_some();
        if !lost {
            world.owe_notice(
                &paid.notify_url,
                About::Order(paid.out_trade_no.clone()),
                now,
            );
        }
        drop(world);
        self.0.pay_bell.notify_one();
        Ok(paid)
    }

    /// What the pay sheet shows.
    pub(in super::super) fn order_on_sheet(&self, prepay_id: &str) -> Option<Order> {
        let now = self.now();
        self.pay_ledger(|ledger| ledger.order_of_prepay(prepay_id, now))
    }

    fn check_mch_id(&self, given: Option<&str>) -> Result<(), Refusal> {
        match given == Some(self.0.pay.mch_id.as_str()) {
            true => Ok(()),
            false => Err(refusal(403, "NO_AUTH", "商户号不对")),
        }
    }

    /// An order in WeChat Pay's words, for an answer and for a notice.
    pub(super) fn order_told(&self, order: &Order) -> Value {
        let config = &self.0.pay;
        let (state, words) = match order.state {
            OrderState::NotPay => ("NOTPAY", "订单未支付"),
            OrderState::Success => ("SUCCESS", "支付成功"),
            OrderState::Closed => ("CLOSED", "订单已关闭"),
            OrderState::Refund => ("REFUND", "转入退款"),
        };
        let mut told = json!({
            "appid": config.app_id, "mchid": config.mch_id, "out_trade_no": order.out_trade_no,
            "trade_state": state, "trade_state_desc": words,
            "amount": {"total": order.total, "payer_total": order.total, "currency": "CNY", "payer_currency": "CNY"},
        });
        if let (Some(id), Some(at)) = (&order.transaction_id, order.success_time) {
            told["transaction_id"] = json!(id);
            told["trade_type"] = json!("JSAPI");
            told["bank_type"] = json!("OTHERS");
            told["success_time"] = json!(in_shanghai(at));
            told["payer"] = json!({"openid": order.openid});
        }
        told
    }
}

/// Reached from outside: https, or http on this machine; without a query.
fn checked_notify_url(text: &str) -> Result<String, Refusal> {
    let url = Url::parse(text).map_err(|_| wrong("/notify_url"))?;
    let loopback = matches!(url.host_str(), Some("127.0.0.1" | "localhost" | "[::1]"));
    let reachable = url.scheme() == "https" || (url.scheme() == "http" && loopback);
    match reachable && url.query().is_none() {
        true => Ok(text.to_owned()),
        false => Err(wrong("/notify_url")),
    }
}

fn time_expire(call: &Call, now: DateTime<Utc>) -> Result<DateTime<Utc>, Refusal> {
    let Some(text) = call.body.get("time_expire") else {
        return Ok(now + LONGEST);
    };
    text.as_str()
        .and_then(|text| DateTime::parse_from_rfc3339(text).ok())
        .map(|at| at.with_timezone(&Utc))
        .filter(|at| *at > now && *at <= now + LONGEST)
        .ok_or_else(|| wrong("/time_expire"))
}

pub(super) fn digits(length: usize) -> String {
    (0..length)
        .map(|_| char::from(b'0' + rand::random::<u8>() % 10))
        .collect()
}
