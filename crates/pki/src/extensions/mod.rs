//! The extensions of certificates (RFC 5280 §4.2), read once when a certificate is read.

mod constraints;
mod distribution_points;
mod identifiers;
mod policies;
mod usage;

pub use constraints::{BasicConstraints, NameConstraints};
pub use distribution_points::{DistributionPoint, DistributionPointName, RevocationReasons};
pub use identifiers::AuthorityKeyIdentifier;
pub use policies::{CertificatePolicies, PolicyConstraints, PolicyMapping};
pub use usage::{ExtendedKeyUsage, KeyUsage};

use crate::certificate::CertificateError;
use crate::der::DerError;
use crate::{GeneralName, Oid};

/// Object identifiers of extensions.
pub mod oid {
    use crate::Oid;

    /// subjectDirectoryAttributes, where HPKI has hcRole
    pub const SUBJECT_DIRECTORY_ATTRIBUTES: Oid = Oid::from_arcs(&[2, 5, 29, 9]);
    /// subjectKeyIdentifier
    pub const SUBJECT_KEY_IDENTIFIER: Oid = Oid::from_arcs(&[2, 5, 29, 14]);
    /// keyUsage
    pub const KEY_USAGE: Oid = Oid::from_arcs(&[2, 5, 29, 15]);
    /// subjectAltName
    pub const SUBJECT_ALT_NAME: Oid = Oid::from_arcs(&[2, 5, 29, 17]);
    /// basicConstraints
    pub const BASIC_CONSTRAINTS: Oid = Oid::from_arcs(&[2, 5, 29, 19]);
    /// nameConstraints
    pub const NAME_CONSTRAINTS: Oid = Oid::from_arcs(&[2, 5, 29, 30]);
    /// cRLDistributionPoints
    pub const CRL_DISTRIBUTION_POINTS: Oid = Oid::from_arcs(&[2, 5, 29, 31]);
    /// certificatePolicies
    pub const CERTIFICATE_POLICIES: Oid = Oid::from_arcs(&[2, 5, 29, 32]);
    /// anyPolicy
    pub const ANY_POLICY: Oid = Oid::from_arcs(&[2, 5, 29, 32, 0]);
    /// policyMappings
    pub const POLICY_MAPPINGS: Oid = Oid::from_arcs(&[2, 5, 29, 33]);
    /// authorityKeyIdentifier
    pub const AUTHORITY_KEY_IDENTIFIER: Oid = Oid::from_arcs(&[2, 5, 29, 35]);
    /// policyConstraints
    pub const POLICY_CONSTRAINTS: Oid = Oid::from_arcs(&[2, 5, 29, 36]);
    /// extKeyUsage
    pub const EXTENDED_KEY_USAGE: Oid = Oid::from_arcs(&[2, 5, 29, 37]);
    /// inhibitAnyPolicy
    pub const INHIBIT_ANY_POLICY: Oid = Oid::from_arcs(&[2, 5, 29, 54]);
    /// id-pkix-ocsp-nocheck (RFC 6960 §4.2.2.2.1)
    pub const OCSP_NO_CHECK: Oid = Oid::from_arcs(&[1, 3, 6, 1, 5, 5, 7, 48, 1, 5]);
    /// id-kp-documentSigning (RFC 9336)
    pub const DOCUMENT_SIGNING: Oid = Oid::from_arcs(&[1, 3, 6, 1, 5, 5, 7, 3, 36]);
    /// Microsoft's purpose for signing documents, which is older than RFC 9336
    pub const MICROSOFT_DOCUMENT_SIGNING: Oid = Oid::from_arcs(&[1, 3, 6, 1, 4, 1, 311, 10, 3, 12]);
    /// id-kp-timeStamping
    pub const TIME_STAMPING: Oid = Oid::from_arcs(&[1, 3, 6, 1, 5, 5, 7, 3, 8]);
    /// id-kp-OCSPSigning
    pub const OCSP_SIGNING: Oid = Oid::from_arcs(&[1, 3, 6, 1, 5, 5, 7, 3, 9]);
    /// anyExtendedKeyUsage
    pub const ANY_EXTENDED_KEY_USAGE: Oid = Oid::from_arcs(&[2, 5, 29, 37, 0]);
}

/// What the extensions say that path validation knows. Unknown ones are kept by the certificate
/// as raw values.
#[derive(Clone, Debug, Default)]
pub struct Extensions {
    /// keyUsage.
    pub key_usage: Option<KeyUsage>,
    /// extKeyUsage.
    pub extended_key_usage: Option<ExtendedKeyUsage>,
    /// basicConstraints.
    pub basic_constraints: Option<BasicConstraints>,
    /// certificatePolicies.
    pub policies: Option<CertificatePolicies>,
    /// policyMappings.
    pub policy_mappings: Vec<PolicyMapping>,
    /// policyConstraints.
    pub policy_constraints: PolicyConstraints,
    /// inhibitAnyPolicy: skipCerts.
    pub inhibit_any_policy: Option<u32>,
    /// nameConstraints.
    pub name_constraints: Option<NameConstraints>,
    /// subjectAltName; in HPKI the Japanese name as a directory name.
    pub subject_alt_names: Vec<GeneralName>,
    /// subjectKeyIdentifier.
    pub subject_key_identifier: Option<Box<[u8]>>,
    /// authorityKeyIdentifier.
    pub authority_key_identifier: Option<AuthorityKeyIdentifier>,
    /// cRLDistributionPoints.
    pub crl_distribution_points: Vec<DistributionPoint>,
}

impl Extensions {
    /// Takes in one extension if it is one that path validation knows.
    pub(crate) fn read(
        &mut self,
        oid: &Oid,
        critical: bool,
        value: &[u8],
    ) -> Result<(), CertificateError> {
        self.read_value(oid, critical, value)
            .map_err(|problem| CertificateError::Extension { oid: *oid, problem })
    }

    fn read_value(&mut self, oid: &Oid, critical: bool, value: &[u8]) -> Result<(), DerError> {
        // All extensions of RFC 5280 lie below 2.5.29, told apart by the third octet.
        let [0x55, 0x1d, number] = oid.content() else { return Ok(()) };
        match number {
            14 => self.subject_key_identifier = Some(identifiers::subject_key(value)?),
            15 => self.key_usage = Some(KeyUsage::read(value)?),
            17 => {
                self.subject_alt_names =
                    GeneralName::read_all(crate::der::single_sequence(value)?)?;
            }
            19 => self.basic_constraints = Some(BasicConstraints::read(value)?),
            30 => self.name_constraints = Some(NameConstraints::read(value)?),
            31 => self.crl_distribution_points = DistributionPoint::read_all(value)?,
            32 => self.policies = Some(CertificatePolicies::read(value, critical)?),
            33 => self.policy_mappings = PolicyMapping::read_all(value)?,
            35 => self.authority_key_identifier = Some(AuthorityKeyIdentifier::read(value)?),
            36 => self.policy_constraints = PolicyConstraints::read(value)?,
            37 => self.extended_key_usage = Some(ExtendedKeyUsage::read(value, critical)?),
            54 => self.inhibit_any_policy = Some(policies::inhibit_any_policy(value)?),
            _ => {}
        }
        Ok(())
    }
}

/// Whether path validation acts on this extension, so that it may be critical. Distribution
/// points are acted on by revocation checking.
pub(crate) fn is_processed(oid: &Oid) -> bool {
    matches!(oid.content(), [0x55, 0x1d, 14 | 15 | 17 | 19 | 30 | 31 | 32 | 33 | 35 | 36 | 37 | 54])
}
