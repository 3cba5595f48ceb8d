//! SMS by Tencent Cloud (`SendSms`): reminders for those whom WeChat does not reach (OLR 32).
//!
//! Never repeated when its outcome is unknown: people must not get it twice, and each one costs.

use std::collections::BTreeMap;

use secrecy::{ExposeSecret, SecretString};
use serde_json::json;
use url::Url;

use super::tencent::{CallError, Tencent};

pub const SERVICE: &str = "sms";
pub const VERSION: &str = "2021-01-11";
/// Any of the service's regions sends to every number.
pub const REGION: &str = "ap-guangzhou";

/// Where Tencent Cloud listens, when the settings name no other place.
///
/// # Errors
/// Never: the address is a constant.
pub fn base() -> Result<Url, url::ParseError> {
    Url::parse("https://sms.tencentcloudapi.com/")
}

#[derive(Clone)]
pub enum Sms {
    Off,
    Tencent(Box<Sender>),
}

/// As whom, and with which texts.
#[derive(Clone)]
pub struct Sender {
    pub tencent: Tencent,
    pub sdk_app_id: String,
    /// 签名, as approved: what stands in 【】 before the text.
    pub sign_name: String,
    /// Template ids by our name for each.
    pub templates: BTreeMap<String, String>,
}

impl Sms {
    /// Whether there is a provider with a template of this name.
    pub fn can_send(&self, template: &str) -> bool {
        match self {
            Sms::Off => false,
            Sms::Tencent(sender) => sender.templates.contains_key(template),
        }
    }

    /// One message; `words` fill the template's places in order.
    ///
    /// # Errors
    /// As the call ended; a number that Tencent refuses is [`CallError::Code`].
    pub async fn send(
        &self,
        phone: &SecretString,
        template: &str,
        words: &[String],
    ) -> Result<(), CallError> {
        let Sms::Tencent(sender) = self else {
            return Err(CallError::Code("no provider".to_owned()));
        };
        let Some(template_id) = sender.templates.get(template) else {
            return Err(CallError::Code("no template of this name".to_owned()));
        };
        let body = json!({
            "PhoneNumberSet": [international(phone.expose_secret())],
            "SmsSdkAppId": sender.sdk_app_id,
            "SignName": sender.sign_name,
            "TemplateId": template_id,
            "TemplateParamSet": words,
        });
        let answer = sender.tencent.call("SendSms", &body).await?;
        // One number, so one status; the call itself succeeds even where the number is refused.
        match answer["SendStatusSet"][0]["Code"].as_str() {
            Some("Ok") => Ok(()),
            Some(code) => Err(CallError::Code(code.to_owned())),
            None => Err(CallError::Unknown("no status in the answer")),
        }
    }
}

/// E.164; ours are kept without the country code when they are of the mainland.
fn international(phone: &str) -> String {
    let bare: String = phone.chars().filter(|c| *c != ' ').collect();
    match bare.starts_with('+') {
        true => bare,
        false => format!("+86{bare}"),
    }
}

#[cfg(test)]
mod tests {
    use super::international;

    #[test]
    fn numbers_go_out_with_their_country() {
        assert_eq!(international("13800138000"), "+8613800138000");
        assert_eq!(international("+852 51234567"), "+85251234567");
    }
}
