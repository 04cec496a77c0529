//! What was verified and read before.

use crate::crypto::{PublicKey, SignatureError, sha256};
use crate::{Certificate, CertificateError, CertificateList, CrlError};
use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Arc, RwLock};

/// Remembers which signatures were verified, and certificates and CRLs that were read.
///
/// The same CA certificates and CRLs come with every document. With a warm cache the path of a
/// signer that was not seen before costs one public-key operation, that of a known one none.
///
/// Signatures are kept under the SHA-256 of the issuer's key *and* of the whole signed object, so
/// that nothing but this very object verified with this very key is ever taken for verified. Those
/// that did not verify are kept as well, apart from the others and fewer of them, so that a
/// document cannot have the same failure computed over and over, nor crowd out what is good. Trust,
/// times, revocation and the algorithm policy are judged anew every time. The size is bounded: what
/// was not used lately is forgotten. It may be shared between threads.
///
/// ```
/// use shohosen_pki::SignatureCache;
/// let cache = SignatureCache::new();
/// assert!(cache.certificate(b"not a certificate").is_err());
/// ```
#[derive(Debug)]
pub struct SignatureCache {
    signatures: [Store<KeyAndObject, ()>; SHARDS],
    failures: Store<KeyAndObject, SignatureError>,
    certificates: Known<Certificate>,
    crls: Known<CertificateList>,
}

/// The SHA-256 of the issuer's key and of the whole signed object.
type KeyAndObject = ([u8; 32], [u8; 32]);

/// The last octets of a signed object, which belong to its signature: they find an object, and the
/// comparison of all octets says whether it is the one. That takes a tenth of the time of a
/// digest of the whole. Objects that end the same way, as no two signatures do, are found by the
/// SHA-256 of the whole: nobody can have them crowd each other out and be read again and again.
type Tail = [u8; 32];

fn tail(octets: &[u8]) -> Tail {
    octets.last_chunk().copied().unwrap_or_default()
}

/// In which form something was read: text that is found must not pass for DER.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Form {
    Der,
    Base64,
}

/// All octets, and what was read from them.
type Read<T> = (Arc<[u8]>, T);

/// What was read from octets or from base64 text, found by just these.
#[derive(Debug)]
struct Known<T>(Store<(Form, Tail), Read<T>>);

impl<T: Clone> Known<T> {
    fn new(octets: usize) -> Self {
        Self(Store::new(octets))
    }

    fn get_or_read<E>(
        &self,
        form: Form,
        octets: &[u8],
        read: impl FnOnce() -> Result<T, E>,
    ) -> Result<T, E> {
        let end = match form {
            Form::Der => octets,
            Form::Base64 => octets.trim_ascii_end(),
        };
        let key = (form, tail(end));
        let weight = octets.len().saturating_mul(2);
        let mut whole = None;
        match self.0.get(&key) {
            Some((known, value)) if *known == *octets => return Ok(value),
            Some(_) => {
                let digest = (form, sha256(octets));
                if let Some(found) = self.0.get(&digest).filter(|(known, _)| **known == *octets) {
                    // What is in use is found by its tail again.
                    self.0.put(key, found.clone(), weight);
                    return Ok(found.1);
                }
                whole = Some(digest);
            }
            None => {}
        }
        let value = read()?;
        // They are kept beside those that the value itself holds.
        let read: Read<T> = (octets.into(), value.clone());
        if let Some(digest) = whole {
            self.0.put(digest, read.clone(), weight);
        }
        self.0.put(key, read, weight);
        Ok(value)
    }

    fn get_or_read_base64<E>(
        &self,
        text: &str,
        decode: impl FnOnce(&str) -> Option<Vec<u8>>,
        read: impl FnOnce(&[u8]) -> Result<T, E>,
    ) -> Option<Result<T, E>> {
        let read = || match decode(text) {
            None => Err(None),
            Some(der) => read(&der).map_err(Some),
        };
        match self.get_or_read(Form::Base64, text.as_bytes(), read) {
            Ok(value) => Some(Ok(value)),
            Err(error) => error.map(Err),
        }
    }
}

