//! Signature algorithms and their identifiers in X.509, CMS and XML.

use super::DigestAlgorithm;
use crate::Oid;
use crate::der::{self, DerError, Reader, tag};
use shohosen_report::excerpt;
use std::fmt;

const RSA_ENCRYPTION: Oid = Oid::from_arcs(&[1, 2, 840, 113_549, 1, 1, 1]);
const RSASSA_PSS: Oid = Oid::from_arcs(&[1, 2, 840, 113_549, 1, 1, 10]);
const MGF1: Oid = Oid::from_arcs(&[1, 2, 840, 113_549, 1, 1, 8]);
const EC_PUBLIC_KEY: Oid = Oid::from_arcs(&[1, 2, 840, 10045, 2, 1]);

/// Identifier by digest: PKCS#1 v1.5 in X.509.
const RSA_PKCS1: [(Oid, DigestAlgorithm); 4] = [
    (Oid::from_arcs(&[1, 2, 840, 113_549, 1, 1, 11]), DigestAlgorithm::Sha256),
    (Oid::from_arcs(&[1, 2, 840, 113_549, 1, 1, 12]), DigestAlgorithm::Sha384),
    (Oid::from_arcs(&[1, 2, 840, 113_549, 1, 1, 13]), DigestAlgorithm::Sha512),
    (Oid::from_arcs(&[1, 2, 840, 113_549, 1, 1, 5]), DigestAlgorithm::Sha1),
];

/// Identifier by digest: ECDSA in X.509 (RFC 5758 §3.2).
const ECDSA: [(Oid, DigestAlgorithm); 4] = [
    (Oid::from_arcs(&[1, 2, 840, 10045, 4, 3, 2]), DigestAlgorithm::Sha256),
    (Oid::from_arcs(&[1, 2, 840, 10045, 4, 3, 3]), DigestAlgorithm::Sha384),
    (Oid::from_arcs(&[1, 2, 840, 10045, 4, 3, 4]), DigestAlgorithm::Sha512),
    (Oid::from_arcs(&[1, 2, 840, 10045, 4, 1]), DigestAlgorithm::Sha1),
];

/// Identifiers of algorithms that are recognised only to refuse them by name.
const REFUSED_X509: [(&str, &str); 8] = [
    ("1.2.840.10040.4.1", "DSA"),
    ("1.2.840.10040.4.3", "DSA with SHA-1"),
    ("2.16.840.1.101.3.4.3.2", "DSA with SHA-256"),
    ("1.2.840.113549.1.1.2", "RSA with MD2"),
    ("1.2.840.113549.1.1.4", "RSA with MD5"),
    ("1.2.840.113549.1.1.14", "RSA with SHA-224"),
    ("1.3.101.112", "Ed25519"),
    ("1.3.101.113", "Ed448"),
];

/// Identifiers of XML Signature and RFC 9231.
const XML: [(&str, SignatureAlgorithm); 11] = {
    use DigestAlgorithm::{Sha1, Sha256, Sha384, Sha512};
    use SignatureAlgorithm::{Ecdsa, RsaPkcs1};
    [
        ("http://www.w3.org/2001/04/xmldsig-more#rsa-sha256", RsaPkcs1(Sha256)),
        ("http://www.w3.org/2001/04/xmldsig-more#rsa-sha384", RsaPkcs1(Sha384)),
        ("http://www.w3.org/2001/04/xmldsig-more#rsa-sha512", RsaPkcs1(Sha512)),
        ("http://www.w3.org/2000/09/xmldsig#rsa-sha1", RsaPkcs1(Sha1)),
        ("http://www.w3.org/2007/05/xmldsig-more#sha256-rsa-MGF1", SignatureAlgorithm::pss(Sha256)),
        ("http://www.w3.org/2007/05/xmldsig-more#sha384-rsa-MGF1", SignatureAlgorithm::pss(Sha384)),
        ("http://www.w3.org/2007/05/xmldsig-more#sha512-rsa-MGF1", SignatureAlgorithm::pss(Sha512)),
        ("http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256", Ecdsa(Sha256)),
        ("http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha384", Ecdsa(Sha384)),
        ("http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha512", Ecdsa(Sha512)),
        ("http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha1", Ecdsa(Sha1)),
    ]
};

/// XML identifiers that are recognised only to refuse them by name.
const REFUSED_XML: [(&str, &str); 9] = [
    ("http://www.w3.org/2000/09/xmldsig#hmac-sha1", "HMAC-SHA1"),
    ("http://www.w3.org/2001/04/xmldsig-more#hmac-sha256", "HMAC-SHA256"),
    ("http://www.w3.org/2001/04/xmldsig-more#hmac-sha384", "HMAC-SHA384"),
    ("http://www.w3.org/2001/04/xmldsig-more#hmac-sha512", "HMAC-SHA512"),
    ("http://www.w3.org/2000/09/xmldsig#dsa-sha1", "DSA with SHA-1"),
    ("http://www.w3.org/2009/xmldsig11#dsa-sha256", "DSA with SHA-256"),
    ("http://www.w3.org/2001/04/xmldsig-more#rsa-md5", "RSA with MD5"),
    ("http://www.w3.org/2001/04/xmldsig-more#rsa-sha224", "RSA with SHA-224"),
    ("http://www.w3.org/2001/04/xmldsig-more#rsa-ripemd160", "RSA with RIPEMD-160"),
];

