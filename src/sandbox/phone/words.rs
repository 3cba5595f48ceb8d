//! What the demo phone is asked, checked as strictly as the court's own API, and how it says no.

use actix_web::error::JsonPayloadError;
use actix_web::http::StatusCode;
use actix_web::{HttpResponse, ResponseError};
use serde::Deserialize;
use serde::de::IntoDeserializer;
use serde_json::json;
use uuid::Uuid;

use super::super::pay::{PayFault, PayFaultMode};
use super::super::state::{CodeKind, Fault, FaultMode, Service};
use super::super::tencent::is_valid_id_number;

const LONGEST_NAME: usize = 30;
const MOST_TIMES: u32 = 10_000;
const MOST_SUBSCRIPTIONS: u32 = 1_000;
/// Ten years: far enough for every deadline.
const FARTHEST_S: i64 = 3_660 * 86_400;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AddPerson {
    name: String,
    phone: String,
    /// Of a resident ID; the register then knows it as this person's alone.
    #[serde(default)]
    id_number: Option<String>,
}

/// A person to be added, checked.
pub struct NewPerson {
    pub name: String,
    pub phone: String,
    pub id_number: Option<String>,
}

impl AddPerson {
    pub fn checked(self) -> Result<NewPerson, Problem> {
        let name = self.name.trim();
        if name.is_empty()
            || name.chars().count() > LONGEST_NAME
            || name.chars().any(char::is_control)
        {
            return Err(Problem::wrong("/name", "请填姓名，最多 30 个字"));
        }
        let phone = self.phone;
        let mobile = phone.len() == 11
            && phone.chars().all(|sign| sign.is_ascii_digit())
            && phone.starts_with('1')
            && !phone[1..].starts_with(['0', '1', '2']);
        if !mobile {
            return Err(Problem::wrong(
                "/phone",
                "请填 11 位手机号码，例如 13800138000",
            ));
        }
        let id_number = self.id_number.filter(|number| !number.is_empty());
        if id_number
            .as_deref()
            .is_some_and(|number| !is_valid_id_number(number))
        {
            return Err(Problem::wrong(
                "/id_number",
                "身份证号码的校验码不对，例如可以用 110101190001010014",
            ));
        }
        Ok(NewPerson {
            name: name.to_owned(),
            phone,
            id_number,
        })
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RequestCode {
    pub person_id: Uuid,
    pub kind: CodeKind,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AcceptSubscriptions {
    pub openid: String,
    pub template_id: String,
    pub count: u32,
}

impl AcceptSubscriptions {
    pub fn checked(self) -> Result<Self, Problem> {
        if (1..=MOST_SUBSCRIPTIONS).contains(&self.count) {
            Ok(self)
        } else {
            Err(Problem::wrong("/count", "次数要在 1 到 1000 之间"))
        }
    }
}

/// `of` says who is in trouble: WeChat (without it), or WeChat Pay, whose troubles have names of their own.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SetFault {
    /// Whose trouble; WeChat's when left out.
    #[serde(default)]
    pub at: Option<Service>,
    #[serde(default)]
    of: FaultOf,
    mode: String,
    #[serde(default = "once")]
    times: u32,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FaultOf {
    #[default]
    Wechat,
    Pay,
}

#[derive(Debug)]
pub enum AskedFault {
    WeChat(Fault),
    Of(Service, Fault),
    Pay(PayFault),
}

fn once() -> u32 {
    1
}

impl SetFault {
    pub fn checked(self) -> Result<AskedFault, Problem> {
        if self.mode != "none" && !(1..=MOST_TIMES).contains(&self.times) {
            return Err(Problem::wrong("/times", "次数要在 1 到 10000 之间"));
        }
        Ok(match self.of {
            FaultOf::Wechat => {
                let fault = match mode(&self.mode)? {
                    FaultMode::None => Fault::default(),
                    mode => Fault {
                        mode,
                        remaining: self.times,
                    },
                };
                match self.at {
                    None => AskedFault::WeChat(fault),
                    Some(service) => AskedFault::Of(service, fault),
                }
            }
            FaultOf::Pay => AskedFault::Pay(match mode(&self.mode)? {
                PayFaultMode::None => PayFault::default(),
                mode => PayFault {
                    mode,
                    remaining: self.times,
                },
            }),
        })
    }
}

/// Each stand-in has its own troubles.
fn mode<T: for<'de> Deserialize<'de>>(name: &str) -> Result<T, Problem> {
    T::deserialize(name.into_deserializer())
        .map_err(|_: serde::de::value::Error| Problem::wrong("/mode", "没有这种毛病"))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AdvanceClock {
    advance_s: i64,
}

impl AdvanceClock {
    /// The clock goes forward only: what was sealed later must not come to lie earlier.
    pub fn checked(self) -> Result<i64, Problem> {
        if (0..=FARTHEST_S).contains(&self.advance_s) {
            Ok(self.advance_s)
        } else {
            Err(Problem::wrong("/advance_s", "时间只能往前走，一次最多十年"))
        }
    }
}

#[derive(Debug, thiserror::Error)]
pub enum Problem {
    #[error("这个请求来自别的网站，没有照办")]
    OtherOrigin,
    #[error("演示手机上没有这一页")]
    NotFound,
    #[error("{detail}")]
    Wrong {
        pointer: &'static str,
        detail: String,
    },
    #[error("内容不是 JSON：{0}")]
    NotJson(String),
    #[error("请用 Content-Type: application/json 发送")]
    ContentType,
    #[error("内容太长，最多 16 KB")]
    TooLarge,
    #[error("时间没有改成，请看服务器的记录")]
    ClockStuck,
}

impl Problem {
    pub fn wrong(pointer: &'static str, detail: &str) -> Self {
        Self::Wrong {
            pointer,
            detail: detail.to_owned(),
        }
    }

    fn code(&self) -> &'static str {
        match self {
            Self::OtherOrigin => "sandbox.other_origin",
            Self::NotFound => "sandbox.not_found",
            Self::Wrong { .. } => "sandbox.wrong_input",
            Self::NotJson(_) => "sandbox.not_json",
            Self::ContentType => "sandbox.content_type",
            Self::TooLarge => "sandbox.too_large",
            Self::ClockStuck => "sandbox.clock_stuck",
        }
    }
}

impl From<JsonPayloadError> for Problem {
    fn from(error: JsonPayloadError) -> Self {
        match error {
            JsonPayloadError::Overflow { .. } | JsonPayloadError::OverflowKnownLength { .. } => {
                Self::TooLarge
            }
            JsonPayloadError::ContentType => Self::ContentType,
            JsonPayloadError::Deserialize(error) if error.is_data() => {
                Self::wrong("", &error.to_string())
            }
            other => Self::NotJson(other.to_string()),
        }
    }
}

impl ResponseError for Problem {
    fn status_code(&self) -> StatusCode {
        match self {
            Self::OtherOrigin => StatusCode::FORBIDDEN,
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::Wrong { .. } => StatusCode::UNPROCESSABLE_ENTITY,
            Self::NotJson(_) => StatusCode::BAD_REQUEST,
            Self::ContentType => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::ClockStuck => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    fn error_response(&self) -> HttpResponse {
        let status = self.status_code();
        let detail = self.to_string();
        let mut problem = json!({
            "type": "about:blank", "title": status.canonical_reason(), "status": status.as_u16(), "code": self.code(), "detail": detail,
        });
        if let Self::Wrong { pointer, .. } = self {
            problem["errors"] =
                json!([{"pointer": pointer, "code": self.code(), "detail": detail}]);
        }
        HttpResponse::build(status)
            .content_type("application/problem+json")
            .body(problem.to_string())
    }
}
