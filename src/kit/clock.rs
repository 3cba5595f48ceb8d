//! The only clock. UTC, cut to microseconds (PostgreSQL keeps no more), read through one door so that
//! a test or the sandbox can move it.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::{DateTime, Duration, FixedOffset, NaiveDate, SubsecRound, Utc};

/// The law's time zone. China has kept UTC+8 without daylight saving since 1992, and no rule we
/// apply reaches back further.
pub fn shanghai() -> FixedOffset {
    FixedOffset::east_opt(8 * 3600).unwrap_or_else(|| unreachable!("+08:00 is a valid offset"))
}

/// The day in Asia/Shanghai on which a moment falls.
pub fn shanghai_day(at: DateTime<Utc>) -> NaiveDate {
    at.with_timezone(&shanghai()).date_naive()
}

#[derive(Clone, Debug, Default)]
pub struct Clock {
    /// Seconds in this file are added to the system's time. `Settings::check` refuses it beyond loopback.
    offset_file: Option<Arc<Path>>,
}

impl Clock {
    pub fn system() -> Clock {
        Clock::default()
    }

    pub fn with_offset_file(path: PathBuf) -> Clock {
        Clock {
            offset_file: Some(path.into()),
        }
    }

    pub fn now(&self) -> DateTime<Utc> {
        let now = Utc::now().trunc_subsecs(6);
        match self.offset_s() {
            0 => now,
            offset => now
                .checked_add_signed(Duration::seconds(offset))
                .unwrap_or(now),
        }
    }

    /// The machine's own time, which nothing moves: for signatures on the wire, whose other side keeps no
    /// court's clock. Everything that the law or a person sees goes by `now`.
    pub fn machine_now(&self) -> DateTime<Utc> {
        Utc::now().trunc_subsecs(6)
    }

    /// Moves the clock for every process that reads the same file, and returns the new time.
    pub fn advance(&self, seconds: i64) -> std::io::Result<DateTime<Utc>> {
        let Some(path) = &self.offset_file else {
            return Err(std::io::Error::other("this clock has no offset file"));
        };
        let offset = self.offset_s().saturating_add(seconds);
        let fits = Duration::try_seconds(offset)
            .and_then(|d| Utc::now().checked_add_signed(d))
            .is_some();
        if !fits {
            return Err(std::io::Error::new(
                std::io::ErrorKind::InvalidInput,
                "that is outside the calendar",
            ));
        }
        // Written aside and renamed, so that a reader never sees half a number.
        let aside = path.with_extension(format!("tmp{}", std::process::id()));
        std::fs::write(&aside, offset.to_string())?;
        std::fs::rename(&aside, path)?;
        Ok(self.now())
    }

    fn offset_s(&self) -> i64 {
        self.offset_file
            .as_deref()
            .and_then(|path| std::fs::read_to_string(path).ok())
            .and_then(|text| text.trim().parse().ok())
            .unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn midnight_in_shanghai_is_the_next_day() {
        let at = "2026-03-02T16:00:00Z".parse().unwrap();
        assert_eq!(
            shanghai_day(at),
            NaiveDate::from_ymd_opt(2026, 3, 3).unwrap()
        );
    }

    #[test]
    fn the_offset_file_moves_every_clock_that_reads_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("offset");
        let (one, two) = (
            Clock::with_offset_file(path.clone()),
            Clock::with_offset_file(path),
        );
        one.advance(86_400).unwrap();
        let ahead = two.now() - Utc::now();
        assert!((86_390..=86_400).contains(&ahead.num_seconds()), "{ahead}");
        assert!(one.advance(i64::MAX).is_err());
    }

    #[test]
    fn no_more_than_microseconds() {
        assert_eq!(Clock::system().now().timestamp_subsec_nanos() % 1000, 0);
    }
}
