//! Subscribe messages: one message for one consent, and fields that say what kind they are.

use chrono::{NaiveDate, NaiveTime};
use serde_json::{Map, Value, json};

use super::super::Sandbox;
use super::super::state::{Event, Message, MessageKind};
use super::{Answer, Call, Refusal, refusal};

pub fn send(sandbox: &Sandbox, call: &Call) -> Answer {
    let openid = call.text("touser").unwrap_or_default();
    let template_id = call.text("template_id").unwrap_or_default();
    let Some(Value::Object(data)) = call.body.get("data") else {
        return Err(refusal(47003, "argument invalid! data invalid"));
    };
    let page = read_page(call)?;
    let at = sandbox.now();
    let mut world = sandbox.world();
    if world.state.person_by_openid(openid).is_none() {
        return Err(refusal(40003, "invalid openid"));
    }
    let template = sandbox
        .template_name(template_id)
        .ok_or(refusal(40037, "invalid template_id"))?
        .to_owned();
    let text = read_fields(data)?;
    check_choices(call)?;
    if world.state.subscriptions_left(openid, template_id) == 0 {
        return Err(refusal(43101, "user refuse to accept the msg"));
    }
    world.record(Event::MessageSent(Message {
        at,
        to: openid.to_owned(),
        kind: MessageKind::Subscribe,
        text,
        template,
        template_id: template_id.to_owned(),
        page,
    }));
    Ok(json!({"errcode": 0, "errmsg": "ok"}))
}

/// A page of the mini-program: no slash in front, nothing that leads out of it.
fn read_page(call: &Call) -> Result<Option<String>, Refusal> {
    let page = match call.body.get("page") {
        None => return Ok(None),
        Some(Value::String(page)) if page.is_empty() => return Ok(None),
        Some(Value::String(page)) => page,
        Some(_) => return Err(refusal(41030, "invalid page")),
    };
    let known = page.starts_with("pages/")
        && page
            .chars()
            .all(|sign| sign.is_ascii_alphanumeric() || "/_-.?=&%".contains(sign));
    if known {
        Ok(Some(page.clone()))
    } else {
        Err(refusal(41030, "invalid page"))
    }
}

fn check_choices(call: &Call) -> Result<(), Refusal> {
    let choices: [(&str, &[&str]); 2] = [
        ("miniprogram_state", &["developer", "trial", "formal"]),
        ("lang", &["zh_CN", "en_US", "zh_HK", "zh_TW"]),
    ];
    for (name, known) in choices {
        let given = call.body.get(name);
        if given.is_some_and(|value| !value.as_str().is_some_and(|text| known.contains(&text))) {
            return Err(argument_invalid(name));
        }
    }
    Ok(())
}

/// The values as the person reads them, in the order of the fields' numbers.
fn read_fields(data: &Map<String, Value>) -> Result<String, Refusal> {
    let mut lines = Vec::with_capacity(data.len());
    for (name, field) in data {
        let kind = name.trim_end_matches(|sign: char| sign.is_ascii_digit());
        let value = field.get("value").and_then(Value::as_str);
        match (name[kind.len()..].parse::<u8>(), value) {
            (Ok(number), Some(value)) if is_of_kind(kind, value) => lines.push((number, value)),
            _ => return Err(argument_invalid(&format!("data.{name}.value"))),
        }
    }
    if lines.is_empty() {
        return Err(argument_invalid("data"));
    }
    lines.sort_by_key(|(number, _)| *number);
    let values: Vec<&str> = lines.into_iter().map(|(_, value)| value).collect();
    Ok(values.join("\n"))
}

fn argument_invalid(what: &str) -> Refusal {
    Refusal(47003, format!("argument invalid! {what} invalid").into())
}

/// Whether a value keeps to what its kind of field may hold. A kind that is not here does not exist.
fn is_of_kind(kind: &str, value: &str) -> bool {
    let length = value.chars().count();
    let all = |test: fn(char) -> bool| value.chars().all(test);
    if length == 0 {
        return false;
    }
    match kind {
        "thing" => length <= 20,
        "number" => length <= 32 && is_number(value),
        "letter" => length <= 32 && all(|sign| sign.is_ascii_alphabetic()),
        "character_string" => length <= 32 && all(|sign| sign.is_ascii_graphic() || sign == ' '),
        "phone_number" => {
            length <= 17 && all(|sign| sign.is_ascii_digit() || "+-() ".contains(sign))
        }
        "name" if value.chars().any(is_han) => {
            length <= 10 && !value.chars().any(|sign| sign.is_numeric())
        }
        "name" => length <= 20 && !value.chars().any(|sign| sign.is_numeric()),
        "phrase" => length <= 5 && all(is_han),
        "amount" => is_amount(value),
        "date" => is_period(value, |moment| is_date(moment) || is_date_time(moment)),
        "time" => is_period(value, |moment| is_time(moment) || is_date_time(moment)),
        _ => false,
    }
}

