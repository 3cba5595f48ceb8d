//! What can be wrong with a question, each with a stable id and words that say what to do.

use super::Words;
use super::named::named;

/// Declares each fault once: variant, id, sentence in Chinese, sentence in English.
macro_rules! fault_codes {
    ($($variant:ident = $id:literal, $zh:literal, $en:literal;)+) => {
        named! {
            /// What is wrong with a field. The id is stable: clients may switch on it.
            pub enum FaultCode { $($variant = $id),+ }
        }

        impl FaultCode {
            /// What to do about it, in one sentence.
            pub fn words(self) -> Words {
                match self { $(Self::$variant => Words::new($zh, $en)),+ }
            }
        }
    };
}

fault_codes! {
    Required = "field.required",
        "请填写此项。",
        "Fill in this field.";
    Unknown = "field.unknown",
        "没有这个字段，请删去。",
        "There is no such field; leave it out.";
    WrongType = "field.wrong_type",
        "类型不对，请按接口说明填写。",
        "Wrong type; see the API description.";
    NotInList = "field.not_in_list",
        "不在可选值之内，请从列表中选择。",
        "Not one of the allowed values; choose from the list.";
    BadLength = "field.bad_length",
        "字数不符，请填写1至40个字符。",
        "Wrong length; use 1 to 40 characters.";
    OutOfRange = "field.out_of_range",
        "数值超出范围，请改小或改大。",
        "Out of range; use a smaller or larger number.";
    Repeated = "field.repeated",
        "重复了，请只保留一个。",
        "Given twice; keep one.";
    TooFew = "list.too_few",
        "至少需要一项，请补充。",
        "At least one is needed; add one.";
    TooMany = "list.too_many",
        "项数过多，请删减。",
        "Too many; leave some out.";
    BadAmount = "amount.malformed",
        "金额请写成数字文本，最多15位整数、2位小数，例如“1234.56”。",
        "Write the amount as a string of digits, at most 15 before the point and 2 after, such as \"1234.56\".";
    AmountNotPositive = "amount.not_positive",
        "金额须大于0。",
        "The amount must be above 0.";
    BadDay = "day.malformed",
        "请填写存在的日期，格式为2026-03-02。",
        "Give an existing day as 2026-03-02.";
    DayOutOfRange = "day.out_of_range",
        "日期须在2000-01-01至2099-12-31之间。",
        "The day must lie between 2000-01-01 and 2099-12-31.";
    BadTime = "time.malformed",
        "请填写带时区的时间，例如2026-03-02T09:15:00+08:00。",
        "Give a time with its offset, such as 2026-03-02T09:15:00+08:00.";
    AppealAboveClaim = "fee.appeal_above_claim",
        "上诉部分不能超过一审请求的金额，请核对。",
        "The appealed part cannot exceed the first-instance claim; check both.";
    ClaimNotRaised = "fee.claim_not_raised",
        "变更后的金额不能低于原金额；减少请求不需要补交。",
        "The new amount cannot be below the old one; a reduced claim needs no supplement.";
    ArrivalNeedsDelivery = "service.arrival_needs_delivery",
        "只有发送成功才有到达时间，请核对发送结果。",
        "Only a successful delivery has a time of arrival; check the delivery.";
    DeliveryNeedsArrival = "service.delivery_needs_arrival",
        "发送成功须填写到达时间。",
        "A successful delivery needs its time of arrival.";
    FeedbackNeedsTime = "service.feedback_needs_time",
        "有反馈须填写反馈时间。",
        "Feedback needs its time.";
    TimeNeedsFeedback = "service.time_needs_feedback",
        "没有反馈就没有反馈时间，请删去或选择反馈。",
        "Without feedback there is no time of feedback; leave it out or choose the feedback.";
    BeforeSent = "service.before_sent",
        "不能早于发送时间，请核对。",
        "This cannot lie before the sending; check both times.";
    FailedWithFeedback = "service.failed_with_feedback",
        "发送失败不会有反馈，请核对发送结果。",
        "A failed delivery has no feedback; check the delivery.";
    RebuttalNeedsVerdict = "service.rebuttal_needs_verdict",
        "有异议须写明是否已证明。",
        "A rebuttal needs the finding whether it was proved.";
    VerdictNeedsRebuttal = "service.verdict_needs_rebuttal",
        "没有异议就没有是否证明，请删去。",
        "Without a rebuttal nothing was proved; leave it out.";
    ProvedArrivalMisplaced = "service.proved_arrival_misplaced",
        "只有到达时间异议才有证明的到达时间，请删去。",
        "Only a dispute of the arrival has a proved arrival; leave it out.";
    ArrivalDisputeNeedsDelivery = "service.arrival_dispute_needs_delivery",
        "发送成功才能对到达时间提出异议，请核对。",
        "The arrival can be disputed only where delivery succeeded; check both.";
    NotOwnNeedsFound = "service.not_own_needs_found",
        "只有法院查找的地址才可能不是本人的，请核对地址来源。",
        "Only an address found by the court can be another person's; check its source.";
    ServedBeforeMade = "effect.served_before_made",
        "送达日不能早于作出日，请核对。",
        "Service cannot come before the day it was made; check both.";
    AppealBeforeService = "effect.appeal_before_service",
        "上诉日不能早于送达日，请核对。",
        "An appeal cannot come before the appellant was served; check both.";
    AppealNotServed = "effect.appeal_not_served",
        "该当事人尚未送达，还不能上诉，请填写送达日或删去上诉。",
        "This party is not served yet; give the day of service or leave the appeal out.";
    OutcomeBeforeAppeal = "effect.outcome_before_appeal",
        "上诉结果不能早于上诉日，请核对。",
        "The outcome cannot come before the appeal; check both.";
    OutcomeNeedsDay = "effect.outcome_needs_day",
        "上诉已有结果，请填写二审裁定生效日。",
        "Give the day on which the second-instance ruling took effect.";
    PendingHasNoDay = "effect.pending_has_no_day",
        "上诉尚未审结，没有结果日，请删去。",
        "A pending appeal has no day of outcome; leave it out.";
    NotAcceptedIsNotSmall = "effect.not_accepted_is_not_small",
        "不予受理的案件没有适用小额诉讼程序，请核对。",
        "A case that was not accepted never became a small claim; check both.";
    BeforeFirstRule = "jurisdiction.before_first_rule",
        "互联网法院管辖规定自2018-09-07起施行，请填写该日及以后的立案日。",
        "The first rule is of 2018-09-07; give a filing day from then on.";
}

/// One fault: where (JSON pointer from the root of the question) and what.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{pointer}: {code}")]
pub struct Fault {
    pub pointer: String,
    pub code: FaultCode,
}

impl Fault {
    pub fn at(pointer: impl Into<String>, code: FaultCode) -> Self {
        Self {
            pointer: pointer.into(),
            code,
        }
    }
}

/// Every fault of a question; never empty when it is an error.
pub type Faults = Vec<Fault>;

#[cfg(test)]
mod tests {
    use super::FaultCode;
    use crate::law::Named;

    #[test]
    fn every_fault_says_what_to_do_in_both_languages() {
        for code in FaultCode::ALL {
            let words = code.words();
            assert!(
                words.zh.ends_with('。') && words.en.ends_with('.'),
                "{code}"
            );
        }
        let mut ids: Vec<_> = FaultCode::ALL.iter().map(|code| code.id()).collect();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), FaultCode::ALL.len());
    }
}
