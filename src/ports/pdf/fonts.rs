//! The fonts of the papers, and what they can print.

use std::path::Path;

use typst::foundations::Bytes;
use typst::text::Font;

/// Families in the order in which they are liked, each with the stem of its files (Debian's
/// fonts-noto-cjk, or the single-language files of the same name).
const FAMILIES: &[(&str, &str, &str)] = &[
    ("Noto Serif CJK SC", "NotoSerifCJK", "NotoSerifCJKsc"),
    ("Noto Sans CJK SC", "NotoSansCJK", "NotoSansCJKsc"),
];

/// Regular and Bold of the first family that is there; read once and shared by all papers.
pub(super) fn open(folder: &Path) -> Option<Vec<Font>> {
    FAMILIES.iter().find_map(|(family, collection, single)| {
        ["Regular", "Bold"]
            .into_iter()
            .map(|style| {
                let names = [
                    format!("{collection}-{style}.ttc"),
                    format!("{single}-{style}.otf"),
                ];
                let bytes = names
                    .iter()
                    .find_map(|name| std::fs::read(folder.join(name)).ok())?;
                Font::iter(Bytes::new(bytes)).find(|font| font.info().family == *family)
            })
            .collect()
    })
}

/// Characters that a font has.
pub(super) struct Coverage(Vec<Font>);

impl Coverage {
    pub fn of(fonts: &[Font]) -> Coverage {
        Coverage(fonts.to_vec())
    }

    /// The text as it can be printed: no □ in a paper.
    ///
    /// Emoji become 〔表情〕, once for a run of them; another character that no font has becomes its
    /// number, 〔U+0E01〕, so that nothing is lost unseen. Invisible characters are left out, above all
    /// those that turn the direction of writing: a paper reads as its facts do.
    pub fn printable(&self, text: &str) -> String {
        let mut out = String::with_capacity(text.len());
        let mut in_emoji = false;
        for c in text.chars().filter(|c| !invisible(*c)) {
            let has = matches!(c, '\n' | ' ' | '\t') || self.has(c);
            let emoji = !has && is_emoji(c);
            match c {
                '\t' => out.push(' '),
                _ if has => out.push(c),
                _ if emoji && in_emoji => {}
                _ if emoji => out.push_str("〔表情〕"),
                _ => out.push_str(&format!("〔U+{:04X}〕", u32::from(c))),
            }
            in_emoji = emoji;
        }
        breakable(&out)
    }

    fn has(&self, c: char) -> bool {
        self.0
            .iter()
            .all(|font| font.info().coverage.contains(u32::from(c)))
    }
}

/// A longer word (an address, a hash) may be broken, or it would run off the page.
/// Moments and the numbers of cards, codes and payments are shorter.
const LONGEST_WORD: usize = 30;
const PIECE: usize = 8;
/// Zero-width space.
const BREAK: &str = "\u{200B}";

fn breakable(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while !rest.is_empty() {
        let word = end_of(rest, |c| c.is_ascii_graphic());
        let (word, more) = rest.split_at(word);
        if word.len() > LONGEST_WORD {
            out.push_str(&pieces(word));
        } else {
            out.push_str(word);
        }
        let (between, more) = more.split_at(end_of(more, |c| !c.is_ascii_graphic()));
        out.push_str(between);
        rest = more;
    }
    out
}

/// Where the first run of such characters ends.
fn end_of(text: &str, such: impl Fn(char) -> bool) -> usize {
    text.find(|c| !such(c)).unwrap_or(text.len())
}

fn pieces(ascii: &str) -> String {
    let signs: Vec<char> = ascii.chars().collect();
    let pieces: Vec<String> = signs
        .chunks(PIECE)
        .map(|piece| piece.iter().collect())
        .collect();
    pieces.join(BREAK)
}

fn invisible(c: char) -> bool {
    (c.is_control() && !matches!(c, '\n' | '\t'))
        || matches!(u32::from(c),
            0xAD | 0x200B..=0x200F | 0x202A..=0x202E | 0x2060..=0x206F | 0xFEFF
            | 0xFE00..=0xFE0F | 0xE0000..=0xE0FFF)
}

fn is_emoji(c: char) -> bool {
    matches!(u32::from(c), 0x1F000..=0x1FAFF | 0x2600..=0x27BF | 0x2B00..=0x2BFF | 0x20E3 | 0x2300..=0x23FF)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_long_words_are_broken() {
        let hash = "0123456789abcdef".repeat(4);
        assert_eq!(
            breakable("原告 11010119900304001X 号"),
            "原告 11010119900304001X 号"
        );
        let broken = breakable(&format!("值{hash}，完"));
        assert_eq!(broken.matches(BREAK).count(), 7, "{broken}");
        assert_eq!(broken.replace(BREAK, ""), format!("值{hash}，完"));
    }
}
