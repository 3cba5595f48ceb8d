//! Identity papers of people, and what can be wrong with their numbers, in plain words (domain.md 2).

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::kit::i18n::Words;
use crate::kit::problem::FieldError;
use crate::law::identity_number::{IdentityNumber, Kind, Reason};

/// Papers that a person can show. Names as in the number check.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum IdKind {
    PrcResidentId,
    #[serde(rename = "foreign_permanent_resident_2023")]
    ForeignPermanentResident,
    HkMacaoTravelPermit,
    TaiwanTravelPermit,
    HkMoTwResidencePermit,
    Passport,
}

impl IdKind {
    pub const ALL: [IdKind; 6] = [
        IdKind::PrcResidentId,
        IdKind::ForeignPermanentResident,
        IdKind::HkMacaoTravelPermit,
        IdKind::TaiwanTravelPermit,
        IdKind::HkMoTwResidencePermit,
        IdKind::Passport,
    ];

    /// As on the wire and in the store.
    pub fn name(self) -> &'static str {
        match self {
            IdKind::PrcResidentId => "prc_resident_id",
            IdKind::ForeignPermanentResident => "foreign_permanent_resident_2023",
            IdKind::HkMacaoTravelPermit => "hk_macao_travel_permit",
            IdKind::TaiwanTravelPermit => "taiwan_travel_permit",
            IdKind::HkMoTwResidencePermit => "hk_mo_tw_residence_permit",
            IdKind::Passport => "passport",
        }
    }

    pub fn of_name(name: &str) -> Option<IdKind> {
        IdKind::ALL.into_iter().find(|kind| kind.name() == name)
    }

    fn law(self) -> Kind {
        match self {
            IdKind::PrcResidentId => Kind::PrcResidentId,
            IdKind::ForeignPermanentResident => Kind::ForeignPermanentResident,
            IdKind::HkMacaoTravelPermit => Kind::HkMacaoTravelPermit,
            IdKind::TaiwanTravelPermit => Kind::TaiwanTravelPermit,
            IdKind::HkMoTwResidencePermit => Kind::HkMoTwResidencePermit,
            IdKind::Passport => Kind::Passport,
        }
    }

    /// How many characters a number of this kind has, and which of them are letters.
    fn lengths(self) -> &'static [usize] {
        match self {
            IdKind::PrcResidentId | IdKind::HkMoTwResidencePermit => &[18],
            IdKind::ForeignPermanentResident => &[15, 18],
            IdKind::HkMacaoTravelPermit => &[9, 11],
            IdKind::TaiwanTravelPermit => &[8],
            IdKind::Passport => &[],
        }
    }

    /// The register and WeChat's face check know the mainland's resident IDs alone.
    pub fn is_in_register(self) -> bool {
        self == IdKind::PrcResidentId
    }
}

/// Checks a number as a person types it: spaces, hyphens and full-width characters are put right first.
pub fn check(kind: IdKind, typed: &str, today: NaiveDate) -> Result<IdentityNumber, FieldError> {
    let text: String = typed
        .chars()
        .filter(|c| !c.is_whitespace() && *c != '-')
        .take(100)
        .map(half_width)
        .collect();
    if text.is_empty() {
        return Err(fault(
            "field.required",
            Words::fixed("请填写证件号码。", "Fill in the number of the paper."),
        ));
    }
    IdentityNumber::parse(kind.law(), &text, today).map_err(|reason| {
        let words = match reason {
            Reason::Length => length_words(kind, text.chars().count()),
            _ => None,
        };
        fault(code_of(reason), words.unwrap_or_else(|| plain(reason)))
    })
}

fn fault(code: &'static str, words: Words) -> FieldError {
    FieldError::new("/id_number", code, words)
}

fn plain(reason: Reason) -> Words {
    let words = reason.words();
    Words::new(words.zh, words.en)
}

fn code_of(reason: Reason) -> &'static str {
    match reason {
        Reason::Length => "id_number.length",
        Reason::Charset => "id_number.charset",
        Reason::Layout => "id_number.layout",
        Reason::Region => "id_number.region",
        Reason::BirthDate => "id_number.birth_date",
        Reason::BirthRange => "id_number.birth_range",
        Reason::Checksum => "id_number.checksum",
    }
}

