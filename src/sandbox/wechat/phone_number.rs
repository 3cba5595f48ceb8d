//! The phone number behind a `getPhoneNumber` code.

use serde_json::json;

use super::super::Sandbox;
use super::super::state::CodeKind;
use super::{Answer, Call, refusal};

const COUNTRY: &str = "86";

/// A used, an old and an unknown code all answer 40029 here; only log-in tells them apart.
pub fn get(sandbox: &Sandbox, call: &Call) -> Answer {
    let code = call.text("code").ok_or(refusal(40029, "invalid code"))?;
    let person = sandbox
        .use_code(code, CodeKind::Phone)
        .map_err(|_| refusal(40029, "invalid code"))?;
    Ok(json!({
        "errcode": 0,
        "errmsg": "ok",
        "phone_info": {
            "phoneNumber": person.phone,
            "purePhoneNumber": person.phone,
            "countryCode": COUNTRY,
            "watermark": {"timestamp": sandbox.now().timestamp(), "appid": sandbox.0.app_id},
        },
    }))
}
