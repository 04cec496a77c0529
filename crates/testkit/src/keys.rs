//! Test keys: fresh ones, or the ones committed in `test-vectors/keys`, so that vectors come out
//! the same byte for byte (PKCS#1 v1.5 signatures are deterministic).

use crate::der;
use aws_lc_rs::encoding::AsDer;
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::rsa::KeySize;
use aws_lc_rs::signature::{self, EcdsaKeyPair, KeyPair as _, RsaKeyPair};
use aws_lc_rs::{digest, signature::RsaEncoding};
use rsa::pkcs8::DecodePrivateKey as _;
use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock, Mutex};

/// A digest algorithm that signatures, references or time-stamps use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Digest {
    /// SHA-1: forbidden, or in the inside of old time-stamps.
    Sha1,
    /// SHA-256, the one of the service's documents.
    Sha256,
    /// SHA-384.
    Sha384,
    /// SHA-512, the one of the service's time-stamp tokens.
    Sha512,
}

impl Digest {
    /// The digest of the octets.
    pub fn of(self, octets: &[u8]) -> Vec<u8> {
        let algorithm = match self {
            Self::Sha1 => &digest::SHA1_FOR_LEGACY_USE_ONLY,
            Self::Sha256 => &digest::SHA256,
            Self::Sha384 => &digest::SHA384,
            Self::Sha512 => &digest::SHA512,
        };
        digest::digest(algorithm, octets).as_ref().to_vec()
    }

    /// Dotted object identifier.
    pub fn oid(self) -> &'static str {
        match self {
            Self::Sha1 => "1.3.14.3.2.26",
            Self::Sha256 => "2.16.840.1.101.3.4.2.1",
            Self::Sha384 => "2.16.840.1.101.3.4.2.2",
            Self::Sha512 => "2.16.840.1.101.3.4.2.3",
        }
    }

    /// `AlgorithmIdentifier` with `NULL` parameters.
    pub fn algorithm_identifier(self) -> Vec<u8> {
        der::sequence([der::oid(self.oid()), der::null()])
    }
}

/// A private key with its public half.
pub struct SigningKey {
    pkcs8: Vec<u8>,
    kind: Kind,
}

enum Kind {
    Rsa(Box<RsaKeyPair>),
    P256(EcdsaKeyPair),
    P384(EcdsaKeyPair),
}

impl SigningKey {
    /// A fresh RSA-2048 key: some tenths of a second.
    pub fn generate_rsa() -> Self {
        let key = aws_lc_rs::rsa::KeyPair::generate(KeySize::Rsa2048).unwrap();
        let pkcs8 = AsDer::<aws_lc_rs::encoding::Pkcs8V1Der<'_>>::as_der(&key).unwrap();
        Self::from_rsa_pkcs8(pkcs8.as_ref())
    }

    /// A fresh P-256 key. Its signatures are not deterministic.
    pub fn generate_p256() -> Self {
        let algorithm = &signature::ECDSA_P256_SHA256_FIXED_SIGNING;
        let pkcs8 = EcdsaKeyPair::generate_pkcs8(algorithm, &SystemRandom::new()).unwrap();
        let key = EcdsaKeyPair::from_pkcs8(algorithm, pkcs8.as_ref()).unwrap();
        Self { pkcs8: pkcs8.as_ref().to_vec(), kind: Kind::P256(key) }
    }

    /// A fresh P-384 key. Its signatures are not deterministic.
    pub fn generate_p384() -> Self {
        let algorithm = &signature::ECDSA_P384_SHA384_FIXED_SIGNING;
        let pkcs8 = EcdsaKeyPair::generate_pkcs8(algorithm, &SystemRandom::new()).unwrap();
        let key = EcdsaKeyPair::from_pkcs8(algorithm, pkcs8.as_ref()).unwrap();
        Self { pkcs8: pkcs8.as_ref().to_vec(), kind: Kind::P384(key) }
    }

