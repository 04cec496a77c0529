//! Working memory that is kept from document to document.

use shohosen_xades::Workspace;
use shohosen_xades::sign::SigningMemory;
use std::sync::{Mutex, PoisonError};

/// Memory that is reused from document to document, for bulk runs: one a thread.
#[derive(Default)]
pub struct VerifyScratch {
    pub(crate) storage: shohosen_xml::Storage,
    pub(crate) workspace: Workspace,
    /// What a signer remembers.
    pub(crate) signing: SigningMemory,
}

/// What is kept between calls: as much as threads call at the same time, up to a bound.
#[derive(Default)]
pub(crate) struct ScratchPool(Mutex<Vec<VerifyScratch>>);

/// More than this are not kept.
const MAX_KEPT: usize = 16;
/// Working memory grows with the document, some 25 times its size: that of larger ones is not kept,
/// or 16 large documents at once would hold hundreds of megabytes for good. A usual dispensing
/// record with every time-stamp has 60 KiB.
pub(super) const MAX_OCTETS: usize = 1 << 18;

impl ScratchPool {
    /// Works on a document of so many octets. The pool is locked to take and to put back, not in
    /// between; what a panic leaves behind is not put back.
    pub(crate) fn with<T>(&self, octets: usize, work: impl FnOnce(&mut VerifyScratch) -> T) -> T {
        let pool = || self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let mut scratch = pool().pop().unwrap_or_default();
        let outcome = work(&mut scratch);
        if octets <= MAX_OCTETS {
            let mut pool = pool();
            if pool.len() < MAX_KEPT {
                pool.push(scratch);
            }
        }
        outcome
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kept(pool: &ScratchPool) -> usize {
        pool.0.lock().unwrap().len()
    }

    #[test]
    fn memory_of_usual_documents_is_kept_and_that_of_large_ones_is_not() {
        let pool = ScratchPool::default();
        pool.with(MAX_OCTETS + 1, |_| assert_eq!(kept(&pool), 0));
        assert_eq!(kept(&pool), 0);
        // Two at the same time need two, one after the other needs one.
        pool.with(MAX_OCTETS, |_| pool.with(1, |_| ()));
        assert_eq!(kept(&pool), 2);
        pool.with(1, |_| assert_eq!(kept(&pool), 1));
        assert_eq!(kept(&pool), 2);
        // A large document takes what is there, and it is gone then.
        pool.with(MAX_OCTETS + 1, |_| ());
        assert_eq!(kept(&pool), 1);
    }

    #[test]
    fn no_more_is_kept_than_the_bound_says() {
        fn nested(pool: &ScratchPool, depth: usize) {
            if depth > 0 {
                pool.with(1, |_| nested(pool, depth - 1));
            }
        }
        let pool = ScratchPool::default();
        nested(&pool, MAX_KEPT + 3);
        assert_eq!(kept(&pool), MAX_KEPT);
    }
}
