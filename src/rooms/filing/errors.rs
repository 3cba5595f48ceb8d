//! This room's error table.

crate::error_table! {
    INCOMPLETE = 422, "filing.incomplete",
        "还有几处没有填好，补上后再提交。内容都已保存。", "Some parts are still missing. Complete them and submit again; everything is saved.";
    TOO_MANY_DRAFTS = 409, "filing.too_many_drafts",
        "您的草稿太多了，请先提交或者删掉一些。", "You have too many drafts. Submit or delete some first.";
    NOT_A_DRAFT = 409, "filing.not_editable",
        "已经交给法院了，现在不能改内容。法院还没有开始审查的，可以先撤回再改。", "It is with the court and cannot be edited now. If the court has not opened it yet, recall it first.";
    OPENED = 409, "filing.already_opened",
        "法院已经开始审查，现在不能撤回。可以留言给立案人员，或者撤回立案申请。", "The court has opened it, so it cannot be recalled. You can withdraw the filing instead.";
    CORRECTION_OVER = 409, "filing.correction_over",
        "补正的期限已经过了。请联系立案人员，或者重新提交立案。", "The time for correcting is over. Contact the filing clerk, or file anew.";
    ONE_CORRECTION = 409, "filing.correction_once",
        "补正通知只能一次写全（在线诉讼规则第九条）。第二次补正只能针对重新提交后新出现的问题，请勾选“新出现的问题”。",
        "A correction notice lists everything at once (OLR 9). A second one is only for defects that the resubmission caused; say so.";
    CLOCK_RUNNING = 409, "filing.clock_running",
        "七天的审查期还没有到，请先作出决定。", "The seven days have not ended; decide first.";
    NO_MEDIATION_CONSENT = 409, "filing.no_mediation_consent",
        "当事人没有同意先行调解，不能转。", "The plaintiff has not agreed to mediation first, so it cannot be referred.";
    FEE_NOT_LAPSED = 409, "filing.fee_not_lapsed",
        "交费期限还没有到，不能裁定按撤诉处理。", "The time for paying has not ended, so no such ruling can be made.";
    CORRECTION_RUNNING = 409, "filing.correction_running",
        "补正期限还没有到，请等到期限届满。", "The time for correcting has not ended yet.";
    PREPAYMENT_DUE = 409, "filing.prepayment_due",
        "这件案件需要预交诉讼费，不能直接转审判。", "This case has a fee to prepay, so it cannot go on without.";
    SAME_PERSON = 403, "filing.reviewer_cannot_judge",
        "审查立案材料的人不能裁判同一件（回避和分工的要求），请换一位法官。", "Whoever reviewed the filing does not judge it; let another judge decide.";
    ROLE = 403, "filing.role_missing",
        "您的岗位不办理立案事项。需要的话请联系管理员。", "Your role does not work on filings. Ask an administrator if it should.";
    TYPE_UNKNOWN = 422, "filing.type_unknown",
        "没有这种案件类型代字，请选民初或行初。", "There is no such case type; choose 民初 or 行初.";
}
