//! Case numbers: （2024）京0491民初12345号.

use std::fmt;

use serde_json::Value;

use super::Words;
use super::named::named;
use super::reading::{self, Faults, Reader};

/// The code of the Beijing Internet Court.
pub const COURT_CODE: &str = "京0491";

named! {
    /// The first part that does not fit, from left to right.
    pub enum Reason {
        Year = "year",
        CourtCode = "court_code",
        Type = "type",
        Serial = "serial",
        Ending = "ending",
    }
}

impl Reason {
    pub fn words(self) -> Words {
        let (zh, en) = match self {
            Self::Year => (
                "请以括号内的四位年份开头，例如（2024）。",
                "Begin with the year in brackets, such as （2024）.",
            ),
            Self::CourtCode => ("法院代码应为京0491。", "The court code must be 京0491."),
            Self::Type => (
                "请填写一至六个汉字的案件类型，例如民初。",
                "Give the type in one to six Chinese characters, such as 民初.",
            ),
            Self::Serial => (
                "序号应为不以0开头的数字。",
                "The serial is a number that does not begin with 0.",
            ),
            Self::Ending => (
                "案号应以“号”或“号之一”等结尾。",
                "The number ends with 号, or with 号之一 and the like.",
            ),
        };
        Words::new(zh, en)
    }
}

/// A case number of this court. Serials run per year and type and are never reused.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct CaseNumber {
    year: u16,
    kind: String,
    serial: u64,
    /// 之一, 之二 …: later documents under the same number.
    part: Option<String>,
}

impl CaseNumber {
    /// The number of a new case; `None` when a part does not fit.
    pub fn new(year: u16, kind: &str, serial: u64) -> Option<Self> {
        let fits = year <= 9999 && serial > 0 && type_length(kind) == Some(kind.len());
        fits.then(|| Self {
            year,
            kind: kind.to_owned(),
            serial,
            part: None,
        })
    }

    /// Reads a number as people write it, with brackets of either width.
    pub fn parse(text: &str) -> Result<Self, Reason> {
        let (year, rest) = year_of(text).ok_or(Reason::Year)?;
        let rest = rest.strip_prefix(COURT_CODE).ok_or(Reason::CourtCode)?;
        let (kind, rest) = rest.split_at(type_length(rest).ok_or(Reason::Type)?);
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let (serial, rest) = rest.split_at(digits);
        let serial = if serial.starts_with('0') {
            None
        } else {
            serial.parse().ok()
        };
        let serial = serial.ok_or(Reason::Serial)?;
        let part = part_of(rest).ok_or(Reason::Ending)?;
        Ok(Self {
            year,
            kind: kind.to_owned(),
            serial,
            part,
        })
    }

    pub fn year(&self) -> u16 {
        self.year
    }

    /// The type code, such as 民初.
    pub fn kind(&self) -> &str {
        &self.kind
    }

    pub fn serial(&self) -> u64 {
        self.serial
    }
}

/// As it is stored and printed: full-width brackets.
impl fmt::Display for CaseNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let part = self.part.as_deref().unwrap_or("");
        write!(
            f,
            "（{:04}）{COURT_CODE}{}{}号{part}",
            self.year, self.kind, self.serial
        )
    }
}

fn year_of(text: &str) -> Option<(u16, &str)> {
    let inside = text.strip_prefix(['（', '('])?;
    let digits = inside
        .get(..4)
        .filter(|year| year.bytes().all(|byte| byte.is_ascii_digit()))?;
    let rest = inside[4..].strip_prefix(['）', ')'])?;
    Some((digits.parse().ok()?, rest))
}

/// The length in bytes of one to six Chinese characters at the start; what follows is none.
fn type_length(text: &str) -> Option<usize> {
    let chinese = || text.chars().take_while(|one| ('一'..='龥').contains(one));
    (1..=6)
        .contains(&chinese().count())
        .then(|| chinese().map(char::len_utf8).sum())
}

/// `号` alone, or with 之 and a Chinese numeral.
fn part_of(rest: &str) -> Option<Option<String>> {
    let part = rest.strip_prefix('号')?;
    if part.is_empty() {
        return Some(None);
    }
    let numeral = part.strip_prefix('之')?;
    let good = !numeral.is_empty()
        && numeral
            .chars()
            .all(|one| "一二三四五六七八九十".contains(one));
    good.then(|| Some(part.to_owned()))
}

