//! 送达地址确认书: where, and whether electronically, a party is served.

use actix_web::{HttpResponse, get, put, web};
use sea_orm::prelude::*;
use sea_orm::{ActiveValue::Set, ConnectionTrait, DatabaseTransaction, IntoActiveModel};
use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::ToSchema;

use super::access::address_of;
use super::errors;
use super::model::{address, delivery};
use super::moves::{advance, is_decision};
use super::prepare::basis_of;
use super::send::send;
use crate::court::Court;
use crate::kit::audit::{Act, Actor};
use crate::kit::auth::Party;
use crate::kit::i18n::Words;
use crate::kit::ids::{PathId, new_id};
use crate::kit::json::Json;
use crate::kit::problem::{FieldError, Problem, common};
use crate::law::Named;
use crate::law::machine::service::{Event, State};
use crate::law::machine::{self};
use crate::law::service_of_documents::AddressSource;
use crate::rooms::cases::{self, By, PartyInfo};
use crate::rooms::identity::{self, Assurance};

const PHONE: &str = "service_addresses.phone";
const EMAIL: &str = "service_addresses.email";
const POSTAL: &str = "service_addresses.postal";
const LONGEST: usize = 200;

/// An address that a party gave in a pleading.
pub struct NewAddress {
    pub party_id: Uuid,
    pub recipient: String,
    pub phone: Option<String>,
    pub email: Option<String>,
    pub postal: Option<String>,
    pub electronic: bool,
}

/// Takes up the address of a complaint: given in a pleading, it is itself consent to procedural papers (OLR 29(2)3).
pub async fn supply_address(
    court: &Court,
    tx: &DatabaseTransaction,
    case_id: Uuid,
    new: NewAddress,
) -> Result<(), Problem> {
    let body = AddressBody {
        recipient: new.recipient,
        phone: new.phone,
        email: new.email,
        postal: new.postal,
        electronic: new.electronic,
        covers_decisions: false,
    };
    let (source, person) = (AddressSource::Supplied, None);
    insert(court, tx, (case_id, new.party_id), person, source, &body).await?;
    Ok(())
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = CaseServiceAddressBody, example = json!({"recipient": "李四", "phone": "13900139000", "email": null, "postal": "福州市某某路2号",
    "electronic": true, "covers_decisions": true}))]
pub struct AddressBody {
    #[schema(max_length = 200)]
    pub recipient: String,
    #[schema(max_length = 200)]
    pub phone: Option<String>,
    #[schema(max_length = 200)]
    pub email: Option<String>,
    #[schema(max_length = 200)]
    pub postal: Option<String>,
    /// Papers may come to this account.
    pub electronic: bool,
    /// Judgments, rulings and mediation statements too (CPL 90). Only with `electronic`.
    #[serde(default)]
    pub covers_decisions: bool,
}

impl AddressBody {
    fn checked(mut self) -> Result<AddressBody, Problem> {
        let mut faults = Vec::new();
        self.recipient = self.recipient.trim().to_owned();
        if self.recipient.is_empty() {
            faults.push(fault(
                "/recipient",
                "请写收件人姓名。",
                "Write who receives the papers.",
            ));
        }
        for (pointer, field) in [
            ("/phone", &mut self.phone),
            ("/email", &mut self.email),
            ("/postal", &mut self.postal),
        ] {
            *field = field
                .take()
                .map(|text| text.trim().to_owned())
                .filter(|text| !text.is_empty());
            if field
                .as_ref()
                .is_some_and(|text| text.chars().count() > LONGEST)
            {
                faults.push(fault(
                    pointer,
                    "太长了，请不超过 200 个字。",
                    "Too long: at most 200 characters.",
                ));
            }
        }
        if !self.electronic && self.postal.is_none() {
            faults.push(fault(
                "/postal",
                "不同意电子送达的，请写能收到信的地址。",
                "Without electronic service an address for letters is needed.",
            ));
        }
        if self.covers_decisions && !self.electronic {
            faults.push(fault(
                "/covers_decisions",
                "同意电子送达后才能选这一项。",
                "This goes with electronic service only.",
            ));
        }
        match faults.is_empty() {
            true => Ok(self),
            false => Err(Problem {
                errors: faults,
                ..Problem::new(&common::INVALID)
            }),
        }
    }
}

fn fault(pointer: &str, zh: &'static str, en: &'static str) -> FieldError {
    FieldError::new(pointer.to_owned(), "field.invalid", Words::fixed(zh, en))
}

#[derive(Serialize, ToSchema)]
#[schema(as = CaseServiceAddress, example = json!({"recipient": "李四", "phone": "13900139000", "email": null, "postal": "福州市某某路2号",
    "electronic": true, "covers_decisions": true, "source": "confirmed"}))]
pub struct AddressView {
    pub recipient: String,
    pub phone: Option<String>,
    pub email: Option<String>,
    pub postal: Option<String>,
    pub electronic: bool,
    pub covers_decisions: bool,
    /// `supplied` in a pleading, or `confirmed` to the court.
    pub source: String,
}

fn view(court: &Court, row: &address::Model) -> Result<AddressView, Problem> {
    let open = |context: &str, sealed: &Option<String>| -> Result<Option<String>, Problem> {
        let Some(sealed) = sealed else {
            return Ok(None);
        };
        let plain = court
            .vault
            .open(context, sealed)
            .map_err(|error| Problem::new(&common::INTERNAL).because(error))?;
        Ok(Some(plain.expose_secret().to_owned()))
    };
    Ok(AddressView {
        recipient: row.recipient.clone(),
        phone: open(PHONE, &row.phone_sealed)?,
        email: open(EMAIL, &row.email_sealed)?,
        postal: open(POSTAL, &row.postal_sealed)?,
        electronic: row.electronic,
        covers_decisions: row.covers_decisions,
        source: row.source.clone(),
    })
}

