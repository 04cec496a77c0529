//! One rule a file: each looks at facts and says what it found.

pub(crate) mod coverage;
pub(crate) mod level;
pub(crate) mod manifest;
pub(crate) mod order;
pub(crate) mod references;
pub(crate) mod signature_value;
pub(crate) mod signer;
pub(crate) mod signing_certificate;
pub(crate) mod structure;
pub(crate) mod time_stamp;
pub(crate) mod validation_data;
