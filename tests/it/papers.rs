//! Each paper, looked at by poppler: PDF/A, fonts, text, pages. Without poppler these tests say so and fail.

use std::path::Path;
use std::process::Command;

use micro_court::ports::pdf::{
    AcceptanceNotice, CauseOfReturn, ClaimLine, Complaint, CorrectionLine, CorrectionNotice,
    EvidenceLine, FeeNotice, Gender, Guardian, Litigant, LitigantKind, Paper, PaperLine, Passage,
    PaymentReceipt, Pdf, PdfError, Photo, PhotoBook, Picture, Receipt, Representative,
    ReturnNotice, Ruling, RulingKind, ServiceLine, SignatureLine,
};

const COURT: &str = "示范互联网法院";
const NUMBER: &str = "（2026）京0491民初12345号";
const MATTER: &str = "张三与某某科技有限公司网络购物合同纠纷";

fn at(text: &str) -> chrono::DateTime<chrono::FixedOffset> {
    text.parse().expect("moment")
}

fn some(text: &str) -> Option<String> {
    Some(text.to_owned())
}

fn person(name: &str) -> Litigant {
    Litigant {
        kind: LitigantKind::Person,
        name: name.to_owned(),
        gender: Some(Gender::Female),
        born_on: chrono::NaiveDate::from_ymd_opt(1990, 1, 1),
        id_words: some("公民身份号码"),
        id_number: some("110101199001010015"),
        address: some("北京市东城区示范路1号"),
        phone: some("13800138000"),
        representative: None,
        guardian: None,
    }
}

fn company() -> Litigant {
    Litigant {
        kind: LitigantKind::Organisation,
        name: "某某科技有限公司".to_owned(),
        gender: None,
        born_on: None,
        id_words: some("统一社会信用代码"),
        id_number: some("91350100M000100Y43"),
        representative: Some(Representative {
            name: "王五".to_owned(),
            position: some("执行董事"),
        }),
        ..person("")
    }
}

/// A drawn line on white.
fn picture(width: u32, height: u32) -> Picture {
    let drawn = image::RgbImage::from_fn(width, height, |x, y| match x.abs_diff(y) < 4 {
        true => image::Rgb([20, 20, 60]),
        false => image::Rgb([255, 255, 255]),
    });
    let mut bytes = std::io::Cursor::new(Vec::new());
    drawn
        .write_to(&mut bytes, image::ImageFormat::Png)
        .expect("png");
    Picture {
        bytes: bytes.into_inner(),
    }
}

fn complaint() -> Complaint {
    Complaint {
        court: COURT.to_owned(),
        draft: false,
        cause: "网络购物合同纠纷".to_owned(),
        plaintiffs: vec![person("张𠮷䶮")],
        defendants: vec![company()],
        third_parties: vec![],
        claims: vec![
            ClaimLine {
                text: "请求判令被告退还货款".to_owned(),
                amount_fen: Some(128_000),
            },
            ClaimLine {
                text: "本案诉讼费用由被告承担".to_owned(),
                amount_fen: None,
            },
        ],
        facts: vec![Passage {
            heading: some("商品有什么问题？"),
            text: "收到的是翻新机😀👨‍👩‍👧。\n客服拒绝退货。".to_owned(),
        }],
        evidence: vec![EvidenceLine {
            name: "订单截图".to_owned(),
            proves: some("合同成立"),
            pages: Some(1),
        }],
        service: Some(ServiceLine {
            recipient: "张三".to_owned(),
            phone: some("13800138000"),
            email: None,
            postal: some("北京市东城区示范路1号"),
            electronic: true,
        }),
        signatures: vec![SignatureLine {
            name: "张𠮷䶮".to_owned(),
            capacity: None,
            picture: Some(picture(300, 100)),
        }],
        at: at("2026-11-24T09:41:00+08:00"),
    }
}

fn pdf() -> Pdf {
    Pdf::new("/usr/share/fonts/opentype/noto".into())
}

/// A printed paper in a folder of its own.
struct Printed {
    folder: tempfile::TempDir,
}

async fn print(paper: Paper) -> Printed {
    let bytes = pdf().render(&paper).await.expect("PDF");
    let folder = tempfile::tempdir().expect("folder");
    std::fs::write(folder.path().join("paper.pdf"), bytes).expect("file");
    Printed { folder }
}

