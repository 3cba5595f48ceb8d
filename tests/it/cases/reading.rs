//! Who sees a case, and what they see.

use micro_court::kit::ids::new_id;
use micro_court::rooms::cases::{Readers, What, Who};
use micro_court::rooms::staff::Role;
use serde_json::{Value, json};

use super::{case_of, numbers_found, staff_token, with_deadline, with_document};
use crate::court::{Court, token};

#[tokio::test]
async fn a_member_sees_the_case_and_the_court_does() {
    let court = Court::start().await;
    let (opened, mine) = case_of(&court, 0).await;
    with_deadline(&court, opened.id, What::PayFee, Who::Plaintiff, 7).await;
    let list = court.get("/api/v1/cases", &mine).await.ok();
    let item = &list["items"][0];
    assert_eq!(item["number"], opened.number.as_str());
    assert_eq!(item["title"], "张三 诉 福州云杉商贸有限公司");
    assert_eq!(item["cause_words"], "网络购物合同纠纷");
    assert_eq!(
        (&item["state"], &item["state_words"]),
        (&json!("registered"), &json!("待交费"))
    );
    assert_eq!(item["role"], "plaintiff");
    assert_eq!(item["next_event"]["words"], "您：交诉讼费");
    assert_eq!(item["next_event"]["at"], item["next_event_at"]);
    assert_eq!((&item["unread"], &list["next"]), (&json!(1), &Value::Null));

    let path = format!("/api/v1/cases/{}", opened.id);
    let case = court.get(&path, &mine).await.ok();
    assert_eq!(case["parties"][0]["you"], true);
    assert_eq!(case["parties"][0]["id_number_masked"], "**** 0014");
    assert_eq!(case["parties"][1]["id_number_masked"], Value::Null);
    assert_eq!(case["claims"].as_array().map(Vec::len), Some(2));
    assert_eq!(case["stage"]["steps"][0]["state"], "now");
    assert_eq!(case["next"]["who"], "you");
    assert!(case["filing_id"].is_string());
    assert!(!case.to_string().contains("110101190001010014"), "{case}");

    let clerk = staff_token(&court, "lina", Role::FilingClerk).await;
    let desk = court
        .get(&format!("/api/v1/desk/cases/{}", opened.id), &clerk)
        .await
        .ok();
    assert_eq!(desk["parties"][1]["phone_masked"], "**** 8000");
    assert_eq!(desk["role"], Value::Null);
    let list = court
        .get("/api/v1/desk/cases?state=registered", &clerk)
        .await
        .ok();
    assert_eq!(list["items"][0]["id"], case["id"]);
    court.stop().await;
}

/// OLR 38: who is no member learns nothing of a case, not even that there is one.
#[tokio::test]
async fn attack_another_persons_case_is_not_there() {
    let court = Court::start().await;
    let (opened, mine) = case_of(&court, 0).await;
    let document = with_document(&court, opened.id, "受理案件通知书", Readers::Everyone).await;
    let other = court.log_in(1).await;
    let other = token(&other);
    let paths = [
        String::new(),
        "/timeline".to_owned(),
        "/deadlines".to_owned(),
        "/documents".to_owned(),
        format!("/documents/{document}/content"),
    ];
    for path in &paths {
        for id in [opened.id.to_string(), new_id().to_string(), "zz".to_owned()] {
            let answer = court.get(&format!("/api/v1/cases/{id}{path}"), other).await;
            answer.is(404, "request.not_found");
        }
        let there = format!("/api/v1/cases/{}{path}", opened.id);
        let nobody = court.call("GET", &there, None, None).await;
        nobody.is(401, "auth.token_missing");
        let at_the_desk = format!("/api/v1/desk/cases/{}{path}", opened.id);
        let wrong_side = court.get(&at_the_desk, &mine).await;
        wrong_side.is(401, "auth.wrong_side");
    }
    assert!(numbers_found(&court, other, &[]).await.is_empty());
    assert!(
        numbers_found(&court, other, &[("q", &opened.number)])
            .await
            .is_empty()
    );
    assert!(
        numbers_found(&court, other, &[("q", "云杉")])
            .await
            .is_empty()
    );
    court.stop().await;
}

/// domain.md 7: administrators and auditors read no case content.
#[tokio::test]
async fn only_roles_of_the_room_enter_it() {
    let court = Court::start().await;
    let (opened, _) = case_of(&court, 0).await;
    for (role, may) in [
        (Role::Judge, true),
        (Role::CourtClerk, true),
        (Role::Administrator, false),
        (Role::Auditor, false),
        (Role::Mediator, false),
    ] {
        let token = staff_token(&court, role.code(), role).await;
        for path in ["", "/timeline", "/deadlines", "/documents"] {
            let path = format!("/api/v1/desk/cases/{}{path}", opened.id);
            let answer = court.get(&path, &token).await;
            if may {
                answer.ok();
            } else {
                answer.is(403, "desk.role_missing");
            }
        }
        let answer = court.get("/api/v1/desk/cases?q=张三", &token).await;
        assert_eq!(answer.status.as_u16(), if may { 200 } else { 403 });
    }
    court.stop().await;
}
