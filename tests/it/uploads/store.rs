//! Where files lie: a private folder, or an S3-compatible store.

use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use serde_json::json;

use super::sessions::files_under;
use super::{Form, begin, complete, fetch, film, id, photo, put, send};
use crate::court::{Court, Place, on_postgres, token, until};
use crate::nodes::Node;

/// An S3-compatible store for tests, such as moto's: `moto_server -p 5555`.
fn s3_url() -> Option<String> {
    std::env::var("COURT_TEST_S3_URL").ok()
}

fn mode(path: &Path) -> u32 {
    std::fs::metadata(path).expect("there").permissions().mode() & 0o777
}

/// Whatever umask the process was started under: people's files and the database are its own alone.
#[tokio::test]
async fn the_data_folder_is_private_and_closed_in_order() {
    let folder = tempfile::tempdir().expect("folder");
    let mut place = Place::fresh(folder.path()).await;
    let data_dir = folder.path().join("data");
    let value = data_dir.display().to_string();
    place.env.push(("data_dir".into(), value));
    let mut node = Node::start(&place, &[]);
    assert_eq!(mode(&data_dir), 0o700);
    if !on_postgres() {
        for name in ["court.sqlite", "court.sqlite-wal", "court.sqlite-shm"] {
            assert_eq!(mode(&data_dir.join(name)), 0o600, "{name}");
        }
    }
    let pid = node.child.id().to_string();
    let told = std::process::Command::new("kill").arg(&pid).status();
    assert!(told.expect("kill").success());
    node.child.wait().expect("ended");
    let left = ["court.sqlite-wal", "court.sqlite-shm"].map(|name| data_dir.join(name).exists());
    assert_eq!(left, [false, false], "the database is closed at the end");
}

#[tokio::test]
async fn deleted_files_leave_the_store() {
    let court = Court::start().await;
    let me = court.log_in(0).await;
    let upload = send(
        &court,
        token(&me),
        &Form::evidence("a.jpg", &photo(50, 50, 1)),
    )
    .await
    .ok();
    let folder = court.running.court.settings.data_dir.join("files/uploads");
    assert_eq!(files_under(&folder), 3, "the original and two copies");
    let path = format!("/api/v1/uploads/{}", id(&upload));
    court.call("DELETE", &path, Some(token(&me)), None).await;
    until("an empty folder", || async {
        let left = files_under(&folder);
        (left == 0, left)
    })
    .await;
    court.stop().await;
}

/// The same over S3; says so and passes where no such store is set.
#[tokio::test]
async fn files_in_an_s3_store_come_back_as_they_went() {
    let Some(url) = s3_url() else {
        println!("COURT_TEST_S3_URL is not set: the S3 store is not tried here");
        return;
    };
    let bucket = format!("court-{}", uuid::Uuid::now_v7().simple());
    let made = crate::court::client()
        .put(format!("{url}/{bucket}"))
        .send()
        .await;
    assert!(made.expect("S3").status().is_success());
    let court = Court::start_with(&[
        ("blobs.endpoint", &url),
        ("blobs.bucket", &bucket),
        ("blobs.access_key_id", "test"),
        ("blobs.secret_access_key", "test"),
    ])
    .await;
    let me = court.log_in(0).await;
    let bytes = film(9 << 20);
    let upload = send(&court, token(&me), &Form::evidence("a.mp4", &bytes))
        .await
        .ok();
    let path = format!("/api/v1/uploads/{}", id(&upload));
    let back = fetch(&court, token(&me), &format!("{path}/content"), &[]).await;
    assert!(
        back.bytes().await.expect("bytes") == bytes,
        "in two parts of 8 MiB"
    );
    let part = fetch(
        &court,
        token(&me),
        &format!("{path}/content"),
        &[("range", "bytes=8388600-8388620")],
    )
    .await;
    assert_eq!(
        part.bytes().await.expect("bytes"),
        &bytes[8_388_600..=8_388_620]
    );

    let session = begin(&court, token(&me), "b.mp4", 300_000).await;
    for from in [0, 100_000, 200_000] {
        put(
            &court,
            token(&me),
            &session,
            from,
            &bytes[from..from + 100_000],
        )
        .await
        .ok();
    }
    let done = complete(&court, token(&me), &session).await.ok();
    let back = fetch(
        &court,
        token(&me),
        &format!("/api/v1/uploads/{}/content", id(&done)),
        &[],
    )
    .await;
    assert!(back.bytes().await.expect("bytes") == bytes[..300_000]);
    let picture = send(
        &court,
        token(&me),
        &Form::evidence("c.jpg", &photo(400, 300, 1)),
    )
    .await
    .ok();
    assert_eq!(picture["variants"], json!(["reading", "thumb"]));
    assert_eq!(
        court
            .call("DELETE", &path, Some(token(&me)), None)
            .await
            .status,
        204
    );
    until("the original gone", || async {
        let listed = crate::court::client()
            .get(format!("{url}/{bucket}?list-type=2"))
            .send()
            .await;
        let listed = listed.expect("list").text().await.expect("text");
        let gone = !listed.contains(&id(&upload).replace('-', ""));
        (gone && !listed.contains("/parts/"), listed.len())
    })
    .await;
    court.stop().await;
}
