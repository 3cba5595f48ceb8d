//! Whether and when a judgment, ruling or mediation statement takes effect
//! (CPL 100, 157, 158, 165, 171, 180, 286; Interp. 149, 244, 276, 277, 318, 536; 法释〔1998〕19号).
//!
//! Windows are counted for each party from its own service; the effect comes once, for all.

use chrono::NaiveDate;
use serde_json::Value;

use super::Words;
use super::calendar::Calendar;
use super::deadlines::{self, Length, day_after};
use super::named::named;
use super::reading::{self, Fault, FaultCode, Faults, Reader};

named! {
    pub enum Instrument {
        Judgment = "judgment",
        RulingNotAccepted = "ruling_not_accepted",
        RulingJurisdiction = "ruling_jurisdiction",
        RulingDismissed = "ruling_dismissed",
        RulingOther = "ruling_other",
        MediationStatement = "mediation_statement",
    }
}

impl Instrument {
    /// The days to appeal for a party with domicile in the PRC; none where there is no appeal.
    fn window_days(self) -> Option<u32> {
        match self {
            Self::Judgment => Some(15), // CPL 171(1)
            // CPL 157: of the rulings only these three can be appealed; CPL 171(2): 10 days.
            Self::RulingNotAccepted | Self::RulingJurisdiction | Self::RulingDismissed => Some(10),
            Self::RulingOther | Self::MediationStatement => None,
        }
    }
}

named! {
    /// `Outside`: no domicile in the territory of the PRC.
    pub enum Domicile { Prc = "prc", Outside = "outside" }
}

named! {
    enum OutcomeWord {
        Pending = "pending",
        Withdrawn = "withdrawn",
        DeemedWithdrawn = "deemed_withdrawn",
        Decided = "decided",
    }
}

/// What became of an appeal, with the day on which the second-instance ruling took effect.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    Pending,
    /// Withdrawn, or deemed so: the first instance's decision stands.
    Withdrawn(NaiveDate),
    Decided(NaiveDate),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Appeal {
    pub filed_on: NaiveDate,
    pub outcome: Outcome,
}

/// How far things stand with one party. Nobody appeals before being served.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Service {
    Open,
    /// For a mediation statement the day of that party's signature.
    Served {
        on: NaiveDate,
        appeal: Option<Appeal>,
    },
}

impl Service {
    fn day(self) -> Option<NaiveDate> {
        match self {
            Self::Open => None,
            Self::Served { on, .. } => Some(on),
        }
    }
}

/// A party that may appeal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Party {
    pub id: String,
    pub domicile: Domicile,
    pub service: Service,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    pub instrument: Instrument,
    pub small_claims: bool,
    pub made_on: NaiveDate,
    pub parties: Vec<Party>,
}

named! {
    /// How a party's appeal stands; only one in time counts.
    pub enum AppealStanding { None = "none", InTime = "in_time", Late = "late", Inadmissible = "inadmissible" }
}

named! {
    /// Where the instrument stands: the first of these that fits.
    pub enum Status {
        Replaced = "replaced",
        AppealPending = "appeal_pending",
        NotAllServed = "not_all_served",
        Effective = "effective",
    }
}

/// One party's window to appeal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Window {
    pub id: String,
    /// `None` where there is no appeal.
    pub window_days: Option<u32>,
    pub raw_last_day: Option<NaiveDate>,
    pub last_day: Option<NaiveDate>,
    pub provisional: bool,
    pub appeal: AppealStanding,
    /// The appeal, when it is in time.
    counted: Option<Appeal>,
}

/// The answer: the windows and the effect.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Effect {
    pub appealable: bool,
    pub windows: Vec<Window>,
    pub status: Status,
    /// Only an effective instrument has this day; it may lie ahead.
    pub effective_on: Option<NaiveDate>,
    /// A window depends on a year whose holidays are not published.
    pub provisional: bool,
}

impl Question {
    /// Reads `{"instrument", "small_claims"?, "made_on", "parties": [...]}`.
    pub fn read(body: &Value) -> Result<Self, Faults> {
        let mut reader = Reader::of(body, "");
        let instrument = reader.required("instrument", reading::name::<Instrument>);
        let small_claims = reader.optional("small_claims", reading::flag);
        let made_on = reader.required("made_on", reading::day);
        let parties = reader.list("parties", (1, 50), |value, pointer| {
            read_party(value, pointer, made_on)
        });
        if let Some(parties) = &parties {
            let ids: Vec<&str> = parties.iter().map(|party| party.id.as_str()).collect();
            reader.refuse_repeats("parties", "/id", &ids);
        }
        let small_claims = small_claims.map(Option::unwrap_or_default);
        // A case that was not accepted never got a procedure.
        if instrument == Some(Instrument::RulingNotAccepted) && small_claims == Some(true) {
            reader.fault("small_claims", FaultCode::NotAcceptedIsNotSmall);
        }
        let question = (|| {
            Some(Self {
                instrument: instrument?,
                small_claims: small_claims?,
                made_on: made_on?,
                parties: parties?,
            })
        })();
        reader.finish(question)
    }

