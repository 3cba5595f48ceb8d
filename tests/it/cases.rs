//! Cases: numbers, members, search, deadlines, unread.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use micro_court::kit::clock::shanghai;
use micro_court::kit::ids::new_id;
use micro_court::kit::problem::Problem;
use micro_court::law::deadlines::{self, Length, Unit};
use micro_court::law::machine::Actor;
use micro_court::law::machine::case::Event;
use micro_court::law::procedure::Procedure;
use micro_court::ports::pdf::{AcceptanceNotice, Paper};
use micro_court::rooms::cases::{
    self, By, Claim, DocumentKind, Entry, EntryKind, NewCase, NewDeadline, NewDocument, NewParty,
    Opened, PartyKind, Readers, Side, What, Who,
};
use micro_court::rooms::help::load_holidays;
use micro_court::rooms::staff::{self, NewStaff, Role};
use secrecy::SecretString;
use serde_json::{Value, json};
use totp_rs::TOTP;
use uuid::Uuid;

use crate::court::{Court, token, until};

type State = micro_court::court::Court;

pub fn party(side: Side, name: &str, person_id: Option<Uuid>) -> NewParty {
    NewParty {
        side,
        kind: if name.contains("公司") {
            PartyKind::Organisation
        } else {
            PartyKind::Person
        },
        name: name.to_owned(),
        id_type: Some("prc_resident_id".to_owned()),
        id_number: Some(SecretString::from("110101190001010014")),
        phone: Some(SecretString::from("13800138000")),
        address: Some("北京市东城区".to_owned()),
        person_id,
    }
}

pub fn clerk() -> By {
    By::staff(Actor::FilingClerk, Uuid::from_u128(7), "李娜")
}

/// A case of 张三 against 福州云杉商贸有限公司.
pub fn a_case(plaintiff: Option<Uuid>, at: DateTime<Utc>) -> NewCase {
    NewCase {
        id: new_id(),
        filing_id: new_id(),
        kind: "民初".to_owned(),
        cause: "online_shopping_contract".to_owned(),
        procedure: Procedure::Simplified,
        claimed_fen: 2_759_600,
        claims: vec![
            Claim {
                text: "请求判令被告退还货款6899元".to_owned(),
                amount_fen: Some(689_900),
            },
            Claim {
                text: "请求判令被告赔偿三倍价款，型号 iPhone 17".to_owned(),
                amount_fen: Some(2_069_700),
            },
        ],
        parties: vec![
            party(Side::Plaintiff, "张三", plaintiff),
            party(Side::Defendant, "福州云杉商贸有限公司", None),
        ],
        registered_at: at,
        by: clerk(),
    }
}

pub async fn open(court: &State, new: NewCase) -> Result<Opened, Problem> {
    let tx = court.store.write().await?;
    let opened = cases::open(court, &tx, new).await?;
    court.commit(tx).await?;
    Ok(opened)
}

pub fn person_id(session: &Value) -> Uuid {
    session["person"]["id"]
        .as_str()
        .and_then(|id| id.parse().ok())
        .expect("id")
}

/// A case whose plaintiff is the `n`-th person of the demo, and that person's token.
async fn case_of(court: &Court, n: usize) -> (Opened, String) {
    let session = court.log_in(n).await;
    let new = a_case(Some(person_id(&session)), court.running.court.now());
    let opened = open(&court.running.court, new).await.expect("opened");
    (opened, token(&session).to_owned())
}

pub async fn staff_token(court: &Court, username: &str, role: Role) -> String {
    let password = "a long pass phrase";
    let new = NewStaff {
        username: username.into(),
        name: "陈静".into(),
        roles: vec![role],
        password: password.into(),
    };
    let address = staff::add(&court.running.court, new).await.expect("staff");
    let totp = TOTP::from_url(address).expect("otpauth");
    let code = totp.generate(court.running.court.now().timestamp().cast_unsigned());
    let body = json!({"username": username, "password": password, "totp": code});
    let answer = court
        .call("POST", "/api/v1/desk/session", None, Some(body))
        .await
        .ok();
    token(&answer).to_owned()
}

