//! Court fees under the State Council's Decree 481, with Beijing's amounts where it gives a range.
//!
//! Everything is computed exactly and rounded once, at the end, half up. The case fee is halved at
//! most once, however many grounds for halving there are (Interp. 206).

use serde_json::Value;

use super::named::named;
use super::reading::{self, FaultCode, Faults, Reader};
use super::{Amount, Named};

mod exact;
mod first_instance;
mod reasons;
mod schedule;

pub use exact::{Exact, Rounding};
pub use first_instance::first_instance;
pub use reasons::{Article, Step};

use schedule::{ENFORCEMENT, PERSONALITY_DAMAGES, PRESERVATION, PROPERTY};

named! {
    /// The procedure that a fee is asked for; every procedure but the ordinary one halves it.
    pub enum Procedure {
        Ordinary = "ordinary",
        Simplified = "simplified",
        SmallClaims = "small_claims",
        SmallClaimsByAgreement = "small_claims_by_agreement",
    }
}

impl Procedure {
    // Decree 16: half in the simplified procedure; small claims are tried in it.
    fn halves(self) -> bool {
        self != Self::Ordinary
    }
}

named! {
    /// Whose amount counts where the Decree gives a range: Beijing's own, or the lower end.
    pub enum Region { Beijing = "beijing", National = "national" }
}

named! {
    /// Administrative cases by kind (Decree 13(5)).
    pub enum AdministrativeKind {
        Trademark = "trademark",
        Patent = "patent",
        Maritime = "maritime",
        Other = "other",
    }
}

named! {
    /// How a case ended, as far as it moves the prepaid fee.
    pub enum RefundEvent {
        WithdrawalGranted = "withdrawal_granted",
        MediatedSettlement = "mediated_settlement",
        /// Ruled as withdrawn: charged as a withdrawal is.
        DeemedWithdrawn = "deemed_withdrawn",
        /// The case became ordinary and the rest of the fee was not paid in 7 days (Interp. 199).
        SupplementUnpaid = "supplement_unpaid",
        NotAccepted = "not_accepted",
        ActionDismissed = "action_dismissed",
    }
}

named! {
    /// The kinds of fee that can be asked for.
    pub enum Category {
        Property = "property",
        Divorce = "divorce",
        PersonalityRights = "personality_rights",
        IpNoAmount = "ip_no_amount",
        OtherNonProperty = "other_non_property",
        Labour = "labour",
        Administrative = "administrative",
        JurisdictionObjectionRejected = "jurisdiction_objection_rejected",
        PaymentOrder = "payment_order",
        Preservation = "preservation",
        Enforcement = "enforcement",
        Appeal = "appeal",
        Counterclaim = "counterclaim",
        WithdrawalRefund = "withdrawal_refund",
        ClaimIncreaseSupplement = "claim_increase_supplement",
        SimplifiedToOrdinarySupplement = "simplified_to_ordinary_supplement",
    }
}

/// A question about a fee, with facts that do not contradict each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Question {
    Property {
        claim: Amount,
        procedure: Procedure,
    },
    Divorce {
        property_total: Amount,
        region: Region,
    },
    PersonalityRights {
        damages: Amount,
        region: Region,
    },
    IpNoAmount {
        region: Region,
    },
    OtherNonProperty {
        region: Region,
    },
    Labour,
    Administrative {
        kind: AdministrativeKind,
    },
    JurisdictionObjectionRejected {
        region: Region,
    },
    PaymentOrder {
        claim: Amount,
    },
    /// `None`: nothing with an amount is preserved.
    Preservation {
        amount: Option<Amount>,
    },
    /// `None`: what is enforced has no amount.
    Enforcement {
        amount: Option<Amount>,
    },
    /// Only the appealed part is charged; [`Question::read`] holds it against the whole claim.
    Appeal {
        appealed_part: Amount,
    },
    Counterclaim {
        claim: Amount,
        merged: bool,
        procedure: Procedure,
    },
    WithdrawalRefund {
        claim: Amount,
        prepaid: Amount,
        procedure: Procedure,
        event: RefundEvent,
    },
    /// `to` below `from` costs nothing; [`Question::read`] refuses it.
    ClaimIncreaseSupplement {
        from: Amount,
        to: Amount,
        procedure: Procedure,
    },
    SimplifiedToOrdinarySupplement {
        claim: Amount,
    },
}

