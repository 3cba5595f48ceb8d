//! Requests and answers of this room.

use chrono::{DateTime, Duration, FixedOffset, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::names::{CancelGround, FixGround, Ground, Mode, OfflineGround};
use super::rank::LONGEST_MIN;
use crate::kit::clock::shanghai;
use crate::kit::i18n::Words;
use crate::kit::problem::{FieldError, Problem};
use crate::law::moments::{Moment, parse_day};

const LONGEST_TEXT: usize = 2_000;
const MOST_RANGES: usize = 50;

/// A courtroom, with a wall or on a screen.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = Courtroom, example = json!({"id": "0193a1f0-7c1e-7000-8000-000000000001", "name": "网上第一法庭", "online": true, "capacity": 50, "enabled": true}))]
pub struct CourtroomView {
    pub id: Uuid,
    pub name: String,
    pub online: bool,
    pub capacity: i32,
    pub enabled: bool,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewCourtroom, example = json!({"name": "网上第三法庭", "online": true, "capacity": 50}))]
pub struct NewCourtroom {
    pub name: String,
    pub online: bool,
    /// People who fit, 2 to 10,000.
    pub capacity: i32,
}

/// A hearing as its people see it.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Hearing, example = json!({"id": "0193a1f0-7c1e-7000-8000-0000000000d1", "case_id": "0193a1f0-7c1e-7000-8000-0000000000a1",
    "case_number": "（2026）京0491民初1024号", "title": "张三 诉 福州云杉商贸有限公司", "state": "proposed", "state_words": "请选时间", "mode": "online",
    "public": true, "duration_min": 90, "starts_at": null, "ends_at": null, "courtroom": null, "judge": "赵敏",
    "reply_by": "2026-12-02T00:00:00+08:00", "adjournments": 0, "adjournments_allowed": 1, "version": 2,
    "next": "轮到您：选一个开庭时间", "can": ["choose"], "chosen_slot_id": null, "unavailable": []}))]
pub struct HearingView {
    pub id: Uuid,
    pub case_id: Uuid,
    pub case_number: String,
    pub title: String,
    /// State of the hearing machine (`GET /api/v1/meta/machines`).
    pub state: String,
    pub state_words: String,
    pub mode: String,
    pub public: bool,
    pub duration_min: i32,
    pub starts_at: Option<DateTime<FixedOffset>>,
    pub ends_at: Option<DateTime<FixedOffset>>,
    pub courtroom: Option<CourtroomView>,
    pub judge: Option<String>,
    /// Exclusive end of the time to choose.
    pub reply_by: Option<DateTime<FixedOffset>>,
    /// Continuances so far, and how many the law allows.
    pub adjournments: i32,
    pub adjournments_allowed: u32,
    /// Also the `ETag`.
    pub version: i32,
    /// What to do now, in words.
    pub next: String,
    /// Events of the machine that I may cause now.
    pub can: Vec<&'static str>,
    /// My own answer.
    pub chosen_slot_id: Option<Uuid>,
    pub unavailable: Vec<Range>,
}

/// A time that does not suit. `to` is exclusive.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = HearingTimeRange)]
pub struct Range {
    pub from: DateTime<FixedOffset>,
    pub to: DateTime<FixedOffset>,
}

/// A time to choose.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = HearingSlot, example = json!({"id": "0193a1f0-7c1e-7000-8000-0000000000e1", "starts_at": "2026-12-08T09:00:00+08:00",
    "ends_at": "2026-12-08T10:30:00+08:00", "courtroom": {"id": "0193a1f0-7c1e-7000-8000-000000000001", "name": "网上第一法庭", "online": true,
    "capacity": 50, "enabled": true}, "rank": 1, "why": ["法官、书记员和网上第一法庭都有空。"], "free": true, "chosen_by": ["plaintiff"], "mine": true}))]
