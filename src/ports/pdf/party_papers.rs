//! Facts of the papers that come from a party, and of the voucher the party gets for them.

use chrono::{DateTime, FixedOffset, NaiveDate};
use serde::{Deserialize, Serialize};

use super::paper::{PaperLine, Picture, shanghai_time};

/// 民事起诉状 (CPL 124).
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Complaint {
    /// The court's name in full.
    pub court: String,
    /// A draft says so across every page and has no date.
    pub draft: bool,
    /// 案由, in words.
    pub cause: String,
    pub plaintiffs: Vec<Litigant>,
    pub defendants: Vec<Litigant>,
    pub third_parties: Vec<Litigant>,
    pub claims: Vec<ClaimLine>,
    /// 事实与理由, in order.
    pub facts: Vec<Passage>,
    pub evidence: Vec<EvidenceLine>,
    /// Address for service, as it was confirmed (OLR 29, Interp. 136).
    pub service: Option<ServiceLine>,
    pub signatures: Vec<SignatureLine>,
    /// When it was signed; of a draft, when it was last saved.
    #[serde(with = "shanghai_time")]
    pub at: DateTime<FixedOffset>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LitigantKind {
    Person,
    Organisation,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Gender {
    Male,
    Female,
}

/// A party with its particulars (CPL 124(1), (2)); what is not known is left out.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Litigant {
    pub kind: LitigantKind,
    pub name: String,
    pub gender: Option<Gender>,
    pub born_on: Option<NaiveDate>,
    /// In words: 公民身份号码, 护照号码, 统一社会信用代码, …
    pub id_words: Option<String>,
    pub id_number: Option<String>,
    pub address: Option<String>,
    pub phone: Option<String>,
    /// 法定代表人 or 负责人, of an organisation.
    pub representative: Option<Representative>,
    /// 法定代理人, of a ward (CPL 60).
    pub guardian: Option<Guardian>,
}

#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Representative {
    pub name: String,
    /// 执行董事, 经理, …
    pub position: Option<String>,
}

#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Guardian {
    pub name: String,
    /// To the ward, in words: 父亲或母亲, 配偶, …
    pub relation: Option<String>,
    pub id_words: Option<String>,
    pub id_number: Option<String>,
    pub address: Option<String>,
    pub phone: Option<String>,
}

#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClaimLine {
    pub text: String,
    pub amount_fen: Option<i64>,
}

/// A part of the facts: an answer under its question, or free text without one.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Passage {
    pub heading: Option<String>,
    /// Line breaks part paragraphs.
    pub text: String,
}

#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EvidenceLine {
    pub name: String,
    pub proves: Option<String>,
    pub pages: Option<i32>,
}

#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ServiceLine {
    pub recipient: String,
    pub phone: Option<String>,
    pub email: Option<String>,
    pub postal: Option<String>,
    /// Consent to e-service.
    pub electronic: bool,
}

#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignatureLine {
    /// Who signs.
    pub name: String,
    /// In which capacity, if not for oneself: 法定代理人, 法定代表人.
    pub capacity: Option<String>,
    /// As drawn by hand.
    pub picture: Option<Picture>,
}

/// 收到起诉材料凭证 (Interp. 208: a written voucher with the day of receipt).
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receipt {
    pub court: String,
    pub receipt_no: String,
    #[serde(with = "shanghai_time")]
    pub received_at: DateTime<FixedOffset>,
    /// Who handed the papers in.
    pub from: String,
    /// Such as 张三与某某科技有限公司网络购物合同纠纷.
    pub matter: String,
    pub papers: Vec<PaperLine>,
    /// Who took them for the court: a person, or the online filing window.
    pub received_by: String,
    /// End of the seven days of review, exclusive (CPL 126).
    #[serde(with = "shanghai_time")]
    pub review_expires_before: DateTime<FixedOffset>,
}

/// Photographs in order, one or more a page as they fit.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PhotoBook {
    pub title: String,
    pub photos: Vec<Photo>,
    #[serde(with = "shanghai_time")]
    pub at: DateTime<FixedOffset>,
}

#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Photo {
    pub caption: Option<String>,
    /// Upright already.
    #[serde(flatten)]
    pub picture: Picture,
}
