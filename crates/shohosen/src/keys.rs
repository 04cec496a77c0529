//! Private keys that sign: from files, and (with their features) from elsewhere.

mod choice;
#[cfg(feature = "encrypted-keys")]
mod encrypted;
mod error;
#[cfg(not(feature = "software-keys"))]
mod not_built_in;
#[cfg(feature = "encrypted-keys")]
mod pbe;
#[cfg(feature = "software-keys")]
mod pem;
#[cfg(feature = "pkcs12")]
mod pkcs12;
#[cfg(feature = "software-keys")]
mod problem;
#[cfg(feature = "software-keys")]
mod software;

pub use choice::{KeyCandidate, KeyChoice};
pub use error::SoftwareKeyError;
#[cfg(not(feature = "software-keys"))]
pub use not_built_in::SoftwareKey;
#[cfg(feature = "software-keys")]
pub use software::SoftwareKey;

/// Whether this is PEM that is encrypted in the old way, which has header lines (RFC 1421).
#[cfg(feature = "software-keys")]
fn is_old_encrypted_pem(text: &[u8]) -> bool {
    const HEADER: &[u8] = b"Proc-Type: 4,ENCRYPTED";
    text.windows(HEADER.len()).any(|window| window == HEADER)
}
