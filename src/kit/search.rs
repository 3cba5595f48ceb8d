//! How texts are found on every database alike: cut into tokens, a text and a question in the same way, so that
//! a search is an exact match of a few of them.
//!
//! Chinese has no spaces, so a run of its characters becomes single characters and neighbouring pairs;
//! a run of Latin letters or digits is one word in lower case.

use std::collections::BTreeSet;

/// Characters of a Latin word that count.
const LONGEST_WORD: usize = 40;

/// Everything that these texts are found by, at most so many.
pub fn of_texts<'a>(texts: impl IntoIterator<Item = &'a str>, most: usize) -> BTreeSet<String> {
    let mut tokens = BTreeSet::new();
    for run in texts.into_iter().flat_map(runs) {
        if tokens.len() >= most {
            break;
        }
        run.tokens(true, &mut |token| {
            tokens.insert(token);
        });
    }
    tokens.into_iter().take(most).collect()
}

/// What a text must all have to be found by this question, in the question's order, at most so many.
pub fn of_question(question: &str, most: usize) -> Vec<String> {
    let mut tokens = Vec::new();
    for run in runs(question) {
        run.tokens(false, &mut |token| {
            if !tokens.contains(&token) {
                tokens.push(token);
            }
        });
    }
    tokens.truncate(most);
    tokens
}

enum Run {
    Ideographs(Vec<char>),
    Word(String),
}

impl Run {
    /// Of a text: every character and every pair. Of a question: pairs, or the character that stands alone.
    fn tokens(&self, of_text: bool, take: &mut impl FnMut(String)) {
        match self {
            Run::Word(word) => take(word.chars().take(LONGEST_WORD).collect()),
            Run::Ideographs(signs) => {
                if of_text || signs.len() == 1 {
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
pub fn half_width(sign: char) -> char {
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
    use super::*;

    fn finds(question: &str, text: &str) -> bool {
        {
            let text = of_texts([text], 1_000);
            of_question(question, 20)
                .iter()
                .all(|token| text.contains(token))
        }
    }

    #[test]
    fn parts_of_names_and_whole_numbers_find() {
        let text = "张三 诉 福州云杉商贸有限公司 L20261124-0387";
        for question in [
            "张三",
            "云杉",
            "张",
            "商贸有限",
            "l20261124",
            "0387",
            "张三 云杉",
            "L20261124-0387",
        ] {
            assert!(finds(question, text), "{question}");
        }
        for question in ["李四", "三张", "387"] {
            assert!(!finds(question, text), "{question}");
        }
    }
}
