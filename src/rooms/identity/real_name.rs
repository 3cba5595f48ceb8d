//! `POST /api/v1/me/real-name`: who I say I am, held against the authority's register (OLR 7).
//!
//! A claim can be corrected until it is proved (L3). Claims that do not match are counted: numbers are
//! not to be guessed through us. Decision record: docs/decisions/0008-*.

use actix_web::{HttpResponse, http::StatusCode, post, web};
use chrono::{DateTime, Duration, Utc};
use sea_orm::prelude::*;
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{ActiveValue::Set, ConnectionTrait, DatabaseTransaction, IntoActiveModel};
use secrecy::{ExposeSecret, SecretString};

use super::access::{ID_NUMBER, NAME, level, person_for_change};
use super::id_paper::{self, IdKind, age};
use super::model::{face_check, person, video_review};
use super::require::open;
use super::words::{Assurance, RealNameBody, RealNameState, RealNameTaken, Route};
use super::{errors, person_name};
use crate::court::Court;
use crate::kit::audit::{Act, Actor};
use crate::kit::auth::Party;
use crate::kit::clock::shanghai_day;
use crate::kit::i18n::Words;
use crate::kit::idempotency::{Claim, IdempotencyKey};
use crate::kit::json::Json;
use crate::kit::problem::{Problem, common};
use crate::law::identity_number::IdentityNumber;
use crate::ports::id_match::Match;

/// Claims that do not match, within a day.
const MISMATCHES: i32 = 5;
const WINDOW: Duration = Duration::hours(24);
/// PIPL 31: below it, a guardian consents.
const CHILD: i32 = 14;

/// A checked claim.
struct Claimed {
    name: String,
    kind: IdKind,
    number: IdentityNumber,
}

impl Claimed {
    fn secret(&self) -> SecretString {
        SecretString::from(self.number.as_str())
    }

    /// Equal for one person's paper, renewed or not.
    fn hash(&self, court: &Court) -> String {
        let key = format!("{}:{}", self.kind.name(), self.number.identity_key());
        court.vault.search_hash(ID_NUMBER, &SecretString::from(key))
    }
}

/// Says who I am: name, kind of paper and its number. Needs a phone number first (L1).
///
/// With a register to ask, a matching claim makes me L2; without one it is recorded. `next` lists how
/// I can prove it (L3): any of them, always one without a face.
#[utoipa::path(operation_id = "claim_real_name", tag = "identity",
    request_body(content = RealNameBody, examples(
        ("居民身份证" = (summary = "大陆居民", value = json!({"name": "张三", "id_type": "prc_resident_id", "id_number": "110101190001010014"}))),
        ("港澳通行证" = (summary = "港澳居民", value = json!({"name": "陈大文", "id_type": "hk_macao_travel_permit", "id_number": "H12345678"}))))),
    responses((status = 200, description = "Taken; assurance and the ways to prove it", body = RealNameTaken)), security(("party" = [])),
    params(("Idempotency-Key" = Option<String>, Header, description = "Repeats safely for 24 hours")),
    extensions(("x-function" = json!("identity")), ("x-errors" = json!(["identity.assurance_too_low", "identity.no_match",
        "identity.too_many_mismatches", "identity.already_proved", "identity.review_pending",
        "identity.guardian_needed", "id_match.unavailable",
        "idempotency.mismatch", "idempotency.in_flight", "idempotency.key_malformed", "request.not_found"]))))]
#[post("/api/v1/me/real-name")]
pub async fn claim_real_name(
    court: web::Data<Court>,
    party: Party,
    key: IdempotencyKey,
    body: Json<RealNameBody>,
) -> Result<HttpResponse, Problem> {
    let run = match court
        .claim(key, party.id, "claim_real_name", &keyed(&court, &body.raw))
        .await?
    {
        Claim::Replay(answer) => return Ok(answer),
        Claim::Run(run) => run,
    };
    let claim = checked(body.into_inner(), &court)?;
    let hash = claim.hash(&court);
    let known = person::Entity::find_by_id(party.id)
        .one(court.store.db())
        .await?;
    let known = known.ok_or(&common::NOT_FOUND)?;
    if is_same_and_proved(&court, &known, &claim, &hash)? {
        let view = taken(&court, claim.kind, known.assurance);
        let tx = court.store.write().await?;
        let answer = run.answer(&tx, StatusCode::OK, &view).await?;
        court.commit(tx).await?;
        return Ok(answer);
    }
    may_claim(&court, &known).await?;
    let verdict = match claim.kind.is_in_register() && court.id_match.is_on() {
        true => ask_register(&court, party.id, &claim).await?,
        false => Match::Undecided,
    };

    let tx = court.store.write().await?;
    let to = record(&court, &tx, &party, &claim, hash, verdict).await?;
    let answer = run
        .answer(&tx, StatusCode::OK, &taken(&court, claim.kind, to))
        .await?;
    court.commit(tx).await?;
    Ok(answer)
}

