//! Setting up a verifier.

use super::{Verifier, VerifierSettings};
use shohosen_pki::{
    Certificate, CertificateList, OcspResponse, TrustAnchor, TrustStore, WorkLimits,
};
use shohosen_xades::Policy;

/// Sets up a [`Verifier`].
///
/// ```
/// let verifier = shohosen::Verifier::builder().allow_test_certificates(true).build();
/// assert_eq!(verifier.settings().trust.signers.anchors().len(), 1, "the national root");
/// ```
#[must_use]
pub struct VerifierBuilder(VerifierSettings);

impl Default for VerifierBuilder {
    fn default() -> Self {
        Self(VerifierSettings::with_mhlw_root())
    }
}

impl VerifierBuilder {
    /// Trusts this anchor for signers, beside the MHLW HPKI Root CA V2.
    pub fn anchor(mut self, anchor: TrustAnchor) -> Self {
        self.0.trust.signers.add(anchor);
        self
    }

    /// Trusts exactly these anchors for signers, without the MHLW HPKI Root CA V2.
    pub fn only_anchors(mut self, anchors: TrustStore) -> Self {
        self.0.trust.signers = anchors;
        self
    }

    /// Trusts this anchor for time-stamps.
    pub fn tsa_anchor(mut self, anchor: TrustAnchor) -> Self {
        self.0.trust.time_stamp_authorities.add(anchor);
        self
    }

    /// Adds a certificate that may be needed for a path; it is not trusted for being here.
    pub fn intermediate(mut self, certificate: Certificate) -> Self {
        self.0.trust.certificates.push(certificate);
        self
    }

    /// Adds a revocation list.
    pub fn crl(mut self, crl: CertificateList) -> Self {
        self.0.trust.crls.push(crl);
        self
    }

    /// Adds an OCSP response.
    pub fn ocsp_response(mut self, response: OcspResponse) -> Self {
        self.0.trust.ocsp_responses.push(response);
        self
    }

    /// Accepts certificates of the test grade (`…1.5.1.1.0.1`); the report says so.
    pub fn allow_test_certificates(mut self, allow: bool) -> Self {
        self.0.policy.hpki.allow_test_certificates = allow;
        self
    }

    /// Judges under this policy. What was set of the policy before is replaced.
    pub fn policy(mut self, policy: Policy) -> Self {
        self.0.policy = policy;
        self
    }

    /// Judges signed scans of paper prescriptions by their signature.
    pub fn accept_scanned(mut self, accept: bool) -> Self {
        self.0.accept_scanned = accept;
        self
    }

    /// Bounds on the XML.
    pub fn xml_limits(mut self, limits: shohosen_xml::Limits) -> Self {
        self.0.xml_limits = limits;
        self
    }

    /// Bounds on one signature.
    pub fn signature_limits(mut self, limits: shohosen_xades::Limits) -> Self {
        self.0.signature_limits = limits;
        self
    }

    /// Bounds on the work for one document.
    pub fn work_limits(mut self, limits: WorkLimits) -> Self {
        self.0.work_limits = limits;
        self
    }

    /// The verifier.
    #[must_use]
    pub fn build(self) -> Verifier {
        Verifier::new(self.0)
    }
}
