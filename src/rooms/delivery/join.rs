//! `POST /api/v1/cases/join`: the other side takes its place in the case with the code that the court sent.

use actix_web::{HttpResponse, post, web};
use chrono::Duration;
use sea_orm::prelude::*;
use sea_orm::sea_query::Expr;
use sea_orm::{ActiveValue::Set, DatabaseTransaction, PaginatorTrait};
use secrecy::SecretString;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::codes::CODE;
use super::errors;
use super::model::{code, delivery, failure};
use crate::court::Court;
use crate::kit::audit::{Act, Actor};
use crate::kit::auth::Party;
use crate::kit::idempotency::{Claim, IdempotencyKey};
use crate::kit::ids::new_id;
use crate::kit::json::Json;
use crate::kit::problem::Problem;
use crate::law::Named;
use crate::law::machine;
use crate::rooms::cases::{self, By, PartyInfo, PartyKind, Side};
use crate::rooms::identity::{self, Assurance, Verified};

/// Wrong codes that one person may try in an hour.
const MOST_FAILURES: u64 = 5;
const FAILURE_WINDOW: Duration = Duration::hours(1);

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = JoinBody, example = json!({"association_code": "7K2M9QXTRA"}))]
pub struct JoinBody {
    #[schema(max_length = 40)]
    pub association_code: String,
}

impl JoinBody {
    /// As people type it: with spaces, in small letters, with O for 0.
    fn code(&self) -> SecretString {
        let plain: String = self
            .association_code
            .chars()
            .filter(char::is_ascii_alphanumeric)
            .map(|c| c.to_ascii_uppercase())
            .take(40)
            .collect();
        SecretString::from(plain)
    }
}

#[derive(Serialize, ToSchema)]
#[schema(as = JoinedCase, example = json!({"case_id": "0193a1f0-7c1e-7000-8000-0000000000a1", "number": "（2026）京0491民初1号", "role": "defendant"}))]
pub struct Joined {
    pub case_id: Uuid,
    pub number: String,
    /// `plaintiff`, `defendant` or `third_party`.
    pub role: String,
}

/// Joins a case with the code of the court. The code is good once, for the party that it was issued to: who joins has
/// proved who they are, and a natural person's name and number are the party's own.
#[utoipa::path(operation_id = "join_case", tag = "delivery", request_body = JoinBody, security(("party" = [])),
    params(("Idempotency-Key" = Option<String>, Header, description = "Repeats safely for 24 hours")),
    responses((status = 200, description = "Joined", body = Joined)),
    extensions(("x-function" = json!("respond")), ("x-errors" = json!(["join.code_wrong", "join.other_person", "join.too_many", "join.party_taken",
        "identity.assurance_too_low", "cache.unavailable", "idempotency.mismatch", "idempotency.in_flight", "idempotency.key_malformed"]))))]
#[post("/api/v1/cases/join")]
pub async fn join_case(
    court: web::Data<Court>,
    party: Party,
    key: IdempotencyKey,
    body: Json<JoinBody>,
) -> Result<HttpResponse, Problem> {
    let me = identity::require(&court, &party, Assurance::L3).await?;
    let run = match court.claim(key, party.id, "join_case", &body.raw).await? {
        Claim::Replay(answer) => return Ok(answer),
        Claim::Run(run) => run,
    };
    let hash = court.vault.search_hash(CODE, &body.into_inner().code());
    let tx = court.store.write().await?;
    not_too_often(&court, &tx, &party).await?;
    let Some((row, place)) = good(&court, &tx, &hash).await? else {
        fail(&court, tx, &party).await?;
        return Err(Problem::new(&errors::CODE_WRONG));
    };
    if !is_this_party(&court, &place, &me) {
        fail(&court, tx, &party).await?;
        return Err(Problem::new(&errors::CODE_OTHER_PERSON));
    }
    let by = By::party(actor_of(place.side), party.id, me.name.clone());
    if !cases::seat(&court, &tx, &place, party.id, by).await? {
        return Err(Problem::new(&errors::PARTY_TAKEN));
    }
    use_up(&court, &tx, row, &party).await?;
    address_deliveries(&tx, &place, party.id).await?;
    let case = cases::info(&tx, place.case_id).await?;
    let joined = Joined {
        case_id: case.id,
        number: case.number,
        role: place.side.id().to_owned(),
    };
    let answer = run
        .answer(&tx, actix_web::http::StatusCode::OK, &joined)
        .await?;
    court.commit(tx).await?;
    Ok(answer)
}

