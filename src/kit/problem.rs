//! Errors as people and programs see them: RFC 9457 `application/problem+json` with a stable `code`.
//!
//! An [`ErrorKind`] is one row of a room's error table: code, status and words. A [`Problem`] is one
//! occurrence of it. Anything that goes wrong inside (a database constraint, a full disk, a service
//! outside that is away) is mapped to a kind here or in the room, never to a bare 500.

use std::fmt;

use actix_web::http::StatusCode;
use actix_web::http::header::{CONTENT_TYPE, RETRY_AFTER};
use actix_web::{HttpResponse, ResponseError};
use sea_orm::{DbErr, RuntimeErr};
use serde::Serialize;
use utoipa::ToSchema;

use super::i18n::{Lang, Words};
use crate::law::machine::{GuardRefused, NotAllowed};

/// One row of an error table. `zh` and `en` say what to do next.
#[derive(Debug, PartialEq, Eq)]
pub struct ErrorKind {
    pub code: &'static str,
    pub status: u16,
    pub zh: &'static str,
    pub en: &'static str,
}

/// Declares a room's error table: constants, and `ALL` for the documents and the OpenAPI description.
#[macro_export]
macro_rules! error_table {
    ($( $(#[$doc:meta])* $name:ident = $status:literal, $code:literal, $zh:literal, $en:literal; )+) => {
        $( $(#[$doc])* pub static $name: $crate::kit::problem::ErrorKind =
            $crate::kit::problem::ErrorKind { code: $code, status: $status, zh: $zh, en: $en }; )+
        /// Every row of this table.
        pub static ALL: &[&$crate::kit::problem::ErrorKind] = &[$( &$name ),+];
    };
}

/// Errors that any room can answer.
pub mod common {
    error_table! {
        NOT_JSON = 400, "request.not_json",
            "发来的内容不是有效的 JSON，请检查后再试。", "The body is not valid JSON. Check it and send it again.";
        BAD_HTTP = 400, "request.malformed",
            "请求的格式有误，请检查地址和参数。", "The request is malformed. Check the address and its parameters.";
        MEDIA_TYPE = 415, "request.media_type",
            "请用 Content-Type: application/json 发送。", "Send the body with Content-Type: application/json.";
        TOO_LARGE = 413, "request.too_large",
            "发来的内容太大了，请缩小后再试。", "The body is too large. Make it smaller and try again.";
        INVALID = 422, "request.invalid",
            "有几处需要改一下，改好后再提交。", "Some fields need a change. Correct them and send again.";
        NOT_FOUND = 404, "request.not_found",
            "没有找到，或您还没有加入这件案件。", "Not found, or you have not joined this case.";
        NO_SUCH_ADDRESS = 404, "request.no_such_address",
            "没有这个地址，请检查网址。", "There is no such address. Check the URL.";
        TOO_SLOW = 408, "request.too_slow",
            "内容没有及时发完，请检查网络后再试。", "The body did not arrive in time. Check the connection and try again.";
        METHOD = 405, "request.method_not_allowed",
            "这个地址不支持这种请求方法。", "This address does not support that method.";
        STATE = 409, "state.not_allowed",
            "现在还不能做这一步，请刷新后看看当前状态。", "This step is not possible now. Reload to see the present state.";
        WRONG_ACTOR = 403, "state.wrong_actor",
            "这一步要由别的人来做，您现在没有这个权限。", "This step belongs to somebody else; you cannot take it.";
        GUARD = 409, "state.guard_failed",
            "条件还不具备，这一步现在不能做。请看看还差什么。", "The conditions for this step are not met yet. See what is missing.";
        STALE = 412, "version.stale",
            "这里刚刚被改过，请先看看最新内容再决定。", "This was changed meanwhile. Look at the latest version first.";
        IF_MATCH_MISSING = 428, "version.if_match_missing",
            "请带上 If-Match，先读取再修改。", "Send If-Match with the version you read.";
        IF_MATCH_MALFORMED = 422, "version.if_match_malformed",
            "If-Match 要写成读取时得到的 ETag。", "If-Match must be the ETag you were given.";
        KEY_MISMATCH = 422, "idempotency.mismatch",
            "这个 Idempotency-Key 已用于另一份内容，请换一个新的。", "This Idempotency-Key was used for another body. Use a new one.";
        KEY_IN_FLIGHT = 409, "idempotency.in_flight",
            "上一次同样的提交还在处理，请稍等几秒再查看。", "The same request is still being handled. Wait a few seconds.";
        KEY_MALFORMED = 422, "idempotency.key_malformed",
            "Idempotency-Key 要是 1 到 100 个可见的 ASCII 字符。", "An Idempotency-Key is 1 to 100 visible ASCII characters.";
        CURSOR_INVALID = 422, "page.cursor_invalid",
            "翻页位置无效，请从第一页开始。", "The cursor is not valid. Start from the first page.";
        QUERY_INVALID = 422, "request.query_invalid",
            "网址里的参数有误，请检查后再试。", "A query parameter is wrong. Check it and try again.";
        TOO_MANY = 429, "rate.too_many",
            "点得太快了，请稍等再试。", "Too many requests. Wait a moment and try again.";
        DATABASE_AWAY = 503, "database.unavailable",
            "法院的数据库暂时连不上，是我们的问题。请过一会儿再试。", "The court's database is not reachable. This is our fault; try again shortly.";
        DATABASE_BEHIND = 503, "database.not_migrated",
            "法院的系统正在升级，请过一会儿再试。", "The court is being upgraded. Try again shortly.";
        STORAGE_FULL = 503, "storage.full",
            "法院的存储空间满了，这一步没有保存，是我们的问题。请过一会儿再试，或拨打 12368。",
            "The court's storage is full and this step was not saved. This is our fault; try again later or call 12368.";
        CACHE_AWAY = 503, "cache.unavailable",
            "法院的一部分系统暂时连不上，是我们的问题。请过一会儿再试。", "A part of the court's system is not reachable. This is our fault; try again shortly.";
        INTERNAL = 500, "internal",
            "没有办成，是我们的问题。请再试一次；还不行请拨打 12368，并报上编号。", "This did not work and it is our fault. Try again, or call 12368 and give the id below.";
    }
}

/// A field that needs a change: where, why, and words for the person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldError {
    /// JSON Pointer (RFC 6901) into the body; for a query parameter `/<name>`.
    pub pointer: String,
    pub code: &'static str,
    pub words: Words,
}

impl FieldError {
    pub fn new(pointer: impl Into<String>, code: &'static str, words: Words) -> FieldError {
        FieldError {
            pointer: pointer.into(),
            code,
            words,
        }
    }
}

/// One occurrence of an error.
#[derive(Debug)]
pub struct Problem {
    pub kind: &'static ErrorKind,
    /// Replaces the kind's sentence where the case at hand is known better.
    pub detail: Option<Box<Words>>,
    pub errors: Vec<FieldError>,
    pub retry_after_s: Option<u64>,
    /// For the log alone; carries no personal data.
    pub cause: Option<String>,
    pub allow: Option<String>,
    /// Members beyond the standard ones (RFC 9457 3.2), such as the version that stands now.
    pub more: Option<Box<serde_json::Map<String, serde_json::Value>>>,
}

/// The body of every error answer.
#[derive(Debug, Serialize, ToSchema)]
#[schema(example = json!({
    "type": "/docs/errors#request.invalid", "title": "内容需要修改", "status": 422, "code": "request.invalid",
    "detail": "有几处需要改一下，改好后再提交。", "request_id": "0193a1f0-7c1e-7000-8000-000000000000",
    "errors": [{"pointer": "/code", "code": "field.required", "detail": "请填写这一项。"}]}))]
