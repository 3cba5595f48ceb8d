//! Title and body of each kind of notice, as the inbox shows them: first the fact, then what to do.

use chrono::{DateTime, Datelike, NaiveDate, Utc};

use super::kinds::{NoticeFacts, NoticeKind, last_day};
use crate::kit::clock::shanghai;
use crate::kit::i18n::Lang;

/// `(title, body)`; `at` is when the notice was written.
pub(super) fn of(
    kind: NoticeKind,
    facts: &NoticeFacts,
    at: DateTime<Utc>,
    lang: Lang,
) -> (String, String) {
    let told = Told { facts, at };
    let (title, body) = match lang {
        Lang::Zh => told.zh(kind),
        Lang::En => told.en(kind),
    };
    (title, body.trim().to_owned())
}

struct Told<'a> {
    facts: &'a NoticeFacts,
    at: DateTime<Utc>,
}

impl Told<'_> {
    fn zh(&self, kind: NoticeKind) -> (String, String) {
        let title = match (kind, self.facts.days_left) {
            (NoticeKind::CorrectionDue, Some(_)) => "补正期限快到了",
            (NoticeKind::FeeDue, Some(_)) => "交费期限快到了",
            (NoticeKind::VideoReviewDecided, _) if self.facts.approved == Some(true) => {
                "视频核验通过了"
            }
            (NoticeKind::VideoReviewDecided, _) => "视频核验没有通过",
            _ => kind.act(),
        };
        let about = self.about("《", "》", "：");
        let until = self.until_zh();
        let body = match kind {
            NoticeKind::NewDevice => format!(
                "{}，您的账号在“{}”上登录。如果不是您本人，请到“我的 - 登录设备”退出这台设备。",
                self.at
                    .with_timezone(&shanghai())
                    .format("%-m月%-d日 %H:%M"),
                self.facts.device_name.as_deref().unwrap_or_default()
            ),
            NoticeKind::FilingReceived => format!(
                "{about}法院已经收到{}。{}您现在不用做什么。",
                led("材料，接收号 ", &self.facts.receipt_no, "", "您的起诉材料"),
                until.map_or(String::new(), |until| format!(
                    "审查期限到 {until}，有结果会在这里告诉您。"
                ))
            ),
            NoticeKind::CorrectionDue => format!(
                "{about}有{}需要补正。请{}补正后重新提交；逾期没有补正的，法院会退回材料。",
                self.facts
                    .items
                    .map_or("内容".to_owned(), |items| format!(" {items} 处")),
                self.before_zh()
            ),
            NoticeKind::Accepted => format!(
                "{about}法院已经登记立案{}。受理案件通知书在案件的“文书”里。",
                led("，案号 ", &self.facts.case_number, "", "")
            ),
            NoticeKind::Returned => format!(
                "{about}法院退回了起诉材料。{}您可以补齐后重新提交，或者向有管辖权的法院起诉；请留意诉讼时效。",
                led("理由：", &self.facts.reason, "。", "")
            ),
            NoticeKind::NotAccepted => format!(
                "{about}法院作出了裁定。裁定书在立案申请的“文书”里，能否上诉、期限多长，裁定书末尾写明了。"
            ),
            NoticeKind::FilingWithdrawn => {
                format!("{about}立案申请已经撤回。以后仍可以重新提交；请留意诉讼时效。")
            }
            NoticeKind::PreMediationReferred => format!(
                "{about}已经转入诉前调解。调解组织会在 3 个工作日内联系您，调解不收诉讼费；不愿意继续调解的，随时可以说。"
            ),
            NoticeKind::FeeDue => format!(
                "{about}请{}交纳案件受理费{}。交费有困难的，可以在这之前申请缓交、减交或免交；期满没有交也没有申请的，由法官裁定按撤诉处理。",
                self.before_zh(),
                self.money(" ", " 元")
            ),
            NoticeKind::FeePaid => format!(
                "{about}法院已经收到案件受理费{}。交费凭证在案件的“文书”里。您现在不用做什么。",
                self.money(" ", " 元")
            ),
            NoticeKind::FeeRefunded => format!(
                "{about}法院已经退回诉讼费用{}，钱会回到原来付款的账户。{}",
                self.money(" ", " 元"),
                led("原因：", &self.facts.reason, "。", "")
            ),
            NoticeKind::FeeLapsed => format!(
                "{about}交费期限已经过了。接下来由法官决定是否按撤诉处理；有正当理由没能交的，请马上联系法院。"
            ),
            NoticeKind::Docketed => format!(
                "{about}案件已经分到审判庭{}。接下来法院会向对方送达起诉状，您可以在“案件”里看到进展。",
                led("，案号 ", &self.facts.case_number, "", "")
            ),
            NoticeKind::VideoReviewDecided if self.facts.approved == Some(true) => {
                "您的身份已经核验，可以立案、签名和接收文书了。".to_owned()
            }
            NoticeKind::VideoReviewDecided => format!(
                "{}请按提示重新录一段，也可以改用刷脸，或者到诉讼服务大厅办理。",
                led("原因：", &self.facts.reason, "。", "")
            ),
            NoticeKind::DocumentArrived => format!(
                "{about}法院向您送达了这份文书，请打开查看。到达您的账户就可能算送达，期限从送达那天的第二天开始计算。"
            ),
            NoticeKind::DocumentUnread => {
                format!("{about}这份文书您还没有打开。期限可能已经开始计算，请尽快查看。")
            }
            NoticeKind::AddressAsked => format!(
                "{about}请确认您的送达地址，并选择是否同意在小程序里接收文书。3 天内没有确认的，法院改用邮寄等方式送达。"
            ),
            NoticeKind::HearingSlots => format!(
                "{about}法院给出了几个开庭时间，请{}选一个您方便的；都不方便的，可以标出不便的时间。逾期没有共同时间的，由法院确定。",
                self.before_zh()
            ),
            NoticeKind::HearingConfirmed => format!(
                "{about}法院已经确定{}开庭。传票在案件的“文书”里。原告无正当理由不到庭的，可能按撤诉处理；被告不到庭的，可能缺席判决。",
                self.when_zh()
            ),
            NoticeKind::HearingChanged => format!(
                "{about}{}{}",
                led("", &self.facts.zh, "。", "开庭时间有变化。"),
                match self.facts.starts_at {
                    Some(_) => format!("现在的安排：{}开庭。", self.when_zh()),
                    None => "新的时间定下来后会再通知您。".to_owned(),
                }
            ),
            NoticeKind::HearingCancelled => format!(
                "{about}开庭取消了，您不用到庭。{}",
                led("原因：", &self.facts.zh, "。", "")
            ),
            NoticeKind::HearingSoon => format!(
                "{about}{}开庭。请提前准备身份证件和证据；在线开庭的，请找一个安静、明亮的地方，提前试试手机的摄像头和网络。",
                self.when_zh()
            ),
            NoticeKind::CaseEvent => format!(
                "{about}{}",
                self.facts
                    .zh
                    .as_deref()
                    .unwrap_or("有新的进展，请到“案件”里查看。")
            ),
        };
        (title.to_owned(), body)
    }

    fn en(&self, kind: NoticeKind) -> (String, String) {
        let reminder = self.facts.days_left.is_some();
        let about = self.about("", "", ": ");
        let by = self.before_en();
        let fact = |words: String| words;
        let (title, body) = match kind {
            NoticeKind::NewDevice => (
                "Log-in on a new device",
                format!(
                    "On {} your account was used on \"{}\". If it was not you, log that device out under Me - Your devices.",
                    self.at.with_timezone(&shanghai()).format("%-d %b %H:%M"),
                    self.facts.device_name.as_deref().unwrap_or_default()
                ),
            ),
            NoticeKind::FilingReceived => (
                "The court has your papers",
                fact(format!(
                    "{about}the court has received your filing{}.{} There is nothing you need to do now.",
                    led(", receipt ", &self.facts.receipt_no, "", ""),
                    self.until_en().map_or(String::new(), |until| format!(
                        " It is reviewed by {until} and you will be told here."
                    ))
                )),
            ),
            NoticeKind::CorrectionDue => (
                if reminder {
                    "Your time to correct ends soon"
                } else {
                    "Your filing needs corrections"
                },
                format!(
                    "{about}{} to correct. Please correct and send it again{by}; after that the court returns the papers.",
                    match self.facts.items {
                        Some(1) => "there is 1 thing".to_owned(),
                        Some(items) => format!("there are {items} things"),
                        None => "there is something".to_owned(),
                    }
                ),
            ),
            NoticeKind::Accepted => (
                "Your case is registered",
                format!(
                    "{about}the court has registered the case{}. The notice of acceptance is among its documents.",
                    led(" as ", &self.facts.case_number, "", "")
                ),
            ),
            NoticeKind::Returned => (
                "Your papers were returned",
                format!(
                    "{about}the court has returned the papers. {}You can complete them and file again, or go to the court that has jurisdiction; mind the limitation period.",
                    led("Reason: ", &self.facts.reason, ". ", "")
                ),
            ),
            NoticeKind::NotAccepted => (
                "The court has made a ruling",
                format!(
                    "{about}the ruling is among the documents of the filing. Its last lines say whether and until when it can be appealed."
                ),
            ),
            NoticeKind::FilingWithdrawn => (
                "The filing was withdrawn",
                format!("{about}you can file again later; mind the limitation period."),
            ),
            NoticeKind::PreMediationReferred => (
                "Referred to mediation before filing",
                format!(
                    "{about}the mediation body contacts you within 3 working days. It costs no court fee, and you can say at any time that you do not want to go on."
                ),
            ),
            NoticeKind::FeeDue => (
                if reminder {
                    "Your time to pay ends soon"
                } else {
                    "Please pay the court fee"
                },
                format!(
                    "{about}please pay the case fee{}{by}. If you cannot, apply before then for deferral, reduction or exemption; if neither happens, a judge rules that the claim counts as withdrawn.",
                    self.money(" of ¥", "")
                ),
            ),
            NoticeKind::FeePaid => (
                "The court fee has arrived",
                format!(
                    "{about}the court has received the case fee{}. The proof of payment is among the documents. There is nothing you need to do now.",
                    self.money(" of ¥", "")
                ),
            ),
            NoticeKind::FeeRefunded => (
                "The court fee was refunded",
                format!(
                    "{about}the court has refunded{} to the account it came from. {}",
                    self.money(" ¥", ""),
                    led("Reason: ", &self.facts.reason, ".", "")
                ),
            ),
            NoticeKind::FeeLapsed => (
                "The time to pay has ended",
                format!(
                    "{about}a judge now decides whether the claim counts as withdrawn. If you had good reason not to pay, contact the court at once."
                ),
            ),
            NoticeKind::Docketed => (
                "Your case is with the trial division",
                format!(
                    "{about}the court now serves the complaint on the other side. You can follow it under Cases."
                ),
            ),
            NoticeKind::VideoReviewDecided if self.facts.approved == Some(true) => (
                "Your video was approved",
                "Your identity is verified: you can file, sign and receive documents.".to_owned(),
            ),
            NoticeKind::VideoReviewDecided => (
                "Your video was not approved",
                format!(
                    "{}Please record another one as shown, use the face check, or come to the service hall.",
                    led("Reason: ", &self.facts.reason, ". ", "")
                ),
            ),
            NoticeKind::DocumentArrived => (
                "The court has sent you a paper",
                format!(
                    "{about}please open it. Arrival in your account may already be service; limits run from the day after."
                ),
            ),
            NoticeKind::DocumentUnread => (
                "A paper of the court is unread",
                format!("{about}you have not opened it yet. A limit may be running already."),
            ),
            NoticeKind::AddressAsked => (
                "Please confirm your address for service",
                format!(
                    "{about}confirm where the court reaches you and whether papers may come to this app. After 3 days without an answer the court serves by post."
                ),
            ),
            NoticeKind::HearingSlots => (
                "Please choose a hearing time",
                format!(
                    "{about}the court offers several times. Please choose one that suits you{by}, or mark the times that don't. Without a common time the court fixes one."
                ),
            ),
            NoticeKind::HearingConfirmed => (
                "Your hearing is fixed",
                format!(
                    "{about}the hearing is{}. The summons is among the documents. If a plaintiff stays away without good reason the claim may count as withdrawn; without the defendant the court may decide by default.",
                    self.when_en()
                ),
            ),
            NoticeKind::HearingChanged => (
                "Your hearing has changed",
                format!(
                    "{about}{}{}",
                    led(
                        "",
                        &self.facts.en,
                        ". ",
                        "the time of the hearing has changed. "
                    ),
                    match self.facts.starts_at {
                        Some(_) => format!("It is now{}.", self.when_en()),
                        None => "You will be told the new time once it is set.".to_owned(),
                    }
                ),
            ),
            NoticeKind::HearingCancelled => (
                "Your hearing is cancelled",
                format!(
                    "{about}you need not appear. {}",
                    led("Reason: ", &self.facts.en, ".", "")
                ),
            ),
            NoticeKind::HearingSoon => (
                "Your hearing is soon",
                format!(
                    "{about}the hearing is{}. Have your ID and evidence ready; for an online hearing find a quiet, bright place and try your camera and network before.",
                    self.when_en()
                ),
            ),
            NoticeKind::CaseEvent => (
                "News in your case",
                format!(
                    "{about}{}",
                    self.facts
                        .en
                        .as_deref()
                        .unwrap_or("there is something new. Please look under Cases.")
                ),
            ),
        };
        (title.to_owned(), upper_first(body.trim()))
    }

    /// The matter, or else the number, set before the sentence.
    fn about(&self, open: &str, close: &str, colon: &str) -> String {
        let said = |text: &Option<String>| text.clone().filter(|text| !text.is_empty());
        match (said(&self.facts.title), said(&self.facts.case_number)) {
            (Some(title), _) => format!("{open}{title}{close}{colon}"),
            (None, Some(number)) => format!("{number}{colon}"),
            (None, None) => String::new(),
        }
    }

    fn money(&self, before: &str, after: &str) -> String {
        let Some(fen) = self.facts.amount_fen else {
            return String::new();
        };
        let mut yuan = (fen / 100).to_string();
        let mut place = yuan.len();
        while place > 3 {
            place -= 3;
            yuan.insert(place, ',');
        }
        format!("{before}{yuan}.{:02}{after}", fen % 100)
    }

    /// `12月1日 24:00`, with the year when it is another one than that of the notice.
    fn until_zh(&self) -> Option<String> {
        let end = self.facts.expires_before?;
        let day = last_day(end);
        let year = if day.year() == self.this_year() {
            String::new()
        } else {
            format!("{}年", day.year())
        };
        let open = if self.facts.provisional {
            "（暂定）"
        } else {
            ""
        };
        Some(format!(
            "{year}{}月{}日 24:00{open}",
            day.month(),
            day.day()
        ))
    }

    /// `于 12月8日 09:00 在网上第一法庭`.
    fn when_zh(&self) -> String {
        let at = self.facts.starts_at.map_or(String::new(), |at| {
            let at = at.with_timezone(&shanghai());
            let year = if at.year() == self.this_year() {
                String::new()
            } else {
                format!("{}年", at.year())
            };
            format!("于 {year}{}", at.format("%-m月%-d日 %H:%M "))
        });
        at + &led("在", &self.facts.place, "", "")
    }

    fn when_en(&self) -> String {
        let at = self.facts.starts_at.map_or(String::new(), |at| {
            let at = at.with_timezone(&shanghai());
            format!(
                " on {} at {}",
                self.day_en(at.date_naive()),
                at.format("%H:%M")
            )
        });
        at + &led(" in ", &self.facts.place, "", "")
    }

    fn before_zh(&self) -> String {
        match (self.until_zh(), self.facts.days_left) {
            (Some(until), Some(days)) => format!("在 {until} 前（还剩 {days} 天）"),
            (Some(until), None) => format!("在 {until} 前"),
            (None, _) => "尽快".to_owned(),
        }
    }

    fn until_en(&self) -> Option<String> {
        let day = last_day(self.facts.expires_before?);
        let open = if self.facts.provisional {
            " (provisional)"
        } else {
            ""
        };
        Some(format!("the end of {}{open}", self.day_en(day)))
    }

    fn before_en(&self) -> String {
        match (self.until_en(), self.facts.days_left) {
            (Some(until), Some(1)) => format!(" by {until} (1 day left)"),
            (Some(until), Some(days)) => format!(" by {until} ({days} days left)"),
            (Some(until), None) => format!(" by {until}"),
            (None, _) => " soon".to_owned(),
        }
    }

    fn day_en(&self, day: NaiveDate) -> String {
        match day.year() == self.this_year() {
            true => day.format("%-d %b").to_string(),
            false => day.format("%-d %b %Y").to_string(),
        }
    }

    fn this_year(&self) -> i32 {
        self.at.with_timezone(&shanghai()).year()
    }
}

