//! Which disputes the Internet court hears, by the day of filing (IC18 2; J25 1).

use chrono::NaiveDate;
use serde_json::Value;

use super::Words;
use super::moments::{in_range, parse_day};
use super::named::named;
use super::reading::{self, FaultCode, Faults, Reader};

mod kinds;

named! {
    /// The provision in force on the day of filing.
    pub enum Rule { Ic18 = "IC18", J25 = "J25" }
}

impl Rule {
    /// The rule in force on `day`; `None` before the first one.
    pub fn on(day: NaiveDate) -> Option<Self> {
        let from = |year, month, day| NaiveDate::from_ymd_opt(year, month, day);
        // J25 is in force from 2025-11-01, IC18 from 2018-09-07 to the day before.
        if Some(day) >= from(2025, 11, 1) {
            Some(Self::J25)
        } else if Some(day) >= from(2018, 9, 7) {
            Some(Self::Ic18)
        } else {
            None
        }
    }

    /// How people cite it.
    pub fn words(self) -> Words {
        match self {
            Self::Ic18 => Words::new(
                "《最高人民法院关于互联网法院审理案件若干问题的规定》（法释〔2018〕16号）第二条",
                "Internet Court Provisions of 2018, Art. 2",
            ),
            Self::J25 => Words::new(
                "《最高人民法院关于互联网法院案件管辖的规定》（法释〔2025〕14号）第一条",
                "Internet Court Jurisdiction Provisions of 2025, Art. 1",
            ),
        }
    }
}

/// A kind of dispute and its place under both rules.
#[derive(Debug, PartialEq, Eq)]
pub struct DisputeKind {
    pub code: &'static str,
    pub zh: &'static str,
    pub en: &'static str,
    ic18: Place,
    j25: Place,
}

/// The branch of procedure that a kind of dispute goes by: the type code of its case number follows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Suit {
    /// 民初
    Civil,
    /// 行初
    Administrative,
    /// As the higher court designates, or as the procuratorate sues (CPL 58; APL 25).
    Either,
}

/// Whether a rule lists a kind, and under which item. A listed kind may have no item number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    pub listed: bool,
    pub item: Option<u8>,
}

impl DisputeKind {
    pub fn under(&self, rule: Rule) -> Place {
        match rule {
            Rule::Ic18 => self.ic18,
            Rule::J25 => self.j25,
        }
    }

    pub fn suit(&self) -> Suit {
        match self.code {
            "designated_by_higher_court" | "network_public_interest" => Suit::Either,
            code if code.starts_with("admin_") => Suit::Administrative,
            _ => Suit::Civil,
        }
    }

    /// A suit of the procuratorate: every shorter procedure is barred (Interp. 257).
    pub fn is_public_interest(&self) -> bool {
        self.code == "network_public_interest"
    }

    /// Whether and why this court hears it under `rule`.
    pub fn explanation(&self, rule: Rule) -> Words {
        let cited = rule.words();
        match self.under(rule) {
            Place {
                listed: true,
                item: Some(item),
            } => Words::new(
                format!("属于{}第（{}）项，本院可以受理。", cited.zh, item_zh(item)),
                format!("{}({item}): this court hears it.", cited.en),
            ),
            Place {
                listed: true,
                item: None,
            } => Words::new(
                format!("属于{}所列案件，本院可以受理。", cited.zh),
                format!("{}: this court hears it.", cited.en),
            ),
            Place { listed: false, .. } if rule == Rule::J25 && self.ic18.listed => Words::new(
                format!(
                    "2025年11月1日起不再由互联网法院管辖（{}），请向有管辖权的其他人民法院起诉。",
                    cited.zh
                ),
                format!(
                    "Since 2025-11-01 no longer with the Internet court ({}): file with another court that has jurisdiction.",
                    cited.en
                ),
            ),
            Place { listed: false, .. } => Words::new(
                format!(
                    "不属于{}所列案件，请向有管辖权的其他人民法院起诉。",
                    cited.zh
                ),
                format!(
                    "Not listed in {}: file with another court that has jurisdiction.",
                    cited.en
                ),
            ),
        }
    }
}

fn item_zh(item: u8) -> &'static str {
    const NUMERALS: [&str; 11] = [
        "一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一",
    ];
    usize::from(item)
        .checked_sub(1)
        .and_then(|place| NUMERALS.get(place))
        .copied()
        .unwrap_or("其他")
}

