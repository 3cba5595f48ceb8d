//! What the check asks of the parties (CPL 51, 60, 122, 124), and that who files is who they say.

use chrono::NaiveDate;

use super::{Finding, Findings, Known, Me, blank, is_no_phone};
use crate::kit::i18n::Words;
use crate::law::Named;
use crate::law::identity_number::{IdentityNumber, Kind, Reason};
use crate::rooms::filing::content::{ActingFor, Content, PartyEntry, PartyKind, SIDES};

impl Findings {
    pub(super) fn parties(&mut self, content: &Content, known: &Known) {
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
        self.sues_itself(content);
        self.acting_for(content, known);
    }

    /// Nobody sues themselves: there would be no dispute between two sides (CPL 122).
    fn sues_itself(&mut self, content: &Content) {
        let plaintiffs: Vec<String> = content.plaintiffs.iter().filter_map(number_of).collect();
        for (place, defendant) in content.defendants.iter().enumerate() {
            if number_of(defendant).is_some_and(|number| plaintiffs.contains(&number)) {
                self.miss(
                    format!("/defendants/{place}/id_number"),
                    "filing.sues_itself",
                    "被告的证件号码和原告的一样。原告不能告自己，请改成被告的号码，不知道的可以不填。",
                    "The defendant has the plaintiff's number. Nobody sues themselves: give the defendant's own, or leave it out.",
                );
            }
        }
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
        if side != "plaintiffs" && is_no_phone(party.phone.as_deref()) {
            self.warn(
                format!("{at}/phone"),
                "field.malformed",
                Words::fixed(
                    "这不像是电话号码，请再核对一下。",
                    "This does not look like a telephone number. Check it again.",
                ),
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
        } else if is_no_phone(party.phone.as_deref()) {
            self.not_a_phone(format!("{at}/phone"));
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

    /// Where the court must be able to call: a slip here is found out when it is too late.
    pub(super) fn not_a_phone(&mut self, pointer: String) {
        self.miss(
            pointer,
            "field.malformed",
            "这不是电话号码，请填能打通的手机号，或者带区号的座机号。",
            "This is no telephone number. Give a mobile number, or a landline with its area code.",
        );
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
}

/// As two parties are compared: without spaces, in capitals.
fn number_of(party: &PartyEntry) -> Option<String> {
    let number = party.id_number.as_deref()?.trim().to_uppercase();
    (!number.is_empty()).then_some(number)
}