/// An algorithm that is not implemented: it is refused, by name where it is known.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("unsupported algorithm {identifier}{}", self.name.map(|n| format!(" ({n})")).unwrap_or_default())]
pub struct UnsupportedAlgorithm {
    /// The object identifier or URI, cut at 200 characters.
    pub identifier: String,
    /// Its name, where it is a well-known one.
    pub name: Option<&'static str>,
}

impl UnsupportedAlgorithm {
    fn oid(oid: &Oid) -> Self {
        let identifier = oid.to_string();
        let name = REFUSED_X509.iter().find(|(id, _)| *id == identifier).map(|(_, name)| *name);
        Self { identifier, name }
    }

    fn parameters(oid: &Oid, problem: &'static str) -> Self {
        Self { identifier: oid.to_string(), name: Some(problem) }
    }
}

/// A signature algorithm with its digest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum SignatureAlgorithm {
    /// RSASSA-PKCS1-v1_5 (RFC 8017 §8.2).
    RsaPkcs1(DigestAlgorithm),
    /// RSASSA-PSS (RFC 8017 §8.1) with MGF1 over the same digest.
    RsaPss {
        /// Of the message and of MGF1.
        digest: DigestAlgorithm,
        /// Octets of salt; in XML as many as the digest has.
        salt_length: u32,
    },
    /// ECDSA (FIPS 186-4) over the curve of the key.
    Ecdsa(DigestAlgorithm),
}

impl SignatureAlgorithm {
    /// RSASSA-PSS with a salt as long as the digest.
    pub const fn pss(digest: DigestAlgorithm) -> Self {
        Self::RsaPss { digest, salt_length: digest.length() as u32 }
    }

    /// The digest of the message.
    pub const fn digest(self) -> DigestAlgorithm {
        match self {
            Self::RsaPkcs1(digest) | Self::RsaPss { digest, .. } | Self::Ecdsa(digest) => digest,
        }
    }

    /// From the DER of an X.509 `AlgorithmIdentifier` (RFC 4055, RFC 5758).
    ///
    /// # Errors
    /// If it is not DER, not implemented, or has parameters that its definition does not allow.
    /// RSASSA-PSS with different digests for message and MGF1 is not implemented.
    pub fn from_x509(algorithm_identifier: &[u8]) -> Result<Self, UnsupportedAlgorithm> {
        let (oid, parameters) = read_identifier(algorithm_identifier)?;
        let find = |table: &[(Oid, DigestAlgorithm)]| {
            table.iter().find(|(id, _)| *id == oid).map(|(_, digest)| *digest)
        };
        if let Some(digest) = find(&RSA_PKCS1) {
            // NULL is demanded (RFC 4055 §5); left out it means the same.
            return if parameters.is_empty() || parameters == [tag::NULL, 0] {
                Ok(Self::RsaPkcs1(digest))
            } else {
                Err(UnsupportedAlgorithm::parameters(&oid, "parameters are not NULL"))
            };
        }
        if let Some(digest) = find(&ECDSA) {
            return if parameters.is_empty() {
                Ok(Self::Ecdsa(digest))
            } else {
                Err(UnsupportedAlgorithm::parameters(&oid, "ECDSA with parameters"))
            };
        }
        if oid == RSASSA_PSS {
            return read_pss(parameters)
                .map_err(|_| UnsupportedAlgorithm::parameters(&oid, "RSASSA-PSS parameters"));
        }
        Err(UnsupportedAlgorithm::oid(&oid))
    }

    /// From the DER of the `signatureAlgorithm` of a CMS SignerInfo, which may name only the
    /// kind of key (`rsaEncryption`, `id-ecPublicKey`) and leave the digest to `digestAlgorithm`
    /// (RFC 3370 §3.2).
    ///
    /// # Errors
    /// As [`from_x509`](Self::from_x509).
    pub fn from_cms(
        algorithm_identifier: &[u8],
        digest: DigestAlgorithm,
    ) -> Result<Self, UnsupportedAlgorithm> {
        let (oid, _) = read_identifier(algorithm_identifier)?;
        match oid {
            RSA_ENCRYPTION => Ok(Self::RsaPkcs1(digest)),
            EC_PUBLIC_KEY => Ok(Self::Ecdsa(digest)),
            _ => Self::from_x509(algorithm_identifier),
        }
    }

    /// From `ds:SignatureMethod/@Algorithm`.
    ///
    /// # Errors
    /// If it is not implemented; HMAC, DSA and the like are named.
    pub fn from_xml_uri(uri: &str) -> Result<Self, UnsupportedAlgorithm> {
        XML.iter().find(|(id, _)| *id == uri).map(|(_, algorithm)| *algorithm).ok_or_else(|| {
            UnsupportedAlgorithm {
                identifier: excerpt(uri, 200).to_owned(),
                name: REFUSED_XML.iter().find(|(id, _)| *id == uri).map(|(_, name)| *name),
            }
        })
    }

