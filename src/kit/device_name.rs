//! What a person's devices are called in the list of devices.

use actix_web::HttpRequest;
use actix_web::http::header::USER_AGENT;

const LONGEST: usize = 40;

/// From the client's own `X-Device-Name` (URL-encoded), else from what the browser says it is.
pub fn device_name(req: &HttpRequest) -> String {
    let header = |name: &str| {
        req.headers()
            .get(name)
            .and_then(|value| value.to_str().ok())
    };
    header("X-Device-Name")
        .and_then(decode)
        .map(|name| clean(&name))
        .filter(|name| !name.is_empty())
        .unwrap_or_else(|| guess(header(USER_AGENT.as_str()).unwrap_or("")))
}

fn decode(text: &str) -> Option<String> {
    if text.len() > 12 * LONGEST {
        return None;
    }
    let pair = format!("n={}", text.replace('+', "%2B").replace('&', "%26"));
    url::form_urlencoded::parse(pair.as_bytes())
        .next()
        .map(|(_, value)| value.into_owned())
}

/// No control or direction characters: a name cannot pose as something else on the screen.
fn clean(name: &str) -> String {
    let visible = |c: &char| {
        !c.is_control()
            && !matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}' | '\u{FFFD}')
    };
    name.chars()
        .filter(visible)
        .collect::<String>()
        .trim()
        .chars()
        .take(LONGEST)
        .collect()
}

fn guess(agent: &str) -> String {
    let system = [
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("HarmonyOS", "鸿蒙"),
        ("Android", "Android"),
        ("Windows", "Windows"),
        ("Macintosh", "Mac"),
        ("Linux", "Linux"),
    ]
    .into_iter()
    .find_map(|(mark, name)| agent.contains(mark).then_some(name));
    let app = match agent {
        _ if agent.contains("MicroMessenger") => "微信",
        _ if agent.contains("Mozilla") => "浏览器",
        _ => "其他程序",
    };
    match system {
        Some(system) => format!("{app} · {system}"),
        None => app.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use actix_web::test::TestRequest;

    use super::*;

    #[test]
    fn names_are_decoded_cleaned_and_cut() {
        let named = |name: &str| {
            device_name(
                &TestRequest::default()
                    .insert_header(("X-Device-Name", name))
                    .to_http_request(),
            )
        };
        assert_eq!(named("%E5%8D%8E%E4%B8%BA%20Mate%2060"), "华为 Mate 60");
        assert_eq!(named("a+b&c"), "a+b&c");
        assert_eq!(named("evil%0Aline%E2%80%AE"), "evilline");
        assert_eq!(named(&"x".repeat(100)).len(), LONGEST);
        assert_eq!(named("%00"), "其他程序");
    }

    #[test]
    fn without_a_name_the_agent_tells() {
        let agent = "Mozilla/5.0 (Linux; Android 14) MicroMessenger/8.0";
        let req = TestRequest::default()
            .insert_header((USER_AGENT, agent))
            .to_http_request();
        assert_eq!(device_name(&req), "微信 · Android");
    }
}