fn led(before: &str, value: &Option<String>, after: &str, without: &str) -> String {
    match value
        .as_deref()
        .map(|value| value.trim_end_matches(['。', '.']))
    {
        Some(value) if !value.is_empty() => format!("{before}{value}{after}"),
        _ => without.to_owned(),
    }
}

fn upper_first(text: &str) -> String {
    let mut chars = text.chars();
    match chars.next() {
        Some(first) => first.to_uppercase().chain(chars).collect(),
        None => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn facts() -> NoticeFacts {
        serde_json::from_value(serde_json::json!({
            "receipt_no": "立收2026112400001", "case_number": "（2026）京0491民初12345号",
            "title": "张三与某某科技有限公司网络购物合同纠纷", "expires_before": "2026-12-02T00:00:00+08:00",
            "items": 2, "amount_fen": 123_456_789, "reason": "材料不齐。", "zh": "对方已经收到起诉状。",
            "en": "the complaint was served.", "device_name": "华为", "approved": true,
        }))
        .unwrap()
    }

    fn at() -> DateTime<Utc> {
        "2026-11-24T01:41:00Z".parse().unwrap()
    }

    #[test]
    fn every_kind_has_words_in_both_languages_with_and_without_facts() {
        for kind in NoticeKind::ALL {
            for lang in [Lang::Zh, Lang::En] {
                for facts in [facts(), NoticeFacts::default()] {
                    let (title, body) = of(*kind, &facts, at(), lang);
                    assert!(!title.is_empty() && !body.is_empty(), "{kind:?}");
                    for wrong in ["。。", "..", "{", "None", "  ", "：。"] {
                        assert!(!body.contains(wrong), "{kind:?} {body}");
                    }
                }
            }
        }
    }

    #[test]
    fn a_clock_names_its_last_day() {
        let (title, body) = of(NoticeKind::CorrectionDue, &facts(), at(), Lang::Zh);
        assert_eq!(title, "起诉材料需要补正");
        assert_eq!(
            body,
            "《张三与某某科技有限公司网络购物合同纠纷》：有 2 处需要补正。请在 12月1日 24:00 前补正后重新提交；逾期没有补正的，法院会退回材料。"
        );
        let reminder = NoticeFacts {
            days_left: Some(2),
            ..facts()
        };
        let (title, body) = of(NoticeKind::FeeDue, &reminder, at(), Lang::Zh);
        assert_eq!(title, "交费期限快到了");
        assert!(
            body.contains("请在 12月1日 24:00 前（还剩 2 天）交纳案件受理费 1,234,567.89 元"),
            "{body}"
        );
        let (_, body) = of(NoticeKind::FeeDue, &reminder, at(), Lang::En);
        assert!(
            body.contains("¥1,234,567.89 by the end of 1 Dec (2 days left)"),
            "{body}"
        );
    }

    #[test]
    fn another_year_is_named() {
        let next = NoticeFacts {
            expires_before: Some("2027-01-05T00:00:00+08:00".parse().unwrap()),
            provisional: true,
            ..NoticeFacts::default()
        };
        let (_, body) = of(NoticeKind::FeeDue, &next, at(), Lang::Zh);
        assert!(body.contains("2027年1月4日 24:00（暂定）"), "{body}");
    }
}
