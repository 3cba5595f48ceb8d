//! Acceptance (登记立案): number, notices and fee in one transaction; the fee does not come before the number (domain.md 8).

use actix_web::{HttpRequest, HttpResponse, post, web};
use sea_orm::prelude::*;
use sea_orm::{ActiveValue::Set, DatabaseTransaction};
use secrecy::SecretString;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use utoipa::ToSchema;

use super::acts::{ReasonBody, done, listed, reason, taken};
use super::fits;
use super::review::DeskFiling;
use crate::court::Court;
use crate::kit::clock::shanghai;
use crate::kit::i18n::Lang;
use crate::kit::ids::{PathId, new_id};
use crate::kit::json::Json;
use crate::kit::problem::Problem;
use crate::law::Named;
use crate::law::fees::Fee;
use crate::law::machine::Actor;
use crate::law::machine::case;
use crate::law::machine::filing::Event;
use crate::law::procedure::Procedure;
use crate::ports::pdf::{self, Paper};
use crate::rooms::cases::{self, DocumentKind, NewDeadline, NewDocument, Readers, Side, What, Who};
use crate::rooms::delivery;
use crate::rooms::filing::access::{Reviewer, content_of, find_at_desk};
use crate::rooms::filing::clock::{End, end_after};
use crate::rooms::filing::content::{Content, PartyEntry, PartyKind};
use crate::rooms::filing::history::{By, Move, advance};
use crate::rooms::filing::index::index;
use crate::rooms::filing::model::filing;
use crate::rooms::filing::{errors, fee, papers, tell};
use crate::rooms::identity;
use crate::rooms::payment::{self, FeeNoticeView};

/// Decree 22: within seven days from the day after the notice.
const FEE_DAYS: u32 = 7;

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"procedure": "small_claims", "type": "民初"}))]
pub struct AcceptBody {
    #[schema(value_type = String, example = "small_claims")]
    pub procedure: Procedure,
    /// Type code of the number: 民初, or 行初.
    pub r#type: String,
}

#[derive(Serialize, ToSchema)]
#[schema(example = json!({"case_id": "0193a1f0-7c1e-7000-8000-0000000000a1", "case_number": "（2026）京0491民初1号", "fee_notice": null}))]
pub struct Accepted {
    pub case_id: Uuid,
    pub case_number: String,
    /// Null when there is nothing to prepay.
    pub fee_notice: Option<FeeNoticeView>,
}

/// Accepts the filing: the case is registered, numbered, and its fee notice goes out (CPL 126; Reg15 8).
#[utoipa::path(operation_id = "accept_filing", tag = "filing", request_body = AcceptBody, params(("id" = Uuid, Path)), security(("desk" = [])),
    responses((status = 200, description = "Registered", body = Accepted)),
    extensions(("x-function" = json!("filing")), ("x-errors" = json!(["request.not_found", "filing.role_missing", "filing.type_unknown", "state.not_allowed", "version.stale", "version.if_match_malformed"]))))]
#[post("/api/v1/desk/filings/{id}/accept")]
pub async fn accept_filing(
    court: web::Data<Court>,
    req: HttpRequest,
    reviewer: Reviewer,
    id: PathId,
    body: Json<AcceptBody>,
) -> Result<HttpResponse, Problem> {
    let ready = prepare(&court, id.0).await?;
    let (tx, row) = taken(&court, &req, &reviewer, id.0).await?;
    let facts = vec![
        ("conditions_met", json!("CPL 122")),
        ("barred", json!(false)),
        ("rule", json!(row.rule)),
        ("cause", json!(row.cause)),
    ];
    register(
        &court,
        tx,
        row,
        Event::Accept,
        facts,
        &reviewer,
        body.into_inner(),
        &ready,
    )
    .await
}

/// Registers first what could not be decided within the seven days (Reg15 8). The system only alerts; a clerk acts.
#[utoipa::path(operation_id = "accept_undecided_at_limit", tag = "filing", request_body = AcceptBody, params(("id" = Uuid, Path)), security(("desk" = [])),
    responses((status = 200, description = "Registered", body = Accepted)),
    extensions(("x-errors" = json!(["request.not_found", "filing.role_missing", "filing.type_unknown", "filing.clock_running", "state.not_allowed", "version.stale", "version.if_match_malformed"]))))]
