//! The guide of a cause: which questions bring out its elements, and which claims and evidence usually go with it
//! (OLR 11: element-based complaints). Where a cause has none of its own, the general one asks for free text.

use std::sync::LazyLock;

use actix_web::{get, web};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::kit::i18n::Lang;
use crate::kit::problem::{Problem, common};
use crate::law::jurisdiction::dispute_kind;

const FILE: &str = include_str!("guides.json");

/// The file as it is; a test reads it, so a fault in it does not reach a release.
static GUIDES: LazyLock<Vec<Guide>> =
    LazyLock::new(|| serde_json::from_str(FILE).unwrap_or_default());

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Guide {
    /// Empty: for every cause without a guide of its own.
    causes: Vec<String>,
    elements: Vec<Element>,
    claims: Vec<SuggestedClaim>,
    evidence: Vec<SuggestedEvidence>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Element {
    key: String,
    kind: ElementKind,
    required: bool,
    zh: String,
    en: String,
    #[serde(default)]
    hint_zh: String,
    #[serde(default)]
    hint_en: String,
    #[serde(default)]
    placeholder: String,
    #[serde(default)]
    options: Vec<Choice>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Choice {
    code: String,
    zh: String,
    en: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SuggestedClaim {
    code: String,
    amount: AmountNeeded,
    zh: String,
    en: String,
    #[serde(default)]
    hint_zh: String,
    #[serde(default)]
    hint_en: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SuggestedEvidence {
    zh: String,
    en: String,
    proves_zh: String,
    proves_en: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ElementKind {
    Text,
    LongText,
    Date,
    MoneyFen,
    Choice,
    YesNo,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum AmountNeeded {
    Required,
    Optional,
    None,
}

/// Questions, claims and evidence that usually belong to a cause, in the caller's language.
#[derive(Serialize, ToSchema)]
#[schema(example = json!({"cause": "online_shopping_contract", "title": "网络购物合同纠纷（通过电子商务平台签订或者履行）",
    "elements": [{"key": "ordered_on", "question": "哪天下的单？", "hint": "订单详情里有", "kind": "date", "options": [], "required": true, "placeholder": ""}],
    "claims": [{"code": "refund", "text": "请求判令被告退还货款", "title": "请求判令被告退还货款", "amount": "required", "hint": "实际付的钱"}],
    "evidence": [{"name": "订单截图", "proves": "买卖关系"}]}))]
pub struct CauseGuide {
    pub cause: String,
    pub title: String,
    pub elements: Vec<GuideElement>,
    pub claims: Vec<GuideClaim>,
    pub evidence: Vec<GuideEvidence>,
}

#[derive(Serialize, ToSchema)]
pub struct GuideElement {
    /// The answer goes to `facts.elements.<key>`.
    pub key: String,
    pub question: String,
    pub hint: String,
    pub kind: ElementKind,
    pub options: Vec<GuideOption>,
    /// Without an answer the check warns; it does not refuse.
    pub required: bool,
    pub placeholder: String,
}

#[derive(Serialize, ToSchema)]
pub struct GuideOption {
    pub code: String,
    pub words: String,
}

#[derive(Serialize, ToSchema)]
pub struct GuideClaim {
    pub code: String,
    /// As it stands in the complaint: always Chinese.
    pub text: String,
    /// The same in the caller's language.
    pub title: String,
    pub amount: AmountNeeded,
    pub hint: String,
}

#[derive(Serialize, ToSchema)]
pub struct GuideEvidence {
    pub name: String,
    pub proves: String,
}

fn guide(cause: &str) -> Option<&'static Guide> {
    GUIDES
        .iter()
        .find(|guide| guide.causes.iter().any(|named| named == cause))
        .or_else(|| GUIDES.iter().find(|guide| guide.causes.is_empty()))
}

fn pick(lang: Lang, zh: &str, en: &str) -> String {
    match lang {
        Lang::Zh => zh.to_owned(),
        Lang::En => en.to_owned(),
    }
}

/// The questions of a cause that the check asks for.
pub fn required_keys(
    cause: &str,
) -> impl Iterator<Item = (&'static str, &'static str, &'static str)> {
    guide(cause)
        .into_iter()
        .flat_map(|guide| &guide.elements)
        .filter(|element| element.required)
        .map(|element| {
            (
                element.key.as_str(),
                element.zh.as_str(),
                element.en.as_str(),
            )
        })
}

/// The answer of an element as it stands in the complaint: question and words, in Chinese.
pub fn question_and_options(
    cause: &str,
) -> impl Iterator<
    Item = (
        &'static str,
        &'static str,
        ElementKind,
        Vec<(&'static str, &'static str)>,
    ),
> {
    guide(cause)
        .into_iter()
        .flat_map(|guide| &guide.elements)
        .map(|element| {
            let options = element
                .options
                .iter()
                .map(|option| (option.code.as_str(), option.zh.as_str()))
                .collect();
            (
                element.key.as_str(),
                element.zh.as_str(),
                element.kind,
                options,
            )
        })
}

/// The guide of a cause: what to ask, what is usually claimed and shown.
#[utoipa::path(operation_id = "get_cause_guide", tag = "filing",
    params(("cause" = String, Path, description = "A code of `GET /api/v1/causes`", example = "online_shopping_contract")),
    responses((status = 200, description = "The guide", body = CauseGuide)),
    extensions(("x-function" = json!("complaint_assistant")), ("x-errors" = json!(["request.not_found"]))))]
