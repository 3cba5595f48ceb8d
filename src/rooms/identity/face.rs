//! The face check: one of several ways to prove who one is, never the only one (OLR 7; IC18 6;
//! 人脸识别技术应用安全管理办法).
//!
//! WeChat compares; no image and no feature of a face comes here. Consent is asked by itself (PIPL 29)
//! and looked at again before the outcome is fetched. A check belongs to one person and one session,
//! has one outcome, and ends within the hour.

use actix_web::{HttpResponse, http::StatusCode, post, web};
use chrono::{DateTime, Duration, Utc};
use sea_orm::prelude::*;
use sea_orm::sea_query::Expr;
use sea_orm::{
    ActiveValue::Set, ConnectionTrait, DatabaseTransaction, PaginatorTrait, QueryOrder, QuerySelect,
};
use secrecy::{ExposeSecret, SecretString};

use super::access::{ID_NUMBER, NAME, Shown, person_for_change, person_view, view_of};
use super::errors;
use super::id_paper::IdKind;
use super::model::{consent, face_check, person};
use super::proofs::{Proof, proved_elsewhere};
use super::require::open;
use super::words::{ConsentKind, FaceBegun, NothingBody, PersonView, RealNameState, VerifyIdBody};
use crate::court::Court;
use crate::kit::audit::{Act, Actor};
use crate::kit::auth::Party;
use crate::kit::i18n::Words;
use crate::kit::idempotency::{Claim, IdempotencyKey};
use crate::kit::ids::new_id;
use crate::kit::json::Json;
use crate::kit::problem::{Problem, common};
use crate::ports::face::{Outcome, Subject};

/// Checks that one person may begin in a day: each costs, and a face that fails ten times needs eyes.
const A_DAY: u64 = 10;
const BASIS: &str = "OLR 7; IC18 6";

/// The paper as it goes to WeChat.
struct Paper {
    open_id: String,
    name: SecretString,
    id_number: SecretString,
    serial: String,
}

impl Paper {
    fn of(court: &Court, person: &person::Model, check: Uuid) -> Result<Paper, Problem> {
        let part = |context, sealed: &Option<String>| {
            open(&court.vault, context, sealed.as_deref())?
                .ok_or_else(|| Problem::new(&errors::REAL_NAME_FIRST))
        };
        Ok(Paper {
            open_id: person.open_id.clone(),
            name: part(NAME, &person.name_sealed)?,
            id_number: part(ID_NUMBER, &person.id_number_sealed)?,
            serial: check.simple().to_string(),
        })
    }

    fn subject(&self) -> Subject<'_> {
        Subject {
            open_id: &self.open_id,
            name: self.name.expose_secret(),
            id_number: &self.id_number,
            serial: &self.serial,
        }
    }
}

/// Begins a face check with my name and number. The phone runs it (`wx.requestFacialVerify`), then asks
/// for the outcome. Needs the consent `face`; a video does as well and needs none.
#[utoipa::path(operation_id = "begin_face_check", tag = "identity", request_body = NothingBody, security(("party" = [])),
    responses((status = 200, description = "Run it on the phone within `expires_in` seconds", body = FaceBegun)),
    params(("Idempotency-Key" = Option<String>, Header, description = "Repeats safely for 24 hours")),
    extensions(("x-function" = json!("identity")), ("x-errors" = json!(["face.not_configured", "face.unavailable", "face.refused",
        "face.consent_needed", "face.paper_not_supported", "face.too_many", "identity.real_name_first", "identity.number_in_use",
        "cache.unavailable", "idempotency.mismatch", "idempotency.in_flight", "idempotency.key_malformed", "request.not_found"]))))]
