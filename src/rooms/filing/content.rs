//! What a person files: the content of a filing, every part optional while it is a draft.

use std::collections::BTreeMap;

use serde::{Deserialize, Deserializer, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::guides;

/// For whom the person acts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ActingFor {
    /// In person, as the first plaintiff.
    #[serde(rename = "self")]
    Myself,
    /// As guardian of the first plaintiff (CPL 60).
    Ward,
    /// As legal representative of the first plaintiff (CPL 51).
    Organisation,
}

/// Whether to talk with a mediator first (OMR 4: voluntary).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum MediationWish {
    Accept,
    Decline,
    Unsure,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = FilingPartyKind)]
pub enum PartyKind {
    Person,
    Organisation,
}

/// How the guardian stands to the ward.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Relation {
    Parent,
    Spouse,
    AdultChild,
    OtherRelative,
    Appointed,
}

/// The content of a filing. A field that is not there yet is left out or null.
#[derive(Clone, Default, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
#[schema(as = FilingContent, example = json!({"cause": "online_shopping_contract", "acting_for": "self", "mediation": "accept", "online_litigation": true,
    "plaintiffs": [{"kind": "person", "name": "张三", "id_type": "prc_resident_id", "id_number": "110101190001010014", "phone": "13800138000", "address": "北京市东城区某某路1号"}],
    "defendants": [{"kind": "organisation", "name": "某某科技有限公司", "id_type": "uscc", "id_number": "91350100M000100Y43", "address": "福州市某某路2号"}],
    "claims": [{"text": "请求判令被告退还货款", "amount_fen": 128000}],
    "facts": {"summary": "2026年9月1日，原告在被告的网店购买手机一部，收到后发现为翻新机。", "elements": {}},
    "evidence": [{"upload_id": "0193a1f0-7c1e-7000-8000-0000000000f1", "name": "订单截图", "proves": "合同成立"}],
    "service_address": {"recipient": "张三", "phone": "13800138000", "postal": "北京市东城区某某路1号", "electronic": true},
    "signature_upload_id": "0193a1f0-7c1e-7000-8000-0000000000f2"}))]
pub struct Content {
    /// A code of `GET /api/v1/causes`.
    #[schema(nullable = true)]
    pub cause: Option<String>,
    pub acting_for: Option<ActingFor>,
    pub guardian: Option<Guardian>,
    pub mediation: Option<MediationWish>,
    /// Whether the person wants to litigate online (OLR 4).
    pub online_litigation: Option<bool>,
    #[serde(deserialize_with = "null_is_none")]
    #[schema(max_items = 50)]
    pub plaintiffs: Vec<PartyEntry>,
    #[serde(deserialize_with = "null_is_none")]
    #[schema(max_items = 50)]
    pub defendants: Vec<PartyEntry>,
    #[serde(deserialize_with = "null_is_none")]
    #[schema(max_items = 50)]
    pub third_parties: Vec<PartyEntry>,
    #[serde(deserialize_with = "null_is_none")]
    #[schema(max_items = 100)]
    pub claims: Vec<Claim>,
    pub facts: Option<FactsGiven>,
    #[serde(deserialize_with = "null_is_none")]
    #[schema(max_items = 200)]
    pub evidence: Vec<EvidenceEntry>,
    pub service_address: Option<ServiceAddress>,
    pub signature_upload_id: Option<Uuid>,
    /// The name typed instead of drawn (OLR 33: confirming online is a signature too).
    pub signature_typed: Option<String>,
    /// Version of the rights notice that was read.
    pub rights_notice_version: Option<String>,
}

/// Guardian of a plaintiff without full capacity; the guardian is the verified person.
#[derive(Clone, Default, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Guardian {
    pub relation: Option<Relation>,
    #[serde(deserialize_with = "null_is_none")]
    #[schema(max_items = 20)]
    pub proof_upload_ids: Vec<Uuid>,
}

