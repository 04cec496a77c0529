//! The signer's certificate: path, revocation, policies, key usage and role (検証要件 5.7; spec
//! §3.2 C4 and C5), at the time that is proven or else at the time of verification.

use crate::judge::{JudgeInput, Proof};
use crate::policy::{Policy, Trust};
use shohosen_pki::hpki::HpkiProfile;
use shohosen_pki::{
    Assessment, Certificate, SignatureCache, TimeBasis, TrustMaterial, TrustRequest, TrustRole,
    WorkBudget,
};
use shohosen_report::{DocumentKind, Finding, Time};

/// A certificate to be judged as a signer's, with everything that may be needed for it.
#[derive(Clone, Copy)]
pub struct CertificateCheck<'c> {
    /// The certificate.
    pub certificate: &'c Certificate,
    /// What it says in the terms of HPKI.
    pub profile: &'c HpkiProfile,
    /// Certificates and revocation information beside those of `trust`.
    pub material: &'c [TrustMaterial<'c>],
    /// What it signs, and so which roles may.
    pub document: DocumentKind,
    /// The time at which is judged.
    pub at: Time,
    /// Whether that time is proven.
    pub basis: TimeBasis,
    /// The time of verification.
    pub verified_at: Time,
    /// Who is trusted.
    pub trust: &'c Trust,
    /// What is demanded.
    pub policy: &'c Policy,
    /// What was verified before.
    pub cache: &'c SignatureCache,
    /// The work that is still allowed.
    pub budget: &'c WorkBudget,
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
    let material = [
        TrustMaterial { certificates: &facts.key_info_certificates, ..TrustMaterial::default() },
        values.material(),
    ];
    let start = findings.len();
    judge_certificate(
        &CertificateCheck {
            certificate,
            profile,
            material: &material,
            document: input.document,
            at: proof.at,
            basis: proof.basis,
            verified_at: input.at,
            trust: input.trust,
            policy: input.policy,
            cache: input.cache,
            budget: &WorkBudget::default(),
        },
        findings,
    );
    for finding in findings.iter_mut().skip(start) {
        finding.location.get_or_insert_with(|| input.facts.path.clone());
    }
}

/// Judges a signer's certificate: adds a finding for each check, passed or not, and returns what
/// was found out about trust in it.
pub fn judge_certificate(check: &CertificateCheck<'_>, findings: &mut Vec<Finding>) -> Assessment {
    let CertificateCheck { certificate, trust, policy, at, .. } = *check;
    findings.extend(policy.hpki.judge(check.profile, check.document));
    let mut material = check.material.to_vec();
    material.push(trust.material());
    // Policies are compared one by one above and below: no production certificate was at hand to
    // show that a path with an explicit policy comes out as RFC 5280 §6.1 has it (spec §1.3).
    let assessment = TrustRequest {
        certificate,
        role: TrustRole::Signer,
        anchors: &trust.signers,
        material: &material,
        at,
        basis: check.basis,
        verified_at: check.verified_at,
        settings: &policy.revocation_settings(),
        cache: check.cache,
        budget: check.budget,
    }
    .assess();
    findings.extend(assessment.findings());
    if let Ok(path) = assessment.path() {
        findings.push(policy.hpki.judge_issuing_ca(path.issuer_of(0)));
    }
    assessment
}

#[cfg(test)]
mod tests {
    use super::*;
    use shohosen_pki::TrustAnchor;
    use shohosen_report::Judgement;
    use shohosen_testkit::pki::{
        CertificateTemplate, DAY, HpkiLookAlike, Person, Usage, after, extensions,
    };

    /// The codes of errors about a doctor whose authority has this policy.
    fn errors_with(authority_policy: &str) -> Vec<&'static str> {
        let at = Time::parse_rfc3339("2026-06-15T03:00:00Z").unwrap();
        let hpki = HpkiLookAlike::from_committed_keys(at);
        let read = |der: &[u8]| Certificate::from_der(der).unwrap();
        let list = |der: &[u8]| shohosen_pki::CertificateList::from_der(der).unwrap();
        let authority = CertificateTemplate {
            serial: hpki.sign_ca.serial,
            issuer: hpki.root.name.clone(),
            subject: hpki.sign_ca.name.clone(),
            not_before: after(at, -DAY),
            not_after: after(at, 30 * DAY),
            extensions: vec![
                extensions::basic_constraints_ca(),
                extensions::key_usage(&[5, 6]),
                extensions::certificate_policies(authority_policy, "http://example.jp/"),
            ],
        };
        let authority = read(&authority.sign(&hpki.sign_ca.key, &hpki.root.key));
        let certificate = read(&hpki.credential(&Person::doctor()).certificate);
        let mut trust = Trust {
            certificates: vec![authority],
            crls: vec![list(&hpki.crl(Usage::Signature, after(at, -3600)))],
            ..Trust::default()
        };
        trust.signers.add(TrustAnchor::certificate(read(&hpki.root.certificate)));
        let mut findings = Vec::new();
        let assessment = judge_certificate(
            &CertificateCheck {
                certificate: &certificate,
                profile: certificate.hpki_profile(),
                material: &[],
                document: DocumentKind::Prescription,
                at,
                basis: TimeBasis::VerificationTime,
                verified_at: at,
                trust: &trust,
                policy: &Policy::default(),
                cache: &SignatureCache::new(),
                budget: &WorkBudget::default(),
            },
            &mut findings,
        );
        assert!(assessment.path().is_ok());
        assert_ne!(Judgement::of(&findings).verdict, shohosen_report::Verdict::Valid);
        let errors = findings.iter().filter(|f| f.severity == shohosen_report::Severity::Error);
        errors.map(|finding| finding.code.id()).collect()
    }

    #[test]
    fn the_policy_of_the_issuing_authority_must_be_that_for_signatures() {
        // The authority's own list is left out, so that it is not known to be unrevoked.
        let good = errors_with("1.2.392.100495.1.5.1.1.3.1");
        assert_eq!(good, ["pki.revocation.missing"]);
        let for_authentication = errors_with("1.2.392.100495.1.5.1.2.3.1");
        assert!(
            for_authentication.contains(&"hpki.ca_policy.not_allowed"),
            "{for_authentication:?}"
        );
    }
}
