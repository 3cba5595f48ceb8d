//! The file that remembers the sandbox: one event a line, appended as it happens, shortened when opened.
//!
//! Appending costs the same for the first log-in and the ten-thousandth, and a kill loses nothing that was answered.

use std::fs::{File, OpenOptions};
use std::io::{BufWriter, Error, ErrorKind, Result, Write};
use std::path::{Path, PathBuf};

use super::state::{Event, State};

pub struct Journal {
    file: File,
    path: PathBuf,
    /// The last line may be half written.
    torn: bool,
}

impl Journal {
    /// A line that can't be written (a full disk) is said in the log; the sandbox goes on from memory.
    pub fn append(&mut self, event: &Event) {
        if let Err(error) = self.write(event) {
            self.torn = true;
            tracing::warn!(path = %self.path.display(), %error, "the sandbox could not write down what happened");
        }
    }

    /// One write a line, so that a kill leaves whole lines.
    fn write(&mut self, event: &Event) -> Result<()> {
        let mut line = if self.torn { vec![b'\n'] } else { Vec::new() };
        serde_json::to_writer(&mut line, event)?;
        line.push(b'\n');
        self.file.write_all(&line)?;
        self.torn = false;
        Ok(())
    }
}

/// Takes up what the file says. A file that is not understood whole is kept beside, never just overwritten.
pub fn open(path: PathBuf) -> (State, Option<Journal>) {
    let opened = read(&path).and_then(|(state, understood)| {
        if !understood {
            let aside = path.with_extension("damaged");
            tracing::warn!(path = %path.display(), aside = %aside.display(), "the sandbox could not read all it had written");
            std::fs::copy(&path, aside)?;
        }
        let file = rewrite(&path, &state)?;
        Ok((state, file))
    });
    match opened {
        Ok((state, file)) => {
            let torn = false;
            (state, Some(Journal { file, path, torn }))
        }
        Err(error) => {
            tracing::warn!(path = %path.display(), %error, "the sandbox keeps its state in memory only");
            (State::default(), None)
        }
    }
}

/// The state, and whether every line was understood.
fn read(path: &Path) -> Result<(State, bool)> {
    let bytes = match std::fs::read(path) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == ErrorKind::NotFound => Vec::new(),
        Err(error) => return Err(error),
    };
    let mut state = State::default();
    let mut understood = true;
    for line in bytes
        .split(|byte| *byte == b'\n')
        .filter(|line| !line.is_empty())
    {
        match serde_json::from_slice(line) {
            Ok(event) => state.apply(event),
            Err(_) => understood = false,
        }
    }
    Ok((state, understood))
}

/// Writes the state as few events into a new file and puts it in the old one's place.
fn rewrite(path: &Path, state: &State) -> Result<File> {
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder)?;
    }
    let draft = path.with_extension("new");
    let mut out = BufWriter::new(File::create(&draft)?);
    for event in state.events() {
        serde_json::to_writer(&mut out, &event)?;
        out.write_all(b"\n")?;
    }
    out.into_inner().map_err(Error::from)?.sync_all()?;
    std::fs::rename(&draft, path)?;
    OpenOptions::new().append(true).open(path)
}