pub struct ProblemBody {
    /// A relative reference to the documentation of the code.
    pub r#type: String,
    pub title: String,
    pub status: u16,
    /// Stable; programs decide by it.
    pub code: String,
    /// What happened and what to do next, in the caller's language.
    pub detail: String,
    pub request_id: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<FieldErrorBody>,
    /// Members that some codes add.
    #[serde(flatten)]
    #[schema(ignore)]
    pub more: serde_json::Map<String, serde_json::Value>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct FieldErrorBody {
    /// JSON Pointer (RFC 6901) into the body.
    pub pointer: String,
    pub code: String,
    pub detail: String,
}

impl Problem {
    pub fn new(kind: &'static ErrorKind) -> Problem {
        Problem {
            kind,
            detail: None,
            errors: Vec::new(),
            retry_after_s: None,
            cause: None,
            allow: None,
            more: None,
        }
    }

    pub fn invalid(errors: Vec<FieldError>) -> Problem {
        Problem {
            errors,
            ..Problem::new(&common::INVALID)
        }
    }

    pub fn field(pointer: impl Into<String>, code: &'static str, words: Words) -> Problem {
        Problem::invalid(vec![FieldError::new(pointer, code, words)])
    }

    pub fn because(mut self, cause: impl fmt::Display) -> Problem {
        self.cause = Some(cause.to_string());
        self
    }