pub struct SlotView {
    pub id: Uuid,
    pub starts_at: DateTime<FixedOffset>,
    pub ends_at: DateTime<FixedOffset>,
    pub courtroom: Option<CourtroomView>,
    /// 1 is the best.
    pub rank: i32,
    /// In the caller's language.
    pub why: Vec<String>,
    /// Nobody else has taken it meanwhile.
    pub free: bool,
    /// Sides that chose it.
    pub chosen_by: Vec<String>,
    /// I chose it.
    pub mine: bool,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct SlotList {
    pub items: Vec<SlotView>,
    /// Always null: the list is one page.
    pub next: Option<String>,
}

/// A hearing as the desk sees it.
#[derive(Debug, Serialize, ToSchema)]
pub struct DeskHearing {
    #[serde(flatten)]
    pub hearing: HearingView,
    pub judge_id: Uuid,
    pub clerk_id: Option<Uuid>,
    pub clerk: Option<String>,
    /// Last day for the next date after a continuance.
    pub next_by: Option<NaiveDate>,
    /// Rounds of proposals that ended without a common time.
    pub unanswered_rounds: i32,
    pub ground: Option<String>,
    pub reason: Option<String>,
    pub summoned_at: Option<DateTime<FixedOffset>>,
    pub slots: Vec<SlotView>,
    pub answers: Vec<AnswerView>,
    /// The latest request for another time.
    pub request: Option<RequestView>,
}

#[derive(Debug, Serialize, ToSchema)]
#[schema(as = HearingAnswer)]
pub struct AnswerView {
    pub side: String,
    pub slot_id: Option<Uuid>,
    pub unavailable: Vec<Range>,
    pub at: DateTime<FixedOffset>,
}

#[derive(Debug, Serialize, ToSchema)]
#[schema(as = HearingRequest)]
pub struct RequestView {
    pub side: String,
    pub ground: String,
    pub ground_words: String,
    pub reason: String,
    pub proof: Vec<Uuid>,
    /// `open`, `granted`, `refused`.
    pub state: String,
    pub asked_at: DateTime<FixedOffset>,
    pub note: Option<String>,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewHearing, example = json!({"case_id": "0193a1f0-7c1e-7000-8000-0000000000a1", "judge_id": "0193a1f0-7c1e-7000-8000-0000000000c2",
    "clerk_id": null, "mode": "online", "duration_min": 90, "public": true}))]
pub struct NewHearing {
    pub case_id: Uuid,
    pub judge_id: Uuid,
    pub clerk_id: Option<Uuid>,
    pub mode: Mode,
    /// 15 to 240, in quarters of an hour.
    pub duration_min: i32,
    /// Open to the public and on the cause list; true when left out.
    pub public: Option<bool>,
}

impl NewHearing {
    pub fn checked(self) -> Result<NewHearing, Problem> {
        let fits = (15..=LONGEST_MIN).contains(&self.duration_min) && self.duration_min % 15 == 0;
        match fits {
            true => Ok(self),
            false => Err(Problem::field(
                "/duration_min",
                "field.out_of_range",
                Words::fixed(
                    "时长要在 15 到 240 分钟之间，以 15 分钟为单位。",
                    "15 to 240 minutes, in quarters of an hour.",
                ),
            )),
        }
    }
}

#[derive(Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
#[schema(as = ProposeSlots, example = json!({"count": 6, "reply_days": 3}))]
pub struct ProposeSlots {
    /// How many, 1 to 20; 6 when left out.
    pub count: Option<u32>,
    /// Days to answer, 1 to 15; 3 when left out.
    pub reply_days: Option<u32>,
    /// Not before this day.
    pub from: Option<NaiveDate>,
    /// Not after this day.
    pub to: Option<NaiveDate>,
    /// In this courtroom alone.
    pub courtroom_id: Option<Uuid>,
}

impl ProposeSlots {
    pub fn checked(self) -> Result<ProposeSlots, Problem> {
        let mut faults = Vec::new();
        let mut within = |pointer: &str, value: Option<u32>, most: u32| {
            if value.is_some_and(|value| !(1..=most).contains(&value)) {
                let words = Words::new(format!("要在 1 到 {most} 之间。"), format!("1 to {most}."));
                faults.push(FieldError::new(pointer, "field.out_of_range", words));
            }
        };
        within("/count", self.count, 20);
        within("/reply_days", self.reply_days, 15);
        if self.from.zip(self.to).is_some_and(|(from, to)| to < from) {
            let words = Words::fixed(
                "最后一天不能早于第一天。",
                "The last day lies before the first.",
            );
            faults.push(FieldError::new("/to", "field.out_of_range", words));
        }
        match faults.is_empty() {
            true => Ok(self),
            false => Err(Problem::invalid(faults)),
        }
    }
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = FixHearing, example = json!({"starts_at": "2026-12-08T09:00:00+08:00", "courtroom_id": "0193a1f0-7c1e-7000-8000-000000000001",
    "ground": "urgent", "note": "证人即将出境"}))]
