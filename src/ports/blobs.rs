//! Where files are kept: a folder in the data folder, or an S3-compatible store.
//!
//! A key is made from an id alone, never from anything a person sent. A file appears under its key
//! whole or not at all: it is written aside, and then linked (folder) or finished (S3).

use std::fs;
use std::io;
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use actix_web::web::Bytes;
use futures_util::Stream;
use opendal::layers::{RetryLayer, TimeoutLayer};
use opendal::{ErrorKind, Operator, services};
use secrecy::ExposeSecret;
use tokio::fs::File;
use tokio::io::AsyncReadExt;
use uuid::Uuid;

use crate::kit::ids::new_id;
use crate::kit::problem::{Problem, common};
use crate::kit::{private, settings};

/// What can go wrong with the store.
pub mod errors {
    crate::error_table! {
        AWAY = 503, "files.unavailable",
            "法院存放文件的地方暂时连不上，是我们的问题。已经收到的不会丢，请过一会儿再试。",
            "The court's file store is not reachable. This is our fault. What was received is kept; try again shortly.";
    }
}

/// Written files older than this that never got their key were left by a process that died.
const ABANDONED: Duration = Duration::from_secs(24 * 3600);
/// S3 takes parts of at least 5 MiB.
const S3_PART: usize = 8 << 20;
const COPY_BUFFER: usize = 1 << 20;

/// Name of a stored file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Key(String);

impl Key {
    /// `kind` is one of ours; the last characters of a UUIDv7 are random, so that no folder grows large.
    pub fn new(kind: &'static str, id: Uuid, variant: &'static str) -> Key {
        let id = id.simple().to_string();
        Key(format!("{kind}/{}/{id}.{variant}", &id[30..]))
    }

    pub fn name(&self) -> &str {
        &self.0
    }
}

#[derive(Debug, thiserror::Error)]
pub enum BlobError {
    #[error("there is no such file")]
    Missing,
    #[error("no space is left")]
    Full,
    #[error("{0}")]
    Away(String),
}

impl From<io::Error> for BlobError {
    fn from(error: io::Error) -> BlobError {
        match error.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => BlobError::Full,
            io::ErrorKind::NotFound => BlobError::Missing,
            kind => BlobError::Away(format!("{kind:?}")),
        }
    }
}

impl From<opendal::Error> for BlobError {
    fn from(error: opendal::Error) -> BlobError {
        match error.kind() {
            ErrorKind::NotFound => BlobError::Missing,
            // The kind alone: a message can hold addresses and headers.
            kind => BlobError::Away(format!("{kind:?}")),
        }
    }
}

impl From<BlobError> for Problem {
    fn from(error: BlobError) -> Problem {
        let kind = match &error {
            BlobError::Missing => &common::INTERNAL,
            BlobError::Full => &common::STORAGE_FULL,
            BlobError::Away(_) => &errors::AWAY,
        };
        Problem::new(kind).because(error)
    }
}

#[derive(Debug, thiserror::Error)]
#[error("The file store cannot be used: {0}")]
pub struct Unusable(String);

#[derive(Clone)]
pub struct Blobs {
    store: Operator,
    /// The folder, when files are kept in one.
    folder: Option<PathBuf>,
    /// Files on their way in.
    aside: PathBuf,
}

/// A file on its way in; gone when dropped.
pub struct Aside {
    path: PathBuf,
}

impl Aside {
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// For writing from the start. Only we may read it.
    pub async fn create(&self) -> io::Result<File> {
        let mut options = fs::OpenOptions::new();
        options.write(true).create(true).truncate(true).mode(0o600);
        tokio::fs::OpenOptions::from(options).open(&self.path).await
    }
}

impl Drop for Aside {
    fn drop(&mut self) {
        // Linked files stay under their key; what is left here was refused or interrupted.
        fs::remove_file(&self.path).ok();
    }
}

