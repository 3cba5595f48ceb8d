//! What can go wrong in this room.

crate::error_table! {
    TYPE_UNKNOWN = 422, "cases.type_unknown",
        "没有这种案件类型，请从列表里选，例如民初。", "There is no such type of case. Choose one of the list, such as 民初.";
    FILING_HAS_CASE = 409, "cases.filing_has_case",
        "这份立案材料已经立案，请刷新后查看案号。", "This filing has its case already. Reload to see the number.";
    NO_SUCH_DOCUMENT = 404, "cases.no_such_document",
        "没有找到这份文书，或您不能看它。", "There is no such document, or you may not see it.";
    STATE_UNKNOWN = 422, "cases.state_unknown",
        "没有这种状态，请用 to_do、active、ended 或案件状态的代码。", "There is no such state. Use to_do, active, ended or the id of a state.";
    QUERY_TOO_LONG = 422, "cases.query_too_long",
        "搜索的字太多了，请用不超过 100 个字。", "That is too much to search for. Use at most 100 characters.";
}
