//! Cases: numbers, members, search, deadlines, papers, and what they cost.

mod cost;
mod limits;
mod numbers;
mod papers;
mod reading;
mod search;

use chrono::{DateTime, Utc};
use micro_court::kit::clock::shanghai;
use micro_court::kit::ids::new_id;
use micro_court::kit::problem::Problem;
use micro_court::law::machine::Actor;
use micro_court::law::machine::case::Event;
use micro_court::law::procedure::Procedure;
use micro_court::ports::pdf::{AcceptanceNotice, Paper};
use micro_court::rooms::cases::{
    self, By, Claim, DocumentKind, NewCase, NewDeadline, NewDocument, NewParty, Opened, PartyKind,
    Readers, Side, What, Who,
};
use micro_court::rooms::staff::{self, NewStaff, Role};
use secrecy::SecretString;
use serde_json::{Value, json};
use totp_rs::TOTP;
use uuid::Uuid;

use crate::court::{Court, token};

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
pub async fn case_of(court: &Court, n: usize) -> (Opened, String) {
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

pub async fn step(court: &Court, id: Uuid, event: Event, by: By) -> Result<(), Problem> {
    let court = &court.running.court;
    let tx = court.store.write().await?;
    let facts = [("seen", json!(true))].into_iter().collect();
    cases::step(court, &tx, id, event, by, facts).await?;
    court.commit(tx).await
}

pub async fn with_deadline(court: &Court, case_id: Uuid, what: What, who: Who, in_days: i64) {
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

pub fn a_paper(court: &State) -> Paper {
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

pub async fn numbers_found(court: &Court, token: &str, query: &[(&str, &str)]) -> Vec<String> {
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
