//! Days and moments as they come from outside. The law counts in Shanghai's local days.

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveTime, SecondsFormat, TimeDelta};

/// China has had one time and no summer time since 1991, so a fixed offset is the whole truth here.
const SHANGHAI_SECONDS: i32 = 8 * 3600;

/// The offset of Asia/Shanghai.
pub fn shanghai() -> FixedOffset {
    // The constant is within a day's seconds, so the fallback is never taken; it is UTC in type only.
    FixedOffset::east_opt(SHANGHAI_SECONDS).unwrap_or_else(|| chrono::Offset::fix(&chrono::Utc))
}

/// A point in time as the law sees it: kept with Shanghai's offset.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Moment(DateTime<FixedOffset>);

impl Moment {
    pub fn from_time<Zone: chrono::TimeZone>(time: &DateTime<Zone>) -> Self {
        Self(time.with_timezone(&shanghai()))
    }

    /// The first moment of a day in Shanghai.
    pub fn start_of(day: NaiveDate) -> Self {
        let midnight = day.and_time(NaiveTime::MIN);
        let utc = midnight - TimeDelta::seconds(i64::from(SHANGHAI_SECONDS));
        Self(DateTime::from_naive_utc_and_offset(utc, shanghai()))
    }

    /// Reads a strict RFC 3339 time with offset: `T` between, seconds 00-59, hours 00-23.
    pub fn parse(text: &str) -> Option<Self> {
        let bytes = text.as_bytes();
        let separated = matches!(bytes.get(10), Some(b'T' | b't'));
        // chrono also takes a leap second, which no clock of the court shows and no comparison needs.
        let leap = bytes.get(17..19).is_some_and(|second| second == b"60");
        let year_fits = bytes
            .get(..4)
            .is_some_and(|year| year.iter().all(u8::is_ascii_digit));
        if !text.is_ascii() || !separated || leap || !year_fits {
            return None;
        }
        DateTime::parse_from_rfc3339(text)
            .ok()
            .map(|time| Self::from_time(&time))
    }

    /// The local day in Shanghai.
    pub fn day(self) -> NaiveDate {
        self.0.date_naive()
    }

    pub fn time(self) -> DateTime<FixedOffset> {
        self.0
    }
}

/// ISO 8601 at +08:00, fractions only when there are any.
impl std::fmt::Display for Moment {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0.to_rfc3339_opts(SecondsFormat::AutoSi, false))
    }
}

/// Reads exactly `YYYY-MM-DD`; `None` for another shape or a day that does not exist.
pub fn parse_day(text: &str) -> Option<NaiveDate> {
    let bytes = text.as_bytes();
    let shaped = bytes.len() == 10
        && bytes.iter().enumerate().all(|(place, byte)| match place {
            4 | 7 => *byte == b'-',
            _ => byte.is_ascii_digit(),
        });
    if !shaped {
        return None;
    }
    NaiveDate::from_ymd_opt(
        text[..4].parse().ok()?,
        text[5..7].parse().ok()?,
        text[8..].parse().ok()?,
    )
}

/// The years that a question may speak of (2000-01-01 to 2099-12-31).
pub fn in_range(day: NaiveDate) -> bool {
    (2000..=2099).contains(&chrono::Datelike::year(&day))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_strict_times_with_offset_are_read() {
        for (text, shown) in [
            ("2026-03-02T16:00:00Z", "2026-03-03T00:00:00+08:00"),
            ("2026-03-02T09:15:04+08:00", "2026-03-02T09:15:04+08:00"),
            (
                "2026-03-02t09:15:04.25-05:30",
                "2026-03-02T22:45:04.250+08:00",
            ),
            ("2024-02-29T00:00:00z", "2024-02-29T08:00:00+08:00"),
            ("2026-03-02T09:15:04-00:00", "2026-03-02T17:15:04+08:00"),
        ] {
            assert_eq!(
                Moment::parse(text)
                    .map(|moment| moment.to_string())
                    .as_deref(),
                Some(shown),
                "{text}"
            );
        }
        for wrong in [
            "2026-03-02T24:00:00+08:00",
            "2026-03-02T09:60:00+08:00",
            "2026-03-02T09:15:60+08:00",
            "2026-03-02T09:15:04",
            "2026-03-02 09:15:04+08:00",
            "2026-03-02T09:15+08:00",
            "2026-03-02T09:15:04+0800",
            "2026-03-02T09:15:04+08",
            "2026-03-02T09:15:04+24:00",
            "2026-03-02T09:15:04+08:60",
            "2026-03-02T09:15:04.+08:00",
            "2026-02-29T00:00:00Z",
            "2026-3-2T09:15:04Z",
            "+2026-03-02T09:15:04Z",
            "2026-03-02",
            " 2026-03-02T09:15:04Z",
            "2026-03-02T09:15:04Z ",
            "2026-03-02T09:15:04−08:00",
            "",
        ] {
            assert_eq!(Moment::parse(wrong), None, "{wrong:?}");
        }
    }

    #[test]
    fn only_existing_days_in_full_digits_are_read() {
        assert_eq!(
            parse_day("2024-02-29"),
            NaiveDate::from_ymd_opt(2024, 2, 29)
        );
        for wrong in [
            "2025-02-29",
            "2026-13-01",
            "2026-00-01",
            "2026-01-00",
            "2026-3-02",
            "2026/03/02",
            "20260302",
            "2026-03-02 ",
            "+026-03-02",
            "２０２６-03-02",
            "",
            "2026-03-2x",
        ] {
            assert_eq!(parse_day(wrong), None, "{wrong:?}");
        }
    }

    #[test]
    fn a_day_starts_at_sixteen_hundred_utc_the_day_before() {
        let day = NaiveDate::from_ymd_opt(2026, 3, 3).unwrap();
        assert_eq!(
            Moment::start_of(day).to_string(),
            "2026-03-03T00:00:00+08:00"
        );
        assert_eq!(Moment::start_of(day).day(), day);
        assert_eq!(
            Moment::start_of(day),
            Moment::parse("2026-03-02T16:00:00Z").unwrap()
        );
    }
}