/// A fee (or what is paid back) with its derivation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fee {
    pub exact: Exact,
    pub steps: Vec<Step>,
    pub basis: Vec<Article>,
}

impl Fee {
    /// What is paid, rounded once, half up.
    pub fn payable(&self, rounding: Rounding) -> Amount {
        self.exact.rounded(rounding)
    }
}

impl Question {
    /// Reads `{"category", "input": {...}}`; the fields of `input` depend on the category.
    pub fn read(body: &Value) -> Result<Self, Faults> {
        let mut reader = Reader::of(body, "");
        let category = reader.required("category", reading::name::<Category>);
        let input = reader.required("input", reading::any);
        let (category, input) = reader.finish(category.zip(input))?;
        let mut fields = Reader::of(input, "/input");
        let question = read_input(category, &mut fields);
        fields.finish(question)
    }

    /// The fee, exact and with every step.
    pub fn answer(self) -> Fee {
        match self {
            Self::Property { claim, procedure } => property(claim, procedure),
            Self::Divorce {
                property_total,
                region,
            } => divorce(property_total, region),
            Self::PersonalityRights { damages, region } => personality_rights(damages, region),
            Self::IpNoAmount { region } => per_case(
                by_region(region, 750, 500),
                vec![Article::IpWithoutAmount],
                region,
            ),
            Self::OtherNonProperty { region } => per_case(
                by_region(region, 70, 50),
                vec![Article::OtherNonProperty],
                region,
            ),
            Self::Labour => flat(10, Article::Labour),
            Self::Administrative {
                kind: AdministrativeKind::Other,
            } => flat(50, Article::Administrative),
            Self::Administrative { .. } => flat(100, Article::Administrative),
            Self::JurisdictionObjectionRejected { region } => per_case(
                by_region(region, 70, 50),
                vec![Article::JurisdictionObjection],
                region,
            ),
            Self::PaymentOrder { claim } => payment_order(claim),
            Self::Preservation { amount } => preservation(amount.unwrap_or_default()),
            Self::Enforcement {
                amount: Some(amount),
            } => by_schedule(&ENFORCEMENT, amount, Article::Enforcement),
            // Decree 14(1): 50 to 500 where nothing has an amount; the lower end.
            Self::Enforcement { amount: None } => flat(50, Article::Enforcement),
            Self::Appeal { appealed_part } => appeal(appealed_part),
            Self::Counterclaim {
                claim,
                merged,
                procedure,
            } => counterclaim(claim, merged, procedure),
            Self::WithdrawalRefund {
                claim,
                prepaid,
                procedure,
                event,
            } => refund(claim, prepaid, procedure, event),
            Self::ClaimIncreaseSupplement {
                from,
                to,
                procedure,
            } => increase(from, to, procedure),
            Self::SimplifiedToOrdinarySupplement { claim } => to_ordinary(claim),
        }
    }
}

