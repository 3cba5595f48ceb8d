//! What can go wrong at the desk's door.

crate::error_table! {
    CREDENTIALS_WRONG = 401, "desk.credentials_wrong",
        "账号、密码或动态口令不对。口令每 30 秒换一次，用过的不能再用。",
        "User name, password or one-time code is wrong. The code changes every 30 seconds and works once.";
    CSRF = 403, "desk.csrf",
        "请求不是从工作台发出的，请回到工作台再试。", "The request did not come from the desk. Go back to the desk and try again.";
    ROLE_MISSING = 403, "desk.role_missing",
        "您的岗位不能做这一步，请联系管理员。", "Your role does not allow this. Ask an administrator.";
    NO_SUCH_LETTER = 404, "outbox.no_such_letter",
        "没有找到这条待处理的发送，可能已经重发了。", "There is no such dead letter; it may have been sent again already.";
}
