//! `wx.login` at the server's end: a code for an openid and a session key.

use chrono::TimeDelta;
use serde_json::{Value, json};

use super::super::Sandbox;
use super::super::state::{CodeKind, Event, Person};
use super::{Answer, Call, Refusal, fresh_session_key, refusal};

const CODE_LIFE: TimeDelta = TimeDelta::minutes(5);

pub enum CodeTrouble {
    Invalid,
    Used,
}

/// Success has no `errcode` at all.
pub fn code_to_session(sandbox: &Sandbox, call: &Call) -> Answer {
    let grant_type = ("authorization_code", call.parameter("grant_type"));
    sandbox.check_app(
        call.parameter("appid"),
        call.parameter("secret"),
        grant_type,
    )?;
    let code = call
        .parameter("js_code")
        .ok_or(refusal(41008, "missing code"))?;
    let person = sandbox.use_code(code, CodeKind::Login).map_err(in_words)?;
    let session_key = fresh_session_key();
    let mut session = json!({"session_key": session_key, "openid": person.openid});
    if let Some(unionid) = person.unionid {
        session["unionid"] = Value::String(unionid);
    }
    sandbox.world().record(Event::SessionKeySet {
        openid: person.openid,
        session_key,
    });
    Ok(session)
}

fn in_words(trouble: CodeTrouble) -> Refusal {
    match trouble {
        CodeTrouble::Invalid => refusal(40029, "invalid code"),
        CodeTrouble::Used => refusal(40163, "code been used"),
    }
}

impl Sandbox {
    /// Whose code it is; from now on it is used.
    pub(super) fn use_code(&self, code: &str, kind: CodeKind) -> Result<Person, CodeTrouble> {
        let now = self.now();
        let mut world = self.world();
        let issued = world
            .state
            .codes
            .get(code)
            .filter(|issued| issued.kind == kind)
            .ok_or(CodeTrouble::Invalid)?;
        if issued.used {
            return Err(CodeTrouble::Used);
        }
        if now - issued.at >= CODE_LIFE {
            return Err(CodeTrouble::Invalid);
        }
        let person = world.state.person(issued.person_id).cloned();
        let person = person.ok_or(CodeTrouble::Invalid)?;
        world.record(Event::CodeUsed {
            code: code.to_owned(),
        });
        Ok(person)
    }
}
