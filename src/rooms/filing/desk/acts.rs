//! A clerk's acts on a filing before it is accepted.

use actix_web::http::header::IF_MATCH;
use actix_web::{HttpRequest, HttpResponse, post, web};
use sea_orm::prelude::*;
use sea_orm::{ActiveValue::Set, DatabaseTransaction, IntoActiveModel};
use serde::Deserialize;
use serde_json::json;
use utoipa::ToSchema;

use super::review::{self, DeskFiling};
use crate::court::Court;
use crate::kit::audit::{Act, Actor};
use crate::kit::clock::shanghai;
use crate::kit::i18n::{Lang, Words};
use crate::kit::ids::{PathId, new_id};
use crate::kit::json::Json;
use crate::kit::problem::{FieldError, Problem, common};
use crate::law::Named;
use crate::law::machine;
use crate::law::machine::filing::{Event, State};
use crate::rooms::cases;
use crate::rooms::filing::access::{Reviewer, content_of, find_at_desk_for_change, state_of};
use crate::rooms::filing::clock::end_after;
use crate::rooms::filing::content::{Content, MediationWish};
use crate::rooms::filing::corrections::CorrectionItem;
use crate::rooms::filing::history::{By, Move, advance};
use crate::rooms::filing::model::{correction, filing};
use crate::rooms::filing::words::{Nothing, OutcomeView};
use crate::rooms::filing::{draft, errors, tell};
use crate::rooms::staff::{self, Role};

/// OMR 24: thirty days before filing.
const MEDIATION_DAYS: u32 = 30;

/// The row for a clerk's act.
pub async fn taken(
    court: &Court,
    req: &HttpRequest,
    reviewer: &Reviewer,
    id: Uuid,
) -> Result<(DatabaseTransaction, filing::Model), Problem> {
    reviewer.clerk()?;
    let tx = court.store.write().await?;
    let row = find_at_desk_for_change(&tx, id).await?;
    draft::not_stale_if_asked(req, &row)?;
    Ok((tx, row))
}

/// The listed step, or 409 with what is so: a second tap, or a colleague who was quicker.
pub async fn listed(
    tx: &DatabaseTransaction,
    row: &filing::Model,
    event: Event,
    me: Uuid,
) -> Result<(), Problem> {
    let step = machine::step(state_of(row)?, event, machine::Actor::FilingClerk);
    let Err(refused) = step.map(|step| step.basis()) else {
        return Ok(());
    };
    let problem = Problem::from(refused);
    Err(match what_is_so(tx, row, me).await? {
        Some(words) => problem.saying(words),
        None => problem,
    })
}

/// Where a filing stands, for a clerk whose act came too late or too soon.
async fn what_is_so(
    tx: &DatabaseTransaction,
    row: &filing::Model,
    me: Uuid,
) -> Result<Option<Words>, Problem> {
    if let Some(number) = &row.case_number {
        return Ok(Some(Words::new(
            format!("这份材料已经立案，案号 {number}。"),
            format!("It is registered already as {number}."),
        )));
    }
    Ok(match state_of(row)? {
        State::Submitted => Some(Words::fixed(
            "还没有人打开审查，请先打开审查。",
            "Nobody has opened the review yet. Open it first.",
        )),
        State::UnderReview if row.reviewer_id == Some(me) => Some(Words::fixed(
            "您已经打开了审查，接着看就可以。",
            "You have opened the review already. Go on with it.",
        )),
        State::UnderReview => holder(tx, row).await?.map(|name| {
            Words::new(
                format!("{name}正在审查这份材料。"),
                format!("{name} is reviewing it."),
            )
        }),
        State::ReturnedForCorrection => Some(Words::fixed(
            "已经发出补正通知，在等当事人补正。",
            "A correction notice is out; the person has to answer it.",
        )),
        _ => None,
    })
}

/// The name of whoever has taken a filing on.
async fn holder(tx: &DatabaseTransaction, row: &filing::Model) -> Result<Option<String>, Problem> {
    let found = staff::colleagues(tx, row.reviewer_id).await?.pop();
    Ok(found.map(|colleague| colleague.name))
}

/// What a colleague has taken is taken over knowingly alone: with `If-Match`, by who has seen the version that
/// bears the name.
async fn not_anothers(
    tx: &DatabaseTransaction,
    req: &HttpRequest,
    row: &filing::Model,
    me: Uuid,
) -> Result<(), Problem> {
    if row.reviewer_id.is_none_or(|holder| holder == me) || req.headers().contains_key(IF_MATCH) {
        return Ok(());
    }
    let name = holder(tx, row).await?.unwrap_or_default();
    let words = Words::new(
        format!("{name}已经领了这份材料。要接手的，请刷新看到最新情况后再领。"),
        format!("{name} has taken it. To take it over, reload and claim it then."),
    );
    Err(Problem::new(&common::STATE)
        .saying(words)
        .with("reviewer", name))
}