impl Printed {
    fn poppler(&self, tool: &str, args: &[&str]) -> String {
        let mut command = Command::new(tool);
        command.args(args).arg(self.folder.path().join("paper.pdf"));
        if tool == "pdftotext" {
            command.arg("-");
        }
        let output = command
            .output()
            .expect("poppler-utils (see scripts/need.sh)");
        assert!(output.status.success(), "{tool}");
        String::from_utf8(output.stdout).expect("UTF-8")
    }

    /// As somebody copies it: without line breaks and without the marks where a long word may break.
    fn text(&self) -> String {
        self.poppler("pdftotext", &["-raw"])
            .replace(['\n', '\u{200B}'], "")
    }

    fn pages(&self) -> usize {
        let info = self.poppler("pdfinfo", &[]);
        let line = info.lines().find(|line| line.starts_with("Pages:"));
        let count = line.and_then(|line| line.split_whitespace().last());
        count.expect("Pages").parse().expect("number")
    }

    /// PDF/A-2b says so in its metadata; every font is inside; it has a title and a language.
    fn assert_archival(&self, title: &str) {
        let meta = self.poppler("pdfinfo", &["-meta"]);
        assert!(
            meta.contains("pdfaid:part>2<") && meta.contains("pdfaid:conformance>B<"),
            "{meta}"
        );
        let info = self.poppler("pdfinfo", &[]);
        let named = info.lines().find(|line| line.starts_with("Title:"));
        assert!(named.is_some_and(|line| line.ends_with(title)), "{info}");
        let fonts = self.poppler("pdffonts", &[]);
        let rows: Vec<&str> = fonts.lines().skip(2).collect();
        assert!(!rows.is_empty());
        for row in rows {
            // name, type (three words), encoding, emb, sub, uni, object (two)
            let columns: Vec<&str> = row.split_whitespace().rev().collect();
            assert_eq!(columns[2..5], ["yes", "yes", "yes"], "{row}");
        }
        let raw = std::fs::read(self.folder.path().join("paper.pdf")).expect("file");
        let lang = b"/Lang(zh-CN)";
        assert!(
            raw.windows(lang.len()).any(|window| window == lang),
            "no language"
        );
    }

    #[track_caller]
    fn assert_says(&self, words: &[&str]) {
        let text = self.text();
        for said in words {
            assert!(text.contains(said), "{said} is missing in: {text}");
        }
    }
}

#[tokio::test]
async fn a_complaint_has_all_that_cpl_124_asks_for() {
    let printed = print(Paper::Complaint(Box::new(complaint()))).await;
    printed.assert_archival("民事起诉状");
    printed.assert_says(&[
        "原告：张𠮷䶮，女，1990年1月1日出生，公民身份号码110101199001010015，住北京市东城区示范路1号，联系电话13800138000。",
        "被告：某某科技有限公司，住所地",
        "统一社会信用代码91350100M000100Y43",
        "法定代表人（负责人）：王五，执行董事。",
        "1. 请求判令被告退还货款（金额：1,280.00元）",
        "证据目录",
        "订单截图",
        "同意人民法院以电子方式送达诉讼文书",
        "此致",
        COURT,
        "具状人：张𠮷䶮",
        "2026年11月24日",
        "第 1 页 共 ",
    ]);
    // An emoji is named in words and leaves no □.
    printed.assert_says(&["收到的是翻新机〔表情〕。"]);
    let text = printed.text();
    assert!(!text.contains('😀') && !text.contains("草稿"), "{text}");
    let images = printed.poppler("pdfimages", &["-list"]);
    assert_eq!(images.lines().count(), 3, "the signature: {images}");
}

/// Facts are data: what looks like markup prints as it is.
#[tokio::test]
async fn attack_markup_in_facts_prints_as_it_is() {
    let mut facts = complaint();
    let evil = "#panic(\"x\") $1+1$ *a* _b_ @c <d> \\ [e] `f` = g // h";
    facts.plaintiffs = vec![person(evil)];
    facts.claims[0].text = "#set page(width: 1pt)\n#read(\"/etc/passwd\")".to_owned();
    facts.evidence[0].name = "#image(\"x.png\")".to_owned();
    facts.court = "#let 法院".to_owned();
    let printed = print(Paper::Complaint(Box::new(facts))).await;
    printed.assert_says(&[
        evil,
        "#set page(width: 1pt)；#read(\"/etc/passwd\")",
        "#image(\"x.png\")",
        "#let 法院",
    ]);
    assert!(printed.pages() < 4);
}

