//! Refunds: asked for, begun at once, ended a moment later by a notice.

use serde_json::{Value, json};

use super::super::Sandbox;
use super::ledger::{OrderState, PayEvent, Refund, RefundState};
use super::orders::digits;
use super::{Answer, Answered, Call, in_shanghai, refusal, wrong};

impl Sandbox {
    pub(super) fn ask_refund(&self, call: &Call) -> Answered {
        call.only(&[
            "transaction_id",
            "out_trade_no",
            "out_refund_no",
            "reason",
            "notify_url",
            "amount",
        ])?;
        let (number, order_number) = (
            call.text("/out_refund_no", 64)?,
            call.text("/out_trade_no", 32)?,
        );
        let (amount, total) = (call.fen("/amount/refund")?, call.fen("/amount/total")?);
        if call
            .body
            .get("reason")
            .is_some_and(|reason| reason.as_str().is_none_or(|reason| reason.len() > 80))
        {
            return Err(wrong("/reason"));
        }
        let now = self.now();
        let mut world = self.world();
        let order = world
            .state
            .pay
            .order(order_number, now)
            .ok_or_else(|| refusal(404, "RESOURCE_NOT_EXISTS", "订单不存在"))?;
        if let Some(known) = world.state.pay.refunds.get(number) {
            return match known.amount == amount && known.out_trade_no == order_number {
                true => Ok(Answer::Json(told(known, order.total))),
                false => Err(refusal(400, "INVALID_REQUEST", "商户退款单号重复")),
            };
        }
        if !matches!(order.state, OrderState::Success | OrderState::Refund) || total != order.total
        {
            return Err(refusal(400, "INVALID_REQUEST", "订单状态或金额不对"));
        }
        if world.state.pay.refunded(order_number) + amount > order.total {
            return Err(refusal(403, "NOT_ENOUGH", "可退金额不足"));
        }
        let refund = Refund {
            out_refund_no: number.to_owned(),
            out_trade_no: order_number.to_owned(),
            refund_id: format!("50300{}", digits(23)),
            amount,
            notify_url: call.body["notify_url"].as_str().map(str::to_owned),
            state: RefundState::Processing,
            created_at: now,
            success_time: None,
        };
        world.record_pay(PayEvent::Refund(refund.clone()));
        drop(world);
        self.0.pay_bell.notify_one();
        Ok(Answer::Json(told(&refund, order.total)))
    }

    pub(super) fn query_refund(&self, number: &str) -> Answered {
        let now = self.now();
        self.pay_ledger(|ledger| {
            let refund = ledger.refunds.get(number)?;
            let order = ledger.order(&refund.out_trade_no, now)?;
            Some(Answer::Json(told(refund, order.total)))
        })
        .ok_or_else(|| refusal(404, "RESOURCE_NOT_EXISTS", "退款单不存在"))
    }
}

/// A refund in WeChat Pay's words, for an answer.
fn told(refund: &Refund, total: i64) -> Value {
    json!({
        "refund_id": refund.refund_id, "out_refund_no": refund.out_refund_no,
        "out_trade_no": refund.out_trade_no, "channel": "ORIGINAL", "user_received_account": "支付用户零钱",
        "create_time": in_shanghai(refund.created_at),
        "success_time": refund.success_time.map(in_shanghai),
        "status": refund.state,
        "amount": {"total": total, "refund": refund.amount, "payer_total": total, "payer_refund": refund.amount, "currency": "CNY"},
    })
}

/// The same in a notice, whose members have other names.
pub(super) fn noticed(refund: &Refund, total: i64, mch_id: &str) -> Value {
    json!({
        "mchid": mch_id, "refund_id": refund.refund_id, "out_refund_no": refund.out_refund_no,
        "out_trade_no": refund.out_trade_no, "transaction_id": null, "refund_status": refund.state,
        "success_time": refund.success_time.map(in_shanghai), "user_received_account": "支付用户零钱",
        "amount": {"total": total, "refund": refund.amount, "payer_total": total, "payer_refund": refund.amount},
    })
}