    pub fn retry_after(mut self, seconds: u64) -> Problem {
        self.retry_after_s = Some(seconds);
        self
    }

    pub fn saying(mut self, words: Words) -> Problem {
        self.detail = Some(Box::new(words));
        self
    }

    /// Adds a member to the answer.
    pub fn with(mut self, name: &str, value: impl Into<serde_json::Value>) -> Problem {
        self.more
            .get_or_insert_default()
            .insert(name.to_owned(), value.into());
        self
    }

    pub fn body(&self, lang: Lang, request_id: &str) -> ProblemBody {
        let detail = match (&self.detail, lang) {
            (Some(words), lang) => words.in_lang(lang),
            (None, Lang::Zh) => self.kind.zh,
            (None, Lang::En) => self.kind.en,
        };
        ProblemBody {
            r#type: format!("/docs/errors#{}", self.kind.code),
            title: title(self.kind.status, lang).to_owned(),
            status: self.kind.status,
            code: self.kind.code.to_owned(),
            detail: detail.to_owned(),
            request_id: request_id.to_owned(),
            errors: self
                .errors
                .iter()
                .map(|error| FieldErrorBody {
                    pointer: error.pointer.clone(),
                    code: error.code.to_owned(),
                    detail: error.words.in_lang(lang).to_owned(),
                })
                .collect(),
            more: self.more.as_deref().cloned().unwrap_or_default(),
        }
    }

    /// The finished answer. A 503 always says when to try again.
    pub fn response(&self, lang: Lang, request_id: &str) -> HttpResponse {
        let status =
            StatusCode::from_u16(self.kind.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let mut builder = HttpResponse::build(status);
        builder.insert_header((CONTENT_TYPE, "application/problem+json"));
        builder.insert_header(("Content-Language", lang.code()));
        let retry_after = self
            .retry_after_s
            .or((self.kind.status == 503).then_some(5));
        if let Some(seconds) = retry_after {
            builder.insert_header((RETRY_AFTER, seconds.to_string()));
        }
        if status == StatusCode::UNAUTHORIZED {
            builder.insert_header(("WWW-Authenticate", "Bearer"));
        }
        if let Some(allow) = &self.allow {
            builder.insert_header(("Allow", allow.as_str()));
        }
        builder.body(serde_json::to_string(&self.body(lang, request_id)).unwrap_or_default())
    }
}

fn title(status: u16, lang: Lang) -> &'static str {
    let (zh, en) = match status {
        400 => ("请求有误", "Malformed request"),
        401 => ("需要登录", "Log-in needed"),
        403 => ("现在还不能做这一步", "Not allowed"),
        404 => ("没有找到", "Not found"),
        405 => ("方法不支持", "Method not allowed"),
        408 => ("没有及时收到", "Too slow"),
        409 => ("现在不能做这一步", "Not possible now"),
        412 => ("内容已更新", "Changed meanwhile"),
        413 => ("内容太大", "Too large"),
        415 => ("格式不支持", "Unsupported media type"),
        422 => ("内容需要修改", "Please correct the input"),
        428 => ("缺少版本", "Version missing"),
        429 => ("请稍等再试", "Too many requests"),
        503 => ("暂时不可用", "Not available now"),
        _ => ("是我们的问题", "Our fault"),
    };
    match lang {
        Lang::Zh => zh,
        Lang::En => en,
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.kind.code)?;
        if let Some(cause) = &self.cause {
            write!(f, ": {cause}")?;
        }
        Ok(())
    }
}

impl std::error::Error for Problem {}

impl ResponseError for Problem {
    fn status_code(&self) -> StatusCode {
        StatusCode::from_u16(self.kind.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
    }

    /// The outer middleware (`kit::http`) writes the answer anew in the caller's language.
    fn error_response(&self) -> HttpResponse {
        self.response(Lang::default(), "")
    }
}

impl From<&'static ErrorKind> for Problem {
    fn from(kind: &'static ErrorKind) -> Problem {
        Problem::new(kind)
    }
}