/// Characters that turn the direction of writing could make a paper read otherwise than its facts.
#[tokio::test]
async fn attack_hidden_characters_do_not_turn_the_text() {
    let mut facts = complaint();
    facts.claims[0].text = "退还\u{202E}元001\u{202C}\u{0007}货款 \u{0E01}".to_owned();
    let printed = print(Paper::Complaint(Box::new(facts))).await;
    printed.assert_says(&["退还元001货款 〔U+0E01〕"]);
}

#[tokio::test]
async fn a_draft_says_so_on_every_page_and_has_no_date() {
    let mut facts = complaint();
    facts.draft = true;
    let ward = Litigant {
        guardian: Some(Guardian {
            name: "李大明".to_owned(),
            relation: some("父亲"),
            id_words: None,
            id_number: some("110101198003040015"),
            address: None,
            phone: some("13900139000"),
        }),
        ..person("李小明")
    };
    facts.plaintiffs = vec![ward];
    facts.signatures = vec![SignatureLine {
        name: "李大明".to_owned(),
        capacity: some("法定代理人"),
        picture: None,
    }];
    let printed = print(Paper::Complaint(Box::new(facts))).await;
    printed.assert_says(&[
        "法定代理人：李大明，系原告的父亲，证件号码110101198003040015，联系电话13900139000。",
        "具状人（法定代理人）：李大明",
    ]);
    let text = printed.text();
    assert!(!text.contains("2026年11月24日"), "{text}");
    let marks = text.matches("草").count().min(text.matches("稿").count());
    assert_eq!(marks, printed.pages());
}

/// The upper bounds of a filing: nothing is cut and every page is numbered.
#[tokio::test]
async fn fifty_parties_and_a_hundred_claims_run_over_pages() {
    let mut facts = complaint();
    facts.plaintiffs = (1..=50).map(|n| person(&format!("原告{n}号"))).collect();
    facts.claims = (1..=100)
        .map(|n| ClaimLine {
            text: format!("第{n}个请求，见https://example.com/{}", "a".repeat(300)),
            amount_fen: Some(n * 100),
        })
        .collect();
    facts.signatures = (1..=50)
        .map(|n| SignatureLine {
            name: format!("原告{n}号"),
            capacity: None,
            picture: None,
        })
        .collect();
    let printed = print(Paper::Complaint(Box::new(facts))).await;
    let pages = printed.pages();
    assert!(pages > 5, "{pages}");
    let text = printed.text();
    for n in 1..=50 {
        assert!(text.contains(&format!("原告：原告{n}号，")), "party {n}");
        assert!(
            text.contains(&format!("具状人：原告{n}号")),
            "signature {n}"
        );
    }
    // A claim may run on after a page's foot, so its parts are looked for.
    for n in 1..=100 {
        assert!(text.contains(&format!("{n}. 第{n}个请求")), "claim {n}");
        assert!(text.contains(&format!("金额：{n}.00元")), "amount {n}");
    }
    assert!(text.matches('a').count() >= 100 * 300, "addresses are cut");
    assert!(text.contains(&format!("第 {pages} 页 共 {pages} 页")));
    assert_within_margins(&printed);
}

/// No word begins or ends outside the page.
fn assert_within_margins(printed: &Printed) {
    let boxes = printed.poppler("pdftotext", &["-bbox"]);
    let value = |line: &str, name: &str| -> f64 {
        let rest = line.split_once(&format!("{name}=\"")).expect("box").1;
        rest.split_once('"')
            .expect("box")
            .0
            .parse()
            .expect("number")
    };
    for line in boxes.lines().filter(|line| line.contains("<word ")) {
        assert!(
            value(line, "xMin") > 40.0
                && value(line, "xMax") < 555.0
                && value(line, "yMax") < 830.0,
            "{line}"
        );
    }
}

#[tokio::test]
async fn equal_facts_give_equal_bytes() {
    let one = pdf()
        .render(&Paper::Complaint(Box::new(complaint())))
        .await
        .expect("PDF");
    let json = serde_json::to_string(&Paper::Complaint(Box::new(complaint()))).expect("JSON");
    let back: Paper = serde_json::from_str(&json).expect("facts");
    let two = pdf().render(&back).await.expect("PDF");
    assert!(one == two);
    assert!(
        json.starts_with("{\"paper\":\"complaint\""),
        "{}",
        &json[..40]
    );
}

