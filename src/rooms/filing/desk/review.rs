//! A filing before the clerk: content, papers side by side, hints, and what may be done.

use actix_web::{HttpRequest, HttpResponse, get, put, web};
use sea_orm::prelude::*;
use sea_orm::{ActiveValue::Set, IntoActiveModel};
use secrecy::ExposeSecret;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::court::Court;
use crate::kit::clock::shanghai;
use crate::kit::i18n::Lang;
use crate::kit::ids::PathId;
use crate::kit::json::Json;
use crate::kit::page::read_query;
use crate::kit::problem::{Problem, common};
use crate::law::Named;
use crate::law::jurisdiction::Rule;
use crate::law::machine::filing::{Event, State};
use crate::law::machine::{self, Actor};
use crate::law::procedure;
use crate::rooms::filing::access::{
    Reviewer, content_of, find_at_desk, find_at_desk_for_change, state_of,
};
use crate::rooms::filing::ask_check::{self, JurisdictionView};
use crate::rooms::filing::content::Content;
use crate::rooms::filing::corrections::CorrectionItem;
use crate::rooms::filing::desk::queue::flags;
use crate::rooms::filing::duplicates::{self, DuplicateView};
use crate::rooms::filing::fee;
use crate::rooms::filing::model::filing;
use crate::rooms::filing::words::{self, FilingView};
use crate::rooms::filing::{draft, papers};
use crate::rooms::identity;
use crate::rooms::staff::{self, Colleague};
use crate::rooms::uploads::{self, Stored, Variant};

/// A filing as the desk sees it: what its person sees, and what staff need beside it.
#[derive(Serialize, ToSchema)]
pub struct DeskFiling {
    #[serde(flatten)]
    pub filing: FilingView,
    pub papers: Vec<FilingPaper>,
    pub flags: Vec<String>,
    pub duplicates: Vec<DuplicateView>,
    pub jurisdiction: JurisdictionView,
    pub fees: Fees,
    pub procedure_advice: Advice,
    pub identity: FilerIdentity,
    pub reviewer: Option<Colleague>,
    pub draft_correction: Option<DraftCorrection>,
    pub escalation: i32,
    /// Acts that are listed for this state and this person, in kebab-case, as in their addresses.
    pub allowed: Vec<String>,
}

#[derive(Serialize, ToSchema)]
pub struct FilingPaper {
    /// An upload's id, or `complaint`, `correction`, `notice`.
    pub id: String,
    /// `complaint`, `evidence`, `identity`, `guardianship`, `signature`, `correction`, `notice`.
    pub kind: &'static str,
    pub name: String,
    pub media_type: String,
    pub size: Option<i64>,
    pub pages: Option<i32>,
    pub proves: Option<String>,
    /// Pointer into the content that it belongs to.
    pub pointer: Option<String>,
    pub sha256: Option<String>,
    pub url: String,
    pub thumb_url: Option<String>,
}

/// The court fee in fen by procedure.
#[derive(Serialize, ToSchema)]
#[schema(as = FeesByProcedure)]
pub struct Fees {
    pub small_claims: Option<i64>,
    pub simplified: Option<i64>,
    pub ordinary: Option<i64>,
}

#[derive(Serialize, ToSchema)]
#[schema(as = ProcedureAdvice)]
pub struct Advice {
    #[schema(value_type = String, example = "simplified")]
    pub procedure: procedure::Procedure,
    pub reasons: Vec<String>,
}

/// How surely the court knows who files.
#[derive(Serialize, ToSchema)]
pub struct FilerIdentity {
    pub assurance: identity::Assurance,
    pub name: String,
    /// The first plaintiff, or its representative, is the verified person.
    pub matches: bool,
    pub minor: bool,
}

#[derive(Clone, Serialize, Deserialize, ToSchema)]
pub struct DraftCorrection {
    pub items: Vec<CorrectionItem>,
    pub due_days: u32,
    pub saved_at: chrono::DateTime<chrono::FixedOffset>,
    pub saved_by: Colleague,
}

/// A filing with its papers, hints and open acts.
#[utoipa::path(operation_id = "get_desk_filing", tag = "filing", params(("id" = Uuid, Path)), security(("desk" = [])),
    responses((status = 200, description = "The filing", body = DeskFiling, headers(("ETag" = String, description = "Version, for If-Match")))),
    extensions(("x-errors" = json!(["request.not_found", "filing.role_missing"]))))]
