//! Files: sent whole or in parts, known by their content, kept as they came, their owner's alone.

mod bad;
mod books;
mod content;
mod sessions;
mod store;

use reqwest::header::CONTENT_TYPE;
use serde_json::{Value, json};

use crate::court::{Answer, Court, read};

/// A form as a browser or WeChat sends it.
pub struct Form<'a> {
    pub name: &'a str,
    pub purpose: &'a str,
    pub bytes: &'a [u8],
}

impl<'a> Form<'a> {
    pub fn evidence(name: &'a str, bytes: &'a [u8]) -> Form<'a> {
        Form {
            name,
            purpose: "evidence",
            bytes,
        }
    }

    pub fn body(&self) -> Vec<u8> {
        let mut body = format!(
            "--cut\r\nContent-Disposition: form-data; name=\"purpose\"\r\n\r\n{}\r\n--cut\r\n\
             Content-Disposition: form-data; name=\"file\"; filename=\"{}\"\r\nContent-Type: application/octet-stream\r\n\r\n",
            self.purpose, self.name
        )
        .into_bytes();
        body.extend_from_slice(self.bytes);
        body.extend_from_slice(b"\r\n--cut--\r\n");
        body
    }
}

pub async fn send(court: &Court, token: &str, form: &Form<'_>) -> Answer {
    send_with(court, token, form, &[]).await
}

pub async fn send_with(
    court: &Court,
    token: &str,
    form: &Form<'_>,
    headers: &[(&str, &str)],
) -> Answer {
    let mut request = court
        .http
        .post(format!("{}/api/v1/uploads", court.base))
        .bearer_auth(token)
        .header(CONTENT_TYPE, "multipart/form-data; boundary=cut")
        .body(form.body());
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    read(request.send().await.expect("an answer")).await
}

pub async fn begin(court: &Court, token: &str, name: &str, size: usize) -> String {
    let body = json!({"name": name, "size": size, "purpose": "evidence"});
    let session = court
        .post("/api/v1/uploads/sessions", token, body)
        .await
        .ok();
    assert_eq!(session["offset"], 0);
    session["id"].as_str().expect("id").to_owned()
}

pub async fn put(court: &Court, token: &str, id: &str, offset: usize, bytes: &[u8]) -> Answer {
    put_to(&court.http, &court.base, token, id, offset, bytes)
        .await
        .expect("an answer")
}

pub async fn put_to(
    http: &reqwest::Client,
    base: &str,
    token: &str,
    id: &str,
    offset: usize,
    bytes: &[u8],
) -> Option<Answer> {
    let request = http
        .put(format!(
            "{base}/api/v1/uploads/sessions/{id}?offset={offset}"
        ))
        .bearer_auth(token)
        .body(bytes.to_vec());
    Some(read(request.send().await.ok()?).await)
}

pub async fn complete(court: &Court, token: &str, id: &str) -> Answer {
    court
        .post(
            &format!("/api/v1/uploads/sessions/{id}/complete"),
            token,
            json!({}),
        )
        .await
}

pub fn id(upload: &Value) -> &str {
    upload["id"].as_str().expect("id")
}

/// The content as bytes.
pub async fn fetch(
    court: &Court,
    token: &str,
    path: &str,
    headers: &[(&str, &str)],
) -> reqwest::Response {
    let mut request = court
        .http
        .get(format!("{}{path}", court.base))
        .bearer_auth(token);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    request.send().await.expect("an answer")
}

/// A photograph with noise, so that it does not shrink to nothing.
pub fn photo(width: u32, height: u32, seed: u32) -> Vec<u8> {
    let mut state = seed.wrapping_mul(2_654_435_761).wrapping_add(1);
    let image = image::RgbImage::from_fn(width, height, |x, y| {
        state ^= state << 13;
        state ^= state >> 17;
        state ^= state << 5;
        let noise = (state % 32) as u8;
        image::Rgb([(x % 200) as u8 + noise, (y % 200) as u8 + noise, noise])
    });
    let mut bytes = Vec::new();
    image::codecs::jpeg::JpegEncoder::new_with_quality(&mut bytes, 85)
        .encode_image(&image)
        .expect("jpeg");
    bytes
}

/// A PDF of so many pages and, behind its end, as many bytes as wished.
pub fn pdf(pages: usize) -> Vec<u8> {
    let kids = vec!["3 0 R"; pages].join(" ");
    format!(
        "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[{kids}]/Count {pages}>>endobj\n\
         3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj\ntrailer<</Root 1 0 R/Size 4>>\n%%EOF\n"
    )
    .into_bytes()
}

/// The beginning of a film, and bytes to a length.
pub fn film(length: usize) -> Vec<u8> {
    let mut bytes = b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom".to_vec();
    bytes.extend((bytes.len()..length).map(|n| (n % 251) as u8));
    bytes
}
