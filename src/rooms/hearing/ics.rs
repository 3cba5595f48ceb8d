//! The hearing as a calendar file (RFC 5545).

use actix_web::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use actix_web::{HttpResponse, get, web};
use chrono::{DateTime, Utc};

use super::access::find_for;
use super::errors;
use super::model::hearing;
use super::moves::is_in;
use super::names::FIXED;
use super::view::Known;
use crate::court::Court;
use crate::kit::auth::Party;
use crate::kit::i18n::Lang;
use crate::kit::ids::PathId;
use crate::kit::problem::Problem;

/// RFC 5545 3.1: octets of a line, without its break.
const LINE: usize = 75;

/// A file for the calendar of a phone.
#[utoipa::path(operation_id = "get_hearing_calendar", tag = "hearing", params(("id" = Uuid, Path, description = "Of the hearing")), security(("party" = [])),
    responses((status = 200, description = "iCalendar", content_type = "text/calendar", body = String)),
    extensions(("x-errors" = json!(["request.not_found", "hearing.not_fixed"]))))]
#[get("/api/v1/hearings/{id}/calendar.ics")]
pub async fn get_hearing_calendar(
    court: web::Data<Court>,
    party: Party,
    id: PathId,
    lang: Lang,
) -> Result<HttpResponse, Problem> {
    let db = court.store.db();
    let (row, _) = find_for(db, &party, id.0).await?;
    let known = Known::of(db, std::slice::from_ref(&row)).await?;
    let times = row
        .starts_at
        .zip(row.ends_at)
        .filter(|_| is_in(&row, &FIXED));
    let times = times.ok_or(&errors::NOT_FIXED)?;
    let place = known.room(row.courtroom_id).map(|room| room.name);
    let event = Event {
        court: &court.settings.court.name,
        number: &known.brief(row.case_id)?.number,
        place: &place.unwrap_or_default(),
        times,
    };
    Ok(HttpResponse::Ok()
        .insert_header((CONTENT_TYPE, "text/calendar; charset=utf-8; method=PUBLISH"))
        .insert_header((CONTENT_DISPOSITION, "attachment; filename=\"hearing.ics\""))
        .body(file(&row, &event, lang)))
}

struct Event<'a> {
    court: &'a str,
    number: &'a str,
    place: &'a str,
    times: (DateTime<Utc>, DateTime<Utc>),
}

fn file(row: &hearing::Model, event: &Event<'_>, lang: Lang) -> String {
    let at = |time: DateTime<Utc>| time.format("%Y%m%dT%H%M%SZ").to_string();
    let (summary, description) = match lang {
        Lang::Zh => (
            format!("开庭 {}", event.number),
            "请按传票的时间参加开庭，并带好身份证件；以案件里的最新通知为准。".to_owned(),
        ),
        Lang::En => (
            format!("Hearing {}", event.number),
            "Attend at the time of the summons, with your ID; the latest notice in the case counts."
                .to_owned(),
        ),
    };
    let place = format!("{}，{}", event.court, event.place);
    let lines = [
        "BEGIN:VCALENDAR".to_owned(),
        "VERSION:2.0".to_owned(),
        "PRODID:-//Mobile micro court//Hearings//ZH".to_owned(),
        "METHOD:PUBLISH".to_owned(),
        "BEGIN:VEVENT".to_owned(),
        format!("UID:{}@hearing.micro-court", row.id),
        format!("DTSTAMP:{}", at(row.updated_at)),
        format!("SEQUENCE:{}", row.version),
        format!("DTSTART:{}", at(event.times.0)),
        format!("DTEND:{}", at(event.times.1)),
        format!("SUMMARY:{}", escaped(&summary)),
        format!("LOCATION:{}", escaped(&place)),
        format!("DESCRIPTION:{}", escaped(&description)),
        "STATUS:CONFIRMED".to_owned(),
        "BEGIN:VALARM".to_owned(),
        "ACTION:DISPLAY".to_owned(),
        format!("DESCRIPTION:{}", escaped(&summary)),
        "TRIGGER:-PT1H".to_owned(),
        "END:VALARM".to_owned(),
        "END:VEVENT".to_owned(),
        "END:VCALENDAR".to_owned(),
    ];
    lines.iter().map(|line| folded(line)).collect()
}

/// RFC 5545 3.3.11.
fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\")
        .replace(';', "\\;")
        .replace(',', "\\,")
        .replace("\r\n", "\\n")
        .replace('\n', "\\n")
}

/// A line with its break, folded between characters at 75 octets.
fn folded(line: &str) -> String {
    let (mut text, mut width) = (String::with_capacity(line.len() + 8), 0);
    for character in line.chars() {
        if width + character.len_utf8() > LINE {
            text.push_str("\r\n ");
            width = 1;
        }
        text.push(character);
        width += character.len_utf8();
    }
    text + "\r\n"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_lines_are_folded_between_characters() {
        let line = format!("DESCRIPTION:{}", "开庭".repeat(60));
        let folded = folded(&line);
        assert!(folded.ends_with("\r\n"));
        for part in folded.split("\r\n") {
            assert!(part.len() <= LINE, "{} octets", part.len());
        }
        assert_eq!(folded.replace("\r\n ", "").trim_end(), line);
    }

    #[test]
    fn what_would_end_a_value_is_escaped() {
        assert_eq!(escaped("a,b;c\\d\ne"), "a\\,b\\;c\\\\d\\ne");
    }
}
