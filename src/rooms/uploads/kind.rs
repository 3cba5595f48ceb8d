//! What a file is, by its first bytes and never by its name; and words for what the court does not take.

use super::errors;
use crate::kit::i18n::Words;
use crate::kit::problem::Problem;

/// So much of a file's beginning is looked at.
pub const HEAD: usize = 64 << 10;

/// The kinds of files that the court takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Jpeg,
    Png,
    Webp,
    Gif,
    Bmp,
    Pdf,
    Docx,
    Doc,
    Mp3,
    M4a,
    Aac,
    Wav,
    Amr,
    Mp4,
    Mov,
    ThreeGp,
    Webm,
}

/// Kinds that share a limit and a use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Family {
    Image,
    Pdf,
    Word,
    Sound,
    Film,
}

impl Kind {
    const ALL: [Kind; 17] = [
        Kind::Jpeg,
        Kind::Png,
        Kind::Webp,
        Kind::Gif,
        Kind::Bmp,
        Kind::Pdf,
        Kind::Docx,
        Kind::Doc,
        Kind::Mp3,
        Kind::M4a,
        Kind::Aac,
        Kind::Wav,
        Kind::Amr,
        Kind::Mp4,
        Kind::Mov,
        Kind::ThreeGp,
        Kind::Webm,
    ];

    pub fn media_type(self) -> &'static str {
        match self {
            Kind::Jpeg => "image/jpeg",
            Kind::Png => "image/png",
            Kind::Webp => "image/webp",
            Kind::Gif => "image/gif",
            Kind::Bmp => "image/bmp",
            Kind::Pdf => "application/pdf",
            Kind::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Kind::Doc => "application/msword",
            Kind::Mp3 => "audio/mpeg",
            Kind::M4a => "audio/mp4",
            Kind::Aac => "audio/aac",
            Kind::Wav => "audio/wav",
            Kind::Amr => "audio/amr",
            Kind::Mp4 => "video/mp4",
            Kind::Mov => "video/quicktime",
            Kind::ThreeGp => "video/3gpp",
            Kind::Webm => "video/webm",
        }
    }

    pub fn of_media_type(media_type: &str) -> Option<Kind> {
        Kind::ALL
            .into_iter()
            .find(|kind| kind.media_type() == media_type)
    }

    pub fn family(self) -> Family {
        match self {
            Kind::Jpeg | Kind::Png | Kind::Webp | Kind::Gif | Kind::Bmp => Family::Image,
            Kind::Pdf => Family::Pdf,
            Kind::Docx | Kind::Doc => Family::Word,
            Kind::Mp3 | Kind::M4a | Kind::Aac | Kind::Wav | Kind::Amr => Family::Sound,
            Kind::Mp4 | Kind::Mov | Kind::ThreeGp | Kind::Webm => Family::Film,
        }
    }

    /// Endings of names that say this kind, the usual one first.
    pub fn endings(self) -> &'static [&'static str] {
        match self {
            Kind::Jpeg => &["jpg", "jpeg", "jpe", "jfif"],
            Kind::Png => &["png"],
            Kind::Webp => &["webp"],
            Kind::Gif => &["gif"],
            Kind::Bmp => &["bmp"],
            Kind::Pdf => &["pdf"],
            Kind::Docx => &["docx"],
            Kind::Doc => &["doc", "wps"],
            Kind::Mp3 => &["mp3"],
            Kind::M4a => &["m4a"],
            Kind::Aac => &["aac"],
            Kind::Wav => &["wav"],
            Kind::Amr => &["amr"],
            Kind::Mp4 => &["mp4", "m4v"],
            Kind::Mov => &["mov", "qt"],
            Kind::ThreeGp => &["3gp", "3gpp", "3g2"],
            Kind::Webm => &["webm"],
        }
    }
}

/// What a file is. Word files are told apart later, from the whole file.
pub fn recognise(head: &[u8]) -> Result<Kind, Problem> {
    if head.is_empty() {
        return Err(Problem::new(&errors::EMPTY));
    }
    known(head).ok_or_else(|| refusal(head))
}

