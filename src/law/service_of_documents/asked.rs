//! The question of the service-date tool, field by field, with every contradiction that it can hold.

use serde_json::Value;

use super::{
    Address, AddressSource, Attempt, Channel, Delivery, Feedback, FeedbackKind, Question, Rebuttal,
};
use crate::law::Named;
use crate::law::moments::Moment;
use crate::law::named::named;
use crate::law::reading::{self, FaultCode, Faults, Reader};

named! {
    enum DeliveryWord { Succeeded = "succeeded", Failed = "failed", Unknown = "unknown" }
}

named! {
    enum RebuttalWord {
        None = "none",
        ArrivalDiffers = "arrival_differs",
        SystemError = "system_error",
        NotOwnAddress = "not_own_address",
        NotReadBySelf = "not_read_by_self",
    }
}

/// The moments of an attempt as they were given, before they are held against each other.
struct Moments {
    sent: Moment,
    arrived: Option<Moment>,
    feedback: Option<Moment>,
    proved: Option<Moment>,
}

pub(super) fn question(body: &Value) -> Result<Question, Faults> {
    let mut reader = Reader::of(body, "");
    let document = reader.required("document", reading::name);
    let consent = reader.required("consent", reading::name);
    let covers_decisions = reader.required("covers_decisions", reading::flag);
    let attempts = reader.list("attempts", (1, 20), attempt);
    if let Some(attempts) = &attempts {
        let ids: Vec<&str> = attempts.iter().map(|attempt| attempt.id.as_str()).collect();
        reader.refuse_repeats("attempts", "/id", &ids);
    }
    let question = (|| {
        Some(Question {
            document: document?,
            consent: consent?,
            covers_decisions: covers_decisions?,
            attempts: attempts?,
        })
    })();
    reader.finish(question)
}

fn attempt(value: &Value, pointer: String) -> Result<Attempt, Faults> {
    let mut reader = Reader::of(value, pointer);
    let id = reader.required("id", reading::label);
    let channel = reader.required("channel", reading::name::<Channel>);
    let address = address(&mut reader);
    let delivery = reader.required("delivery", reading::name::<DeliveryWord>);
    let feedback = reader.required("feedback", feedback_word);
    let rebuttal = reader.optional("rebuttal", reading::name::<RebuttalWord>);
    let verdict = reader.optional("rebuttal_proved", reading::flag);
    let moments = moments(&mut reader);
    let attempt = (|| {
        let moments = moments?;
        let delivery = delivery_of(&mut reader, delivery?, feedback?.is_some(), &moments);
        let rebuttal = rebuttal?.unwrap_or(RebuttalWord::None);
        let rebuttal = rebuttal_of(&mut reader, rebuttal, verdict?, &delivery, moments.proved);
        Some(Attempt {
            id: id?,
            channel: channel?,
            address: address?,
            sent_at: moments.sent,
            feedback: feedback_of(&mut reader, feedback?, moments.feedback),
            rebuttal,
            delivery,
        })
    })();
    reader.finish(attempt)
}

fn address(reader: &mut Reader<'_>) -> Option<Address> {
    let source = reader.required("address_source", reading::name::<AddressSource>);
    let own = reader.optional("own_address", reading::flag);
    let (source, own) = (source?, own?.unwrap_or(true));
    match source {
        AddressSource::FoundByCourt => Some(Address::Found { own }),
        AddressSource::Supplied | AddressSource::Confirmed if own => Some(Address::Given),
        // What the person gave or confirmed is the person's own.
        AddressSource::Supplied | AddressSource::Confirmed => {
            reader.fault("own_address", FaultCode::NotOwnNeedsFound);
            None
        }
    }
}

/// `none` or a kind of feedback.
fn feedback_word(value: &Value) -> Result<Option<FeedbackKind>, FaultCode> {
    match reading::text(value)? {
        "none" => Ok(None),
        id => FeedbackKind::from_id(id)
            .map(Some)
            .ok_or(FaultCode::NotInList),
    }
}

