//! 200 people go from their first log-in to a docketed case while the server is killed again and again: every
//! acknowledged act is there once, and money and state agree.

use std::collections::HashSet;
use std::net::TcpListener;
use std::time::{Duration, Instant};

use chrono::{NaiveDate, Utc};
use futures_util::StreamExt;
use micro_court::kit::clock::shanghai_day;
use micro_court::ports::pay::{BUDGET, Bill};
use micro_court::rooms::staff::{self, NewStaff, Role};
use micro_court::run;
use rand::rngs::StdRng;
use rand::{Rng, SeedableRng};
use reqwest::multipart::{Form, Part};
use reqwest::{Client, Method, RequestBuilder};
use sea_orm::DatabaseConnection;
use serde_json::{Value, json};
use tokio::sync::watch;
use totp_rs::TOTP;
use uuid::Uuid;

use super::count;
use super::outside::Outside;
use crate::court::{Answer, Place, call, client, token};
use crate::nodes::Node;
use crate::plaintiff::{PASSWORD, han, id, png, resident_id};

const JOURNEYS: usize = 200;
const AT_ONCE: usize = 16;
/// A life of the server lasts so long, in milliseconds.
const LIFE_MS: std::ops::Range<u64> = 1_000..10_000;
const FEE_FEN: i64 = 2_500;

/// The court as its people see it: an address behind which the server dies and comes back.
struct World {
    http: Client,
    base: String,
    phone: String,
    /// Counts the lives of the server.
    lives: watch::Receiver<u64>,
    clerk: String,
    privacy_version: Value,
}

/// What somebody was told had been done.
struct Acknowledged {
    filing: String,
    receipt_no: String,
    case_number: String,
    payment: String,
}

impl World {
    /// Sends the same request until there is an answer, as a phone in a bad net does. True when it took more than one.
    async fn insist(&self, request: impl AsyncFn() -> RequestBuilder) -> (Answer, bool) {
        let mut again = false;
        loop {
            let life = *self.lives.borrow();
            match answer_of(request().await).await {
                Some(answer) if !is_passing(&answer) => return (answer, again),
                Some(answer) => {
                    let seconds = answer.header("retry-after").parse().unwrap_or(1);
                    tokio::time::sleep(Duration::from_secs(seconds)).await;
                }
                // Nobody was there: a next life begins.
                None => {
                    let mut lives = self.lives.clone();
                    lives.wait_for(|now| *now > life).await.expect("a life");
                }
            }
            again = true;
        }
    }

    fn request(&self, method: Method, path: &str, token: &str) -> RequestBuilder {
        let url = format!("{}{path}", self.base);
        self.http.request(method, url).bearer_auth(token)
    }

    async fn get(&self, path: &str, token: &str) -> Value {
        let asked = async || self.request(Method::GET, path, token);
        self.insist(asked).await.0.ok()
    }

    /// An act under a key of its own: however often it is sent, it is done once.
    async fn post(&self, path: &str, token: &str, body: Value) -> Value {
        let key = Uuid::now_v7().to_string();
        let asked = async || {
            self.request(Method::POST, path, token)
                .header("Idempotency-Key", &key)
                .json(&body)
        };
        self.insist(asked).await.0.ok()
    }

    /// An act at the desk moves a filing once: a second try that meets the state it leads to has been done.
    async fn at_the_desk(&self, filing: &str, act: &str, body: Value) {
        let path = format!("/api/v1/desk/filings/{filing}/{act}");
        let asked = async || self.request(Method::POST, &path, &self.clerk).json(&body);
        let (answer, again) = self.insist(asked).await;
        if !(again && answer.status == 409) {
            answer.ok();
        }
    }

    async fn on_phone(&self, path: &str, body: Value) -> Value {
        call(&self.http, &self.phone, "POST", path, None, Some(body), &[])
            .await
            .ok()
    }