async fn step(court: &Court, id: Uuid, event: Event, by: By) -> Result<(), Problem> {
    let court = &court.running.court;
    let tx = court.store.write().await?;
    let facts = [("seen", json!(true))].into_iter().collect();
    cases::step(court, &tx, id, event, by, facts).await?;
    court.commit(tx).await
}

async fn with_deadline(court: &Court, case_id: Uuid, what: What, who: Who, in_days: i64) {
    let court = &court.running.court;
    let tx = court.store.write().await.expect("tx");
    let new = NewDeadline {
        case_id,
        what,
        who,
        expires_before: court.now() + chrono::Duration::days(in_days),
        basis: "诉讼费用交纳办法第二十二条".to_owned(),
        provisional: false,
        counted: None,
    };
    cases::set_deadline(&tx, new).await.expect("deadline");
    court.commit(tx).await.expect("commit");
}

fn a_paper(court: &State) -> Paper {
    let now = court.now().with_timezone(&shanghai());
    Paper::AcceptanceNotice(Box::new(AcceptanceNotice {
        court: "北京互联网法院".to_owned(),
        case_number: "（2026）京0491民初1号".to_owned(),
        to: "张三".to_owned(),
        matter: "张三与福州云杉商贸有限公司网络购物合同纠纷".to_owned(),
        received_at: now,
        accepted_at: now,
        procedure: "简易程序".to_owned(),
        fee_due: true,
    }))
}

pub async fn with_document(court: &Court, case_id: Uuid, title: &str, readers: Readers) -> Uuid {
    let court = &court.running.court;
    let tx = court.store.write().await.expect("tx");
    let new = NewDocument {
        case_id,
        kind: DocumentKind::AcceptanceNotice,
        title: title.to_owned(),
        author: None,
        facts: serde_json::to_value(a_paper(court)).expect("facts"),
        readers,
        at: court.now(),
        by: clerk(),
    };
    let id = cases::add_document(court, &tx, new)
        .await
        .expect("document");
    court.commit(tx).await.expect("commit");
    id
}

async fn numbers_found(court: &Court, token: &str, query: &[(&str, &str)]) -> Vec<String> {
    let mut url = url::Url::parse("http://x/api/v1/cases").expect("url");
    url.query_pairs_mut().extend_pairs(query);
    let path = format!("/api/v1/cases?{}", url.query().unwrap_or(""));
    let list = court.get(&path, token).await.ok();
    let items = list["items"].as_array().expect("items").clone();
    items
        .iter()
        .map(|item| item["number"].as_str().expect("number").to_owned())
        .collect()
}

/// domain.md 7: 1..n, no gap and no double, though acceptances are rolled back in between.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn sixty_four_at_once_get_one_to_sixty_four() {
    let court = Court::start().await;
    let state = &court.running.court;
    let mut opening = tokio::task::JoinSet::new();
    for n in 0..96 {
        let state = state.clone();
        opening.spawn(async move {
            let tx = state.store.write().await.expect("tx");
            let new = a_case(None, state.now());
            let opened = cases::open(&state, &tx, new).await.expect("opened");
            if n % 3 == 0 {
                // An acceptance that fails after its number was given.
                tx.rollback().await.expect("rollback");
                return None;
            }
            state.commit(tx).await.expect("commit");
            Some(opened.number)
        });
    }
    let numbers: Vec<String> = opening.join_all().await.into_iter().flatten().collect();
    let year = state.now().with_timezone(&shanghai());
    let wanted: BTreeSet<String> = (1..=64)
        .map(|n| format!("（{}）京0491民初{n}号", year.format("%Y")))
        .collect();
    assert_eq!(numbers.len(), 64);
    assert_eq!(numbers.into_iter().collect::<BTreeSet<_>>(), wanted);
    court.stop().await;
}

