//! What was sent comes back byte for byte, in ranges, to its owner alone, and never runs.

use reqwest::StatusCode;
use serde_json::json;

use super::{Form, fetch, film, id, pdf, photo, send, send_with};
use crate::court::{Court, token};

#[tokio::test]
async fn a_photo_is_kept_as_it_came_with_copies_beside_it() {
    let court = Court::start().await;
    let me = court.log_in(0).await;
    let bytes = photo(2100, 1000, 1);
    let sent = send(&court, token(&me), &Form::evidence("订单截图.JPG", &bytes)).await;
    assert_eq!(sent.status, StatusCode::CREATED, "{}", sent.text);
    let upload = sent.ok();
    assert_eq!(upload["name"], "订单截图.jpg");
    assert_eq!(upload["media_type"], "image/jpeg");
    assert_eq!(upload["size"], bytes.len());
    assert_eq!(
        (&upload["width"], &upload["height"], &upload["pages"]),
        (&json!(2100), &json!(1000), &json!(1))
    );
    assert_eq!(upload["variants"], json!(["reading", "thumb"]));
    assert_eq!(upload["attached"], false);
    let path = format!("/api/v1/uploads/{}", id(&upload));
    assert_eq!(court.get(&path, token(&me)).await.ok(), upload);

    let content = format!("{path}/content");
    let back = fetch(&court, token(&me), &content, &[]).await;
    let header = |name: &str| back.headers()[name].to_str().expect("text").to_owned();
    assert_eq!(header("x-content-type-options"), "nosniff");
    assert_eq!(header("cache-control"), "private, no-store");
    assert!(header("content-security-policy").contains("sandbox"));
    assert_eq!(
        header("content-disposition"),
        "inline; filename=\"file.jpg\"; filename*=UTF-8''%E8%AE%A2%E5%8D%95%E6%88%AA%E5%9B%BE.jpg"
    );
    assert_eq!(back.bytes().await.expect("bytes"), bytes);
    for (variant, side) in [("reading", 2000), ("thumb", 320)] {
        let copy = fetch(
            &court,
            token(&me),
            &format!("{content}?variant={variant}"),
            &[],
        )
        .await;
        let copy = copy.bytes().await.expect("bytes");
        let image = image::load_from_memory(&copy).expect("image");
        assert_eq!(image.width(), side);
    }
    court
        .get(&format!("{content}?variant=large"), token(&me))
        .await
        .is(422, "request.query_invalid");
    court.stop().await;
}

#[tokio::test]
async fn ranges_and_tags_are_those_of_the_rfc() {
    let court = Court::start().await;
    let me = court.log_in(0).await;
    let bytes = film(300_000);
    let upload = send(&court, token(&me), &Form::evidence("a.mp4", &bytes))
        .await
        .ok();
    let path = format!("/api/v1/uploads/{}/content", id(&upload));
    let whole = fetch(&court, token(&me), &path, &[]).await;
    assert_eq!(whole.headers()["accept-ranges"], "bytes");
    assert_eq!(whole.headers()["content-length"], "300000");
    let tag = whole.headers()["etag"].to_str().expect("tag").to_owned();

    let part = fetch(&court, token(&me), &path, &[("range", "bytes=299990-")]).await;
    assert_eq!(part.status(), StatusCode::PARTIAL_CONTENT);
    assert_eq!(
        part.headers()["content-range"],
        "bytes 299990-299999/300000"
    );
    assert_eq!(part.bytes().await.expect("bytes"), &bytes[299_990..]);
    let middle = fetch(
        &court,
        token(&me),
        &path,
        &[("range", "bytes=1000-1999"), ("if-range", &tag)],
    )
    .await;
    assert_eq!(middle.bytes().await.expect("bytes"), &bytes[1000..2000]);
    let other = fetch(
        &court,
        token(&me),
        &path,
        &[("range", "bytes=0-9"), ("if-range", "\"old\"")],
    )
    .await;
    assert_eq!(other.status(), StatusCode::OK);
    let beyond = fetch(&court, token(&me), &path, &[("range", "bytes=300000-")]).await;
    assert_eq!(beyond.status(), StatusCode::RANGE_NOT_SATISFIABLE);
    assert_eq!(beyond.headers()["content-range"], "bytes */300000");
    let known = fetch(&court, token(&me), &path, &[("if-none-match", &tag)]).await;
    assert_eq!(known.status(), StatusCode::NOT_MODIFIED);
    court.stop().await;
}

