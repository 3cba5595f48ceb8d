//! Who asks. Access tokens (JWT, HS256, 15 minutes), rotating refresh tokens, and the sessions behind both.
//!
//! A session is a row; a token is dead the moment its session is ended, on every node, since each
//! request looks the session up. Refresh tokens are not stored: each is an HMAC over session,
//! generation and the session's own secret, so that the pair that answered a lost refresh can be
//! worked out again within the grace (api.md, "Log in and who I am").

use std::future::Future;
use std::pin::Pin;

use actix_web::dev::Payload;
use actix_web::http::header::AUTHORIZATION;
use actix_web::{FromRequest, HttpRequest, web};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::{DateTime, Duration, Utc};
use data_encoding::HEXLOWER;
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation};
use sea_orm::prelude::*;
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{ActiveValue::Set, ConnectionTrait, QueryOrder, QuerySelect};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::clock::Clock;
use super::ids::new_id;
use super::problem::Problem;
use super::rate::Limits;
use super::vault::{Key, random_bytes};

/// The errors of logging in and staying so.
pub mod errors {
    error_table! {
        TOKEN_MISSING = 401, "auth.token_missing",
            "请先登录。", "Log in first.";
        TOKEN_INVALID = 401, "auth.token_invalid",
            "登录凭证无效，请重新登录。", "The token is not valid. Log in again.";
        TOKEN_EXPIRED = 401, "auth.token_expired",
            "登录已超过 15 分钟，请刷新登录。", "The token has expired. Refresh it.";
        SESSION_ENDED = 401, "auth.session_ended",
            "这次登录已经结束，请重新登录。", "This session has ended. Log in again.";
        WRONG_SIDE = 401, "auth.wrong_side",
            "这个登录不能用在这里：当事人用小程序，法院人员用工作台。",
            "This token does not work here: parties use the mini-program, staff use the desk.";
        REFRESH_INVALID = 401, "auth.refresh_invalid",
            "登录凭证无效，请重新登录。", "The refresh token is not valid. Log in again.";
        REFRESH_REUSED = 401, "auth.refresh_reused",
            "这个登录凭证已经用过，为了安全已退出，请重新登录。",
            "This refresh token was used before. For safety the session has ended; log in again.";
    }
}

/// The two sides of the house. A token of one does not open the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Realm {
    Party,
    Desk,
}

impl Realm {
    pub fn name(self) -> &'static str {
        match self {
            Realm::Party => "party",
            Realm::Desk => "desk",
        }
    }
}

/// Seconds an access token lives.
pub const ACCESS_S: i64 = 15 * 60;
/// An old refresh token presented again this soon gets the same new pair.
pub const GRACE: Duration = Duration::seconds(30);

const ISSUER: &str = "micro-court";
/// Rotations remembered for the grace; more than a client makes in 30 s.
const REMEMBERED: usize = 16;

/// What an access token says. No personal data.
#[derive(Debug, Serialize, Deserialize)]
pub struct Claims {
    pub sub: Uuid,
    pub sid: Uuid,
    pub iat: i64,
    pub exp: i64,
    pub iss: String,
    pub aud: String,
}

/// Makes and checks tokens.
pub struct Tokens {
    encoding: EncodingKey,
    decoding: DecodingKey,
    refresh: Key,
}

/// How long a session lives without use, and at most.
#[derive(Clone, Copy, Debug)]
pub struct Lifetime {
    pub idle: Duration,
    pub max: Duration,
}

/// Both tokens, as they go out.
pub struct TokenPair {
    pub access: String,
    pub refresh: String,
}

impl Tokens {
    pub fn new(key: &Key) -> Tokens {
        let jwt = key.derive("access token");
        Tokens {
            encoding: EncodingKey::from_secret(jwt.bytes()),
            decoding: DecodingKey::from_secret(jwt.bytes()),
            refresh: key.derive("refresh token"),
        }
    }

    /// The pair of one generation. The same session, generation and moment give the same pair.
    fn pair(
        &self,
        session: &session::Model,
        generation: i32,
        at: DateTime<Utc>,
    ) -> Result<TokenPair, Problem> {
        let iat = at.timestamp();
        let claims = Claims {
            sub: session.subject_id,
            sid: session.id,
            iat,
            exp: iat + ACCESS_S,
            iss: ISSUER.to_owned(),
            aud: session.realm.clone(),
        };
        let access = jsonwebtoken::encode(&Header::new(Algorithm::HS256), &claims, &self.encoding)
            .map_err(|error| Problem::new(&super::problem::common::INTERNAL).because(error))?;
        Ok(TokenPair {
            access,
            refresh: self.refresh_token(session, generation),
        })
    }

