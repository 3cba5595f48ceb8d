//! Requests and answers of this room.

use chrono::{DateTime, FixedOffset, NaiveDate};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;
use uuid::Uuid;

use super::model::{difference, fee_notice, payment, reconciliation, refund};
use crate::kit::clock::shanghai;
use crate::kit::i18n::Words;
use crate::kit::problem::{FieldError, Problem};
use crate::ports::pay::RequestPayment;

/// A code kept as text in the store: `named!` gives both directions and `as_str`.
macro_rules! named {
    ($(#[$doc:meta])* $name:ident { $( $variant:ident = $code:literal ),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
        #[serde(rename_all = "snake_case")]
        pub enum $name { $( $variant ),+ }

        impl $name {
            pub fn code(self) -> &'static str {
                match self { $( $name::$variant => $code ),+ }
            }

            pub fn of_code(code: &str) -> Option<$name> {
                match code { $( $code => Some($name::$variant), )+ _ => None }
            }
        }
    };
}

named! {
    /// Where a fee notice stands. `lapsed`: the time is over; what follows is for the judge (never by a timer).
    FeeNoticeState { Due = "due", Paid = "paid", Relieved = "relieved", Lapsed = "lapsed", Cancelled = "cancelled" }
}

named! {
    PaymentState {
        Created = "created", Open = "open", Paid = "paid", Closed = "closed", Refunding = "refunding", Refunded = "refunded",
    }
}

named! {
    Channel { Wechat = "wechat", Counter = "counter" }
}

named! {
    /// `stuck`: a person must act.
    RefundState { Asked = "asked", Processing = "processing", Refunded = "refunded", Stuck = "stuck" }
}

#[derive(Serialize, ToSchema)]
#[schema(as = FeeNotice, example = json!({"id": "0193a1f0-7c1e-7000-8000-0000000000f1", "filing_id": "0193a1f0-7c1e-7000-8000-0000000000a1",
    "case_id": "0193a1f0-7c1e-7000-8000-0000000000b1", "case_number": "（2026）京0491民初1187号", "amount_fen": 2500,
    "issued_at": "2026-11-24T09:41:00+08:00", "due": "2026-12-02T00:00:00+08:00", "state": "due", "provisional": false,
    "steps": [], "basis": "诉讼费用交纳办法第十三条、第十六条", "payment": null, "paid_at": null}))]
pub struct FeeNoticeView {
    pub id: Uuid,
    pub filing_id: Uuid,
    pub case_id: Uuid,
    pub case_number: String,
    pub amount_fen: i64,
    pub issued_at: DateTime<FixedOffset>,
    /// Exclusive: from this moment on it is too late (Decree 22: 7 days from the day after the notice).
    pub due: DateTime<FixedOffset>,
    pub state: FeeNoticeState,
    /// The due day touches a year whose holidays are not published yet.
    pub provisional: bool,
    /// How the amount came about.
    #[schema(value_type = Vec<String>)]
    pub steps: Value,
    pub basis: String,
    /// The latest payment on it.
    pub payment: Option<PaymentBrief>,
    pub paid_at: Option<DateTime<FixedOffset>>,
}

#[derive(Clone, Serialize, ToSchema)]
pub struct PaymentBrief {
    pub id: Uuid,
    pub state: PaymentState,
}

impl FeeNoticeView {
    pub fn of(row: fee_notice::Model, latest: Option<&payment::Model>) -> FeeNoticeView {
        FeeNoticeView {
            state: state_of(&row),
            id: row.id,
            filing_id: row.filing_id,
            case_id: row.case_id,
            case_number: row.case_number,
            amount_fen: row.amount_fen,
            issued_at: row.issued_at.with_timezone(&shanghai()),
            due: row.expires_before.with_timezone(&shanghai()),
            provisional: row.provisional,
            steps: serde_json::from_str(&row.steps).unwrap_or(Value::Null),
            basis: row.basis,
            payment: latest.map(|payment| PaymentBrief {
                id: payment.id,
                state: payment_state(payment),
            }),
            paid_at: row.paid_at.map(|at| at.with_timezone(&shanghai())),
        }
    }
}

/// What a stored code says; only this room writes it.
pub(super) fn state_of(row: &fee_notice::Model) -> FeeNoticeState {
    FeeNoticeState::of_code(&row.state).unwrap_or(FeeNoticeState::Due)
}

