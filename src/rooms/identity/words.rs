//! Requests and answers of this room.

use chrono::{DateTime, FixedOffset};
use secrecy::SecretString;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::id_paper::IdKind;
use super::model::video_review;
use crate::kit::clock::shanghai;
use crate::kit::i18n::{Lang, Words};
use crate::kit::problem::{FieldError, Problem};
use crate::rooms::staff::Colleague;
use crate::rooms::uploads::{Purpose, Stored, Variant};

/// A code from `wx.login` or a `getPhoneNumber` button.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"code": "0a3bXk000AbCdE1FgH200IjKlM0bXk0N"}))]
pub struct CodeBody {
    #[schema(min_length = 1, max_length = 512)]
    pub code: String,
}

impl CodeBody {
    /// Emptiness and size are ours to judge; whether the code is good, WeChat's.
    pub fn checked(self) -> Result<String, Problem> {
        let code = self.code.trim();
        let fault = match code.len() {
            0 => Some((
                "field.required",
                Words::fixed(
                    "没有收到微信的登录码，请再点一次。",
                    "There is no code. Tap once more.",
                ),
            )),
            513.. => Some((
                "field.too_long",
                Words::fixed(
                    "登录码太长了，请再点一次。",
                    "The code is too long. Tap once more.",
                ),
            )),
            _ if !code.bytes().all(|byte| byte.is_ascii_graphic()) => Some((
                "field.malformed",
                Words::fixed(
                    "登录码里有不该有的字符，请再点一次。",
                    "The code holds characters it cannot have. Tap once more.",
                ),
            )),
            _ => None,
        };
        match fault {
            Some((code, words)) => Err(Problem::invalid(vec![FieldError::new(
                "/code", code, words,
            )])),
            None => Ok(code.to_owned()),
        }
    }
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"refresh_token": "AZPwfH3scACAAAAAAAAAAA..."}))]
pub struct RefreshBody {
    pub refresh_token: String,
}

/// Both tokens, and who they are for.
#[derive(Serialize, ToSchema)]
#[schema(example = json!({"access_token": "eyJ0eXAiOiJKV1QiLCJhbGciOiJIUzI1NiJ9...", "token_type": "Bearer", "expires_in": 900,
    "refresh_token": "AZPwfH3scACAAAAAAAAAAA...", "person": {"id": "0193a1f0-7c1e-7000-8000-000000000001", "assurance": "L0",
    "name_masked": null, "phone_masked": null, "id_number_masked": null, "real_name_state": "none", "step_up_until": null,
    "minor": false, "consents": []}}))]
pub struct LogIn {
    pub access_token: String,
    #[schema(example = "Bearer")]
    pub token_type: &'static str,
    /// Seconds.
    pub expires_in: i64,
    pub refresh_token: String,
    pub person: PersonView,
}

/// Who I am. Numbers show their last four alone.
#[derive(Serialize, ToSchema)]
#[schema(as = Person, example = json!({"id": "0193a1f0-7c1e-7000-8000-000000000001", "assurance": "L1", "name_masked": null,
    "phone_masked": "**** 8000", "id_number_masked": null, "real_name_state": "none", "step_up_until": null, "minor": false,
    "consents": [{"kind": "wechat_messages", "given": true, "version": "2026-11-24", "at": "2026-11-24T09:41:00+08:00"}]}))]
pub struct PersonView {
    pub id: Uuid,
    pub assurance: Assurance,
    pub name_masked: Option<String>,
    pub phone_masked: Option<String>,
    pub id_number_masked: Option<String>,
    /// How far the real name is: said, matched with the register, proved by face or by video.
    pub real_name_state: RealNameState,
    /// Until then what this session signs counts as L4: a proof was given here within 30 minutes.
    pub step_up_until: Option<DateTime<FixedOffset>>,
    /// Under 18 today: acts through a guardian.
    pub minor: bool,
    /// What is given or withdrawn now, the latest of each kind.
    pub consents: Vec<ConsentState>,
}

/// How far somebody's real name is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum RealNameState {
    None,
    Claimed,
    Matched,
    Face,
    Video,
}

