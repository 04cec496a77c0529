//! The HPKI profile (保健医療福祉分野の公開鍵基盤): what a certificate says about a healthcare
//! professional, and whether that suffices to sign a document.
//!
//! [`HpkiProfile::of`] reads facts; [`HpkiSettings`] judges them. The names of roles and the
//! policies are data (`data/hc_roles.csv`, `data/hpki_policies.csv`), each with how certain it
//! is.

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
