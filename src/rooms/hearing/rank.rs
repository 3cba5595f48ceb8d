//! Which times to offer: those that judge, clerk and a courtroom have free, the least conflicts first.

use chrono::{DateTime, Datelike, Days, Duration, NaiveDate, NaiveTime, Utc};
use uuid::Uuid;

use super::grid::{BUFFER_MIN, Busy, Resource, cells_of_hearing};
use super::model::courtroom;
use crate::kit::clock::shanghai;
use crate::kit::i18n::Words;
use crate::law::calendar::Calendar;

/// Of one day, so that a party who is away that day has other days to choose from.
const MOST_A_DAY: usize = 3;

/// When the court sits: 9:00 to 12:00 and 13:30 to 17:30 in Shanghai, in minutes of the day.
const SESSIONS: [(u32, u32); 2] = [(9 * 60, 12 * 60), (13 * 60 + 30, 17 * 60 + 30)];
pub(super) const LONGEST_MIN: i32 = 240;

/// What is wanted, and what is known.
pub(super) struct Wish<'a> {
    pub calendar: &'a Calendar,
    pub first: NaiveDate,
    pub last: NaiveDate,
    pub duration_min: i32,
    pub count: usize,
    pub rooms: &'a [courtroom::Model],
    /// Judge and clerk.
    pub staff: &'a [Uuid],
    /// The people of the case.
    pub people: &'a [Uuid],
    /// Times that somebody marked as impossible, by whose they are.
    pub impossible: &'a [(Uuid, DateTime<Utc>, DateTime<Utc>)],
    pub busy: &'a Busy,
    pub today: NaiveDate,
    pub notice: Words,
}

/// A time to offer.
#[derive(Clone, Debug)]
pub(super) struct Candidate {
    pub room: Uuid,
    pub starts_at: DateTime<Utc>,
    pub ends_at: DateTime<Utc>,
    pub conflicts: usize,
    pub why: Vec<Words>,
}

/// A minute of a day in Shanghai.
fn moment(day: NaiveDate, minute: u32) -> Option<DateTime<Utc>> {
    let time = NaiveTime::from_hms_opt(minute / 60, minute % 60, 0)?;
    let local = day.and_time(time).and_local_timezone(shanghai()).single()?;
    Some(local.with_timezone(&Utc))
}

/// Whether a time lies on a working day within one of the sessions.
pub(super) fn in_session(calendar: &Calendar, from: DateTime<Utc>, to: DateTime<Utc>) -> bool {
    let day = from.with_timezone(&shanghai()).date_naive();
    !calendar.is_rest_day(day)
        && SESSIONS.iter().any(|(start, end)| {
            moment(day, *start).is_some_and(|start| from >= start)
                && moment(day, *end).is_some_and(|end| to <= end)
        })
}

/// The times to offer, best first.
pub(super) fn rank(wish: &Wish<'_>) -> Vec<Candidate> {
    let mut all: Vec<Candidate> = working_days(wish)
        .flat_map(|day| starts(wish.duration_min).map(move |minute| (day, minute)))
        .filter_map(|(day, minute)| candidate(wish, day, minute))
        .collect();
    // The order of time is that of the list already; sorting is stable.
    all.sort_by_key(|one| one.conflicts);
    let mut best: Vec<Candidate> = Vec::with_capacity(wish.count);
    for one in all {
        let day = |at: DateTime<Utc>| at.with_timezone(&shanghai()).date_naive();
        let of_day = best
            .iter()
            .filter(|other| day(other.starts_at) == day(one.starts_at))
            .count();
        if of_day < MOST_A_DAY {
            best.push(one);
        }
        if best.len() == wish.count {
            break;
        }
    }
    best
}

fn working_days(wish: &Wish<'_>) -> impl Iterator<Item = NaiveDate> {
    let span = (wish.last - wish.first).num_days().max(-1) + 1;
    (0..span.unsigned_abs())
        .filter_map(|offset| wish.first.checked_add_days(Days::new(offset)))
        .filter(|day| !wish.calendar.is_rest_day(*day))
}