    /// An RSA key from PKCS#8.
    pub fn from_rsa_pkcs8(pkcs8: &[u8]) -> Self {
        let key = RsaKeyPair::from_pkcs8(pkcs8).unwrap();
        Self { pkcs8: pkcs8.to_vec(), kind: Kind::Rsa(Box::new(key)) }
    }

    /// The key as PKCS#8 DER.
    pub fn pkcs8(&self) -> &[u8] {
        &self.pkcs8
    }

    /// The digest that goes with the key: as long as the field of the curve, else SHA-256.
    pub fn own_digest(&self) -> Digest {
        match self.kind {
            Kind::P384(_) => Digest::Sha384,
            _ => Digest::Sha256,
        }
    }

    /// Whether this is an elliptic-curve key.
    pub fn is_elliptic(&self) -> bool {
        !matches!(self.kind, Kind::Rsa(_))
    }

    /// `SubjectPublicKeyInfo`.
    pub fn public_key_info(&self) -> Vec<u8> {
        let algorithm = match &self.kind {
            Kind::Rsa(_) => [der::oid("1.2.840.113549.1.1.1"), der::null()],
            Kind::P256(_) => [der::oid("1.2.840.10045.2.1"), der::oid("1.2.840.10045.3.1.7")],
            Kind::P384(_) => [der::oid("1.2.840.10045.2.1"), der::oid("1.3.132.0.34")],
        };
        der::sequence([der::sequence(algorithm), der::bit_string(&self.public_key())])
    }

    /// The content of the public key's bit string.
    pub fn public_key(&self) -> Vec<u8> {
        match &self.kind {
            Kind::Rsa(key) => key.public_key().as_ref().to_vec(),
            Kind::P256(key) | Kind::P384(key) => key.public_key().as_ref().to_vec(),
        }
    }

    /// SHA-1 of the public key: the key identifier of RFC 5280 §4.2.1.2 (1).
    pub fn identifier(&self) -> Vec<u8> {
        Digest::Sha1.of(&self.public_key())
    }

    /// `AlgorithmIdentifier` of a signature of this key with this digest.
    pub fn signature_algorithm(&self, digest: Digest) -> Vec<u8> {
        match self.kind {
            Kind::P256(_) => return der::sequence([der::oid("1.2.840.10045.4.3.2")]),
            Kind::P384(_) => return der::sequence([der::oid("1.2.840.10045.4.3.3")]),
            Kind::Rsa(_) => {}
        }
        let arc = match digest {
            Digest::Sha1 => 5,
            Digest::Sha256 => 11,
            Digest::Sha384 => 12,
            Digest::Sha512 => 13,
        };
        der::sequence([der::oid(&format!("1.2.840.113549.1.1.{arc}")), der::null()])
    }

    /// Signs: RSA PKCS#1 v1.5 with the digest, or ECDSA (P-256 with SHA-256, P-384 with SHA-384)
    /// as fixed `r || s`, the form of XML signatures (XML-DSig §6.4.3).
    pub fn sign(&self, digest: Digest, message: &[u8]) -> Vec<u8> {
        let key = match &self.kind {
            Kind::P256(key) | Kind::P384(key) => {
                assert_eq!(digest, self.own_digest());
                return key.sign(&SystemRandom::new(), message).unwrap().as_ref().to_vec();
            }
            Kind::Rsa(key) => key,
        };
        let encoding: &'static dyn RsaEncoding = match digest {
            Digest::Sha1 => return self.sign_sha1(message),
            Digest::Sha256 => &signature::RSA_PKCS1_SHA256,
            Digest::Sha384 => &signature::RSA_PKCS1_SHA384,
            Digest::Sha512 => &signature::RSA_PKCS1_SHA512,
        };
        let mut value = vec![0; key.public_modulus_len()];
        key.sign(encoding, &SystemRandom::new(), message, &mut value).unwrap();
        value
    }

    /// Signs as CMS, certificates and OCSP want it: ECDSA as DER `SEQUENCE { r, s }`.
    pub fn sign_der(&self, digest: Digest, message: &[u8]) -> Vec<u8> {
        let value = self.sign(digest, message);
        if !self.is_elliptic() {
            return value;
        }
        let (r, s) = value.split_at(value.len() / 2);
        der::sequence([der::unsigned(r), der::unsigned(s)])
    }

    /// RSA with SHA-1 for the vectors that must be refused: aws-lc-rs does not make these.
    fn sign_sha1(&self, message: &[u8]) -> Vec<u8> {
        let key = rsa::RsaPrivateKey::from_pkcs8_der(&self.pkcs8).unwrap();
        let info = der::sequence([
            Digest::Sha1.algorithm_identifier(),
            der::octet_string(&Digest::Sha1.of(message)),
        ]);
        key.sign(rsa::Pkcs1v15Sign::new_unprefixed(), &info).unwrap()
    }
}