fn moments(reader: &mut Reader<'_>) -> Option<Moments> {
    let sent = reader.required("sent_at", reading::moment);
    let arrived = reader.optional("arrived_at", reading::moment);
    let feedback = reader.optional("feedback_at", reading::moment);
    let proved = reader.optional("proved_arrived_at", reading::moment);
    let moments = Moments {
        sent: sent?,
        arrived: arrived?,
        feedback: feedback?,
        proved: proved?,
    };
    for (name, moment) in [
        ("arrived_at", moments.arrived),
        ("feedback_at", moments.feedback),
        ("proved_arrived_at", moments.proved),
    ] {
        if moment.is_some_and(|moment| moment < moments.sent) {
            reader.fault(name, FaultCode::BeforeSent);
        }
    }
    Some(moments)
}

/// An arrival is there exactly when the delivery succeeded; a failed one leaves no feedback.
fn delivery_of(
    reader: &mut Reader<'_>,
    word: DeliveryWord,
    has_feedback: bool,
    moments: &Moments,
) -> Delivery {
    match (word, moments.arrived) {
        (DeliveryWord::Succeeded, Some(at)) => return Delivery::Arrived(at),
        (DeliveryWord::Succeeded, None) => {
            reader.fault("arrived_at", FaultCode::DeliveryNeedsArrival)
        }
        (_, Some(_)) => reader.fault("arrived_at", FaultCode::ArrivalNeedsDelivery),
        (_, None) => {}
    }
    if word == DeliveryWord::Failed {
        if has_feedback {
            reader.fault("feedback", FaultCode::FailedWithFeedback);
        }
        return Delivery::Failed;
    }
    Delivery::Unknown
}

/// A time of feedback is there exactly when there is feedback.
fn feedback_of(
    reader: &mut Reader<'_>,
    kind: Option<FeedbackKind>,
    at: Option<Moment>,
) -> Option<Feedback> {
    match (kind, at) {
        (Some(kind), Some(at)) => return Some(Feedback { kind, at }),
        (Some(_), None) => reader.fault("feedback_at", FaultCode::FeedbackNeedsTime),
        (None, Some(_)) => reader.fault("feedback_at", FaultCode::TimeNeedsFeedback),
        (None, None) => {}
    }
    None
}

/// A finding is there exactly when there is a rebuttal; another arrival can be proved only against one.
fn rebuttal_of(
    reader: &mut Reader<'_>,
    word: RebuttalWord,
    verdict: Option<bool>,
    delivery: &Delivery,
    proved_arrival: Option<Moment>,
) -> Option<Rebuttal> {
    match (word, verdict) {
        (RebuttalWord::None, Some(_)) => {
            reader.fault("rebuttal_proved", FaultCode::VerdictNeedsRebuttal)
        }
        (RebuttalWord::None, None) => {}
        (_, None) => reader.fault("rebuttal_proved", FaultCode::RebuttalNeedsVerdict),
        (_, Some(_)) => {}
    }
    if word != RebuttalWord::ArrivalDiffers && proved_arrival.is_some() {
        reader.fault("proved_arrived_at", FaultCode::ProvedArrivalMisplaced);
    }
    let proved = verdict?;
    match word {
        RebuttalWord::None => None,
        RebuttalWord::ArrivalDiffers => {
            if !matches!(delivery, Delivery::Arrived(_)) {
                reader.fault("rebuttal", FaultCode::ArrivalDisputeNeedsDelivery);
            }
            Some(Rebuttal::ArrivalDiffers {
                proved,
                arrived_at: proved_arrival,
            })
        }
        RebuttalWord::SystemError | RebuttalWord::NotOwnAddress | RebuttalWord::NotReadBySelf => {
            Some(Rebuttal::NotReceived { proved })
        }
    }
}