/// My address for service in a case.
#[utoipa::path(operation_id = "get_service_address", tag = "delivery", security(("party" = [])),
    params(("id" = Uuid, Path, description = "Of the case")),
    responses((status = 200, description = "The address that counts", body = AddressView)),
    extensions(("x-function" = json!("address_confirm")), ("x-errors" = json!(["request.not_found", "delivery.address_missing"]))))]
#[get("/api/v1/cases/{id}/service-address")]
pub async fn get_service_address(
    court: web::Data<Court>,
    party: Party,
    id: PathId,
) -> Result<web::Json<AddressView>, Problem> {
    let db = court.store.db();
    let mine = cases::my_party(&court, db, &party, id.0).await?;
    let row = address_of(db, mine.id).await?;
    view(&court, &row.ok_or(&errors::ADDRESS_MISSING)?).map(web::Json)
}

/// Confirms my address for service. What waited for it goes out, or turns to other ways.
#[utoipa::path(operation_id = "confirm_service_address", tag = "delivery", request_body = AddressBody, security(("party" = [])),
    params(("id" = Uuid, Path, description = "Of the case")),
    responses((status = 200, description = "The address that counts now", body = AddressView)),
    extensions(("x-function" = json!("address_confirm")), ("x-errors" = json!(["request.not_found", "identity.assurance_too_low"]))))]
#[put("/api/v1/cases/{id}/service-address")]
pub async fn confirm_service_address(
    court: web::Data<Court>,
    party: Party,
    id: PathId,
    body: Json<AddressBody>,
) -> Result<HttpResponse, Problem> {
    let mine = cases::my_party(&court, court.store.db(), &party, id.0).await?;
    identity::require(&court, &party, Assurance::L3).await?;
    let body = body.into_inner().checked()?;
    let tx = court.store.write().await?;
    let of = (id.0, mine.id);
    let source = AddressSource::Confirmed;
    let row = insert(&court, &tx, of, Some(party.id), source, &body).await?;
    take_effect(&court, &tx, &mine, &row, &party).await?;
    let view = view(&court, &row)?;
    court.commit(tx).await?;
    Ok(HttpResponse::Ok().json(view))
}

async fn insert(
    court: &Court,
    tx: &DatabaseTransaction,
    (case_id, party_id): (Uuid, Uuid),
    person_id: Option<Uuid>,
    source: AddressSource,
    body: &AddressBody,
) -> Result<address::Model, Problem> {
    let seal = |context: &str, plain: &Option<String>| {
        plain.as_ref().map(|plain| {
            court
                .vault
                .seal(context, &SecretString::from(plain.clone()))
        })
    };
    let (id, now) = (new_id(), court.now());
    let row = address::ActiveModel {
        id: Set(id),
        case_id: Set(case_id),
        party_id: Set(party_id),
        person_id: Set(person_id),
        recipient: Set(body.recipient.clone()),
        phone_sealed: Set(seal(PHONE, &body.phone)),
        email_sealed: Set(seal(EMAIL, &body.email)),
        postal_sealed: Set(seal(POSTAL, &body.postal)),
        electronic: Set(body.electronic),
        covers_decisions: Set(body.covers_decisions),
        source: Set(source.id().to_owned()),
        at: Set(now),
    }
    .insert(tx)
    .await?;
    let act = Act {
        actor: person_id.map_or(Actor::System, Actor::Person),
        act: "delivery.confirm_address",
        subject_kind: "case",
        subject_id: case_id,
        from: None,
        to: Some(if body.electronic {
            "electronic"
        } else {
            "offline"
        }),
        basis: Some("OLR 29; Interp. 137"),
    };
    act.record(tx, now).await?;
    Ok(row)
}

/// Deliveries to this party that have not gone out follow the new address; what was sent stays as it was sent.
async fn take_effect(
    court: &Court,
    tx: &DatabaseTransaction,
    mine: &PartyInfo,
    address: &address::Model,
    party: &Party,
) -> Result<(), Problem> {
    let (consent, covers, source) = basis_of(Some(address));
    let by = By::party(machine::Actor::Party, party.id, mine.name.clone());
    for row in waiting(tx, mine.id).await? {
        let asked = row.state == State::AwaitingConsent.id();
        let mut change = row.into_active_model();
        change.consent = Set(consent.id().to_owned());
        change.covers_decisions = Set(covers);
        change.source = Set(source.map(|source| source.id().to_owned()));
        change.ends_at = Set(None);
        let row = change.update(tx).await?;
        let facts = json!({"consent": consent.id(), "covers_decisions": covers});
        let row = match (asked, address.electronic) {
            (true, true) => advance(court, tx, row, Event::Consent, &by, facts, |_| {}).await?,
            (true, false) => {
                advance(court, tx, row, Event::RefuseOrSilent, &by, facts, |_| {}).await?;
                continue;
            }
            (false, true) if row.state == State::Prepared.id() => {
                let event = Event::ConsentKnown;
                advance(court, tx, row, event, &By::system(), facts, |_| {}).await?
            }
            _ => continue,
        };
        if asked && (covers || !is_decision(&row)) {
            send(court, tx, row, &By::system()).await?;
        }
    }
    Ok(())
}

async fn waiting(db: &impl ConnectionTrait, party_id: Uuid) -> Result<Vec<delivery::Model>, DbErr> {
    let states = [
        State::Prepared.id(),
        State::AwaitingConsent.id(),
        State::Ready.id(),
    ];
    delivery::Entity::find()
        .filter(delivery::Column::PartyId.eq(party_id))
        .filter(delivery::Column::State.is_in(states))
        .all(db)
        .await
}
