//! Time limits: from a trigger day and a length to the last day, with the reason (CPL 85).

use chrono::{Datelike, Days, DurationRound, Months, NaiveDate, TimeDelta};
use serde_json::Value;

use super::Words;
use super::calendar::{Calendar, Rest};
use super::moments::Moment;
use super::named::named;
use super::reading::{self, FaultCode, Faults, Reader};

named! {
    pub enum Unit { Day = "day", Month = "month", Year = "year" }
}

impl Unit {
    /// A hundred years in each unit: longer than any limit of the law.
    const fn most(self) -> u32 {
        match self {
            Self::Day => 36_500,
            Self::Month => 1_200,
            Self::Year => 100,
        }
    }
}

/// A length of time in calendar days, months or years; at least one, at most a hundred years.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Length {
    count: u32,
    unit: Unit,
}

impl Length {
    pub fn new(count: u32, unit: Unit) -> Option<Self> {
        (1..=unit.most())
            .contains(&count)
            .then_some(Self { count, unit })
    }

    /// A few days, as the law's own limits are; `count` is a literal of the law.
    pub(in crate::law) const fn days(count: u32) -> Self {
        Self {
            count,
            unit: Unit::Day,
        }
    }

    pub fn count(self) -> u32 {
        self.count
    }

    pub fn unit(self) -> Unit {
        self.unit
    }
}

/// A counted time limit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deadline {
    pub trigger_day: NaiveDate,
    pub length: Length,
    pub first_counted_day: NaiveDate,
    /// Where counting ends before any rest day is looked at.
    pub raw_last_day: NaiveDate,
    /// The rest days that were passed over, in order.
    pub rolled_over: Vec<(NaiveDate, Rest)>,
    /// The last day on which to act; it ends at 24:00 in Shanghai.
    pub last_day: NaiveDate,
    /// A weekend workday as last day, with the holiday that it makes up for.
    pub makeup: Option<String>,
    /// The last day depends on a year whose holidays are not published: recompute later.
    pub provisional: bool,
}

impl Deadline {
    /// The first moment that is too late: the day after the last day, 00:00 in Shanghai.
    pub fn expires_before(&self) -> Moment {
        Moment::start_of(day_after(self.last_day))
    }

    pub fn is_in_time(&self, act: Moment) -> bool {
        act < self.expires_before()
    }

    /// The counting, sentence by sentence.
    pub fn why(&self) -> Vec<Words> {
        let mut why = vec![self.counting_words(), raw_words(self.raw_last_day)];
        if let Some(words) = self.rolling_words() {
            why.push(words);
        }
        if let Some(holiday) = &self.makeup {
            why.push(Words::new(
                format!("{}为{holiday}调休的工作日，不顺延。", self.last_day),
                format!(
                    "{} is a make-up workday ({holiday}), so it is not moved.",
                    self.last_day
                ),
            ));
        }
        if self.provisional {
            why.push(provisional_words(self.raw_last_day, self.last_day));
        }
        why
    }

    fn counting_words(&self) -> Words {
        let count = self.length.count;
        let (zh, en) = match self.length.unit {
            Unit::Day => ("日", "day"),
            Unit::Month => ("个月", "month"),
            Unit::Year => ("年", "year"),
        };
        let plural = if count == 1 { "" } else { "s" };
        Words::new(
            format!(
                "{}当日不计入，从次日{}起算{count}{zh}。",
                self.trigger_day, self.first_counted_day
            ),
            format!(
                "{} itself is not counted; {count} {en}{plural} run from {}.",
                self.trigger_day, self.first_counted_day
            ),
        )
    }

    fn rolling_words(&self) -> Option<Words> {
        let (last, _) = self.rolled_over.last()?;
        let (zh, en): (Vec<_>, Vec<_>) = holidays_of(&self.rolled_over)
            .into_iter()
            .map(|rest| match rest {
                Rest::Weekend => ("周末".to_owned(), "the weekend".to_owned()),
                Rest::Holiday(name) => (name.clone(), name),
            })
            .unzip();
        Some(Words::new(
            format!(
                "{}至{last}为休息日（{}），顺延至休息日后的第一日{}。",
                self.raw_last_day,
                zh.join("、"),
                self.last_day
            ),
            format!(
                "{} to {last} are rest days ({}): the limit moves to the first day after, {}.",
                self.raw_last_day,
                en.join(", "),
                self.last_day
            ),
        ))
    }
}

fn raw_words(raw: NaiveDate) -> Words {
    Words::new(
        format!("期间的最后一日为{raw}（{}）。", weekday_zh(raw)),
        format!("The count ends on {raw} ({}).", raw.format("%A")),
    )
}

fn provisional_words(raw: NaiveDate, last: NaiveDate) -> Words {
    let years = if raw.year() == last.year() {
        raw.year().to_string()
    } else {
        format!("{}/{}", raw.year(), last.year())
    };
    Words::new(
        format!("{years}年的放假通知尚未公布，此日期为暂定，公布后须重新计算。"),
        format!(
            "The holidays of {years} are not all published yet: this day is provisional and will be counted again."
        ),
    )
}

/// The different reasons in order of appearance.
fn holidays_of(rolled: &[(NaiveDate, Rest)]) -> Vec<Rest> {
    let mut reasons: Vec<Rest> = Vec::new();
    for (_, rest) in rolled {
        if !reasons.contains(rest) {
            reasons.push(rest.clone());
        }
    }
    reasons
}

