//! An appeal (上诉) on its way through the first-instance court.

use super::machine;

machine! {
    /// 上诉
    Appeal "appeal" "上诉" from Drafting;
    notes "";
    states {
        Drafting = "drafting", "起草中";
        Filed = "filed", "已提交";
        FeeDue = "fee_due", "待缴上诉费";
        Checking = "checking", "形式审查";
        CopyServing = "copy_serving", "送达上诉状副本";
        ReplyPeriod = "reply_period", "答辩期";
        Forwarding = "forwarding", "报送二审";
        DocketedSecond = "docketed_second", "二审立案", terminal;
        DeemedWithdrawn = "deemed_withdrawn", "按自动撤回上诉处理", terminal;
        Withdrawn = "withdrawn", "撤回上诉", terminal;
        Late = "late", "逾期未上诉", terminal;
    }
    events {
        Submit = "submit";
        WindowClosed = "window_closed";
        FeeNotice = "fee_notice";
        NoFee = "no_fee";
        PayOrRelief = "pay_or_relief";
        Unpaid = "unpaid";
        Ok = "ok";
        Fix = "fix";
        Served = "served";
        ReplyOrLapse = "reply_or_lapse";
        Sent = "sent";
        Withdraw = "withdraw";
        WithdrawalAllowed = "withdrawal_allowed";
    }
    moves {
        Drafting, Submit => Filed by Party, Agent;
            guard "case appealable; within own window, or extension allowed (CPL 86, 286); agent has special authority; written statement";
            basis "oral appeal alone is not enough (Interp. 318)";
        Drafting, WindowClosed => Late by System;
            guard "window over and no extension under CPL 86 or 286";
            basis "";
        Filed, FeeNotice => FeeDue by System;
            guard "fee on appealed part; 7 days";
            basis "";
        Filed, NoFee => Checking by System;
            guard "appeal against non-acceptance, dismissal or jurisdiction ruling (Decree 8), or fee already paid";
            basis "";
        FeeDue, PayOrRelief => Checking by Party, Judge;
            guard "paid, or relief granted";
            basis "";
        FeeDue, Unpaid => DeemedWithdrawn by SecondInstanceCourt;
            guard "deadline passed after notice";
            basis "ruling (Interp. 318; 法释〔1998〕19号)";
        Checking, Ok => CopyServing by ClerkOfCourt;
            guard "statement complete";
            basis "5 days (CPL 174)";
        Checking, Fix => Filed by ClerkOfCourt;
            guard "defect; correction asked";
            basis "";
        CopyServing, Served => ReplyPeriod by System;
            guard "served on every other party";
            basis "15 days (30 without PRC domicile, CPL 286)";
        ReplyPeriod, ReplyOrLapse => Forwarding by System;
            guard "reply or period end; reply copy in 5 days";
            basis "";
        Forwarding, Sent => DocketedSecond by ClerkOfCourt;
            guard "whole e-file within 5 days";
            basis "second court docket within 5 days; 3 months / 30 days";
        Filed, Withdraw => Withdrawn by Party, Agent;
            guard "own window still open: notice to the first court";
            basis "practice, unverified";
        FeeDue, Withdraw => Withdrawn by Party, Agent;
            guard "own window still open: notice to the first court";
            basis "practice, unverified";
        Checking, Withdraw => Withdrawn by Party, Agent;
            guard "own window still open: notice to the first court";
            basis "practice, unverified";
        CopyServing, Withdraw => Withdrawn by Party, Agent;
            guard "own window still open: notice to the first court";
            basis "practice, unverified";
        ReplyPeriod, Withdraw => Withdrawn by Party, Agent;
            guard "own window still open: notice to the first court";
            basis "practice, unverified";
        Forwarding, Withdraw => Withdrawn by Party, Agent;
            guard "own window still open: notice to the first court";
            basis "practice, unverified";
        Filed, WithdrawalAllowed => Withdrawn by SecondInstanceCourt;
            guard "appellant asks; first judgment not wrong, no collusion";
            basis "ruling (CPL 180; Interp. 335)";
        FeeDue, WithdrawalAllowed => Withdrawn by SecondInstanceCourt;
            guard "appellant asks; first judgment not wrong, no collusion";
            basis "ruling (CPL 180; Interp. 335)";
        Checking, WithdrawalAllowed => Withdrawn by SecondInstanceCourt;
            guard "appellant asks; first judgment not wrong, no collusion";
            basis "ruling (CPL 180; Interp. 335)";
        CopyServing, WithdrawalAllowed => Withdrawn by SecondInstanceCourt;
            guard "appellant asks; first judgment not wrong, no collusion";
            basis "ruling (CPL 180; Interp. 335)";
        ReplyPeriod, WithdrawalAllowed => Withdrawn by SecondInstanceCourt;
            guard "appellant asks; first judgment not wrong, no collusion";
            basis "ruling (CPL 180; Interp. 335)";
        Forwarding, WithdrawalAllowed => Withdrawn by SecondInstanceCourt;
            guard "appellant asks; first judgment not wrong, no collusion";
            basis "ruling (CPL 180; Interp. 335)";
    }
}
