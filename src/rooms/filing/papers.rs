//! The papers of a filing: the complaint the person reads and signs, the voucher, the notices. They are set
//! anew from what is stored; equal facts give equal bytes.

use actix_web::{HttpResponse, get, web};
use chrono::NaiveDate;
use sea_orm::ConnectionTrait;
use secrecy::ExposeSecret;
use uuid::Uuid;

use super::access::{content_of, find_for, state_of};
use super::content::{ActingFor, Answer, Content, Gender, PartyEntry, PartyKind, Relation, SIDES};
use super::corrections::{self, CorrectionView};
use super::guides::{self, ElementKind};
use super::model::filing;
use super::words;
use crate::court::Court;
use crate::kit::auth::Party;
use crate::kit::clock::{shanghai, shanghai_day};
use crate::kit::i18n::Lang;
use crate::kit::ids::PathId;
use crate::kit::problem::{Problem, common};
use crate::law::Named;
use crate::law::identity_number::{IdentityNumber, Kind};
use crate::law::machine::filing::{Event, State};
use crate::ports::pdf::{self, Paper};
use crate::rooms::identity::{self, Verified};
use crate::rooms::uploads::{self, Stored, Variant};

/// 网络购物合同纠纷, without the remark in brackets that the list has.
pub fn cause_on_paper(cause: Option<&str>) -> String {
    let words = words::cause_words(cause, Lang::Zh).unwrap_or_default();
    words.split('（').next().unwrap_or_default().to_owned()
}

/// 张三与某某科技有限公司网络购物合同纠纷
pub fn matter(row: &filing::Model) -> String {
    let sides = row.title.replacen(" 诉 ", "与", 1);
    format!("{sides}{}", cause_on_paper(row.cause.as_deref()))
}

/// 起诉状 of what the content says now.
pub fn complaint(
    court: &Court,
    row: &filing::Model,
    content: &Content,
    attached: &Attached,
    me: Option<&Verified>,
) -> Result<Paper, Problem> {
    let state = state_of(row)?;
    let draft = matches!(state, State::Draft | State::ReturnedForCorrection);
    let today = shanghai_day(court.now());
    let side = |name: &str| litigants(content, content.side(name), name, me, today);
    Ok(Paper::Complaint(Box::new(pdf::Complaint {
        court: court.settings.court.name.clone(),
        draft,
        cause: cause_on_paper(row.cause.as_deref()),
        plaintiffs: side("plaintiffs"),
        defendants: side("defendants"),
        third_parties: side("third_parties"),
        claims: content
            .claims
            .iter()
            .map(|claim| pdf::ClaimLine {
                text: claim.text.clone().unwrap_or_default(),
                amount_fen: claim.amount_fen,
            })
            .collect(),
        facts: passages(content),
        evidence: evidence(content, attached),
        service: content
            .service_address
            .as_ref()
            .map(|address| pdf::ServiceLine {
                recipient: address.recipient.clone().unwrap_or_default(),
                phone: address.phone.clone(),
                email: address.email.clone(),
                postal: address.postal.clone(),
                electronic: address.electronic.unwrap_or(false),
            }),
        signatures: signatures(content, attached, me),
        at: row
            .received_at
            .unwrap_or(row.saved_at)
            .with_timezone(&shanghai()),
    })))
}

pub fn litigants(
    content: &Content,
    entries: &[PartyEntry],
    side: &str,
    me: Option<&Verified>,
    today: NaiveDate,
) -> Vec<pdf::Litigant> {
    entries
        .iter()
        .enumerate()
        .map(|(place, entry)| {
            let mut litigant = litigant(entry, today);
            if side == "plaintiffs" && place == 0 && content.acting_for == Some(ActingFor::Ward) {
                litigant.guardian = guardian(content, me);
            }
            litigant
        })
        .collect()
}