    pub fn answer(&self, calendar: &Calendar) -> Effect {
        let days = self.window_days();
        let windows: Vec<Window> = self
            .parties
            .iter()
            .map(|party| window(calendar, party, days))
            .collect();
        let status = self.status(&windows);
        let effective_on = if status == Status::Effective {
            self.effective_on(&windows)
        } else {
            None
        };
        let provisional = windows.iter().any(|window| window.provisional);
        Effect {
            appealable: days.is_some(),
            windows,
            status,
            effective_on,
            provisional,
        }
    }

    /// CPL 165: no appeal in small claims.
    fn window_days(&self) -> Option<u32> {
        if self.small_claims {
            None
        } else {
            self.instrument.window_days()
        }
    }

    /// Interp. 276, 277: in small claims these two take effect when made, served or not.
    fn is_effective_when_made(&self) -> bool {
        self.small_claims
            && matches!(
                self.instrument,
                Instrument::RulingJurisdiction | Instrument::RulingDismissed
            )
    }

    fn status(&self, windows: &[Window]) -> Status {
        let any = |wanted: fn(Outcome) -> bool| {
            windows
                .iter()
                .filter_map(|window| window.counted)
                .any(|appeal| wanted(appeal.outcome))
        };
        let all_served = self
            .parties
            .iter()
            .all(|party| party.service != Service::Open);
        if any(|outcome| matches!(outcome, Outcome::Decided(_))) {
            Status::Replaced
        } else if any(|outcome| outcome == Outcome::Pending) {
            Status::AppealPending
        } else if !all_served && !self.is_effective_when_made() {
            Status::NotAllServed
        } else {
            Status::Effective
        }
    }

    fn effective_on(&self, windows: &[Window]) -> Option<NaiveDate> {
        if self.is_effective_when_made() {
            return Some(self.made_on);
        }
        if self.window_days().is_none() {
            // CPL 100: a mediation statement when the last party has signed; the rest when all are served.
            return self
                .parties
                .iter()
                .filter_map(|party| party.service.day())
                .max();
        }
        // CPL 158; Interp. 536: the day after the last party's window closed without a valid appeal.
        let closed = windows
            .iter()
            .filter_map(|window| window.last_day)
            .max()
            .map(day_after);
        // 法释〔1998〕19号: after a withdrawn appeal with that ruling, but not before every window closed.
        let withdrawn = windows
            .iter()
            .filter_map(|window| window.counted)
            .filter_map(|appeal| match appeal.outcome {
                Outcome::Withdrawn(on) => Some(on),
                Outcome::Pending | Outcome::Decided(_) => None,
            });
        closed.into_iter().chain(withdrawn).max()
    }
}

fn window(calendar: &Calendar, party: &Party, days: Option<u32>) -> Window {
    // CPL 286: 30 days for a party without domicile in the PRC, against judgments and rulings alike.
    let days = days.map(|days| {
        if party.domicile == Domicile::Outside {
            30
        } else {
            days
        }
    });
    let deadline = days.zip(party.service.day()).map(|(days, served_on)| {
        // Interp. 244: each party's window runs from its own service.
        deadlines::count(calendar, served_on, Length::days(days))
    });
    let last_day = deadline.as_ref().map(|deadline| deadline.last_day);
    let appeal = match party.service {
        Service::Served { appeal, .. } => appeal,
        Service::Open => None,
    };
    let standing = match (appeal, last_day) {
        (None, _) => AppealStanding::None,
        (Some(_), None) => AppealStanding::Inadmissible,
        (Some(appeal), Some(last_day)) if appeal.filed_on <= last_day => AppealStanding::InTime,
        (Some(_), Some(_)) => AppealStanding::Late,
    };
    Window {
        id: party.id.clone(),
        window_days: days,
        raw_last_day: deadline.as_ref().map(|deadline| deadline.raw_last_day),
        last_day,
        provisional: deadline.is_some_and(|deadline| deadline.provisional),
        appeal: standing,
        counted: appeal.filter(|_| standing == AppealStanding::InTime),
    }
}

fn read_party(value: &Value, pointer: String, made_on: Option<NaiveDate>) -> Result<Party, Faults> {
    let mut reader = Reader::of(value, pointer);
    let id = reader.required("id", reading::label);
    let domicile = reader.required("domicile", reading::name);
    let served_on = reader.optional("served_on", reading::day);
    let appeal = reader
        .optional("appeal", reading::any)
        .and_then(|found| match found {
            None => Some(None),
            Some(found) => match read_appeal(found, reader.at("appeal")) {
                Ok(appeal) => Some(Some(appeal)),
                Err(faults) => {
                    reader.take_over(faults);
                    None
                }
            },
        });
    if let (Some(Some(served_on)), Some(made_on)) = (served_on, made_on)
        && served_on < made_on
    {
        reader.fault("served_on", FaultCode::ServedBeforeMade);
    }
    let party = (|| {
        let service = service_of(&mut reader, served_on?, appeal?);
        Some(Party {
            id: id?,
            domicile: domicile?,
            service,
        })
    })();
    reader.finish(party)
}

