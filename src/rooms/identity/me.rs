//! `GET /api/v1/me`, and adding a phone number.

use actix_web::{HttpResponse, get, http::StatusCode, post, web};
use sea_orm::prelude::*;
use sea_orm::{ActiveValue::Set, IntoActiveModel};

use super::access::{PHONE, Shown, level, person_for_change, person_view, view_of};
use super::words::{CodeBody, PersonView};
use crate::court::Court;
use crate::kit::audit::{Act, Actor};
use crate::kit::auth::Party;
use crate::kit::idempotency::{Claim, IdempotencyKey};
use crate::kit::json::Json;
use crate::kit::problem::Problem;

/// Who I am.
#[utoipa::path(operation_id = "get_me", tag = "identity", responses((status = 200, description = "Me", body = PersonView)),
    security(("party" = [])))]
#[get("/api/v1/me")]
pub async fn get_me(
    court: web::Data<Court>,
    party: Party,
) -> Result<web::Json<PersonView>, Problem> {
    Ok(web::Json(view_of(
        person_view(
            court.store.db(),
            &court.vault,
            Shown::to(&party, court.now()),
        )
        .await?,
    )))
}

/// Adds my phone number, by a code of WeChat's `getPhoneNumber` button (not a log-in code). I am L1 then.
#[utoipa::path(operation_id = "add_phone", tag = "identity", request_body = CodeBody,
    responses((status = 200, description = "Added or replaced", body = PersonView)), security(("party" = [])),
    params(("Idempotency-Key" = Option<String>, Header, description = "Repeats safely for 24 hours")),
    extensions( ("x-errors" = json!(["wechat.code_invalid", "wechat.code_used", "wechat.unavailable",
        "wechat.busy", "wechat.refused", "wechat.user_blocked", "wechat.not_configured",
        "idempotency.mismatch", "idempotency.in_flight", "idempotency.key_malformed", "request.not_found"]))))]
#[post("/api/v1/me/phone")]
pub async fn add_phone(
    court: web::Data<Court>,
    party: Party,
    key: IdempotencyKey,
    body: Json<CodeBody>,
) -> Result<HttpResponse, Problem> {
    let run = match court.claim(key, party.id, "add_phone", &body.raw).await? {
        Claim::Replay(answer) => return Ok(answer),
        Claim::Run(run) => run,
    };
    let phone = court
        .wechat
        .phone_number(&body.into_inner().checked()?)
        .await?;

    let now = court.now();
    let tx = court.store.write().await?;
    let person = person_for_change(&tx, party.id).await?;
    let (from, to) = (person.assurance, person.assurance.max(1));
    let mut change = person.into_active_model();
    change.phone_sealed = Set(Some(court.vault.seal(PHONE, &phone)));
    change.phone_hash = Set(Some(court.vault.search_hash(PHONE, &phone)));
    change.assurance = Set(to);
    change.updated_at = Set(now);
    change.update(&tx).await?;
    let act = Act {
        actor: Actor::Person(party.id),
        act: "identity.add_phone",
        subject_kind: "person",
        subject_id: party.id,
        from: Some(level(from)),
        to: Some(level(to)),
        basis: Some("OLR 7"),
    };
    act.record(&tx, now).await?;
    let view = view_of(person_view(&tx, &court.vault, Shown::to(&party, now)).await?);
    let answer = run.answer(&tx, StatusCode::OK, &view).await?;
    court.commit(tx).await?;
    Ok(answer)
}
