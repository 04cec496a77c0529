//! What is demanded of a signature, and who is trusted.

use shohosen_pki::crypto::{AlgorithmLifetime, AlgorithmPolicy};
use shohosen_pki::hpki::HpkiSettings;
use shohosen_pki::timestamp::{Accreditation, ClockTolerance, Sha1Inside, TokenPolicy};
use shohosen_pki::{
    Certificate, CertificateList, Freshness, OcspResponse, PathSettings, RevocationSettings,
    TrustMaterial, TrustStore,
};
use shohosen_report::Level;

/// What is demanded of a signature. The default is the profile of the e-prescription service.
#[derive(Clone, Debug, Default)]
pub struct Policy {
    /// Digest and signature algorithms of the document, of certificates and of time-stamps.
    pub algorithms: AlgorithmPolicy,
    /// Policies, key usage and roles of the signer's certificate.
    pub hpki: HpkiSettings,
    /// How fresh revocation information must be.
    pub revocation_freshness: Freshness,
    /// What to do about SHA-1 inside a time-stamp token.
    pub sha1_inside_time_stamps: Sha1Inside,
    /// How far the clock of a time-stamp authority may be ahead.
    pub clock_tolerance: ClockTolerance,
    /// Until when algorithms may be used, with who says so. None is built in.
    pub lifetimes: Vec<AlgorithmLifetime>,
    /// Which time-stamp services were accredited when, and whether only theirs count.
    pub accreditation: Accreditation,
    /// The least level that is accepted; `None`: any.
    pub required_level: Option<Level>,
}

impl Policy {
    /// What is demanded of a time-stamp token.
    pub fn token_policy(&self) -> TokenPolicy<'_> {
        TokenPolicy { algorithms: &self.algorithms, sha1_inside: self.sha1_inside_time_stamps }
    }

    /// How paths are validated under this policy.
    fn path_settings(&self) -> PathSettings {
        PathSettings { algorithms: self.algorithms.clone(), ..PathSettings::default() }
    }

    /// How revocation is checked under this policy.
    pub fn revocation_settings(&self) -> RevocationSettings {
        RevocationSettings { freshness: self.revocation_freshness, path: self.path_settings() }
    }
}

/// Who is trusted, and what is known beside the document. Signers and time-stamp authorities are
/// kept apart: neither vouches for the other.
#[derive(Clone, Debug, Default)]
pub struct Trust {
    /// The anchors for signers.
    pub signers: TrustStore,
    /// The anchors for time-stamp authorities.
    pub time_stamp_authorities: TrustStore,
    /// Certificates that may be needed for a path. They are not trusted for being here.
    pub certificates: Vec<Certificate>,
    /// Revocation lists beside those in the document.
    pub crls: Vec<CertificateList>,
    /// OCSP responses beside those in the document.
    pub ocsp_responses: Vec<OcspResponse>,
}

impl Trust {
    /// What of it may be needed to trust a certificate.
    pub fn material(&self) -> TrustMaterial<'_> {
        TrustMaterial {
            certificates: &self.certificates,
            crls: &self.crls,
            ocsp_responses: &self.ocsp_responses,
        }
    }
}