pub(super) fn payment_state(row: &payment::Model) -> PaymentState {
    PaymentState::of_code(&row.state).unwrap_or(PaymentState::Created)
}

/// What to pay.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"fee_notice_id": "0193a1f0-7c1e-7000-8000-0000000000f1"}))]
pub struct NewPayment {
    pub fee_notice_id: Uuid,
}

#[derive(Serialize, ToSchema)]
#[schema(as = Payment, example = json!({"id": "0193a1f0-7c1e-7000-8000-0000000000f2", "fee_notice_id": "0193a1f0-7c1e-7000-8000-0000000000f1",
    "out_trade_no": "0193a1f07c1e700080000000000000f2", "state": "open", "channel": "wechat", "amount_fen": 2500,
    "request_payment": {"timeStamp": "1795512060", "nonceStr": "5K8264ILTKCH16CQ2502SI8ZNMTM67VS", "package": "prepay_id=wx201410272009395522657a690389285100",
    "signType": "RSA", "paySign": "oR9d8PuhnIc+YZ8cBHFCwfgpaK9gd7va..."}, "paid_at": null, "late": false, "refunds": []}))]
pub struct PaymentView {
    pub id: Uuid,
    pub fee_notice_id: Uuid,
    pub out_trade_no: String,
    pub state: PaymentState,
    pub channel: Channel,
    pub amount_fen: i64,
    /// For `wx.requestPayment`, while the payment is open. Its "ok" proves nothing: ask here again.
    pub request_payment: Option<RequestPayment>,
    pub paid_at: Option<DateTime<FixedOffset>>,
    /// Paid when the notice had run out.
    pub late: bool,
    pub refunds: Vec<RefundView>,
}

#[derive(Serialize, ToSchema)]
#[schema(as = Refund)]
pub struct RefundView {
    pub id: Uuid,
    pub state: RefundState,
    pub amount_fen: i64,
    /// `paid_twice`, `nothing_due`, or what the court decided.
    pub reason: String,
    pub asked_at: DateTime<FixedOffset>,
    pub refunded_at: Option<DateTime<FixedOffset>>,
}

impl PaymentView {
    pub fn of(
        row: payment::Model,
        refunds: Vec<refund::Model>,
        request_payment: Option<RequestPayment>,
    ) -> PaymentView {
        PaymentView {
            state: payment_state(&row),
            channel: Channel::of_code(&row.channel).unwrap_or(Channel::Wechat),
            id: row.id,
            fee_notice_id: row.fee_notice_id,
            out_trade_no: row.out_trade_no,
            amount_fen: row.amount_fen,
            request_payment,
            paid_at: row.paid_at.map(|at| at.with_timezone(&shanghai())),
            late: row.late,
            refunds: refunds.into_iter().map(RefundView::of).collect(),
        }
    }
}

impl RefundView {
    fn of(row: refund::Model) -> RefundView {
        RefundView {
            id: row.id,
            state: RefundState::of_code(&row.state).unwrap_or(RefundState::Asked),
            amount_fen: row.amount_fen,
            reason: row.reason,
            asked_at: row.created_at.with_timezone(&shanghai()),
            refunded_at: row.refunded_at.map(|at| at.with_timezone(&shanghai())),
        }
    }
}

/// The receipt of the cash desk.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"receipt_no": "京财票 2026-0001187"}))]
pub struct CounterPayment {
    /// Number of the receipt, 1 to 40 characters.
    pub receipt_no: String,
}

impl CounterPayment {
    pub fn checked(self) -> Result<String, Problem> {
        let receipt_no = self.receipt_no.trim();
        if (1..=40).contains(&receipt_no.chars().count())
            && !receipt_no.chars().any(char::is_control)
        {
            return Ok(receipt_no.to_owned());
        }
        let words = Words::fixed(
            "请填收据号，最多 40 个字。",
            "Give the receipt's number, at most 40 characters.",
        );
        Err(Problem::field("/receipt_no", "field.length", words))
    }
}

/// What was found out about a difference.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"note": "微信支付客服确认：该笔为测试交易，已退。"}))]
pub struct Settlement {
    /// 1 to 500 characters.
    pub note: String,
}