/// The kinds of dispute that the court knows, in the order of the list.
pub fn dispute_kinds() -> &'static [DisputeKind] {
    kinds::KINDS
}

/// The kind of this code.
pub fn dispute_kind(code: &str) -> Option<&'static DisputeKind> {
    kinds::KINDS.iter().find(|kind| kind.code == code)
}

/// A question of jurisdiction: a day with a rule, and one to ten different known kinds.
#[derive(Clone, Debug)]
pub struct Question {
    rule: Rule,
    kinds: Vec<&'static DisputeKind>,
}

/// Whether the court hears the case.
#[derive(Clone, Debug)]
pub struct Jurisdiction {
    pub accepted: bool,
    pub rule: Rule,
    /// The smallest item among the accepted kinds; none when not accepted or where no kind has a number.
    pub item: Option<u8>,
    /// The kinds that are out, in the order given.
    pub rejected: Vec<&'static DisputeKind>,
    pub explanation: Words,
}

impl Question {
    /// Reads `{"filed_on", "dispute_kinds"}`.
    pub fn read(body: &Value) -> Result<Self, Faults> {
        let mut reader = Reader::of(body, "");
        let rule = reader.required("filed_on", rule_on);
        let kinds = reader.list("dispute_kinds", (1, 10), |value, pointer| {
            kind_of(value).map_err(|code| vec![reading::Fault::at(pointer, code)])
        });
        if let Some(kinds) = &kinds {
            reader.refuse_repeats("dispute_kinds", "", kinds);
        }
        reader.finish(rule.zip(kinds).map(|(rule, kinds)| Self { rule, kinds }))
    }

    /// The case is accepted when every kind is in the list of the day of filing.
    pub fn answer(self) -> Jurisdiction {
        let Self { rule, kinds } = self;
        let (taken, rejected): (Vec<_>, Vec<_>) = kinds
            .iter()
            .copied()
            .partition(|kind| kind.under(rule).listed);
        let accepted = rejected.is_empty();
        let item = if accepted {
            taken.iter().filter_map(|kind| kind.under(rule).item).min()
        } else {
            None
        };
        let explained: Vec<Words> = if accepted { &taken } else { &rejected }
            .iter()
            .map(|kind| {
                let why = kind.explanation(rule);
                Words::new(
                    format!("{}：{}", kind.zh, why.zh),
                    format!("{}: {}", kind.en, why.en),
                )
            })
            .collect();
        Jurisdiction {
            accepted,
            rule,
            item,
            rejected,
            explanation: Words::sentences(&explained),
        }
    }
}

fn rule_on(value: &Value) -> Result<Rule, FaultCode> {
    Rule::on(reading::day(value)?).ok_or(FaultCode::BeforeFirstRule)
}

fn kind_of(value: &Value) -> Result<&'static DisputeKind, FaultCode> {
    dispute_kind(reading::text(value)?).ok_or(FaultCode::NotInList)
}

