//! `POST /api/v1/desk/deliveries/{id}/{event}`: what staff do with a service, each as the machine lists it.

use actix_web::http::header::IF_MATCH;
use actix_web::{HttpRequest, HttpResponse, post, web};
use chrono::{DateTime, Days, Duration, FixedOffset, NaiveDate, Utc};
use sea_orm::prelude::*;
use sea_orm::{ActiveValue::Set, DatabaseTransaction, IntoActiveModel};
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::ToSchema;

use super::access::{Server, at_desk, attempts_of, for_change};
use super::model::delivery;
use super::moves::{advance, class_of, ground, served, state_of};
use super::send::{begin_service, send};
use super::words::{DeskDelivery, desk_view};
use super::{effects, errors};
use crate::court::Court;
use crate::kit::clock::shanghai;
use crate::kit::etag;
use crate::kit::i18n::{Lang, Words};
use crate::kit::json::Json;
use crate::kit::problem::{FieldError, Problem, common};
use crate::law::Named;
use crate::law::machine;
use crate::law::machine::service::{Event, State};
use crate::law::service_of_documents::{AddressSource, Consent, Document};
use crate::rooms::cases::By;
use crate::rooms::notices::NoticeKind;

/// Silence after the question for consent: the party is not reached this way (product; OLR 10 gives three days).
const SILENCE: Duration = Duration::days(3);
/// CPL 95: thirty days from the last publication; CPL 283: sixty for those without a domicile here.
const PUBLIC_NOTICE: u64 = 30;
const PUBLIC_NOTICE_OUTSIDE: u64 = 60;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Hand {
    /// Handed over (CPL 88).
    Direct,
    /// By post, on the day of the receipt (CPL 91).
    Post,
    /// Left behind with a record in pictures (CPL 89).
    Left,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Rebutted {
    SystemError,
    NotOwnAddress,
    NotReadBySelf,
}

/// What an act carries besides its name. Each event takes what it needs.
#[derive(Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
#[schema(as = DeliveryAct, example = json!({"reason": "邮寄回执已签收", "how": "post", "on": "2026-11-24"}))]
pub struct ActBody {
    /// Why; kept in the file.
    #[schema(max_length = 500)]
    pub reason: Option<String>,
    /// `delivered`: how it was handed over.
    pub how: Option<Hand>,
    /// `delivered`: the day of the receipt. `whereabouts-unknown`: the day of the last publication.
    pub on: Option<NaiveDate>,
    /// `whereabouts-unknown`: no domicile in PRC territory, sixty days.
    pub outside_prc: Option<bool>,
    /// `rebut`: which of the three grounds the recipient proved (OLR 31(2)).
    pub ground: Option<Rebutted>,
    /// `rebut-date`: the arrival in the recipient's own system, as proved (Interp. 135).
    pub arrived_at: Option<DateTime<FixedOffset>>,
}

impl ActBody {
    fn reason(&self) -> Result<String, Problem> {
        let reason = self.reason.as_deref().unwrap_or("").trim();
        match reason.chars().count() {
            1..=500 => Ok(reason.to_owned()),
            _ => Err(wrong(
                "/reason",
                "请写明理由，不超过 500 个字。",
                "Give the reason in at most 500 characters.",
            )),
        }
    }

    fn past_day(&self, today: NaiveDate) -> Result<NaiveDate, Problem> {
        self.on.filter(|day| *day <= today).ok_or_else(|| {
            wrong(
                "/on",
                "请写日期，不能晚于今天。",
                "Give the day, not later than today.",
            )
        })
    }
}

fn wrong(pointer: &str, zh: &'static str, en: &'static str) -> Problem {
    Problem {
        errors: vec![FieldError::new(
            pointer.to_owned(),
            "field.invalid",
            Words::fixed(zh, en),
        )],
        ..Problem::new(&common::INVALID)
    }
}

/// An act of staff on one service: `ask-consent`, `use-found-address`, `send`, `no-response`, `rebut`, `rebut-date`,
/// `resend`, `give-up`, `delivered`, `whereabouts-unknown`, `close-file`, `cancel`.
#[utoipa::path(operation_id = "act_on_delivery", tag = "delivery", request_body = ActBody, security(("desk" = [])),
    params(("id" = Uuid, Path, description = "Of the delivery"), ("event" = String, Path, description = "An event of the service machine in kebab-case", example = "send"),
        ("If-Match" = Option<String>, Header, description = "The version that was read, in quotes")),
    responses((status = 200, description = "As it stands now", body = DeskDelivery)),
    extensions(("x-errors" = json!(["desk.role_missing", "delivery.not_found", "request.not_found", "state.not_allowed", "state.wrong_actor", "delivery.not_joined",
        "delivery.no_bench", "delivery.decision_not_covered", "delivery.no_leaving", "version.stale", "version.if_match_malformed"]))))]
