//! Finding a case, and pages that hold still.

use std::collections::BTreeSet;

use micro_court::rooms::staff::Role;

use super::{a_case, case_of, numbers_found, open, person_id, staff_token};
use crate::court::{Court, token};

#[tokio::test]
async fn a_case_is_found_by_number_serial_party_cause_and_claim() {
    let court = Court::start().await;
    let (opened, mine) = case_of(&court, 0).await;
    let me = person_id(&court.log_in(0).await);
    let mut second = a_case(Some(me), court.running.court.now());
    second.cause = "domain_name".to_owned();
    second.claims[0].text = "请求确认域名归原告所有".to_owned();
    second.claims.truncate(1);
    second.parties[1].name = "𠮷田Blue株式会社".to_owned();
    let second = open(&court.running.court, second).await.expect("opened");
    let (first, second) = (opened.number.as_str(), second.number.as_str());
    let half = first.replace('（', "(").replace('）', ")");
    for (q, found) in [
        (first, vec![first]),
        (half.as_str(), vec![first]),
        ("1", vec![first]),
        ("2号案", vec![second]),
        ("民初2号", vec![second]),
        ("云杉", vec![first]),
        ("云杉商贸 张三", vec![first]),
        ("张", vec![second, first]),
        ("网络购物", vec![first]),
        ("退还货款", vec![first]),
        ("IPHONE", vec![first]),
        ("ｉｐｈｏｎｅ 17", vec![first]),
        ("域名", vec![second]),
        ("𠮷田 blue", vec![second]),
        ("云松", vec![]),
        ("云杉 域名", vec![]),
        ("%", vec![]),
        ("_", vec![]),
        ("9999", vec![]),
        ("6899", vec![first]),
        ("' UNION SELECT 1 --", vec![]),
        ("  ", vec![second, first]),
    ] {
        assert_eq!(
            numbers_found(&court, &mine, &[("q", q)]).await,
            found,
            "{q:?}"
        );
    }
    let both = [("q", "张三"), ("state", "registered")];
    assert_eq!(numbers_found(&court, &mine, &both).await, [second, first]);
    let both = [("q", "张三"), ("state", "ended")];
    assert!(numbers_found(&court, &mine, &both).await.is_empty());
    let clerk = staff_token(&court, "lina", Role::FilingClerk).await;
    let desk = court
        .get(
            "/api/v1/desk/cases?q=%E4%BA%91%E6%9D%89&state=active",
            &clerk,
        )
        .await
        .ok();
    assert_eq!(desk["items"][0]["number"], first);

    let long = "长".repeat(101);
    court
        .get(&format!("/api/v1/cases?q={long}"), &mine)
        .await
        .is(422, "cases.query_too_long");
    court
        .get("/api/v1/cases?state=x", &mine)
        .await
        .is(422, "cases.state_unknown");
    court
        .get("/api/v1/cases?page=2", &mine)
        .await
        .is(422, "request.query_invalid");
    court
        .get("/api/v1/cases?after=", &mine)
        .await
        .is(422, "page.cursor_invalid");
    court.stop().await;
}

/// A page stays what it is while new cases come in: the cursor is a place, not a count.
#[tokio::test]
async fn pages_hold_still_while_cases_come_in() {
    let court = Court::start().await;
    let session = court.log_in(0).await;
    let (mine, me) = (token(&session).to_owned(), person_id(&session));
    let state = &court.running.court;
    for _ in 0..7 {
        open(state, a_case(Some(me), state.now()))
            .await
            .expect("opened");
    }
    for query in ["", "&q=云杉", "&state=active", "&q=张三&state=registered"] {
        let (mut seen, mut after) = (Vec::new(), String::new());
        loop {
            let path = format!("/api/v1/cases?limit=3{query}{after}");
            let list = court.get(&path, &mine).await.ok();
            for item in list["items"].as_array().expect("items") {
                seen.push(item["number"].as_str().expect("number").to_owned());
            }
            open(state, a_case(Some(me), state.now()))
                .await
                .expect("opened");
            match list["next"].as_str() {
                Some(next) => after = format!("&after={next}"),
                None => break,
            }
        }
        let unique: BTreeSet<&String> = seen.iter().collect();
        assert_eq!(unique.len(), seen.len(), "{query}: {seen:?}");
        assert!(
            seen.last()
                .is_some_and(|number| number.ends_with("民初1号")),
            "{query}"
        );
    }
    court.stop().await;
}