/// Commits and answers with the filing as it stands now.
pub async fn done(
    court: &Court,
    tx: DatabaseTransaction,
    row: filing::Model,
    reviewer: &Reviewer,
    lang: Lang,
) -> Result<HttpResponse, Problem> {
    let answer = review::answer(court, &tx, row, reviewer, lang).await?;
    court.commit(tx).await?;
    Ok(answer)
}

/// Takes a filing off the common pile. The clock does not wait for it. One that a colleague has taken needs `If-Match`.
#[utoipa::path(operation_id = "claim_filing", tag = "filing", request_body = Nothing, params(("id" = Uuid, Path)), security(("desk" = [])),
    responses((status = 200, description = "Yours", body = DeskFiling)),
    extensions(("x-errors" = json!(["request.not_found", "filing.role_missing", "state.not_allowed", "version.stale", "version.if_match_malformed"]))))]
#[post("/api/v1/desk/filings/{id}/claim")]
pub async fn claim_filing(
    court: web::Data<Court>,
    req: HttpRequest,
    reviewer: Reviewer,
    lang: Lang,
    id: PathId,
    _body: Json<Nothing>,
) -> Result<HttpResponse, Problem> {
    let (tx, row) = taken(&court, &req, &reviewer, id.0).await?;
    not_anothers(&tx, &req, &row, reviewer.id()).await?;
    let row = give_to(&court, &tx, row, Some(reviewer.id()), reviewer.id()).await?;
    done(&court, tx, row, &reviewer, lang).await
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"to": null}))]
pub struct HandOverBody {
    /// A colleague, or null: back to the common pile.
    pub to: Option<Uuid>,
}

/// Hands a filing to a colleague or back to the pile; also one of an absent colleague (wishes 14).
#[utoipa::path(operation_id = "hand_over_filing", tag = "filing", request_body = HandOverBody, params(("id" = Uuid, Path)), security(("desk" = [])),
    responses((status = 200, description = "Handed over", body = DeskFiling)),
    extensions(("x-errors" = json!(["request.not_found", "filing.role_missing", "state.not_allowed", "version.stale", "version.if_match_malformed"]))))]
#[post("/api/v1/desk/filings/{id}/hand-over")]
pub async fn hand_over_filing(
    court: web::Data<Court>,
    req: HttpRequest,
    reviewer: Reviewer,
    lang: Lang,
    id: PathId,
    body: Json<HandOverBody>,
) -> Result<HttpResponse, Problem> {
    let to = body.into_inner().to;
    let (tx, row) = taken(&court, &req, &reviewer, id.0).await?;
    if let Some(to) = to
        && !staff::has_role(&tx, to, Role::FilingClerk).await?
    {
        return Err(Problem::field(
            "/to",
            "field.not_in_list",
            Words::fixed("请选一位立案人员。", "Choose a filing clerk."),
        ));
    }
    let row = give_to(&court, &tx, row, to, reviewer.id()).await?;
    done(&court, tx, row, &reviewer, lang).await
}

async fn give_to(
    court: &Court,
    tx: &DatabaseTransaction,
    row: filing::Model,
    to: Option<Uuid>,
    by: Uuid,
) -> Result<filing::Model, Problem> {
    if !matches!(
        state_of(&row)?,
        State::Submitted | State::UnderReview | State::ReturnedForCorrection
    ) {
        return Err(Problem::new(&common::STATE));
    }
    let (id, version) = (row.id, row.version + 1);
    let mut change = row.into_active_model();
    change.reviewer_id = Set(to);
    change.version = Set(version);
    let row = change.update(tx).await?;
    let act = Act {
        actor: Actor::Staff(by),
        act: "filing.hand_over",
        subject_kind: "filing",
        subject_id: id,
        from: None,
        to: None,
        basis: None,
    };
    act.record(tx, court.now()).await?;
    Ok(row)
}

/// Opens the review. From now on it cannot be recalled; the clock goes on from receipt.
#[utoipa::path(operation_id = "open_review", tag = "filing", request_body = Nothing, params(("id" = Uuid, Path)), security(("desk" = [])),
    responses((status = 200, description = "Under review", body = DeskFiling)),
    extensions(("x-errors" = json!(["request.not_found", "filing.role_missing", "state.not_allowed", "version.stale", "version.if_match_malformed"]))))]
