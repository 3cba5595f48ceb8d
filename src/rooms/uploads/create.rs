//! Sending a file in one piece.

use actix_multipart::{Field, Multipart};
use actix_web::http::StatusCode;
use actix_web::http::header::{CONTENT_LENGTH, DispositionParam};
use actix_web::{HttpRequest, HttpResponse, post, web};
use futures_util::StreamExt;
use uuid::Uuid;

use super::errors;
use super::inspect::{cut_short, limit_of_head};
use super::model::upload;
use super::receive::{Arrived, Failed, drain, receive};
use super::take_in::{self, Said};
use super::words::{Purpose, UploadForm, UploadView};
use crate::court::Court;
use crate::kit::auth::Party;
use crate::kit::i18n::Words;
use crate::kit::idempotency::{Claim, IdempotencyKey, Run};
use crate::kit::problem::{FieldError, Problem, common};

/// A word of the form; a name has at most 255 characters of up to 4 bytes, and some room.
const WORD: usize = 4096;

/// Sends a file. The same file sent again by the same person gives the same answer.
#[utoipa::path(operation_id = "create_upload", tag = "uploads", security(("party" = [])),
    request_body(content = UploadForm, content_type = "multipart/form-data"),
    params(("Idempotency-Key" = Option<String>, Header, description = "Repeats safely for 24 hours")),
    responses((status = 201, description = "Received whole", body = UploadView)),
    extensions(("x-function" = json!("filing")),
        ("x-errors" = json!(["uploads.not_multipart", "uploads.truncated", "uploads.too_slow", "uploads.too_large",
        "uploads.too_many_pixels", "uploads.quota", "uploads.empty", "uploads.wrong_type", "uploads.wrong_purpose", "uploads.heic",
        "uploads.broken", "uploads.encrypted", "uploads.two_in_one", "uploads.macros", "uploads.unpacks_too_large", "files.unavailable",
        "idempotency.mismatch", "idempotency.in_flight", "idempotency.key_malformed", "cache.unavailable"]))))]
#[post("/api/v1/uploads")]
pub async fn create_upload(
    court: web::Data<Court>,
    req: HttpRequest,
    party: Party,
    key: IdempotencyKey,
    mut form: Multipart,
) -> Result<HttpResponse, Problem> {
    // Before a long body is kept in vain.
    let room = take_in::check_room(&court, court.store.db(), party.id, announced(&req)).await;
    if let Err(full) = room {
        while let Some(Ok(field)) = form.next().await {
            drain(field).await;
        }
        return Err(full);
    }
    let (said, file) = read_form(&court, party.id, form).await?;
    let body = format!("{}\n{}\n{}", said.purpose.name(), said.name, file.sha256);
    let run = match court
        .claim(key, party.id, "create_upload", body.as_bytes())
        .await?
    {
        Claim::Replay(answer) => return Ok(answer),
        Claim::Run(run) => run,
    };
    if let Some(row) = take_in::same_again(court.store.db(), &said, &file).await? {
        return answer_again(&court, &run, &row).await;
    }
    let row = take_in::keep(&court, &said, &file).await?;
    let written = write(&court, &run, &row).await;
    if written.is_err() {
        take_in::forget(&court, &row).await;
    }
    written
}

async fn write(court: &Court, run: &Run, row: &upload::Model) -> Result<HttpResponse, Problem> {
    let tx = court.store.write().await?;
    take_in::check_room(
        court,
        &tx,
        row.owner_id,
        u64::try_from(row.size).unwrap_or(0),
    )
    .await?;
    take_in::write_down(&tx, row, court.now()).await?;
    let answer = run
        .answer(&tx, StatusCode::CREATED, &UploadView::of(row))
        .await?;
    court.commit(tx).await?;
    Ok(answer)
}

async fn answer_again(
    court: &Court,
    run: &Run,
    row: &upload::Model,
) -> Result<HttpResponse, Problem> {
    let tx = court.store.write().await?;
    let answer = run
        .answer(&tx, StatusCode::CREATED, &UploadView::of(row))
        .await?;
    court.commit(tx).await?;
    Ok(answer)
}

