//! Names of files as people gave them, made safe to show and to save.

use super::kind::Kind;

/// Long enough for any title, short enough for every file system.
const MOST: usize = 120;

/// A name without folders, control and direction characters; with the ending of what the file is.
pub fn clean(given: &str, kind: Kind) -> String {
    let name = plain(given);
    let (stem, ending) = match name.rsplit_once('.') {
        Some((stem, ending)) if !stem.is_empty() => (stem, ending.to_ascii_lowercase()),
        _ => (name.as_str(), String::new()),
    };
    let endings = kind.endings();
    let fits = endings.contains(&ending.as_str());
    let stem = if fits { stem } else { name.as_str() };
    let stem: String = stem.chars().take(MOST).collect();
    let stem = match stem.trim_matches(|c: char| c == '.' || c.is_whitespace()) {
        "" => "文件",
        stem => stem,
    };
    let ending = if fits { ending.as_str() } else { endings[0] };
    format!("{stem}.{ending}")
}

/// The last part of a path, without what cannot be seen or turns the order of letters.
pub fn plain(given: &str) -> String {
    let last = given.rsplit(['/', '\\']).next().unwrap_or("");
    let seen: String = last
        .chars()
        .filter(|c| !c.is_control() && !is_invisible(*c))
        .map(|c| match c {
            '<' | '>' | ':' | '"' | '|' | '?' | '*' => '_',
            c => c,
        })
        .take(4 * MOST)
        .collect();
    seen.trim().to_owned()
}

/// Direction marks (a name can be made to read backwards), and characters of no width.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}'
        | '\u{061C}' | '\u{FEFF}' | '\u{00AD}' | '\u{FFF9}'..='\u{FFFB}' | '\u{E0000}'..='\u{E007F}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_safe_and_tell_the_kind() {
        for (given, kind, expected) in [
            ("订单截图.PNG", Kind::Png, "订单截图.png"),
            ("../../etc/passwd", Kind::Pdf, "passwd.pdf"),
            ("C:\\照片\\1.jpg", Kind::Jpeg, "1.jpg"),
            ("合同\u{202E}gpj.exe", Kind::Jpeg, "合同gpj.exe.jpg"),
            ("tmp_a1b2", Kind::Jpeg, "tmp_a1b2.jpg"),
            ("a\r\nb\0.pdf", Kind::Pdf, "ab.pdf"),
            ("", Kind::Mp4, "文件.mp4"),
            (" . ", Kind::Mp4, "文件.mp4"),
            (".jpeg", Kind::Jpeg, "jpeg.jpg"),
            ("𠮷野家😀.jpeg", Kind::Jpeg, "𠮷野家😀.jpeg"),
        ] {
            assert_eq!(clean(given, kind), expected, "{given:?}");
        }
        let long = format!("{}.pdf", "长".repeat(300));
        assert_eq!(
            clean(&long, Kind::Pdf),
            format!("{}.pdf", "长".repeat(MOST))
        );
    }
}
