//! Which procedure a first-instance case takes, and what follows from it
//! (CPL 160, 164-168, 287; Interp. 257, 260, 264, 266, 275; Delay19 4; IC18 18).

use serde_json::Value;

use super::named::named;
use super::reading::{self, Faults, Reader};
use super::{Amount, Words};

named! {
    pub enum Procedure {
        SmallClaims = "small_claims",
        SmallClaimsByAgreement = "small_claims_by_agreement",
        Simplified = "simplified",
        Ordinary = "ordinary",
    }
}

named! {
    /// The rule that decided.
    pub enum Rule {
        Barred = "barred",
        SmallClaims = "CPL165-1",
        SmallClaimsByAgreement = "CPL165-2",
        SimpleByPublicNotice = "IC18-18",
        Simple = "CPL160-1",
        AgreedSimplified = "CPL160-2",
        NotSimple = "not_simple",
    }
}

named! {
    /// What both sides agreed on.
    pub enum Agreed { None = "none", Simplified = "simplified", SmallClaims = "small_claims" }
}

named! {
    /// A fact that bars a shorter procedure.
    pub enum Flag {
        PersonalStatus = "personal_status",
        TitleConfirmation = "title_confirmation",
        ForeignRelated = "foreign_related",
        NeedsAppraisal = "needs_appraisal",
        PartyMissing = "party_missing",
        Counterclaim = "counterclaim",
        SmallClaimsObjectionUpheld = "small_claims_objection_upheld",
        UnsuitableSmallClaims = "unsuitable_small_claims",
        Remanded = "remanded",
        MassParty = "mass_party",
        Retrial = "retrial",
        PublicInterest = "public_interest",
        ThirdPartyRevocation = "third_party_revocation",
        OrdinaryHearingHeld = "ordinary_hearing_held",
        UnsuitableSimplified = "unsuitable_simplified",
    }
}

impl Flag {
    /// CPL 166 bars small claims only; Interp. 257, 260 and 264 bar every shorter procedure, even agreed.
    pub fn bars_every_shorter(self) -> bool {
        match self {
            Self::PersonalStatus
            | Self::TitleConfirmation
            | Self::ForeignRelated
            | Self::NeedsAppraisal
            | Self::PartyMissing
            | Self::Counterclaim
            | Self::SmallClaimsObjectionUpheld
            | Self::UnsuitableSmallClaims => false,
            Self::Remanded
            | Self::MassParty
            | Self::Retrial
            | Self::PublicInterest
            | Self::ThirdPartyRevocation
            | Self::OrdinaryHearingHeld
            | Self::UnsuitableSimplified => true,
        }
    }

