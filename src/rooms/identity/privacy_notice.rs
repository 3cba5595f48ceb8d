//! `GET /api/v1/legal/privacy-notice`: what the court uses of a person, and why (PIPL 17, 30, 35).

use actix_web::{get, web};
use aws_lc_rs::digest::{SHA256, digest};
use data_encoding::HEXLOWER;

use super::words::{NoticeSection, PrivacyNotice};
use crate::kit::i18n::Lang;

/// The text in force. A new text is a new version, and the old consents stay with the old one.
pub const VERSION: &str = "2026-11-24";

/// The privacy notice in force, in the caller's language.
#[utoipa::path(operation_id = "get_privacy_notice", tag = "identity",
    responses((status = 200, description = "The notice", body = PrivacyNotice)))]
#[get("/api/v1/legal/privacy-notice")]
pub async fn get_privacy_notice(lang: Lang) -> web::Json<PrivacyNotice> {
    web::Json(notice(lang))
}

fn notice(lang: Lang) -> PrivacyNotice {
    let (title, sections) = match lang {
        Lang::Zh => ("我们会用到您的哪些信息", ZH),
        Lang::En => ("What we use of your information", EN),
    };
    let mut text = format!("{title}\n");
    for (heading, body) in sections {
        text.push_str(&format!("{heading}\n{body}\n"));
    }
    PrivacyNotice {
        version: VERSION,
        effective_on: VERSION,
        title,
        sections: sections
            .iter()
            .map(|&(heading, body)| NoticeSection { heading, body })
            .collect(),
        sha256: HEXLOWER.encode(digest(&SHA256, text.as_bytes()).as_ref()),
    }
}

const ZH: &[(&str, &str)] = &[
    (
        "依据什么",
        "法院依法审理案件，为履行法定职责处理您的个人信息（个人信息保护法第十三条第一款第三项、第三十四条）。按照第三十五条，我们应当告知您；告知不等于要您同意。下面写明“由您选”的，才需要您同意，不同意也能办事。",
    ),
    (
        "用到什么，为什么",
        "微信给本小程序的用户标识：登录，认出是同一个人。手机号：通知您期限和开庭，核对您是谁。姓名、证件号：办实名认证时核对身份，按《人民法院在线诉讼规则》第七条。您提交的材料：进入案卷。登录的时间和设备名称：让您看到并退出不认识的设备。",
    ),
    (
        "由您选的",
        "用微信提醒您期限和开庭；允许统计使用情况来改进服务（不含姓名和案件内容）；刷脸核对身份。都可以随时在“我的 - 隐私与授权”里关掉，关掉和打开一样简单。刷脸每次由微信比对，法院不保存人脸图像；不刷脸可以录一段视频由工作人员核对，效力一样，视频在核对以后按期删除。",
    ),
    (
        "怎么保存",
        "手机号和证件号加密保存，屏幕上只显示最后四位，日志里不记。信息存在中国境内。案卷按档案规定保存；登录记录至少保存六个月。",
    ),
    (
        "交给谁",
        "发送微信提醒时，微信会收到提醒的种类和时间，不含姓名、案情和金额。核对姓名和身份证号码时，号码会发给受法院委托的核对机构；您同意刷脸时，姓名和身份证号码会发给微信比对。除法律规定外，不交给别人。",
    ),
    (
        "您可以做什么",
        "查看、复制、更正您的信息，撤回同意，要求说明。案卷在法律规定的保存期内不能删除。请在“我的”里办理，或拨打 12368，或到诉讼服务大厅。",
    ),
];

const EN: &[(&str, &str)] = &[
    (
        "On which basis",
        "The court tries cases by law and uses your personal information to fulfil its statutory duty (Personal Information Protection Law, Articles 13(1)3 and 34). Under Article 35 we must tell you; telling is not asking for consent. Only what is marked \"your choice\" below needs your consent, and everything works without it.",
    ),
    (
        "What we use, and why",
        "The identifier that WeChat gives this mini-program: to log in and to know you are the same person. Your phone number: to tell you of deadlines and hearings, and to check who you are. Name and document number: checked at real-name verification (Online Litigation Rules, Article 7). What you submit: goes into the case file. Time and device name of each log-in: so that you can see and end those you don't know.",
    ),
    (
        "Your choice",
        "Reminders of deadlines and hearings through WeChat; statistics of use to improve the service (without names or case content); a face check. Each can be switched off at any time under Me - Privacy and consents, as easily as on. WeChat compares the face, and the court keeps no image; instead of it you can send a short video that staff look at, which counts the same and is deleted some time after they have decided.",
    ),
    (
        "How it is kept",
        "Phone and document numbers are stored encrypted; screens show the last four characters, logs show nothing. Data stays in China. Case files are kept by the archive rules, records of log-ins for at least six months.",
    ),
    (
        "Who gets it",
        "When a WeChat reminder is sent, WeChat learns its kind and time; no names, facts or amounts. When name and number are checked, they go to the register's agent that the court has engaged; when you agree to a face check, they go to WeChat. Nobody else gets anything unless the law says so.",
    ),
    (
        "What you can do",
        "See, copy and correct your information, withdraw consent, ask for an explanation. Case files cannot be deleted while the law has them kept. Use Me, call 12368, or come to the court's service hall.",
    ),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_languages_say_the_same_things() {
        assert_eq!(ZH.len(), EN.len());
        assert_ne!(notice(Lang::Zh).sha256, notice(Lang::En).sha256);
        assert_eq!(notice(Lang::Zh).sha256.len(), 64);
    }
}
