//! How a fee came about: the steps as numbers, and the articles it rests on, with words for people.

use std::fmt;

use super::Exact;
use crate::law::{Amount, Words};

/// One step of the computation. `Display` is plain arithmetic, the same in every language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// A fixed charge for the first part of an amount.
    First {
        up_to: Amount,
        fee: Amount,
    },
    /// The part between `over` and `upper` at `rate` hundredths of a percent.
    Part {
        upper: Amount,
        over: Amount,
        rate: u32,
        fee: Exact,
    },
    /// One amount a case, set by the region.
    Base {
        fee: Amount,
    },
    /// One amount a case, set by the Decree.
    Flat {
        fee: Amount,
    },
    Half {
        ground: Article,
    },
    Third,
    Cap {
        from: Exact,
        to: Exact,
    },
    /// `full` is halved to `charged`; what was prepaid above it goes back.
    Refund {
        full: Exact,
        charged: Exact,
        prepaid: Exact,
        back: Exact,
    },
    HalfPaidBack {
        prepaid: Exact,
        back: Exact,
    },
    AllPaidBack {
        prepaid: Exact,
    },
    Supplement {
        new: Exact,
        paid: Exact,
    },
}

impl fmt::Display for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::First { up_to, fee } => write!(f, "first {up_to}: {fee}"),
            Self::Part {
                upper,
                over,
                rate,
                fee,
            } => write!(f, "({upper}-{over})*{} = {fee}", percent(*rate)),
            Self::Base { fee } => write!(f, "base {fee}"),
            Self::Flat { fee } => write!(f, "flat {fee}"),
            Self::Half { ground } => write!(f, "x 1/2 ({})", ground.short()),
            Self::Third => write!(f, "x 1/3"),
            Self::Cap { from, to } => write!(f, "cap: {from} -> {to}"),
            Self::Refund {
                full,
                charged,
                prepaid,
                back,
            } => {
                write!(
                    f,
                    "payable {full}/2 = {charged}; refund {prepaid}-{charged} = {back}"
                )
            }
            Self::HalfPaidBack { prepaid, back } => write!(f, "refund {prepaid}/2 = {back}"),
            Self::AllPaidBack { prepaid } => write!(f, "payable 0; refund {prepaid}"),
            Self::Supplement { new, paid } => write!(f, "new {new} - paid {paid}"),
        }
    }
}

impl Step {
    /// The step for people.
    pub fn words(&self) -> Words {
        Words::new(self.zh(), self.to_string())
    }

    fn zh(&self) -> String {
        match self {
            Self::First { up_to, fee } => format!("不超过{up_to}元的部分：{fee}元"),
            Self::Part {
                upper,
                over,
                rate,
                fee,
            } => format!("（{upper}−{over}）×{} = {fee}元", percent(*rate)),
            Self::Base { fee } => format!("每件{fee}元"),
            Self::Flat { fee } => format!("每件固定{fee}元"),
            Self::Half { ground } => format!("减半交纳：×1/2（{}）", ground.words().zh),
            Self::Third => "按三分之一交纳：×1/3".to_owned(),
            Self::Cap { from, to } => format!("最多不超过{to}元：{from}元 → {to}元"),
            Self::Refund {
                full,
                charged,
                prepaid,
                back,
            } => {
                format!("应交{full}÷2 = {charged}元；退还{prepaid}−{charged} = {back}元")
            }
            Self::HalfPaidBack { prepaid, back } => {
                format!("退还已交费用的一半：{prepaid}÷2 = {back}元")
            }
            Self::AllPaidBack { prepaid } => format!("不交纳案件受理费；退还{prepaid}元"),
            Self::Supplement { new, paid } => format!("应交{new}元−已交{paid}元"),
        }
    }
}

/// `250` hundredths of a percent as `2.5%`.
fn percent(rate: u32) -> String {
    let (whole, rest) = (rate / 100, rate % 100);
    match rest {
        0 => format!("{whole}%"),
        _ if rest % 10 == 0 => format!("{whole}.{}%", rest / 10),
        _ => format!("{whole}.{rest:02}%"),
    }
}