#[post("/api/v1/desk/filings/{id}/accept-undecided-at-limit")]
pub async fn accept_undecided_at_limit(
    court: web::Data<Court>,
    req: HttpRequest,
    reviewer: Reviewer,
    id: PathId,
    body: Json<AcceptBody>,
) -> Result<HttpResponse, Problem> {
    let ready = prepare(&court, id.0).await?;
    let (tx, row) = taken(&court, &req, &reviewer, id.0).await?;
    listed(&tx, &row, Event::AcceptUndecidedAtLimit, reviewer.id()).await?;
    // "At the limit": the last of the seven days has come.
    let due = row
        .review_due
        .filter(|due| *due - chrono::Duration::days(1) <= court.now())
        .ok_or(&errors::CLOCK_RUNNING)?;
    register(
        &court,
        tx,
        row,
        Event::AcceptUndecidedAtLimit,
        vec![("review_due", json!(due))],
        &reviewer,
        body.into_inner(),
        &ready,
    )
    .await
}

#[expect(
    clippy::too_many_arguments,
    reason = "one acceptance, told from two sides"
)]
async fn register(
    court: &Court,
    tx: DatabaseTransaction,
    row: filing::Model,
    event: Event,
    facts: Vec<(&'static str, Value)>,
    reviewer: &Reviewer,
    body: AcceptBody,
    ready: &Prepared,
) -> Result<HttpResponse, Problem> {
    listed(&tx, &row, event, reviewer.id()).await?;
    if row.content_version != ready.content_version {
        return Err(Problem::new(&crate::kit::problem::common::STALE));
    }
    let content = content_of(court, &row)?;
    fits::check(&body, &content)?;
    let case_id = new_id();
    let opened = cases::open(
        court,
        &tx,
        new_case(court, &row, &content, case_id, &body, reviewer),
    )
    .await?;
    let step = Move {
        event,
        by: By::Clerk(reviewer.id()),
        facts,
        note: None,
    };
    supply_address(court, &tx, &content, case_id).await?;
    let number = opened.number.clone();
    let row = advance(court, &tx, row, step, |change| {
        change.case_id = Set(Some(case_id));
        change.case_number = Set(Some(number));
        change.procedure = Set(Some(body.procedure.id().to_owned()));
        change.review_due = Set(None);
        change.escalation = Set(0);
        change.draft_correction = Set(None);
    })
    .await?;
    // From now on the desk finds it by its number too.
    index(court, &tx, &row, &content).await?;
    let fee = fee::fee_of(&content, court, fee::fee_procedure(body.procedure));
    let amount = fee.as_ref().map_or(0, |fee| fee::fen_of(fee, court));
    add_papers(court, &tx, &row, &content, ready, amount > 0, reviewer).await?;
    let (row, notice) = match fee.filter(|_| amount > 0) {
        Some(fee) => {
            let (row, notice) = issue_fee_notice(court, &tx, row, &fee, amount, reviewer).await?;
            (row, Some(notice))
        }
        None => (row, None),
    };
    tell::accepted(court, &tx, &row).await?;
    court.commit(tx).await?;
    Ok(HttpResponse::Ok().json(Accepted {
        case_id,
        case_number: opened.number,
        fee_notice: notice,
    }))
}

/// The address for service in the complaint is the plaintiff's from now on (OLR 29(2)3).
async fn supply_address(
    court: &Court,
    tx: &DatabaseTransaction,
    content: &Content,
    case_id: Uuid,
) -> Result<(), Problem> {
    let given = &content.service_address;
    let parties = cases::parties(court, tx, case_id).await?;
    let first = parties.iter().find(|party| party.side == Side::Plaintiff);
    let (Some(first), Some(given)) = (first, given) else {
        return Ok(());
    };
    let address = delivery::NewAddress {
        party_id: first.id,
        recipient: given
            .recipient
            .clone()
            .unwrap_or_else(|| first.name.clone()),
        phone: given.phone.clone(),
        email: given.email.clone(),
        postal: given.postal.clone(),
        electronic: given.electronic.unwrap_or(false),
    };
    delivery::supply_address(court, tx, case_id, address).await
}

/// What the papers need beside the row, read before the writing transaction.
struct Prepared {
    content_version: i32,
    attached: papers::Attached,
}

async fn prepare(court: &Court, id: Uuid) -> Result<Prepared, Problem> {
    let row = find_at_desk(court.store.db(), id).await?;
    let content = content_of(court, &row)?;
    Ok(Prepared {
        content_version: row.content_version,
        attached: papers::attached(court, &content).await?,
    })
}

fn new_case(
    court: &Court,
    row: &filing::Model,
    content: &Content,
    id: Uuid,
    body: &AcceptBody,
    reviewer: &Reviewer,
) -> cases::NewCase {
    let mut parties = Vec::new();
    for (side, entries) in [
        (Side::Plaintiff, &content.plaintiffs),
        (Side::Defendant, &content.defendants),
        (Side::ThirdParty, &content.third_parties),
    ] {
        for (place, entry) in entries.iter().enumerate() {
            // Who filed may read the case; the other side joins with its own code.
            let person_id = (side == Side::Plaintiff && place == 0).then_some(row.person_id);
            parties.push(new_party(side, entry, person_id));
        }
    }
    cases::NewCase {
        id,
        filing_id: row.id,
        kind: body.r#type.clone(),
        cause: row.cause.clone().unwrap_or_default(),
        procedure: body.procedure,
        claimed_fen: row.claimed_fen,
        claims: content
            .claims
            .iter()
            .map(|claim| cases::Claim {
                text: claim.text.clone().unwrap_or_default(),
                amount_fen: claim.amount_fen,
            })
            .collect(),
        parties,
        registered_at: court.now(),
        by: cases::By::staff(Actor::FilingClerk, reviewer.id(), reviewer.name()),
    }
}

fn new_party(side: Side, entry: &PartyEntry, person_id: Option<Uuid>) -> cases::NewParty {
    let secret = |text: &Option<String>| {
        text.clone()
            .filter(|text| !text.trim().is_empty())
            .map(SecretString::from)
    };
    cases::NewParty {
        side,
        kind: match entry.kind {
            Some(PartyKind::Organisation) => cases::PartyKind::Organisation,
            _ => cases::PartyKind::Person,
        },
        name: entry.name.clone().unwrap_or_default(),
        id_type: entry.id_type.clone(),
        id_number: secret(&entry.id_number),
        phone: secret(&entry.phone),
        address: entry.address.clone(),
        person_id,
    }
}

/// Complaint and acceptance notice go into the case file.
async fn add_papers(
    court: &Court,
    tx: &DatabaseTransaction,
    row: &filing::Model,
    content: &Content,
    ready: &Prepared,
    fee_due: bool,
    reviewer: &Reviewer,
) -> Result<(), Problem> {
    let filer = identity::person_at_desk(court, tx, row.person_id).await?;
    let complaint = papers::complaint(court, row, content, &ready.attached, Some(&filer))?;
    let clerk = cases::By::staff(Actor::FilingClerk, reviewer.id(), reviewer.name());
    let party = cases::By::party(Actor::Plaintiff, row.person_id, papers::first_side(row));
    add(
        court,
        tx,
        row,
        DocumentKind::Complaint,
        &complaint,
        Some(Side::Plaintiff),
        party,
    )
    .await?;
    let notice = Paper::AcceptanceNotice(Box::new(pdf::AcceptanceNotice {
        court: court.settings.court.name.clone(),
        case_number: row.case_number.clone().unwrap_or_default(),
        to: papers::first_side(row),
        matter: papers::matter(row),
        received_at: row
            .received_at
            .unwrap_or(row.saved_at)
            .with_timezone(&shanghai()),
        accepted_at: court.now().with_timezone(&shanghai()),
        procedure: procedure_words(row.procedure.as_deref()).to_owned(),
        fee_due,
    }));
    add(
        court,
        tx,
        row,
        DocumentKind::AcceptanceNotice,
        &notice,
        None,
        clerk,
    )
    .await
}

fn procedure_words(procedure: Option<&str>) -> &'static str {
    match procedure.and_then(Procedure::from_id) {
        Some(Procedure::SmallClaims | Procedure::SmallClaimsByAgreement) => "小额诉讼程序",
        Some(Procedure::Simplified) => "简易程序",
        Some(Procedure::Ordinary) | None => "普通程序",
    }
}

