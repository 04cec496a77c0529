//! Certificate policies of a path.
//!
//! RFC 5280 §6.1 describes a tree whose size can grow exponentially. This is the graph of
//! RFC 9618, which gives the same results with one node for each policy and depth.

use super::PathError;
use crate::Oid;
use crate::extensions::oid::ANY_POLICY;
use crate::extensions::{CertificatePolicies, PolicyMapping};

struct Node {
    policy: Oid,
    /// What the next certificate must say to stay with this policy.
    expected: Vec<Oid>,
    /// Nodes of the level above, by index.
    parents: Vec<usize>,
}

/// The graph; without nodes on its last level it is the "NULL" of the standard.
pub(super) struct PolicyGraph {
    levels: Vec<Vec<Node>>,
}

impl PolicyGraph {
    /// Every policy is possible above the first certificate.
    pub(super) fn new() -> Self {
        let root = Node { policy: ANY_POLICY, expected: vec![ANY_POLICY], parents: Vec::new() };
        Self { levels: vec![vec![root]] }
    }

    /// No policy is valid.
    pub(super) fn is_null(&self) -> bool {
        self.levels.last().is_none_or(Vec::is_empty)
    }

    /// RFC 9618 §5.1 step (d), RFC 5280 §6.1.3 (d) and (e): takes in the policies of the next
    /// certificate. `any_policy_counts`: anyPolicy is not inhibited here.
    pub(super) fn add_certificate(
        &mut self,
        policies: Option<&CertificatePolicies>,
        any_policy_counts: bool,
    ) {
        let empty = Vec::new();
        let above = self.levels.last().unwrap_or(&empty);
        let mut level: Vec<Node> = Vec::new();
        let parents_expecting = |policy: &Oid| -> Vec<usize> {
            let expecting = above.iter().enumerate().filter(|(_, n)| n.expected.contains(policy));
            expecting.map(|(index, _)| index).collect()
        };
        let policies = policies.map(|p| p.policies.as_slice()).unwrap_or_default();
        for policy in policies.iter().filter(|policy| **policy != ANY_POLICY) {
            let mut parents = parents_expecting(policy);
            if parents.is_empty() {
                parents.extend(above.iter().position(|node| node.policy == ANY_POLICY));
            }
            if !parents.is_empty() {
                level.push(Node { policy: *policy, expected: vec![*policy], parents });
            }
        }
        if any_policy_counts && policies.contains(&ANY_POLICY) {
            for policy in above.iter().flat_map(|node| &node.expected) {
                if level.iter().all(|node| node.policy != *policy) {
                    let parents = parents_expecting(policy);
                    level.push(Node { policy: *policy, expected: vec![*policy], parents });
                }
            }
        }
        self.levels.push(level);
    }

    /// RFC 5280 §6.1.4 (a) and (b): takes in the policy mappings of a CA certificate.
    pub(super) fn map(
        &mut self,
        mappings: &[PolicyMapping],
        mapping_allowed: bool,
    ) -> Result<(), PathError> {
        if mappings.iter().any(|pair| pair.issuer == ANY_POLICY || pair.subject == ANY_POLICY) {
            return Err(PathError::AnyPolicyMapped);
        }
        let Some(level) = self.levels.last_mut() else { return Ok(()) };
        if !mapping_allowed {
            level.retain(|node| mappings.iter().all(|pair| pair.issuer != node.policy));
            return Ok(());
        }
        for (index, pair) in mappings.iter().enumerate() {
            let earlier = mappings.get(..index).unwrap_or_default();
            let first_of_its_kind = earlier.iter().all(|other| other.issuer != pair.issuer);
            if let Some(node) = level.iter_mut().find(|node| node.policy == pair.issuer) {
                if first_of_its_kind {
                    node.expected.clear();
                }
                node.expected.push(pair.subject);
            } else if let Some(any) = level.iter().find(|node| node.policy == ANY_POLICY) {
                let parents = any.parents.clone();
                level.push(Node { policy: pair.issuer, expected: vec![pair.subject], parents });
            }
        }
        Ok(())
    }

