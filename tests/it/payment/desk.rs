//! Reconciliation and the desk's view of fees.

use micro_court::rooms::staff::Role;
use serde_json::{Value, json};

use super::{CASE_NUMBER, Owing, desk, differences, fault, kinds, pay, until_tomorrow_at};
use crate::court::{token, until};

fn yesterday(owing: &Owing) -> String {
    let east = chrono::FixedOffset::east_opt(8 * 3600).expect("offset");
    let now = owing.court.running.court.now().with_timezone(&east);
    (now.date_naive() - chrono::Duration::days(1)).to_string()
}

/// Somebody paid; now it is the next day, at this hour.
async fn the_day_after(hour: u32) -> (Owing, Value) {
    let owing = Owing::start().await;
    let open = owing.tap_ok().await;
    pay(&owing.court, &open).await.ok();
    owing.until_notice("paid").await;
    owing
        .court
        .advance(until_tomorrow_at(&owing.court, hour))
        .await;
    (owing, open)
}

#[tokio::test]
async fn every_day_is_reconciled_by_itself() {
    let (owing, _) = the_day_after(10).await;
    let staff = desk(&owing.court, Role::FilingClerk).await;
    let days = until("yesterday", || async {
        let days = owing
            .court
            .get("/api/v1/desk/reconciliations", &staff)
            .await
            .ok();
        let latest = &days["items"][0];
        let there = latest["state"] == "done" && latest["day"] == json!(yesterday(&owing));
        (there, days)
    })
    .await;
    let day = &days["items"][0];
    assert_eq!(day["day"], json!(yesterday(&owing)));
    assert_eq!(day["their_count"], 1);
    assert_eq!(day["their_fen"], 2500);
    assert_eq!(day["our_fen"], 2500);
    assert_eq!(day["differences"], 0);
    owing.court.stop().await;
}

/// A day whose bill was away for days is taken up before those after it.
#[tokio::test]
async fn no_day_since_the_first_payment_is_left_out() {
    let owing = Owing::start().await;
    let open = owing.tap_ok().await;
    pay(&owing.court, &open).await.ok();
    owing.until_notice("paid").await;
    // Three days later, with none of them reconciled: the first bills never came.
    let later = until_tomorrow_at(&owing.court, 11) + 2 * 86_400;
    owing.court.advance(later).await;
    let staff = desk(&owing.court, Role::FilingClerk).await;
    let days = until("three days", || async {
        let path = "/api/v1/desk/reconciliations";
        let days = owing.court.get(path, &staff).await.ok();
        let done = |day: &Value| day["state"] == "done";
        let items = days["items"].as_array().cloned().unwrap_or_default();
        (items.len() == 3 && items.iter().all(done), days)
    })
    .await;
    assert_eq!(days["items"][0]["day"], json!(yesterday(&owing)));
    let counts: Vec<_> = days["items"]
        .as_array()
        .into_iter()
        .flatten()
        .map(|day| day["their_count"].as_i64())
        .collect();
    assert_eq!(counts, [Some(0), Some(0), Some(1)], "{days}");
    owing.court.stop().await;
}

#[tokio::test]
async fn what_does_not_agree_is_listed_and_settled_once() {
    for (mode, kind) in [
        ("bill_extra", "missing_here"),
        ("bill_short", "missing_there"),
        ("bill_amount", "amount_differs"),
    ] {
        let (owing, _) = the_day_after(9).await;
        let staff = desk(&owing.court, Role::DivisionHead).await;
        let path = format!("/api/v1/desk/reconciliations/{}/run", yesterday(&owing));
        owing
            .court
            .post(&path, &staff, json!({}))
            .await
            .is(503, "pay.bill_not_ready");
        fault(&owing.court, mode, 1).await;
        owing.court.advance(3600).await;
        let staff = desk(&owing.court, Role::DivisionHead).await;
        until("a difference", || async {
            let listed = differences(&owing.court, &staff).await;
            (kinds(&listed) == [kind], listed)
        })
        .await;
        let listed = differences(&owing.court, &staff).await;
        let settle = format!(
            "/api/v1/desk/reconciliation-differences/{}/settle",
            listed[0]["id"].as_str().expect("id")
        );
        let note = json!({"note": "已与微信支付核对"});
        let settled = owing.court.post(&settle, &staff, note.clone()).await.ok();
        assert!(settled["settled_at"].is_string());
        owing
            .court
            .post(&settle, &staff, note)
            .await
            .is(409, "payment.already_settled");
        // Run again it finds nothing new.
        owing.court.post(&path, &staff, json!({})).await.ok();
        assert_eq!(differences(&owing.court, &staff).await.len(), 1);
        owing.court.stop().await;
    }
}

#[tokio::test]
async fn only_days_that_are_over_are_reconciled() {
    let owing = Owing::start().await;
    let staff = desk(&owing.court, Role::FilingClerk).await;
    for (day, status, code) in [
        ("2099-01-01", 422, "payment.day_not_over"),
        ("2020-01-01", 422, "payment.day_not_over"),
        ("tomorrow", 404, "payment.no_such_day"),
    ] {
        let path = format!("/api/v1/desk/reconciliations/{day}/run");
        owing
            .court
            .post(&path, &staff, json!({}))
            .await
            .is(status, code);
    }
    owing.court.stop().await;
}

#[tokio::test]
async fn the_desk_finds_fee_notices_by_state_and_number() {
    let owing = Owing::start().await;
    let staff = desk(&owing.court, Role::FilingClerk).await;
    let find = async |query: &str| {
        let path = format!("/api/v1/desk/fee-notices?{query}");
        owing.court.get(&path, &staff).await.ok()["items"]
            .as_array()
            .expect("items")
            .len()
    };
    assert_eq!(find("state=due").await, 1);
    assert_eq!(find("state=paid").await, 0);
    assert_eq!(find(&format!("q={CASE_NUMBER}")).await, 1);
    assert_eq!(find("q=(2026)京0491民初1187号").await, 1);
    assert_eq!(find("q=1187").await, 1);
    assert_eq!(find("q=1188").await, 0);
    owing.court.stop().await;
}

#[tokio::test]
async fn attack_fees_at_the_desk_are_for_their_roles() {
    let owing = Owing::start().await;
    for path in [
        "/api/v1/desk/reconciliations",
        "/api/v1/desk/reconciliations/2026-11-23",
        "/api/v1/desk/fee-notices",
    ] {
        let party = owing.court.get(path, token(&owing.session)).await;
        assert!([401, 403].contains(&party.status.as_u16()), "{path}");
        for role in [Role::Judge, Role::Administrator, Role::Auditor] {
            let staff = desk(&owing.court, role).await;
            owing
                .court
                .get(path, &staff)
                .await
                .is(403, "desk.role_missing");
        }
    }
    owing.court.stop().await;
}
