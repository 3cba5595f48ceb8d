//! Rate limits per person, per address and per group of operations, in fixed windows of a minute.
//!
//! The counters are shared (Redis) or in this process. When the shared ones are away, each process
//! counts for itself: reading goes on, and a flood still meets a limit.

use std::future::Future;
use std::net::IpAddr;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use uuid::Uuid;

use super::problem::{Problem, common};
use super::settings;

const MINUTE_S: u64 = 60;

/// What a counter says after a hit.
#[derive(Clone, Copy, Debug)]
pub struct Hit {
    /// Hits in this window, this one included.
    pub count: u64,
    /// Seconds until the window ends.
    pub left_s: u64,
}

#[derive(Debug, thiserror::Error)]
#[error("the shared counters are not reachable")]
pub struct CounterAway;

pub type CounterFuture<'a> = Pin<Box<dyn Future<Output = Result<Hit, CounterAway>> + Send + 'a>>;

/// Counts hits by key in windows. `ports::cache` implements it.
pub trait Counter: Send + Sync {
    fn hit<'a>(&'a self, key: &'a str, window_s: u64) -> CounterFuture<'a>;
}

/// Counters of this process alone.
#[derive(Clone)]
pub struct MemoryCounter {
    windows: moka::sync::Cache<String, Arc<Window>>,
}

struct Window {
    ends: Instant,
    count: AtomicU64,
}

impl Default for MemoryCounter {
    fn default() -> MemoryCounter {
        // Bounded, so that a flood of new addresses cannot fill the memory.
        let windows = moka::sync::Cache::builder()
            .max_capacity(200_000)
            .time_to_live(Duration::from_secs(3600))
            .build();
        MemoryCounter { windows }
    }
}

impl MemoryCounter {
    pub fn hit_now(&self, key: &str, window_s: u64) -> Hit {
        let now = Instant::now();
        let fresh = || {
            Arc::new(Window {
                ends: now + Duration::from_secs(window_s),
                count: AtomicU64::new(0),
            })
        };
        let mut window = self.windows.get_with_by_ref(key, fresh);
        if window.ends <= now {
            window = fresh();
            self.windows.insert(key.to_owned(), window.clone());
        }
        let count = window.count.fetch_add(1, Ordering::Relaxed) + 1;
        Hit {
            count,
            left_s: (window.ends - now).as_secs().max(1),
        }
    }
}

impl Counter for MemoryCounter {
    fn hit<'a>(&'a self, key: &'a str, window_s: u64) -> CounterFuture<'a> {
        let hit = self.hit_now(key, window_s);
        Box::pin(async move { Ok(hit) })
    }
}

/// The limits in force.
pub struct Limits {
    settings: settings::Limits,
    shared: Arc<dyn Counter>,
    own: MemoryCounter,
}

impl Limits {
    pub fn new(settings: settings::Limits, shared: Arc<dyn Counter>) -> Limits {
        Limits {
            settings,
            shared,
            own: MemoryCounter::default(),
        }
    }

    pub async fn person(&self, person: Uuid) -> Result<(), Problem> {
        self.take(&format!("person:{person}"), self.settings.person, MINUTE_S)
            .await
    }

    /// All requests of one address, and those of a dearer group by its own limit.
    pub async fn address(&self, address: IpAddr, path: &str) -> Result<(), Problem> {
        self.take(
            &format!("address:{address}"),
            self.settings.address,
            MINUTE_S,
        )
        .await?;
        match group_of(path) {
            Some(Group::LogIn) => {
                self.take(&format!("log_in:{address}"), self.settings.log_in, MINUTE_S)
                    .await
            }
            Some(Group::Tools) => {
                self.take(&format!("tools:{address}"), self.settings.tools, MINUTE_S)
                    .await
            }
            None => Ok(()),
        }
    }

    /// One failed staff log-in by this user name; an error once there were too many.
    pub async fn desk_failure(&self, username: &str) -> Result<(), Problem> {
        self.take(
            &format!("desk_failure:{username}"),
            self.settings.desk_failures,
            15 * MINUTE_S,
        )
        .await
    }

    async fn take(&self, key: &str, limit: u64, window_s: u64) -> Result<(), Problem> {
        if !self.settings.enabled {
            return Ok(());
        }
        let hit = match self.shared.hit(key, window_s).await {
            Ok(hit) => hit,
            Err(CounterAway) => self.own.hit_now(key, window_s),
        };
        if hit.count <= limit {
            return Ok(());
        }
        Err(Problem::new(&common::TOO_MANY)
            .retry_after(hit.left_s)
            .saying(super::i18n::Words::new(
                format!("点得太快了，请 {} 秒后再试。", hit.left_s),
                format!("Too many requests. Try again in {} seconds.", hit.left_s),
            )))
    }
}

enum Group {
    LogIn,
    Tools,
}

fn group_of(path: &str) -> Option<Group> {
    match path {
        "/api/v1/auth/wechat" | "/api/v1/desk/session" => Some(Group::LogIn),
        _ if path.starts_with("/api/v1/tools/") => Some(Group::Tools),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Away;

    impl Counter for Away {
        fn hit<'a>(&'a self, _: &'a str, _: u64) -> CounterFuture<'a> {
            Box::pin(async { Err(CounterAway) })
        }
    }

    fn limits(shared: Arc<dyn Counter>) -> Limits {
        let mut settings = settings::Settings::from_parts(None, Vec::new())
            .unwrap()
            .limits;
        settings.log_in = 2;
        Limits::new(settings, shared)
    }

    #[actix_web::test]
    async fn the_third_log_in_of_two_is_told_when_to_come_back() {
        for shared in [
            Arc::new(MemoryCounter::default()) as Arc<dyn Counter>,
            Arc::new(Away),
        ] {
            let limits = limits(shared);
            let address: IpAddr = "192.0.2.1".parse().unwrap();
            let log_in = || limits.address(address, "/api/v1/auth/wechat");
            log_in().await.unwrap();
            log_in().await.unwrap();
            let problem = log_in().await.unwrap_err();
            assert_eq!(problem.kind.status, 429);
            assert!((1..=60).contains(&problem.retry_after_s.unwrap()));
            limits
                .address("192.0.2.2".parse().unwrap(), "/api/v1/auth/wechat")
                .await
                .unwrap();
        }
    }
}