impl From<NotAllowed> for Problem {
    fn from(refused: NotAllowed) -> Problem {
        let kind = match &refused {
            NotAllowed::Unlisted { .. } => &common::STATE,
            NotAllowed::WrongActor { .. } => &common::WRONG_ACTOR,
        };
        Problem::new(kind).because(refused)
    }
}

impl From<GuardRefused> for Problem {
    fn from(refused: GuardRefused) -> Problem {
        let kind = match &refused {
            GuardRefused::DoesNotHold { .. } => &common::GUARD,
            // A fault of the calling room, not of the person.
            GuardRefused::Unproved { .. } => &common::INTERNAL,
        };
        Problem::new(kind).because(refused)
    }
}

impl From<DbErr> for Problem {
    fn from(error: DbErr) -> Problem {
        Problem::new(kind_of(&error)).because(describe(&error))
    }
}

/// Which of our sentences a database error deserves.
fn kind_of(error: &DbErr) -> &'static ErrorKind {
    match error {
        DbErr::ConnectionAcquire(_) | DbErr::Conn(_) => &common::DATABASE_AWAY,
        DbErr::Exec(runtime) | DbErr::Query(runtime) => kind_of_runtime(runtime),
        _ => &common::INTERNAL,
    }
}

fn kind_of_runtime(error: &RuntimeErr) -> &'static ErrorKind {
    let RuntimeErr::SqlxError(error) = error else {
        return &common::INTERNAL;
    };
    match error.as_ref() {
        sqlx::Error::Database(database) => match database.code().as_deref() {
            // SQLITE_FULL, and PostgreSQL's disk_full.
            Some("13" | "53100") => &common::STORAGE_FULL,
            // SQLITE_IOERR and its extended codes end in 10 (low byte): a disk that refuses writes.
            Some("778" | "1034" | "1290" | "4874") => &common::STORAGE_FULL,
            // SQLITE_BUSY; PostgreSQL class 08 (connection), 57P (shutdown), 53300 (too many connections).
            Some("5" | "517" | "57P01" | "57P02" | "57P03" | "53300") => &common::DATABASE_AWAY,
            Some(code) if code.starts_with("08") => &common::DATABASE_AWAY,
            // A table that is not there: the schema is older than the program.
            Some("42P01") => &common::DATABASE_BEHIND,
            _ => &common::INTERNAL,
        },
        sqlx::Error::Io(_)
        | sqlx::Error::PoolTimedOut
        | sqlx::Error::PoolClosed
        | sqlx::Error::WorkerCrashed => &common::DATABASE_AWAY,
        _ => &common::INTERNAL,
    }
}

/// What the log may say: SQL texts and values can hold personal data, so codes alone.
fn describe(error: &DbErr) -> String {
    let runtime = match error {
        DbErr::Exec(runtime) | DbErr::Query(runtime) | DbErr::Conn(runtime) => runtime,
        DbErr::ConnectionAcquire(_) => return "no connection to the database".to_owned(),
        DbErr::RecordNotFound(_) => return "record not found".to_owned(),
        DbErr::Type(_) | DbErr::Json(_) | DbErr::TryIntoErr { .. } => {
            return "a stored value did not fit its type".to_owned();
        }
        _ => return "database error".to_owned(),
    };
    match runtime {
        RuntimeErr::SqlxError(error) => match error.as_ref() {
            sqlx::Error::Database(database) => {
                format!(
                    "database code {:?}, constraint {:?}",
                    database.code(),
                    database.constraint()
                )
            }
            sqlx::Error::Io(io) => format!("database connection: {:?}", io.kind()),
            sqlx::Error::PoolTimedOut => "database pool timed out".to_owned(),
            sqlx::Error::ColumnNotFound(column) => format!("column {column} not found"),
            sqlx::Error::ColumnDecode { index, .. } => format!("column {index} could not be read"),
            _ => "database driver error".to_owned(),
        },
        RuntimeErr::Internal(_) => "database internal error".to_owned(),
    }
}

/// The constraint that a write broke, if it was a unique one: rooms turn it into their own code.
pub fn is_unique_violation(error: &DbErr) -> bool {
    matches!(
        error.sql_err(),
        Some(sea_orm::SqlErr::UniqueConstraintViolation(_))
    )
}
