//! Submitting (CPL 122-124; Interp. 208: a voucher with the day), and submitting again after a correction.

use std::collections::HashSet;

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, post, web};
use chrono::{DateTime, FixedOffset, Utc};
use sea_orm::prelude::*;
use sea_orm::{ActiveValue::Set, DatabaseTransaction, IntoActiveModel, QueryOrder, Statement};
use secrecy::ExposeSecret;
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::ToSchema;

use super::access::{content_of, find_for, find_for_change, state_of};
use super::check::{self, Findings, Known, Me};
use super::clock::{REVIEW_DAYS, end_after};
use super::content::Content;
use super::corrections::Explanation;
use super::history::{By, Move, advance};
use super::index::index;
use super::model::{correction, filing};
use super::words::{self, FilingView, Nothing};
use super::{draft, duplicates, errors, papers, tell};
use crate::court::Court;
use crate::kit::auth::Party;
use crate::kit::clock::shanghai_day;
use crate::kit::i18n::{Lang, Words};
use crate::kit::idempotency::{Claim, IdempotencyKey};
use crate::kit::ids::PathId;
use crate::kit::json::Json;
use crate::kit::problem::{FieldError, Problem, common};
use crate::law::Named;
use crate::law::jurisdiction::Rule;
use crate::law::machine;
use crate::law::machine::filing::{Event, State};
use crate::ports::pdf::PaperLine;
use crate::rooms::identity::{self, Assurance, Verified};
use crate::rooms::uploads;

#[derive(Serialize, ToSchema)]
#[schema(example = json!({"state": "submitted", "receipt_no": "L20261124-0001", "received_at": "2026-11-24T09:41:00+08:00", "review_due": "2026-12-02T00:00:00+08:00"}))]
pub struct Submitted {
    pub state: String,
    pub receipt_no: String,
    pub received_at: DateTime<FixedOffset>,
    /// The first moment after the seven days (CPL 126).
    pub review_due: DateTime<FixedOffset>,
}

/// Gives the filing to the court: a voucher at once, and the seven days begin.
#[utoipa::path(operation_id = "submit_filing", tag = "filing", request_body = Nothing, security(("party" = [])),
    responses((status = 200, description = "Received", body = Submitted)),
    params(("id" = Uuid, Path), ("Idempotency-Key" = Option<String>, Header, description = "Repeats safely for 24 hours")),
    extensions(("x-function" = json!("filing")), ("x-errors" = json!(["request.not_found", "filing.incomplete", "state.not_allowed",
        "identity.assurance_too_low", "version.stale", "version.if_match_malformed", "idempotency.mismatch", "idempotency.in_flight", "idempotency.key_malformed"]))))]
#[post("/api/v1/filings/{id}/submit")]
pub async fn submit_filing(
    court: web::Data<Court>,
    req: HttpRequest,
    party: Party,
    id: PathId,
    key: IdempotencyKey,
    body: Json<Nothing>,
) -> Result<HttpResponse, Problem> {
    let asked = [id.0.as_bytes(), &body.raw[..]].concat();
    let run = match court.claim(key, party.id, "submit_filing", &asked).await? {
        Claim::Replay(answer) => return Ok(answer),
        Claim::Run(run) => run,
    };
    let me = identity::require(&court, &party, Assurance::L3).await?;
    let now = court.now();
    let printed = print(&court, &party, id.0, Event::Submit, &me, now).await?;
    let tx = court.store.write().await?;
    let row = find_for_change(&tx, &party, id.0).await?;
    draft::not_stale_if_asked(&req, &row)?;
    // Refused before the content is looked at: a second tap learns that it is there already.
    listed(&row, Event::Submit)?;
    let content = content_of(&court, &row)?;
    let rule = complete(&court, &tx, &content, &me).await?;
    let complaint = printed.of(&row)?;
    let receipt_no = match row.receipt_no.clone() {
        Some(number) => number,
        None => next_receipt(&tx, now).await?,
    };
    let flags = flags(&court, &tx, &row, &content, &me).await?;
    let end = end_after(&court.calendar.load(), now, REVIEW_DAYS);
    let step = Move {
        event: Event::Submit,
        by: By::Party(party.id),
        facts: guard_facts(&content, &me, rule),
        note: None,
    };
    let first = row.submitted_at.unwrap_or(now);
    let number = receipt_no.clone();
    let row = advance(&court, &tx, row, step, |change| {
        change.receipt_no = Set(Some(number));
        change.submitted_at = Set(Some(first));
        change.received_at = Set(Some(now));
        change.review_due = Set(Some(end.expires_before));
        change.review_provisional = Set(end.provisional);
        change.rule = Set(Some(rule.id().to_owned()));
        change.flags = Set(flags);
        change.escalation = Set(0);
    })
    .await?;
    let row = papers::write_voucher(&court, &tx, row, &content, &me.name, complaint).await?;
    index(&court, &tx, &row, &content).await?;
    uploads::attach(&tx, party.id, &content.upload_ids(), "filing", row.id).await?;
    tell::received(&court, &tx, &row).await?;
    let answer = Submitted {
        state: row.state.clone(),
        receipt_no,
        received_at: now.with_timezone(&crate::kit::clock::shanghai()),
        review_due: end
            .expires_before
            .with_timezone(&crate::kit::clock::shanghai()),
    };
    let answer = run.answer(&tx, StatusCode::OK, &answer).await?;
    court.commit(tx).await?;
    Ok(answer)
}

