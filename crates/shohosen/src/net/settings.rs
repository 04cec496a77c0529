//! Bounds on connections.

use std::time::Duration;

/// Bounds on each request.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct HttpSettings {
    /// How long it may take until a connection stands. Default: 10 s.
    pub connect_timeout: Duration,
    /// How long it may take until the last octet of the answer is there. Default: 30 s.
    pub total_timeout: Duration,
    /// The most octets in the answer of a time-stamp authority. Default: 256 KiB, thirty times
    /// what the service's tokens have.
    pub max_time_stamp_octets: u64,
    /// The most octets in a revocation list. Default: 16 MiB, the most that is read of one.
    pub max_crl_octets: u64,
}

impl Default for HttpSettings {
    fn default() -> Self {
        Self {
            connect_timeout: Duration::from_secs(10),
            total_timeout: Duration::from_secs(30),
            max_time_stamp_octets: 256 << 10,
            max_crl_octets: shohosen_pki::MAX_CRL_OCTETS as u64,
        }
    }
}
