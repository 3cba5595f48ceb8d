//! `POST /api/v1/desk/cases/{id}/deliveries`: the clerk chooses papers and addressees.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, post, web};
use data_encoding::BASE32_NOPAD;
use sea_orm::prelude::*;
use sea_orm::{ActiveValue::Set, DatabaseTransaction};
use serde::Deserialize;
use serde_json::json;
use utoipa::ToSchema;

use super::access::{Server, address_of};
use super::errors;
use super::model::{address, delivery};
use super::moves::{advance, is_decision};
use super::send::send;
use super::words::{DeskDelivery, Prepared, desk_view};
use crate::court::Court;
use crate::kit::i18n::{Lang, Words};
use crate::kit::idempotency::{Claim, IdempotencyKey};
use crate::kit::ids::{PathId, new_id};
use crate::kit::json::Json;
use crate::kit::problem::{Problem, is_unique_violation};
use crate::kit::vault::random_bytes;
use crate::law::Named;
use crate::law::machine::State as _;
use crate::law::machine::service::{Event, State};
use crate::law::service_of_documents::{AddressSource, Consent};
use crate::rooms::cases::{self, By, CaseInfo, DocumentInfo, PartyInfo};

const MOST_DOCUMENTS: usize = 20;
const MOST_PARTIES: usize = 150;

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewDeliveries, example = json!({"document_ids": ["0193a1f0-7c1e-7000-8000-0000000000d1"], "party_ids": ["0193a1f0-7c1e-7000-8000-0000000000e1"], "send": true}))]
pub struct Wanted {
    #[schema(min_items = 1, max_items = 20)]
    pub document_ids: Vec<Uuid>,
    #[schema(min_items = 1, max_items = 150)]
    pub party_ids: Vec<Uuid>,
    /// Sends at once what can be sent; what waits for an address or for joining stays prepared.
    #[serde(default)]
    pub send: bool,
}

impl Wanted {
    fn checked(mut self) -> Result<Wanted, Problem> {
        self.document_ids.sort_unstable();
        self.document_ids.dedup();
        self.party_ids.sort_unstable();
        self.party_ids.dedup();
        let fits = |count: usize, most: usize| (1..=most).contains(&count);
        if !fits(self.document_ids.len(), MOST_DOCUMENTS) {
            return Err(wrong(
                "/document_ids",
                "请选 1 到 20 份文书。",
                "Choose 1 to 20 papers.",
            ));
        }
        if !fits(self.party_ids.len(), MOST_PARTIES) {
            return Err(wrong(
                "/party_ids",
                "请选 1 到 150 位当事人。",
                "Choose 1 to 150 parties.",
            ));
        }
        Ok(self)
    }
}

fn wrong(pointer: &str, zh: &'static str, en: &'static str) -> Problem {
    Problem::field(pointer, "field.count", Words::fixed(zh, en))
}

/// Prepares the service of papers on parties, and sends what can be sent.
#[utoipa::path(operation_id = "prepare_deliveries", tag = "delivery", request_body = Wanted, security(("desk" = [])),
    params(("id" = Uuid, Path, description = "Of the case"), ("Idempotency-Key" = Option<String>, Header, description = "Repeats safely for 24 hours")),
    responses((status = 201, description = "Prepared", body = Prepared)),
    extensions(("x-errors" = json!(["desk.role_missing", "request.not_found", "cases.no_such_document", "delivery.already_prepared", "delivery.no_bench",
        "state.not_allowed", "cache.unavailable", "idempotency.mismatch", "idempotency.in_flight", "idempotency.key_malformed"]))))]
