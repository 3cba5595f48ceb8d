//! The one way to move a delivery, and the one place that asks the law when it was served.

use sea_orm::prelude::*;
use sea_orm::{ActiveValue::Set, DatabaseTransaction, IntoActiveModel};
use serde_json::{Value, json};

use super::model::{attempt, delivery};
use crate::court::Court;
use crate::kit::audit::Act;
use crate::kit::problem::{Problem, common};
use crate::law::Named;
use crate::law::machine::service::{Event, State};
use crate::law::machine::{self, Verdict};
use crate::law::moments::Moment;
use crate::law::service_of_documents::{
    Address, AddressSource, Attempt, Channel, Consent, Delivery, Document, Feedback, FeedbackKind,
    Question, Rebuttal, Served,
};
use crate::rooms::cases::{By, DocumentKind};

pub fn state_of(row: &delivery::Model) -> Result<State, Problem> {
    State::from_id(&row.state)
        .ok_or_else(|| Problem::new(&common::INTERNAL).because("a delivery in an unknown state"))
}

/// Makes a listed move and `change`s the row with it. An unlisted one is 409 and changes nothing.
pub async fn advance(
    court: &Court,
    tx: &DatabaseTransaction,
    row: delivery::Model,
    event: Event,
    by: &By,
    facts: Value,
    change: impl FnOnce(&mut delivery::ActiveModel),
) -> Result<delivery::Model, Problem> {
    let from = state_of(&row)?;
    let facts = match facts {
        Value::Object(facts) => Verdict::holds([("facts", Value::Object(facts))]),
        _ => Verdict::nothing_asked(),
    };
    let moved = machine::step(from, event, by.role)?.settle(facts)?;
    let (id, version) = (row.id, row.version);
    let mut changed = row.into_active_model();
    changed.state = Set(moved.to.id().to_owned());
    changed.version = Set(version + 1);
    change(&mut changed);
    let row = changed.update(tx).await?;
    let act = Act {
        actor: by.who,
        act: event.id(),
        subject_kind: "delivery",
        subject_id: id,
        from: Some(from.id()),
        to: Some(moved.to.id()),
        basis: (!moved.basis.is_empty()).then_some(moved.basis),
    };
    act.record(tx, court.now()).await?;
    Ok(row)
}

/// What the law calls this paper.
pub fn class_of(row: &delivery::Model) -> Document {
    match DocumentKind::from_id(&row.document_kind) {
        Some(DocumentKind::Judgment) => Document::Judgment,
        Some(DocumentKind::Ruling) => Document::Ruling,
        Some(DocumentKind::MediationStatement) => Document::MediationStatement,
        _ => Document::Procedural,
    }
}

pub fn is_decision(row: &delivery::Model) -> bool {
    class_of(row) != Document::Procedural
}

/// When, and on what ground, the attempts so far served the paper.
pub fn served(row: &delivery::Model, attempts: &[attempt::Model]) -> Option<Served> {
    let question = Question {
        document: class_of(row),
        consent: Consent::from_id(&row.consent).unwrap_or(Consent::None),
        covers_decisions: row.covers_decisions,
        attempts: attempts.iter().map(as_law_sees_it).collect(),
    };
    question.answer().ok()
}

fn as_law_sees_it(row: &attempt::Model) -> Attempt {
    let moment = |at: DateTimeUtc| Moment::from_time(&at);
    let address = match AddressSource::from_id(&row.source) {
        Some(AddressSource::FoundByCourt) => Address::Found { own: true },
        _ => Address::Given,
    };
    let delivery = match (row.outcome.as_str(), row.arrived_at) {
        ("succeeded", Some(at)) => Delivery::Arrived(moment(at)),
        ("failed", _) => Delivery::Failed,
        _ => Delivery::Unknown,
    };
    let feedback = row
        .feedback
        .as_deref()
        .and_then(FeedbackKind::from_id)
        .zip(row.feedback_at)
        .map(|(kind, at)| Feedback {
            kind,
            at: moment(at),
        });
    let rebuttal = row.rebuttal.as_deref().map(|ground| match ground {
        "arrival_differs" => Rebuttal::ArrivalDiffers {
            proved: true,
            arrived_at: row.proved_arrived_at.map(moment),
        },
        _ => Rebuttal::NotReceived { proved: true },
    });
    Attempt {
        id: row.id.to_string(),
        channel: Channel::from_id(&row.channel).unwrap_or(Channel::Platform),
        address,
        sent_at: moment(row.sent_at),
        delivery,
        feedback,
        rebuttal,
    }
}

/// The facts by which a guard holds, for moves that carry the ground of service.
pub fn ground(served: &Served) -> Value {
    json!({ "mode": served.mode.id(), "served_at": served.at.time() })
}