pub struct FixDirectly {
    /// On a quarter of an hour, on a working day within the court's hours.
    pub starts_at: DateTime<FixedOffset>,
    pub courtroom_id: Uuid,
    pub ground: FixGround,
    /// Why it is urgent; asked for with `urgent`.
    pub note: Option<String>,
    /// All parties waived the rest of the evidence period.
    #[serde(default)]
    pub evidence_waived: bool,
}

impl FixDirectly {
    pub fn checked(mut self) -> Result<FixDirectly, Problem> {
        self.note = text("/note", self.note)?;
        if self.ground == FixGround::Urgent && self.note.is_none() {
            return Err(missing("/note"));
        }
        if self.starts_at.timestamp() % 900 != 0 {
            return Err(Problem::field(
                "/starts_at",
                "field.out_of_range",
                Words::fixed(
                    "请从整刻钟开始，例如 09:00、09:15。",
                    "Start on a quarter of an hour, such as 09:15.",
                ),
            ));
        }
        Ok(self)
    }
}

#[derive(Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
#[schema(as = ConfirmHearing, example = json!({"evidence_waived": false}))]
pub struct Confirm {
    /// All parties waived the rest of the evidence period.
    pub evidence_waived: bool,
}

#[derive(Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
#[schema(as = HearingNote, example = json!({"note": "改用大法庭"}))]
pub struct Note {
    pub note: Option<String>,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = RefuseChange, example = json!({"note": "理由没有证明材料"}))]
pub struct Refusal {
    /// Why; the party reads it.
    pub note: String,
}

#[derive(Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
#[schema(as = GrantChange, example = json!({"force_majeure": false, "consent": false, "president_approval": null, "note": null}))]
pub struct Grant {
    /// Lifts the limit of a month to the next date (Delay19 5).
    pub force_majeure: bool,
    /// The parties agree to a later date; lifts it too.
    pub consent: bool,
    /// The president's approval, asked for with an `other` ground.
    pub president_approval: Option<String>,
    pub note: Option<String>,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = PostponeHearing, example = json!({"ground": "new_witness_or_evidence", "note": "需要调取平台后台数据", "force_majeure": false, "consent": false}))]
pub struct Postpone {
    pub ground: Ground,
    pub note: String,
    #[serde(default)]
    pub force_majeure: bool,
    #[serde(default)]
    pub consent: bool,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ToOffline, example = json!({"courtroom_id": "0193a1f0-7c1e-7000-8000-000000000003", "ground": "check_in_court", "note": "需要当庭核对原物"}))]
pub struct ToOffline {
    pub courtroom_id: Uuid,
    pub ground: OfflineGround,
    pub note: String,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = CancelHearing, example = json!({"ground": "settled", "note": null}))]
pub struct Cancel {
    pub ground: CancelGround,
    pub note: Option<String>,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = MoveDay, example = json!({"judge_id": "0193a1f0-7c1e-7000-8000-0000000000c2", "day": "2026-12-08", "note": "法官突发疾病",
    "force_majeure": false, "consent": false, "president_approval": null}))]
pub struct MoveDay {
    pub judge_id: Uuid,
    pub day: NaiveDate,
    /// Why; the parties read it.
    pub note: String,
    #[serde(default)]
    pub force_majeure: bool,
    #[serde(default)]
    pub consent: bool,
    /// Asked for when a request with an `other` ground is open that day.
    pub president_approval: Option<String>,
}

#[derive(Debug, Serialize, ToSchema)]
#[schema(example = json!({"moved": [{"id": "0193a1f0-7c1e-7000-8000-0000000000d1", "case_number": "（2026）京0491民初1024号", "from": "confirmed"}]}))]
pub struct MovedDay {
    pub moved: Vec<MovedOne>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct MovedOne {
    pub id: Uuid,
    pub case_number: String,
    /// The state it was in.
    pub from: String,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = BookHearing, example = json!({"slot_id": "0193a1f0-7c1e-7000-8000-0000000000e1"}))]
pub struct Book {
    pub slot_id: Uuid,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = MarkUnavailable, example = json!({"ranges": [{"from": "2026-12-08T00:00:00+08:00", "to": "2026-12-09T00:00:00+08:00"}]}))]
pub struct Unavailable {
    /// At most 50; they replace those of before.
    pub ranges: Vec<RangeBody>,
}