fn service_of(
    reader: &mut Reader<'_>,
    served_on: Option<NaiveDate>,
    appeal: Option<Appeal>,
) -> Service {
    match (served_on, appeal) {
        (None, None) => Service::Open,
        (None, Some(_)) => {
            reader.fault("appeal", FaultCode::AppealNotServed);
            Service::Open
        }
        (Some(on), appeal) => {
            if appeal.is_some_and(|appeal| appeal.filed_on < on) {
                let pointer = format!("{}/filed_on", reader.at("appeal"));
                reader.take_over(vec![Fault::at(pointer, FaultCode::AppealBeforeService)]);
            }
            Service::Served { on, appeal }
        }
    }
}

fn read_appeal(value: &Value, pointer: String) -> Result<Appeal, Faults> {
    let mut reader = Reader::of(value, pointer);
    let filed_on = reader.required("filed_on", reading::day);
    let word = reader.required("outcome", reading::name::<OutcomeWord>);
    let outcome_on = reader.optional("outcome_on", reading::day);
    if let (Some(filed_on), Some(Some(outcome_on))) = (filed_on, outcome_on)
        && outcome_on < filed_on
    {
        reader.fault("outcome_on", FaultCode::OutcomeBeforeAppeal);
    }
    let outcome = word
        .zip(outcome_on)
        .and_then(|(word, on)| outcome_of(&mut reader, word, on));
    reader.finish(
        filed_on
            .zip(outcome)
            .map(|(filed_on, outcome)| Appeal { filed_on, outcome }),
    )
}

/// A day of outcome is there exactly when there is an outcome.
fn outcome_of(
    reader: &mut Reader<'_>,
    word: OutcomeWord,
    on: Option<NaiveDate>,
) -> Option<Outcome> {
    match (word, on) {
        (OutcomeWord::Pending, None) => Some(Outcome::Pending),
        (OutcomeWord::Pending, Some(_)) => {
            reader.fault("outcome_on", FaultCode::PendingHasNoDay);
            None
        }
        (OutcomeWord::Withdrawn | OutcomeWord::DeemedWithdrawn, Some(on)) => {
            Some(Outcome::Withdrawn(on))
        }
        (OutcomeWord::Decided, Some(on)) => Some(Outcome::Decided(on)),
        (_, None) => {
            reader.fault("outcome_on", FaultCode::OutcomeNeedsDay);
            None
        }
    }
}

impl Effect {
    /// The rule behind the answer, for people.
    pub fn basis(&self) -> Words {
        let (zh, en) = match (self.status, self.appealable) {
            (Status::Replaced, _) => (
                "已由二审裁判代替，一审文书不生效（《民事诉讼法》第一百七十七条、第一百八十二条）。",
                "The second-instance decision takes its place; this one never takes effect (CPL 177, 182).",
            ),
            (Status::AppealPending, _) => (
                "有当事人在上诉期内上诉，二审尚未审结，一审文书尚未生效（《民事诉讼法》第一百五十八条、第一百七十一条）。",
                "An appeal in time is pending: not effective yet (CPL 158, 171).",
            ),
            (Status::NotAllServed, true) => (
                "尚有当事人未送达，其上诉期未起算（《民诉法解释》第二百四十四条）。",
                "A party is not served yet, so its window has not begun (Interp. 244).",
            ),
            (Status::NotAllServed, false) => (
                "尚有当事人未送达或者未签收，尚未生效（《民事诉讼法》第一百条；《民诉法解释》第一百四十九条）。",
                "A party is not served or has not signed yet: not effective (CPL 100; Interp. 149).",
            ),
            (Status::Effective, true) => (
                "最后一名当事人上诉期届满的次日生效；撤回上诉的，自准许裁定生效之日起，但不早于全部上诉期届满（《民事诉讼法》第一百五十八条、第一百七十一条；《民诉法解释》第二百四十四条；法释〔1998〕19号）。",
                "Effective the day after the last party's window closed; after a withdrawn appeal with that ruling, but not before every window closed (CPL 158, 171; Interp. 244; 法释〔1998〕19号).",
            ),
            (Status::Effective, false) => (
                "不得上诉：小额诉讼的管辖异议裁定、驳回起诉裁定作出即生效，其余自最后一名当事人收到或者签收之日起生效（《民事诉讼法》第一百条、第一百六十五条；《民诉法解释》第一百四十九条、第二百七十六条、第二百七十七条）。",
                "No appeal: small-claims rulings on jurisdiction and dismissal take effect when made, all else when the last party was served or signed (CPL 100, 165; Interp. 149, 276, 277).",
            ),
        };
        Words::new(zh, en)
    }
}

#[cfg(test)]
mod tests;
