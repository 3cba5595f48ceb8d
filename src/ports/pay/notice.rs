//! What WeChat Pay sends by itself: a payment or a refund has ended.

use secrecy::SecretString;
use serde::Deserialize;
use serde_json::Value;

use super::signing::{Unsound, open};
use super::{RefundTold, Transaction};

/// A notice that is WeChat Pay's own.
#[derive(Debug)]
pub enum Notice {
    Transaction(Transaction),
    Refund(RefundTold),
    /// Of a kind that the court does not use.
    Other,
}

#[derive(Debug, thiserror::Error)]
pub enum NoticeRefused {
    /// Not signed by WeChat Pay, stale, or a signature test.
    #[error("not theirs: {0}")]
    NotTheirs(Unsound),
    /// Signed, but its content is not what it should be.
    #[error("unreadable: {0}")]
    Unreadable(&'static str),
    #[error("not configured")]
    NotConfigured,
}

#[derive(Deserialize)]
struct Envelope {
    event_type: String,
    resource: Resource,
}

#[derive(Deserialize)]
struct Resource {
    algorithm: String,
    ciphertext: String,
    #[serde(default)]
    associated_data: String,
    nonce: String,
}

/// Opens the sealed part of a verified notice.
pub fn open_resource(api_v3_key: &SecretString, body: &[u8]) -> Result<Notice, NoticeRefused> {
    let envelope: Envelope = serde_json::from_slice(body)
        .map_err(|_| NoticeRefused::Unreadable("the notice lacks a member"))?;
    if envelope.resource.algorithm != "AEAD_AES_256_GCM" {
        return Err(NoticeRefused::Unreadable("an algorithm of another kind"));
    }
    let Resource {
        ciphertext,
        associated_data,
        nonce,
        ..
    } = envelope.resource;
    let opened = open(api_v3_key, &nonce, &associated_data, &ciphertext)
        .map_err(|Unsound(why)| NoticeRefused::Unreadable(why))?;
    let content: Value = serde_json::from_slice(&opened)
        .map_err(|_| NoticeRefused::Unreadable("the resource is no JSON"))?;
    let read_failed = |_| NoticeRefused::Unreadable("the resource lacks a member");
    match envelope.event_type.split_once('.') {
        Some(("TRANSACTION", _)) => serde_json::from_value(content)
            .map(Notice::Transaction)
            .map_err(read_failed),
        Some(("REFUND", _)) => serde_json::from_value(content)
            .map(Notice::Refund)
            .map_err(read_failed),
        _ => Ok(Notice::Other),
    }
}
