//! The check before submitting: what is missing, with a place to jump to, and what to look at again.
//! It names and warns; whether to accept is for people to decide (PIPL 24).

use std::collections::HashSet;

use chrono::NaiveDate;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::content::{ActingFor, Content, PartyEntry, PartyKind, SIDES};
use super::guides;
use crate::kit::i18n::{Lang, Words};
use crate::kit::problem::FieldError;
use crate::law::Named;
use crate::law::identity_number::{IdentityNumber, Kind, Reason};
use crate::law::jurisdiction::{Rule, dispute_kind};

/// A page of the wizard.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = FilingStep)]
pub enum Step {
    Cause,
    Parties,
    Claims,
    Facts,
    Evidence,
    Service,
    Sign,
}

impl Step {
    /// The page on which a pointer into the content is edited.
    pub fn of(pointer: &str) -> Step {
        match pointer.split('/').nth(1).unwrap_or("") {
            "cause" => Step::Cause,
            "plaintiffs" | "defendants" | "third_parties" | "acting_for" | "guardian" => {
                Step::Parties
            }
            "claims" => Step::Claims,
            "facts" => Step::Facts,
            "evidence" => Step::Evidence,
            "service_address" | "mediation" | "online_litigation" => Step::Service,
            _ => Step::Sign,
        }
    }
}

/// One thing that is missing, or to be looked at again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    pub pointer: String,
    pub code: &'static str,
    pub words: Words,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = FilingFinding, example = json!({"pointer": "/plaintiffs/0/phone", "code": "field.required", "detail": "请填写联系电话。", "step": "parties"}))]
pub struct FindingView {
    /// JSON Pointer into the content.
    pub pointer: String,
    pub code: String,
    pub detail: String,
    pub step: Step,
}

impl Finding {
    pub fn view(&self, lang: Lang) -> FindingView {
        FindingView {
            pointer: self.pointer.clone(),
            code: self.code.to_owned(),
            detail: self.words.in_lang(lang).to_owned(),
            step: Step::of(&self.pointer),
        }
    }

    pub fn field_error(self) -> FieldError {
        FieldError::new(self.pointer, self.code, self.words)
    }
}

/// What the check knows beside the content.
pub struct Known<'a> {
    /// The verified person who files; none below L3.
    pub me: Option<Me<'a>>,
    /// The named uploads that are whole and the person's own.
    pub uploads: &'a HashSet<Uuid>,
    pub today: NaiveDate,
    pub rule: Rule,
}

pub struct Me<'a> {
    pub name: &'a str,
    pub id_number: &'a str,
    pub minor: bool,
}

#[derive(Default)]
pub struct Findings {
    /// Without these it cannot be submitted (CPL 122, 124; the guard of `submit`).
    pub missing: Vec<Finding>,
    pub warnings: Vec<Finding>,
}

pub fn check(content: &Content, known: &Known) -> Findings {
    let mut findings = Findings::default();
    findings.cause(content, known);
    findings.parties(content, known);
    findings.claims(content);
    findings.facts(content);
    findings.evidence(content, known);
    findings.service(content);
    findings.signature(content, known);
    findings
}

fn blank(text: Option<&str>) -> bool {
    text.is_none_or(|text| text.trim().is_empty())
}

impl Findings {
    fn miss(
        &mut self,
        pointer: impl Into<String>,
        code: &'static str,
        zh: &'static str,
        en: &'static str,
    ) {
        self.missing.push(Finding {
            pointer: pointer.into(),
            code,
            words: Words::fixed(zh, en),
        });
    }

    fn warn(&mut self, pointer: impl Into<String>, code: &'static str, words: Words) {
        self.warnings.push(Finding {
            pointer: pointer.into(),
            code,
            words,
        });
    }

    /// The list of the day of filing decides (J25; IC18 2).
    fn cause(&mut self, content: &Content, known: &Known) {
        let Some(kind) = content.cause.as_deref().and_then(dispute_kind) else {
            return self.miss(
                "/cause",
                "field.required",
                "请选择是什么纠纷。",
                "Choose the kind of dispute.",
            );
        };
        if !kind.under(known.rule).listed {
            self.missing.push(Finding {
                pointer: "/cause".to_owned(),
                code: "filing.elsewhere",
                words: kind.explanation(known.rule).into(),
            });
        }
    }

