//! Association codes: by SMS to the party's phone, good once, for one party, for thirty days.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, post, web};
use chrono::{DateTime, Duration, FixedOffset};
use rand::Rng;
use sea_orm::prelude::*;
use sea_orm::sea_query::Expr;
use sea_orm::{ActiveValue::Set, DatabaseTransaction};
use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::access::Server;
use super::effects::local;
use super::errors;
use super::model::code;
use crate::court::Court;
use crate::kit::audit::{Act, Actor};
use crate::kit::ids::{PathId, new_id};
use crate::kit::json::Json;
use crate::kit::outbox::{Job, JobError, JobFuture, Message, Subscriber};
use crate::kit::problem::{Problem, common};
use crate::kit::vault::last_four;
use crate::ports::tencent::CallError;
use crate::rooms::cases;

const LIFETIME: Duration = Duration::days(30);
/// Without letters and digits that look alike.
const ALPHABET: &[u8] = b"23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
const LENGTH: usize = 10;
/// Where a code is sealed and hashed.
pub const CODE: &str = "association_codes.code";
/// A code is to go out by SMS.
const TO_SMS: &str = "delivery.code_to_sms";
/// Name of the template in `sms.templates`.
pub const TEMPLATE: &str = "association_code";

pub const SUBSCRIBERS: &[Subscriber<Court>] = &[Subscriber {
    topic: TO_SMS,
    name: "delivery.send_code",
    job: Job::Outside(send_code),
}];

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = AssociationCodeBody, example = json!({"party_id": "0193a1f0-7c1e-7000-8000-0000000000e1"}))]
pub struct CodeBody {
    pub party_id: Uuid,
}

#[derive(Serialize, ToSchema)]
#[schema(as = AssociationCode, example = json!({"expires_at": "2026-12-24T10:00:00+08:00", "sent_to_masked": "**** 9000", "code": null}))]
pub struct CodeView {
    pub expires_at: DateTime<FixedOffset>,
    /// The last four of the phone that it goes to.
    pub sent_to_masked: Option<String>,
    /// Only when no SMS can be sent: to be put into the letter.
    pub code: Option<String>,
}

#[derive(Serialize, Deserialize)]
struct ToSms {
    code_id: Uuid,
    phone_party: Uuid,
}

/// Issues a code to a party who has not joined. An earlier one of the same party ends.
#[utoipa::path(operation_id = "issue_association_code", tag = "delivery", request_body = CodeBody, security(("desk" = [])),
    params(("id" = Uuid, Path, description = "Of the case")),
    responses((status = 201, description = "Issued", body = CodeView)),
    extensions(("x-errors" = json!(["desk.role_missing", "request.not_found", "join.party_has_joined"]))))]
#[post("/api/v1/desk/cases/{id}/association-codes")]
pub async fn issue_association_code(
    court: web::Data<Court>,
    server: Server,
    id: PathId,
    body: Json<CodeBody>,
) -> Result<HttpResponse, Problem> {
    let party_id = body.into_inner().party_id;
    let tx = court.store.write().await?;
    let case = cases::info_for_change(&tx, id.0).await?;
    let all = cases::parties(&court, &tx, case.id).await?;
    let party = all.iter().find(|party| party.id == party_id);
    let party = party.ok_or(&common::NOT_FOUND)?;
    if party.person_id.is_some() {
        return Err(Problem::new(&errors::PARTY_HAS_JOINED));
    }
    end_earlier(&tx, party_id).await?;
    let plain = SecretString::from(fresh());
    let (code_id, now) = (new_id(), court.now());
    let row = code::ActiveModel {
        id: Set(code_id),
        case_id: Set(case.id),
        party_id: Set(party_id),
        code_hash: Set(court.vault.search_hash(CODE, &plain)),
        code_sealed: Set(court.vault.seal(CODE, &plain)),
        open_for: Set(Some(party_id)),
        issued_by: Set(server.id()),
        issued_at: Set(now),
        expires_at: Set(now + LIFETIME),
        used_at: Set(None),
        used_by: Set(None),
    };
    let row = row.insert(&tx).await?;
    let act = Act {
        actor: Actor::Staff(server.id()),
        act: "delivery.issue_code",
        subject_kind: "case",
        subject_id: case.id,
        from: None,
        to: None,
        basis: Some("OLR 10"),
    };
    act.record(&tx, now).await?;
    let by_sms = party.phone.is_some() && court.sms.can_send(TEMPLATE);
    if by_sms {
        let what = ToSms {
            code_id,
            phone_party: party_id,
        };
        court.publish(&tx, TO_SMS, code_id, &what).await?;
    }
    court.commit(tx).await?;
    Ok(HttpResponse::build(StatusCode::CREATED).json(CodeView {
        expires_at: local(row.expires_at),
        sent_to_masked: party.phone.as_ref().filter(|_| by_sms).map(last_four),
        code: (!by_sms).then(|| plain.expose_secret().to_owned()),
    }))
}

async fn end_earlier(tx: &DatabaseTransaction, party_id: Uuid) -> Result<(), DbErr> {
    code::Entity::update_many()
        .col_expr(code::Column::OpenFor, Expr::value(None::<Uuid>))
        .filter(code::Column::OpenFor.eq(party_id))
        .exec(tx)
        .await?;
    Ok(())
}

/// 50 bits; five wrong tries an hour leave no way to guess it.
fn fresh() -> String {
    let mut random = rand::rng();
    (0..LENGTH)
        .map(|_| char::from(ALPHABET[random.random_range(0..ALPHABET.len())]))
        .collect()
}

fn send_code<'a>(court: &'a Court, message: &'a Message) -> JobFuture<'a> {
    Box::pin(async move {
        let ToSms { code_id, .. } = message.read()?;
        let db = court.store.db();
        let Some(row) = code::Entity::find_by_id(code_id).one(db).await? else {
            return Ok(());
        };
        if row.open_for.is_none() {
            return Ok(());
        }
        let trouble = |problem: Problem| JobError::Retry(problem.to_string());
        let all = cases::parties(court, db, row.case_id)
            .await
            .map_err(trouble)?;
        let case = cases::info(db, row.case_id).await.map_err(trouble)?;
        let phone = all
            .into_iter()
            .find(|party| party.id == row.party_id)
            .and_then(|party| party.phone);
        let Some(phone) = phone else {
            return Ok(());
        };
        let plain = court
            .vault
            .open(CODE, &row.code_sealed)
            .map_err(|error| JobError::Refused(error.to_string()))?;
        let words = [
            tail_of(&case.number),
            plain.expose_secret().to_owned(),
            local(row.expires_at).format("%Y年%-m月%-d日").to_string(),
        ];
        match court.sms.send(&phone, TEMPLATE, &words).await {
            Ok(()) => Ok(()),
            Err(CallError::NotDone(why)) => Err(JobError::Retry(why.to_owned())),
            Err(CallError::Unknown(why)) => Err(JobError::Unknown(why.to_owned())),
            Err(CallError::Code(code)) => Err(JobError::Refused(format!("Tencent {code}"))),
        }
    })
}

/// The last two digits of the case number: enough to know one's own by (domain.md 9).
fn tail_of(number: &str) -> String {
    let digits: Vec<char> = number
        .chars()
        .rev()
        .skip_while(|c| !c.is_ascii_digit())
        .take_while(char::is_ascii_digit)
        .take(2)
        .collect();
    digits.into_iter().rev().collect()
}
