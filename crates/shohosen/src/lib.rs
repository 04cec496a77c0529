//! Verify, sign and check Japanese electronic prescriptions (電子処方箋).
//!
//! ```no_run
//! use shohosen::{Time, Verifier, Verdict};
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let verifier = Verifier::builder().build();
//! let bytes = std::fs::read("prescription.xml")?;
//! let verified = verifier.verify(&bytes, Time::parse_rfc3339("2026-01-01T00:00:00Z")?)?;
//! if verified.report().verdict() == Verdict::Valid {
//!     let records = verified.payload(shohosen::Position::Prescription);
//! }
//! # Ok(())
//! # }
//! ```
//!
//! A [`Verifier`] is immutable, holds trust anchors, a policy and caches, and is shared between
//! threads. Nothing here reads a clock: the time at which is judged is a parameter.
//!
//! A [`Signer`] makes documents of records and a key, and hands out only what it has verified:
//!
//! ```no_run
//! use shohosen::{Content, Signer, Time, keys::SoftwareKey, pki::Certificate};
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let certificate = Certificate::from_pem_or_der(&std::fs::read("doctor.crt")?)?;
//! let key = SoftwareKey::from_pem_or_der(&std::fs::read("doctor.key")?, certificate)?;
//! let now = Time::parse_rfc3339("2026-01-01T00:00:00Z")?;
//! let records = std::fs::read("prescription.csv")?;
//! let signed = Signer::builder().build().sign(Content::Prescription(&records), &key, now)?;
//! std::fs::write("prescription.xml", signed.bytes())?;
//! # Ok(())
//! # }
//! ```
//!
//! A [`check::Checker`] holds a prescription against what the patient takes, which [`history`]
//! reads out of documents of any format:
//!
//! ```no_run
//! use shohosen::check::{CheckSettings, CheckerBuilder};
//! use shohosen::history::{History, HistoryOptions, read, read_prescription};
//! use shohosen::medication::{Consent, Date};
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let mut builder = CheckerBuilder::new();
//! builder.master_path("masters.cache".as_ref())?.pairs_path("pairs.csv".as_ref())?;
//! let checker = builder.build()?; // shared between threads
//!
//! let options = HistoryOptions::default(); // with a verifier, signed documents as well
//! let prescription = read_prescription(&std::fs::read("prescription.csv")?, &options)?;
//! let mut history = History::default();
//! history.add("notebook.csv", read(&std::fs::read("notebook.csv")?, &options)?);
//! let settings = CheckSettings::new(Date::parse("2026-11-22")?, Consent::Given);
//! println!("{}", checker.check(&prescription, &history, &settings)?.to_json());
//! # Ok(())
//! # }
//! ```

#![forbid(unsafe_code)]
#![deny(missing_docs)]

pub mod check;
mod error;
mod external;
pub mod facts;
mod files;
pub mod history;
mod json_line;
pub mod keys;
#[cfg(feature = "net")]
pub mod net;
#[cfg(feature = "pkcs11")]
pub mod pkcs11;
mod policy_file;
mod schema;
mod settings_json;
mod signer;
pub mod trust_folder;
mod verified;
mod verifier;

pub use error::Error;
pub use external::ExternalFiles;
pub use files::{read_at_most, read_file};
pub use json_line::json_line;
pub use schema::{FACTS_SCHEMA, REPORT_SCHEMA, Schema};
pub use settings_json::{SettingsError, SettingsKind, SettingsProblem};
pub use signer::{
    Content, Permission, Prepared, Providers, Refusal, Signed, Signer, SignerBuilder, SigningError,
};
pub use verified::Verified;
pub use verifier::{
    CertificateReport, FACTS_SCHEMA_VERSION, Facts, FactsError, Verifier, VerifierBuilder,
    VerifierSettings, VerifyInput, VerifyScratch,
};

pub use shohosen_report::{
    Account, Appearance, Code, DocumentKind, DocumentReport, Evidence, Finding, Indication,
    Judgement, Language, Level, NoBearing, Objections, Phrase, Position, Redacted, Report,
    ReportRecord, SCHEMA_VERSION, Severity, SignatureRecord, SignatureReport,
    Signer as SignerIdentity, SubIndication, Text, Time, Unread, UnreadReason, Value, Verdict,
    Words, codes, described, hex, io_problem, json_problem, masked, without_values,
};

/// Certificates, revocation lists, trust anchors, and the settings of HPKI.
pub mod pki {
    pub use shohosen_pki::hpki::{HpkiSettings, KeyUsageRule, LicenceNumber, RoleRules};
    pub use shohosen_pki::{
        Certificate, CertificateError, CertificateList, CrlError, Freshness, OcspError,
        OcspResponse, Oid, TrustAnchor, TrustStore, WorkLimits, crypto,
    };
}

/// What signing takes from outside: keys, time-stamps, revocation information.
pub mod sign {
    pub use shohosen_xades::sign::{
        DocumentTransform, ExtendError, Prefixes, ProviderError, RevocationMaterial,
        RevocationSource, SignError, SigningKey, TimeStampAuthority, digest_info,
    };

    pub use shohosen_xades::decode_base64;
}

/// Policies, limits and facts of signatures.
pub mod xades {
    pub use shohosen_xades::{ExternalData, Limits, Policy, Trust};
}

/// The words that records and medication share: dates, codes, units, kana.
///
/// Everything in [`shohosen_terms`].
pub mod terms {
    pub use shohosen_terms::*;
}

/// The records of prescriptions and dispensing records: read, check, write, convert.
///
/// Take the bytes of a signed document from [`Verified::payload`], never from its XML.
pub mod records {
    pub use shohosen_rx::*;
}

/// The shared medication history on disk.
#[cfg(feature = "store")]
pub mod store {
    pub use shohosen_store::*;
}

/// Drug codes and masters, what a patient takes, and the parts of the check.
///
/// [`check::Checker`] puts them together; [`history`] makes events of documents.
pub mod medication {
    pub use shohosen_medication::*;
}

/// Why a reference does not match.
pub mod explain {
    pub use shohosen_xades::explain::{Cause, Explanation};
}

pub use shohosen_rx::document::{PayloadKind, UnsignedDocument, UnsignedDocumentError};
pub use shohosen_xml::Limits as XmlLimits;
