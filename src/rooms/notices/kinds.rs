//! The kinds of notice, what each is told from, and what of it may leave the house.

use chrono::{DateTime, Datelike, Duration, FixedOffset, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::kit::clock::shanghai;

macro_rules! notice_kinds {
    ($( $(#[$doc:meta])* $kind:ident = $name:literal, $act:literal, $state:literal, sms: $sms:literal; )+) => {
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
        #[serde(rename_all = "snake_case")]
        pub enum NoticeKind { $( $(#[$doc])* $kind, )+ }

        impl NoticeKind {
            pub const ALL: &[NoticeKind] = &[$( NoticeKind::$kind, )+];

            /// Also the name of its template in `wechat.templates` and `sms.templates`.
            pub fn name(self) -> &'static str {
                match self { $( NoticeKind::$kind => $name, )+ }
            }

            /// The act in at most 20 characters: all that WeChat and SMS are told besides number and day.
            pub fn act(self) -> &'static str {
                match self { $( NoticeKind::$kind => $act, )+ }
            }

            /// In at most five.
            pub fn state(self) -> &'static str {
                match self { $( NoticeKind::$kind => $state, )+ }
            }

            /// Worth an SMS to those whom WeChat does not reach: where a right is lost by not knowing.
            pub fn worth_an_sms(self) -> bool {
                match self { $( NoticeKind::$kind => $sms, )+ }
            }
        }
    };
}

notice_kinds! {
    NewDevice = "new_device", "新设备登录", "新登录", sms: false;
    FilingReceived = "filing_received", "法院已收到起诉材料", "已收到", sms: false;
    /// Also the reminders before its end.
    CorrectionDue = "correction_due", "起诉材料需要补正", "待补正", sms: true;
    Accepted = "accepted", "已登记立案", "已立案", sms: true;
    Returned = "returned", "起诉材料已退回", "已退回", sms: true;
    NotAccepted = "not_accepted", "法院作出裁定", "已裁定", sms: true;
    FilingWithdrawn = "filing_withdrawn", "立案申请已撤回", "已撤回", sms: false;
    PreMediationReferred = "pre_mediation_referred", "已转入诉前调解", "调解中", sms: false;
    /// Also the reminders before its end.
    FeeDue = "fee_due", "请交纳诉讼费用", "待交费", sms: true;
    FeePaid = "fee_paid", "诉讼费用已收到", "已交费", sms: false;
    FeeRefunded = "fee_refunded", "诉讼费用已退回", "已退费", sms: false;
    FeeLapsed = "fee_lapsed", "交费期限已过", "已过期", sms: true;
    Docketed = "docketed", "案件已进入审理准备", "已分案", sms: false;
    VideoReviewDecided = "video_review_decided", "视频核验有结果", "已核验", sms: false;
    DocumentArrived = "document_arrived", "法院送达了文书", "新文书", sms: true;
    DocumentUnread = "document_unread", "有文书还没有打开", "未打开", sms: true;
    AddressAsked = "address_asked", "请确认送达地址", "待确认", sms: true;
    HearingSlots = "hearing_slots", "请选择开庭时间", "待选择", sms: true;
    HearingConfirmed = "hearing_confirmed", "开庭时间已确定", "待开庭", sms: true;
    HearingChanged = "hearing_changed", "开庭时间有变化", "有变化", sms: true;
    HearingCancelled = "hearing_cancelled", "开庭已取消", "已取消", sms: true;
    /// Three days, a day and an hour before.
    HearingSoon = "hearing_soon", "快要开庭了", "待开庭", sms: true;
    CaseEvent = "case_event", "案件有新进展", "新进展", sms: false;
}

impl NoticeKind {
    pub fn named(name: &str) -> Option<NoticeKind> {
        NoticeKind::ALL
            .iter()
            .copied()
            .find(|kind| kind.name() == name)
    }
}

/// What a notice is told from; each kind uses what it needs, and says less when something is not there.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct NoticeFacts {
    /// `new_device`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub device_name: Option<String>,
    /// Number of the receipt.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub receipt_no: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub case_number: Option<String>,
    /// What it is about: 张三与某某科技有限公司网络购物合同纠纷.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// End of the period in question, exclusive.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub expires_before: Option<DateTime<FixedOffset>>,
    /// The end lies in a year whose holidays are not published.
    pub provisional: bool,
    /// A reminder so many days before the end.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub days_left: Option<i64>,
    /// How many things to correct.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub items: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub amount_fen: Option<i64>,
    /// In the words of whoever decided.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// `video_review_decided`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub approved: Option<bool>,
    /// Of a hearing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub starts_at: Option<DateTime<FixedOffset>>,
    /// The courtroom, online or not.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// `case_event`: what happened, in both languages.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub zh: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub en: Option<String>,
}

impl NoticeFacts {
    /// Facts that do not fit say nothing, so that an old row never hides an inbox.
    pub fn read(text: &str) -> NoticeFacts {
        serde_json::from_str(text).unwrap_or_default()
    }

    /// The last two digits of the number, behind a star: `*45`. Enough to know one's own case by,
    /// too little for whoever reads over a shoulder (domain.md 9).
    pub fn masked_number(&self) -> Option<String> {
        let number = self.case_number.as_deref().or(self.receipt_no.as_deref())?;
        let digits: Vec<char> = number
            .chars()
            .rev()
            .skip_while(|c| !c.is_ascii_digit())
            .take_while(char::is_ascii_digit)
            .take(2)
            .collect();
        (!digits.is_empty()).then(|| format!("*{}", digits.iter().rev().collect::<String>()))
    }

    /// The day that a reminder names: of the hearing, the last of the period, or that of the event itself.
    pub fn day(&self, at: DateTime<Utc>) -> NaiveDate {
        match (self.starts_at, self.expires_before) {
            (Some(start), _) => start.with_timezone(&shanghai()).date_naive(),
            (None, Some(end)) => last_day(end),
            (None, None) => at.with_timezone(&shanghai()).date_naive(),
        }
    }
}

/// The last day of a period whose end is exclusive.
pub fn last_day(expires_before: DateTime<FixedOffset>) -> NaiveDate {
    (expires_before.with_timezone(&shanghai()) - Duration::microseconds(1)).date_naive()
}

/// `2026年12月1日`, a form that WeChat's `date` takes.
pub fn long_day(day: NaiveDate) -> String {
    format!("{}年{}月{}日", day.year(), day.month(), day.day())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn facts(case_number: Option<&str>, receipt_no: Option<&str>) -> NoticeFacts {
        NoticeFacts {
            case_number: case_number.map(str::to_owned),
            receipt_no: receipt_no.map(str::to_owned),
            ..NoticeFacts::default()
        }
    }

    #[test]
    fn numbers_leave_the_house_masked() {
        for (case, receipt, masked) in [
            (Some("（2026）京0491民初12345号"), None, Some("*45")),
            (
                Some("（2026）京0491民初7号"),
                Some("R2026112400001"),
                Some("*7"),
            ),
            (None, Some("立收2026112400001"), Some("*01")),
            (None, None, None),
            (Some("号"), None, None),
        ] {
            assert_eq!(facts(case, receipt).masked_number().as_deref(), masked);
        }
    }

    #[test]
    fn what_leaves_the_house_fits_wechats_fields() {
        for kind in NoticeKind::ALL {
            assert!(kind.act().chars().count() <= 20, "{kind:?}");
            assert!((1..=5).contains(&kind.state().chars().count()), "{kind:?}");
            assert_eq!(NoticeKind::named(kind.name()), Some(*kind));
            assert_eq!(serde_json::to_value(kind).unwrap(), kind.name());
        }
    }

    #[test]
    fn a_period_ends_on_the_day_before_its_exclusive_end() {
        let end = |text: &str| last_day(text.parse().unwrap()).to_string();
        assert_eq!(end("2026-12-02T00:00:00+08:00"), "2026-12-01");
        assert_eq!(end("2026-12-01T16:00:00+00:00"), "2026-12-01");
        assert_eq!(end("2026-12-01T15:00:00+08:00"), "2026-12-01");
    }

    #[test]
    fn facts_that_do_not_fit_say_nothing() {
        let facts = NoticeFacts::read(r#"{"items": "three"}"#);
        assert!(facts.items.is_none() && facts.title.is_none());
        assert!(NoticeFacts::read(r#"{"something_new": 1, "items": 2}"#).items == Some(2));
    }
}
