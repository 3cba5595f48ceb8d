//! What even a draft may not hold: faults of shape, each with its place and what to do.
//!
//! What is merely missing is no fault of a draft; `check` names that before submitting.

use super::content::{Answer, Content, PartyEntry, SIDES};
use crate::kit::i18n::Words;
use crate::kit::problem::FieldError;
use crate::law::jurisdiction::dispute_kind;

/// Parties a side (issue: pasted or typed); more are a mass action that the counter takes.
pub const MOST_PARTIES: usize = 50;
const MOST_CLAIMS: usize = 100;
const MOST_EVIDENCE: usize = 200;
/// 10^15 fen and more is no claim but a slip.
const BEYOND_FEN: i64 = 1_000_000_000_000_000;

/// Kinds of number a party may give.
const ID_TYPES: &[&str] = &[
    "prc_resident_id",
    "uscc",
    "foreign_permanent_resident_2023",
    "hk_macao_travel_permit",
    "taiwan_travel_permit",
    "hk_mo_tw_residence_permit",
    "passport",
];

/// Every fault of shape in the content, at pointers below `root`.
pub fn faults(content: &Content, root: &str) -> Vec<FieldError> {
    let mut faults = Faults {
        root: root.to_owned(),
        found: Vec::new(),
    };
    if let Some(cause) = &content.cause
        && dispute_kind(cause).is_none()
    {
        faults.add(
            "/cause",
            "field.not_in_list",
            Words::fixed(
                "没有这个案由，请从列表里选。",
                "There is no such cause; choose one from the list.",
            ),
        );
    }
    for side in SIDES {
        faults.parties(side, content.side(side));
    }
    faults.claims(content);
    faults.facts(content);
    faults.evidence(content);
    faults.service_address(content);
    if let Some(name) = &content.signature_typed {
        faults.name("/signature_typed", name);
    }
    faults.text(
        "/rights_notice_version",
        content.rights_notice_version.as_deref(),
        40,
    );
    if let Some(guardian) = &content.guardian {
        faults.count(
            "/guardian/proof_upload_ids",
            guardian.proof_upload_ids.len(),
            20,
        );
    }
    faults.found
}

struct Faults {
    root: String,
    found: Vec<FieldError>,
}

impl Faults {
    fn add(&mut self, pointer: &str, code: &'static str, words: Words) {
        self.found.push(FieldError::new(
            format!("{}{pointer}", self.root),
            code,
            words,
        ));
    }

    fn text(&mut self, pointer: &str, text: Option<&str>, most: usize) {
        let Some(text) = text else { return };
        let length = text.chars().count();
        if length > most {
            self.add(
                pointer,
                "field.too_long",
                Words::new(
                    format!("这里写了 {length} 个字，最多 {most} 个。请删短一些。"),
                    format!("{length} characters; at most {most} fit here. Shorten it."),
                ),
            );
        } else if text
            .chars()
            .any(|sign| sign.is_control() && !matches!(sign, '\n' | '\t'))
        {
            self.add(
                pointer,
                "field.malformed",
                Words::fixed(
                    "里面有看不见的控制字符，请删掉后重写。",
                    "It holds invisible control characters; delete and type it again.",
                ),
            );
        }
    }

    fn count(&mut self, pointer: &str, given: usize, most: usize) {
        if given > most {
            self.add(
                pointer,
                "list.too_many",
                Words::new(
                    format!("这里有 {given} 项，最多 {most} 项。"),
                    format!("{given} items; at most {most} fit here."),
                ),
            );
        }
    }

    fn name(&mut self, pointer: &str, name: &str) {
        self.text(pointer, Some(name), 100);
        if name.chars().any(is_no_name_sign) {
            self.add(
                pointer,
                "name.not_letters",
                Words::fixed(
                    "名字里有表情或特殊符号，法院文书印不出来。请按证件上的写法填写。",
                    "The name holds an emoji or a symbol that cannot stand in a court paper. Write it as on the document.",
                ),
            );
        }
    }

    fn parties(&mut self, side: &str, parties: &[PartyEntry]) {
        if parties.len() > MOST_PARTIES {
            self.add(
                &format!("/{side}"),
                "filing.too_many_parties",
                Words::new(
                    format!("一方最多 {MOST_PARTIES} 人，这里有 {} 人。人数更多的，请推选代表人，或到诉讼服务中心办理。", parties.len()),
                    format!("At most {MOST_PARTIES} a side; there are {}. Choose representatives, or file at the counter.", parties.len()),
                ),
            );
        }
        for (place, party) in parties.iter().enumerate() {
            self.party(&format!("/{side}/{place}"), party);
        }
    }

