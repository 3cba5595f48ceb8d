//! `msg_sec_check`, version 2: whether a text may be shown to others.

use serde_json::{Value, json};

use super::super::Sandbox;
use super::{Answer, Call, fresh_trace, refusal};

const LONGEST: usize = 2_500;
/// The text WeChat's own documents give as one that does not pass.
const RISKY: &str = "特3456书yuuo莞6543李zxcz蒜7782法fgnv级";
/// Advertising is for a person to look at.
const DOUBTFUL: &str = "加微信领红包";

/// `errcode` is 0 for risky text too: the verdict is `result.suggest`.
pub fn check(sandbox: &Sandbox, call: &Call) -> Answer {
    let content = call
        .text("content")
        .ok_or(refusal(44002, "empty content"))?;
    if call.body.get("version").and_then(Value::as_i64) != Some(2) {
        return Err(refusal(47001, "data format error"));
    }
    let scene = call.body.get("scene").and_then(Value::as_i64);
    if !scene.is_some_and(|scene| (1..=4).contains(&scene)) {
        return Err(refusal(40129, "invalid scene"));
    }
    let openid = call.text("openid").unwrap_or_default();
    if sandbox.world().state.person_by_openid(openid).is_none() {
        return Err(refusal(40003, "invalid openid"));
    }
    if content.chars().count() > LONGEST {
        return Err(refusal(45002, "content size out of limit"));
    }
    let (suggest, label) = if content.contains(RISKY) {
        ("risky", 20006)
    } else if content.contains(DOUBTFUL) {
        ("review", 10001)
    } else {
        ("pass", 100)
    };
    Ok(json!({
        "errcode": 0,
        "errmsg": "ok",
        "result": {"suggest": suggest, "label": label},
        "detail": [{"strategy": "content_model", "errcode": 0, "suggest": suggest, "label": label, "prob": 90}],
        "trace_id": fresh_trace(),
    }))
}
