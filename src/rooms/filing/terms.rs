//! What a text is found by, on every database alike: words of letters and digits whole, Chinese by ones and pairs.

use std::collections::BTreeSet;

/// Longest part that is kept; anything longer is cut, in texts and questions alike.
const LONGEST: usize = 60;

enum Run {
    Word(String),
    Han(Vec<char>),
}

/// Every term of these texts.
pub fn of<'a>(texts: impl IntoIterator<Item = &'a str>) -> BTreeSet<String> {
    let mut terms = BTreeSet::new();
    for run in texts.into_iter().flat_map(runs) {
        match run {
            Run::Word(word) => {
                terms.insert(word);
            }
            Run::Han(signs) => {
                terms.extend(signs.iter().map(char::to_string));
                terms.extend(signs.windows(2).map(|pair| pair.iter().collect::<String>()));
            }
        }
    }
    terms
}

/// The terms that a text must have to be found by this question.
pub fn asked(question: &str) -> BTreeSet<String> {
    let mut terms = BTreeSet::new();
    for run in runs(question) {
        match run {
            Run::Word(word) => {
                terms.insert(word);
            }
            Run::Han(signs) if signs.len() == 1 => terms.extend(signs.iter().map(char::to_string)),
            Run::Han(signs) => {
                terms.extend(signs.windows(2).map(|pair| pair.iter().collect::<String>()))
            }
        }
    }
    terms
}

fn runs(text: &str) -> Vec<Run> {
    let mut found = Vec::new();
    for sign in text.chars().flat_map(char::to_lowercase) {
        let word = sign.is_ascii_alphanumeric();
        match (word, sign.is_alphanumeric(), found.last_mut()) {
            (true, _, Some(Some(Run::Word(open)))) if open.len() < LONGEST => open.push(sign),
            (true, ..) => found.push(Some(Run::Word(sign.to_string()))),
            (false, true, Some(Some(Run::Han(open)))) => open.push(sign),
            (false, true, _) => found.push(Some(Run::Han(vec![sign]))),
            (false, false, _) => found.push(None),
        }
    }
    found.into_iter().flatten().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn finds(question: &str, text: &str) -> bool {
        asked(question).is_subset(&of([text]))
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
