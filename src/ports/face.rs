//! WeChat's face check, 2.0: `getverifyid` begins one, the phone runs it, `queryverifyinfo` tells the outcome.
//!
//! What the phone says of it proves nothing. Passed means `errcode` 0 and `verify_ret` 10000, and
//! nothing less. No image comes our way (`getimage` is not called).

use aws_lc_rs::digest::{SHA256, digest};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use data_encoding::HEXLOWER;
use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;
use serde_json::json;

use super::wechat::{CallError, WeChat};
use crate::kit::problem::Problem;

/// What can go wrong with a face check, in words for people.
pub mod errors {
    crate::error_table! {
        NOT_CONFIGURED = 503, "face.not_configured",
            "法院没有开通刷脸，请录一段视频由工作人员核对，效力一样。", "The court offers no face check. Send a short video instead; it counts the same.";
        UNAVAILABLE = 503, "face.unavailable",
            "微信刷脸暂时没有回应，请过几分钟再试，或录一段视频由工作人员核对。不是您的问题。",
            "WeChat's face check does not answer just now. Try again in a few minutes, or send a video; it is not your fault.";
        REFUSED = 503, "face.refused",
            "法院和微信刷脸之间的连接需要检修，我们会处理。请先录一段视频由工作人员核对。",
            "The court's link to WeChat's face check needs repair. Please send a video instead.";
    }
}

const PASSED: i64 = 10_000;
/// The only kind that WeChat's interface takes.
const CARD: &str = "IDENTITY_CARD";
/// WeChat's default, where its answer names none.
const LIFE_S: i64 = 3600;

#[derive(Clone)]
#[expect(
    clippy::large_enum_variant,
    reason = "there is one a process, and it never moves"
)]
pub enum Face {
    Off,
    WeChat(WeChat),
}

/// Whose face is to be compared. Both calls carry it, and WeChat refuses when they differ.
pub struct Subject<'a> {
    pub open_id: &'a str,
    pub name: &'a str,
    pub id_number: &'a SecretString,
    /// Our serial number, unique for each check.
    pub serial: &'a str,
}

pub struct Begun {
    pub verify_id: String,
    /// Seconds.
    pub expires_in: i64,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    Passed,
    /// WeChat's `verify_ret`, or its `errcode` when it does not answer for this check.
    NotPassed(i64),
}

#[derive(Deserialize)]
struct VerifyId {
    verify_id: String,
    expires_in: Option<i64>,
}

impl Face {
    pub fn is_on(&self) -> bool {
        !matches!(self, Face::Off)
    }

    fn wechat(&self) -> Result<&WeChat, Problem> {
        match self {
            Face::WeChat(wechat) => Ok(wechat),
            Face::Off => Err(Problem::new(&errors::NOT_CONFIGURED)),
        }
    }

    /// Begins a check.
    pub async fn begin(&self, subject: &Subject<'_>) -> Result<Begun, Problem> {
        let body = json!({
            "out_seq_no": subject.serial, "openid": subject.open_id,
            "cert_info": {"cert_type": CARD, "cert_name": subject.name, "cert_no": subject.id_number.expose_secret()},
        });
        let answer = self
            .wechat()?
            .post("/cityservice/face/identify/getverifyid", &body)
            .await
            .map_err(away)?;
        let unreadable =
            || Problem::new(&errors::UNAVAILABLE).because("no verify_id in the answer");
        let begun: VerifyId = serde_json::from_value(answer).map_err(|_| unreadable())?;
        // Longer than WeChat says it ever is: not something to store.
        if begun.verify_id.is_empty() || begun.verify_id.len() > 256 {
            return Err(unreadable());
        }
        Ok(Begun {
            verify_id: begun.verify_id,
            expires_in: begun.expires_in.unwrap_or(LIFE_S).clamp(1, LIFE_S),
        })
    }

    /// Asks for the outcome. An `errcode` about this check is "not passed", whatever `verify_ret` says.
    pub async fn outcome(
        &self,
        verify_id: &str,
        subject: &Subject<'_>,
    ) -> Result<Outcome, Problem> {
        let body = json!({
            "verify_id": verify_id, "out_seq_no": subject.serial, "openid": subject.open_id,
            "cert_hash": cert_hash(CARD, subject.name, subject.id_number),
        });
        let answer = self
            .wechat()?
            .post("/cityservice/face/identify/queryverifyinfo", &body)
            .await;
        match answer {
            Ok(answer) => Ok(match answer["verify_ret"].as_i64() {
                Some(PASSED) => Outcome::Passed,
                Some(other) => Outcome::NotPassed(other),
                None => Outcome::NotPassed(0),
            }),
            Err(CallError::Code(code)) if is_about_the_check(code) => Ok(Outcome::NotPassed(code)),
            Err(error) => Err(away(error)),
        }
    }
}

/// 84001 and its neighbours: no such check, or not with this paper or person.
fn is_about_the_check(code: i64) -> bool {
    (84_000..85_000).contains(&code)
}

fn away(error: CallError) -> Problem {
    match error {
        CallError::NotConfigured => Problem::new(&errors::NOT_CONFIGURED),
        CallError::Code(code @ (-1 | 45009 | 45011)) => {
            Problem::new(&errors::UNAVAILABLE).because(format!("errcode {code}"))
        }
        CallError::Code(code) => Problem::new(&errors::REFUSED).because(format!("errcode {code}")),
        CallError::NotDone(why) | CallError::Unknown(why) => {
            Problem::new(&errors::UNAVAILABLE).because(why)
        }
    }
}

/// WeChat's digest of a paper: each field in base64, joined, SHA-256 in lower-case hex.
fn cert_hash(kind: &str, name: &str, number: &SecretString) -> String {
    let text = format!(
        "cert_type={}&cert_name={}&cert_no={}",
        STANDARD.encode(kind),
        STANDARD.encode(name),
        STANDARD.encode(number.expose_secret())
    );
    HEXLOWER.encode(digest(&SHA256, text.as_bytes()).as_ref())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The worked example of WeChat's own document.
    #[test]
    fn the_digest_of_wechats_own_example() {
        assert_eq!(
            cert_hash(CARD, "张三", &SecretString::from("310101199801011234")),
            "3c241f7ff324977aeb91f173bb2a7b06569e6fd784d5573db34a636d8671108b"
        );
    }
}
