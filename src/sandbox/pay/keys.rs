//! WeChat Pay's own keys: certificates and a public key, made when first needed.

use aws_lc_rs::aead::{AES_256_GCM, Aad, LessSafeKey, Nonce, UnboundKey};
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::signature::{
    RSA_PKCS1_2048_8192_SHA256, RSA_PKCS1_SHA256, RsaKeyPair, UnparsedPublicKey,
};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use rcgen::{CertificateParams, KeyPair, PKCS_RSA_SHA256, RsaKeySize, SerialNumber};
use serde::{Deserialize, Serialize};

use super::super::state::{hex, random_text};
use super::Trouble;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum KeyKind {
    Certificate,
    PublicKey,
}

/// Of no worth: it signs for a stand-in alone.
#[derive(Clone, Serialize, Deserialize)]
pub struct PlatformKey {
    pub serial: String,
    pub kind: KeyKind,
    /// The certificate, or the public key.
    pub public_pem: String,
    private_pkcs8: String,
}

impl std::fmt::Debug for PlatformKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "PlatformKey({})", self.serial)
    }
}

impl PlatformKey {
    pub fn make(kind: KeyKind) -> Result<PlatformKey, Trouble> {
        let failed = |_| Trouble("a key could not be made");
        let pair =
            KeyPair::generate_rsa_for(&PKCS_RSA_SHA256, RsaKeySize::_2048).map_err(failed)?;
        let private_pkcs8 = STANDARD.encode(pair.serialized_der());
        let (serial, public_pem) = match kind {
            KeyKind::Certificate => {
                let mut serial: [u8; 20] = rand::random();
                // Positive, and without leading zeros, as serials are.
                serial[0] = serial[0] & 0x3f | 0x40;
                let mut params = CertificateParams::new(vec!["Tenpay.com sandbox".to_owned()])
                    .map_err(failed)?;
                params.serial_number = Some(SerialNumber::from_slice(&serial));
                let certificate = params.self_signed(&pair).map_err(failed)?;
                (hex(&serial).to_uppercase(), certificate.pem())
            }
            KeyKind::PublicKey => (format!("PUB_KEY_ID_0{}", digits(30)), pair.public_key_pem()),
        };
        Ok(PlatformKey {
            serial,
            kind,
            public_pem,
            private_pkcs8,
        })
    }

    /// Base64 of the signature over timestamp, nonce and body.
    pub fn sign(&self, timestamp: &str, nonce: &str, body: &[u8]) -> Result<String, Trouble> {
        const FAILED: Trouble = Trouble("the platform key did not sign");
        let der = STANDARD.decode(&self.private_pkcs8).map_err(|_| FAILED)?;
        let pair = RsaKeyPair::from_pkcs8(&der).map_err(|_| FAILED)?;
        let mut signature = vec![0; pair.public_modulus_len()];
        let signed = [
            timestamp.as_bytes(),
            b"\n",
            nonce.as_bytes(),
            b"\n",
            body,
            b"\n",
        ]
        .concat();
        pair.sign(
            &RSA_PKCS1_SHA256,
            &SystemRandom::new(),
            &signed,
            &mut signature,
        )
        .map_err(|_| FAILED)?;
        Ok(STANDARD.encode(signature))
    }
}

fn digits(length: usize) -> String {
    (0..length)
        .map(|_| char::from(b'0' + rand::random::<u8>() % 10))
        .collect()
}

/// Whether a merchant's signature over these bytes is genuine.
pub fn is_signed_by(public_der: &[u8], signed: &[u8], signature: &str) -> bool {
    STANDARD.decode(signature).is_ok_and(|signature| {
        UnparsedPublicKey::new(&RSA_PKCS1_2048_8192_SHA256, public_der)
            .verify(signed, &signature)
            .is_ok()
    })
}

/// A nonce and the ciphertext under the merchant's APIv3 key.
pub fn seal(
    api_v3_key: &str,
    associated_data: &str,
    plain: &[u8],
) -> Result<(String, String), Trouble> {
    const FAILED: Trouble = Trouble("the resource could not be sealed");
    let key = UnboundKey::new(&AES_256_GCM, api_v3_key.as_bytes()).map_err(|_| FAILED)?;
    let nonce = random_text(12);
    let unique = Nonce::try_assume_unique_for_key(nonce.as_bytes()).map_err(|_| FAILED)?;
    let mut sealed = plain.to_vec();
    LessSafeKey::new(key)
        .seal_in_place_append_tag(unique, Aad::from(associated_data.as_bytes()), &mut sealed)
        .map_err(|_| FAILED)?;
    Ok((nonce, STANDARD.encode(sealed)))
}
