//! The case file, and what of it is new.

use micro_court::kit::ids::new_id;
use micro_court::law::machine::Actor;
use micro_court::rooms::cases::{self, By, Entry, EntryKind, Readers, Side};
use micro_court::rooms::staff::Role;
use serde_json::{Value, json};

use super::{case_of, person_id, staff_token, with_document};
use crate::court::{Court, token, until};

#[tokio::test]
async fn what_is_new_is_counted_until_it_is_seen() {
    let court = Court::start().await;
    let (opened, mine) = case_of(&court, 0).await;
    let state = &court.running.court;
    with_document(&court, opened.id, "受理案件通知书", Readers::Everyone).await;
    with_document(&court, opened.id, "应诉通知书", Readers::Defendant).await;
    with_document(&court, opened.id, "审查报告", Readers::Court).await;
    let unread = async || {
        let list = court.get("/api/v1/cases", &mine).await.ok();
        list["items"][0]["unread"].clone()
    };
    // Registered, and one document.
    assert_eq!(unread().await, 2);
    let documents = court
        .get(&format!("/api/v1/cases/{}/documents", opened.id), &mine)
        .await
        .ok();
    assert_eq!(documents["items"].as_array().map(Vec::len), Some(1));
    assert_eq!(documents["items"][0]["unread"], true);
    assert_eq!(documents["items"][0]["from"], "court");
    let path = format!("/api/v1/cases/{}/timeline", opened.id);
    let timeline = court.get(&path, &mine).await.ok();
    assert_eq!(timeline["items"].as_array().map(Vec::len), Some(2));
    assert_eq!(timeline["items"][0]["title"], "新文书：受理案件通知书");
    assert_eq!(unread().await, 1);

    // A defendant who joins later finds what is meant for them, unread.
    let other = court.log_in(1).await;
    let tx = state.store.write().await.expect("tx");
    for _ in 0..2 {
        cases::admit(
            &tx,
            opened.id,
            person_id(&other),
            Side::Defendant,
            state.now(),
        )
        .await
        .expect("in");
    }
    let entry = Entry {
        kind: EntryKind::PartyJoined,
        at: state.now(),
        by: By::party(Actor::Defendant, person_id(&other), "福州云杉商贸有限公司"),
        facts: json!({}),
        readers: Readers::Everyone,
    };
    cases::record(&tx, opened.id, entry)
        .await
        .expect("recorded");
    state.commit(tx).await.expect("commit");
    let list = court.get("/api/v1/cases", token(&other)).await.ok();
    // Registered, and two documents; their own joining is no news to them.
    assert_eq!(
        (&list["items"][0]["unread"], &list["items"][0]["role"]),
        (&json!(3), &json!("defendant"))
    );
    assert_eq!(unread().await, 2);
    let case = court
        .get(&format!("/api/v1/cases/{}", opened.id), token(&other))
        .await
        .ok();
    assert_eq!(case["filing_id"], Value::Null);
    court.stop().await;
}

/// A paper is printed once: a job does it, and everybody gets the same bytes from then on.
#[tokio::test]
async fn papers_are_printed_once_and_reading_marks_them_read() {
    let court = Court::start().await;
    let (opened, mine) = case_of(&court, 0).await;
    let title = "受理案件通知书";
    let document = with_document(&court, opened.id, title, Readers::Plaintiff).await;
    let hidden = with_document(&court, opened.id, "审查报告", Readers::Court).await;
    let case = format!("/api/v1/cases/{}", opened.id);
    let list = until("the paper", || async {
        let list = court.get(&format!("{case}/documents"), &mine).await.ok();
        (list["items"][0]["pages"].is_i64(), list)
    })
    .await;
    assert_eq!(list["items"].as_array().map(Vec::len), Some(1));
    let path = format!("{case}/documents/{document}/content");
    let read = async |path: &str, token: &str| {
        let url = format!("{}{path}", court.base);
        let answer = court
            .http
            .get(url)
            .bearer_auth(token)
            .send()
            .await
            .expect("answer");
        let tag = answer.headers()["etag"].to_str().expect("tag").to_owned();
        (tag, answer.bytes().await.expect("bytes"))
    };
    let (tag, bytes) = read(&path, &mine).await;
    assert!(bytes.starts_with(b"%PDF-"));
    assert_eq!(list["items"][0]["size"], bytes.len());
    assert_eq!(read(&path, &mine).await, (tag.clone(), bytes.clone()));
    let known = [("If-None-Match", tag.as_str())];
    let again = court
        .call_with("GET", &path, Some(&mine), None, &known)
        .await;
    assert_eq!(again.status.as_u16(), 304);
    // Reading took it off the counter once; the entry of the registration is still unseen.
    let list = court.get("/api/v1/cases", &mine).await.ok();
    assert_eq!(list["items"][0]["unread"], 1);
    let list = court.get(&format!("{case}/documents"), &mine).await.ok();
    assert_eq!(list["items"][0]["unread"], false);

    let clerk = staff_token(&court, "lina", Role::FilingClerk).await;
    assert_eq!(
        read(&format!("/api/v1/desk{}", &path[7..]), &clerk).await,
        (tag, bytes)
    );
    // Not for the parties; of another case; of nothing.
    for id in [hidden.to_string(), new_id().to_string(), "zz".to_owned()] {
        let answer = court
            .get(&format!("{case}/documents/{id}/content"), &mine)
            .await;
        answer.is(404, "cases.no_such_document");
    }
    let (other, _) = case_of(&court, 0).await;
    let elsewhere = format!("/api/v1/cases/{}/documents/{document}/content", other.id);
    court
        .get(&elsewhere, &mine)
        .await
        .is(404, "cases.no_such_document");
    court.stop().await;
}
