//! Certificates, certificate paths and revocation for HPKI (保健医療福祉分野の公開鍵基盤).
//!
//! * [`Certificate`], [`CertificateList`] and [`OcspResponse`] are read from DER once, hold all
//!   facts and are cheap to clone.
//! * [`TrustStore`] says what is trusted. Signers and time-stamp authorities have stores of their
//!   own; the root of HPKI is built in ([`TrustStore::mhlw_hpki`]).
//! * [`TrustRequest::assess`] says whether a certificate may be trusted, as a signer's or as a
//!   time-stamp authority's: it finds and validates a path ([`find_path`], RFC 5280 §6.1), finds
//!   out which of its certificates were revoked ([`check_revocation`], §6.3, RFC 6960) and whether
//!   the certificate is for that purpose. The parts of an [`Assessment`] that speak for the
//!   certificate are values that only their own check can make.
//! * [`hpki`] reads and judges what a certificate says about a healthcare professional.
//! * [`timestamp`] reads RFC 3161 tokens and verifies them up to the certificate that signed.
//! * [`ber`] reads ASN.1 as it is found in files and tokens.
//! * [`crypto`] has digests, signature algorithms and the allow-list of algorithms.
//!
//! What this crate does *not* do: it fetches nothing (certificates, CRLs and OCSP responses are
//! given to it), reads no clock (the time is a parameter), never trusts a certificate because it
//! signs itself, and neither signs nor issues anything.

#![forbid(unsafe_code)]
#![deny(missing_docs)]

mod assess;
mod budget;
mod cache;
mod certificate;
mod cms;
mod crl;
pub mod crypto;
mod day;
mod der;
pub mod extensions;
mod findings;
mod general_name;
pub mod hpki;
mod issuer_serial;
pub mod name;
mod ocsp;
mod oid;
mod path;
mod pem;
mod phrases;
mod revocation;
pub mod timestamp;
mod trust;

pub use assess::{
    Assessment, NotRevoked, NotRevokedBecause, PurposeFits, PurposeProblem, TrustMaterial,
    TrustRequest, TrustRole, Trusted, ValidatedPath,
};
pub use budget::{BudgetSpent, PublicKeyOperation, WorkBudget, WorkLimits, WorkSpent};
pub use cache::SignatureCache;
pub use certificate::{
    Certificate, CertificateError, MAX_CERTIFICATE_OCTETS, MAX_EXTENSIONS, RawExtension,
};
pub use cms::ber;
pub use cms::{Asn1Error, Asn1Problem, IssuerSerial};
pub use crl::{
    CertificateList, CrlDefect, CrlError, IssuingDistributionPoint, MAX_CRL_OCTETS,
    RevocationReason, RevokedEntry,
};
pub use day::{JapanDay, ParseDayError};
pub use der::DerError;
pub use findings::{TimeBasis, revocation_findings};
pub use general_name::GeneralName;
pub use issuer_serial::{IssuerSerialComparison, IssuerSerialText, SerialNumber};
pub use name::{Name, NameText, NameTextError};
pub use ocsp::{
    CertificateStatus, MAX_OCSP_ANSWERS, MAX_OCSP_CERTIFICATES, MAX_OCSP_OCTETS, OcspAnswer,
    OcspError, OcspResponse, ResponderId,
};
pub use oid::{Oid, ParseOidError};
pub use path::{
    Candidate, CertificatePath, PathError, PathFailure, PathLimits, PathProblem, PathRequest,
    PathSettings, find_path,
};
pub use revocation::{
    Freshness, RevocationAttempt, RevocationData, RevocationFact, RevocationNote,
    RevocationProblem, RevocationRequest, RevocationSettings, RevocationSource,
    RevocationSourceKind, RevocationStatus, check_revocation,
};
pub use trust::{TrustAnchor, TrustStore};