fn litigant(entry: &PartyEntry, today: NaiveDate) -> pdf::Litigant {
    let number = entry
        .id_number
        .as_deref()
        .map(str::trim)
        .filter(|number| !number.is_empty());
    let read = number
        .zip(entry.id_type.as_deref().and_then(Kind::from_id))
        .and_then(|(number, kind)| IdentityNumber::parse(kind, number, today).ok());
    pdf::Litigant {
        kind: match entry.kind {
            Some(PartyKind::Organisation) => pdf::LitigantKind::Organisation,
            _ => pdf::LitigantKind::Person,
        },
        name: entry.name.clone().unwrap_or_default(),
        gender: gender(entry, read.as_ref()),
        born_on: entry
            .born_on
            .or_else(|| read.as_ref().and_then(IdentityNumber::born_on)),
        id_words: number
            .and(entry.id_type.as_deref())
            .map(|kind| id_words(kind).to_owned()),
        id_number: number.map(str::to_owned),
        address: entry.address.clone(),
        phone: entry.phone.clone(),
        representative: entry.legal_representative.as_ref().and_then(|one| {
            Some(pdf::Representative {
                name: one.name.clone()?,
                position: one.position.clone(),
            })
        }),
        guardian: None,
    }
}

/// As given, else by the 17th digit of a resident ID: odd is male (GB 11643).
fn gender(entry: &PartyEntry, read: Option<&IdentityNumber>) -> Option<pdf::Gender> {
    match entry.gender {
        Some(Gender::Male) => return Some(pdf::Gender::Male),
        Some(Gender::Female) => return Some(pdf::Gender::Female),
        None => {}
    }
    let number = read.filter(|number| {
        matches!(
            number.kind(),
            Kind::PrcResidentId | Kind::HkMoTwResidencePermit
        )
    })?;
    let digit = number.as_str().chars().nth(16)?.to_digit(10)?;
    Some(if digit % 2 == 1 {
        pdf::Gender::Male
    } else {
        pdf::Gender::Female
    })
}

pub fn id_words(id_type: &str) -> &'static str {
    match id_type {
        "uscc" => "统一社会信用代码",
        "foreign_permanent_resident_2023" => "外国人永久居留身份证号码",
        "hk_macao_travel_permit" => "港澳居民来往内地通行证号码",
        "taiwan_travel_permit" => "台湾居民来往大陆通行证号码",
        "hk_mo_tw_residence_permit" => "港澳台居民居住证号码",
        "passport" => "护照号码",
        _ => "公民身份号码",
    }
}

fn guardian(content: &Content, me: Option<&Verified>) -> Option<pdf::Guardian> {
    let me = me?;
    let relation = content
        .guardian
        .as_ref()
        .and_then(|guardian| guardian.relation);
    Some(pdf::Guardian {
        name: me.name.clone(),
        relation: relation.map(|relation| relation_words(relation).to_owned()),
        id_words: Some(id_words(me.id_type.name()).to_owned()),
        id_number: Some(me.id_number.expose_secret().to_owned()),
        address: None,
        phone: None,
    })
}

fn relation_words(relation: Relation) -> &'static str {
    match relation {
        Relation::Parent => "父亲或母亲",
        Relation::Spouse => "配偶",
        Relation::AdultChild => "成年子女",
        Relation::OtherRelative => "其他近亲属",
        Relation::Appointed => "指定监护人",
    }
}

/// The answers to the guide's questions in its order, then the person's own words.
fn passages(content: &Content) -> Vec<pdf::Passage> {
    let Some(facts) = &content.facts else {
        return Vec::new();
    };
    let mut passages = Vec::new();
    for (key, question, kind, options) in
        guides::question_and_options(content.cause.as_deref().unwrap_or_default())
    {
        if let Some(text) = facts
            .elements
            .get(key)
            .and_then(|answer| answer_words(answer, kind, &options))
        {
            passages.push(pdf::Passage {
                heading: Some(question.trim_end_matches(['？', '?']).to_owned()),
                text,
            });
        }
    }
    if let Some(summary) = facts
        .summary
        .as_deref()
        .map(str::trim)
        .filter(|text| !text.is_empty())
    {
        passages.push(pdf::Passage {
            heading: None,
            text: summary.to_owned(),
        });
    }
    passages
}

