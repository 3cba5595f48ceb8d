//! Notices that run out or are paid in another way; money that comes late or twice.

use micro_court::rooms::payment::{self, How};
use micro_court::rooms::staff::Role;
use serde_json::{Value, json};

use super::{Owing, desk, differences, fault, kinds, pay};
use crate::court::until;

const EIGHT_DAYS: i64 = 8 * 86_400;

/// Lets the notice run out with an order open on it, and waits until that is closed.
async fn lapse(owing: &mut Owing) -> Value {
    owing.court.advance(EIGHT_DAYS - 3600).await;
    owing.log_in().await;
    let last = owing.tap_ok().await;
    owing.court.advance(90 * 60).await;
    owing.log_in().await;
    owing.until_notice("lapsed").await;
    owing.until_payment(&last["id"], "closed").await;
    last
}

#[tokio::test]
async fn a_notice_that_runs_out_closes_its_order() {
    let mut owing = Owing::start().await;
    let last = lapse(&mut owing).await;
    owing.tap().await.is(409, "payment.notice_lapsed");
    let refused = pay(&owing.court, &last).await;
    assert!(refused.status.is_client_error(), "{}", refused.text);
    owing.court.stop().await;
}

#[tokio::test]
async fn a_success_after_the_close_is_taken_as_late() {
    let mut owing = Owing::start().await;
    let last = lapse(&mut owing).await;
    fault(&owing.court, "success_after_close", 1).await;
    pay(&owing.court, &last).await.ok();
    let notice = owing.until_notice("paid").await;
    assert_eq!(notice["payment"]["id"], last["id"]);
    assert_eq!(owing.payment(&last["id"]).await["late"], true);
    owing.court.stop().await;
}

#[tokio::test]
async fn a_late_payment_that_is_not_taken_goes_back() {
    let mut owing = Owing::start().await;
    let last = lapse(&mut owing).await;
    fault(&owing.court, "success_after_close", 1).await;
    pay(&owing.court, &last).await.ok();
    owing.until_notice("paid").await;
    let state = &owing.court.running.court;
    let id = last["id"].as_str().expect("id").parse().expect("uuid");
    let tx = state.store.write().await.expect("tx");
    payment::refund(state, &tx, id, "ruled_meanwhile")
        .await
        .expect("refund");
    payment::refund(state, &tx, id, "ruled_meanwhile")
        .await
        .expect("once more is the same");
    state.commit(tx).await.expect("commit");
    let back = owing.until_payment(&last["id"], "refunded").await;
    assert_eq!(back["refunds"].as_array().map(Vec::len), Some(1));
    assert_eq!(back["refunds"][0]["state"], "refunded");
    assert_eq!(owing.fee_notice().await["state"], "lapsed");
    owing.court.stop().await;
}

#[tokio::test]
async fn money_for_nothing_goes_back_by_itself() {
    let owing = Owing::start().await;
    let open = owing.tap_ok().await;
    let state = &owing.court.running.court;
    let tx = state.store.write().await.expect("tx");
    payment::end(state, &tx, owing.filing_id, How::Cancelled)
        .await
        .expect("end");
    state.commit(tx).await.expect("commit");
    owing.until_payment(&open["id"], "closed").await;
    owing.tap().await.is(409, "payment.nothing_due");
    fault(&owing.court, "success_after_close", 1).await;
    pay(&owing.court, &open).await.ok();
    let back = owing.until_payment(&open["id"], "refunded").await;
    assert_eq!(back["refunds"][0]["reason"], "nothing_due");
    assert_eq!(owing.fee_notice().await["state"], "cancelled");
    owing.court.stop().await;
}

#[tokio::test]
async fn paid_at_the_counter_and_by_wechat_the_second_goes_back() {
    let owing = Owing::start().await;
    let open = owing.tap_ok().await;
    let staff = desk(&owing.court, Role::FilingClerk).await;
    let path = format!(
        "/api/v1/desk/fee-notices/{}/record-counter-payment",
        owing.notice
    );
    owing
        .court
        .post(&path, &staff, json!({"receipt_no": ""}))
        .await
        .is(422, "request.invalid");
    let recorded = owing
        .court
        .post(&path, &staff, json!({"receipt_no": "京财票 1187"}))
        .await
        .ok();
    assert_eq!(recorded["state"], "paid");
    owing
        .court
        .post(&path, &staff, json!({"receipt_no": "京财票 1188"}))
        .await
        .is(409, "payment.already_paid");

    owing.until_payment(&open["id"], "closed").await;
    fault(&owing.court, "success_after_close", 1).await;
    pay(&owing.court, &open).await.ok();
    let back = owing.until_payment(&open["id"], "refunded").await;
    assert_eq!(back["refunds"][0]["reason"], "paid_twice");
    let notice = owing.fee_notice().await;
    assert_eq!(notice["state"], "paid");
    assert_ne!(recorded["payment"]["id"], open["id"]);
    owing.court.stop().await;
}

#[tokio::test]
async fn a_receipt_of_the_counter_counts_once() {
    let owing = Owing::start().await;
    let (other, _) = super::issue(&owing.court, &owing.session, 100).await;
    let staff = desk(&owing.court, Role::DivisionHead).await;
    let path = |id: &str| format!("/api/v1/desk/fee-notices/{id}/record-counter-payment");
    let body = json!({"receipt_no": "R-1"});
    owing
        .court
        .post(&path(&owing.notice), &staff, body.clone())
        .await
        .ok();
    owing
        .court
        .post(&path(&other), &staff, body)
        .await
        .is(409, "payment.receipt_used");
    owing.court.stop().await;
}

#[tokio::test]
async fn what_the_counter_took_the_counter_gives_back() {
    let owing = Owing::start().await;
    let staff = desk(&owing.court, Role::FilingClerk).await;
    let path = format!(
        "/api/v1/desk/fee-notices/{}/record-counter-payment",
        owing.notice
    );
    let recorded = owing
        .court
        .post(&path, &staff, json!({"receipt_no": "R-2"}))
        .await
        .ok();
    let state = &owing.court.running.court;
    let id = recorded["payment"]["id"].as_str().expect("id");
    let tx = state.store.write().await.expect("tx");
    payment::refund(state, &tx, id.parse().expect("uuid"), "withdrawn")
        .await
        .expect("refund");
    state.commit(tx).await.expect("commit");
    assert_eq!(
        owing.payment(&json!(id)).await["refunds"][0]["state"],
        "stuck"
    );
    let listed = differences(&owing.court, &staff).await;
    assert_eq!(kinds(&listed), ["refund_at_counter"]);
    owing.court.stop().await;
}

#[tokio::test]
async fn a_refund_outlives_trouble_under_the_same_number() {
    let owing = Owing::start().await;
    let open = owing.tap_ok().await;
    pay(&owing.court, &open).await.ok();
    owing.until_notice("paid").await;
    fault(&owing.court, "away", 10_000).await;
    let state = &owing.court.running.court;
    let id = open["id"].as_str().expect("id").parse().expect("uuid");
    let tx = state.store.write().await.expect("tx");
    payment::refund(state, &tx, id, "withdrawn")
        .await
        .expect("refund");
    state.commit(tx).await.expect("commit");
    until("a try", || async {
        let seen = owing.payment(&open["id"]).await;
        (seen["refunds"][0]["state"] == "asked", seen)
    })
    .await;
    fault(&owing.court, "none", 1).await;
    owing.court.advance(120).await;
    owing.until_payment(&open["id"], "refunded").await;
    owing.court.stop().await;
}
