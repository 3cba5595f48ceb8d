//! Personal data at rest: sealed with AES-256-GCM, found again by a keyed hash, and never printed.

use std::fs;
use std::io::{self, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;

use aws_lc_rs::aead::{AES_256_GCM, Aad, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};
use aws_lc_rs::hkdf::{HKDF_SHA256, KeyType, Salt};
use aws_lc_rs::hmac;
use aws_lc_rs::rand::{SecureRandom, SystemRandom};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use data_encoding::HEXLOWER;
use secrecy::{ExposeSecret, SecretString};

/// A key of 32 bytes that does not print.
#[derive(Clone)]
pub struct Key([u8; 32]);

impl std::fmt::Debug for Key {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Key(..)")
    }
}

struct Len32;

impl KeyType for Len32 {
    fn len(&self) -> usize {
        32
    }
}

#[derive(Debug, thiserror::Error)]
pub enum KeyFileError {
    #[error("cannot read or make the key file {path}: {source}")]
    Io { path: String, source: io::Error },
    #[error("the key file {path} holds {len} bytes; at least 32 are needed")]
    Short { path: String, len: usize },
}

impl Key {
    pub fn bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// An independent key for one purpose (HKDF, RFC 5869).
    pub fn derive(&self, purpose: &str) -> Key {
        derive(&self.0, purpose)
    }

    /// Reads a key file of at least 32 bytes; its whole content counts.
    pub fn read(path: &Path) -> Result<Key, KeyFileError> {
        let name = path.display().to_string();
        let bytes = fs::read(path).map_err(|source| KeyFileError::Io {
            path: name.clone(),
            source,
        })?;
        let trimmed = bytes.trim_ascii();
        if trimmed.len() < 32 {
            return Err(KeyFileError::Short {
                path: name,
                len: trimmed.len(),
            });
        }
        Ok(derive(trimmed, "file"))
    }

    /// Reads the key file, or makes one (mode 0600) when it isn't there. Two processes starting at
    /// once end with the same key: the file appears whole, by a link that only one of them can make.
    pub fn read_or_make(path: &Path) -> Result<Key, KeyFileError> {
        if !path.exists() {
            make_key_file(path).map_err(|source| KeyFileError::Io {
                path: path.display().to_string(),
                source,
            })?;
        }
        Key::read(path)
    }

    /// Shows whether two nodes use the same key without giving it away.
    pub fn fingerprint(&self) -> String {
        HEXLOWER.encode(&self.derive("fingerprint").0[..8])
    }

    pub fn mac(&self, parts: &[&[u8]]) -> [u8; 32] {
        let mut context = hmac::Context::with_key(&hmac::Key::new(hmac::HMAC_SHA256, &self.0));
        for part in parts {
            // Each part's length goes in, so that no two lists of parts give the same bytes.
            context.update(&(part.len() as u64).to_be_bytes());
            context.update(part);
        }
        let mut mac = [0; 32];
        mac.copy_from_slice(context.sign().as_ref());
        mac
    }
}

fn derive(secret: &[u8], purpose: &str) -> Key {
    let mut bytes = [0; 32];
    Salt::new(HKDF_SHA256, b"micro-court v1")
        .extract(secret)
        .expand(&[purpose.as_bytes()], Len32)
        .and_then(|okm| okm.fill(&mut bytes))
        .unwrap_or_else(|_| unreachable!("HKDF-SHA256 yields 32 bytes"));
    Key(bytes)
}

fn make_key_file(path: &Path) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        super::private::folder(folder)?;
    }
    let aside = path.with_extension(format!("new{}", std::process::id()));
    let mut file = fs::OpenOptions::new()
        .write(true)
        .create(true)
        .truncate(true)
        .mode(0o600)
        .open(&aside)?;
    file.write_all(STANDARD.encode(random_bytes::<32>()).as_bytes())?;
    file.sync_all()?;
    let linked = fs::hard_link(&aside, path);
    fs::remove_file(&aside)?;
    match linked {
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => Err(error),
        _ => Ok(()),
    }
}

/// Bytes from the system's generator.
pub fn random_bytes<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    SystemRandom::new().fill(&mut bytes).unwrap_or_else(|_| {
        unreachable!("the system's random generator does not fail after start")
    });
    bytes
}

/// Seals and opens personal data.
#[derive(Clone)]
pub struct Vault {
    sealing: std::sync::Arc<LessSafeKey>,
    search: Key,
}

#[derive(Debug, thiserror::Error)]
#[error("a sealed value could not be opened: wrong key or changed data")]
pub struct CannotOpen;

