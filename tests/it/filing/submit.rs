//! The check, submitting, recalling, withdrawing.

use serde_json::{Value, json};

use super::{Plaintiff, at_desk, at_the_desk, id};
use crate::court::Court;
use micro_court::rooms::staff::Role;

#[tokio::test]
async fn the_check_names_each_missing_piece_with_its_page() {
    let court = Court::start().await;
    let zhang = Plaintiff::zhang_san(&court).await;
    let begun = court
        .post("/api/v1/filings", &zhang.token, json!({}))
        .await
        .ok();
    let found = zhang.act(&court, &begun, "check", json!({})).await.ok();
    assert_eq!(found["complete"], false);
    let pages: Vec<&str> = found["missing"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|one| one["step"].as_str())
        .collect();
    for page in [
        "cause", "parties", "claims", "facts", "evidence", "service", "sign",
    ] {
        assert!(pages.contains(&page), "{page} in {pages:?}");
    }
    zhang
        .act(&court, &begun, "submit", json!({}))
        .await
        .is(422, "filing.incomplete");
}

#[tokio::test]
async fn a_whole_draft_passes_and_knows_its_fee_and_court() {
    let court = Court::start().await;
    let zhang = Plaintiff::zhang_san(&court).await;
    let draft = zhang.draft(&court, 2_759_600).await;
    let found = zhang.act(&court, &draft, "check", json!({})).await.ok();
    assert_eq!(
        (&found["complete"], &found["missing"]),
        (&json!(true), &json!([])),
        "{found}"
    );
    assert_eq!(
        (&found["fee"]["payable_fen"], &found["fee"]["ordinary_fen"]),
        (&json!(24_495), &json!(48_990))
    );
    assert_eq!(
        (
            &found["jurisdiction"]["accepted"],
            &found["jurisdiction"]["rule"],
            &found["jurisdiction"]["item"]
        ),
        (&json!(true), &json!("J25"), &json!(6))
    );
    assert_eq!(found["duplicates"], json!([]));
}

/// J25: since 2025-11-01 loans are not this court's.
#[tokio::test]
async fn a_loan_is_turned_away_with_where_to_go() {
    let court = Court::start().await;
    let zhang = Plaintiff::zhang_san(&court).await;
    let mut content = zhang.content(&court, 128_000).await;
    content["cause"] = json!("online_small_loan");
    let begun = court
        .post("/api/v1/filings", &zhang.token, json!({}))
        .await
        .ok();
    let draft = zhang.save(&court, &begun, &content).await.ok();
    let found = zhang.act(&court, &draft, "check", json!({})).await.ok();
    assert_eq!(found["missing"][0]["code"], "filing.elsewhere", "{found}");
    assert_eq!(found["jurisdiction"]["accepted"], false);
    zhang
        .act(&court, &draft, "submit", json!({}))
        .await
        .is(422, "filing.incomplete");
}

#[tokio::test]
async fn submitting_needs_to_know_who_it_is_and_that_it_is_you() {
    let court = Court::start().await;
    let zhang = Plaintiff::zhang_san(&court).await;
    let mut content = zhang.content(&court, 128_000).await;
    content["plaintiffs"][0]["name"] = json!("王五");
    let begun = court
        .post("/api/v1/filings", &zhang.token, json!({}))
        .await
        .ok();
    let draft = zhang.save(&court, &begun, &content).await.ok();
    let refused = zhang.act(&court, &draft, "submit", json!({})).await;
    refused.is(422, "filing.incomplete");
    assert_eq!(
        (
            refused.json["errors"][0]["pointer"].as_str(),
            refused.json["errors"][0]["code"].as_str()
        ),
        (Some("/content/plaintiffs/0/name"), Some("filing.not_you"))
    );
    let unknown = court.log_in(1).await;
    let theirs = court
        .post("/api/v1/filings", crate::court::token(&unknown), json!({}))
        .await
        .ok();
    let path = format!("/api/v1/filings/{}/submit", id(&theirs));
    court
        .post(&path, crate::court::token(&unknown), json!({}))
        .await
        .is(403, "identity.assurance_too_low");
}

