//! Signing, and the parts of it that others provide: keys, time-stamps, revocation information.

mod digest_info;
mod provider;

pub use digest_info::digest_info;
pub use provider::{
    ProviderError, RevocationMaterial, RevocationSource, SigningKey, TimeStampAuthority,
};