impl Vault {
    pub fn new(key: &Key) -> Vault {
        let sealing = UnboundKey::new(&AES_256_GCM, key.derive("seal").bytes())
            .unwrap_or_else(|_| unreachable!("32 bytes are an AES-256 key"));
        Vault {
            sealing: std::sync::Arc::new(LessSafeKey::new(sealing)),
            search: key.derive("search"),
        }
    }

    /// `context` names table and column: a sealed phone number cannot be moved into another field.
    pub fn seal(&self, context: &str, plain: &SecretString) -> String {
        let nonce = random_bytes::<NONCE_LEN>();
        let mut data = plain.expose_secret().as_bytes().to_vec();
        self.sealing
            .seal_in_place_append_tag(
                Nonce::assume_unique_for_key(nonce),
                Aad::from(context.as_bytes()),
                &mut data,
            )
            .unwrap_or_else(|_| unreachable!("AES-GCM seals anything under 64 GiB"));
        format!("a1:{}", STANDARD.encode([&nonce[..], &data].concat()))
    }

    pub fn open(&self, context: &str, sealed: &str) -> Result<SecretString, CannotOpen> {
        let mut bytes = STANDARD
            .decode(sealed.strip_prefix("a1:").ok_or(CannotOpen)?)
            .map_err(|_| CannotOpen)?;
        if bytes.len() < NONCE_LEN {
            return Err(CannotOpen);
        }
        let mut data = bytes.split_off(NONCE_LEN);
        let nonce = Nonce::try_assume_unique_for_key(&bytes).map_err(|_| CannotOpen)?;
        let plain = self
            .sealing
            .open_in_place(nonce, Aad::from(context.as_bytes()), &mut data)
            .map_err(|_| CannotOpen)?;
        String::from_utf8(plain.to_vec())
            .map(SecretString::from)
            .map_err(|_| CannotOpen)
    }

    /// Equal values have equal hashes; without the key nobody can try numbers until one fits.
    pub fn search_hash(&self, context: &str, plain: &SecretString) -> String {
        HEXLOWER.encode(
            &self
                .search
                .mac(&[context.as_bytes(), plain.expose_secret().as_bytes()]),
        )
    }
}

/// The last four characters, for screens: `**** 8000`. Shorter values show nothing.
pub fn last_four(plain: &SecretString) -> String {
    let characters: Vec<char> = plain.expose_secret().chars().collect();
    match characters.len() {
        0..=7 => "****".to_owned(),
        len => format!("**** {}", characters[len - 4..].iter().collect::<String>()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn vault() -> Vault {
        Vault::new(&derive(b"a key for tests alone, 32 bytes long", "test"))
    }

    #[test]
    fn sealed_values_open_in_their_own_field_alone() {
        let (vault, phone) = (vault(), SecretString::from("13800138000"));
        let sealed = vault.seal("people.phone", &phone);
        assert!(!sealed.contains("138"));
        assert_ne!(
            sealed,
            vault.seal("people.phone", &phone),
            "a fresh nonce each time"
        );
        assert_eq!(
            vault.open("people.phone", &sealed).unwrap().expose_secret(),
            "13800138000"
        );
        assert!(vault.open("people.id_number", &sealed).is_err());
        assert!(vault.open("people.phone", "a1:AAAA").is_err());
        assert!(vault.open("people.phone", "nonsense").is_err());
    }

    #[test]
    fn hashes_find_equal_values_in_one_field() {
        let (vault, phone) = (vault(), SecretString::from("13800138000"));
        assert_eq!(
            vault.search_hash("people.phone", &phone),
            vault.search_hash("people.phone", &phone)
        );
        assert_ne!(
            vault.search_hash("people.phone", &phone),
            vault.search_hash("x", &phone)
        );
    }

    #[test]
    fn only_the_last_four_show() {
        assert_eq!(last_four(&SecretString::from("13800138000")), "**** 8000");
        assert_eq!(last_four(&SecretString::from("1234567")), "****");
    }

    #[test]
    fn key_files_are_private_and_made_once() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("keys/jwt.key");
        let one = Key::read_or_make(&path).unwrap();
        let two = Key::read_or_make(&path).unwrap();
        assert_eq!(one.fingerprint(), two.fingerprint());
        assert_eq!(
            fs::metadata(&path).unwrap().permissions().mode() & 0o777,
            0o600
        );
        fs::write(&path, "short").unwrap();
        assert!(matches!(Key::read(&path), Err(KeyFileError::Short { .. })));
    }
}