fn answer_words(answer: &Answer, kind: ElementKind, options: &[(&str, &str)]) -> Option<String> {
    match answer {
        Answer::YesNo(yes) => Some(if *yes { "是" } else { "否" }.to_owned()),
        Answer::Fen(fen) => Some(format!("{}.{:02} 元", fen / 100, fen % 100)),
        Answer::Words(text) if text.trim().is_empty() => None,
        Answer::Words(text) if kind == ElementKind::Choice => Some(
            options
                .iter()
                .find(|(code, _)| code == text)
                .map_or(text.as_str(), |(_, words)| words)
                .to_owned(),
        ),
        Answer::Words(text) if kind == ElementKind::Date => {
            Some(text.parse::<NaiveDate>().map_or_else(
                |_| text.clone(),
                |day| day.format("%Y年%-m月%-d日").to_string(),
            ))
        }
        Answer::Words(text) => Some(text.trim().to_owned()),
    }
}

fn evidence(content: &Content, attached: &Attached) -> Vec<pdf::EvidenceLine> {
    content
        .evidence
        .iter()
        .map(|entry| pdf::EvidenceLine {
            name: entry.name.clone().unwrap_or_default(),
            proves: entry.proves.clone(),
            pages: attached
                .files
                .iter()
                .find(|file| Some(file.id) == entry.upload_id)
                .and_then(|file| file.pages),
        })
        .collect()
}

fn signatures(
    content: &Content,
    attached: &Attached,
    me: Option<&Verified>,
) -> Vec<pdf::SignatureLine> {
    if attached.signature.is_none() && content.signature_typed.is_none() {
        return Vec::new();
    }
    let first = content
        .plaintiffs
        .first()
        .and_then(|entry| entry.name.clone());
    let name = me
        .map(|me| me.name.clone())
        .or(content.signature_typed.clone())
        .or(first)
        .unwrap_or_default();
    let capacity = match content.acting_for {
        Some(ActingFor::Ward) => Some("法定代理人".to_owned()),
        Some(ActingFor::Organisation) => Some("法定代表人".to_owned()),
        Some(ActingFor::Myself) | None => None,
    };
    vec![pdf::SignatureLine {
        name,
        capacity,
        picture: attached.signature.clone(),
    }]
}

/// The files that a complaint speaks of. Read before a writing transaction is opened: inside one, a
/// second connection may not be had.
pub struct Attached {
    files: Vec<Stored>,
    signature: Option<pdf::Picture>,
}

pub async fn attached(court: &Court, content: &Content) -> Result<Attached, Problem> {
    let ids: Vec<Uuid> = content
        .evidence
        .iter()
        .filter_map(|entry| entry.upload_id)
        .collect();
    let files = uploads::stored(court.store.db(), &ids).await?;
    let signature = match content.signature_upload_id {
        Some(id) => match uploads::bytes(court, id, Variant::Original).await {
            Ok((_, bytes)) => Some(pdf::Picture { bytes }),
            // A draft may name a file that is gone; the check says so.
            Err(problem) if problem.kind.status == 404 => None,
            Err(problem) => return Err(problem),
        },
        None => None,
    };
    Ok(Attached { files, signature })
}