fn announced(req: &HttpRequest) -> u64 {
    req.headers()
        .get(CONTENT_LENGTH)
        .and_then(|value| value.to_str().ok()?.parse().ok())
        .unwrap_or(0)
}

/// Reads the form field by field, in whatever order they come; the file goes to disk.
async fn read_form(
    court: &Court,
    owner_id: Uuid,
    mut form: Multipart,
) -> Result<(Said, Arrived), Problem> {
    let (mut file, mut own_name, mut name, mut purpose) = (None, None, None, None);
    while let Some(field) = form.next().await {
        let field = field.map_err(of_form)?;
        match field.name() {
            Some("file") if file.is_none() => {
                own_name = name_of(&field);
                file = Some(read_file(court, field).await?);
            }
            Some("purpose") if purpose.is_none() => purpose = Some(word(field).await?),
            Some("name") if name.is_none() => name = Some(word(field).await?),
            other => return Err(unexpected(other.unwrap_or(""))),
        }
    }
    let said = Said {
        owner_id,
        name: name.or(own_name).unwrap_or_default(),
        purpose: purpose_of(purpose)?,
    };
    match file {
        Some(file) => Ok((said, file)),
        None => Err(missing("/file")),
    }
}

async fn read_file(court: &Court, field: Field) -> Result<Arrived, Problem> {
    let limits = &court.settings.uploads;
    let arrived = receive(&court.blobs, field, |head| limit_of_head(head, limits)).await;
    match arrived {
        Ok(file) if file.size == 0 => Err(Problem::new(&errors::EMPTY)),
        Err(Failed::TooMuch { seen, most, head }) => Err(cut_short(seen, most, &head, limits)),
        other => Ok(other?),
    }
}

/// The name that the sender's system gave, by `filename*` where it is there.
fn name_of(field: &Field) -> Option<String> {
    let disposition = field.content_disposition()?;
    let in_full = disposition.parameters.iter().find_map(|param| match param {
        DispositionParam::FilenameExt(value) => String::from_utf8(value.value.clone()).ok(),
        _ => None,
    });
    in_full.or_else(|| disposition.get_filename().map(str::to_owned))
}

async fn word(mut field: Field) -> Result<String, Problem> {
    let bytes = match field.bytes(WORD).await {
        Ok(bytes) => bytes.map_err(of_form)?,
        Err(_) => return Err(Problem::new(&common::TOO_LARGE)),
    };
    String::from_utf8(bytes.to_vec()).map_err(|_| Problem::new(&errors::NOT_MULTIPART))
}

fn of_form(error: actix_multipart::MultipartError) -> Problem {
    use actix_multipart::MultipartError as Error;
    Problem::new(match error {
        Error::Incomplete | Error::Payload(_) => &errors::TRUNCATED,
        _ => &errors::NOT_MULTIPART,
    })
}

fn purpose_of(given: Option<String>) -> Result<Purpose, Problem> {
    let Some(given) = given else {
        return Err(missing("/purpose"));
    };
    Purpose::of_name(&given).ok_or_else(|| {
        let names = Purpose::ALL.map(Purpose::name).join("、");
        let words = Words::new(
            format!("请从这些里选一个：{names}。"),
            format!("Use one of: {names}."),
        );
        Problem::invalid(vec![FieldError::new(
            "/purpose",
            "field.not_in_list",
            words,
        )])
    })
}

fn missing(pointer: &'static str) -> Problem {
    let words = Words::fixed("请填写这一项。", "This field is required.");
    Problem::invalid(vec![FieldError::new(pointer, "field.required", words)])
}

fn unexpected(field: &str) -> Problem {
    let words = Words::fixed(
        "没有这一项，或写了两次，请去掉。",
        "There is no such field, or it is given twice. Leave it out.",
    );
    // The name is the sender's own: cut, so that the answer stays small.
    let name: String = field.chars().take(50).collect();
    let pointer = format!("/{}", name.replace('~', "~0").replace('/', "~1"));
    Problem::invalid(vec![FieldError::new(pointer, "field.unknown", words)])
}
