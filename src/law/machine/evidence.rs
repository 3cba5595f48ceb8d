//! One piece of evidence (证据).

use super::machine;

machine! {
    /// 证据
    Evidence "evidence" "证据" from Uploaded;
    notes "";
    states {
        Uploaded = "uploaded", "已上传";
        Submitted = "submitted", "已提交";
        UnderReview = "under_review", "审核中";
        AdmittedForm = "admitted_form", "形式通过(视同原件)";
        OriginalRequired = "original_required", "需提供原件";
        Exchanged = "exchanged", "已交换";
        OpinionGiven = "opinion_given", "已质证";
        Decided = "decided", "已认定", terminal;
        Excluded = "excluded", "不予采纳", terminal;
        Withdrawn = "withdrawn", "撤回", terminal;
    }
    events {
        Submit = "submit";
        LateReason = "late_reason";
        Review = "review";
        Pass = "pass";
        NeedOriginal = "need_original";
        Compared = "compared";
        WeighCopy = "weigh_copy";
        NotShown = "not_shown";
        RejectLate = "reject_late";
        Exchange = "exchange";
        Opine = "opine";
        Silent = "silent";
        Decide = "decide";
        Withdraw = "withdraw";
    }
    moves {
        Uploaded, Submit => Submitted by Party, Agent;
            guard "digest stored; within period or leave asked";
            basis "";
        Submitted, LateReason => UnderReview by Party, Judge;
            guard "after period: reason given; not late if the other side does not object";
            basis "CPL 68; Interp. 101";
        Submitted, Review => UnderReview by ClerkOfCourt, Judge;
            guard "in period";
            basis "";
        UnderReview, Pass => AdmittedForm by ClerkOfCourt, Judge;
            guard "complete, clear";
            basis "Online Rules 12";
        UnderReview, NeedOriginal => OriginalRequired by Judge;
            guard "Art.12(1)-(4); a reasoned objection comes after the exchange";
            basis "";
        Exchanged, NeedOriginal => OriginalRequired by Judge;
            guard "Art.12(1)-(4); a reasoned objection comes after the exchange";
            basis "";
        OpinionGiven, NeedOriginal => OriginalRequired by Judge;
            guard "Art.12(1)-(4); a reasoned objection comes after the exchange";
            basis "";
        OriginalRequired, Compared => AdmittedForm by ClerkOfCourt;
            guard "Art.13 ground";
            basis "";
        OriginalRequired, WeighCopy => AdmittedForm by Judge;
            guard "no original, but other evidence supports it";
            basis "a copy cannot stand alone (Evidence 90(5))";
        OriginalRequired, NotShown => Excluded by Judge;
            guard "no original and nothing else supports it";
            basis "Evidence 90(5)";
        UnderReview, RejectLate => Excluded by Judge;
            guard "late by intent or gross negligence, and not about the basic facts";
            basis "CPL 68; Interp. 102 (evidence on basic facts is taken, with admonition or fine)";
        AdmittedForm, Exchange => Exchanged by Judge;
            guard "sent to all others";
            basis "";
        Exchanged, Opine => OpinionGiven by Party, Agent;
            guard "authenticity, legality, relevance each";
            basis "";
        Exchanged, Silent => OpinionGiven by System;
            guard "period over";
            basis "silence noted, not treated as admission by itself";
        OpinionGiven, Decide => Decided by Judge;
            guard "reasons";
            basis "";
        Uploaded, Withdraw => Withdrawn by Party, Agent;
            guard "not yet exchanged";
            basis "";
        Submitted, Withdraw => Withdrawn by Party, Agent;
            guard "not yet exchanged";
            basis "";
        UnderReview, Withdraw => Withdrawn by Party, Agent;
            guard "not yet exchanged";
            basis "";
    }
}
