//! What WeChat Pay tells by itself: taken in once when it is genuine and fits, refused when not.

use micro_court::rooms::staff::Role;
use serde_json::{Value, json};

use super::{Owing, desk, differences, fault, kinds, pay, until_sent};

/// Pays under a fault of the notice, and gives the payment once the notice was sent.
async fn paid_under(owing: &Owing, mode: &str) -> Value {
    let open = owing.tap_ok().await;
    fault(&owing.court, mode, 1).await;
    pay(&owing.court, &open).await.ok();
    until_sent(&owing.court, 1).await;
    open
}

#[tokio::test]
async fn attack_notices_that_are_not_theirs_change_nothing() {
    for mode in ["forged_signature", "stale_notice", "sign_test"] {
        let owing = Owing::start().await;
        let open = paid_under(&owing, mode).await;
        assert_eq!(owing.fee_notice().await["state"], "due", "{mode}");
        // Asked, WeChat Pay says what is true.
        assert_eq!(owing.payment(&open["id"]).await["state"], "paid", "{mode}");
        let staff = desk(&owing.court, Role::FilingClerk).await;
        assert_eq!(differences(&owing.court, &staff).await, Vec::<Value>::new());
        owing.court.stop().await;
    }
}

#[tokio::test]
async fn attack_notices_that_do_not_fit_are_refused_and_listed() {
    for mode in ["wrong_amount", "wrong_merchant", "wrong_app"] {
        let owing = Owing::start().await;
        let open = paid_under(&owing, mode).await;
        assert_eq!(owing.fee_notice().await["state"], "due", "{mode}");
        let staff = desk(&owing.court, Role::DivisionHead).await;
        let listed = differences(&owing.court, &staff).await;
        assert_eq!(kinds(&listed), [mode]);
        assert_eq!(listed[0]["source"], "notice");
        assert_eq!(listed[0]["payment_id"], open["id"]);
        owing.court.stop().await;
    }
}

#[tokio::test]
async fn a_notice_told_twice_or_replayed_counts_once() {
    for mode in ["double_notice", "replay"] {
        let owing = Owing::start().await;
        let open = paid_under(&owing, mode).await;
        owing.until_notice("paid").await;
        let payment = owing.payment(&open["id"]).await;
        assert_eq!(payment["state"], "paid", "{mode}");
        assert_eq!(payment["refunds"], json!([]), "{mode}");
        owing.court.stop().await;
    }
}

#[tokio::test]
async fn attack_what_is_not_signed_at_all_is_refused() {
    let owing = Owing::start().await;
    let body = json!({"event_type": "TRANSACTION.SUCCESS", "resource": {}});
    owing
        .court
        .call("POST", "/wechat/pay/notify", None, Some(body.clone()))
        .await
        .is(401, "pay.notice_refused");
    let now = chrono::Utc::now().timestamp().to_string();
    let headers = [
        ("Wechatpay-Timestamp", now.as_str()),
        ("Wechatpay-Nonce", "nonce"),
        (
            "Wechatpay-Serial",
            "PUB_KEY_ID_0000000000000000000000000000000",
        ),
        ("Wechatpay-Signature", "AAAA"),
    ];
    owing
        .court
        .call_with("POST", "/wechat/pay/notify", None, Some(body), &headers)
        .await
        .is(401, "pay.notice_refused");
    owing.court.stop().await;
}

#[tokio::test]
async fn a_lost_notice_is_found_by_asking() {
    let owing = Owing::start().await;
    let open = owing.tap_ok().await;
    fault(&owing.court, "lost_notice", 1).await;
    pay(&owing.court, &open).await.ok();
    owing.until_payment(&open["id"], "paid").await;
    assert_eq!(owing.fee_notice().await["state"], "paid");
    owing.court.stop().await;
}

#[tokio::test]
async fn a_lost_notice_is_found_by_the_keeper() {
    let owing = Owing::start().await;
    let open = owing.tap_ok().await;
    fault(&owing.court, "lost_notice", 1).await;
    pay(&owing.court, &open).await.ok();
    owing.court.advance(60).await;
    owing.until_notice("paid").await;
    owing.court.stop().await;
}
