//! What the filing will cost, for the person before submitting and for the fee notice at acceptance.

use serde::Serialize;
use utoipa::ToSchema;

use super::content::Content;
use crate::court::Court;
use crate::kit::clock::shanghai_day;
use crate::kit::i18n::{Lang, Words};
use crate::kit::settings::{FeeRounding, LawSettings};
use crate::law::fees::{self, Fee, Procedure, Region, Rounding};
use crate::law::{self, Amount, procedure};

/// The fee with its derivation. The court's notice decides.
#[derive(Clone, Serialize, ToSchema)]
#[schema(as = FilingFee, example = json!({"payable_fen": 2500, "exact_yuan": "25", "steps": ["不超过10000元的部分：50元", "减半交纳：×1/2（《诉讼费用交纳办法》第十六条）"],
    "basis": "《诉讼费用交纳办法》第十三条第（一）项、《诉讼费用交纳办法》第十六条", "procedure": "simplified", "ordinary_fen": 5000}))]
pub struct FeeView {
    #[schema(minimum = 0)]
    pub payable_fen: i64,
    pub exact_yuan: String,
    pub steps: Vec<String>,
    pub basis: String,
    /// The procedure that was assumed.
    #[schema(value_type = String, example = "simplified")]
    pub procedure: &'static str,
    /// The same in the ordinary procedure.
    pub ordinary_fen: i64,
}

pub fn fen_of(fee: &Fee, court: &Court) -> i64 {
    let rounding = match court.settings.law.fee_rounding {
        FeeRounding::Fen => Rounding::Fen,
        FeeRounding::Yuan => Rounding::Yuan,
    };
    i64::try_from(fee.payable(rounding).as_fen()).unwrap_or(i64::MAX)
}

/// The fee of this content in a procedure; none while the cause is open.
pub fn fee_of(content: &Content, court: &Court, procedure: Procedure) -> Option<Fee> {
    let cause = content.cause.as_deref()?;
    Some(fees::first_instance(
        cause,
        claimed(content),
        region(court),
        procedure,
    ))
}

/// The sum of the money claims; `None` when none asks for money.
pub fn claimed(content: &Content) -> Option<Amount> {
    let any = content
        .claims
        .iter()
        .any(|claim| claim.amount_fen.is_some());
    any.then(|| Amount::fen(u64::try_from(content.claimed_fen()).unwrap_or(0)))
}

fn region(court: &Court) -> Region {
    if court.settings.court.code.starts_with('京') {
        Region::Beijing
    } else {
        Region::National
    }
}

/// The advice of the law on the procedure, for a simple case. Whether it is simple, the clerk says.
pub fn advice(content: &Content, court: &Court) -> procedure::Decision {
    let wage = base_wage(&court.settings.law, shanghai_day(court.now()));
    procedure::Question {
        claim: claimed(content),
        base_annual_wage: wage.unwrap_or_default(),
        simple: true,
        money_payment_only: content.is_money_only(),
        agreed: procedure::Agreed::None,
        flags: flags(content),
    }
    .answer()
}

/// CPL 166(2): foreign-related cases are no small claims.
fn flags(content: &Content) -> Vec<procedure::Flag> {
    let foreign = super::content::SIDES
        .iter()
        .flat_map(|side| content.side(side))
        .any(|party| {
            matches!(
                party.id_type.as_deref(),
                Some("passport" | "foreign_permanent_resident_2023")
            )
        });
    if foreign {
        vec![procedure::Flag::ForeignRelated]
    } else {
        Vec::new()
    }
}

/// The figure in force on a day: the latest that has begun.
fn base_wage(law: &LawSettings, day: chrono::NaiveDate) -> Option<Amount> {
    law.small_claims_base_annual_wage
        .iter()
        .filter(|wage| wage.from <= day)
        .max_by_key(|wage| wage.from)
        .and_then(|wage| Amount::parse(&wage.yuan))
}

pub fn fee_procedure(procedure: procedure::Procedure) -> Procedure {
    match procedure {
        procedure::Procedure::SmallClaims => Procedure::SmallClaims,
        procedure::Procedure::SmallClaimsByAgreement => Procedure::SmallClaimsByAgreement,
        procedure::Procedure::Simplified => Procedure::Simplified,
        procedure::Procedure::Ordinary => Procedure::Ordinary,
    }
}

/// The estimate shown while filing: in the procedure that a simple case of this kind takes.
pub fn estimate(content: &Content, court: &Court, lang: Lang) -> Option<FeeView> {
    let procedure = advice(content, court).procedure;
    let fee = fee_of(content, court, fee_procedure(procedure))?;
    let ordinary = fee_of(content, court, Procedure::Ordinary)?;
    Some(view(&fee, &ordinary, procedure, court, lang))
}

pub fn view(
    fee: &Fee,
    ordinary: &Fee,
    procedure: procedure::Procedure,
    court: &Court,
    lang: Lang,
) -> FeeView {
    FeeView {
        payable_fen: fen_of(fee, court),
        exact_yuan: fee.exact.to_string(),
        steps: steps(fee, lang),
        basis: basis(fee, lang),
        procedure: law::Named::id(procedure),
        ordinary_fen: fen_of(ordinary, court),
    }
}

pub fn steps(fee: &Fee, lang: Lang) -> Vec<String> {
    fee.steps
        .iter()
        .map(|step| Words::from(step.words()).in_lang(lang).to_owned())
        .collect()
}

pub fn basis(fee: &Fee, lang: Lang) -> String {
    let articles: Vec<law::Words> = fee.basis.iter().map(|article| article.words()).collect();
    Words::from(law::Words::joined(&articles))
        .in_lang(lang)
        .to_owned()
}