/// Starts that fill a session one after the other, with the buffer between.
fn starts(duration_min: i32) -> impl Iterator<Item = u32> {
    let duration = duration_min.max(15).unsigned_abs();
    let step = (duration + BUFFER_MIN.unsigned_abs() as u32).next_multiple_of(15) as usize;
    SESSIONS.iter().flat_map(move |(start, end)| {
        (*start..*end)
            .step_by(step)
            .filter(move |minute| minute + duration <= *end)
    })
}

fn candidate(wish: &Wish<'_>, day: NaiveDate, minute: u32) -> Option<Candidate> {
    let starts_at = moment(day, minute)?;
    let ends_at = starts_at + Duration::minutes(wish.duration_min.into());
    let cells = cells_of_hearing(starts_at, ends_at);
    let free = |resource| wish.busy.is_free(resource, cells.clone());
    if !wish.staff.iter().all(|id| free(Resource::Staff(*id))) {
        return None;
    }
    let room = wish
        .rooms
        .iter()
        .find(|room| free(Resource::Courtroom(room.id)))?;
    let elsewhere = wish
        .people
        .iter()
        .filter(|id| !free(Resource::Person(**id)))
        .count();
    let mut marked: Vec<Uuid> = wish
        .impossible
        .iter()
        .filter(|(_, from, to)| *from < ends_at && *to > starts_at)
        .map(|(person, _, _)| *person)
        .collect();
    marked.sort_unstable();
    marked.dedup();
    Some(Candidate {
        room: room.id,
        starts_at,
        ends_at,
        conflicts: elsewhere + marked.len(),
        why: why(wish, day, &room.name, (elsewhere, marked.len())),
    })
}

fn why(
    wish: &Wish<'_>,
    day: NaiveDate,
    room: &str,
    (elsewhere, marked): (usize, usize),
) -> Vec<Words> {
    let days = (day - wish.today).num_days();
    let mut why = vec![
        Words::new(
            format!("法官、书记员和{room}都有空。"),
            format!("Judge, clerk and {room} are free."),
        ),
        Words::new(
            format!("离今天还有 {days} 天，够送达传票（{}）。", wish.notice.zh),
            format!(
                "In {days} days: time enough for the summons ({}).",
                wish.notice.en
            ),
        ),
    ];
    why.push(match (elsewhere, marked) {
        (0, 0) => Words::fixed(
            "没有人标记这个时间不便。",
            "Nobody has marked this time as impossible.",
        ),
        (0, marked) => Words::new(
            format!("有 {marked} 人标记这个时间不便。"),
            format!("Marked as impossible by {marked}."),
        ),
        (elsewhere, marked) => Words::new(
            format!("有 {elsewhere} 人另有开庭，{marked} 人标记这个时间不便。"),
            format!("{elsewhere} in another hearing, marked as impossible by {marked}."),
        ),
    });
    if let Some(holiday) = wish.calendar.makeup(day) {
        why.push(Words::new(
            format!("这一天是{holiday}调休的工作日。"),
            format!("A make-up workday ({holiday})."),
        ));
    }
    if !wish.calendar.is_published(day.year()) {
        why.push(Words::fixed(
            "这一年的放假安排还没有公布，这一天可能要调整。",
            "The holidays of that year are not published yet, so the day may have to change.",
        ));
    }
    why
}

#[cfg(test)]
mod tests {
    use super::*;

    const JUDGE: Uuid = Uuid::from_u128(1);
    const PARTY: Uuid = Uuid::from_u128(2);

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    fn room(n: u128) -> courtroom::Model {
        courtroom::Model {
            id: Uuid::from_u128(n),
            name: format!("网上第{n}法庭"),
            online: true,
            capacity: 50,
            enabled: true,
            created_at: DateTime::UNIX_EPOCH,
        }
    }

