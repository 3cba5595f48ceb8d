//! The way without a face: a video, a clerk, one decision; and those who try to get round it.

use micro_court::rooms::staff::Role;
use serde_json::{Value, json};

use super::{LI_SI, ZHANG_SAN, add_person, claim, matched, me, with_phone};
use crate::court::{Answer, Court, read};
use crate::staff::desk_token;

/// A file by multipart, as a phone sends it.
async fn upload(court: &Court, token: &str, purpose: &str, name: &str, bytes: &[u8]) -> String {
    let mut body = Vec::new();
    body.extend_from_slice(
        format!("--b\r\nContent-Disposition: form-data; name=\"purpose\"\r\n\r\n{purpose}\r\n--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\r\n").as_bytes(),
    );
    body.extend_from_slice(bytes);
    body.extend_from_slice(b"\r\n--b--\r\n");
    let request = court
        .http
        .post(format!("{}/api/v1/uploads", court.base))
        .bearer_auth(token)
        .header("Content-Type", "multipart/form-data; boundary=b")
        .body(body);
    let stored = read(request.send().await.expect("an answer")).await.ok();
    stored["id"].as_str().expect("id").to_owned()
}

async fn video(court: &Court, token: &str) -> String {
    let mut bytes = b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom".to_vec();
    bytes.extend([0; 4096]);
    upload(court, token, "video_review", "video.mp4", &bytes).await
}

async fn submit(court: &Court, token: &str, ids: &[&str]) -> Answer {
    court
        .post(
            "/api/v1/me/video-review",
            token,
            json!({ "upload_ids": ids }),
        )
        .await
}

async fn state(court: &Court, token: &str) -> Value {
    court.get("/api/v1/me/video-review", token).await.ok()
}

/// Sends a video; the review's id.
async fn sent(court: &Court, token: &str) -> String {
    state(court, token).await;
    let file = video(court, token).await;
    let review = submit(court, token, &[&file]).await.ok();
    review["id"].as_str().expect("id").to_owned()
}

fn yes() -> Value {
    json!({"checks": {"face_matches": true, "phrase_read": true, "document_valid": true}})
}

async fn act(court: &Court, clerk: &str, id: &str, act: &str, body: Value) -> Answer {
    court
        .post(
            &format!("/api/v1/desk/video-reviews/{id}/{act}"),
            clerk,
            body,
        )
        .await
}

#[tokio::test]
async fn a_clerk_approves_and_the_person_is_l3() {
    let court = Court::start().await;
    let token = with_phone(&court, 0).await;
    claim(&court, &token, "José O'Neill", "passport", "E12345678")
        .await
        .ok();
    let before = state(&court, &token).await;
    assert_eq!(before["state"], "none");
    let phrase = before["phrase"].as_str().expect("phrase").to_owned();
    assert!(
        phrase.len() == 4 && phrase.bytes().all(|digit| digit.is_ascii_digit()),
        "{phrase}"
    );
    assert_eq!(
        state(&court, &token).await["phrase"],
        phrase,
        "the same until it is used or old"
    );
    let file = video(&court, &token).await;
    let answer = submit(&court, &token, &[&file]).await;
    assert_eq!(answer.status, 202, "{}", answer.text);
    let review = answer.ok();
    assert_eq!(
        (&review["state"], &review["phrase"]),
        (&json!("pending"), &json!(phrase))
    );
    let id = review["id"].as_str().expect("id");

    let clerk = desk_token(&court, Role::FilingClerk).await;
    let list = court
        .get("/api/v1/desk/video-reviews?state=pending", &clerk)
        .await
        .ok();
    assert_eq!(list["items"][0]["id"], id);
    assert_eq!(list["items"][0]["id_number_masked"], "**** 5678");
    assert!(!list.to_string().contains("E12345678"));
    let seen = court
        .get(&format!("/api/v1/desk/video-reviews/{id}"), &clerk)
        .await
        .ok();
    assert_eq!(
        (&seen["id_number"], &seen["phrase"]),
        (&json!("E12345678"), &json!(phrase))
    );
    assert_eq!(seen["number_in_use"], false);
    let url = seen["uploads"][0]["url"].as_str().expect("url");
    let content = court.get(url, &clerk).await;
    assert_eq!(content.status, 200);

    let done = act(&court, &clerk, id, "approve", yes()).await.ok();
    assert_eq!(done["state"], "approved");
    assert_eq!(done["reviewer"]["name"], "陈静");
    let person = me(&court, &token).await;
    assert_eq!(
        (&person["assurance"], &person["real_name_state"]),
        (&json!("L3"), &json!("video"))
    );
    assert!(
        person["step_up_until"].is_string(),
        "fresh on the session that sent it: {person}"
    );
    assert_eq!(state(&court, &token).await["state"], "approved");
    let later = court
        .get(&format!("/api/v1/desk/video-reviews/{id}"), &clerk)
        .await
        .ok();
    assert_eq!(
        later["id_number"],
        Value::Null,
        "the whole number shows while it is needed"
    );
    court.stop().await;
}

