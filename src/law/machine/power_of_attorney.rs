//! A power of attorney (委托代理).

use super::machine;

machine! {
    /// 委托代理
    PowerOfAttorney "power_of_attorney" "委托代理" from Draft;
    notes "";
    states {
        Draft = "draft", "起草";
        Signed = "signed", "委托人已签";
        Submitted = "submitted", "已提交法院";
        Accepted = "accepted", "已审核";
        Rejected = "rejected", "退回", terminal;
        Revoked = "revoked", "解除", terminal;
        Expired = "expired", "终结", terminal;
    }
    events {
        Sign = "sign";
        Submit = "submit";
        Accept = "accept";
        Reject = "reject";
        ChangeScope = "change_scope";
        Revoke = "revoke";
        End = "end";
    }
    moves {
        Draft, Sign => Signed by Principal;
            guard "identity >= L3; scope chosen: general or special items listed; <= 2 agents per party";
            basis "'全权代理' alone = general only (Interp. 89)";
        Signed, Submit => Submitted by Agent, Principal;
            guard "papers of Interp. 88 attached; before hearing";
            basis "";
        Submitted, Accept => Accepted by FilingClerk, ClerkOfCourt;
            guard "papers valid; no conflict";
            basis "agent sees the case";
        Submitted, Reject => Rejected by FilingClerk, ClerkOfCourt;
            guard "reason";
            basis "";
        Accepted, ChangeScope => Submitted by Principal;
            guard "new instrument";
            basis "written notice to court, which tells the other side (CPL 63)";
        Signed, Revoke => Revoked by Principal, Agent;
            guard "written notice to court";
            basis "access ends at once; court tells the other side (CPL 63)";
        Submitted, Revoke => Revoked by Principal, Agent;
            guard "written notice to court";
            basis "access ends at once; court tells the other side (CPL 63)";
        Accepted, Revoke => Revoked by Principal, Agent;
            guard "written notice to court";
            basis "access ends at once; court tells the other side (CPL 63)";
        Accepted, End => Expired by System;
            guard "instance or stage ended";
            basis "";
    }
}