fn read_input(category: Category, fields: &mut Reader<'_>) -> Option<Question> {
    let amount = |fields: &mut Reader<'_>, name| fields.required(name, reading::amount);
    let procedure =
        |fields: &mut Reader<'_>| fields.required("procedure", reading::name::<Procedure>);
    let region = |fields: &mut Reader<'_>| fields.required("region", reading::name::<Region>);
    Some(match category {
        Category::Property => {
            let (claim, procedure) = (amount(fields, "claim_yuan"), procedure(fields));
            Question::Property {
                claim: claim?,
                procedure: procedure?,
            }
        }
        Category::Divorce => {
            let (total, region) = (amount(fields, "property_total_yuan"), region(fields));
            Question::Divorce {
                property_total: total?,
                region: region?,
            }
        }
        Category::PersonalityRights => {
            let (damages, region) = (amount(fields, "damages_yuan"), region(fields));
            Question::PersonalityRights {
                damages: damages?,
                region: region?,
            }
        }
        Category::IpNoAmount => Question::IpNoAmount {
            region: region(fields)?,
        },
        Category::OtherNonProperty => Question::OtherNonProperty {
            region: region(fields)?,
        },
        Category::Labour => Question::Labour,
        Category::Administrative => Question::Administrative {
            kind: fields.required("kind", administrative_kind)?,
        },
        Category::JurisdictionObjectionRejected => Question::JurisdictionObjectionRejected {
            region: region(fields)?,
        },
        Category::PaymentOrder => Question::PaymentOrder {
            claim: amount(fields, "claim_yuan")?,
        },
        Category::Preservation => Question::Preservation {
            amount: Some(amount(fields, "amount_yuan")?),
        },
        Category::Enforcement => Question::Enforcement {
            amount: Some(amount(fields, "amount_yuan")?),
        },
        Category::SimplifiedToOrdinarySupplement => Question::SimplifiedToOrdinarySupplement {
            claim: amount(fields, "claim_yuan")?,
        },
        Category::Counterclaim => read_counterclaim(fields)?,
        Category::Appeal => read_appeal(fields)?,
        Category::WithdrawalRefund => read_refund(fields)?,
        Category::ClaimIncreaseSupplement => read_increase(fields)?,
    })
}

fn read_counterclaim(fields: &mut Reader<'_>) -> Option<Question> {
    let claim = fields.required("claim_yuan", reading::amount);
    let merged = fields.required("merged", reading::flag);
    let procedure = fields.required("procedure", reading::name);
    Some(Question::Counterclaim {
        claim: claim?,
        merged: merged?,
        procedure: procedure?,
    })
}

fn read_appeal(fields: &mut Reader<'_>) -> Option<Question> {
    let claim = fields.required("first_instance_claim_yuan", reading::amount);
    let part = fields.required("appealed_part_yuan", reading::amount);
    let (claim, appealed_part) = claim.zip(part)?;
    // Decree 17: the fee is on what is still in dispute, which is never more than what was claimed.
    if appealed_part > claim {
        fields.fault("appealed_part_yuan", FaultCode::AppealAboveClaim);
        return None;
    }
    Some(Question::Appeal { appealed_part })
}

fn read_refund(fields: &mut Reader<'_>) -> Option<Question> {
    let claim = fields.required("claim_yuan", reading::amount);
    let prepaid = fields.required("prepaid_yuan", reading::amount);
    let procedure = fields.required("procedure", reading::name);
    let event = fields.required("event", refund_event);
    Some(Question::WithdrawalRefund {
        claim: claim?,
        prepaid: prepaid?,
        procedure: procedure?,
        event: event?,
    })
}

fn read_increase(fields: &mut Reader<'_>) -> Option<Question> {
    let from = fields.required("from_yuan", reading::amount);
    let to = fields.required("to_yuan", reading::amount);
    let procedure = fields.required("procedure", reading::name);
    let ((from, to), procedure) = from.zip(to).zip(procedure)?;
    if to < from {
        fields.fault("to_yuan", FaultCode::ClaimNotRaised);
        return None;
    }
    Some(Question::ClaimIncreaseSupplement {
        from,
        to,
        procedure,
    })
}

/// Kinds are also taken as the fee table writes them (`admin_other`).
fn administrative_kind(value: &Value) -> Result<AdministrativeKind, FaultCode> {
    match reading::text(value)? {
        "admin_trademark_patent_maritime" | "trademark_patent_maritime" => {
            Ok(AdministrativeKind::Trademark)
        }
        "admin_other" => Ok(AdministrativeKind::Other),
        id => AdministrativeKind::from_id(id).ok_or(FaultCode::NotInList),
    }
}