/// The listed step, or 409 with what is so: whoever taps twice learns that it has arrived.
fn listed(row: &filing::Model, event: Event) -> Result<(), Problem> {
    let state = state_of(row)?;
    let Err(refused) = machine::step(state, event, machine::Actor::Party).map(|step| step.basis())
    else {
        return Ok(());
    };
    let problem = Problem::from(refused);
    Err(match (&row.case_number, &row.receipt_no, state) {
        (Some(number), ..) => problem.saying(Words::new(
            format!("这份材料已经立案，案号 {number}，现在不用再提交。"),
            format!("It is registered already as {number}; there is nothing to submit."),
        )),
        (None, Some(number), State::Submitted | State::UnderReview) => problem.saying(Words::new(
            format!("已经提交，接收号 {number}，现在不用再点。"),
            format!("It is submitted, receipt {number}; there is no need to tap again."),
        )),
        (None, _, State::ReturnedForCorrection) => problem.saying(Words::fixed(
            "法院要求补正。请按写明的几处改好，再点“重新提交”。",
            "The court asked for corrections. Change what it listed, then resubmit.",
        )),
        _ => problem,
    })
}

/// The complaint as it would be handed in, printed ahead of the transaction.
struct Printed(Option<(i32, PaperLine)>);

impl Printed {
    /// For the row as it stands in the transaction. Saved by another phone meanwhile, it is another complaint.
    fn of(self, row: &filing::Model) -> Result<PaperLine, Problem> {
        self.0
            .filter(|(version, _)| *version == row.content_version)
            .map(|(_, line)| line)
            .ok_or_else(|| Problem::new(&common::STALE))
    }
}

/// Prints what can be handed in now. What cannot is not printed: the transaction refuses it with its reason.
async fn print(
    court: &Court,
    party: &Party,
    id: Uuid,
    event: Event,
    me: &Verified,
    now: DateTime<Utc>,
) -> Result<Printed, Problem> {
    let db = court.store.db();
    let row = find_for(db, party, id).await?;
    let content = content_of(court, &row)?;
    let listed = machine::step(state_of(&row)?, event, machine::Actor::Party).is_ok();
    if !listed
        || !findings(court, db, party.id, &content, Some(me))
            .await?
            .0
            .missing
            .is_empty()
    {
        return Ok(Printed(None));
    }
    let line = papers::printed_complaint(court, &row, &content, me, now)
        .await
        .unwrap_or_else(|problem| {
            // Receiving stops the limitation period: fonts that are missing must not keep anybody from it.
            tracing::warn!(code = problem.kind.code, "a voucher without its digest");
            PaperLine {
                name: "民事起诉状".to_owned(),
                pages: None,
                sha256: None,
            }
        });
    Ok(Printed(Some((row.content_version, line))))
}

/// By what facts the guard of `submit` holds: kept with the move, without personal data.
fn guard_facts(
    content: &Content,
    me: &Verified,
    rule: Rule,
) -> Vec<(&'static str, serde_json::Value)> {
    vec![
        ("assurance", json!(me.assurance)),
        ("plaintiffs", json!(content.plaintiffs.len())),
        ("defendants", json!(content.defendants.len())),
        ("claims", json!(content.claims.len())),
        ("evidence", json!(content.evidence.len())),
        ("online_litigation", json!(content.online_litigation)),
        (
            "electronic_service",
            json!(
                content
                    .service_address
                    .as_ref()
                    .and_then(|address| address.electronic)
            ),
        ),
        ("rule", json!(rule)),
    ]
}

