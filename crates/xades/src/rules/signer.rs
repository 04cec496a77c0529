//! The signer's certificate: path, revocation, policies, key usage and role (検証要件 5.7; spec
//! §3.2 C4 and C5), at the time that is proven or else at the time of verification.

use super::Case;
use super::time::JudgedAt;
use super::undecided;
use crate::policy::{Policy, Trust};
use shohosen_pki::hpki::HpkiProfile;
use shohosen_pki::{
    Assessment, Certificate, NotRevoked, PurposeFits, SignatureCache, TimeBasis, TrustMaterial,
    TrustRequest, TrustRole, ValidatedPath, WorkBudget,
};
use shohosen_report::{CompleteProof, DocumentKind, Finding, Judgement, Objections, Time, codes};

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

/// The certificate is one of the HPKI for signatures, its CA one that may issue it, and its holder's
/// role one that may sign this document.
#[derive(Clone, Debug)]
pub struct Authorised(());

/// Everything that makes a certificate VALID as a signer's.
#[derive(Clone, Debug)]
#[expect(dead_code, reason = "that the parts are there is what counts")]
pub struct CertificateProof {
    role: Authorised,
    path: ValidatedPath,
    purpose: PurposeFits,
    revocation: NotRevoked,
}

impl CompleteProof for CertificateProof {}

/// What speaks for the signer.
#[derive(Debug, Default)]
pub(crate) struct Signer {
    pub role: Option<Authorised>,
    pub path: Option<ValidatedPath>,
    pub purpose: Option<PurposeFits>,
    pub revocation: Option<NotRevoked>,
}

/// Judges the signer's certificate at this time; without a time there is nothing to judge at.
pub(crate) fn check(case: &mut Case<'_>, time: Option<&JudgedAt>) -> Signer {
    let facts = &case.facts().signing_certificate;
    let (Some(certificate), Some(profile), Some(time)) =
        (&facts.certificate, case.profile.clone(), time)
    else {
        return Signer::default();
    };
    let material = [
        TrustMaterial { certificates: &facts.key_info_certificates, ..TrustMaterial::default() },
        case.facts().validation_data.material(),
    ];
    let start = case.findings.len();
    let (input, path) = (case.input, &case.facts().path);
    let (assessment, role) = assess(
        &CertificateCheck {
            certificate,
            profile: &profile,
            material: &material,
            document: input.document,
            at: time.at(),
            basis: time.basis(),
            verified_at: input.at,
            trust: input.trust,
            policy: input.policy,
            cache: input.cache,
            budget: input.budget,
        },
        &mut case.findings,
    );
    let own = case.findings.get_mut(start..).unwrap_or_default();
    if time.undecided().is_some_and(|claimed| undecided::soften(own, claimed)) {
        case.push(codes::xades::TIME_UNDECIDED.finding());
    }
    for finding in case.findings.iter_mut().skip(start) {
        finding.location.get_or_insert_with(|| path.clone());
    }
    Signer {
        role,
        path: assessment.path().ok().cloned(),
        purpose: assessment.purpose().ok().cloned(),
        revocation: assessment.not_revoked(),
    }
}

/// Judges a signer's certificate: every check, passed or not, and the conclusion.
pub fn judge_certificate(check: &CertificateCheck<'_>) -> (Judgement, Vec<Finding>) {
    let mut findings = Vec::new();
    let (assessment, role) = assess(check, &mut findings);
    let objections = Objections::of(&findings);
    let proof = role.zip(assessment.trusted()).map(|(role, trusted)| CertificateProof {
        role,
        path: trusted.path,
        purpose: trusted.purpose,
        revocation: trusted.not_revoked,
    });
    let judgement = match &proof {
        Some(proof) => Judgement::earned(proof, objections),
        None => Judgement::unproven(objections),
    };
    (judgement, findings)
}

fn assess(
    check: &CertificateCheck<'_>,
    findings: &mut Vec<Finding>,
) -> (Assessment, Option<Authorised>) {
    let CertificateCheck { certificate, trust, policy, at, .. } = *check;
    let of_profile = policy.hpki.judge(check.profile, check.document);
    let mut authorised = !of_profile.is_empty() && Objections::of(&of_profile).are_none();
    findings.extend(of_profile);
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
    match assessment.path() {
        Ok(path) => {
            let issuing_ca = policy.hpki.judge_issuing_ca(path.issuer_of(0));
            authorised &= Objections::of([&issuing_ca]).are_none();
            findings.push(issuing_ca);
        }
        Err(_) => authorised = false,
    }
    (assessment, authorised.then_some(Authorised(())))
}

#[cfg(test)]
mod tests {
    use super::*;
    use shohosen_pki::TrustAnchor;
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
        let (judgement, findings) = judge_certificate(&CertificateCheck {
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
        });
        assert!(findings.iter().any(|finding| finding.code == codes::pki::PATH_VALID));
        assert_ne!(judgement.verdict(), shohosen_report::Verdict::Valid);
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