/// 收到起诉材料凭证 (Interp. 208).
async fn receipt(
    court: &Court,
    row: &filing::Model,
    content: &Content,
    from: &str,
) -> Result<Paper, Problem> {
    let missing = || Problem::new(&common::NOT_FOUND);
    let (number, received, due) = (
        row.receipt_no.clone().ok_or_else(missing)?,
        row.submitted_at.ok_or_else(missing)?,
        row.review_due
            .or(row.received_at)
            .or(row.submitted_at)
            .ok_or_else(missing)?,
    );
    let files = uploads::stored(court.store.db(), &content.upload_ids()).await?;
    let mut papers = vec![pdf::PaperLine {
        name: "民事起诉状".to_owned(),
        pages: None,
        sha256: None,
    }];
    papers.extend(files.into_iter().map(|file| {
        pdf::PaperLine {
            name: content
                .evidence
                .iter()
                .find(|entry| entry.upload_id == Some(file.id))
                .and_then(|entry| entry.name.clone())
                .unwrap_or(file.name),
            pages: file.pages,
            sha256: Some(file.sha256),
        }
    }));
    Ok(Paper::Receipt(Box::new(pdf::Receipt {
        court: court.settings.court.name.clone(),
        receipt_no: number,
        received_at: received.with_timezone(&shanghai()),
        from: from.to_owned(),
        matter: matter(row),
        papers,
        received_by: "网上立案窗口".to_owned(),
        review_expires_before: due.with_timezone(&shanghai()),
    })))
}

/// 补正通知书 (OLR 9).
pub fn correction_notice(court: &Court, row: &filing::Model, notice: &CorrectionView) -> Paper {
    Paper::CorrectionNotice(Box::new(pdf::CorrectionNotice {
        court: court.settings.court.name.clone(),
        receipt_no: row.receipt_no.clone().unwrap_or_default(),
        to: first_side(row),
        matter: matter(row),
        received_at: row
            .received_at
            .unwrap_or(row.saved_at)
            .with_timezone(&shanghai()),
        items: notice
            .items
            .iter()
            .map(|item| pdf::CorrectionLine {
                place: place_words(&item.pointer),
                text: item.text.clone(),
            })
            .collect(),
        expires_before: notice.expires_before,
        provisional: notice.provisional,
        issued_at: notice.issued_at,
    }))
}

pub fn first_side(row: &filing::Model) -> String {
    row.title
        .split(" 诉 ")
        .next()
        .unwrap_or_default()
        .to_owned()
}

/// A pointer as people name the place: 被告第1项的名称.
pub fn place_words(pointer: &str) -> String {
    let parts: Vec<&str> = pointer.split('/').skip(1).collect();
    let list = match parts.first().copied().unwrap_or("") {
        "cause" => "案由",
        "plaintiffs" => "原告",
        "defendants" => "被告",
        "third_parties" => "第三人",
        "claims" => "诉讼请求",
        "facts" => "事实与理由",
        "evidence" => "证据",
        "service_address" => "送达地址",
        "mediation" => "调解意愿",
        "online_litigation" => "在线诉讼选择",
        "guardian" | "acting_for" => "监护人",
        "signature_upload_id" | "signature_typed" => "签名",
        _ => "材料",
    };
    let number = parts.get(1).and_then(|part| part.parse::<usize>().ok());
    let field = match parts.last().copied().unwrap_or("") {
        "name" => "名称",
        "id_number" | "id_type" => "证件号码",
        "phone" => "电话",
        "address" | "postal" => "地址",
        "text" => "内容",
        "amount_fen" => "金额",
        "proves" => "证明对象",
        "upload_id" => "文件",
        "legal_representative" => "法定代表人",
        _ => "",
    };
    match (number, field) {
        (Some(number), "") => format!("{list}第{}项", number + 1),
        (Some(number), field) => format!("{list}第{}项的{field}", number + 1),
        (None, "") => list.to_owned(),
        (None, field) => format!("{list}的{field}"),
    }
}