#[post("/api/v1/desk/filings/{id}/open-review")]
pub async fn open_review(
    court: web::Data<Court>,
    req: HttpRequest,
    reviewer: Reviewer,
    lang: Lang,
    id: PathId,
    _body: Json<Nothing>,
) -> Result<HttpResponse, Problem> {
    let (tx, row) = taken(&court, &req, &reviewer, id.0).await?;
    let me = reviewer.id();
    listed(&tx, &row, Event::OpenReview, me).await?;
    let step = Move {
        event: Event::OpenReview,
        by: By::Clerk(me),
        facts: vec![("conflict", json!(false))],
        note: None,
    };
    let row = advance(&court, &tx, row, step, |change| {
        change.reviewer_id = Set(Some(me))
    })
    .await?;
    done(&court, tx, row, &reviewer, lang).await
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"items": [{"pointer": "/defendants/0/name", "text": "少了“福州”两个字。请改成执照上的全称。"}], "due_days": 7}))]
pub struct CorrectionBody {
    #[schema(min_items = 1, max_items = 50)]
    pub items: Vec<CorrectionItem>,
    /// Days for correcting, counted from the next day.
    #[schema(minimum = 1, maximum = 60)]
    pub due_days: u32,
    /// Of a second notice: these defects came with the resubmission (OLR 9 allows no other).
    #[serde(default)]
    pub new_defects: bool,
}

pub fn check_items(items: &[CorrectionItem], due_days: u32, draft: bool) -> Result<(), Problem> {
    let mut faults = Vec::new();
    let mut add = |pointer: String, code, words| faults.push(FieldError::new(pointer, code, words));
    if items.is_empty() && !draft {
        add(
            "/items".to_owned(),
            "list.too_few",
            Words::fixed(
                "至少写明一处要改的地方。",
                "List at least one thing to correct.",
            ),
        );
    }
    if items.len() > 50 {
        add(
            "/items".to_owned(),
            "list.too_many",
            Words::fixed("最多 50 处。", "At most 50 items."),
        );
    }
    for (place, item) in items.iter().enumerate() {
        let length = item.text.trim().chars().count();
        if length > 1_000 || (length == 0 && !draft) {
            add(
                format!("/items/{place}/text"),
                "field.bad_length",
                Words::fixed(
                    "请写 1 到 1000 个字，说清楚怎么改。",
                    "Say in 1 to 1000 characters what to change.",
                ),
            );
        }
        if item.pointer.chars().count() > 200
            || !(item.pointer.is_empty() || item.pointer.starts_with('/'))
        {
            add(
                format!("/items/{place}/pointer"),
                "field.malformed",
                Words::fixed(
                    "位置要是内容里的 JSON Pointer，例如 /defendants/0/name。",
                    "A JSON Pointer into the content, such as /defendants/0/name.",
                ),
            );
        }
    }
    if !(1..=60).contains(&due_days) {
        add(
            "/due_days".to_owned(),
            "field.out_of_range",
            Words::fixed("补正期限填 1 到 60 天。", "From 1 to 60 days."),
        );
    }
    if faults.is_empty() {
        Ok(())
    } else {
        Err(Problem::invalid(faults))
    }
}

/// Each item leads the person to its field, so a pointer to nothing would lead them nowhere.
fn check_places(items: &[CorrectionItem], content: &Content) -> Result<(), Problem> {
    let faults: Vec<FieldError> = items
        .iter()
        .enumerate()
        .filter(|(_, item)| !content.has_place(&item.pointer))
        .map(|(place, _)| {
            FieldError::new(
                format!("/items/{place}/pointer"),
                "field.no_such_place",
                Words::fixed(
                    "材料里没有这个位置，请从材料里重新选要改的地方。",
                    "The filing has no such place. Choose again what is to be corrected.",
                ),
            )
        })
        .collect();
    match faults.is_empty() {
        true => Ok(()),
        false => Err(Problem::invalid(faults)),
    }
}

/// The one full correction notice (OLR 9(2)): the clock stops until it is answered.
#[utoipa::path(operation_id = "request_correction", tag = "filing", request_body = CorrectionBody, params(("id" = Uuid, Path)), security(("desk" = [])),
    responses((status = 200, description = "Sent", body = DeskFiling)),
    extensions(("x-function" = json!("correction")), ("x-errors" = json!(["request.not_found", "filing.role_missing", "filing.correction_once", "state.not_allowed", "version.stale", "version.if_match_malformed"]))))]
