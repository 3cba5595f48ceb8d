//! Orders: one a notice however often it is tapped, and nothing lost when WeChat Pay is away.

use futures_util::future::join_all;
use serde_json::{Value, json};

use super::{Owing, fault, issue, no_unknown_calls, pay, tap};
use crate::court::{Court, Place, token};

#[tokio::test]
async fn a_fee_is_paid_and_the_receipt_follows() {
    let owing = Owing::start().await;
    let list = owing
        .court
        .get(
            &format!("/api/v1/fee-notices?filing_id={}", owing.filing_id),
            owing.token(),
        )
        .await
        .ok();
    assert_eq!(list["items"][0]["id"], json!(owing.notice));
    assert_eq!(list["items"][0]["state"], "due");

    let answer = owing.tap().await;
    assert_eq!(answer.status, 201, "{}", answer.text);
    let open = answer.ok();
    assert_eq!(open["state"], "open");
    assert_eq!(open["amount_fen"], 2500);
    let number = open["out_trade_no"].as_str().expect("number");
    assert!((6..=32).contains(&number.len()));
    let request = &open["request_payment"];
    assert_eq!(request["signType"], "RSA");
    assert!(
        request["timeStamp"]
            .as_str()
            .is_some_and(|text| text.parse::<u64>().is_ok())
    );
    assert!(
        request["package"]
            .as_str()
            .is_some_and(|text| text.starts_with("prepay_id="))
    );
    assert_eq!(request["paySign"].as_str().map(str::len), Some(344));

    let before = owing
        .court
        .get(
            &format!(
                "/api/v1/payments/{}/receipt.pdf",
                open["id"].as_str().expect("id")
            ),
            owing.token(),
        )
        .await;
    before.is(409, "payment.not_paid");

    pay(&owing.court, &open).await.ok();
    let paid = owing.until_notice("paid").await;
    assert!(paid["paid_at"].is_string());
    assert_eq!(paid["payment"]["state"], "paid");
    let payment = owing.payment(&open["id"]).await;
    assert_eq!(payment["state"], "paid");
    assert_eq!(payment["request_payment"], Value::Null);
    assert_eq!(payment["late"], false);
    owing.tap().await.is(409, "payment.already_paid");
    for path in [
        format!("/api/v1/fee-notices/{}/notice.pdf", owing.notice),
        format!(
            "/api/v1/payments/{}/receipt.pdf",
            open["id"].as_str().expect("id")
        ),
    ] {
        let paper = owing.court.get(&path, owing.token()).await;
        assert_eq!(paper.status, 200, "{path}");
        assert_eq!(paper.header("content-type"), "application/pdf");
        assert!(paper.text.starts_with("%PDF-"), "{path}");
    }
    no_unknown_calls(&owing.court).await;
    owing.court.stop().await;
}

#[tokio::test]
async fn twenty_taps_at_once_are_one_order() {
    let owing = Owing::start().await;
    let taps = join_all((0..20).map(|_| owing.tap())).await;
    let mut numbers: Vec<String> = taps
        .into_iter()
        .map(|answer| {
            answer.ok()["out_trade_no"]
                .as_str()
                .expect("number")
                .to_owned()
        })
        .collect();
    numbers.dedup();
    assert_eq!(numbers.len(), 1);
    no_unknown_calls(&owing.court).await;
    owing.court.stop().await;
}

#[tokio::test]
async fn the_same_key_gives_the_same_answer() {
    let owing = Owing::start().await;
    let first = tap(&owing.court, owing.token(), &owing.notice, Some("tap-1")).await;
    let again = tap(&owing.court, owing.token(), &owing.notice, Some("tap-1")).await;
    assert_eq!(again.header("idempotency-replayed"), "true");
    assert_eq!(first.text, again.text);
    let (other, _) = issue(&owing.court, &owing.session, 100).await;
    tap(&owing.court, owing.token(), &other, Some("tap-1"))
        .await
        .is(422, "idempotency.mismatch");
    owing.court.stop().await;
}

#[tokio::test]
async fn away_for_an_hour_nothing_is_lost() {
    let mut owing = Owing::start().await;
    fault(&owing.court, "away", 10_000).await;
    let refused = tap(&owing.court, owing.token(), &owing.notice, Some("tap")).await;
    refused.is(503, "pay.away");
    assert!(!refused.header("retry-after").is_empty());
    let begun = owing.fee_notice().await;
    assert_eq!(begun["payment"]["state"], "created");

    owing.court.advance(3600).await;
    owing.log_in().await;
    fault(&owing.court, "none", 1).await;
    let open = tap(&owing.court, owing.token(), &owing.notice, Some("tap"))
        .await
        .ok();
    assert_eq!(open["id"], begun["payment"]["id"], "the same order goes on");
    pay(&owing.court, &open).await.ok();
    owing.until_notice("paid").await;
    owing.court.stop().await;
}

