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
    Delivery,
    Hearing,
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
use Thing::{
    Case, CaseDocument, Delivery, Device, FeeNotice, Filing, Hearing, Notice, Payment, Upload,
    UploadSession,
};

const CASES: Caller = Caller::Room(Room::Cases);
const IDENTITY: Caller = Caller::Room(Room::Identity);
const DELIVERY: Caller = Caller::Room(Room::Delivery);
const FEES: Caller = Roles(&[Role::FilingClerk, Role::DivisionHead]);
const REVIEWERS: Caller = Roles(&[Role::FilingClerk, Role::Judge]);
const CLERKS: Caller = Roles(&[Role::FilingClerk]);
/// Only a judge rules (domain.md 7).
const JUDGES: Caller = Roles(&[Role::Judge]);
const HEARINGS: Caller = Caller::Room(Room::Hearing);
const PLANNERS: Caller = Roles(&[Role::Judge, Role::CourtClerk]);
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
    may("begin_face_check", Person),
    may("finish_face_check", Person),
    may("submit_video_review", Person),
    may("get_video_review", Person),
    may("list_video_reviews", IDENTITY),
    may("get_video_review_at_desk", IDENTITY),
    may("get_video_review_file", IDENTITY),
    may("approve_video_review", IDENTITY),
    may("refuse_video_review", IDENTITY),
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
    may("get_rights_notice", Anyone),
    may("begin_filing", Person),
    may("list_filings", Person),
    may("get_filing", Owner(Filing)),
    may("save_filing", Owner(Filing)),
    may("delete_filing", Owner(Filing)),
    may("check_filing", Owner(Filing)),
    at_least(3, may("submit_filing", Owner(Filing))),
    at_least(3, may("resubmit_filing", Owner(Filing))),
    may("recall_filing", Owner(Filing)),
    may("withdraw_filing", Owner(Filing)),
    may("get_complaint_pdf", Owner(Filing)),
    may("get_receipt_pdf", Owner(Filing)),
    may("get_correction_pdf", Owner(Filing)),
    may("get_filing_ending_pdf", Owner(Filing)),
    may("list_desk_filings", REVIEWERS),
    may("get_desk_filing", REVIEWERS),
    may("get_filing_paper", REVIEWERS),
    may("save_draft_correction", CLERKS),
    may("claim_filing", CLERKS),
    may("hand_over_filing", CLERKS),
    may("open_review", CLERKS),
    may("request_correction", CLERKS),
    may("accept_filing", CLERKS),
    may("accept_undecided_at_limit", CLERKS),
    may("docket_without_prepayment", CLERKS),
    may("refer_pre_mediation", CLERKS),
    may("return_unopposed", CLERKS),
    may("lapse_correction", CLERKS),
    may("rule_not_accept", JUDGES),
    may("rule_insist_uncorrected", JUDGES),
    may("rule_deemed_withdrawn", JUDGES),
    // payment
    may("list_fee_notices", Person),
    may("get_fee_notice", Owner(FeeNotice)),
    may("get_fee_notice_paper", Owner(FeeNotice)),
    may("create_payment", Person),
    may("get_payment", Owner(Payment)),
    may("get_payment_receipt", Owner(Payment)),
    // Held to WeChat Pay's signature.
    may("receive_pay_notice", Anyone),
    may("list_desk_fee_notices", FEES),
    may("record_counter_payment", FEES),
    may("list_reconciliations", FEES),
    may("get_reconciliation", FEES),
    may("run_reconciliation", FEES),
    may("settle_reconciliation_difference", FEES),
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
    // delivery
    may("list_deliveries", Person),
    may("get_delivery", Owner(Delivery)),
    may("get_delivery_certificate", Owner(Delivery)),
    may("open_delivery", Owner(Delivery)),
    may("sign_delivery_receipt", Owner(Delivery)),
    may("get_service_address", Member(Case)),
    at_least(3, may("confirm_service_address", Member(Case))),
    at_least(3, may("join_case", Person)),
    // Whoever holds the paper.
    may("check_served_document", Anyone),
    may("list_desk_deliveries", DELIVERY),
    may("get_desk_delivery", DELIVERY),
    may("get_desk_delivery_certificate", DELIVERY),
    may("act_on_delivery", DELIVERY),
    may("list_case_recipients", DELIVERY),
    may("prepare_deliveries", DELIVERY),
    may("issue_association_code", DELIVERY),
    may("set_case_bench", DELIVERY),
    // hearing
    may("get_cause_list", Anyone),
    may("list_hearings", Person),
    may("get_hearing", Member(Hearing)),
    may("list_hearing_slots", Member(Hearing)),
    may("get_hearing_calendar", Member(Hearing)),
    at_least(2, may("book_hearing", Member(Hearing))),
    at_least(2, may("mark_unavailable", Member(Hearing))),
    at_least(2, may("request_hearing_change", Member(Hearing))),
    may("list_courtrooms", HEARINGS),
    may("add_courtroom", PLANNERS),
    may("get_staff_calendar", HEARINGS),
    may("block_staff_time", PLANNERS),
    may("lift_staff_block", PLANNERS),
    may("list_desk_hearings", HEARINGS),
    may("get_desk_hearing", HEARINGS),
    may("create_hearing", PLANNERS),
    may("propose_hearing_slots", PLANNERS),
    may("confirm_hearing", JUDGES),
    may("fix_hearing_directly", JUDGES),
    may("move_hearing_offline", JUDGES),
    may("grant_hearing_change", JUDGES),
    may("refuse_hearing_change", JUDGES),
    may("refuse_hearing_change_offline", JUDGES),
    may("postpone_hearing", JUDGES),
    may("drop_hearing_time", JUDGES),
    may("cancel_hearing", JUDGES),
    may("move_hearing_day", JUDGES),
    // staff
    may("open_desk_session", Anyone),
    may("refresh_desk_session", DeskCookie),
    may("close_desk_session", Staff),
    may("get_desk_me", Staff),
    may("list_colleagues", Staff),
    may("set_away", Staff),
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
