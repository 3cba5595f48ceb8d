use proptest::prelude::*;
use serde_json::{Value, json};

use super::*;
use crate::law::Named;
use crate::law::moments::parse_day;

const EXAMPLES: &str = include_str!("../data/deadlines_examples.json");

fn day(text: &str) -> NaiveDate {
    parse_day(text).unwrap()
}

fn counted(trigger: &str, count_: u32, unit: Unit) -> Deadline {
    count(
        &Calendar::built_in().unwrap(),
        day(trigger),
        Length::new(count_, unit).unwrap(),
    )
}

#[test]
fn every_example_of_the_file() {
    let file: Value = serde_json::from_str(EXAMPLES).unwrap();
    let calendar = Calendar::built_in().unwrap();
    let examples = file["forward"].as_array().unwrap();
    assert!(examples.len() >= 10);
    for example in examples {
        let body = json!({
            "trigger_date": example["trigger_date"], "length": example["length"], "unit": example["unit"],
        });
        let answer = Question::read(&body).unwrap().answer(&calendar);
        let id = &example["id"];
        assert_eq!(
            json!(answer.first_counted_day),
            example["first_counted_day"],
            "{id}"
        );
        assert_eq!(json!(answer.raw_last_day), example["raw_last_day"], "{id}");
        assert_eq!(
            calendar.is_rest_day(answer.raw_last_day),
            example["raw_is_rest_day"],
            "{id}"
        );
        assert_eq!(json!(answer.last_day), example["deadline"], "{id}");
        let ends = format!("{}T24:00:00+08:00", answer.last_day);
        assert_eq!(json!(ends), example["expires_at"], "{id}");
        assert_eq!(
            answer.last_day.format("%a").to_string(),
            example["deadline_weekday"],
            "{id}"
        );
        assert!(!answer.provisional, "{id}");
    }
    for example in file["backward_and_hours"].as_array().unwrap() {
        let latest = latest_service_before(day(example["hearing_date"].as_str().unwrap()), 3);
        assert_eq!(json!(latest.statutory), example["statutory_latest_service"]);
        assert_eq!(json!(latest.safe), example["safe_latest_service"]);
    }
}

#[test]
fn the_end_is_the_next_midnight_in_shanghai() {
    let deadline = counted("2025-09-26", 7, Unit::Day);
    assert_eq!(
        deadline.expires_before().to_string(),
        "2025-10-10T00:00:00+08:00"
    );
    assert!(deadline.is_in_time(Moment::parse("2025-10-09T15:59:59Z").unwrap()));
    assert!(!deadline.is_in_time(Moment::parse("2025-10-09T16:00:00Z").unwrap()));
}

#[test]
fn months_and_years_end_on_the_corresponding_day_or_the_month_end() {
    for (trigger, length, unit, raw) in [
        ("2024-01-31", 1, Unit::Month, "2024-02-29"),
        ("2025-01-31", 1, Unit::Month, "2025-02-28"),
        ("2024-02-29", 1, Unit::Year, "2025-02-28"),
        ("2024-02-29", 4, Unit::Year, "2028-02-29"),
        ("2024-02-29", 1, Unit::Month, "2024-03-29"),
        ("2025-12-31", 2, Unit::Month, "2026-02-28"),
        ("2025-08-31", 6, Unit::Month, "2026-02-28"),
        ("2025-11-30", 3, Unit::Month, "2026-02-28"),
        ("2096-02-29", 4, Unit::Year, "2100-02-28"),
        ("2024-10-10", 24, Unit::Month, "2026-10-10"),
    ] {
        assert_eq!(
            counted(trigger, length, unit).raw_last_day,
            day(raw),
            "{trigger} + {length} {unit}"
        );
    }
}

#[test]
fn what_depends_on_an_unpublished_year_is_provisional() {
    // The last day of 2026 is a working Thursday: nothing of 2027 is asked.
    assert!(!counted("2026-12-30", 1, Unit::Day).provisional);
    // 2027-01-01 is a holiday for sure, but no notice says so yet.
    let new_year = counted("2026-12-31", 1, Unit::Day);
    assert_eq!(new_year.last_day, day("2027-01-01"));
    assert!(new_year.provisional);
    let far = counted("2099-12-31", 15, Unit::Day);
    assert_eq!(
        (far.raw_last_day, far.provisional),
        (day("2100-01-15"), true)
    );
    // A published year before an unknown one: 2023 itself is unknown here.
    assert!(counted("2023-12-30", 1, Unit::Day).provisional);
}

#[test]
fn a_raw_day_in_a_published_year_that_rolls_into_an_unpublished_one_is_provisional() {
    let off = |date| json!({"date": date, "name": "元旦"});
    let notice = json!({"years": {"2026": {
        "status": "published", "off_days": [off("2026-12-31")], "makeup_workdays": [],
    }}});
    let calendar = Calendar::built_in()
        .unwrap()
        .with_notice(&notice.to_string())
        .unwrap();
    let deadline = count(&calendar, day("2026-12-21"), Length::days(10));
    assert_eq!(
        (deadline.raw_last_day, deadline.last_day),
        (day("2026-12-31"), day("2027-01-01"))
    );
    assert!(deadline.provisional);
    assert!(deadline.why().last().unwrap().en.contains("2026/2027"));
}

