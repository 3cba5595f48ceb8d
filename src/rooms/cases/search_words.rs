//! What a case can be found by, cut into tokens (docs/decisions/0010-*).
//! How a text is cut stands in `kit::search`; here is what a case adds: its number and its serial.

use std::collections::BTreeSet;

use crate::kit::search;
use crate::law::case_number::CaseNumber;

/// Tokens of one case, at most: a case file of any length stays cheap to register.
const MOST_OF_A_CASE: usize = 3_000;
/// Tokens of one question that are looked at.
const MOST_OF_A_QUESTION: usize = 12;

/// What a question asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Asked {
    /// One exact number or serial.
    Exactly(String),
    /// A serial if there is one, else the figure as a word.
    Serial { serial: String, word: String },
    /// All of these.
    Words(Vec<String>),
    /// Nothing that could be searched for.
    Nothing,
}

/// Everything that a case is found by.
pub(super) fn tokens_of_case<'a>(
    number: &CaseNumber,
    texts: impl IntoIterator<Item = &'a str>,
) -> Vec<String> {
    let written = number.to_string();
    let mut tokens = BTreeSet::from([exact(&written), serial(&number.serial().to_string())]);
    let room = MOST_OF_A_CASE - tokens.len();
    tokens.extend(search::of_texts([written.as_str()], room));
    let room = MOST_OF_A_CASE.saturating_sub(tokens.len());
    tokens.extend(search::of_texts(texts, room));
    tokens.into_iter().collect()
}

/// Reads a question: a whole number in either bracket form, a serial alone (also as 1024号 or 1024号案), or words.
pub(super) fn read(question: &str) -> Asked {
    let plain: String = question.chars().map(search::half_width).collect();
    let dense: String = plain.chars().filter(|c| !c.is_whitespace()).collect();
    if let Ok(number) = CaseNumber::parse(&dense) {
        let number = CaseNumber::new(number.year(), number.kind(), number.serial());
        return number.map_or(Asked::Nothing, |number| {
            Asked::Exactly(exact(&number.to_string()))
        });
    }
    let figure = dense.trim_end_matches('案').trim_end_matches('号');
    if !figure.is_empty() && figure.len() <= 18 && figure.bytes().all(|b| b.is_ascii_digit()) {
        let significant = figure.trim_start_matches('0');
        return Asked::Serial {
            serial: serial(significant),
            word: figure.to_owned(),
        };
    }
    let tokens = search::of_question(&plain, MOST_OF_A_QUESTION);
    if tokens.is_empty() {
        Asked::Nothing
    } else {
        Asked::Words(tokens)
    }
}

// A sign that no word holds keeps these two apart from words.
fn exact(number: &str) -> String {
    format!("={number}")
}

fn serial(digits: &str) -> String {
    format!("#{digits}")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn words(question: &str) -> Vec<String> {
        match read(question) {
            Asked::Words(tokens) => tokens,
            other => panic!("{question}: {other:?}"),
        }
    }

    #[test]
    fn a_number_is_read_in_both_bracket_forms_and_as_a_serial() {
        let whole = Asked::Exactly("=（2026）京0491民初1024号".to_owned());
        for question in [
            "（2026）京0491民初1024号",
            "(2026)京0491民初1024号",
            " (2026) 京0491 民初 1024 号 ",
            "（２０２６）京０４９１民初１０２４号",
            "（2026）京0491民初1024号之一",
        ] {
            assert_eq!(read(question), whole, "{question}");
        }
        for question in ["1024", "1024号", "1024号案", "１０２４", "01024"] {
            assert!(
                matches!(read(question), Asked::Serial { serial, .. } if serial == "#1024"),
                "{question}"
            );
        }
        assert_eq!(words("民初1024号"), ["民初", "1024", "号"]);
    }

    #[test]
    fn words_are_pairs_of_signs_and_whole_latin_words() {
        assert_eq!(words("云杉商贸"), ["云杉", "杉商", "商贸"]);
        assert_eq!(words("张"), ["张"]);
        assert_eq!(words("退 Apple手机"), ["退", "apple", "手机"]);
        assert_eq!(words("𠮷野䶮"), ["𠮷野", "野䶮"]);
        assert_eq!(read(" ，。%_ "), Asked::Nothing);
        assert_eq!(words(&"网络购物合同纠纷案件审理".repeat(3)).len(), 12);
    }

    proptest! {
        /// Any part of a name that is long enough to be typed finds it.
        #[test]
        fn any_piece_of_a_text_is_found(text in "[一-龥]{2,12}", from in 0_usize..10, length in 1_usize..6) {
            let signs: Vec<char> = text.chars().collect();
            let from = from.min(signs.len() - 1);
            let to = (from + length).min(signs.len());
            let piece: String = signs[from..to].iter().collect();
            let number = CaseNumber::new(2026, "民初", 1).unwrap();
            let tokens = tokens_of_case(&number, [text.as_str()]);
            for token in words(&piece) {
                prop_assert!(tokens.contains(&token), "{} in {}", token, text);
            }
        }

        #[test]
        fn any_question_is_read_without_panic(question in ".{0,120}") {
            let _ = read(&question);
        }
    }
}