    /// The first log-in and all that proves who somebody is.
    async fn arrive(&self, n: usize) -> (String, Value) {
        let (name, number) = (format!("原告{}", han(n)), resident_id(n));
        let mobile = format!("137{:08}", n + 1);
        let added = json!({"name": name, "phone": mobile});
        let person = self.on_phone("/sandbox/people", added).await;
        let code = async |kind: &str| {
            let wanted = json!({"person_id": person["id"], "kind": kind});
            self.on_phone("/sandbox/codes", wanted).await["code"].clone()
        };
        // WeChat's codes are good for one use, so each try takes a new one.
        let log_in = async || {
            let url = format!("{}/api/v1/auth/wechat", self.base);
            self.http
                .post(url)
                .json(&json!({"code": code("login").await}))
        };
        let session = self.insist(log_in).await.0.ok();
        let access = token(&session).to_owned();
        let phone = async || {
            self.request(Method::POST, "/api/v1/me/phone", &access)
                .json(&json!({"code": code("phone").await}))
        };
        self.insist(phone).await.0.ok();
        let claim = json!({"name": name, "id_type": "prc_resident_id", "id_number": number});
        self.post("/api/v1/me/real-name", &access, claim).await;
        let consent = json!({"kind": "face", "given": true, "version": self.privacy_version});
        self.post("/api/v1/me/consents", &access, consent).await;
        let begun = self.post("/api/v1/me/face", &access, json!({})).await;
        let passed = json!({"verify_id": begun["verify_id"], "result": "pass"});
        self.on_phone("/sandbox/face", passed).await;
        let ended = json!({"verify_id": begun["verify_id"]});
        self.post("/api/v1/me/face/result", &access, ended).await;
        let who = json!({"kind": "person", "name": name, "id_type": "prc_resident_id", "id_number": number,
            "phone": mobile, "address": "北京市东城区某某路1号"});
        (access, who)
    }

    async fn upload(&self, access: &str, purpose: &str, n: usize) -> Value {
        let bytes = png(64 + n as u32 % 8, 48, n as u8);
        let asked = async || {
            let part = Part::bytes(bytes.clone()).file_name(format!("图{n}.png"));
            let form = Form::new()
                .text("purpose", purpose.to_owned())
                .part("file", part);
            self.request(Method::POST, "/api/v1/uploads", access)
                .multipart(form)
        };
        self.insist(asked).await.0.ok()["id"].clone()
    }

    async fn content(&self, access: &str, who: &Value) -> Value {
        let mut evidence = Vec::new();
        for (n, name) in ["订单截图", "聊天记录", "照片"].iter().enumerate() {
            let upload = self.upload(access, "evidence", n).await;
            evidence.push(json!({"upload_id": upload, "name": name, "proves": "购买和质量"}));
        }
        let signature = self.upload(access, "signature", 3).await;
        json!({
            "cause": "online_shopping_contract", "acting_for": "self", "mediation": "decline", "online_litigation": true,
            "plaintiffs": [who],
            "defendants": [{"kind": "organisation", "name": "某某科技有限公司", "id_type": "uscc", "id_number": "91350100M000100Y43",
                "phone": null, "address": "福州市某某路2号"}],
            "third_parties": [],
            "claims": [{"text": "请求判令被告退还货款", "amount_fen": 128_000}],
            "facts": {"summary": "2026年9月1日，原告在被告的网店购买手机一部，收到后发现为翻新机。", "elements": {}},
            "evidence": evidence,
            "service_address": {"recipient": who["name"], "phone": who["phone"], "email": null, "postal": "北京市东城区某某路1号", "electronic": true},
            "signature_upload_id": signature,
        })
    }

    /// Saves on top of the version that was read. A refusal after a lost answer means that it was saved before.
    async fn save(&self, access: &str, filing: &Value, content: &Value) {
        let path = format!("/api/v1/filings/{}", id(filing));
        let tag = format!("\"{}\"", filing["version"]);
        let asked = async || {
            self.request(Method::PUT, &path, access)
                .header("If-Match", &tag)
                .json(&json!({ "content": content }))
        };
        let (answer, again) = self.insist(asked).await;
        if again && answer.status == 412 {
            let now = self.get(&path, access).await;
            let name = "/defendants/0/name";
            assert_eq!(now["content"].pointer(name), content.pointer(name));
        } else {
            answer.ok();
        }
    }

