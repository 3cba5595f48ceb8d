//! Bad input, each by its name: refused with a sentence that says what it is and what to do.

use serde_json::{Value, json};

use super::{Form, film, pdf, photo, send};
use crate::court::{Answer, Court, token};

async fn refused(court: &Court, me: &Value, name: &str, bytes: &[u8], code: &str) -> Answer {
    let answer = send(court, token(me), &Form::evidence(name, bytes)).await;
    let status =
        if code.ends_with("too_large") || code.ends_with("pixels") || code.ends_with("quota") {
            413
        } else {
            422
        };
    let status = if code == "uploads.unpacks_too_large" {
        422
    } else {
        status
    };
    answer.is(status, code);
    answer
}

fn detail(answer: &Answer) -> &str {
    answer.json["detail"].as_str().unwrap_or("")
}

/// Of `size`, all zeros behind the start of a JPEG.
fn heavy_jpeg(size: usize) -> Vec<u8> {
    let mut bytes = b"\xFF\xD8\xFF\xE0\0\x10JFIF\0".to_vec();
    bytes.resize(size, 0);
    bytes
}

fn png_header(width: u32, height: u32) -> Vec<u8> {
    let mut png = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR".to_vec();
    png.extend(width.to_be_bytes());
    png.extend(height.to_be_bytes());
    png.extend([8, 2, 0, 0, 0, 0, 0, 0, 0]);
    png
}

#[tokio::test]
async fn a_photo_of_30_mb_is_told_its_size_and_the_limit() {
    let court = Court::start().await;
    let me = court.log_in(0).await;
    let answer = refused(
        &court,
        &me,
        "IMG.jpg",
        &heavy_jpeg(30 << 20),
        "uploads.too_large",
    )
    .await;
    assert!(
        detail(&answer).starts_with("这份 30 MB，最大 20 MB。"),
        "{}",
        answer.text
    );
    court.stop().await;
}

#[tokio::test]
async fn a_file_is_what_its_bytes_say() {
    let court = Court::start().await;
    let me = court.log_in(0).await;
    let exe = [b"MZ\x90\0\x03\0\0\0".as_slice(), &[0; 600]].concat();
    for (name, bytes, code, word) in [
        ("合同.pdf", exe.as_slice(), "uploads.wrong_type", "程序"),
        (
            "图.png",
            b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
            "uploads.wrong_type",
            "SVG",
        ),
        (
            "页.jpg",
            b"<!DOCTYPE html><script>alert(1)</script>",
            "uploads.wrong_type",
            "HTML",
        ),
        (
            "a.jpg",
            b"\0\0\0\x24ftypheic\0\0\0\0mif1heic",
            "uploads.heic",
            "HEIC",
        ),
        (
            "a.txt",
            "我的陈述".as_bytes(),
            "uploads.wrong_type",
            "纯文字",
        ),
        ("a.pdf", b"", "uploads.empty", "0 字节"),
        ("a.pdf", b"%PDF-1.7\n broken", "uploads.broken", "坏了"),
    ] {
        let answer = refused(&court, &me, name, bytes, code).await;
        assert!(detail(&answer).contains(word), "{}", answer.text);
    }
    // The other way round: a photo called .pdf is a photo.
    let upload = send(
        &court,
        token(&me),
        &Form::evidence("合同.pdf", &photo(20, 20, 1)),
    )
    .await
    .ok();
    assert_eq!(
        (&upload["media_type"], &upload["name"]),
        (&json!("image/jpeg"), &json!("合同.pdf.jpg"))
    );
    court.stop().await;
}

#[tokio::test]
async fn an_image_of_40000_by_40000_is_refused_by_its_header() {
    let court = Court::start().await;
    let me = court.log_in(0).await;
    let answer = refused(
        &court,
        &me,
        "大图.png",
        &png_header(40_000, 40_000),
        "uploads.too_many_pixels",
    )
    .await;
    assert!(detail(&answer).contains("40000×40000"), "{}", answer.text);
    court.stop().await;
}

/// A small file of many pixels is opened within its bounds; a header that promises what is not there is no image.
#[tokio::test]
async fn a_decompression_bomb_does_not_go_off() {
    let court = Court::start().await;
    let me = court.log_in(0).await;
    let mut bomb = Vec::new();
    image::DynamicImage::ImageLuma8(image::GrayImage::new(3_000, 3_000))
        .write_to(
            &mut std::io::Cursor::new(&mut bomb),
            image::ImageFormat::Png,
        )
        .expect("png");
    assert!(bomb.len() < 100_000, "a small file");
    // Nine million pixels within the limits: opened, and no more than that.
    let upload = send(&court, token(&me), &Form::evidence("空白.png", &bomb))
        .await
        .ok();
    assert_eq!(upload["width"], 3_000);
    let lying = [
        png_header(5_000, 5_000),
        b"\0\0\0\0IDAT\x35\xaf\x06\x1e\0\0\0\0IEND\xae\x42\x60\x82".to_vec(),
    ]
    .concat();
    refused(&court, &me, "空.png", &lying, "uploads.broken").await;
    court.stop().await;
}

