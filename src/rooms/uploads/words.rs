//! Requests and answers of this room.

use chrono::{DateTime, FixedOffset};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::model::upload;
use crate::kit::clock::shanghai;

/// What a file is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Purpose {
    Evidence,
    Identity,
    Signature,
    VideoReview,
    Attachment,
}

impl Purpose {
    pub const ALL: [Purpose; 5] = [
        Purpose::Evidence,
        Purpose::Identity,
        Purpose::Signature,
        Purpose::VideoReview,
        Purpose::Attachment,
    ];

    pub fn name(self) -> &'static str {
        match self {
            Purpose::Evidence => "evidence",
            Purpose::Identity => "identity",
            Purpose::Signature => "signature",
            Purpose::VideoReview => "video_review",
            Purpose::Attachment => "attachment",
        }
    }

    pub fn of_name(name: &str) -> Option<Purpose> {
        Purpose::ALL
            .into_iter()
            .find(|purpose| purpose.name() == name)
    }
}

/// Which form of a file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Variant {
    /// Byte for byte as it came.
    #[default]
    Original,
    /// An image upright and shrunk to 2,000 pixels; anything else as it came.
    Reading,
    /// An image in 320 pixels.
    Thumb,
}

impl Variant {
    pub fn name(self) -> &'static str {
        match self {
            Variant::Original => "original",
            Variant::Reading => "reading",
            Variant::Thumb => "thumb",
        }
    }
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct ContentQuery {
    /// `original` (default), `reading` or `thumb`.
    #[serde(default)]
    #[param(inline)]
    pub variant: Variant,
}

/// The form of `POST /uploads`, for the description.
#[derive(ToSchema)]
#[allow(dead_code, reason = "read field by field as it arrives")]
pub struct UploadForm {
    /// The file itself.
    #[schema(value_type = String, format = Binary)]
    pub file: Vec<u8>,
    pub purpose: Purpose,
    /// Shown instead of the file's own name, which on a phone is often made up.
    #[schema(nullable = false)]
    pub name: Option<String>,
}

/// A file that the court has received whole.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Upload, example = json!({"id": "0193a1f0-7c1e-7000-8000-000000000021", "name": "订单截图.jpg", "size": 2311904, "media_type": "image/jpeg",
    "sha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
    "sm3": "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0", "purpose": "evidence", "pages": 1, "width": 3024, "height": 4032,
    "variants": ["reading", "thumb"], "created_at": "2026-11-24T09:41:00+08:00", "attached": false}))]
pub struct UploadView {
    pub id: Uuid,
    pub name: String,
    /// Bytes.
    pub size: i64,
    /// By content.
    pub media_type: String,
    /// Of the original, in hex.
    pub sha256: String,
    /// GB/T 32905 of the original, in hex.
    pub sm3: String,
    pub purpose: String,
    /// Pages of a PDF, 1 for an image, null for the rest.
    pub pages: Option<i32>,
    /// Of an image, upright.
    pub width: Option<i32>,
    pub height: Option<i32>,
    /// Forms beside the original.
    pub variants: Vec<&'static str>,
    pub created_at: DateTime<FixedOffset>,
    /// Handed in: it cannot be deleted any more.
    pub attached: bool,
}

impl UploadView {
    pub fn of(row: &upload::Model) -> UploadView {
        let variants = [
            (row.reading_type.is_some(), Variant::Reading),
            (row.thumb_type.is_some(), Variant::Thumb),
        ];
        UploadView {
            id: row.id,
            name: row.name.clone(),
            size: row.size,
            media_type: row.media_type.clone(),
            sha256: row.sha256.clone(),
            sm3: row.sm3.clone(),
            purpose: row.purpose.clone(),
            pages: row.pages,
            width: row.width,
            height: row.height,
            variants: variants
                .into_iter()
                .filter(|(there, _)| *there)
                .map(|(_, variant)| variant.name())
                .collect(),
            created_at: row.created_at.with_timezone(&shanghai()),
            attached: row.attached,
        }
    }
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = UploadSessionBody, example = json!({"name": "通话录音.m4a", "size": 48211004, "purpose": "evidence"}))]
pub struct SessionBody {
    pub name: String,
    /// Of the whole file, in bytes.
    #[schema(minimum = 1)]
    pub size: u64,
    pub purpose: Purpose,
}

/// A transfer in parts.
#[derive(Serialize, ToSchema)]
#[schema(as = UploadSession, example = json!({"id": "0193a1f0-7c1e-7000-8000-000000000022", "offset": 1048576, "size": 48211004, "chunk_size": 1048576,
    "name": "通话录音.m4a", "purpose": "evidence", "expires_at": "2026-11-26T09:41:00+08:00", "upload_id": null}))]
pub struct SessionView {
    pub id: Uuid,
    /// Bytes that are here: go on from there.
    pub offset: i64,
    pub size: i64,
    /// Suggested length of a part.
    pub chunk_size: u64,
    pub name: String,
    pub purpose: String,
    pub expires_at: DateTime<FixedOffset>,
    /// What it became, once complete.
    pub upload_id: Option<Uuid>,
}

#[derive(Serialize, ToSchema)]
#[schema(example = json!({"offset": 2097152}))]
pub struct Received {
    pub offset: i64,
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct OffsetQuery {
    /// Where this part begins.
    pub offset: u64,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"upload_ids": ["0193a1f0-7c1e-7000-8000-000000000021", "0193a1f0-7c1e-7000-8000-000000000023"], "name": "聊天记录.pdf"}))]
pub struct BookBody {
    /// Photos in the order of the pages.
    #[schema(min_items = 1, max_items = 100)]
    pub upload_ids: Vec<Uuid>,
    pub name: String,
}
