//! Whether type and procedure fit the filing: looked at before a number is given away, which nobody takes back.

use super::accept::AcceptBody;
use crate::kit::i18n::Words;
use crate::kit::problem::{FieldError, Problem};
use crate::law::jurisdiction::{DisputeKind, Suit, dispute_kind};
use crate::law::procedure::Procedure;
use crate::rooms::filing::content::Content;
use crate::rooms::filing::errors;

const CIVIL: &str = "民初";
const ADMINISTRATIVE: &str = "行初";

/// 422 with the place and what to choose; then nothing has happened.
pub fn check(body: &AcceptBody, content: &Content) -> Result<(), Problem> {
    let kind = content.cause.as_deref().and_then(dispute_kind);
    let faults: Vec<FieldError> = wrong_type(&body.r#type, kind)
        .into_iter()
        .chain(wrong_procedure(body, kind, content))
        .collect();
    match faults.is_empty() {
        true => Ok(()),
        false => Err(Problem::invalid(faults)),
    }
}

fn wrong_type(given: &str, kind: Option<&DisputeKind>) -> Option<FieldError> {
    let fault = |code, words| Some(FieldError::new("/type", code, words));
    match (given, kind.map(DisputeKind::suit)) {
        (CIVIL, Some(Suit::Administrative)) => fault(
            "filing.type_does_not_fit",
            Words::fixed(
                "这是行政纠纷，案件类型请选“行初”。",
                "This is an administrative dispute: choose 行初.",
            ),
        ),
        (ADMINISTRATIVE, Some(Suit::Civil)) => fault(
            "filing.type_does_not_fit",
            Words::fixed(
                "这是民事纠纷，案件类型请选“民初”。",
                "This is a civil dispute: choose 民初.",
            ),
        ),
        (CIVIL | ADMINISTRATIVE, _) => None,
        _ => fault(
            errors::TYPE_UNKNOWN.code,
            Words::fixed(errors::TYPE_UNKNOWN.zh, errors::TYPE_UNKNOWN.en),
        ),
    }
}

fn wrong_procedure(
    body: &AcceptBody,
    kind: Option<&DisputeKind>,
    content: &Content,
) -> Option<FieldError> {
    let small = matches!(
        body.procedure,
        Procedure::SmallClaims | Procedure::SmallClaimsByAgreement
    );
    let administrative = body.r#type == ADMINISTRATIVE
        || kind.is_some_and(|kind| kind.suit() == Suit::Administrative);
    let public_interest = kind.is_some_and(DisputeKind::is_public_interest);
    let words = if public_interest && body.procedure != Procedure::Ordinary {
        // Interp. 257(5): what touches the public interest is not simplified, and so no small claim either.
        Words::fixed(
            "公益诉讼不适用简易程序和小额诉讼，请选“普通程序”。",
            "A public-interest suit takes no shorter procedure: choose the ordinary one.",
        )
    } else if small && administrative {
        Words::fixed(
            "行政案件没有小额诉讼，请选“简易程序”或者“普通程序”。",
            "Administrative cases have no small claims procedure: choose the simplified or the ordinary one.",
        )
    } else if small && !content.is_money_only() {
        // CPL 165: simple civil cases of payment of money.
        Words::fixed(
            "小额诉讼只适用于每一项请求都是付钱并写明金额的案件（民事诉讼法第一百六十五条），请选“简易程序”或者“普通程序”。",
            "Small claims are for cases in which every claim asks for a sum of money (CPL 165): choose the simplified or the ordinary procedure.",
        )
    } else {
        return None;
    };
    Some(FieldError::new(
        "/procedure",
        "filing.procedure_does_not_fit",
        words,
    ))
}