fn archive(entries: &[(&str, u32, bool)]) -> Vec<u8> {
    let mut bytes = b"PK\x03\x04".to_vec();
    bytes.extend([0; 22]);
    bytes.extend([9, 0, 0, 0]);
    bytes.extend(b"word/a.x.");
    let start = bytes.len() as u32;
    for (name, unpacked, sealed) in entries {
        bytes.extend(b"PK\x01\x02");
        bytes.extend([20, 0, 20, 0, u8::from(*sealed), 0, 8, 0]);
        bytes.extend([0; 12]);
        bytes.extend(unpacked.to_le_bytes());
        bytes.extend((name.len() as u16).to_le_bytes());
        bytes.extend([0; 16]);
        bytes.extend(name.as_bytes());
    }
    let size = bytes.len() as u32 - start;
    bytes.extend(b"PK\x05\x06\0\0\0\0");
    bytes.extend((entries.len() as u16).to_le_bytes());
    bytes.extend((entries.len() as u16).to_le_bytes());
    bytes.extend(size.to_le_bytes());
    bytes.extend(start.to_le_bytes());
    bytes.extend([0, 0]);
    bytes
}

#[tokio::test]
async fn word_files_are_not_unpacked() {
    let court = Court::start().await;
    let me = court.log_in(0).await;
    let word = [
        ("[Content_Types].xml", 900, false),
        ("word/document.xml", 5000, false),
    ];
    let upload = send(
        &court,
        token(&me),
        &Form::evidence("答辩.docx", &archive(&word)),
    )
    .await
    .ok();
    assert_eq!(
        upload["media_type"],
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    );
    assert_eq!(upload["variants"], json!([]));
    let with = |more: (&'static str, u32, bool)| archive(&[&word[..], &[more]].concat());
    refused(
        &court,
        &me,
        "a.docx",
        &with(("word/media/1.png", u32::MAX - 9, false)),
        "uploads.unpacks_too_large",
    )
    .await;
    refused(
        &court,
        &me,
        "a.docx",
        &with(("word/vbaProject.bin", 9, false)),
        "uploads.macros",
    )
    .await;
    refused(
        &court,
        &me,
        "a.docx",
        &with(("word/b.xml", 9, true)),
        "uploads.encrypted",
    )
    .await;
    court.stop().await;
}

#[tokio::test]
async fn a_file_hidden_in_another_is_refused() {
    let court = Court::start().await;
    let me = court.log_in(0).await;
    let zip = archive(&[("word/a.x.", 9, false)]);
    for (name, bytes) in [
        ("图.jpg", [photo(40, 40, 2), zip.clone()].concat()),
        ("书.pdf", [pdf(1), zip].concat()),
        ("图.gif", b"GIF89a/*<script>alert(1)</script>*/".to_vec()),
    ] {
        refused(&court, &me, name, &bytes, "uploads.two_in_one").await;
    }
    court.stop().await;
}

#[tokio::test]
async fn a_form_cut_off_or_misshapen_is_told() {
    let court = Court::start().await;
    let me = court.log_in(0).await;
    let bytes = photo(200, 200, 3);
    let form = Form::evidence("a.jpg", &bytes).body();
    let post = |body: Vec<u8>, kind: &'static str| {
        let request = court
            .http
            .post(format!("{}/api/v1/uploads", court.base))
            .bearer_auth(token(&me))
            .header("content-type", kind)
            .body(body);
        async move { crate::court::read(request.send().await.expect("an answer")).await }
    };
    let boundary = "multipart/form-data; boundary=cut";
    post(form[..form.len() / 2].to_vec(), boundary)
        .await
        .is(400, "uploads.truncated");
    post(b"{}".to_vec(), "application/json")
        .await
        .is(415, "uploads.not_multipart");
    let wrong = Form {
        name: "a.jpg",
        purpose: "fun",
        bytes: &bytes,
    };
    let answer = send(&court, token(&me), &wrong).await;
    answer.is(422, "request.invalid");
    assert_eq!(answer.json["errors"][0]["pointer"], "/purpose");
    // A photo that was cut off on its way into the phone.
    refused(
        &court,
        &me,
        "a.jpg",
        &bytes[..bytes.len() / 2],
        "uploads.broken",
    )
    .await;
    court.stop().await;
}

#[tokio::test]
async fn a_signature_is_an_image() {
    let court = Court::start().await;
    let me = court.log_in(0).await;
    let form = Form {
        name: "a.pdf",
        purpose: "signature",
        bytes: &pdf(1),
    };
    send(&court, token(&me), &form)
        .await
        .is(422, "uploads.wrong_purpose");
    court.stop().await;
}

#[tokio::test]
async fn one_person_does_not_fill_the_store() {
    let court =
        Court::start_with(&[("uploads.person_mb", "1"), ("uploads.person_sessions", "2")]).await;
    let me = court.log_in(0).await;
    send(&court, token(&me), &Form::evidence("a.mp4", &film(700_000)))
        .await
        .ok();
    let answer = refused(&court, &me, "b.mp4", &film(600_000), "uploads.quota").await;
    assert!(detail(&answer).contains("最多 1 MB"), "{}", answer.text);
    let session = json!({"name": "c.mp4", "size": 600_000, "purpose": "evidence"});
    court
        .post("/api/v1/uploads/sessions", token(&me), session)
        .await
        .is(413, "uploads.quota");
    let small = || json!({"name": "c.mp4", "size": 10, "purpose": "evidence"});
    for _ in 0..2 {
        court
            .post("/api/v1/uploads/sessions", token(&me), small())
            .await
            .ok();
    }
    court
        .post("/api/v1/uploads/sessions", token(&me), small())
        .await
        .is(409, "uploads.too_many_sessions");
    court.stop().await;
}