/// 退回通知 or 裁定 that ended the filing.
pub fn ending(
    court: &Court,
    row: &filing::Model,
    content: &Content,
    me: Option<&Verified>,
) -> Option<Paper> {
    let outcome = words::outcome(row)?;
    let event = Event::from_id(&outcome.kind)?;
    let received = row.received_at.unwrap_or(row.saved_at);
    match event {
        Event::ReturnUnopposed | Event::CorrectionLapsed => {
            Some(Paper::ReturnNotice(Box::new(pdf::ReturnNotice {
                court: court.settings.court.name.clone(),
                receipt_no: row.receipt_no.clone().unwrap_or_default(),
                to: first_side(row),
                matter: matter(row),
                received_at: received.with_timezone(&shanghai()),
                reasons: outcome.reasons,
                cause_of_return: match event {
                    Event::CorrectionLapsed => pdf::CauseOfReturn::Uncorrected,
                    _ => pdf::CauseOfReturn::Unopposed,
                },
                papers: content
                    .evidence
                    .iter()
                    .map(|entry| pdf::PaperLine {
                        name: entry.name.clone().unwrap_or_default(),
                        pages: None,
                        sha256: None,
                    })
                    .collect(),
                issued_at: outcome.at,
            })))
        }
        Event::RuleNotAccept | Event::InsistUncorrected | Event::RuleDeemedWithdrawn => {
            let today = shanghai_day(outcome.at.to_utc());
            let side = |name: &str| litigants(content, content.side(name), name, me, today);
            let deemed = event == Event::RuleDeemedWithdrawn;
            Some(Paper::Ruling(Box::new(pdf::Ruling {
                court: court.settings.court.name.clone(),
                case_number: row
                    .case_number
                    .clone()
                    .or(row.receipt_no.clone())
                    .unwrap_or_default(),
                kind: if deemed {
                    pdf::RulingKind::DeemedWithdrawn
                } else {
                    pdf::RulingKind::NotAccepted
                },
                plaintiffs: side(SIDES[0]),
                defendants: side(SIDES[1]),
                third_parties: side(SIDES[2]),
                cause: cause_on_paper(row.cause.as_deref()),
                received_on: shanghai_day(received),
                claims: content
                    .claims
                    .iter()
                    .filter_map(|claim| claim.text.clone())
                    .collect(),
                reasons: outcome.reasons,
                appeal_court: (!deemed).then(|| court.settings.court.appeal_court.clone()),
                fee: None,
                judge: outcome.judge.unwrap_or_default(),
                clerk: None,
                made_on: today,
            })))
        }
        _ => None,
    }
}

/// Who files, as the papers name them; nothing while they have not said who they are.
async fn filer(court: &Court, party: &Party) -> Result<Option<Verified>, Problem> {
    match identity::require(court, party, identity::Assurance::L2).await {
        Ok(me) => Ok(Some(me)),
        Err(problem) if problem.kind.status == 403 => Ok(None),
        Err(problem) => Err(problem),
    }
}

pub async fn print(court: &Court, paper: &Paper, name: &str) -> Result<HttpResponse, Problem> {
    let bytes = court.pdf.render(paper).await?;
    let encoded: String = url::form_urlencoded::byte_serialize(name.as_bytes()).collect();
    Ok(HttpResponse::Ok()
        .content_type("application/pdf")
        .insert_header((
            "Content-Disposition",
            format!(
                "inline; filename=\"{}.pdf\"; filename*=UTF-8''{}.pdf",
                paper.name(),
                encoded.replace('+', "%20")
            ),
        ))
        .insert_header(("X-Content-Type-Options", "nosniff"))
        .body(bytes))
}

/// The complaint as PDF; a draft says so on every page.
#[utoipa::path(operation_id = "get_complaint_pdf", tag = "filing", params(("id" = Uuid, Path)), security(("party" = [])),
    responses((status = 200, description = "起诉状", content_type = "application/pdf", body = Vec<u8>)),
    extensions(("x-function" = json!("complaint_assistant")), ("x-errors" = json!(["request.not_found", "papers.fonts_missing", "papers.picture_unreadable", "papers.not_made"]))))]
