//! The HTTP application: routes of all rooms, pages, documents, and what operators ask.

use std::net::TcpListener;
use std::sync::{Arc, LazyLock};

use actix_web::dev::Server;
use actix_web::middleware::{Compress, from_fn};
use actix_web::{App, HttpRequest, HttpResponse, HttpServer, web};
use utoipa_actix_web::AppExt;
use utoipa_actix_web::service_config::ServiceConfig;

use crate::court::Court;
use crate::kit::http::{TrustedProxies, around};
use crate::kit::json::JsonLimit;
use crate::kit::outbox::{Subscriber, Topics};
use crate::kit::problem::{ErrorKind, Problem, common};
use crate::sandbox::Sandbox;
use crate::{health, openapi, pages, rooms};

/// Every room's subscribers.
pub fn subscribers() -> impl Iterator<Item = &'static Subscriber<Court>> {
    [
        rooms::notices::SUBSCRIBERS,
        rooms::uploads::SUBSCRIBERS,
        rooms::cases::SUBSCRIBERS,
        rooms::payment::SUBSCRIBERS,
        rooms::filing::SUBSCRIBERS,
        rooms::delivery::SUBSCRIBERS,
    ]
    .into_iter()
    .flatten()
}

pub fn topics() -> Topics {
    Topics::of(subscribers())
}

/// Every error table, for the documents.
pub fn error_tables() -> Vec<(&'static str, &'static [&'static ErrorKind])> {
    vec![
        ("common", common::ALL),
        ("auth", crate::kit::auth::errors::ALL),
        ("wechat", crate::ports::wechat::errors::ALL),
        ("face", crate::ports::face::errors::ALL),
        ("id_match", crate::ports::id_match::errors::ALL),
        ("papers", crate::ports::pdf::errors::ALL),
        ("files", crate::ports::blobs::errors::ALL),
        ("identity", rooms::identity::errors::ALL),
        ("notices", rooms::notices::errors::ALL),
        ("staff", rooms::staff::errors::ALL),
        ("uploads", rooms::uploads::errors::ALL),
        ("cases", rooms::cases::ERRORS),
        ("payment", rooms::payment::ERRORS),
        ("filing", rooms::filing::ERRORS),
        ("delivery", rooms::delivery::ERRORS),
        ("hearing", rooms::hearing::ERRORS),
    ]
}

/// The API: what is registered here is served and described.
pub fn api_routes(config: &mut ServiceConfig) {
    rooms::identity::routes(config);
    rooms::notices::routes(config);
    rooms::help::routes(config);
    rooms::staff::routes(config);
    rooms::uploads::routes(config);
    rooms::cases::routes(config);
    rooms::payment::routes(config);
    rooms::filing::routes(config);
    rooms::delivery::routes(config);
    rooms::hearing::routes(config);
}

/// The description as served: made once.
pub static OPENAPI: LazyLock<String> = LazyLock::new(|| {
    let (_, collected) = App::new()
        .into_utoipa_app()
        .configure(api_routes)
        .split_for_parts();
    openapi::finish(collected)
});

/// Starts serving on a listener that the caller bound (port 0 in tests).
pub fn serve(
    court: Arc<Court>,
    sandbox: Option<Sandbox>,
    listener: TcpListener,
) -> std::io::Result<Server> {
    let settings = &court.settings.server;
    let (workers, shutdown_s) = (settings.workers, settings.shutdown_s);
    health::install_metrics();
    let answers: Arc<[openapi::Route]> = openapi::routes(&OPENAPI).into();
    let mut server = HttpServer::new(move || {
        let data = court.clone();
        let sandbox = sandbox.clone();
        App::new()
            .configure(|config| state(config, &data))
            .app_data(web::Data::from(answers.clone()))
            .wrap(Compress::default())
            .wrap(from_fn(around))
            .into_utoipa_app()
            .configure(api_routes)
            .into_app()
            .configure(health::routes)
            .configure(pages::docs)
            .configure(|config| {
                if let Some(sandbox) = &sandbox {
                    (sandbox.phone_routes())(config);
                }
            })
            .configure(|config| pages::front_ends(config, &data.settings.server))
            .default_service(web::to(nothing_here))
    })
    .shutdown_timeout(shutdown_s)
    .client_request_timeout(std::time::Duration::from_secs(20))
    // Signals are main's: the worker and the sandbox end with the server.
    .disable_signals();
    if workers > 0 {
        server = server.workers(workers);
    }
    Ok(server.listen(listener)?.run())
}

fn state(config: &mut web::ServiceConfig, court: &Arc<Court>) {
    let settings = &court.settings.server;
    config
        .app_data(web::Data::from(court.clone()))
        .app_data(court.tokens.clone())
        .app_data(court.limits.clone())
        .app_data(web::Data::new(court.clock.clone()))
        .app_data(web::Data::new(court.store.db().clone()))
        .app_data(JsonLimit(settings.json_limit))
        .app_data(TrustedProxies(settings.trusted_proxies.clone()));
}

/// What no route took: a known address with another method is 405, anything else 404.
async fn nothing_here(
    req: HttpRequest,
    routes: web::Data<[openapi::Route]>,
) -> Result<HttpResponse, Problem> {
    let mut allowed: Vec<&str> = routes
        .iter()
        .filter(|route| route.matches(req.path()))
        .map(|route| route.method.as_str())
        .collect();
    if allowed.is_empty() {
        return Err(Problem::new(&common::NO_SUCH_ADDRESS));
    }
    allowed.sort_unstable();
    Err(Problem {
        allow: Some(allowed.join(", ")),
        ..Problem::new(&common::METHOD)
    })
}