/// Everything the guard asks for is there, or 422 with each place.
async fn complete(
    court: &Court,
    tx: &DatabaseTransaction,
    content: &Content,
    me: &Verified,
) -> Result<Rule, Problem> {
    let (findings, rule) = findings(court, tx, me.person_id, content, Some(me)).await?;
    if findings.missing.is_empty() {
        return Ok(rule);
    }
    let errors = findings.missing.into_iter().map(|finding| {
        let mut error = finding.field_error();
        error.pointer = format!("/content{}", error.pointer);
        error
    });
    Err(Problem {
        errors: errors.collect(),
        ..Problem::new(&errors::INCOMPLETE)
    })
}

/// What the check finds, under the rule of today.
pub async fn findings(
    court: &Court,
    db: &impl ConnectionTrait,
    owner: Uuid,
    content: &Content,
    me: Option<&Verified>,
) -> Result<(Findings, Rule), Problem> {
    let ids = content.upload_ids();
    let whole: HashSet<Uuid> = uploads::owned(db, owner, &ids)
        .await?
        .into_iter()
        .map(|file| file.id)
        .collect();
    let today = shanghai_day(court.now());
    let rule = Rule::on(today).ok_or_else(|| {
        Problem::new(&common::INTERNAL).because("no rule of jurisdiction for today")
    })?;
    let known = Known {
        me: me.map(|me| Me {
            name: &me.name,
            id_number: me.id_number.expose_secret(),
            minor: me.minor,
        }),
        uploads: &whole,
        today,
        rule,
    };
    Ok((check::check(content, &known), rule))
}

/// `L20261124-0001`: the day in Shanghai and a number of the day.
async fn next_receipt(tx: &DatabaseTransaction, now: DateTime<Utc>) -> Result<String, Problem> {
    const RAISE: &str = "INSERT INTO filing_receipts (day, last) VALUES ($1, 1) \
        ON CONFLICT (day) DO UPDATE SET last = filing_receipts.last + 1 RETURNING last";
    let day = shanghai_day(now).format("%Y%m%d").to_string();
    let raise =
        Statement::from_sql_and_values(tx.get_database_backend(), RAISE, [day.clone().into()]);
    let row = tx
        .query_one_raw(raise)
        .await?
        .ok_or_else(|| Problem::new(&common::INTERNAL).because("no receipt number"))?;
    let last: i64 = row.try_get("", "last")?;
    Ok(format!("L{day}-{last:04}"))
}

/// What staff should look at twice. Only a hint: it decides nothing (PIPL 24).
async fn flags(
    court: &Court,
    tx: &DatabaseTransaction,
    row: &filing::Model,
    content: &Content,
    me: &Verified,
) -> Result<String, Problem> {
    let mut flags = Vec::new();
    if !duplicates::find(court, tx, row.id, content, None)
        .await?
        .is_empty()
    {
        flags.push("duplicate");
    }
    if row.corrections > 0 {
        flags.push("resubmitted");
    }
    if me.minor || content.guardian.is_some() {
        flags.push("minor");
    }
    Ok(flags.join(","))
}

/// What the person says of items that cannot be changed.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"explanations": []}))]
pub struct ResubmitBody {
    #[serde(default)]
    #[schema(max_items = 50)]
    pub explanations: Vec<Explanation>,
}

/// Hands in the corrected filing; a new seven days run from the next day (OLR 9(2)).
#[utoipa::path(operation_id = "resubmit_filing", tag = "filing", request_body = ResubmitBody, security(("party" = [])),
    responses((status = 200, description = "Received again", body = FilingView)),
    params(("id" = Uuid, Path), ("Idempotency-Key" = Option<String>, Header, description = "Repeats safely for 24 hours")),
    extensions(("x-function" = json!("correction")), ("x-errors" = json!(["request.not_found", "filing.incomplete", "filing.correction_over", "state.not_allowed",
        "identity.assurance_too_low", "version.stale", "version.if_match_malformed", "idempotency.mismatch", "idempotency.in_flight", "idempotency.key_malformed"]))))]
