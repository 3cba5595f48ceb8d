//! Bytes on their way in: written to disk as they come, hashed, counted, never held in memory.

use std::time::Duration;

use actix_web::web::Bytes;
use aws_lc_rs::digest;
use data_encoding::HEXLOWER;
use futures_util::{Stream, StreamExt};
use sm3::{Digest, Sm3};
use tokio::io::{AsyncWriteExt, BufWriter};

use super::errors;
use super::kind::HEAD;
use crate::kit::problem::Problem;
use crate::ports::blobs::{Aside, BlobError, Blobs};

/// A sender from whom nothing comes for so long has gone.
const IDLE: Duration = Duration::from_secs(30);
/// One body, however large: beyond this a file goes in parts.
const LONGEST: Duration = Duration::from_secs(3600);
const BUFFER: usize = 256 << 10;
/// So much too much is read and thrown away, so that the sender gets to read our answer.
const DRAIN_BYTES: u64 = 64 << 20;
const DRAIN_TIME: Duration = Duration::from_secs(10);

/// A file that is here whole, beside the store.
pub struct Arrived {
    pub file: Aside,
    pub size: u64,
    pub sha256: String,
    pub sm3: String,
    /// Its first bytes.
    pub head: Vec<u8>,
}

/// Why a body did not arrive.
#[derive(Debug)]
pub enum Failed {
    /// The sender stopped in the middle.
    Truncated,
    TooSlow,
    /// More than was allowed came; how much, if it ended while we were looking, and how it begins.
    TooMuch {
        seen: Option<u64>,
        most: u64,
        head: Vec<u8>,
    },
    Store(BlobError),
}

impl From<std::io::Error> for Failed {
    fn from(error: std::io::Error) -> Failed {
        Failed::Store(error.into())
    }
}

impl From<Failed> for Problem {
    fn from(failed: Failed) -> Problem {
        match failed {
            Failed::Truncated => Problem::new(&errors::TRUNCATED),
            Failed::TooSlow => Problem::new(&errors::TOO_SLOW),
            Failed::TooMuch { .. } => Problem::new(&errors::TOO_LARGE),
            Failed::Store(error) => error.into(),
        }
    }
}

/// Both hashes of the court, side by side.
struct Hashes {
    sha256: digest::Context,
    sm3: Sm3,
}

impl Hashes {
    fn new() -> Hashes {
        Hashes {
            sha256: digest::Context::new(&digest::SHA256),
            sm3: Sm3::new(),
        }
    }

    fn update(&mut self, bytes: &[u8]) {
        self.sha256.update(bytes);
        self.sm3.update(bytes);
    }

    fn finish(self) -> (String, String) {
        (
            HEXLOWER.encode(self.sha256.finish().as_ref()),
            HEXLOWER.encode(&self.sm3.finalize()),
        )
    }
}

/// Receives a body of at most what `limit` allows, which is asked again once the beginning is known.
pub async fn receive<S, E>(
    blobs: &Blobs,
    body: S,
    limit: impl Fn(&[u8]) -> u64,
) -> Result<Arrived, Failed>
where
    S: Stream<Item = Result<Bytes, E>> + Unpin,
{
    match tokio::time::timeout(LONGEST, write(blobs, body, limit)).await {
        Ok(arrived) => arrived,
        Err(_) => Err(Failed::TooSlow),
    }
}

async fn write<S, E>(
    blobs: &Blobs,
    mut body: S,
    limit: impl Fn(&[u8]) -> u64,
) -> Result<Arrived, Failed>
where
    S: Stream<Item = Result<Bytes, E>> + Unpin,
{
    let file = blobs.aside();
    let mut out = BufWriter::with_capacity(BUFFER, file.create().await?);
    let (mut hashes, mut size, mut head) = (Hashes::new(), 0_u64, Vec::new());
    while let Some(bytes) = next(&mut body).await? {
        if head.len() < HEAD {
            head.extend_from_slice(&bytes[..bytes.len().min(HEAD - head.len())]);
        }
        size += bytes.len() as u64;
        let most = limit(&head);
        if size > most {
            let seen = count_rest(&mut body, size).await;
            return Err(Failed::TooMuch { seen, most, head });
        }
        hashes.update(&bytes);
        out.write_all(&bytes).await?;
    }
    out.flush().await?;
    // What is acknowledged also outlives a power cut.
    out.get_ref().sync_all().await?;
    let (sha256, sm3) = hashes.finish();
    Ok(Arrived {
        file,
        size,
        sha256,
        sm3,
        head,
    })
}

