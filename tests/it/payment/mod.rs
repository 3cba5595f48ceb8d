//! Fees: notices, orders at WeChat Pay, what it tells by itself, refunds, reconciliation.

mod desk;
mod ends;
mod notices;
mod orders;

use chrono::{Duration, Utc};
use micro_court::ports::pdf::{FeeNotice, Paper};
use micro_court::rooms::payment::{self, NewFeeNotice};
use micro_court::rooms::staff::{self, NewStaff, Role};
use serde_json::{Value, json};
use totp_rs::TOTP;
use uuid::Uuid;

use crate::court::{Answer, Court, token, until};

pub const CASE_NUMBER: &str = "（2026）京0491民初1187号";

/// A court with somebody who owes a fee.
pub struct Owing {
    pub court: Court,
    pub session: Value,
    pub notice: String,
    pub filing_id: Uuid,
}

impl Owing {
    pub async fn start() -> Owing {
        Owing::at(Court::start().await).await
    }

    pub async fn at(court: Court) -> Owing {
        let session = court.log_in(0).await;
        let (notice, filing_id) = issue(&court, &session, 2500).await;
        Owing {
            court,
            session,
            notice,
            filing_id,
        }
    }

    pub async fn log_in(&mut self) {
        self.session = self.court.log_in(0).await;
    }

    pub fn token(&self) -> &str {
        token(&self.session)
    }

    pub async fn tap(&self) -> Answer {
        tap(&self.court, self.token(), &self.notice, None).await
    }

    pub async fn tap_ok(&self) -> Value {
        self.tap().await.ok()
    }

    pub async fn fee_notice(&self) -> Value {
        let path = format!("/api/v1/fee-notices/{}", self.notice);
        self.court.get(&path, self.token()).await.ok()
    }

    pub async fn payment(&self, id: &Value) -> Value {
        let path = format!("/api/v1/payments/{}", id.as_str().expect("id"));
        self.court.get(&path, self.token()).await.ok()
    }

    /// Waits for the notice, without asking WeChat Pay.
    pub async fn until_notice(&self, state: &str) -> Value {
        until(state, || async {
            let seen = self.fee_notice().await;
            (seen["state"] == state, seen)
        })
        .await
    }

    pub async fn until_payment(&self, id: &Value, state: &str) -> Value {
        until(state, || async {
            let seen = self.payment(id).await;
            (seen["state"] == state, seen)
        })
        .await
    }
}

pub async fn tap(court: &Court, token: &str, notice: &str, key: Option<&str>) -> Answer {
    let headers: Vec<(&str, &str)> = key
        .map(|key| ("Idempotency-Key", key))
        .into_iter()
        .collect();
    court
        .call_with(
            "POST",
            "/api/v1/payments",
            Some(token),
            Some(json!({"fee_notice_id": notice})),
            &headers,
        )
        .await
}

/// Issues a fee notice as the filing room does, due in eight days.
pub async fn issue(court: &Court, session: &Value, amount_fen: i64) -> (String, Uuid) {
    let state = &court.running.court;
    let payer_id = session["person"]["id"].as_str().expect("person");
    let (filing_id, now) = (Uuid::now_v7(), state.now());
    let expires_before = now + Duration::days(8);
    let east = chrono::FixedOffset::east_opt(8 * 3600).expect("offset");
    let paper = Paper::FeeNotice(Box::new(FeeNotice {
        court: state.settings.court.name.clone(),
        case_number: CASE_NUMBER.into(),
        to: "张三".into(),
        matter: "案件受理费".into(),
        amount_fen,
        steps: vec!["8,000 元以内，每件 50 元".into(), "减半".into()],
        basis: "《诉讼费用交纳办法》第十三条、第十六条".into(),
        expires_before: expires_before.with_timezone(&east),
        provisional: false,
        issued_at: now.with_timezone(&east),
    }));
    let new = NewFeeNotice {
        filing_id,
        case_id: Uuid::now_v7(),
        case_number: CASE_NUMBER.into(),
        payer_id: payer_id.parse().expect("uuid"),
        amount_fen,
        steps: json!([]),
        basis: "诉讼费用交纳办法第十三条、第十六条".into(),
        issued_at: now,
        expires_before,
        provisional: false,
        paper: serde_json::to_value(&paper).expect("paper"),
    };
    let tx = state.store.write().await.expect("tx");
    let view = payment::issue(state, &tx, new).await.expect("issued");
    state.commit(tx).await.expect("commit");
    (view.id.to_string(), filing_id)
}

