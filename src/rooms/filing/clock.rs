//! The seven days of the review (CPL 126; OLR 9): when they end, and how near that is.

use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;
use utoipa::ToSchema;

use super::model::filing;
use crate::court::Court;
use crate::kit::clock::shanghai_day;
use crate::law::calendar::Calendar;
use crate::law::deadlines::{self, Length, Unit};
use crate::law::machine::filing::State;

/// CPL 126: within seven days of receipt.
pub const REVIEW_DAYS: u32 = 7;

/// A counted end: the first moment that is too late, and whether it may still move.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct End {
    pub expires_before: DateTime<Utc>,
    pub provisional: bool,
}

/// `days` from the day after `from`'s day in Shanghai (CPL 85).
pub fn end_after(calendar: &Calendar, from: DateTime<Utc>, days: u32) -> End {
    let day = shanghai_day(from);
    match Length::new(days, Unit::Day) {
        Some(length) => {
            let deadline = deadlines::count(calendar, day, length);
            End {
                expires_before: deadline.expires_before().time().with_timezone(&Utc),
                provisional: deadline.provisional,
            }
        }
        // No days at all end with the day itself.
        None => End {
            expires_before: deadlines_start(deadlines::day_after(day)),
            provisional: false,
        },
    }
}

fn deadlines_start(day: NaiveDate) -> DateTime<Utc> {
    crate::law::moments::Moment::start_of(day)
        .time()
        .with_timezone(&Utc)
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = ClockLevel)]
pub enum Level {
    Calm,
    Soon,
    Near,
    Today,
    Over,
}

/// Where the review stands: `day` of `of` have gone by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = ReviewClock, example = json!({"day": 3, "of": 7, "level": "soon", "paused": false}))]
pub struct ReviewClock {
    #[schema(minimum = 0)]
    pub day: i64,
    pub of: u32,
    pub level: Level,
    /// Stopped while the person corrects (OLR 9(2)) or talks with a mediator.
    pub paused: bool,
}

pub fn level(last_day: NaiveDate, today: NaiveDate) -> Level {
    match (last_day - today).num_days() {
        i64::MIN..=-1 => Level::Over,
        0 => Level::Today,
        1..=3 => Level::Near,
        4..=7 => Level::Soon,
        _ => Level::Calm,
    }
}

/// The clock of a filing that is with the court; none before and after.
pub fn of(row: &filing::Model, state: State, court: &Court) -> Option<ReviewClock> {
    let paused = match state {
        State::Submitted | State::UnderReview => false,
        State::ReturnedForCorrection | State::PreMediation => true,
        _ => return None,
    };
    let (received, due) = (row.received_at?, row.review_due?);
    let today = shanghai_day(court.now());
    Some(ReviewClock {
        day: (today - shanghai_day(received)).num_days().max(0),
        of: REVIEW_DAYS,
        level: if paused {
            Level::Calm
        } else {
            level(last_day(due), today)
        },
        paused,
    })
}

/// The day that ends at this exclusive instant.
pub fn last_day(expires_before: DateTime<Utc>) -> NaiveDate {
    shanghai_day(expires_before - chrono::Duration::seconds(1))
}

#[cfg(test)]
mod tests {
    use chrono::TimeZone;

    use super::*;

    fn at(day: u32, hour: u32) -> DateTime<Utc> {
        crate::kit::clock::shanghai()
            .with_ymd_and_hms(2026, 11, day, hour, 0, 0)
            .unwrap()
            .with_timezone(&Utc)
    }

    #[test]
    fn the_day_of_receipt_is_not_counted() {
        let calendar = Calendar::built_in().unwrap();
        // Received on Tuesday the 17th: the 24th is the seventh day.
        for hour in [0, 9, 23] {
            let end = end_after(&calendar, at(17, hour), REVIEW_DAYS);
            assert_eq!(last_day(end.expires_before).to_string(), "2026-11-24");
            assert!(!end.provisional);
        }
    }

    #[test]
    fn a_last_day_on_a_weekend_moves_on() {
        let calendar = Calendar::built_in().unwrap();
        // Received on Saturday the 21st: the 28th is a Saturday, so Monday the 30th.
        let end = end_after(&calendar, at(21, 12), REVIEW_DAYS);
        assert_eq!(last_day(end.expires_before).to_string(), "2026-11-30");
    }

    #[test]
    fn colours_follow_the_days_that_are_left() {
        let day = |d| NaiveDate::from_ymd_opt(2026, 11, d).unwrap();
        for (today, expected) in [
            (25, Level::Over),
            (24, Level::Today),
            (23, Level::Near),
            (21, Level::Near),
            (20, Level::Soon),
            (17, Level::Soon),
            (16, Level::Calm),
        ] {
            assert_eq!(level(day(24), day(today)), expected, "{today}");
        }
    }
}
