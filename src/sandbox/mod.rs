//! A stand-in for what the court talks to outside, speaking the real protocols over real HTTP.
//!
//! The server runs the same client code against it as against the real addresses; only the base address differs. It is
//! strict where WeChat is strict, so that what works here has a fair chance there. `/sandbox` is the demo person's
//! phone: who I am, the codes `wx.login` and `getPhoneNumber` would give, and the messages that arrived.

mod journal;
pub mod pay;
mod phone;
mod state;
mod tencent;
mod wechat;

#[cfg(test)]
mod tests;

use std::net::TcpListener;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

use actix_web::{dev::Server, web};
use chrono::{DateTime, Utc};

use journal::Journal;
use state::{Event, State};

type Now = Arc<dyn Fn() -> DateTime<Utc> + Send + Sync>;
type Advance = Arc<dyn Fn(i64) -> std::io::Result<DateTime<Utc>> + Send + Sync>;

/// The court's own clock, lent to the sandbox: codes and tokens age with it.
#[derive(Clone)]
pub struct SandboxClock {
    pub now: Now,
    /// Moves the clock by this many seconds and answers the new time.
    pub advance: Advance,
}

pub struct SandboxConfig {
    pub app_id: String,
    pub app_secret: String,
    /// `(name, template id)` of each subscribe message the mini-program may send.
    pub templates: Vec<(String, String)>,
    pub tencent: TencentKey,
    pub sms: SmsAccount,
    pub pay: pay::PayConfig,
    /// Where people, codes and messages are kept across restarts; `None` keeps them in memory.
    pub state_file: Option<PathBuf>,
}

/// The one key pair that the stand-in for Tencent Cloud knows.
pub struct TencentKey {
    pub secret_id: String,
    pub secret_key: String,
}

/// The one SMS application that the stand-in for Tencent Cloud knows.
pub struct SmsAccount {
    pub sdk_app_id: String,
    pub sign_name: String,
    /// `(our name, template id, text with {1}, {2} …)`
    pub templates: Vec<(String, String, String)>,
}

/// Cheap to clone: every clone is the same stand-in.
#[derive(Clone)]
pub struct Sandbox(Arc<Inner>);

struct Inner {
    app_id: String,
    app_secret: String,
    templates: Vec<(String, String)>,
    tencent: TencentKey,
    sms: SmsAccount,
    pay: pay::PayConfig,
    /// Rung when WeChat Pay has something to send.
    pay_bell: tokio::sync::Notify,
    clock: SandboxClock,
    world: Mutex<World>,
    staff_file: OnceLock<PathBuf>,
}

/// What is true in the sandbox, and the file that remembers it.
struct World {
    state: State,
    journal: Option<Journal>,
}

impl World {
    /// The only way in which what is kept changes: it becomes true and is written down together.
    fn record(&mut self, event: Event) {
        if let Some(journal) = &mut self.journal {
            journal.append(&event);
        }
        self.state.apply(event);
    }
}

impl Sandbox {
    /// Takes up the state in `state_file`; where there is none, 张三 and 李四 are there to begin with.
    pub fn new(config: SandboxConfig, clock: SandboxClock) -> Self {
        let (state, journal) = match config.state_file {
            Some(path) => journal::open(path),
            None => (State::default(), None),
        };
        let mut world = World { state, journal };
        if world.state.people.is_empty() {
            for (name, phone, id_number, with_unionid) in [
                ("张三", "13800138000", "110101190001010014", true),
                ("李四", "13900139000", "110105198805062022", false),
            ] {
                let mut person = state::Person::new(name, phone, with_unionid);
                person.id_number = Some(id_number.to_owned());
                world.record(Event::PersonAdded(person));
            }
        }
        Self(Arc::new(Inner {
            app_id: config.app_id,
            app_secret: config.app_secret,
            templates: config.templates,
            tencent: config.tencent,
            sms: config.sms,
            pay: config.pay,
            pay_bell: tokio::sync::Notify::new(),
            clock,
            world: Mutex::new(world),
            staff_file: OnceLock::new(),
        }))
    }

    /// Shows the demo's staff of this file on the phone, with the digits of their authenticators. The first file stays.
    pub fn show_staff(&self, file: PathBuf) {
        self.0.staff_file.get_or_init(|| file);
    }

    /// The stand-ins of api.weixin.qq.com and of Tencent Cloud (`POST /`), on a listener bound to loopback.
    ///
    /// # Errors
    /// `InvalidInput` when the listener can be reached from elsewhere, and whatever the socket says.
    pub fn serve_wechat(&self, listener: TcpListener) -> std::io::Result<Server> {
        if !listener.local_addr()?.ip().is_loopback() {
            return Err(std::io::Error::new(
                std::io::ErrorKind::InvalidInput,
                "the WeChat stand-in listens on loopback only",
            ));
        }
        wechat::serve(self.clone(), listener)
    }

    /// The stand-in of api.mch.weixin.qq.com, on a listener bound to loopback. To be called within a runtime: its
    /// notices are sent from there.
    ///
    /// # Errors
    /// As `serve_wechat`.
    pub fn serve_pay(&self, listener: TcpListener) -> std::io::Result<Server> {
        if !listener.local_addr()?.ip().is_loopback() {
            return Err(std::io::Error::new(
                std::io::ErrorKind::InvalidInput,
                "the WeChat Pay stand-in listens on loopback only",
            ));
        }
        pay::serve(self.clone(), listener)
    }

    /// `/sandbox` and what lies under it, for the main server.
    pub fn phone_routes(&self) -> impl Fn(&mut web::ServiceConfig) + Clone + Send + 'static {
        let sandbox = self.clone();
        move |config| phone::routes(&sandbox, config)
    }

    fn now(&self) -> DateTime<Utc> {
        (self.0.clock.now)()
    }

    /// A panic elsewhere leaves the state as the last whole event left it, so it is taken up again.
    fn world(&self) -> MutexGuard<'_, World> {
        self.0.world.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn template_name(&self, template_id: &str) -> Option<&str> {
        self.0
            .templates
            .iter()
            .find(|(_, id)| id == template_id)
            .map(|(name, _)| name.as_str())
    }
}
