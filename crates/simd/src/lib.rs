//! What is computed in vector registers: [`sha256_each`], SHA-256 of several messages at once, and
//! [`RsaModulus`], the RSA public-key operation.
//!
//! Both say `None` where a general library is faster or the processor lacks the instructions.
//! Neither sees anything secret, so neither hides how long it takes.
//!
//! What this crate does *not* do: it has no digest of one message, no padding, no verdict and no
//! private key; those are a general library's work. It is the only crate besides the C binding that
//! contains `unsafe`, in one module (`processor`): code that was compiled for instructions which a
//! processor may lack is called where it has them.

#![deny(missing_docs)]

#[cfg(target_arch = "x86_64")]
mod processor;
mod rsa;
mod sha256;

pub use rsa::{MODULUS_OCTETS, RsaModulus};
pub use sha256::sha256_each;
