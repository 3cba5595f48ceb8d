//! Somebody who files, and the clerk who reads it: the steps that many tests take, all of them over HTTP.

use std::collections::HashMap;
use std::sync::{LazyLock, Mutex};

use micro_court::rooms::staff::{self, NewStaff, Role};
use reqwest::multipart::{Form, Part};
use serde_json::{Value, json};
use totp_rs::TOTP;

use crate::court::{Answer, Court, read, token};

pub const PASSWORD: &str = "a long pass phrase";

/// A verified person with a phone of their own.
#[derive(Clone, Debug)]
pub struct Plaintiff {
    pub token: String,
    pub name: String,
    pub id_number: String,
    pub phone: String,
}

/// The `n`-th of many resident IDs that are well-formed and nobody's (GB 11643).
pub fn resident_id(n: usize) -> String {
    let stem = format!("11010119800101{:03}", n % 1000);
    let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    let sum: u32 = stem
        .chars()
        .filter_map(|digit| digit.to_digit(10))
        .zip(weights)
        .map(|(digit, weight)| digit * weight)
        .sum();
    let check = ["1", "0", "X", "9", "8", "7", "6", "5", "4", "3", "2"];
    format!("{stem}{}", check[(sum % 11) as usize])
}

impl Plaintiff {
    /// 张三 of the demo phone, proved by face.
    pub async fn zhang_san(court: &Court) -> Plaintiff {
        Plaintiff::proved(court, 0, "张三", "110101190001010014", "13800138000").await
    }

    /// One more person in the sandbox, proved by face.
    pub async fn another(court: &Court, n: usize) -> Plaintiff {
        let (name, phone) = (format!("原告{}", han(n)), format!("137{:08}", n + 1));
        let added = json!({"name": name, "phone": phone});
        court
            .call("POST", "/sandbox/people", None, Some(added))
            .await
            .ok();
        let state = court.sandbox().await;
        let place = state["people"]
            .as_array()
            .into_iter()
            .flatten()
            .position(|person| person["name"] == json!(name))
            .expect("added");
        Plaintiff::proved(court, place, &name, &resident_id(n), &phone).await
    }

    async fn proved(
        court: &Court,
        place: usize,
        name: &str,
        number: &str,
        phone: &str,
    ) -> Plaintiff {
        let session = court.log_in(place).await;
        let access = token(&session).to_owned();
        let code = court.code_of(place, "phone").await;
        court
            .post("/api/v1/me/phone", &access, json!({"code": code}))
            .await
            .ok();
        let claim = json!({"name": name, "id_type": "prc_resident_id", "id_number": number});
        court
            .post("/api/v1/me/real-name", &access, claim)
            .await
            .ok();
        let notice = court
            .call("GET", "/api/v1/legal/privacy-notice", None, None)
            .await
            .ok();
        let consent = json!({"kind": "face", "given": true, "version": notice["version"]});
        court
            .post("/api/v1/me/consents", &access, consent)
            .await
            .ok();
        let begun = court.post("/api/v1/me/face", &access, json!({})).await.ok();
        let passed = json!({"verify_id": begun["verify_id"], "result": "pass"});
        court
            .call("POST", "/sandbox/face", None, Some(passed))
            .await
            .ok();
        let asked = json!({"verify_id": begun["verify_id"]});
        let person = court
            .post("/api/v1/me/face/result", &access, asked)
            .await
            .ok();
        assert_eq!(
            person["assurance"].as_str().map(|level| level >= "L3"),
            Some(true),
            "{person}"
        );
        Plaintiff {
            token: access,
            name: name.to_owned(),
            id_number: number.to_owned(),
            phone: phone.to_owned(),
        }
    }

    pub async fn upload(&self, court: &Court, purpose: &str, name: &str, bytes: Vec<u8>) -> Value {
        upload(court, &self.token, purpose, name, bytes).await.ok()
    }

    /// A draft with everything in it: two pictures, a signature, one claim.
    pub async fn draft(&self, court: &Court, claimed_fen: i64) -> Value {
        let content = self.content(court, claimed_fen).await;
        let begun = court
            .post("/api/v1/filings", &self.token, json!({}))
            .await
            .ok();
        self.save(court, &begun, &content).await.ok()
    }

