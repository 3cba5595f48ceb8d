//! Papers as PDF/A-2b, set by typst from the templates in `templates/`.
//!
//! Facts go in as data, never as source, so a name such as `#[x]` prints as it is. Equal facts give
//! equal bytes: nothing but the facts, the templates and the fonts goes in.

mod court_papers;
mod fonts;
mod paper;
mod party_papers;
mod values;
mod world;

use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use aws_lc_rs::digest::{SHA256, digest};
use chrono::{DateTime, Datelike, FixedOffset, Timelike};
use data_encoding::HEXLOWER;
use tokio::sync::Semaphore;
use typst::foundations::{Datetime, Smart};
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

pub use court_papers::*;
use fonts::Coverage;
pub use paper::{Paper, PaperLine, Picture};
pub use party_papers::*;
use world::{FontShelf, PaperWorld};

use crate::kit::problem::Problem;

/// What can go wrong with papers, in words for people.
pub mod errors {
    crate::error_table! {
        FONTS_MISSING = 503, "papers.fonts_missing",
            "法院暂时打印不了文书，是我们的问题。内容都已保存，请过一会儿再看，或拨打 12368。",
            "The court cannot print papers just now. This is our fault and everything is saved; try again later or call 12368.";
        PICTURE_UNREADABLE = 422, "papers.picture_unreadable",
            "有一张图片打不开，没法放进文书。请换一张 JPEG 或 PNG 图片再试。",
            "One picture cannot be opened and so cannot be put into the paper. Use another one, JPEG or PNG.";
        NOT_MADE = 503, "papers.not_made",
            "这份文书没有生成，是我们的问题。内容都已保存，请过一会儿再看，或拨打 12368。",
            "This paper was not made. This is our fault and everything is saved; try again later or call 12368.";
    }
}

/// Why there is no PDF. Carries nothing of the facts.
#[derive(Debug, thiserror::Error)]
pub enum PdfError {
    #[error("no Noto Serif CJK or Noto Sans CJK (Regular and Bold) in {}", .0.display())]
    FontsMissing(PathBuf),
    #[error("a picture cannot be read")]
    Picture,
    #[error("the paper was not made: {0}")]
    NotMade(String),
}

impl From<PdfError> for Problem {
    fn from(error: PdfError) -> Problem {
        let kind = match &error {
            PdfError::FontsMissing(_) => &errors::FONTS_MISSING,
            PdfError::Picture => &errors::PICTURE_UNREADABLE,
            PdfError::NotMade(_) => &errors::NOT_MADE,
        };
        Problem::new(kind).because(error.to_string())
    }
}

/// Each source by the name its `#import` or [`Paper::name`] has.
const TEMPLATES: &[(&str, &str)] = &[
    ("sheet.typ", include_str!("../../../templates/sheet.typ")),
    (
        "parties.typ",
        include_str!("../../../templates/parties.typ"),
    ),
    (
        "complaint.typ",
        include_str!("../../../templates/complaint.typ"),
    ),
    (
        "receipt.typ",
        include_str!("../../../templates/receipt.typ"),
    ),
    (
        "correction_notice.typ",
        include_str!("../../../templates/correction_notice.typ"),
    ),
    (
        "return_notice.typ",
        include_str!("../../../templates/return_notice.typ"),
    ),
    (
        "acceptance_notice.typ",
        include_str!("../../../templates/acceptance_notice.typ"),
    ),
    (
        "fee_notice.typ",
        include_str!("../../../templates/fee_notice.typ"),
    ),
    (
        "payment_receipt.typ",
        include_str!("../../../templates/payment_receipt.typ"),
    ),
    ("ruling.typ", include_str!("../../../templates/ruling.typ")),
    (
        "service_certificate.typ",
        include_str!("../../../templates/service_certificate.typ"),
    ),
    (
        "summons.typ",
        include_str!("../../../templates/summons.typ"),
    ),
    (
        "photo_book.typ",
        include_str!("../../../templates/photo_book.typ"),
    ),
];

/// Prints papers. Cheap to clone: every clone is the same press.
#[derive(Clone)]
pub struct Pdf(Arc<Inner>);

