//! Certificate policies of a path.
//!
//! RFC 5280 §6.1 describes a tree whose size can grow exponentially. This is the graph of
//! RFC 9618, which gives the same results with one node for each policy and depth.

use super::PathError;
use crate::Oid;
use crate::extensions::oid::ANY_POLICY;
use crate::extensions::{CertificatePolicies, PolicyMapping};

/// A node of the last level, and one of the policies of which the next certificate must name one to
/// stay with it.
struct Leaf<'a> {
    node: usize,
    policy: &'a Oid,
    expected: &'a Oid,
}

/// The way from a node to one of its parents, on the level above.
struct Edge<'a> {
    node: usize,
    policy: &'a Oid,
    parent: Parent,
}

#[derive(Clone, Copy)]
struct Parent {
    node: usize,
    /// It stands for anyPolicy: what is below it is named as the anchor's domain names it.
    is_any: bool,
}

/// The graph; without nodes on its last level it is the "NULL" of the standard.
///
/// Nodes are numbered level by level. What expects something and what leads upwards stands in one
/// row each, so that a path of a few certificates and policies takes a few allocations.
pub(super) struct PolicyGraph<'a> {
    nodes: usize,
    leaves: Vec<Leaf<'a>>,
    edges: Vec<Edge<'a>>,
}

impl<'a> PolicyGraph<'a> {
    /// Every policy is possible above the first certificate.
    pub(super) fn new() -> Self {
        let root = Leaf { node: 0, policy: &ANY_POLICY, expected: &ANY_POLICY };
        Self { nodes: 1, leaves: vec![root], edges: Vec::new() }
    }

    /// No policy is valid.
    pub(super) const fn is_null(&self) -> bool {
        self.leaves.is_empty()
    }

    /// RFC 9618 §5.1 step (d), RFC 5280 §6.1.3 (d) and (e): takes in the policies of the next
    /// certificate. `any_policy_counts`: anyPolicy is not inhibited here.
    pub(super) fn add_certificate(
        &mut self,
        policies: Option<&'a CertificatePolicies>,
        any_policy_counts: bool,
    ) {
        let above = std::mem::take(&mut self.leaves);
        let parent =
            |leaf: &Leaf<'_>| Parent { node: leaf.node, is_any: *leaf.policy == ANY_POLICY };
        let any_above = above.iter().map(parent).find(|parent| parent.is_any);
        let expecting =
            |policy: &'a Oid| above.iter().filter(move |leaf| leaf.expected == policy).map(parent);
        let policies = policies.map(|p| p.policies.as_slice()).unwrap_or_default();
        for policy in policies.iter().filter(|policy| **policy != ANY_POLICY) {
            if !self.add_node(policy, policy, expecting(policy)) {
                self.add_node(policy, policy, any_above);
            }
        }
        if any_policy_counts && policies.contains(&ANY_POLICY) {
            for Leaf { expected, .. } in &above {
                if self.leaf_of(expected).is_none() {
                    self.add_node(expected, expected, expecting(expected));
                }
            }
        }
    }

    /// Adds a node to the last level, unless it has no parents.
    fn add_node(
        &mut self,
        policy: &'a Oid,
        expected: &'a Oid,
        parents: impl IntoIterator<Item = Parent>,
    ) -> bool {
        let (node, edges) = (self.nodes, self.edges.len());
        self.edges.extend(parents.into_iter().map(|parent| Edge { node, policy, parent }));
        let has_parents = self.edges.len() > edges;
        if has_parents {
            self.leaves.push(Leaf { node, policy, expected });
            self.nodes += 1;
        }
        has_parents
    }

    /// The node of the last level for this policy.
    fn leaf_of(&self, policy: &Oid) -> Option<&Leaf<'a>> {
        self.leaves.iter().find(|leaf| leaf.policy == policy)
    }

    /// RFC 5280 §6.1.4 (a) and (b): takes in the policy mappings of a CA certificate.
    pub(super) fn map(
        &mut self,
        mappings: &'a [PolicyMapping],
        mapping_allowed: bool,
    ) -> Result<(), PathError> {
        if mappings.iter().any(|pair| pair.issuer == ANY_POLICY || pair.subject == ANY_POLICY) {
            return Err(PathError::AnyPolicyMapped);
        }
        if !mapping_allowed {
            self.leaves.retain(|leaf| mappings.iter().all(|pair| pair.issuer != *leaf.policy));
            return Ok(());
        }
        // anyPolicy has one parent, which is anyPolicy.
        let any = self.leaf_of(&ANY_POLICY).map(|leaf| leaf.node);
        let edge_of_any = self.edges.iter().rev().find(|edge| Some(edge.node) == any);
        let parent_of_any = edge_of_any.map(|edge| edge.parent);
        for (index, pair) in mappings.iter().enumerate() {
            let PolicyMapping { issuer: policy, subject: expected } = pair;
            let Some(node) = self.leaf_of(policy).map(|leaf| leaf.node) else {
                self.add_node(policy, expected, parent_of_any);
                continue;
            };
            let earlier = mappings.get(..index).unwrap_or_default();
            if earlier.iter().all(|other| other.issuer != *policy) {
                self.leaves.retain(|leaf| leaf.node != node);
            }
            self.leaves.push(Leaf { node, policy, expected });
        }
        Ok(())
    }

    /// RFC 5280 §6.1.5 (g): the user-constrained-policy-set, in terms of the anchor's domain.
    /// Without nodes it is empty; [`ANY_POLICY`] alone means that no policy is excluded.
    pub(super) fn constrained_by(&self, initial: &[Oid]) -> Vec<Oid> {
        let any_at_the_end = self.leaf_of(&ANY_POLICY).is_some();
        // Only what leads down to the last level is valid.
        let mut reached = vec![false; self.nodes];
        for leaf in &self.leaves {
            if let Some(reached) = reached.get_mut(leaf.node) {
                *reached = true;
            }
        }
        let mut policies = Vec::new();
        // From the last level upwards: what leads to a node comes before what leads on from it.
        for Edge { node, policy, parent } in self.edges.iter().rev() {
            if reached.get(*node) == Some(&true)
                && let Some(above) = reached.get_mut(parent.node)
            {
                *above = true;
                if parent.is_any && **policy != ANY_POLICY {
                    policies.push(**policy);
                }
            }
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
        let (ca, signer) = (certificate(&[3]), certificate(&[0]));
        let mut graph = PolicyGraph::new();
        graph.add_certificate(Some(&ca), true);
        assert_eq!(graph.constrained_by(&[ANY_POLICY]), [policy(3)]);
        graph.add_certificate(Some(&signer), true);
        assert!(graph.is_null());
        assert!(graph.constrained_by(&[ANY_POLICY]).is_empty());
    }

    #[test]
    fn mapped_policies_are_reported_in_the_terms_of_the_anchor() {
        let mapping =
            |issuer, subject| PolicyMapping { issuer: policy(issuer), subject: policy(subject) };
        let (ca, mappings) = (certificate(&[1, 2]), [mapping(1, 11), mapping(2, 12)]);
        let signer = certificate(&[11]);
        let mut graph = PolicyGraph::new();
        graph.add_certificate(Some(&ca), true);
        graph.map(&mappings, true).unwrap();
        graph.add_certificate(Some(&signer), true);
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
        assert_eq!(graph.nodes, 1 + 40 * 2);
        assert_eq!(graph.constrained_by(&[ANY_POLICY]), [policy(1), policy(2)]);
    }
}