    fn parties(&mut self, content: &Content, known: &Known) {
        if content.plaintiffs.is_empty() {
            self.miss(
                "/plaintiffs",
                "filing.no_plaintiff",
                "请填写原告。",
                "Name the plaintiff.",
            );
        }
        // CPL 122(2): an identifiable defendant.
        if content.defendants.is_empty() {
            self.miss(
                "/defendants",
                "filing.no_defendant",
                "请填写被告，要让法院能认出是谁。",
                "Name the defendant, so that the court can tell who it is.",
            );
        }
        for side in SIDES {
            for (place, party) in content.side(side).iter().enumerate() {
                self.party(&format!("/{side}/{place}"), side, party, known);
            }
        }
        self.acting_for(content, known);
    }

    fn party(&mut self, at: &str, side: &str, party: &PartyEntry, known: &Known) {
        if party.kind.is_none() {
            self.miss(
                format!("{at}/kind"),
                "field.required",
                "请选择是个人还是单位。",
                "Choose person or organisation.",
            );
        }
        if blank(party.name.as_deref()) {
            self.miss(
                format!("{at}/name"),
                "field.required",
                "请填写姓名或单位全称。",
                "Give the full name.",
            );
        }
        let given = !blank(party.id_number.as_deref());
        if given {
            self.id_number(at, party, known.today);
        }
        if side == "plaintiffs" {
            self.plaintiff(at, party, given);
        } else if !given && blank(party.address.as_deref()) && blank(party.phone.as_deref()) {
            // CPL 124(2): enough to tell the defendant from others.
            self.miss(
                format!("{at}/address"),
                "filing.not_identifiable",
                "只有名字，法院找不到是谁。请再填地址、电话或证件号码中的一项。",
                "A name alone does not tell who it is. Add an address, a telephone or a number.",
            );
        }
        if side != "plaintiffs" && blank(party.phone.as_deref()) {
            self.warn(
                format!("{at}/phone"),
                "filing.no_phone",
                Words::fixed(
                    "没有对方的电话，送达可能会慢。知道的话请填上。",
                    "Without their telephone service may take longer. Add it if you know it.",
                ),
            );
        }
    }

    fn plaintiff(&mut self, at: &str, party: &PartyEntry, has_number: bool) {
        if blank(party.id_type.as_deref()) || !has_number {
            self.miss(
                format!("{at}/id_number"),
                "field.required",
                "请填写证件号码。",
                "Give the number of the document.",
            );
        }
        if blank(party.phone.as_deref()) {
            self.miss(
                format!("{at}/phone"),
                "field.required",
                "请填写联系电话。",
                "Give a telephone number.",
            );
        }
        if blank(party.address.as_deref()) {
            self.miss(
                format!("{at}/address"),
                "field.required",
                "请填写住址。",
                "Give the address.",
            );
        }
        let representative = party.legal_representative.as_ref();
        if party.kind == Some(PartyKind::Organisation)
            && blank(representative.and_then(|one| one.name.as_deref()))
        {
            // CPL 51: an organisation acts through its legal representative.
            self.miss(
                format!("{at}/legal_representative/name"),
                "field.required",
                "请填写法定代表人或者负责人的姓名。",
                "Name the legal representative.",
            );
        }
    }

    fn id_number(&mut self, at: &str, party: &PartyEntry, today: NaiveDate) {
        let Some(kind) = party.id_type.as_deref().and_then(Kind::from_id) else {
            return self.miss(
                format!("{at}/id_type"),
                "field.required",
                "请选择证件种类。",
                "Choose the kind of document.",
            );
        };
        let number = party.id_number.as_deref().unwrap_or_default();
        let Err(reason) = IdentityNumber::parse(kind, number, today) else {
            return;
        };
        let finding = Finding {
            pointer: format!("{at}/id_number"),
            code: "id_number.invalid",
            words: reason.words().into(),
        };
        // domain.md 2: a few genuine early credit codes fail the check digit; a clerk compares the licence.
        if kind == Kind::CreditCode
            && reason == Reason::Checksum
            && !party.id_paper_upload_ids.is_empty()
        {
            self.warnings.push(finding);
        } else {
            self.missing.push(finding);
        }
    }

