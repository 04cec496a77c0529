//! The rules about a document as a whole: one file a rule, each the only one that can make the part
//! of the [proof](super::proof) that it establishes.

pub(crate) mod binding;
pub(crate) mod identifiers;
pub(crate) mod layout;
pub(crate) mod places;
pub(crate) mod records;
pub(crate) mod signatures;
pub(crate) mod version;

use super::VerifierSettings;
use super::facts::Facts;
use shohosen_report::Finding;
use shohosen_xades::JudgedSignature;

/// A document while it is judged: its signatures were judged before.
pub(crate) struct Case<'f> {
    pub facts: &'f Facts,
    pub settings: &'f VerifierSettings,
    /// How each signature of `facts` came out.
    pub judged: &'f [JudgedSignature],
    pub findings: Vec<Finding>,
}
