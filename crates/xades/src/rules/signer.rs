//! The signer's certificate: path, revocation, policies, key usage and role (検証要件 5.7; spec
//! §3.2 C4 and C5), at the time that is proven or else at the time of verification.

use crate::judge::{JudgeInput, Proof};
use crate::policy::{Policy, Trust};
use shohosen_pki::hpki::HpkiProfile;
use shohosen_pki::{
    Certificate, CertificateList, OcspResponse, PathRequest, RevocationData, SignatureCache,
    TimeBasis, check_revocation, find_path, revocation_findings,
};
use shohosen_report::{DocumentKind, Finding, Time};

/// A certificate to be judged as a signer's, with everything that may be needed for it.
#[derive(Clone, Copy)]
pub struct CertificateCheck<'c> {
    /// The certificate.
    pub certificate: &'c Certificate,
    /// What it says in the terms of HPKI.
    pub profile: &'c HpkiProfile,
    /// Certificates that may be issuers, beside those of `trust`.
    pub candidates: &'c [Certificate],
    /// Revocation lists beside those of `trust`.
    pub crls: &'c [CertificateList],
    /// OCSP responses beside those of `trust`.
    pub ocsp_responses: &'c [OcspResponse],
    /// What it signs, and so which roles may.
    pub document: DocumentKind,
    /// The time at which is judged.
    pub at: Time,
    /// Whether that time is proven.
    pub basis: TimeBasis,
    /// Who is trusted.
    pub trust: &'c Trust,
    /// What is demanded.
    pub policy: &'c Policy,
    /// What was verified before.
    pub cache: &'c SignatureCache,
}

pub(crate) fn check(
    input: &JudgeInput<'_>,
    profile: Option<&HpkiProfile>,
    proof: Proof,
    findings: &mut Vec<Finding>,
) {
    let facts = &input.facts.signing_certificate;
    let (Some(certificate), Some(profile)) = (&facts.certificate, profile) else { return };
    let values = &input.facts.validation_data;
    let candidates: Vec<Certificate> =
        facts.key_info_certificates.iter().chain(&values.certificates).cloned().collect();
    let start = findings.len();
    judge_certificate(
        &CertificateCheck {
            certificate,
            profile,
            candidates: &candidates,
            crls: &values.crls,
            ocsp_responses: &values.ocsp_responses,
            document: input.document,
            at: proof.at,
            basis: proof.basis,
            trust: input.trust,
            policy: input.policy,
            cache: input.cache,
        },
        findings,
    );
    for finding in findings.iter_mut().skip(start) {
        finding.location.get_or_insert_with(|| input.facts.path.clone());
    }
}

/// Judges a signer's certificate: adds a finding for each check, passed or not.
pub fn judge_certificate(check: &CertificateCheck<'_>, findings: &mut Vec<Finding>) {
    let CertificateCheck { certificate, trust, policy, at, basis, cache, .. } = *check;
    findings.extend(policy.hpki.judge(check.profile, check.document));
    let candidates: Vec<_> = check.candidates.iter().chain(&trust.certificates).cloned().collect();
    // Policies are compared one by one above and below: no production certificate was at hand to
    // show that a path with an explicit policy comes out as RFC 5280 §6.1 has it (spec §1.3).
    let settings = policy.revocation_settings();
    let path = match find_path(&PathRequest {
        target: certificate,
        intermediates: &candidates,
        anchors: &trust.signers,
        at,
        settings: &settings.path,
        cache,
    }) {
        Ok(path) => path,
        Err(failure) => return findings.extend(failure.findings(basis)),
    };
    findings.push(path.finding());
    findings.push(policy.hpki.judge_issuing_ca(path.issuer_of(0)));
    let crls: Vec<_> = check.crls.iter().chain(&trust.crls).cloned().collect();
    let responses = check.ocsp_responses.iter().chain(&trust.ocsp_responses);
    let ocsp_responses: Vec<_> = responses.cloned().collect();
    let data =
        RevocationData { crls: &crls, ocsp_responses: &ocsp_responses, certificates: &candidates };
    let statuses = check_revocation(&path, &data, at, &settings, cache);
    findings.extend(revocation_findings(&path, &statuses, basis));
}