/// Threads seldom meet in the same part.
const SHARDS: usize = 8;
/// Signatures remembered: about 64 octets each.
const SIGNATURES: usize = 64 * 1024;
/// Signatures that failed, remembered: the same size each.
const FAILURES: usize = 16 * 1024;
/// Certificates remembered, as twice the sum of their octets: some thousand.
const CERTIFICATE_OCTETS: usize = 8 * 1024 * 1024;
/// CRLs remembered, as twice the sum of their octets.
const CRL_OCTETS: usize = 64 * 1024 * 1024;

impl Default for SignatureCache {
    fn default() -> Self {
        Self {
            signatures: std::array::from_fn(|_| Store::new(SIGNATURES / SHARDS)),
            failures: Store::new(FAILURES),
            certificates: Known::new(CERTIFICATE_OCTETS),
            crls: Known::new(CRL_OCTETS),
        }
    }
}

impl SignatureCache {
    /// Knows nothing yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// The certificate that these octets are, read now or earlier.
    ///
    /// # Errors
    /// As [`Certificate::from_der`].
    pub fn certificate(&self, der: &[u8]) -> Result<Certificate, CertificateError> {
        self.certificates.get_or_read(Form::Der, der, || Certificate::from_der(der))
    }

    /// As [`certificate`](Self::certificate), for one in base64 text: text that was read before is
    /// not decoded again. `None` if it is not base64, as `decode` says.
    pub fn certificate_in_base64(
        &self,
        text: &str,
        decode: impl FnOnce(&str) -> Option<Vec<u8>>,
    ) -> Option<Result<Certificate, CertificateError>> {
        self.certificates.get_or_read_base64(text, decode, Certificate::from_der)
    }

    /// The CRL that these octets are, read now or earlier.
    ///
    /// # Errors
    /// As [`CertificateList::from_der`].
    pub fn certificate_list(&self, der: &[u8]) -> Result<CertificateList, CrlError> {
        self.crls.get_or_read(Form::Der, der, || CertificateList::from_der(der))
    }

    /// As [`certificate_list`](Self::certificate_list), for one in base64 text.
    pub fn certificate_list_in_base64(
        &self,
        text: &str,
        decode: impl FnOnce(&str) -> Option<Vec<u8>>,
    ) -> Option<Result<CertificateList, CrlError>> {
        self.crls.get_or_read_base64(text, decode, CertificateList::from_der)
    }

    /// What came out when the signature of this object was verified with this key before; `None`
    /// if it was not, or is forgotten.
    pub(crate) fn known(
        &self,
        key: &PublicKey,
        object: &[u8; 32],
    ) -> Option<Result<(), SignatureError>> {
        let name = (*key.sha256(), *object);
        if self.shard(object).get(&name).is_some() {
            return Some(Ok(()));
        }
        self.failures.get(&name).map(Err)
    }

    /// Remembers what came out.
    pub(crate) fn remember(
        &self,
        key: &PublicKey,
        object: &[u8; 32],
        outcome: Result<(), SignatureError>,
    ) {
        let name = (*key.sha256(), *object);
        match outcome {
            Ok(()) => self.shard(object).put(name, (), 1),
            Err(error) => self.failures.put(name, error, 1),
        }
    }

    fn shard(&self, object: &[u8; 32]) -> &Store<KeyAndObject, ()> {
        let [first, ..] = object;
        let [shards @ .., last] = &self.signatures;
        shards.get(usize::from(*first) % SHARDS).unwrap_or(last)
    }
}

/// A map of two generations: when the young one is full, the old one is dropped. What is used
/// moves back into the young one.
#[derive(Debug)]
struct Store<K, V> {
    generations: RwLock<Generations<K, V>>,
    capacity: usize,
}

#[derive(Debug)]
struct Generations<K, V> {
    young: HashMap<K, (V, usize)>,
    old: HashMap<K, (V, usize)>,
    weight: usize,
}

impl<K: Eq + Hash, V: Clone> Store<K, V> {
    fn new(capacity: usize) -> Self {
        let generations = Generations { young: HashMap::new(), old: HashMap::new(), weight: 0 };
        // Both generations together stay within the capacity.
        Self { generations: RwLock::new(generations), capacity: capacity / 2 }
    }

