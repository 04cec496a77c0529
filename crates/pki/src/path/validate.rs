//! Validation of one path (RFC 5280 §6.1), signatures and names of issuers already matched.

use super::names::NameRules;
use super::policy::PolicyGraph;
use super::{PathError, PathProblem, PathSettings};
use crate::Certificate;
use crate::extensions::KeyUsage;
use shohosen_report::Time;

/// Validates a path and gives the user-constrained-policy-set, or every problem found.
///
/// `chain` has the target first and ends below the anchor; `anchor` is given where its name and
/// path length constraints are to hold (RFC 5937).
pub(super) fn validate(
    chain: &[Certificate],
    anchor: Option<&Certificate>,
    at: Time,
    settings: &PathSettings,
) -> Result<Vec<crate::Oid>, Vec<PathProblem>> {
    let mut state = State::new(chain.len(), settings);
    if let Some(anchor) = anchor {
        state.take_anchor(anchor);
    }
    let mut problems = Vec::new();
    for (position, certificate) in chain.iter().enumerate().rev() {
        let mut refuse = |error| {
            problems.push(PathProblem { certificate: certificate.clone(), position, error });
        };
        check_itself(certificate, position, at, settings, &mut refuse);
        if let Err(error) = state.process(certificate, position == 0) {
            refuse(error);
        }
        if position > 0 {
            state.prepare_next(certificate, &mut refuse);
        }
    }
    let policies = state.wrap_up(chain.first());
    if let (true, Some(target), Err(error)) = (problems.is_empty(), chain.first(), &policies) {
        problems.push(PathProblem {
            certificate: target.clone(),
            position: 0,
            error: error.clone(),
        });
    }
    match policies {
        Ok(policies) if problems.is_empty() => Ok(policies),
        _ => {
            // The target's own problems first, then those of its issuers.
            problems.sort_by_key(|problem| problem.position);
            Err(problems)
        }
    }
}

/// What does not depend on the certificates above.
fn check_itself(
    certificate: &Certificate,
    position: usize,
    at: Time,
    settings: &PathSettings,
    refuse: &mut impl FnMut(PathError),
) {
    if at < certificate.not_before() {
        refuse(PathError::NotYetValid { not_before: certificate.not_before(), at });
    } else if !certificate.is_current(at) {
        refuse(PathError::Expired { not_after: certificate.not_after(), at });
    }
    if let Some(oid) = certificate.unknown_critical_extensions().next() {
        refuse(PathError::UnknownCriticalExtension { oid });
    }
    let extensions = certificate.extensions();
    if position == 0 {
        // The keys of issuers were checked with the signatures they made.
        if let Err(error) = settings.algorithms.check_key(certificate.public_key()) {
            refuse(PathError::AlgorithmRefused(error));
        }
    } else {
        // RFC 5280 §6.1.4 (k) and (n)
        if !extensions.basic_constraints.is_some_and(|constraints| constraints.ca) {
            refuse(PathError::NotACa);
        }
        if let Some(actual) = extensions.key_usage
            && !actual.contains(KeyUsage::KEY_CERT_SIGN)
        {
            refuse(PathError::KeyUsage { actual });
        }
    }
    if let (Some(usage), [required, ..], true) =
        (&extensions.extended_key_usage, settings.issuer_purposes, position > 0)
        && usage.critical
        && !settings.issuer_purposes.iter().any(|purpose| usage.allows(purpose))
    {
        refuse(PathError::ExtendedKeyUsage { required: *required });
    }
    if let Some(required) = settings.required_extended_key_usage {
        // The target must name the purpose; an issuer that names purposes limits its subjects.
        let allowed = match &extensions.extended_key_usage {
            Some(usage) => usage.allows(&required),
            None => position > 0,
        };
        if !allowed {
            refuse(PathError::ExtendedKeyUsage { required });
        }
    }
}

/// The state variables of RFC 5280 §6.1.2.
struct State<'a> {
    settings: &'a PathSettings,
    policies: PolicyGraph<'a>,
    names: NameRules<'a>,
    explicit_policy: u32,
    inhibit_any_policy: u32,
    policy_mapping: u32,
    max_path_length: u32,
    /// What set `max_path_length`, for the report.
    path_length_limit: u32,
}