impl RealNameState {
    pub fn name(self) -> &'static str {
        match self {
            RealNameState::None => "none",
            RealNameState::Claimed => "claimed",
            RealNameState::Matched => "matched",
            RealNameState::Face => "face",
            RealNameState::Video => "video",
        }
    }

    pub fn of_name(name: &str) -> RealNameState {
        match name {
            "claimed" => RealNameState::Claimed,
            "matched" => RealNameState::Matched,
            "face" => RealNameState::Face,
            "video" => RealNameState::Video,
            _ => RealNameState::None,
        }
    }
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"name": "张三", "id_type": "prc_resident_id", "id_number": "110101190001010014"}))]
pub struct RealNameBody {
    /// As on the paper; 1 to 50 characters of any script, and `·`.
    #[schema(min_length = 1, max_length = 50)]
    pub name: String,
    pub id_type: IdKind,
    #[schema(value_type = String, min_length = 5, max_length = 30)]
    pub id_number: SecretString,
}

/// A way to prove who one is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = ProofRoute)]
pub enum Route {
    Face,
    Video,
}

#[derive(Serialize, ToSchema)]
#[schema(example = json!({"assurance": "L2", "next": ["face", "video"]}))]
pub struct RealNameTaken {
    pub assurance: Assurance,
    /// Any of them will do; empty once proved.
    pub next: Vec<Route>,
}

/// How surely we know who somebody is (domain.md 2).
#[derive(Clone, Copy, Debug, Serialize, ToSchema, PartialEq, Eq, PartialOrd, Ord)]
pub enum Assurance {
    L0,
    L1,
    L2,
    L3,
    L4,
}

impl Assurance {
    pub fn of_number(number: i32) -> Assurance {
        match number {
            1 => Assurance::L1,
            2 => Assurance::L2,
            3 => Assurance::L3,
            4 => Assurance::L4,
            _ => Assurance::L0,
        }
    }
}

#[derive(Clone, Serialize, ToSchema)]
pub struct ConsentState {
    pub kind: ConsentKind,
    pub given: bool,
    /// Version of the text that was shown.
    pub version: String,
    pub at: DateTime<FixedOffset>,
}

/// Nothing is asked.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = Nothing, example = json!({}))]
pub struct NothingBody {}

#[derive(Serialize, ToSchema)]
#[schema(example = json!({"verify_id": "V2_7c1e0193a1f0700080000000000000f1", "expires_in": 3600}))]
pub struct FaceBegun {
    /// For `wx.requestFacialVerify`, and for asking the outcome.
    pub verify_id: String,
    /// Seconds.
    pub expires_in: i64,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"verify_id": "V2_7c1e0193a1f0700080000000000000f1"}))]
pub struct VerifyIdBody {
    #[schema(max_length = 256)]
    pub verify_id: String,
}

/// What one can agree to now. The notice itself is acknowledged, not agreed to: the court acts on
/// statutory duty (PIPL 13(3), 34, 35); consent is asked where it is real.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ConsentKind {
    PrivacyNotice,
    WechatMessages,
    UsageStatistics,
    /// A face check; asked for by itself (PIPL 29), and never the only way.
    Face,
}

impl ConsentKind {
    pub fn name(self) -> &'static str {
        match self {
            ConsentKind::PrivacyNotice => "privacy_notice",
            ConsentKind::WechatMessages => "wechat_messages",
            ConsentKind::UsageStatistics => "usage_statistics",
            ConsentKind::Face => "face",
        }
    }

    pub fn of_name(name: &str) -> Option<ConsentKind> {
        [
            ConsentKind::PrivacyNotice,
            ConsentKind::WechatMessages,
            ConsentKind::UsageStatistics,
            ConsentKind::Face,
        ]
        .into_iter()
        .find(|kind| kind.name() == name)
    }
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"kind": "wechat_messages", "given": true, "version": "2026-11-24"}))]
pub struct ConsentBody {
    pub kind: ConsentKind,
    /// False withdraws; as easy as giving (PIPL 15).
    pub given: bool,
    /// Version of the privacy notice that was shown.
    pub version: String,
}

#[derive(Serialize, ToSchema)]
#[schema(example = json!({"id": "0193a1f0-7c1e-7000-8000-000000000009", "kind": "wechat_messages", "given": true,
    "version": "2026-11-24", "at": "2026-11-24T09:41:00+08:00"}))]
pub struct ConsentEntry {
    pub id: Uuid,
    #[serde(flatten)]
    pub state: ConsentState,
}

