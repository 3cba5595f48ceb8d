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
    REAL_NAME_FIRST = 409, "identity.real_name_first",
        "请先填姓名和证件号码，再证明是您本人。", "Fill in your name and number first, then prove that it is you.";
    FACE_CONSENT_NEEDED = 409, "face.consent_needed",
        "刷脸要先得到您单独的同意；不同意也能办，录一段视频由工作人员核对就行。",
        "A face check needs your separate consent. Without it, send a video that staff look at.";
    FACE_PAPER_NOT_SUPPORTED = 409, "face.paper_not_supported",
        "这种证件不能刷脸，请录一段视频由工作人员核对，效力一样。", "This kind of paper cannot be checked by face. Send a video instead: it counts the same.";
    FACE_TOO_MANY = 429, "face.too_many",
        "今天刷脸的次数太多了，请录一段视频由工作人员核对，或明天再试。", "Too many face checks today. Send a video instead, or try tomorrow.";
    FACE_NOT_PASSED = 422, "face.not_passed",
        "刷脸没有通过，请再试一次，或录一段视频由工作人员核对。", "The face check did not pass. Try again, or send a video instead.";
    NO_SUCH_FACE_CHECK = 404, "face.no_such_check",
        "没有找到这次刷脸，请重新开始。", "There is no such face check. Begin a new one.";
    FACE_CHECK_USED = 409, "face.check_used",
        "这次刷脸已经有结果了，请看“我的”里的认证状态，或重新开始。", "This face check has its outcome already. Look under Me, or begin a new one.";
    FACE_CHECK_EXPIRED = 409, "face.check_expired",
        "这次刷脸过期了，请重新开始。", "This face check has expired. Begin a new one.";
    FACE_OTHER_SESSION = 409, "face.other_session",
        "请在开始刷脸的那台手机上完成，或在这里重新开始。", "Finish the check on the device that began it, or begin a new one here.";
    PHRASE_EXPIRED = 409, "identity.phrase_expired",
        "要念的数字过期了，请看新的数字，重录一段视频。", "The digits to read have expired. Look at the new ones and record again.";
    TOO_MANY_VIDEOS = 429, "identity.too_many_videos",
        "今天发的视频太多了，请明天再发，或带证件到诉讼服务大厅办理。", "Too many videos today. Send another tomorrow, or bring the paper to the service hall.";
    REVIEW_DECIDED = 409, "identity.review_decided",
        "这段视频已经有人核对过了，请刷新列表。", "Somebody has decided on this video already. Reload the list.";
}
