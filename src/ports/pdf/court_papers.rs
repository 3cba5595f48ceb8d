//! Facts of the papers that come from the court.

use chrono::{DateTime, FixedOffset, NaiveDate};
use serde::{Deserialize, Serialize};

use super::paper::{PaperLine, Picture, shanghai_time};
use super::party_papers::Litigant;

/// 补正通知书: once and fully what to correct (OLR 9, CPL 126, Reg15 7).
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CorrectionNotice {
    pub court: String,
    /// The receipt number of the filing.
    pub receipt_no: String,
    pub to: String,
    /// Such as 张三与某某科技有限公司网络购物合同纠纷.
    pub matter: String,
    #[serde(with = "shanghai_time")]
    pub received_at: DateTime<FixedOffset>,
    pub items: Vec<CorrectionLine>,
    /// Exclusive: the next day's 00:00.
    #[serde(with = "shanghai_time")]
    pub expires_before: DateTime<FixedOffset>,
    /// Reaches into a year whose holidays are not published yet.
    pub provisional: bool,
    #[serde(with = "shanghai_time")]
    pub issued_at: DateTime<FixedOffset>,
}

#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CorrectionLine {
    /// The field, in words: 诉讼请求第1项的金额.
    pub place: String,
    pub text: String,
}

/// 退回起诉材料通知书 (IC18 7: uncorrected in time, or unfit and unopposed).
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReturnNotice {
    pub court: String,
    pub receipt_no: String,
    pub to: String,
    pub matter: String,
    #[serde(with = "shanghai_time")]
    pub received_at: DateTime<FixedOffset>,
    /// Line breaks part paragraphs.
    pub reasons: String,
    pub cause_of_return: CauseOfReturn,
    pub papers: Vec<PaperLine>,
    #[serde(with = "shanghai_time")]
    pub issued_at: DateTime<FixedOffset>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CauseOfReturn {
    /// Told what to correct, but it was not corrected in time.
    Uncorrected,
    /// Not fit for filing here, and the plaintiff does not insist.
    Unopposed,
}

/// 受理案件通知书 (OLR 9, CPL 126).
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AcceptanceNotice {
    pub court: String,
    pub case_number: String,
    pub to: String,
    pub matter: String,
    #[serde(with = "shanghai_time")]
    pub received_at: DateTime<FixedOffset>,
    #[serde(with = "shanghai_time")]
    pub accepted_at: DateTime<FixedOffset>,
    /// In words: 小额诉讼程序, 简易程序, 普通程序.
    pub procedure: String,
    /// A notice of fees goes with it.
    pub fee_due: bool,
}

/// 交纳诉讼费用通知书 (Decree 22).
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FeeNotice {
    pub court: String,
    pub case_number: String,
    pub to: String,
    pub matter: String,
    pub amount_fen: i64,
    /// How the sum comes about, a line a step.
    pub steps: Vec<String>,
    /// Articles, in words.
    pub basis: String,
    /// Exclusive: the next day's 00:00.
    #[serde(with = "shanghai_time")]
    pub expires_before: DateTime<FixedOffset>,
    pub provisional: bool,
    #[serde(with = "shanghai_time")]
    pub issued_at: DateTime<FixedOffset>,
}

/// 诉讼费用交费凭证: proof of payment, not the fiscal receipt.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PaymentReceipt {
    pub court: String,
    pub case_number: String,
    pub matter: String,
    pub payer: String,
    pub amount_fen: i64,
    /// In words: 微信支付, 法院柜台.
    pub way: String,
    /// Our number of the order.
    pub order_no: Option<String>,
    /// The provider's number of the payment.
    pub transaction_no: Option<String>,
    #[serde(with = "shanghai_time")]
    pub paid_at: DateTime<FixedOffset>,
    /// 非税收入票据 is still to come from the court's finance office.
    pub fiscal_receipt_follows: bool,
}

/// 传票: where and when to appear (CPL 139; Interp. 227).
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Summons {
    pub court: String,
    pub case_number: String,
    /// Who is summoned, and as what: 原告.
    pub to: String,
    pub side: String,
    /// 案由, in words.
    pub cause: String,
    #[serde(with = "shanghai_time")]
    pub starts_at: DateTime<FixedOffset>,
    #[serde(with = "shanghai_time")]
    pub ends_at: DateTime<FixedOffset>,
    pub place: String,
    /// The place is an online courtroom, entered from the mini-program.
    pub online: bool,
    pub judge: String,
    pub clerk: Option<String>,
    #[serde(with = "shanghai_time")]
    pub issued_at: DateTime<FixedOffset>,
}

/// 民事裁定书 on a filing.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ruling {
    pub court: String,
    pub case_number: String,
    pub kind: RulingKind,
    pub plaintiffs: Vec<Litigant>,
    pub defendants: Vec<Litigant>,
    pub third_parties: Vec<Litigant>,
    /// 案由, in words.
    pub cause: String,
    /// When the complaint came in.
    pub received_on: NaiveDate,
    /// What the plaintiff asked for, in short; may be left out.
    pub claims: Vec<String>,
    /// 本院经审查认为; line breaks part paragraphs.
    pub reasons: String,
    /// Who hears an appeal; stands in the appeal sentence of a ruling that can be appealed (CPL 157).
    pub appeal_court: Option<String>,
    /// On the fee, if the ruling says anything about it: 案件受理费…由…负担.
    pub fee: Option<String>,
    pub judge: String,
    pub clerk: Option<String>,
    pub made_on: NaiveDate,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RulingKind {
    /// 不予受理 (CPL 126, 157): can be appealed within ten days.
    NotAccepted,
    /// 按撤诉处理 (Interp. 213): cannot be appealed.
    DeemedWithdrawn,
}

/// 电子送达凭证: equals 送达回证 (OLR 31(3)).
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ServiceCertificate {
    pub court: String,
    pub case_number: String,
    pub document: String,
    /// Of the paper's bytes, lower-case hex; none while it was never printed.
    pub sha256: Option<String>,
    pub to: String,
    /// The ground of consent, in words (OLR 29).
    pub consent: String,
    pub served_on: NaiveDate,
    /// The rule by which it counts as served.
    pub basis: String,
    pub trace: Vec<TraceLine>,
    /// In groups of four.
    pub check_token: String,
    pub qr: Picture,
    #[serde(with = "shanghai_time")]
    pub certified_at: DateTime<FixedOffset>,
}

#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TraceLine {
    pub what: String,
    #[serde(with = "shanghai_time")]
    pub at: DateTime<FixedOffset>,
}