    /// Who files must be who they say: the first plaintiff, or the one who acts for it.
    fn acting_for(&mut self, content: &Content, known: &Known) {
        let (Some(me), Some(first)) = (&known.me, content.plaintiffs.first()) else {
            return;
        };
        match content.acting_for.unwrap_or(ActingFor::Myself) {
            ActingFor::Myself => {
                let same = first.name.as_deref().map(str::trim) == Some(me.name)
                    && first
                        .id_number
                        .as_deref()
                        .map(|number| number.trim().to_uppercase())
                        == Some(me.id_number.to_uppercase());
                if !same && !blank(first.id_number.as_deref()) {
                    self.miss("/plaintiffs/0/name", "filing.not_you",
                        "第一原告和您核验过的身份不一致。为自己起诉请填您本人；替别人起诉请改“为谁办理”。",
                        "The first plaintiff is not the person you proved to be. Put yourself first, or change for whom you act.");
                }
                if me.minor {
                    // CPL 60: who lacks full capacity sues through the guardian.
                    self.miss("/acting_for", "filing.minor_needs_guardian",
                        "未满十八周岁，要由父母等监护人代为起诉。请让监护人用自己的账号办理，并选“替被监护人”。",
                        "Under eighteen one sues through a parent or guardian: let the guardian file from their own account, acting for a ward.");
                }
            }
            ActingFor::Ward => self.ward(content, known),
            ActingFor::Organisation => self.organisation(first, me),
        }
    }

    fn ward(&mut self, content: &Content, known: &Known) {
        let guardian = content.guardian.as_ref();
        if guardian.and_then(|guardian| guardian.relation).is_none() {
            self.miss(
                "/guardian/relation",
                "field.required",
                "请选择您和被监护人的关系。",
                "Choose how you stand to the ward.",
            );
        }
        let proofs = guardian
            .map(|guardian| guardian.proof_upload_ids.as_slice())
            .unwrap_or_default();
        if proofs.is_empty() || proofs.iter().any(|id| !known.uploads.contains(id)) {
            self.miss(
                "/guardian/proof_upload_ids",
                "filing.guardian_proof",
                "请拍照上传监护关系的证明，例如户口簿、出生证明。",
                "Add a proof of guardianship, such as the household register.",
            );
        }
    }

    fn organisation(&mut self, first: &PartyEntry, me: &Me) {
        if first.kind != Some(PartyKind::Organisation) {
            self.miss(
                "/plaintiffs/0/kind",
                "filing.not_an_organisation",
                "为单位起诉的，第一原告要是单位。",
                "Acting for an organisation, the first plaintiff is that organisation.",
            );
        }
        let named = first
            .legal_representative
            .as_ref()
            .and_then(|one| one.name.as_deref())
            .map(str::trim);
        if named.is_some_and(|name| !name.is_empty() && name != me.name) {
            self.miss(
                "/plaintiffs/0/legal_representative/name",
                "filing.not_you",
                "法定代表人和您核验过的身份不一致。请由法定代表人本人办理。",
                "The legal representative is not the person you proved to be.",
            );
        }
        if first.id_paper_upload_ids.is_empty() {
            self.miss(
                "/plaintiffs/0/id_paper_upload_ids",
                "filing.licence_missing",
                "请拍照上传营业执照和法定代表人身份证明书。",
                "Add photographs of the licence and the certificate of the legal representative.",
            );
        }
    }

    fn claims(&mut self, content: &Content) {
        if content.claims.is_empty() {
            // CPL 122(3): definite claims.
            self.miss(
                "/claims",
                "filing.no_claim",
                "请写明要对方做什么。",
                "Say what you ask for.",
            );
        }
        for (place, claim) in content.claims.iter().enumerate() {
            if blank(claim.text.as_deref()) {
                self.miss(
                    format!("/claims/{place}/text"),
                    "field.required",
                    "请写明这一项要对方做什么。",
                    "Say what you ask for in this claim.",
                );
            }
        }
    }

