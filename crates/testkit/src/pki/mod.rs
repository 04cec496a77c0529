//! An HPKI look-alike: the certificates and CRLs of the profile, with keys that everybody has.

mod certificate;
mod crl;
mod hpki;
mod name;
mod ocsp;
mod person;

pub use certificate::{CertificateTemplate, Extension, extensions};
pub use crl::{CrlTemplate, Revocation};
pub use hpki::{Authority, Credential, HpkiLookAlike, ValidationData};
pub use name::Name;
pub use ocsp::{OcspResponse, OcspStatus};
pub use person::{Grade, Person, Usage};

use shohosen_report::Time;

/// The moment so many seconds after (or, negative, before) another.
pub fn after(time: Time, seconds: i64) -> Time {
    Time::from_unix_nanos(time.unix() + seconds, time.subsecond_nanos()).unwrap()
}

/// Seconds of a day.
pub const DAY: i64 = 86_400;
