//! What can go wrong in this room.

crate::error_table! {
    NO_SUCH_DELIVERY = 404, "delivery.not_found",
        "没有找到这份送达，或它不是发给您的。", "There is no such delivery, or it is not addressed to you.";
    ALREADY_PREPARED = 409, "delivery.already_prepared",
        "这份文书已经在向这位当事人送达，请刷新后查看，不用再发一次。", "This paper is already being served on this party. Reload to see it; it need not be sent again.";
    NOT_JOINED = 409, "delivery.not_joined",
        "这位当事人还没有加入案件，平台里没有收件人。请先发关联码，或者转线下送达。", "This party has not joined the case, so nobody receives it here. Issue an association code first, or serve offline.";
    NO_BENCH = 409, "delivery.no_bench",
        "还没有确定审判人员，不能开始向被告送达起诉状。请先确定法官。", "The bench is not set, so service of the complaint cannot begin. Set the judge first.";
    DECISION_NOT_COVERED = 409, "delivery.decision_not_covered",
        "受送达人没有同意电子送达判决书、裁定书、调解书。请改用其他方式送达（民事诉讼法第九十条）。", "The person has not agreed to receive decisions electronically. Serve in another way (CPL 90).";
    NO_LEAVING = 422, "delivery.no_leaving",
        "调解书必须由当事人本人签收，不能留置送达（民诉法解释第一百三十三条）。", "A mediation statement is signed for in person and is never left behind (Interp. 133).";
    JUDGE_UNKNOWN = 422, "delivery.judge_unknown",
        "请从列表里选一位法官和书记员。", "Choose a judge and a court clerk of the list.";
    CODE_WRONG = 422, "join.code_wrong",
        "关联码不对、已经用过或已经过期。请核对短信里的 10 位字符，或请法院再发一次。", "The code is wrong, used or expired. Check the 10 characters, or ask the court for a new one.";
    CODE_OTHER_PERSON = 403, "join.other_person",
        "这个关联码是发给案件当事人的，您的实名信息和当事人不一致。", "This code was issued to a party of the case, and your real name is not that party's.";
    CODE_TOO_MANY = 429, "join.too_many",
        "输错的次数太多了，请一小时后再试，或联系法院。", "Too many wrong codes. Try again in an hour, or contact the court.";
    PARTY_TAKEN = 409, "join.party_taken",
        "已经有人代表这位当事人加入了案件。如果不是您本人或您委托的人，请马上联系法院。", "Somebody has already joined for this party. If it is not you or somebody you sent, contact the court at once.";
    PARTY_HAS_JOINED = 409, "join.party_has_joined",
        "这位当事人已经加入案件，不用再发关联码。", "This party has joined the case and needs no code.";
    NOTHING_TO_CHECK = 404, "delivery.nothing_to_check",
        "没有这份文书的送达记录，请核对二维码或编号。文书可能是假的。", "There is no record of this paper. Check the code; the paper may be false.";
    ADDRESS_MISSING = 404, "delivery.address_missing",
        "您还没有确认送达地址。", "You have not confirmed an address for service yet.";
}