#[post("/api/v1/desk/cases/{id}/deliveries")]
pub async fn prepare_deliveries(
    court: web::Data<Court>,
    server: Server,
    id: PathId,
    lang: Lang,
    key: IdempotencyKey,
    body: Json<Wanted>,
) -> Result<HttpResponse, Problem> {
    let run = match court
        .claim(key, server.id(), "prepare_deliveries", &body.raw)
        .await?
    {
        Claim::Replay(answer) => return Ok(answer),
        Claim::Run(run) => run,
    };
    let wanted = body.into_inner().checked()?;
    let tx = court.store.write().await?;
    let case = cases::info_for_change(&tx, id.0).await?;
    let all = cases::parties(&court, &tx, case.id).await?;
    let mut items: Vec<DeskDelivery> = Vec::new();
    for document_id in &wanted.document_ids {
        let document = cases::document(&tx, case.id, *document_id).await?;
        for party_id in &wanted.party_ids {
            let party = all.iter().find(|party| party.id == *party_id);
            let party = party.ok_or_else(|| {
                wrong(
                    "/party_ids",
                    "请从本案当事人里选。",
                    "Choose among the parties of this case.",
                )
            })?;
            let row = insert(&court, &tx, &case, &document, party, server.id()).await?;
            let row = settle_consent(&court, &tx, row).await?;
            let row = match wanted.send && can_go(&row) {
                true => send(&court, &tx, row, &server.by_clerk_first()).await?,
                false => row,
            };
            items.push(desk_view(&tx, row, lang).await?);
        }
    }
    let answer = run
        .answer(&tx, StatusCode::CREATED, &Prepared { items })
        .await?;
    court.commit(tx).await?;
    Ok(answer)
}

/// What can be sent without another act: ready, with somebody in the app, and covered by the consent.
fn can_go(row: &delivery::Model) -> bool {
    row.state == State::Ready.id()
        && row.person_id.is_some()
        && (row.covers_decisions || !is_decision(row))
}

async fn insert(
    court: &Court,
    tx: &DatabaseTransaction,
    case: &CaseInfo,
    document: &DocumentInfo,
    party: &PartyInfo,
    by: Uuid,
) -> Result<delivery::Model, Problem> {
    let known = address_of(tx, party.id).await?;
    let (consent, covers, source) = basis_of(known.as_ref());
    delivery::ActiveModel {
        id: Set(new_id()),
        case_id: Set(case.id),
        case_number: Set(case.number.clone()),
        document_id: Set(document.id),
        document_title: Set(document.title.clone()),
        document_kind: Set(document.kind.id().to_owned()),
        party_id: Set(party.id),
        party_name: Set(party.name.clone()),
        side: Set(party.side.id().to_owned()),
        person_id: Set(party.person_id),
        open_key: Set(Some(format!("{}:{}", document.id, party.id))),
        state: Set(State::INITIAL.id().to_owned()),
        version: Set(1),
        consent: Set(consent.id().to_owned()),
        covers_decisions: Set(covers),
        source: Set(source.map(|source| source.id().to_owned())),
        sent_at: Set(None),
        arrived_at: Set(None),
        opened_at: Set(None),
        receipt_at: Set(None),
        served_at: Set(None),
        mode: Set(None),
        check_token: Set(BASE32_NOPAD.encode(&random_bytes::<15>())),
        certified_at: Set(None),
        remind_at: Set(None),
        reminded: Set(0),
        ends_at: Set(None),
        published_on: Set(None),
        outside_prc: Set(false),
        note: Set(None),
        created_at: Set(court.now()),
        created_by: Set(by),
    }
    .insert(tx)
    .await
    .map_err(|error| match is_unique_violation(&error) {
        true => Problem::new(&errors::ALREADY_PREPARED),
        false => Problem::from(error),
    })
}

/// Which of the grounds of OLR 29 the address on file is.
pub fn basis_of(known: Option<&address::Model>) -> (Consent, bool, Option<AddressSource>) {
    match known {
        None => (Consent::None, false, None),
        Some(row) if !row.electronic => (Consent::Refused, false, None),
        Some(row) if row.source == AddressSource::Confirmed.id() => (
            Consent::Express,
            row.covers_decisions,
            Some(AddressSource::Confirmed),
        ),
        Some(row) => (
            Consent::AddressOffered,
            row.covers_decisions,
            Some(AddressSource::Supplied),
        ),
    }
}

/// With a ground of consent on file the delivery is ready; which ground stands with the move.
async fn settle_consent(
    court: &Court,
    tx: &DatabaseTransaction,
    row: delivery::Model,
) -> Result<delivery::Model, Problem> {
    if row.source.is_none() {
        return Ok(row);
    }
    let facts = json!({"consent": row.consent, "source": row.source});
    advance(
        court,
        tx,
        row,
        Event::ConsentKnown,
        &By::system(),
        facts,
        |_| {},
    )
    .await
}
