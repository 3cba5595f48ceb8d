//! The demo phone asks whether to allow: it stands where `wx.login`, the phone number button and
//! `wx.requestSubscribeMessage` stand in WeChat.
//!
//! The page itself reads kind, redirect and state from its address; here is decided whether it may be shown at all.

use actix_web::{HttpResponse, http::StatusCode, web};
use serde::Deserialize;
use url::Url;

use super::super::Sandbox;
use super::{PAGE, asset, html};

pub(super) const REFUSED: &str = include_str!("refused.html");
const SUBSCRIBE: &str = include_str!("subscribe.html");
const LONGEST: usize = 2_000;

/// What the demo person is asked for.
#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Kind {
    Login,
    Phone,
    /// Subscribe messages, as `wx.requestSubscribeMessage` asks.
    Subscribe,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Asked {
    kind: Kind,
    redirect: String,
    #[serde(default)]
    state: String,
    /// Ids of templates, parted by commas; of `subscribe` alone.
    templates: Option<String>,
}

/// At most three at a tap, as in WeChat.
const MOST_TEMPLATES: usize = 3;

impl Asked {
    /// The page that asks, if the question is one that may be asked.
    fn page(&self, sandbox: &Sandbox) -> Option<&'static str> {
        if !is_path_on_this_origin(&self.redirect) || self.state.len() > LONGEST {
            return None;
        }
        match (self.kind, &self.templates) {
            (Kind::Subscribe, Some(templates)) => {
                let ids: Vec<&str> = templates.split(',').collect();
                let known = ids.iter().all(|id| sandbox.template_name(id).is_some());
                (known && ids.len() <= MOST_TEMPLATES).then_some(SUBSCRIBE)
            }
            (Kind::Login | Kind::Phone, None) => Some(PAGE),
            _ => None,
        }
    }
}

pub async fn show_page(
    sandbox: web::Data<Sandbox>,
    asked: Option<web::Query<Asked>>,
) -> HttpResponse {
    match asked.and_then(|asked| asked.page(&sandbox)) {
        Some(page) => html(page),
        None => {
            let mut refused = html(REFUSED);
            *refused.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
            refused
        }
    }
}

pub async fn show_subscribe_script() -> HttpResponse {
    asset(
        "text/javascript; charset=utf-8",
        include_str!("subscribe.js"),
    )
}

/// Only a path that every browser reads as one of ours: `//host`, `/\host` and `/<tab>/host` lead elsewhere.
pub(super) fn is_path_on_this_origin(redirect: &str) -> bool {
    if redirect.len() > LONGEST
        || !redirect.starts_with('/')
        || redirect.starts_with("//")
        || redirect.contains('\\')
        || redirect
            .chars()
            .any(|sign| sign.is_control() || sign.is_whitespace())
    {
        return false;
    }
    let here = Url::parse("http://court.invalid/");
    here.and_then(|here| Ok((here.join(redirect)?, here)))
        .is_ok_and(|(there, here)| {
            there.origin() == here.origin() && !there.path().starts_with("//")
        })
}

#[cfg(test)]
mod tests {
    use super::is_path_on_this_origin;

    #[test]
    fn a_redirect_stays_here() {
        for good in [
            "/",
            "/#/pages/identity/login",
            "/?from=home#/pages/me",
            "/desk/",
            "/a//b",
            "/?next=//b",
        ] {
            assert!(is_path_on_this_origin(good), "{good}");
        }
        let bad = [
            "",
            "pages",
            "https://evil.example/",
            "//evil.example",
            "///evil.example",
            "/\\evil.example",
            "\\\\evil.example",
            "/\t/evil.example",
            "/\n/evil.example",
            " /",
            "/.//evil.example",
            "/..//evil.example",
            "javascript:alert(1)",
            "/a b",
        ];
        for bad in bad {
            assert!(!is_path_on_this_origin(bad), "{bad}");
        }
        assert!(!is_path_on_this_origin(&format!("/{}", "a".repeat(2_000))));
    }
}
