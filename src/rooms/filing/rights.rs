//! The notice of rights that comes before filing (立案须知): short, and each sentence with its article.

use actix_web::{get, web};
use serde::Serialize;
use utoipa::ToSchema;

use crate::kit::i18n::{Lang, Words};

/// Raised when the words change, so that it is known which were read.
const VERSION: &str = "2026-11-24";

#[derive(Serialize, ToSchema)]
#[schema(example = json!({"version": "2026-11-24", "title": "立案须知", "sections": [{"title": "您的权利", "text": "起诉不用先交钱。法院收到材料后给您凭证，7 天内答复。", "basis": "民事诉讼法第一百二十六条"}]}))]
pub struct RightsNotice {
    pub version: &'static str,
    pub title: String,
    pub sections: Vec<RightsSection>,
}

#[derive(Serialize, ToSchema)]
pub struct RightsSection {
    pub title: String,
    pub text: String,
    pub basis: String,
}

const SECTIONS: &[(Words, Words, Words)] = &[
    (
        Words::fixed("什么时候有答复", "When you get an answer"),
        Words::fixed(
            "法院收到材料就给您凭证，7 天内答复。要改的地方会一次写全。",
            "You get a voucher at once and an answer within 7 days. What needs correcting is listed once and in full.",
        ),
        Words::fixed(
            "民事诉讼法第一百二十六条；在线诉讼规则第九条",
            "CPL 126; OLR 9",
        ),
    ),
    (
        Words::fixed("要花多少钱", "What it costs"),
        Words::fixed(
            "提交时不收费。登记立案后收到交费通知，7 天内交；有困难可以申请缓、减、免。",
            "Submitting is free. After registration you get a fee notice and have 7 days; in hardship you may ask for relief.",
        ),
        Words::fixed(
            "诉讼费用交纳办法第二十二条、第四十四条",
            "Decree 481 Art.22, 44",
        ),
    ),
    (
        Words::fixed("可以不在网上办", "You need not do it online"),
        Words::fixed(
            "在线诉讼要您同意，每一步都可以改到线下。线上提交的材料合格的，不用再交纸质的。",
            "Online steps need your consent; each can move to the courthouse. Papers that are in order online need not be handed in again.",
        ),
        Words::fixed("在线诉讼规则第四条至第六条、第九条", "OLR 4-6, 9"),
    ),
    (
        Words::fixed("要说实话", "Tell the truth"),
        Words::fixed(
            "虚假诉讼、伪造证据要承担法律责任。",
            "False suits and forged evidence have legal consequences.",
        ),
        Words::fixed(
            "民事诉讼法第十三条、第一百一十四条、第一百一十五条",
            "CPL 13, 114, 115",
        ),
    ),
];

/// The notice of rights before filing.
#[utoipa::path(operation_id = "get_rights_notice", tag = "filing",
    responses((status = 200, description = "The notice", body = RightsNotice)), extensions(("x-function" = json!("filing"))))]
#[get("/api/v1/filings/rights-notice")]
pub async fn get_rights_notice(lang: Lang) -> web::Json<RightsNotice> {
    web::Json(RightsNotice {
        version: VERSION,
        title: Words::fixed("立案须知", "Before you file")
            .in_lang(lang)
            .to_owned(),
        sections: SECTIONS
            .iter()
            .map(|(title, text, basis)| RightsSection {
                title: title.in_lang(lang).to_owned(),
                text: text.in_lang(lang).to_owned(),
                basis: basis.in_lang(lang).to_owned(),
            })
            .collect(),
    })
}
