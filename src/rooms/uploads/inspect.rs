//! Looks into a file that has arrived: what it is, whether the court can take and open it, and copies
//! for reading.

use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};

use super::errors;
use super::kind::{Family, HEAD, Kind, is_two_in_one, recognise};
use super::office;
use super::pictures::{self, Copies};
use super::receive::Arrived;
use super::words::Purpose;
use crate::court::Court;
use crate::kit::i18n::Words;
use crate::kit::problem::Problem;
use crate::kit::settings::Uploads;

const MB: u64 = 1 << 20;
/// An archive's end record stands within its last 22 bytes and the longest comment.
const TAIL: u64 = 66 << 10;

/// What a file turned out to be.
pub struct Seen {
    pub kind: Kind,
    pub pages: Option<i32>,
    pub copies: Option<Copies>,
}

/// Bytes that a file of this kind may have.
pub fn limit_of(kind: Kind, limits: &Uploads) -> u64 {
    MB * match kind.family() {
        Family::Image | Family::Pdf | Family::Word => limits.document_mb,
        Family::Sound | Family::Film => limits.media_mb,
    }
}

/// Bytes that a file beginning so may have. Of what is not taken no more is kept than tells so.
pub fn limit_of_head(head: &[u8], limits: &Uploads) -> u64 {
    match recognise(head) {
        Ok(kind) => limit_of(kind, limits),
        Err(_) => HEAD as u64,
    }
}

/// Why a file that begins so was cut short: what it is, or how large.
pub fn cut_short(seen: Option<u64>, most: u64, head: &[u8], limits: &Uploads) -> Problem {
    match recognise(head) {
        Ok(_) => too_large(seen, most, limits),
        Err(problem) => problem,
    }
}

/// "这份 238 MB，最大 200 MB": rounded up, so that what is told as too large looks so.
pub fn too_large(size: Option<u64>, most: u64, limits: &Uploads) -> Problem {
    let most_mb = most / MB;
    let (so_zh, so_en) = match size {
        Some(size) => (
            format!("这份 {} MB", size.div_ceil(MB)),
            format!("This file is {} MB", size.div_ceil(MB)),
        ),
        None => (
            format!("这份超过 {most_mb} MB"),
            format!("This file is larger than {most_mb} MB"),
        ),
    };
    let (zh, en) = match most_mb == limits.media_mb {
        true => ("可以分成两段再传。", "Split it in two."),
        false => (
            "可以截屏、在手机里压缩，或分成几份再传。",
            "Send a screenshot, compress it on the phone, or split it.",
        ),
    };
    Problem::new(&errors::TOO_LARGE).saying(Words::new(
        format!("{so_zh}，最大 {most_mb} MB。{zh}"),
        format!("{so_en}; the most is {most_mb} MB. {en}"),
    ))
}

/// What a first look tells: enough to refuse early, before the rest has come.
pub fn first_look(
    head: &[u8],
    size: u64,
    purpose: Purpose,
    limits: &Uploads,
) -> Result<Kind, Problem> {
    let kind = recognise(head)?;
    check_purpose(kind, purpose)?;
    let most = limit_of(kind, limits);
    match size > most {
        true => Err(too_large(Some(size), most, limits)),
        false => Ok(kind),
    }
}

fn check_purpose(kind: Kind, purpose: Purpose) -> Result<(), Problem> {
    let (fits, zh, en) = match purpose {
        Purpose::Signature => (
            kind.family() == Family::Image,
            "签名要是图片。请在屏幕上手写，或拍下纸上的签名。",
            "A signature is an image. Draw it on the screen, or photograph it.",
        ),
        Purpose::Identity => (
            matches!(kind.family(), Family::Image | Family::Pdf),
            "证件要是照片或 PDF。请拍下证件再传。",
            "An identity document is a photo or a PDF. Photograph it.",
        ),
        Purpose::VideoReview => (
            matches!(kind.family(), Family::Film | Family::Image),
            "这里要一段录像。请按提示录好再传。",
            "A video is needed here. Record it as described.",
        ),
        Purpose::Evidence | Purpose::Attachment => (true, "", ""),
    };
    match fits {
        true => Ok(()),
        false => Err(Problem::new(&errors::WRONG_PURPOSE).saying(Words::fixed(zh, en))),
    }
}

/// Looks into the whole file. Images wait for their share of the memory set aside for pixels.
pub async fn inspect(court: &Court, file: &Arrived, purpose: Purpose) -> Result<Seen, Problem> {
    let limits = court.settings.uploads.clone();
    let kind = first_look(&file.head, file.size, purpose, &limits)?;
    let (path, head) = (file.file.path().to_owned(), file.head.clone());
    let seen = off_thread(move || look(&path, &head, kind)).await?;
    let (pages, copies) = match seen {
        Looked::Image { width, height } => {
            check_pixels(width, height, &limits)?;
            let path = file.file.path().to_owned();
            (Some(1), Some(copy(court, path, kind, width, height).await?))
        }
        Looked::Pages(pages) => (Some(pages), None),
        Looked::Other => (None, None),
    };
    Ok(Seen {
        kind,
        pages,
        copies,
    })
}

/// What the bytes say without unpacking.
enum Looked {
    Image { width: u32, height: u32 },
    Pages(i32),
    Other,
}