    async fn pay(&self, access: &str, filing: &str) -> String {
        let list = format!("/api/v1/fee-notices?filing_id={filing}");
        let notices = self.get(&list, access).await;
        let notice = json!({"fee_notice_id": notices["items"][0]["id"]});
        let begun = self.post("/api/v1/payments", access, notice).await;
        let package = begun["request_payment"]["package"]
            .as_str()
            .expect("package");
        let prepay_id = package.trim_start_matches("prepay_id=");
        self.on_phone(
            "/sandbox/pay",
            json!({"prepay_id": prepay_id, "result": "pay"}),
        )
        .await;
        let payment = format!("/api/v1/payments/{}", id(&begun));
        self.wait(&payment, access, "paid").await;
        id(&begun).to_owned()
    }

    async fn wait(&self, path: &str, access: &str, state: &str) -> Value {
        let deadline = Instant::now() + Duration::from_secs(90);
        loop {
            let seen = self.get(path, access).await;
            if seen["state"] == state {
                return seen;
            }
            assert!(Instant::now() < deadline, "{state} never came: {seen}");
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
    }

    /// From the first log-in to the docketed case; every other filing goes back for correction once.
    async fn journey(&self, n: usize) -> Acknowledged {
        let (access, who) = self.arrive(n).await;
        let mut content = self.content(&access, &who).await;
        let begun = self.post("/api/v1/filings", &access, json!({})).await;
        let (filing, path) = (id(&begun), format!("/api/v1/filings/{}", id(&begun)));
        self.save(&access, &begun, &content).await;
        let sent = self
            .post(&format!("{path}/submit"), &access, json!({}))
            .await;
        self.at_the_desk(filing, "open-review", json!({})).await;
        if n % 2 == 1 {
            let notice = json!({"items": [{"pointer": "/defendants/0/name", "text": "少了“福州”两个字"}], "due_days": 7});
            self.at_the_desk(filing, "request-correction", notice).await;
            let back = self.wait(&path, &access, "returned_for_correction").await;
            content["defendants"][0]["name"] = json!("福州某某科技有限公司");
            self.save(&access, &back, &content).await;
            self.post(&format!("{path}/resubmit"), &access, json!({}))
                .await;
            self.at_the_desk(filing, "open-review", json!({})).await;
        }
        let accepted = json!({"procedure": "small_claims", "type": "民初"});
        self.at_the_desk(filing, "accept", accepted).await;
        let payment = self.pay(&access, filing).await;
        let ended = self.wait(&path, &access, "docketed").await;
        let text = |value: &Value| value.as_str().expect("text").to_owned();
        Acknowledged {
            filing: filing.to_owned(),
            receipt_no: text(&sent["receipt_no"]),
            case_number: text(&ended["case_number"]),
            payment,
        }
    }
}

/// None when the server died under the request, or before it could be asked.
async fn answer_of(request: RequestBuilder) -> Option<Answer> {
    let response = request.send().await.ok()?;
    let (status, headers) = (response.status(), response.headers().clone());
    let text = response.text().await.ok()?;
    Some(Answer {
        status,
        headers,
        json: serde_json::from_str(&text).unwrap_or(Value::Null),
        text,
    })
}

/// Answers that say: once more, a little later.
fn is_passing(answer: &Answer) -> bool {
    answer.status == 503 || answer.code() == "idempotency.in_flight"
}

/// Kills and revives the server until the journeys are over. SIGKILL: no goodbye.
async fn kill_and_revive(
    place: &Place,
    env: &[(&str, &str)],
    first: Node,
    lives: watch::Sender<u64>,
    seed: u64,
) {
    let mut random = StdRng::seed_from_u64(seed);
    let mut node = first;
    loop {
        tokio::time::sleep(Duration::from_millis(random.random_range(LIFE_MS))).await;
        node.child.kill().expect("kill");
        node.child.wait().expect("dead");
        node = tokio::task::block_in_place(|| Node::start(place, env));
        lives.send_modify(|life| *life += 1);
    }
}

async fn clerk_of(place: &Place, http: &Client, base: &str) -> String {
    let court = run::court_of(place.settings(&[])).await.expect("court");
    let new = NewStaff {
        username: "chenjing".into(),
        name: "陈静".into(),
        roles: vec![Role::FilingClerk],
        password: PASSWORD.into(),
    };
    let address = staff::add(&court, new).await.expect("staff");
    let totp = TOTP::from_url(address).expect("otpauth");
    let code = totp.generate(court.now().timestamp() as u64);
    let body = json!({"username": "chenjing", "password": PASSWORD, "totp": code});
    let session = call(
        http,
        base,
        "POST",
        "/api/v1/desk/session",
        None,
        Some(body),
        &[],
    )
    .await
    .ok();
    token(&session).to_owned()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn kill_9_at_random_moments_of_200_journeys() {
    let seed = std::env::var("COURT_TEST_SEED")
        .ok()
        .and_then(|seed| seed.parse().ok())
        .unwrap_or_else(rand::random);
    println!("COURT_TEST_SEED={seed}");
    let folder = tempfile::tempdir().expect("folder");
    let place = Place::fresh(folder.path()).await;
    let outside = Outside::start(&place).await;
    let address = TcpListener::bind("127.0.0.1:0")
        .and_then(|free| free.local_addr())
        .expect("port")
        .to_string();
    let mut env = outside.env();
    env.push(("COURT__SERVER__LISTEN", &address));
    let node = Node::start(&place, &env);
    let http = client();
    let base = node.base.clone();
    let notice = call(
        &http,
        &base,
        "GET",
        "/api/v1/legal/privacy-notice",
        None,
        None,
        &[],
    )
    .await
    .ok();
    let today = shanghai_day(Utc::now());
    let (lives, seen) = watch::channel(0);
    let world = World {
        clerk: clerk_of(&place, &http, &base).await,
        privacy_version: notice["version"].clone(),
        phone: outside.phone.clone(),
        lives: seen.clone(),
        http,
        base,
    };
    let journeys = futures_util::stream::iter(0..JOURNEYS)
        .map(|n| world.journey(n))
        .buffer_unordered(AT_ONCE)
        .collect::<Vec<_>>();
    let done = tokio::select! {
        done = journeys => done,
        () = kill_and_revive(&place, &env, node, lives, seed) => unreachable!("it goes on until the end"),
    };
    println!(
        "{} journeys, the server killed {} times",
        done.len(),
        *seen.borrow()
    );
    assert!(*seen.borrow() >= 10, "killed too seldom to tell anything");
    let last = Node::start(&place, &env);
    reconcile(&place, &done).await;
    money_agrees(&place, &outside, today).await;
    drop(last);
}

/// What is kept agrees with what was told, with itself, and with what WeChat Pay took in.
async fn reconcile(place: &Place, done: &[Acknowledged]) {
    let court = run::court_of(place.settings(&[])).await.expect("court");
    let db = court.store.db();
    // What the dead were sending waits out its minute; that minute is moved, not waited for.
    court.clock.advance(61).expect("clock");
    settle(db).await;
    let all = JOURNEYS as i64;
    for (what, sql, expected) in [
        ("cases", "SELECT COUNT(*) AS n FROM cases", all),
        (
            "the highest number",
            "SELECT MAX(serial) AS n FROM cases",
            all,
        ),
        (
            "different numbers",
            "SELECT COUNT(DISTINCT serial) AS n FROM cases",
            all,
        ),
        ("filings", "SELECT COUNT(*) AS n FROM filings", all),
        (
            "docketed",
            "SELECT COUNT(*) AS n FROM filings WHERE state = 'docketed'",
            all,
        ),
        (
            "receipts",
            "SELECT COUNT(DISTINCT receipt_no) AS n FROM filings",
            all,
        ),
        (
            "fee notices paid",
            "SELECT COUNT(*) AS n FROM fee_notices WHERE state = 'paid'",
            all,
        ),
        ("fee notices", "SELECT COUNT(*) AS n FROM fee_notices", all),
        (
            "payments",
            "SELECT COUNT(*) AS n FROM payments WHERE state = 'paid'",
            all,
        ),
        (
            "money in",
            "SELECT CAST(SUM(amount_fen) AS BIGINT) AS n FROM payments WHERE state = 'paid'",
            all * FEE_FEN,
        ),
        ("refunds", "SELECT COUNT(*) AS n FROM refunds", 0),
        (
            "differences",
            "SELECT COUNT(*) AS n FROM reconciliation_differences",
            0,
        ),
        (
            "corrections",
            "SELECT COUNT(*) AS n FROM filing_corrections",
            all / 2,
        ),
        (
            "messages that failed",
            "SELECT COUNT(*) AS n FROM outbox_messages WHERE state = 'dead' AND outcome = 'failed'",
            0,
        ),
    ] {
        assert_eq!(count(db, sql).await, expected, "{what}");
    }
    for act in ["submit", "accept", "issue_fee_notice", "pay"] {
        acts_once(db, act, all).await;
    }
    for act in ["request_correction", "resubmit"] {
        acts_once(db, act, all / 2).await;
    }
    // A filing that comes back corrected is received anew.
    for (kind, expected) in [
        ("filing_received", all + all / 2),
        ("correction_due", all / 2),
        ("accepted", all),
        ("fee_due", all),
        ("fee_paid", all),
        ("docketed", all),
    ] {
        let sql = format!("SELECT COUNT(*) AS n FROM notices WHERE kind = '{kind}'");
        assert_eq!(count(db, &sql).await, expected, "people told of {kind}");
    }
    for one in done {
        kept(db, one).await;
    }
}

/// Until nothing is left to send or to print. A slow machine may take its time, as long as it gets on.
async fn settle(db: &DatabaseConnection) {
    const OPEN: &str =
        "SELECT COUNT(*) AS n FROM outbox_messages WHERE state IN ('pending', 'sending')";
    let (mut least, mut since) = (i64::MAX, Instant::now());
    loop {
        let open = count(db, OPEN).await;
        if open == 0 {
            return;
        }
        if open < least {
            (least, since) = (open, Instant::now());
        }
        assert!(
            since.elapsed() < Duration::from_secs(60),
            "the outbox stands still at {open}"
        );
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
}

/// The history has each act of each filing once.
async fn acts_once(db: &DatabaseConnection, act: &str, expected: i64) {
    let (rows, subjects) = match act {
        "issue_fee_notice" => (
            "audit_entries WHERE act = 'payment.issue_fee_notice'".to_owned(),
            "subject_id",
        ),
        _ => (format!("filing_events WHERE event = '{act}'"), "filing_id"),
    };
    let all = count(db, &format!("SELECT COUNT(*) AS n FROM {rows}")).await;
    let different = count(
        db,
        &format!("SELECT COUNT(DISTINCT {subjects}) AS n FROM {rows}"),
    )
    .await;
    assert_eq!((all, different), (expected, expected), "{act}");
}

async fn kept(db: &DatabaseConnection, one: &Acknowledged) {
    let fixed = |id: &str| match db.get_database_backend() {
        sea_orm::DbBackend::Sqlite => format!("X'{}'", id.replace('-', "")),
        _ => format!("'{id}'"),
    };
    let sql = format!(
        "SELECT COUNT(*) AS n FROM filings f JOIN cases c ON c.filing_id = f.id JOIN fee_notices n ON n.filing_id = f.id \
         JOIN payments p ON p.fee_notice_id = n.id AND p.id = n.payment_id \
         WHERE f.id = {} AND f.receipt_no = '{}' AND c.number = '{}' AND p.id = {} AND p.amount_fen = n.amount_fen",
        fixed(&one.filing),
        one.receipt_no,
        one.case_number,
        fixed(&one.payment),
    );
    assert_eq!(
        count(db, &sql).await,
        1,
        "{} as it was told",
        one.case_number
    );
}

/// WeChat Pay's own bills, two days later, hold each payment once.
async fn money_agrees(place: &Place, outside: &Outside, first_day: NaiveDate) {
    let settings = place.settings(&[("pay.api_base", &outside.pay)]);
    let court = run::court_of(settings).await.expect("court");
    court.clock.advance(2 * 86_400).expect("clock");
    let mut paid = Vec::new();
    for day in [Some(first_day), first_day.succ_opt()]
        .into_iter()
        .flatten()
    {
        let deadline = tokio::time::Instant::now() + BUDGET;
        if let Bill::Lines(lines) = court.pay.bill(day, deadline).await.expect("bill") {
            paid.extend(lines);
        }
    }
    let sum: i64 = paid.iter().map(|line| line.amount_fen).sum();
    let orders: HashSet<&str> = paid.iter().map(|line| line.out_trade_no.as_str()).collect();
    println!("WeChat Pay's bill: {} lines, {sum} fen", paid.len());
    assert_eq!(
        (paid.len(), orders.len(), sum),
        (JOURNEYS, JOURNEYS, JOURNEYS as i64 * FEE_FEN)
    );
}