struct Inner {
    font_dir: PathBuf,
    /// Made when the first paper is asked for, so that a court that prints none opens no font.
    press: Mutex<Option<Arc<Press>>>,
    /// Setting a paper keeps a core busy; more at once than cores only costs memory.
    turns: Semaphore,
}

struct Press {
    fonts: FontShelf,
    coverage: Coverage,
}

impl Pdf {
    /// Fonts are looked for in this folder, when they are needed.
    pub fn new(font_dir: PathBuf) -> Pdf {
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        Pdf(Arc::new(Inner {
            font_dir,
            press: Mutex::new(None),
            turns: Semaphore::new(cores),
        }))
    }

    /// The paper as PDF/A-2b. The work is done off the async threads.
    ///
    /// # Errors
    /// [`PdfError::FontsMissing`] until the fonts are there; it is looked again at every call.
    pub async fn render(&self, paper: &Paper) -> Result<Vec<u8>, PdfError> {
        let _turn = self.0.turns.acquire().await.map_err(not_made)?;
        let (inner, paper) = (self.0.clone(), paper.clone());
        tokio::task::spawn_blocking(move || inner.press()?.print(&paper))
            .await
            .map_err(|_| PdfError::NotMade("the typesetter stopped".to_owned()))?
    }
}

/// Pages of a printed paper.
pub fn pages_of(pdf: &[u8]) -> Option<i32> {
    let pages = lopdf::Document::load_mem(pdf).ok()?.get_pages().len();
    i32::try_from(pages).ok()
}

impl Inner {
    fn press(&self) -> Result<Arc<Press>, PdfError> {
        let mut press = self.press.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(press) = &*press {
            return Ok(press.clone());
        }
        let fonts = fonts::open(&self.font_dir)
            .ok_or_else(|| PdfError::FontsMissing(self.font_dir.clone()))?;
        let made = Arc::new(Press {
            coverage: Coverage::of(&fonts),
            fonts: FontShelf::of(fonts),
        });
        *press = Some(made.clone());
        Ok(made)
    }
}

impl Press {
    fn print(&self, paper: &Paper) -> Result<Vec<u8>, PdfError> {
        let json = serde_json::to_value(paper).map_err(not_made)?;
        let ident = HEXLOWER.encode(digest(&SHA256, json.to_string().as_bytes()).as_ref());
        let facts = values::dict(json, &|text| self.coverage.printable(text))?;
        let template = format!("{}.typ", paper.name());
        let set = typst::compile(&PaperWorld::new(&self.fonts, &template, facts)?);
        // What the typesetter remembers of one paper is of no use to the next, and would only grow.
        comemo::evict(0);
        let document = set.output.map_err(|faults| said(&faults))?;
        let options = PdfOptions {
            ident: Smart::Custom(ident),
            creator: Smart::Custom(Some("micro-court".to_owned())),
            timestamp: timestamp(paper.at()),
            standards: PdfStandards::new(&[PdfStandard::A_2b])
                .map_err(|error| PdfError::NotMade(error.message().to_string()))?,
            ..PdfOptions::default()
        };
        typst_pdf::pdf(&document, &options).map_err(|faults| said(&faults))
    }
}

fn timestamp(at: DateTime<FixedOffset>) -> Option<Timestamp> {
    let small = |n: u32| u8::try_from(n).ok();
    let moment = Datetime::from_ymd_hms(
        at.year(),
        small(at.month())?,
        small(at.day())?,
        small(at.hour())?,
        small(at.minute())?,
        small(at.second())?,
    )?;
    Timestamp::new_local(moment, at.offset().local_minus_utc() / 60)
}

fn not_made(error: impl std::fmt::Display) -> PdfError {
    PdfError::NotMade(error.to_string())
}

/// The typesetter's own words: they name template code, not facts.
fn said(faults: &[typst::diag::SourceDiagnostic]) -> PdfError {
    let words: Vec<&str> = faults.iter().map(|fault| fault.message.as_str()).collect();
    if words.iter().any(|words| words.contains("image")) {
        return PdfError::Picture;
    }
    PdfError::NotMade(words.join("; "))
}