    fn get(&self, key: &K) -> Option<V>
    where
        K: Clone,
    {
        // A poisoned lock means a panic in another thread: then nothing is remembered.
        let (value, weight) = {
            let generations = self.generations.read().ok()?;
            if let Some((value, _)) = generations.young.get(key) {
                return Some(value.clone());
            }
            generations.old.get(key)?.clone()
        };
        self.put(key.clone(), value.clone(), weight);
        Some(value)
    }

    fn put(&self, key: K, value: V, weight: usize) {
        let Ok(mut generations) = self.generations.write() else { return };
        if weight > self.capacity {
            return;
        }
        if let Some((_, replaced)) = generations.young.remove(&key) {
            generations.weight -= replaced;
        }
        if generations.weight + weight > self.capacity {
            generations.old = std::mem::take(&mut generations.young);
            generations.weight = 0;
        }
        generations.young.insert(key, (value, weight));
        generations.weight += weight;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_store_is_bounded_and_keeps_what_is_used() {
        let store = Store::new(8);
        for number in 0..1000 {
            store.put(number, number, 1);
            assert_eq!(store.get(&0), Some(0), "used every time, so never forgotten");
        }
        let generations = store.generations.read().unwrap();
        assert!(generations.young.len() + generations.old.len() <= 8);
        assert!(!generations.young.contains_key(&1) && !generations.old.contains_key(&1));
    }

    #[test]
    fn what_replaces_another_weighs_by_itself() {
        let store = Store::new(20);
        for weight in [1, 9, 2, 10, 3] {
            store.put(1, weight, weight);
            assert_eq!(store.get(&1), Some(weight));
            assert_eq!(store.generations.read().unwrap().weight, weight);
        }
    }

    #[test]
    fn what_is_heavier_than_all_is_not_kept() {
        let store = Store::new(8);
        store.put(1, (), 5);
        assert_eq!(store.get(&1), None);
        store.put(2, (), 4);
        assert_eq!(store.get(&2), Some(()));
    }

    /// Text of one digit an octet, read as its length.
    fn from_text(known: &Known<usize>, text: &str, times: &std::cell::Cell<u32>) -> Option<usize> {
        let decode = |text: &str| {
            times.set(times.get() + 1);
            text.bytes().map(|b| b.is_ascii_digit().then_some(b)).collect::<Option<Vec<u8>>>()
        };
        known.get_or_read_base64(text, decode, |der| Ok::<_, ()>(der.len()))?.ok()
    }

    #[test]
    fn text_is_decoded_once_and_only_the_very_text_is_found() {
        let (known, times) = (Known::new(10_000), std::cell::Cell::new(0));
        let text = "1".repeat(100);
        for _ in 0..3 {
            assert_eq!(from_text(&known, &text, &times), Some(100));
        }
        assert_eq!(times.get(), 1);
        // The same tail, another beginning, another length.
        let (changed, longer) = (format!("2{}", &text[1..]), format!("1{text}"));
        assert_eq!(from_text(&known, &changed, &times), Some(100));
        assert_eq!(from_text(&known, &longer, &times), Some(101));
        assert_eq!(times.get(), 3);
        assert_eq!(from_text(&known, "no digits", &times), None);
    }

    #[test]
    fn objects_that_end_the_same_way_do_not_crowd_each_other_out() {
        let (known, times) = (Known::new(100_000), std::cell::Cell::new(0));
        let texts: Vec<_> =
            (100..160).map(|number| format!("{number}{}", "1".repeat(60))).collect();
        for round in 0..5 {
            for text in &texts {
                assert_eq!(from_text(&known, text, &times), Some(63));
            }
            // The first one is read twice: nobody knew then that others end like it.
            let expected = texts.len() as u32 + u32::from(round > 0);
            assert_eq!(times.get(), expected);
        }
    }

    #[test]
    fn text_that_is_known_does_not_pass_for_der() {
        let (known, times) = (Known::new(10_000), std::cell::Cell::new(0));
        let text = "1".repeat(100);
        assert_eq!(from_text(&known, &text, &times), Some(100));
        let der = known.get_or_read(Form::Der, text.as_bytes(), || Err("no DER"));
        assert_eq!(der, Err("no DER"));
    }
}
