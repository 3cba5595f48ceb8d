//! What only a judge decides about a filing; never the system, never whoever reviewed it.

use actix_web::{HttpRequest, HttpResponse, post, web};
use sea_orm::ActiveValue::Set;
use serde::Deserialize;
use serde_json::{Value, json};
use utoipa::ToSchema;
use uuid::Uuid;

use super::acts::{done, outcome, reason};
use super::review::DeskFiling;
use crate::court::Court;
use crate::kit::i18n::Lang;
use crate::kit::ids::PathId;
use crate::kit::json::Json;
use crate::kit::problem::Problem;
use crate::law::machine::case;
use crate::law::machine::filing::Event;
use crate::law::machine::{self, Actor};
use crate::ports::pdf::Paper;
use crate::rooms::cases::{self, DocumentKind, NewDocument, Readers};
use crate::rooms::filing::access::{Reviewer, content_of, find_at_desk_for_change, state_of};
use crate::rooms::filing::history::{By, Move, advance};
use crate::rooms::filing::model::filing;
use crate::rooms::filing::{draft, errors, papers, tell};
use crate::rooms::identity;
use crate::rooms::payment;

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"reasons": "经审查，起诉人与本案没有直接利害关系，不符合民事诉讼法第一百二十二条第一项规定的起诉条件。"}))]
pub struct RulingBody {
    /// 本院经审查认为; stands in the ruling word for word.
    #[schema(min_length = 1, max_length = 5000)]
    pub reasons: String,
}

/// Rules not to accept a filing on which the plaintiff insists (CPL 126): appealable within ten days.
#[utoipa::path(operation_id = "rule_not_accept", tag = "filing", request_body = RulingBody, params(("id" = Uuid, Path)), security(("desk" = [])),
    responses((status = 200, description = "Ruled", body = DeskFiling)),
    extensions(("x-errors" = json!(["request.not_found", "filing.role_missing", "filing.reviewer_cannot_judge", "state.not_allowed", "version.stale", "version.if_match_malformed"]))))]
#[post("/api/v1/desk/filings/{id}/rule-not-accept")]
pub async fn rule_not_accept(
    court: web::Data<Court>,
    req: HttpRequest,
    reviewer: Reviewer,
    lang: Lang,
    id: PathId,
    body: Json<RulingBody>,
) -> Result<HttpResponse, Problem> {
    rule(
        &court,
        &req,
        &reviewer,
        id.0,
        Event::RuleNotAccept,
        vec![("insists", json!(true))],
        &body.into_inner().reasons,
        lang,
    )
    .await
}

/// Rules not to accept where the plaintiff insists without correcting (Reg15 7).
#[utoipa::path(operation_id = "rule_insist_uncorrected", tag = "filing", request_body = RulingBody, params(("id" = Uuid, Path)), security(("desk" = [])),
    responses((status = 200, description = "Ruled", body = DeskFiling)),
    extensions(("x-errors" = json!(["request.not_found", "filing.role_missing", "filing.reviewer_cannot_judge", "state.not_allowed", "version.stale", "version.if_match_malformed"]))))]
#[post("/api/v1/desk/filings/{id}/insist-uncorrected")]
pub async fn rule_insist_uncorrected(
    court: web::Data<Court>,
    req: HttpRequest,
    reviewer: Reviewer,
    lang: Lang,
    id: PathId,
    body: Json<RulingBody>,
) -> Result<HttpResponse, Problem> {
    rule(
        &court,
        &req,
        &reviewer,
        id.0,
        Event::InsistUncorrected,
        vec![("insists", json!(true)), ("corrected", json!(false))],
        &body.into_inner().reasons,
        lang,
    )
    .await
}

/// Rules an unpaid case deemed withdrawn, after the time of the notice (Decree 22; Interp. 213). Never automatic.
#[utoipa::path(operation_id = "rule_deemed_withdrawn", tag = "filing", request_body = RulingBody, params(("id" = Uuid, Path)), security(("desk" = [])),
    responses((status = 200, description = "Ruled", body = DeskFiling)),
    extensions(("x-errors" = json!(["request.not_found", "filing.role_missing", "filing.reviewer_cannot_judge", "filing.fee_not_lapsed", "state.not_allowed", "version.stale", "version.if_match_malformed"]))))]
