//! Roles, requests and answers of this room.

use chrono::{DateTime, FixedOffset};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

/// The court's roles (domain.md 7). Each sees the rooms of its work alone; an administrator no case content.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema, clap::ValueEnum,
)]
#[serde(rename_all = "snake_case")]
#[value(rename_all = "snake_case")]
pub enum Role {
    FilingClerk,
    Judge,
    PeoplesAssessor,
    JudgeAssistant,
    CourtClerk,
    EnforcementJudge,
    DivisionHead,
    Archivist,
    Administrator,
    Auditor,
    Mediator,
}

/// Rooms of the desk.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = DeskRoom)]
pub enum Room {
    Filing,
    Cases,
    Fees,
    Delivery,
    Mediation,
    Hearing,
    Rulings,
    Contact,
    /// Videos by which people prove who they are.
    Identity,
    Enforcement,
    Archive,
    Statistics,
    Outbox,
    Audit,
}

impl Role {
    pub const ALL: [Role; 11] = [
        Role::FilingClerk,
        Role::Judge,
        Role::PeoplesAssessor,
        Role::JudgeAssistant,
        Role::CourtClerk,
        Role::EnforcementJudge,
        Role::DivisionHead,
        Role::Archivist,
        Role::Administrator,
        Role::Auditor,
        Role::Mediator,
    ];

    pub fn code(self) -> &'static str {
        match self {
            Role::FilingClerk => "filing_clerk",
            Role::Judge => "judge",
            Role::PeoplesAssessor => "peoples_assessor",
            Role::JudgeAssistant => "judge_assistant",
            Role::CourtClerk => "court_clerk",
            Role::EnforcementJudge => "enforcement_judge",
            Role::DivisionHead => "division_head",
            Role::Archivist => "archivist",
            Role::Administrator => "administrator",
            Role::Auditor => "auditor",
            Role::Mediator => "mediator",
        }
    }

    pub fn of_code(code: &str) -> Option<Role> {
        Role::ALL.into_iter().find(|role| role.code() == code)
    }

    /// The permission table of the rooms.
    pub fn rooms(self) -> &'static [Room] {
        use Room::*;
        match self {
            Role::FilingClerk => &[Filing, Cases, Fees, Mediation, Contact, Identity],
            Role::Judge => &[Cases, Delivery, Hearing, Rulings, Contact],
            Role::PeoplesAssessor => &[Cases, Hearing],
            Role::JudgeAssistant => &[Cases, Delivery, Hearing, Rulings, Contact],
            Role::CourtClerk => &[Cases, Delivery, Hearing, Contact],
            Role::EnforcementJudge => &[Cases, Delivery, Rulings, Enforcement],
            Role::DivisionHead => &[Cases, Fees, Rulings, Statistics],
            Role::Archivist => &[Archive],
            Role::Administrator => &[Outbox],
            Role::Auditor => &[Audit],
            Role::Mediator => &[Mediation],
        }
    }
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"username": "chenjing", "password": "a long pass phrase", "totp": "407199"}))]
pub struct SessionBody {
    pub username: String,
    #[schema(format = Password)]
    pub password: String,
    /// Six digits of the authenticator (RFC 6238).
    pub totp: String,
}

#[derive(Serialize, ToSchema)]
#[schema(example = json!({"access_token": "eyJ0eXAiOiJKV1QiLCJhbGciOiJIUzI1NiJ9...", "token_type": "Bearer", "expires_in": 900,
    "staff": {"id": "0193a1f0-7c1e-7000-8000-0000000000c1", "username": "chenjing", "name": "陈静", "roles": ["filing_clerk"],
    "rooms": ["filing", "cases", "fees", "mediation", "contact", "identity"], "last_log_in_at": "2026-11-23T17:52:00+08:00"}}))]
pub struct DeskSession {
    pub access_token: String,
    #[schema(example = "Bearer")]
    pub token_type: &'static str,
    /// Seconds.
    pub expires_in: i64,
    pub staff: StaffView,
}

#[derive(Serialize, ToSchema)]
#[schema(as = Staff)]
pub struct StaffView {
    pub id: Uuid,
    pub username: String,
    pub name: String,
    pub roles: Vec<Role>,
    /// What the desk shows this person.
    pub rooms: Vec<Room>,
    /// The log-in before this one.
    pub last_log_in_at: Option<DateTime<FixedOffset>>,
}

/// A message that could not be delivered, or of which nobody knows whether it was.
#[derive(Serialize, ToSchema)]
#[schema(example = json!({"id": "0193a1f0-7c1e-7000-8000-0000000000d1", "topic": "notices.to_wechat", "created_at": "2026-11-24T09:41:00+08:00",
    "attempts": 1, "last_error": "no answer", "outcome": "unknown"}))]
pub struct DeadLetter {
    pub id: Uuid,
    pub topic: String,
    pub created_at: DateTime<FixedOffset>,
    pub attempts: i32,
    pub last_error: Option<String>,
    /// `failed`: surely not delivered. `unknown`: may have been.
    pub outcome: DeadOutcome,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum DeadOutcome {
    Failed,
    Unknown,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_round_trip_and_match_the_api() {
        for role in Role::ALL {
            assert_eq!(Role::of_code(role.code()), Some(role));
            assert_eq!(serde_json::to_value(role).unwrap(), role.code());
        }
    }

    /// domain.md 7: administrators cannot read case content.
    #[test]
    fn administrators_and_auditors_see_no_case_rooms() {
        for role in [Role::Administrator, Role::Auditor] {
            assert!(
                role.rooms()
                    .iter()
                    .all(|room| matches!(room, Room::Outbox | Room::Audit)),
                "{role:?}"
            );
        }
    }
}
