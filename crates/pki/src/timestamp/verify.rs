//! Verifying that a token is genuine: signed as a whole by the certificate that it names.

use super::error::TokenProblem;
use super::token::TimeStampToken;
use crate::cms::{EssCertificateId, SignerIdentifier};
use crate::crypto::{self, AlgorithmPolicy, DigestAlgorithm, SignatureAlgorithm, SignatureError};
use crate::extensions::oid::TIME_STAMPING;
use crate::{Certificate, Name};
use shohosen_report::{Finding, codes::timestamp as codes};

/// With what a token is verified.
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

/// What verifying a token has shown.
///
/// Whether the certificate may be trusted and was valid at `genTime` is not part of it: that is
/// path validation, for [`signer`](Self::signer) under the anchors for time-stamps.
#[derive(Clone, Debug, Default)]
pub struct TokenFacts {
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
}

impl TokenFacts {
    /// Whether everything was as it must be: the certificate [`signer`](Self::signer) has signed
    /// what the token says.
    pub fn is_genuine(&self) -> bool {
        self.problems.is_empty()
            && self.signer.is_some()
            && self.time_stamping
            && self.digest_matches
            && self.signature.is_some()
    }

    /// A finding for each check, passed or not.
    pub fn findings(&self) -> Vec<Finding> {
        let mut findings: Vec<_> = self.problems.iter().map(TokenProblem::finding).collect();
        findings.extend(
            self.legacy_sha1
                .iter()
                .map(|field| codes::ALGORITHM_LEGACY_SHA1.finding().with("field", *field)),
        );
        if let Some(signer) = &self.signer {
            let subject = signer.subject().to_string();
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

impl TimeStampToken {
    /// Verifies that the token is genuine (RFC 3161 §2.2, RFC 5652 §5.6, RFC 5816 §2.2): finds
    /// the certificate of the signer, binds it by ESSCertID or ESSCertIDv2 (every one that is
    /// there must agree), demands a critical and sole timeStamping purpose, and verifies digest
    /// and signature. All checks are made, whatever comes out of each; the one public-key
    /// operation is left out only where there is no certificate.
    pub fn verify(&self, check: &TokenCheck<'_>) -> TokenFacts {
        let mut facts = TokenFacts::default();
        let algorithms = match check.sha1_inside {
            Sha1Inside::Warn => check.algorithms.clone().allow_digest(DigestAlgorithm::Sha1, true),
            Sha1Inside::Refuse => check.algorithms.clone(),
        };
        self.check_imprint_algorithm(&check.algorithms, &mut facts);
        self.check_digest(&algorithms, &mut facts);
        if let Some(field) = self.signer.unprotected_algorithm() {
            facts.problems.push(TokenProblem::AlgorithmProtection { field });
        }
        match self.find_signer(check.certificates) {
            Ok(signer) => {
                self.check_ess_algorithm(&algorithms, &mut facts);
                check_purpose(&signer, &mut facts);
                self.check_signature(&signer, &algorithms, &mut facts);
                facts.signer = Some(signer);
            }
            Err(problem) => facts.problems.push(problem),
        }
        facts
    }

    fn check_imprint_algorithm(&self, algorithms: &AlgorithmPolicy, facts: &mut TokenFacts) {
        let algorithm = match &self.info().imprint.algorithm {
            Ok(algorithm) if algorithms.check_digest(*algorithm).is_ok() => return,
            Ok(algorithm) => algorithm.to_string(),
            Err(unsupported) => unsupported.to_string(),
        };
        facts.problems.push(TokenProblem::ImprintNotAllowed { algorithm });
    }

    fn check_digest(&self, algorithms: &AlgorithmPolicy, facts: &mut TokenFacts) {
        let algorithm = match &self.signer.digest_algorithm {
            Ok(algorithm) => *algorithm,
            Err(unsupported) => {
                facts.problems.push(TokenProblem::Unsupported(unsupported.clone()));
                return;
            }
        };
        allow_digest(algorithm, "messageDigest", algorithms, facts);
        let actual = algorithm.digest(&self.content);
        facts.digest_matches = *actual == *self.signer.message_digest;
        if !facts.digest_matches {
            facts.problems.push(TokenProblem::DigestMismatch {
                expected: self.signer.message_digest.clone(),
                actual: actual.to_vec(),
            });
        }
    }

    /// The certificate that the signer identifier names and every ESSCertID binds.
    fn find_signer(&self, further: &[Certificate]) -> Result<Certificate, TokenProblem> {
        let ids = &self.signer.certificate_ids;
        let mut first_problem = None;
        for certificate in self.certificates().iter().chain(further) {
            if !is_named(certificate, &self.signer.identifier) {
                continue;
            }
            match ids.iter().try_for_each(|id| check_binding(certificate, id)) {
                Ok(()) if ids.is_empty() => return Err(TokenProblem::EssMissing),
                Ok(()) => return Ok(certificate.clone()),
                Err(problem) => first_problem = first_problem.or(Some(problem)),
            }
        }
        Err(first_problem.unwrap_or_else(|| match &self.signer.identifier {
            SignerIdentifier::IssuerAndSerialNumber { issuer, serial } => {
                let issuer = Name::from_der(issuer).map_or("?".into(), |name| name.to_string());
                TokenProblem::SignerNotFound { issuer, serial: serial.clone() }
            }
            SignerIdentifier::SubjectKeyIdentifier(key) => TokenProblem::SignerNotFound {
                issuer: "subjectKeyIdentifier".into(),
                serial: key.clone(),
            },
        }))
    }

    /// Judges the strongest digest that binds the certificate.
    fn check_ess_algorithm(&self, algorithms: &AlgorithmPolicy, facts: &mut TokenFacts) {
        let ids = self.signer.certificate_ids.iter();
        if let Some(algorithm) = ids.filter_map(|id| id.algorithm.as_ref().ok()).max() {
            allow_digest(*algorithm, "ESSCertID", algorithms, facts);
        }
    }

    fn check_signature(
        &self,
        signer: &Certificate,
        algorithms: &AlgorithmPolicy,
        facts: &mut TokenFacts,
    ) {
        let Ok(digest) = self.signer.digest_algorithm else { return };
        let identifier = &self.signer.signature_identifier;
        let algorithm = match SignatureAlgorithm::from_cms(identifier, digest) {
            Ok(algorithm) => algorithm,
            Err(unsupported) => {
                facts.problems.push(TokenProblem::Unsupported(unsupported));
                return;
            }
        };
        match algorithms.check(algorithm, signer.public_key()) {
            Ok(()) if algorithm.digest() == DigestAlgorithm::Sha1 => {
                facts.legacy_sha1.push("signature");
            }
            Ok(()) => {}
            Err(refused) => {
                let algorithm = algorithm.to_string();
                facts.problems.push(TokenProblem::NotAllowed { algorithm, refused });
            }
        }
        let (octets, signature) = (&self.signer.signed_octets, &self.signer.signature);
        match crypto::verify(signer.public_key(), algorithm, octets, signature) {
            Ok(()) => facts.signature = Some(algorithm),
            Err(SignatureError::Mismatch) => {
                facts.problems.push(TokenProblem::SignatureMismatch { algorithm });
            }
            Err(error) => {
                let reason = error.to_string();
                facts.problems.push(TokenProblem::KeyUnsupported { algorithm, reason });
            }
        }
    }
}

/// Notes SHA-1 where it is tolerated, and what is not allowed.
fn allow_digest(
    algorithm: DigestAlgorithm,
    field: &'static str,
    algorithms: &AlgorithmPolicy,
    facts: &mut TokenFacts,
) {
    match algorithms.check_digest(algorithm) {
        Ok(()) if algorithm == DigestAlgorithm::Sha1 => facts.legacy_sha1.push(field),
        Ok(()) => {}
        Err(refused) => facts
            .problems
            .push(TokenProblem::NotAllowed { algorithm: format!("{field}: {algorithm}"), refused }),
    }
}

/// Whether the signer identifier means this certificate.
fn is_named(certificate: &Certificate, identifier: &SignerIdentifier) -> bool {
    match identifier {
        SignerIdentifier::IssuerAndSerialNumber { issuer, serial } => {
            certificate.serial() == serial.as_slice() && is_issuer(certificate, issuer)
        }
        SignerIdentifier::SubjectKeyIdentifier(key) => {
            certificate.extensions().subject_key_identifier.as_deref() == Some(key.as_slice())
        }
    }
}

/// Whether the certificate was issued by whom this DER of a Name means.
fn is_issuer(certificate: &Certificate, issuer: &[u8]) -> bool {
    certificate.issuer().der() == issuer
        || Name::from_der(issuer).is_ok_and(|issuer| issuer == *certificate.issuer())
}

/// Digest, issuer and serial number must be those of the certificate (RFC 5035 §5).
fn check_binding(certificate: &Certificate, id: &EssCertificateId) -> Result<(), TokenProblem> {
    let algorithm = id.algorithm.as_ref().map_err(|e| TokenProblem::Unsupported(e.clone()))?;
    let mismatch = |field: &str, expected: &[u8], actual: &[u8]| TokenProblem::EssMismatch {
        field: format!("{}.{field}", id.name),
        expected: expected.to_vec(),
        actual: actual.to_vec(),
    };
    let actual = algorithm.digest(certificate.der());
    if *actual != *id.hash {
        return Err(mismatch("certHash", &id.hash, &actual));
    }
    let Some(pair) = &id.issuer_serial else { return Ok(()) };
    if pair.serial != certificate.serial() {
        return Err(mismatch("issuerSerial.serialNumber", &pair.serial, certificate.serial()));
    }
    if !is_issuer(certificate, &pair.issuer) {
        let actual = certificate.issuer().der();
        return Err(mismatch("issuerSerial.issuer", &pair.issuer, actual));
    }
    Ok(())
}

/// `extKeyUsage` must be critical and timeStamping alone (RFC 3161 §2.3).
fn check_purpose(signer: &Certificate, facts: &mut TokenFacts) {
    let usage = signer.extensions().extended_key_usage.as_ref();
    let (critical, found) =
        usage.map_or((false, &[][..]), |usage| (usage.critical, usage.purposes.as_slice()));
    facts.time_stamping = critical && found == [TIME_STAMPING];
    if !facts.time_stamping {
        let found = found.to_vec();
        facts.problems.push(TokenProblem::ExtendedKeyUsage { critical, found });
    }
}
