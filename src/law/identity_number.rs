//! Numbers of identity papers: layout and check digits. A good number is no proof of identity.

use std::sync::LazyLock;

use chrono::{Datelike, NaiveDate};

use super::Words;
use super::moments::parse_day;
use super::named::named;
use super::reading::{self, Faults, Reader};

named! {
    /// The kinds of number that can be checked.
    pub enum Kind {
        PrcResidentId = "prc_resident_id",
        CreditCode = "uscc",
        ForeignPermanentResident = "foreign_permanent_resident_2023",
        HkMacaoTravelPermit = "hk_macao_travel_permit",
        TaiwanTravelPermit = "taiwan_travel_permit",
        HkMoTwResidencePermit = "hk_mo_tw_residence_permit",
        Passport = "passport",
        LawyerLicence = "lawyer_licence",
    }
}

named! {
    /// The first check that fails, in the order of the checks.
    pub enum Reason {
        Length = "length",
        Charset = "charset",
        /// A fixed character does not stand where the layout wants it.
        Layout = "layout",
        Region = "region",
        BirthDate = "birth_date",
        BirthRange = "birth_range",
        Checksum = "checksum",
    }
}

impl Reason {
    /// What to look at.
    pub fn words(self) -> Words {
        let (zh, en) = match self {
            Self::Length => (
                "位数不对，请核对是否多写或少写。",
                "Wrong number of characters; check for one too many or too few.",
            ),
            Self::Charset => (
                "含有不允许的字符，请核对。",
                "It contains a character that never occurs; check it.",
            ),
            Self::Layout => (
                "格式不对，请核对开头的字符。",
                "Wrong layout; check the first character.",
            ),
            Self::Region => (
                "地区代码不对，请核对前几位。",
                "No such region; check the first digits.",
            ),
            Self::BirthDate => (
                "出生日期不存在，请核对第7至14位。",
                "The date of birth does not exist; check digits 7 to 14.",
            ),
            Self::BirthRange => (
                "出生日期早于1900年或晚于今天，请核对第7至14位。",
                "The date of birth lies before 1900 or after today; check digits 7 to 14.",
            ),
            Self::Checksum => (
                "校验码不符，请逐位核对。",
                "The check digit does not match; compare every character.",
            ),
        };
        Words::new(zh, en)
    }
}

/// A number as it is stored and compared: trimmed, in capitals.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct IdentityNumber {
    kind: Kind,
    text: String,
}

impl IdentityNumber {
    /// Checks `text` as a number of this kind. `today` is the court's day: nobody is born after it.
    pub fn parse(kind: Kind, text: &str, today: NaiveDate) -> Result<Self, Reason> {
        let text = text.trim().to_ascii_uppercase();
        match kind {
            Kind::PrcResidentId => {
                resident_id(&text, today, |region| PROVINCES.contains(&&region[..2]))
            }
            // 810000, 820000, 830000: Hong Kong, Macao, Taiwan; the rest is as in the resident ID.
            Kind::HkMoTwResidencePermit => resident_id(&text, today, |region| {
                ["810000", "820000", "830000"].contains(&region)
            }),
            Kind::CreditCode => credit_code(&text),
            Kind::ForeignPermanentResident => foreign_permanent_resident(&text),
            Kind::HkMacaoTravelPermit => hk_macao_travel_permit(&text),
            Kind::TaiwanTravelPermit => sized(&text, &[8]).and_then(|()| digits(&text)),
            Kind::Passport => passport(&text),
            Kind::LawyerLicence => lawyer_licence(&text),
        }?;
        Ok(Self { kind, text })
    }

    pub fn kind(&self) -> Kind {
        self.kind
    }

    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// What stays the same when the paper is renewed.
    pub fn identity_key(&self) -> &str {
        match self.kind {
            // The last two digits count the renewals.
            Kind::HkMacaoTravelPermit => &self.text[..9],
            _ => &self.text,
        }
    }

    /// No check digit stands behind it: a clerk must look at the paper.
    pub fn needs_review(&self) -> bool {
        matches!(self.kind, Kind::Passport)
    }

    /// The day of birth, where the number tells it.
    pub fn born_on(&self) -> Option<NaiveDate> {
        matches!(self.kind, Kind::PrcResidentId | Kind::HkMoTwResidencePermit)
            .then(|| birth_date(&self.text))
            .flatten()
    }
}

/// GB/T 2260: the provinces, and Taiwan, Hong Kong, Macao; 83 for Taiwan residents' permits.
const PROVINCES: [&str; 35] = [
    "11", "12", "13", "14", "15", "21", "22", "23", "31", "32", "33", "34", "35", "36", "37", "41",
    "42", "43", "44", "45", "46", "50", "51", "52", "53", "54", "61", "62", "63", "64", "65", "71",
    "81", "82", "83",
];