    /// The fact and its article.
    pub fn words(self) -> Words {
        let (zh, en) = match self {
            Self::PersonalStatus => (
                "涉及人身关系（民诉法第一百六十六条第一项）",
                "personal status (CPL 166(1))",
            ),
            Self::TitleConfirmation => (
                "涉及财产确权（民诉法第一百六十六条第一项）",
                "confirmation of title (CPL 166(1))",
            ),
            Self::ForeignRelated => (
                "涉外案件（民诉法第一百六十六条第二项）",
                "foreign-related (CPL 166(2))",
            ),
            Self::NeedsAppraisal => (
                "需要评估、鉴定（民诉法第一百六十六条第三项）",
                "needs appraisal (CPL 166(3))",
            ),
            Self::PartyMissing => (
                "一方当事人下落不明（民诉法第一百六十六条第四项）",
                "a party is missing (CPL 166(4))",
            ),
            Self::Counterclaim => (
                "当事人提出反诉（民诉法第一百六十六条第五项）",
                "a counterclaim (CPL 166(5))",
            ),
            Self::SmallClaimsObjectionUpheld => (
                "小额诉讼程序异议成立（民诉法第一百六十九条；解释第二百七十九条）",
                "objection to small claims upheld (CPL 169; Interp. 279)",
            ),
            Self::UnsuitableSmallClaims => (
                "其他不宜适用小额诉讼程序的情形（民诉法第一百六十六条第六项）",
                "otherwise unsuitable for small claims (CPL 166(6))",
            ),
            Self::Remanded => (
                "发回重审（解释第二百五十七条第二项）",
                "remanded (Interp. 257(2))",
            ),
            Self::MassParty => (
                "当事人一方人数众多（解释第二百五十七条第三项）",
                "many parties on one side (Interp. 257(3))",
            ),
            Self::Retrial => (
                "适用审判监督程序（解释第二百五十七条第四项）",
                "retrial (Interp. 257(4))",
            ),
            Self::PublicInterest => (
                "涉及国家利益、社会公共利益（解释第二百五十七条第五项）",
                "public interest (Interp. 257(5))",
            ),
            Self::ThirdPartyRevocation => (
                "第三人撤销之诉（解释第二百五十七条第六项）",
                "third-party revocation (Interp. 257(6))",
            ),
            Self::OrdinaryHearingHeld => (
                "已按普通程序开庭（解释第二百六十条）",
                "a hearing was already held in the ordinary procedure (Interp. 260)",
            ),
            Self::UnsuitableSimplified => (
                "其他不宜适用简易程序的情形（解释第二百五十七条第七项）",
                "otherwise unsuitable for the simplified procedure (Interp. 257(7))",
            ),
        };
        Words::new(zh, en)
    }
}

/// The facts that decide the procedure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// `None`: the claim has no amount.
    pub claim: Option<Amount>,
    /// The province's last published average annual wage of the employed.
    pub base_annual_wage: Amount,
    /// Facts clear, rights and duties clear, little in dispute.
    pub simple: bool,
    pub money_payment_only: bool,
    pub agreed: Agreed,
    pub flags: Vec<Flag>,
}

/// A limit on the time for evidence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EvidencePeriod {
    AtLeastDays(u32),
    AtMostDays(u32),
}

/// The trial limit in months; `None` where there is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TrialLimit {
    pub months: Option<u32>,
    pub extension_months: Option<u32>,
}

/// The procedure and what follows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    pub procedure: Procedure,
    pub rule: Rule,
    /// Whether the court must use it; `None` for the ordinary procedure, which is the rest.
    pub mandatory: Option<bool>,
    pub trial_limit: TrialLimit,
    pub evidence_period: EvidencePeriod,
    pub half_fee: bool,
    pub appealable: bool,
    pub reasons: Vec<Words>,
}

impl Question {
    /// Reads `{"claim_yuan"?, "base_annual_wage_yuan", "simple", "money_payment_only", "agreed"?, "flags"?}`.
    pub fn read(body: &Value) -> Result<Self, Faults> {
        let mut reader = Reader::of(body, "");
        let claim = reader.optional("claim_yuan", reading::positive_amount);
        let wage = reader.required("base_annual_wage_yuan", reading::positive_amount);
        let simple = reader.required("simple", reading::flag);
        let money_payment_only = reader.required("money_payment_only", reading::flag);
        let agreed = reader.optional("agreed", reading::name);
        let flags = reader.optional_list("flags", 15, |value, pointer| {
            reading::name::<Flag>(value).map_err(|code| vec![reading::Fault::at(pointer, code)])
        });
        if let Some(flags) = &flags {
            reader.refuse_repeats("flags", "", flags);
        }
        let question = (|| {
            Some(Self {
                claim: claim?,
                base_annual_wage: wage?,
                simple: simple?,
                money_payment_only: money_payment_only?,
                agreed: agreed?.unwrap_or(Agreed::None),
                flags: flags?,
            })
        })();
        reader.finish(question)
    }