impl Settlement {
    pub fn checked(self) -> Result<String, Problem> {
        let note = self.note.trim();
        if (1..=500).contains(&note.chars().count()) {
            return Ok(note.to_owned());
        }
        let words = Words::fixed(
            "请写明怎么处理的，最多 500 个字。",
            "Say how it was settled, in at most 500 characters.",
        );
        Err(Problem::invalid(vec![FieldError::new(
            "/note",
            "field.length",
            words,
        )]))
    }
}

named! {
    /// What does not agree between WeChat Pay and the court.
    DifferenceKind {
        MissingHere = "missing_here", MissingThere = "missing_there", AmountDiffers = "amount_differs",
        RefundMissingHere = "refund_missing_here", RefundMissingThere = "refund_missing_there", RefundAmountDiffers = "refund_amount_differs",
        WrongAmount = "wrong_amount", WrongMerchant = "wrong_merchant", WrongApp = "wrong_app", WrongCurrency = "wrong_currency",
        UnknownOrder = "unknown_order", SecondTransaction = "second_transaction", RefundStuck = "refund_stuck", RefundAtCounter = "refund_at_counter",
    }
}

named! {
    ReconciliationState { Waiting = "waiting", Done = "done" }
}

/// One day of WeChat Pay's bill held against ours.
#[derive(Serialize, ToSchema)]
#[schema(example = json!({"day": "2026-11-23", "state": "done", "ran_at": "2026-11-24T10:05:00+08:00", "their_count": 12, "their_fen": 61200,
    "our_count": 12, "our_fen": 61200, "differences": 0, "unsettled": 0, "last_error": null}))]
pub struct Reconciliation {
    pub day: NaiveDate,
    pub state: ReconciliationState,
    pub ran_at: Option<DateTime<FixedOffset>>,
    /// Payments in the bill, and their sum.
    pub their_count: i64,
    pub their_fen: i64,
    pub our_count: i64,
    pub our_fen: i64,
    pub differences: u64,
    pub unsettled: u64,
    pub last_error: Option<String>,
}

impl Reconciliation {
    pub fn of(row: reconciliation::Model, differences: u64, unsettled: u64) -> Reconciliation {
        Reconciliation {
            day: row.day,
            state: ReconciliationState::of_code(&row.state).unwrap_or(ReconciliationState::Waiting),
            ran_at: row.ran_at.map(|at| at.with_timezone(&shanghai())),
            their_count: row.their_count,
            their_fen: row.their_fen,
            our_count: row.our_count,
            our_fen: row.our_fen,
            differences,
            unsettled,
            last_error: row.last_error,
        }
    }
}

/// A day with what does not agree.
#[derive(Serialize, ToSchema)]
pub struct ReconciledDay {
    #[serde(flatten)]
    pub summary: Reconciliation,
    pub items: Vec<Difference>,
}

#[derive(Serialize, ToSchema)]
#[schema(example = json!({"id": "0193a1f0-7c1e-7000-8000-0000000000f9", "day": "2026-11-23", "kind": "missing_here", "source": "bill",
    "reference": "0193a1f07c1e700080000000000000f2", "payment_id": null, "our_fen": null, "their_fen": 2500,
    "found_at": "2026-11-24T10:05:00+08:00", "settled_at": null, "note": null}))]
pub struct Difference {
    pub id: Uuid,
    pub day: NaiveDate,
    pub kind: DifferenceKind,
    /// `bill`, `notice`, `query` or `refund`: where it was seen.
    pub source: String,
    /// Order or refund number.
    pub reference: String,
    pub payment_id: Option<Uuid>,
    pub our_fen: Option<i64>,
    pub their_fen: Option<i64>,
    pub found_at: DateTime<FixedOffset>,
    pub settled_at: Option<DateTime<FixedOffset>>,
    pub note: Option<String>,
}

impl Difference {
    pub fn of(row: difference::Model) -> Difference {
        Difference {
            id: row.id,
            day: row.day,
            kind: DifferenceKind::of_code(&row.kind).unwrap_or(DifferenceKind::MissingHere),
            source: row.source,
            reference: row.reference,
            payment_id: row.payment_id,
            our_fen: row.our_fen,
            their_fen: row.their_fen,
            found_at: row.found_at.with_timezone(&shanghai()),
            settled_at: row.settled_at.map(|at| at.with_timezone(&shanghai())),
            note: row.note,
        }
    }
}