async fn add(
    court: &Court,
    tx: &DatabaseTransaction,
    row: &filing::Model,
    kind: DocumentKind,
    paper: &Paper,
    author: Option<Side>,
    by: cases::By,
) -> Result<(), Problem> {
    let Some(case_id) = row.case_id else {
        return Ok(());
    };
    let document = NewDocument {
        case_id,
        kind,
        title: paper.title(),
        author,
        facts: serde_json::to_value(paper).unwrap_or_default(),
        readers: Readers::Plaintiff,
        at: court.now(),
        by,
    };
    cases::add_document(court, tx, document).await?;
    Ok(())
}

/// The fee notice (Decree 22): an amount with its steps, and seven days.
async fn issue_fee_notice(
    court: &Court,
    tx: &DatabaseTransaction,
    row: filing::Model,
    fee: &Fee,
    amount_fen: i64,
    reviewer: &Reviewer,
) -> Result<(filing::Model, FeeNoticeView), Problem> {
    let now = court.now();
    let end = end_after(&court.calendar.load(), now, FEE_DAYS);
    let step = Move {
        event: Event::IssueFeeNotice,
        by: By::System,
        facts: vec![("amount_fen", json!(amount_fen))],
        note: None,
    };
    let row = advance(court, tx, row, step, |_| {}).await?;
    let (Some(case_id), Some(case_number)) = (row.case_id, row.case_number.clone()) else {
        return Err(
            Problem::new(&crate::kit::problem::common::INTERNAL).because("accepted without a case")
        );
    };
    let paper = fee_paper(court, &row, fee, amount_fen, end);
    let clerk = cases::By::staff(Actor::FilingClerk, reviewer.id(), reviewer.name());
    add(
        court,
        tx,
        &row,
        DocumentKind::FeeNotice,
        &paper,
        None,
        clerk,
    )
    .await?;
    let notice = payment::NewFeeNotice {
        filing_id: row.id,
        case_id,
        case_number,
        payer_id: row.person_id,
        amount_fen,
        steps: json!(fee::steps(fee, Lang::Zh)),
        basis: fee::basis(fee, Lang::Zh),
        issued_at: now,
        expires_before: end.expires_before,
        provisional: end.provisional,
        paper: serde_json::to_value(&paper).unwrap_or_default(),
    };
    let view = payment::issue(court, tx, notice).await?;
    cases::set_deadline(
        tx,
        NewDeadline {
            case_id,
            what: What::PayFee,
            who: Who::Plaintiff,
            expires_before: end.expires_before,
            basis: "诉讼费用交纳办法第二十二条".to_owned(),
            provisional: end.provisional,
            counted: None,
        },
    )
    .await?;
    Ok((row, view))
}

