//! One file per outside thing, each an enum or a client of real implementations.

pub mod blobs;
pub mod cache;
pub mod face;
pub mod id_match;
pub mod pay;
pub mod pdf;
pub mod sms;
pub mod tencent;
pub mod wechat;