#[post("/api/v1/me/face")]
pub async fn begin_face_check(
    court: web::Data<Court>,
    party: Party,
    key: IdempotencyKey,
    body: Json<NothingBody>,
) -> Result<HttpResponse, Problem> {
    let run = match court
        .claim(key, party.id, "begin_face_check", &body.raw)
        .await?
    {
        Claim::Replay(answer) => return Ok(answer),
        Claim::Run(run) => run,
    };
    if !court.face.is_on() {
        return Err(Problem::new(&crate::ports::face::errors::NOT_CONFIGURED));
    }
    let (db, now) = (court.store.db(), court.now());
    let person = person::Entity::find_by_id(party.id).one(db).await?;
    let person = person.ok_or(&common::NOT_FOUND)?;
    may_begin(db, &person, now).await?;
    let id = new_id();
    let paper = Paper::of(&court, &person, id)?;
    let begun = court.face.begin(&paper.subject()).await?;

    let now = court.now();
    let tx = court.store.write().await?;
    face_check::ActiveModel {
        id: Set(id),
        person_id: Set(party.id),
        session_id: Set(party.session_id),
        verify_id: Set(begun.verify_id.clone()),
        state: Set("open".to_owned()),
        created_at: Set(now),
        expires_at: Set(now + Duration::seconds(begun.expires_in)),
        ended_at: Set(None),
        verify_ret: Set(None),
    }
    .insert(&tx)
    .await?;
    act(party.id, id, None, "open").record(&tx, now).await?;
    let view = FaceBegun {
        verify_id: begun.verify_id,
        expires_in: begun.expires_in,
    };
    let answer = run.answer(&tx, StatusCode::OK, &view).await?;
    court.commit(tx).await?;
    Ok(answer)
}

async fn may_begin(
    db: &impl ConnectionTrait,
    person: &person::Model,
    now: DateTime<Utc>,
) -> Result<(), Problem> {
    match person.id_type.as_deref().and_then(IdKind::of_name) {
        None => return Err(Problem::new(&errors::REAL_NAME_FIRST)),
        Some(kind) if !kind.is_in_register() => {
            return Err(Problem::new(&errors::FACE_PAPER_NOT_SUPPORTED));
        }
        Some(_) => {}
    }
    needs_consent(db, person.id).await?;
    if proved_elsewhere(db, person).await?.is_some() {
        return Err(Problem::new(&errors::NUMBER_IN_USE));
    }
    let today = face_check::Entity::find()
        .filter(face_check::Column::PersonId.eq(person.id))
        .filter(face_check::Column::CreatedAt.gt(now - Duration::days(1)))
        .count(db)
        .await?;
    if today >= A_DAY {
        return Err(Problem::new(&errors::FACE_TOO_MANY).retry_after(3600));
    }
    Ok(())
}

/// Separate consent (PIPL 29), the latest word counts.
async fn needs_consent(db: &impl ConnectionTrait, person_id: Uuid) -> Result<(), Problem> {
    let latest = consent::Entity::find()
        .filter(consent::Column::PersonId.eq(person_id))
        .filter(consent::Column::Kind.eq(ConsentKind::Face.name()))
        .order_by_desc(consent::Column::Id)
        .limit(1)
        .one(db)
        .await?;
    match latest {
        Some(latest) if latest.given => Ok(()),
        _ => Err(Problem::new(&errors::FACE_CONSENT_NEEDED)),
    }
}

/// Fetches the outcome from WeChat; what the phone says of it counts for nothing. Passed: I am L3, and L4
/// on this session for 30 minutes.
#[utoipa::path(operation_id = "finish_face_check", tag = "identity", request_body = VerifyIdBody, security(("party" = [])),
    responses((status = 200, description = "Passed", body = PersonView)),
    params(("Idempotency-Key" = Option<String>, Header, description = "Repeats safely for 24 hours")),
    extensions(("x-function" = json!("identity")), ("x-errors" = json!(["face.not_passed", "face.no_such_check", "face.check_used",
        "face.check_expired", "face.other_session", "face.consent_needed", "face.not_configured", "face.unavailable", "face.refused",
        "identity.number_in_use", "identity.real_name_first", "cache.unavailable",
        "idempotency.mismatch", "idempotency.in_flight", "idempotency.key_malformed", "request.not_found"]))))]