#[get("/api/v1/desk/filings/{id}")]
pub async fn get_desk_filing(
    court: web::Data<Court>,
    reviewer: Reviewer,
    lang: Lang,
    id: PathId,
) -> Result<HttpResponse, Problem> {
    let row = find_at_desk(court.store.db(), id.0).await?;
    answer(&court, court.store.db(), row, &reviewer, lang).await
}

pub async fn answer(
    court: &Court,
    db: &impl ConnectionTrait,
    row: filing::Model,
    reviewer: &Reviewer,
    lang: Lang,
) -> Result<HttpResponse, Problem> {
    let view = view(court, db, row, reviewer, lang).await?;
    let mut answer = HttpResponse::Ok().json(&view);
    draft::tag(&mut answer, view.filing.version);
    Ok(answer)
}

async fn view(
    court: &Court,
    db: &impl ConnectionTrait,
    row: filing::Model,
    reviewer: &Reviewer,
    lang: Lang,
) -> Result<DeskFiling, Problem> {
    let state = state_of(&row)?;
    let content = content_of(court, &row)?;
    let duplicates = duplicates::find(court, db, row.id, &content, None).await?;
    let rule = row
        .rule
        .as_deref()
        .and_then(Rule::from_id)
        .unwrap_or(Rule::J25);
    let filer = identity::person_at_desk(court, db, row.person_id).await?;
    let colleague = staff::colleagues(db, row.reviewer_id).await?.pop();
    Ok(DeskFiling {
        papers: papers_of(court, db, &row, &content, &filer).await?,
        flags: flags(&row),
        duplicates: duplicates
            .into_iter()
            .map(|row| duplicates::view(row, lang))
            .collect(),
        jurisdiction: ask_check::jurisdiction(content.cause.as_deref(), rule, lang),
        fees: fees(court, &content),
        procedure_advice: advice(court, &content, lang),
        identity: identity_of(&content, &filer),
        reviewer: colleague,
        draft_correction: row
            .draft_correction
            .as_deref()
            .and_then(|text| serde_json::from_str(text).ok()),
        escalation: row.escalation,
        allowed: allowed(state, reviewer),
        filing: words::view(court, db, row, lang).await?,
    })
}

fn identity_of(content: &Content, filer: &identity::Verified) -> FilerIdentity {
    let first = content.plaintiffs.first();
    let same = |text: Option<&str>, known: &str| {
        text.is_some_and(|text| text.trim().eq_ignore_ascii_case(known))
    };
    let matches = first.is_some_and(|first| {
        same(first.id_number.as_deref(), filer.id_number.expose_secret())
            || same(
                first
                    .legal_representative
                    .as_ref()
                    .and_then(|one| one.name.as_deref()),
                &filer.name,
            )
    });
    FilerIdentity {
        assurance: filer.assurance,
        name: filer.name.clone(),
        matches,
        minor: filer.minor,
    }
}

fn fees(court: &Court, content: &Content) -> Fees {
    let fen =
        |procedure| fee::fee_of(content, court, procedure).map(|fee| fee::fen_of(&fee, court));
    Fees {
        small_claims: fen(crate::law::fees::Procedure::SmallClaims),
        simplified: fen(crate::law::fees::Procedure::Simplified),
        ordinary: fen(crate::law::fees::Procedure::Ordinary),
    }
}

fn advice(court: &Court, content: &Content, lang: Lang) -> Advice {
    let decision = fee::advice(content, court);
    Advice {
        procedure: decision.procedure,
        reasons: decision
            .reasons
            .into_iter()
            .map(|words| {
                crate::kit::i18n::Words::from(words)
                    .in_lang(lang)
                    .to_owned()
            })
            .collect(),
    }
}

