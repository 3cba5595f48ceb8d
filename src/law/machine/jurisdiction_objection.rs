//! An objection to jurisdiction (管辖异议).

use super::machine;

machine! {
    /// 管辖异议
    JurisdictionObjection "jurisdiction_objection" "管辖异议" from Filed;
    notes "";
    states {
        Filed = "filed", "已提出";
        Late = "late", "逾期不审查", terminal;
        Review = "review", "审查中";
        Upheld = "upheld", "异议成立(移送裁定)";
        Rejected = "rejected", "驳回";
        EffectiveTransfer = "effective_transfer", "移送生效", terminal;
        EffectiveReject = "effective_reject", "驳回生效", terminal;
        Withdrawn = "withdrawn", "撤回", terminal;
    }
    events {
        OutOfTime = "out_of_time";
        Take = "take";
        Uphold = "uphold";
        Reject = "reject";
        Final = "final";
        ReversedOnAppeal = "reversed_on_appeal";
        Withdraw = "withdraw";
    }
    moves {
        Filed, OutOfTime => Late by Judge;
            guard "after defence period, or after remand (level or exclusive jurisdiction still checked by court)";
            basis "CPL 130; Interp. 39";
        Filed, Take => Review by Judge;
            guard "within defence period";
            basis "evidence period paused (Evidence 55(1)); trial clock excludes this time";
        Review, Uphold => Upheld by Judge;
            guard "";
            basis "ruling, appeal 10 days, 30 without PRC domicile; small claims: effective when made (Interp. 276)";
        Review, Reject => Rejected by Judge;
            guard "";
            basis "Beijing 70 yuan; ruling, appeal 10 days, 30 without PRC domicile; small claims: effective when made (Interp. 276)";
        Upheld, Final => EffectiveTransfer by System;
            guard "small claims, no appeal in time, or appeal dismissed";
            basis "";
        Upheld, ReversedOnAppeal => EffectiveReject by SecondInstanceCourt;
            guard "appeal succeeds";
            basis "evidence period resumes";
        Rejected, ReversedOnAppeal => EffectiveTransfer by SecondInstanceCourt;
            guard "appeal succeeds";
            basis "no objection fee";
        Rejected, Final => EffectiveReject by System;
            guard "small claims, no appeal in time, or appeal dismissed";
            basis "evidence period resumes (Evidence 55(1))";
        Filed, Withdraw => Withdrawn by Party, Agent;
            guard "before ruling";
            basis "";
        Review, Withdraw => Withdrawn by Party, Agent;
            guard "before ruling";
            basis "";
    }
}
