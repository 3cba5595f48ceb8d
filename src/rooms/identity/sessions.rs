//! Refreshing and ending sessions, and the list of my devices.

use actix_web::{HttpResponse, delete, get, post, web};
use uuid::Uuid;

use super::access::{Shown, person_view, view_of};
use super::errors;
use super::words::{Device, Ended, LogIn, RefreshBody};
use crate::court::Court;
use crate::kit::audit::{Act, Actor};
use crate::kit::auth::{self, ACCESS_S, Party, Realm, Refreshed, session};
use crate::kit::clock::shanghai;
use crate::kit::json::Json;
use crate::kit::page::{List, Page};
use crate::kit::problem::{Problem, common};

/// A new pair of tokens for a refresh token.
///
/// An old token presented again within 30 seconds of its rotation gets the same new pair; later, the
/// whole session ends.
#[utoipa::path(operation_id = "refresh_session", tag = "identity", request_body = RefreshBody,
    responses((status = 200, description = "A new pair", body = LogIn)),
    extensions(("x-errors" = json!(["auth.refresh_invalid", "auth.refresh_reused", "auth.session_ended"]))))]
#[post("/api/v1/auth/refresh")]
pub async fn refresh_session(
    court: web::Data<Court>,
    body: Json<RefreshBody>,
) -> Result<web::Json<LogIn>, Problem> {
    let (db, now) = (court.store.db(), court.now());
    let token = body.into_inner().refresh_token;
    match auth::refresh(
        db,
        &court.tokens,
        Realm::Party,
        &token,
        court.party_lifetime(),
        now,
    )
    .await?
    {
        Refreshed::Pair(session, pair) => Ok(web::Json(LogIn {
            access_token: pair.access,
            token_type: "Bearer",
            expires_in: ACCESS_S,
            refresh_token: pair.refresh,
            person: view_of(person_view(db, &court.vault, shown(&session, now)).await?),
        })),
        Refreshed::Reused(session) => {
            end(&court, &session, Actor::System, "reused").await?;
            Err(Problem::new(&auth::errors::REFRESH_REUSED))
        }
    }
}

fn shown(session: &session::Model, now: chrono::DateTime<chrono::Utc>) -> Shown {
    Shown {
        person_id: session.subject_id,
        session_id: session.id,
        now,
    }
}

async fn end(
    court: &Court,
    session: &session::Model,
    actor: Actor,
    why: &'static str,
) -> Result<(), Problem> {
    let now = court.now();
    let tx = court.store.write().await?;
    if auth::end_session(&tx, session.subject_id, session.id, why, now).await? {
        ended(actor, session.id, why).record(&tx, now).await?;
    }
    court.commit(tx).await
}

fn ended(actor: Actor, session_id: Uuid, why: &'static str) -> Act<'static> {
    Act {
        actor,
        act: "identity.end_session",
        subject_kind: "session",
        subject_id: session_id,
        from: Some("open"),
        to: Some(why),
        basis: None,
    }
}

/// Logs out here: both tokens are dead at once.
#[utoipa::path(operation_id = "log_out", tag = "identity", responses((status = 204, description = "Logged out")), security(("party" = [])))]
#[post("/api/v1/auth/logout")]
pub async fn log_out(court: web::Data<Court>, party: Party) -> Result<HttpResponse, Problem> {
    end_one(&court, party, party.session_id, "logged_out").await?;
    Ok(HttpResponse::NoContent().finish())
}

async fn end_one(
    court: &Court,
    party: Party,
    session_id: Uuid,
    why: &'static str,
) -> Result<bool, Problem> {
    let now = court.now();
    let tx = court.store.write().await?;
    let there = auth::end_session(&tx, party.id, session_id, why, now).await?;
    if there {
        ended(Actor::Person(party.id), session_id, why)
            .record(&tx, now)
            .await?;
    }
    court.commit(tx).await?;
    Ok(there)
}

/// Where I am logged in, the latest log-in first.
#[utoipa::path(operation_id = "list_devices", tag = "identity", params(Page),
    responses((status = 200, description = "My devices", body = List<Device>)), security(("party" = [])),
    extensions(("x-errors" = json!(["page.cursor_invalid", "request.query_invalid"]))))]
#[get("/api/v1/me/devices")]
pub async fn list_devices(
    court: web::Data<Court>,
    party: Party,
    page: Page,
) -> Result<web::Json<List<Device>>, Problem> {
    let rows = auth::open_sessions(
        court.store.db(),
        Realm::Party,
        party.id,
        page.after,
        page.fetch(),
        court.now(),
    )
    .await?;
    Ok(web::Json(page.list(
        rows,
        |row| row.id,
        |row| Device {
            id: row.id,
            current: row.id == party.session_id,
            created_at: row.created_at.with_timezone(&shanghai()),
            last_seen_at: row.last_seen_at.with_timezone(&shanghai()),
            name: row.device_name,
        },
    )))
}

/// Logs out one of my devices, at once.
#[utoipa::path(operation_id = "end_device", tag = "identity", params(("id" = Uuid, Path, description = "Of the device")),
    responses((status = 204, description = "Logged out")), security(("party" = [])),
    extensions(("x-errors" = json!(["identity.no_such_device"]))))]
#[delete("/api/v1/me/devices/{id}")]
pub async fn end_device(
    court: web::Data<Court>,
    party: Party,
    id: web::Path<String>,
) -> Result<HttpResponse, Problem> {
    // An address of its own, which knows POST alone.
    if id.as_str() == "end-others" {
        return Err(Problem {
            allow: Some("POST".to_owned()),
            ..Problem::new(&common::METHOD)
        });
    }
    let there = match Uuid::try_parse(&id) {
        Ok(id) => end_one(&court, party, id, "ended_by_person").await?,
        Err(_) => false,
    };
    if there {
        Ok(HttpResponse::NoContent().finish())
    } else {
        Err(Problem::new(&errors::NO_SUCH_DEVICE))
    }
}

/// Logs out everywhere but here.
#[utoipa::path(operation_id = "end_other_devices", tag = "identity",
    responses((status = 200, description = "How many were logged out", body = Ended)), security(("party" = [])))]
#[post("/api/v1/me/devices/end-others")]
pub async fn end_other_devices(
    court: web::Data<Court>,
    party: Party,
) -> Result<web::Json<Ended>, Problem> {
    let now = court.now();
    let tx = court.store.write().await?;
    let count =
        auth::end_other_sessions(&tx, party.id, party.session_id, "ended_by_person", now).await?;
    if count > 0 {
        let act = Act {
            subject_kind: "person",
            subject_id: party.id,
            act: "identity.end_other_sessions",
            ..ended(Actor::Person(party.id), party.id, "ended_by_person")
        };
        act.record(&tx, now).await?;
    }
    court.commit(tx).await?;
    Ok(web::Json(Ended { ended: count }))
}