#[post("/api/v1/desk/filings/{id}/rule-deemed-withdrawn")]
pub async fn rule_deemed_withdrawn(
    court: web::Data<Court>,
    req: HttpRequest,
    reviewer: Reviewer,
    lang: Lang,
    id: PathId,
    body: Json<RulingBody>,
) -> Result<HttpResponse, Problem> {
    rule(
        &court,
        &req,
        &reviewer,
        id.0,
        Event::RuleDeemedWithdrawn,
        Vec::new(),
        &body.into_inner().reasons,
        lang,
    )
    .await
}

#[expect(
    clippy::too_many_arguments,
    reason = "one ruling, asked for in three ways"
)]
async fn rule(
    court: &Court,
    req: &HttpRequest,
    reviewer: &Reviewer,
    id: Uuid,
    event: Event,
    mut facts: Vec<(&'static str, Value)>,
    reasons: &str,
    lang: Lang,
) -> Result<HttpResponse, Problem> {
    let reasons = reason(reasons, "/reasons")?;
    let tx = court.store.write().await?;
    let row = find_at_desk_for_change(&tx, id).await?;
    draft::not_stale_if_asked(req, &row)?;
    reviewer.judge_of(&row)?;
    machine::step(state_of(&row)?, event, Actor::Judge)?.guard();
    if event == Event::RuleDeemedWithdrawn {
        let lapsed = payment::lapsed_for(&tx, row.id, court.now()).await?;
        facts.push(("fee_due", json!(lapsed.ok_or(&errors::FEE_NOT_LAPSED)?)));
    }
    let text = outcome(court, event, &reasons, Some(reviewer.name()));
    let step = Move {
        event,
        by: By::Judge(reviewer.id()),
        facts,
        note: Some(&reasons),
    };
    let row = advance(court, &tx, row, step, |change| {
        change.outcome = Set(Some(text));
        change.review_due = Set(None);
        change.correction_due = Set(None);
        change.escalation = Set(0);
    })
    .await?;
    if event == Event::RuleDeemedWithdrawn {
        close_case(court, &tx, &row, reviewer).await?;
        tell::deemed_withdrawn(court, &tx, &row).await?;
    } else {
        tell::not_accepted(court, &tx, &row).await?;
    }
    done(court, tx, row, reviewer, lang).await
}

/// The registered case ends with the ruling; what was asked for is asked for no more.
async fn close_case(
    court: &Court,
    tx: &sea_orm::DatabaseTransaction,
    row: &filing::Model,
    reviewer: &Reviewer,
) -> Result<(), Problem> {
    payment::end(court, tx, row.id, payment::How::Cancelled).await?;
    let Some(case_id) = row.case_id else {
        return Ok(());
    };
    let judge = || cases::By::staff(Actor::Judge, reviewer.id(), reviewer.name());
    let content = content_of(court, row)?;
    let filer = identity::person_at_desk(court, tx, row.person_id).await?;
    if let Some(paper) = papers::ending(court, row, &content, Some(&filer)) {
        add_ruling(court, tx, case_id, &paper, judge()).await?;
    }
    let facts = [("filing", json!("deemed_withdrawn"))]
        .into_iter()
        .collect();
    cases::step(court, tx, case_id, case::Event::CloseUnpaid, judge(), facts).await?;
    Ok(())
}

async fn add_ruling(
    court: &Court,
    tx: &sea_orm::DatabaseTransaction,
    case_id: Uuid,
    paper: &Paper,
    by: cases::By,
) -> Result<(), Problem> {
    let document = NewDocument {
        case_id,
        kind: DocumentKind::Ruling,
        title: paper.title(),
        author: None,
        facts: serde_json::to_value(paper).unwrap_or_default(),
        readers: Readers::Plaintiff,
        at: court.now(),
        by,
    };
    cases::add_document(court, tx, document).await?;
    Ok(())
}
