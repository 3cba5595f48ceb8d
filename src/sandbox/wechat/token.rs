//! Access tokens: `stable_token`, which the court uses, and `token`, which it does not.

use std::collections::HashMap;

use chrono::{DateTime, FixedOffset, NaiveDate, TimeDelta, Utc};
use serde_json::{Value, json};

use super::super::Sandbox;
use super::super::state::random_text;
use super::{Answer, Call, Refusal, refusal};

const LIFE: TimeDelta = TimeDelta::seconds(7200);
/// Within the last five minutes of a token's life the next one is handed out; both are good meanwhile.
const HANDOVER: TimeDelta = TimeDelta::minutes(5);
/// Forced refreshes closer together than this give the same token.
const FORCE_INTERVAL: TimeDelta = TimeDelta::seconds(30);
const FORCES_A_DAY: usize = 20;
/// WeChat asks for room for this many characters, so ours have as many.
const LENGTH: usize = 512;

/// The tokens of the two ways to get one, which know nothing of each other.
#[derive(Default)]
pub struct Tokens {
    issued: HashMap<String, Issued>,
    stable: Option<String>,
    ordinary: Option<String>,
    forced: Vec<DateTime<Utc>>,
}

struct Issued {
    expires_at: DateTime<Utc>,
    dead: bool,
}

impl Tokens {
    pub(super) fn check(&self, token: &str, now: DateTime<Utc>) -> Result<(), Refusal> {
        match self.issued.get(token) {
            None => Err(refusal(40014, "invalid access_token")),
            Some(issued) if issued.dead => Err(refusal(
                40001,
                "invalid credential, access_token is invalid or not latest, could get access_token by getStableAccessToken",
            )),
            Some(issued) if issued.expires_at <= now => Err(refusal(42001, "access_token expired")),
            Some(_) => Ok(()),
        }
    }

    pub(super) fn kill_all(&mut self) {
        for issued in self.issued.values_mut() {
            issued.dead = true;
        }
    }

    /// The token and how long it lives.
    fn stable(&mut self, now: DateTime<Utc>, force: bool) -> Result<(String, TimeDelta), Refusal> {
        let current = self
            .stable
            .clone()
            .and_then(|token| self.life_left(&token, now).map(|left| (token, left)));
        match current {
            Some((token, left)) if !force && left > HANDOVER => return Ok((token, left)),
            Some((token, left)) if force => {
                if !self.may_force(now)? {
                    return Ok((token, left));
                }
                self.kill(&token);
            }
            _ => {}
        }
        let token = self.issue(now);
        self.stable = Some(token.clone());
        Ok((token, LIFE))
    }

    /// A new one every time; the one before is good for five minutes more.
    fn ordinary(&mut self, now: DateTime<Utc>) -> String {
        let token = self.issue(now);
        let before = self.ordinary.replace(token.clone());
        if let Some(issued) = before.and_then(|token| self.issued.get_mut(&token)) {
            issued.expires_at = issued.expires_at.min(now + HANDOVER);
        }
        token
    }

    /// Whether a forced refresh is made at all; more than the daily number is refused.
    fn may_force(&mut self, now: DateTime<Utc>) -> Result<bool, Refusal> {
        if self
            .forced
            .last()
            .is_some_and(|last| now - *last < FORCE_INTERVAL)
        {
            return Ok(false);
        }
        self.forced
            .retain(|at| beijing_day(*at) == beijing_day(now));
        if self.forced.len() >= FORCES_A_DAY {
            return Err(refusal(45009, "reach max api daily quota limit"));
        }
        self.forced.push(now);
        Ok(true)
    }

    fn issue(&mut self, now: DateTime<Utc>) -> String {
        self.issued
            .retain(|_, issued| now - issued.expires_at < TimeDelta::days(1));
        let token = format!("98_{}", random_text(LENGTH - 3));
        let expires_at = now + LIFE;
        let dead = false;
        self.issued
            .insert(token.clone(), Issued { expires_at, dead });
        token
    }

