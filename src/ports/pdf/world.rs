//! What the typesetter may see: our templates, our fonts, and the facts of one paper. No file, no network,
//! no clock, so that nothing but these decides what a paper says.

use std::sync::LazyLock;

use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Dict, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};

use super::{PdfError, TEMPLATES, not_made};

/// Read once: the templates are part of the program.
static SOURCES: LazyLock<Vec<Source>> = LazyLock::new(|| {
    TEMPLATES
        .iter()
        .filter_map(|(name, text)| Some(Source::new(id_of(name).ok()?, (*text).to_owned())))
        .collect()
});

fn id_of(name: &str) -> Result<FileId, PdfError> {
    let path = VirtualPath::new(name).map_err(|_| not_made("a template's name is no path"))?;
    Ok(RootedPath::new(VirtualRoot::Project, path).intern())
}

/// Fonts and their index, shared by all papers.
pub(super) struct FontShelf {
    fonts: Vec<Font>,
    book: LazyHash<FontBook>,
}

impl FontShelf {
    pub fn of(fonts: Vec<Font>) -> FontShelf {
        FontShelf {
            book: LazyHash::new(FontBook::from_fonts(&fonts)),
            fonts,
        }
    }
}

/// One paper being set.
pub(super) struct PaperWorld<'a> {
    fonts: &'a FontShelf,
    library: LazyHash<Library>,
    main: FileId,
}

impl<'a> PaperWorld<'a> {
    pub fn new(
        fonts: &'a FontShelf,
        template: &str,
        facts: Dict,
    ) -> Result<PaperWorld<'a>, PdfError> {
        Ok(PaperWorld {
            fonts,
            library: LazyHash::new(Library::builder().with_inputs(facts).build()),
            main: id_of(template)?,
        })
    }
}

impl World for PaperWorld<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &self.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.fonts.book
    }

    fn main(&self) -> FileId {
        self.main
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        let found = SOURCES.iter().find(|source| source.id() == id);
        found.cloned().ok_or(FileError::AccessDenied)
    }

    fn file(&self, _: FileId) -> FileResult<Bytes> {
        Err(FileError::AccessDenied)
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.fonts.fonts.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}