fn known(head: &[u8]) -> Option<Kind> {
    let at = |from: usize, bytes: &[u8]| head.get(from..from + bytes.len()) == Some(bytes);
    match head {
        [0xFF, 0xD8, 0xFF, ..] => Some(Kind::Jpeg),
        _ if at(0, b"\x89PNG\r\n\x1a\n") => Some(Kind::Png),
        _ if at(0, b"GIF87a") || at(0, b"GIF89a") => Some(Kind::Gif),
        _ if at(0, b"RIFF") && at(8, b"WEBP") => Some(Kind::Webp),
        _ if at(0, b"RIFF") && at(8, b"WAVE") => Some(Kind::Wav),
        _ if at(0, b"BM") && is_bmp(head) => Some(Kind::Bmp),
        _ if at(0, b"%PDF-") || at(0, b"\xEF\xBB\xBF%PDF-") => Some(Kind::Pdf),
        _ if at(0, b"PK\x03\x04") => is_docx(head).then_some(Kind::Docx),
        _ if at(0, b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1") => Some(Kind::Doc),
        _ if at(0, b"#!AMR\n") || at(0, b"#!AMR-WB\n") => Some(Kind::Amr),
        _ if at(0, b"ID3") => Some(Kind::Mp3),
        [0xFF, 0xF1 | 0xF9, ..] => Some(Kind::Aac),
        [0xFF, 0xE2..=0xFF, ..] => is_mp3(head).then_some(Kind::Mp3),
        _ if at(4, b"ftyp") => of_brand(head),
        _ if at(0, b"\x1A\x45\xDF\xA3") => {
            holds(&head[..head.len().min(64)], b"webm").then_some(Kind::Webm)
        }
        _ => None,
    }
}

/// The length of the second header is one of those that exist.
fn is_bmp(head: &[u8]) -> bool {
    matches!(
        number_at(head, 14, 4),
        Some(12 | 40 | 52 | 56 | 64 | 108 | 124)
    )
}

/// By the names of the first entries; the directory at the end is read when the file is whole.
fn is_docx(head: &[u8]) -> bool {
    holds(head, b"word/") || holds(head, b"[Content_Types].xml") && !is_other_office(head)
}

fn is_other_office(head: &[u8]) -> bool {
    holds(head, b"xl/") || holds(head, b"ppt/")
}

/// A frame header with a bit rate and a sampling rate that exist (ISO/IEC 11172-3 2.4.1.3), layer III.
fn is_mp3(head: &[u8]) -> bool {
    let (Some(second), Some(third)) = (head.get(1), head.get(2)) else {
        return false;
    };
    let (version, layer) = ((second >> 3) & 3, (second >> 1) & 3);
    version != 1 && layer == 1 && (third >> 4) != 15 && (third >> 4) != 0 && (third >> 2) & 3 != 3
}

/// ISO base media (ISO/IEC 14496-12 4.3): the brand says what it is.
fn of_brand(head: &[u8]) -> Option<Kind> {
    let length = usize::try_from(number_be(head.get(..4)?)).ok()?;
    if !(16..=1024).contains(&length) {
        return None;
    }
    match head.get(8..12)? {
        b"qt  " => Some(Kind::Mov),
        b"M4A " | b"M4B " => Some(Kind::M4a),
        [b'3', b'g', b'p' | b'2' | b'g', _] => Some(Kind::ThreeGp),
        b"isom" | b"iso2" | b"iso3" | b"iso4" | b"iso5" | b"iso6" | b"mp41" | b"mp42" | b"avc1"
        | b"M4V " | b"MSNV" | b"dash" | b"mmp4" | b"XAVC" => Some(Kind::Mp4),
        _ => None,
    }
}

/// Photographs of an iPhone, unless it was told to save JPEG.
fn is_heic(head: &[u8]) -> bool {
    head.get(4..8) == Some(b"ftyp")
        && matches!(
            head.get(8..12),
            Some(b"heic" | b"heix" | b"hevc" | b"hevx" | b"heim" | b"heis" | b"mif1" | b"msf1")
        )
}

/// What it is, and what to do instead.
fn refusal(head: &[u8]) -> Problem {
    if is_heic(head) {
        return Problem::new(&errors::HEIC);
    }
    refused(what(head))
}

/// A spreadsheet or a presentation, seen when the whole file is there.
pub fn other_office() -> Problem {
    refused(Unwanted::Office)
}

fn refused(what: Unwanted) -> Problem {
    let (zh, en) = match what {
        Unwanted::Program => (
            "这是电脑或手机程序，不是文书或照片，法院不收。请选原来的文件，或把内容拍下来再传。",
            "This is a program, not a document or a photo. Choose the file itself, or photograph what you want to show.",
        ),
        Unwanted::WebPage => (
            "这是网页或矢量图（HTML、SVG），里面可能带程序，法院不收。请截屏，或打印成 PDF 再传。",
            "This is a web page or a vector drawing (HTML, SVG), which can carry programs. Send a screenshot, or print it to PDF.",
        ),
        Unwanted::Archive => (
            "这是压缩包，法院不解开。请解压后，把里面的文件一份一份传。",
            "This is an archive, which the court does not unpack. Unpack it and send the files one by one.",
        ),
        Unwanted::Office => (
            "这是表格或演示文稿。请另存为 PDF 再传，或把相关的部分截屏。",
            "This is a spreadsheet or a presentation. Save it as a PDF, or send screenshots.",
        ),
        Unwanted::Image => (
            "这种图片格式法院打不开。请存为 JPEG 或 PNG，或截屏再传。",
            "The court cannot open this image format. Save it as JPEG or PNG, or send a screenshot.",
        ),
        Unwanted::Recording => (
            "这种录音录像格式法院播放不了。请转成 MP3 或 MP4 再传。",
            "The court cannot play this recording format. Convert it to MP3 or MP4.",
        ),
        Unwanted::Text => (
            "这是纯文字。请粘贴到 Word 里，或截屏、存成 PDF 再传。",
            "This is plain text. Paste it into a Word file, or send a screenshot or a PDF.",
        ),
        Unwanted::Unknown => (errors::WRONG_TYPE.zh, errors::WRONG_TYPE.en),
    };
    Problem::new(&errors::WRONG_TYPE).saying(Words::fixed(zh, en))
}

enum Unwanted {
    Program,
    WebPage,
    Archive,
    Office,
    Image,
    Recording,
    Text,
    Unknown,
}

fn what(head: &[u8]) -> Unwanted {
    if head.starts_with(b"MZ") || head.starts_with(b"#!") {
        return Unwanted::Program;
    }
    if is_page(head) {
        return Unwanted::WebPage;
    }
    let Some(found) = infer::get(head) else {
        return match is_text(head) {
            true => Unwanted::Text,
            false => Unwanted::Unknown,
        };
    };
    use infer::MatcherType;
    match found.matcher_type() {
        MatcherType::App => Unwanted::Program,
        MatcherType::Doc => Unwanted::Office,
        MatcherType::Archive if is_other_office(head) => Unwanted::Office,
        MatcherType::Archive => Unwanted::Archive,
        MatcherType::Image => Unwanted::Image,
        MatcherType::Audio | MatcherType::Video => Unwanted::Recording,
        MatcherType::Text if !is_text(head) => Unwanted::Unknown,
        MatcherType::Text => Unwanted::Text,
        _ => Unwanted::Unknown,
    }
}

/// Whether it begins as HTML, SVG or other XML does.
fn is_page(head: &[u8]) -> bool {
    let start = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head);
    let start = start.trim_ascii_start();
    let start = start[..start.len().min(64)].to_ascii_lowercase();
    [
        &b"<!doctype"[..],
        b"<html",
        b"<head",
        b"<body",
        b"<script",
        b"<svg",
        b"<?xml",
        b"<!--",
        b"<?php",
        b"mime-version:",
    ]
    .iter()
    .any(|begin| start.starts_with(begin))
}

