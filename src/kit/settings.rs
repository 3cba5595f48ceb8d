//! Every setting, by file and by environment (`COURT__`, `__` between levels), checked before anything starts.
//!
//! A misspelt name stops the start with a sentence that names it and the nearest right one.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use url::Url;

#[derive(Debug, thiserror::Error)]
pub enum SettingsError {
    #[error("{0}")]
    Wrong(String),
}

fn wrong<T>(message: impl Into<String>) -> Result<T, SettingsError> {
    Err(SettingsError::Wrong(message.into()))
}

/// `sandbox` starts stand-ins for everything outside; `live` has none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum Mode {
    Sandbox,
    Live,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    pub mode: Mode,
    pub data_dir: PathBuf,
    pub server: Server,
    pub database: Database,
    pub redis: Redis,
    pub blobs: Blobs,
    pub uploads: Uploads,
    pub wechat: WeChat,
    pub pay: Pay,
    #[serde(default)]
    pub face: FaceSettings,
    #[serde(default)]
    pub id_match: IdMatchSettings,
    #[serde(default)]
    pub sms: SmsSettings,
    pub identity: IdentitySettings,
    pub papers: Papers,
    pub auth: Auth,
    pub vault: VaultSettings,
    pub limits: Limits,
    pub clock: ClockSettings,
    pub court: CourtSettings,
    pub law: LawSettings,
    pub log: Log,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Server {
    pub listen: SocketAddr,
    pub web_root: PathBuf,
    pub desk_root: PathBuf,
    /// Threads that answer requests; 0 is one a core.
    pub workers: usize,
    /// Largest JSON body in bytes.
    pub json_limit: usize,
    /// Addresses whose `X-Forwarded-For` is believed (a proxy before the server).
    pub trusted_proxies: Vec<std::net::IpAddr>,
    /// Seconds for requests under way to end at shutdown.
    pub shutdown_s: u64,
    /// Whether `serve` also works through the outbox; off where `work` processes do.
    pub worker: bool,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Database {
    /// `postgres://…`, or `sqlite://…`; none: a SQLite file in the data folder.
    pub url: Option<SecretString>,
    pub max_connections: u32,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Redis {
    pub url: Option<SecretString>,
    /// Every key begins so; courts that share one Redis each have their own.
    pub prefix: String,
}

/// Where files are kept: an S3-compatible store when a bucket is named, else `files` in the data folder.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Blobs {
    pub endpoint: Option<Url>,
    pub region: String,
    pub bucket: Option<String>,
    /// Every key begins so; courts that share one bucket each have their own.
    pub prefix: String,
    pub access_key_id: Option<String>,
    pub secret_access_key: Option<SecretString>,
}

/// What people may send.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Uploads {
    /// Largest image, PDF or Word file, in MB (1,048,576 bytes).
    pub document_mb: u64,
    /// Largest recording, sound or film.
    pub media_mb: u64,
    /// Largest image, in millions of pixels and along one side.
    pub megapixels: u32,
    pub side_pixels: u32,
    /// What one person may have here that no filing holds yet, unfinished transfers included.
    pub person_mb: u64,
    /// Unfinished transfers of one person.
    pub person_sessions: u64,
    /// Hours after which an unfinished transfer is given up.
    pub session_hours: i64,
    /// Length of a part that we suggest to the phone, in KB.
    pub chunk_kb: u64,
    /// Millions of pixels that one process works on at once; each takes up to 12 MB of memory.
    pub megapixels_at_once: u32,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WeChat {
    pub api_base: Option<Url>,
    pub app_id: Option<String>,
    pub app_secret: Option<SecretString>,
    pub push_token: Option<SecretString>,
    pub push_aes_key: Option<SecretString>,
    /// Template ids of subscribe messages by our name for them.
    pub templates: BTreeMap<String, String>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pay {
    pub api_base: Option<Url>,
    pub mch_id: Option<String>,
    pub mch_serial: Option<String>,
    pub mch_private_key_file: Option<PathBuf>,
    pub api_v3_key: Option<SecretString>,
    pub platform_public_key_file: Option<PathBuf>,
    pub platform_serial: Option<String>,
    pub notify_url: Option<Url>,
}

/// Unset: the stand-in in the sandbox, none when live.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FaceSettings {
    pub provider: Option<ProviderKind>,
}

/// Tencent Cloud's `IdCardVerification`. Unset: the stand-in in the sandbox, none when live.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct IdMatchSettings {
    pub provider: Option<ProviderKind>,
    pub api_base: Option<Url>,
    pub secret_id: Option<String>,
    pub secret_key: Option<SecretString>,
    pub region: Option<String>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct IdentitySettings {
    /// Days after a decision on a recorded video until the video is erased.
    pub video_kept_days: i64,
}

/// Papers as PDF.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Papers {
    /// Folder of Noto Serif CJK (or Noto Sans CJK), Regular and Bold.
    pub font_dir: PathBuf,
}

