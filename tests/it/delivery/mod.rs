//! Service of documents, over HTTP: joining with a code, addresses, sending, opening, rebuttal, other ways.

mod acts;
mod joining;
mod ways;

use micro_court::kit::clock::shanghai;
use micro_court::law::machine::Actor;
use micro_court::law::machine::case::Event;
use micro_court::ports::pdf::{AcceptanceNotice, Paper};
use micro_court::rooms::cases::{self, By, DocumentKind, NewDocument, Readers, Side};
use micro_court::rooms::staff::Role;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::cases::{a_case, open, person_id, staff_token};
use crate::court::{Answer, Court, until};
use crate::plaintiff::{Plaintiff, id};

/// A docketed case with its bench, its complaint, and the people around it.
pub struct Serving {
    pub court: Court,
    pub plaintiff: Plaintiff,
    pub defendant: Plaintiff,
    pub clerk: String,
    pub judge: String,
    pub case: Uuid,
    pub number: String,
    pub complaint: Uuid,
}

impl Serving {
    pub async fn start() -> Serving {
        let court = Court::start().await;
        let plaintiff = Plaintiff::zhang_san(&court).await;
        let defendant = Plaintiff::another(&court, 1).await;
        let clerk = staff_token(&court, "shujiyuan", Role::CourtClerk).await;
        let judge = staff_token(&court, "zhaomin", Role::Judge).await;
        let session = json!({"person": court.get("/api/v1/me", &plaintiff.token).await.ok()});
        let state = &court.running.court;
        let new = a_case(Some(person_id(&session)), state.now());
        let opened = open(state, new).await.expect("case");
        let complaint = add_paper(&court, opened.id, DocumentKind::Complaint, "民事起诉状").await;
        docket(&court, opened.id).await;
        let serving = Serving {
            plaintiff,
            defendant,
            clerk,
            judge,
            case: opened.id,
            number: opened.number,
            complaint,
            court,
        };
        serving.set_bench().await;
        serving
    }

    async fn set_bench(&self) {
        let me = self.court.get("/api/v1/desk/me", &self.judge).await.ok();
        let path = format!("/api/v1/desk/cases/{}/bench", self.case);
        let bench = json!({"judge_id": me["id"], "clerk_id": null});
        self.court.post(&path, &self.clerk, bench).await.ok();
    }

    pub async fn party(&self, side: &str) -> Value {
        let path = format!("/api/v1/desk/cases/{}/recipients", self.case);
        let all = self.court.get(&path, &self.clerk).await.ok();
        let found = all["items"]
            .as_array()
            .into_iter()
            .flatten()
            .find(|party| party["side"] == side)
            .cloned();
        found.expect("party")
    }

    pub async fn issue_code(&self) -> Answer {
        let party = self.party("defendant").await;
        let path = format!("/api/v1/desk/cases/{}/association-codes", self.case);
        let body = json!({"party_id": party["party_id"]});
        self.court.post(&path, &self.clerk, body).await
    }

    /// The code as it reached the phone.
    pub async fn code(&self) -> String {
        self.issue_code().await.ok();
        self.code_in_sms(1).await
    }

    /// The latest code, once so many have come.
    pub async fn code_in_sms(&self, count: usize) -> String {
        until("a code by SMS", || async {
            let state = self.court.sandbox().await;
            let codes: Vec<String> = state["sms"]
                .as_array()
                .into_iter()
                .flatten()
                .filter_map(|sms| code_of(sms["text"].as_str()?))
                .collect();
            (codes.len() >= count, codes.first().cloned())
        })
        .await
        .expect("code")
    }

    pub async fn join(&self, who: &Plaintiff, code: &str) -> Answer {
        let body = json!({"association_code": code});
        self.court
            .post("/api/v1/cases/join", &who.token, body)
            .await
    }

    pub async fn joined(&self) {
        let code = self.code().await;
        self.join(&self.defendant, &code).await.ok();
    }

    pub async fn confirm(&self, who: &Plaintiff, electronic: bool, covers: bool) -> Answer {
        let path = format!("/api/v1/cases/{}/service-address", self.case);
        let body = json!({"recipient": who.name, "phone": who.phone, "postal": "福州市某某路2号",
            "electronic": electronic, "covers_decisions": covers});
        let (method, token) = ("PUT", Some(who.token.as_str()));
        self.court.call(method, &path, token, Some(body)).await
    }

