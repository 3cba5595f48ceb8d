//! What can go wrong in this room.

crate::error_table! {
    NO_SUCH_CASE = 422, "hearing.no_such_case",
        "没有找到这件案件，请检查后再选。", "There is no such case. Check it and choose again.";
    CASE_NOT_READY = 409, "hearing.case_not_ready",
        "案件要到举证阶段以后才能排庭，请先看案件走到了哪一步。", "A hearing can be planned from the evidence stage on. See where the case stands first.";
    ONE_ALREADY = 409, "hearing.one_already",
        "这件案件已有一次开庭在安排，请打开那一次。", "This case has a hearing under way already. Open that one.";
    NO_COURTROOM = 409, "hearing.no_courtroom",
        "没有可用的法庭，请先添加或启用一间。", "No courtroom can be used. Add or enable one first.";
    NO_SLOT_FREE = 409, "hearing.no_slot_free",
        "这段时间里法官、书记员和法庭没有共同的空档，请换一段时间，或换一间法庭。", "Judge, clerk and courtroom share no free time here. Choose other days or another courtroom.";
    MONTH_OVER = 409, "hearing.month_over",
        "延期后的开庭要在一个月以内，这一天太晚了。不可抗力或当事人同意的，请在准许延期时写明。",
        "After a continuance the next date lies within a month, and this is later. Force majeure or the parties' consent is noted when the continuance is granted.";
    SLOT_TAKEN = 409, "hearing.slot_taken",
        "这个时间刚刚被别的庭审占用了，请选另一个。", "This time has just been taken by another hearing. Choose another.";
    OWN_CLASH = 409, "hearing.own_clash",
        "您在这个时间另有一场开庭，请选另一个时间。", "You have another hearing at that time. Choose another.";
    REPLY_OVER = 409, "hearing.reply_over",
        "选择时间的期限已过，由法院确定开庭时间，请等通知。", "The time to choose has passed. The court fixes the date; wait for the notice.";
    NOT_NOW = 409, "hearing.not_now",
        "开庭时间已经定了，不能再标记不便的时间。有正当理由的，请申请延期。", "The date is set, so times can no longer be marked. With good reason, ask for another date.";
    BEGUN = 409, "hearing.begun",
        "开庭时间已到，不能再申请延期，请直接联系法庭。", "The hearing time has come, so it can no longer be put off. Contact the courtroom.";
    TOO_LATE_TO_SUMMON = 409, "hearing.too_late_to_summon",
        "离开庭太近，来不及依法送达传票。请另选时间：普通程序中间要空出三整天。", "It is too late to summon the parties as the law asks. Choose another time: three clear days in the ordinary procedure.";
    EVIDENCE_RUNS = 409, "hearing.evidence_runs",
        "举证期限还没有满。请等期满，或在各方都放弃期限时注明。", "The evidence period still runs. Wait until it ends, or note that all parties waived it.";
    CONTINUANCES_USED = 409, "hearing.continuances_used",
        "延期开庭的次数已用完（普通程序两次，简易程序和小额诉讼一次），不能再延期。请如期开庭，或换法官、转线下开庭。",
        "The continuances are used up (two in the ordinary procedure, one otherwise). Hold the hearing as set, or with another judge or in a courtroom.";
    APPROVAL_MISSING = 409, "hearing.approval_missing",
        "理由是“其他”的，要先经院长批准。请填写批准情况。", "For an 'other' ground the president approves first. Give the approval.";
    PARTIES_NOT_SILENT = 409, "hearing.parties_not_silent",
        "还没有请当事人选过时间。请先给出时间，或写明紧急的理由。", "The parties have not been asked yet. Propose times first, or give the urgent reason.";
    NOT_ONLINE = 409, "hearing.not_online",
        "这次开庭本来就在线下，不用再转。", "This hearing is in a courtroom already.";
    OTHER_REFUSAL = 409, "hearing.other_refusal",
        "申请延期前是线下开庭的，用“维持线下开庭”；是线上开庭的，用“维持原时间”。", "A hearing in a courtroom is kept with refuse-offline, an online one with refuse.";
    NOT_FIXED = 409, "hearing.not_fixed",
        "开庭时间还没有确定，定下来后再加入日历。", "The time is not fixed yet. Add it to your calendar once it is.";
    DAY_TAKEN = 409, "hearing.day_taken",
        "这段时间里已排了开庭或别的安排，请先把它们移开。", "Hearings or other work lie in that time. Move them first.";
    NOTHING_TO_MOVE = 409, "hearing.nothing_to_move",
        "这位法官当天没有要移的开庭，请检查日期。", "This judge has no hearing to move on that day. Check the day.";
    SOME_CANNOT_MOVE = 409, "hearing.some_cannot_move",
        "当天有开庭不能再延期，所以一场也没有移。请先给列出的这几场换法官，或补上院长的批准。",
        "Some hearings of that day cannot be put off, so none was moved. Find another judge for those listed, or add the president's approval.";
    COURTROOM_KNOWN = 409, "hearing.courtroom_known",
        "已有同名的法庭，请换一个名称。", "There is a courtroom of that name. Choose another name.";
}