/// A party as the plaintiff names it.
#[derive(Clone, Default, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
#[schema(as = FilingParty)]
pub struct PartyEntry {
    pub kind: Option<PartyKind>,
    pub name: Option<String>,
    /// A group of identity numbers: `prc_resident_id`, `uscc`, `passport`, ...
    pub id_type: Option<String>,
    pub id_number: Option<String>,
    pub phone: Option<String>,
    pub address: Option<String>,
    /// `male` or `female`; read off a resident ID when left out.
    pub gender: Option<Gender>,
    /// `YYYY-MM-DD`; read off a resident ID when left out.
    pub born_on: Option<chrono::NaiveDate>,
    pub legal_representative: Option<LegalRepresentative>,
    #[serde(deserialize_with = "null_is_none")]
    #[schema(max_items = 20)]
    pub id_paper_upload_ids: Vec<Uuid>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Gender {
    Male,
    Female,
}

/// Who speaks for an organisation (CPL 51).
#[derive(Clone, Default, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
pub struct LegalRepresentative {
    pub name: Option<String>,
    /// 经理, 执行董事, ...
    pub position: Option<String>,
}

#[derive(Clone, Default, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
#[schema(as = FilingClaim)]
pub struct Claim {
    pub text: Option<String>,
    /// Fen; null when the claim asks for no money.
    #[schema(minimum = 1, maximum = 999_999_999_999_999_i64)]
    pub amount_fen: Option<i64>,
}

#[derive(Clone, Default, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
pub struct FactsGiven {
    /// What happened, in the person's own words.
    pub summary: Option<String>,
    /// Answers to the questions of the cause's guide, by key.
    #[serde(deserialize_with = "null_is_none")]
    pub elements: BTreeMap<String, Answer>,
}

/// An answer to a guide's question: words, yes or no, or fen.
#[derive(Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(untagged)]
pub enum Answer {
    YesNo(bool),
    Fen(i64),
    Words(String),
}

#[derive(Clone, Default, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
#[schema(as = FilingEvidence)]
pub struct EvidenceEntry {
    pub upload_id: Option<Uuid>,
    pub name: Option<String>,
    /// What it is to prove (Evid. 19).
    pub proves: Option<String>,
}

/// Where papers go, and whether electronically (OLR 29; Interp. 136).
#[derive(Clone, Default, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
pub struct ServiceAddress {
    pub recipient: Option<String>,
    pub phone: Option<String>,
    pub email: Option<String>,
    pub postal: Option<String>,
    /// Consent to electronic service.
    pub electronic: Option<bool>,
    /// Judgments and rulings too (OLR 29 asks this apart).
    pub electronic_decisions: Option<bool>,
}

/// Lists may be null in a part-filled draft.
fn null_is_none<'de, D, T>(deserializer: D) -> Result<T, D::Error>
where
    D: Deserializer<'de>,
    T: Default + Deserialize<'de>,
{
    Ok(Option::<T>::deserialize(deserializer)?.unwrap_or_default())
}

/// One of the three sides, with the name of its list.
pub const SIDES: [&str; 3] = ["plaintiffs", "defendants", "third_parties"];

impl Content {
    pub fn side(&self, side: &str) -> &[PartyEntry] {
        match side {
            "plaintiffs" => &self.plaintiffs,
            "defendants" => &self.defendants,
            _ => &self.third_parties,
        }
    }

    pub fn claimed_fen(&self) -> i64 {
        self.claims
            .iter()
            .filter_map(|claim| claim.amount_fen)
            .fold(0, i64::saturating_add)
    }

    /// Every claim asks for money (CPL 165: small claims).
    pub fn is_money_only(&self) -> bool {
        !self.claims.is_empty() && self.claims.iter().all(|claim| claim.amount_fen.is_some())
    }

    /// 张三 诉 某某公司; with 等 N 人 where there are more.
    pub fn title(&self) -> String {
        let names = |parties: &[PartyEntry]| {
            let first = parties
                .first()
                .and_then(|party| party.name.as_deref())
                .map(str::trim)
                .filter(|name| !name.is_empty());
            match (first, parties.len()) {
                (None, _) => None,
                (Some(name), 1) => Some(name.to_owned()),
                (Some(name), count) => Some(format!("{name} 等 {count} 人")),
            }
        };
        match (names(&self.plaintiffs), names(&self.defendants)) {
            (Some(ours), Some(theirs)) => format!("{ours} 诉 {theirs}"),
            (Some(ours), None) => ours,
            (None, Some(theirs)) => format!("诉 {theirs}"),
            (None, None) => String::new(),
        }
    }

    /// Whether a JSON Pointer names a place that this content has, filled in or still open.
    pub fn has_place(&self, pointer: &str) -> bool {
        let mut whole = self.clone();
        whole.facts.get_or_insert_default();
        whole.guardian.get_or_insert_default();
        whole.service_address.get_or_insert_default();
        let sides = [
            &mut whole.plaintiffs,
            &mut whole.defendants,
            &mut whole.third_parties,
        ];
        for party in sides.into_iter().flatten() {
            party.legal_representative.get_or_insert_default();
        }
        let asked = |key: &str| {
            let cause = self.cause.as_deref().unwrap_or_default();
            guides::question_and_options(cause).any(|(known, ..)| known == key)
        };
        serde_json::to_value(&whole).is_ok_and(|value| value.pointer(pointer).is_some())
            || pointer.strip_prefix("/facts/elements/").is_some_and(asked)
    }

    /// Every upload that the content names.
    pub fn upload_ids(&self) -> Vec<Uuid> {
        let papers = SIDES
            .iter()
            .flat_map(|side| self.side(side))
            .flat_map(|party| party.id_paper_upload_ids.iter().copied());
        let mut ids: Vec<Uuid> = self
            .evidence
            .iter()
            .filter_map(|entry| entry.upload_id)
            .chain(papers)
            .chain(
                self.guardian
                    .iter()
                    .flat_map(|guardian| guardian.proof_upload_ids.iter().copied()),
            )
            .chain(self.signature_upload_id)
            .collect();
        ids.sort_unstable();
        ids.dedup();
        ids
    }
}