/// Events are also taken in plain words (`withdrawal granted`), as the worked examples write them.
fn refund_event(value: &Value) -> Result<RefundEvent, FaultCode> {
    let id = reading::text(value)?.replace([' ', '-'], "_");
    match id.as_str() {
        "withdrawal" | "withdrawn" => Ok(RefundEvent::WithdrawalGranted),
        "mediation"
        | "mediated"
        | "settled_by_mediation"
        | "mediation_settlement"
        | "mediation_agreement" => Ok(RefundEvent::MediatedSettlement),
        "deemed_withdrawal" => Ok(RefundEvent::DeemedWithdrawn),
        "dismissed" | "dismissal" => Ok(RefundEvent::ActionDismissed),
        "non_acceptance" => Ok(RefundEvent::NotAccepted),
        id => RefundEvent::from_id(id).ok_or(FaultCode::NotInList),
    }
}

fn by_region(region: Region, beijing: u64, national: u64) -> Amount {
    Amount::yuan(if region == Region::Beijing {
        beijing
    } else {
        national
    })
}

/// One amount a case, which the region sets within the Decree's range.
fn per_case(base: Amount, mut basis: Vec<Article>, region: Region) -> Fee {
    if region == Region::Beijing {
        basis.push(Article::BeijingAmounts);
    }
    Fee {
        exact: Exact::from(base),
        steps: vec![Step::Base { fee: base }],
        basis,
    }
}

fn flat(yuan: u64, article: Article) -> Fee {
    let fee = Amount::yuan(yuan);
    Fee {
        exact: Exact::from(fee),
        steps: vec![Step::Flat { fee }],
        basis: vec![article],
    }
}

fn by_schedule(schedule: &schedule::Schedule, amount: Amount, article: Article) -> Fee {
    let (exact, steps) = schedule.charge(amount);
    Fee {
        exact,
        steps,
        basis: vec![article],
    }
}

fn property(claim: Amount, procedure: Procedure) -> Fee {
    let fee = by_schedule(&PROPERTY, claim, Article::Property);
    if procedure.halves() {
        halved(fee, Article::SimplifiedHalf)
    } else {
        fee
    }
}

fn halved(mut fee: Fee, ground: Article) -> Fee {
    fee.exact = fee.exact.half();
    fee.steps.push(Step::Half { ground });
    fee.basis.push(ground);
    fee
}

fn divorce(property_total: Amount, region: Region) -> Fee {
    let mut fee = per_case(by_region(region, 150, 50), vec![Article::Divorce], region);
    // Decree 13(2)1: nothing more up to 200,000 of property; 0.5% of what is above.
    let above = schedule::Segment::new(200_000, None, 50);
    if let Some((extra, step)) = above.charge(property_total) {
        fee.exact = fee.exact.plus(extra);
        fee.steps.push(step);
    }
    fee
}

fn personality_rights(damages: Amount, region: Region) -> Fee {
    let mut fee = per_case(
        by_region(region, 300, 100),
        vec![Article::PersonalityRights],
        region,
    );
    let (extra, steps) = PERSONALITY_DAMAGES.charge(damages);
    fee.exact = fee.exact.plus(extra);
    fee.steps.extend(steps);
    fee
}

fn payment_order(claim: Amount) -> Fee {
    // Decree 14(3): a third of the property fee.
    let mut fee = by_schedule(&PROPERTY, claim, Article::PaymentOrder);
    fee.exact = fee.exact.third();
    fee.steps.push(Step::Third);
    fee
}

