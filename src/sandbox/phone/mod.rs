//! The demo person's phone at `/sandbox`: a page for people, and the JSON behind it for tests.

mod authorize;
mod face;
mod pay;
mod staff;
mod words;

use actix_web::dev::Payload;
use actix_web::http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, ContentType, HOST, ORIGIN};
use actix_web::{FromRequest, HttpRequest, HttpResponse, web};
use serde_json::{Value, json};
use std::future::{Ready, ready};

use super::Sandbox;
use super::state::{CodeKind, Event, IssuedCode, Person};
use words::{
    AcceptSubscriptions, AddPerson, AdvanceClock, AskedFault, Problem, RequestCode, SetFault,
};

/// Nothing but the page's own files: what WeChat sends is shown as text, but belt and braces.
const CONTENT_POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; \
    connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
const PAGE: &str = include_str!("page.html");
const LARGEST_BODY: usize = 16 * 1024;

pub(super) fn routes(sandbox: &Sandbox, config: &mut web::ServiceConfig) {
    let json = web::JsonConfig::default()
        .limit(LARGEST_BODY)
        .error_handler(|error, _| Problem::from(error).into());
    config.service(
        web::scope("/sandbox")
            .app_data(web::Data::new(sandbox.clone()))
            .app_data(json)
            .route("", web::get().to(show_page))
            .route("/", web::get().to(show_page))
            .route("/authorize", web::get().to(authorize::show_page))
            .route("/phone.js", web::get().to(show_script))
            .route("/templates.js", web::get().to(show_template_names))
            .route("/phone.css", web::get().to(show_style))
            .route(
                "/subscribe.js",
                web::get().to(authorize::show_subscribe_script),
            )
            .route("/face-check", web::get().to(face::show_page))
            .route("/face.js", web::get().to(face::show_script))
            .route("/face", web::post().to(face::decide))
            .route("/pay-sheet", web::get().to(pay::show_page))
            .route("/pay.js", web::get().to(pay::show_script))
            .route("/pay-order", web::get().to(pay::show_order))
            .route("/pay", web::post().to(pay::decide))
            .route("/pay-keys", web::get().to(pay::show_keys))
            .route("/pay-keys", web::post().to(pay::add_key))
            .route("/state", web::get().to(show_state))
            .route("/people", web::post().to(add_person))
            .route("/codes", web::post().to(request_code))
            .route("/subscriptions", web::post().to(accept_subscriptions))
            .route("/faults", web::post().to(set_fault))
            .route("/clock", web::post().to(advance_clock))
            .default_service(web::to(no_such_page)),
    );
}

/// A change comes from this origin or from a program, never from another site's page.
struct SameOrigin;

impl FromRequest for SameOrigin {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let header = |name| {
            request
                .headers()
                .get(name)
                .map(|value| value.to_str().unwrap_or_default())
        };
        let same = match (header(ORIGIN), header(HOST)) {
            (None, _) => true,
            (Some(origin), Some(host)) => {
                origin.strip_prefix("http://") == Some(host)
                    || origin.strip_prefix("https://") == Some(host)
            }
            (Some(_), None) => false,
        };
        ready(if same {
            Ok(Self)
        } else {
            Err(Problem::OtherOrigin)
        })
    }
}

async fn show_page() -> HttpResponse {
    html(PAGE)
}

async fn show_script() -> HttpResponse {
    asset("text/javascript; charset=utf-8", include_str!("phone.js"))
}

async fn show_template_names() -> HttpResponse {
    asset(
        "text/javascript; charset=utf-8",
        include_str!("templates.js"),
    )
}

async fn show_style() -> HttpResponse {
    asset("text/css; charset=utf-8", include_str!("phone.css"))
}

async fn no_such_page() -> Result<HttpResponse, Problem> {
    Err(Problem::NotFound)
}

async fn show_state(sandbox: web::Data<Sandbox>) -> HttpResponse {
    HttpResponse::Ok()
        .insert_header((CACHE_CONTROL, "no-store"))
        .json(sandbox.view())
}

async fn add_person(
    _: SameOrigin,
    sandbox: web::Data<Sandbox>,
    asked: web::Json<AddPerson>,
) -> Result<HttpResponse, Problem> {
    let new = asked.into_inner().checked()?;
    let mut world = sandbox.world();
    let people = &world.state.people;
    if people.iter().any(|person| person.phone == new.phone) {
        return Err(Problem::wrong("/phone", "这个号码已经有人在用，请换一个"));
    }
    let taken = |person: &Person| person.id_number.is_some() && person.id_number == new.id_number;
    if people.iter().any(taken) {
        return Err(Problem::wrong(
            "/id_number",
            "这个身份证号码已经有人在用，请换一个",
        ));
    }
    // WeChat gives a unionid only where the account is bound to an open platform; here to every other person.
    let with_unionid = world.state.people.len().is_multiple_of(2);
    let mut person = Person::new(&new.name, &new.phone, with_unionid);
    person.id_number = new.id_number;
    let view = person_view(&person);
    world.record(Event::PersonAdded(person));
    Ok(HttpResponse::Created().json(view))
}