#[post("/api/v1/filings/{id}/resubmit")]
pub async fn resubmit_filing(
    court: web::Data<Court>,
    req: HttpRequest,
    party: Party,
    lang: Lang,
    id: PathId,
    key: IdempotencyKey,
    body: Json<ResubmitBody>,
) -> Result<HttpResponse, Problem> {
    let asked = [id.0.as_bytes(), &body.raw[..]].concat();
    let run = match court
        .claim(key, party.id, "resubmit_filing", &asked)
        .await?
    {
        Claim::Replay(answer) => return Ok(answer),
        Claim::Run(run) => run,
    };
    let explanations = explained(body.into_inner())?;
    let me = identity::require(&court, &party, Assurance::L3).await?;
    let now = court.now();
    let printed = print(&court, &party, id.0, Event::Resubmit, &me, now).await?;
    let tx = court.store.write().await?;
    let row = find_for_change(&tx, &party, id.0).await?;
    draft::not_stale_if_asked(&req, &row)?;
    listed(&row, Event::Resubmit)?;
    // The guard: not later than the end that the notice gave.
    let due = row
        .correction_due
        .filter(|due| now < *due)
        .ok_or(&errors::CORRECTION_OVER)?;
    let content = content_of(&court, &row)?;
    let rule = complete(&court, &tx, &content, &me).await?;
    let complaint = printed.of(&row)?;
    let flags = flags(&court, &tx, &row, &content, &me).await?;
    let end = end_after(&court.calendar.load(), now, REVIEW_DAYS);
    answer_notice(&tx, row.id, &explanations, now).await?;
    let mut facts = guard_facts(&content, &me, rule);
    facts.push(("correction_due", json!(due)));
    let step = Move {
        event: Event::Resubmit,
        by: By::Party(party.id),
        facts,
        note: None,
    };
    let row = advance(&court, &tx, row, step, |change| {
        change.received_at = Set(Some(now));
        change.review_due = Set(Some(end.expires_before));
        change.review_provisional = Set(end.provisional);
        change.correction_due = Set(None);
        change.flags = Set(flags);
        change.escalation = Set(0);
    })
    .await?;
    let row = papers::write_voucher(&court, &tx, row, &content, &me.name, complaint).await?;
    index(&court, &tx, &row, &content).await?;
    uploads::attach(&tx, party.id, &content.upload_ids(), "filing", row.id).await?;
    tell::received(&court, &tx, &row).await?;
    let view = words::view(&court, &tx, row, lang).await?;
    let mut answer = run.answer(&tx, StatusCode::OK, &view).await?;
    draft::tag(&mut answer, view.version);
    court.commit(tx).await?;
    Ok(answer)
}

fn explained(body: ResubmitBody) -> Result<Vec<Explanation>, Problem> {
    let mut faults = Vec::new();
    for (place, one) in body.explanations.iter().enumerate() {
        let length = one.text.trim().chars().count();
        if !(1..=1_000).contains(&length) {
            faults.push(FieldError::new(
                format!("/explanations/{place}/text"),
                "field.bad_length",
                Words::fixed(
                    "请写 1 到 1000 个字的说明。",
                    "Explain in 1 to 1000 characters.",
                ),
            ));
        }
    }
    if body.explanations.len() > 50 {
        faults.push(FieldError::new(
            "/explanations",
            "list.too_many",
            Words::fixed(
                "说明太多了，最多 50 条。",
                "Too many explanations; at most 50.",
            ),
        ));
    }
    if faults.is_empty() {
        Ok(body.explanations)
    } else {
        Err(Problem::invalid(faults))
    }
}

/// Marks the open notice as answered.
async fn answer_notice(
    tx: &DatabaseTransaction,
    filing_id: Uuid,
    explanations: &[Explanation],
    now: DateTime<Utc>,
) -> Result<(), Problem> {
    let open = correction::Entity::find()
        .filter(correction::Column::FilingId.eq(filing_id))
        .filter(correction::Column::AnsweredAt.is_null())
        .order_by_desc(correction::Column::No)
        .one(tx)
        .await?;
    if let Some(open) = open {
        let mut change = open.into_active_model();
        change.answered_at = Set(Some(now));
        change.explanations = Set(Some(
            serde_json::to_string(explanations).unwrap_or_default(),
        ));
        change.update(tx).await?;
    }
    Ok(())
}
