//! Which fee a first-instance complaint before the Internet court carries (Decree 13, 16; Interp. 201).

use super::{AdministrativeKind, Amount, Article, Fee, Procedure, Question, Region, halved};

/// The fee of a complaint of this kind of dispute, in this procedure. `claimed` is the sum of all
/// claims for money (Interp. 201: several are added; property and other claims together go by property).
pub fn first_instance(
    dispute_kind: &str,
    claimed: Option<Amount>,
    region: Region,
    procedure: Procedure,
) -> Fee {
    let question = match (dispute_kind, claimed) {
        // Decree 13(1)2(2): personality rights, of which privacy and personal information are part.
        (
            "online_personal_information"
            | "online_privacy"
            | "online_reputation"
            | "online_general_personality",
            damages,
        ) => Question::PersonalityRights {
            damages: damages.unwrap_or_default(),
            region,
        },
        (kind, _) if kind.starts_with("admin_") => Question::Administrative {
            kind: AdministrativeKind::Other,
        },
        ("labour_dispute", _) => Question::Labour,
        // Property answers with its own halving and step.
        (_, Some(claim)) => return Question::Property { claim, procedure }.answer(),
        (
            "domain_name"
            | "network_unfair_competition"
            | "online_copyright_ownership"
            | "online_copyright_infringement",
            None,
        ) => Question::IpNoAmount { region },
        (_, None) => Question::OtherNonProperty { region },
    };
    let fee = question.answer();
    if procedure.halves() {
        halved(fee, Article::SimplifiedHalf)
    } else {
        fee
    }
}

#[cfg(test)]
mod tests {
    use super::super::Rounding;
    use super::*;

    fn fen(kind: &str, claimed: Option<u64>, procedure: Procedure) -> u64 {
        first_instance(kind, claimed.map(Amount::yuan), Region::Beijing, procedure)
            .payable(Rounding::Fen)
            .as_fen()
    }

    #[test]
    fn money_goes_by_property_and_is_halved_once() {
        let kind = "online_shopping_contract";
        assert_eq!(fen(kind, Some(27_596), Procedure::Simplified), 24_495);
        assert_eq!(fen(kind, Some(8_000), Procedure::SmallClaims), 2_500);
        assert_eq!(fen(kind, Some(50_000), Procedure::Ordinary), 105_000);
    }

    #[test]
    fn what_has_no_amount_goes_by_the_case() {
        assert_eq!(
            fen("online_service_contract", None, Procedure::Ordinary),
            7_000
        );
        assert_eq!(fen("domain_name", None, Procedure::Ordinary), 75_000);
        assert_eq!(fen("admin_network_data", None, Procedure::Ordinary), 5_000);
    }

    #[test]
    fn privacy_is_a_personality_right() {
        // domain.md 4: damages of 200,000 in Beijing cost 1,300.
        assert_eq!(
            fen("online_privacy", Some(200_000), Procedure::Ordinary),
            130_000
        );
        assert_eq!(fen("online_privacy", None, Procedure::Simplified), 15_000);
    }
}