#[tokio::test]
async fn a_refusal_has_a_reason_and_another_video_may_follow() {
    let court = Court::start().await;
    let token = matched(&court, 0, "张三", ZHANG_SAN).await;
    let id = sent(&court, &token).await;
    let first = state(&court, &token).await["phrase"].clone();
    let clerk = desk_token(&court, Role::FilingClerk).await;
    act(&court, &clerk, &id, "refuse", json!({"reason": "  "}))
        .await
        .is(422, "request.invalid");
    act(
        &court,
        &clerk,
        &id,
        "refuse",
        json!({"reason": "听不清数字，请重录。"}),
    )
    .await
    .ok();
    let refused = state(&court, &token).await;
    assert_eq!(
        (&refused["state"], &refused["reason"]),
        (&json!("refused"), &json!("听不清数字，请重录。"))
    );
    assert!(refused["phrase_expires_at"].is_string() && first.is_string());
    assert_eq!(me(&court, &token).await["assurance"], "L2");
    let inbox = crate::court::until("a notice", || async {
        let seen = court.get("/api/v1/notices", &token).await.ok();
        let told = seen["items"].as_array().is_some_and(|items| {
            items
                .iter()
                .any(|one| one["kind"] == "video_review_decided")
        });
        (told, seen)
    })
    .await;
    assert!(inbox.to_string().contains("听不清数字"), "{inbox}");
    sent(&court, &token).await;
    court.stop().await;
}

#[tokio::test]
async fn attack_two_clerks_at_once() {
    let court = Court::start().await;
    let token = matched(&court, 0, "张三", ZHANG_SAN).await;
    let id = sent(&court, &token).await;
    let (one, two) = (
        desk_token(&court, Role::FilingClerk).await,
        desk_token(&court, Role::FilingClerk).await,
    );
    let (yes, no) = tokio::join!(
        act(&court, &one, &id, "approve", yes()),
        act(&court, &two, &id, "refuse", json!({"reason": "不是本人。"})),
    );
    let (done, late) = if yes.status == 200 {
        (yes, no)
    } else {
        (no, yes)
    };
    done.ok();
    late.is(409, "identity.review_decided");
    court.stop().await;
}

#[tokio::test]
async fn attack_approving_without_having_looked() {
    let court = Court::start().await;
    let token = matched(&court, 0, "张三", ZHANG_SAN).await;
    let id = sent(&court, &token).await;
    let clerk = desk_token(&court, Role::FilingClerk).await;
    let half =
        json!({"checks": {"face_matches": true, "phrase_read": false, "document_valid": true}});
    let answer = act(&court, &clerk, &id, "approve", half).await;
    answer.is(422, "request.invalid");
    assert_eq!(answer.json["errors"][0]["pointer"], "/checks/phrase_read");
    act(&court, &clerk, &id, "approve", json!({"checks": {}}))
        .await
        .is(422, "request.invalid");
    assert_eq!(me(&court, &token).await["assurance"], "L2");
    court.stop().await;
}

#[tokio::test]
async fn attack_by_those_whose_work_it_is_not() {
    let court = Court::start().await;
    let token = matched(&court, 0, "张三", ZHANG_SAN).await;
    let id = sent(&court, &token).await;
    for role in Role::ALL {
        if role == Role::FilingClerk {
            continue;
        }
        let other = desk_token(&court, role).await;
        for path in ["".to_owned(), format!("/{id}")] {
            court
                .get(&format!("/api/v1/desk/video-reviews{path}"), &other)
                .await
                .is(403, "desk.role_missing");
        }
        act(&court, &other, &id, "approve", yes())
            .await
            .is(403, "desk.role_missing");
    }
    let answer = act(&court, &token, &id, "approve", yes()).await;
    assert!(
        [401, 403].contains(&answer.status.as_u16()),
        "a party's token: {}",
        answer.text
    );
    court.stop().await;
}