/// The year of a number is that of Shanghai: it turns at 16:00 UTC; each type and year counts by itself.
#[tokio::test]
async fn numbers_begin_anew_each_year_and_type() {
    let court = Court::start().await;
    let state = &court.running.court;
    let opened = async |at: &str, kind: &str| {
        let mut new = a_case(None, at.parse().expect("time"));
        new.kind = kind.to_owned();
        open(state, new).await.map(|opened| opened.number)
    };
    for (at, kind, number) in [
        (
            "2026-12-31T15:59:59.999999Z",
            "民初",
            "（2026）京0491民初1号",
        ),
        ("2026-12-31T16:00:00Z", "民初", "（2027）京0491民初1号"),
        ("2026-12-31T15:00:00Z", "民初", "（2026）京0491民初2号"),
        ("2027-01-05T00:00:00Z", "民特", "（2027）京0491民特1号"),
        ("2027-01-05T00:00:00Z", "民初", "（2027）京0491民初2号"),
    ] {
        assert_eq!(opened(at, kind).await.expect("opened"), number);
    }
    let refused = opened("2027-01-05T00:00:00Z", "民火").await;
    assert_eq!(
        refused.expect_err("refused").kind.code,
        "cases.type_unknown"
    );

    let tx = state.store.write().await.expect("tx");
    let mediation = cases::next_number(state, &tx, "民诉前调")
        .await
        .expect("number");
    state.commit(tx).await.expect("commit");
    assert!(mediation.ends_with("京0491民诉前调1号"), "{mediation}");
    court.stop().await;
}

#[tokio::test]
async fn one_filing_becomes_one_case() {
    let court = Court::start().await;
    let state = &court.running.court;
    let one = a_case(None, state.now());
    let mut two = a_case(None, state.now());
    two.filing_id = one.filing_id;
    open(state, one).await.expect("opened");
    let refused = open(state, two).await.expect_err("refused");
    assert_eq!(refused.kind.code, "cases.filing_has_case");
    // The refused one left no gap.
    let three = open(state, a_case(None, state.now()))
        .await
        .expect("opened");
    assert!(three.number.ends_with("民初2号"), "{}", three.number);
    court.stop().await;
}

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
        .get("/api/v1/cases?after=x", &mine)
        .await
        .is(422, "page.cursor_invalid");
    court.stop().await;
}

#[tokio::test]
async fn deadlines_say_who_must_do_what_until_when() {
    let court = Court::start().await;
    let (opened, mine) = case_of(&court, 0).await;
    with_deadline(&court, opened.id, What::PayFee, Who::Plaintiff, 7).await;
    assert_eq!(
        numbers_found(&court, &mine, &[("state", "to_do")])
            .await
            .len(),
        1
    );
    // The law counts the court's own limits when the case is docketed, and the fee is no longer due.
    step(&court, opened.id, Event::Docket, By::system())
        .await
        .expect("docketed");
    let path = format!("/api/v1/cases/{}/deadlines", opened.id);
    let list = court.get(&path, &mine).await.ok();
    let seen: Vec<_> = list["items"]
        .as_array()
        .expect("items")
        .iter()
        .map(|one| {
            (
                one["what"].as_str(),
                one["who"].as_str(),
                one["state"].as_str(),
                one["you"].as_bool(),
            )
        })
        .collect();
    assert_eq!(
        seen,
        [
            (
                Some("serve_complaint"),
                Some("court"),
                Some("running"),
                Some(false)
            ),
            (
                Some("trial_limit"),
                Some("court"),
                Some("running"),
                Some(false)
            ),
            (Some("pay_fee"), Some("plaintiff"), Some("met"), Some(true)),
        ]
    );
    let until = list["items"][0]["expires_before"].as_str().expect("until");
    assert!(until.ends_with("T00:00:00+08:00"), "{until}");
    assert!(
        numbers_found(&court, &mine, &[("state", "to_do")])
            .await
            .is_empty()
    );
    let case = court
        .get(&format!("/api/v1/cases/{}", opened.id), &mine)
        .await
        .ok();
    assert_eq!(
        (&case["next"]["who"], &case["state"]),
        (&json!("court"), &json!("docketed"))
    );
    assert_eq!(case["stage"]["steps"][1]["state"], "now");
    assert!(case["docketed_at"].is_string());

    // One that nobody kept is over.
    with_deadline(&court, opened.id, What::Defence, Who::Defendant, 1).await;
    court.advance(2 * 86_400).await;
    let again = court.log_in(0).await;
    let list = court.get(&path, token(&again)).await.ok();
    let defence = list["items"]
        .as_array()
        .expect("items")
        .iter()
        .find(|one| one["what"] == "defence");
    assert_eq!(defence.expect("defence")["state"], "over");
    court.stop().await;
}