/// The rule on a day given as text, for whoever lists the kinds of that day.
pub fn rule_on_day(text: &str) -> Result<Rule, FaultCode> {
    let day = parse_day(text).ok_or(FaultCode::BadDay)?;
    if !in_range(day) {
        return Err(FaultCode::DayOutOfRange);
    }
    Rule::on(day).ok_or(FaultCode::BeforeFirstRule)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    const FILE: &str = include_str!("data/dispute_kinds.json");

    fn codes(day: &str, kinds: &[&str]) -> (bool, Option<u8>, Vec<String>) {
        let body = json!({"filed_on": day, "dispute_kinds": kinds});
        let answer = Question::read(&body).unwrap().answer();
        (
            answer.accepted,
            answer.item,
            answer
                .rejected
                .iter()
                .map(|kind| kind.code.to_owned())
                .collect(),
        )
    }

    #[test]
    fn every_kind_of_the_file_is_placed_as_the_file_says() {
        let file: Value = serde_json::from_str(FILE).unwrap();
        assert_eq!(
            dispute_kinds().len(),
            file["kinds"].as_array().unwrap().len()
        );
        for kind in file["kinds"].as_array().unwrap() {
            let code = kind["code"].as_str().unwrap();
            for (rule, day) in [
                ("IC18", "2018-09-07"),
                ("IC18", "2025-10-31"),
                ("J25", "2025-11-01"),
                ("J25", "2099-12-31"),
            ] {
                let (accepted, item, rejected) = codes(day, &[code]);
                assert_eq!(json!(accepted), kind[rule]["in"], "{code} {rule}");
                assert_eq!(json!(item), kind[rule]["item"], "{code} {rule}");
                assert_eq!(rejected.is_empty(), accepted);
            }
            let ours = dispute_kind(code).unwrap();
            assert_eq!(
                (json!(ours.zh), json!(ours.en)),
                (kind["zh"].clone(), kind["en"].clone())
            );
        }
        for (rule, id) in [(Rule::Ic18, "IC18"), (Rule::J25, "J25")] {
            let from = parse_day(file["meta"]["rules"][id]["from"].as_str().unwrap()).unwrap();
            assert_eq!(Rule::on(from), Some(rule));
            assert_ne!(from.pred_opt().and_then(Rule::on), Some(rule));
        }
    }

    #[test]
    fn the_smallest_item_is_named_and_the_rejected_keep_their_order() {
        let (accepted, item, _) = codes(
            "2026-01-05",
            &[
                "online_service_contract",
                "network_data_contract",
                "online_shopping_contract",
            ],
        );
        assert_eq!((accepted, item), (true, Some(1)));
        let (_, item, _) = codes(
            "2026-01-05",
            &["designated_by_higher_court", "online_privacy"],
        );
        assert_eq!(item, Some(2));
        let (accepted, item, rejected) = codes(
            "2026-01-05",
            &["private_loan", "online_privacy", "labour_dispute"],
        );
        assert_eq!((accepted, item), (false, None));
        assert_eq!(rejected, ["private_loan", "labour_dispute"]);
    }

    #[test]
    fn a_wrong_question_names_its_faults() {
        let eleven: Vec<&str> = dispute_kinds()
            .iter()
            .take(11)
            .map(|kind| kind.code)
            .collect();
        for (body, pointer, code) in [
            (
                json!({"filed_on": "2018-09-06", "dispute_kinds": ["domain_name"]}),
                "/filed_on",
                FaultCode::BeforeFirstRule,
            ),
            (
                json!({"filed_on": "2100-01-01", "dispute_kinds": ["domain_name"]}),
                "/filed_on",
                FaultCode::DayOutOfRange,
            ),
            (
                json!({"filed_on": "2025-02-29", "dispute_kinds": ["domain_name"]}),
                "/filed_on",
                FaultCode::BadDay,
            ),
            (
                json!({"filed_on": "2026-01-05", "dispute_kinds": []}),
                "/dispute_kinds",
                FaultCode::TooFew,
            ),
            (
                json!({"filed_on": "2026-01-05", "dispute_kinds": eleven}),
                "/dispute_kinds",
                FaultCode::TooMany,
            ),
            (
                json!({"filed_on": "2026-01-05", "dispute_kinds": "domain_name"}),
                "/dispute_kinds",
                FaultCode::WrongType,
            ),
            (
                json!({"filed_on": "2026-01-05", "dispute_kinds": ["domain_name", "theft"]}),
                "/dispute_kinds/1",
                FaultCode::NotInList,
            ),
            (
                json!({"filed_on": "2026-01-05", "dispute_kinds": ["domain_name", null]}),
                "/dispute_kinds/1",
                FaultCode::WrongType,
            ),
            (
                json!({"filed_on": "2026-01-05", "dispute_kinds": ["domain_name", "domain_name"]}),
                "/dispute_kinds/1",
                FaultCode::Repeated,
            ),
            (
                json!({"filed_on": "2026-01-05"}),
                "/dispute_kinds",
                FaultCode::Required,
            ),
        ] {
            assert_eq!(
                Question::read(&body).unwrap_err(),
                [reading::Fault::at(pointer, code)],
                "{body}"
            );
        }
    }

    #[test]
    fn what_is_called_administrative_is() {
        for kind in dispute_kinds() {
            assert_eq!(
                kind.suit() == Suit::Administrative,
                kind.zh.contains("行政"),
                "{}",
                kind.code
            );
        }
        assert!(dispute_kinds().iter().any(DisputeKind::is_public_interest));
    }

    #[test]
    fn the_explanation_turns_away_with_the_reason() {
        let copyright = dispute_kind("online_copyright_infringement").unwrap();
        assert!(
            copyright
                .explanation(Rule::J25)
                .zh
                .contains("2025年11月1日起")
        );
        assert!(copyright.explanation(Rule::Ic18).zh.contains("第（五）项"));
        assert!(
            dispute_kind("labour_dispute")
                .unwrap()
                .explanation(Rule::J25)
                .en
                .starts_with("Not listed")
        );
    }
}