fn preservation(amount: Amount) -> Fee {
    let mut fee = by_schedule(&PRESERVATION, amount, Article::Preservation);
    // Decree 14(2): at most 5,000, which is reached at 896,000.
    let cap = Exact::from(Amount::yuan(5_000));
    if fee.exact > cap {
        fee.steps.push(Step::Cap {
            from: fee.exact,
            to: cap,
        });
        fee.exact = cap;
    }
    fee
}

fn appeal(appealed_part: Amount) -> Fee {
    // Decree 17: charged as in the first instance, on the appealed part; no procedure halves it.
    let mut fee = property(appealed_part, Procedure::Ordinary);
    fee.basis.push(Article::AppealedPart);
    fee
}

fn counterclaim(claim: Amount, merged: bool, procedure: Procedure) -> Fee {
    let full = by_schedule(&PROPERTY, claim, Article::Property);
    // Interp. 206: two grounds for halving still halve once.
    match (merged, procedure.halves()) {
        (true, true) => {
            let mut fee = halved(full, Article::MergedHalf);
            fee.basis
                .extend([Article::SimplifiedHalf, Article::HalveOnce]);
            fee
        }
        (true, false) => halved(full, Article::MergedHalf),
        (false, true) => halved(full, Article::SimplifiedHalf),
        (false, false) => full,
    }
}

fn refund(claim: Amount, prepaid: Amount, procedure: Procedure, event: RefundEvent) -> Fee {
    let full = by_schedule(&PROPERTY, claim, Article::Property);
    let prepaid = Exact::from(prepaid);
    match event {
        RefundEvent::WithdrawalGranted
        | RefundEvent::MediatedSettlement
        | RefundEvent::DeemedWithdrawn => refund_above_half(full, prepaid, procedure),
        // Interp. 199: half of what was paid goes back.
        RefundEvent::SupplementUnpaid => {
            let back = prepaid.half();
            let steps = vec![Step::HalfPaidBack { prepaid, back }];
            Fee {
                exact: back,
                steps,
                basis: vec![Article::SupplementUnpaid],
            }
        }
        // Decree 27: nothing is charged, all goes back.
        RefundEvent::NotAccepted | RefundEvent::ActionDismissed => {
            let steps = vec![Step::AllPaidBack { prepaid }];
            Fee {
                exact: prepaid,
                steps,
                basis: vec![Article::NothingCharged],
            }
        }
    }
}

fn refund_above_half(full: Fee, prepaid: Exact, procedure: Procedure) -> Fee {
    // Decree 15 halves; where the simplified procedure had halved already, it stays one half (Interp. 206).
    let charged = full.exact.half();
    let back = prepaid.minus(charged);
    let mut steps = full.steps;
    steps.push(Step::Refund {
        full: full.exact,
        charged,
        prepaid,
        back,
    });
    let mut basis = vec![Article::Property, Article::WithdrawalHalf, Article::Refund];
    if procedure.halves() {
        basis.extend([Article::SimplifiedHalf, Article::HalveOnce]);
    }
    Fee {
        exact: back,
        steps,
        basis,
    }
}

fn increase(from: Amount, to: Amount, procedure: Procedure) -> Fee {
    let (paid, new) = (property(from, procedure), property(to, procedure));
    let exact = new.exact.minus(paid.exact);
    let mut steps = new.steps;
    steps.push(Step::Supplement {
        new: new.exact,
        paid: paid.exact,
    });
    let mut basis = new.basis;
    basis.push(Article::ClaimIncrease);
    Fee {
        exact,
        steps,
        basis,
    }
}

fn to_ordinary(claim: Amount) -> Fee {
    // Interp. 199: the half that the simplified procedure spared is paid in 7 days.
    let full = property(claim, Procedure::Ordinary);
    let paid = full.exact.half();
    let mut steps = full.steps;
    steps.push(Step::Supplement {
        new: full.exact,
        paid,
    });
    Fee {
        exact: full.exact.minus(paid),
        steps,
        basis: vec![Article::Property, Article::ToOrdinary],
    }
}

#[cfg(test)]
mod tests;