/// The listed events of this state that belong to staff and that this person may cause.
fn allowed(state: State, reviewer: &Reviewer) -> Vec<String> {
    let mut events: Vec<Event> = Vec::new();
    if reviewer.is_clerk() {
        events.extend(machine::open_to(state, Actor::FilingClerk));
    }
    if reviewer.is_judge() {
        // Withdrawal and relief are rooms of their own.
        events.extend(machine::open_to(state, Actor::Judge).filter(|event| {
            matches!(
                event,
                Event::RuleNotAccept | Event::InsistUncorrected | Event::RuleDeemedWithdrawn
            )
        }));
    }
    let mut names: Vec<String> = events
        .into_iter()
        .map(|event| event.id().replace('_', "-"))
        .collect();
    if reviewer.is_clerk()
        && matches!(
            state,
            State::Submitted | State::UnderReview | State::ReturnedForCorrection
        )
    {
        names.extend(["claim".to_owned(), "hand-over".to_owned()]);
    }
    names
}

async fn papers_of(
    court: &Court,
    db: &impl ConnectionTrait,
    row: &filing::Model,
    content: &Content,
    filer: &identity::Verified,
) -> Result<Vec<FilingPaper>, Problem> {
    let printed = |id: &'static str, name: &str| FilingPaper {
        id: id.to_owned(),
        kind: id,
        name: name.to_owned(),
        media_type: "application/pdf".to_owned(),
        size: None,
        pages: None,
        proves: None,
        pointer: None,
        sha256: None,
        url: url(row.id, id),
        thumb_url: None,
    };
    let mut papers = vec![printed("complaint", "起诉状")];
    if row.corrections > 0 {
        papers.push(printed("correction", "补正通知书"));
    }
    // Back under review after a return, the old notice is no longer the answer of the court.
    if state_of(row)? != State::UnderReview
        && let Some(paper) = papers::ending(court, row, content, Some(filer))
    {
        papers.push(printed("notice", &paper.title()));
    }
    let files = uploads::stored(db, &content.upload_ids()).await?;
    let file = |id: Uuid| files.iter().find(|file| file.id == id);
    for (place, entry) in content.evidence.iter().enumerate() {
        if let Some(stored) = entry.upload_id.and_then(file) {
            let mut paper = sent(row.id, stored, "evidence", format!("/evidence/{place}"));
            paper.name = entry.name.clone().unwrap_or(paper.name);
            paper.proves = entry.proves.clone();
            papers.push(paper);
        }
    }
    for side in crate::rooms::filing::content::SIDES {
        for (place, party) in content.side(side).iter().enumerate() {
            let stored = party.id_paper_upload_ids.iter().copied().filter_map(file);
            papers.extend(
                stored.map(|stored| sent(row.id, stored, "identity", format!("/{side}/{place}"))),
            );
        }
    }
    let proofs = content
        .guardian
        .iter()
        .flat_map(|guardian| guardian.proof_upload_ids.iter().copied());
    papers.extend(
        proofs
            .filter_map(file)
            .map(|stored| sent(row.id, stored, "guardianship", "/guardian".to_owned())),
    );
    papers.extend(content.signature_upload_id.and_then(file).map(|stored| {
        sent(
            row.id,
            stored,
            "signature",
            "/signature_upload_id".to_owned(),
        )
    }));
    Ok(papers)
}

fn url(filing_id: Uuid, paper_id: &str) -> String {
    format!("/api/v1/desk/filings/{filing_id}/papers/{paper_id}/content")
}

fn sent(filing_id: Uuid, file: &Stored, kind: &'static str, pointer: String) -> FilingPaper {
    let url = url(filing_id, &file.id.to_string());
    FilingPaper {
        id: file.id.to_string(),
        kind,
        name: file.name.clone(),
        media_type: file.media_type.clone(),
        size: Some(file.size),
        pages: file.pages,
        proves: None,
        pointer: Some(pointer),
        sha256: Some(file.sha256.clone()),
        thumb_url: file
            .media_type
            .starts_with("image/")
            .then(|| format!("{url}?variant=thumb")),
        url,
    }
}

#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct AsVariant {
    /// `original`, `reading` or `thumb`.
    #[serde(default)]
    #[param(inline)]
    variant: Variant,
}

