//! The court's own limits once a case is docketed.

use chrono::NaiveDate;

use super::Words;
use super::calendar::Calendar;
use super::deadlines::{Deadline, Length, Unit, count};
use super::procedure::Procedure;

/// A limit with the article it rests on.
#[derive(Clone, Debug)]
pub struct Limit {
    pub deadline: Deadline,
    pub basis: Words,
}

/// CPL 128: the complaint is sent to the defendant within 5 days of docketing.
pub fn serve_complaint(calendar: &Calendar, docketed_on: NaiveDate) -> Limit {
    Limit {
        deadline: count(calendar, docketed_on, Length::days(5)),
        basis: Words::new("民事诉讼法第一百二十八条", "CPL 128"),
    }
}

/// CPL 128, 285: fifteen days from service of the complaint, thirty without a domicile in PRC territory.
pub fn defence(calendar: &Calendar, served_on: NaiveDate, outside_prc: bool) -> Limit {
    Limit {
        deadline: count(calendar, served_on, Length::days(answer_days(outside_prc))),
        basis: match outside_prc {
            false => Words::new("民事诉讼法第一百二十八条", "CPL 128"),
            true => Words::new("民事诉讼法第二百八十五条", "CPL 285"),
        },
    }
}

/// CPL 130: an objection to jurisdiction is raised within the time for the defence.
pub fn jurisdiction_objection(
    calendar: &Calendar,
    served_on: NaiveDate,
    outside_prc: bool,
) -> Limit {
    Limit {
        deadline: count(calendar, served_on, Length::days(answer_days(outside_prc))),
        basis: Words::new("民事诉讼法第一百三十条", "CPL 130"),
    }
}

fn answer_days(outside_prc: bool) -> u32 {
    if outside_prc { 30 } else { 15 }
}

/// CPL 152, 164, 168 and Interp. 243: 6, 3 or 2 months from the day after docketing.
pub fn trial_limit(
    calendar: &Calendar,
    docketed_on: NaiveDate,
    procedure: Procedure,
) -> Option<Limit> {
    let (months, basis) = match procedure {
        Procedure::Ordinary => (6, Words::new("民事诉讼法第一百五十二条", "CPL 152")),
        Procedure::Simplified => (3, Words::new("民事诉讼法第一百六十四条", "CPL 164")),
        Procedure::SmallClaims | Procedure::SmallClaimsByAgreement => {
            (2, Words::new("民事诉讼法第一百六十八条", "CPL 168"))
        }
    };
    let length = Length::new(months, Unit::Month)?;
    Some(Limit {
        deadline: count(calendar, docketed_on, length),
        basis,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn the_trial_limit_depends_on_the_procedure() {
        let calendar = Calendar::built_in().unwrap();
        for (procedure, last) in [
            (Procedure::SmallClaims, "2026-03-16"), // the 15th is a Sunday
            (Procedure::SmallClaimsByAgreement, "2026-03-16"),
            (Procedure::Simplified, "2026-04-15"),
            (Procedure::Ordinary, "2026-07-15"),
        ] {
            let limit = trial_limit(&calendar, day("2026-01-15"), procedure).unwrap();
            assert_eq!(limit.deadline.last_day, day(last), "{procedure}");
        }
        let into_next_year =
            trial_limit(&calendar, day("2026-10-29"), Procedure::Simplified).unwrap();
        assert_eq!(into_next_year.deadline.last_day, day("2027-01-29"));
        assert!(into_next_year.deadline.provisional);
    }

    #[test]
    fn the_defence_has_fifteen_days_or_thirty_from_outside() {
        let calendar = Calendar::built_in().unwrap();
        let served = day("2026-01-12");
        for (outside, last) in [(false, "2026-01-27"), (true, "2026-02-11")] {
            let defence = defence(&calendar, served, outside).deadline;
            let objection = jurisdiction_objection(&calendar, served, outside).deadline;
            assert_eq!(defence.last_day, day(last));
            assert_eq!(objection.last_day, defence.last_day);
        }
    }

    #[test]
    fn the_complaint_goes_out_within_five_days() {
        let calendar = Calendar::built_in().unwrap();
        let limit = serve_complaint(&calendar, day("2026-01-12"));
        // The 17th is a Saturday: the limit moves to Monday.
        assert_eq!(limit.deadline.last_day, day("2026-01-19"));
    }
}
