//! Rest days and working days of the People's Republic, as the State Council's notices set them.
//!
//! A year whose notice is not out yet has weekends only, and whatever depends on it is provisional.
//! A new notice is loaded at run time with [`Calendar::with_notice`]; no release is needed.

use std::collections::BTreeMap;

use chrono::{Datelike, Days, NaiveDate, Weekday};
use serde::Deserialize;

use super::moments::{in_range, parse_day};

const BUILT_IN: &str = include_str!("data/holidays.json");

/// The days off and the make-up workdays of every year whose notice is known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Calendar {
    years: BTreeMap<i32, Notice>,
}

/// One year's notice.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Notice {
    published: bool,
    off_days: BTreeMap<NaiveDate, String>,
    makeup_workdays: BTreeMap<NaiveDate, String>,
}

/// Why a day is a rest day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Rest {
    Weekend,
    /// A listed day off, with its name as in the notice.
    Holiday(String),
}

/// A fault in a notice file, with the place to mend.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoticeFault {
    #[error("the notice is not JSON of the expected shape: {0}")]
    Shape(String),
    #[error("the notice names no year")]
    NoYear,
    #[error("{0:?} is not a year between 2000 and 2099")]
    BadYear(String),
    #[error("{year}: a published year lists at least one day off")]
    NoDayOff { year: i32 },
    #[error("{year}: an unpublished year lists no days; set its status to published")]
    DaysWithoutNotice { year: i32 },
    #[error("{year}: {text:?} is not an existing day written as YYYY-MM-DD")]
    BadDay { year: i32, text: String },
    #[error("{year}: {day} lies in another year; put it under that year")]
    OtherYear { year: i32, day: NaiveDate },
    #[error("{year}: {day} is listed twice")]
    Repeated { year: i32, day: NaiveDate },
    #[error("{year}: {day} is both a day off and a make-up workday; keep one")]
    OffAndMakeup { year: i32, day: NaiveDate },
    #[error("{year}: {day} is a make-up workday but no Saturday or Sunday")]
    MakeupOnWeekday { year: i32, day: NaiveDate },
}

#[derive(Deserialize)]
struct NoticeFile {
    years: BTreeMap<String, YearFile>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct YearFile {
    status: Status,
    off_days: Vec<DayFile>,
    makeup_workdays: Vec<DayFile>,
    // Where the notice was read: kept in the file for people, not used in counting.
    #[serde(default, rename = "confidence")]
    _confidence: Option<String>,
    #[serde(default, rename = "notice")]
    _notice: Option<String>,
    #[serde(default, rename = "paper")]
    _paper: Vec<String>,
}

#[derive(Deserialize, Clone, Copy, PartialEq, Eq)]
#[serde(rename_all = "snake_case")]
enum Status {
    Published,
    Unpublished,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct DayFile {
    date: String,
    name: String,
}

impl Calendar {
    /// The years known when this program was built.
    pub fn built_in() -> Result<Self, Vec<NoticeFault>> {
        Self::default().with_notice(BUILT_IN)
    }

    /// This calendar with the years of `json` added or replaced (a notice may be amended later in its
    /// year). The shape is that of `data/holidays.json`: `{"years": {"2027": {"status", "off_days":
    /// [{"date","name"}], "makeup_workdays": [...]}}}`. All faults are listed; nothing is half loaded.
    pub fn with_notice(&self, json: &str) -> Result<Self, Vec<NoticeFault>> {
        let file: NoticeFile = serde_json::from_str(json)
            .map_err(|error| vec![NoticeFault::Shape(error.to_string())])?;
        let mut faults = Vec::new();
        if file.years.is_empty() {
            faults.push(NoticeFault::NoYear);
        }
        let mut calendar = self.clone();
        for (text, year_file) in file.years {
            match year_of(&text) {
                None => faults.push(NoticeFault::BadYear(text)),
                Some(year) => {
                    let notice = Notice::read(year, year_file, &mut faults);
                    calendar.years.insert(year, notice);
                }
            }
        }
        if faults.is_empty() {
            Ok(calendar)
        } else {
            Err(faults)
        }
    }