/// GB 11643: length, characters, region, birth, check digit, in this order.
fn resident_id(text: &str, today: NaiveDate, region: impl Fn(&str) -> bool) -> Result<(), Reason> {
    sized(text, &[18])?;
    digits_then_check(text)?;
    ensure(region(&text[..6]), Reason::Region)?;
    let birth = birth_date(text).ok_or(Reason::BirthDate)?;
    ensure(birth.year() >= 1900 && birth <= today, Reason::BirthRange)?;
    ensure(mod_11_2(text), Reason::Checksum)
}

fn birth_date(text: &str) -> Option<NaiveDate> {
    let date = parse_day(&format!(
        "{}-{}-{}",
        &text[6..10],
        &text[10..12],
        &text[12..14]
    ))?;
    // There was no year 0.
    (date.year() > 0).then_some(date)
}

/// Seventeen digits and a check character.
fn digits_then_check(text: &str) -> Result<(), Reason> {
    let bytes = text.as_bytes();
    let good = bytes.iter().take(17).all(u8::is_ascii_digit)
        && bytes
            .get(17)
            .is_some_and(|last| last.is_ascii_digit() || *last == b'X');
    ensure(good, Reason::Charset)
}

/// MOD 11-2 of ISO 7064 over 17 digits and a check character. Catches every changed digit and swap.
fn mod_11_2(text: &str) -> bool {
    const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    const CHECKS: &[u8; 11] = b"10X98765432";
    let bytes = text.as_bytes();
    let sum: u32 = WEIGHTS
        .iter()
        .zip(bytes)
        .map(|(weight, digit)| weight * u32::from(digit - b'0'))
        .sum();
    bytes.get(17) == CHECKS.get(sum as usize % 11)
}

/// GB 32100: the alphabet leaves out I, O, S, V and Z.
const CREDIT_ALPHABET: &str = "0123456789ABCDEFGHJKLMNPQRTUWXY";

/// Length, characters, the six region digits, the final check character.
fn credit_code(text: &str) -> Result<(), Reason> {
    sized(text, &[18])?;
    let values: Option<Vec<usize>> = text.chars().map(|one| CREDIT_ALPHABET.find(one)).collect();
    let values = values.ok_or(Reason::Charset)?;
    ensure(
        text[2..8].bytes().all(|byte| byte.is_ascii_digit()),
        Reason::Region,
    )?;
    let sum: usize = CREDIT_WEIGHTS
        .iter()
        .zip(&values)
        .map(|(weight, value)| weight * value)
        .sum();
    // The outer mod matters: where the sum is a multiple of 31 the check is 0, not the 32nd letter.
    ensure(
        values.last() == Some(&((31 - sum % 31) % 31)),
        Reason::Checksum,
    )
}

/// 3^i mod 31.
static CREDIT_WEIGHTS: LazyLock<[usize; 17]> =
    LazyLock::new(|| std::array::from_fn(|place| (0..place).fold(1, |weight, _| weight * 3 % 31)));

/// The card of 2023 (18 characters, first a 9), or the older one (3 letters and 12 digits).
fn foreign_permanent_resident(text: &str) -> Result<(), Reason> {
    sized(text, &[15, 18])?;
    if text.len() == 15 {
        let (letters, rest) = text.split_at(3);
        ensure(
            letters.bytes().all(|byte| byte.is_ascii_uppercase()),
            Reason::Charset,
        )?;
        return digits(rest);
    }
    digits_then_check(text)?;
    ensure(text.starts_with('9'), Reason::Layout)?;
    ensure(mod_11_2(text), Reason::Checksum)
}

/// H or M, eight digits for life, and on older cards two that count the renewals.
fn hk_macao_travel_permit(text: &str) -> Result<(), Reason> {
    sized(text, &[9, 11])?;
    let (first, rest) = text.split_at(1);
    ensure(
        ["H", "M"].contains(&first),
        if is_letter(first) {
            Reason::Layout
        } else {
            Reason::Charset
        },
    )?;
    digits(rest)
}

/// Every state numbers its passports in its own way; only the characters can be checked.
fn passport(text: &str) -> Result<(), Reason> {
    ensure((5..=17).contains(&text.chars().count()), Reason::Length)?;
    let good = text
        .bytes()
        .all(|byte| byte.is_ascii_digit() || byte.is_ascii_uppercase());
    ensure(good, Reason::Charset)
}

/// 17 digits, the first a 1.
fn lawyer_licence(text: &str) -> Result<(), Reason> {
    sized(text, &[17])?;
    digits(text)?;
    ensure(text.starts_with('1'), Reason::Layout)
}

/// One of these lengths, counted in characters; past it, all is ASCII or fails the next check.
fn sized(text: &str, lengths: &[usize]) -> Result<(), Reason> {
    ensure(lengths.contains(&text.chars().count()), Reason::Length)?;
    ensure(text.is_ascii(), Reason::Charset)
}

