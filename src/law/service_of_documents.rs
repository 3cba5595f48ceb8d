//! When a document was served electronically, and by which attempt
//! (OLR 29-32; CPL 90, 100; Interp. 133, 135, 149).

use chrono::NaiveDate;
use serde_json::Value;

use super::Words;
use super::moments::Moment;
use super::named::named;

mod asked;

named! {
    pub enum Document {
        Procedural = "procedural",
        Judgment = "judgment",
        Ruling = "ruling",
        MediationStatement = "mediation_statement",
    }
}

impl Document {
    /// Decisions are served electronically only on a consent that covers them (CPL 90; IC18 15).
    fn is_decision(self) -> bool {
        self != Self::Procedural
    }
}

named! {
    pub enum Consent {
        Express = "express",
        AgreedBeforeSuit = "agreed_before_suit",
        AddressOffered = "address_offered",
        AcceptedEarlier = "accepted_earlier",
        None = "none",
        Refused = "refused",
    }
}

named! {
    pub enum Channel {
        Platform = "platform",
        Email = "email",
        InstantMessage = "instant_message",
        Fax = "fax",
        WechatNotice = "wechat_notice",
        Sms = "sms",
    }
}

impl Channel {
    // OLR 32: a prompt by SMS or WeChat reminds and never serves.
    fn can_serve(self) -> bool {
        !matches!(self, Self::WechatNotice | Self::Sms)
    }
}

named! {
    pub enum AddressSource { Supplied = "supplied", Confirmed = "confirmed", FoundByCourt = "found_by_court" }
}

/// Whose address it is, as far as service cares.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Address {
    /// Supplied or confirmed by the person.
    Given,
    /// Found by the court; `own`: it can be confirmed as the person's own.
    Found { own: bool },
}

/// What the sending system reports.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Delivery {
    Arrived(Moment),
    Failed,
    Unknown,
}

named! {
    /// What came back from the person.
    pub enum FeedbackKind { Replied = "replied", Acted = "acted", Read = "read", OtherProof = "other_proof" }
}

impl FeedbackKind {
    /// A reply or an act in the case, as against a mere trace that it was read.
    fn is_answer(self) -> bool {
        matches!(self, Self::Replied | Self::Acted)
    }
}

/// What came back and when.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Feedback {
    pub kind: FeedbackKind,
    pub at: Moment,
}

/// What the person says against the service.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rebuttal {
    /// It arrived at another time; proved with that time, or proved not to have arrived at all.
    ArrivalDiffers {
        proved: bool,
        arrived_at: Option<Moment>,
    },
    /// System error, not the own address, or not read by the person (OLR 31(2)).
    NotReceived { proved: bool },
}

/// One sending, as it went.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attempt {
    pub id: String,
    pub channel: Channel,
    pub address: Address,
    pub sent_at: Moment,
    pub delivery: Delivery,
    pub feedback: Option<Feedback>,
    pub rebuttal: Option<Rebuttal>,
}

/// A document, the person's consent and all attempts to serve it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    pub document: Document,
    pub consent: Consent,
    /// The person was told and agreed that decisions too may come electronically.
    pub covers_decisions: bool,
    pub attempts: Vec<Attempt>,
}

named! {
    /// The ground of service; in one attempt the first of these comes first.
    pub enum Mode {
        Arrival = "arrival",
        ReplyOrAct = "reply_or_act",
        PresumedRead = "presumed_read",
    }
}

/// Served: when, on what ground, by which attempt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Served {
    pub at: Moment,
    pub mode: Mode,
    pub attempt_id: String,
}

impl Served {
    /// The day of service, which is the trigger day of every limit that it starts.
    pub fn on(&self) -> NaiveDate {
        self.at.day()
    }
}

/// Why nothing served.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotServed {
    Refused,
    DecisionsNotCovered,
    NoAttemptCounts,
}

impl Question {
    /// Reads the question of the service-date tool; see [`asked`] for the fields.
    pub fn read(body: &Value) -> Result<Self, super::reading::Faults> {
        asked::question(body)
    }

    /// The earliest moment at which the document was served.
    pub fn answer(&self) -> Result<Served, NotServed> {
        if self.consent == Consent::Refused {
            return Err(NotServed::Refused);
        }
        if self.document.is_decision() && !self.covers_decisions {
            return Err(NotServed::DecisionsNotCovered);
        }
        // With no consent at all, a supplied or confirmed address is itself the consent (OLR 29(2)3, 30),
        // and for a found one it lies in the reply or act, or the presumption holds (OLR 31(2)).
        let mut earliest: Option<Served> = None;
        for attempt in &self.attempts {
            for (mode, at) in attempt.grounds(self.document) {
                // OLR 31(4): of several ways the earliest counts; at the same moment the first in order.
                if earliest.as_ref().is_none_or(|served| at < served.at) {
                    earliest = Some(Served {
                        at,
                        mode,
                        attempt_id: attempt.id.clone(),
                    });
                }
            }
        }
        earliest.ok_or(NotServed::NoAttemptCounts)
    }
}

