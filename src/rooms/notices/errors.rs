//! What can go wrong in this room.

crate::error_table! {
    NO_SUCH_NOTICE = 404, "notices.no_such_notice",
        "没有找到这条消息。", "There is no such message.";
}
