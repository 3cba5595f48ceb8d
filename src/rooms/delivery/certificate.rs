//! The certificate of electronic service, which equals 送达回证 (OLR 31(3)), and the public page that checks a paper.

use actix_web::{HttpResponse, get, web};
use chrono::{DateTime, FixedOffset, NaiveDate};
use sea_orm::prelude::*;
use serde::Serialize;
use utoipa::ToSchema;

use super::access::{Server, at_desk, attempts_of, find_for};
use super::effects::local;
use super::errors;
use super::model::{attempt, delivery};
use super::moves::state_of;
use super::words::{basis_words, channel_words, consent_words, state_words};
use crate::court::Court;
use crate::kit::auth::Party;
use crate::kit::clock::shanghai_day;
use crate::kit::i18n::Lang;
use crate::kit::problem::Problem;
use crate::law::Named;
use crate::law::service_of_documents::{Channel, Consent};
use crate::ports::pdf::{Paper, Picture, ServiceCertificate, TraceLine};
use crate::rooms::cases;

/// The certificate of a service that counts.
#[utoipa::path(operation_id = "get_delivery_certificate", tag = "delivery", security(("party" = [])),
    params(("id" = Uuid, Path, description = "Of the delivery")),
    responses((status = 200, description = "电子送达凭证", content_type = "application/pdf", body = Vec<u8>)),
    extensions(("x-function" = json!("service_inbox")), ("x-errors" = json!(["delivery.not_found", "papers.fonts_missing", "papers.not_made"]))))]
#[get("/api/v1/deliveries/{id}/certificate.pdf")]
pub async fn get_delivery_certificate(
    court: web::Data<Court>,
    party: Party,
    id: web::Path<String>,
) -> Result<HttpResponse, Problem> {
    let row = find_for(court.store.db(), &party, &id).await?;
    print(&court, row).await
}

/// The same, for the case file.
#[utoipa::path(operation_id = "get_desk_delivery_certificate", tag = "delivery", security(("desk" = [])),
    params(("id" = Uuid, Path, description = "Of the delivery")),
    responses((status = 200, description = "电子送达凭证", content_type = "application/pdf", body = Vec<u8>)),
    extensions(("x-errors" = json!(["desk.role_missing", "delivery.not_found", "papers.fonts_missing", "papers.not_made"]))))]
#[get("/api/v1/desk/deliveries/{id}/certificate.pdf")]
pub async fn get_desk_delivery_certificate(
    court: web::Data<Court>,
    server: Server,
    id: web::Path<String>,
) -> Result<HttpResponse, Problem> {
    let row = at_desk(court.store.db(), &server, &id).await?;
    print(&court, row).await
}

async fn print(court: &Court, row: delivery::Model) -> Result<HttpResponse, Problem> {
    let (Some(certified), Some(served)) = (row.certified_at, row.served_at) else {
        return Err(Problem::new(&errors::NO_SUCH_DELIVERY));
    };
    let attempts = attempts_of(court.store.db(), row.id).await?;
    let sha256 = cases::digest_of(court.store.db(), row.document_id).await?;
    let consent = Consent::from_id(&row.consent).unwrap_or(Consent::None);
    let paper = Paper::ServiceCertificate(Box::new(ServiceCertificate {
        court: court.settings.court.name.clone(),
        case_number: row.case_number.clone(),
        document: row.document_title.clone(),
        sha256,
        to: row.party_name.clone(),
        consent: consent_words(consent).in_lang(Lang::Zh).to_owned(),
        served_on: shanghai_day(served),
        basis: basis_words(&row).in_lang(Lang::Zh).to_owned(),
        trace: trace(&row, &attempts),
        check_token: spaced(&row.check_token),
        qr: Picture {
            bytes: qr(&row.check_token)?,
        },
        certified_at: local(certified),
    }));
    let bytes = court.pdf.render(&paper).await?;
    Ok(HttpResponse::Ok()
        .content_type("application/pdf")
        .insert_header((
            "Content-Disposition",
            "inline; filename=\"service-certificate.pdf\"",
        ))
        .body(bytes))
}

