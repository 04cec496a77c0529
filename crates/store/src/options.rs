//! How a store is opened.

use std::time::Duration;

/// How a store is opened.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct StoreOptions {
    /// Make the store where there is none. Default: yes.
    pub create: bool,
    /// How long to wait for another writer before [`StoreError::Busy`](crate::StoreError::Busy), a
    /// millisecond at least and 24 days at most. Default: ten seconds, several times what one
    /// transaction of an import takes.
    pub busy_timeout: Duration,
    /// No statement takes longer on a server (PostgreSQL only), and then the operation is
    /// [`StoreError::Busy`](crate::StoreError::Busy). Default: five minutes.
    pub statement_timeout: Duration,
    /// The store grows no larger than this (SQLite only); then
    /// [`StoreError::Full`](crate::StoreError::Full). Default: what the disk holds.
    pub max_bytes: Option<u64>,
    /// Memory for pages of the file (SQLite only). Default: 64 MiB.
    pub cache_bytes: u32,
}

impl StoreOptions {
    /// The time to wait as both databases take it: SQLite counts milliseconds in 31 bits, and
    /// PostgreSQL takes none for no limit.
    pub(crate) fn wait(&self) -> Duration {
        bounded(self.busy_timeout)
    }

    /// The longest time of a statement, in the same bounds.
    #[cfg(feature = "postgres")]
    pub(crate) fn statement_timeout(&self) -> Duration {
        bounded(self.statement_timeout)
    }
}

fn bounded(time: Duration) -> Duration {
    const LONGEST: Duration = Duration::from_millis(i32::MAX as u64);
    time.clamp(Duration::from_millis(1), LONGEST)
}

impl Default for StoreOptions {
    fn default() -> Self {
        Self {
            create: true,
            busy_timeout: Duration::from_secs(10),
            statement_timeout: Duration::from_secs(300),
            max_bytes: None,
            cache_bytes: 64 << 20,
        }
    }
}