/// The payer's tap on the pay sheet.
pub async fn pay(court: &Court, payment: &Value) -> Answer {
    let package = payment["request_payment"]["package"]
        .as_str()
        .expect("package");
    let prepay_id = package.strip_prefix("prepay_id=").expect("whole");
    let body = json!({"prepay_id": prepay_id, "result": "pay"});
    court.call("POST", "/sandbox/pay", None, Some(body)).await
}

pub async fn fault(court: &Court, mode: &str, times: u32) {
    let body = json!({"of": "pay", "mode": mode, "times": times});
    court
        .call("POST", "/sandbox/faults", None, Some(body))
        .await
        .ok();
}

/// Waits until the stand-in has sent its notices (taken or not) so often in all.
pub async fn until_sent(court: &Court, tries: u64) {
    until("a notice sent", || async {
        let state = court.sandbox().await;
        let sent = state["pay_notices_sent"].as_u64().unwrap_or(0);
        (sent >= tries, state["pay_notices_sent"].clone())
    })
    .await;
}

/// Nothing that WeChat Pay would not know was called.
pub async fn no_unknown_calls(court: &Court) {
    let state = court.sandbox().await;
    assert_eq!(state["unknown_calls"], json!([]));
}

pub async fn desk(court: &Court, role: Role) -> String {
    let username = format!("u{}", Uuid::now_v7().simple());
    let new = NewStaff {
        username: username.clone(),
        name: "陈静".into(),
        roles: vec![role],
        password: "a long pass phrase".into(),
    };
    let address = staff::add(&court.running.court, new).await.expect("staff");
    let totp = TOTP::from_url(address).expect("otpauth");
    let code = totp.generate(court.running.court.now().timestamp() as u64);
    let body = json!({"username": username, "password": "a long pass phrase", "totp": code});
    let session = court
        .call("POST", "/api/v1/desk/session", None, Some(body))
        .await
        .ok();
    token(&session).to_owned()
}

/// What is listed for staff today.
pub async fn differences(court: &Court, token: &str) -> Vec<Value> {
    let days = court
        .get("/api/v1/desk/reconciliations?limit=100", token)
        .await
        .ok();
    let mut all = Vec::new();
    for day in days["items"].as_array().expect("days") {
        let path = format!(
            "/api/v1/desk/reconciliations/{}",
            day["day"].as_str().expect("day")
        );
        let day = court.get(&path, token).await.ok();
        all.extend(day["items"].as_array().expect("items").clone());
    }
    all
}

pub fn kinds(differences: &[Value]) -> Vec<&str> {
    differences
        .iter()
        .map(|row| row["kind"].as_str().expect("kind"))
        .collect()
}

/// Seconds until this hour of the next day in Shanghai, by the court's clock.
pub fn until_tomorrow_at(court: &Court, hour: u32) -> i64 {
    let east = chrono::FixedOffset::east_opt(8 * 3600).expect("offset");
    let now = court.running.court.now().with_timezone(&east);
    let then = (now.date_naive() + Duration::days(1))
        .and_hms_opt(hour, 30, 0)
        .expect("time")
        .and_local_timezone(east)
        .single()
        .expect("one");
    (then.with_timezone(&Utc) - now.with_timezone(&Utc)).num_seconds()
}