    fn refresh_token(&self, session: &session::Model, generation: i32) -> String {
        let mut bytes = session.id.as_bytes().to_vec();
        bytes.extend(generation.to_be_bytes());
        bytes.extend(self.refresh_mac(session, generation));
        URL_SAFE_NO_PAD.encode(bytes)
    }

    fn refresh_mac(&self, session: &session::Model, generation: i32) -> [u8; 32] {
        let parts: [&[u8]; 4] = [
            session.realm.as_bytes(),
            session.id.as_bytes(),
            &generation.to_be_bytes(),
            session.secret.as_bytes(),
        ];
        self.refresh.mac(&parts)
    }

    /// Checks signature, issuer and times. `alg: none` and foreign algorithms fail here.
    pub fn read(&self, token: &str, now: DateTime<Utc>) -> Result<Claims, Problem> {
        let mut validation = Validation::new(Algorithm::HS256);
        // Times are held against kit::clock below, not against the system's clock.
        validation.validate_exp = false;
        validation.set_required_spec_claims(&["exp", "iss", "aud", "sub"]);
        validation.set_issuer(&[ISSUER]);
        validation.set_audience(&[Realm::Party.name(), Realm::Desk.name()]);
        let claims = jsonwebtoken::decode::<Claims>(token, &self.decoding, &validation)
            .map_err(|_| Problem::new(&errors::TOKEN_INVALID))?
            .claims;
        if claims.exp <= now.timestamp() {
            return Err(Problem::new(&errors::TOKEN_EXPIRED));
        }
        Ok(claims)
    }
}

/// The `sessions` table: one row a log-in.
pub mod session {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "sessions")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        /// `party` or `desk`.
        pub realm: String,
        /// Person or staff member.
        pub subject_id: Uuid,
        pub device_name: String,
        pub created_at: DateTimeUtc,
        /// Moved at log-in and refresh, not at each request.
        pub last_seen_at: DateTimeUtc,
        pub generation: i32,
        /// `[generation replaced, when in microseconds]` of late, newest first.
        #[sea_orm(column_type = "Text")]
        pub rotations: String,
        pub secret: String,
        /// Ends without use at this moment; a refresh moves it.
        pub expires_at: DateTimeUtc,
        /// Ends at this moment in any case.
        pub ends_at: DateTimeUtc,
        pub ended_at: Option<DateTimeUtc>,
        pub ended_why: Option<String>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

/// Opens a session and gives its first pair.
pub async fn open_session(
    db: &impl ConnectionTrait,
    tokens: &Tokens,
    realm: Realm,
    subject_id: Uuid,
    device_name: &str,
    lifetime: Lifetime,
    now: DateTime<Utc>,
) -> Result<(session::Model, TokenPair), Problem> {
    let session = session::ActiveModel {
        id: Set(new_id()),
        realm: Set(realm.name().to_owned()),
        subject_id: Set(subject_id),
        device_name: Set(device_name.to_owned()),
        created_at: Set(now),
        last_seen_at: Set(now),
        generation: Set(0),
        rotations: Set("[]".to_owned()),
        secret: Set(HEXLOWER.encode(&random_bytes::<16>())),
        expires_at: Set(now + lifetime.idle.min(lifetime.max)),
        ends_at: Set(now + lifetime.max),
        ended_at: Set(None),
        ended_why: Set(None),
    }
    .insert(db)
    .await?;
    let pair = tokens.pair(&session, 0, now)?;
    Ok((session, pair))
}

/// What came of a refresh token.
pub enum Refreshed {
    /// A new pair, or the same one again within the grace.
    Pair(session::Model, TokenPair),
    /// Used before: the caller ends the session, and says so to the person.
    Reused(session::Model),
}

