//! Digests that are computed together, once the octets of all of them are known.

use shohosen_pki::WorkBudget;
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

struct Entry {
    algorithm: DigestAlgorithm,
    /// Its octets; `None` if they were digested on the way.
    octets: Option<Range<usize>>,
    digest: Option<Digest>,
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
        budget: &'p WorkBudget,
    ) -> DigestSink<'p> {
        let start = self.end();
        DigestSink { pending: self, algorithm, start, digester: None, budget }
    }

    /// One more digest, of octets that are written as a whole. They are the caller's own and need no
    /// budget.
    pub fn written(
        &mut self,
        algorithm: DigestAlgorithm,
        write: impl FnOnce(&mut Vec<u8>),
    ) -> DigestId {
        let start = self.end();
        write(&mut self.octets);
        self.push(Entry { algorithm, octets: Some(start..self.octets.len()), digest: None })
    }

    /// Where the octets of the next entry start. What a sink left that was not kept is of no use.
    fn end(&mut self) -> usize {
        let end = |entry: &Entry| entry.octets.as_ref().map(|range| range.end);
        let end = self.entries.iter().rev().find_map(end).unwrap_or_default();
        self.octets.truncate(end);
        end
    }

    fn push(&mut self, entry: Entry) -> DigestId {
        self.entries.push(entry);
        DigestId(self.entries.len() - 1)
    }

    /// One more digest, of octets that were digested elsewhere.
    pub fn insert(&mut self, algorithm: DigestAlgorithm, octets: &[u8], digest: Digest) {
        let id = self.written(algorithm, |kept| kept.extend_from_slice(octets));
        if let Some(entry) = self.entries.get_mut(id.0) {
            entry.digest = Some(digest);
        }
    }

    /// The digest of these very octets, if it is among them.
    pub fn digest_of(&self, algorithm: DigestAlgorithm, octets: &[u8]) -> Option<Digest> {
        let same =
            |entry: &&Entry| entry.algorithm == algorithm && self.octets_of(entry) == Some(octets);
        self.entries.iter().find(same)?.digest
    }

    /// Computes what is left to compute, and is not `known`.
    pub fn digest_all(&mut self, known: Option<&Self>) {
        if let Some(known) = known.filter(|known| !known.entries.is_empty()) {
            for number in 0..self.entries.len() {
                let Some(entry) = self.entries.get(number) else { continue };
                let octets = self.octets_of(entry).filter(|_| entry.digest.is_none());
                let digest = octets.and_then(|octets| known.digest_of(entry.algorithm, octets));
                if let (Some(entry), Some(digest)) = (self.entries.get_mut(number), digest) {
                    entry.digest = Some(digest);
                }
            }
        }
        for algorithm in DigestAlgorithm::ALL {
            let (mut numbers, mut messages) = (Vec::new(), Vec::new());
            for (number, entry) in self.entries.iter().enumerate() {
                if entry.algorithm == algorithm
                    && entry.digest.is_none()
                    && let Some(octets) = self.octets_of(entry)
                {
                    numbers.push(number);
                    messages.push(octets);
                }
            }
            if messages.is_empty() {
                continue;
            }
            let digests = algorithm.digest_each(&messages);
            for (number, digest) in numbers.into_iter().zip(digests) {
                if let Some(entry) = self.entries.get_mut(number) {
                    entry.digest = Some(digest);
                }
            }
        }
    }

    /// A digest, after [`digest_all`](Self::digest_all).
    pub fn get(&self, id: DigestId) -> Option<&Digest> {
        self.entries.get(id.0)?.digest.as_ref()
    }

    fn octets_of(&self, entry: &Entry) -> Option<&[u8]> {
        self.octets.get(entry.octets.clone()?)
    }
}

/// A sink within the budget; beyond it nothing more is taken.
pub(crate) struct DigestSink<'p> {
    pending: &'p mut PendingDigests,
    algorithm: DigestAlgorithm,
    start: usize,
    /// For octets that do not fit.
    digester: Option<Digester>,
    budget: &'p WorkBudget,
}

impl DigestSink<'_> {
    /// Whether nothing was written.
    pub fn is_empty(&self) -> bool {
        self.digester.is_none() && self.pending.octets.len() == self.start
    }

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
        let algorithm = self.algorithm;
        let entry = match self.digester {
            Some(digester) => Entry { algorithm, octets: None, digest: Some(digester.finish()) },
            None => {
                let octets = self.start..self.pending.octets.len();
                Entry { algorithm, octets: Some(octets), digest: None }
            }
        };
        self.pending.push(entry)
    }
}

impl Sink for DigestSink<'_> {
    fn write(&mut self, octets: &[u8]) {
        if self.budget.take_octets(octets.len()).is_err() {
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
        self.budget.octets_are_spent()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use shohosen_pki::WorkLimits;

    #[test]
    fn octets_that_fit_and_octets_that_do_not_have_their_digests() {
        let budget = WorkBudget::default();
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
            pending.digest_all(None);
            for (id, digest) in ids.into_iter().zip(expected) {
                assert_eq!(pending.get(id), Some(&digest));
            }
        }
    }

    /// Digests that are wrong show by themselves where they came from.
    #[test]
    fn only_the_very_octets_under_the_same_algorithm_are_known() {
        let budget = WorkBudget::default();
        let of = |parts: &[(DigestAlgorithm, &[u8])]| {
            let mut pending = PendingDigests::default();
            for (algorithm, octets) in parts {
                let mut sink = pending.sink(*algorithm, &budget);
                sink.write(octets);
                sink.keep();
            }
            pending
        };
        let (sha256, sha512) = (DigestAlgorithm::Sha256, DigestAlgorithm::Sha512);
        let mut earlier = of(&[(sha256, b"one"), (sha256, b"two")]);
        let wrong = sha256.digest(b"something else");
        earlier.entries.iter_mut().for_each(|entry| entry.digest = Some(wrong));
        let mut now = of(&[(sha256, b"one"), (sha256, b"One"), (sha512, b"two"), (sha256, b"on")]);
        now.digest_all(Some(&earlier));
        let digests: Vec<_> = now.entries.iter().map(|entry| entry.digest.unwrap()).collect();
        let expected = [wrong, sha256.digest(b"One"), sha512.digest(b"two"), sha256.digest(b"on")];
        assert_eq!(digests, expected);
    }

    #[test]
    fn beyond_the_budget_nothing_is_taken() {
        let limits = WorkLimits { digested_octets: 10, ..WorkLimits::default() };
        let budget = WorkBudget::new(limits);
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
