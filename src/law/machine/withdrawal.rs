//! Withdrawal of an action (撤诉).

use super::machine;

machine! {
    /// 撤诉
    Withdrawal "withdrawal" "撤诉" from Applied;
    notes "";
    states {
        Applied = "applied", "已申请";
        Opinion = "opinion", "征询被告意见";
        Review = "review", "审查中";
        Granted = "granted", "裁定准许", terminal;
        Refused = "refused", "裁定不准许", terminal;
        Cancelled = "cancelled", "撤回申请", terminal;
    }
    events {
        Check = "check";
        AskDefendant = "ask_defendant";
        AnsweredOrTimeout = "answered_or_timeout";
        Grant = "grant";
        Refuse = "refuse";
        Cancel = "cancel";
    }
    moves {
        Applied, Check => Review by Judge;
            guard "agent has special authority; judgment not pronounced; debate not yet ended";
            basis "";
        Applied, AskDefendant => Opinion by Judge;
            guard "debate already ended";
            basis "";
        Opinion, AnsweredOrTimeout => Review by System, Defendant;
            guard "opinion or silence recorded";
            basis "";
        Review, Grant => Granted by Judge;
            guard "no unlawful act needing treatment; after debate: defendant agrees or judge allows";
            basis "ruling; fee halved once; hearing slots freed; preservation to be lifted";
        Review, Refuse => Refused by Judge;
            guard "Interp. 238";
            basis "case goes on; plaintiff absent later -> default judgment (CPL 148)";
        Applied, Cancel => Cancelled by Plaintiff, Agent;
            guard "no ruling yet";
            basis "";
        Opinion, Cancel => Cancelled by Plaintiff, Agent;
            guard "no ruling yet";
            basis "";
        Review, Cancel => Cancelled by Plaintiff, Agent;
            guard "no ruling yet";
            basis "";
    }
}
