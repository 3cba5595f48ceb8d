//! Pages: the phone page, the desk, and the documents of the API. All from our own origin.

use std::path::{Path, PathBuf};

use actix_files::{Files, NamedFile};
use actix_web::http::header::LOCATION;
use actix_web::{HttpRequest, HttpResponse, web};
use utoipa_swagger_ui::{Config, SwaggerUi};

use crate::app::{OPENAPI, error_tables};
use crate::kit::i18n::Lang;
use crate::kit::settings::Server;

pub fn docs(config: &mut web::ServiceConfig) {
    config
        .route("/openapi.json", web::get().to(openapi_json))
        .route("/docs/errors", web::get().to(errors_page))
        .route("/docs", web::get().to(docs_redirect))
        .service(SwaggerUi::new("/docs/{_:.*}").config(Config::from("/openapi.json")));
}

async fn openapi_json() -> HttpResponse {
    HttpResponse::Ok()
        .content_type("application/json")
        .body(OPENAPI.as_str())
}

async fn docs_redirect() -> HttpResponse {
    HttpResponse::PermanentRedirect()
        .insert_header((LOCATION, "/docs/"))
        .finish()
}

/// Where the `type` of every problem points.
async fn errors_page(lang: Lang) -> HttpResponse {
    let rows: String = error_tables()
        .into_iter()
        .flat_map(|(_, table)| table)
        .map(|kind| {
            let words = if lang == Lang::En { kind.en } else { kind.zh };
            format!(
                "<tr id=\"{0}\"><td><code>{0}</code></td><td>{1}</td><td>{2}</td></tr>",
                kind.code,
                kind.status,
                escape(words)
            )
        })
        .collect();
    let (title, heads) = match lang {
        Lang::Zh => ("错误代码", "<th>代码</th><th>状态</th><th>说明</th>"),
        Lang::En => (
            "Error codes",
            "<th>code</th><th>status</th><th>what to do</th>",
        ),
    };
    let page = format!(
        "<!doctype html><html lang=\"{}\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><title>{title}</title>\
         <style>body{{font:17px/1.55 sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1B1E23;background:#F5F4F0}}\
         td,th{{text-align:left;padding:.4rem .8rem;border-bottom:1px solid #E0DDD5;vertical-align:top}}tr:target{{background:#E5EDF4}}</style></head>\
         <body><main><h1>{title}</h1><table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></main></body></html>",
        if lang == Lang::En { "en" } else { "zh-CN" },
    );
    HttpResponse::Ok()
        .content_type("text/html; charset=utf-8")
        .body(page)
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}

/// The built front ends; one that is not built says how to build it.
pub fn front_ends(config: &mut web::ServiceConfig, settings: &Server) {
    let desk = settings.desk_root.clone();
    let desk_index = desk.join("index.html");
    if desk_index.is_file() {
        // Routes of the desk's own router get its index.
        let files = Files::new("/desk", desk)
            .index_file("index.html")
            .default_handler(web::to(move |req: HttpRequest| {
                index(desk_index.clone(), req)
            }));
        config
            .route("/desk", web::get().to(desk_redirect))
            .service(files);
    } else {
        config
            .route("/desk", web::get().to(|| not_built("desk")))
            .route("/desk/", web::get().to(|| not_built("desk")));
    }
    let web_root = settings.web_root.clone();
    if web_root.join("index.html").is_file() {
        config.route(
            "/",
            web::get().to(move |req: HttpRequest| index(web_root.join("index.html"), req)),
        );
        phone_files(config, &settings.web_root);
    } else {
        config.route("/", web::get().to(|| not_built("miniprogram")));
    }
}

/// Each top folder and file of the build as a route of its own, so that what is not there stays a 404 problem.
fn phone_files(config: &mut web::ServiceConfig, root: &Path) {
    let entries = std::fs::read_dir(root).into_iter().flatten().flatten();
    for entry in entries {
        let (path, name) = (
            entry.path(),
            entry.file_name().to_string_lossy().into_owned(),
        );
        if path.is_dir() {
            config.service(Files::new(&format!("/{name}"), path));
        } else {
            config.route(
                &format!("/{name}"),
                web::get().to(move |req: HttpRequest| index(path.clone(), req)),
            );
        }
    }
}

async fn index(path: PathBuf, req: HttpRequest) -> actix_web::Result<HttpResponse> {
    let mut answer = NamedFile::open(path)?.into_response(&req);
    // Names of the assets change with their content; the page that names them must be fresh.
    answer.headers_mut().insert(
        actix_web::http::header::CACHE_CONTROL,
        actix_web::http::header::HeaderValue::from_static("no-cache"),
    );
    Ok(answer)
}

async fn desk_redirect() -> HttpResponse {
    HttpResponse::PermanentRedirect()
        .insert_header((LOCATION, "/desk/"))
        .finish()
}

async fn not_built(what: &'static str) -> HttpResponse {
    let command = match what {
        "desk" => "npm ci --prefix desk && npm run build --prefix desk",
        _ => "npm ci --prefix miniprogram && npm run build:h5 --prefix miniprogram",
    };
    let text = format!(
        "这个页面还没有构建。请运行：\n\n    {command}\n\nThis page has not been built yet. Run the command above, or `make run`.\n"
    );
    HttpResponse::ServiceUnavailable()
        .content_type("text/plain; charset=utf-8")
        .body(text)
}
