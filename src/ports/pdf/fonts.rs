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
        let mut run = 0_usize;
        for c in text.chars() {
            if invisible(c) {
                continue;
            }
            let has = matches!(c, '\n' | ' ') || self.has(c);
            if !has && is_emoji(c) {
                if !in_emoji {
                    out.push_str("〔表情〕");
                }
                (in_emoji, run) = (true, 0);
                continue;
            }
            in_emoji = false;
            match c {
                '\t' => out.push(' '),
                _ if has => out.push(c),
                _ => out.push_str(&format!("〔U+{:04X}〕", u32::from(c))),
            }
            run = if c.is_ascii_alphanumeric() {
                run + 1
            } else {
                0
            };
            if run == LONGEST_WORD {
                out.push(BREAK);
                run = 0;
            }
        }
        out
    }

    fn has(&self, c: char) -> bool {
        self.0
            .iter()
            .all(|font| font.info().coverage.contains(u32::from(c)))
    }
}

/// A word longer than this may be broken anywhere, or it would run off the page.
const LONGEST_WORD: usize = 32;
/// Zero-width space.
const BREAK: char = '\u{200B}';

fn invisible(c: char) -> bool {
    (c.is_control() && !matches!(c, '\n' | '\t'))
        || matches!(u32::from(c),
            0xAD | 0x200B..=0x200F | 0x202A..=0x202E | 0x2060..=0x206F | 0xFEFF
            | 0xFE00..=0xFE0F | 0xE0000..=0xE0FFF)
}

fn is_emoji(c: char) -> bool {
    matches!(u32::from(c), 0x1F000..=0x1FAFF | 0x2600..=0x27BF | 0x2B00..=0x2BFF | 0x20E3 | 0x2300..=0x23FF)
}
