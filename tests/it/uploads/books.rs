//! Photographs put together as one PDF.

use serde_json::json;

use super::{Form, fetch, id, pdf, photo, send};
use crate::court::{Court, token};

#[tokio::test]
async fn photos_become_one_pdf_in_their_order() {
    let court = Court::start().await;
    let me = court.log_in(0).await;
    let mut ids = Vec::new();
    for n in 0..3 {
        let bytes = photo(300, 400 + n, n);
        let sent = send(
            &court,
            token(&me),
            &Form::evidence(&format!("{n}.jpg"), &bytes),
        )
        .await
        .ok();
        ids.push(id(&sent).to_owned());
    }
    let body = json!({"upload_ids": [ids[2], ids[0], ids[1]], "name": "聊天记录"});
    let book = court
        .post("/api/v1/uploads/photo-book", token(&me), body)
        .await
        .ok();
    assert_eq!(book["name"], "聊天记录.pdf");
    assert_eq!(book["media_type"], "application/pdf");
    assert!(
        book["pages"]
            .as_i64()
            .is_some_and(|pages| (1..=3).contains(&pages)),
        "{book}"
    );
    let path = format!("/api/v1/uploads/{}", id(&book));
    let content = fetch(&court, token(&me), &format!("{path}/content"), &[]).await;
    assert!(content.bytes().await.expect("bytes").starts_with(b"%PDF-"));

    // A photo of a book stays while the book is there.
    let first = format!("/api/v1/uploads/{}", ids[0]);
    court
        .call("DELETE", &first, Some(token(&me)), None)
        .await
        .is(409, "uploads.in_a_book");
    assert_eq!(
        court
            .call("DELETE", &path, Some(token(&me)), None)
            .await
            .status,
        204
    );
    assert_eq!(
        court
            .call("DELETE", &first, Some(token(&me)), None)
            .await
            .status,
        204
    );
    court.stop().await;
}

#[tokio::test]
async fn a_book_is_made_of_photos_alone() {
    let court = Court::start().await;
    let me = court.log_in(0).await;
    let sent = send(&court, token(&me), &Form::evidence("a.pdf", &pdf(1)))
        .await
        .ok();
    let book = |ids: serde_json::Value| json!({"upload_ids": ids, "name": "a"});
    let path = "/api/v1/uploads/photo-book";
    let answer = court.post(path, token(&me), book(json!([id(&sent)]))).await;
    answer.is(422, "uploads.book_of_photos");
    assert_eq!(answer.json["errors"][0]["pointer"], "/upload_ids/0");
    court
        .post(path, token(&me), book(json!([])))
        .await
        .is(422, "uploads.book_size");
    let nobodys = uuid::Uuid::now_v7();
    court
        .post(path, token(&me), book(json!([nobodys])))
        .await
        .is(404, "uploads.no_such_upload");
    court.stop().await;
}

/// What the court holds is not its owner's to delete, nor are the photos of a book that it holds.
#[tokio::test]
async fn what_was_handed_in_stays() {
    use micro_court::rooms::uploads;
    let court = Court::start().await;
    let (me, other) = (court.log_in(0).await, court.log_in(1).await);
    let sent = send(
        &court,
        token(&me),
        &Form::evidence("a.jpg", &photo(50, 50, 1)),
    )
    .await
    .ok();
    let photo_id: uuid::Uuid = id(&sent).parse().expect("id");
    let body = json!({"upload_ids": [photo_id], "name": "a"});
    let book = court
        .post("/api/v1/uploads/photo-book", token(&me), body)
        .await
        .ok();
    let book_id: uuid::Uuid = id(&book).parse().expect("id");
    let person = |session: &serde_json::Value| -> uuid::Uuid {
        session["person"]["id"]
            .as_str()
            .expect("id")
            .parse()
            .expect("uuid")
    };
    let state = &court.running.court;
    let filing = uuid::Uuid::now_v7();

    let tx = state.store.write().await.expect("tx");
    let theirs = uploads::attach(&tx, person(&other), &[book_id], "filing", filing).await;
    assert_eq!(
        theirs.expect_err("not theirs").kind.code,
        "uploads.no_such_upload"
    );
    tx.rollback().await.expect("rollback");
    for _ in 0..2 {
        let tx = state.store.write().await.expect("tx");
        uploads::attach(&tx, person(&me), &[book_id], "filing", filing)
            .await
            .expect("attached");
        state.commit(tx).await.expect("commit");
    }
    for id in [photo_id, book_id] {
        let path = format!("/api/v1/uploads/{id}");
        assert_eq!(court.get(&path, token(&me)).await.ok()["attached"], true);
        court
            .call("DELETE", &path, Some(token(&me)), None)
            .await
            .is(409, "uploads.attached");
    }
    let db = state.store.db();
    let mine = uploads::owned(db, person(&me), &[book_id, photo_id])
        .await
        .expect("owned");
    assert_eq!(
        mine.iter().map(|file| file.id).collect::<Vec<_>>(),
        [book_id, photo_id]
    );
    assert!(
        uploads::owned(db, person(&other), &[book_id])
            .await
            .expect("owned")
            .is_empty()
    );
    let (media_type, bytes) = uploads::bytes(state, photo_id, uploads::Variant::Thumb)
        .await
        .expect("bytes");
    assert_eq!(media_type, "image/jpeg");
    assert!(bytes.starts_with(b"\xFF\xD8\xFF"));
    court.stop().await;
}