/// A question to the case-number check.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    pub text: String,
}

impl Question {
    /// Reads `{"text"}`. Any string is a question; a wrong one is answered, not refused.
    pub fn read(body: &Value) -> Result<Self, Faults> {
        let mut reader = Reader::of(body, "");
        let text = reader.required("text", reading::text);
        reader.finish(text.map(|text| Self {
            text: text.to_owned(),
        }))
    }

    pub fn answer(&self) -> Result<CaseNumber, Reason> {
        CaseNumber::parse(&self.text)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn both_bracket_widths_read_and_the_full_one_is_written() {
        for (text, normalised, year, kind, serial) in [
            (
                "（2024）京0491民初12345号",
                "（2024）京0491民初12345号",
                2024,
                "民初",
                12345,
            ),
            (
                "(2024)京0491民初1号",
                "（2024）京0491民初1号",
                2024,
                "民初",
                1,
            ),
            (
                "(2025）京0491民诉前调7号",
                "（2025）京0491民诉前调7号",
                2025,
                "民诉前调",
                7,
            ),
            (
                "（2024）京0491执恢3号之一",
                "（2024）京0491执恢3号之一",
                2024,
                "执恢",
                3,
            ),
            (
                "（2024）京0491财保9号之二十一",
                "（2024）京0491财保9号之二十一",
                2024,
                "财保",
                9,
            ),
            (
                "（2024）京0491民辖终18446744073709551615号",
                "（2024）京0491民辖终18446744073709551615号",
                2024,
                "民辖终",
                u64::MAX,
            ),
        ] {
            let number = CaseNumber::parse(text).unwrap();
            assert_eq!(
                (number.year(), number.kind(), number.serial()),
                (year, kind, serial),
                "{text}"
            );
            assert_eq!(number.to_string(), normalised);
        }
    }

    #[test]
    fn the_first_part_that_does_not_fit_is_the_reason() {
        for (text, reason) in [
            ("", Reason::Year),
            ("2024京0491民初1号", Reason::Year),
            ("（24）京0491民初1号", Reason::Year),
            ("（20245）京0491民初1号", Reason::Year),
            ("[2024]京0491民初1号", Reason::Year),
            ("（２０２４）京0491民初1号", Reason::Year),
            (" （2024）京0491民初1号", Reason::Year),
            ("（2024）京0101民初1号", Reason::CourtCode),
            ("（2024）沪0491民初1号", Reason::CourtCode),
            ("（2024）京0491 民初1号", Reason::Type),
            ("（2024）京04911号", Reason::Type),
            ("（2024）京0491abc1号", Reason::Type),
            ("（2024）京0491民初民初民初民1号", Reason::Type),
            ("（2024）京0491民初号", Reason::Serial),
            ("（2024）京0491民初0号", Reason::Serial),
            ("（2024）京0491民初012号", Reason::Serial),
            ("（2024）京0491民初-1号", Reason::Serial),
            ("（2024）京0491民初99999999999999999999号", Reason::Serial),
            ("（2024）京0491民初1", Reason::Ending),
            ("（2024）京0491民初1号 ", Reason::Ending),
            ("（2024）京0491民初1号之", Reason::Ending),
            ("（2024）京0491民初1号之1", Reason::Ending),
            ("（2024）京0491民初1号\n", Reason::Ending),
        ] {
            assert_eq!(CaseNumber::parse(text), Err(reason), "{text:?}");
        }
    }

    #[test]
    fn a_new_number_is_made_of_parts_that_fit() {
        assert_eq!(
            CaseNumber::new(2026, "民初", 1).unwrap().to_string(),
            "（2026）京0491民初1号"
        );
        for (year, kind, serial) in [
            (2026, "", 1),
            (2026, "民初", 0),
            (2026, "civil", 1),
            (2026, "民1", 1),
            (10_000, "民初", 1),
        ] {
            assert_eq!(CaseNumber::new(year, kind, serial), None, "{kind}");
        }
    }

    proptest! {
        #[test]
        fn what_is_written_reads_back(year in 0_u16..=9999, kind in "[一-龥]{1,6}", serial in 1_u64..) {
            let number = CaseNumber::new(year, &kind, serial).unwrap();
            prop_assert_eq!(CaseNumber::parse(&number.to_string()), Ok(number));
        }

        #[test]
        fn any_text_is_answered_without_panic(text in ".{0,40}") {
            let _ = CaseNumber::parse(&text);
        }
    }
}
