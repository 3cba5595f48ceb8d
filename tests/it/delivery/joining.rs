//! The other side joins: a code that is single, short-lived, bound to the party, and cannot be guessed.

use serde_json::json;

use super::Serving;
use crate::court::Court;
use crate::plaintiff::Plaintiff;

#[tokio::test]
async fn a_code_comes_by_sms_and_opens_the_case_once() {
    let serving = Serving::start().await;
    let code = serving.code().await;
    // As people type it.
    let typed = format!(" {}-{} ", code[..5].to_lowercase(), &code[5..]);
    let joined = serving.join(&serving.defendant, &typed).await.ok();
    assert_eq!(
        (&joined["number"], &joined["role"]),
        (&json!(serving.number), &json!("defendant"))
    );
    let list = serving
        .court
        .get("/api/v1/cases", &serving.defendant.token)
        .await
        .ok();
    assert_eq!(list["items"][0]["number"], json!(serving.number));
    let party = serving.party("defendant").await;
    assert_eq!(party["joined"], true);
    let other = Plaintiff::another(&serving.court, 2).await;
    serving.join(&other, &code).await.is(422, "join.code_wrong");
    serving.issue_code().await.is(409, "join.party_has_joined");
}

#[tokio::test]
async fn a_new_code_ends_the_earlier_and_each_ends_in_time() {
    let serving = Serving::start().await;
    let first = serving.code().await;
    serving.issue_code().await.ok();
    let second = serving.code_in_sms(2).await;
    assert_ne!(first, second);
    serving
        .join(&serving.defendant, &first)
        .await
        .is(422, "join.code_wrong");
    serving.court.advance(31 * 86_400).await;
    let back = serving.court.log_in(2).await;
    let back = Plaintiff {
        token: crate::court::token(&back).to_owned(),
        ..serving.defendant.clone()
    };
    serving
        .join(&back, &second)
        .await
        .is(422, "join.code_wrong");
}

#[tokio::test]
async fn attack_a_code_guessed_a_thousand_times() {
    let serving = Serving::start().await;
    let code = serving.code().await;
    let mut refused = 0;
    for n in 0..1_000 {
        let guess = format!("{n:010}").replace(['0', '1'], "Z");
        let answer = serving.join(&serving.defendant, &guess).await;
        match answer.status.as_u16() {
            422 => answer.is(422, "join.code_wrong"),
            _ => {
                answer.is(429, "join.too_many");
                refused += 1;
            }
        }
    }
    assert_eq!(refused, 995, "five tries, then none");
    // Even the right one has to wait now; an hour later it works.
    serving
        .join(&serving.defendant, &code)
        .await
        .is(429, "join.too_many");
    serving.court.advance(3_601).await;
    let session = serving.court.log_in(2).await;
    let back = Plaintiff {
        token: crate::court::token(&session).to_owned(),
        ..serving.defendant.clone()
    };
    serving.join(&back, &code).await.ok();
}

#[tokio::test]
async fn attack_somebody_who_has_not_proved_who_they_are() {
    let serving = Serving::start().await;
    let code = serving.code().await;
    let session = serving.court.log_in(1).await;
    let answer = serving
        .court
        .post(
            "/api/v1/cases/join",
            crate::court::token(&session),
            json!({"association_code": code}),
        )
        .await;
    answer.is(403, "identity.assurance_too_low");
}

/// A natural person's place is for that person alone.
#[tokio::test]
async fn attack_another_person_with_the_code_of_a_natural_person() {
    use crate::cases::{a_case, open, party};
    use micro_court::rooms::cases::Side;
    let court = Court::start().await;
    let stranger = Plaintiff::another(&court, 5).await;
    let clerk = crate::cases::staff_token(
        &court,
        "shujiyuan",
        micro_court::rooms::staff::Role::CourtClerk,
    )
    .await;
    let state = &court.running.court;
    let mut new = a_case(None, state.now());
    new.parties[1] = party(Side::Defendant, "李四", None);
    let opened = open(state, new).await.expect("case");
    let path = format!("/api/v1/desk/cases/{}/recipients", opened.id);
    let all = court.get(&path, &clerk).await.ok();
    let path = format!("/api/v1/desk/cases/{}/association-codes", opened.id);
    let body = json!({"party_id": all["items"][1]["party_id"]});
    court.post(&path, &clerk, body).await.ok();
    let code = crate::court::until("a code", || async {
        let state = court.sandbox().await;
        let text = state["sms"][0]["text"].as_str().unwrap_or("").to_owned();
        let code = super::code_of(&text);
        (code.is_some(), code)
    })
    .await
    .expect("code");
    let body = json!({"association_code": code});
    court
        .post("/api/v1/cases/join", &stranger.token, body)
        .await
        .is(403, "join.other_person");
    assert_eq!(
        court.get("/api/v1/cases", &stranger.token).await.ok()["items"],
        json!([])
    );
}