/// Rotates a refresh token. Two at once: one rotates, the other finds itself within the grace.
pub async fn refresh(
    db: &impl ConnectionTrait,
    tokens: &Tokens,
    realm: Realm,
    token: &str,
    lifetime: Lifetime,
    now: DateTime<Utc>,
) -> Result<Refreshed, Problem> {
    let (id, generation, mac) = parse_refresh(token).ok_or(&errors::REFRESH_INVALID)?;
    // A second round is needed only when another request rotated between our read and our write.
    for _ in 0..2 {
        let Some(session) = session::Entity::find_by_id(id).one(db).await? else {
            return Err(Problem::new(&errors::REFRESH_INVALID));
        };
        let genuine = aws_lc_rs::constant_time::verify_slices_are_equal(
            &tokens.refresh_mac(&session, generation),
            &mac,
        );
        if genuine.is_err() || session.realm != realm.name() {
            return Err(Problem::new(&errors::REFRESH_INVALID));
        }
        if session.ended_at.is_some() || session.expires_at <= now {
            return Err(Problem::new(&errors::SESSION_ENDED));
        }
        if generation != session.generation {
            return within_grace(tokens, session, generation, now);
        }
        if rotate(db, &session, lifetime, now).await? {
            let pair = tokens.pair(&session, generation + 1, now)?;
            return Ok(Refreshed::Pair(session, pair));
        }
    }
    Err(Problem::new(&errors::SESSION_ENDED))
}

/// Compare and swap on the generation: exactly one of several refreshes at once succeeds.
async fn rotate(
    db: &impl ConnectionTrait,
    session: &session::Model,
    lifetime: Lifetime,
    now: DateTime<Utc>,
) -> Result<bool, Problem> {
    let mut rotations = rotations_of(session);
    rotations.insert(0, (session.generation, now.timestamp_micros()));
    rotations.truncate(REMEMBERED);
    let changed = session::Entity::update_many()
        .col_expr(
            session::Column::Generation,
            Expr::value(session.generation + 1),
        )
        .col_expr(
            session::Column::Rotations,
            Expr::value(serde_json::to_string(&rotations).unwrap_or_default()),
        )
        .col_expr(session::Column::LastSeenAt, Expr::value(now))
        .col_expr(
            session::Column::ExpiresAt,
            Expr::value(std::cmp::min(now + lifetime.idle, session.ends_at)),
        )
        .filter(session::Column::Id.eq(session.id))
        .filter(session::Column::Generation.eq(session.generation))
        .filter(session::Column::EndedAt.is_null())
        .exec(db)
        .await?;
    Ok(changed.rows_affected == 1)
}

fn within_grace(
    tokens: &Tokens,
    session: session::Model,
    generation: i32,
    now: DateTime<Utc>,
) -> Result<Refreshed, Problem> {
    let rotated_at = rotations_of(&session)
        .into_iter()
        .find(|(replaced, _)| *replaced == generation)
        .and_then(|(_, micros)| DateTime::from_timestamp_micros(micros));
    match rotated_at {
        Some(at) if now - at <= GRACE => {
            let pair = tokens.pair(&session, generation + 1, at)?;
            Ok(Refreshed::Pair(session, pair))
        }
        _ => Ok(Refreshed::Reused(session)),
    }
}

fn rotations_of(session: &session::Model) -> Vec<(i32, i64)> {
    serde_json::from_str(&session.rotations).unwrap_or_default()
}

fn parse_refresh(token: &str) -> Option<(Uuid, i32, [u8; 32])> {
    // 52 bytes are 70 characters; anything longer is not ours and not worth decoding.
    if token.len() != 70 {
        return None;
    }
    let bytes = URL_SAFE_NO_PAD.decode(token).ok()?;
    let id = Uuid::from_slice(bytes.get(..16)?).ok()?;
    let generation = i32::from_be_bytes(bytes.get(16..20)?.try_into().ok()?);
    Some((id, generation, bytes.get(20..)?.try_into().ok()?))
}

/// Ends one session of a subject; false when there is none to end.
pub async fn end_session(
    db: &impl ConnectionTrait,
    subject_id: Uuid,
    session_id: Uuid,
    why: &str,
    now: DateTime<Utc>,
) -> Result<bool, Problem> {
    Ok(end_where(
        db,
        session::Column::Id
            .eq(session_id)
            .and(session::Column::SubjectId.eq(subject_id)),
        why,
        now,
    )
    .await?
        == 1)
}

/// Ends all other sessions of a subject and says how many.
pub async fn end_other_sessions(
    db: &impl ConnectionTrait,
    subject_id: Uuid,
    keep: Uuid,
    why: &str,
    now: DateTime<Utc>,
) -> Result<u64, Problem> {
    end_where(
        db,
        session::Column::SubjectId
            .eq(subject_id)
            .and(session::Column::Id.ne(keep)),
        why,
        now,
    )
    .await
}

