//! What can go wrong in this room.

crate::error_table! {
    NO_SUCH_DEVICE = 404, "identity.no_such_device",
        "没有找到这台设备，可能已经退出了。", "There is no such device; it may have been logged out already.";
    NOTICE_OUTDATED = 422, "consent.notice_outdated",
        "告知书已更新，请先看最新的再选择。", "The privacy notice has changed. Read the latest version first.";
    NOTICE_ONLY_ACKNOWLEDGED = 422, "consent.notice_only_acknowledged",
        "告知书只能确认看过，不能撤回；您可以在隐私设置里关掉其他授权。",
        "The notice can only be acknowledged, not withdrawn; other consents can be switched off.";
    ASSURANCE_TOO_LOW = 403, "identity.assurance_too_low",
        "请先完成身份认证（在“我的 - 实名认证”里），再做这一步。", "Verify who you are first (under Me - Real name), then take this step.";
    STEP_UP_NEEDED = 403, "identity.step_up_needed",
        "这一步很重要，请再证明一次是您本人，30 分钟内有效。", "This step matters: prove once more that it is you. The proof counts for 30 minutes.";
    NO_MATCH = 422, "identity.no_match",
        "姓名和证件号码对不上，请对照证件再看一遍。", "Name and number do not belong together. Compare them with the paper.";
    TOO_MANY_MISMATCHES = 429, "identity.too_many_mismatches",
        "今天核对的次数太多了，请明天再试，或带证件到诉讼服务大厅办理，也可以拨打 12368。",
        "Too many tries today. Try again tomorrow, bring the paper to the court's service hall, or call 12368.";
    ALREADY_PROVED = 409, "identity.already_proved",
        "您的姓名和证件号码已经核实，不能自己更改。要改请带证件到诉讼服务大厅办理，或拨打 12368。",
        "Your name and number are already proved and cannot be changed here. Bring your papers to the service hall, or call 12368.";
    REVIEW_PENDING = 409, "identity.review_pending",
        "您的视频正在人工核对，结果出来以后再改。一般一个工作日内有结果。",
        "Staff are looking at your video; change this afterwards. It usually takes one working day.";
    NUMBER_IN_USE = 409, "identity.number_in_use",
        "这个证件号码已经在另一个微信账号实名。请用那个微信登录；那个微信不用了，请录一段视频由工作人员核对并换绑，或带证件到诉讼服务大厅办理。",
        "This number is proved in another WeChat account. Log in with that one; if it is gone, send a video so that staff move your account, or bring the paper to the service hall.";
    GUARDIAN_NEEDED = 403, "identity.guardian_needed",
        "未满十四周岁的，要由父母或其他监护人同意并代办（个人信息保护法第三十一条）：请监护人用自己的微信实名，在立案时选“帮家人办”。",
        "Under 14, a parent or guardian consents and acts (PIPL 31): let the guardian verify with their own WeChat and choose \"for a family member\" when filing.";
}
