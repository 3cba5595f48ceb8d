//! The desk's door: password and one-time code in, session out.
//!
//! The access token lives in the page's memory; the refresh token in an HttpOnly cookie that only
//! this path gets. Requests that act by the cookie carry `X-Court-Desk`, which no form of another
//! site can send, and a foreign `Origin` is refused (CSRF).

use actix_web::cookie::{Cookie, SameSite, time};
use actix_web::http::header::{HOST, ORIGIN};
use actix_web::{HttpRequest, HttpResponse, delete, get, post, web};
use sea_orm::prelude::*;
use sea_orm::sea_query::Expr;

use super::access::{Staff, view_of};
use super::credentials;
use super::words::{DeskSession, SessionBody, StaffView};
use super::{errors, model};
use crate::court::Court;
use crate::kit::audit::{Act, Actor};
use crate::kit::auth::{self, ACCESS_S, Realm, Refreshed, TokenPair};
use crate::kit::device_name::device_name;
use crate::kit::i18n::Words;
use crate::kit::json::Json;
use crate::kit::problem::{FieldError, Problem, common};

const COOKIE: &str = "court_desk";
const COOKIE_PATH: &str = "/api/v1/desk/session";

/// Opens a session at the desk. One sentence for anything wrong; too many failures close the name for a while.
#[utoipa::path(operation_id = "open_desk_session", tag = "staff", request_body = SessionBody,
    responses((status = 200, description = "Logged in; a refresh cookie is set", body = DeskSession)),
    extensions(("x-errors" = json!(["desk.credentials_wrong", "cache.unavailable"]))))]
#[post("/api/v1/desk/session")]
pub async fn open_desk_session(
    court: web::Data<Court>,
    req: HttpRequest,
    body: Json<SessionBody>,
) -> Result<HttpResponse, Problem> {
    let body = checked(body.into_inner())?;
    let username = body.username.clone();
    refuse_if_blocked(&court, &username).await?;
    let now = court.now();
    let Some(staff) = credentials::check(&court, body).await? else {
        return Err(count_failure(&court, &username).await?);
    };
    let tx = court.store.write().await?;
    let (session, pair) = auth::open_session(
        &tx,
        &court.tokens,
        Realm::Desk,
        staff.id,
        &device_name(&req),
        court.desk_lifetime(),
        now,
    )
    .await?;
    model::Entity::update_many()
        .col_expr(model::Column::LastLogInAt, Expr::value(now))
        .filter(model::Column::Id.eq(staff.id))
        .exec(&tx)
        .await?;
    act(staff.id, session.id, "staff.log_in", None, "open")
        .record(&tx, now)
        .await?;
    court.commit(tx).await?;
    Ok(answer(&court, staff, pair))
}

fn checked(body: SessionBody) -> Result<SessionBody, Problem> {
    let mut errors = Vec::new();
    for (pointer, value, longest) in [
        ("/username", &body.username, 64),
        ("/password", &body.password, 256),
        ("/totp", &body.totp, 16),
    ] {
        match value.chars().count() {
            0 => errors.push(FieldError::new(
                pointer,
                "field.required",
                Words::fixed("请填写这一项。", "This field is required."),
            )),
            length if length > longest => {
                errors.push(FieldError::new(
                    pointer,
                    "field.too_long",
                    Words::fixed("这一项太长了。", "This is too long."),
                ));
            }
            _ => {}
        }
    }
    if errors.is_empty() {
        Ok(body)
    } else {
        Err(Problem::invalid(errors))
    }
}

fn blocked_key(username: &str) -> String {
    format!("desk_blocked:{}", username.to_lowercase())
}

/// A name with too many failures is closed even to the right password, or guessing would go on.
async fn refuse_if_blocked(court: &Court, username: &str) -> Result<(), Problem> {
    let blocked = court
        .cache
        .get(&blocked_key(username))
        .await
        .map_err(|_| &common::CACHE_AWAY)?;
    match blocked {
        Some(until) => {
            let left = until.parse::<i64>().unwrap_or(0) - court.now().timestamp();
            Err(too_many(left.max(1) as u64))
        }
        None => Ok(()),
    }
}

async fn count_failure(court: &Court, username: &str) -> Result<Problem, Problem> {
    let Err(problem) = court.limits.desk_failure(&username.to_lowercase()).await else {
        return Ok(Problem::new(&errors::CREDENTIALS_WRONG));
    };
    let seconds = problem.retry_after_s.unwrap_or(60);
    let until = (court.now().timestamp() + seconds as i64).to_string();
    court
        .cache
        .set(&blocked_key(username), &until, seconds)
        .await
        .map_err(|_| &common::CACHE_AWAY)?;
    Ok(too_many(seconds))
}

fn too_many(seconds: u64) -> Problem {
    let minutes = seconds.div_ceil(60);
    Problem::new(&common::TOO_MANY)
        .retry_after(seconds)
        .saying(Words::new(
            format!("试错次数太多，请 {minutes} 分钟后再试，或请管理员帮忙。"),
            format!("Too many failed tries. Wait {minutes} minutes, or ask an administrator."),
        ))
}