#[post("/api/v1/me/face/result")]
pub async fn finish_face_check(
    court: web::Data<Court>,
    party: Party,
    key: IdempotencyKey,
    body: Json<VerifyIdBody>,
) -> Result<HttpResponse, Problem> {
    let run = match court
        .claim(key, party.id, "finish_face_check", &body.raw)
        .await?
    {
        Claim::Replay(answer) => return Ok(answer),
        Claim::Run(run) => run,
    };
    let db = court.store.db();
    let check = find_open(db, &party, &body.value.verify_id, court.now()).await?;
    needs_consent(db, party.id).await?;
    let person = person::Entity::find_by_id(party.id).one(db).await?;
    let paper = Paper::of(&court, &person.ok_or(&common::NOT_FOUND)?, check.id)?;
    let outcome = court
        .face
        .outcome(&check.verify_id, &paper.subject())
        .await?;

    let now = court.now();
    let tx = court.store.write().await?;
    let person = person_for_change(&tx, party.id).await?;
    close(&tx, check.id, outcome, now).await?;
    if let Outcome::NotPassed(why) = outcome {
        act(party.id, check.id, Some("open"), "failed")
            .record(&tx, now)
            .await?;
        court.commit(tx).await?;
        return Err(not_passed(why));
    }
    act(party.id, check.id, Some("open"), "passed")
        .record(&tx, now)
        .await?;
    let proof = Proof {
        person,
        session_id: party.session_id,
        how: RealNameState::Face,
        actor: Actor::Person(party.id),
        basis: BASIS,
    };
    proof.record(&tx, now).await?;
    let view = view_of(person_view(&tx, &court.vault, Shown::to(&party, now)).await?);
    let answer = run.answer(&tx, StatusCode::OK, &view).await?;
    court.commit(tx).await?;
    Ok(answer)
}

/// Another person's check does not exist; one's own counts on the session that began it, once, in time.
async fn find_open(
    db: &impl ConnectionTrait,
    party: &Party,
    verify_id: &str,
    now: DateTime<Utc>,
) -> Result<face_check::Model, Problem> {
    let found = face_check::Entity::find()
        .filter(face_check::Column::VerifyId.eq(verify_id))
        .filter(face_check::Column::PersonId.eq(party.id))
        .one(db)
        .await?;
    let check = found.ok_or(&errors::NO_SUCH_FACE_CHECK)?;
    if check.session_id != party.session_id {
        return Err(Problem::new(&errors::FACE_OTHER_SESSION));
    }
    if check.state != "open" {
        return Err(Problem::new(&errors::FACE_CHECK_USED));
    }
    if check.expires_at <= now {
        return Err(Problem::new(&errors::FACE_CHECK_EXPIRED));
    }
    Ok(check)
}

/// One outcome a check: of two requests at once, the second finds it closed.
async fn close(
    tx: &DatabaseTransaction,
    id: Uuid,
    outcome: Outcome,
    now: DateTime<Utc>,
) -> Result<(), Problem> {
    let (state, code) = match outcome {
        Outcome::Passed => ("passed", None),
        Outcome::NotPassed(code) => ("failed", Some(code)),
    };
    let closed = face_check::Entity::update_many()
        .col_expr(face_check::Column::State, Expr::value(state))
        .col_expr(face_check::Column::EndedAt, Expr::value(now))
        .col_expr(face_check::Column::VerifyRet, Expr::value(code))
        .filter(face_check::Column::Id.eq(id))
        .filter(face_check::Column::State.eq("open"))
        .exec(tx)
        .await?;
    match closed.rows_affected {
        1 => Ok(()),
        _ => Err(Problem::new(&errors::FACE_CHECK_USED)),
    }
}

fn act(
    person_id: Uuid,
    check_id: Uuid,
    from: Option<&'static str>,
    to: &'static str,
) -> Act<'static> {
    Act {
        actor: Actor::Person(person_id),
        act: "identity.face_check",
        subject_kind: "face_check",
        subject_id: check_id,
        from,
        to: Some(to),
        basis: Some(BASIS),
    }
}

/// WeChat's `verify_ret` in words, always with the other way.
fn not_passed(code: i64) -> Problem {
    let words = match code {
        90_002..=90_006 | 90_024 => Words::fixed(
            "刷脸没有做完，可以再来一次；不想刷脸，录一段视频由工作人员核对也一样。",
            "The face check was not finished. Try again, or send a video instead: it counts the same.",
        ),
        90_008..=90_010 => Words::fixed(
            "微信没有得到相机或麦克风的许可，请在微信的设置里打开后再试，或录一段视频由工作人员核对。",
            "WeChat may not use the camera or microphone. Allow it in WeChat's settings, or send a video instead.",
        ),
        10_003 => Words::fixed(
            "姓名和身份证号码对不上，请先改好实名信息，再刷脸。",
            "Name and number do not belong together. Correct your real name first.",
        ),
        _ => Words::fixed(
            "刷脸没有通过。请到亮一点的地方、摘下口罩再试；也可以录一段视频由工作人员核对，效力一样。",
            "The face check did not pass. Try in better light without a mask, or send a video instead: it counts the same.",
        ),
    };
    let problem = Problem::new(&errors::FACE_NOT_PASSED).saying(words);
    problem.because(format!("WeChat's code {code}"))
}