    fn party(&mut self, at: &str, party: &PartyEntry) {
        if let Some(name) = &party.name {
            self.name(&format!("{at}/name"), name);
        }
        if let Some(id_type) = &party.id_type
            && !ID_TYPES.contains(&id_type.as_str())
        {
            self.add(
                &format!("{at}/id_type"),
                "field.not_in_list",
                Words::fixed(
                    "没有这种证件，请从列表里选。",
                    "There is no such kind of document; choose one from the list.",
                ),
            );
        }
        self.text(&format!("{at}/id_number"), party.id_number.as_deref(), 40);
        self.text(&format!("{at}/phone"), party.phone.as_deref(), 30);
        self.text(&format!("{at}/address"), party.address.as_deref(), 200);
        if let Some(representative) = &party.legal_representative {
            if let Some(name) = &representative.name {
                self.name(&format!("{at}/legal_representative/name"), name);
            }
            self.text(
                &format!("{at}/legal_representative/position"),
                representative.position.as_deref(),
                40,
            );
        }
        self.count(
            &format!("{at}/id_paper_upload_ids"),
            party.id_paper_upload_ids.len(),
            20,
        );
    }

    fn claims(&mut self, content: &Content) {
        self.count("/claims", content.claims.len(), MOST_CLAIMS);
        for (place, claim) in content.claims.iter().enumerate() {
            self.text(
                &format!("/claims/{place}/text"),
                claim.text.as_deref(),
                1_000,
            );
            if let Some(fen) = claim.amount_fen {
                self.amount(&format!("/claims/{place}/amount_fen"), fen);
            }
        }
        if content.claimed_fen() >= BEYOND_FEN
            && content
                .claims
                .iter()
                .all(|claim| claim.amount_fen < Some(BEYOND_FEN))
        {
            self.amount("/claims", content.claimed_fen());
        }
    }

    fn amount(&mut self, pointer: &str, fen: i64) {
        if fen <= 0 {
            self.add(
                pointer,
                "amount.not_positive",
                Words::fixed(
                    "金额要大于 0。不要求钱的，这里请留空。",
                    "The amount must be above 0. Leave it empty when you ask for no money.",
                ),
            );
        } else if fen >= BEYOND_FEN {
            self.add(
                pointer,
                "amount.too_large",
                Words::fixed(
                    "金额太大了，请检查是不是多打了几个 0。",
                    "The amount is too large. Check whether there are too many zeros.",
                ),
            );
        }
    }

    fn facts(&mut self, content: &Content) {
        let Some(facts) = &content.facts else { return };
        self.text("/facts/summary", facts.summary.as_deref(), 20_000);
        self.count("/facts/elements", facts.elements.len(), 100);
        for (key, answer) in &facts.elements {
            let plain = !key.is_empty()
                && key.len() <= 60
                && key
                    .bytes()
                    .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_');
            let pointer = format!(
                "/facts/elements/{}",
                key.replace('~', "~0").replace('/', "~1")
            );
            match answer {
                _ if !plain => self.add(
                    &pointer,
                    "field.unknown",
                    Words::fixed(
                        "没有这个问题，请按指引填写。",
                        "There is no such question; answer those of the guide.",
                    ),
                ),
                Answer::Words(text) => self.text(&pointer, Some(text), 5_000),
                Answer::Fen(fen) if !(0..BEYOND_FEN).contains(fen) => self.amount(&pointer, *fen),
                Answer::Fen(_) | Answer::YesNo(_) => {}
            }
        }
    }

    fn evidence(&mut self, content: &Content) {
        self.count("/evidence", content.evidence.len(), MOST_EVIDENCE);
        for (place, entry) in content.evidence.iter().enumerate() {
            self.text(
                &format!("/evidence/{place}/name"),
                entry.name.as_deref(),
                100,
            );
            self.text(
                &format!("/evidence/{place}/proves"),
                entry.proves.as_deref(),
                500,
            );
            let again = entry.upload_id.is_some()
                && content.evidence[..place]
                    .iter()
                    .any(|earlier| earlier.upload_id == entry.upload_id);
            if again {
                self.add(
                    &format!("/evidence/{place}/upload_id"),
                    "field.repeated",
                    Words::fixed(
                        "这份文件已经在证据里了，留一份就可以。",
                        "This file is in the list already; keep one.",
                    ),
                );
            }
        }
    }