async fn next<S, E>(body: &mut S) -> Result<Option<Bytes>, Failed>
where
    S: Stream<Item = Result<Bytes, E>> + Unpin,
{
    match tokio::time::timeout(IDLE, body.next()).await {
        Ok(Some(Ok(bytes))) => Ok(Some(bytes)),
        Ok(Some(Err(_))) => Err(Failed::Truncated),
        Ok(None) => Ok(None),
        Err(_) => Err(Failed::TooSlow),
    }
}

/// The whole size, if the body ends within reason.
async fn count_rest<S, E>(body: &mut S, mut size: u64) -> Option<u64>
where
    S: Stream<Item = Result<Bytes, E>> + Unpin,
{
    let most = size + DRAIN_BYTES;
    let counting = async {
        while let Some(bytes) = body.next().await {
            size += bytes.ok()?.len() as u64;
            if size > most {
                return None;
            }
        }
        Some(size)
    };
    tokio::time::timeout(DRAIN_TIME, counting).await.ok()?
}

/// Reads a body that is not wanted, so that the sender gets to read our answer.
pub async fn drain<S, E>(mut body: S)
where
    S: Stream<Item = Result<Bytes, E>> + Unpin,
{
    count_rest(&mut body, 0).await;
}

#[cfg(test)]
mod tests {
    use futures_util::stream;

    use super::*;
    use crate::kit::settings::Settings;

    fn blobs(folder: &std::path::Path) -> Blobs {
        Blobs::open(
            &Settings::from_parts(None, Vec::new()).unwrap().blobs,
            folder,
        )
        .unwrap()
    }

    fn body(parts: &[&'static str]) -> impl Stream<Item = Result<Bytes, &'static str>> + Unpin {
        let parts: Vec<_> = parts
            .iter()
            .map(|part| match *part {
                "!" => Err("cut"),
                part => Ok(Bytes::from_static(part.as_bytes())),
            })
            .collect();
        stream::iter(parts)
    }

    /// GB/T 32905-2016, appendix A; FIPS 180-4.
    #[actix_web::test]
    async fn hashes_are_those_of_the_standards() {
        let folder = tempfile::tempdir().unwrap();
        let arrived = receive(&blobs(folder.path()), body(&["a", "bc"]), |_| 10)
            .await
            .unwrap();
        assert_eq!(
            arrived.sha256,
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        );
        assert_eq!(
            arrived.sm3,
            "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"
        );
        assert_eq!((arrived.size, &arrived.head[..]), (3, &b"abc"[..]));
        assert_eq!(std::fs::read(arrived.file.path()).unwrap(), b"abc");
    }

    #[actix_web::test]
    async fn too_much_is_counted_and_a_cut_is_seen() {
        let folder = tempfile::tempdir().unwrap();
        let blobs = blobs(folder.path());
        let much = receive(&blobs, body(&["abcd", "efgh", "ij"]), |_| 5).await;
        assert!(matches!(
            much,
            Err(Failed::TooMuch {
                seen: Some(10),
                most: 5,
                ..
            })
        ));
        let cut = receive(&blobs, body(&["abcd", "!"]), |_| 9).await;
        assert!(matches!(cut, Err(Failed::Truncated)));
        assert_eq!(
            std::fs::read_dir(folder.path().join("files/aside"))
                .unwrap()
                .count(),
            0
        );
    }
}