impl Blobs {
    pub fn open(settings: &settings::Blobs, data_dir: &Path) -> Result<Blobs, Unusable> {
        let folder = data_dir.join("files");
        let aside = folder.join("aside");
        private::folder(&aside).map_err(|error| Unusable(error.to_string()))?;
        drop_abandoned(&aside);
        let (store, folder) = match &settings.bucket {
            Some(bucket) => (s3(settings, bucket), None),
            None => {
                let root = folder.display().to_string();
                (
                    Operator::new(services::Fs::default().root(&root)),
                    Some(folder),
                )
            }
        };
        Ok(Blobs {
            store: store.map_err(|error| Unusable(error.kind().to_string()))?,
            folder,
            aside,
        })
    }

    /// A place for a file on its way in.
    pub fn aside(&self) -> Aside {
        Aside {
            path: self.aside.join(new_id().simple().to_string()),
        }
    }

    /// Keeps a written file under its key; a key that is taken keeps what it has.
    pub async fn keep(&self, key: &Key, file: &Aside) -> Result<(), BlobError> {
        match &self.folder {
            Some(folder) => {
                let (from, to) = (file.path.clone(), folder.join(&key.0));
                let linked = tokio::task::spawn_blocking(move || link(&from, &to)).await;
                Ok(linked.map_err(|_| BlobError::Away("interrupted".to_owned()))??)
            }
            None => self.send(key, file).await,
        }
    }

    async fn send(&self, key: &Key, file: &Aside) -> Result<(), BlobError> {
        let mut file = File::open(&file.path).await?;
        let mut writer = self.store.writer_with(&key.0).chunk(S3_PART).await?;
        let mut buffer = vec![0; COPY_BUFFER];
        loop {
            let read = file.read(&mut buffer).await?;
            if read == 0 {
                break;
            }
            if let Err(error) = writer.write(buffer[..read].to_vec()).await {
                writer.abort().await.ok();
                return Err(error.into());
            }
        }
        writer.close().await?;
        Ok(())
    }

    /// Keeps bytes under a key.
    pub async fn put(&self, key: &Key, bytes: Vec<u8>) -> Result<(), BlobError> {
        if self.folder.is_none() {
            self.store.write(&key.0, bytes).await?;
            return Ok(());
        }
        let file = self.aside();
        let mut out = file.create().await?;
        tokio::io::AsyncWriteExt::write_all(&mut out, &bytes).await?;
        out.sync_all().await?;
        self.keep(key, &file).await
    }

    /// Bytes `from` (included) to `to` (not included), as they come.
    pub async fn stream(
        &self,
        key: &Key,
        from: u64,
        to: u64,
    ) -> Result<impl Stream<Item = io::Result<Bytes>> + Unpin + use<>, BlobError> {
        let reader = self.store.reader(&key.0).await?;
        Ok(reader.into_bytes_stream(from..to).await?)
    }

    pub async fn read(&self, key: &Key) -> Result<Vec<u8>, BlobError> {
        Ok(self.store.read(&key.0).await?.to_vec())
    }

    /// A file that is gone already is no error.
    pub async fn delete(&self, key: &Key) -> Result<(), BlobError> {
        match self.store.delete(&key.0).await {
            Err(error) if error.kind() != ErrorKind::NotFound => Err(error.into()),
            _ => Ok(()),
        }
    }
}

fn s3(settings: &settings::Blobs, bucket: &str) -> opendal::Result<Operator> {
    opendal::install_default();
    let mut builder = services::S3::default()
        .bucket(bucket)
        .region(&settings.region)
        .root(&format!("/{}", settings.prefix.trim_matches('/')))
        // Keys come from our settings alone, not from files or services of the machine.
        .disable_config_load()
        .disable_ec2_metadata();
    if let Some(endpoint) = &settings.endpoint {
        builder = builder.endpoint(endpoint.as_str().trim_end_matches('/'));
    }
    if let (Some(id), Some(secret)) = (&settings.access_key_id, &settings.secret_access_key) {
        builder = builder
            .access_key_id(id)
            .secret_access_key(secret.expose_secret());
    }
    let store = Operator::new(builder)?;
    // Each try ends in time, and what may pass by itself is tried three times in all.
    let patience = TimeoutLayer::new()
        .with_timeout(Duration::from_secs(20))
        .with_io_timeout(Duration::from_secs(20));
    let tries = RetryLayer::new().with_jitter().with_max_times(2);
    Ok(store.layer(patience).layer(tries))
}

