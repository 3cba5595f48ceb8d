//! The check before submitting: what is missing, with a place to jump to, and what to look at again.
//! It names and warns; whether to accept is for people to decide (PIPL 24).

mod parties;

use std::collections::HashSet;

use chrono::NaiveDate;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::content::Content;
use super::guides;
use crate::kit::i18n::{Lang, Words};
use crate::kit::problem::FieldError;
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

/// Given, and surely no telephone number: at least seven digits, at most those of
/// E.164 with an extension, and little beside them.
fn is_no_phone(text: Option<&str>) -> bool {
    let Some(text) = text.map(str::trim).filter(|text| !text.is_empty()) else {
        return false;
    };
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let plain = text
        .chars()
        .all(|sign| sign.is_ascii_digit() || " +-()（）—转,".contains(sign));
    !plain || !(7..=20).contains(&digits)
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
        } else if is_no_phone(address.and_then(|address| address.phone.as_deref())) {
            self.not_a_phone("/service_address/phone".to_owned());
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

#[cfg(test)]
mod tests {
    use super::is_no_phone;

    #[test]
    fn telephones_of_all_kinds_are_taken() {
        for number in [
            "13800138000",
            "+86 138 0013 8000",
            "010-12345678",
            "(0591) 8765432转12",
            "+852 51234567",
            "4008123123",
            "",
        ] {
            assert!(!is_no_phone(Some(number)), "{number}");
        }
        for number in ["123", "abc", "13800138000x", "138001380001380013800", "-"] {
            assert!(is_no_phone(Some(number)), "{number}");
        }
        assert!(!is_no_phone(None));
    }
}
