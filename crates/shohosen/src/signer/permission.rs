//! What is refused unless it is permitted by name.

use shohosen_report::{Code, codes};
use std::fmt;
use std::str::FromStr;

/// What a [`Signer`](crate::Signer) refuses unless it is told otherwise by this name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Permission {
    /// Signing with a certificate that has expired or is not valid yet.
    CertificateOutsideValidity,
    /// Signing with a certificate of the test grade (policy `…1.5.1.1.0.1`).
    TestCertificate,
    /// Signing with a certificate for authentication (policy `…1.5.1.2.*`, or a key usage
    /// without nonRepudiation).
    AuthenticationCertificate,
    /// Signing with a role that may not sign the document, or with none.
    OtherRole,
    /// Signing records that are not UTF-8 with LF, or do not begin with SJ1 or CJ1.
    OtherPayload,
    /// Dispensing on a prescription that came out INDETERMINATE. One that is INVALID is always
    /// refused.
    IndeterminatePrescription,
}

impl Permission {
    /// Every permission.
    pub const ALL: [Self; 6] = [
        Self::CertificateOutsideValidity,
        Self::TestCertificate,
        Self::AuthenticationCertificate,
        Self::OtherRole,
        Self::OtherPayload,
        Self::IndeterminatePrescription,
    ];

    /// Its name, such as `test-certificate`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::CertificateOutsideValidity => "certificate-outside-validity",
            Self::TestCertificate => "test-certificate",
            Self::AuthenticationCertificate => "authentication-certificate",
            Self::OtherRole => "other-role",
            Self::OtherPayload => "other-payload",
            Self::IndeterminatePrescription => "indeterminate-prescription",
        }
    }

    /// The permission that a finding needs, if one can be given.
    pub(super) fn needed_for(code: Code) -> Option<Self> {
        use codes::{hpki, pki, signing};
        let table: [(Self, &[Code]); 5] = [
            (
                Self::CertificateOutsideValidity,
                &[
                    pki::CERTIFICATE_EXPIRED,
                    pki::CERTIFICATE_EXPIRED_NO_POE,
                    pki::CERTIFICATE_NOT_YET_VALID,
                    pki::CERTIFICATE_NOT_YET_VALID_NO_POE,
                ],
            ),
            (Self::TestCertificate, &[hpki::POLICY_TEST_CERTIFICATE]),
            (
                Self::AuthenticationCertificate,
                &[
                    hpki::POLICY_AUTHENTICATION_CERTIFICATE,
                    hpki::CA_POLICY_NOT_ALLOWED,
                    hpki::KEY_USAGE_NOT_NON_REPUDIATION,
                ],
            ),
            (
                Self::OtherRole,
                &[hpki::ROLE_MISSING, hpki::ROLE_MALFORMED, hpki::ROLE_NOT_AUTHORISED],
            ),
            (
                Self::OtherPayload,
                &[
                    signing::PAYLOAD_NOT_UTF8,
                    signing::PAYLOAD_CARRIAGE_RETURN,
                    signing::PAYLOAD_HEADER,
                ],
            ),
        ];
        table.into_iter().find(|(_, codes)| codes.contains(&code)).map(|(permission, _)| permission)
    }
}

impl fmt::Display for Permission {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

impl FromStr for Permission {
    type Err = String;

    /// From its [`name`](Self::name).
    fn from_str(text: &str) -> Result<Self, String> {
        Self::ALL.into_iter().find(|permission| permission.name() == text).ok_or_else(|| {
            let names: Vec<_> = Self::ALL.iter().map(|permission| permission.name()).collect();
            format!("one of {}", names.join(", "))
        })
    }
}