fn digits(text: &str) -> Result<(), Reason> {
    ensure(
        text.bytes().all(|byte| byte.is_ascii_digit()),
        Reason::Charset,
    )
}

fn is_letter(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_uppercase())
}

fn ensure(holds: bool, reason: Reason) -> Result<(), Reason> {
    if holds { Ok(()) } else { Err(reason) }
}

/// A question to the number check.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    pub kind: Kind,
    pub value: String,
}

impl Question {
    /// Reads `{"kind", "value"}`. Any string is a question; a wrong one is answered, not refused.
    pub fn read(body: &serde_json::Value) -> Result<Self, Faults> {
        let mut reader = Reader::of(body, "");
        let kind = reader.required("kind", reading::name::<Kind>);
        let value = reader.required("value", reading::text);
        reader.finish(kind.zip(value).map(|(kind, value)| Self {
            kind,
            value: value.to_owned(),
        }))
    }

    pub fn answer(&self, today: NaiveDate) -> Result<IdentityNumber, Reason> {
        IdentityNumber::parse(self.kind, &self.value, today)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::{Value, json};

    use super::*;
    use crate::law::Named;

    const FILE: &str = include_str!("data/id_examples.json");

    fn file() -> Value {
        serde_json::from_str(FILE).unwrap()
    }

    fn today() -> NaiveDate {
        parse_day(
            file()["meta"]["today_used_for_range_check"]
                .as_str()
                .unwrap(),
        )
        .unwrap()
    }

    fn parse(kind: Kind, text: &str) -> Result<String, Reason> {
        IdentityNumber::parse(kind, text, today()).map(|number| number.text)
    }

    #[test]
    fn every_example_of_the_file() {
        let file = file();
        let mut seen = 0;
        for kind in Kind::ALL {
            let group = &file[kind.id()];
            assert!(group.is_object(), "{kind} is a group of the file");
            for list in ["valid", "synthetic_checksum_valid"] {
                for example in group[list].as_array().into_iter().flatten() {
                    let text = example.as_str().or(example["value"].as_str()).unwrap();
                    assert_eq!(parse(*kind, text).as_deref(), Ok(text), "{kind}");
                    seen += 1;
                }
            }
            for example in group["invalid"].as_array().into_iter().flatten() {
                let text = example.as_str().or(example["value"].as_str()).unwrap();
                let reason = parse(*kind, text).unwrap_err();
                if let Some(expected) = example["reason"].as_str() {
                    assert_eq!(reason.id(), expected, "{kind} {text}");
                }
                seen += 1;
            }
            for example in group["normalise_then_valid"]
                .as_array()
                .into_iter()
                .flatten()
            {
                let normalised = parse(*kind, example["input"].as_str().unwrap());
                assert_eq!(normalised.as_deref().ok(), example["normalised"].as_str());
                seen += 1;
            }
        }
        assert!(seen >= 20, "{seen} examples");
        let groups = file
            .as_object()
            .unwrap()
            .keys()
            .filter(|key| *key != "meta");
        assert_eq!(
            groups.count(),
            Kind::ALL.len(),
            "every group of the file has a kind"
        );
    }

    #[test]
    fn the_provinces_and_the_alphabet_are_those_of_the_file() {
        assert_eq!(
            json!(&PROVINCES[..]),
            file()["prc_resident_id"]["province_prefixes"]
        );
        assert_eq!(json!(CREDIT_ALPHABET), file()["uscc"]["alphabet"]);
        assert_eq!(json!(*CREDIT_WEIGHTS), file()["uscc"]["weights"]);
    }

    #[test]
    fn the_first_failing_check_is_the_reason() {
        use Kind::{PrcResidentId as Id, *};
        for (kind, text, reason) in [
            (Id, "", Reason::Length),
            (Id, "11010519491231002", Reason::Length),
            (Id, "11010519491231002XX", Reason::Length),
            (Id, "1101051949123100２X", Reason::Charset),
            (Id, "11010519491231002Y", Reason::Charset),
            (Id, "X1010519491231002X", Reason::Charset),
            (Id, "99010519491331002X", Reason::Region),
            (Id, "110105194913310021", Reason::BirthDate),
            (Id, "110105202302290021", Reason::BirthDate),
            (Id, "110105000001010021", Reason::BirthDate),
            (Id, "110105189912310021", Reason::BirthRange),
            (Id, "110105202611250021", Reason::BirthRange),
            (HkMoTwResidencePermit, "11010519491231002X", Reason::Region),
            (HkMoTwResidencePermit, "810001192002290006", Reason::Region),
            (CreditCode, "91350100M000100Y4", Reason::Length),
            (CreditCode, "91350100M000100Y4O", Reason::Charset),
            (CreditCode, "91350100M000100Y44", Reason::Checksum),
            (
                ForeignPermanentResident,
                "811118401981083001",
                Reason::Layout,
            ),
            (
                ForeignPermanentResident,
                "911118401981083002",
                Reason::Checksum,
            ),
            (ForeignPermanentResident, "AB1123456789012", Reason::Charset),
            (ForeignPermanentResident, "9111184019810830", Reason::Length),
            (HkMacaoTravelPermit, "A12345678", Reason::Layout),
            (HkMacaoTravelPermit, "112345678", Reason::Charset),
            (HkMacaoTravelPermit, "H1234567X", Reason::Charset),
            (HkMacaoTravelPermit, "H123456789", Reason::Length),
            (TaiwanTravelPermit, "T1234567", Reason::Charset),
            (TaiwanTravelPermit, "1234567", Reason::Length),
            (Passport, "E123", Reason::Length),
            (Passport, "E-1234567", Reason::Charset),
            (LawyerLicence, "21101201010123456", Reason::Layout),
            (LawyerLicence, "1110120101012345", Reason::Length),
        ] {
            assert_eq!(parse(kind, text), Err(reason), "{kind} {text}");
        }
        assert!(parse(ForeignPermanentResident, "ABC123456789012").is_ok());
        assert!(parse(HkMoTwResidencePermit, "810000192002290006").is_ok());
        assert!(parse(LawyerLicence, "11101201010123456").is_ok());
        assert_eq!(parse(Passport, " e12345678 ").as_deref(), Ok("E12345678"));
        // Born today counts; the day is an argument.
        assert_eq!(parse(Id, "110105202611240021"), Err(Reason::Checksum));
    }

    #[test]
    fn every_single_character_change_of_the_valid_examples_is_caught() {
        for (kind, text, alphabet) in [
            (Kind::PrcResidentId, "11010519491231002X", "0123456789X"),
            (
                Kind::ForeignPermanentResident,
                "911118401981083001",
                "0123456789X",
            ),
            (Kind::CreditCode, "91350100M000100Y43", CREDIT_ALPHABET),
            (Kind::CreditCode, "91110108MA90002060", CREDIT_ALPHABET),
            (Kind::CreditCode, "91110108MA9000396Y", CREDIT_ALPHABET),
        ] {
            assert!(parse(kind, text).is_ok(), "{text}");
            for place in 0..18 {
                for other in alphabet
                    .chars()
                    .filter(|other| !text[place..].starts_with(*other))
                {
                    let mut changed = text.to_owned();
                    changed.replace_range(place..place + 1, &other.to_string());
                    assert!(parse(kind, &changed).is_err(), "{changed}");
                }
            }
        }
    }

    /// A valid resident ID from a region, days since 1900 and a sequence.
    fn resident_id(province: &str, days: u64, sequence: u32) -> String {
        let birth = NaiveDate::from_ymd_opt(1900, 1, 1).unwrap() + chrono::Days::new(days);
        let stem = format!("{province}0105{}{sequence:03}", birth.format("%Y%m%d"));
        "0123456789X"
            .chars()
            .map(|check| format!("{stem}{check}"))
            .find(|id| mod_11_2(id))
            .unwrap()
    }

    proptest! {
        #[test]
        fn every_single_digit_change_of_a_valid_id_is_caught(
            province in prop::sample::select(&PROVINCES[..]), days in 0_u64..46_000, sequence in 0_u32..1000,
            place in 0_usize..18, other in 0_u8..10,
        ) {
            let id = resident_id(province, days, sequence);
            prop_assert_eq!(parse(Kind::PrcResidentId, &id), Ok(id.clone()));
            let mut changed = id.clone();
            changed.replace_range(place..place + 1, &other.to_string());
            if changed != id {
                prop_assert!(parse(Kind::PrcResidentId, &changed).is_err());
            }
        }

        #[test]
        fn exactly_one_check_character_fits_a_credit_code(stem in "[0-9A-HJ-NPQRTUWXY]{2}[0-9]{6}[0-9A-HJ-NPQRTUWXY]{9}") {
            let fits = CREDIT_ALPHABET.chars().filter(|check| parse(Kind::CreditCode, &format!("{stem}{check}")).is_ok());
            prop_assert_eq!(fits.count(), 1);
        }

        #[test]
        fn any_text_is_answered_without_panic(text in ".{0,24}", kind in prop::sample::select(Kind::ALL)) {
            if let Ok(number) = IdentityNumber::parse(kind, &text, today()) {
                let _ = (number.identity_key(), number.born_on());
            }
        }
    }

    #[test]
    fn a_travel_permit_keeps_its_first_nine_characters() {
        let number =
            IdentityNumber::parse(Kind::HkMacaoTravelPermit, "M8765432101", today()).unwrap();
        assert_eq!(number.identity_key(), "M87654321");
    }
}