#[derive(Serialize, ToSchema)]
#[schema(example = json!({"id": "0193a1f0-7c1e-7000-8000-00000000000a", "name": "华为 Mate 60", "created_at": "2026-11-24T09:41:00+08:00",
    "last_seen_at": "2026-11-24T09:55:00+08:00", "current": true}))]
pub struct Device {
    pub id: Uuid,
    pub name: String,
    pub created_at: DateTime<FixedOffset>,
    pub last_seen_at: DateTime<FixedOffset>,
    /// The one that asks.
    pub current: bool,
}

#[derive(Serialize, ToSchema)]
#[schema(example = json!({"ended": 2}))]
pub struct Ended {
    pub ended: u64,
}

#[derive(Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"language": "zh"}))]
pub struct Preferences {
    /// Language of messages to me.
    pub language: Lang,
}

#[derive(Serialize, ToSchema)]
#[schema(example = json!({"version": "2026-11-24", "effective_on": "2026-11-24", "title": "我们会用到您的哪些信息",
    "sections": [{"heading": "收集什么", "body": "……"}], "sha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"}))]
pub struct PrivacyNotice {
    pub version: &'static str,
    pub effective_on: &'static str,
    pub title: &'static str,
    pub sections: Vec<NoticeSection>,
    /// Of title, headings and bodies, each ended by a line feed, in UTF-8.
    pub sha256: String,
}

#[derive(Serialize, ToSchema)]
pub struct NoticeSection {
    pub heading: &'static str,
    pub body: &'static str,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"upload_ids": ["0193a1f0-7c1e-7000-8000-000000000031", "0193a1f0-7c1e-7000-8000-000000000032"]}))]
pub struct VideoReviewBody {
    /// The video (purpose `video_review`) and photos of the paper (purpose `identity`).
    #[schema(min_items = 1, max_items = 6)]
    pub upload_ids: Vec<Uuid>,
}

/// `none`: never sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ReviewState {
    None,
    Pending,
    Approved,
    Refused,
}

impl ReviewState {
    pub fn name(self) -> &'static str {
        match self {
            ReviewState::None => "none",
            ReviewState::Pending => "pending",
            ReviewState::Approved => "approved",
            ReviewState::Refused => "refused",
        }
    }

    pub fn of_name(name: &str) -> ReviewState {
        match name {
            "pending" => ReviewState::Pending,
            "approved" => ReviewState::Approved,
            "refused" => ReviewState::Refused,
            _ => ReviewState::None,
        }
    }
}

#[derive(Serialize, ToSchema)]
#[schema(example = json!({"id": "0193a1f0-7c1e-7000-8000-0000000000f2", "state": "pending", "phrase": "4071", "submitted_at": "2026-11-24T09:41:00+08:00"}))]
pub struct VideoReviewSubmitted {
    pub id: Uuid,
    pub state: ReviewState,
    /// The digits that are read in the video; empty when none were asked for.
    pub phrase: String,
    pub submitted_at: DateTime<FixedOffset>,
}

/// How my video stands.
#[derive(Serialize, ToSchema)]
#[schema(as = VideoReview, example = json!({"id": null, "state": "none", "phrase": "4071", "phrase_expires_at": "2026-11-24T11:41:00+08:00",
    "submitted_at": null, "decided_at": null, "reason": null}))]
pub struct VideoReviewView {
    pub id: Option<Uuid>,
    pub state: ReviewState,
    /// Pending: the digits in the video. Otherwise those to read in the next one.
    pub phrase: String,
    /// Of digits still to be read.
    pub phrase_expires_at: Option<DateTime<FixedOffset>>,
    pub submitted_at: Option<DateTime<FixedOffset>>,
    pub decided_at: Option<DateTime<FixedOffset>>,
    /// Of a refusal.
    pub reason: Option<String>,
}

