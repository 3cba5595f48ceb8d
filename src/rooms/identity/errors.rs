//! What can go wrong in this room.

crate::error_table! {
    NO_SUCH_DEVICE = 404, "identity.no_such_device",
        "没有找到这台设备，可能已经退出了。", "There is no such device; it may have been logged out already.";
    NOTICE_OUTDATED = 422, "consent.notice_outdated",
        "告知书已更新，请先看最新的再选择。", "The privacy notice has changed. Read the latest version first.";
    NOTICE_ONLY_ACKNOWLEDGED = 422, "consent.notice_only_acknowledged",
        "告知书只能确认看过，不能撤回；您可以在隐私设置里关掉其他授权。",
        "The notice can only be acknowledged, not withdrawn; other consents can be switched off.";
}
