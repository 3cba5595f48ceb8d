//! Names of people: any script, no digits, no emoji; written one way.

use unicode_normalization::UnicodeNormalization;

use super::id_paper::half_width;
use crate::kit::i18n::Words;
use crate::kit::problem::FieldError;

const LONGEST: usize = 50;

/// The dot between the parts of a transcribed name, as identity papers print it (GB 18030: U+00B7).
const DOT: char = '·';

/// Puts a typed name right, or says which character cannot be in one. `pointer` is where it stands.
pub fn check(typed: &str, pointer: &str) -> Result<String, FieldError> {
    let fault = |code, words| Err(FieldError::new(pointer, code, words));
    let name = tidy(typed);
    if name.is_empty() {
        return fault(
            "field.required",
            Words::fixed("请填写姓名。", "Fill in the name."),
        );
    }
    if name.chars().count() > LONGEST {
        return fault(
            "field.too_long",
            Words::fixed(
                "姓名最多50个字，请按证件上的写。",
                "A name has 50 characters at most. Write it as on the paper.",
            ),
        );
    }
    match name.chars().find(|c| !may_stand_in_a_name(*c)) {
        None if name.chars().any(char::is_alphabetic) => Ok(name),
        None => fault(
            "name.no_letter",
            Words::fixed(
                "姓名里没有文字，请按证件上的写。",
                "There is no letter in the name. Write it as on the paper.",
            ),
        ),
        Some(c) if c.is_numeric() => fault(
            "name.digit",
            Words::fixed(
                "姓名里不能有数字，请按证件上的写。",
                "A name has no digits. Write it as on the paper.",
            ),
        ),
        Some(c) if is_pictograph(c) => fault(
            "name.emoji",
            Words::fixed(
                "姓名里不能有表情符号，请按证件上的写。",
                "A name has no emoji. Write it as on the paper.",
            ),
        ),
        Some(c) if c.is_control() => fault(
            "name.character",
            Words::fixed(
                "姓名里有看不见的字符，请重新输入。",
                "There is an invisible character in the name. Type it anew.",
            ),
        ),
        Some(c) => fault(
            "name.character",
            Words::new(
                format!(
                    "姓名里不能有“{c}”，请按证件上的写。生僻字打不出来时，请录视频由工作人员核对。"
                ),
                format!("A name cannot hold \"{c}\". Write it as on the paper."),
            ),
        ),
    }
}

/// NFC, one space between words, one kind of dot, half-width letters.
fn tidy(typed: &str) -> String {
    let composed: String = typed.nfc().map(half_width).map(one_dot).collect();
    let spaced = composed.split_whitespace().collect::<Vec<_>>().join(" ");
    // "阿里木 · 买买提" and "阿里木·买买提" are one name.
    spaced.replace(" ·", "·").replace("· ", "·")
}

fn one_dot(c: char) -> char {
    match c {
        '•' | '‧' | '・' | '･' | '∙' | '⋅' => DOT,
        _ => c,
    }
}

fn may_stand_in_a_name(c: char) -> bool {
    // Private-use characters count as letters nowhere; 〇 is a letter of names, though a number too.
    c.is_alphabetic()
        || matches!(c, DOT | ' ' | '-' | '\'' | '’' | '.')
        || matches!(c, '\u{300}'..='\u{36f}')
}

fn is_pictograph(c: char) -> bool {
    matches!(c, '\u{1f000}'..='\u{1faff}' | '\u{2600}'..='\u{27bf}' | '\u{2b00}'..='\u{2bff}' | '\u{fe0f}' | '\u{200d}')
}

/// As screens show it: `*三`, `**丰`, `J***`. The last character of a Chinese name, the first of another.
pub fn masked(name: &str) -> String {
    let characters: Vec<char> = name.chars().collect();
    match characters.as_slice() {
        [] => String::new(),
        [first, ..] if first.is_ascii() => format!("{first}***"),
        [_] => "*".to_owned(),
        [rest @ .., last] => format!("{}{last}", "*".repeat(rest.len().min(3))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_any_script() {
        for (typed, stored) in [
            ("张三", "张三"),
            ("𠮷野家", "𠮷野家"),
            ("䶮一", "䶮一"),
            ("王〇", "王〇"),
            (" 阿里木•买买提 ", "阿里木·买买提"),
            ("阿里木 · 买买提", "阿里木·买买提"),
            ("ＡＮＮＡ  Schmidt", "ANNA Schmidt"),
            ("Jose\u{301} O'Neill-Smith", "José O'Neill-Smith"),
            ("Нина Петрова", "Нина Петрова"),
        ] {
            assert_eq!(check(typed, "/name").as_deref(), Ok(stored), "{typed}");
        }
    }

    #[test]
    fn what_no_name_holds() {
        for (typed, code) in [
            ("", "field.required"),
            ("   ", "field.required"),
            (&"张".repeat(51), "field.too_long"),
            ("张三1", "name.digit"),
            ("张③", "name.digit"),
            ("张三😀", "name.emoji"),
            ("张三❤", "name.emoji"),
            ("张\u{0}三", "name.character"),
            ("张<三>", "name.character"),
            ("张三@", "name.character"),
            ("···", "name.no_letter"),
            ("张\u{e000}", "name.character"),
        ] {
            assert_eq!(check(typed, "/name").unwrap_err().code, code, "{typed:?}");
        }
    }

    #[test]
    fn a_mask_shows_one_character() {
        for (name, shown) in [
            ("张三", "*三"),
            ("张三丰", "**丰"),
            ("阿里木·买买提", "***提"),
            ("Anna Schmidt", "A***"),
            ("张", "*"),
        ] {
            assert_eq!(masked(name), shown);
        }
    }
}
