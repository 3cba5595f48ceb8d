//! A move of the hearing machine, with all that belongs to it: the row, its version, the audit.

use actix_web::http::StatusCode;
use actix_web::http::header::IF_MATCH;
use actix_web::{HttpRequest, HttpResponse};
use sea_orm::prelude::*;
use sea_orm::{ActiveValue::Set, DatabaseTransaction, IntoActiveModel};
use serde_json::Value;

use super::access::{self, state_of};
use super::model::hearing;
use super::view;
use crate::court::Court;
use crate::kit::audit::Act;
use crate::kit::etag;
use crate::kit::i18n::Lang;
use crate::kit::idempotency::{Claim, IdempotencyKey, Run};
use crate::kit::problem::Problem;
use crate::law::Named;
use crate::law::machine::hearing::{Event, State};
use crate::law::machine::{self, State as _, Verdict};
use crate::rooms::cases::By;

/// Whether the move is listed here and this actor may make it, before anything else is looked at.
pub(super) fn listed(row: &hearing::Model, event: Event, by: &By) -> Result<(), Problem> {
    let _ = machine::step(state_of(row)?, event, by.role)?;
    Ok(())
}

/// Makes a listed move and `change`s the row with it. An unlisted one is 409 and changes nothing.
pub(super) async fn advance(
    court: &Court,
    tx: &DatabaseTransaction,
    row: hearing::Model,
    (event, by): (Event, &By),
    facts: impl IntoIterator<Item = (&'static str, Value)>,
    change: impl FnOnce(&mut hearing::ActiveModel),
) -> Result<hearing::Model, Problem> {
    let from = state_of(&row)?;
    let moved = machine::step(from, event, by.role)?.settle(Verdict::holds(facts))?;
    let (now, id, version) = (court.now(), row.id, row.version);
    let mut changed = row.into_active_model();
    changed.state = Set(moved.to.id().to_owned());
    changed.version = Set(version + 1);
    changed.updated_at = Set(now);
    if moved.to.is_terminal() {
        changed.open_for = Set(None);
    }
    change(&mut changed);
    let row = changed.update(tx).await?;
    let act = Act {
        actor: by.who,
        act: event.id(),
        subject_kind: "hearing",
        subject_id: id,
        from: Some(from.id()),
        to: Some(moved.to.id()),
        basis: (!moved.basis.is_empty()).then_some(moved.basis),
    };
    act.record(tx, now).await?;
    Ok(row)
}

/// The time, the place and what hangs on them are open again.
pub(super) fn clear_time(change: &mut hearing::ActiveModel) {
    change.courtroom_id = Set(None);
    change.starts_at = Set(None);
    change.ends_at = Set(None);
    change.reply_by = Set(None);
    change.summoned_at = Set(None);
    change.remind_at = Set(None);
    change.before_request = Set(None);
}

/// An act at the desk under way: the row is locked, the repeat of it known.
pub(super) struct Deed {
    pub tx: DatabaseTransaction,
    pub row: hearing::Model,
    run: Run,
}

pub(super) enum Begun {
    /// It was done before: the same answer.
    Again(HttpResponse),
    Now(Box<Deed>),
}

/// What came with a request for an act.
pub(super) struct Asked<'a> {
    pub req: &'a HttpRequest,
    pub key: IdempotencyKey,
    pub staff_id: Uuid,
    pub operation: &'static str,
    pub id: Uuid,
    pub body: &'a [u8],
}

/// Begins an act of `by`. The machine's word comes before all else: 409 where the move is not listed.
pub(super) async fn begin(
    court: &Court,
    asked: Asked<'_>,
    event: Event,
    by: &By,
) -> Result<Begun, Problem> {
    // The key is for this hearing's act: the same body for another one is another request.
    let body = [asked.id.as_bytes().as_slice(), asked.body].concat();
    let claim = court.claim(asked.key, asked.staff_id, asked.operation, &body);
    let run = match claim.await? {
        Claim::Replay(answer) => return Ok(Begun::Again(answer)),
        Claim::Run(run) => run,
    };
    let tx = court.store.write().await?;
    let row = access::locked(&tx, asked.id).await?;
    if asked.req.headers().contains_key(IF_MATCH) {
        etag::check(asked.req, row.version)?;
    }
    listed(&row, event, by)?;
    Ok(Begun::Now(Box::new(Deed { tx, row, run })))
}

/// Answers with the hearing as it stands now, and commits.
pub(super) async fn done(
    court: &Court,
    tx: DatabaseTransaction,
    run: Run,
    row: &hearing::Model,
    lang: Lang,
) -> Result<HttpResponse, Problem> {
    let shown = view::at_desk(&tx, row.clone(), court.now(), lang).await?;
    let answer = run.answer(&tx, StatusCode::OK, &shown).await?;
    court.commit(tx).await?;
    Ok(with_tag(answer, row.version))
}

pub(super) fn with_tag(mut answer: HttpResponse, version: i32) -> HttpResponse {
    use actix_web::http::header::{ETAG, HeaderValue};
    if let Ok(tag) = HeaderValue::from_str(&etag::tag(version)) {
        answer.headers_mut().insert(ETAG, tag);
    }
    answer
}

impl Deed {
    pub fn parts(self) -> (DatabaseTransaction, hearing::Model, Run) {
        (self.tx, self.row, self.run)
    }
}

/// The state's id, for words and filters.
pub(super) fn is_in(row: &hearing::Model, states: &[State]) -> bool {
    State::from_id(&row.state).is_some_and(|state| states.contains(&state))
}