    fn service_address(&mut self, content: &Content) {
        let Some(address) = &content.service_address else {
            return;
        };
        if let Some(name) = &address.recipient {
            self.name("/service_address/recipient", name);
        }
        self.text("/service_address/phone", address.phone.as_deref(), 30);
        self.text("/service_address/postal", address.postal.as_deref(), 200);
        self.text("/service_address/email", address.email.as_deref(), 200);
        if let Some(email) = address
            .email
            .as_deref()
            .map(str::trim)
            .filter(|email| !email.is_empty())
            && !looks_like_email(email)
        {
            self.add(
                "/service_address/email",
                "email.malformed",
                Words::fixed(
                    "电子邮箱写得不对，例如 name@example.com。",
                    "That is not an e-mail address, such as name@example.com.",
                ),
            );
        }
    }
}

fn looks_like_email(text: &str) -> bool {
    match text.rsplit_once('@') {
        Some((name, host)) => {
            !name.is_empty()
                && host.contains('.')
                && !host.starts_with('.')
                && !host.ends_with('.')
                && !text.contains(char::is_whitespace)
        }
        None => false,
    }
}

/// Signs that no name on a document has and no court font prints: emoji, private use, joiners, controls.
fn is_no_name_sign(sign: char) -> bool {
    sign.is_control()
        || matches!(u32::from(sign),
            0x200B..=0x200F | 0x2028..=0x202E | 0x2060..=0x206F   // invisible, direction
            | 0x2190..=0x2BFF                                     // arrows, technical, dingbats, stars
            | 0xE000..=0xF8FF                                     // private use
            | 0xFE00..=0xFE0F | 0xFEFF | 0xFFF0..=0xFFFF          // variation selectors, specials
            | 0x1F000..=0x1FAFF                                   // emoji
            | 0xE0000..=0xE01EF                                   // tags
            | 0xF0000..=0x10FFFF) // private use planes
}

#[cfg(test)]
mod tests {
    use super::super::content::Claim;
    use super::*;

    fn party(name: &str) -> PartyEntry {
        PartyEntry {
            name: Some(name.to_owned()),
            ..PartyEntry::default()
        }
    }

    fn found(content: &Content) -> Vec<(String, &'static str)> {
        faults(content, "/content")
            .into_iter()
            .map(|fault| (fault.pointer, fault.code))
            .collect()
    }

    #[test]
    fn an_empty_draft_has_no_fault() {
        assert!(found(&Content::default()).is_empty());
    }

    #[test]
    fn rare_characters_are_names_and_emoji_are_not() {
        for name in [
            "𠮷田",
            "䶮",
            "阿依古丽·买买提",
            "O’Neill-Smith",
            "某某（北京）科技有限公司",
        ] {
            let content = Content {
                plaintiffs: vec![party(name)],
                ..Content::default()
            };
            assert!(found(&content).is_empty(), "{name}");
        }
        for name in ["张三😀", "李\u{202E}四", "王\u{FE0F}五", "★公司"] {
            let content = Content {
                defendants: vec![party(name)],
                ..Content::default()
            };
            assert_eq!(
                found(&content),
                [("/content/defendants/0/name".to_owned(), "name.not_letters")],
                "{name}"
            );
        }
    }

    #[test]
    fn amounts_are_above_nothing_and_below_a_slip() {
        let with = |fen| Content {
            claims: vec![Claim {
                text: None,
                amount_fen: Some(fen),
            }],
            ..Content::default()
        };
        let pointer = "/content/claims/0/amount_fen".to_owned();
        assert!(found(&with(1)).is_empty());
        assert!(found(&with(BEYOND_FEN - 1)).is_empty());
        assert_eq!(found(&with(0)), [(pointer.clone(), "amount.not_positive")]);
        assert_eq!(found(&with(-5)), [(pointer.clone(), "amount.not_positive")]);
        assert_eq!(found(&with(BEYOND_FEN)), [(pointer, "amount.too_large")]);
    }

    #[test]
    fn fifty_parties_a_side_and_no_more() {
        let content = Content {
            plaintiffs: (0..50).map(|n| party(&format!("原告{n}"))).collect(),
            defendants: (0..51).map(|n| party(&format!("被告{n}"))).collect(),
            ..Content::default()
        };
        assert_eq!(
            found(&content),
            [("/content/defendants".to_owned(), "filing.too_many_parties")]
        );
    }
}
