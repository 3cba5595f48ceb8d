//! What can go wrong in this room.

crate::error_table! {
    NO_SUCH_FEE_NOTICE = 404, "payment.no_such_fee_notice",
        "没有找到这份交费通知。", "There is no such fee notice.";
    NO_SUCH_PAYMENT = 404, "payment.no_such_payment",
        "没有找到这笔交费。", "There is no such payment.";
    NO_SUCH_DIFFERENCE = 404, "payment.no_such_difference",
        "没有找到这条差异。", "There is no such difference.";
    NO_SUCH_DAY = 404, "payment.no_such_day",
        "这一天还没有对账，请先对账。", "That day has not been reconciled yet. Run it first.";
    ALREADY_PAID = 409, "payment.already_paid",
        "这笔费用已经交过了，不用再交。", "This fee is already paid; there is nothing more to do.";
    LAPSED = 409, "payment.notice_lapsed",
        "交费期限已过，这里不能再交。请马上联系法院 12368，问清还能不能补交。",
        "The time to pay has passed and it cannot be paid here. Call 12368 at once and ask whether it can still be made good.";
    NOTHING_DUE = 409, "payment.nothing_due",
        "这份通知不用交费了。", "Nothing is due on this notice any more.";
    NOT_PAID = 409, "payment.not_paid",
        "还没有交费，没有收据。交费成功后再来下载。", "Not paid yet, so there is no receipt. Come back when the payment is through.";
    AWAY = 503, "pay.away",
        "微信支付暂时没有回应。您的钱没有少，这一笔也不会重复扣。请过一会儿再点一次，或到诉讼服务大厅交。",
        "WeChat Pay does not answer just now. No money has left you and nothing will be charged twice. Try again shortly, or pay at the service hall.";
    REFUSED = 503, "pay.refused",
        "法院和微信支付之间的连接需要检修，我们会处理。您的钱没有少。请稍后再试，或到诉讼服务大厅交。",
        "The court's link to WeChat Pay needs repair and we will see to it. No money has left you. Try later, or pay at the service hall.";
    NOT_CONFIGURED = 503, "pay.not_configured",
        "法院还没有接通微信支付，请到诉讼服务大厅交费，或拨打 12368。",
        "The court has not been linked to WeChat Pay yet. Pay at the service hall or call 12368.";
    IN_FLIGHT = 409, "pay.in_flight",
        "上一次点的还在办，请等几秒再看。", "Your earlier tap is still being handled. Wait a few seconds.";
    RECEIPT_USED = 409, "payment.receipt_used",
        "这张收据号已经登记过了，请核对。", "This receipt number is already recorded. Check it.";
    ALREADY_SETTLED = 409, "payment.already_settled",
        "这条差异已经处理过了。", "This difference is already settled.";
    DAY_NOT_OVER = 422, "payment.day_not_over",
        "只能对已经过去的日子，而且要在 90 天以内。", "Only a day that is over, and within the last 90 days, can be reconciled.";
    BILL_NOT_READY = 503, "pay.bill_not_ready",
        "微信支付的账单还没有出来（通常上午 10 点以后）。系统会自己再试。",
        "WeChat Pay's bill is not ready yet (usually after 10:00). The court tries again by itself.";
    NOTICE_REFUSED = 401, "pay.notice_refused",
        "这条支付通知没有通过验证。", "This payment notice did not pass verification.";
    NOTICE_WRONG = 422, "pay.notice_wrong",
        "这条支付通知和法院的记录对不上，已列给工作人员核对。", "This payment notice does not fit the court's records; it is listed for staff.";
}