/// The file appears whole under its name, and survives a power cut: both file and folder are synced.
fn link(from: &Path, to: &Path) -> io::Result<()> {
    let folder = to.parent().unwrap_or(Path::new("."));
    private::folder(folder)?;
    match fs::hard_link(from, to) {
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => return Err(error),
        _ => {}
    }
    fs::File::open(folder)?.sync_all()
}

fn drop_abandoned(folder: &Path) {
    let Ok(entries) = fs::read_dir(folder) else {
        return;
    };
    for entry in entries.flatten() {
        let written = entry.metadata().and_then(|about| about.modified());
        let age = written.map(|at| SystemTime::now().duration_since(at).unwrap_or_default());
        if age.is_ok_and(|age| age > ABANDONED) {
            fs::remove_file(entry.path()).ok();
        }
    }
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use futures_util::TryStreamExt;

    use super::*;

    fn in_folder(data_dir: &Path) -> Blobs {
        let settings = settings::Settings::from_parts(None, Vec::new()).unwrap();
        Blobs::open(&settings.blobs, data_dir).unwrap()
    }

    #[test]
    fn a_key_is_made_of_its_id() {
        let id = Uuid::try_parse("0193a1f0-7c1e-7000-8000-0000000000ab").unwrap();
        let key = Key::new("uploads", id, "original");
        assert_eq!(
            key.name(),
            "uploads/ab/0193a1f07c1e700080000000000000ab.original"
        );
    }

    #[actix_web::test]
    async fn files_are_private_whole_and_kept_once() {
        let folder = tempfile::tempdir().unwrap();
        let blobs = in_folder(folder.path());
        let key = Key::new("uploads", new_id(), "original");
        blobs.put(&key, b"first".to_vec()).await.unwrap();
        blobs.put(&key, b"second".to_vec()).await.unwrap();
        assert_eq!(blobs.read(&key).await.unwrap(), b"first");
        let part: Vec<Bytes> = blobs
            .stream(&key, 1, 4)
            .await
            .unwrap()
            .try_collect()
            .await
            .unwrap();
        assert_eq!(part.concat(), b"irs");

        let path = folder.path().join("files").join(key.name());
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode(&path), 0o600);
        assert_eq!(mode(path.parent().unwrap()), 0o700);
        assert_eq!(mode(&folder.path().join("files")), 0o700);
        assert_eq!(
            fs::read_dir(folder.path().join("files/aside"))
                .unwrap()
                .count(),
            0
        );

        blobs.delete(&key).await.unwrap();
        blobs.delete(&key).await.unwrap();
        assert!(matches!(blobs.read(&key).await, Err(BlobError::Missing)));
    }

    #[actix_web::test]
    async fn what_a_dead_process_left_is_dropped_after_a_day() {
        let folder = tempfile::tempdir().unwrap();
        let blobs = in_folder(folder.path());
        let (old, new) = (blobs.aside.join("old"), blobs.aside.join("new"));
        for path in [&old, &new] {
            fs::write(path, "half").unwrap();
        }
        let long_ago = SystemTime::now() - ABANDONED - Duration::from_secs(60);
        fs::File::options()
            .write(true)
            .open(&old)
            .unwrap()
            .set_modified(long_ago)
            .unwrap();
        in_folder(folder.path());
        assert!(!old.exists() && new.exists());
    }
}