fn actor_of(side: Side) -> machine::Actor {
    match side {
        Side::Plaintiff => machine::Actor::Plaintiff,
        Side::Defendant => machine::Actor::Defendant,
        Side::ThirdParty => machine::Actor::Party,
    }
}

async fn not_too_often(
    court: &Court,
    tx: &DatabaseTransaction,
    party: &Party,
) -> Result<(), Problem> {
    let since = court.now() - FAILURE_WINDOW;
    let failures = failure::Entity::find()
        .filter(failure::Column::PersonId.eq(party.id))
        .filter(failure::Column::At.gt(since))
        .count(tx)
        .await?;
    if failures < MOST_FAILURES {
        return Ok(());
    }
    Err(Problem::new(&errors::CODE_TOO_MANY).retry_after(FAILURE_WINDOW.num_seconds() as u64))
}

/// The code, still good, and the place that it opens.
async fn good(
    court: &Court,
    tx: &DatabaseTransaction,
    hash: &str,
) -> Result<Option<(code::Model, PartyInfo)>, Problem> {
    let row = code::Entity::find()
        .filter(code::Column::CodeHash.eq(hash))
        .filter(code::Column::OpenFor.is_not_null())
        .filter(code::Column::ExpiresAt.gt(court.now()))
        .one(tx)
        .await?;
    let Some(row) = row else {
        return Ok(None);
    };
    let all = cases::parties(court, tx, row.case_id).await?;
    let place = all.into_iter().find(|party| party.id == row.party_id);
    Ok(place.map(|place| (row, place)))
}

/// A natural person joins as themselves: by the number in the file, or by name where the plaintiff knew no number.
/// Whoever acts for an organisation is held by the code, which went to its phone or its letter box, and by their own
/// proved name, which stands in the record.
fn is_this_party(court: &Court, place: &PartyInfo, me: &Verified) -> bool {
    match place.kind {
        PartyKind::Organisation => true,
        PartyKind::Person => place
            .has_number(court, &me.id_number)
            .unwrap_or(place.name.trim() == me.name.trim()),
    }
}

/// The wrong try is kept although the join is refused.
async fn fail(court: &Court, tx: DatabaseTransaction, party: &Party) -> Result<(), Problem> {
    failure::ActiveModel {
        id: Set(new_id()),
        person_id: Set(party.id),
        at: Set(court.now()),
    }
    .insert(&tx)
    .await?;
    court.commit(tx).await
}

async fn use_up(
    court: &Court,
    tx: &DatabaseTransaction,
    row: code::Model,
    party: &Party,
) -> Result<(), Problem> {
    let now = court.now();
    code::Entity::update_many()
        .col_expr(code::Column::OpenFor, Expr::value(None::<Uuid>))
        .col_expr(code::Column::UsedAt, Expr::value(now))
        .col_expr(code::Column::UsedBy, Expr::value(party.id))
        .filter(code::Column::Id.eq(row.id))
        .exec(tx)
        .await?;
    let act = Act {
        actor: Actor::Person(party.id),
        act: "delivery.join",
        subject_kind: "case",
        subject_id: row.case_id,
        from: None,
        to: None,
        basis: Some("OLR 10"),
    };
    Ok(act.record(tx, now).await?)
}

/// What waits for this party has an addressee now.
async fn address_deliveries(
    tx: &DatabaseTransaction,
    place: &PartyInfo,
    person_id: Uuid,
) -> Result<(), DbErr> {
    delivery::Entity::update_many()
        .col_expr(delivery::Column::PersonId, Expr::value(person_id))
        .filter(delivery::Column::PartyId.eq(place.id))
        .filter(delivery::Column::PersonId.is_null())
        .exec(tx)
        .await?;
    Ok(())
}
