//! `POST /api/v1/auth/wechat`: a code from `wx.login` opens a session.

use actix_web::{HttpRequest, post, web};
use sea_orm::prelude::*;
use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveValue::Set, DatabaseTransaction, PaginatorTrait};
use serde::{Deserialize, Serialize};

use super::access::{Shown, person_view, view_of};
use super::model::person;
use super::words::{CodeBody, LogIn, RealNameState};
use crate::court::{Court, app_of};
use crate::kit::audit::{Act, Actor};
use crate::kit::auth::{self, ACCESS_S, Realm, session};
use crate::kit::device_name::device_name;
use crate::kit::i18n::Lang;
use crate::kit::ids::new_id;
use crate::kit::json::Json;
use crate::kit::problem::Problem;
use crate::ports::wechat::LoggedIn;

/// Published when somebody logs in on a device that this account has not been used on before.
pub const NEW_DEVICE: &str = "identity.new_device";

/// Payload of [`NEW_DEVICE`].
#[derive(Debug, Serialize, Deserialize)]
pub struct NewDevice {
    pub person_id: Uuid,
    pub device_name: String,
    /// Microseconds since 1970.
    pub at_us: i64,
}

/// Logs in through WeChat.
///
/// Answers within 10 seconds whatever WeChat does. The account is made at the first log-in.
#[utoipa::path(
    operation_id = "log_in_with_wechat", tag = "identity", request_body = CodeBody,
    responses((status = 200, description = "Logged in", body = LogIn)),
    extensions( ("x-errors" = json!(["wechat.code_invalid", "wechat.code_used",
        "wechat.unavailable", "wechat.busy", "wechat.refused", "wechat.user_blocked", "wechat.not_configured"]))),
)]
#[post("/api/v1/auth/wechat")]
pub async fn log_in_with_wechat(
    court: web::Data<Court>,
    req: HttpRequest,
    lang: Lang,
    body: Json<CodeBody>,
) -> Result<web::Json<LogIn>, Problem> {
    let code = body.into_inner().checked()?;
    let identity = court.wechat.log_in(&code).await?;
    let device = device_name(&req);

    let now = court.now();
    let tx = court.store.write().await?;
    let person = find_or_make(&court, &tx, &identity, lang).await?;
    let new_device = !used_before(&tx, person.id, &device).await?;
    let (session, pair) = auth::open_session(
        &tx,
        &court.tokens,
        Realm::Party,
        person.id,
        &device,
        court.party_lifetime(),
        now,
    )
    .await?;
    let act = Act {
        actor: Actor::Person(person.id),
        act: "identity.log_in",
        subject_kind: "session",
        subject_id: session.id,
        from: None,
        to: Some("open"),
        basis: Some("OLR 7"),
    };
    act.record(&tx, now).await?;
    if new_device {
        let event = NewDevice {
            person_id: person.id,
            device_name: device,
            at_us: now.timestamp_micros(),
        };
        court.publish(&tx, NEW_DEVICE, session.id, &event).await?;
    }
    let shown = Shown {
        person_id: person.id,
        session_id: session.id,
        now,
    };
    let person = person_view(&tx, &court.vault, shown).await?;
    court.commit(tx).await?;
    Ok(web::Json(LogIn {
        access_token: pair.access,
        token_type: "Bearer",
        expires_in: ACCESS_S,
        refresh_token: pair.refresh,
        person: view_of(person),
    }))
}

async fn find_or_make(
    court: &Court,
    tx: &DatabaseTransaction,
    identity: &LoggedIn,
    lang: Lang,
) -> Result<person::Model, Problem> {
    let (app_id, _) = app_of(&court.settings);
    let now = court.now();
    let fresh = person::ActiveModel {
        id: Set(new_id()),
        app_id: Set(app_id.clone()),
        open_id: Set(identity.open_id.clone()),
        union_id: Set(identity.union_id.clone()),
        assurance: Set(0),
        phone_sealed: Set(None),
        phone_hash: Set(None),
        language: Set(lang.code().to_owned()),
        version: Set(1),
        created_at: Set(now),
        updated_at: Set(now),
        real_name_state: Set(RealNameState::None.name().to_owned()),
        mismatch_count: Set(0),
        ..Default::default()
    };
    // Two first log-ins at once: one makes the account, the other finds it.
    let once = OnConflict::columns([person::Column::AppId, person::Column::OpenId])
        .do_nothing()
        .to_owned();
    person::Entity::insert(fresh)
        .on_conflict(once)
        .exec_without_returning(tx)
        .await?;
    let found = person::Entity::find()
        .filter(person::Column::AppId.eq(app_id))
        .filter(person::Column::OpenId.eq(identity.open_id.as_str()))
        .one(tx)
        .await?;
    found.ok_or_else(|| {
        Problem::new(&crate::kit::problem::common::INTERNAL)
            .because("the account just made is gone")
    })
}

async fn used_before(
    tx: &DatabaseTransaction,
    person_id: Uuid,
    device: &str,
) -> Result<bool, Problem> {
    let earlier = session::Entity::find()
        .filter(session::Column::SubjectId.eq(person_id))
        .filter(session::Column::DeviceName.eq(device))
        .count(tx)
        .await?;
    Ok(earlier > 0)
}