async fn request_code(
    _: SameOrigin,
    sandbox: web::Data<Sandbox>,
    asked: web::Json<RequestCode>,
) -> Result<HttpResponse, Problem> {
    let code = sandbox.issue_code(asked.person_id, asked.kind)?;
    Ok(HttpResponse::Created().json(json!({"code": code})))
}

async fn accept_subscriptions(
    _: SameOrigin,
    sandbox: web::Data<Sandbox>,
    asked: web::Json<AcceptSubscriptions>,
) -> Result<HttpResponse, Problem> {
    let asked = asked.into_inner().checked()?;
    if sandbox.template_name(&asked.template_id).is_none() {
        return Err(Problem::wrong("/template_id", "没有这个消息模板"));
    }
    let mut world = sandbox.world();
    if world.state.person_by_openid(&asked.openid).is_none() {
        return Err(Problem::wrong("/openid", "没有这个人"));
    }
    world.record(Event::SubscriptionsAccepted {
        openid: asked.openid.clone(),
        template_id: asked.template_id.clone(),
        count: asked.count,
    });
    let left = world
        .state
        .subscriptions_left(&asked.openid, &asked.template_id);
    Ok(HttpResponse::Created().json(json!({"left": left})))
}

async fn set_fault(
    _: SameOrigin,
    sandbox: web::Data<Sandbox>,
    asked: web::Json<SetFault>,
) -> Result<HttpResponse, Problem> {
    let asked: AskedFault = asked.into_inner().checked()?;
    let state = &mut sandbox.world().state;
    Ok(match asked {
        AskedFault::WeChat(fault) => {
            state.fault = fault;
            HttpResponse::Ok().json(fault)
        }
        AskedFault::Of(service, fault) => {
            state.faults_of.insert(service, fault);
            HttpResponse::Ok().json(fault)
        }
        AskedFault::Pay(fault) => {
            state.pay.fault = fault;
            HttpResponse::Ok().json(fault)
        }
    })
}

async fn advance_clock(
    _: SameOrigin,
    sandbox: web::Data<Sandbox>,
    asked: web::Json<AdvanceClock>,
) -> Result<HttpResponse, Problem> {
    let seconds = asked.into_inner().checked()?;
    let now = (sandbox.0.clock.advance)(seconds).map_err(|error| {
        tracing::error!(%error, "the clock could not be moved");
        Problem::ClockStuck
    })?;
    Ok(HttpResponse::Ok().json(json!({"now": now})))
}

impl Sandbox {
    fn issue_code(&self, person_id: uuid::Uuid, kind: CodeKind) -> Result<String, Problem> {
        let at = self.now();
        let mut world = self.world();
        if world.state.person(person_id).is_none() {
            return Err(Problem::wrong("/person_id", "没有这个人"));
        }
        let code = kind.fresh();
        world.record(Event::CodeIssued(IssuedCode {
            code: code.clone(),
            kind,
            person_id,
            at,
            used: false,
        }));
        Ok(code)
    }

    /// Messages newest first; people in the order they came.
    pub(super) fn view(&self) -> Value {
        let now = self.now();
        let staff = self
            .0
            .staff_file
            .get()
            .map(|file| staff::view(file, now))
            .unwrap_or_default();
        let world = self.world();
        let state = &world.state;
        let people: Vec<Value> = state.people.iter().map(person_view).collect();
        let messages: Vec<Value> = state
            .messages
            .iter()
            .rev()
            .map(|message| {
                json!({
                    "at": message.at, "to": message.to, "kind": message.kind, "text": message.text,
                    "template": message.template, "page": message.page,
                })
            })
            .collect();
        let sms: Vec<Value> = state
            .sms
            .iter()
            .rev()
            .map(|sms| json!({"at": sms.at, "to": sms.to, "text": sms.text, "template": sms.template}))
            .collect();
        let templates: Vec<Value> = self
            .0
            .templates
            .iter()
            .map(|(name, id)| json!({"name": name, "template_id": id}))
            .collect();
        json!({
            "people": people,
            "staff": staff,
            "messages": messages,
            "sms": sms,
            "templates": templates,
            "subscriptions": state.subscriptions,
            "fault": state.fault,
            "pay_fault": state.pay.fault,
            "pay_notices_sent": state.pay.sent,
            "unknown_calls": state.unknown_calls,
            "now": now,
        })
    }
}

fn person_view(person: &Person) -> Value {
    json!({"id": person.id, "name": person.name, "phone": person.phone, "openid": person.openid, "id_number": person.id_number})
}

fn html(page: &'static str) -> HttpResponse {
    HttpResponse::Ok()
        .content_type(ContentType::html())
        .insert_header((CACHE_CONTROL, "no-store"))
        .insert_header((CONTENT_SECURITY_POLICY, CONTENT_POLICY))
        .body(page)
}

fn asset(content_type: &'static str, text: &'static str) -> HttpResponse {
    HttpResponse::Ok()
        .content_type(content_type)
        .insert_header((CACHE_CONTROL, "no-cache"))
        .insert_header(("X-Content-Type-Options", "nosniff"))
        .body(text)
}
