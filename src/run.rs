//! From settings to a running court: stand-ins, state, schema, server, worker, and an orderly end.

use std::net::{SocketAddr, TcpListener};
use std::sync::Arc;
use std::time::Duration;

use actix_web::dev::ServerHandle;
use secrecy::ExposeSecret;
use tokio::sync::watch;
use tokio::task::JoinHandle;
use url::Url;

use crate::app;
use crate::court::{
    Court, SANDBOX_SECRET_ID, SANDBOX_SECRET_KEY, SANDBOX_SMS_APP_ID, SANDBOX_SMS_SIGN_NAME,
    SANDBOX_SMS_TEMPLATES, StandIns, StartError, app_of,
};
use crate::kit::problem::Problem;
use crate::kit::settings::{Mode, Settings};
use crate::rooms::help::take_up_holidays;
use crate::sandbox::pay::{MerchantSide, PayConfig};
use crate::sandbox::{Sandbox, SandboxClock, SandboxConfig, SmsAccount, TencentKey};
use crate::work;

/// A court that answers. Dropping it does not stop it; [`Running::stop`] does.
pub struct Running {
    pub address: SocketAddr,
    pub court: Arc<Court>,
    server: ServerHandle,
    serving: JoinHandle<std::io::Result<()>>,
    standins: Vec<ServerHandle>,
    worker: Option<JoinHandle<()>>,
    upkeep: JoinHandle<()>,
    stop: watch::Sender<bool>,
}

/// Builds the state alone, for commands that do one thing and end. They need the schema.
pub async fn court_of(settings: Settings) -> Result<Arc<Court>, StartError> {
    let court = court_for_work(settings).await?;
    let whole = court.store.check().await;
    whole.map_err(|problem| StartError::Io(for_operators(&problem)))?;
    Ok(court)
}

/// Builds the state for `work`, which like `serve` starts without its database and recovers by itself.
pub async fn court_for_work(settings: Settings) -> Result<Arc<Court>, StartError> {
    let court = Arc::new(Court::build(settings, app::topics(), StandIns::default()).await?);
    if court.store.is_sqlite() {
        court.store.migrate().await?;
    }
    Ok(court)
}

/// Brings the schema of the database up to this program's.
pub async fn migrate(settings: Settings) -> Result<(), StartError> {
    let court = Court::build(settings, app::topics(), StandIns::default()).await?;
    Ok(court.store.migrate().await?)
}

/// Starts everything on a listener that the caller bound.
pub async fn start(settings: Settings, listener: TcpListener) -> Result<Running, StartError> {
    let io = |error: std::io::Error| StartError::Io(format!("The server cannot start: {error}."));
    let address = listener.local_addr().map_err(io)?;
    let bind = || match settings.mode {
        Mode::Sandbox => TcpListener::bind("127.0.0.1:0").map(Some).map_err(io),
        Mode::Live => Ok(None),
    };
    let (standin_listener, pay_listener) = (bind()?, bind()?);
    let stand_ins = StandIns {
        outside: address_of(&standin_listener),
        pay: address_of(&pay_listener),
        court: url_of(address),
    };
    let court = Arc::new(Court::build(settings, app::topics(), stand_ins).await?);
    if court.store.is_sqlite() {
        court.store.migrate().await?;
        if let Err(problem) = take_up_holidays(&court).await {
            return Err(StartError::Io(for_operators(&problem)));
        }
    }

    let sandbox = standin_listener.as_ref().map(|_| sandbox_of(&court));
    let mut standins = Vec::new();
    if let (Some(sandbox), Some(wechat), Some(pay)) = (&sandbox, standin_listener, pay_listener) {
        let wechat = sandbox.serve_wechat(wechat).map_err(io)?;
        let pay = sandbox.serve_pay(pay).map_err(io)?;
        for server in [wechat, pay] {
            standins.push(server.handle());
            tokio::spawn(server);
        }
    }
    let server = app::serve(court.clone(), sandbox, listener).map_err(io)?;
    let handle = server.handle();
    let (stop, stopped) = watch::channel(false);
    let upkeep = tokio::spawn(keep_up(court.clone(), stopped.clone()));
    let worker = court
        .settings
        .server
        .worker
        .then(|| tokio::spawn(work::run(court.clone(), stopped)));
    Ok(Running {
        address,
        court,
        server: handle,
        serving: tokio::spawn(server),
        standins,
        worker,
        upkeep,
        stop,
    })
}