fn is_text(head: &[u8]) -> bool {
    // The cut at the end can go through a character.
    let whole = match std::str::from_utf8(head) {
        Ok(text) => text,
        Err(error) if head.len() - error.valid_up_to() < 4 => {
            std::str::from_utf8(&head[..error.valid_up_to()]).unwrap_or("")
        }
        Err(_) => return false,
    };
    !whole
        .chars()
        .any(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t' | '\u{c}'))
}

/// A file that is two at once: whoever opens it decides which (an image that is also an archive, a PDF
/// that is also a page).
pub fn is_two_in_one(kind: Kind, head: &[u8], tail: &[u8]) -> bool {
    let start = head[..head.len().min(1024)].to_ascii_lowercase();
    let page = [&b"<script"[..], b"<html", b"<!doctype", b"<?php", b"<svg"]
        .iter()
        .any(|word| holds(&start, word));
    let pdf = kind != Kind::Pdf && holds(&start, b"%pdf-");
    let archive = kind != Kind::Docx && ends_as_archive(tail);
    page || pdf || archive
}

/// An archive is read from its end: there stands a record that leads to a directory (APPNOTE 4.3.16).
fn ends_as_archive(tail: &[u8]) -> bool {
    const END: &[u8] = b"PK\x05\x06";
    let Some(at) = tail.windows(END.len()).rposition(|window| window == END) else {
        return false;
    };
    let Some(directory) = number_at(tail, at + 12, 4) else {
        return false;
    };
    let start = usize::try_from(directory)
        .ok()
        .and_then(|length| at.checked_sub(length));
    match start {
        Some(start) => tail[start..].starts_with(b"PK\x01\x02"),
        // The directory begins before what we hold: then the comment must reach the very end.
        None => number_at(tail, at + 20, 2)
            .and_then(|comment| usize::try_from(comment).ok())
            .is_some_and(|comment| at + 22 + comment == tail.len()),
    }
}

pub fn holds(bytes: &[u8], word: &[u8]) -> bool {
    bytes.windows(word.len()).any(|window| window == word)
}

/// A little-endian number of up to 8 bytes.
pub fn number_at(bytes: &[u8], from: usize, length: usize) -> Option<u64> {
    let bytes = bytes.get(from..from.checked_add(length)?)?;
    Some(
        bytes
            .iter()
            .rev()
            .fold(0, |number, byte| number << 8 | u64::from(*byte)),
    )
}

fn number_be(bytes: &[u8]) -> u64 {
    bytes
        .iter()
        .fold(0, |number, byte| number << 8 | u64::from(*byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn media_type(head: &[u8]) -> &'static str {
        recognise(head).map_or("refused", Kind::media_type)
    }

    #[test]
    fn files_are_known_by_their_content() {
        for (head, expected) in [
            (&b"\xFF\xD8\xFF\xE0\x00\x10JFIF"[..], "image/jpeg"),
            (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "image/png"),
            (b"GIF89a\x01\0\x01\0", "image/gif"),
            (b"RIFF\x24\0\0\0WEBPVP8 ", "image/webp"),
            (b"BM\x46\0\0\0\0\0\0\0\x36\0\0\0\x28\0\0\0", "image/bmp"),
            (b"%PDF-1.7\n", "application/pdf"),
            (b"RIFF\x24\0\0\0WAVEfmt ", "audio/wav"),
            (b"#!AMR\n\x3c", "audio/amr"),
            (b"ID3\x04\0\0\0\0\0\0", "audio/mpeg"),
            (b"\xFF\xFB\x90\x64", "audio/mpeg"),
            (b"\xFF\xF1\x50\x80", "audio/aac"),
            (b"\0\0\0\x18ftypM4A \0\0\0\0", "audio/mp4"),
            (b"\0\0\0\x18ftypmp42\0\0\0\0", "video/mp4"),
            (b"\0\0\0\x14ftypqt  \0\0\0\0", "video/quicktime"),
            (b"\0\0\0\x18ftyp3gp5\0\0\0\0", "video/3gpp"),
            (
                b"\x1A\x45\xDF\xA3\x9F\x42\x86\x81\x01\x42\x82\x84webm",
                "video/webm",
            ),
        ] {
            assert_eq!(media_type(head), expected, "{head:?}");
        }
    }

    #[test]
    fn what_is_not_taken_is_told_what_it_is() {
        for (head, code, word) in [
            (&b"MZ\x90\0\x03\0\0\0"[..], "uploads.wrong_type", "程序"),
            (b"\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0", "uploads.wrong_type", "程序"),
            (b"#!/bin/sh\n", "uploads.wrong_type", "程序"),
            (b"\xEF\xBB\xBF \n<SVG xmlns=", "uploads.wrong_type", "网页"),
            (b"<!DOCTYPE html>", "uploads.wrong_type", "网页"),
            (b"PK\x03\x04\x14\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x05\0\0\0a.txt", "uploads.wrong_type", "压缩包"),
            (b"\0\0\0\x24ftypheic\0\0\0\0mif1heic", "uploads.heic", "HEIC"),
            (b"II*\0\x08\0\0\0\x0e\0\0\x01\x03\0", "uploads.wrong_type", "JPEG"),
            ("微信聊天记录\n".as_bytes(), "uploads.wrong_type", "纯文字"),
            (b"\x00\x01\x02\x03\x04\x05", "uploads.wrong_type", "法院不收"),
            (b"", "uploads.empty", "0 字节"),
        ] {
            let problem = recognise(head).unwrap_err();
            let zh = problem.body(crate::kit::i18n::Lang::Zh, "").detail;
            assert_eq!(problem.kind.code, code, "{head:?}");
            assert!(zh.contains(word), "{head:?}: {zh}");
        }
    }

    #[test]
    fn a_file_that_is_two_at_once_is_seen() {
        let jpeg = b"\xFF\xD8\xFF\xE0\x00\x10JFIF";
        let archive =
            b"....PK\x01\x02 directory PK\x05\x06\0\0\0\0\x01\0\x01\0\x0f\0\0\0\0\0\0\0\0\0";
        assert!(!is_two_in_one(Kind::Jpeg, jpeg, b"\xFF\xD9"));
        assert!(is_two_in_one(Kind::Jpeg, jpeg, archive));
        assert!(is_two_in_one(Kind::Jpeg, b"\xFF\xD8\xFF\xFE<script>", b""));
        assert!(is_two_in_one(Kind::Gif, b"GIF89a/*%PDF-1.4", b""));
        // The four letters alone, as they can stand in any picture, are no archive.
        assert!(!is_two_in_one(
            Kind::Jpeg,
            jpeg,
            b"noise PK\x05\x06 noise of a picture, long enough"
        ));
    }
}
