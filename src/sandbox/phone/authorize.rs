//! The demo phone asks whether to allow: it stands where `wx.login` and the phone number button stand in WeChat.
//!
//! The page itself reads kind, redirect and state from its address; here is decided whether it may be shown at all.

use actix_web::{HttpResponse, http::StatusCode, web};
use serde::Deserialize;
use url::Url;

use super::super::state::CodeKind;
use super::{PAGE, html};

pub(super) const REFUSED: &str = include_str!("refused.html");
const LONGEST: usize = 2_000;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Asked {
    #[serde(rename = "kind")]
    _kind: CodeKind,
    redirect: String,
    #[serde(default)]
    state: String,
}

pub async fn show_page(asked: Option<web::Query<Asked>>) -> HttpResponse {
    let allowed = asked.is_some_and(|asked| {
        is_path_on_this_origin(&asked.redirect) && asked.state.len() <= LONGEST
    });
    if allowed {
        return html(PAGE);
    }
    let mut refused = html(REFUSED);
    *refused.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    refused
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