#[tokio::test]
async fn without_fonts_there_is_a_clear_error() {
    let folder = tempfile::tempdir().expect("folder");
    let error = Pdf::new(folder.path().to_path_buf())
        .render(&Paper::Complaint(Box::new(complaint())))
        .await
        .err();
    assert!(matches!(error, Some(PdfError::FontsMissing(_))));
    let problem: micro_court::kit::problem::Problem = error.expect("an error").into();
    assert_eq!(
        (problem.kind.status, problem.kind.code),
        (503, "papers.fonts_missing")
    );
}

#[tokio::test]
async fn a_picture_that_is_none_is_told() {
    let mut facts = complaint();
    facts.signatures[0].picture = Some(Picture {
        bytes: b"MZ not a picture".to_vec(),
    });
    let error = pdf().render(&Paper::Complaint(Box::new(facts))).await;
    assert!(matches!(error, Err(PdfError::Picture)), "{error:?}");
}

fn papers() -> Vec<PaperLine> {
    vec![PaperLine {
        name: "IMG_20261124_094512_a_name_that_goes_on_and_on_and_on.jpeg".to_owned(),
        pages: Some(3),
        sha256: Some("9f86d081884c7d659a2feaa0c55ad015".repeat(2)),
    }]
}

/// The court's own papers: what each must say, on few pages, all archival.
#[tokio::test]
async fn the_courts_papers_say_what_the_law_asks() {
    let received_at = at("2026-11-24T01:41:05.123456Z");
    let expires_before = at("2026-12-02T00:00:00+08:00");
    let issued_at = at("2026-11-27T15:00:00+08:00");
    let court = || COURT.to_owned();
    let matter = || MATTER.to_owned();
    let receipt = Receipt {
        court: court(),
        receipt_no: "立收2026112400001".to_owned(),
        received_at,
        from: "张三".to_owned(),
        matter: matter(),
        papers: papers(),
        received_by: "立案庭（在线接收）".to_owned(),
        review_expires_before: expires_before,
    };
    let correction = CorrectionNotice {
        court: court(),
        receipt_no: "立收2026112400001".to_owned(),
        to: "张三".to_owned(),
        matter: matter(),
        received_at,
        items: vec![
            CorrectionLine {
                place: "诉讼请求第1项的金额".to_owned(),
                text: "请写明金额".to_owned(),
            },
            CorrectionLine {
                place: "被告的信用代码".to_owned(),
                text: "请核对".to_owned(),
            },
        ],
        expires_before,
        provisional: true,
        issued_at,
    };
    let returned = ReturnNotice {
        court: court(),
        receipt_no: "立收2026112400001".to_owned(),
        to: "张三".to_owned(),
        matter: matter(),
        received_at,
        reasons: "不属于本院管辖。\n请向被告住所地法院起诉。".to_owned(),
        cause_of_return: CauseOfReturn::Unopposed,
        papers: papers(),
        issued_at,
    };
    let acceptance = AcceptanceNotice {
        court: court(),
        case_number: NUMBER.to_owned(),
        to: "张三".to_owned(),
        matter: matter(),
        received_at,
        accepted_at: issued_at,
        procedure: "小额诉讼程序".to_owned(),
        fee_due: true,
    };
    let fee = FeeNotice {
        court: court(),
        case_number: NUMBER.to_owned(),
        to: "张三".to_owned(),
        matter: matter(),
        amount_fen: 10_030_405_060,
        steps: vec!["请求金额合计 1,280.00 元".to_owned()],
        basis: "《诉讼费用交纳办法》第十三条".to_owned(),
        expires_before,
        provisional: false,
        issued_at,
    };
    let paid = PaymentReceipt {
        court: court(),
        case_number: NUMBER.to_owned(),
        matter: matter(),
        payer: "张三".to_owned(),
        amount_fen: 2_500,
        way: "微信支付".to_owned(),
        order_no: some("F20261127000001"),
        transaction_no: some("4200001234202611271234567890"),
        paid_at: at("2026-11-27T16:20:31+08:00"),
        fiscal_receipt_follows: true,
    };
    let ruling = |kind| Ruling {
        court: court(),
        case_number: NUMBER.to_owned(),
        kind,
        plaintiffs: vec![person("张三")],
        defendants: vec![company()],
        third_parties: vec![],
        cause: "网络购物合同纠纷".to_owned(),
        received_on: chrono::NaiveDate::from_ymd_opt(2026, 11, 24).expect("day"),
        claims: vec!["判令被告退还货款；".to_owned()],
        reasons: "本案不属于本院管辖。".to_owned(),
        appeal_court: some("北京市第四中级人民法院"),
        fee: None,
        judge: "赵六".to_owned(),
        clerk: some("孙七"),
        made_on: chrono::NaiveDate::from_ymd_opt(2026, 11, 30).expect("day"),
    };
    let all: Vec<(Paper, &[&str])> = vec![
        (
            Paper::Receipt(Box::new(receipt)),
            &[
                "立收2026112400001",
                "2026年11月24日 09:41:05",
                "IMG_20261124_094512_a_name_that_goes_on_and_on_and_on.jpeg",
                "9f86d081884c7d659a2feaa0c55ad0159f86d081884c7d659a2feaa0c55ad015",
                "接收人：立案庭（在线接收）",
                "2026年12月1日24:00",
                "第二百零八条",
            ],
        ),
        (
            Paper::CorrectionNotice(Box::new(correction)),
            &[
                "有以下2处需要补正",
                "诉讼请求第1项的金额",
                "请在2026年12月1日24:00以前",
                "暂定",
                "《人民法院在线诉讼规则》第九条",
            ],
        ),
        (
            Paper::ReturnNotice(Box::new(returned)),
            &["现予退回", "请向被告住所地法院起诉。", "诉讼时效", "第七条"],
        ),
        (
            Paper::AcceptanceNotice(Box::new(acceptance)),
            &[
                NUMBER,
                "小额诉讼程序",
                "提出回避申请",
                "《交纳诉讼费用通知书》",
                "二〇二六年十一月二十七日",
            ],
        ),
        (
            Paper::FeeNotice(Box::new(fee)),
            &[
                "100,304,050.60元",
                "人民币壹亿零叁拾万肆仟零伍拾元陆角整",
                "请求金额合计 1,280.00 元",
                "2026年12月1日24:00",
                "按撤诉处理",
            ],
        ),
        (
            Paper::PaymentReceipt(Box::new(paid)),
            &[
                "25.00元（人民币贰拾伍元整）",
                "微信支付",
                "4200001234202611271234567890",
                "不是财政票据",
            ],
        ),
        (
            Paper::Ruling(Box::new(ruling(RulingKind::NotAccepted))),
            &[
                "起诉人：张三",
                "本院不予受理",
                "十日内",
                "上诉于北京市第四中级人民法院",
                "审判员",
                "赵六",
                "二〇二六年十一月三十日",
            ],
        ),
        (
            Paper::Ruling(Box::new(ruling(RulingKind::DeemedWithdrawn))),
            &[
                "被告：某某科技有限公司",
                "按原告张三撤回起诉处理",
                "第二百一十三条",
            ],
        ),
    ];
    for (paper, words) in all {
        let title = paper.title();
        let printed = print(paper).await;
        printed.assert_archival(&title);
        printed.assert_says(words);
        assert_eq!(printed.pages(), 1, "{title}");
        assert_within_margins(&printed);
    }
}

