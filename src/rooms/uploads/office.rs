//! Documents, looked at without unpacking them: pages of a PDF, and what a Word file says of itself.

use lopdf::Document;

use super::errors;
use super::kind::{Kind, holds, number_at};
use crate::kit::problem::Problem;

/// A Word file that says it unpacks to more is not for reading.
const MOST_UNPACKED: u64 = 500 << 20;
const MOST_ENTRIES: usize = 20_000;

/// Pages of a PDF. Only its cross-references are unpacked, within lopdf's bound.
pub fn pdf_pages(bytes: &[u8]) -> Result<i32, Problem> {
    let broken = || Problem::new(&errors::BROKEN);
    let about = Document::load_metadata_mem(bytes).map_err(|_| broken())?;
    match (about.page_count, about.encrypted) {
        (0, true) => Err(Problem::new(&errors::ENCRYPTED)),
        (0, false) => Err(broken()),
        (pages, _) => i32::try_from(pages).map_err(|_| broken()),
    }
}

/// Refuses Word files with a password, with macros, or that would unpack beyond reason.
pub fn check_word(bytes: &[u8], kind: Kind) -> Result<(), Problem> {
    match kind {
        Kind::Docx => check_docx(bytes),
        _ => check_doc(bytes),
    }
}

/// The old format keeps its parts in a file system of its own ([MS-CFB]), whose names are UTF-16.
fn check_doc(bytes: &[u8]) -> Result<(), Problem> {
    let named = |name: &str| {
        let wide: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        holds(bytes, &wide)
    };
    if named("EncryptedPackage") {
        return Err(Problem::new(&errors::ENCRYPTED));
    }
    if !named("WordDocument") {
        return Err(super::kind::other_office());
    }
    if named("_VBA_PROJECT") {
        return Err(Problem::new(&errors::MACROS));
    }
    Ok(())
}

/// Reads the archive's directory (APPNOTE 4.3.12) and unpacks nothing.
fn check_docx(bytes: &[u8]) -> Result<(), Problem> {
    let broken = || Problem::new(&errors::BROKEN);
    let entries = entries(bytes).ok_or_else(broken)?;
    let named = |name: &str| entries.iter().any(|entry| entry.name == name.as_bytes());
    if entries.iter().any(|entry| entry.sealed) {
        return Err(Problem::new(&errors::ENCRYPTED));
    }
    if !named("[Content_Types].xml") || !named("word/document.xml") {
        return Err(super::kind::other_office());
    }
    if entries
        .iter()
        .any(|entry| entry.name.ends_with(b"vbaProject.bin"))
    {
        return Err(Problem::new(&errors::MACROS));
    }
    let unpacked = entries
        .iter()
        .fold(0_u64, |sum, entry| sum.saturating_add(entry.unpacked));
    match unpacked > MOST_UNPACKED {
        true => Err(Problem::new(&errors::UNPACKS_TOO_LARGE)),
        false => Ok(()),
    }
}

struct Entry<'a> {
    name: &'a [u8],
    unpacked: u64,
    sealed: bool,
}

/// None when the directory is not where the end record says, or anything stands before or after.
fn entries(bytes: &[u8]) -> Option<Vec<Entry<'_>>> {
    let end = bytes
        .windows(4)
        .rposition(|window| window == b"PK\x05\x06")?;
    let number = |at: usize, length: usize| usize::try_from(number_at(bytes, at, length)?).ok();
    let (count, size, start) = (
        number(end + 10, 2)?,
        number(end + 12, 4)?,
        number(end + 16, 4)?,
    );
    let comment = number(end + 20, 2)?;
    if start.checked_add(size)? != end || end + 22 + comment != bytes.len() || count > MOST_ENTRIES
    {
        return None;
    }
    let mut entries = Vec::with_capacity(count);
    let mut at = start;
    for _ in 0..count {
        if bytes.get(at..at + 4)? != b"PK\x01\x02" {
            return None;
        }
        let (name, extra, comment) = (
            number(at + 28, 2)?,
            number(at + 30, 2)?,
            number(at + 32, 2)?,
        );
        entries.push(Entry {
            name: bytes.get(at + 46..at + 46 + name)?,
            unpacked: number_at(bytes, at + 24, 4)?,
            sealed: number(at + 8, 2)? & 1 == 1,
        });
        at += 46 + name + extra + comment;
    }
    (at == end).then_some(entries)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// An archive of stored entries whose directory says what we like.
    fn archive(entries: &[(&str, u32, bool)]) -> Vec<u8> {
        let mut bytes = b"PK\x03\x04".to_vec();
        bytes.extend([0; 26]);
        let start = bytes.len() as u32;
        for (name, unpacked, sealed) in entries {
            let mut entry = b"PK\x01\x02".to_vec();
            entry.extend([20, 0, 20, 0, u8::from(*sealed), 0, 8, 0]);
            entry.extend([0; 12]);
            entry.extend(unpacked.to_le_bytes());
            entry.extend((name.len() as u16).to_le_bytes());
            entry.extend([0; 16]);
            entry.extend(name.as_bytes());
            bytes.extend(entry);
        }
        let size = bytes.len() as u32 - start;
        bytes.extend(b"PK\x05\x06\0\0\0\0");
        bytes.extend((entries.len() as u16).to_le_bytes());
        bytes.extend((entries.len() as u16).to_le_bytes());
        bytes.extend(size.to_le_bytes());
        bytes.extend(start.to_le_bytes());
        bytes.extend([0, 0]);
        bytes
    }

    fn code(bytes: &[u8]) -> &'static str {
        check_word(bytes, Kind::Docx)
            .err()
            .map_or("taken", |problem| problem.kind.code)
    }

    #[test]
    fn word_files_are_judged_by_their_directory() {
        let word = [
            ("[Content_Types].xml", 900, false),
            ("word/document.xml", 5000, false),
        ];
        let with = |more: (&'static str, u32, bool)| archive(&[&word[..], &[more]].concat());
        assert_eq!(code(&archive(&word)), "taken");
        assert_eq!(
            code(&with(("word/vbaProject.bin", 1, false))),
            "uploads.macros"
        );
        assert_eq!(
            code(&with(("word/media/1.png", u32::MAX - 1, false))),
            "uploads.unpacks_too_large"
        );
        assert_eq!(code(&with(("word/x.xml", 1, true))), "uploads.encrypted");
        assert_eq!(
            code(&archive(&[
                ("[Content_Types].xml", 9, false),
                ("xl/workbook.xml", 9, false)
            ])),
            "uploads.wrong_type"
        );
        let mut behind = archive(&word);
        behind.extend(b"more");
        assert_eq!(code(&behind), "uploads.broken");
        assert_eq!(code(b"PK\x03\x04 no directory"), "uploads.broken");
    }

    #[test]
    fn a_pdf_tells_its_pages_or_why_not() {
        assert_eq!(
            pdf_pages(b"%PDF-1.7\nnothing").unwrap_err().kind.code,
            "uploads.broken"
        );
        let pdf = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R 3 0 R]/Count 2>>endobj\n\
            3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj\ntrailer<</Root 1 0 R/Size 4>>\n%%EOF";
        assert_eq!(pdf_pages(pdf).unwrap(), 2);
    }
}