/// CPL 122: two sides, and a court that can reach them.
#[tokio::test]
async fn nobody_sues_themselves_and_a_telephone_is_one() {
    let court = Court::start().await;
    let zhang = Plaintiff::zhang_san(&court).await;
    let mut content = zhang.content(&court, 128_000).await;
    content["defendants"][0] = content["plaintiffs"][0].clone();
    content["defendants"][0]["phone"] = json!("123");
    content["plaintiffs"][0]["phone"] = json!("abc");
    content["service_address"]["phone"] = json!("123");
    let begun = court
        .post("/api/v1/filings", &zhang.token, json!({}))
        .await
        .ok();
    let draft = zhang.save(&court, &begun, &content).await.ok();
    let found = zhang.act(&court, &draft, "check", json!({})).await.ok();
    let named = |list: &str| -> Vec<(String, String)> {
        let text = |one: &Value, key: &str| one[key].as_str().unwrap_or("").to_owned();
        found[list]
            .as_array()
            .into_iter()
            .flatten()
            .map(|one| (text(one, "pointer"), text(one, "code")))
            .collect()
    };
    for (pointer, code) in [
        ("/defendants/0/id_number", "filing.sues_itself"),
        ("/plaintiffs/0/phone", "field.malformed"),
        ("/service_address/phone", "field.malformed"),
    ] {
        let finding = (pointer.to_owned(), code.to_owned());
        assert!(named("missing").contains(&finding), "{found}");
    }
    let finding = (
        "/defendants/0/phone".to_owned(),
        "field.malformed".to_owned(),
    );
    assert!(named("warnings").contains(&finding), "{found}");
    zhang
        .act(&court, &draft, "submit", json!({}))
        .await
        .is(422, "filing.incomplete");
}

#[tokio::test]
async fn a_voucher_and_seven_days_and_a_second_tap_changes_nothing() {
    let court = Court::start().await;
    let zhang = Plaintiff::zhang_san(&court).await;
    let draft = zhang.draft(&court, 128_000).await;
    let path = format!("/api/v1/filings/{}/submit", id(&draft));
    let key = [("Idempotency-Key", "tap-1")];
    let first = court
        .call_with("POST", &path, Some(&zhang.token), Some(json!({})), &key)
        .await
        .ok();
    let again = court
        .call_with("POST", &path, Some(&zhang.token), Some(json!({})), &key)
        .await
        .ok();
    assert_eq!(first, again);
    let second = zhang.act(&court, &draft, "submit", json!({})).await;
    second.is(409, "state.not_allowed");
    let receipt = first["receipt_no"].as_str().unwrap_or("?");
    let said = second.json["detail"].as_str().unwrap_or("");
    assert!(
        said.contains("已经提交") && said.contains(receipt),
        "{said}"
    );
    assert!(
        first["receipt_no"]
            .as_str()
            .is_some_and(|number| number.starts_with('L') && number.ends_with("-0001")),
        "{first}"
    );
    let seen = zhang.see(&court, &draft).await;
    assert_eq!(
        (&seen["state"], &seen["review_due"], &seen["clock"]["of"]),
        (&json!("submitted"), &first["review_due"], &json!(7))
    );
    for paper in ["complaint.pdf", "receipt.pdf"] {
        let sent = court
            .get(
                &format!("/api/v1/filings/{}/{paper}", id(&draft)),
                &zhang.token,
            )
            .await;
        assert_eq!(
            (sent.status.as_u16(), sent.header("content-type")),
            (200, "application/pdf"),
            "{paper}"
        );
    }
    let inbox = court.get("/api/v1/notices", &zhang.token).await.ok();
    assert!(
        inbox["items"]
            .as_array()
            .into_iter()
            .flatten()
            .any(|notice| notice["kind"] == "filing_received"),
        "{inbox}"
    );
}

/// Interp. 208: the voucher says what was received, the complaint itself included.
#[tokio::test]
async fn the_voucher_bears_the_digest_of_the_complaint() {
    let court = Court::start().await;
    let zhang = Plaintiff::zhang_san(&court).await;
    let filed = zhang.file(&court, 128_000).await;
    let complaint = pdf(&court, &zhang, &filed, "complaint.pdf").await;
    let digest = aws_lc_rs::digest::digest(&aws_lc_rs::digest::SHA256, &complaint);
    let digest = data_encoding::HEXLOWER.encode(digest.as_ref());
    let voucher = pdf(&court, &zhang, &filed, "receipt.pdf").await;
    let path = court.folder().join("receipt.pdf");
    std::fs::write(&path, voucher).expect("written");
    let printed = std::process::Command::new("pdftotext")
        .args(["-raw".as_ref(), path.as_os_str(), "-".as_ref()])
        .output()
        .expect("poppler-utils (see scripts/need.sh)");
    let text: String = String::from_utf8_lossy(&printed.stdout)
        .chars()
        .filter(|sign| !sign.is_whitespace() && *sign != '\u{200B}')
        .collect();
    assert!(text.contains(&digest), "{digest} in {text}");
}

