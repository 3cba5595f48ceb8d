//! The court's state: what every request and job works with, built once from the settings.

use std::path::PathBuf;
use std::sync::Arc;

use actix_web::web;
use arc_swap::ArcSwap;
use chrono::{DateTime, Duration, Utc};
use sea_orm::DatabaseTransaction;
use secrecy::SecretString;
use serde::Serialize;
use tokio::sync::{Notify, Semaphore};
use url::Url;
use uuid::Uuid;

use crate::kit::auth::{Lifetime, Tokens};
use crate::kit::clock::Clock;
use crate::kit::idempotency::{self, Claim, IdempotencyKey, Locks, Scope};
use crate::kit::ids::new_id;
use crate::kit::outbox::Topics;
use crate::kit::problem::Problem;
use crate::kit::rate::{Counter, Limits};
use crate::kit::seal::Sealer;
use crate::kit::settings::{Mode, ProviderKind, Settings};
use crate::kit::vault::{Key, KeyFileError, Vault};
use crate::law::calendar::Calendar;
use crate::ports::blobs::{Blobs, Unusable};
use crate::ports::cache::{Cache, NotRedis};
use crate::ports::face::Face;
use crate::ports::id_match::{self, IdMatch};
use crate::ports::pay::{Pay, PayKeyError};
use crate::ports::pdf::Pdf;
use crate::ports::sms::{self, Sms};
use crate::ports::tencent::{Account, Tencent};
use crate::ports::wechat::WeChat;
use crate::store::Store;

mod pay;

use pay::pay_of;

pub struct Court {
    pub settings: Settings,
    pub store: Store,
    pub cache: Cache,
    /// Where files are kept.
    pub blobs: Blobs,
    /// Pixels being unpacked; so that memory stays bounded whatever people send.
    pub pixels: Arc<Semaphore>,
    pub wechat: WeChat,
    pub face: Face,
    pub id_match: IdMatch,
    pub sms: Sms,
    pub pdf: Pdf,
    pub pay: Pay,
    pub clock: Clock,
    pub tokens: web::Data<Tokens>,
    pub limits: web::Data<Limits>,
    pub vault: Vault,
    pub sealer: Sealer,
    pub topics: Topics,
    /// Built-in years and those loaded since; swapped whole.
    pub calendar: ArcSwap<Calendar>,
    /// One at a time reads the stored years and puts the calendar in place, so that an older reading
    /// never replaces a newer one.
    pub calendar_turn: tokio::sync::Mutex<()>,
    /// Rung after a commit that published something, so that this process's worker looks at once.
    pub bell: Notify,
    /// Name of this process in leases.
    pub node: String,
}