#[post("/api/v1/desk/deliveries/{id}/{event}")]
pub async fn act_on_delivery(
    court: web::Data<Court>,
    req: HttpRequest,
    server: Server,
    path: web::Path<(String, String)>,
    lang: Lang,
    body: Json<ActBody>,
) -> Result<HttpResponse, Problem> {
    let (id, event) = path.into_inner();
    let seen = at_desk(court.store.db(), &server, &id).await?;
    let event = Event::from_id(&event.replace('-', "_")).ok_or(&common::NOT_FOUND)?;
    let body = body.into_inner();
    let tx = court.store.write().await?;
    let row = for_change(&tx, seen.id).await?;
    if req.headers().contains_key(IF_MATCH) {
        etag::check(&req, row.version)?;
    }
    let by = office_for(&server, state_of(&row)?, event);
    let row = act(&court, &tx, row, event, &by, &body).await?;
    let view = desk_view(&tx, row, lang).await?;
    court.commit(tx).await?;
    Ok(HttpResponse::Ok().json(view))
}

/// Somebody with two offices acts in the one that the event asks for.
fn office_for(server: &Server, state: State, event: Event) -> By {
    let clerk = server.by_clerk_first();
    match machine::step(state, event, clerk.role) {
        Ok(_) => clerk,
        Err(_) => server.by(),
    }
}

async fn act(
    court: &Court,
    tx: &DatabaseTransaction,
    row: delivery::Model,
    event: Event,
    by: &By,
    body: &ActBody,
) -> Result<delivery::Model, Problem> {
    // First whether it may be at all, then whether what it needs was given.
    let _ = machine::step(state_of(&row)?, event, by.role)?;
    let now = court.now();
    match event {
        Event::AskConsent => ask_consent(court, tx, row, by).await,
        Event::UseFoundAddress => use_found_address(court, tx, row, by, body).await,
        Event::Send => send(court, tx, row, by).await,
        Event::Delivered => delivered(court, tx, row, by, body).await,
        Event::WhereaboutsUnknown => publish(court, tx, row, by, body).await,
        Event::Rebut => rebut(court, tx, row, by, body).await,
        Event::RebutDate => rebut_date(court, tx, row, by, body).await,
        Event::NoResponse | Event::GiveUp => {
            let facts = json!({"reason": body.reason()?});
            noted(court, tx, row, event, by, facts).await
        }
        Event::Resend => noted(court, tx, row, event, by, json!({"at": now})).await,
        Event::Cancel => {
            let facts = json!({"sent": false});
            advance(court, tx, row, event, by, facts, |change| {
                change.open_key = Set(None);
                change.ends_at = Set(None);
            })
            .await
        }
        Event::CloseFile => {
            let facts = json!({"certified_at": row.certified_at});
            advance(court, tx, row, event, by, facts, |change| {
                change.ends_at = Set(None)
            })
            .await
        }
        // The rest is for the system and the parties; the machine has refused it above.
        _ => Err(Problem::new(&common::STATE)),
    }
}

async fn noted(
    court: &Court,
    tx: &DatabaseTransaction,
    row: delivery::Model,
    event: Event,
    by: &By,
    facts: serde_json::Value,
) -> Result<delivery::Model, Problem> {
    let note = facts["reason"].as_str().map(str::to_owned);
    advance(court, tx, row, event, by, facts, |change| {
        if note.is_some() {
            change.note = Set(note);
        }
    })
    .await
}

/// Without a ground of consent the party is asked; silence is an answer after three days, also that of a party who
/// never joined.
async fn ask_consent(
    court: &Court,
    tx: &DatabaseTransaction,
    row: delivery::Model,
    by: &By,
) -> Result<delivery::Model, Problem> {
    begin_service(court, tx, &row, by).await?;
    let ends_at = court.now() + SILENCE;
    let facts = json!({"consent": row.consent});
    let row = advance(court, tx, row, Event::AskConsent, by, facts, |change| {
        change.ends_at = Set(Some(ends_at));
    })
    .await?;
    effects::tell(court, tx, &row, NoticeKind::AddressAsked).await?;
    Ok(row)
}

/// The account of somebody who joined is an address that can be confirmed as their own (OLR 31(2)); not against a
/// refusal.
async fn use_found_address(
    court: &Court,
    tx: &DatabaseTransaction,
    row: delivery::Model,
    by: &By,
    body: &ActBody,
) -> Result<delivery::Model, Problem> {
    if row.person_id.is_none() {
        return Err(Problem::new(&errors::NOT_JOINED));
    }
    if row.consent == Consent::Refused.id() {
        return Err(Problem::new(&common::STATE));
    }
    let facts = json!({"own_address": "account of a verified person", "reason": body.reason});
    advance(
        court,
        tx,
        row,
        Event::UseFoundAddress,
        by,
        facts,
        |change| {
            change.source = Set(Some(AddressSource::FoundByCourt.id().to_owned()));
            change.consent = Set(Consent::None.id().to_owned());
            change.ends_at = Set(None);
        },
    )
    .await
}

