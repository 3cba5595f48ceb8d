//! What the court hands out about a filing: the voucher, the correction notice, the notice or ruling at the end.

use aws_lc_rs::digest::{SHA256, digest};
use chrono::{DateTime, Utc};
use data_encoding::HEXLOWER;
use sea_orm::prelude::*;
use sea_orm::{ActiveValue::Set, DatabaseTransaction, IntoActiveModel};
use secrecy::{ExposeSecret, SecretString};

use super::complaint::{attached, complaint, litigants};
use super::{cause_on_paper, first_side, matter};
use crate::court::Court;
use crate::kit::clock::{shanghai, shanghai_day};
use crate::kit::problem::{Problem, common};
use crate::law::Named;
use crate::law::machine::filing::{Event, State};
use crate::ports::pdf::{self, Paper};
use crate::rooms::filing::content::{Content, SIDES};
use crate::rooms::filing::corrections::CorrectionView;
use crate::rooms::filing::model::filing;
use crate::rooms::filing::words;
use crate::rooms::identity::Verified;
use crate::rooms::uploads;

/// Where a voucher's facts are sealed.
const VOUCHER: &str = "filings.voucher";

/// The complaint as it is handed in at `now`: printed before the writing transaction, since setting a page
/// takes long and equal facts give equal bytes. What the person fetches afterwards has this digest.
pub async fn printed_complaint(
    court: &Court,
    row: &filing::Model,
    content: &Content,
    me: &Verified,
    now: DateTime<Utc>,
) -> Result<pdf::PaperLine, Problem> {
    let handed_in = filing::Model {
        state: State::Submitted.id().to_owned(),
        received_at: Some(now),
        ..row.clone()
    };
    let attached = attached(court, content).await?;
    let paper = complaint(court, &handed_in, content, &attached, Some(me))?;
    let bytes = court.pdf.render(&paper).await?;
    Ok(pdf::PaperLine {
        name: paper.title(),
        pages: pdf::pages_of(&bytes),
        sha256: Some(HEXLOWER.encode(digest(&SHA256, &bytes).as_ref())),
    })
}

/// Writes 收到起诉材料凭证 (Interp. 208) for what is handed in now. Its facts are frozen: what is edited
/// later does not change what was received.
pub async fn write_voucher(
    court: &Court,
    tx: &DatabaseTransaction,
    row: filing::Model,
    content: &Content,
    from: &str,
    complaint: pdf::PaperLine,
) -> Result<filing::Model, Problem> {
    let paper = voucher(court, tx, &row, content, (from, complaint)).await?;
    let facts = serde_json::to_string(&paper)
        .map_err(|error| Problem::new(&common::INTERNAL).because(error))?;
    let mut change = row.into_active_model();
    change.voucher_sealed = Set(Some(court.vault.seal(VOUCHER, &SecretString::from(facts))));
    Ok(change.update(tx).await?)
}

/// The voucher as it was written.
pub fn written_voucher(court: &Court, row: &filing::Model) -> Result<Paper, Problem> {
    let sealed = row.voucher_sealed.as_deref().ok_or(&common::NOT_FOUND)?;
    let facts = court
        .vault
        .open(VOUCHER, sealed)
        .map_err(|error| Problem::new(&common::INTERNAL).because(error))?;
    serde_json::from_str(facts.expose_secret())
        .map_err(|_| Problem::new(&common::INTERNAL).because("a stored voucher does not read"))
}

async fn voucher(
    court: &Court,
    db: &impl ConnectionTrait,
    row: &filing::Model,
    content: &Content,
    (from, complaint): (&str, pdf::PaperLine),
) -> Result<Paper, Problem> {
    let missing = || Problem::new(&common::INTERNAL).because("a voucher before the receipt");
    let files = uploads::stored(db, &content.upload_ids()).await?;
    let mut papers = vec![complaint];
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
    let due = row.review_due.ok_or_else(missing)?;
    let received = row.received_at.ok_or_else(missing)?;
    Ok(Paper::Receipt(Box::new(pdf::Receipt {
        court: court.settings.court.name.clone(),
        receipt_no: row.receipt_no.clone().ok_or_else(missing)?,
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
