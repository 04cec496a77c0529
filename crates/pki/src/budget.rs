//! How much work one document may cost.

use crate::crypto::{
    Backend, Digest, PublicKey, SignatureAlgorithm, SignatureError, verify_digest_fixed_with,
    verify_with,
};
use std::cell::Cell;

/// The bounds of a [`WorkBudget`], each for a document as a whole: all its signatures, time-stamps,
/// certificates and revocation lists together, while its facts are collected and while they are
/// judged. A document of the service costs a handful of each; the defaults hold a hostile one to a
/// fraction of a second and to a few megabytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WorkLimits {
    /// Signatures verified with a public key. What a [`SignatureCache`](crate::SignatureCache)
    /// remembers costs nothing.
    pub public_key_operations: u64,
    /// Pairs of certificate and possible issuer tried in all searches for paths.
    pub path_steps: u64,
    /// References in all signatures and in the Manifests that they point to: each is digested, kept
    /// and reported. Nobody signs more than a few hundred files of a scan.
    pub references: u64,
    /// Octets that references point to and that are digested: a few bytes of exclusive
    /// canonicalization can expand to a thousandfold of the document, and a thousand references can
    /// walk a document that has nothing to digest.
    pub digested_octets: u64,
    /// Findings made. A report lists some of each kind and counts the rest; what is beyond this
    /// bound is not looked at any more.
    pub findings: u64,
}

impl Default for WorkLimits {
    fn default() -> Self {
        Self {
            public_key_operations: 4096,
            path_steps: 8192,
            references: 8192,
            digested_octets: 1 << 30,
            findings: 65_536,
        }
    }
}

/// The work that is still allowed for one document, counted over everything that is done for it:
/// references, time-stamp tokens, paths of signers and of authorities, revocation lists, findings.
/// When it is spent nothing more is tried, and nothing counts as good that was not found out before.
///
/// A document is one thread's, and so is its budget.
///
/// ```
/// use shohosen_pki::{WorkBudget, WorkLimits};
/// let limits = WorkLimits { public_key_operations: 1, ..WorkLimits::default() };
/// let budget = WorkBudget::new(limits);
/// assert!(budget.take_operation().is_ok() && !budget.is_spent());
/// assert_eq!(budget.take_operation().unwrap_err().limit, "public_key_operations");
/// assert!(budget.is_spent());
/// ```
#[derive(Debug)]
pub struct WorkBudget {
    operations: Count,
    steps: Count,
    references: Count,
    octets: Count,
    findings: Count,
    backend: Backend,
}

/// One public-key operation that was taken from a [`WorkBudget`]: without it nothing verifies a
/// signature of a document, and so none is verified that was not counted.
#[derive(Debug)]
#[must_use = "an operation that is counted should be done"]
pub struct PublicKeyOperation(Backend);

impl PublicKeyOperation {
    /// As [`crypto::verify`](crate::crypto::verify), by the budget's back-end.
    ///
    /// # Errors
    /// As there.
    pub fn verify(
        self,
        key: &PublicKey,
        algorithm: SignatureAlgorithm,
        message: &[u8],
        signature: &[u8],
    ) -> Result<(), SignatureError> {
        verify_with(self.0, key, algorithm, message, signature)
    }

    /// As [`crypto::verify_digest_fixed`](crate::crypto::verify_digest_fixed), by the budget's
    /// back-end.
    ///
    /// # Errors
    /// As there.
    pub fn verify_digest_fixed(
        self,
        key: &PublicKey,
        algorithm: SignatureAlgorithm,
        digest: &Digest,
        signature: &[u8],
    ) -> Result<(), SignatureError> {
        verify_digest_fixed_with(self.0, key, algorithm, digest, signature)
    }
}

/// What was asked for of a [`WorkBudget`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct WorkSpent {
    /// Public-key operations.
    pub public_key_operations: u64,
    /// Steps of searches for paths.
    pub path_steps: u64,
    /// References.
    pub references: u64,
    /// Octets looked at and digested.
    pub digested_octets: u64,
    /// Findings.
    pub findings: u64,
}

/// The budget for one kind of work is spent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the work allowed for one document is spent: {limit} ({value})")]
pub struct BudgetSpent {
    /// The name of the bound in [`WorkLimits`].
    pub limit: &'static str,
    /// The bound.
    pub value: u64,
}

/// One kind of work: how much was asked for, and how much is allowed.
#[derive(Debug)]
struct Count {
    name: &'static str,
    spent: Cell<u64>,
    limit: u64,
}

impl Count {
    const fn new(name: &'static str, spent: u64, limit: u64) -> Self {
        Self { name, spent: Cell::new(spent), limit }
    }

    fn take(&self, more: u64) -> Result<(), BudgetSpent> {
        self.spent.set(self.spent.get().saturating_add(more));
        self.check()
    }

    const fn check(&self) -> Result<(), BudgetSpent> {
        if self.spent.get() <= self.limit {
            Ok(())
        } else {
            Err(BudgetSpent { limit: self.name, value: self.limit })
        }
    }
}