#[tokio::test]
async fn attack_another_persons_video() {
    let court = Court::start().await;
    let mine = matched(&court, 0, "张三", ZHANG_SAN).await;
    let theirs = matched(&court, 1, "李四", LI_SI).await;
    let file = video(&court, &mine).await;
    state(&court, &theirs).await;
    let answer = submit(&court, &theirs, &[&file]).await;
    answer.is(422, "request.invalid");
    assert_eq!(answer.json["errors"][0]["pointer"], "/upload_ids/0");
    let clerk = desk_token(&court, Role::FilingClerk).await;
    let id = sent(&court, &theirs).await;
    court
        .get(
            &format!("/api/v1/desk/video-reviews/{id}/uploads/{file}/content"),
            &clerk,
        )
        .await
        .is(404, "request.not_found");
    court.stop().await;
}

#[tokio::test]
async fn what_is_wrong_with_a_submission_is_named() {
    let court = Court::start().await;
    let token = with_phone(&court, 0).await;
    let file = video(&court, &token).await;
    submit(&court, &token, &[&file])
        .await
        .is(409, "identity.real_name_first");
    claim(&court, &token, "张三", "prc_resident_id", ZHANG_SAN)
        .await
        .ok();
    submit(&court, &token, &[]).await.is(422, "request.invalid");
    submit(&court, &token, &[&file, &file])
        .await
        .is(422, "request.invalid");
    let photo = upload(&court, &token, "identity", "paper.png", PNG).await;
    let answer = submit(&court, &token, &[&photo]).await;
    answer.is(422, "request.invalid");
    assert_eq!(answer.json["errors"][0]["code"], "review.video_missing");
    submit(&court, &token, &[&file, &photo]).await.ok();
    claim(&court, &token, "张五", "prc_resident_id", super::SOMEBODY)
        .await
        .is(409, "identity.review_pending");
    let kept = court
        .call(
            "DELETE",
            &format!("/api/v1/uploads/{file}"),
            Some(&token),
            None,
        )
        .await;
    assert_eq!(kept.status, 409, "{}", kept.text);
    court.stop().await;
}

/// 1 x 1.
const PNG: &[u8] = &[
    0x89, b'P', b'N', b'G', 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, b'I', b'H', b'D', b'R', 0, 0, 0,
    1, 0, 0, 0, 1, 8, 6, 0, 0, 0, 0x1f, 0x15, 0xc4, 0x89, 0, 0, 0, 13, b'I', b'D', b'A', b'T',
    0x78, 0x9c, 0x63, 0xf8, 0xcf, 0xc0, 0xf0, 0x1f, 0, 5, 0, 1, 0xff, 0x89, 0x99, 0x3d, 0x1d, 0, 0,
    0, 0, b'I', b'E', b'N', b'D', 0xae, 0x42, 0x60, 0x82,
];

/// api.md: 202 without any step before it. The clerk is told that no digits were given, and a second tap is
/// answered with the review that waits.
#[tokio::test]
async fn a_video_without_digits_is_taken_and_flagged_and_sent_once() {
    let court = Court::start().await;
    let token = matched(&court, 0, "张三", ZHANG_SAN).await;
    let file = video(&court, &token).await;
    let first = submit(&court, &token, &[&file]).await;
    assert_eq!(first.status, 202, "{}", first.text);
    let second = submit(&court, &token, &[&file]).await;
    assert_eq!(second.status, 202, "{}", second.text);
    assert_eq!(first.json, second.json);
    let clerk = desk_token(&court, Role::FilingClerk).await;
    let list = court.get("/api/v1/desk/video-reviews", &clerk).await.ok();
    assert_eq!(list["items"].as_array().map(Vec::len), Some(1), "{list}");
    assert_eq!(list["items"][0]["no_phrase"], true, "{list}");
    let theirs = matched(&court, 1, "李四", LI_SI).await;
    let id = sent(&court, &theirs).await;
    let path = format!("/api/v1/desk/video-reviews/{id}");
    let review = court.get(&path, &clerk).await.ok();
    assert_eq!(review["no_phrase"], false, "{review}");
    court.stop().await;
}

