//! Weighing the facts of a token under a policy.

use super::error::{TokenProblem, UnreadableCertificate};
use super::facts::{DigestFact, SignatureFact, SignerFact, TokenFacts};
use crate::Certificate;
use crate::crypto::{AlgorithmPolicy, DigestAlgorithm, SignatureAlgorithm};
use crate::extensions::oid::TIME_STAMPING;
use shohosen_report::{Finding, codes::timestamp as codes};

/// With what a token is verified in one go ([`TimeStampToken::verify`](super::TimeStampToken::verify)).
#[derive(Clone, Debug, Default)]
pub struct TokenCheck<'a> {
    /// Certificates beside the embedded ones among which the TSA certificate may be, such as
    /// those in `TimeStampValidationData`.
    pub certificates: &'a [Certificate],
    /// The algorithms allowed. SHA-1 inside the token is for `sha1_inside` to allow.
    pub algorithms: AlgorithmPolicy,
    /// What to do about SHA-1 in `messageDigest`, in the signature and in ESSCertID.
    pub sha1_inside: Sha1Inside,
}

/// What is demanded of a token.
#[derive(Clone, Copy, Debug)]
pub struct TokenPolicy<'p> {
    /// The algorithms allowed. SHA-1 inside the token is for `sha1_inside` to allow.
    pub algorithms: &'p AlgorithmPolicy,
    /// What to do about SHA-1 in `messageDigest`, in the signature and in ESSCertID.
    pub sha1_inside: Sha1Inside,
}

/// What to do about SHA-1 inside a token. In the imprint of the time-stamped data SHA-1 is never
/// allowed by this: there a collision would be of use to whoever asked for the time-stamp.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sha1Inside {
    /// Accept it and say so: the time-stamp service of the Japanese electronic prescription uses
    /// ESSCertID, and scanned documents until 2017 SHA-1 signatures.
    #[default]
    Warn,
    /// Accept it only beside something stronger (ESSCertID beside ESSCertIDv2).
    Refuse,
}

/// How a token comes out under a policy.
///
/// Whether the certificate may be trusted and was valid at `genTime` is not part of it.
#[derive(Clone, Debug, Default)]
pub struct TokenJudgement {
    /// The certificate that the signer identifier names and the signed attributes bind.
    pub signer: Option<Certificate>,
    /// Whether that certificate is for time-stamping and nothing else (RFC 3161 §2.3).
    pub time_stamping: bool,
    /// Whether the signed attribute `messageDigest` is the digest of the content.
    pub digest_matches: bool,
    /// The algorithm of the signature, if the signature is that of `signer`.
    pub signature: Option<SignatureAlgorithm>,
    /// Everything that is not as it must be; empty: the token is genuine.
    pub problems: Vec<TokenProblem>,
    /// The fields in which SHA-1 was met and tolerated.
    pub legacy_sha1: Vec<&'static str>,
    /// The embedded certificates that could not be read; the signer's may be among them.
    pub unreadable: Vec<UnreadableCertificate>,
}

/// The name of `messageDigest` in [`TokenJudgement::legacy_sha1`].
pub(super) const MESSAGE_DIGEST: &str = "messageDigest";
/// That of the signature.
pub(super) const SIGNATURE: &str = "signature";

impl TokenFacts {
    /// Weighs the facts under a policy. genTime and trust in the certificate are weighed apart.
    pub fn judge(&self, policy: &TokenPolicy<'_>) -> TokenJudgement {
        let mut judgement =
            TokenJudgement { unreadable: self.unreadable.clone(), ..TokenJudgement::default() };
        let widened;
        let inside = match policy.sha1_inside {
            Sha1Inside::Warn => {
                widened = policy.algorithms.clone().allow_digest(DigestAlgorithm::Sha1, true);
                &widened
            }
            Sha1Inside::Refuse => policy.algorithms,
        };
        judgement.imprint(self, policy.algorithms);
        judgement.digest(self, inside);
        if let Some(field) = self.deviating_algorithm {
            judgement.problems.push(TokenProblem::AlgorithmProtection { field });
        }
        match &self.signer {
            SignerFact::Found { certificate, bound_by } => {
                judgement.allow_digest(*bound_by, "ESSCertID", inside);
                judgement.purpose(certificate);
                judgement.signature(self, certificate, inside);
                judgement.signer = Some(certificate.clone());
            }
            other => judgement.problems.extend(signer_problem(other)),
        }
        judgement
    }
}

fn signer_problem(signer: &SignerFact) -> Option<TokenProblem> {
    Some(match signer {
        SignerFact::Found { .. } => return None,
        SignerFact::NotFound { issuer, serial, embedded } => TokenProblem::SignerNotFound {
            issuer: issuer.clone(),
            serial: serial.clone(),
            embedded: *embedded,
        },
        SignerFact::OtherCertificate { field, expected, actual } => TokenProblem::EssMismatch {
            field: field.clone(),
            expected: expected.clone(),
            actual: actual.clone(),
        },
        SignerFact::UnsupportedDigest(algorithm) => TokenProblem::Unsupported(algorithm.clone()),
        SignerFact::NotNamed => TokenProblem::EssMissing,
    })
}

