//! Every operation called as everybody, held against the one permission table (`micro_court::permissions`).

use std::collections::{BTreeMap, BTreeSet};

use micro_court::kit::auth::{self, Lifetime, Realm};
use micro_court::kit::ids::new_id;
use micro_court::permissions::{Caller, Permission, TABLE, Thing};
use micro_court::rooms::cases::Readers;
use micro_court::rooms::staff::{self, NewStaff, Role};
use sea_orm::{ConnectionTrait, Statement};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::cases::{a_case, open, person_id, with_document};
use crate::court::{Answer, Court, until};
use crate::hearing::to_evidence;
use crate::plaintiff::{Plaintiff, at_desk, at_the_desk};
use crate::uploads;

/// Who calls.
#[derive(Clone, Copy, Debug)]
enum Actor {
    Nobody,
    /// Whose things they are.
    Owner,
    /// Another person, with nothing to do with them.
    Stranger,
    Staff(Role),
}

/// What must come of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    /// Whatever the operation says of its input; nothing about who asks.
    Allowed,
    LogInFirst,
    WrongSide,
    NotThere,
    WrongRole,
    /// Seen, but the person has to prove more of who they are first.
    TooLow,
}

/// Papers that a fresh thing does not have yet: its owner is told so, with 404.
const NOT_MADE_YET: [&str; 4] = [
    "get_service_address",
    "get_receipt_pdf",
    "get_correction_pdf",
    "get_filing_ending_pdf",
];

/// Bodies of operations whose description has no example that would be read.
fn body_of(operation: &str) -> Option<Value> {
    match operation {
        "save_filing" => Some(json!({"content": {}})),
        _ => None,
    }
}

/// Codes that speak of who asks.
const REFUSALS: [&str; 8] = [
    "auth.token_missing",
    "auth.wrong_side",
    "auth.token_invalid",
    "auth.token_expired",
    "auth.session_ended",
    "desk.role_missing",
    "filing.role_missing",
    "identity.assurance_too_low",
];

fn expected(actor: Actor, caller: Caller) -> Outcome {
    use Outcome::{Allowed, LogInFirst, NotThere, WrongRole, WrongSide};
    match (caller, actor) {
        (Caller::Anyone | Caller::DeskCookie, _) => Allowed,
        (_, Actor::Nobody) => LogInFirst,
        (Caller::Person | Caller::Owner(_) | Caller::Member(_), Actor::Staff(_)) => WrongSide,
        (Caller::Person, _) => Allowed,
        (Caller::Owner(_) | Caller::Member(_), Actor::Owner) => Allowed,
        (Caller::Owner(_) | Caller::Member(_), Actor::Stranger) => NotThere,
        (_, Actor::Owner | Actor::Stranger) => WrongSide,
        (caller, Actor::Staff(role)) if caller.admits(role) => Allowed,
        (_, Actor::Staff(_)) => WrongRole,
    }
}

fn outcome(answer: &Answer, caller: Caller) -> Result<(), Outcome> {
    let code = answer.code();
    match (answer.status.as_u16(), code) {
        (401, "auth.token_missing") => Err(Outcome::LogInFirst),
        (401, "auth.wrong_side") => Err(Outcome::WrongSide),
        (403, "desk.role_missing" | "filing.role_missing") => Err(Outcome::WrongRole),
        (403, "identity.assurance_too_low") => Err(Outcome::TooLow),
        (404, _) if matches!(caller, Caller::Owner(_) | Caller::Member(_)) => {
            Err(Outcome::NotThere)
        }
        _ => Ok(()),
    }
}

/// An operation as the description has it.
struct Operation {
    id: String,
    method: String,
    path: String,
    /// Query parameters that must be there.
    query: String,
    body: Option<Value>,
}

fn operations(openapi: &Value) -> Vec<Operation> {
    let mut all = Vec::new();
    for (path, item) in openapi["paths"].as_object().expect("paths") {
        for (method, operation) in item.as_object().expect("item") {
            all.push(Operation {
                id: operation["operationId"].as_str().expect("id").to_owned(),
                method: method.to_uppercase(),
                path: path.clone(),
                query: required_query(operation),
                body: operation["operationId"]
                    .as_str()
                    .and_then(body_of)
                    .or_else(|| example_of(openapi, operation)),
            });
        }
    }
    all
}

fn required_query(operation: &Value) -> String {
    let parameters = operation["parameters"].as_array();
    let required = parameters
        .into_iter()
        .flatten()
        .filter(|one| one["in"] == "query" && one["required"] == true);
    let pairs: Vec<String> = required
        .map(|one| format!("{}=0", one["name"].as_str().unwrap_or("")))
        .collect();
    if pairs.is_empty() {
        String::new()
    } else {
        format!("?{}", pairs.join("&"))
    }
}

