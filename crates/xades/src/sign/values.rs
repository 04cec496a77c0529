//! Which certificates and which revocation information a verifier needs later.

use super::text::wrapped_base64;
use super::{ExtendError, RevocationMaterial, RevocationSource};
use crate::facts::ValidationData;
use crate::policy::{Policy, Trust};
use shohosen_pki::{
    Certificate, CertificateList, OcspResponse, RevocationStatus, SignatureCache, TimeBasis,
    TrustMaterial, TrustRequest, TrustRole, TrustStore, WorkBudget,
};
use shohosen_report::{Finding, Time, codes};

/// Certificates and revocation information to be put into a document.
#[derive(Clone, Debug, Default)]
pub struct ValidationValues {
    /// The certificates.
    pub certificates: Vec<Certificate>,
    /// The revocation lists.
    pub crls: Vec<CertificateList>,
    /// The OCSP responses.
    pub ocsp_responses: Vec<OcspResponse>,
}

/// For which certificate values are collected, and from where.
#[derive(Clone, Copy)]
pub struct ValuesRequest<'v> {
    /// The certificate.
    pub certificate: &'v Certificate,
    /// Whose anchors it must lead to.
    pub anchors: &'v TrustStore,
    /// Certificates that may be issuers (of the signature, of a token).
    pub candidates: &'v [Certificate],
    /// What stands in the document already. It is used, and not collected again.
    pub present: &'v ValidationData,
    /// As what it is to be trusted.
    pub role: TrustRole,
    /// The time at which the certificate will be judged: values have to be current then.
    pub at: Time,
    /// The time of verification.
    pub verified_at: Time,
    /// Where revocation information comes from, beside `trust`.
    pub source: &'v dyn RevocationSource,
    /// Certificates and revocation information at hand.
    pub trust: &'v Trust,
    /// What is demanded of paths and revocation information.
    pub policy: &'v Policy,
    /// What was verified before.
    pub cache: &'v SignatureCache,
    /// The work that is still allowed for the document.
    pub budget: &'v WorkBudget,
}

/// What was collected.
#[derive(Clone, Debug)]
pub struct CollectedValues {
    /// The issuers up to the anchor, and for each certificate of the path but the anchor the one
    /// piece of information that shows it was not revoked. The certificate itself is not in it,
    /// nor what stands in the document already.
    pub values: ValidationValues,
    /// A finding for each certificate about which nothing usable was found.
    pub missing: Vec<Finding>,
}

impl ValuesRequest<'_> {
    /// Finds the path and selects what a verifier needs for it.
    ///
    /// # Errors
    /// If there is no valid path to an anchor, if a certificate of it is revoked, or if the
    /// source failed and what it did not give is missing.
    pub fn collect(&self) -> Result<CollectedValues, ExtendError> {
        let from_source = self.source.certificates()?;
        let candidates = |certificates| TrustMaterial { certificates, ..TrustMaterial::default() };
        let at_hand = [
            candidates(self.candidates),
            self.present.material(),
            self.trust.material(),
            candidates(&from_source),
        ];
        let settings = self.policy.revocation_settings();
        let mut request = TrustRequest {
            certificate: self.certificate,
            role: self.role,
            anchors: self.anchors,
            material: &at_hand,
            at: self.at,
            basis: TimeBasis::Proven,
            verified_at: self.verified_at,
            settings: &settings,
            cache: self.cache,
            budget: self.budget,
        };
        let no_path = |findings| ExtendError::Values(findings);
        let path =
            request.find_path().map_err(|failure| no_path(failure.findings(TimeBasis::Proven)))?;
        // Whether what is at hand suffices without it is found out below.
        let material =
            self.source.revocation_for(&path.certificates, self.at).unwrap_or_else(|error| {
                RevocationMaterial {
                    failures: vec![error.finding().clone()],
                    ..RevocationMaterial::EMPTY
                }
            });
        let present = self.present;
        let crls = present.crls.iter().chain(&material.crls).chain(&self.trust.crls);
        let crls: Vec<_> = crls.cloned().collect();
        let responses = present.ocsp_responses.iter().chain(&material.ocsp_responses);
        let responses = responses.chain(&self.trust.ocsp_responses);
        let ocsp_responses: Vec<_> = responses.cloned().collect();
        let with_material = [
            candidates(self.candidates),
            present.material(),
            self.trust.material(),
            TrustMaterial {
                certificates: &material.certificates,
                crls: &material.crls,
                ocsp_responses: &material.ocsp_responses,
            },
            candidates(&from_source),
        ];
        request.material = &with_material;
        let assessment = request.assess();
        let path =
            assessment.path().map_err(|failure| no_path(failure.findings(TimeBasis::Proven)))?;

        let issuers = path.certificates.iter().skip(1).chain(std::iter::once(&path.anchor));
        let mut values = ValidationValues {
            certificates: issuers.filter(|c| *c != self.certificate).cloned().collect(),
            ..ValidationValues::default()
        };
        let mut missing = Vec::new();
        for (certificate, fact) in path.certificates.iter().zip(assessment.revocation()) {
            let about = |code: shohosen_report::Code| {
                let subject = certificate.subject().redacted().clone();
                code.finding().with("subject", subject).with("at", self.at)
            };
            match &fact.status {
                RevocationStatus::TrustAnchor => {}
                RevocationStatus::Good { source, .. }
                | RevocationStatus::RevokedAfterToken { source, .. } => {
                    let crl = crls.iter().find(|crl| *crl.sha256() == source.sha256);
                    let response = ocsp_responses.iter().find(|r| *r.sha256() == source.sha256);
                    values.crls.extend(crl.cloned());
                    if let Some(response) = response {
                        values.ocsp_responses.push(response.clone());
                        values.certificates.extend(material.certificates.iter().cloned());
                    }
                }
                RevocationStatus::Revoked { revoked_at, .. } => {
                    let finding = about(codes::signing::CERTIFICATE_REVOKED);
                    return Err(ExtendError::Values(vec![finding.with("revoked_at", *revoked_at)]));
                }
                RevocationStatus::Unknown { .. } => {
                    missing.push(about(codes::signing::REVOCATION_NOT_FOUND));
                }
            }
        }
        if !missing.is_empty() && !material.failures.is_empty() {
            missing.extend(material.failures);
            return Err(ExtendError::Values(missing));
        }
        values.deduplicate();
        Ok(CollectedValues { values: values.without(self.present), missing })
    }
}

