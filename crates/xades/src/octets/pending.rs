//! Digests that are computed together, once the octets of all of them are known.

use super::Budget;
use shohosen_pki::crypto::{Digest, DigestAlgorithm, Digester};
use shohosen_xml::Sink;
use std::ops::Range;

/// Octets that are kept until they are digested together. What does not fit is digested on the
/// way: a prescription's octets are some 10 KB, so only unusual documents come to that.
const MAX_KEPT: usize = 256 * 1024;

/// The digests of one signature: of its references, of SignedInfo, of what its time-stamps are
/// over. None depends on another, and several at the same time take little longer than one.
#[derive(Default)]
pub(crate) struct PendingDigests {
    octets: Vec<u8>,
    entries: Vec<Entry>,
}

enum Entry {
    Kept(DigestAlgorithm, Range<usize>),
    Digested(Digest),
}

impl Entry {
    /// Where its octets end.
    const fn end(&self) -> Option<usize> {
        match self {
            Self::Kept(_, range) => Some(range.end),
            Self::Digested(_) => None,
        }
    }
}

/// Which digest of [`PendingDigests`].
#[derive(Clone, Copy, Debug)]
pub(crate) struct DigestId(usize);

impl PendingDigests {
    /// Forgets everything but the memory.
    pub fn clear(&mut self) {
        self.octets.clear();
        self.entries.clear();
    }

    /// A sink for the octets of one more digest; they count once it is [kept](DigestSink::keep).
    pub fn sink<'p>(
        &'p mut self,
        algorithm: DigestAlgorithm,
        budget: &'p Budget,
    ) -> DigestSink<'p> {
        // What a sink left that was not kept is of no use.
        let start = self.entries.iter().rev().find_map(Entry::end).unwrap_or_default();
        self.octets.truncate(start);
        DigestSink { pending: self, algorithm, start, digester: None, budget }
    }

    /// Computes what is left to compute.
    pub fn digest_all(&mut self) {
        for algorithm in DigestAlgorithm::ALL {
            let (mut numbers, mut messages) = (Vec::new(), Vec::new());
            for (number, entry) in self.entries.iter().enumerate() {
                if let Entry::Kept(used, range) = entry
                    && *used == algorithm
                {
                    numbers.push(number);
                    messages.push(self.octets.get(range.clone()).unwrap_or_default());
                }
            }
            if messages.is_empty() {
                continue;
            }
            let digests = algorithm.digest_each(&messages);
            for (number, digest) in numbers.into_iter().zip(digests) {
                if let Some(entry) = self.entries.get_mut(number) {
                    *entry = Entry::Digested(digest);
                }
            }
        }
    }

    /// A digest, after [`digest_all`](Self::digest_all).
    pub fn get(&self, id: DigestId) -> Option<&Digest> {
        match self.entries.get(id.0)? {
            Entry::Digested(digest) => Some(digest),
            Entry::Kept(..) => None,
        }
    }
}

/// A sink within the budget; beyond it nothing more is taken.
pub(crate) struct DigestSink<'p> {
    pending: &'p mut PendingDigests,
    algorithm: DigestAlgorithm,
    start: usize,
    /// For octets that do not fit.
    digester: Option<Digester>,
    budget: &'p Budget,
}

impl DigestSink<'_> {
    /// The digest by itself, at once.
    pub fn finish(self) -> Digest {
        match self.digester {
            Some(digester) => digester.finish(),
            None => {
                let octets = self.pending.octets.get(self.start..).unwrap_or_default();
                self.algorithm.digest(octets)
            }
        }
    }

    /// That was all of them.
    pub fn keep(self) -> DigestId {
        let entry = match self.digester {
            Some(digester) => Entry::Digested(digester.finish()),
            None => Entry::Kept(self.algorithm, self.start..self.pending.octets.len()),
        };
        self.pending.entries.push(entry);
        DigestId(self.pending.entries.len() - 1)
    }
}

impl Sink for DigestSink<'_> {
    fn write(&mut self, octets: &[u8]) {
        if !self.budget.spend(octets.len()) {
            return;
        }
        let kept = &mut self.pending.octets;
        match &mut self.digester {
            Some(digester) => digester.update(octets),
            None if kept.len() + octets.len() <= MAX_KEPT => kept.extend_from_slice(octets),
            none => {
                let mut digester = Digester::new(self.algorithm);
                digester.update(kept.get(self.start..).unwrap_or_default());
                digester.update(octets);
                kept.truncate(self.start);
                *none = Some(digester);
            }
        }
    }

    fn is_full(&self) -> bool {
        self.budget.is_spent()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn octets_that_fit_and_octets_that_do_not_have_their_digests() {
        let budget = Budget::new(u64::MAX);
        let mut pending = PendingDigests::default();
        let piece = [0x61; 1000];
        for _ in 0..2 {
            pending.clear();
            let mut expected = Vec::new();
            let mut ids = Vec::new();
            for (count, algorithm) in [
                (3, DigestAlgorithm::Sha256),
                (600, DigestAlgorithm::Sha512),
                (5, DigestAlgorithm::Sha256),
            ] {
                // Octets of a sink that was not kept do not count.
                pending.sink(algorithm, &budget).write(b"dropped");
                let mut sink = pending.sink(algorithm, &budget);
                let mut digester = Digester::new(algorithm);
                for _ in 0..count {
                    sink.write(&piece);
                    digester.update(&piece);
                }
                ids.push(sink.keep());
                expected.push(digester.finish());
            }
            assert!(pending.octets.len() <= MAX_KEPT);
            pending.digest_all();
            for (id, digest) in ids.into_iter().zip(expected) {
                assert_eq!(pending.get(id), Some(&digest));
            }
        }
    }

    #[test]
    fn beyond_the_budget_nothing_is_taken() {
        let budget = Budget::new(10);
        let mut pending = PendingDigests::default();
        let mut sink = pending.sink(DigestAlgorithm::Sha256, &budget);
        sink.write(b"12345");
        assert!(!sink.is_full());
        sink.write(b"123456");
        assert!(sink.is_full());
        sink.keep();
        assert_eq!(pending.octets, b"12345");
    }
}