    pub fn answer(&self) -> Decision {
        let rule = self.rule();
        let procedure = match rule {
            Rule::SmallClaims => Procedure::SmallClaims,
            Rule::SmallClaimsByAgreement => Procedure::SmallClaimsByAgreement,
            Rule::SimpleByPublicNotice | Rule::Simple | Rule::AgreedSimplified => {
                Procedure::Simplified
            }
            Rule::Barred | Rule::NotSimple => Procedure::Ordinary,
        };
        Decision {
            procedure,
            rule,
            mandatory: self.mandatory(procedure, rule),
            trial_limit: self.trial_limit(procedure),
            evidence_period: evidence_period(procedure),
            // Decree 16: half in the simplified procedure, small claims included.
            half_fee: procedure != Procedure::Ordinary,
            // CPL 165: small claims end in one instance.
            appealable: !is_small(procedure),
            reasons: self.reasons(rule),
        }
    }

    fn has(&self, flag: Flag) -> bool {
        self.flags.contains(&flag)
    }

    fn rule(&self) -> Rule {
        if self.flags.iter().any(|flag| flag.bars_every_shorter()) {
            return Rule::Barred;
        }
        if let Some(rule) = self.small_claims_rule() {
            return rule;
        }
        match (self.simple, self.has(Flag::PartyMissing)) {
            // IC18 18: service by public notice is no bar in a simple case of the Internet court.
            (true, true) => Rule::SimpleByPublicNotice,
            (true, false) => Rule::Simple,
            // Interp. 257(1): a missing defendant bars it, agreement or not.
            (false, false) if self.agreed == Agreed::Simplified => Rule::AgreedSimplified,
            (false, _) => Rule::NotSimple,
        }
    }

    /// CPL 165: simple money claims; the half and the double of the wage are themselves inside.
    fn small_claims_rule(&self) -> Option<Rule> {
        let claim = self.claim?;
        // Past the first rule every flag left is one of CPL 166.
        if !self.simple || !self.money_payment_only || !self.flags.is_empty() {
            return None;
        }
        if claim.as_fen() * 2 <= self.base_annual_wage.as_fen() {
            Some(Rule::SmallClaims)
        } else if self.within_double_wage() && self.agreed == Agreed::SmallClaims {
            Some(Rule::SmallClaimsByAgreement)
        } else {
            None
        }
    }

    fn within_double_wage(&self) -> bool {
        self.claim
            .is_some_and(|claim| claim.as_fen() <= self.base_annual_wage.as_fen() * 2)
    }

    fn mandatory(&self, procedure: Procedure, rule: Rule) -> Option<bool> {
        match (procedure, rule) {
            (Procedure::Ordinary, _) => None,
            (_, Rule::SmallClaims) => Some(true),
            // Delay19 4: simple cases up to twice the wage must take the simplified procedure.
            (_, Rule::Simple) => Some(self.within_double_wage()),
            _ => Some(false),
        }
    }

    fn trial_limit(&self, procedure: Procedure) -> TrialLimit {
        let limit = match procedure {
            Procedure::SmallClaims | Procedure::SmallClaimsByAgreement => Some((2, 1)), // CPL 168
            Procedure::Simplified => Some((3, 1)),                                      // CPL 164
            // CPL 287: the limit of CPL 152 does not bind foreign-related cases.
            Procedure::Ordinary if self.has(Flag::ForeignRelated) => None,
            Procedure::Ordinary => Some((6, 6)), // CPL 152
        };
        TrialLimit {
            months: limit.map(|(months, _)| months),
            extension_months: limit.map(|(_, more)| more),
        }
    }

    fn reasons(&self, rule: Rule) -> Vec<Words> {
        let barring = |every: bool| {
            self.flags
                .iter()
                .filter(move |flag| flag.bars_every_shorter() == every)
                .map(|flag| flag.words())
        };
        let mut reasons = vec![self.rule_words(rule)];
        match rule {
            Rule::Barred => reasons.extend(barring(true)),
            Rule::SmallClaims | Rule::SmallClaimsByAgreement => {}
            // Why it is no small claim, although it looks like one.
            _ if self.simple => reasons.extend(barring(false)),
            _ => {}
        }
        reasons
    }