    fn ranked(
        (first, last): (&str, &str),
        impossible: &[(Uuid, DateTime<Utc>, DateTime<Utc>)],
        busy: &Busy,
        count: usize,
    ) -> Vec<Candidate> {
        let calendar = Calendar::built_in().unwrap();
        rank(&Wish {
            calendar: &calendar,
            first: day(first),
            last: day(last),
            duration_min: 90,
            count,
            rooms: &[room(11)],
            staff: &[JUDGE],
            people: &[PARTY],
            impossible,
            busy,
            today: day("2026-02-01"),
            notice: Words::fixed("民事诉讼法第一百三十九条", "CPL 139"),
        })
    }

    fn starts_of(found: &[Candidate]) -> Vec<String> {
        let local = |one: &Candidate| one.starts_at.with_timezone(&shanghai());
        found
            .iter()
            .map(|one| local(one).format("%m-%d %H:%M").to_string())
            .collect()
    }

    #[test]
    fn sessions_are_filled_without_overlap() {
        let found = ranked(("2026-03-02", "2026-03-03"), &[], &Busy::default(), 20);
        assert_eq!(
            starts_of(&found),
            [
                "03-02 09:00",
                "03-02 13:30",
                "03-02 15:15",
                "03-03 09:00",
                "03-03 13:30",
                "03-03 15:15"
            ]
        );
    }

    #[test]
    fn a_make_up_workday_is_used_and_a_holiday_is_not() {
        // 15 to 23 February 2026 are the Spring Festival; Saturday the 14th and the 28th are worked.
        let found = ranked(("2026-02-14", "2026-02-24"), &[], &Busy::default(), 20);
        let days: Vec<String> = starts_of(&found)
            .iter()
            .map(|at| at[..5].to_owned())
            .collect();
        assert_eq!(days.first().map(String::as_str), Some("02-14"));
        assert!(
            days.iter().all(|day| day == "02-14" || day == "02-24"),
            "{days:?}"
        );
        assert!(
            found[0]
                .why
                .iter()
                .any(|words| words.zh.contains("调休的工作日"))
        );
    }

    #[test]
    fn what_somebody_cannot_make_comes_last_and_says_so() {
        let morning = (
            PARTY,
            at("2026-03-02T00:00:00Z"),
            at("2026-03-02T04:00:00Z"),
        );
        let found = ranked(
            ("2026-03-02", "2026-03-02"),
            &[morning],
            &Busy::default(),
            3,
        );
        assert_eq!(
            starts_of(&found),
            ["03-02 13:30", "03-02 15:15", "03-02 09:00"]
        );
        let last = found.last().unwrap();
        assert!(
            last.why
                .iter()
                .any(|words| words.en.contains("impossible by 1"))
        );
    }

    #[test]
    fn a_judge_who_sits_elsewhere_is_not_offered() {
        let taken = cells_of_hearing(at("2026-03-02T01:00:00Z"), at("2026-03-02T02:30:00Z"));
        let busy = Busy::of_cells(Resource::Staff(JUDGE), taken);
        let found = ranked(("2026-03-02", "2026-03-02"), &[], &busy, 3);
        assert_eq!(starts_of(&found), ["03-02 13:30", "03-02 15:15"]);
    }

    #[test]
    fn the_court_sits_on_working_days_in_its_hours() {
        let calendar = Calendar::built_in().unwrap();
        for (from, to, sits) in [
            ("2026-03-02T01:00:00Z", "2026-03-02T04:00:00Z", true),
            ("2026-03-02T03:30:00Z", "2026-03-02T04:30:00Z", false),
            ("2026-03-01T01:00:00Z", "2026-03-01T02:00:00Z", false),
            ("2026-02-28T05:30:00Z", "2026-02-28T09:30:00Z", true),
        ] {
            assert_eq!(in_session(&calendar, at(from), at(to)), sits, "{from}");
        }
    }
}