/// The example of the body, as the description gives it; an empty object where it has none.
fn example_of(openapi: &Value, operation: &Value) -> Option<Value> {
    let content = operation.get("requestBody")?["content"].as_object()?;
    let json = content.get("application/json")?;
    let named = json["schema"]["$ref"].as_str().unwrap_or("");
    let schema = openapi.pointer(named.trim_start_matches('#'));
    let example = json
        .get("example")
        .or_else(|| schema.and_then(|schema| schema.get("example")));
    Some(example.cloned().unwrap_or_else(|| json!({})))
}

struct World {
    court: Court,
    owner: Uuid,
    stranger: Uuid,
    staff: BTreeMap<&'static str, Uuid>,
    /// What the desk works on: a filing that was handed in.
    filed: String,
    /// Of an accepted filing of the owner's.
    fee_notice: String,
}

impl World {
    async fn new() -> World {
        let court = Court::start().await;
        let plaintiff = Plaintiff::zhang_san(&court).await;
        let another = Plaintiff::another(&court, 1).await;
        let owner = id_of_person(&court, &plaintiff).await;
        let stranger = id_of_person(&court, &another).await;
        let filed = plaintiff.file(&court, 128_000).await;
        let fee_notice = accepted(&court, &plaintiff).await;
        let mut ids = BTreeMap::new();
        for role in Role::ALL {
            let new = NewStaff {
                username: role.code().into(),
                name: "某某".into(),
                roles: vec![role],
                password: "a long pass phrase".into(),
            };
            staff::add(&court.running.court, new).await.expect("staff");
            ids.insert(role.code(), id_of_staff(&court, role.code()).await);
        }
        World {
            court,
            owner,
            stranger,
            staff: ids,
            filed: filed["id"].as_str().expect("id").to_owned(),
            fee_notice,
        }
    }

    /// A fresh session each time: some operations end the one they are called with.
    async fn token(&self, actor: Actor) -> Option<String> {
        let (realm, subject) = match actor {
            Actor::Nobody => return None,
            Actor::Owner => (Realm::Party, self.owner),
            Actor::Stranger => (Realm::Party, self.stranger),
            Actor::Staff(role) => (Realm::Desk, self.staff[role.code()]),
        };
        Some(self.session(realm, subject).await.1)
    }

    async fn session(&self, realm: Realm, subject: Uuid) -> (Uuid, String) {
        let state = &self.court.running.court;
        let lifetime = Lifetime {
            idle: chrono::Duration::hours(1),
            max: chrono::Duration::hours(1),
        };
        let opened = auth::open_session(
            state.store.db(),
            &state.tokens,
            realm,
            subject,
            "permissions",
            lifetime,
            state.now(),
        )
        .await
        .expect("session");
        (opened.0.id, opened.1.access)
    }

    /// A path with the ids of a thing that is the owner's, made for this one call.
    async fn path(&self, operation: &Operation, caller: Caller) -> String {
        let mut path = operation
            .path
            .replace("{cause}", "online_shopping_contract");
        if path.starts_with("/api/v1/desk/filings/{id}") {
            path = path.replace("{id}", &self.filed);
        }
        let thing = match caller {
            Caller::Owner(thing) | Caller::Member(thing) => Some(thing),
            // At the desk nothing need be there: who may not enter is turned away before.
            _ => None,
        };
        if let Some(thing) = thing {
            for (name, id) in self.make(thing).await {
                path = path.replace(name, &id);
            }
        }
        let known = path.contains('{');
        assert!(
            thing.is_none() || !known,
            "{}: {path} is not filled",
            operation.id
        );
        for name in [
            "{id}",
            "{document_id}",
            "{upload_id}",
            "{paper_id}",
            "{day}",
            "{token}",
            "{event}",
        ] {
            path = path.replace(name, &new_id().to_string());
        }
        path + &operation.query
    }

