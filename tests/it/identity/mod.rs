//! Log-in, sessions, devices, phone, consents; and those who try to get in another way.

mod consents;
mod face;
mod log_in;
mod real_name;
mod register;
mod sessions;
mod video_review;

use serde_json::{Value, json};

use crate::court::{Answer, Court};

async fn refresh(court: &Court, token: &Value) -> Answer {
    let body = json!({ "refresh_token": token });
    court
        .call("POST", "/api/v1/auth/refresh", None, Some(body))
        .await
}

/// Resident ID numbers of the sandbox's people, and others that nobody has.
const ZHANG_SAN: &str = "110101190001010014";
const LI_SI: &str = "110105198805062022";
const SOMEBODY: &str = "110101199001010015";
/// Born in 2015.
const MINOR: &str = "110108201506019909";

/// The `n`-th person with a phone number (L1); the access token.
async fn with_phone(court: &Court, n: usize) -> String {
    with_phone_on(court, n, "test").await
}

async fn with_phone_on(court: &Court, n: usize, device: &str) -> String {
    let session = court.log_in_on(n, device).await;
    let token = crate::court::token(&session).to_owned();
    let code = court.code_of(n, "phone").await;
    court
        .post("/api/v1/me/phone", &token, json!({ "code": code }))
        .await
        .ok();
    token
}

async fn claim(court: &Court, token: &str, name: &str, kind: &str, number: &str) -> Answer {
    let body = json!({"name": name, "id_type": kind, "id_number": number});
    court.post("/api/v1/me/real-name", token, body).await
}

/// Claims and is matched (L2).
async fn matched(court: &Court, n: usize, name: &str, number: &str) -> String {
    let token = with_phone(court, n).await;
    let taken = claim(court, &token, name, "prc_resident_id", number)
        .await
        .ok();
    assert_eq!(taken["assurance"], "L2", "{taken}");
    token
}

async fn me(court: &Court, token: &str) -> Value {
    court.get("/api/v1/me", token).await.ok()
}

async fn consent_to_face(court: &Court, token: &str, given: bool) {
    let notice = court
        .call("GET", "/api/v1/legal/privacy-notice", None, None)
        .await
        .ok();
    let body = json!({"kind": "face", "given": given, "version": notice["version"]});
    court.post("/api/v1/me/consents", token, body).await.ok();
}

/// Adds a person to the sandbox; its place in the list.
async fn add_person(court: &Court, name: &str, phone: &str) -> usize {
    let body = json!({"name": name, "phone": phone});
    court
        .call("POST", "/sandbox/people", None, Some(body))
        .await
        .ok();
    court.sandbox().await["people"]
        .as_array()
        .map_or(0, |people| people.len() - 1)
}
