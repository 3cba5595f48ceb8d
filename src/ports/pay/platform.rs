//! WeChat Pay's own keys, by serial: the public key of the settings, and certificates fetched from
//! `/v3/certificates` and fetched again when a serial is not known (rotation).

use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;

use reqwest::Method;
use secrecy::SecretString;
use serde::Deserialize;
use tokio::sync::Mutex;
use tokio::time::Instant;

use super::call::{CallError, Raw, Signed, Wire};
use super::signing::{Certificate, PlatformKey, Unsound, open};

/// An unknown serial may be anybody's invention: it makes us fetch no oftener than this.
const FETCH_EVERY: Duration = Duration::from_secs(5);
/// Certificates are fetched anew this often in any case: a rotation is announced by a second one.
const FRESH: Duration = Duration::from_secs(12 * 3600);
/// Also while a notice waits, which must be answered within 5 s.
const FETCH_PATIENCE: Duration = Duration::from_secs(3);

pub struct Platform {
    api_v3_key: SecretString,
    configured: Option<(String, PlatformKey)>,
    fetched: RwLock<Arc<Fetched>>,
    turn: Mutex<Option<Instant>>,
}

#[derive(Default)]
struct Fetched {
    keys: HashMap<String, PlatformKey>,
    /// Serial of the certificate that lasts longest.
    newest: Option<String>,
    at: Option<Instant>,
}

#[derive(Deserialize)]
struct Certificates {
    data: Vec<Entry>,
}

#[derive(Deserialize)]
struct Entry {
    serial_no: String,
    encrypt_certificate: Sealed,
}

#[derive(Deserialize)]
struct Sealed {
    #[serde(default)]
    associated_data: String,
    nonce: String,
    ciphertext: String,
}

impl Platform {
    pub fn new(api_v3_key: SecretString, configured: Option<(String, PlatformKey)>) -> Platform {
        Platform {
            api_v3_key,
            configured,
            fetched: RwLock::default(),
            turn: Mutex::new(None),
        }
    }

    /// What goes into `Wechatpay-Serial` of our requests: the key we expect the answer to be signed with.
    pub fn preferred_serial(&self) -> Option<String> {
        match &self.configured {
            Some((serial, _)) => Some(serial.clone()),
            None => self.snapshot().newest.clone(),
        }
    }

    /// The key of a serial, fetching certificates when it is not known yet.
    pub async fn key(&self, serial: &str, wire: &Wire<'_>) -> Result<PlatformKey, Unsound> {
        if let Some(key) = self.known(serial) {
            let fresh = self
                .snapshot()
                .at
                .is_none_or(|at| at.elapsed() < FRESH || self.is_configured(serial));
            if !fresh {
                // The known key still holds; trouble with fetching is tried again with the next answer.
                self.fetch(serial, wire).await.ok();
            }
            return self
                .known(serial)
                .or(Some(key))
                .ok_or(Unsound("unknown serial"));
        }
        // Public keys cannot be fetched: one that is not in the settings is not ours.
        if serial.starts_with("PUB_KEY_ID_") {
            return Err(Unsound("a public key that is not in the settings"));
        }
        self.fetch(serial, wire).await?;
        self.known(serial)
            .ok_or(Unsound("no certificate of this serial"))
    }

    fn is_configured(&self, serial: &str) -> bool {
        self.configured
            .as_ref()
            .is_some_and(|(known, _)| known == serial)
    }

    fn known(&self, serial: &str) -> Option<PlatformKey> {
        match &self.configured {
            Some((known, key)) if known == serial => Some(key.clone()),
            _ => self.snapshot().keys.get(serial).cloned(),
        }
    }

    fn snapshot(&self) -> Arc<Fetched> {
        self.fetched
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    /// One fetch at a time; who waited finds what the other brought.
    async fn fetch(&self, serial: &str, wire: &Wire<'_>) -> Result<(), Unsound> {
        let mut last = self.turn.lock().await;
        let lately = last.is_some_and(|at| at.elapsed() < FETCH_EVERY);
        if lately {
            return match self.known(serial) {
                Some(_) => Ok(()),
                None => Err(Unsound("certificates were fetched a moment ago")),
            };
        }
        *last = Some(Instant::now());
        let deadline = Instant::now() + FETCH_PATIENCE;
        let raw = wire
            .send(Method::GET, "/v3/certificates", None, None, deadline)
            .await
            .map_err(|_: CallError| {
                // No answer is no reason to wait before the next try.
                Unsound("certificates could not be fetched")
            });
        let raw = match raw {
            Ok(raw) if raw.status.is_success() => raw,
            Ok(_) | Err(_) => {
                *last = None;
                return Err(Unsound("certificates could not be fetched"));
            }
        };
        let fetched = self.take_in(&raw, wire)?;
        *self.fetched.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(fetched);
        Ok(())
    }

    /// The certificates open with the APIv3 key, which WeChat Pay and we alone have; the answer's own
    /// signature is then held against one of them.
    fn take_in(&self, raw: &Raw, wire: &Wire<'_>) -> Result<Fetched, Unsound> {
        let listed: Certificates = serde_json::from_slice(&raw.body)
            .map_err(|_| Unsound("the list of certificates is unreadable"))?;
        let mut fetched = Fetched {
            at: Some(Instant::now()),
            ..Fetched::default()
        };
        let mut longest = i64::MIN;
        for entry in listed.data {
            let Sealed {
                associated_data,
                nonce,
                ciphertext,
            } = entry.encrypt_certificate;
            let pem = open(&self.api_v3_key, &nonce, &associated_data, &ciphertext)?;
            let certificate = Certificate::from_pem(&String::from_utf8_lossy(&pem))?;
            if certificate.not_after <= wire.now_s {
                continue;
            }
            if certificate.not_after > longest {
                longest = certificate.not_after;
                fetched.newest = Some(entry.serial_no.clone());
            }
            fetched.keys.insert(entry.serial_no, certificate.key);
        }
        let signed = Signed::of(|name| raw.headers.get(name)?.to_str().ok())?;
        let signer = fetched
            .keys
            .get(signed.serial)
            .or_else(|| match &self.configured {
                Some((serial, key)) if serial == signed.serial => Some(key),
                _ => None,
            });
        signer
            .ok_or(Unsound(
                "the list of certificates is signed by none of them",
            ))?
            .verify(
                &[signed.timestamp, signed.nonce],
                &raw.body,
                signed.signature,
            )?;
        Ok(fetched)
    }
}
