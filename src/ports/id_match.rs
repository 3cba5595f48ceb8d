//! Whether a name and a resident ID number belong together, asked of the authority's register.
//!
//! Through Tencent Cloud's `IdCardVerification` (faceid 2018-03-01). A mainland resident ID alone can
//! be asked about; other papers are looked at by a clerk.

use std::time::Duration;

use secrecy::{ExposeSecret, SecretString};
use serde_json::json;
use url::Url;

use super::tencent::{CallError, Tencent};
use crate::kit::problem::Problem;

/// What can go wrong, in words for people.
pub mod errors {
    crate::error_table! {
        UNAVAILABLE = 503, "id_match.unavailable",
            "身份核对系统暂时没有回应，请过几分钟再试。不是您的问题，填的内容没有丢。",
            "The identity register does not answer just now. Try again in a few minutes; it is not your fault.";
    }
}

pub const SERVICE: &str = "faceid";
pub const VERSION: &str = "2018-03-01";
const BUDGET: Duration = Duration::from_millis(8500);

/// Where Tencent Cloud answers, unless a setting says otherwise.
pub fn base() -> Result<Url, url::ParseError> {
    Url::parse("https://faceid.tencentcloudapi.com/")
}

#[derive(Clone)]
#[expect(
    clippy::large_enum_variant,
    reason = "there is one a process, and it never moves"
)]
pub enum IdMatch {
    /// No provider: a claim is recorded, and a face check or a clerk's look decides.
    Off,
    Tencent(Tencent),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Match {
    Same,
    Different,
    /// The register has no such record, or won't be asked about it again today.
    Undecided,
}

impl IdMatch {
    pub fn is_on(&self) -> bool {
        !matches!(self, IdMatch::Off)
    }

    pub async fn ask(&self, name: &str, number: &SecretString) -> Result<Match, Problem> {
        let IdMatch::Tencent(tencent) = self else {
            return Ok(Match::Undecided);
        };
        let body = json!({"IdCard": number.expose_secret(), "Name": name});
        let answer = tencent
            .call_often("IdCardVerification", &body, BUDGET)
            .await
            .map_err(away)?;
        match answer["Result"].as_str() {
            Some("0") => Ok(Match::Same),
            // -2 and -3: the register holds the number or the name to be impossible.
            Some("-1" | "-2" | "-3") => Ok(Match::Different),
            // -5: no record; -7: asked too often today.
            Some("-5" | "-7") => Ok(Match::Undecided),
            // -4 and -6: the register is away or being upgraded.
            _ => Err(Problem::new(&errors::UNAVAILABLE).because("the register could not answer")),
        }
    }
}

fn away(error: CallError) -> Problem {
    let problem = Problem::new(&errors::UNAVAILABLE);
    match error {
        CallError::NotDone(why) | CallError::Unknown(why) => problem.because(why),
        CallError::Code(code) => problem.because(code),
    }
}
