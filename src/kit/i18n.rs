//! The two languages in which the court speaks to people: Chinese (default) and English.

use std::borrow::Cow;
use std::convert::Infallible;
use std::future::{Ready, ready};

use actix_web::dev::Payload;
use actix_web::http::header::{ACCEPT_LANGUAGE, HeaderMap};
use actix_web::{FromRequest, HttpRequest};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A language of the product. Court documents themselves are always in Chinese.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    #[default]
    Zh,
    En,
}

impl Lang {
    pub fn code(self) -> &'static str {
        match self {
            Lang::Zh => "zh",
            Lang::En => "en",
        }
    }

    /// The language a stored code names; Chinese for anything unknown.
    pub fn of_code(code: &str) -> Lang {
        if code == "en" { Lang::En } else { Lang::Zh }
    }

    /// Best match of `Accept-Language` (RFC 9110 12.5.4); Chinese when none fits.
    pub fn of_headers(headers: &HeaderMap) -> Lang {
        headers
            .get(ACCEPT_LANGUAGE)
            .and_then(|value| value.to_str().ok())
            .map(Lang::of_accept_language)
            .unwrap_or_default()
    }

    fn of_accept_language(value: &str) -> Lang {
        let mut best = (0.0_f32, Lang::Zh);
        for part in value.split(',') {
            let mut pieces = part.split(';');
            let tag = pieces.next().unwrap_or("").trim().to_ascii_lowercase();
            let weight = pieces
                .find_map(|piece| piece.trim().strip_prefix("q=")?.parse::<f32>().ok())
                .unwrap_or(1.0);
            let lang = match tag.split('-').next() {
                Some("zh") => Lang::Zh,
                Some("en") => Lang::En,
                _ => continue,
            };
            if weight > best.0 {
                best = (weight, lang);
            }
        }
        best.1
    }
}

impl FromRequest for Lang {
    type Error = Infallible;
    type Future = Ready<Result<Self, Self::Error>>;

    fn from_request(req: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(Ok(Lang::of_headers(req.headers())))
    }
}

/// One sentence in both languages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Words {
    pub zh: Cow<'static, str>,
    pub en: Cow<'static, str>,
}

impl From<crate::law::Words> for Words {
    fn from(words: crate::law::Words) -> Words {
        Words::new(words.zh, words.en)
    }
}

impl Words {
    pub const fn fixed(zh: &'static str, en: &'static str) -> Words {
        Words {
            zh: Cow::Borrowed(zh),
            en: Cow::Borrowed(en),
        }
    }

    pub fn new(zh: impl Into<Cow<'static, str>>, en: impl Into<Cow<'static, str>>) -> Words {
        Words {
            zh: zh.into(),
            en: en.into(),
        }
    }

    pub fn in_lang(&self, lang: Lang) -> &str {
        match lang {
            Lang::Zh => &self.zh,
            Lang::En => &self.en,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accept_language_is_weighed() {
        for (header, lang) in [
            ("en", Lang::En),
            ("en-GB,zh;q=0.8", Lang::En),
            ("fr, en;q=0.2, zh-CN;q=0.7", Lang::Zh),
            ("fr", Lang::Zh),
            ("", Lang::Zh),
            ("en;q=0", Lang::Zh),
            ("en;q=nonsense", Lang::En),
        ] {
            assert_eq!(Lang::of_accept_language(header), lang, "{header}");
        }
    }
}