    /// Its identifier in XML; `None` for PSS with another salt length than XML has.
    pub fn xml_uri(self) -> Option<&'static str> {
        XML.iter().find(|(_, algorithm)| *algorithm == self).map(|(uri, _)| *uri)
    }
}

impl fmt::Display for SignatureAlgorithm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::RsaPkcs1(digest) => write!(f, "RSA PKCS#1 v1.5 with {digest}"),
            Self::RsaPss { digest, salt_length } => {
                write!(f, "RSA-PSS with {digest}, salt of {salt_length} octets")
            }
            Self::Ecdsa(digest) => write!(f, "ECDSA with {digest}"),
        }
    }
}

/// The identifier and its encoded parameters.
fn read_identifier(octets: &[u8]) -> Result<(Oid, &[u8]), UnsupportedAlgorithm> {
    let read = || -> Result<_, DerError> {
        let mut reader = der::single_sequence(octets)?;
        Ok((reader.oid()?, reader.rest()))
    };
    read().map_err(|_| UnsupportedAlgorithm {
        identifier: "?".into(),
        name: Some("AlgorithmIdentifier that is not DER"),
    })
}

/// `RSASSA-PSS-params` (RFC 4055 §3.1); each field has SHA-1 as its default.
pub(super) fn read_pss(parameters: &[u8]) -> Result<SignatureAlgorithm, DerError> {
    const ERROR: DerError = DerError::Value("RSASSA-PSS-params");
    let digest = |reader: &mut Reader<'_>| -> Result<DigestAlgorithm, DerError> {
        let mut algorithm = reader.sequence()?;
        let oid = algorithm.oid()?;
        match algorithm.rest() {
            [] | [tag::NULL, 0] => DigestAlgorithm::from_oid(&oid).map_err(|_| ERROR),
            _ => Err(ERROR),
        }
    };
    let mut reader = der::single_sequence(parameters)?;
    let mut hash = DigestAlgorithm::Sha1;
    if let Some(field) = reader.optional(tag::context_constructed(0))? {
        let mut field = field.reader();
        hash = digest(&mut field)?;
        field.finish()?;
    }
    let mut mgf_hash = DigestAlgorithm::Sha1;
    if let Some(field) = reader.optional(tag::context_constructed(1))? {
        let mut mgf = der::single_sequence(field.contents)?;
        if mgf.oid()? != MGF1 {
            return Err(ERROR);
        }
        mgf_hash = digest(&mut mgf)?;
        mgf.finish()?;
    }
    let mut salt_length = 20;
    if let Some(field) = reader.optional(tag::context_constructed(2))? {
        let mut field = field.reader();
        salt_length = der::small_unsigned(field.expect(tag::INTEGER)?.contents)?;
        field.finish()?;
    }
    if let Some(field) = reader.optional(tag::context_constructed(3))? {
        let mut field = field.reader();
        if der::small_unsigned(field.expect(tag::INTEGER)?.contents)? != 1 {
            return Err(ERROR);
        }
        field.finish()?;
    }
    reader.finish()?;
    if hash != mgf_hash || salt_length > 512 {
        return Err(ERROR);
    }
    Ok(SignatureAlgorithm::RsaPss { digest: hash, salt_length })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_implemented_is_refused_by_name() {
        let error =
            SignatureAlgorithm::from_xml_uri("http://www.w3.org/2001/04/xmldsig-more#hmac-sha256");
        assert_eq!(error.unwrap_err().name, Some("HMAC-SHA256"));
        // dsa-with-sha1: 1.2.840.10040.4.3
        let dsa = [0x30, 0x09, 0x06, 0x07, 0x2a, 0x86, 0x48, 0xce, 0x38, 0x04, 0x03];
        assert_eq!(SignatureAlgorithm::from_x509(&dsa).unwrap_err().name, Some("DSA with SHA-1"));
        assert!(SignatureAlgorithm::from_xml_uri("").is_err());
        assert!(SignatureAlgorithm::from_x509(&[]).is_err());
    }

    #[test]
    fn reads_the_identifier_that_hpki_certificates_carry() {
        // sha256WithRSAEncryption with NULL
        let rsa = [0x30, 0x0d, 0x06, 9, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 1, 0x0b, 5, 0];
        let expected = SignatureAlgorithm::RsaPkcs1(DigestAlgorithm::Sha256);
        assert_eq!(SignatureAlgorithm::from_x509(&rsa), Ok(expected));
        let uri = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256";
        assert_eq!(SignatureAlgorithm::from_xml_uri(uri), Ok(expected));
        assert_eq!(expected.xml_uri(), Some(uri));
        // rsaEncryption, as many CMS signers write
        let key = [0x30, 0x0d, 0x06, 9, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 1, 1, 5, 0];
        assert!(SignatureAlgorithm::from_x509(&key).is_err());
        assert_eq!(SignatureAlgorithm::from_cms(&key, DigestAlgorithm::Sha256), Ok(expected));
    }
}