fn weekday_zh(day: NaiveDate) -> &'static str {
    ["周一", "周二", "周三", "周四", "周五", "周六", "周日"]
        [day.weekday().num_days_from_monday() as usize]
}

/// Counts `length` from `trigger_day` and moves a last day that is a rest day to the first day after.
pub fn count(calendar: &Calendar, trigger_day: NaiveDate, length: Length) -> Deadline {
    // CPL 85: the trigger day is not counted, so day n of the limit is trigger + n.
    let raw_last_day = raw_last_day(trigger_day, length);
    // CPL 85: where the last day is a statutory holiday, the limit ends on the first day after it.
    let last_day = calendar.working_day_from(raw_last_day);
    let rolled_over = raw_last_day
        .iter_days()
        .take_while(|day| *day < last_day)
        .filter_map(|day| calendar.rest(day).map(|rest| (day, rest)))
        .collect();
    // All days passed over lie between the two, so their years are the years of the two.
    let provisional =
        !calendar.is_published(raw_last_day.year()) || !calendar.is_published(last_day.year());
    Deadline {
        trigger_day,
        length,
        first_counted_day: day_after(trigger_day),
        raw_last_day,
        rolled_over,
        last_day,
        makeup: calendar.makeup(last_day).map(str::to_owned),
        provisional,
    }
}

fn raw_last_day(trigger_day: NaiveDate, length: Length) -> NaiveDate {
    let end = match length.unit {
        Unit::Day => trigger_day.checked_add_days(Days::new(length.count.into())),
        // Civil Code 202: the corresponding day, and where there is none the last day of the month.
        Unit::Month => trigger_day.checked_add_months(Months::new(length.count)),
        Unit::Year => trigger_day.checked_add_months(Months::new(length.count * 12)),
    };
    // A hundred years from any day the program meets lie well inside chrono's calendar.
    end.unwrap_or(NaiveDate::MAX)
}

/// The next day (the last day of chrono's calendar stays itself).
pub fn day_after(day: NaiveDate) -> NaiveDate {
    day.succ_opt().unwrap_or(day)
}

/// The end of a limit in hours: they run from the next full hour (CPL 85), rest days or not.
pub fn count_hours(trigger: Moment, hours: u32) -> Moment {
    let hour = TimeDelta::hours(1);
    let next_hour = trigger
        .time()
        .duration_trunc(hour)
        .unwrap_or(trigger.time())
        + hour;
    Moment::from_time(&(next_hour + hour * i32::try_from(hours).unwrap_or(i32::MAX)))
}

/// The last days on which a summons can be served (CPL 139; Interp. 227).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LatestService {
    /// Counting back from the hearing day.
    pub statutory: NaiveDate,
    /// One day earlier, so that the full number of days lies clear between service and hearing.
    pub safe: NaiveDate,
}

/// Counts back `days` from the hearing. Nothing is moved: service is good on a rest day too.
pub fn latest_service_before(hearing: NaiveDate, days: u32) -> LatestService {
    let back = |days: u64| {
        hearing
            .checked_sub_days(Days::new(days))
            .unwrap_or(NaiveDate::MIN)
    };
    LatestService {
        statutory: back(days.into()),
        safe: back(u64::from(days) + 1),
    }
}

/// A question to the deadline tool.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Question {
    pub trigger_day: NaiveDate,
    pub length: Length,
}

impl Question {
    /// Reads `{"trigger_date", "length", "unit"}`.
    pub fn read(body: &Value) -> Result<Self, Faults> {
        let mut reader = Reader::of(body, "");
        let trigger_day = reader.required("trigger_date", reading::day);
        let unit = reader.required("unit", reading::name::<Unit>);
        // Where the unit itself is wrong, the length is held against the widest bound.
        let most = unit.unwrap_or(Unit::Day).most();
        let count = reader.required("length", |value| whole_number(value, most));
        let length = count
            .zip(unit)
            .and_then(|(count, unit)| Length::new(count, unit));
        reader.finish(trigger_day.zip(length).map(|(trigger_day, length)| Self {
            trigger_day,
            length,
        }))
    }

    pub fn answer(self, calendar: &Calendar) -> Deadline {
        count(calendar, self.trigger_day, self.length)
    }
}

fn whole_number(value: &Value, most: u32) -> Result<u32, FaultCode> {
    let number = value.as_number().ok_or(FaultCode::WrongType)?;
    let whole = number.is_i64() || number.is_u64();
    // A number too large for 64 bits reads as a float; it is out of range, not of a wrong type.
    let huge = number.as_f64().is_some_and(|float| float.abs() >= 9e18);
    match number.as_u64().and_then(|count| u32::try_from(count).ok()) {
        Some(count) if (1..=most).contains(&count) => Ok(count),
        _ if whole || huge => Err(FaultCode::OutOfRange),
        _ => Err(FaultCode::WrongType),
    }
}

/// The article under which limits are counted.
pub fn basis() -> Words {
    Words::new(
        "《民事诉讼法》第八十五条；《民诉法解释》第一百二十五条；《民法典》第二百零一条至第二百零三条",
        "CPL 85; Interp. 125; Civil Code 201-203",
    )
}

#[cfg(test)]
mod tests;