    fn facts(&mut self, content: &Content) {
        let facts = content.facts.as_ref();
        if blank(facts.and_then(|facts| facts.summary.as_deref())) {
            // CPL 124(3): facts and reasons.
            self.miss(
                "/facts/summary",
                "field.required",
                "请写写事情的经过。",
                "Tell what happened.",
            );
        }
        let Some(cause) = content.cause.as_deref() else {
            return;
        };
        for (key, zh, en) in guides::required_keys(cause) {
            if facts.is_none_or(|facts| !facts.elements.contains_key(key)) {
                self.warn(
                    format!("/facts/elements/{key}"),
                    "filing.element_open",
                    Words::new(
                        format!("还没有回答：{zh}"),
                        format!("Not answered yet: {en}"),
                    ),
                );
            }
        }
    }

    fn evidence(&mut self, content: &Content, known: &Known) {
        if content.evidence.is_empty() {
            // CPL 124(4): evidence and its source.
            self.miss(
                "/evidence",
                "filing.no_evidence",
                "请至少放上一份证据。",
                "Add at least one piece of evidence.",
            );
        }
        for (place, entry) in content.evidence.iter().enumerate() {
            let at = format!("/evidence/{place}");
            match entry.upload_id {
                Some(id) if known.uploads.contains(&id) => {}
                _ => self.miss(
                    format!("{at}/upload_id"),
                    "filing.upload_missing",
                    "这份文件还没有传完，请传完或者删掉。",
                    "This file has not arrived whole; send it or take it off the list.",
                ),
            }
            if blank(entry.name.as_deref()) {
                self.miss(
                    format!("{at}/name"),
                    "field.required",
                    "请给这份证据起个名字。",
                    "Name this piece of evidence.",
                );
            }
            if blank(entry.proves.as_deref()) {
                self.warn(
                    format!("{at}/proves"),
                    "filing.proves_nothing",
                    Words::fixed(
                        "写一句它能证明什么，法官更好懂。",
                        "Say in a sentence what it proves; the judge reads it more easily.",
                    ),
                );
            }
        }
    }

    fn service(&mut self, content: &Content) {
        let address = content.service_address.as_ref();
        let field = |pick: fn(&super::content::ServiceAddress) -> Option<&str>| {
            blank(address.and_then(pick))
        };
        if field(|address| address.recipient.as_deref()) {
            self.miss(
                "/service_address/recipient",
                "field.required",
                "请填写收件人。",
                "Name who receives papers.",
            );
        }
        if field(|address| address.phone.as_deref()) {
            self.miss(
                "/service_address/phone",
                "field.required",
                "请填写收件电话。",
                "Give the telephone for papers.",
            );
        }
        if field(|address| address.postal.as_deref()) {
            self.miss(
                "/service_address/postal",
                "field.required",
                "请填写送达地址。",
                "Give the address for papers.",
            );
        }
        if address.and_then(|address| address.electronic).is_none() {
            self.miss(
                "/service_address/electronic",
                "field.required",
                "请选择是否同意电子送达。",
                "Choose whether papers may come electronically.",
            );
        }
        if content.online_litigation.is_none() {
            // OLR 4: the parties choose.
            self.miss(
                "/online_litigation",
                "field.required",
                "请选择是否在线诉讼。",
                "Choose whether to litigate online.",
            );
        }
        if content.mediation.is_none() {
            self.miss(
                "/mediation",
                "field.required",
                "请选择是否愿意先调解。",
                "Choose whether to try mediation first.",
            );
        }
    }

    fn signature(&mut self, content: &Content, known: &Known) {
        let drawn = content
            .signature_upload_id
            .is_some_and(|id| known.uploads.contains(&id));
        let typed = match (&content.signature_typed, &known.me) {
            (Some(name), Some(me)) => name.trim() == me.name,
            _ => false,
        };
        if !drawn && !typed {
            self.miss(
                "/signature_upload_id",
                "filing.not_signed",
                "请签上您的姓名。",
                "Sign with your name.",
            );
        }
    }
}