/// Hands out keys by name; the same name gives the same key.
pub struct KeyStore {
    fresh: bool,
    keys: Arc<Keys>,
}

type Keys = Mutex<BTreeMap<String, Arc<SigningKey>>>;

/// The committed keys that were read already: reading one takes longer than signing with it.
static READ: LazyLock<Arc<Keys>> = LazyLock::new(Arc::default);

/// The names and PKCS#8 forms of the committed keys. These are test keys, public on purpose.
const COMMITTED: [(&str, &[u8]); 14] = [
    ("root", include_bytes!("../../../test-vectors/keys/root.pk8")),
    ("sign-ca", include_bytes!("../../../test-vectors/keys/sign-ca.pk8")),
    ("auth-ca", include_bytes!("../../../test-vectors/keys/auth-ca.pk8")),
    ("tsa-root", include_bytes!("../../../test-vectors/keys/tsa-root.pk8")),
    ("tsa", include_bytes!("../../../test-vectors/keys/tsa.pk8")),
    ("doctor", include_bytes!("../../../test-vectors/keys/doctor.pk8")),
    ("pharmacist", include_bytes!("../../../test-vectors/keys/pharmacist.pk8")),
    ("other", include_bytes!("../../../test-vectors/keys/other.pk8")),
    ("forged-root", include_bytes!("../../../test-vectors/keys/forged-root.pk8")),
    ("forged-ca", include_bytes!("../../../test-vectors/keys/forged-ca.pk8")),
    ("forged-tsa-root", include_bytes!("../../../test-vectors/keys/forged-tsa-root.pk8")),
    ("forged-tsa", include_bytes!("../../../test-vectors/keys/forged-tsa.pk8")),
    // Longer ones, which would take seconds to make.
    ("rsa-3072", include_bytes!("../../../test-vectors/keys/rsa-3072.pk8")),
    ("rsa-4096", include_bytes!("../../../test-vectors/keys/rsa-4096.pk8")),
];

impl KeyStore {
    /// Makes a fresh RSA-2048 key for each new name.
    pub fn fresh() -> Self {
        Self { fresh: true, keys: Arc::default() }
    }

    /// Knows the committed keys only.
    pub fn committed() -> Self {
        Self { fresh: false, keys: Arc::clone(&READ) }
    }

    /// The key of this name.
    ///
    /// # Panics
    /// If the store is of committed keys and has none of this name.
    pub fn key(&self, name: &str) -> Arc<SigningKey> {
        let mut keys = self.keys.lock().unwrap();
        let make = || {
            if self.fresh {
                return Arc::new(SigningKey::generate_rsa());
            }
            let found = COMMITTED.iter().find(|(known, _)| *known == name);
            let (_, pkcs8) = found.unwrap_or_else(|| panic!("no committed key {name}"));
            Arc::new(SigningKey::from_rsa_pkcs8(pkcs8))
        };
        Arc::clone(keys.entry(name.to_owned()).or_insert_with(make))
    }
}