#[tokio::test]
async fn photographs_become_one_book_in_order() {
    let shapes = [(300, 400), (400, 150), (400, 150), (100, 1000), (1000, 100)];
    let photos = shapes.iter().enumerate().map(|(n, (width, height))| Photo {
        caption: Some(format!("照片{}.jpg", n + 1)),
        picture: picture(*width, *height),
    });
    let book = PhotoBook {
        title: "聊天记录照片".to_owned(),
        photos: photos.collect(),
        at: at("2026-11-24T09:41:00+08:00"),
    };
    let printed = print(Paper::PhotoBook(Box::new(book))).await;
    printed.assert_archival("聊天记录照片");
    let text = printed.text();
    let places: Vec<usize> = (1..=5)
        .map(|n| text.find(&format!("{n}．照片{n}.jpg")).expect("caption"))
        .collect();
    assert!(places.is_sorted(), "{text}");
    assert!((2..=4).contains(&printed.pages()), "{}", printed.pages());
    let images = printed.poppler("pdfimages", &["-list"]);
    assert_eq!(images.lines().count(), 2 + 5, "{images}");
}

#[test]
fn debug_output_shows_no_facts() {
    let paper = Paper::Complaint(Box::new(complaint()));
    assert_eq!(format!("{paper:?}"), "Paper(\"complaint\")");
    assert!(
        Path::new("/usr/share/fonts/opentype/noto").is_dir(),
        "fonts-noto-cjk is missing"
    );
}
