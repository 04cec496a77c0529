//! CMS (RFC 5652), as far as time-stamp tokens need it: SignedData with one signer, in BER or
//! DER.

mod asn1_error;
pub mod ber;
mod der;
pub(crate) mod ess;
mod signed_data;
mod signer_info;

pub use asn1_error::{Asn1Error, Asn1Problem};
pub(crate) use der::put as put_der;
pub(crate) use ess::EssCertificateId;
pub use ess::IssuerSerial;
pub(crate) use signed_data::{CmsError, SignedData};
pub(crate) use signer_info::{SignerIdentifier, SignerInfo, digest_algorithm};
