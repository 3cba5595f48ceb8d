//! The face check, 2.0: `getverifyid`, then the phone, then `queryverifyinfo`.
//!
//! WeChat holds the second call against the first: another openid, serial or paper is an `errcode`, not a `verify_ret`.
//! Whether the face passed is decided on the page `/sandbox/face-check`.

use aws_lc_rs::digest::{SHA256, digest};
use base64::{Engine, engine::general_purpose::STANDARD};
use chrono::TimeDelta;
use serde_json::{Map, Value, json};

use super::super::Sandbox;
use super::super::state::{Event, FaceCheck, FaceResult, hex, random_text};
use super::{Answer, Call, Refusal, refusal};

const LIFE: TimeDelta = TimeDelta::seconds(3600);
const PASSED: i64 = 10_000;
/// Nobody has looked into the camera yet.
const NOT_DONE: i64 = 90_002;
const CANCELLED: i64 = 90_004;
const OTHER_FACE: i64 = 10_004;

const INVALID: Refusal = refusal(84001, "invalid identify id");

pub fn begin(sandbox: &Sandbox, call: &Call) -> Answer {
    let empty = refusal(84006, "name or id_card_number empty");
    let serial = call
        .text("out_seq_no")
        .ok_or(refusal(40097, "invalid args"))?;
    let openid = call
        .text("openid")
        .ok_or(refusal(40003, "invalid openid"))?;
    let Some(paper) = call.body.get("cert_info").and_then(Value::as_object) else {
        return Err(empty);
    };
    let (Some("IDENTITY_CARD"), Some(_), Some(number)) = (
        text(paper, "cert_type"),
        text(paper, "cert_name"),
        text(paper, "cert_no"),
    ) else {
        return Err(empty);
    };
    let check = FaceCheck {
        verify_id: format!("V2_{}", random_text(61)),
        serial: serial.to_owned(),
        openid: openid.to_owned(),
        cert_hash: cert_hash(paper),
        id_number: number.to_owned(),
        at: sandbox.now(),
        result: FaceResult::Waiting,
    };
    let mut world = sandbox.world();
    if world.state.person_by_openid(openid).is_none() {
        return Err(refusal(40003, "invalid openid"));
    }
    if world
        .state
        .face_checks
        .values()
        .any(|old| old.serial == serial)
    {
        return Err(refusal(40097, "invalid args: out_seq_no repeated"));
    }
    let answer = json!({
        "errcode": 0, "errmsg": "ok", "verify_id": check.verify_id, "expires_in": LIFE.num_seconds(),
    });
    world.record(Event::FaceCheckBegun(check));
    Ok(answer)
}

fn text<'a>(paper: &'a Map<String, Value>, name: &str) -> Option<&'a str> {
    paper
        .get(name)
        .and_then(Value::as_str)
        .filter(|text| !text.is_empty())
}

/// Each field in base64, joined, SHA-256 in hex.
fn cert_hash(paper: &Map<String, Value>) -> String {
    let encoded = |name| STANDARD.encode(text(paper, name).unwrap_or_default());
    let joined = format!(
        "cert_type={}&cert_name={}&cert_no={}",
        encoded("cert_type"),
        encoded("cert_name"),
        encoded("cert_no")
    );
    hex(digest(&SHA256, joined.as_bytes()).as_ref())
}

pub fn outcome(sandbox: &Sandbox, call: &Call) -> Answer {
    let now = sandbox.now();
    let world = sandbox.world();
    let check = call
        .text("verify_id")
        .and_then(|id| world.state.face_checks.get(id))
        .ok_or(INVALID)?;
    let same = call.text("openid") == Some(&check.openid)
        && call.text("out_seq_no") == Some(&check.serial)
        && call.text("cert_hash") == Some(&check.cert_hash);
    if !same || now - check.at >= LIFE {
        return Err(INVALID);
    }
    let owner = world
        .state
        .people
        .iter()
        .find(|person| person.id_number.as_ref() == Some(&check.id_number));
    let verify_ret = match check.result {
        FaceResult::Waiting => NOT_DONE,
        FaceResult::Cancel => CANCELLED,
        FaceResult::Fail => OTHER_FACE,
        // The phone's owner looked into the camera, and the number is somebody else's.
        FaceResult::Pass | FaceResult::Odd
            if owner.is_some_and(|owner| owner.openid != check.openid) =>
        {
            OTHER_FACE
        }
        FaceResult::Pass | FaceResult::Odd => PASSED,
    };
    let errcode = if check.result == FaceResult::Odd {
        84002
    } else {
        0
    };
    Ok(json!({"errcode": errcode, "errmsg": "ok", "verify_ret": verify_ret}))
}
