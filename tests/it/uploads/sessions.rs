//! Files in parts: over a net that breaks, from two phones at once, past the end of a process.

use reqwest::StatusCode;
use serde_json::json;

use super::{begin, complete, fetch, film, id, photo, put, put_to};
use crate::court::{Court, Place, call, client, code_of, token, until};
use crate::nodes::Node;

const PART: usize = 100_000;

#[tokio::test]
async fn a_film_arrives_in_parts_and_goes_on_after_half() {
    let court = Court::start().await;
    let me = court.log_in(0).await;
    let bytes = film(5 * PART + 17);
    let session = begin(&court, token(&me), "现场.mp4", bytes.len()).await;
    for n in 0..3 {
        let sent = put(
            &court,
            token(&me),
            &session,
            n * PART,
            &bytes[n * PART..(n + 1) * PART],
        )
        .await;
        assert_eq!(sent.ok()["offset"], (n + 1) * PART);
    }
    let path = format!("/api/v1/uploads/sessions/{session}");
    // The phone was closed: it asks how far it got.
    let stands = court.get(&path, token(&me)).await.ok();
    assert_eq!(
        (&stands["offset"], &stands["size"]),
        (&json!(3 * PART), &json!(bytes.len()))
    );
    let early = complete(&court, token(&me), &session).await;
    early.is(409, "uploads.not_whole");
    assert_eq!(early.json["offset"], 3 * PART);

    // The rest in one go: a part may have any length.
    put(&court, token(&me), &session, 3 * PART, &bytes[3 * PART..])
        .await
        .ok();
    let done = complete(&court, token(&me), &session).await;
    assert_eq!(done.status, StatusCode::CREATED, "{}", done.text);
    let upload = done.ok();
    assert_eq!(upload["name"], "现场.mp4");
    assert_eq!(
        complete(&court, token(&me), &session).await.ok(),
        upload,
        "asked again: the same file"
    );
    let back = fetch(
        &court,
        token(&me),
        &format!("/api/v1/uploads/{}/content", id(&upload)),
        &[],
    )
    .await;
    assert_eq!(back.bytes().await.expect("bytes"), bytes);
    assert_eq!(
        court.get(&path, token(&me)).await.ok()["upload_id"],
        upload["id"]
    );
    court.stop().await;
}

#[tokio::test]
async fn a_wrong_offset_is_told_the_right_one() {
    let court = Court::start().await;
    let (me, other) = (court.log_in(0).await, court.log_in(1).await);
    let bytes = film(3 * PART);
    let session = begin(&court, token(&me), "a.mp4", bytes.len()).await;
    put(&court, token(&me), &session, 0, &bytes[..PART])
        .await
        .ok();
    for wrong in [0, PART - 1, 2 * PART, 99 * PART] {
        let answer = put(&court, token(&me), &session, wrong, &bytes[..PART]).await;
        answer.is(409, "uploads.wrong_offset");
        assert_eq!(answer.json["offset"], PART);
    }
    put(&court, token(&me), &session, PART, &bytes[..3 * PART])
        .await
        .is(422, "uploads.longer_than_said");
    let path = format!("/api/v1/uploads/sessions/{session}");
    assert_eq!(court.get(&path, token(&me)).await.ok()["offset"], PART);
    for bad in ["?offset=-1", "?offset=x", ""] {
        court
            .call("PUT", &format!("{path}{bad}"), Some(token(&me)), None)
            .await
            .is(422, "request.query_invalid");
    }

    court
        .get(&path, token(&other))
        .await
        .is(404, "uploads.no_such_session");
    put(&court, token(&other), &session, PART, &bytes[..10])
        .await
        .is(404, "uploads.no_such_session");
    complete(&court, token(&other), &session)
        .await
        .is(404, "uploads.no_such_session");
    court
        .call("DELETE", &path, Some(token(&other)), None)
        .await
        .is(404, "uploads.no_such_session");
    let gone = court.call("DELETE", &path, Some(token(&me)), None).await;
    assert_eq!(gone.status, StatusCode::NO_CONTENT);
    court
        .get(&path, token(&me))
        .await
        .is(404, "uploads.no_such_session");
    court.stop().await;
}

#[tokio::test]
async fn what_will_not_be_taken_is_refused_at_its_first_part() {
    let court = Court::start().await;
    let me = court.log_in(0).await;
    let path = "/api/v1/uploads/sessions";
    let large = json!({"name": "a.mp4", "size": 238_u64 << 20, "purpose": "evidence"});
    let answer = court.post(path, token(&me), large).await;
    answer.is(413, "uploads.too_large");
    assert!(
        answer
            .text
            .contains("这份 238 MB，最大 200 MB。可以分成两段再传"),
        "{}",
        answer.text
    );
    let empty = json!({"name": "a.mp4", "size": 0, "purpose": "evidence"});
    court
        .post(path, token(&me), empty)
        .await
        .is(422, "uploads.empty");

    // A photo of 30 MB, and a program called .pdf.
    let session = begin(&court, token(&me), "a.jpg", 30 << 20).await;
    let answer = put(&court, token(&me), &session, 0, &photo(100, 100, 1)[..1000]).await;
    answer.is(413, "uploads.too_large");
    let session = begin(&court, token(&me), "a.pdf", PART).await;
    let program = [b"MZ\x90\0".as_slice(), &[0; 1000]].concat();
    put(&court, token(&me), &session, 0, &program)
        .await
        .is(422, "uploads.wrong_type");
    court
        .get(&format!("{path}/{session}"), token(&me))
        .await
        .is(404, "uploads.no_such_session");
    court.stop().await;
}