/// An article that a fee rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Article {
    Property,
    Divorce,
    PersonalityRights,
    OtherNonProperty,
    IpWithoutAmount,
    Labour,
    Administrative,
    JurisdictionObjection,
    Enforcement,
    Preservation,
    PaymentOrder,
    WithdrawalHalf,
    SimplifiedHalf,
    MergedHalf,
    AppealedPart,
    ClaimIncrease,
    Refund,
    NothingCharged,
    ToOrdinary,
    SupplementUnpaid,
    HalveOnce,
    BeijingAmounts,
}

impl Article {
    /// The article as people cite it.
    pub fn words(self) -> Words {
        let (zh, en) = match self {
            Self::Property => (
                "《诉讼费用交纳办法》第十三条第（一）项",
                "Decree 481 Art.13(1)",
            ),
            Self::Divorce => (
                "《诉讼费用交纳办法》第十三条第（二）项第1目",
                "Decree 481 Art.13(2)1",
            ),
            Self::PersonalityRights => (
                "《诉讼费用交纳办法》第十三条第（二）项第2目",
                "Decree 481 Art.13(2)2",
            ),
            Self::OtherNonProperty => (
                "《诉讼费用交纳办法》第十三条第（二）项第3目",
                "Decree 481 Art.13(2)3",
            ),
            Self::IpWithoutAmount => (
                "《诉讼费用交纳办法》第十三条第（三）项",
                "Decree 481 Art.13(3)",
            ),
            Self::Labour => (
                "《诉讼费用交纳办法》第十三条第（四）项",
                "Decree 481 Art.13(4)",
            ),
            Self::Administrative => (
                "《诉讼费用交纳办法》第十三条第（五）项",
                "Decree 481 Art.13(5)",
            ),
            Self::JurisdictionObjection => (
                "《诉讼费用交纳办法》第十三条第（六）项",
                "Decree 481 Art.13(6)",
            ),
            Self::Enforcement => (
                "《诉讼费用交纳办法》第十四条第（一）项",
                "Decree 481 Art.14(1)",
            ),
            Self::Preservation => (
                "《诉讼费用交纳办法》第十四条第（二）项",
                "Decree 481 Art.14(2)",
            ),
            Self::PaymentOrder => (
                "《诉讼费用交纳办法》第十四条第（三）项",
                "Decree 481 Art.14(3)",
            ),
            Self::WithdrawalHalf => ("《诉讼费用交纳办法》第十五条", "Decree 481 Art.15"),
            Self::SimplifiedHalf => ("《诉讼费用交纳办法》第十六条", "Decree 481 Art.16"),
            Self::MergedHalf => ("《诉讼费用交纳办法》第十八条", "Decree 481 Art.18"),
            Self::AppealedPart => ("《诉讼费用交纳办法》第十七条", "Decree 481 Art.17"),
            Self::ClaimIncrease => (
                "《诉讼费用交纳办法》第二十一条第（一）项",
                "Decree 481 Art.21(1)",
            ),
            Self::Refund => (
                "《诉讼费用交纳办法》第三十四条、第五十三条",
                "Decree 481 Art.34, 53",
            ),
            Self::NothingCharged => (
                "《诉讼费用交纳办法》第八条、第二十七条",
                "Decree 481 Art.8, 27",
            ),
            Self::ToOrdinary | Self::SupplementUnpaid => {
                ("《民诉法解释》第一百九十九条", "CPL Interp. Art.199")
            }
            Self::HalveOnce => ("《民诉法解释》第二百零六条", "CPL Interp. Art.206"),
            Self::BeijingAmounts => ("京发改[2007]1111号", "Beijing 京发改[2007]1111号"),
        };
        Words::new(zh, en)
    }

    /// The bare article, as it stands in a step.
    fn short(self) -> String {
        let en = self.words().en;
        en.strip_prefix("Decree 481 ")
            .map(str::to_owned)
            .unwrap_or(en)
    }
}
