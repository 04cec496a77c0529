//! Private keys that sign: from files, and (with their features) from elsewhere.

#[cfg(feature = "encrypted-keys")]
mod encrypted;
#[cfg(feature = "software-keys")]
mod pem;
#[cfg(feature = "pkcs12")]
mod pkcs12;
#[cfg(feature = "software-keys")]
mod software;

#[cfg(feature = "software-keys")]
pub use software::{SoftwareKey, SoftwareKeyError};

/// Whether this is PEM that is encrypted in the old way, which has header lines (RFC 1421).
#[cfg(feature = "software-keys")]
fn is_old_encrypted_pem(text: &[u8]) -> bool {
    const HEADER: &[u8] = b"Proc-Type: 4,ENCRYPTED";
    text.windows(HEADER.len()).any(|window| window == HEADER)
}
