//! Why octets are not a CRL.

use super::MAX_CRL_OCTETS;
use crate::Oid;
use crate::der::DerError;
use shohosen_report::Appearance;

/// Why octets are not a CRL.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum CrlError {
    /// Larger than [`MAX_CRL_OCTETS`].
    #[error("a CRL of {octets} octets is too large (at most {MAX_CRL_OCTETS})")]
    TooLarge {
        /// Its size.
        octets: usize,
    },
    /// Not DER.
    #[error("not a DER CRL: {0}")]
    Der(#[from] DerError),
    /// Neither DER nor PEM text with a CRL.
    #[error("not a CRL: {0}")]
    Pem(String),
    /// A file of another kind, by how it begins.
    #[error("it is {} and no CRL", .0.phrase())]
    SomethingElse(Appearance),
    /// Another number of CRLs than one.
    #[error("expected one CRL, found {0}")]
    Count(usize),
    /// Not the structure of a CRL; says what `x509-parser` found.
    #[error("not an X.509 CRL: {0}")]
    Structure(String),
    /// The algorithm inside the signed part is not the one of the signature (RFC 5280 §5.1.1.2).
    #[error("the signature algorithm inside and outside the signed part differ")]
    AlgorithmsDiffer,
    /// A time that cannot be represented.
    #[error("a date outside the years 0000 to 9999")]
    Date,
    /// An extension that stands twice.
    #[error("the extension {0} appears twice")]
    DuplicateExtension(Oid),
    /// An extension whose value is not what its definition says.
    #[error("the extension {oid} is malformed: {problem}")]
    Extension {
        /// Which one.
        oid: Oid,
        /// What is wrong with it.
        problem: DerError,
    },
}

/// Why nothing that a CRL says can be relied on, although it can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum CrlDefect {
    /// A number or a length of an entry is not in its shortest form (X.690 §8.3.2, §10.1).
    #[error("an entry is not DER: a number or a length is not in its shortest form")]
    NotDer,
    /// certificateIssuer in a CRL that is not indirect (RFC 5280 §5.3.3).
    #[error("an entry names another issuer (certificateIssuer), but the list is not indirect")]
    CertificateIssuer,
}
