//! 起诉状: what the person wrote, as the court reads it (CPL 124).

use chrono::NaiveDate;
use secrecy::ExposeSecret;
use uuid::Uuid;

use super::cause_on_paper;
use crate::court::Court;
use crate::kit::clock::{shanghai, shanghai_day};
use crate::kit::problem::Problem;
use crate::law::Named;
use crate::law::identity_number::{IdentityNumber, Kind};
use crate::law::machine::filing::State;
use crate::ports::pdf::{self, Paper};
use crate::rooms::filing::access::state_of;
use crate::rooms::filing::content::{
    ActingFor, Answer, Content, Gender, PartyEntry, PartyKind, Relation,
};
use crate::rooms::filing::guides::{self, ElementKind};
use crate::rooms::filing::model::filing;
use crate::rooms::identity::Verified;
use crate::rooms::uploads::{self, Stored, Variant};

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
