//! A sentence in the two languages that the court speaks.

/// The same sentence in Chinese and in English; the caller picks one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Words {
    pub zh: String,
    pub en: String,
}

impl Words {
    pub fn new(zh: impl Into<String>, en: impl Into<String>) -> Self {
        Self {
            zh: zh.into(),
            en: en.into(),
        }
    }

    /// Several whole sentences one after the other.
    pub fn sentences(parts: &[Words]) -> Self {
        Self {
            zh: parts.iter().map(|words| words.zh.as_str()).collect(),
            en: parts
                .iter()
                .map(|words| words.en.as_str())
                .collect::<Vec<_>>()
                .join(" "),
        }
    }

    /// A list of short phrases, such as articles.
    pub fn joined(parts: &[Words]) -> Self {
        let pick = |choose: fn(&Words) -> &str, between: &str| {
            parts.iter().map(choose).collect::<Vec<_>>().join(between)
        };
        Self {
            zh: pick(|words| &words.zh, "、"),
            en: pick(|words| &words.en, "; "),
        }
    }
}