    /// One paper to the defendant.
    pub async fn prepare(&self, document: Uuid, send: bool) -> Answer {
        let party = self.party("defendant").await;
        let path = format!("/api/v1/desk/cases/{}/deliveries", self.case);
        let body =
            json!({"document_ids": [document], "party_ids": [party["party_id"]], "send": send});
        self.court.post(&path, &self.clerk, body).await
    }

    pub async fn prepared(&self, document: Uuid, send: bool) -> Value {
        self.prepare(document, send).await.ok()["items"][0].clone()
    }

    pub async fn act(&self, staff: &str, delivery: &Value, event: &str, body: Value) -> Answer {
        let path = format!("/api/v1/desk/deliveries/{}/{event}", id(delivery));
        self.court.post(&path, staff, body).await
    }

    pub async fn at_desk(&self, delivery: &Value) -> Value {
        let path = format!("/api/v1/desk/deliveries/{}", id(delivery));
        self.court.get(&path, &self.clerk).await.ok()
    }

    /// The defendant's act on their phone.
    pub async fn on_phone(&self, delivery: &Value, act: &str) -> Answer {
        let path = format!("/api/v1/deliveries/{}/{act}", id(delivery));
        self.court
            .post(&path, &self.defendant.token, json!({}))
            .await
    }

    /// What runs in the case, by its name.
    pub async fn deadline(&self, what: &str) -> Option<Value> {
        let path = format!("/api/v1/cases/{}/deadlines", self.case);
        let all = self.court.get(&path, &self.plaintiff.token).await.ok();
        all["items"]
            .as_array()
            .into_iter()
            .flatten()
            .find(|one| one["what"] == what && one["state"] == "running")
            .cloned()
    }

    pub async fn case_state(&self) -> String {
        let path = format!("/api/v1/cases/{}", self.case);
        let seen = self.court.get(&path, &self.plaintiff.token).await.ok();
        seen["state"].as_str().expect("state").to_owned()
    }

    /// How many notices of this kind the defendant has.
    pub async fn notices(&self, kind: &str) -> usize {
        let path = "/api/v1/notices?limit=100";
        let inbox = self.court.get(path, &self.defendant.token).await.ok();
        inbox["items"]
            .as_array()
            .into_iter()
            .flatten()
            .filter(|notice| notice["kind"] == kind)
            .count()
    }
}

/// Ten letters and digits in a row.
fn code_of(text: &str) -> Option<String> {
    let (_, rest) = text.split_once("关联码 ")?;
    let code: String = rest
        .chars()
        .take_while(char::is_ascii_alphanumeric)
        .collect();
    (code.len() == 10).then_some(code)
}

async fn docket(court: &Court, case: Uuid) {
    let state = &court.running.court;
    let tx = state.store.write().await.expect("tx");
    let facts = [("paid", json!(true))].into_iter().collect();
    cases::step(state, &tx, case, Event::Docket, By::system(), facts)
        .await
        .expect("docketed");
    state.commit(tx).await.expect("commit");
}

pub async fn add_paper(court: &Court, case: Uuid, kind: DocumentKind, title: &str) -> Uuid {
    let state = &court.running.court;
    let at = state.now().with_timezone(&shanghai());
    let paper = Paper::AcceptanceNotice(Box::new(AcceptanceNotice {
        court: "示范互联网法院".into(),
        case_number: "（2026）京0491民初1号".into(),
        to: "张三".into(),
        matter: "网络购物合同纠纷".into(),
        received_at: at,
        accepted_at: at,
        procedure: "简易程序".into(),
        fee_due: false,
    }));
    let new = NewDocument {
        case_id: case,
        kind,
        title: title.to_owned(),
        author: Some(Side::Plaintiff),
        facts: serde_json::to_value(paper).expect("facts"),
        readers: Readers::Plaintiff,
        at: state.now(),
        by: By::staff(Actor::FilingClerk, Uuid::from_u128(7), "李娜"),
    };
    let tx = state.store.write().await.expect("tx");
    let document = cases::add_document(state, &tx, new).await.expect("paper");
    state.commit(tx).await.expect("commit");
    document
}