    /// RFC 5280 §6.1.5 (g): the user-constrained-policy-set, in terms of the anchor's domain.
    /// Without nodes it is empty; [`ANY_POLICY`] alone means that no policy is excluded.
    pub(super) fn constrained_by(&self, initial: &[Oid]) -> Vec<Oid> {
        let mut policies = Vec::new();
        // Only what leads down to the last level is valid; walk up from there.
        let mut reached: Vec<usize> = (0..self.levels.last().map_or(0, Vec::len)).collect();
        let any_at_the_end =
            self.levels.last().is_some_and(|level| level.iter().any(|n| n.policy == ANY_POLICY));
        for (depth, level) in self.levels.iter().enumerate().rev() {
            let above = depth.checked_sub(1).and_then(|depth| self.levels.get(depth));
            let mut next = Vec::new();
            for node in reached.iter().filter_map(|index| level.get(*index)) {
                let from_any = node.parents.iter().any(|parent| {
                    above
                        .and_then(|above| above.get(*parent))
                        .is_some_and(|parent| parent.policy == ANY_POLICY)
                });
                if from_any && node.policy != ANY_POLICY {
                    policies.push(node.policy);
                }
                next.extend(&node.parents);
            }
            next.sort_unstable();
            next.dedup();
            reached = next;
        }
        if initial.contains(&ANY_POLICY) {
            policies.extend(any_at_the_end.then_some(ANY_POLICY));
        } else if any_at_the_end {
            policies = initial.to_vec();
        } else {
            policies.retain(|policy| initial.contains(policy));
        }
        policies.sort_unstable();
        policies.dedup();
        policies
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn policy(number: u32) -> Oid {
        Oid::from_arcs(&[2, 999, number])
    }

    fn certificate(numbers: &[u32]) -> CertificatePolicies {
        let policies = numbers.iter().copied().map(policy).collect();
        CertificatePolicies { critical: true, policies }
    }

    #[test]
    fn hpki_test_certificates_have_no_policy_under_the_production_ca() {
        // root (no extension) → CA {3} → EE {0}: the graph is NULL (RFC 5280 §6.1.3 (d)(3))
        let mut graph = PolicyGraph::new();
        graph.add_certificate(Some(&certificate(&[3])), true);
        assert_eq!(graph.constrained_by(&[ANY_POLICY]), [policy(3)]);
        graph.add_certificate(Some(&certificate(&[0])), true);
        assert!(graph.is_null());
        assert!(graph.constrained_by(&[ANY_POLICY]).is_empty());
    }

    #[test]
    fn mapped_policies_are_reported_in_the_terms_of_the_anchor() {
        let mut graph = PolicyGraph::new();
        graph.add_certificate(Some(&certificate(&[1, 2])), true);
        let mapping =
            |issuer, subject| PolicyMapping { issuer: policy(issuer), subject: policy(subject) };
        graph.map(&[mapping(1, 11), mapping(2, 12)], true).unwrap();
        graph.add_certificate(Some(&certificate(&[11])), true);
        assert_eq!(graph.constrained_by(&[ANY_POLICY]), [policy(1)]);
        assert!(graph.constrained_by(&[policy(11)]).is_empty());
    }

    #[test]
    fn mappings_that_would_double_a_tree_at_every_level_stay_linear() {
        // Each policy is mapped to both: a tree would have 2^40 leaves.
        let both = certificate(&[1, 2]);
        let mappings: Vec<_> = [(1, 1), (1, 2), (2, 1), (2, 2)]
            .map(|(i, s)| PolicyMapping { issuer: policy(i), subject: policy(s) })
            .to_vec();
        let mut graph = PolicyGraph::new();
        for _ in 0..40 {
            graph.add_certificate(Some(&both), true);
            graph.map(&mappings, true).unwrap();
        }
        assert!(graph.levels.iter().all(|level| level.len() <= 2));
        assert_eq!(graph.constrained_by(&[ANY_POLICY]), [policy(1), policy(2)]);
    }
}