    fn kill(&mut self, token: &str) {
        if let Some(issued) = self.issued.get_mut(token) {
            issued.dead = true;
        }
    }

    fn life_left(&self, token: &str, now: DateTime<Utc>) -> Option<TimeDelta> {
        self.check(token, now).ok()?;
        self.issued.get(token).map(|issued| issued.expires_at - now)
    }
}

/// WeChat counts its days in Beijing.
fn beijing_day(at: DateTime<Utc>) -> Option<NaiveDate> {
    Some(
        at.with_timezone(&FixedOffset::east_opt(8 * 3600)?)
            .date_naive(),
    )
}

pub fn stable(sandbox: &Sandbox, call: &Call) -> Answer {
    sandbox.check_app(
        call.text("appid"),
        call.text("secret"),
        ("client_credential", call.text("grant_type")),
    )?;
    let force = match call.body.get("force_refresh") {
        None | Some(Value::Bool(false)) => false,
        Some(Value::Bool(true)) => true,
        Some(_) => return Err(refusal(47001, "data format error")),
    };
    let now = sandbox.now();
    let (token, left) = sandbox.world().state.tokens.stable(now, force)?;
    Ok(json!({"access_token": token, "expires_in": left.num_seconds()}))
}

pub fn ordinary(sandbox: &Sandbox, call: &Call) -> Answer {
    sandbox.check_app(
        call.parameter("appid"),
        call.parameter("secret"),
        ("client_credential", call.parameter("grant_type")),
    )?;
    let token = sandbox.world().state.tokens.ordinary(sandbox.now());
    Ok(json!({"access_token": token, "expires_in": LIFE.num_seconds()}))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(1_795_500_000 + seconds, 0).unwrap()
    }

    #[test]
    fn the_same_token_until_five_minutes_before_its_end() {
        let mut tokens = Tokens::default();
        let (first, life) = tokens.stable(at(0), false).unwrap();
        assert_eq!((first.len(), life.num_seconds()), (512, 7200));
        let (again, left) = tokens.stable(at(6_000), false).unwrap();
        assert_eq!((&again, left.num_seconds()), (&first, 1_200));
        let (next, life) = tokens.stable(at(6_900), false).unwrap();
        assert!(next != first && life.num_seconds() == 7200);
        assert!(tokens.check(&first, at(7_199)).is_ok());
        assert_eq!(tokens.check(&first, at(7_200)).unwrap_err().0, 42001);
    }

    #[test]
    fn forcing_kills_the_old_one_at_most_every_30_seconds_and_20_times_a_day() {
        let mut tokens = Tokens::default();
        let (mut token, _) = tokens.stable(at(0), false).unwrap();
        for turn in 0..20 {
            let (forced, _) = tokens.stable(at(turn * 30), true).unwrap();
            assert_ne!(forced, token);
            assert_eq!(tokens.check(&token, at(turn * 30)).unwrap_err().0, 40001);
            let (same, _) = tokens.stable(at(turn * 30 + 29), true).unwrap();
            assert_eq!(same, forced);
            token = forced;
        }
        assert_eq!(tokens.stable(at(600), true).unwrap_err().0, 45009);
        assert_eq!(tokens.stable(at(600), false).unwrap().0, token);
        assert!(tokens.stable(at(600 + 86_400), true).is_ok());
    }

    #[test]
    fn the_ordinary_token_lives_beside_the_stable_one() {
        let mut tokens = Tokens::default();
        let (stable, _) = tokens.stable(at(0), false).unwrap();
        let first = tokens.ordinary(at(0));
        let second = tokens.ordinary(at(100));
        assert!(tokens.check(&first, at(399)).is_ok());
        assert_eq!(tokens.check(&first, at(400)).unwrap_err().0, 42001);
        assert!(tokens.check(&second, at(400)).is_ok() && tokens.check(&stable, at(400)).is_ok());
    }
}