#[tokio::test]
async fn a_lost_answer_is_looked_after_before_it_is_asked_again() {
    let owing = Owing::start().await;
    // WeChat Pay makes the order, and its answer comes too late.
    fault(&owing.court, "slow", 1).await;
    let open = owing.tap_ok().await;
    assert_eq!(open["state"], "open");
    pay(&owing.court, &open).await.ok();
    owing.until_notice("paid").await;
    no_unknown_calls(&owing.court).await;
    owing.court.stop().await;
}

#[tokio::test]
async fn an_order_that_ran_out_is_replaced() {
    let mut owing = Owing::start().await;
    let first = owing.tap_ok().await;
    owing.court.advance(25 * 3600).await;
    owing.log_in().await;
    let next = owing.tap_ok().await;
    assert_ne!(first["out_trade_no"], next["out_trade_no"]);
    assert_eq!(owing.payment(&first["id"]).await["state"], "closed");
    pay(&owing.court, &next).await.ok();
    owing.until_notice("paid").await;
    owing.court.stop().await;
}

#[tokio::test]
async fn keys_rotate_under_way() {
    let owing = Owing::start().await;
    let open = owing.tap_ok().await;
    let add = json!({"kind": "certificate"});
    owing
        .court
        .call("POST", "/sandbox/pay-keys", None, Some(add))
        .await
        .ok();
    // Both the answer to a query and the notice now come under a serial not known before.
    assert_eq!(owing.payment(&open["id"]).await["state"], "open");
    pay(&owing.court, &open).await.ok();
    owing.until_notice("paid").await;
    owing.court.stop().await;
}

#[tokio::test]
async fn public_key_mode_needs_no_certificate() {
    let folder = tempfile::tempdir().expect("folder");
    let place = Place::fresh(folder.path()).await;
    let court = Court::start_at(place, folder, &[]).await;
    let add = json!({"kind": "public_key"});
    let key = court
        .call("POST", "/sandbox/pay-keys", None, Some(add))
        .await
        .ok();
    let file = court.folder().join("platform.pem");
    std::fs::write(&file, key["public_pem"].as_str().expect("pem")).expect("file");
    let file = file.display().to_string();
    let serial = key["serial"].as_str().expect("serial").to_owned();
    let court = court
        .restart(&[
            ("pay.platform_public_key_file", file.as_str()),
            ("pay.platform_serial", serial.as_str()),
        ])
        .await;
    let owing = Owing::at(court).await;
    let open = owing.tap_ok().await;
    pay(&owing.court, &open).await.ok();
    owing.until_notice("paid").await;
    let calls = owing.court.sandbox().await;
    assert_eq!(calls["unknown_calls"], json!([]));
    owing.court.stop().await;
}

#[tokio::test]
async fn attack_what_belongs_to_another_is_not_there() {
    let owing = Owing::start().await;
    let open = owing.tap_ok().await;
    let other = owing.court.log_in(1).await;
    let id = open["id"].as_str().expect("id");
    for (path, code) in [
        (
            format!("/api/v1/fee-notices/{}", owing.notice),
            "payment.no_such_fee_notice",
        ),
        (
            format!("/api/v1/fee-notices/{}/notice.pdf", owing.notice),
            "payment.no_such_fee_notice",
        ),
        (format!("/api/v1/payments/{id}"), "payment.no_such_payment"),
        (
            format!("/api/v1/payments/{id}/receipt.pdf"),
            "payment.no_such_payment",
        ),
        (
            "/api/v1/payments/nonsense".to_owned(),
            "payment.no_such_payment",
        ),
    ] {
        owing.court.get(&path, token(&other)).await.is(404, code);
    }
    tap(&owing.court, token(&other), &owing.notice, None)
        .await
        .is(404, "payment.no_such_fee_notice");
    let theirs = owing
        .court
        .get(
            &format!("/api/v1/fee-notices?filing_id={}", owing.filing_id),
            token(&other),
        )
        .await
        .ok();
    assert_eq!(theirs["items"], json!([]));
    owing.court.stop().await;
}
