//! Signing, and the parts of it that others provide: keys, time-stamps, revocation information.

mod digest_info;
mod error;
mod extend;
mod extend_error;
mod layout;
mod memory;
mod prepare;
mod provider;
mod signature_text;
mod splice;
mod text;
mod twin;
mod values;

pub use digest_info::digest_info;
pub use error::{SignError, default_algorithm};
pub use extend::{Extension, ValuesOf};
pub use extend_error::ExtendError;
pub use layout::{DocumentTransform, Prefixes, SignatureLayout};
pub use memory::SigningMemory;
pub use prepare::{PreparedSignature, SignatureRequest, prepare};
pub use provider::{
    ProviderError, RevocationMaterial, RevocationSource, SigningKey, TimeStampAuthority,
};
use signature_text::SignatureText;
pub use values::{CollectedValues, ValidationValues, ValuesRequest};