impl ValidationValues {
    /// Whether there is nothing in it.
    pub fn is_empty(&self) -> bool {
        self.certificates.is_empty() && self.crls.is_empty() && self.ocsp_responses.is_empty()
    }

    /// Without what stands in the document already.
    fn without(mut self, present: &ValidationData) -> Self {
        self.certificates.retain(|each| !present.certificates.contains(each));
        let crl = |each: &CertificateList| present.crls.iter().any(|c| c.sha256() == each.sha256());
        self.crls.retain(|each| !crl(each));
        let known = &present.ocsp_responses;
        self.ocsp_responses.retain(|each| !known.iter().any(|r| r.sha256() == each.sha256()));
        self
    }

    fn deduplicate(&mut self) {
        fn once<T>(list: &mut Vec<T>, key: impl Fn(&T) -> [u8; 32]) {
            let mut seen = Vec::new();
            list.retain(|each| {
                let key = key(each);
                let new = !seen.contains(&key);
                seen.push(key);
                new
            });
        }
        once(&mut self.certificates, |certificate| *certificate.sha256());
        once(&mut self.crls, |crl| *crl.sha256());
        once(&mut self.ocsp_responses, |response| *response.sha256());
    }

    /// `CertificateValues` and `RevocationValues` (XAdES §7.6.1, §7.6.2), each only if it holds
    /// something.
    pub(super) fn write(&self, prefix: &str, stem: &str) -> String {
        let encapsulated = |name: &str, octets: &[u8]| {
            format!("<{prefix}{name}>{}</{prefix}{name}>", wrapped_base64(octets))
        };
        let mut text = String::new();
        if !self.certificates.is_empty() {
            let list: String = self
                .certificates
                .iter()
                .map(|each| encapsulated("EncapsulatedX509Certificate", each.der()))
                .collect();
            text += &format!(
                "<{prefix}CertificateValues Id=\"{stem}-CertificateValues\">{list}\
                 </{prefix}CertificateValues>"
            );
        }
        let container = |name: &str, list: String| match list.as_str() {
            "" => String::new(),
            list => format!("<{prefix}{name}>{list}</{prefix}{name}>"),
        };
        let crls =
            self.crls.iter().map(|each| encapsulated("EncapsulatedCRLValue", each.der())).collect();
        let ocsp = self
            .ocsp_responses
            .iter()
            .map(|each| encapsulated("EncapsulatedOCSPValue", each.der()))
            .collect();
        let values = container("CRLValues", crls) + &container("OCSPValues", ocsp);
        if !values.is_empty() {
            text += &format!(
                "<{prefix}RevocationValues Id=\"{stem}-RevocationValues\">{values}\
                 </{prefix}RevocationValues>"
            );
        }
        text
    }
}
