//! WeChat, Tencent Cloud and WeChat Pay outlive the court's processes here: they run in the test's own.

use std::net::TcpListener;
use std::sync::Arc;

use micro_court::run;
use micro_court::sandbox::pay::{MerchantSide, PayConfig};
use micro_court::sandbox::{Sandbox, SandboxClock, SandboxConfig, SmsAccount, TencentKey};
use secrecy::ExposeSecret;

use crate::court::Place;

pub const TEMPLATE: &str = "SANDBOX_TEMPLATE_NEW_DEVICE";
const SECRET_ID: &str = "AKIDsandbox0000000000000000000000000";
const SECRET_KEY: &str = "sandbox-key-of-no-worth";

pub struct Outside {
    wechat: String,
    pub pay: String,
    /// Base of the demo phone.
    pub phone: String,
}

impl Outside {
    /// For the courts of one place: they share its keys and its clock.
    pub async fn start(place: &Place) -> Outside {
        let court = run::court_of(place.settings(&[])).await.expect("court");
        court.pay.check_keys().await.expect("the merchant's keys");
        let (now, advance) = (court.clock.clone(), court.clock.clone());
        let clock = SandboxClock {
            now: Arc::new(move || now.now()),
            advance: Arc::new(move |seconds| advance.advance(seconds)),
        };
        let pay = court.pay.clone();
        let config = SandboxConfig {
            app_id: "wxsandbox0000000001".into(),
            app_secret: "sandbox-secret-of-no-worth".into(),
            templates: vec![("new_device".into(), TEMPLATE.into())],
            tencent: TencentKey {
                secret_id: SECRET_ID.into(),
                secret_key: SECRET_KEY.into(),
            },
            sms: SmsAccount {
                sdk_app_id: "1400000001".into(),
                sign_name: "示范互联网法院".into(),
                templates: vec![],
            },
            pay: PayConfig {
                app_id: pay.app_id().to_owned(),
                mch_id: pay.mch_id().to_owned(),
                mch_serial: pay.mch_serial().to_owned(),
                merchant: Arc::new(move || {
                    let (public_key, api_v3_key) = pay.merchant_side()?;
                    let api_v3_key = api_v3_key.expose_secret().to_owned();
                    Some(MerchantSide {
                        public_key,
                        api_v3_key,
                    })
                }),
            },
            state_file: None,
        };
        Outside::serve(&Sandbox::new(config, clock))
    }

    fn serve(sandbox: &Sandbox) -> Outside {
        let (wechat, pay, phone) = (bind(), bind(), bind());
        let outside = Outside {
            wechat: format!("{}/", url(&wechat)),
            pay: format!("{}/", url(&pay)),
            phone: url(&phone),
        };
        let routes = sandbox.phone_routes();
        let demo =
            actix_web::HttpServer::new(move || actix_web::App::new().configure(routes.clone()))
                .workers(1)
                .disable_signals()
                .listen(phone)
                .expect("listen")
                .run();
        for server in [
            sandbox.serve_wechat(wechat).expect("WeChat"),
            sandbox.serve_pay(pay).expect("WeChat Pay"),
            demo,
        ] {
            tokio::spawn(server);
        }
        outside
    }

    /// Settings that make a court's process speak to these.
    pub fn env(&self) -> Vec<(&str, &str)> {
        vec![
            ("COURT__WECHAT__API_BASE", self.wechat.as_str()),
            ("COURT__PAY__API_BASE", self.pay.as_str()),
            ("COURT__ID_MATCH__PROVIDER", "tencent"),
            ("COURT__ID_MATCH__API_BASE", self.wechat.as_str()),
            ("COURT__ID_MATCH__SECRET_ID", SECRET_ID),
            ("COURT__ID_MATCH__SECRET_KEY", SECRET_KEY),
        ]
    }
}

fn bind() -> TcpListener {
    TcpListener::bind("127.0.0.1:0").expect("port")
}

fn url(listener: &TcpListener) -> String {
    format!("http://{}", listener.local_addr().expect("address"))
}