fn fee_paper(court: &Court, row: &filing::Model, fee: &Fee, amount_fen: i64, end: End) -> Paper {
    Paper::FeeNotice(Box::new(pdf::FeeNotice {
        court: court.settings.court.name.clone(),
        case_number: row.case_number.clone().unwrap_or_default(),
        to: papers::first_side(row),
        matter: papers::matter(row),
        amount_fen,
        steps: fee::steps(fee, Lang::Zh),
        basis: fee::basis(fee, Lang::Zh),
        expires_before: end.expires_before.with_timezone(&shanghai()),
        provisional: end.provisional,
        issued_at: court.now().with_timezone(&shanghai()),
    }))
}

/// Hands a case without a prepayment on to the bench (Decree 20: labour remuneration; or no fee at all).
#[utoipa::path(operation_id = "docket_without_prepayment", tag = "filing", request_body = ReasonBody, params(("id" = Uuid, Path)), security(("desk" = [])),
    responses((status = 200, description = "Docketed", body = DeskFiling)),
    extensions(("x-errors" = json!(["request.not_found", "filing.role_missing", "state.not_allowed", "version.stale", "version.if_match_malformed"]))))]
#[post("/api/v1/desk/filings/{id}/no-prepayment")]
pub async fn docket_without_prepayment(
    court: web::Data<Court>,
    req: HttpRequest,
    reviewer: Reviewer,
    lang: Lang,
    id: PathId,
    body: Json<ReasonBody>,
) -> Result<HttpResponse, Problem> {
    let reason = reason(&body.into_inner().reason, "/reason")?;
    let (tx, row) = taken(&court, &req, &reviewer, id.0).await?;
    let step = Move {
        event: Event::NoPrepayment,
        by: By::Clerk(reviewer.id()),
        facts: vec![("reason", json!(reason))],
        note: Some(&reason),
    };
    let row = advance(&court, &tx, row, step, |_| {}).await?;
    docket(&court, &tx, &row, "no_prepayment").await?;
    done(&court, tx, row, &reviewer, lang).await
}

/// The case moves with its filing: paid, or nothing to prepay.
pub async fn docket(
    court: &Court,
    tx: &DatabaseTransaction,
    row: &filing::Model,
    how: &str,
) -> Result<(), Problem> {
    if let Some(case_id) = row.case_id {
        let facts = [("filing", json!(how))].into_iter().collect();
        cases::step(
            court,
            tx,
            case_id,
            case::Event::Docket,
            cases::By::system(),
            facts,
        )
        .await?;
    }
    tell::docketed(court, tx, row).await
}
