//! Log-in, sessions, devices, phone, consents; and those who try to get in another way.

mod consents;
mod log_in;
mod sessions;

use serde_json::{Value, json};

use crate::court::{Answer, Court};

async fn refresh(court: &Court, token: &Value) -> Answer {
    let body = json!({ "refresh_token": token });
    court
        .call("POST", "/api/v1/auth/refresh", None, Some(body))
        .await
}