/// One too few or too many is said so; farther off, the length that is wanted.
fn length_words(kind: IdKind, given: usize) -> Option<Words> {
    if kind == IdKind::PrcResidentId && given == 15 {
        return Some(Words::fixed(
            "这是15位的第一代身份证号码，已停止使用，请填现在身份证上的18位号码。",
            "This is a first-generation number of 15 digits, no longer in use. Enter the 18 digits of the present card.",
        ));
    }
    let wanted = kind
        .lengths()
        .iter()
        .copied()
        .min_by_key(|length| length.abs_diff(given))?;
    let off = wanted.abs_diff(given);
    if off > 9 {
        return Some(Words::new(
            format!("应当是{wanted}位，现在有{given}位，请对照证件再看一遍。"),
            format!("It has {wanted} characters; there are {given}. Compare it with the paper."),
        ));
    }
    let number = ["一", "两", "三", "四", "五", "六", "七", "八", "九"].get(off.checked_sub(1)?)?;
    let plural = if off == 1 { "" } else { "s" };
    Some(if given < wanted {
        Words::new(
            format!("还少{number}位，请对照证件再看一遍。"),
            format!("{off} character{plural} too few. Compare it with the paper."),
        )
    } else {
        Words::new(
            format!("多了{number}位，请对照证件再看一遍。"),
            format!("{off} character{plural} too many. Compare it with the paper."),
        )
    })
}

/// A phone's Chinese keyboard gives full-width digits and letters.
pub(super) fn half_width(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        _ => c,
    }
}

/// Whole years of age on a day.
pub fn age(born_on: NaiveDate, today: NaiveDate) -> i32 {
    let had_birthday = (today.month(), today.day()) >= (born_on.month(), born_on.day());
    today.year() - born_on.year() - i32::from(!had_birthday)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn today() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, 24).unwrap()
    }

    fn words(kind: IdKind, typed: &str) -> (&'static str, String) {
        let error = check(kind, typed, today()).unwrap_err();
        (error.code, error.words.zh.into_owned())
    }

    #[test]
    fn one_too_few_is_said_so() {
        use IdKind::*;
        for (kind, typed, code, begins) in [
            (PrcResidentId, "", "field.required", "请填写"),
            (
                PrcResidentId,
                "11010519491231002",
                "id_number.length",
                "还少一位",
            ),
            (
                PrcResidentId,
                "11010519491231002X1",
                "id_number.length",
                "多了一位",
            ),
            (
                PrcResidentId,
                "110105491231002",
                "id_number.length",
                "这是15位",
            ),
            (PrcResidentId, "1101", "id_number.length", "应当是18位"),
            (
                PrcResidentId,
                "110105194912310021",
                "id_number.checksum",
                "校验码不符",
            ),
            (
                TaiwanTravelPermit,
                "1234567",
                "id_number.length",
                "还少一位",
            ),
            (
                HkMacaoTravelPermit,
                "H1234567",
                "id_number.length",
                "还少一位",
            ),
            (
                HkMacaoTravelPermit,
                "A12345678",
                "id_number.layout",
                "格式不对",
            ),
            (
                ForeignPermanentResident,
                "AB1123456789012",
                "id_number.charset",
                "含有",
            ),
            (Passport, "E123", "id_number.length", "位数不对"),
            (
                HkMoTwResidencePermit,
                "11010519491231002X",
                "id_number.region",
                "地区代码",
            ),
        ] {
            let (found, said) = words(kind, typed);
            assert_eq!(found, code, "{typed}");
            assert!(said.starts_with(begins), "{typed}: {said}");
        }
    }

    #[test]
    fn what_a_keyboard_does_is_put_right() {
        for typed in [
            "11010519491231002x",
            " 110105 19491231 002X ",
            "110105-19491231-002X",
            "１１０１０５１９４９１２３１００２Ｘ",
        ] {
            let number = check(IdKind::PrcResidentId, typed, today()).unwrap();
            assert_eq!(number.as_str(), "11010519491231002X");
        }
    }

    #[test]
    fn one_comes_of_age_on_the_birthday() {
        let born = NaiveDate::from_ymd_opt(2008, 11, 24).unwrap();
        assert_eq!(age(born, today()), 18);
        assert_eq!(age(born, today().pred_opt().unwrap()), 17);
        let leap = NaiveDate::from_ymd_opt(2008, 2, 29).unwrap();
        assert_eq!(age(leap, NaiveDate::from_ymd_opt(2026, 2, 28).unwrap()), 17);
        assert_eq!(age(leap, NaiveDate::from_ymd_opt(2026, 3, 1).unwrap()), 18);
    }

    #[test]
    fn names_are_those_of_the_wire() {
        for kind in IdKind::ALL {
            assert_eq!(serde_json::to_value(kind).unwrap(), kind.name());
            assert_eq!(IdKind::of_name(kind.name()), Some(kind));
        }
    }
}
