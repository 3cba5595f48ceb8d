//! The bill of a day (`/v3/bill/tradebill`): a table of everything that was paid and given back.
//!
//! Shape: comma-separated, each field behind a backtick, a heading with Chinese names, and a summary of two
//! lines at the end. Columns are found by their names, since WeChat Pay adds some now and then.

/// One line of the bill.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BillLine {
    pub out_trade_no: String,
    pub transaction_id: String,
    /// Of the order.
    pub amount_fen: i64,
    /// None for a payment.
    pub refund: Option<BillRefund>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BillRefund {
    pub out_refund_no: String,
    pub amount_fen: i64,
}

#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("the bill is unreadable: {0}")]
pub struct Unreadable(&'static str);

/// Reads a bill; a line that does not fit makes the whole unreadable, since a part would look like differences.
pub fn parse(text: &str) -> Result<Vec<BillLine>, Unreadable> {
    let text = text.trim_start_matches('\u{feff}');
    let mut lines = text
        .lines()
        .map(str::trim_end)
        .filter(|line| !line.is_empty());
    let heading = lines.next().ok_or(Unreadable("it is empty"))?;
    let columns = Columns::of(heading)?;
    lines
        .take_while(|line| line.starts_with('`'))
        .map(|line| columns.read(line))
        .collect()
}

struct Columns {
    out_trade_no: usize,
    transaction_id: usize,
    state: usize,
    amount: usize,
    out_refund_no: usize,
    refund_amount: usize,
}

impl Columns {
    fn of(heading: &str) -> Result<Columns, Unreadable> {
        let names: Vec<&str> = heading
            .split(',')
            .map(|name| name.trim().trim_start_matches('`'))
            .collect();
        let at = |wanted: &[&str]| {
            wanted
                .iter()
                .find_map(|wanted| names.iter().position(|name| name == wanted))
                .ok_or(Unreadable("a column is missing"))
        };
        Ok(Columns {
            out_trade_no: at(&["商户订单号"])?,
            transaction_id: at(&["微信订单号"])?,
            state: at(&["交易状态"])?,
            amount: at(&["订单金额", "应结订单金额"])?,
            out_refund_no: at(&["商户退款单号"])?,
            refund_amount: at(&["申请退款金额", "退款金额"])?,
        })
    }

    fn read(&self, line: &str) -> Result<BillLine, Unreadable> {
        // A comma may stand in a field; the next field's backtick tells it from a separator.
        let fields: Vec<&str> = line.trim_start_matches('`').split(",`").collect();
        let field = |index: usize| {
            fields
                .get(index)
                .map(|field| field.trim())
                .ok_or(Unreadable("a line is too short"))
        };
        let refund = match field(self.state)? {
            "SUCCESS" => None,
            "REFUND" | "REVOKED" => Some(BillRefund {
                out_refund_no: field(self.out_refund_no)?.to_owned(),
                amount_fen: fen(field(self.refund_amount)?)?,
            }),
            _ => return Err(Unreadable("a state is unknown")),
        };
        Ok(BillLine {
            out_trade_no: field(self.out_trade_no)?.to_owned(),
            transaction_id: field(self.transaction_id)?.to_owned(),
            amount_fen: fen(field(self.amount)?)?,
            refund,
        })
    }
}

/// "25.00" is 2500; exact, by digits.
fn fen(yuan: &str) -> Result<i64, Unreadable> {
    let wrong = || Unreadable("an amount is wrong");
    let (whole, part) = yuan.split_once('.').unwrap_or((yuan, ""));
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || part.len() > 2 || !digits(whole) || !digits(part) {
        return Err(wrong());
    }
    let whole: i64 = whole.parse().map_err(|_| wrong())?;
    let part: i64 = format!("{part:0<2}").parse().map_err(|_| wrong())?;
    whole
        .checked_mul(100)
        .and_then(|fen| fen.checked_add(part))
        .ok_or_else(wrong)
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEADING: &str = "\u{feff}交易时间,公众账号ID,商户号,特约商户号,设备号,微信订单号,商户订单号,用户标识,交易类型,交易状态,付款银行,货币种类,\
        应结订单金额,代金券金额,微信退款单号,商户退款单号,退款金额,充值券退款金额,退款类型,退款状态,商品名称,商户数据包,手续费,费率,订单金额,申请退款金额,费率备注\r\n";

    fn line(state: &str, amount: &str, refund: &str) -> String {
        format!(
            "`2026-11-23 10:00:00,`wx1,`1900000109,`0,`,`4200001,`order1,`oid,`JSAPI,`{state},`OTHERS,`CNY,`{amount},`0.00,\
            `0,`back1,`{refund},`0.00,`,`,`案件受理费，（2026）京0491民初1号, 张三,`,`0.00000,`0.60%,`{amount},`{refund},`\r\n"
        )
    }

    #[test]
    fn payments_and_refunds_are_read_by_the_names_of_the_columns() {
        let summary =
            "总交易单数,应结订单总金额\r\n`2,`25.00,`0.00,`25.00,`0.00,`0.00000,`25.00,`25.00\r\n";
        let text = format!(
            "{HEADING}{}{}{summary}",
            line("SUCCESS", "25.00", "0.00"),
            line("REFUND", "25.00", "25.00")
        );
        let lines = parse(&text).unwrap();
        assert_eq!(lines.len(), 2);
        assert_eq!(
            lines[0],
            BillLine {
                out_trade_no: "order1".into(),
                transaction_id: "4200001".into(),
                amount_fen: 2500,
                refund: None,
            }
        );
        assert_eq!(
            lines[1].refund,
            Some(BillRefund {
                out_refund_no: "back1".into(),
                amount_fen: 2500
            })
        );
    }

    #[test]
    fn what_does_not_fit_is_refused_whole() {
        for text in ["", "a,b,c", "<html>"] {
            assert!(parse(text).is_err(), "{text}");
        }
        for (state, amount) in [("SUCCESS", "25.001"), ("SUCCESS", "-1"), ("ODD", "1.00")] {
            assert!(
                parse(&format!("{HEADING}{}", line(state, amount, "0.00"))).is_err(),
                "{state} {amount}"
            );
        }
        assert!(parse(&format!("{HEADING}`too,`short")).is_err());
        assert_eq!(parse(HEADING).unwrap(), vec![]);
    }

    #[test]
    fn yuan_to_fen_is_exact() {
        for (yuan, expected) in [
            ("0.01", 1),
            ("25", 2500),
            ("25.5", 2550),
            ("123456.78", 12_345_678),
        ] {
            assert_eq!(fen(yuan), Ok(expected));
        }
    }
}
