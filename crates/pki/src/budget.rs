//! How much work the certificates of one document may cost.

use std::sync::atomic::{AtomicUsize, Ordering};

/// The bounds of a [`WorkBudget`]. A document of the service costs a handful of operations; the
/// defaults hold a hostile one to a fraction of a second.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WorkLimits {
    /// Signatures verified with a public key. What a [`SignatureCache`](crate::SignatureCache)
    /// remembers costs nothing.
    pub public_key_operations: usize,
    /// Pairs of certificate and possible issuer tried in all searches for paths together.
    pub path_steps: usize,
}

impl Default for WorkLimits {
    fn default() -> Self {
        Self { public_key_operations: 4096, path_steps: 8192 }
    }
}

/// The work that is still allowed, counted over everything that is done for one document:
/// time-stamp tokens, paths of signers and of authorities, revocation lists. When it is spent
/// nothing more is tried, and nothing counts as good that was not found out before.
///
/// ```
/// use shohosen_pki::{WorkBudget, WorkLimits};
/// let budget = WorkBudget::new(WorkLimits { public_key_operations: 1, path_steps: 1 });
/// assert!(budget.take_operation().is_ok() && !budget.is_spent());
/// assert_eq!(budget.take_operation().unwrap_err().limit, "public_key_operations");
/// assert!(budget.is_spent());
/// ```
#[derive(Debug)]
pub struct WorkBudget {
    limits: WorkLimits,
    operations: AtomicUsize,
    steps: AtomicUsize,
}

/// The budget for one kind of work is spent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the work allowed for one document is spent: {limit} ({value})")]
pub struct BudgetSpent {
    /// The name of the bound in [`WorkLimits`].
    pub limit: &'static str,
    /// The bound.
    pub value: usize,
}

impl Default for WorkBudget {
    fn default() -> Self {
        Self::new(WorkLimits::default())
    }
}

impl WorkBudget {
    /// Nothing of it is spent yet.
    pub const fn new(limits: WorkLimits) -> Self {
        Self { limits, operations: AtomicUsize::new(0), steps: AtomicUsize::new(0) }
    }

    /// Takes one public-key operation.
    ///
    /// # Errors
    /// If none is left.
    pub fn take_operation(&self) -> Result<(), BudgetSpent> {
        take(&self.operations, "public_key_operations", self.limits.public_key_operations)
    }

    /// Takes one step of a search for a path.
    ///
    /// # Errors
    /// If none is left.
    pub fn take_step(&self) -> Result<(), BudgetSpent> {
        take(&self.steps, "path_steps", self.limits.path_steps)
    }

    /// The public-key operations asked for so far.
    pub fn operations(&self) -> usize {
        self.operations.load(Ordering::Relaxed)
    }

    /// The steps asked for so far.
    pub fn steps(&self) -> usize {
        self.steps.load(Ordering::Relaxed)
    }

    /// Whether more was asked for than is allowed.
    pub fn is_spent(&self) -> bool {
        self.operations() > self.limits.public_key_operations
            || self.steps() > self.limits.path_steps
    }
}

fn take(spent: &AtomicUsize, limit: &'static str, value: usize) -> Result<(), BudgetSpent> {
    if spent.fetch_add(1, Ordering::Relaxed) < value {
        Ok(())
    } else {
        Err(BudgetSpent { limit, value })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_kind_of_work_has_its_own_bound_and_is_counted_over_all_uses() {
        let budget = WorkBudget::new(WorkLimits { public_key_operations: 3, path_steps: 2 });
        let taken = (0..5).filter(|_| budget.take_operation().is_ok()).count();
        assert_eq!(taken, 3);
        assert_eq!((0..5).filter(|_| budget.take_step().is_ok()).count(), 2);
        assert_eq!((budget.operations(), budget.steps()), (5, 5));
        assert!(budget.is_spent());
        let untouched = WorkBudget::default();
        assert!(!untouched.is_spent());
        // Exactly all of it is not too much.
        let exact = WorkBudget::new(WorkLimits { public_key_operations: 1, path_steps: 0 });
        assert!(exact.take_operation().is_ok() && !exact.is_spent());
    }
}
