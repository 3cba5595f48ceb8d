//! Pages: the phone page, the desk, and the documents of the API. All from our own origin.

use std::path::{Path, PathBuf};

use actix_files::{Files, NamedFile};
use actix_web::http::header::{CACHE_CONTROL, HeaderValue, LOCATION};
use actix_web::middleware::DefaultHeaders;
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
    desk(config, &settings.desk_root);
    phone(config, &settings.web_root);
}

/// The desk has a router of its own: every address but a file's gets its index.
fn desk(config: &mut web::ServiceConfig, root: &Path) {
    let page = root.join("index.html");
    if !page.is_file() {
        for path in ["/desk", "/desk/"] {
            config.route(path, web::get().to(|| not_built("desk")));
        }
        return;
    }
    config.route("/desk", web::get().to(desk_redirect));
    top_files(config, "/desk", root);
    config.route(
        "/desk/{page:.*}",
        web::get().to(move |req: HttpRequest| file(page.clone(), req)),
    );
}

fn phone(config: &mut web::ServiceConfig, root: &Path) {
    let page = root.join("index.html");
    if !page.is_file() {
        config.route("/", web::get().to(|| not_built("miniprogram")));
        return;
    }
    config.route(
        "/",
        web::get().to(move |req: HttpRequest| file(page.clone(), req)),
    );
    config.route("/styleguide", web::get().to(styleguide_redirect));
    top_files(config, "", root);
}

/// Each top folder and file of a build as a route of its own, so that what is not there is a 404.
fn top_files(config: &mut web::ServiceConfig, prefix: &str, root: &Path) {
    let entries = std::fs::read_dir(root).into_iter().flatten().flatten();
    for entry in entries {
        let (path, name) = (
            entry.path(),
            entry.file_name().to_string_lossy().into_owned(),
        );
        let address = format!("{prefix}/{name}");
        if !path.is_dir() {
            config.route(
                &address,
                web::get().to(move |req: HttpRequest| file(path.clone(), req)),
            );
            continue;
        }
        // Names in `assets` change with their content.
        let kept = if name == "assets" {
            "public, max-age=31536000, immutable"
        } else {
            "no-cache"
        };
        let headers = DefaultHeaders::new().add((CACHE_CONTROL, kept));
        config.service(
            web::scope(&address)
                .wrap(headers)
                .service(Files::new("", path)),
        );
    }
}

async fn file(path: PathBuf, req: HttpRequest) -> actix_web::Result<HttpResponse> {
    let mut answer = NamedFile::open(path)?.into_response(&req);
    // The page names the assets of its build: it must be fresh.
    answer
        .headers_mut()
        .insert(CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    Ok(answer)
}

async fn desk_redirect() -> HttpResponse {
    HttpResponse::PermanentRedirect()
        .insert_header((LOCATION, "/desk/"))
        .finish()
}

async fn styleguide_redirect() -> HttpResponse {
    HttpResponse::TemporaryRedirect()
        .insert_header((LOCATION, "/#/pages/styleguide/index"))
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
