//! Short-lived shared values, counters and locks: in this process, or in Redis for many nodes.

use std::sync::Arc;
use std::time::{Duration, Instant};

use redis::AsyncCommands;
use redis::aio::{ConnectionManager, ConnectionManagerConfig};
use secrecy::{ExposeSecret, SecretString};

use crate::kit::idempotency::{LockFuture, Locks, LocksAway};
use crate::kit::rate::{Counter, CounterAway, CounterFuture, Hit, MemoryCounter};

/// A request waits no longer than this for Redis.
const PATIENCE: Duration = Duration::from_secs(1);

/// Counts a hit and tells when its window ends, in one step.
const HIT: &str = "local n = redis.call('INCR', KEYS[1]) \
    if n == 1 then redis.call('EXPIRE', KEYS[1], ARGV[1]) end \
    local left = redis.call('TTL', KEYS[1]) \
    if left < 0 then redis.call('EXPIRE', KEYS[1], ARGV[1]) left = tonumber(ARGV[1]) end \
    return {n, left}";

/// Gives a lock back only if it is still ours.
const UNLOCK: &str =
    "if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) end return 0";

#[derive(Clone)]
pub enum Cache {
    Memory(Memory),
    Redis(Box<Redis>),
}

#[derive(Clone)]
pub struct Memory {
    values: moka::sync::Cache<String, Value>,
    counter: MemoryCounter,
}

#[derive(Clone)]
struct Value {
    text: String,
    ends: Instant,
}

#[derive(Clone)]
pub struct Redis {
    connection: ConnectionManager,
    prefix: Arc<str>,
    hit: Arc<redis::Script>,
    unlock: Arc<redis::Script>,
}

#[derive(Debug, thiserror::Error)]
#[error("the cache is not reachable")]
pub struct CacheAway;

#[derive(Debug, thiserror::Error)]
#[error("COURT__REDIS__URL is not a Redis address")]
pub struct NotRedis;

impl Cache {
    pub fn memory() -> Cache {
        let values = moka::sync::Cache::builder().max_capacity(100_000).build();
        Cache::Memory(Memory {
            values,
            counter: MemoryCounter::default(),
        })
    }

    /// Connects when first used and again by itself when the connection was lost.
    pub fn redis(url: &SecretString, prefix: &str) -> Result<Cache, NotRedis> {
        let client = redis::Client::open(url.expose_secret()).map_err(|_| NotRedis)?;
        let config = ConnectionManagerConfig::new()
            .set_number_of_retries(1)
            .set_min_delay(Duration::from_millis(50))
            .set_response_timeout(Some(PATIENCE))
            .set_connection_timeout(Some(PATIENCE));
        let connection =
            ConnectionManager::new_lazy_with_config(client, config).map_err(|_| NotRedis)?;
        let (hit, unlock) = (
            Arc::new(redis::Script::new(HIT)),
            Arc::new(redis::Script::new(UNLOCK)),
        );
        Ok(Cache::Redis(Box::new(Redis {
            connection,
            prefix: prefix.into(),
            hit,
            unlock,
        })))
    }

    pub async fn get(&self, key: &str) -> Result<Option<String>, CacheAway> {
        match self {
            Cache::Memory(memory) => Ok(memory.live(key)),
            Cache::Redis(redis) => redis.run(async |mut c| c.get(redis.name(key)).await).await,
        }
    }

    pub async fn set(&self, key: &str, text: &str, seconds: u64) -> Result<(), CacheAway> {
        match self {
            Cache::Memory(memory) => {
                memory.put(key, text, seconds);
                Ok(())
            }
            Cache::Redis(redis) => {
                redis
                    .run(async |mut c| c.set_ex(redis.name(key), text, seconds).await)
                    .await
            }
        }
    }

    pub async fn delete(&self, key: &str) -> Result<(), CacheAway> {
        match self {
            Cache::Memory(memory) => {
                memory.values.invalidate(key);
                Ok(())
            }
            Cache::Redis(redis) => redis.run(async |mut c| c.del(redis.name(key)).await).await,
        }
    }

    pub async fn ping(&self) -> Result<(), CacheAway> {
        match self {
            Cache::Memory(_) => Ok(()),
            Cache::Redis(redis) => redis.run(async |mut c| c.ping().await).await,
        }
    }
}