    /// Whether the notice of this year is known. A year nobody told us of is not.
    pub fn is_published(&self, year: i32) -> bool {
        self.years.get(&year).is_some_and(|notice| notice.published)
    }

    /// Why `day` is a rest day, or `None` for a working day.
    pub fn rest(&self, day: NaiveDate) -> Option<Rest> {
        let notice = self.years.get(&day.year());
        if let Some(name) = notice.and_then(|notice| notice.off_days.get(&day)) {
            return Some(Rest::Holiday(name.clone()));
        }
        let makes_up = notice.is_some_and(|notice| notice.makeup_workdays.contains_key(&day));
        (is_weekend(day) && !makes_up).then_some(Rest::Weekend)
    }

    pub fn is_rest_day(&self, day: NaiveDate) -> bool {
        self.rest(day).is_some()
    }

    /// The holiday that a weekend workday makes up for.
    pub fn makeup(&self, day: NaiveDate) -> Option<&str> {
        self.years
            .get(&day.year())?
            .makeup_workdays
            .get(&day)
            .map(String::as_str)
    }

    /// The first working day on or after `day`.
    pub fn working_day_from(&self, day: NaiveDate) -> NaiveDate {
        let mut day = day;
        while self.is_rest_day(day) {
            match day.checked_add_days(Days::new(1)) {
                Some(next) => day = next,
                None => break, // the end of chrono's calendar, a quarter of a million years away
            }
        }
        day
    }
}

impl Notice {
    fn read(year: i32, file: YearFile, faults: &mut Vec<NoticeFault>) -> Self {
        let published = file.status == Status::Published;
        if published && file.off_days.is_empty() {
            faults.push(NoticeFault::NoDayOff { year });
        }
        let lists_days = !file.off_days.is_empty() || !file.makeup_workdays.is_empty();
        if !published && lists_days {
            faults.push(NoticeFault::DaysWithoutNotice { year });
        }
        let off_days = days_of(year, file.off_days, faults);
        let makeup_workdays = days_of(year, file.makeup_workdays, faults);
        for day in makeup_workdays.keys().copied() {
            if off_days.contains_key(&day) {
                faults.push(NoticeFault::OffAndMakeup { year, day });
            } else if !is_weekend(day) {
                faults.push(NoticeFault::MakeupOnWeekday { year, day });
            }
        }
        Self {
            published,
            off_days,
            makeup_workdays,
        }
    }
}

fn days_of(
    year: i32,
    listed: Vec<DayFile>,
    faults: &mut Vec<NoticeFault>,
) -> BTreeMap<NaiveDate, String> {
    let mut days = BTreeMap::new();
    for DayFile { date: text, name } in listed {
        match parse_day(&text) {
            None => faults.push(NoticeFault::BadDay { year, text }),
            Some(day) if day.year() != year => faults.push(NoticeFault::OtherYear { year, day }),
            Some(day) => {
                if days.insert(day, name).is_some() {
                    faults.push(NoticeFault::Repeated { year, day });
                }
            }
        }
    }
    days
}

fn year_of(text: &str) -> Option<i32> {
    let first = parse_day(&format!("{text}-01-01"))?;
    in_range(first).then(|| first.year())
}

fn is_weekend(day: NaiveDate) -> bool {
    matches!(day.weekday(), Weekday::Sat | Weekday::Sun)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::{Value, json};

    use super::*;

    fn day(text: &str) -> NaiveDate {
        parse_day(text).unwrap()
    }

    fn notice_2027(off: &[&str], makeup: &[&str]) -> String {
        let days = |list: &[&str]| {
            list.iter()
                .map(|date| json!({"date": date, "name": "元旦"}))
                .collect::<Vec<_>>()
        };
        json!({"years": {"2027": {"status": "published", "off_days": days(off), "makeup_workdays": days(makeup)}}})
            .to_string()
    }

    #[test]
    fn every_listed_day_of_the_file_is_as_listed() {
        let calendar = Calendar::built_in().unwrap();
        let file: Value = serde_json::from_str(BUILT_IN).unwrap();
        for (year, notice) in file["years"].as_object().unwrap() {
            assert_eq!(
                calendar.is_published(year.parse().unwrap()),
                notice["status"] == "published"
            );
            for off in notice["off_days"].as_array().unwrap() {
                let rest = calendar.rest(day(off["date"].as_str().unwrap()));
                assert_eq!(
                    rest,
                    Some(Rest::Holiday(off["name"].as_str().unwrap().into()))
                );
            }
            for makeup in notice["makeup_workdays"].as_array().unwrap() {
                let date = day(makeup["date"].as_str().unwrap());
                assert!(!calendar.is_rest_day(date));
                assert_eq!(calendar.makeup(date), makeup["name"].as_str());
            }
        }
    }

    #[test]
    fn a_year_nobody_told_us_of_is_unpublished_and_has_weekends_only() {
        let calendar = Calendar::built_in().unwrap();
        for year in [2000, 2023, 2027, 2028, 2099, 2100] {
            assert!(!calendar.is_published(year), "{year}");
        }
        assert_eq!(calendar.rest(day("2027-10-01")), None); // a Friday
        assert_eq!(calendar.rest(day("2027-10-02")), Some(Rest::Weekend));
    }

    #[test]
    fn a_new_notice_is_loaded_without_a_release() {
        let before = Calendar::built_in().unwrap();
        let after = before
            .with_notice(&notice_2027(&["2027-01-01", "2027-01-04"], &["2027-01-09"]))
            .unwrap();
        assert!(after.is_published(2027) && !before.is_published(2027));
        assert_eq!(after.working_day_from(day("2027-01-01")), day("2027-01-05"));
        assert!(!after.is_rest_day(day("2027-01-09")));
        assert!(after.is_published(2026), "the known years stay");
    }

    #[test]
    fn a_wrong_notice_is_refused_whole_and_every_fault_is_named() {
        let calendar = Calendar::built_in().unwrap();
        let faults = calendar
            .with_notice(&notice_2027(
                &["2027-02-29", "2026-12-31", "2027-01-02", "2027-01-02"],
                &["2027-01-02", "2027-01-06"],
            ))
            .unwrap_err();
        let year = 2027;
        assert_eq!(
            faults,
            [
                NoticeFault::BadDay {
                    year,
                    text: "2027-02-29".into()
                },
                NoticeFault::OtherYear {
                    year,
                    day: day("2026-12-31")
                },
                NoticeFault::Repeated {
                    year,
                    day: day("2027-01-02")
                },
                NoticeFault::OffAndMakeup {
                    year,
                    day: day("2027-01-02")
                },
                NoticeFault::MakeupOnWeekday {
                    year,
                    day: day("2027-01-06")
                },
            ]
        );
        for (json, fault) in [
            (r#"{"years": {}}"#.to_string(), "names no year"),
            (notice_2027(&[], &[]), "at least one day off"),
            (
                notice_2027(&["2027-01-01"], &[]).replace("2027\":", "27\":"),
                "not a year",
            ),
            (
                notice_2027(&["2027-01-01"], &[]).replace("published", "unpublished"),
                "unpublished year",
            ),
            (
                notice_2027(&["2027-01-01"], &[]).replace("makeup_", "make_up_"),
                "expected shape",
            ),
            ("holidays".to_string(), "expected shape"),
        ] {
            let faults = calendar.with_notice(&json).unwrap_err();
            assert!(faults[0].to_string().contains(fault), "{faults:?}");
        }
    }

    proptest! {
        #[test]
        fn the_next_working_day_is_the_first_that_is_no_rest_day(offset in 0_u64..36_525) {
            let calendar = Calendar::built_in().unwrap();
            let start = day("2000-01-01") + Days::new(offset);
            let found = calendar.working_day_from(start);
            prop_assert!(!calendar.is_rest_day(found));
            let between = start.iter_days().take_while(|one| *one < found);
            prop_assert!(between.into_iter().all(|one| calendar.is_rest_day(one)));
        }
    }
}
