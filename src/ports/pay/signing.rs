//! WeChat Pay's signatures: RSA with SHA-256 (PKCS #1 v1.5) over lines, and AES-256-GCM under the APIv3 key.
//!
//! Shapes: `WECHATPAY2-SHA256-RSA2048` of API v3, design notes "where back ends go wrong" 7, 8 and 11.

use aws_lc_rs::aead::{AES_256_GCM, Aad, LessSafeKey, Nonce, UnboundKey};
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::signature::{
    RSA_PKCS1_2048_8192_SHA256, RSA_PKCS1_SHA256, RsaKeyPair, UnparsedPublicKey,
};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use rand::Rng;
use rand::distr::Alphanumeric;
use secrecy::{ExposeSecret, SecretString};
use x509_parser::prelude::{FromDer, X509Certificate};

/// What of a signature or a sealed resource was not as it should be; carries nothing of the content.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct Unsound(pub &'static str);

/// The merchant's private key. Does not print.
pub struct MerchantKey(RsaKeyPair);

impl std::fmt::Debug for MerchantKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("MerchantKey(..)")
    }
}

impl MerchantKey {
    /// Reads PKCS #8 (`PRIVATE KEY`, as `apiclient_key.pem` is) or PKCS #1 (`RSA PRIVATE KEY`).
    pub fn from_pem(pem: &str) -> Result<MerchantKey, Unsound> {
        let (label, der) = first_block(pem)?;
        let key = match label.as_str() {
            "RSA PRIVATE KEY" => RsaKeyPair::from_der(&der),
            _ => RsaKeyPair::from_pkcs8(&der),
        };
        key.map(MerchantKey)
            .map_err(|_| Unsound("not an RSA private key of at least 2048 bits"))
    }

    /// Base64 of the signature over these lines.
    pub fn sign(&self, lines: &[&str]) -> Result<String, Unsound> {
        self.sign_bytes(&message(lines, &[]))
    }

    /// Base64 of the signature over the lines of a request: method, URL, time, nonce, body.
    pub fn sign_request(&self, lines: &[&str], body: &[u8]) -> Result<String, Unsound> {
        let mut signed = message(lines, body);
        signed.push(b'\n');
        self.sign_bytes(&signed)
    }

    fn sign_bytes(&self, signed: &[u8]) -> Result<String, Unsound> {
        let mut signature = vec![0; self.0.public_modulus_len()];
        self.0
            .sign(
                &RSA_PKCS1_SHA256,
                &SystemRandom::new(),
                signed,
                &mut signature,
            )
            .map_err(|_| Unsound("the merchant key did not sign"))?;
        Ok(STANDARD.encode(signature))
    }

    /// The public half, DER.
    pub fn public_der(&self) -> Vec<u8> {
        use aws_lc_rs::signature::KeyPair;
        self.0.public_key().as_ref().to_vec()
    }
}

/// A key of WeChat Pay's that answers and notices are verified with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlatformKey(Vec<u8>);

impl PlatformKey {
    /// Of a public key file (`PUBLIC KEY`) or of a certificate.
    pub fn from_pem(pem: &str) -> Result<PlatformKey, Unsound> {
        let (label, der) = first_block(pem)?;
        if label == "CERTIFICATE" {
            return Certificate::from_der(&der).map(|certificate| certificate.key);
        }
        Ok(PlatformKey(der))
    }

    /// `lines` are the timestamp and the nonce; the body's raw bytes follow them.
    pub fn verify(&self, lines: &[&str], body: &[u8], signature: &str) -> Result<(), Unsound> {
        let mut signed = message(lines, body);
        signed.push(b'\n');
        let signature = STANDARD
            .decode(signature)
            .map_err(|_| Unsound("the signature is not base64"))?;
        UnparsedPublicKey::new(&RSA_PKCS1_2048_8192_SHA256, &self.0)
            .verify(&signed, &signature)
            .map_err(|_| Unsound("the signature does not fit"))
    }
}

/// A platform certificate, as far as it matters here.
pub struct Certificate {
    pub key: PlatformKey,
    /// Seconds since 1970.
    pub not_after: i64,
}

impl Certificate {
    pub fn from_pem(pem: &str) -> Result<Certificate, Unsound> {
        match first_block(pem)? {
            (label, der) if label == "CERTIFICATE" => Certificate::from_der(&der),
            _ => Err(Unsound("not a certificate")),
        }
    }

    fn from_der(der: &[u8]) -> Result<Certificate, Unsound> {
        let (_, certificate) =
            X509Certificate::from_der(der).map_err(|_| Unsound("not a certificate"))?;
        Ok(Certificate {
            key: PlatformKey(certificate.public_key().raw.to_vec()),
            not_after: certificate.validity().not_after.timestamp(),
        })
    }
}