#[derive(Debug, thiserror::Error)]
pub enum StartError {
    #[error("The database settings are not usable: {0}.")]
    Database(#[from] sea_orm::DbErr),
    #[error("{0}.")]
    Redis(#[from] NotRedis),
    #[error("{0}.")]
    Blobs(#[from] Unusable),
    #[error("{0}.")]
    Key(#[from] KeyFileError),
    #[error("{0}.")]
    PayKey(#[from] PayKeyError),
    #[error("The HTTP client cannot be made: {0}.")]
    Http(#[from] reqwest::Error),
    #[error("The built-in holiday calendar is damaged: {0}")]
    Calendar(String),
    #[error("{0}")]
    Io(String),
}

/// Id under which the sandbox plays our app; the live one comes from the settings.
pub const SANDBOX_APP_ID: &str = "wxsandbox0000000001";
pub const SANDBOX_APP_SECRET: &str = "sandbox-secret-of-no-worth";
/// Templates that the sandbox knows when the settings name none.
pub const SANDBOX_TEMPLATES: &[(&str, &str)] = &[
    ("new_device", "SANDBOX_TEMPLATE_NEW_DEVICE"),
    ("filing_received", "SANDBOX_TEMPLATE_FILING_RECEIVED"),
    ("correction_due", "SANDBOX_TEMPLATE_CORRECTION_DUE"),
    ("accepted", "SANDBOX_TEMPLATE_ACCEPTED"),
    ("returned", "SANDBOX_TEMPLATE_RETURNED"),
    ("not_accepted", "SANDBOX_TEMPLATE_NOT_ACCEPTED"),
    ("filing_withdrawn", "SANDBOX_TEMPLATE_FILING_WITHDRAWN"),
    (
        "pre_mediation_referred",
        "SANDBOX_TEMPLATE_PRE_MEDIATION_REFERRED",
    ),
    ("fee_due", "SANDBOX_TEMPLATE_FEE_DUE"),
    ("fee_paid", "SANDBOX_TEMPLATE_FEE_PAID"),
    ("fee_refunded", "SANDBOX_TEMPLATE_FEE_REFUNDED"),
    ("fee_lapsed", "SANDBOX_TEMPLATE_FEE_LAPSED"),
    ("docketed", "SANDBOX_TEMPLATE_DOCKETED"),
    (
        "video_review_decided",
        "SANDBOX_TEMPLATE_VIDEO_REVIEW_DECIDED",
    ),
    ("document_arrived", "SANDBOX_TEMPLATE_DOCUMENT_ARRIVED"),
    ("document_unread", "SANDBOX_TEMPLATE_DOCUMENT_UNREAD"),
    ("address_asked", "SANDBOX_TEMPLATE_ADDRESS_ASKED"),
    ("hearing_slots", "SANDBOX_TEMPLATE_HEARING_SLOTS"),
    ("hearing_confirmed", "SANDBOX_TEMPLATE_HEARING_CONFIRMED"),
    ("hearing_changed", "SANDBOX_TEMPLATE_HEARING_CHANGED"),
    ("hearing_cancelled", "SANDBOX_TEMPLATE_HEARING_CANCELLED"),
    ("hearing_soon", "SANDBOX_TEMPLATE_HEARING_SOON"),
    ("case_event", "SANDBOX_TEMPLATE_CASE_EVENT"),
];
/// SMS templates that the sandbox knows: our name, id, and text with places for number, act and day.
pub const SANDBOX_SMS_TEMPLATES: &[(&str, &str, &str)] = &[
    (
        "correction_due",
        "900001",
        "尾号{1}的立案申请：{2}，请在{3}以前办理。请打开微信小程序查看。",
    ),
    (
        "accepted",
        "900002",
        "尾号{1}的案件：{2}（{3}）。请打开微信小程序查看。",
    ),
    (
        "returned",
        "900003",
        "尾号{1}的立案申请：{2}（{3}）。请打开微信小程序查看。",
    ),
    (
        "not_accepted",
        "900004",
        "尾号{1}的立案申请：{2}（{3}）。请打开微信小程序查看。",
    ),
    (
        "fee_due",
        "900005",
        "尾号{1}的案件：{2}，请在{3}以前办理。请打开微信小程序查看。",
    ),
    (
        "document_arrived",
        "900101",
        "尾号{1}的案件：{2}（{3}）。请打开微信小程序查看。",
    ),
    (
        "document_unread",
        "900102",
        "尾号{1}的案件：{2}（{3}）。请打开微信小程序查看。",
    ),
    (
        "address_asked",
        "900103",
        "尾号{1}的案件：{2}（{3}）。请打开微信小程序查看。",
    ),
    (
        "association_code",
        "900104",
        "您是尾号{1}的案件的当事人，关联码 {2}，{3}前有效。请打开微信小程序“移动微法院”，实名后输入关联码查看案件。法院不会向您索要验证码或者转账。",
    ),
    (
        "fee_lapsed",
        "900006",
        "尾号{1}的案件：{2}（最后一天是{3}）。请马上联系法院，并打开微信小程序查看。",
    ),
    (
        "hearing_slots",
        "900201",
        "尾号{1}的案件：{2}，请在{3}以前办理。请打开微信小程序查看。",
    ),
    (
        "hearing_confirmed",
        "900202",
        "尾号{1}的案件：{2}（{3}）。请打开微信小程序查看。",
    ),
    (
        "hearing_changed",
        "900203",
        "尾号{1}的案件：{2}（{3}）。请打开微信小程序查看。",
    ),
    (
        "hearing_cancelled",
        "900204",
        "尾号{1}的案件：{2}（{3}）。请打开微信小程序查看。",
    ),
    (
        "hearing_soon",
        "900205",
        "尾号{1}的案件：{2}（{3}）。请打开微信小程序查看。",
    ),
];
pub const SANDBOX_SMS_APP_ID: &str = "1400000001";
pub const SANDBOX_SMS_SIGN_NAME: &str = "示范互联网法院";

/// Where the stand-ins inside listen; none in live mode.
#[derive(Clone, Debug, Default)]
pub struct StandIns {
    /// WeChat, and what else shares its listener.
    pub outside: Option<Url>,
    pub pay: Option<Url>,
    /// Our own address, to which the stand-in of WeChat Pay sends its notices.
    pub court: Option<Url>,
}

impl Court {
    pub async fn build(
        mut settings: Settings,
        topics: Topics,
        stand_ins: StandIns,
    ) -> Result<Court, StartError> {
        if settings.mode == Mode::Sandbox && settings.wechat.templates.is_empty() {
            settings.wechat.templates = SANDBOX_TEMPLATES
                .iter()
                .map(|(name, id)| ((*name).into(), (*id).into()))
                .collect();
        }
        let keys = Keys::of(&settings)?;
        let clock = clock_of(&settings);
        let store = Store::open(&settings.database, &settings.data_dir).await?;
        let cache = match &settings.redis.url {
            Some(url) => Cache::redis(url, &settings.redis.prefix)?,
            None => Cache::memory(),
        };
        let shared: Arc<dyn Counter> = Arc::new(cache.clone());
        let calendar =
            Calendar::built_in().map_err(|faults| StartError::Calendar(format!("{faults:?}")))?;
        let wechat = wechat_of(&settings, stand_ins.outside.clone(), cache.clone())?;
        Ok(Court {
            face: face_of(&settings, &wechat),
            id_match: id_match_of(&settings, stand_ins.outside.clone())?,
            sms: sms_of(&settings, stand_ins.outside.clone())?,
            wechat,
            pdf: Pdf::new(settings.papers.font_dir.clone()),
            pay: pay_of(&settings, &stand_ins, clock.clone()).await?,
            tokens: web::Data::new(Tokens::new(&keys.tokens)),
            limits: web::Data::new(Limits::new(settings.limits.clone(), shared)),
            vault: Vault::new(&keys.vault),
            sealer: Sealer::new(&keys.vault),
            calendar: ArcSwap::from_pointee(calendar),
            calendar_turn: tokio::sync::Mutex::new(()),
            bell: Notify::new(),
            node: new_id().to_string(),
            blobs: Blobs::open(&settings.blobs, &settings.data_dir)?,
            pixels: Arc::new(Semaphore::new(settings.uploads.megapixels_at_once as usize)),
            settings,
            store,
            cache,
            clock,
            topics,
        })
    }

    pub fn now(&self) -> DateTime<Utc> {
        self.clock.now()
    }

    pub fn party_lifetime(&self) -> Lifetime {
        let auth = &self.settings.auth;
        Lifetime {
            idle: Duration::days(auth.party_idle_days),
            max: Duration::days(auth.party_max_days),
        }
    }

    pub fn desk_lifetime(&self) -> Lifetime {
        let auth = &self.settings.auth;
        Lifetime {
            idle: Duration::minutes(auth.desk_idle_minutes),
            max: Duration::hours(auth.desk_max_hours),
        }
    }

    /// Looks whether this request was done before (`Idempotency-Key`).
    pub async fn claim(
        &self,
        key: IdempotencyKey,
        person_id: Uuid,
        operation: &'static str,
        body: &[u8],
    ) -> Result<Claim, Problem> {
        let locks: Arc<dyn Locks> = Arc::new(self.cache.clone());
        let scope = Scope {
            person_id,
            operation,
            body,
            now: self.now(),
        };
        idempotency::claim(self.store.db(), locks, key, scope).await
    }

    /// Publishes an event in the act's transaction.
    pub async fn publish(
        &self,
        tx: &DatabaseTransaction,
        topic: &'static str,
        event_id: Uuid,
        payload: &impl Serialize,
    ) -> Result<(), Problem> {
        Ok(self
            .topics
            .publish(tx, topic, event_id, payload, self.now())
            .await?)
    }

    /// Commits and wakes the worker.
    pub async fn commit(&self, tx: DatabaseTransaction) -> Result<(), Problem> {
        tx.commit().await?;
        self.bell.notify_one();
        Ok(())
    }
}

/// The keys of the house. Those that no setting names are made in the data folder (mode 0600).
struct Keys {
    tokens: Key,
    vault: Key,
}

impl Keys {
    fn of(settings: &Settings) -> Result<Keys, KeyFileError> {
        let made = |name: &str| Key::read_or_make(&settings.data_dir.join(name));
        let tokens = match &settings.auth.jwt_key_file {
            Some(path) => Key::read(path)?,
            None => made("jwt.key")?,
        };
        let vault = match (&settings.vault.key_file, &settings.auth.jwt_key_file) {
            (Some(path), _) => Key::read(path)?,
            // Nodes that share one named key file must also open each other's sealed values.
            (None, Some(_)) => tokens.derive("vault"),
            (None, None) => made("vault.key")?,
        };
        Ok(Keys { tokens, vault })
    }
}

fn clock_of(settings: &Settings) -> Clock {
    match (&settings.clock.offset_file, settings.mode) {
        (Some(path), _) => Clock::with_offset_file(path.clone()),
        (None, Mode::Sandbox) => Clock::with_offset_file(sandbox_offset_file(settings)),
        (None, Mode::Live) => Clock::system(),
    }
}

fn sandbox_offset_file(settings: &Settings) -> PathBuf {
    settings.data_dir.join("clock-offset")
}

/// An address in the settings wins over the stand-in inside.
fn wechat_of(
    settings: &Settings,
    sandbox: Option<Url>,
    cache: Cache,
) -> Result<WeChat, reqwest::Error> {
    let named = &settings.wechat;
    let base = named.api_base.clone().or(sandbox);
    let (app_id, app_secret) = app_of(settings);
    WeChat::new(base, app_id, app_secret, cache)
}

/// The stand-in of the face check is the sandbox's WeChat; the same client speaks to both.
fn face_of(settings: &Settings, wechat: &WeChat) -> Face {
    let on = match settings.face.provider {
        Some(ProviderKind::None) => false,
        None => settings.mode == Mode::Sandbox,
        Some(_) => true,
    };
    match on {
        true => Face::WeChat(wechat.clone()),
        false => Face::Off,
    }
}

/// Key of the sandbox's Tencent Cloud; the live one comes from the settings.
pub const SANDBOX_SECRET_ID: &str = "AKIDsandbox0000000000000000000000000";
pub const SANDBOX_SECRET_KEY: &str = "sandbox-key-of-no-worth";

fn id_match_of(settings: &Settings, sandbox: Option<Url>) -> Result<IdMatch, StartError> {
    let named = &settings.id_match;
    let account = match (named.provider, sandbox) {
        (Some(ProviderKind::Tencent), _) => Account {
            base: match &named.api_base {
                Some(base) => base.clone(),
                None => id_match::base().map_err(|error| StartError::Io(error.to_string()))?,
            },
            secret_id: named.secret_id.clone().unwrap_or_default(),
            secret_key: named.secret_key.clone().unwrap_or_default(),
            region: named.region.clone(),
        },
        (None | Some(ProviderKind::Sandbox), Some(base)) => Account {
            base,
            secret_id: SANDBOX_SECRET_ID.to_owned(),
            secret_key: SecretString::from(SANDBOX_SECRET_KEY),
            region: None,
        },
        _ => return Ok(IdMatch::Off),
    };
    // Tencent keeps no court's clock: signatures go by the machine's own time, which nothing moves.
    let clock = Clock::system();
    let tencent = Tencent::new(account, id_match::SERVICE, id_match::VERSION, clock)?;
    Ok(IdMatch::Tencent(tencent))
}

fn sms_of(settings: &Settings, sandbox: Option<Url>) -> Result<Sms, StartError> {
    let named = &settings.sms;
    let (account, sender) = match (named.provider, sandbox) {
        (Some(ProviderKind::Tencent), _) => {
            let base = match &named.api_base {
                Some(base) => base.clone(),
                None => sms::base().map_err(|error| StartError::Io(error.to_string()))?,
            };
            let account = Account {
                base,
                secret_id: named.secret_id.clone().unwrap_or_default(),
                secret_key: named.secret_key.clone().unwrap_or_default(),
                region: named
                    .region
                    .clone()
                    .or_else(|| Some(sms::REGION.to_owned())),
            };
            let app_id = named.sdk_app_id.clone().unwrap_or_default();
            let sign_name = named.sign_name.clone().unwrap_or_default();
            (account, (app_id, sign_name, named.templates.clone()))
        }
        (None | Some(ProviderKind::Sandbox), Some(base)) => {
            let account = Account {
                base,
                secret_id: SANDBOX_SECRET_ID.to_owned(),
                secret_key: SecretString::from(SANDBOX_SECRET_KEY),
                region: Some(sms::REGION.to_owned()),
            };
            let templates = SANDBOX_SMS_TEMPLATES
                .iter()
                .map(|(name, id, _)| ((*name).to_owned(), (*id).to_owned()));
            let (app_id, sign_name) = (SANDBOX_SMS_APP_ID, SANDBOX_SMS_SIGN_NAME);
            (
                account,
                (app_id.to_owned(), sign_name.to_owned(), templates.collect()),
            )
        }
        _ => return Ok(Sms::Off),
    };
    // As for the register: a court's clock that was moved would make every signature a stale one.
    let tencent = Tencent::new(account, sms::SERVICE, sms::VERSION, Clock::system())?;
    let (sdk_app_id, sign_name, templates) = sender;
    Ok(Sms::Tencent(Box::new(sms::Sender {
        tencent,
        sdk_app_id,
        sign_name,
        templates,
    })))
}

/// Our app's id and secret at WeChat.
pub fn app_of(settings: &Settings) -> (String, SecretString) {
    let app_id = settings
        .wechat
        .app_id
        .clone()
        .unwrap_or_else(|| SANDBOX_APP_ID.to_owned());
    let secret = settings
        .wechat
        .app_secret
        .clone()
        .unwrap_or_else(|| SecretString::from(SANDBOX_APP_SECRET));
    (app_id, secret)
}