impl Memory {
    fn live(&self, key: &str) -> Option<String> {
        self.values
            .get(key)
            .filter(|value| value.ends > Instant::now())
            .map(|value| value.text)
    }

    fn put(&self, key: &str, text: &str, seconds: u64) {
        self.values.insert(
            key.to_owned(),
            Value {
                text: text.to_owned(),
                ends: Instant::now() + Duration::from_secs(seconds),
            },
        );
    }

    fn put_if_absent(&self, key: &str, text: &str, seconds: u64) -> bool {
        let now = Instant::now();
        let fresh = Value {
            text: text.to_owned(),
            ends: now + Duration::from_secs(seconds),
        };
        let entry = self
            .values
            .entry(key.to_owned())
            .and_compute_with(|entry| match entry {
                Some(entry) if entry.value().ends > now => moka::ops::compute::Op::Nop,
                _ => moka::ops::compute::Op::Put(fresh),
            });
        !matches!(entry, moka::ops::compute::CompResult::Unchanged(_))
    }

    fn remove_if(&self, key: &str, text: &str) {
        self.values
            .entry(key.to_owned())
            .and_compute_with(|entry| match entry {
                Some(entry) if entry.value().text == text => moka::ops::compute::Op::Remove,
                _ => moka::ops::compute::Op::Nop,
            });
    }
}

impl Redis {
    fn name(&self, key: &str) -> String {
        format!("{}{key}", self.prefix)
    }

    async fn run<T>(
        &self,
        act: impl AsyncFnOnce(ConnectionManager) -> redis::RedisResult<T>,
    ) -> Result<T, CacheAway> {
        let acting = act(self.connection.clone());
        match tokio::time::timeout(2 * PATIENCE, acting).await {
            Ok(Ok(value)) => Ok(value),
            Ok(Err(error)) => {
                tracing::warn!(kind = ?error.kind(), "Redis did not answer");
                Err(CacheAway)
            }
            Err(_) => {
                tracing::warn!("Redis did not answer in time");
                Err(CacheAway)
            }
        }
    }
}

impl Counter for Cache {
    fn hit<'a>(&'a self, key: &'a str, window_s: u64) -> CounterFuture<'a> {
        Box::pin(async move {
            match self {
                Cache::Memory(memory) => Ok(memory.counter.hit_now(key, window_s)),
                Cache::Redis(redis) => {
                    let script = redis.hit.clone();
                    let key = redis.name(&format!("rate:{key}"));
                    let counted: Result<(u64, u64), CacheAway> = redis
                        .run(async |mut c| script.key(key).arg(window_s).invoke_async(&mut c).await)
                        .await;
                    counted
                        .map(|(count, left_s)| Hit {
                            count,
                            left_s: left_s.max(1),
                        })
                        .map_err(|_| CounterAway)
                }
            }
        })
    }
}

impl Locks for Cache {
    fn lock<'a>(&'a self, name: &'a str, holder: &'a str, seconds: u64) -> LockFuture<'a, bool> {
        let key = format!("lock:{name}");
        Box::pin(async move {
            match self {
                Cache::Memory(memory) => Ok(memory.put_if_absent(&key, holder, seconds)),
                Cache::Redis(redis) => {
                    let options = redis::SetOptions::default()
                        .conditional_set(redis::ExistenceCheck::NX)
                        .with_expiration(redis::SetExpiry::EX(seconds));
                    let set: Result<Option<String>, CacheAway> = redis
                        .run(async |mut c| c.set_options(redis.name(&key), holder, options).await)
                        .await;
                    set.map(|set| set.is_some()).map_err(|_| LocksAway)
                }
            }
        })
    }

    fn unlock<'a>(&'a self, name: &'a str, holder: &'a str) -> LockFuture<'a, ()> {
        let key = format!("lock:{name}");
        Box::pin(async move {
            match self {
                Cache::Memory(memory) => {
                    memory.remove_if(&key, holder);
                    Ok(())
                }
                Cache::Redis(redis) => {
                    let script = redis.unlock.clone();
                    let freed: Result<i64, CacheAway> = redis
                        .run(async |mut c| {
                            script
                                .key(redis.name(&key))
                                .arg(holder)
                                .invoke_async(&mut c)
                                .await
                        })
                        .await;
                    freed.map(|_| ()).map_err(|_| LocksAway)
                }
            }
        })
    }
}