#[tokio::test]
async fn attack_another_persons_upload_by_id_is_not_there() {
    let court = Court::start().await;
    let (mine, other) = (court.log_in(0).await, court.log_in(1).await);
    let upload = send(&court, token(&mine), &Form::evidence("a.pdf", &pdf(2)))
        .await
        .ok();
    assert_eq!(upload["pages"], 2);
    let path = format!("/api/v1/uploads/{}", id(&upload));
    for call in [
        path.clone(),
        format!("{path}/content"),
        format!("{path}/content?variant=thumb"),
    ] {
        court
            .get(&call, token(&other))
            .await
            .is(404, "uploads.no_such_upload");
    }
    court
        .call("DELETE", &path, Some(token(&other)), None)
        .await
        .is(404, "uploads.no_such_upload");
    let book = json!({"upload_ids": [id(&upload)], "name": "a"});
    court
        .post("/api/v1/uploads/photo-book", token(&other), book)
        .await
        .is(404, "uploads.no_such_upload");
    court
        .call("GET", &path, None, None)
        .await
        .is(401, "auth.token_missing");
    court
        .get("/api/v1/uploads/zz", token(&mine))
        .await
        .is(404, "uploads.no_such_upload");

    let deleted = court.call("DELETE", &path, Some(token(&mine)), None).await;
    assert_eq!(deleted.status, StatusCode::NO_CONTENT);
    court
        .get(&path, token(&mine))
        .await
        .is(404, "uploads.no_such_upload");
    court.stop().await;
}

#[tokio::test]
async fn the_same_upload_twice_is_one_file() {
    let court = Court::start().await;
    let (mine, other) = (court.log_in(0).await, court.log_in(1).await);
    let bytes = photo(64, 64, 7);
    let form = Form::evidence("a.jpg", &bytes);
    let first = send(&court, token(&mine), &form).await.ok();
    let again = send(&court, token(&mine), &form).await;
    assert_eq!(again.status, StatusCode::CREATED);
    assert_eq!(again.ok(), first, "the same file, the same answer");
    assert_ne!(
        send(&court, token(&other), &form).await.ok()["id"],
        first["id"]
    );
    let renamed = Form::evidence("b.jpg", &bytes);
    assert_ne!(
        send(&court, token(&mine), &renamed).await.ok()["id"],
        first["id"]
    );

    let key = [("Idempotency-Key", "tap-1")];
    let one = send_with(
        &court,
        token(&other),
        &Form::evidence("c.jpg", &bytes),
        &key,
    )
    .await
    .ok();
    let two = send_with(
        &court,
        token(&other),
        &Form::evidence("c.jpg", &bytes),
        &key,
    )
    .await;
    assert_eq!(two.header("idempotency-replayed"), "true");
    assert_eq!(two.ok(), one);
    let changed = photo(64, 64, 8);
    send_with(
        &court,
        token(&other),
        &Form::evidence("c.jpg", &changed),
        &key,
    )
    .await
    .is(422, "idempotency.mismatch");
    court.stop().await;
}

/// FIPS 180-4 and GB/T 32905 over a real file, worked out here a second time.
#[tokio::test]
async fn hashes_are_those_of_the_bytes() {
    use sm3::{Digest, Sm3};
    let court = Court::start().await;
    let me = court.log_in(0).await;
    let bytes = pdf(1);
    let upload = send(&court, token(&me), &Form::evidence("a.pdf", &bytes))
        .await
        .ok();
    let hex = |bytes: &[u8]| {
        bytes
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect::<String>()
    };
    let sha256 = aws_lc_rs::digest::digest(&aws_lc_rs::digest::SHA256, &bytes);
    assert_eq!(upload["sha256"], hex(sha256.as_ref()));
    assert_eq!(upload["sm3"], hex(&Sm3::digest(&bytes)));
    court.stop().await;
}

#[tokio::test]
async fn names_come_clean_whatever_was_sent() {
    let court = Court::start().await;
    let me = court.log_in(0).await;
    let long = "长".repeat(300);
    for (seed, given, expected) in [
        (1, "..\\..\\合同\u{202E}fdp.exe", "合同fdp.exe.jpg"),
        (2, "/etc/passwd", "passwd.jpg"),
        (3, long.as_str(), &format!("{}.jpg", "长".repeat(120))),
        (4, "", "文件.jpg"),
    ] {
        let bytes = photo(16, 16, seed);
        let upload = send(&court, token(&me), &Form::evidence(given, &bytes))
            .await
            .ok();
        assert_eq!(upload["name"], *expected);
    }
    court.stop().await;
}