/// What happened, in its order: each sending with its arrival, the opening, the receipt.
fn trace(row: &delivery::Model, attempts: &[attempt::Model]) -> Vec<TraceLine> {
    let mut lines: Vec<TraceLine> = Vec::new();
    for attempt in attempts {
        let channel = Channel::from_id(&attempt.channel).unwrap_or(Channel::Platform);
        let way = channel_words(channel).in_lang(Lang::Zh).to_owned();
        let mut line = |what: &str, at: Option<DateTimeUtc>| {
            if let Some(at) = at {
                let what = format!("{what}（{way}）");
                lines.push(TraceLine {
                    what,
                    at: local(at),
                });
            }
        };
        line("发送", Some(attempt.sent_at));
        line("到达受送达人系统", attempt.arrived_at);
        line("受送达人证明的到达时间", attempt.proved_arrived_at);
    }
    for (what, at) in [
        ("受送达人打开文书", row.opened_at),
        ("受送达人签收", row.receipt_at),
    ] {
        if let Some(at) = at {
            lines.push(TraceLine {
                what: what.to_owned(),
                at: local(at),
            });
        }
    }
    lines.sort_by_key(|line| line.at);
    lines
}

/// In groups of four, as people read and type it.
fn spaced(token: &str) -> String {
    let letters: Vec<char> = token.chars().collect();
    let groups: Vec<String> = letters
        .chunks(4)
        .map(|group| group.iter().collect())
        .collect();
    groups.join(" ")
}

/// The code holds the token alone: whoever scans it outside the app reads what to type on the court's page.
fn qr(token: &str) -> Result<Vec<u8>, Problem> {
    let broken = |error: &dyn std::fmt::Display| {
        Problem::new(&crate::kit::problem::common::INTERNAL).because(error.to_string())
    };
    let code = qrcode::QrCode::new(token).map_err(|error| broken(&error))?;
    let width = code.width();
    let colors = code.to_colors();
    const SCALE: usize = 8;
    const QUIET: usize = 4;
    let side = ((width + 2 * QUIET) * SCALE) as u32;
    let picture = image::GrayImage::from_fn(side, side, |x, y| {
        let cell = |at: u32| {
            (at as usize / SCALE)
                .checked_sub(QUIET)
                .filter(|at| *at < width)
        };
        let dark = match (cell(x), cell(y)) {
            (Some(x), Some(y)) => colors[y * width + x] == qrcode::Color::Dark,
            _ => false,
        };
        image::Luma([if dark { 0 } else { 255 }])
    });
    let mut bytes = std::io::Cursor::new(Vec::new());
    picture
        .write_to(&mut bytes, image::ImageFormat::Png)
        .map_err(|error| broken(&error))?;
    Ok(bytes.into_inner())
}

/// What anyone may know who holds the paper.
#[derive(Serialize, ToSchema)]
#[schema(as = CheckedDocument, example = json!({"court": "北京互联网法院", "document_title": "民事起诉状", "case_number": "（2026）京0491民初1号",
    "state_words": "已送达", "sha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08", "sent_at": "2026-11-24T10:00:00+08:00", "served_on": "2026-11-24"}))]
pub struct CheckedDocument {
    pub court: String,
    pub document_title: String,
    pub case_number: String,
    pub state_words: String,
    /// Of the paper's bytes, in lower-case hex.
    pub sha256: Option<String>,
    pub sent_at: Option<DateTime<FixedOffset>>,
    pub served_on: Option<NaiveDate>,
}

/// Checks a paper by the code on its certificate. Names nobody.
#[utoipa::path(operation_id = "check_served_document", tag = "delivery",
    params(("token" = String, Path, description = "As on the certificate; spaces do not matter", example = "ABCD EFGH IJKL MNOP QRST UVWX")),
    responses((status = 200, description = "The court sent this paper", body = CheckedDocument)),
    extensions(("x-function" = json!("service_inbox")), ("x-errors" = json!(["delivery.nothing_to_check"]))))]
#[get("/api/v1/served-documents/{token}")]
pub async fn check_served_document(
    court: web::Data<Court>,
    token: web::Path<String>,
    lang: Lang,
) -> Result<web::Json<CheckedDocument>, Problem> {
    let token: String = token
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .map(|c| c.to_ascii_uppercase())
        .take(40)
        .collect();
    let row = delivery::Entity::find()
        .filter(delivery::Column::CheckToken.eq(token))
        .filter(delivery::Column::SentAt.is_not_null())
        .one(court.store.db())
        .await?;
    let row = row.ok_or(&errors::NOTHING_TO_CHECK)?;
    Ok(web::Json(CheckedDocument {
        court: court.settings.court.name.clone(),
        sha256: cases::digest_of(court.store.db(), row.document_id).await?,
        state_words: state_words(state_of(&row)?).in_lang(lang).to_owned(),
        sent_at: row.sent_at.map(local),
        served_on: row.served_at.map(shanghai_day),
        document_title: row.document_title,
        case_number: row.case_number,
    }))
}