impl Running {
    /// Ends in order: no new requests, those under way finish, then the worker, the stand-ins, the database.
    pub async fn stop(self) {
        self.server.stop(true).await;
        self.serving.await.ok();
        self.stop.send(true).ok();
        self.upkeep.await.ok();
        if let Some(worker) = self.worker {
            worker.await.ok();
        }
        for standin in self.standins {
            standin.stop(false).await;
        }
        self.court.store.close().await;
    }
}

/// Takes up holiday notices loaded since, and says when the database is not as it should be. On every
/// node that serves: a court whose database is away starts all the same, and recovers by itself.
pub async fn keep_up(court: Arc<Court>, mut stop: watch::Receiver<bool>) {
    let mut ticks = tokio::time::interval(Duration::from_secs(30));
    ticks.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    while !*stop.borrow() {
        tokio::select! {
            _ = ticks.tick() => {}
            _ = stop.changed() => return,
        }
        let so_far = match court.store.check().await {
            Ok(()) => take_up_holidays(&court).await,
            Err(problem) => Err(problem),
        };
        if let Err(problem) = so_far {
            tracing::warn!(code = problem.kind.code, "{}", for_operators(&problem));
        }
    }
}

/// What the people of the machine room need to hear, not those of the court.
fn for_operators(problem: &Problem) -> String {
    let words = match problem.kind.code {
        "database.not_migrated" => {
            "The database's schema is older than this program. Run `micro-court migrate` once; the servers go on by themselves."
        }
        "database.unavailable" => {
            "The database does not answer. Check COURT__DATABASE__URL and the database; the court answers 503 and recovers by itself."
        }
        _ => "The database is not as it should be.",
    };
    match &problem.cause {
        Some(cause) => format!("{words} ({cause})"),
        None => words.to_owned(),
    }
}

fn address_of(listener: &Option<TcpListener>) -> Option<Url> {
    url_of(listener.as_ref()?.local_addr().ok()?)
}

fn url_of(address: SocketAddr) -> Option<Url> {
    Url::parse(&format!("http://{address}/")).ok()
}

/// How WeChat Pay's stand-in knows us.
fn pay_side_of(court: &Arc<Court>) -> PayConfig {
    let pay = court.pay.clone();
    PayConfig {
        app_id: pay.app_id().to_owned(),
        mch_id: pay.mch_id().to_owned(),
        mch_serial: pay.mch_serial().to_owned(),
        merchant: Arc::new(move || {
            let (public_key, api_v3_key) = pay.merchant_side()?;
            Some(MerchantSide {
                public_key,
                api_v3_key: api_v3_key.expose_secret().to_owned(),
            })
        }),
    }
}

fn sandbox_of(court: &Arc<Court>) -> Sandbox {
    let (app_id, secret) = app_of(&court.settings);
    let (now, advance) = (court.clock.clone(), court.clock.clone());
    let config = SandboxConfig {
        app_id,
        app_secret: secret.expose_secret().to_owned(),
        templates: court
            .settings
            .wechat
            .templates
            .clone()
            .into_iter()
            .collect(),
        tencent: TencentKey {
            secret_id: SANDBOX_SECRET_ID.to_owned(),
            secret_key: SANDBOX_SECRET_KEY.to_owned(),
        },
        sms: SmsAccount {
            sdk_app_id: SANDBOX_SMS_APP_ID.to_owned(),
            sign_name: SANDBOX_SMS_SIGN_NAME.to_owned(),
            templates: SANDBOX_SMS_TEMPLATES
                .iter()
                .map(|(name, id, text)| ((*name).into(), (*id).into(), (*text).into()))
                .collect(),
        },
        pay: pay_side_of(court),
        state_file: Some(court.settings.data_dir.join("sandbox.json")),
    };
    let clock = SandboxClock {
        now: Arc::new(move || now.now()),
        advance: Arc::new(move |seconds| advance.advance(seconds)),
    };
    let sandbox = Sandbox::new(config, clock);
    sandbox.show_staff(crate::demo::staff_file(court));
    sandbox
}