#[post("/api/v1/desk/filings/{id}/request-correction")]
pub async fn request_correction(
    court: web::Data<Court>,
    req: HttpRequest,
    reviewer: Reviewer,
    lang: Lang,
    id: PathId,
    body: Json<CorrectionBody>,
) -> Result<HttpResponse, Problem> {
    let body = body.into_inner();
    check_items(&body.items, body.due_days, false)?;
    let (tx, row) = taken(&court, &req, &reviewer, id.0).await?;
    listed(&tx, &row, Event::RequestCorrection, reviewer.id()).await?;
    check_places(&body.items, &content_of(&court, &row)?)?;
    // The guard: the first notice, or a new defect that the resubmission caused.
    if row.corrections > 0 && !body.new_defects {
        return Err(Problem::new(&errors::ONE_CORRECTION));
    }
    let now = court.now();
    let end = end_after(&court.calendar.load(), now, body.due_days);
    let no = row.corrections + 1;
    correction::ActiveModel {
        id: Set(new_id()),
        filing_id: Set(row.id),
        no: Set(no),
        issued_by: Set(reviewer.id()),
        issued_at: Set(now),
        expires_before: Set(end.expires_before),
        provisional: Set(end.provisional),
        items: Set(serde_json::to_string(&body.items).unwrap_or_default()),
        answered_at: Set(None),
        explanations: Set(None),
    }
    .insert(&tx)
    .await?;
    let facts = vec![
        ("notice", json!(no)),
        ("items", json!(body.items.len())),
        ("new_defects", json!(body.new_defects)),
        ("expires_before", json!(end.expires_before)),
    ];
    let step = Move {
        event: Event::RequestCorrection,
        by: By::Clerk(reviewer.id()),
        facts,
        note: None,
    };
    let row = advance(&court, &tx, row, step, |change| {
        change.corrections = Set(no);
        change.correction_due = Set(Some(end.expires_before));
        change.reminded = Set(0);
        change.review_due = Set(None);
        change.draft_correction = Set(None);
        change.escalation = Set(0);
    })
    .await?;
    tell::correction(&court, &tx, &row, body.items.len()).await?;
    done(&court, tx, row, &reviewer, lang).await
}

/// Refers the dispute to mediation before filing, if the plaintiff wants it (OMR 4, 24).
#[utoipa::path(operation_id = "refer_pre_mediation", tag = "filing", request_body = Nothing, params(("id" = Uuid, Path)), security(("desk" = [])),
    responses((status = 200, description = "Referred, with a 民诉前调 number", body = DeskFiling)),
    extensions(("x-errors" = json!(["request.not_found", "filing.role_missing", "filing.no_mediation_consent", "state.not_allowed", "version.stale", "version.if_match_malformed"]))))]
#[post("/api/v1/desk/filings/{id}/refer-pre-mediation")]
pub async fn refer_pre_mediation(
    court: web::Data<Court>,
    req: HttpRequest,
    reviewer: Reviewer,
    lang: Lang,
    id: PathId,
    _body: Json<Nothing>,
) -> Result<HttpResponse, Problem> {
    let (tx, row) = taken(&court, &req, &reviewer, id.0).await?;
    listed(&tx, &row, Event::ReferPreMediation, reviewer.id()).await?;
    if content_of(&court, &row)?.mediation != Some(MediationWish::Accept) {
        return Err(Problem::new(&errors::NO_MEDIATION_CONSENT));
    }
    let number = match row.pre_mediation_number.clone() {
        Some(number) => number,
        None => cases::next_number(&court, &tx, "民诉前调").await?,
    };
    let until = end_after(&court.calendar.load(), court.now(), MEDIATION_DAYS).expires_before;
    let step = Move {
        event: Event::ReferPreMediation,
        by: By::Clerk(reviewer.id()),
        facts: vec![("consent", json!("accept")), ("number", json!(number))],
        note: None,
    };
    let row = advance(&court, &tx, row, step, |change| {
        change.pre_mediation_number = Set(Some(number));
        change.pre_mediation_until = Set(Some(until));
        change.review_due = Set(None);
        change.escalation = Set(0);
    })
    .await?;
    tell::referred(&court, &tx, &row).await?;
    done(&court, tx, row, &reviewer, lang).await
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"reason": "争议属于网络侵害名誉权纠纷，2025年11月1日起不由本院管辖，已向您解释，您没有异议。"}))]
pub struct ReasonBody {
    /// Told to the person, word for word.
    #[schema(min_length = 1, max_length = 5000)]
    pub reason: String,
}

