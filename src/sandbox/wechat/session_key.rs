//! Is the session key still good, and a new one for the asking. Both are GET, both are signed.

use aws_lc_rs::hmac;
use serde_json::json;

use super::super::Sandbox;
use super::super::state::{Event, hex};
use super::{Answer, Call, Refusal, fresh_session_key, refusal};

pub fn check(sandbox: &Sandbox, call: &Call) -> Answer {
    signed_by(sandbox, call)?;
    Ok(json!({"errcode": 0, "errmsg": "ok"}))
}

pub fn reset(sandbox: &Sandbox, call: &Call) -> Answer {
    let openid = signed_by(sandbox, call)?;
    let session_key = fresh_session_key();
    sandbox.world().record(Event::SessionKeySet {
        openid: openid.clone(),
        session_key: session_key.clone(),
    });
    Ok(json!({"errcode": 0, "errmsg": "ok", "openid": openid, "session_key": session_key}))
}

/// The openid whose present session key signed the call.
fn signed_by(sandbox: &Sandbox, call: &Call) -> Result<String, Refusal> {
    let openid = call
        .parameter("openid")
        .ok_or(refusal(40003, "invalid openid"))?;
    let world = sandbox.world();
    if world.state.person_by_openid(openid).is_none() {
        return Err(refusal(40003, "invalid openid"));
    }
    let session_key = world
        .state
        .session_keys
        .get(openid)
        .ok_or(refusal(87007, "session_key is not existd or expired"))?;
    let signed = call.parameter("sig_method") == Some("hmac_sha256")
        && call.parameter("signature") == Some(signature(session_key).as_str());
    if signed {
        Ok(openid.to_owned())
    } else {
        Err(refusal(87009, "invalid signature"))
    }
}

/// Over nothing, with the base64 text itself as key: not with the bytes it stands for.
pub fn signature(session_key: &str) -> String {
    let key = hmac::Key::new(hmac::HMAC_SHA256, session_key.as_bytes());
    hex(hmac::sign(&key, b"").as_ref())
}