#[get("/api/v1/filings/cause-guides/{cause}")]
pub async fn get_cause_guide(
    lang: Lang,
    cause: web::Path<String>,
) -> Result<web::Json<CauseGuide>, Problem> {
    let kind = dispute_kind(&cause).ok_or(&common::NOT_FOUND)?;
    let guide = guide(&cause).ok_or(&common::NOT_FOUND)?;
    Ok(web::Json(CauseGuide {
        cause: kind.code.to_owned(),
        title: pick(lang, kind.zh, kind.en),
        elements: guide
            .elements
            .iter()
            .map(|element| element_view(element, lang))
            .collect(),
        claims: guide
            .claims
            .iter()
            .map(|claim| GuideClaim {
                code: claim.code.clone(),
                text: claim.zh.clone(),
                title: pick(lang, &claim.zh, &claim.en),
                amount: claim.amount,
                hint: pick(lang, &claim.hint_zh, &claim.hint_en),
            })
            .collect(),
        evidence: guide
            .evidence
            .iter()
            .map(|item| GuideEvidence {
                name: pick(lang, &item.zh, &item.en),
                proves: pick(lang, &item.proves_zh, &item.proves_en),
            })
            .collect(),
    }))
}

fn element_view(element: &Element, lang: Lang) -> GuideElement {
    GuideElement {
        key: element.key.clone(),
        question: pick(lang, &element.zh, &element.en),
        hint: pick(lang, &element.hint_zh, &element.hint_en),
        kind: element.kind,
        options: element
            .options
            .iter()
            .map(|option| GuideOption {
                code: option.code.clone(),
                words: pick(lang, &option.zh, &option.en),
            })
            .collect(),
        required: element.required,
        placeholder: element.placeholder.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_five_causes_of_the_court_have_a_guide_of_their_own_and_the_rest_the_general_one() {
        for cause in [
            "online_shopping_contract",
            "online_service_contract",
            "online_personal_information",
            "online_privacy",
            "network_virtual_property_contract",
            "domain_name",
        ] {
            assert!(guide(cause).unwrap().elements.len() >= 5, "{cause}");
        }
        assert!(
            guide("network_unfair_competition")
                .unwrap()
                .elements
                .is_empty()
        );
        for guide in GUIDES.iter() {
            for cause in &guide.causes {
                assert!(dispute_kind(cause).is_some(), "{cause}");
            }
            for element in &guide.elements {
                assert_eq!(
                    element.kind == ElementKind::Choice,
                    !element.options.is_empty(),
                    "{}",
                    element.key
                );
            }
        }
    }
}