pub fn reason(text: &str, pointer: &str) -> Result<String, Problem> {
    let text = text.trim();
    if (1..=5_000).contains(&text.chars().count()) {
        Ok(text.to_owned())
    } else {
        Err(Problem::field(
            pointer,
            "field.bad_length",
            Words::fixed(
                "请写明理由，1 到 5000 个字。",
                "Give the reasons in 1 to 5000 characters.",
            ),
        ))
    }
}

pub fn outcome(court: &Court, event: Event, reasons: &str, judge: Option<&str>) -> String {
    let outcome = OutcomeView {
        kind: event.id().to_owned(),
        reasons: reasons.to_owned(),
        at: court.now().with_timezone(&shanghai()),
        judge: judge.map(str::to_owned),
    };
    serde_json::to_string(&outcome).unwrap_or_default()
}

/// Gives the papers back: unfit, explained, and the plaintiff does not object (IC18 7(3)).
#[utoipa::path(operation_id = "return_unopposed", tag = "filing", request_body = ReasonBody, params(("id" = Uuid, Path)), security(("desk" = [])),
    responses((status = 200, description = "Returned", body = DeskFiling)),
    extensions(("x-errors" = json!(["request.not_found", "filing.role_missing", "state.not_allowed", "version.stale", "version.if_match_malformed"]))))]
#[post("/api/v1/desk/filings/{id}/return-unopposed")]
pub async fn return_unopposed(
    court: web::Data<Court>,
    req: HttpRequest,
    reviewer: Reviewer,
    lang: Lang,
    id: PathId,
    body: Json<ReasonBody>,
) -> Result<HttpResponse, Problem> {
    let reason = reason(&body.into_inner().reason, "/reason")?;
    let (tx, row) = taken(&court, &req, &reviewer, id.0).await?;
    let facts = vec![("explained", json!(true)), ("objected", json!(false))];
    let row = give_back(
        &court,
        &tx,
        row,
        Event::ReturnUnopposed,
        reviewer.id(),
        facts,
        &reason,
    )
    .await?;
    done(&court, tx, row, &reviewer, lang).await
}

/// Confirms that a correction did not come in time: the papers go back (IC18 7(2); Reg15 7). Never automatic.
#[utoipa::path(operation_id = "lapse_correction", tag = "filing", request_body = ReasonBody, params(("id" = Uuid, Path)), security(("desk" = [])),
    responses((status = 200, description = "Returned", body = DeskFiling)),
    extensions(("x-errors" = json!(["request.not_found", "filing.role_missing", "filing.correction_running", "state.not_allowed", "version.stale", "version.if_match_malformed"]))))]
#[post("/api/v1/desk/filings/{id}/correction-lapsed")]
pub async fn lapse_correction(
    court: web::Data<Court>,
    req: HttpRequest,
    reviewer: Reviewer,
    lang: Lang,
    id: PathId,
    body: Json<ReasonBody>,
) -> Result<HttpResponse, Problem> {
    let reason = reason(&body.into_inner().reason, "/reason")?;
    let (tx, row) = taken(&court, &req, &reviewer, id.0).await?;
    listed(&tx, &row, Event::CorrectionLapsed, reviewer.id()).await?;
    let due = row
        .correction_due
        .filter(|due| *due <= court.now())
        .ok_or(&errors::CORRECTION_RUNNING)?;
    let row = give_back(
        &court,
        &tx,
        row,
        Event::CorrectionLapsed,
        reviewer.id(),
        vec![("correction_due", json!(due))],
        &reason,
    )
    .await?;
    done(&court, tx, row, &reviewer, lang).await
}

async fn give_back(
    court: &Court,
    tx: &DatabaseTransaction,
    row: filing::Model,
    event: Event,
    clerk: Uuid,
    facts: Vec<(&'static str, serde_json::Value)>,
    reason: &str,
) -> Result<filing::Model, Problem> {
    let outcome = outcome(court, event, reason, None);
    let step = Move {
        event,
        by: By::Clerk(clerk),
        facts,
        note: Some(reason),
    };
    let row = advance(court, tx, row, step, |change| {
        change.outcome = Set(Some(outcome));
        change.review_due = Set(None);
        change.correction_due = Set(None);
        change.escalation = Set(0);
    })
    .await?;
    tell::returned(court, tx, &row).await?;
    Ok(row)
}