#[get("/api/v1/filings/{id}/complaint.pdf")]
pub async fn get_complaint_pdf(
    court: web::Data<Court>,
    party: Party,
    id: PathId,
) -> Result<HttpResponse, Problem> {
    let row = find_for(court.store.db(), &party, id.0).await?;
    let content = content_of(&court, &row)?;
    let me = filer(&court, &party).await?;
    let attached = attached(&court, &content).await?;
    let paper = complaint(&court, &row, &content, &attached, me.as_ref())?;
    print(&court, &paper, "起诉状").await
}

/// The voucher with the day of receipt (Interp. 208).
#[utoipa::path(operation_id = "get_receipt_pdf", tag = "filing", params(("id" = Uuid, Path)), security(("party" = [])),
    responses((status = 200, description = "收到材料凭证", content_type = "application/pdf", body = Vec<u8>)),
    extensions(("x-function" = json!("filing")), ("x-errors" = json!(["request.not_found", "papers.fonts_missing", "papers.picture_unreadable", "papers.not_made"]))))]
#[get("/api/v1/filings/{id}/receipt.pdf")]
pub async fn get_receipt_pdf(
    court: web::Data<Court>,
    party: Party,
    id: PathId,
) -> Result<HttpResponse, Problem> {
    let row = find_for(court.store.db(), &party, id.0).await?;
    let content = content_of(&court, &row)?;
    let from = filer(&court, &party)
        .await?
        .map(|me| me.name)
        .unwrap_or_else(|| first_side(&row));
    let paper = receipt(&court, &row, &content, &from).await?;
    print(&court, &paper, "收到材料凭证").await
}

/// The latest correction notice.
#[utoipa::path(operation_id = "get_correction_pdf", tag = "filing", params(("id" = Uuid, Path)), security(("party" = [])),
    responses((status = 200, description = "补正通知书", content_type = "application/pdf", body = Vec<u8>)),
    extensions(("x-function" = json!("correction")), ("x-errors" = json!(["request.not_found", "papers.fonts_missing", "papers.picture_unreadable", "papers.not_made"]))))]
#[get("/api/v1/filings/{id}/correction.pdf")]
pub async fn get_correction_pdf(
    court: web::Data<Court>,
    party: Party,
    id: PathId,
) -> Result<HttpResponse, Problem> {
    let row = find_for(court.store.db(), &party, id.0).await?;
    let paper = latest_correction(&court, court.store.db(), &row).await?;
    print(&court, &paper, "补正通知书").await
}

pub async fn latest_correction(
    court: &Court,
    db: &impl ConnectionTrait,
    row: &filing::Model,
) -> Result<Paper, Problem> {
    let notices = corrections::of(db, row.id).await?;
    let notice = notices.last().ok_or(&common::NOT_FOUND)?;
    Ok(correction_notice(court, row, notice))
}

/// The notice or ruling that ended the filing.
#[utoipa::path(operation_id = "get_filing_ending_pdf", tag = "filing", params(("id" = Uuid, Path)), security(("party" = [])),
    responses((status = 200, description = "退回通知书或者裁定书", content_type = "application/pdf", body = Vec<u8>)),
    extensions(("x-function" = json!("filing")), ("x-errors" = json!(["request.not_found", "papers.fonts_missing", "papers.picture_unreadable", "papers.not_made"]))))]
#[get("/api/v1/filings/{id}/notice.pdf")]
pub async fn get_filing_ending_pdf(
    court: web::Data<Court>,
    party: Party,
    id: PathId,
) -> Result<HttpResponse, Problem> {
    let row = find_for(court.store.db(), &party, id.0).await?;
    let content = content_of(&court, &row)?;
    let me = filer(&court, &party).await?;
    let paper = ending(&court, &row, &content, me.as_ref()).ok_or(&common::NOT_FOUND)?;
    let title = paper.title();
    print(&court, &paper, &title).await
}