async fn pdf(court: &Court, who: &Plaintiff, filing: &Value, paper: &str) -> Vec<u8> {
    let path = format!("{}/api/v1/filings/{}/{paper}", court.base, id(filing));
    let sent = court.http.get(path).bearer_auth(&who.token).send().await;
    let sent = sent.expect("an answer");
    assert_eq!(sent.status(), 200);
    sent.bytes().await.expect("bytes").to_vec()
}

#[tokio::test]
async fn a_filing_can_be_taken_back_until_the_court_opens_it() {
    let court = Court::start().await;
    let zhang = Plaintiff::zhang_san(&court).await;
    let clerk = at_desk(&court, "chenjing", Role::FilingClerk).await;
    let filed = zhang.file(&court, 128_000).await;
    let back = zhang.act(&court, &filed, "recall", json!({})).await.ok();
    assert_eq!(
        (&back["state"], &back["review_due"]),
        (&json!("draft"), &json!(null))
    );
    court
        .get(&format!("/api/v1/desk/filings/{}", id(&filed)), &clerk)
        .await
        .is(404, "request.not_found");
    let sent = zhang.act(&court, &filed, "submit", json!({})).await.ok();
    assert_eq!(sent["receipt_no"], back["receipt_no"]);
    at_the_desk(&court, &clerk, &filed, "open-review", json!({}))
        .await
        .ok();
    let refused = zhang.act(&court, &filed, "recall", json!({})).await;
    refused.is(409, "state.not_allowed");
    let gone = zhang
        .act(
            &court,
            &filed,
            "withdraw-filing",
            json!({"reason": "双方已经和解"}),
        )
        .await
        .ok();
    assert_eq!(gone["state"], "withdrawn");
    zhang
        .act(&court, &filed, "withdraw-filing", json!({}))
        .await
        .is(409, "state.not_allowed");
}

#[tokio::test]
async fn a_likely_duplicate_is_told_and_not_refused() {
    let court = Court::start().await;
    let zhang = Plaintiff::zhang_san(&court).await;
    let first = zhang.file(&court, 128_000).await;
    let second = zhang.draft(&court, 130_000).await;
    let found = zhang.act(&court, &second, "check", json!({})).await.ok();
    assert_eq!(
        (&found["duplicates"][0]["filing_id"], &found["complete"]),
        (&first["id"], &json!(true)),
        "{found}"
    );
    let other = zhang.draft(&court, 900_000).await;
    let found = zhang.act(&court, &other, "check", json!({})).await.ok();
    assert_eq!(found["duplicates"], json!([]));
}

/// What was handed in stays what it was, whatever is edited later; an act on an old version is told.
#[tokio::test]
async fn the_voucher_keeps_what_was_received_and_a_stale_tap_is_told() {
    let court = Court::start().await;
    let zhang = Plaintiff::zhang_san(&court).await;
    let clerk = at_desk(&court, "chenjing", Role::FilingClerk).await;
    let draft = zhang.draft(&court, 128_000).await;
    let path = format!("/api/v1/filings/{}", id(&draft));
    let stale = [("If-Match", "\"1\"")];
    court
        .call_with(
            "POST",
            &format!("{path}/submit"),
            Some(&zhang.token),
            Some(json!({})),
            &stale,
        )
        .await
        .is(412, "version.stale");
    zhang.act(&court, &draft, "submit", json!({})).await.ok();
    let voucher = |court: &Court| {
        let (http, url, token) = (
            court.http.clone(),
            format!("{}{path}/receipt.pdf", court.base),
            zhang.token.clone(),
        );
        async move {
            http.get(url)
                .bearer_auth(token)
                .send()
                .await
                .expect("answer")
                .bytes()
                .await
                .expect("bytes")
        }
    };
    let first = voucher(&court).await;
    at_the_desk(&court, &clerk, &draft, "open-review", json!({}))
        .await
        .ok();
    let notice = json!({"items": [{"pointer": "/evidence/0", "text": "看不清"}], "due_days": 7});
    at_the_desk(&court, &clerk, &draft, "request-correction", notice)
        .await
        .ok();
    let seen = zhang.see(&court, &draft).await;
    let mut content = seen["content"].clone();
    content["evidence"][0]["name"] = json!("重拍的订单");
    zhang.save(&court, &seen, &content).await.ok();
    assert_eq!(voucher(&court).await, first);
}