impl<'a> State<'a> {
    fn new(certificates: usize, settings: &'a PathSettings) -> Self {
        let n = u32::try_from(certificates).unwrap_or(u32::MAX);
        let count = |now: bool| if now { 0 } else { n.saturating_add(1) };
        Self {
            settings,
            policies: PolicyGraph::new(),
            names: NameRules::new(settings.limits.name_comparisons),
            explicit_policy: count(settings.require_explicit_policy),
            inhibit_any_policy: count(settings.inhibit_any_policy),
            policy_mapping: count(settings.inhibit_policy_mapping),
            max_path_length: n,
            path_length_limit: n,
        }
    }

    /// RFC 5937 §3: the constraints of an anchor that is to be held to them.
    fn take_anchor(&mut self, anchor: &'a Certificate) {
        if let Some(constraints) = &anchor.extensions().name_constraints {
            self.names.add(constraints);
        }
        self.limit_path_length(anchor);
    }

    /// RFC 5280 §6.1.3 (b) to (f).
    fn process(&mut self, certificate: &'a Certificate, is_target: bool) -> Result<(), PathError> {
        let self_issued = certificate.is_self_issued();
        let extensions = certificate.extensions();
        let count = extensions.policies.as_ref().map_or(0, |p| p.policies.len())
            + extensions.policy_mappings.len();
        let value = self.settings.limits.policies;
        if count > value {
            return Err(PathError::LimitReached { limit: "policies", value });
        }
        let names = if self_issued && !is_target { Ok(()) } else { self.names.check(certificate) };
        let any_policy_counts = self.inhibit_any_policy > 0 || (self_issued && !is_target);
        self.policies.add_certificate(extensions.policies.as_ref(), any_policy_counts);
        names?;
        if self.explicit_policy == 0 && self.policies.is_null() {
            return Err(PathError::NoValidPolicy);
        }
        Ok(())
    }

    /// RFC 5280 §6.1.4 (a) to (m).
    fn prepare_next(&mut self, certificate: &'a Certificate, refuse: &mut impl FnMut(PathError)) {
        let extensions = certificate.extensions();
        if let Err(error) = self.policies.map(&extensions.policy_mappings, self.policy_mapping > 0)
        {
            refuse(error);
        }
        if let Some(constraints) = &extensions.name_constraints {
            self.names.add(constraints);
        }
        if !certificate.is_self_issued() {
            for count in
                [&mut self.explicit_policy, &mut self.policy_mapping, &mut self.inhibit_any_policy]
            {
                *count = count.saturating_sub(1);
            }
            if self.max_path_length == 0 {
                refuse(PathError::PathLength { limit: self.path_length_limit });
            }
            self.max_path_length = self.max_path_length.saturating_sub(1);
        }
        let constraints = extensions.policy_constraints;
        let lower = |count: &mut u32, limit: Option<u32>| {
            *count = (*count).min(limit.unwrap_or(u32::MAX));
        };
        lower(&mut self.explicit_policy, constraints.require_explicit_policy);
        lower(&mut self.policy_mapping, constraints.inhibit_policy_mapping);
        lower(&mut self.inhibit_any_policy, extensions.inhibit_any_policy);
        self.limit_path_length(certificate);
    }

    fn limit_path_length(&mut self, issuer: &Certificate) {
        let limit = issuer.extensions().basic_constraints.and_then(|c| c.path_length);
        if let Some(limit) = limit.filter(|limit| *limit < self.max_path_length) {
            self.max_path_length = limit;
            self.path_length_limit = limit;
        }
    }

    /// RFC 5280 §6.1.5 (a), (b) and (g).
    fn wrap_up(mut self, target: Option<&Certificate>) -> Result<Vec<crate::Oid>, PathError> {
        self.explicit_policy = self.explicit_policy.saturating_sub(1);
        let constraints = target.map(|target| target.extensions().policy_constraints);
        if constraints.and_then(|c| c.require_explicit_policy) == Some(0) {
            self.explicit_policy = 0;
        }
        let policies = self.policies.constrained_by(&self.settings.initial_policies);
        if self.explicit_policy == 0 && policies.is_empty() {
            return Err(PathError::NoValidPolicy);
        }
        Ok(policies)
    }
}