    async fn make(&self, thing: Thing) -> Vec<(&'static str, String)> {
        match thing {
            Thing::Device => vec![(
                "{id}",
                self.session(Realm::Party, self.owner).await.0.to_string(),
            )],
            Thing::Notice => vec![("{id}", self.a_notice().await)],
            Thing::Filing => {
                let token = self.token(Actor::Owner).await.expect("token");
                let filing = self
                    .court
                    .post("/api/v1/filings", &token, json!({}))
                    .await
                    .ok();
                vec![("{id}", filing["id"].as_str().expect("id").to_owned())]
            }
            Thing::Case | Thing::CaseDocument => {
                let state = &self.court.running.court;
                let opened = open(state, a_case(Some(self.owner), state.now()))
                    .await
                    .expect("case");
                let document =
                    with_document(&self.court, opened.id, "通知", Readers::Everyone).await;
                vec![
                    ("{id}", opened.id.to_string()),
                    ("{document_id}", document.to_string()),
                ]
            }
            Thing::Delivery => vec![("{id}", self.a_delivery().await)],
            Thing::Hearing => {
                let state = &self.court.running.court;
                let opened = open(state, a_case(Some(self.owner), state.now()))
                    .await
                    .expect("case");
                to_evidence(&self.court, opened.id).await;
                let judge = self.token(Actor::Staff(Role::Judge)).await.expect("token");
                let body = json!({"case_id": opened.id, "judge_id": self.staff["judge"], "mode": "online", "duration_min": 60});
                let hearing = self
                    .court
                    .post("/api/v1/desk/hearings", &judge, body)
                    .await
                    .ok();
                vec![("{id}", hearing["id"].as_str().expect("id").to_owned())]
            }
            Thing::Upload => {
                let token = self.token(Actor::Owner).await.expect("token");
                let bytes = uploads::photo(60, 60, 1);
                let form = uploads::Form::evidence("a.jpg", &bytes);
                let upload = uploads::send(&self.court, &token, &form).await.ok();
                vec![("{id}", uploads::id(&upload).to_owned())]
            }
            Thing::UploadSession => {
                let token = self.token(Actor::Owner).await.expect("token");
                vec![(
                    "{id}",
                    uploads::begin(&self.court, &token, "a.jpg", 1_000).await,
                )]
            }
            Thing::FeeNotice => vec![("{id}", self.fee_notice.clone())],
            Thing::Payment => {
                let body = json!({"fee_notice_id": self.fee_notice});
                let token = self.token(Actor::Owner).await.expect("token");
                let payment = self.court.post("/api/v1/payments", &token, body).await.ok();
                vec![("{id}", payment["id"].as_str().expect("id").to_owned())]
            }
        }
    }

    /// A paper that the court sent to the owner.
    async fn a_delivery(&self) -> String {
        let state = &self.court.running.court;
        let case = open(state, a_case(Some(self.owner), state.now()))
            .await
            .expect("case");
        let document = with_document(&self.court, case.id, "通知", Readers::Everyone).await;
        let owner = self.token(Actor::Owner).await.expect("token");
        let clerk = self.token(Actor::Staff(Role::CourtClerk)).await;
        let clerk = clerk.expect("token");
        let address = json!({"recipient": "张三", "electronic": true, "covers_decisions": true});
        let path = format!("/api/v1/cases/{}/service-address", case.id);
        self.court
            .call("PUT", &path, Some(&owner), Some(address))
            .await
            .ok();
        let path = format!("/api/v1/desk/cases/{}", case.id);
        let recipients = format!("{path}/recipients");
        let recipients = self.court.get(&recipients, &clerk).await.ok();
        let party = &recipients["items"][0]["party_id"];
        let body = json!({"document_ids": [document], "party_ids": [party], "send": true});
        let made = self
            .court
            .post(&format!("{path}/deliveries"), &clerk, body)
            .await
            .ok();
        made["items"][0]["id"].as_str().expect("id").to_owned()
    }

    async fn a_notice(&self) -> String {
        let token = self.token(Actor::Owner).await.expect("token");
        let inbox = until("a notice", || async {
            let seen = self.court.get("/api/v1/notices", &token).await.ok();
            (seen["items"][0].is_object(), seen)
        })
        .await;
        inbox["items"][0]["id"].as_str().expect("id").to_owned()
    }

    /// What is wrong with the answer to one call, if anything.
    async fn compare(
        &self,
        operation: &Operation,
        path: &str,
        actor: Actor,
        caller: Caller,
        wanted: Outcome,
    ) -> Option<String> {
        let answer = self.call(operation, path, actor).await;
        let seen = outcome(&answer, caller).err().unwrap_or(Outcome::Allowed);
        // Who is let in is not turned away under another name either, and nothing breaks.
        let open = matches!(caller, Caller::Anyone | Caller::DeskCookie);
        let refused = wanted == Outcome::Allowed && !open && REFUSALS.contains(&answer.code());
        (seen != wanted || refused || answer.status.as_u16() == 500).then(|| {
            format!(
                "{} {path} as {actor:?}: wanted {wanted:?}, got {} {}",
                operation.id,
                answer.status,
                answer.code()
            )
        })
    }

