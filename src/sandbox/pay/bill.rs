//! The bill of a day, in WeChat Pay's own shape.

use chrono::{DateTime, Duration, FixedOffset, NaiveDate, Utc};
use serde_json::json;

use super::super::Sandbox;
use super::ledger::{Order, Refund};
use super::{Answer, Answered, Call, PayFaultMode, refusal, wrong};

/// From this hour on yesterday's bill is ready.
const READY_HOUR: u32 = 10;

const HEADING: &str = "\u{feff}交易时间,公众账号ID,商户号,特约商户号,设备号,微信订单号,商户订单号,用户标识,交易类型,交易状态,付款银行,货币种类,\
应结订单金额,代金券金额,微信退款单号,商户退款单号,退款金额,充值券退款金额,退款类型,退款状态,商品名称,商户数据包,手续费,费率,订单金额,申请退款金额,费率备注";
const SUMMARY: &str =
    "总交易单数,应结订单总金额,退款总金额,充值券退款总金额,手续费总金额,订单总金额,申请退款总金额";

impl Sandbox {
    pub(super) fn bill(&self, call: &Call, base: &str) -> Answered {
        let day = call
            .parameter("bill_date")
            .and_then(|text| text.parse::<NaiveDate>().ok())
            .ok_or_else(|| wrong("bill_date"))?;
        if call
            .parameter("bill_type")
            .is_some_and(|kind| kind != "ALL")
        {
            return Err(wrong("bill_type"));
        }
        let now = east(self.now());
        let today = now.date_naive();
        if day >= today || today - day > Duration::days(90) {
            return Err(wrong("bill_date"));
        }
        let hour = chrono::Timelike::hour(&now);
        if day == today - Duration::days(1) && hour < READY_HOUR {
            return Err(refusal(400, "STATEMENT_CREATING", "账单生成中"));
        }
        let fault = self.pay_ledger(|ledger| {
            ledger.fault.meet(&[
                PayFaultMode::BillExtra,
                PayFaultMode::BillShort,
                PayFaultMode::BillAmount,
            ])
        });
        let text = self
            .bill_text(day, fault)
            .ok_or_else(|| refusal(400, "NO_STATEMENT_EXIST", "账单文件不存在"))?;
        let hash = sha1(text.as_bytes());
        let token = self.pay_ledger(|ledger| ledger.keep_bill(text));
        Ok(Answer::Json(json!({
            "hash_type": "SHA1", "hash_value": hash,
            "download_url": format!("{base}/v3/billdownload/file?token={token}"),
        })))
    }

    pub(super) fn bill_file(&self, call: &Call) -> Answered {
        let token = call.parameter("token").unwrap_or_default();
        self.pay_ledger(|ledger| ledger.take_bill(token))
            .map(Answer::File)
            .ok_or_else(|| refusal(404, "RESOURCE_NOT_EXISTS", "下载地址已失效"))
    }

    /// None when nothing happened that day.
    fn bill_text(&self, day: NaiveDate, fault: Option<PayFaultMode>) -> Option<String> {
        let on_day = |at: Option<DateTime<Utc>>| at.is_some_and(|at| east(at).date_naive() == day);
        let config = &self.0.pay;
        let mut lines: Vec<String> = self.pay_ledger(|ledger| {
            let paid = ledger
                .orders
                .values()
                .filter(|order| on_day(order.success_time))
                .map(|order| line(&config.app_id, &config.mch_id, order, None));
            let back = ledger
                .refunds
                .values()
                .filter(|refund| on_day(Some(refund.created_at)))
                .filter_map(|refund| {
                    let order = ledger.orders.get(&refund.out_trade_no)?;
                    Some(line(&config.app_id, &config.mch_id, order, Some(refund)))
                });
            paid.chain(back).collect()
        });
        match fault {
            Some(PayFaultMode::BillShort) => {
                lines.pop();
            }
            Some(PayFaultMode::BillAmount) => {
                if let Some(first) = lines.first_mut() {
                    *first = dearer(first);
                }
            }
            Some(PayFaultMode::BillExtra) => {
                lines.push(made_up(&config.app_id, &config.mch_id, day))
            }
            _ => {}
        }
        if lines.is_empty() {
            return None;
        }
        let count = lines.len();
        Some(format!(
            "{HEADING}\r\n{}\r\n{SUMMARY}\r\n`{count},`0.00,`0.00,`0.00,`0.00000,`0.00,`0.00\r\n",
            lines.join("\r\n")
        ))
    }
}

fn line(app_id: &str, mch_id: &str, order: &Order, refund: Option<&Refund>) -> String {
    let at = refund.map_or(order.success_time, |refund| Some(refund.created_at));
    let total = yuan(order.total);
    let back = yuan(refund.map_or(0, |refund| refund.amount));
    let fields = [
        at.map(|at| east(at).format("%Y-%m-%d %H:%M:%S").to_string())
            .unwrap_or_default(),
        app_id.to_owned(),
        mch_id.to_owned(),
        "0".to_owned(),
        String::new(),
        order.transaction_id.clone().unwrap_or_default(),
        order.out_trade_no.clone(),
        order.openid.clone(),
        "JSAPI".to_owned(),
        if refund.is_some() {
            "REFUND"
        } else {
            "SUCCESS"
        }
        .to_owned(),
        "OTHERS".to_owned(),
        "CNY".to_owned(),
        total.clone(),
        "0.00".to_owned(),
        refund.map_or("0", |refund| &refund.refund_id).to_owned(),
        refund
            .map_or("0", |refund| &refund.out_refund_no)
            .to_owned(),
        back.clone(),
        "0.00".to_owned(),
        refund.map_or("", |_| "ORIGINAL").to_owned(),
        refund.map_or("", |_| "SUCCESS").to_owned(),
        order.description.clone(),
        String::new(),
        "0.00000".to_owned(),
        "0.00%".to_owned(),
        total,
        back,
        String::new(),
    ];
    format!("`{}", fields.join(",`"))
}

/// The same line with one fen more as the order's amount.
fn dearer(line: &str) -> String {
    let mut fields: Vec<String> = line.split(",`").map(str::to_owned).collect();
    if let Some(amount) = fields.get_mut(24) {
        let fen: i64 = amount.replace('.', "").parse().unwrap_or(0);
        *amount = yuan(fen + 1);
    }
    fields.join(",`")
}

fn made_up(app_id: &str, mch_id: &str, day: NaiveDate) -> String {
    format!(
        "`{day} 09:00:00,`{app_id},`{mch_id},`0,`,`4200000000000000000000000000,`made_up_by_the_sandbox,`oXX,`JSAPI,`SUCCESS,`OTHERS,`CNY,\
         `9.99,`0.00,`0,`0,`0.00,`0.00,`,`,`没有人付的一笔,`,`0.00000,`0.00%,`9.99,`0.00,`"
    )
}

fn yuan(fen: i64) -> String {
    format!("{}.{:02}", fen / 100, fen % 100)
}

fn east(at: DateTime<Utc>) -> DateTime<FixedOffset> {
    let east = FixedOffset::east_opt(8 * 3600).unwrap_or_else(|| unreachable!());
    at.with_timezone(&east)
}

fn sha1(bytes: &[u8]) -> String {
    use aws_lc_rs::digest::{SHA1_FOR_LEGACY_USE_ONLY, digest};
    super::super::state::hex(digest(&SHA1_FOR_LEGACY_USE_ONLY, bytes).as_ref())
}
