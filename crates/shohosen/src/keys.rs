//! Private keys that sign: from files, and (with their features) from elsewhere.

#[cfg(feature = "software-keys")]
mod pem;
#[cfg(feature = "pkcs12")]
mod pkcs12;
#[cfg(feature = "software-keys")]
mod software;

#[cfg(feature = "software-keys")]
pub use software::{SoftwareKey, SoftwareKeyError};
