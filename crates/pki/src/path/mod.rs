//! Finding and validating certificate paths (RFC 5280 §6).

mod error;
mod names;
mod policy;
mod search;
mod validate;

pub use error::{Candidate, PathError, PathFailure, PathProblem};
pub use search::find_path;
pub(crate) use search::{Work, check_signature, search};

use crate::crypto::AlgorithmPolicy;
use crate::extensions::oid::ANY_POLICY;
use crate::{Certificate, Oid, SignatureCache, TrustStore};
use shohosen_report::{Text, Time};

/// What a path is searched for.
#[derive(Clone, Copy, Debug)]
pub struct PathRequest<'a> {
    /// The certificate to be validated.
    pub target: &'a Certificate,
    /// Certificates that may be issuers; none of them is trusted for being here. The certificate
    /// of a pinned anchor is looked for among them.
    pub intermediates: &'a [Certificate],
    /// What is trusted.
    pub anchors: &'a TrustStore,
    /// The time for which it must be valid.
    pub at: Time,
    /// How it is validated.
    pub settings: &'a PathSettings,
    /// What was verified before.
    pub cache: &'a SignatureCache,
}

/// How a path is validated: the inputs of RFC 5280 §6.1.1, algorithms and limits.
#[derive(Clone, Debug)]
pub struct PathSettings {
    /// user-initial-policy-set; anyPolicy stands for all.
    pub initial_policies: Vec<Oid>,
    /// initial-explicit-policy: at least one of the policies must be valid.
    pub require_explicit_policy: bool,
    /// initial-policy-mapping-inhibit.
    pub inhibit_policy_mapping: bool,
    /// initial-any-policy-inhibit.
    pub inhibit_any_policy: bool,
    /// A purpose that the target must name, and that its issuers must not exclude.
    pub required_extended_key_usage: Option<Oid>,
    /// Purposes of which an issuer must name one (or any) if its extKeyUsage is critical; where
    /// this is empty nothing is demanded.
    pub issuer_purposes: &'static [Oid],
    /// The algorithms that are allowed.
    pub algorithms: AlgorithmPolicy,
    /// How much work is done.
    pub limits: PathLimits,
}

impl Default for PathSettings {
    fn default() -> Self {
        Self {
            initial_policies: vec![ANY_POLICY],
            require_explicit_policy: false,
            inhibit_policy_mapping: false,
            inhibit_any_policy: false,
            required_extended_key_usage: None,
            issuer_purposes: &[],
            algorithms: AlgorithmPolicy::default(),
            limits: PathLimits::default(),
        }
    }
}

/// How much work one search may do. HPKI paths have two certificates and an anchor; the defaults
/// leave room for cross certificates and hold hostile inputs to some milliseconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PathLimits {
    /// Candidates looked at; further ones are ignored.
    pub candidates: usize,
    /// Certificates in a path without its anchor.
    pub path_length: usize,
    /// Signatures verified; those known from the cache are free.
    pub signatures: usize,
    /// Pairs of certificate and possible issuer tried.
    pub steps: usize,
    /// Policies and policy mappings of one certificate.
    pub policies: usize,
    /// Comparisons of a name with a name constraint.
    pub name_comparisons: usize,
}

impl Default for PathLimits {
    fn default() -> Self {
        Self {
            candidates: 256,
            path_length: 10,
            signatures: 64,
            steps: 512,
            policies: 256,
            name_comparisons: 100_000,
        }
    }
}

/// A valid path.
#[derive(Clone, Debug)]
pub struct CertificatePath {
    /// The certificates, the target first; without the anchor, unless the target itself is the
    /// anchor.
    pub certificates: Vec<Certificate>,
    /// The certificate of the anchor.
    pub anchor: Certificate,
    /// The name of the anchor in the trust store.
    pub anchor_name: Text,
    /// The policies for which the path is valid (user-constrained-policy-set), in the terms of
    /// the anchor's domain. anyPolicy stands for no restriction.
    pub valid_policies: Vec<Oid>,
}

impl CertificatePath {
    /// The issuer of the certificate at this place of [`certificates`](Self::certificates).
    pub fn issuer_of(&self, position: usize) -> &Certificate {
        self.certificates.get(position + 1).unwrap_or(&self.anchor)
    }
}