/// A new access token for the cookie.
#[utoipa::path(operation_id = "refresh_desk_session", tag = "staff",
    params(("X-Court-Desk" = String, Header, description = "`1`: proves that the desk's own page asks")),
    responses((status = 200, description = "A new access token; the cookie is renewed", body = DeskSession)),
    security(("desk_cookie" = [])),
    extensions(("x-errors" = json!(["desk.csrf", "auth.refresh_invalid", "auth.refresh_reused", "auth.session_ended", "auth.token_missing"]))))]
#[post("/api/v1/desk/session/refresh")]
pub async fn refresh_desk_session(
    court: web::Data<Court>,
    req: HttpRequest,
) -> Result<HttpResponse, Problem> {
    refuse_foreign(&req)?;
    let cookie = req.cookie(COOKIE).ok_or(&auth::errors::TOKEN_MISSING)?;
    let (db, now) = (court.store.db(), court.now());
    match auth::refresh(
        db,
        &court.tokens,
        Realm::Desk,
        cookie.value(),
        court.desk_lifetime(),
        now,
    )
    .await?
    {
        Refreshed::Pair(session, pair) => {
            let staff = model::Entity::find_by_id(session.subject_id)
                .one(db)
                .await?;
            match staff.filter(|staff| staff.disabled_at.is_none()) {
                Some(staff) => Ok(answer(&court, staff, pair)),
                None => Err(Problem::new(&auth::errors::SESSION_ENDED)),
            }
        }
        Refreshed::Reused(session) => {
            end(&court, session.subject_id, session.id, "reused").await?;
            Err(Problem::new(&auth::errors::REFRESH_REUSED))
        }
    }
}

/// Logs out of the desk.
#[utoipa::path(operation_id = "close_desk_session", tag = "staff",
    params(("X-Court-Desk" = String, Header, description = "`1`: proves that the desk's own page asks")),
    responses((status = 204, description = "Logged out; the cookie is gone")), security(("desk" = [])),
    extensions(("x-errors" = json!(["desk.csrf"]))))]
#[delete("/api/v1/desk/session")]
pub async fn close_desk_session(
    court: web::Data<Court>,
    req: HttpRequest,
    staff: Staff,
) -> Result<HttpResponse, Problem> {
    refuse_foreign(&req)?;
    end(&court, staff.id(), staff.session_id, "logged_out").await?;
    let mut gone = cookie(&court, String::new());
    gone.make_removal();
    Ok(HttpResponse::NoContent().cookie(gone).finish())
}

async fn end(
    court: &Court,
    staff_id: Uuid,
    session_id: Uuid,
    why: &'static str,
) -> Result<(), Problem> {
    let now = court.now();
    let tx = court.store.write().await?;
    if auth::end_session(&tx, staff_id, session_id, why, now).await? {
        act(staff_id, session_id, "staff.end_session", Some("open"), why)
            .record(&tx, now)
            .await?;
    }
    court.commit(tx).await
}

fn act<'a>(
    staff_id: Uuid,
    session_id: Uuid,
    act: &'static str,
    from: Option<&'a str>,
    to: &'a str,
) -> Act<'a> {
    Act {
        actor: Actor::Staff(staff_id),
        act,
        subject_kind: "session",
        subject_id: session_id,
        from,
        to: Some(to),
        basis: None,
    }
}

/// Who I am at the desk.
#[utoipa::path(operation_id = "get_desk_me", tag = "staff", responses((status = 200, description = "Me", body = StaffView)), security(("desk" = [])))]
#[get("/api/v1/desk/me")]
pub async fn get_desk_me(staff: Staff) -> web::Json<StaffView> {
    web::Json(view_of(staff.row))
}

fn answer(court: &Court, staff: model::Model, pair: TokenPair) -> HttpResponse {
    let view = DeskSession {
        access_token: pair.access,
        token_type: "Bearer",
        expires_in: ACCESS_S,
        staff: view_of(staff),
    };
    HttpResponse::Ok()
        .cookie(cookie(court, pair.refresh))
        .json(view)
}

fn cookie(court: &Court, value: String) -> Cookie<'static> {
    Cookie::build(COOKIE, value)
        .path(COOKIE_PATH)
        .http_only(true)
        .same_site(SameSite::Strict)
        // On loopback the sandbox has no TLS; everywhere else the cookie travels encrypted alone.
        .secure(!court.settings.server.listen.ip().is_loopback())
        .max_age(time::Duration::hours(court.settings.auth.desk_max_hours))
        .finish()
}

/// CSRF: our own header must be there, and a browser's `Origin` must be our own.
fn refuse_foreign(req: &HttpRequest) -> Result<(), Problem> {
    let header = |name: &str| {
        req.headers()
            .get(name)
            .and_then(|value| value.to_str().ok())
    };
    if header("X-Court-Desk") != Some("1") {
        return Err(Problem::new(&errors::CSRF));
    }
    let Some(origin) = header(ORIGIN.as_str()) else {
        return Ok(());
    };
    let own = header(HOST.as_str()).unwrap_or("");
    let origin_host = origin.split_once("://").map_or("", |(_, host)| host);
    if origin_host.is_empty() || origin_host != own {
        Err(Problem::new(&errors::CSRF))
    } else {
        Ok(())
    }
}