fn look(path: &Path, head: &[u8], kind: Kind) -> Result<Looked, Problem> {
    if is_two_in_one(kind, head, &tail_of(path)?) {
        return Err(Problem::new(&errors::TWO_IN_ONE));
    }
    match kind.family() {
        Family::Image => {
            let (width, height) = pictures::size_of(&whole(path)?).map_err(|_| &errors::BROKEN)?;
            Ok(Looked::Image { width, height })
        }
        Family::Pdf => Ok(Looked::Pages(office::pdf_pages(&whole(path)?)?)),
        Family::Word => office::check_word(&whole(path)?, kind).map(|()| Looked::Other),
        Family::Sound | Family::Film => Ok(Looked::Other),
    }
}

/// Only files of at most `document_mb` are read whole.
fn whole(path: &Path) -> Result<Vec<u8>, Problem> {
    std::fs::read(path).map_err(unreadable)
}

fn tail_of(path: &Path) -> Result<Vec<u8>, Problem> {
    let read = || -> std::io::Result<Vec<u8>> {
        let mut file = File::open(path)?;
        let length = file.metadata()?.len();
        file.seek(SeekFrom::Start(length.saturating_sub(TAIL)))?;
        let mut tail = Vec::new();
        file.read_to_end(&mut tail)?;
        Ok(tail)
    };
    read().map_err(unreadable)
}

fn unreadable(error: std::io::Error) -> Problem {
    crate::ports::blobs::BlobError::from(error).into()
}

fn check_pixels(width: u32, height: u32, limits: &Uploads) -> Result<(), Problem> {
    let most = u64::from(limits.megapixels) * 1_000_000;
    let fits = width <= limits.side_pixels
        && height <= limits.side_pixels
        && u64::from(width) * u64::from(height) <= most;
    if fits {
        return Ok(());
    }
    let (mega, side) = (limits.megapixels, limits.side_pixels);
    Err(Problem::new(&errors::TOO_MANY_PIXELS).saying(Words::new(
        format!("这张图 {width}×{height} 像素，最多 {mega} 百万像素、每边 {side}。请缩小，或分成几张再传。"),
        format!("This image is {width}×{height} pixels; at most {mega} million, and {side} a side. Make it smaller, or split it."),
    )))
}

async fn copy(
    court: &Court,
    path: PathBuf,
    kind: Kind,
    width: u32,
    height: u32,
) -> Result<Copies, Problem> {
    let megapixels = (u64::from(width) * u64::from(height)).div_ceil(1_000_000);
    let most = u64::from(court.settings.uploads.megapixels_at_once);
    let share = u32::try_from(megapixels.min(most)).unwrap_or(u32::MAX);
    let turn = court.pixels.clone().acquire_many_owned(share).await;
    off_thread(move || {
        // Given back when the work ends, also when nobody waits for it any more.
        let _turn = turn;
        pictures::copies(&whole(&path)?, kind).map_err(|_| Problem::new(&errors::BROKEN))
    })
    .await
}

/// A reader that panics on a crafted file has found it broken.
async fn off_thread<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, Problem> + Send + 'static,
) -> Result<T, Problem> {
    match tokio::task::spawn_blocking(work).await {
        Ok(done) => done,
        Err(error) => Err(Problem::new(&errors::BROKEN).because(error)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kit::i18n::Lang;
    use crate::kit::settings::Settings;

    fn limits() -> Uploads {
        Settings::from_parts(None, Vec::new()).unwrap().uploads
    }

    fn detail(problem: &Problem) -> String {
        problem.body(Lang::Zh, "").detail
    }

    #[test]
    fn sizes_are_told_as_people_know_them() {
        let limits = limits();
        let film = too_large(Some(238 * MB), 200 * MB, &limits);
        assert_eq!(
            detail(&film),
            "这份 238 MB，最大 200 MB。可以分成两段再传。"
        );
        let photo =
            first_look(b"\xFF\xD8\xFF\xE0", 30 * MB, Purpose::Evidence, &limits).unwrap_err();
        assert!(detail(&photo).starts_with("这份 30 MB，最大 20 MB。"));
        let by_a_byte = too_large(Some(20 * MB + 1), 20 * MB, &limits);
        assert!(detail(&by_a_byte).starts_with("这份 21 MB，最大 20 MB。"));
    }

    #[test]
    fn a_purpose_takes_only_what_serves_it() {
        let limits = limits();
        let code = |head: &[u8], purpose| {
            first_look(head, 10, purpose, &limits)
                .err()
                .map(|problem| problem.kind.code)
        };
        let (png, pdf, mp4) = (
            b"\x89PNG\r\n\x1a\n",
            b"%PDF-1.7",
            b"\0\0\0\x18ftypmp42\0\0\0\0",
        );
        assert_eq!(code(png, Purpose::Signature), None);
        assert_eq!(code(pdf, Purpose::Signature), Some("uploads.wrong_purpose"));
        assert_eq!(code(pdf, Purpose::Identity), None);
        assert_eq!(code(mp4, Purpose::Identity), Some("uploads.wrong_purpose"));
        assert_eq!(code(mp4, Purpose::VideoReview), None);
        assert_eq!(code(mp4, Purpose::Evidence), None);
    }

    #[test]
    fn pixels_are_bounded_by_side_and_by_area() {
        let limits = limits();
        let code = |w, h| {
            check_pixels(w, h, &limits)
                .err()
                .map(|problem| problem.kind.code)
        };
        assert_eq!(code(12_000, 8_000), None);
        assert_eq!(code(40_000, 40_000), Some("uploads.too_many_pixels"));
        assert_eq!(code(20_001, 10), Some("uploads.too_many_pixels"));
        assert_eq!(code(11_000, 10_000), Some("uploads.too_many_pixels"));
    }
}
