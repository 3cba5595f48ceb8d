//! When a hearing may be held, and how often and for how long it may be put off.

use chrono::{Days, NaiveDate};

use super::Words;
use super::calendar::Calendar;
use super::deadlines::{Length, Unit, count};
use super::procedure::Procedure;

/// Whole days that lie between the day of the summons and that of the hearing.
///
/// CPL 139 and Interp. 227 ask for three days in the ordinary procedure. A strict count would put the last day of
/// service at hearing − 3; three clear days (hearing − 4) are safe under every reading. CPL 163 frees the
/// simplified procedure, and small claims with it.
pub fn clear_days(procedure: Procedure) -> u64 {
    match procedure {
        Procedure::Ordinary => 3,
        Procedure::Simplified | Procedure::SmallClaims | Procedure::SmallClaimsByAgreement => 0,
    }
}

/// The first day on which a hearing may be held whose summons goes out on this day: never the same day.
pub fn earliest_day(procedure: Procedure, summoned_on: NaiveDate) -> NaiveDate {
    let after = Days::new(clear_days(procedure) + 1);
    summoned_on.checked_add_days(after).unwrap_or(summoned_on)
}

pub fn is_summoned_in_time(
    procedure: Procedure,
    summoned_on: NaiveDate,
    hearing_on: NaiveDate,
) -> bool {
    hearing_on >= earliest_day(procedure, summoned_on)
}

pub fn summons_basis(procedure: Procedure) -> Words {
    match procedure {
        Procedure::Ordinary => Words::new("民事诉讼法第一百三十九条", "CPL 139"),
        _ => Words::new("民事诉讼法第一百六十三条", "CPL 163"),
    }
}

/// Delay19 3: two continuances in the ordinary procedure, one in the simplified and in small claims.
pub fn continuances_allowed(procedure: Procedure) -> u32 {
    match procedure {
        Procedure::Ordinary => 2,
        Procedure::Simplified | Procedure::SmallClaims | Procedure::SmallClaimsByAgreement => 1,
    }
}

pub fn may_be_put_off(procedure: Procedure, times_so_far: u32) -> bool {
    times_so_far < continuances_allowed(procedure)
}

/// The last day for the next date (Delay19 5: within a month), none where force majeure or the parties' consent
/// lifts the limit.
pub fn next_date_by(calendar: &Calendar, put_off_on: NaiveDate, lifted: bool) -> Option<NaiveDate> {
    if lifted {
        return None;
    }
    let month = Length::new(1, Unit::Month)?;
    Some(count(calendar, put_off_on, month).last_day)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn three_clear_days_lie_between_summons_and_hearing() {
        let summoned = day("2026-03-02");
        assert_eq!(
            earliest_day(Procedure::Ordinary, summoned),
            day("2026-03-06")
        );
        for (hearing, in_time) in [("2026-03-05", false), ("2026-03-06", true)] {
            assert_eq!(
                is_summoned_in_time(Procedure::Ordinary, summoned, day(hearing)),
                in_time,
                "{hearing}"
            );
        }
    }

    #[test]
    fn the_simplified_procedure_is_free_of_the_three_days() {
        for procedure in [
            Procedure::Simplified,
            Procedure::SmallClaims,
            Procedure::SmallClaimsByAgreement,
        ] {
            let summoned = day("2026-03-02");
            assert!(!is_summoned_in_time(procedure, summoned, summoned));
            assert!(is_summoned_in_time(procedure, summoned, day("2026-03-03")));
            assert_eq!(summons_basis(procedure).en, "CPL 163");
        }
    }

    #[test]
    fn continuances_end_at_two_or_one() {
        assert!(may_be_put_off(Procedure::Ordinary, 1));
        assert!(!may_be_put_off(Procedure::Ordinary, 2));
        assert!(may_be_put_off(Procedure::Simplified, 0));
        for procedure in [Procedure::Simplified, Procedure::SmallClaims] {
            assert!(!may_be_put_off(procedure, 1), "{procedure}");
        }
    }

    #[test]
    fn the_next_date_lies_within_a_month_unless_the_limit_is_lifted() {
        let calendar = Calendar::built_in().unwrap();
        let by = |from: &str, lifted| next_date_by(&calendar, day(from), lifted);
        assert_eq!(by("2026-03-10", false), Some(day("2026-04-10")));
        // 31 January has no corresponding day in February; the 28th is a make-up workday.
        assert_eq!(by("2026-01-31", false), Some(day("2026-02-28")));
        assert_eq!(by("2026-03-10", true), None);
    }
}