/// What the idempotency table keeps of a body with a number in it: a keyed hash, so that nobody can
/// try numbers against it.
fn keyed(court: &Court, raw: &[u8]) -> Vec<u8> {
    let text = String::from_utf8_lossy(raw).into_owned();
    let hash = court
        .vault
        .search_hash("idempotency.real_name", &SecretString::from(text));
    hash.into_bytes()
}

/// All faults at once. A child's data is not taken without a guardian (PIPL 31).
fn checked(body: RealNameBody, court: &Court) -> Result<Claimed, Problem> {
    let today = shanghai_day(court.now());
    let name = person_name::check(&body.name, "/name");
    let number = id_paper::check(body.id_type, body.id_number.expose_secret(), today);
    let (name, number) = match (name, number) {
        (Ok(name), Ok(number)) => (name, number),
        (name, number) => {
            let faults = [name.err(), number.err()];
            return Err(Problem::invalid(faults.into_iter().flatten().collect()));
        }
    };
    match number.born_on() {
        Some(born_on) if age(born_on, today) < CHILD => Err(Problem::new(&errors::GUARDIAN_NEEDED)),
        _ => Ok(Claimed {
            name,
            kind: body.id_type,
            number,
        }),
    }
}

/// The claim that is already proved, sent again: nothing to do, nothing wrong.
fn is_same_and_proved(
    court: &Court,
    known: &person::Model,
    claim: &Claimed,
    hash: &str,
) -> Result<bool, Problem> {
    let name = open(&court.vault, NAME, known.name_sealed.as_deref())?;
    Ok(known.assurance >= 3
        && known.id_number_hash.as_deref() == Some(hash)
        && name.is_some_and(|name| name.expose_secret() == claim.name))
}

/// Whether this person may claim a name now.
async fn may_claim(court: &Court, known: &person::Model) -> Result<(), Problem> {
    if known.assurance < 1 {
        return Err(
            Problem::new(&errors::ASSURANCE_TOO_LOW).saying(Words::fixed(
                "请先绑定手机号（在“我的”里），再做实名认证。",
                "Add your phone number first (under Me), then verify your name.",
            )),
        );
    }
    if known.assurance >= 3 {
        return Err(Problem::new(&errors::ALREADY_PROVED));
    }
    no_review_pending(court.store.db(), known.id).await
}

/// What staff are comparing must not change under their eyes.
async fn no_review_pending(db: &impl ConnectionTrait, person_id: Uuid) -> Result<(), Problem> {
    let pending = video_review::Entity::find()
        .filter(video_review::Column::OpenOf.eq(person_id))
        .one(db)
        .await?;
    match pending {
        Some(_) => Err(Problem::new(&errors::REVIEW_PENDING)),
        None => Ok(()),
    }
}

/// A try is taken before the question is asked, and given back unless the answer is no: a hundred
/// questions at once are no more than five.
async fn ask_register(court: &Court, person_id: Uuid, claim: &Claimed) -> Result<Match, Problem> {
    let tries = take_try(court, person_id).await?;
    let answer = court.id_match.ask(&claim.name, &claim.secret()).await;
    if let Ok(Match::Different) = answer {
        return Err(mismatched(court, person_id, tries).await?);
    }
    give_try_back(court, person_id).await?;
    answer
}

fn too_many(since: DateTime<Utc>, now: DateTime<Utc>) -> Problem {
    let left = (since + WINDOW - now).num_seconds();
    Problem::new(&errors::TOO_MANY_MISMATCHES).retry_after(left.unsigned_abs() + 1)
}

/// Tries of the present day, this one included. Counted in the store: no restart and no second node
/// forgets them.
struct Tries {
    count: i32,
    since: DateTime<Utc>,
}

