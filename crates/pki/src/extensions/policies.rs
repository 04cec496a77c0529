//! certificatePolicies, policyMappings, policyConstraints and inhibitAnyPolicy.

use crate::Oid;
use crate::der::{self, DerError, tag};

/// certificatePolicies (RFC 5280 §4.2.1.4); qualifiers are not kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CertificatePolicies {
    /// Whether the extension is critical, as it is in HPKI.
    pub critical: bool,
    /// The policies, each once.
    pub policies: Vec<Oid>,
}

impl CertificatePolicies {
    pub(super) fn read(value: &[u8], critical: bool) -> Result<Self, DerError> {
        let mut reader = der::single_sequence(value)?;
        let mut policies = Vec::new();
        while !reader.is_empty() {
            let mut information = reader.sequence()?;
            policies.push(information.oid()?);
            information.optional(tag::SEQUENCE)?;
            information.finish()?;
        }
        let mut sorted = policies.clone();
        sorted.sort_unstable();
        sorted.dedup();
        if policies.is_empty() || sorted.len() != policies.len() {
            return Err(DerError::Value("CertificatePolicies (a policy appears twice, or none)"));
        }
        Ok(Self { critical, policies })
    }

    /// Whether it names this policy itself; anyPolicy does not count.
    pub fn contains(&self, policy: &Oid) -> bool {
        self.policies.contains(policy)
    }
}

/// One pair of policyMappings (RFC 5280 §4.2.1.5).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PolicyMapping {
    /// issuerDomainPolicy
    pub issuer: Oid,
    /// subjectDomainPolicy
    pub subject: Oid,
}

impl PolicyMapping {
    pub(super) fn read_all(value: &[u8]) -> Result<Vec<Self>, DerError> {
        let mut reader = der::single_sequence(value)?;
        let mut mappings = Vec::new();
        while !reader.is_empty() {
            let mut pair = reader.sequence()?;
            mappings.push(Self { issuer: pair.oid()?, subject: pair.oid()? });
            pair.finish()?;
        }
        Ok(mappings)
    }
}

/// policyConstraints (RFC 5280 §4.2.1.11).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PolicyConstraints {
    /// After how many further certificates a policy is demanded.
    pub require_explicit_policy: Option<u32>,
    /// After how many further certificates mappings are no longer followed.
    pub inhibit_policy_mapping: Option<u32>,
}

impl PolicyConstraints {
    pub(super) fn read(value: &[u8]) -> Result<Self, DerError> {
        let mut reader = der::single_sequence(value)?;
        let mut count = |number| {
            let element = reader.optional(tag::context(number))?;
            element.map(|element| der::small_unsigned(element.contents)).transpose()
        };
        let constraints =
            Self { require_explicit_policy: count(0)?, inhibit_policy_mapping: count(1)? };
        reader.finish()?;
        Ok(constraints)
    }
}

/// inhibitAnyPolicy (RFC 5280 §4.2.1.14).
pub(super) fn inhibit_any_policy(value: &[u8]) -> Result<u32, DerError> {
    let element = der::single(value)?;
    if element.tag != tag::INTEGER {
        return Err(DerError::UnexpectedTag { expected: tag::INTEGER, found: element.tag });
    }
    der::small_unsigned(element.contents)
}
