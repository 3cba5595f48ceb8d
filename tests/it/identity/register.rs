//! The register of resident IDs: our client and the stand-in each check the other's reading of TC3-HMAC-SHA256.

use std::net::TcpListener;
use std::sync::Arc;

use micro_court::kit::clock::Clock;
use micro_court::ports::id_match::{IdMatch, Match, SERVICE, VERSION};
use micro_court::ports::tencent::{Account, CallError, Tencent};
use micro_court::sandbox::pay::PayConfig;
use micro_court::sandbox::{Sandbox, SandboxClock, SandboxConfig, SmsAccount, TencentKey};
use secrecy::SecretString;
use serde_json::json;
use url::Url;

use super::{LI_SI, SOMEBODY, ZHANG_SAN};

const ID: &str = "AKIDtest";
const KEY: &str = "a key of no worth";

/// The stand-in alone; its address.
fn stand_in() -> Url {
    let clock = SandboxClock {
        now: Arc::new(chrono::Utc::now),
        advance: Arc::new(|_| Err(std::io::Error::other("fixed"))),
    };
    let config = SandboxConfig {
        app_id: "wx".into(),
        app_secret: "secret".into(),
        templates: Vec::new(),
        tencent: TencentKey {
            secret_id: ID.into(),
            secret_key: KEY.into(),
        },
        sms: SmsAccount {
            sdk_app_id: String::new(),
            sign_name: String::new(),
            templates: Vec::new(),
        },
        pay: PayConfig::without_merchant(),
        state_file: None,
    };
    let listener = TcpListener::bind("127.0.0.1:0").expect("port");
    let address = listener.local_addr().expect("address");
    tokio::spawn(
        Sandbox::new(config, clock)
            .serve_wechat(listener)
            .expect("stand-in"),
    );
    Url::parse(&format!("http://{address}/")).expect("url")
}

fn client(base: &Url, id: &str, key: &str, service: &'static str, clock: Clock) -> Tencent {
    let account = Account {
        base: base.clone(),
        secret_id: id.to_owned(),
        secret_key: SecretString::from(key),
        region: Some("ap-beijing".to_owned()),
    };
    Tencent::new(account, service, VERSION, clock).expect("client")
}

#[tokio::test]
async fn names_and_numbers_are_told_apart() {
    let base = stand_in();
    let register = IdMatch::Tencent(client(&base, ID, KEY, SERVICE, Clock::system()));
    for (name, number, answer) in [
        ("张三", ZHANG_SAN, Match::Same),
        ("李四", LI_SI, Match::Same),
        ("李四", ZHANG_SAN, Match::Different),
        ("𠮷野·䶮", SOMEBODY, Match::Same),
        ("张假", SOMEBODY, Match::Different),
        ("王查", SOMEBODY, Match::Undecided),
    ] {
        let asked = register.ask(name, &SecretString::from(number)).await;
        assert_eq!(asked.expect("an answer"), answer, "{name}");
    }
}

#[tokio::test]
async fn attack_a_call_that_is_not_signed_right() {
    let base = stand_in();
    let folder = tempfile::tempdir().expect("folder");
    let late = Clock::with_offset_file(folder.path().join("offset"));
    late.advance(-301).expect("clock");
    let body = json!({"IdCard": ZHANG_SAN, "Name": "张三"});
    for (id, key, service, clock, code) in [
        (
            ID,
            "another key",
            SERVICE,
            Clock::system(),
            "AuthFailure.SignatureFailure",
        ),
        (
            "AKIDother",
            KEY,
            SERVICE,
            Clock::system(),
            "AuthFailure.SecretIdNotFound",
        ),
        (ID, KEY, "cvm", Clock::system(), "InvalidAction"),
        (ID, KEY, SERVICE, late, "AuthFailure.SignatureExpire"),
    ] {
        let answer = client(&base, id, key, service, clock)
            .call("IdCardVerification", &body)
            .await;
        assert_eq!(answer, Err(CallError::Code(code.to_owned())));
    }
    let good = client(&base, ID, KEY, SERVICE, Clock::system());
    let unknown = json!({"IdCard": ZHANG_SAN, "Name": "张三", "Phone": "1"});
    assert_eq!(
        good.call("IdCardVerification", &unknown).await,
        Err(CallError::Code("UnknownParameter".to_owned()))
    );
}