impl TokenJudgement {
    /// Whether everything was as it must be: the certificate [`signer`](Self::signer) has signed
    /// what the token says.
    pub fn is_genuine(&self) -> bool {
        self.problems.is_empty()
            && self.signer.is_some()
            && self.time_stamping
            && self.digest_matches
            && self.signature.is_some()
    }

    fn imprint(&mut self, facts: &TokenFacts, algorithms: &AlgorithmPolicy) {
        let algorithm = match &facts.imprint_algorithm {
            Ok(algorithm) if algorithms.check_digest(*algorithm).is_ok() => return,
            Ok(algorithm) => algorithm.to_string(),
            Err(unsupported) => unsupported.to_string(),
        };
        self.problems.push(TokenProblem::ImprintNotAllowed { algorithm });
    }

    fn digest(&mut self, facts: &TokenFacts, algorithms: &AlgorithmPolicy) {
        match &facts.digest {
            DigestFact::Match { algorithm } => {
                self.allow_digest(*algorithm, MESSAGE_DIGEST, algorithms);
                self.digest_matches = true;
            }
            DigestFact::Mismatch { algorithm, expected, actual } => {
                self.allow_digest(*algorithm, MESSAGE_DIGEST, algorithms);
                let (expected, actual) = (expected.clone(), actual.clone());
                self.problems.push(TokenProblem::DigestMismatch { expected, actual });
            }
            DigestFact::Unsupported(algorithm) => {
                self.problems.push(TokenProblem::Unsupported(algorithm.clone()));
            }
        }
    }

    /// `extKeyUsage` must be critical and timeStamping alone (RFC 3161 §2.3).
    fn purpose(&mut self, signer: &Certificate) {
        let usage = signer.extensions().extended_key_usage.as_ref();
        let (critical, found) =
            usage.map_or((false, &[][..]), |usage| (usage.critical, usage.purposes.as_slice()));
        self.time_stamping = critical && found == [TIME_STAMPING];
        if !self.time_stamping {
            let found = found.to_vec();
            self.problems.push(TokenProblem::ExtendedKeyUsage { critical, found });
        }
    }

    fn signature(
        &mut self,
        facts: &TokenFacts,
        signer: &Certificate,
        algorithms: &AlgorithmPolicy,
    ) {
        if let Some(algorithm) = facts.signature.algorithm() {
            match algorithms.check(algorithm, signer.public_key()) {
                Ok(()) if algorithm.digest() == DigestAlgorithm::Sha1 => {
                    self.legacy_sha1.push(SIGNATURE);
                }
                Ok(()) => {}
                Err(refused) => {
                    let algorithm = algorithm.to_string();
                    self.problems.push(TokenProblem::NotAllowed { algorithm, refused });
                }
            }
        }
        match &facts.signature {
            SignatureFact::Verified { algorithm } => self.signature = Some(*algorithm),
            SignatureFact::Mismatch { algorithm } => {
                self.problems.push(TokenProblem::SignatureMismatch { algorithm: *algorithm });
            }
            SignatureFact::KeyUnsupported { algorithm, reason } => {
                let (algorithm, reason) = (*algorithm, reason.clone());
                self.problems.push(TokenProblem::KeyUnsupported { algorithm, reason });
            }
            SignatureFact::Unsupported(algorithm) => {
                self.problems.push(TokenProblem::Unsupported(algorithm.clone()));
            }
            SignatureFact::NotTried => self.problems.push(TokenProblem::NotTried),
            // The digest algorithm was reported above.
            SignatureFact::NotVerifiable => {}
        }
    }

    /// Notes SHA-1 where it is tolerated, and what is not allowed.
    fn allow_digest(
        &mut self,
        algorithm: DigestAlgorithm,
        field: &'static str,
        algorithms: &AlgorithmPolicy,
    ) {
        match algorithms.check_digest(algorithm) {
            Ok(()) if algorithm == DigestAlgorithm::Sha1 => self.legacy_sha1.push(field),
            Ok(()) => {}
            Err(refused) => {
                let algorithm = format!("{field}: {algorithm}");
                self.problems.push(TokenProblem::NotAllowed { algorithm, refused });
            }
        }
    }

    /// A finding for each check, passed or not.
    pub fn findings(&self) -> Vec<Finding> {
        let mut findings: Vec<_> = self.problems.iter().map(TokenProblem::finding).collect();
        findings.extend(
            self.legacy_sha1
                .iter()
                .map(|field| codes::ALGORITHM_LEGACY_SHA1.finding().with("field", *field)),
        );
        findings.extend(self.unreadable.iter().map(UnreadableCertificate::finding));
        if let Some(signer) = &self.signer {
            let subject = signer.subject().redacted().clone();
            findings.push(codes::SIGNER_FOUND.finding().with("subject", subject));
        }
        findings.extend(self.time_stamping.then(|| codes::SIGNER_TIME_STAMPING.finding()));
        findings
            .extend(self.digest_matches.then(|| codes::SIGNED_ATTRIBUTES_DIGEST_MATCH.finding()));
        findings.extend(self.signature.map(|algorithm| {
            codes::SIGNATURE_VALID.finding().with("algorithm", algorithm.to_string())
        }));
        findings
    }
}
