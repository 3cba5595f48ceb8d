//! What a case can be found by, cut into tokens (docs/decisions/0010-*).
//!
//! Chinese has no spaces, so a run of its characters becomes single characters and neighbouring pairs;
//! a run of Latin letters or digits is one word in lower case. The same cut on both sides, the case's
//! words and the question, makes every search an exact match of a few tokens.

use std::collections::BTreeSet;

use crate::law::case_number::CaseNumber;

/// Tokens of one case, at most: a case file of any length stays cheap to register.
const MOST_OF_A_CASE: usize = 3_000;
/// Tokens of one question that are looked at.
const MOST_OF_A_QUESTION: usize = 12;
/// Characters of a Latin word that count.
const LONGEST_WORD: usize = 40;

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
    let of_number = runs(&written);
    for run in of_number
        .into_iter()
        .chain(texts.into_iter().flat_map(runs))
    {
        if tokens.len() >= MOST_OF_A_CASE {
            break;
        }
        run.tokens(true, &mut |token| {
            tokens.insert(token);
        });
    }
    tokens.into_iter().take(MOST_OF_A_CASE).collect()
}

/// Reads a question: a whole number in either bracket form, a serial alone (also as 1024号 or 1024号案), or words.
pub(super) fn read(question: &str) -> Asked {
    let plain: String = question.chars().map(half_width).collect();
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
    let mut tokens = Vec::new();
    for run in runs(&plain) {
        run.tokens(false, &mut |token| {
            if !tokens.contains(&token) {
                tokens.push(token);
            }
        });
    }
    tokens.truncate(MOST_OF_A_QUESTION);
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

enum Run {
    Ideographs(Vec<char>),
    Word(String),
}

impl Run {
    /// Of a case: every character and every pair. Of a question: pairs, or the character that stands alone.
    fn tokens(&self, of_case: bool, take: &mut impl FnMut(String)) {
        match self {
            Run::Word(word) => take(word.chars().take(LONGEST_WORD).collect()),
            Run::Ideographs(signs) => {
                if of_case || signs.len() == 1 {
                    signs.iter().for_each(|sign| take(sign.to_string()));
                }
                signs
                    .windows(2)
                    .for_each(|pair| take(pair.iter().collect()));
            }
        }
    }
}

fn runs(text: &str) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    let mut parted = true;
    for sign in text.chars().map(half_width) {
        if is_ideograph(sign) {
            match runs.last_mut() {
                Some(Run::Ideographs(signs)) if !parted => signs.push(sign),
                _ => runs.push(Run::Ideographs(vec![sign])),
            }
        } else if sign.is_alphanumeric() {
            match runs.last_mut() {
                Some(Run::Word(word)) if !parted => word.extend(sign.to_lowercase()),
                _ => runs.push(Run::Word(sign.to_lowercase().collect())),
            }
        } else {
            parted = true;
            continue;
        }
        parted = false;
    }
    runs
}

/// Full-width forms and the ideographic space are the same as the plain ones.
fn half_width(sign: char) -> char {
    match sign {
        '\u{3000}' => ' ',
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(sign) - 0xfee0).unwrap_or(sign),
        _ => sign,
    }
}

fn is_ideograph(sign: char) -> bool {
    matches!(u32::from(sign),
        0x2e80..=0x2fdf | 0x3005..=0x3007 | 0x3040..=0x30ff | 0x3400..=0x4dbf | 0x4e00..=0x9fff
        | 0xac00..=0xd7a3 | 0xf900..=0xfaff | 0x2_0000..=0x3_ffff)
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
