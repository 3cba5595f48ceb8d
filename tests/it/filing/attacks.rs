//! Those who reach for what is not theirs.

use micro_court::rooms::staff::Role;
use serde_json::json;

use super::{Plaintiff, at_desk, id};
use crate::court::Court;

#[tokio::test]
async fn another_persons_filing_is_not_there() {
    let court = Court::start().await;
    let zhang = Plaintiff::zhang_san(&court).await;
    let other = Plaintiff::another(&court, 7).await;
    let filed = zhang.file(&court, 128_000).await;
    let path = format!("/api/v1/filings/{}", id(&filed));
    for part in [
        "",
        "/complaint.pdf",
        "/receipt.pdf",
        "/correction.pdf",
        "/notice.pdf",
    ] {
        court
            .get(&format!("{path}{part}"), &other.token)
            .await
            .is(404, "request.not_found");
    }
    for act in ["check", "submit", "recall", "resubmit", "withdraw-filing"] {
        court
            .post(&format!("{path}/{act}"), &other.token, json!({}))
            .await
            .is(404, "request.not_found");
    }
    let body = json!({"content": {}});
    court
        .call_with(
            "PUT",
            &path,
            Some(&other.token),
            Some(body),
            &[("If-Match", "*")],
        )
        .await
        .is(404, "request.not_found");
    court
        .call("DELETE", &path, Some(&other.token), None)
        .await
        .is(404, "request.not_found");
    assert_eq!(
        court.get("/api/v1/filings", &other.token).await.ok()["items"],
        json!([])
    );
    assert_eq!(zhang.see(&court, &filed).await["state"], "submitted");
}

#[tokio::test]
async fn another_persons_upload_is_no_evidence_of_mine() {
    let court = Court::start().await;
    let zhang = Plaintiff::zhang_san(&court).await;
    let other = Plaintiff::another(&court, 7).await;
    let theirs = zhang.content(&court, 128_000).await;
    let mut content = other.content(&court, 128_000).await;
    content["evidence"][0]["upload_id"] = theirs["evidence"][0]["upload_id"].clone();
    let begun = court
        .post("/api/v1/filings", &other.token, json!({}))
        .await
        .ok();
    let draft = other.save(&court, &begun, &content).await.ok();
    let refused = other.act(&court, &draft, "submit", json!({})).await;
    refused.is(422, "filing.incomplete");
    assert_eq!(
        refused.json["errors"][0]["code"], "filing.upload_missing",
        "{}",
        refused.text
    );
}

#[tokio::test]
async fn each_side_stays_on_its_side() {
    let court = Court::start().await;
    let zhang = Plaintiff::zhang_san(&court).await;
    let clerk = at_desk(&court, "chenjing", Role::FilingClerk).await;
    let admin = at_desk(&court, "admin", Role::Administrator).await;
    let filed = zhang.file(&court, 128_000).await;
    let desk = format!("/api/v1/desk/filings/{}", id(&filed));
    court
        .get(&desk, &zhang.token)
        .await
        .is(401, "auth.wrong_side");
    court
        .get(&format!("/api/v1/filings/{}", id(&filed)), &clerk)
        .await
        .is(401, "auth.wrong_side");
    // domain.md 7: administrators see no case content.
    court
        .get(&desk, &admin)
        .await
        .is(403, "filing.role_missing");
    court
        .get("/api/v1/desk/filings", &admin)
        .await
        .is(403, "filing.role_missing");
    // A draft is nobody's business at the court.
    let draft = zhang.draft(&court, 700_000).await;
    court
        .get(&format!("/api/v1/desk/filings/{}", id(&draft)), &clerk)
        .await
        .is(404, "request.not_found");
    court
        .get(&format!("{desk}/papers/{}/content", id(&draft)), &clerk)
        .await
        .is(404, "request.not_found");
}