    fn rule_words(&self, rule: Rule) -> Words {
        let wage = self.base_annual_wage;
        let claim = self.claim.unwrap_or_default();
        match rule {
            Rule::Barred => Words::new(
                "有不得适用简易程序的情形，即使双方约定也适用普通程序（解释第二百五十七条、第二百六十条、第二百六十四条）。",
                "A shorter procedure is barred, agreement or not: ordinary procedure (Interp. 257, 260, 264).",
            ),
            Rule::SmallClaims => Words::new(
                format!(
                    "简单金钱给付案件，标的额{claim}元不超过年平均工资{wage}元的50%，适用小额诉讼程序，一审终审（民诉法第一百六十五条第一款）。"
                ),
                format!(
                    "A simple money claim of {claim} yuan, at most 50% of the annual wage of {wage}: small claims, one instance (CPL 165(1))."
                ),
            ),
            Rule::SmallClaimsByAgreement => Words::new(
                format!(
                    "标的额{claim}元超过年平均工资{wage}元的50%但在2倍以下，双方约定适用小额诉讼程序，一审终审（民诉法第一百六十五条第二款）。"
                ),
                format!(
                    "{claim} yuan is above 50% and at most twice the annual wage of {wage}, and both sides agreed: small claims, one instance (CPL 165(2))."
                ),
            ),
            Rule::SimpleByPublicNotice => Words::new(
                "简单案件须公告送达，互联网法院可以适用简易程序（法释〔2018〕16号第十八条）。",
                "A simple case with service by public notice: the Internet court may use the simplified procedure (IC18 18).",
            ),
            Rule::Simple => Words::new(
                "事实清楚、权利义务关系明确、争议不大，适用简易程序（民诉法第一百六十条第一款）。",
                "Facts, rights and duties are clear and little is disputed: simplified procedure (CPL 160(1)).",
            ),
            Rule::AgreedSimplified => Words::new(
                "双方约定适用简易程序（民诉法第一百六十条第二款）。",
                "Both sides agreed on the simplified procedure (CPL 160(2)).",
            ),
            Rule::NotSimple => Words::new(
                "不属于简单案件，适用普通程序（民诉法第一百五十二条）。",
                "Not a simple case: ordinary procedure (CPL 152).",
            ),
        }
    }
}

fn is_small(procedure: Procedure) -> bool {
    matches!(
        procedure,
        Procedure::SmallClaims | Procedure::SmallClaimsByAgreement
    )
}