/// Tencent Cloud's `SendSms`. Unset: the stand-in in the sandbox, none when live.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SmsSettings {
    pub provider: Option<ProviderKind>,
    pub api_base: Option<Url>,
    pub secret_id: Option<String>,
    pub secret_key: Option<SecretString>,
    pub region: Option<String>,
    pub sdk_app_id: Option<String>,
    /// 签名, as approved by the provider.
    pub sign_name: Option<String>,
    /// Template ids by our name for them.
    #[serde(default)]
    pub templates: BTreeMap<String, String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ProviderKind {
    None,
    WeChat,
    Tencent,
    Sandbox,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Auth {
    pub jwt_key_file: Option<PathBuf>,
    /// Days without use after which a party's session ends.
    pub party_idle_days: i64,
    /// Days after which a party logs in anew in any case.
    pub party_max_days: i64,
    /// Minutes without use after which a staff session ends.
    pub desk_idle_minutes: i64,
    pub desk_max_hours: i64,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct VaultSettings {
    /// Key that seals personal data; on several nodes each needs the same one.
    pub key_file: Option<PathBuf>,
}

/// Requests a minute.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Limits {
    pub enabled: bool,
    pub address: u64,
    pub person: u64,
    pub log_in: u64,
    pub tools: u64,
    /// Failed log-ins a quarter of an hour, by user name.
    pub desk_failures: u64,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClockSettings {
    pub offset_file: Option<PathBuf>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CourtSettings {
    pub name: String,
    pub name_en: String,
    pub code: String,
    /// Who hears appeals (IC18 4; J25 3).
    pub appeal_court: String,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LawSettings {
    /// `fen` or `yuan`: the Decree has no rule on rounding (domain.md 4).
    pub fee_rounding: FeeRounding,
    /// Base of small claims (CPL 165), by the day from which each figure counts; unverified, so empty by default.
    pub small_claims_base_annual_wage: Vec<BaseWage>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum FeeRounding {
    Fen,
    Yuan,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BaseWage {
    pub from: NaiveDate,
    pub yuan: String,
    pub source: String,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Log {
    /// `info`, `debug`, or a filter such as `micro_court=debug,warn`.
    pub level: String,
    pub format: LogFormat,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum LogFormat {
    Json,
    Text,
}

/// The embedded default: every setting stands in it, so it is also the list of known names.
pub const DEFAULT: &str = include_str!("../../config/default.toml");

/// Settings without a default; `(path, is a table of free names)`.
const OPTIONAL: &[&str] = &[
    "database.url",
    "redis.url",
    "blobs.endpoint",
    "blobs.bucket",
    "blobs.access_key_id",
    "blobs.secret_access_key",
    "wechat.api_base",
    "wechat.app_id",
    "wechat.app_secret",
    "wechat.push_token",
    "wechat.push_aes_key",
    "pay.api_base",
    "pay.mch_id",
    "pay.mch_serial",
    "pay.mch_private_key_file",
    "pay.api_v3_key",
    "pay.platform_public_key_file",
    "pay.platform_serial",
    "pay.notify_url",
    "face.provider",
    "id_match.provider",
    "id_match.api_base",
    "id_match.secret_id",
    "id_match.secret_key",
    "id_match.region",
    "sms.provider",
    "sms.api_base",
    "sms.secret_id",
    "sms.secret_key",
    "sms.region",
    "sms.sdk_app_id",
    "sms.sign_name",
    "auth.jwt_key_file",
    "vault.key_file",
    "clock.offset_file",
];

/// Tables whose keys are names of the operator's own.
const FREE: &[&str] = &["wechat.templates", "sms.templates"];

/// Lists: items are not names.
const LISTS: &[&str] = &[
    "server.trusted_proxies",
    "law.small_claims_base_annual_wage",
];

impl Settings {
    /// Default, then the file (if given), then the environment.
    pub fn load(file: Option<&Path>) -> Result<Settings, SettingsError> {
        let env = std::env::vars().filter_map(|(name, value)| {
            let path = name.strip_prefix("COURT__")?;
            Some((path.to_ascii_lowercase().replace("__", "."), value))
        });
        Settings::from_parts(file, env.collect())
    }

    pub fn from_parts(
        file: Option<&Path>,
        env: Vec<(String, String)>,
    ) -> Result<Settings, SettingsError> {
        let known = known_names()?;
        let mut builder = config::Config::builder()
            .add_source(config::File::from_str(DEFAULT, config::FileFormat::Toml));
        if let Some(path) = file {
            check_file(path, &known)?;
            builder = builder.add_source(config::File::from(path).format(config::FileFormat::Toml));
        }
        for (path, value) in &env {
            check_name(path, &known, &env_name(path))?;
            builder = set(builder, path, value)?;
        }
        let settings: Settings = builder
            .build()
            .and_then(config::Config::try_deserialize)
            .map_err(|error| {
                SettingsError::Wrong(format!("A setting has a wrong value: {error}."))
            })?;
        settings.check()?;
        Ok(settings)
    }

    fn check(&self) -> Result<(), SettingsError> {
        let loopback = self.server.listen.ip().is_loopback();
        if self.mode == Mode::Sandbox && !loopback {
            return wrong(format!(
                "COURT__MODE is sandbox, which only listens on loopback, but COURT__SERVER__LISTEN is {}. \
                 Use 127.0.0.1, or set COURT__MODE=live with real WeChat settings.",
                self.server.listen
            ));
        }
        if self.clock.offset_file.is_some() && !loopback {
            return wrong(
                "COURT__CLOCK__OFFSET_FILE moves the clock and is refused when listening beyond loopback.",
            );
        }
        if let Some(url) = &self.database.url {
            check_database(url)?;
        }
        for (name, url) in [
            ("COURT__BLOBS__ENDPOINT", &self.blobs.endpoint),
            ("COURT__WECHAT__API_BASE", &self.wechat.api_base),
            ("COURT__PAY__API_BASE", &self.pay.api_base),
            ("COURT__PAY__NOTIFY_URL", &self.pay.notify_url),
            ("COURT__ID_MATCH__API_BASE", &self.id_match.api_base),
            ("COURT__SMS__API_BASE", &self.sms.api_base),
        ] {
            if let Some(url) = url {
                check_url(name, url)?;
            }
        }
        self.check_blobs()?;
        self.check_uploads()?;
        if self.mode == Mode::Live {
            self.check_live()?;
        }
        self.check_identity()?;
        self.check_sms()?;
        self.check_law()
    }

    /// A bucket needs its address and its keys; we never look for keys in places nobody named.
    fn check_blobs(&self) -> Result<(), SettingsError> {
        let blobs = &self.blobs;
        if blobs.bucket.is_none() {
            return Ok(());
        }
        let missing = [
            ("COURT__BLOBS__ENDPOINT", blobs.endpoint.is_none()),
            ("COURT__BLOBS__ACCESS_KEY_ID", blobs.access_key_id.is_none()),
            (
                "COURT__BLOBS__SECRET_ACCESS_KEY",
                blobs.secret_access_key.is_none(),
            ),
        ];
        match missing.iter().find(|(_, missing)| *missing) {
            Some((name, _)) => wrong(format!(
                "COURT__BLOBS__BUCKET names a bucket, but {name} is missing."
            )),
            None => Ok(()),
        }
    }

    fn check_uploads(&self) -> Result<(), SettingsError> {
        let uploads = &self.uploads;
        // Sizes are counted in bytes in 63 bits, and pixels in 32.
        let limits = [
            ("DOCUMENT_MB", uploads.document_mb, 1_000_000),
            ("MEDIA_MB", uploads.media_mb, 1_000_000),
            ("MEGAPIXELS", uploads.megapixels.into(), 1_000),
            ("SIDE_PIXELS", uploads.side_pixels.into(), 65_535),
            ("PERSON_MB", uploads.person_mb, 1_000_000_000),
            ("PERSON_SESSIONS", uploads.person_sessions, 1_000),
            (
                "SESSION_HOURS",
                u64::try_from(uploads.session_hours).unwrap_or(0),
                10_000,
            ),
            ("CHUNK_KB", uploads.chunk_kb, 100_000),
            (
                "MEGAPIXELS_AT_ONCE",
                uploads.megapixels_at_once.into(),
                100_000,
            ),
        ];
        match limits
            .iter()
            .find(|(_, value, most)| !(1..=*most).contains(value))
        {
            Some((name, value, most)) => wrong(format!(
                "COURT__UPLOADS__{name} is {value}; it must be from 1 to {most}."
            )),
            None => Ok(()),
        }
    }

    /// Live has no stand-in: what WeChat and WeChat Pay need must be there.
    fn check_live(&self) -> Result<(), SettingsError> {
        let (wechat, pay) = (&self.wechat, &self.pay);
        let mut missing = Vec::new();
        for (name, there) in [
            ("COURT__WECHAT__API_BASE", wechat.api_base.is_some()),
            ("COURT__WECHAT__APP_ID", wechat.app_id.is_some()),
            ("COURT__WECHAT__APP_SECRET", wechat.app_secret.is_some()),
            ("COURT__PAY__API_BASE", pay.api_base.is_some()),
            ("COURT__PAY__MCH_ID", pay.mch_id.is_some()),
            ("COURT__PAY__MCH_SERIAL", pay.mch_serial.is_some()),
            (
                "COURT__PAY__MCH_PRIVATE_KEY_FILE",
                pay.mch_private_key_file.is_some(),
            ),
            ("COURT__PAY__API_V3_KEY", pay.api_v3_key.is_some()),
            ("COURT__PAY__NOTIFY_URL", pay.notify_url.is_some()),
        ] {
            if !there {
                missing.push(name);
            }
        }
        if missing.is_empty() {
            return Ok(());
        }
        wrong(format!(
            "COURT__MODE is live, but these settings are missing: {}.",
            missing.join(", ")
        ))
    }

    /// Each provider is one that the function knows, and has what it needs.
    fn check_identity(&self) -> Result<(), SettingsError> {
        use ProviderKind::{None as Off, Sandbox, Tencent, WeChat};
        let live = self.mode == Mode::Live;
        match self.face.provider {
            Some(Tencent) => {
                return wrong("COURT__FACE__PROVIDER is tencent; none and wechat are known.");
            }
            Some(Sandbox) if live => {
                return wrong(
                    "COURT__FACE__PROVIDER is sandbox, but COURT__MODE is live: there is no stand-in.",
                );
            }
            None | Some(Off | WeChat | Sandbox) => {}
        }
        match self.id_match.provider {
            Some(WeChat) => {
                wrong("COURT__ID_MATCH__PROVIDER is wechat; none and tencent are known.")
            }
            Some(Sandbox) if live => wrong(
                "COURT__ID_MATCH__PROVIDER is sandbox, but COURT__MODE is live: there is no stand-in.",
            ),
            Some(Tencent)
                if self.id_match.secret_id.is_none() || self.id_match.secret_key.is_none() =>
            {
                wrong(
                    "COURT__ID_MATCH__PROVIDER is tencent, which needs COURT__ID_MATCH__SECRET_ID and COURT__ID_MATCH__SECRET_KEY.",
                )
            }
            _ if !(1..=365).contains(&self.identity.video_kept_days) => wrong(
                "COURT__IDENTITY__VIDEO_KEPT_DAYS is 1 to 365 days: a video is erased soon after the decision.",
            ),
            _ => Ok(()),
        }
    }

    /// The provider is one that sends SMS, and has what it needs.
    fn check_sms(&self) -> Result<(), SettingsError> {
        let sms = &self.sms;
        match sms.provider {
            None | Some(ProviderKind::None) => Ok(()),
            Some(ProviderKind::WeChat) => {
                wrong("COURT__SMS__PROVIDER is wechat; none and tencent are known.")
            }
            Some(ProviderKind::Sandbox) if self.mode == Mode::Live => wrong(
                "COURT__SMS__PROVIDER is sandbox, but COURT__MODE is live: there is no stand-in.",
            ),
            Some(ProviderKind::Sandbox) => Ok(()),
            Some(ProviderKind::Tencent) => {
                let needed = [
                    ("COURT__SMS__SECRET_ID", sms.secret_id.is_some()),
                    ("COURT__SMS__SECRET_KEY", sms.secret_key.is_some()),
                    ("COURT__SMS__SDK_APP_ID", sms.sdk_app_id.is_some()),
                    ("COURT__SMS__SIGN_NAME", sms.sign_name.is_some()),
                ];
                match needed.iter().find(|(_, there)| !there) {
                    Some((name, _)) => wrong(format!(
                        "COURT__SMS__PROVIDER is tencent, which needs {name}."
                    )),
                    None => Ok(()),
                }
            }
        }
    }

    fn check_law(&self) -> Result<(), SettingsError> {
        let amount = |text: &str| {
            text.parse::<u64>()
                .is_ok_and(|yuan| yuan > 0 && yuan < 10_000_000)
        };
        match self
            .law
            .small_claims_base_annual_wage
            .iter()
            .find(|wage| !amount(&wage.yuan))
        {
            Some(wage) => wrong(format!(
                "law.small_claims_base_annual_wage from {} has yuan = {:?}; write whole yuan, such as \"150000\".",
                wage.from, wage.yuan
            )),
            None => Ok(()),
        }
    }

    /// The base wage that counts on a day, with its source.
    pub fn base_wage_on(&self, day: NaiveDate) -> Option<&BaseWage> {
        self.law
            .small_claims_base_annual_wage
            .iter()
            .filter(|wage| wage.from <= day)
            .max_by_key(|wage| wage.from)
    }
}

/// Without the value: it holds a password.
fn check_database(url: &SecretString) -> Result<(), SettingsError> {
    let known = ["postgres://", "postgresql://", "sqlite:"];
    if known
        .iter()
        .any(|scheme| url.expose_secret().starts_with(scheme))
    {
        return Ok(());
    }
    wrong(
        "COURT__DATABASE__URL begins with neither postgres:// nor sqlite:; these two databases are known.",
    )
}

/// Outside addresses come from settings alone, and plain http goes to loopback alone.
fn check_url(name: &str, url: &Url) -> Result<(), SettingsError> {
    let loopback = match url.host() {
        Some(url::Host::Ipv4(ip)) => ip.is_loopback(),
        Some(url::Host::Ipv6(ip)) => ip.is_loopback(),
        Some(url::Host::Domain(domain)) => domain == "localhost",
        None => false,
    };
    match url.scheme() {
        "https" => Ok(()),
        "http" if loopback => Ok(()),
        scheme => wrong(format!(
            "{name} begins with {scheme}://; only https is allowed (http to loopback alone)."
        )),
    }
}

fn env_name(path: &str) -> String {
    format!("COURT__{}", path.to_ascii_uppercase().replace('.', "__"))
}

fn known_names() -> Result<Vec<String>, SettingsError> {
    let mut names = flatten(&parse(DEFAULT, "the embedded default")?);
    names.extend(OPTIONAL.iter().map(|&name| name.to_owned()));
    Ok(names)
}

fn parse(text: &str, name: &str) -> Result<Value, SettingsError> {
    config::Config::builder()
        .add_source(config::File::from_str(text, config::FileFormat::Toml))
        .build()
        .and_then(config::Config::try_deserialize)
        .map_err(|error| SettingsError::Wrong(format!("Cannot read {name}: {error}.")))
}

fn flatten(value: &Value) -> Vec<String> {
    fn walk(value: &Value, path: String, names: &mut Vec<String>) {
        match value {
            Value::Object(map) if !FREE.contains(&path.as_str()) => {
                for (key, value) in map {
                    let path = if path.is_empty() {
                        key.clone()
                    } else {
                        format!("{path}.{key}")
                    };
                    walk(value, path, names);
                }
            }
            _ => names.push(path),
        }
    }
    let mut names = Vec::new();
    walk(value, String::new(), &mut names);
    names
}

fn check_file(path: &Path, known: &[String]) -> Result<(), SettingsError> {
    let name = path.display().to_string();
    let text = std::fs::read_to_string(path).map_err(|error| {
        SettingsError::Wrong(format!("Cannot read the settings file {name}: {error}."))
    })?;
    for setting in flatten(&parse(&text, &name)?) {
        check_name(&setting, known, &format!("{setting} in {name}"))?;
    }
    Ok(())
}

fn check_name(path: &str, known: &[String], shown: &str) -> Result<(), SettingsError> {
    let free = FREE.iter().any(|table| {
        path == *table
            || path
                .strip_prefix(table)
                .is_some_and(|rest| rest.starts_with('.'))
    });
    if free || known.iter().any(|name| name == path) {
        return Ok(());
    }
    let nearest = known
        .iter()
        .map(|name| (strsim::osa_distance(name, path), name))
        .filter(|(distance, _)| *distance <= 4)
        .min();
    match nearest {
        Some((_, name)) => wrong(format!(
            "There is no setting {shown}. Did you mean {}?",
            env_name(name)
        )),
        None => wrong(format!(
            "There is no setting {shown}. The README lists all settings."
        )),
    }
}

type Builder = config::ConfigBuilder<config::builder::DefaultState>;

fn set(builder: Builder, path: &str, value: &str) -> Result<Builder, SettingsError> {
    let set = |builder: Builder, value: config::Value| {
        builder.set_override(path, value).map_err(|error| {
            SettingsError::Wrong(format!("{} is not usable: {error}.", env_name(path)))
        })
    };
    if !LISTS.contains(&path) {
        return set(builder, config::Value::from(value));
    }
    // A list in the environment is comma-separated, or JSON when its items are tables.
    if value.trim_start().starts_with('[') {
        let list: config::Value = serde_json::from_str::<Value>(value)
            .ok()
            .and_then(config::Value::try_from_json)
            .ok_or_else(|| {
                SettingsError::Wrong(format!("{} is not a JSON list.", env_name(path)))
            })?;
        return set(builder, list);
    }
    let items: Vec<&str> = value
        .split(',')
        .map(str::trim)
        .filter(|item| !item.is_empty())
        .collect();
    set(builder, config::Value::from(items))
}

/// JSON into the settings library's own values.
trait FromJson: Sized {
    fn try_from_json(json: Value) -> Option<Self>;
}

impl FromJson for config::Value {
    fn try_from_json(json: Value) -> Option<config::Value> {
        Some(match json {
            Value::Bool(flag) => config::Value::from(flag),
            Value::Number(number) => config::Value::from(number.as_i64()?),
            Value::String(text) => config::Value::from(text),
            Value::Array(items) => config::Value::from(
                items
                    .into_iter()
                    .map(config::Value::try_from_json)
                    .collect::<Option<Vec<_>>>()?,
            ),
            Value::Object(map) => {
                let mut table = config::Map::new();
                for (key, value) in map {
                    table.insert(key, config::Value::try_from_json(value)?);
                }
                config::Value::from(table)
            }
            Value::Null => return None,
        })
    }
}

#[cfg(test)]
mod tests;