    async fn set_level(&self, actor: Actor, level: u8) {
        let person = match actor {
            Actor::Owner => self.owner,
            Actor::Stranger => self.stranger,
            Actor::Nobody | Actor::Staff(_) => return,
        };
        let db = self.court.running.court.store.db();
        let sql = "UPDATE people SET assurance = $1 WHERE id = $2";
        let values: [sea_orm::Value; 2] = [i32::from(level).into(), person.into()];
        let statement = Statement::from_sql_and_values(db.get_database_backend(), sql, values);
        db.execute_raw(statement).await.expect("level");
    }

    async fn call(&self, operation: &Operation, path: &str, actor: Actor) -> Answer {
        let token = self.token(actor).await;
        let body = operation.body.clone();
        let method = operation.method.as_str();
        // An edit is asked for by its version; any will do to learn who may.
        let headers = [("If-Match", "*")];
        self.court
            .call_with(method, path, token.as_deref(), body, &headers)
            .await
    }
}

async fn id_of_person(court: &Court, person: &Plaintiff) -> Uuid {
    let me = court.get("/api/v1/me", &person.token).await.ok();
    person_id(&json!({ "person": me }))
}

/// Files once more and has it accepted; the fee notice that goes with it.
async fn accepted(court: &Court, plaintiff: &Plaintiff) -> String {
    let filing = plaintiff.file(court, 500_000).await;
    let clerk = at_desk(court, "accepting", Role::FilingClerk).await;
    at_the_desk(court, &clerk, &filing, "open-review", json!({}))
        .await
        .ok();
    let body = json!({"procedure": "simplified", "type": "民初"});
    let answer = at_the_desk(court, &clerk, &filing, "accept", body)
        .await
        .ok();
    answer["fee_notice"]["id"]
        .as_str()
        .expect("fee notice")
        .to_owned()
}

async fn id_of_staff(court: &Court, username: &str) -> Uuid {
    let db = court.running.court.store.db();
    let sql = "SELECT id FROM staff_members WHERE username = $1";
    let statement =
        Statement::from_sql_and_values(db.get_database_backend(), sql, [username.into()]);
    let row = db
        .query_one_raw(statement)
        .await
        .expect("row")
        .expect("staff");
    row.try_get("", "id").expect("id")
}

fn everybody() -> Vec<Actor> {
    // Those who may not come first: an operation that ends the thing does so last.
    let mut actors = vec![Actor::Nobody, Actor::Stranger];
    actors.extend(Role::ALL.map(Actor::Staff));
    actors.push(Actor::Owner);
    actors
}

async fn openapi(court: &Court) -> Value {
    court.call("GET", "/openapi.json", None, None).await.ok()
}

#[tokio::test]
async fn the_table_and_the_description_name_the_same_operations() {
    let court = Court::start().await;
    let described: BTreeSet<String> = operations(&openapi(&court).await)
        .into_iter()
        .map(|one| one.id)
        .collect();
    let permitted: BTreeSet<String> = TABLE.iter().map(|row| row.operation.to_owned()).collect();
    let missing: Vec<_> = described.difference(&permitted).collect();
    let stale: Vec<_> = permitted.difference(&described).collect();
    assert!(
        missing.is_empty(),
        "not in src/permissions.rs: {missing:#?}"
    );
    assert!(stale.is_empty(), "in src/permissions.rs alone: {stale:#?}");
    court.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn everybody_gets_what_the_table_says() {
    let world = World::new().await;
    let table: BTreeMap<&str, &Permission> = TABLE.iter().map(|row| (row.operation, row)).collect();
    let (mut wrong, mut calls) = (Vec::new(), 0);
    for operation in operations(&openapi(&world.court).await) {
        let Some(permission) = table.get(operation.id.as_str()) else {
            continue;
        };
        let caller = permission.caller;
        let path = world.path(&operation, caller).await;
        for actor in everybody() {
            let mut wanted = expected(actor, caller);
            if permission.least > 0 && wanted == Outcome::Allowed {
                world.set_level(actor, 0).await;
                wrong.extend(
                    world
                        .compare(&operation, &path, actor, caller, Outcome::TooLow)
                        .await,
                );
                world.set_level(actor, 3).await;
                calls += 1;
            }
            if NOT_MADE_YET.contains(&operation.id.as_str()) && wanted == Outcome::Allowed {
                wanted = Outcome::NotThere;
            }
            wrong.extend(
                world
                    .compare(&operation, &path, actor, caller, wanted)
                    .await,
            );
            calls += 1;
        }
    }
    println!("{calls} calls");
    assert!(wrong.is_empty(), "{wrong:#?}");
    world.court.stop().await;
}