#[tokio::test]
async fn a_case_moves_by_the_machine_alone() {
    let court = Court::start().await;
    let (opened, mine) = case_of(&court, 0).await;
    let judge = By::staff(Actor::Judge, new_id(), "赵敏");
    let refused = step(&court, opened.id, Event::Archive, judge.clone()).await;
    assert_eq!(refused.expect_err("refused").kind.status, 409);
    let refused = step(&court, opened.id, Event::Docket, judge.clone()).await;
    assert_eq!(refused.expect_err("refused").kind.status, 403);
    step(&court, opened.id, Event::CloseUnpaid, judge)
        .await
        .expect("closed");
    let case = court
        .get(&format!("/api/v1/cases/{}", opened.id), &mine)
        .await
        .ok();
    assert_eq!(
        (&case["state"], &case["next"]["who"]),
        (&json!("closed"), &json!("none"))
    );
    let timeline = court
        .get(&format!("/api/v1/cases/{}/timeline", opened.id), &mine)
        .await
        .ok();
    assert_eq!(timeline["items"].as_array().map(Vec::len), Some(2));
    assert_eq!(timeline["items"][0]["kind"], "close_unpaid");
    assert_eq!(timeline["items"][0]["by"], "法官 赵敏");
    assert_eq!(timeline["items"][1]["by"], "立案人员 李娜");
    assert_eq!(timeline["items"][1]["detail"], opened.number.as_str());
    assert_eq!(
        numbers_found(&court, &mine, &[("state", "ended")])
            .await
            .len(),
        1
    );
    assert!(
        numbers_found(&court, &mine, &[("state", "active")])
            .await
            .is_empty()
    );
    let unknown = step(&court, new_id(), Event::Docket, By::system()).await;
    assert_eq!(unknown.expect_err("refused").kind.status, 404);
    court.stop().await;
}

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

/// domain.md 5: what rests on an unpublished year is provisional, and counted again when the notice is out.
#[tokio::test]
async fn a_provisional_deadline_is_counted_again_when_the_holidays_are_known() {
    let court = Court::start().await;
    let (opened, mine) = case_of(&court, 0).await;
    let state = &court.running.court;
    let length = Length::new(7, Unit::Day).expect("length");
    let trigger_day = "2026-12-25".parse().expect("day");
    let deadline = deadlines::count(&state.calendar.load(), trigger_day, length);
    let basis = "CPL 128".to_owned();
    let new = NewDeadline::counted(opened.id, What::Defence, Who::Defendant, &deadline, basis);
    let tx = state.store.write().await.expect("tx");
    cases::set_deadline(&tx, new).await.expect("deadline");
    state.commit(tx).await.expect("commit");
    let path = format!("/api/v1/cases/{}/deadlines", opened.id);
    let shown = async || {
        let list = court.get(&path, &mine).await.ok();
        let one = &list["items"][0];
        (one["expires_before"].clone(), one["provisional"].clone())
    };
    let before = (json!("2027-01-02T00:00:00+08:00"), json!(true));
    assert_eq!(shown().await, before);

    let off = ["2027-01-01", "2027-01-02", "2027-01-03"]
        .map(|date| json!({"date": date, "name": "元旦"}));
    let notice =
        json!({"years": {"2027": {"status": "published", "off_days": off, "makeup_workdays": []}}});
    load_holidays(state, &notice.to_string())
        .await
        .expect("loaded");
    let after = (json!("2027-01-05T00:00:00+08:00"), json!(false));
    until("the new day", || async {
        let seen = shown().await;
        (seen == after, seen)
    })
    .await;
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
        (list["items"][0]["pages"] == 1, list)
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