/// Both phones send the next part at once: one is taken, the other is told where the file stands.
#[tokio::test]
async fn two_phones_race_for_each_part_and_the_file_is_whole() {
    let court = Court::start().await;
    let me = court.log_in(0).await;
    let bytes = film(8 * PART);
    let session = begin(&court, token(&me), "a.mp4", bytes.len()).await;
    for n in 0..8 {
        let (from, to) = (n * PART, (n + 1) * PART);
        let phone = || put(&court, token(&me), &session, from, &bytes[from..to]);
        let (one, two) = tokio::join!(phone(), phone());
        let mut codes = [one.status.as_u16(), two.status.as_u16()];
        codes.sort_unstable();
        assert_eq!(codes, [200, 409], "{} {}", one.text, two.text);
        let told = if one.status == StatusCode::CONFLICT {
            &one
        } else {
            &two
        };
        assert_eq!(told.json["offset"], to);
    }
    let (one, two) = tokio::join!(
        complete(&court, token(&me), &session),
        complete(&court, token(&me), &session)
    );
    let (one, two) = (one.ok(), two.ok());
    assert_eq!(one, two);
    let back = fetch(
        &court,
        token(&me),
        &format!("/api/v1/uploads/{}/content", id(&one)),
        &[],
    )
    .await;
    assert_eq!(back.bytes().await.expect("bytes"), bytes);
    court.stop().await;
}

/// Nobody went on for 48 hours: the transfer and its parts go; what was completed stays.
#[tokio::test]
async fn a_transfer_lapses_after_48_hours() {
    let court = Court::start().await;
    let me = court.log_in(0).await;
    let bytes = film(PART);
    let done = begin(&court, token(&me), "a.mp4", PART).await;
    put(&court, token(&me), &done, 0, &bytes).await.ok();
    let upload = complete(&court, token(&me), &done).await.ok();
    let half = begin(&court, token(&me), "b.mp4", PART).await;
    put(&court, token(&me), &half, 0, &bytes[..PART / 2])
        .await
        .ok();
    court.advance(48 * 3600 + 1).await;
    let me = court.log_in(0).await;
    court
        .get(&format!("/api/v1/uploads/sessions/{half}"), token(&me))
        .await
        .is(404, "uploads.no_such_session");
    let parts = court.running.court.settings.data_dir.join("files/parts");
    until("no parts left", || async {
        let left = files_under(&parts);
        (left == 0, left)
    })
    .await;
    court
        .get(&format!("/api/v1/uploads/{}", id(&upload)), token(&me))
        .await
        .ok();
    court.stop().await;
}

pub fn files_under(folder: &std::path::Path) -> usize {
    let Ok(entries) = std::fs::read_dir(folder) else {
        return 0;
    };
    entries
        .flatten()
        .map(|entry| match entry.path() {
            path if path.is_dir() => files_under(&path),
            _ => 1,
        })
        .sum()
}

/// SIGKILL between two parts and in the middle of one: what was acknowledged is there, and it goes on.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn kill_9_in_the_middle_of_a_transfer_loses_nothing_acknowledged() {
    let folder = tempfile::tempdir().expect("folder");
    let place = Place::fresh(folder.path()).await;
    let http = client();
    let mut node = Node::start(&place, &[]);
    let code = code_of(&http, &node.base, 0, "login").await;
    let body = Some(json!({ "code": code }));
    let me = call(
        &http,
        &node.base,
        "POST",
        "/api/v1/auth/wechat",
        None,
        body,
        &[],
    )
    .await
    .ok();
    let bytes = film(40 * PART);
    let body = Some(json!({"name": "a.mp4", "size": bytes.len(), "purpose": "evidence"}));
    let path = "/api/v1/uploads/sessions";
    let session = call(&http, &node.base, "POST", path, Some(token(&me)), body, &[])
        .await
        .ok();
    let session = id(&session).to_owned();

    let (mut acknowledged, mut lives) = (0, 1);
    while acknowledged < bytes.len() {
        let to = (acknowledged + PART).min(bytes.len());
        let sending = put_to(
            &http,
            &node.base,
            token(&me),
            &session,
            acknowledged,
            &bytes[acknowledged..to],
        );
        if (acknowledged / PART) % 10 == 7 && lives < 5 {
            // Killed while this part is on its way.
            let (answer, ()) = tokio::join!(sending, async {
                tokio::time::sleep(std::time::Duration::from_millis(3)).await;
                node.child.kill().expect("kill");
                node.child.wait().expect("dead");
            });
            if let Some(answer) = answer {
                acknowledged = answer.ok()["offset"].as_u64().expect("offset") as usize;
            }
            node = Node::start(&place, &[]);
            lives += 1;
            let stands = call(
                &http,
                &node.base,
                "GET",
                &format!("{path}/{session}"),
                Some(token(&me)),
                None,
                &[],
            )
            .await
            .ok();
            let offset = stands["offset"].as_u64().expect("offset") as usize;
            assert!(
                offset == acknowledged || offset == to,
                "{offset}: what was acknowledged, or the part whose answer was lost"
            );
            acknowledged = offset;
        } else {
            acknowledged = sending.await.expect("an answer").ok()["offset"]
                .as_u64()
                .expect("offset") as usize;
        }
    }
    assert_eq!(lives, 5);
    let ended = call(
        &http,
        &node.base,
        "POST",
        &format!("{path}/{session}/complete"),
        Some(token(&me)),
        Some(json!({})),
        &[],
    )
    .await;
    assert_eq!(ended.status, StatusCode::CREATED, "{}", ended.text);
    let url = format!("{}/api/v1/uploads/{}/content", node.base, id(&ended.json));
    let back = http
        .get(url)
        .bearer_auth(token(&me))
        .send()
        .await
        .expect("an answer");
    assert!(back.bytes().await.expect("bytes") == bytes, "byte for byte");
}