impl Attempt {
    /// Every ground on which this attempt served, arrival first.
    fn grounds(&self, document: Document) -> Vec<(Mode, Moment)> {
        if !self.channel.can_serve() || self.address == (Address::Found { own: false }) {
            return Vec::new();
        }
        if document == Document::MediationStatement {
            // CPL 100; Interp. 133, 149: it must be signed for, so arrival or reading is not enough.
            return self
                .answered(|kind| kind == FeedbackKind::Replied)
                .into_iter()
                .collect();
        }
        let reply_or_act = self.answered(FeedbackKind::is_answer);
        match self.address {
            Address::Given => self
                .arrival()
                .map(|at| (Mode::Arrival, at))
                .into_iter()
                .chain(reply_or_act)
                .collect(),
            Address::Found { .. } => reply_or_act
                .or_else(|| self.presumption())
                .into_iter()
                .collect(),
        }
    }

    fn answered(&self, counts: impl Fn(FeedbackKind) -> bool) -> Option<(Mode, Moment)> {
        let feedback = self.feedback.filter(|feedback| counts(feedback.kind))?;
        Some((Mode::ReplyOrAct, feedback.at))
    }

    /// OLR 31(1); Interp. 135: the arrival in the person's system, as reported or as proved otherwise.
    fn arrival(&self) -> Option<Moment> {
        match (self.delivery, self.rebuttal) {
            (
                _,
                Some(Rebuttal::ArrivalDiffers {
                    proved: true,
                    arrived_at,
                }),
            ) => arrived_at,
            (Delivery::Arrived(at), _) => Some(at),
            // Nobody reads what has not arrived: by then it had.
            (Delivery::Unknown, _) => self
                .feedback
                .filter(|feedback| !feedback.kind.is_answer())
                .map(|feedback| feedback.at),
            (Delivery::Failed, _) => None,
        }
    }

    /// OLR 31(2)2: read, or other proof of receipt, unless one of the three grounds is proved.
    fn presumption(&self) -> Option<(Mode, Moment)> {
        if matches!(self.rebuttal, Some(Rebuttal::NotReceived { proved: true })) {
            return None;
        }
        let feedback = self
            .feedback
            .filter(|feedback| !feedback.kind.is_answer())?;
        Some((Mode::PresumedRead, feedback.at))
    }
}

/// The rule behind an answer, for people.
pub fn basis(answer: &Result<Served, NotServed>) -> Words {
    let (zh, en) = match answer.as_ref().map(|served| served.mode) {
        Ok(Mode::Arrival) => (
            "到达受送达人提供或者确认的地址所在系统即为送达，以最先到达为准（《人民法院在线诉讼规则》第三十一条第一款）。",
            "Arrival in the system of a supplied or confirmed address is service; the earliest counts (OLR 31(1)).",
        ),
        Ok(Mode::ReplyOrAct) => (
            "受送达人已回复、签收或者作出相应诉讼行为，视为送达（《人民法院在线诉讼规则》第三十一条第二款第一项）。",
            "A reply, a receipt or an act in the case is service (OLR 31(2)1).",
        ),
        Ok(Mode::PresumedRead) => (
            "法院查找的地址反馈已阅知，推定送达；受送达人可以举证反驳（《人民法院在线诉讼规则》第三十一条第二款第二项）。",
            "Read at an address that the court found: service is presumed and can be rebutted (OLR 31(2)2).",
        ),
        Err(NotServed::Refused) => (
            "受送达人不同意电子送达，请采用其他方式送达（《人民法院在线诉讼规则》第二十九条）。",
            "The person refused electronic service: serve in another way (OLR 29).",
        ),
        Err(NotServed::DecisionsNotCovered) => (
            "判决书、裁定书、调解书须经受送达人同意方可电子送达，请采用其他方式送达（《民事诉讼法》第九十条）。",
            "Decisions are served electronically only with a consent that covers them: serve in another way (CPL 90).",
        ),
        Err(NotServed::NoAttemptCounts) => (
            "尚无构成送达的发送，请继续送达（《人民法院在线诉讼规则》第三十一条、第三十二条）。",
            "No attempt amounts to service yet: go on serving (OLR 31, 32).",
        ),
    };
    Words::new(zh, en)
}

#[cfg(test)]
mod tests;
