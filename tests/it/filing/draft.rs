//! Drafts.

use serde_json::json;

use super::{Plaintiff, id};
use crate::court::{Court, token};

#[tokio::test]
async fn a_draft_is_saved_part_filled_and_found_on_another_phone() {
    let court = Court::start().await;
    let one = court.log_in_on(0, "phone-one").await;
    let begun = court
        .post("/api/v1/filings", token(&one), json!({}))
        .await
        .ok();
    assert_eq!(
        (
            &begun["state"],
            &begun["version"],
            &begun["content"]["plaintiffs"]
        ),
        (&json!("draft"), &json!(1), &json!([]))
    );
    let path = format!("/api/v1/filings/{}", id(&begun));
    let body = json!({"content": {"cause": "domain_name", "plaintiffs": [{"name": "张三"}], "claims": null}});
    let saved = court
        .call_with(
            "PUT",
            &path,
            Some(token(&one)),
            Some(body),
            &[("If-Match", "\"1\"")],
        )
        .await;
    assert_eq!(saved.header("etag"), "\"2\"");
    let saved = saved.ok();
    assert_eq!(
        (&saved["saved_on"], &saved["title"]),
        (&json!("phone-one"), &json!("张三"))
    );
    let two = court.log_in_on(0, "phone-two").await;
    let found = court
        .get("/api/v1/filings?state=draft", token(&two))
        .await
        .ok();
    assert_eq!(found["items"][0]["id"], begun["id"]);
    let there = court.get(&path, token(&two)).await.ok();
    assert_eq!(there["content"]["plaintiffs"][0]["name"], "张三");
}

/// Whoever has proved who they are does not type it again.
#[tokio::test]
async fn a_proved_person_stands_in_the_draft_as_plaintiff() {
    let court = Court::start().await;
    let zhang = Plaintiff::zhang_san(&court).await;
    let begun = court
        .post("/api/v1/filings", &zhang.token, json!({}))
        .await
        .ok();
    let plaintiffs = &begun["content"]["plaintiffs"];
    assert_eq!(plaintiffs.as_array().map(Vec::len), Some(1));
    for (field, value) in [
        ("kind", "person"),
        ("name", "张三"),
        ("id_type", "prc_resident_id"),
        ("id_number", zhang.id_number.as_str()),
        ("phone", zhang.phone.as_str()),
    ] {
        assert_eq!(plaintiffs[0][field], value, "{field}");
    }
}

#[tokio::test]
async fn two_phones_at_once_are_told() {
    let court = Court::start().await;
    let log_in = court.log_in_on(0, "phone-one").await;
    let other = court.log_in_on(0, "phone-two").await;
    let begun = court
        .post("/api/v1/filings", token(&log_in), json!({}))
        .await
        .ok();
    let path = format!("/api/v1/filings/{}", id(&begun));
    let save = |access: String, cause: &'static str| {
        let (court, path) = (&court, path.clone());
        async move {
            let body = json!({"content": {"cause": cause}});
            court
                .call_with(
                    "PUT",
                    &path,
                    Some(&access),
                    Some(body),
                    &[("If-Match", "\"1\"")],
                )
                .await
        }
    };
    save(token(&log_in).to_owned(), "domain_name").await.ok();
    let stale = save(token(&other).to_owned(), "online_privacy").await;
    stale.is(412, "version.stale");
    assert_eq!(
        (&stale.json["current_version"], &stale.json["changed_on"]),
        (&json!(2), &json!("phone-one"))
    );
    let bare = court
        .call(
            "PUT",
            &path,
            Some(token(&other)),
            Some(json!({"content": {}})),
        )
        .await;
    bare.is(428, "version.if_match_missing");
}

#[tokio::test]
async fn what_no_court_paper_can_hold_is_refused_at_its_place() {
    let court = Court::start().await;
    let log_in = court.log_in(0).await;
    let begun = court
        .post("/api/v1/filings", token(&log_in), json!({}))
        .await
        .ok();
    let path = format!("/api/v1/filings/{}", id(&begun));
    let claims = |fen: i64| json!({"claims": [{"text": "退款", "amount_fen": fen}]});
    let many: Vec<_> = (0..51)
        .map(|n| json!({"name": format!("被告{n}")}))
        .collect();
    let cases = [
        (
            claims(0),
            "/content/claims/0/amount_fen",
            "amount.not_positive",
        ),
        (
            claims(-1),
            "/content/claims/0/amount_fen",
            "amount.not_positive",
        ),
        (
            claims(1_000_000_000_000_000),
            "/content/claims/0/amount_fen",
            "amount.too_large",
        ),
        (
            json!({"defendants": many}),
            "/content/defendants",
            "filing.too_many_parties",
        ),
        (
            json!({"plaintiffs": [{"name": "张三😀"}]}),
            "/content/plaintiffs/0/name",
            "name.not_letters",
        ),
        (
            json!({"cause": "parking"}),
            "/content/cause",
            "field.not_in_list",
        ),
        (
            json!({"claims": [{"text": "退款", "amount": 3}]}),
            "/content/claims/0/amount",
            "field.unknown",
        ),
    ];
    for (content, pointer, code) in cases {
        let body = json!({"content": content});
        let refused = court
            .call_with(
                "PUT",
                &path,
                Some(token(&log_in)),
                Some(body),
                &[("If-Match", "\"1\"")],
            )
            .await;
        refused.is(422, "request.invalid");
        assert_eq!(
            (
                refused.json["errors"][0]["pointer"].as_str(),
                refused.json["errors"][0]["code"].as_str()
            ),
            (Some(pointer), Some(code)),
            "{}",
            refused.text
        );
    }
}

#[tokio::test]
async fn a_draft_that_never_went_out_can_be_thrown_away() {
    let court = Court::start().await;
    let zhang = Plaintiff::zhang_san(&court).await;
    let draft = zhang.draft(&court, 128_000).await;
    let path = format!("/api/v1/filings/{}", id(&draft));
    let gone = court.call("DELETE", &path, Some(&zhang.token), None).await;
    assert_eq!(gone.status, 204);
    court
        .get(&path, &zhang.token)
        .await
        .is(404, "request.not_found");
    let sent = zhang.file(&court, 128_000).await;
    let path = format!("/api/v1/filings/{}", id(&sent));
    court
        .call("DELETE", &path, Some(&zhang.token), None)
        .await
        .is(409, "filing.not_editable");
}