/// Times with offset, or whole days (`2026-12-08`, both included).
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = UnavailableRange)]
pub struct RangeBody {
    pub from: String,
    pub to: String,
}

impl Unavailable {
    pub fn checked(self) -> Result<Vec<Range>, Problem> {
        let mut faults = Vec::new();
        if self.ranges.len() > MOST_RANGES {
            let words = Words::fixed("最多 50 段时间。", "At most 50 times.");
            faults.push(FieldError::new("/ranges", "field.too_many", words));
        }
        let mut ranges = Vec::new();
        for (place, range) in self.ranges.iter().take(MOST_RANGES).enumerate() {
            let mut wrong = |name: &str, words| {
                let pointer = format!("/ranges/{place}/{name}");
                faults.push(FieldError::new(pointer, "field.wrong_format", words));
            };
            let unread = || {
                Words::fixed(
                    "请写成 2026-12-08 或 2026-12-08T09:00:00+08:00。",
                    "Write 2026-12-08 or 2026-12-08T09:00:00+08:00.",
                )
            };
            match (moment(&range.from, 0), moment(&range.to, 1)) {
                (Some(from), Some(to)) if from < to => ranges.push(Range { from, to }),
                (Some(_), Some(_)) => {
                    wrong(
                        "to",
                        Words::fixed("结束要晚于开始。", "The end lies before the start."),
                    );
                }
                (None, _) => wrong("from", unread()),
                (_, None) => wrong("to", unread()),
            }
        }
        match faults.is_empty() {
            true => Ok(ranges),
            false => Err(Problem::invalid(faults)),
        }
    }
}

/// A time, or the start of a day so many days on.
fn moment(text: &str, days: i64) -> Option<DateTime<FixedOffset>> {
    match parse_day(text) {
        Some(day) => Some(Moment::start_of(day).time() + Duration::days(days)),
        None => Moment::parse(text).map(Moment::time),
    }
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = RequestReschedule, example = json!({"reason": "当天住院手术，附医院证明", "ground": "must_appear_absent", "upload_ids": []}))]
pub struct RequestChange {
    pub reason: String,
    /// CPL 149; `must_appear_absent` when left out.
    pub ground: Option<Ground>,
    /// What proves it: my uploads, at most 20.
    #[serde(default)]
    pub upload_ids: Vec<Uuid>,
}

/// Text that is shown to others: trimmed, not empty, not endless.
pub(super) fn text(pointer: &str, text: Option<String>) -> Result<Option<String>, Problem> {
    let text = text
        .map(|text| text.trim().to_owned())
        .filter(|text| !text.is_empty());
    if text
        .as_ref()
        .is_some_and(|text| text.chars().count() > LONGEST_TEXT)
    {
        return Err(Problem::field(
            pointer,
            "field.too_long",
            Words::fixed("最多 2000 字。", "At most 2,000 characters."),
        ));
    }
    Ok(text)
}

pub(super) fn needed(pointer: &str, given: String) -> Result<String, Problem> {
    text(pointer, Some(given))?.ok_or_else(|| missing(pointer))
}

fn missing(pointer: &str) -> Problem {
    Problem::field(
        pointer,
        "field.required",
        Words::fixed("请填写这一项。", "Please fill this in."),
    )
}

pub(super) fn local(at: DateTime<Utc>) -> DateTime<FixedOffset> {
    at.with_timezone(&shanghai())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ranges(from: &str, to: &str) -> Result<Vec<Range>, Problem> {
        let range = RangeBody {
            from: from.to_owned(),
            to: to.to_owned(),
        };
        Unavailable {
            ranges: vec![range],
        }
        .checked()
    }

    #[test]
    fn whole_days_are_both_included() {
        let read = ranges("2026-12-08", "2026-12-08").unwrap();
        assert_eq!(read[0].from.to_rfc3339(), "2026-12-08T00:00:00+08:00");
        assert_eq!(read[0].to.to_rfc3339(), "2026-12-09T00:00:00+08:00");
    }

    #[test]
    fn what_is_no_time_is_named() {
        for (from, to, pointer) in [
            ("tomorrow", "2026-12-08", "/ranges/0/from"),
            ("2026-12-08", "8 Dec", "/ranges/0/to"),
            ("2026-12-09", "2026-12-07", "/ranges/0/to"),
        ] {
            let problem = ranges(from, to).unwrap_err();
            assert_eq!(problem.errors[0].pointer, pointer);
        }
    }
}