/// One paper of a filing, to read at the desk.
#[utoipa::path(operation_id = "get_filing_paper", tag = "filing", params(("id" = Uuid, Path), ("paper_id" = String, Path, description = "From `papers`"), AsVariant), security(("desk" = [])),
    responses((status = 200, description = "The paper", content_type = "*/*", body = Vec<u8>),
        (status = 206, description = "A range of it", content_type = "*/*", body = Vec<u8>),
        (status = 304, description = "As you have it")),
    extensions(("x-errors" = json!(["request.not_found", "request.query_invalid", "filing.role_missing", "papers.fonts_missing", "papers.picture_unreadable", "papers.not_made"]))))]
#[get("/api/v1/desk/filings/{id}/papers/{paper_id}/content")]
pub async fn get_filing_paper(
    court: web::Data<Court>,
    req: HttpRequest,
    _reviewer: Reviewer,
    id: PathId,
) -> Result<HttpResponse, Problem> {
    let asked: AsVariant = read_query(req.query_string())?;
    let row = find_at_desk(court.store.db(), id.0).await?;
    let content = content_of(&court, &row)?;
    let paper = req.match_info().get("paper_id").unwrap_or_default();
    let filer = identity::person_at_desk(&court, court.store.db(), row.person_id).await?;
    match paper {
        "complaint" => {
            let attached = papers::attached(&court, &content).await?;
            let paper = papers::complaint(&court, &row, &content, &attached, Some(&filer))?;
            papers::print(&court, &paper, "起诉状").await
        }
        "correction" => {
            papers::print(
                &court,
                &papers::latest_correction(&court, court.store.db(), &row).await?,
                "补正通知书",
            )
            .await
        }
        "notice" => {
            let paper =
                papers::ending(&court, &row, &content, Some(&filer)).ok_or(&common::NOT_FOUND)?;
            papers::print(&court, &paper, &paper.title()).await
        }
        other => {
            let upload_id = Uuid::try_parse(other)
                .ok()
                .filter(|id| content.upload_ids().contains(id));
            uploads::content(
                &court,
                &req,
                upload_id.ok_or(&common::NOT_FOUND)?,
                asked.variant,
            )
            .await
        }
    }
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"items": [{"pointer": "/defendants/0/name", "text": "少了“福州”两个字。请改成执照上的全称。"}], "due_days": 7}))]
pub struct DraftCorrectionBody {
    #[schema(max_items = 50)]
    pub items: Vec<CorrectionItem>,
    #[schema(minimum = 1, maximum = 60)]
    pub due_days: u32,
}

/// Keeps the notice one is writing, for oneself and whoever covers. A stale `If-Match` is told.
#[utoipa::path(operation_id = "save_draft_correction", tag = "filing", request_body = DraftCorrectionBody, security(("desk" = [])),
    params(("id" = Uuid, Path), ("If-Match" = String, Header, description = "The ETag that was read")),
    responses((status = 200, description = "Kept", body = DeskFiling, headers(("ETag" = String, description = "New version")))),
    extensions(("x-errors" = json!(["request.not_found", "filing.role_missing", "state.not_allowed", "version.stale", "version.if_match_missing", "version.if_match_malformed"]))))]
#[put("/api/v1/desk/filings/{id}/draft-correction")]
pub async fn save_draft_correction(
    court: web::Data<Court>,
    req: HttpRequest,
    reviewer: Reviewer,
    lang: Lang,
    id: PathId,
    body: Json<DraftCorrectionBody>,
) -> Result<HttpResponse, Problem> {
    reviewer.clerk()?;
    let body = body.into_inner();
    super::acts::check_items(&body.items, body.due_days, true)?;
    let tx = court.store.write().await?;
    let row = find_at_desk_for_change(&tx, id.0).await?;
    draft::not_stale(&req, &row)?;
    if !matches!(state_of(&row)?, State::Submitted | State::UnderReview) {
        return Err(Problem::new(&common::STATE));
    }
    let saved = DraftCorrection {
        items: body.items,
        due_days: body.due_days,
        saved_at: court.now().with_timezone(&shanghai()),
        saved_by: Colleague::of(&reviewer.0),
    };
    let version = row.version + 1;
    let mut change = row.into_active_model();
    change.version = Set(version);
    change.draft_correction = Set(Some(serde_json::to_string(&saved).unwrap_or_default()));
    let row = change.update(&tx).await?;
    let answer = answer(&court, &tx, row, &reviewer, lang).await?;
    court.commit(tx).await?;
    Ok(answer)
}