fn is_han(sign: char) -> bool {
    matches!(sign, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{20000}'..='\u{3ffff}')
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|sign| sign.is_ascii_digit())
}

fn is_number(value: &str) -> bool {
    match value.split_once('.') {
        Some((whole, part)) => is_digits(whole) && is_digits(part),
        None => is_digits(value),
    }
}

/// A sign of money if one likes, at most ten digits before the point, `元` at the end if one likes.
fn is_amount(value: &str) -> bool {
    let bare = value
        .strip_prefix(['¥', '￥', '$', '€', '£'])
        .unwrap_or(value);
    let bare = bare.strip_suffix('元').unwrap_or(bare);
    let whole = bare.split('.').next().unwrap_or_default();
    is_number(bare) && whole.len() <= 10
}

/// One moment, or two with `~` between them.
fn is_period(value: &str, is_moment: fn(&str) -> bool) -> bool {
    match value.split_once('~') {
        Some((from, to)) => is_moment(from.trim()) && is_moment(to.trim()),
        None => is_moment(value),
    }
}

fn is_date_time(text: &str) -> bool {
    text.split_once(' ')
        .is_some_and(|(date, time)| is_date(date) && is_time(time))
}

fn is_date(text: &str) -> bool {
    !text.contains(' ')
        && ["%Y年%m月%d日", "%Y-%m-%d"]
            .iter()
            .any(|form| NaiveDate::parse_from_str(text, form).is_ok())
}

fn is_time(text: &str) -> bool {
    !text.contains(' ')
        && ["%H:%M", "%H:%M:%S"]
            .iter()
            .any(|form| NaiveTime::parse_from_str(text, form).is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_kind_of_field_keeps_its_limits() {
        let good = [
            ("thing", "二十个字以内的事情一二三四五六七八九十"),
            ("character_string", "2026-0491-1024"),
            ("phrase", "审查通过"),
            ("name", "张三"),
            ("name", "Zhang San"),
            ("time", "2026年11月24日 09:00"),
            ("time", "2026-11-24 09:00"),
            ("time", "09:00"),
            ("time", "2026年1月4日 09:00~2026年1月4日 10:30"),
            ("date", "2026年11月24日"),
            ("date", "2026-11-24"),
            ("amount", "¥27596.00"),
            ("amount", "25.00元"),
            ("number", "3"),
            ("phone_number", "+86-13800138000"),
            ("letter", "ABC"),
        ];
        for (kind, value) in good {
            assert!(is_of_kind(kind, value), "{kind} {value}");
        }
        let bad = [
            ("thing", ""),
            ("thing", "二十一个字以内的事情一二三四五六七八九十一二"),
            ("character_string", "（2026）京0491民初1024号"),
            ("character_string", "123456789012345678901234567890123"),
            ("phrase", "六个字的短语"),
            ("phrase", "ok"),
            ("name", "一二三四五六七八九十一"),
            ("name", "张3"),
            ("time", "2026-11-24T09:00"),
            ("time", "2026-11-24T09:00:00+08:00"),
            ("time", "2026-11-24 25:00"),
            ("time", "2026-11-24"),
            ("date", "2026-02-30"),
            ("date", "2026-11-2409:00"),
            ("amount", "27,596.00"),
            ("amount", "12345678901"),
            ("amount", "-1"),
            ("number", "三"),
            ("colour", "red"),
        ];
        for (kind, value) in bad {
            assert!(!is_of_kind(kind, value), "{kind} {value}");
        }
    }

    #[test]
    fn fields_are_read_in_the_order_of_their_numbers() {
        let data = json!({"time10": {"value": "09:00"}, "thing2": {"value": "新的登录"}});
        assert_eq!(
            read_fields(data.as_object().unwrap()).unwrap(),
            "新的登录\n09:00"
        );
        for wrong in [
            json!({}),
            json!({"thing": {"value": "x"}}),
            json!({"thing1": "x"}),
            json!({"thing1": {"value": 3}}),
        ] {
            assert_eq!(
                read_fields(wrong.as_object().unwrap()).unwrap_err().0,
                47003
            );
        }
    }
}
