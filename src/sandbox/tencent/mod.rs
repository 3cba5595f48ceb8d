//! Tencent Cloud, as far as the court calls it: API 3.0, signed with TC3-HMAC-SHA256, checked to the letter.
//!
//! Tencent answers a wrong call with 200 and `Response.Error`. On the same listener as WeChat: a POST to `/`.

mod id_card;
mod send_sms;
mod signature;

use actix_web::{HttpRequest, HttpResponse, web};
use serde_json::{Map, Value, json};
use uuid::Uuid;

use super::Sandbox;
use super::state::Service;
use super::wechat::fault;

pub use id_card::is_valid as is_valid_id_number;

/// `Code` and `Message` of `Response.Error`.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Refusal(&'static str, &'static str);

struct Action {
    service: &'static str,
    name: &'static str,
    version: &'static str,
    needs_region: bool,
    members: &'static [&'static str],
    /// Whose faults it meets.
    trouble: Service,
    answer: fn(&Sandbox, &Map<String, Value>) -> Result<Value, Refusal>,
}

static ACTIONS: &[Action] = &[
    Action {
        service: "faceid",
        name: "IdCardVerification",
        version: "2018-03-01",
        needs_region: false,
        members: &["IdCard", "Name"],
        trouble: Service::IdMatch,
        answer: id_card::verify,
    },
    Action {
        service: "sms",
        name: "SendSms",
        version: "2021-01-11",
        needs_region: true,
        members: &[
            "PhoneNumberSet",
            "SmsSdkAppId",
            "SignName",
            "TemplateId",
            "TemplateParamSet",
        ],
        trouble: Service::Sms,
        answer: send_sms::send,
    },
];

pub(super) async fn answer(
    sandbox: web::Data<Sandbox>,
    request: HttpRequest,
    body: web::Bytes,
) -> HttpResponse {
    if let Some(action) = action_of(&request)
        && let Some(response) = fault::meet_at(&sandbox, action.trouble).await
    {
        return response;
    }
    let request_id = Uuid::new_v4().to_string();
    let mut response = match sandbox.take_signed_call(&request, &body) {
        Ok(response) => response,
        Err(Refusal(code, message)) => {
            tracing::warn!(code, "a call Tencent Cloud would refuse");
            json!({"Error": {"Code": code, "Message": message}})
        }
    };
    response["RequestId"] = json!(request_id);
    HttpResponse::Ok().json(json!({ "Response": response }))
}

fn action_of(request: &HttpRequest) -> Option<&'static Action> {
    let name = request.headers().get("X-TC-Action")?.to_str().ok()?;
    ACTIONS.iter().find(|action| action.name == name)
}

impl Sandbox {
    fn take_signed_call(&self, request: &HttpRequest, body: &[u8]) -> Result<Value, Refusal> {
        let header = |name: &str| {
            request
                .headers()
                .get(name)
                .and_then(|value| value.to_str().ok())
                .unwrap_or_default()
        };
        let service = signature::check(self, request, body)?;
        let action = action_of(request)
            .filter(|action| action.service == service)
            .ok_or(Refusal("InvalidAction", "no such action of this service"))?;
        if header("X-TC-Version") != action.version {
            return Err(Refusal("NoSuchVersion", "no such version of this service"));
        }
        if action.needs_region && header("X-TC-Region").is_empty() {
            return Err(Refusal("MissingParameter", "X-TC-Region is missing"));
        }
        let Ok(Value::Object(members)) = serde_json::from_slice(body) else {
            return Err(Refusal("InvalidParameter", "the body is not a JSON object"));
        };
        if members
            .keys()
            .any(|name| !action.members.contains(&name.as_str()))
        {
            return Err(Refusal(
                "UnknownParameter",
                "a member that this action does not know",
            ));
        }
        (action.answer)(self, &members)
    }
}
