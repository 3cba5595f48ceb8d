//! Who may do what: the one permission table.
//!
//! Each operation of the API stands here once. The handlers' extractors and `access.rs` of each room hold
//! it; `tests/it/permissions.rs` calls every operation as everybody and compares, so neither can change
//! without the other.

use crate::rooms::staff::{Role, Room};

/// What a caller must be to an operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Caller {
    /// Anybody, without a log-in. What an operation checks itself (a password, a refresh token) is its own affair.
    Anyone,
    /// A logged-in person, about themselves or about nobody.
    Person,
    /// A person, about a thing that is theirs. Of others' things they learn nothing: 404.
    Owner(Thing),
    /// A member of the case. For everybody else there is no such case: 404.
    Member(Thing),
    /// A member of staff, whatever the role.
    Staff,
    /// Staff whose desk has this room (`Role::rooms`).
    Room(Room),
    /// Staff of one of these roles.
    Roles(&'static [Role]),
    /// The desk's refresh cookie.
    DeskCookie,
}

/// What stands behind the ids of a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Thing {
    Device,
    Notice,
    Filing,
    Upload,
    UploadSession,
    FeeNotice,
    Payment,
    Case,
    CaseDocument,
}

/// A row of the table.
#[derive(Clone, Copy, Debug)]
pub struct Permission {
    pub operation: &'static str,
    pub caller: Caller,
    /// The least level of assurance (domain.md 2), 0 to 4.
    pub least: u8,
}

const fn may(operation: &'static str, caller: Caller) -> Permission {
    Permission {
        operation,
        caller,
        least: 0,
    }
}

const fn at_least(least: u8, permission: Permission) -> Permission {
    Permission {
        least,
        ..permission
    }
}

use Caller::{Anyone, DeskCookie, Member, Owner, Person, Roles, Staff};
use Thing::{Case, CaseDocument, Device, Filing, Notice, Upload, UploadSession};

const CASES: Caller = Caller::Room(Room::Cases);
const ADMINISTRATORS: Caller = Roles(&[Role::Administrator]);

/// In the order of the rooms.
pub const TABLE: &[Permission] = &[
    // help
    may("get_about", Anyone),
    may("list_causes", Anyone),
    may("list_machines", Anyone),
    may("check_case_number", Anyone),
    may("calculate_deadline", Anyone),
    may("decide_effective_date", Anyone),
    may("calculate_fee", Anyone),
    may("check_id", Anyone),
    may("decide_jurisdiction", Anyone),
    may("decide_procedure", Anyone),
    may("decide_service_date", Anyone),
    // identity
    may("log_in_with_wechat", Anyone),
    may("refresh_session", Anyone),
    may("log_out", Person),
    may("get_me", Person),
    may("add_phone", Person),
    at_least(1, may("claim_real_name", Person)),
    may("list_devices", Person),
    may("end_other_devices", Person),
    may("end_device", Owner(Device)),
    may("list_consents", Person),
    may("give_consent", Person),
    may("get_preferences", Person),
    may("set_preferences", Person),
    may("get_privacy_notice", Anyone),
    // notices
    may("list_notices", Person),
    may("read_notice", Owner(Notice)),
    may("record_subscriptions", Person),
    // uploads
    may("create_upload", Person),
    may("get_upload", Owner(Upload)),
    may("get_upload_content", Owner(Upload)),
    may("delete_upload", Owner(Upload)),
    may("make_photo_book", Person),
    may("open_upload_session", Person),
    may("put_upload_chunk", Owner(UploadSession)),
    may("read_upload_session", Owner(UploadSession)),
    may("complete_upload_session", Owner(UploadSession)),
    may("cancel_upload_session", Owner(UploadSession)),
    // filing
    may("get_cause_guide", Anyone),
    may("begin_filing", Person),
    may("list_filings", Person),
    may("get_filing", Owner(Filing)),
    may("save_filing", Owner(Filing)),
    may("delete_filing", Owner(Filing)),
    // cases
    may("list_cases", Person),
    may("get_case", Member(Case)),
    may("list_case_timeline", Member(Case)),
    may("list_case_deadlines", Member(Case)),
    may("list_case_documents", Member(Case)),
    may("get_case_document_content", Member(CaseDocument)),
    may("list_desk_cases", CASES),
    may("get_desk_case", CASES),
    may("list_desk_case_timeline", CASES),
    may("list_desk_case_deadlines", CASES),
    may("list_desk_case_documents", CASES),
    may("get_desk_case_document_content", CASES),
    // staff
    may("open_desk_session", Anyone),
    may("refresh_desk_session", DeskCookie),
    may("close_desk_session", Staff),
    may("get_desk_me", Staff),
    may("list_dead_letters", ADMINISTRATORS),
    may("retry_dead_letter", ADMINISTRATORS),
];

impl Caller {
    /// Whether a member of staff with this role may call.
    pub fn admits(self, role: Role) -> bool {
        match self {
            Staff => true,
            Caller::Room(room) => role.rooms().contains(&room),
            Roles(roles) => roles.contains(&role),
            Anyone | Person | Owner(_) | Member(_) | DeskCookie => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_operation_stands_twice() {
        for (place, row) in TABLE.iter().enumerate() {
            let twin = TABLE[..place]
                .iter()
                .find(|one| one.operation == row.operation);
            assert!(twin.is_none(), "{}", row.operation);
        }
    }

    /// domain.md 7: administrators and auditors read no case content.
    #[test]
    fn administrators_and_auditors_stay_out_of_cases_and_filings() {
        for row in TABLE {
            let content = ["case", "filing", "payment", "fee", "video"];
            if !content.iter().any(|word| row.operation.contains(word)) || row.caller == Staff {
                continue;
            }
            for role in [Role::Administrator, Role::Auditor] {
                assert!(!row.caller.admits(role), "{} by {role:?}", row.operation);
            }
        }
    }
}