impl Default for WorkBudget {
    fn default() -> Self {
        Self::new(WorkLimits::default())
    }
}

impl WorkBudget {
    /// Nothing of it is spent yet.
    pub fn new(limits: WorkLimits) -> Self {
        Self::resumed(limits, WorkSpent::default())
    }

    /// The budget of a document on which so much was spent before.
    pub const fn resumed(limits: WorkLimits, spent: WorkSpent) -> Self {
        Self {
            operations: Count::new(
                "public_key_operations",
                spent.public_key_operations,
                limits.public_key_operations,
            ),
            steps: Count::new("path_steps", spent.path_steps, limits.path_steps),
            references: Count::new("references", spent.references, limits.references),
            octets: Count::new("digested_octets", spent.digested_octets, limits.digested_octets),
            findings: Count::new("findings", spent.findings, limits.findings),
            backend: Backend::DEFAULT,
        }
    }

    /// The same, its public-key operations done by this implementation.
    #[must_use]
    pub const fn by(mut self, backend: Backend) -> Self {
        self.backend = backend;
        self
    }

    /// Takes one public-key operation.
    ///
    /// # Errors
    /// If none is left.
    pub fn take_operation(&self) -> Result<PublicKeyOperation, BudgetSpent> {
        self.operations.take(1).map(|()| PublicKeyOperation(self.backend))
    }

    /// Takes one step of a search for a path.
    ///
    /// # Errors
    /// If none is left.
    pub fn take_step(&self) -> Result<(), BudgetSpent> {
        self.steps.take(1)
    }

    /// Takes so many references.
    ///
    /// # Errors
    /// If fewer are left.
    pub fn take_references(&self, count: usize) -> Result<(), BudgetSpent> {
        self.references.take(count as u64)
    }

    /// Takes so many octets to look at or to digest.
    ///
    /// # Errors
    /// If fewer are left.
    pub fn take_octets(&self, count: usize) -> Result<(), BudgetSpent> {
        self.octets.take(count as u64)
    }

    /// Takes so many findings that were made.
    ///
    /// # Errors
    /// If there are more than are allowed.
    pub fn take_findings(&self, count: usize) -> Result<(), BudgetSpent> {
        self.findings.take(count as u64)
    }

    /// Whether more octets were asked for than are allowed.
    pub const fn octets_are_spent(&self) -> bool {
        self.octets.check().is_err()
    }

    /// Whether more findings were made than are allowed.
    pub const fn findings_are_spent(&self) -> bool {
        self.findings.check().is_err()
    }

    /// What was asked for so far.
    pub const fn spent(&self) -> WorkSpent {
        WorkSpent {
            public_key_operations: self.operations.spent.get(),
            path_steps: self.steps.spent.get(),
            references: self.references.spent.get(),
            digested_octets: self.octets.spent.get(),
            findings: self.findings.spent.get(),
        }
    }

    /// Whether more of anything was asked for than is allowed.
    pub fn is_spent(&self) -> bool {
        [&self.operations, &self.steps, &self.references, &self.octets, &self.findings]
            .into_iter()
            .any(|count| count.check().is_err())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SMALL: WorkLimits = WorkLimits {
        public_key_operations: 3,
        path_steps: 2,
        references: 10,
        digested_octets: 100,
        findings: 5,
    };

    #[test]
    fn each_kind_of_work_has_its_own_bound_and_is_counted_over_all_uses() {
        let budget = WorkBudget::new(SMALL);
        assert_eq!((0..5).filter(|_| budget.take_operation().is_ok()).count(), 3);
        assert_eq!((0..5).filter(|_| budget.take_step().is_ok()).count(), 2);
        assert_eq!(
            [4, 6, 1].map(|count| budget.take_references(count).is_ok()),
            [true, true, false]
        );
        assert_eq!([99, 1].map(|count| budget.take_octets(count).is_ok()), [true, true]);
        assert!(!budget.octets_are_spent());
        assert!(budget.take_octets(1).is_err() && budget.octets_are_spent());
        assert!(budget.take_findings(5).is_ok() && !budget.findings_are_spent());
        assert!(budget.take_findings(1).is_err() && budget.findings_are_spent());
        let expected = WorkSpent {
            public_key_operations: 5,
            path_steps: 5,
            references: 11,
            digested_octets: 101,
            findings: 6,
        };
        assert_eq!(budget.spent(), expected);
        assert!(budget.is_spent() && !WorkBudget::default().is_spent());
        // Exactly all of it is not too much.
        let exact = WorkBudget::new(SMALL);
        assert!(exact.take_references(10).is_ok() && !exact.is_spent());
    }

    #[test]
    fn a_budget_goes_on_where_the_work_was_left() {
        let first = WorkBudget::new(SMALL);
        assert!(first.take_operation().is_ok() && first.take_operation().is_ok());
        let second = WorkBudget::resumed(SMALL, first.spent());
        assert!(second.take_operation().is_ok(), "the third of three");
        assert!(second.take_operation().is_err());
    }
}