async fn take_try(court: &Court, person_id: Uuid) -> Result<Tries, Problem> {
    let now = court.now();
    let tx = court.store.write().await?;
    let row = person_for_change(&tx, person_id).await?;
    let tries = match row.mismatch_since {
        Some(since) if since + WINDOW > now => Tries {
            count: row.mismatch_count + 1,
            since,
        },
        _ => Tries {
            count: 1,
            since: now,
        },
    };
    if tries.count > MISMATCHES {
        return Err(too_many(tries.since, now));
    }
    let mut change = row.into_active_model();
    change.mismatch_count = Set(tries.count);
    change.mismatch_since = Set(Some(tries.since));
    change.update(&tx).await?;
    tx.commit().await?;
    Ok(tries)
}

async fn give_try_back(court: &Court, person_id: Uuid) -> Result<(), Problem> {
    person::Entity::update_many()
        .col_expr(
            person::Column::MismatchCount,
            Expr::col(person::Column::MismatchCount).sub(1),
        )
        .filter(person::Column::Id.eq(person_id))
        .filter(person::Column::MismatchCount.gt(0))
        .exec(court.store.db())
        .await?;
    Ok(())
}

async fn mismatched(court: &Court, person_id: Uuid, tries: Tries) -> Result<Problem, Problem> {
    let now = court.now();
    let tx = court.store.write().await?;
    let act = Act {
        actor: Actor::Person(person_id),
        act: "identity.claim_mismatched",
        subject_kind: "person",
        subject_id: person_id,
        from: None,
        to: None,
        basis: Some("OLR 7"),
    };
    act.record(&tx, now).await?;
    court.commit(tx).await?;
    let left = MISMATCHES - tries.count;
    if left <= 0 {
        return Ok(too_many(tries.since, now));
    }
    Ok(Problem::new(&errors::NO_MATCH).saying(Words::new(
        format!("姓名和证件号码对不上，请对照证件再看一遍。今天还能再试{left}次；核对无误仍不通过，请到诉讼服务大厅办理，或拨打 12368。"),
        format!("Name and number do not belong together. Compare them with the paper. {left} more tries today; if both are right, come to the service hall or call 12368."),
    )))
}

/// Writes the claim; the new level.
async fn record(
    court: &Court,
    tx: &DatabaseTransaction,
    party: &Party,
    claim: &Claimed,
    hash: String,
    verdict: Match,
) -> Result<i32, Problem> {
    let now = court.now();
    let row = person_for_change(tx, party.id).await?;
    // Proved meanwhile, by another device of the same person.
    if row.assurance >= 3 {
        return Err(Problem::new(&errors::ALREADY_PROVED));
    }
    // Both a claim and a video lock the person's row first: this look is the one that counts.
    no_review_pending(tx, party.id).await?;
    let from = row.assurance;
    let (to, state) = match verdict {
        Match::Same => (2, RealNameState::Matched),
        _ => (1, RealNameState::Claimed),
    };
    let mut change = row.into_active_model();
    let name = SecretString::from(claim.name.as_str());
    change.name_sealed = Set(Some(court.vault.seal(NAME, &name)));
    change.id_type = Set(Some(claim.kind.name().to_owned()));
    change.id_number_sealed = Set(Some(court.vault.seal(ID_NUMBER, &claim.secret())));
    change.id_number_hash = Set(Some(hash));
    change.born_on = Set(claim.number.born_on());
    change.real_name_state = Set(state.name().to_owned());
    change.real_name_at = Set(Some(now));
    change.assurance = Set(to);
    change.updated_at = Set(now);
    change.update(tx).await?;
    drop_open_checks(tx, party.id, now).await?;
    let act = Act {
        actor: Actor::Person(party.id),
        act: "identity.claim_real_name",
        subject_kind: "person",
        subject_id: party.id,
        from: Some(level(from)),
        to: Some(level(to)),
        basis: Some("OLR 7"),
    };
    act.record(tx, now).await?;
    Ok(to)
}

/// A face check begun for one name must not prove another.
pub(super) async fn drop_open_checks(
    tx: &DatabaseTransaction,
    person_id: Uuid,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    face_check::Entity::update_many()
        .col_expr(face_check::Column::State, Expr::value("dropped"))
        .col_expr(face_check::Column::EndedAt, Expr::value(now))
        .filter(face_check::Column::PersonId.eq(person_id))
        .filter(face_check::Column::State.eq("open"))
        .exec(tx)
        .await?;
    Ok(())
}

fn taken(court: &Court, kind: IdKind, assurance: i32) -> RealNameTaken {
    let mut next = Vec::new();
    if assurance < 3 {
        if court.face.is_on() && kind.is_in_register() {
            next.push(Route::Face);
        }
        next.push(Route::Video);
    }
    RealNameTaken {
        assurance: Assurance::of_number(assurance),
        next,
    }
}
