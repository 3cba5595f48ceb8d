//! Who we are at WeChat Pay: merchant, key and APIv3 key, read from their files or made for the sandbox.

use std::fs;
use std::io::{self, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use aws_lc_rs::encoding::{AsDer, Pkcs8V1Der};
use aws_lc_rs::rsa::{KeyPair, KeySize};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use secrecy::{ExposeSecret, SecretString};
use url::Url;

use super::signing::{MerchantKey, PlatformKey, Unsound, fresh_nonce};

/// What the settings say of WeChat Pay.
#[derive(Clone, Debug)]
pub struct PayConfig {
    /// None: not linked.
    pub base: Option<Url>,
    pub app_id: String,
    pub mch_id: String,
    pub mch_serial: String,
    pub merchant_key_file: PathBuf,
    /// None: kept in `api_v3_key_file`.
    pub api_v3_key: Option<SecretString>,
    pub api_v3_key_file: PathBuf,
    /// Keys that are not there are made (the sandbox's own merchant); else they must be there.
    pub make_keys: bool,
    /// Public key mode: the file, and its id (`PUB_KEY_ID_…`).
    pub platform_public_key_file: Option<PathBuf>,
    pub platform_serial: Option<String>,
    pub notify_url: Option<Url>,
}

#[derive(Debug, thiserror::Error)]
pub enum PayKeyError {
    #[error("cannot read the WeChat Pay key file {path}: {source}")]
    Io { path: String, source: io::Error },
    #[error("the WeChat Pay key file {path} is not usable: {why}")]
    Unsound { path: String, why: Unsound },
    #[error("COURT__PAY__API_V3_KEY holds {0} bytes; it is 32 characters long")]
    ApiV3Key(usize),
    #[error(
        "COURT__PAY__PLATFORM_PUBLIC_KEY_FILE is set but COURT__PAY__PLATFORM_SERIAL is not (PUB_KEY_ID_…, or the certificate's serial)"
    )]
    PlatformSerial,
}

/// The keys, read.
#[derive(Debug)]
pub struct Material {
    pub merchant: MerchantKey,
    pub api_v3_key: SecretString,
    pub platform: Option<(String, PlatformKey)>,
}

impl Material {
    /// Reads the files; slow the first time in the sandbox, where an RSA key is made.
    pub fn load(config: &PayConfig) -> Result<Material, PayKeyError> {
        if config.make_keys {
            make_missing(&config.merchant_key_file, fresh_merchant_key)?;
            if config.api_v3_key.is_none() {
                make_missing(&config.api_v3_key_file, || Ok(fresh_nonce()))?;
            }
        }
        let merchant = MerchantKey::from_pem(&read(&config.merchant_key_file)?)
            .map_err(unsound(&config.merchant_key_file))?;
        let api_v3_key = match &config.api_v3_key {
            Some(key) => key.clone(),
            None => SecretString::from(read(&config.api_v3_key_file)?.trim().to_owned()),
        };
        if api_v3_key.expose_secret().len() != 32 {
            return Err(PayKeyError::ApiV3Key(api_v3_key.expose_secret().len()));
        }
        Ok(Material {
            merchant,
            api_v3_key,
            platform: platform(config)?,
        })
    }
}

fn platform(config: &PayConfig) -> Result<Option<(String, PlatformKey)>, PayKeyError> {
    let Some(path) = &config.platform_public_key_file else {
        return Ok(None);
    };
    let serial = config
        .platform_serial
        .clone()
        .ok_or(PayKeyError::PlatformSerial)?;
    let key = PlatformKey::from_pem(&read(path)?).map_err(unsound(path))?;
    Ok(Some((serial, key)))
}

fn read(path: &Path) -> Result<String, PayKeyError> {
    fs::read_to_string(path).map_err(io_error(path))
}

fn io_error(path: &Path) -> impl FnOnce(io::Error) -> PayKeyError {
    let path = path.display().to_string();
    move |source| PayKeyError::Io { path, source }
}

fn unsound(path: &Path) -> impl FnOnce(Unsound) -> PayKeyError {
    let path = path.display().to_string();
    move |why| PayKeyError::Unsound { path, why }
}

fn fresh_merchant_key() -> io::Result<String> {
    let failed = || io::Error::other("an RSA key could not be made");
    let key = KeyPair::generate(KeySize::Rsa2048).map_err(|_| failed())?;
    let der: Pkcs8V1Der<'_> = key.as_der().map_err(|_| failed())?;
    let mut pem = String::from("-----BEGIN PRIVATE KEY-----\n");
    let text = STANDARD.encode(der.as_ref());
    for line in text.as_bytes().chunks(64) {
        pem.push_str(&String::from_utf8_lossy(line));
        pem.push('\n');
    }
    pem.push_str("-----END PRIVATE KEY-----\n");
    Ok(pem)
}

/// Two processes that begin at once end with the same key: the file appears whole, by a link that only
/// one of them can make.
fn make_missing(
    path: &Path,
    content: impl FnOnce() -> io::Result<String>,
) -> Result<(), PayKeyError> {
    if path.exists() {
        return Ok(());
    }
    let make = || {
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)?;
        }
        let aside = path.with_extension(format!("new{}", std::process::id()));
        let mut file = fs::OpenOptions::new()
            .write(true)
            .create(true)
            .truncate(true)
            .mode(0o600)
            .open(&aside)?;
        file.write_all(content()?.as_bytes())?;
        file.sync_all()?;
        let linked = fs::hard_link(&aside, path);
        fs::remove_file(&aside)?;
        match linked {
            Err(error) if error.kind() != io::ErrorKind::AlreadyExists => Err(error),
            _ => Ok(()),
        }
    };
    make().map_err(io_error(path))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::fs::PermissionsExt;

    #[test]
    fn keys_of_the_sandbox_are_made_once_for_their_owner_alone() {
        let folder = tempfile::tempdir().unwrap();
        let config = PayConfig {
            base: None,
            app_id: "wx".into(),
            mch_id: "1900000109".into(),
            mch_serial: "AA".into(),
            merchant_key_file: folder.path().join("pay-merchant.pem"),
            api_v3_key: None,
            api_v3_key_file: folder.path().join("pay-api-v3.key"),
            make_keys: true,
            platform_public_key_file: None,
            platform_serial: None,
            notify_url: None,
        };
        let first = Material::load(&config).unwrap();
        let again = Material::load(&config).unwrap();
        assert_eq!(first.merchant.public_der(), again.merchant.public_der());
        for file in ["pay-merchant.pem", "pay-api-v3.key"] {
            let mode = fs::metadata(folder.path().join(file))
                .unwrap()
                .permissions()
                .mode();
            assert_eq!(mode & 0o777, 0o600, "{file}");
        }
        let strict = PayConfig {
            make_keys: false,
            merchant_key_file: folder.path().join("absent.pem"),
            ..config.clone()
        };
        assert!(
            Material::load(&strict)
                .unwrap_err()
                .to_string()
                .contains("absent.pem")
        );
        let short = PayConfig {
            api_v3_key: Some("short".to_owned().into()),
            ..config
        };
        assert!(matches!(
            Material::load(&short),
            Err(PayKeyError::ApiV3Key(5))
        ));
    }
}