/// Opens what WeChat Pay sealed with the APIv3 key (`AEAD_AES_256_GCM`).
pub fn open(
    api_v3_key: &SecretString,
    nonce: &str,
    associated_data: &str,
    ciphertext: &str,
) -> Result<Vec<u8>, Unsound> {
    let key = UnboundKey::new(&AES_256_GCM, api_v3_key.expose_secret().as_bytes())
        .map_err(|_| Unsound("the APIv3 key is not 32 bytes long"))?;
    let nonce = Nonce::try_assume_unique_for_key(nonce.as_bytes())
        .map_err(|_| Unsound("the nonce is not 12 bytes long"))?;
    let mut sealed = STANDARD
        .decode(ciphertext)
        .map_err(|_| Unsound("the ciphertext is not base64"))?;
    let opened = LessSafeKey::new(key)
        .open_in_place(nonce, Aad::from(associated_data.as_bytes()), &mut sealed)
        .map_err(|_| Unsound("the resource does not open with our APIv3 key"))?;
    Ok(opened.to_vec())
}

/// 32 letters and digits.
pub fn fresh_nonce() -> String {
    rand::rng()
        .sample_iter(Alphanumeric)
        .take(32)
        .map(char::from)
        .collect()
}

/// Each line ends with a line feed; the body's bytes follow as they are.
fn message(lines: &[&str], body: &[u8]) -> Vec<u8> {
    let mut message = Vec::with_capacity(body.len() + 256);
    for line in lines {
        message.extend_from_slice(line.as_bytes());
        message.push(b'\n');
    }
    message.extend_from_slice(body);
    message
}

/// Label and content of the first PEM block.
fn first_block(pem: &str) -> Result<(String, Vec<u8>), Unsound> {
    let not_pem = || Unsound("not a PEM file");
    let (block, _) =
        x509_parser::pem::Pem::read(std::io::Cursor::new(pem.as_bytes())).map_err(|_| not_pem())?;
    Ok((block.label, block.contents))
}

#[cfg(test)]
mod tests {
    use super::*;

    // Made once with OpenSSL 3; signatures of PKCS #1 v1.5 are the same each time.
    const PRIVATE: &str = include_str!("test_key.pem");
    const PUBLIC: &str = include_str!("test_key_public.pem");

    fn known(text: &'static str) -> impl Iterator<Item = &'static str> {
        text.lines()
    }

    #[test]
    fn signatures_are_those_openssl_makes() {
        let key = MerchantKey::from_pem(PRIVATE).unwrap();
        let mut answers = known(include_str!("test_signatures.txt"));
        let request = key
            .sign_request(
                &[
                    "GET",
                    "/v3/refund/domestic/refunds/123123123123?mchid=1900000109",
                    "1554208460",
                    "593BEC0C930BF1AFEB40B4A08C8FB242",
                ],
                b"",
            )
            .unwrap();
        assert_eq!(Some(request.as_str()), answers.next());
        let pay = key
            .sign(&[
                "wx8888888888888888",
                "1414561699",
                "5K8264ILTKCH16CQ2502SI8ZNMTM67VS",
                "prepay_id=wx201410272009395522657a690389285100",
            ])
            .unwrap();
        assert_eq!(Some(pay.as_str()), answers.next());
    }

    #[test]
    fn a_changed_byte_or_another_key_does_not_verify() {
        let key = MerchantKey::from_pem(PRIVATE).unwrap();
        let platform = PlatformKey::from_pem(PUBLIC).unwrap();
        let body = "{\"金额\":1}".as_bytes();
        let signature = key.sign_request(&["1554208460", "nonce"], body).unwrap();
        platform
            .verify(&["1554208460", "nonce"], body, &signature)
            .unwrap();
        for (lines, body) in [
            (["1554208461", "nonce"], body),
            (["1554208460", "nonse"], body),
            (["1554208460", "nonce"], "{\"金额\":2}".as_bytes()),
            (["1554208460", "nonce"], b"".as_slice()),
        ] {
            assert!(platform.verify(&lines, body, &signature).is_err());
        }
        assert!(
            platform
                .verify(&["1554208460", "nonce"], body, "%%%")
                .is_err()
        );
        // An empty body (204) is signed too.
        let empty = key.sign_request(&["1", "n"], b"").unwrap();
        platform.verify(&["1", "n"], b"", &empty).unwrap();
    }

    #[test]
    fn a_sealed_resource_opens_with_the_right_key_alone() {
        let mut answers = known(include_str!("test_sealed.txt"));
        let sealed = answers.next().unwrap();
        let key = SecretString::from("0123456789abcdef0123456789ABCDEF");
        let opened = open(&key, "fdasflkja484", "transaction", sealed).unwrap();
        assert_eq!(opened, r#"{"trade_state":"SUCCESS"}"#.as_bytes());
        let other = SecretString::from("0123456789abcdef0123456789ABCDEe");
        assert!(open(&other, "fdasflkja484", "transaction", sealed).is_err());
        assert!(open(&key, "fdasflkja484", "refund", sealed).is_err());
        assert!(open(&key, "short", "transaction", sealed).is_err());
        assert!(
            open(
                &SecretString::from("short"),
                "fdasflkja484",
                "transaction",
                sealed
            )
            .is_err()
        );
    }

    #[test]
    fn keys_are_read_in_their_usual_files() {
        assert!(MerchantKey::from_pem("nonsense").is_err());
        assert!(MerchantKey::from_pem(PUBLIC).is_err());
        assert!(Certificate::from_pem(PUBLIC).is_err());
        assert_eq!(
            format!("{:?}", MerchantKey::from_pem(PRIVATE).unwrap()),
            "MerchantKey(..)"
        );
    }
}