async fn delivered(
    court: &Court,
    tx: &DatabaseTransaction,
    row: delivery::Model,
    by: &By,
    body: &ActBody,
) -> Result<delivery::Model, Problem> {
    let today = crate::kit::clock::shanghai_day(court.now());
    let how = body.how.ok_or_else(|| {
        wrong(
            "/how",
            "请选送达方式：直接、邮寄或者留置。",
            "Choose how: direct, post or left.",
        )
    })?;
    if how == Hand::Left && class_of(&row) == Document::MediationStatement {
        return Err(Problem::new(&errors::NO_LEAVING));
    }
    let on = body.past_day(today)?;
    let facts = json!({"how": how, "on": on, "reason": body.reason});
    let note = body.reason.clone();
    let row = advance(court, tx, row, Event::Delivered, by, facts, |change| {
        change.served_at = Set(Some(start_of(on)));
        change.mode = Set(Some("offline".to_owned()));
        change.note = Set(note);
    })
    .await?;
    effects::served(court, tx, row).await
}

/// CPL 95: the last way, when all others failed; a judge says so and why.
async fn publish(
    court: &Court,
    tx: &DatabaseTransaction,
    row: delivery::Model,
    by: &By,
    body: &ActBody,
) -> Result<delivery::Model, Problem> {
    let today = crate::kit::clock::shanghai_day(court.now());
    let (reason, on) = (body.reason()?, body.past_day(today)?);
    let outside = body.outside_prc.unwrap_or(false);
    let days = if outside {
        PUBLIC_NOTICE_OUTSIDE
    } else {
        PUBLIC_NOTICE
    };
    // The day of publication is not counted; served when the last day is over.
    let over = on + Days::new(days + 1);
    let facts = json!({"published_on": on, "outside_prc": outside, "reason": reason});
    advance(
        court,
        tx,
        row,
        Event::WhereaboutsUnknown,
        by,
        facts,
        |change| {
            change.published_on = Set(Some(on));
            change.outside_prc = Set(outside);
            change.ends_at = Set(Some(start_of(over)));
            change.note = Set(Some(reason));
        },
    )
    .await
}

/// OLR 31(2)2: one of the three grounds is proved, and the presumption falls with what hung on it.
async fn rebut(
    court: &Court,
    tx: &DatabaseTransaction,
    row: delivery::Model,
    by: &By,
    body: &ActBody,
) -> Result<delivery::Model, Problem> {
    let reason = body.reason()?;
    let proved = body.ground.ok_or_else(|| {
        wrong(
            "/ground",
            "请选当事人证明了哪一种情形。",
            "Choose which ground was proved.",
        )
    })?;
    let word = json!(proved).as_str().unwrap_or_default().to_owned();
    for attempt in attempts_of(tx, row.id).await? {
        let mut change = attempt.into_active_model();
        change.rebuttal = Set(Some(word.clone()));
        change.update(tx).await?;
    }
    let facts = json!({"ground": proved, "reason": reason});
    let row = advance(court, tx, row, Event::Rebut, by, facts, |change| {
        change.served_at = Set(None);
        change.mode = Set(None);
        change.certified_at = Set(None);
        change.ends_at = Set(None);
        change.note = Set(Some(reason));
    })
    .await?;
    effects::take_back_limits(tx, &row).await?;
    Ok(row)
}

/// Interp. 135: the recipient proves another arrival; the day of service and all limits follow it.
async fn rebut_date(
    court: &Court,
    tx: &DatabaseTransaction,
    row: delivery::Model,
    by: &By,
    body: &ActBody,
) -> Result<delivery::Model, Problem> {
    let reason = body.reason()?;
    let arrived_at = body
        .arrived_at
        .map(|at| at.to_utc())
        .filter(|at| *at <= court.now() && row.sent_at.is_some_and(|sent| *at >= sent))
        .ok_or_else(|| {
            wrong(
                "/arrived_at",
                "请写证明的到达时间，不早于发送、不晚于现在。",
                "Give the proved arrival, after sending and not in the future.",
            )
        })?;
    let mut attempts = attempts_of(tx, row.id).await?;
    let Some(latest) = attempts.pop() else {
        return Err(Problem::new(&common::STATE));
    };
    let mut change = latest.into_active_model();
    change.rebuttal = Set(Some("arrival_differs".to_owned()));
    change.proved_arrived_at = Set(Some(arrived_at));
    attempts.push(change.update(tx).await?);
    let answer = served(&row, &attempts).ok_or(&common::STATE)?;
    let (at, mode) = (answer.at.time().to_utc(), answer.mode.id());
    let row = advance(
        court,
        tx,
        row,
        Event::RebutDate,
        by,
        ground(&answer),
        |change| {
            change.served_at = Set(Some(at));
            change.arrived_at = Set(Some(arrived_at));
            change.mode = Set(Some(mode.to_owned()));
            change.note = Set(Some(reason));
        },
    )
    .await?;
    effects::served(court, tx, row).await
}

/// The first moment of a day in Shanghai.
pub fn start_of(day: NaiveDate) -> DateTime<Utc> {
    day.and_time(chrono::NaiveTime::MIN)
        .and_local_timezone(shanghai())
        .earliest()
        .unwrap_or_default()
        .to_utc()
}
