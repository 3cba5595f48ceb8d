//! The papers the court can print, and the facts each is made of.
//!
//! Facts are plain and whole: nothing is looked up while printing, so the same facts give the same
//! bytes in ten years' time. They hold particulars of people, so none of them prints itself.

use std::fmt;

use chrono::{DateTime, FixedOffset, NaiveTime, SubsecRound};
use serde::{Deserialize, Serialize};

use super::court_papers::{
    AcceptanceNotice, CorrectionNotice, FeeNotice, PaymentReceipt, ReturnNotice, Ruling,
    ServiceCertificate, Summons,
};
use super::party_papers::{Complaint, PhotoBook, Receipt};
use crate::kit::clock::shanghai;

#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "paper", rename_all = "snake_case")]
pub enum Paper {
    /// 民事起诉状
    Complaint(Box<Complaint>),
    /// 收到材料凭证
    Receipt(Box<Receipt>),
    /// 补正通知书
    CorrectionNotice(Box<CorrectionNotice>),
    /// 退回起诉材料通知书
    ReturnNotice(Box<ReturnNotice>),
    /// 受理案件通知书
    AcceptanceNotice(Box<AcceptanceNotice>),
    /// 交纳诉讼费用通知书
    FeeNotice(Box<FeeNotice>),
    /// 交费凭证
    PaymentReceipt(Box<PaymentReceipt>),
    /// 民事裁定书
    Ruling(Box<Ruling>),
    /// 电子送达凭证
    ServiceCertificate(Box<ServiceCertificate>),
    /// 传票
    Summons(Box<Summons>),
    /// Photographs in order, as one PDF.
    PhotoBook(Box<PhotoBook>),
}

impl Paper {
    /// The same word as in the facts' `paper`.
    pub fn name(&self) -> &'static str {
        match self {
            Paper::Complaint(_) => "complaint",
            Paper::Receipt(_) => "receipt",
            Paper::CorrectionNotice(_) => "correction_notice",
            Paper::ReturnNotice(_) => "return_notice",
            Paper::AcceptanceNotice(_) => "acceptance_notice",
            Paper::FeeNotice(_) => "fee_notice",
            Paper::PaymentReceipt(_) => "payment_receipt",
            Paper::Ruling(_) => "ruling",
            Paper::ServiceCertificate(_) => "service_certificate",
            Paper::Summons(_) => "summons",
            Paper::PhotoBook(_) => "photo_book",
        }
    }

    /// The moment that the PDF names as its own.
    pub(super) fn at(&self) -> DateTime<FixedOffset> {
        match self {
            Paper::Complaint(facts) => facts.at,
            Paper::Receipt(facts) => facts.received_at,
            Paper::CorrectionNotice(facts) => facts.issued_at,
            Paper::ReturnNotice(facts) => facts.issued_at,
            Paper::AcceptanceNotice(facts) => facts.accepted_at,
            Paper::FeeNotice(facts) => facts.issued_at,
            Paper::PaymentReceipt(facts) => facts.paid_at,
            Paper::Ruling(facts) => facts
                .made_on
                .and_time(NaiveTime::MIN)
                .and_local_timezone(shanghai())
                .earliest()
                .unwrap_or_default(),
            Paper::Summons(facts) => facts.issued_at,
            Paper::PhotoBook(facts) => facts.at,
            Paper::ServiceCertificate(facts) => facts.certified_at,
        }
    }

    /// The heading, as in lists of documents.
    pub fn title(&self) -> String {
        match self {
            Paper::Complaint(_) => "民事起诉状".to_owned(),
            Paper::Receipt(_) => "收到起诉材料凭证".to_owned(),
            Paper::CorrectionNotice(_) => "补正通知书".to_owned(),
            Paper::ReturnNotice(_) => "退回起诉材料通知书".to_owned(),
            Paper::AcceptanceNotice(_) => "受理案件通知书".to_owned(),
            Paper::FeeNotice(_) => "交纳诉讼费用通知书".to_owned(),
            Paper::PaymentReceipt(_) => "诉讼费用交费凭证".to_owned(),
            Paper::Ruling(_) => "民事裁定书".to_owned(),
            Paper::ServiceCertificate(_) => "电子送达凭证".to_owned(),
            Paper::Summons(_) => "传票".to_owned(),
            Paper::PhotoBook(book) => book.title.clone(),
        }
    }
}

impl fmt::Debug for Paper {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Paper").field(&self.name()).finish()
    }
}

/// A picture inside a paper: PNG, JPEG, WebP or GIF, told by its content.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Picture {
    #[serde(rename = "picture", with = "base64_text")]
    pub bytes: Vec<u8>,
}

/// One paper in a list: as it was received or goes back.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PaperLine {
    pub name: String,
    pub pages: Option<i32>,
    /// Lower-case hex.
    pub sha256: Option<String>,
}

/// Moments are kept at +08:00 in whole seconds: what a paper shows of them.
pub(super) mod shanghai_time {
    use super::{DateTime, Deserialize, FixedOffset, Serialize, SubsecRound, shanghai};

    pub fn serialize<S: serde::Serializer>(
        at: &DateTime<FixedOffset>,
        to: S,
    ) -> Result<S::Ok, S::Error> {
        at.with_timezone(&shanghai()).trunc_subsecs(0).serialize(to)
    }

    pub fn deserialize<'de, D: serde::Deserializer<'de>>(
        from: D,
    ) -> Result<DateTime<FixedOffset>, D::Error> {
        DateTime::<FixedOffset>::deserialize(from).map(|at| at.with_timezone(&shanghai()))
    }
}

mod base64_text {
    use base64::Engine;
    use base64::prelude::BASE64_STANDARD;
    use serde::{Deserialize, Serialize, de::Error};

    pub fn serialize<S: serde::Serializer>(bytes: &[u8], to: S) -> Result<S::Ok, S::Error> {
        BASE64_STANDARD.encode(bytes).serialize(to)
    }

    pub fn deserialize<'de, D: serde::Deserializer<'de>>(from: D) -> Result<Vec<u8>, D::Error> {
        let text = String::deserialize(from)?;
        BASE64_STANDARD
            .decode(text)
            .map_err(|_| D::Error::custom("not base64"))
    }
}