fn evidence_period(procedure: Procedure) -> EvidencePeriod {
    match procedure {
        Procedure::SmallClaims | Procedure::SmallClaimsByAgreement => EvidencePeriod::AtMostDays(7), // Interp. 275
        Procedure::Simplified => EvidencePeriod::AtMostDays(15), // Interp. 266
        Procedure::Ordinary => EvidencePeriod::AtLeastDays(15),  // Interp. 99
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;
    use crate::law::Named;
    use crate::law::reading::{Fault, FaultCode};

    fn question() -> Question {
        Question {
            claim: Some(Amount::yuan(20_000)),
            base_annual_wage: Amount::yuan(150_000),
            simple: true,
            money_payment_only: true,
            agreed: Agreed::None,
            flags: Vec::new(),
        }
    }

    #[test]
    fn each_flag_bars_what_its_list_says() {
        for (place, flag) in Flag::ALL.iter().enumerate() {
            let decision = Question {
                flags: vec![*flag],
                ..question()
            }
            .answer();
            assert_eq!(flag.bars_every_shorter(), place >= 8, "{flag}");
            let expected = if place >= 8 {
                Procedure::Ordinary
            } else {
                Procedure::Simplified
            };
            assert_eq!(decision.procedure, expected, "{flag}");
        }
        assert_eq!(Flag::ALL.len(), 15);
    }

    #[test]
    fn odd_amounts_are_compared_exactly() {
        let by = |claim: u64, wage: u64, agreed: Agreed| {
            let claim = Some(Amount::fen(claim));
            Question {
                claim,
                base_annual_wage: Amount::fen(wage),
                agreed,
                ..question()
            }
            .answer()
            .rule
        };
        // Half of 3 fen is 1.5 fen: 1 fen is inside, 2 fen is not.
        assert_eq!(by(1, 3, Agreed::None), Rule::SmallClaims);
        assert_eq!(by(2, 3, Agreed::None), Rule::Simple);
        assert_eq!(by(6, 3, Agreed::SmallClaims), Rule::SmallClaimsByAgreement);
        assert_eq!(by(7, 3, Agreed::SmallClaims), Rule::Simple);
        let largest = 99_999_999_999_999_999;
        assert_eq!(
            by(largest, largest, Agreed::SmallClaims),
            Rule::SmallClaimsByAgreement
        );
    }

    #[test]
    fn without_an_amount_there_is_no_small_claim_and_no_duty() {
        let decision = Question {
            claim: None,
            agreed: Agreed::SmallClaims,
            ..question()
        }
        .answer();
        assert_eq!(
            (decision.rule, decision.mandatory),
            (Rule::Simple, Some(false))
        );
    }

    #[test]
    fn a_missing_party_bars_an_agreed_simplified_procedure() {
        let missing = vec![Flag::PartyMissing];
        let decision = Question {
            simple: false,
            agreed: Agreed::Simplified,
            flags: missing,
            ..question()
        }
        .answer();
        assert_eq!(
            (decision.procedure, decision.rule),
            (Procedure::Ordinary, Rule::NotSimple)
        );
    }

    #[test]
    fn only_an_ordinary_foreign_related_case_has_no_trial_limit() {
        let flags = vec![Flag::ForeignRelated, Flag::Remanded];
        let decision = Question {
            flags,
            ..question()
        }
        .answer();
        assert_eq!(
            decision.trial_limit,
            TrialLimit {
                months: None,
                extension_months: None
            }
        );
        assert_eq!((decision.rule, decision.mandatory), (Rule::Barred, None));
    }

    #[test]
    fn a_wrong_question_names_its_faults() {
        let good =
            json!({"base_annual_wage_yuan": "150000", "simple": true, "money_payment_only": true});
        assert_eq!(
            Question::read(&good).unwrap(),
            Question {
                claim: None,
                ..question()
            }
        );
        let mut nulls = good.clone();
        for field in ["claim_yuan", "agreed", "flags"] {
            nulls[field] = json!(null);
        }
        assert_eq!(Question::read(&nulls), Question::read(&good));
        for (field, value, pointer, code) in [
            (
                "claim_yuan",
                json!("0"),
                "/claim_yuan",
                FaultCode::AmountNotPositive,
            ),
            (
                "claim_yuan",
                json!("0.00"),
                "/claim_yuan",
                FaultCode::AmountNotPositive,
            ),
            (
                "claim_yuan",
                json!("20,000"),
                "/claim_yuan",
                FaultCode::BadAmount,
            ),
            (
                "claim_yuan",
                json!("00.01"),
                "/claim_yuan",
                FaultCode::BadAmount,
            ),
            (
                "claim_yuan",
                json!(20000),
                "/claim_yuan",
                FaultCode::WrongType,
            ),
            (
                "base_annual_wage_yuan",
                json!(null),
                "/base_annual_wage_yuan",
                FaultCode::Required,
            ),
            (
                "base_annual_wage_yuan",
                json!("0"),
                "/base_annual_wage_yuan",
                FaultCode::AmountNotPositive,
            ),
            ("simple", json!("true"), "/simple", FaultCode::WrongType),
            ("simple", json!(1), "/simple", FaultCode::WrongType),
            (
                "money_payment_only",
                json!(null),
                "/money_payment_only",
                FaultCode::Required,
            ),
            ("agreed", json!("ordinary"), "/agreed", FaultCode::NotInList),
            ("flags", json!("remanded"), "/flags", FaultCode::WrongType),
            (
                "flags",
                json!(["remanded", "remanded"]),
                "/flags/1",
                FaultCode::Repeated,
            ),
            (
                "flags",
                json!(["remanded", "Remanded"]),
                "/flags/1",
                FaultCode::NotInList,
            ),
            ("flags", json!([null]), "/flags/0", FaultCode::WrongType),
            (
                "flags",
                json!(vec!["remanded"; 16]),
                "/flags",
                FaultCode::TooMany,
            ),
            ("wage", json!("1"), "/wage", FaultCode::Unknown),
        ] {
            let mut body = good.clone();
            body[field] = value.clone();
            assert_eq!(
                Question::read(&body),
                Err(vec![Fault::at(pointer, code)]),
                "{field} = {value}"
            );
        }
        let all: Vec<_> = Flag::ALL.iter().map(|flag| flag.id()).collect();
        let mut body = good.clone();
        body["flags"] = json!(all);
        assert_eq!(Question::read(&body).unwrap().flags.len(), 15);
    }

    /// The rules once more, written down from the specification as one flat table of conditions.
    fn by_table(q: &Question) -> (&'static str, &'static str) {
        let second = [
            "remanded",
            "mass_party",
            "retrial",
            "public_interest",
            "third_party_revocation",
            "ordinary_hearing_held",
            "unsuitable_simplified",
        ];
        let flags: Vec<&str> = q.flags.iter().map(|flag| flag.id()).collect();
        let barred = flags.iter().any(|flag| second.contains(flag));
        let first = flags.iter().any(|flag| !second.contains(flag));
        let missing = flags.contains(&"party_missing");
        let ratio = q
            .claim
            .map(|claim| claim.as_fen() as f64 / q.base_annual_wage.as_fen() as f64);
        let small = q.simple && q.money_payment_only && !first;
        let table = [
            (barred, ("ordinary", "barred")),
            (
                small && ratio.is_some_and(|r| r <= 0.5),
                ("small_claims", "CPL165-1"),
            ),
            (
                small && ratio.is_some_and(|r| r <= 2.0) && q.agreed == Agreed::SmallClaims,
                ("small_claims_by_agreement", "CPL165-2"),
            ),
            (q.simple && missing, ("simplified", "IC18-18")),
            (q.simple, ("simplified", "CPL160-1")),
            (
                q.agreed == Agreed::Simplified && !missing,
                ("simplified", "CPL160-2"),
            ),
            (true, ("ordinary", "not_simple")),
        ];
        table.iter().find(|(holds, _)| *holds).unwrap().1
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2_000))]

        #[test]
        fn the_decision_agrees_with_the_flat_table(
            claim in prop::option::of(1_u64..4_000), simple: bool, money_payment_only: bool,
            agreed in prop::sample::select(Agreed::ALL), flags in prop::sample::subsequence(Flag::ALL, 0..4),
        ) {
            let claim = claim.map(|claim| Amount::yuan(claim * 100));
            let question = Question {
                claim, base_annual_wage: Amount::yuan(150_000), simple, money_payment_only, agreed, flags,
            };
            let decision = question.answer();
            prop_assert_eq!((decision.procedure.id(), decision.rule.id()), by_table(&question));
            let ordinary = decision.procedure == Procedure::Ordinary;
            prop_assert_eq!(decision.mandatory.is_none(), ordinary);
            prop_assert_eq!(decision.half_fee, !ordinary);
            prop_assert!(!decision.reasons.is_empty());
        }
    }
}