async fn end_where(
    db: &impl ConnectionTrait,
    which: sea_orm::sea_query::SimpleExpr,
    why: &str,
    now: DateTime<Utc>,
) -> Result<u64, Problem> {
    let ended = session::Entity::update_many()
        .col_expr(session::Column::EndedAt, Expr::value(now))
        .col_expr(session::Column::EndedWhy, Expr::value(why))
        .filter(which)
        .filter(session::Column::EndedAt.is_null())
        .exec(db)
        .await?;
    Ok(ended.rows_affected)
}

/// The open sessions of a subject, newest first.
pub async fn open_sessions(
    db: &impl ConnectionTrait,
    realm: Realm,
    subject_id: Uuid,
    before: Option<Uuid>,
    limit: u64,
    now: DateTime<Utc>,
) -> Result<Vec<session::Model>, Problem> {
    let mut query = session::Entity::find()
        .filter(session::Column::SubjectId.eq(subject_id))
        .filter(session::Column::Realm.eq(realm.name()))
        .filter(session::Column::EndedAt.is_null())
        .filter(session::Column::ExpiresAt.gt(now));
    if let Some(before) = before {
        query = query.filter(session::Column::Id.lt(before));
    }
    Ok(query
        .order_by_desc(session::Column::Id)
        .limit(limit)
        .all(db)
        .await?)
}

/// The live session behind a request's bearer token: one look at the database.
pub async fn session_of(req: &HttpRequest, realm: Realm) -> Result<session::Model, Problem> {
    let part =
        |name: &'static str| move || Problem::new(&super::problem::common::INTERNAL).because(name);
    let tokens = req
        .app_data::<web::Data<Tokens>>()
        .ok_or_else(part("no tokens"))?;
    let db = req
        .app_data::<web::Data<DatabaseConnection>>()
        .ok_or_else(part("no database"))?;
    let clock = req
        .app_data::<web::Data<Clock>>()
        .ok_or_else(part("no clock"))?;
    let token = bearer(req)?;
    let now = clock.now();
    let claims = tokens.read(token, now)?;
    if claims.aud != realm.name() {
        return Err(Problem::new(&errors::WRONG_SIDE));
    }
    let session = session::Entity::find_by_id(claims.sid)
        .one(db.get_ref())
        .await?;
    match session {
        Some(session)
            if session.ended_at.is_none()
                && session.expires_at > now
                && session.subject_id == claims.sub
                && session.realm == realm.name() =>
        {
            Ok(session)
        }
        _ => Err(Problem::new(&errors::SESSION_ENDED)),
    }
}

/// What the device of a session is called.
pub async fn device_of(
    db: &impl ConnectionTrait,
    session_id: Uuid,
) -> Result<Option<String>, Problem> {
    let session = session::Entity::find_by_id(session_id).one(db).await?;
    Ok(session.map(|session| session.device_name))
}

fn bearer(req: &HttpRequest) -> Result<&str, Problem> {
    let Some(value) = req.headers().get(AUTHORIZATION) else {
        return Err(Problem::new(&errors::TOKEN_MISSING));
    };
    let token = value.to_str().ok().and_then(|value| {
        let (scheme, token) = value.split_once(' ')?;
        scheme
            .eq_ignore_ascii_case("bearer")
            .then_some(token.trim())
    });
    // Ours are about 300 characters; anything huge is not worth a signature check.
    token
        .filter(|token| !token.is_empty() && token.len() <= 2048)
        .ok_or_else(|| Problem::new(&errors::TOKEN_INVALID))
}

/// A logged-in person on the parties' side.
#[derive(Clone, Copy, Debug)]
pub struct Party {
    pub id: Uuid,
    pub session_id: Uuid,
}

impl FromRequest for Party {
    type Error = Problem;
    type Future = Pin<Box<dyn Future<Output = Result<Party, Problem>>>>;

    fn from_request(req: &HttpRequest, _: &mut Payload) -> Self::Future {
        let req = req.clone();
        Box::pin(async move {
            let session = session_of(&req, Realm::Party).await?;
            if let Some(limits) = req.app_data::<web::Data<Limits>>() {
                limits.person(session.subject_id).await?;
            }
            Ok(Party {
                id: session.subject_id,
                session_id: session.id,
            })
        })
    }
}
