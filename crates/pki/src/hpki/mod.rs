//! The HPKI profile (保健医療福祉分野の公開鍵基盤): what a certificate says about a healthcare
//! professional, and whether that suffices to sign a document.
//!
//! [`HpkiProfile::of`] reads facts; [`HpkiSettings`] judges them. The names of roles and the
//! policies are data (`data/hc_roles.csv`, `data/hpki_policies.csv`), each with how certain it
//! is.
//!
//! ```
//! use shohosen_pki::Certificate;
//! use shohosen_pki::hpki::{HpkiProfile, HpkiSettings};
//! use shohosen_report::{DocumentKind, Finding};
//!
//! /// Whether this certificate, issued by this CA, is one for signing prescriptions.
//! fn may_prescribe(certificate: &Certificate, issuer: &Certificate) -> Vec<Finding> {
//!     let settings = HpkiSettings::default();
//!     let mut findings =
//!         settings.judge(&HpkiProfile::of(certificate), DocumentKind::Prescription);
//!     findings.push(settings.judge_issuing_ca(issuer));
//!     findings
//! }
//! ```
//!
//! What this module does *not* do: it builds no path. A profile says nothing as long as nobody
//! has shown that the certificate comes from the HPKI.

mod hc_role;
mod judge;
mod judge_policy;
mod judge_role;
mod licence_number;
mod profile;
mod settings;
mod tables;

pub use hc_role::{HcActor, HcRole};
pub use licence_number::LicenceNumber;
pub use profile::{HpkiPolicy, HpkiProfile, LicenceNumberError};
pub use settings::{HpkiSettings, KeyUsageRule, RoleRules};
pub use tables::{Certainty, PolicyEntry, PolicyGrade, PolicyUsage, RoleEntry, policies, roles};
