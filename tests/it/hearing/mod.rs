//! Hearings: how a time is found, who may move it, and that nothing is booked twice.

mod booking;
mod changes;
mod machine;
mod twice;

use micro_court::law::machine::Actor;
use micro_court::law::machine::case::Event;
use micro_court::law::procedure::Procedure;
use micro_court::rooms::cases::{By, Side};
use micro_court::rooms::staff::Role;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::cases::{a_case, open, party, step};
use crate::court::{Answer, Court};
use crate::plaintiff::{Plaintiff, at_desk};

/// A court with a judge, a clerk and 张三.
pub struct World {
    pub court: Court,
    pub judge: String,
    pub judge_id: Uuid,
    pub clerk: String,
    pub clerk_id: Uuid,
    pub plaintiff: Plaintiff,
    pub person: Uuid,
}

pub async fn staff_id(court: &Court, token: &str) -> Uuid {
    let me = court.get("/api/v1/desk/me", token).await.ok();
    uuid_of(&me["id"])
}

pub fn uuid_of(value: &Value) -> Uuid {
    value.as_str().and_then(|id| id.parse().ok()).expect("id")
}

pub async fn id_of(court: &Court, person: &Plaintiff) -> Uuid {
    uuid_of(&court.get("/api/v1/me", &person.token).await.ok()["id"])
}

/// Moves a case that was just registered on to the evidence stage.
pub async fn to_evidence(court: &Court, case_id: Uuid) {
    let judge = || By::staff(Actor::Judge, Uuid::from_u128(9), "赵敏");
    for (event, by) in [
        (Event::Docket, By::system()),
        (Event::StartService, judge()),
        (Event::AnswerOrPeriodEnd, judge()),
    ] {
        step(court, case_id, event, by).await.expect("step");
    }
}

impl World {
    pub async fn new() -> World {
        let court = Court::start().await;
        let judge = at_desk(&court, "judge", Role::Judge).await;
        let clerk = at_desk(&court, "clerk", Role::CourtClerk).await;
        let plaintiff = Plaintiff::zhang_san(&court).await;
        World {
            judge_id: staff_id(&court, &judge).await,
            clerk_id: staff_id(&court, &clerk).await,
            person: id_of(&court, &plaintiff).await,
            court,
            judge,
            clerk,
            plaintiff,
        }
    }

    /// A case in the evidence stage.
    pub async fn case(
        &self,
        plaintiff: Uuid,
        defendant: Option<Uuid>,
        procedure: Procedure,
    ) -> Uuid {
        let mut new = a_case(Some(plaintiff), self.court.running.court.now());
        new.procedure = procedure;
        new.parties[1] = party(Side::Defendant, "福州云杉商贸有限公司", defendant);
        let opened = open(&self.court.running.court, new).await.expect("case");
        to_evidence(&self.court, opened.id).await;
        opened.id
    }

    pub async fn plan(&self, case_id: Uuid) -> String {
        let body = json!({"case_id": case_id, "judge_id": self.judge_id, "clerk_id": self.clerk_id,
            "mode": "online", "duration_min": 60});
        let made = self
            .court
            .post("/api/v1/desk/hearings", &self.clerk, body)
            .await
            .ok();
        made["id"].as_str().expect("id").to_owned()
    }

    pub async fn desk(&self, hearing: &str, act: &str, body: Value) -> Answer {
        let path = format!("/api/v1/desk/hearings/{hearing}/{act}");
        self.court.post(&path, &self.judge, body).await
    }

    pub async fn see(&self, hearing: &str) -> Value {
        let path = format!("/api/v1/desk/hearings/{hearing}");
        self.court.get(&path, &self.judge).await.ok()
    }

    pub async fn book(&self, token: &str, hearing: &str, slot: &Value) -> Answer {
        let path = format!("/api/v1/hearings/{hearing}/book");
        self.court
            .post(&path, token, json!({ "slot_id": slot }))
            .await
    }

    /// Planned, proposed, chosen and confirmed, for 张三 alone.
    pub async fn confirmed(&self, procedure: Procedure) -> String {
        let case = self.case(self.person, None, procedure).await;
        let hearing = self.plan(case).await;
        self.confirm_again(&hearing).await;
        hearing
    }

    /// From planning to confirmed.
    pub async fn confirm_again(&self, hearing: &str) {
        let proposed = self.desk(hearing, "propose-slots", json!({})).await.ok();
        let booked = self
            .book(&self.plaintiff.token, hearing, &proposed["slots"][0]["id"])
            .await
            .ok();
        assert_eq!(booked["state"], "booked", "{booked}");
        let confirmed = self.desk(hearing, "confirm", json!({})).await.ok();
        assert_eq!(confirmed["state"], "confirmed");
    }
}