#[test]
fn hours_run_from_the_next_full_hour_and_do_not_roll() {
    for (trigger, end) in [
        ("2026-10-01T10:20:00+08:00", "2026-10-03T11:00:00+08:00"),
        ("2026-10-01T10:00:00+08:00", "2026-10-03T11:00:00+08:00"),
        ("2026-10-01T23:59:59.9+08:00", "2026-10-04T00:00:00+08:00"),
        ("2026-10-01T10:20:00+05:30", "2026-10-03T13:00:00+08:00"),
    ] {
        assert_eq!(
            count_hours(Moment::parse(trigger).unwrap(), 48),
            Moment::parse(end).unwrap(),
            "{trigger}"
        );
    }
}

#[test]
fn a_wrong_question_names_its_faults() {
    let good = json!({"trigger_date": "2026-03-02", "length": 15, "unit": "day"});
    assert!(Question::read(&good).is_ok());
    for (field, value, code) in [
        ("length", json!(0), FaultCode::OutOfRange),
        ("length", json!(-1), FaultCode::OutOfRange),
        ("length", json!(36_501), FaultCode::OutOfRange),
        ("length", json!(u64::MAX), FaultCode::OutOfRange),
        ("length", json!(1e30), FaultCode::OutOfRange),
        ("length", json!("15"), FaultCode::WrongType),
        ("length", json!(1.5), FaultCode::WrongType),
        ("length", json!(15.0), FaultCode::WrongType),
        ("length", json!(null), FaultCode::Required),
        ("unit", json!("hour"), FaultCode::NotInList),
        ("unit", json!("Day"), FaultCode::NotInList),
        ("unit", json!(["day"]), FaultCode::WrongType),
        ("trigger_date", json!("2026-02-29"), FaultCode::BadDay),
        (
            "trigger_date",
            json!("1999-12-31"),
            FaultCode::DayOutOfRange,
        ),
        (
            "trigger_date",
            json!("2100-01-01"),
            FaultCode::DayOutOfRange,
        ),
        ("trigger_date", json!(20260302), FaultCode::WrongType),
        ("holiday", json!(true), FaultCode::Unknown),
    ] {
        let mut body = good.clone();
        body[field] = value.clone();
        let faults = Question::read(&body).unwrap_err();
        assert_eq!(
            faults,
            [reading::Fault::at(format!("/{field}"), code)],
            "{field} = {value}"
        );
    }
    for (unit, most) in [("day", 36_500), ("month", 1_200), ("year", 100)] {
        let read = |length: u32| {
            Question::read(&json!({"trigger_date": "2099-12-31", "length": length, "unit": unit}))
        };
        let answer = read(most).unwrap().answer(&Calendar::built_in().unwrap());
        assert!(answer.provisional);
        assert!(read(most + 1).is_err());
    }
}

#[test]
fn the_words_name_the_holiday_and_the_makeup_day() {
    let rolled = counted("2025-01-14", 15, Unit::Day).why();
    assert!(
        rolled[2].zh.contains("春节") && rolled[2].zh.contains("2025-02-05"),
        "{rolled:?}"
    );
    let kept = counted("2025-10-01", 10, Unit::Day).why();
    assert!(
        kept[2].zh.contains("不顺延") && kept[2].en.contains("make-up"),
        "{kept:?}"
    );
    assert_eq!(counted("2026-03-02", 7, Unit::Day).why().len(), 2);
}

fn any_unit() -> impl Strategy<Value = Unit> {
    prop::sample::select(Unit::ALL)
}

/// Day by day, without any of the code above: the slow and plain way.
fn by_walking(calendar: &Calendar, trigger: NaiveDate, days: u32) -> NaiveDate {
    let mut last = trigger;
    for _ in 0..days {
        last = last.succ_opt().unwrap();
    }
    while calendar.is_rest_day(last) {
        last = last.succ_opt().unwrap();
    }
    last
}

proptest! {
    #[test]
    fn no_deadline_falls_on_a_rest_day(offset in 0_u64..36_525, count_ in 1_u32..100, unit in any_unit()) {
        let calendar = Calendar::built_in().unwrap();
        let deadline = count(&calendar, day("2000-01-01") + Days::new(offset), Length::new(count_, unit).unwrap());
        prop_assert!(!calendar.is_rest_day(deadline.last_day));
        prop_assert!(deadline.last_day >= deadline.raw_last_day);
        let rolled = (deadline.last_day - deadline.raw_last_day).num_days();
        prop_assert_eq!(deadline.rolled_over.len() as i64, rolled);
        prop_assert_eq!(deadline.expires_before().day(), day_after(deadline.last_day));
        let unknown = deadline.raw_last_day.iter_days().take(rolled as usize + 1).any(|d| !calendar.is_published(d.year()));
        prop_assert_eq!(deadline.provisional, unknown);
    }

    #[test]
    fn days_agree_with_walking(offset in 0_u64..1_100, days in 1_u32..120) {
        let calendar = Calendar::built_in().unwrap();
        let trigger = day("2024-01-01") + Days::new(offset);
        prop_assert_eq!(count(&calendar, trigger, Length::days(days)).last_day, by_walking(&calendar, trigger, days));
    }

    #[test]
    fn a_longer_limit_never_ends_earlier(offset in 0_u64..36_525, count_ in 1_u32..99, unit in any_unit()) {
        let calendar = Calendar::built_in().unwrap();
        let trigger = day("2000-01-01") + Days::new(offset);
        let end = |count_| count(&calendar, trigger, Length::new(count_, unit).unwrap()).last_day;
        prop_assert!(end(count_) <= end(count_ + 1));
    }
}