    pub async fn content(&self, court: &Court, claimed_fen: i64) -> Value {
        let order = self
            .upload(court, "evidence", "订单.png", png(320, 200, 1))
            .await;
        let chat = self
            .upload(court, "evidence", "聊天.png", png(200, 320, 2))
            .await;
        let signature = self
            .upload(court, "signature", "签名.png", png(120, 60, 3))
            .await;
        json!({
            "cause": "online_shopping_contract", "acting_for": "self", "mediation": "accept", "online_litigation": true,
            "plaintiffs": [{"kind": "person", "name": self.name, "id_type": "prc_resident_id", "id_number": self.id_number,
                "phone": self.phone, "address": "北京市东城区某某路1号"}],
            "defendants": [{"kind": "organisation", "name": "某某科技有限公司", "id_type": "uscc", "id_number": "91350100M000100Y43",
                "phone": null, "address": "福州市某某路2号"}],
            "third_parties": [],
            "claims": [{"text": "请求判令被告退还货款", "amount_fen": claimed_fen}],
            "facts": {"summary": "2026年9月1日，原告在被告的网店购买手机一部，收到后发现为翻新机。", "elements": {}},
            "evidence": [{"upload_id": order["id"], "name": "订单截图", "proves": "合同成立"},
                {"upload_id": chat["id"], "name": "聊天记录", "proves": "协商经过"}],
            "service_address": {"recipient": self.name, "phone": self.phone, "email": null, "postal": "北京市东城区某某路1号", "electronic": true},
            "signature_upload_id": signature["id"],
        })
    }

    pub async fn save(&self, court: &Court, filing: &Value, content: &Value) -> Answer {
        let tag = format!("\"{}\"", filing["version"]);
        let path = format!("/api/v1/filings/{}", id(filing));
        let body = json!({"content": content});
        court
            .call_with(
                "PUT",
                &path,
                Some(&self.token),
                Some(body),
                &[("If-Match", &tag)],
            )
            .await
    }

    pub async fn act(&self, court: &Court, filing: &Value, act: &str, body: Value) -> Answer {
        court
            .post(
                &format!("/api/v1/filings/{}/{act}", id(filing)),
                &self.token,
                body,
            )
            .await
    }

    pub async fn see(&self, court: &Court, filing: &Value) -> Value {
        court
            .get(&format!("/api/v1/filings/{}", id(filing)), &self.token)
            .await
            .ok()
    }

    /// Writes and submits; the draft as it was.
    pub async fn file(&self, court: &Court, claimed_fen: i64) -> Value {
        let draft = self.draft(court, claimed_fen).await;
        let sent = self.act(court, &draft, "submit", json!({})).await.ok();
        assert_eq!(sent["state"], "submitted", "{sent}");
        draft
    }
}

pub async fn upload(
    court: &Court,
    access: &str,
    purpose: &str,
    name: &str,
    bytes: Vec<u8>,
) -> Answer {
    let form = Form::new()
        .text("purpose", purpose.to_owned())
        .part("file", Part::bytes(bytes).file_name(name.to_owned()));
    let sent = court
        .http
        .post(format!("{}/api/v1/uploads", court.base))
        .bearer_auth(access)
        .multipart(form)
        .send()
        .await
        .expect("an answer");
    read(sent).await
}

pub fn id(thing: &Value) -> &str {
    thing["id"].as_str().expect("id")
}

/// A member of staff, logged in at the desk.
pub async fn at_desk(court: &Court, username: &str, role: Role) -> String {
    let new = NewStaff {
        username: username.into(),
        name: "陈静".into(),
        roles: vec![role],
        password: PASSWORD.into(),
    };
    let address = staff::add(&court.running.court, new).await.expect("staff");
    AUTHENTICATORS
        .lock()
        .expect("authenticators")
        .insert(username.to_owned(), address);
    back_at_desk(court, username).await
}

/// By username: each test is a process of its own, so names do not meet.
static AUTHENTICATORS: LazyLock<Mutex<HashMap<String, String>>> = LazyLock::new(Mutex::default);

/// Logs a member of staff in again, as a new day asks for.
pub async fn back_at_desk(court: &Court, username: &str) -> String {
    let address = AUTHENTICATORS.lock().expect("authenticators")[username].clone();
    let totp = TOTP::from_url(address).expect("otpauth");
    let code = totp.generate(court.running.court.now().timestamp() as u64);
    let body = json!({"username": username, "password": PASSWORD, "totp": code});
    let session = court
        .call("POST", "/api/v1/desk/session", None, Some(body))
        .await
        .ok();
    token(&session).to_owned()
}

pub async fn at_the_desk(
    court: &Court,
    desk: &str,
    filing: &Value,
    act: &str,
    body: Value,
) -> Answer {
    court
        .post(
            &format!("/api/v1/desk/filings/{}/{act}", id(filing)),
            desk,
            body,
        )
        .await
}

/// A number as a name has it: 一二.
pub fn han(n: usize) -> String {
    n.to_string()
        .chars()
        .filter_map(|digit| digit.to_digit(10))
        .filter_map(|digit| "零一二三四五六七八九".chars().nth(digit as usize))
        .collect()
}

/// A small picture of its own.
pub fn png(width: u32, height: u32, seed: u8) -> Vec<u8> {
    let picture = image::RgbImage::from_fn(width, height, |x, y| {
        image::Rgb([seed.wrapping_mul(40), (x % 256) as u8, (y % 256) as u8])
    });
    let mut bytes = std::io::Cursor::new(Vec::new());
    picture
        .write_to(&mut bytes, image::ImageFormat::Png)
        .expect("png");
    bytes.into_inner()
}