#[tokio::test]
async fn an_old_phrase_is_not_taken() {
    let court = Court::start().await;
    let token = matched(&court, 0, "张三", ZHANG_SAN).await;
    state(&court, &token).await;
    court.advance(7201).await;
    let token = crate::court::token(&court.log_in(0).await).to_owned();
    let file = video(&court, &token).await;
    submit(&court, &token, &[&file])
        .await
        .is(409, "identity.phrase_expired");
    court.stop().await;
}

/// Reading the whole number at the desk leaves a trace.
#[tokio::test]
async fn a_look_at_the_number_is_recorded() {
    use sea_orm::{ConnectionTrait, Statement};
    let court = Court::start().await;
    let token = matched(&court, 0, "张三", ZHANG_SAN).await;
    let id = sent(&court, &token).await;
    let clerk = desk_token(&court, Role::FilingClerk).await;
    court
        .get(&format!("/api/v1/desk/video-reviews/{id}"), &clerk)
        .await
        .ok();
    let db = court.running.court.store.db();
    let rows = db
        .query_all_raw(Statement::from_string(
            db.get_database_backend(),
            "SELECT actor_kind FROM audit_entries WHERE act = 'identity.read_id_number'",
        ))
        .await
        .expect("audit");
    assert_eq!(rows.len(), 1);
    court.stop().await;
}

/// The video goes some time after the decision, and nothing of it is served any more.
#[tokio::test]
async fn a_decided_video_is_erased_in_time() {
    let court = Court::start_with(&[("identity.video_kept_days", "7")]).await;
    let token = matched(&court, 0, "张三", ZHANG_SAN).await;
    let id = sent(&court, &token).await;
    let clerk = desk_token(&court, Role::FilingClerk).await;
    act(&court, &clerk, &id, "approve", yes()).await.ok();
    let path = format!("/api/v1/desk/video-reviews/{id}");
    let url = court.get(&path, &clerk).await.ok()["uploads"][0]["url"]
        .as_str()
        .expect("url")
        .to_owned();
    court.advance(8 * 86_400).await;
    let clerk = desk_token(&court, Role::FilingClerk).await;
    let seen = crate::court::until("the video to be erased", || async {
        let seen = court.get(&path, &clerk).await.ok();
        (seen["erased"] == true, seen)
    })
    .await;
    assert_eq!(seen["uploads"], json!([]));
    court.get(&url, &clerk).await.is(404, "request.not_found");
    court.stop().await;
}

/// 张三 has lost the old WeChat: the account with its id goes on under the new one, by a clerk's word.
#[tokio::test]
async fn staff_move_an_account_to_a_new_wechat() {
    let court = Court::start().await;
    let old = matched(&court, 0, "张三", ZHANG_SAN).await;
    let id = sent(&court, &old).await;
    let clerk = desk_token(&court, Role::FilingClerk).await;
    act(&court, &clerk, &id, "approve", yes()).await.ok();
    let account = me(&court, &old).await["id"].clone();

    let n = add_person(&court, "张三的新微信", "13800138555").await;
    let new = matched(&court, n, "张三", ZHANG_SAN).await;
    let id = sent(&court, &new).await;
    let seen = court
        .get(&format!("/api/v1/desk/video-reviews/{id}"), &clerk)
        .await
        .ok();
    assert_eq!(seen["number_in_use"], true);
    act(&court, &clerk, &id, "approve", yes())
        .await
        .is(409, "identity.number_in_use");
    let mut moving = yes();
    moving["move_account"] = json!(true);
    act(&court, &clerk, &id, "approve", moving).await.ok();

    court
        .get("/api/v1/me", &old)
        .await
        .is(401, "auth.session_ended");
    court
        .get("/api/v1/me", &new)
        .await
        .is(401, "auth.session_ended");
    let again = court.log_in(n).await["person"].clone();
    assert_eq!(
        (&again["id"], &again["assurance"]),
        (&account, &json!("L3"))
    );
    let left = court.log_in(0).await["person"].clone();
    assert_eq!(
        (&left["assurance"], &left["name_masked"]),
        (&json!("L0"), &Value::Null)
    );
    assert_ne!(left["id"], account);
    court.stop().await;
}