impl VideoReviewView {
    pub fn of(row: Option<video_review::Model>, phrase: String) -> VideoReviewView {
        let in_shanghai = |at: chrono::DateTime<chrono::Utc>| at.with_timezone(&shanghai());
        VideoReviewView {
            id: row.as_ref().map(|row| row.id),
            state: row
                .as_ref()
                .map_or(ReviewState::None, |row| ReviewState::of_name(&row.state)),
            phrase,
            phrase_expires_at: None,
            submitted_at: row.as_ref().map(|row| in_shanghai(row.submitted_at)),
            decided_at: row.as_ref().and_then(|row| row.decided_at).map(in_shanghai),
            reason: row.and_then(|row| row.reason),
        }
    }
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct ReviewQuery {
    /// `pending` when left out.
    #[param(inline)]
    pub state: Option<ReviewState>,
    /// Cursor from the `next` of the page before.
    #[param(value_type = Option<Uuid>)]
    pub after: Option<String>,
    /// Items a page, 1 to 100.
    #[param(value_type = Option<u64>, minimum = 1, maximum = 100)]
    pub limit: Option<String>,
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct VariantQuery {
    /// `original` (default), `reading` or `thumb`.
    #[serde(default)]
    #[param(inline)]
    pub variant: Variant,
}

/// A review in the desk's list.
#[derive(Serialize, ToSchema)]
#[schema(as = VideoReviewItem, example = json!({"id": "0193a1f0-7c1e-7000-8000-0000000000f2", "name": "张三", "id_type": "prc_resident_id",
    "id_number_masked": "**** 0014", "state": "pending", "submitted_at": "2026-11-24T09:41:00+08:00", "decided_at": null,
    "reviewer": null, "reason": null, "no_phrase": false}))]
pub struct ReviewItem {
    pub id: Uuid,
    pub name: Option<String>,
    pub id_type: Option<IdKind>,
    pub id_number_masked: Option<String>,
    pub state: ReviewState,
    pub submitted_at: DateTime<FixedOffset>,
    pub decided_at: Option<DateTime<FixedOffset>>,
    /// Who decided.
    pub reviewer: Option<Colleague>,
    pub reason: Option<String>,
    /// The person was given no digits to read, so nothing in the video tells when it was made.
    pub no_phrase: bool,
}

/// A review as the clerk decides on it.
#[derive(Serialize, ToSchema)]
#[schema(as = VideoReviewAtDesk)]
pub struct ReviewView {
    #[serde(flatten)]
    pub item: ReviewItem,
    /// Digits that must be heard in the video; empty when none were given.
    pub phrase: String,
    /// Whole, to be compared with the paper; null once decided.
    pub id_number: Option<String>,
    pub born_on: Option<chrono::NaiveDate>,
    pub minor: bool,
    /// Another WeChat has proved this number: approve with `move_account` once it is surely the same person.
    pub number_in_use: bool,
    /// The files are erased, some time after the decision.
    pub erased: bool,
    pub uploads: Vec<ReviewFile>,
}

#[derive(Serialize, ToSchema)]
#[schema(as = VideoReviewFile)]
pub struct ReviewFile {
    pub id: Uuid,
    pub name: String,
    pub media_type: String,
    /// Bytes.
    pub size: i64,
    pub pages: Option<i32>,
    pub purpose: Purpose,
    /// Of the content.
    pub url: String,
}

impl ReviewFile {
    pub fn of(file: Stored, base: &str) -> ReviewFile {
        ReviewFile {
            url: format!("{base}/{}/content", file.id),
            id: file.id,
            name: file.name,
            media_type: file.media_type,
            size: file.size,
            pages: file.pages,
            purpose: file.purpose,
        }
    }
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"checks": {"face_matches": true, "phrase_read": true, "document_valid": true}}))]
pub struct ApproveBody {
    pub checks: Checks,
    /// Moves the account that has proved this number to the WeChat that sent the video.
    #[serde(default)]
    pub move_account: bool,
}

/// What the clerk has compared.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = VideoChecks)]
pub struct Checks {
    /// Face in the video and on the paper.
    pub face_matches: bool,
    /// The digits were read aloud.
    pub phrase_read: bool,
    /// The paper is valid, and its name and number are those claimed.
    pub document_valid: bool,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"reason": "视频里听不清数字，请在安静的地方重录。"}))]
pub struct RefuseBody {
    /// The person reads it.
    #[schema(min_length = 1, max_length = 500)]
    pub reason: String,
}

impl RefuseBody {
    pub fn checked(self) -> Result<String, Problem> {
        let reason = self.reason.trim();
        let (code, words) = match reason.chars().count() {
            0 => (
                "field.required",
                Words::fixed(
                    "请写明原因，当事人会看到。",
                    "Say why; the person reads it.",
                ),
            ),
            501.. => (
                "field.too_long",
                Words::fixed("原因最多500个字。", "A reason has 500 characters at most."),
            ),
            _ => return Ok(reason.to_owned()),
        };
        Err(Problem::field("/reason", code, words))
    }
}
