//! `SendSms`: one text to up to 200 numbers, by an approved template.

use serde_json::{Map, Value, json};
use uuid::Uuid;

use super::super::Sandbox;
use super::super::state::{Event, Sms};
use super::Refusal;

/// Tencent's own limit of one place in a template.
const LONGEST_WORD: usize = 20;

pub(super) fn send(sandbox: &Sandbox, body: &Map<String, Value>) -> Result<Value, Refusal> {
    let text = |name: &str| body.get(name).and_then(Value::as_str);
    let sms = &sandbox.0.sms;
    if text("SmsSdkAppId") != Some(&sms.sdk_app_id) {
        return Err(Refusal(
            "UnauthorizedOperation.SmsSdkAppIdVerifyFail",
            "no such SmsSdkAppId",
        ));
    }
    let numbers = texts(body, "PhoneNumberSet")?;
    if numbers.is_empty() || numbers.len() > 200 {
        return Err(Refusal(
            "InvalidParameterValue.ContentLengthLimit",
            "1 to 200 numbers",
        ));
    }
    let words = texts(body, "TemplateParamSet")?;
    let (name, id, places) = sms
        .templates
        .iter()
        .find(|(_, id, _)| text("TemplateId") == Some(id))
        .ok_or(Refusal(
            "FailedOperation.TemplateIncorrectOrUnapproved",
            "no such template",
        ))?;
    if text("SignName") != Some(&sms.sign_name) {
        return Err(Refusal(
            "FailedOperation.SignatureIncorrectOrUnapproved",
            "no such signature",
        ));
    }
    let filled = fill(places, &words)?;
    let at = sandbox.now();
    let mut world = sandbox.world();
    let statuses: Vec<Value> = numbers
        .iter()
        .map(|number| {
            let code = if is_number(number) { "Ok" } else { "InvalidParameterValue.IncorrectPhoneNumber" };
            if code == "Ok" {
                world.record(Event::SmsSent(Sms {
                    at,
                    to: (*number).to_owned(),
                    text: format!("【{}】{filled}", sms.sign_name),
                    template: name.clone(),
                    template_id: id.clone(),
                }));
            }
            json!({
                "SerialNo": format!("2640:{}", Uuid::new_v4().simple()), "PhoneNumber": number, "Fee": u8::from(code == "Ok"),
                "SessionContext": "", "Code": code, "Message": if code == "Ok" { "send success" } else { code }, "IsoCode": "CN",
            })
        })
        .collect();
    Ok(json!({ "SendStatusSet": statuses }))
}

fn texts<'a>(body: &'a Map<String, Value>, name: &'static str) -> Result<Vec<&'a str>, Refusal> {
    let refused = Refusal("InvalidParameter", "a list of texts is wanted");
    match body.get(name) {
        Some(Value::Array(items)) => items
            .iter()
            .map(|item| {
                item.as_str()
                    .ok_or(Refusal("InvalidParameter", "a list of texts is wanted"))
            })
            .collect(),
        _ => Err(refused),
    }
}

/// `{1}`, `{2}` … by the words; as many words as places, none of them too long.
fn fill(places: &str, words: &[&str]) -> Result<String, Refusal> {
    let wrong = || {
        Refusal(
            "FailedOperation.TemplateParamSetNotMatchApprovedTemplate",
            "words do not fit the template",
        )
    };
    let mut filled = places.to_owned();
    for (index, word) in words.iter().enumerate() {
        let place = format!("{{{}}}", index + 1);
        if !filled.contains(&place) || word.is_empty() || word.chars().count() > LONGEST_WORD {
            return Err(wrong());
        }
        filled = filled.replace(&place, word);
    }
    if filled.contains('{') {
        Err(wrong())
    } else {
        Ok(filled)
    }
}

/// E.164.
fn is_number(text: &str) -> bool {
    text.strip_prefix('+').is_some_and(|digits| {
        (7..=15).contains(&digits.len()) && digits.chars().all(|c| c.is_ascii_digit())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_template_is_filled_exactly() {
        assert_eq!(
            fill("案号{1}：{2}", &["*45", "已立案"]).unwrap(),
            "案号*45：已立案"
        );
        for words in [&["*45"][..], &["*45", "已立案", "多"], &["*45", ""]] {
            assert!(fill("案号{1}：{2}", words).is_err());
        }
    }

    #[test]
    fn numbers_carry_their_country() {
        assert!(is_number("+8613800138000"));
        for wrong in ["13800138000", "+86 138", "+", "+86138001380001234"] {
            assert!(!is_number(wrong), "{wrong}");
        }
    }
}
