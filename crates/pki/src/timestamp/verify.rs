//! Verifying that a token is genuine: signed as a whole by the certificate that it names.

use super::error::TokenProblem;
use super::facts::{Sha1Inside, TokenCheck, TokenFacts};
use super::token::TimeStampToken;
use crate::cms::{EssCertificateId, SignerIdentifier};
use crate::crypto::{self, AlgorithmPolicy, DigestAlgorithm, SignatureAlgorithm, SignatureError};
use crate::extensions::oid::TIME_STAMPING;
use crate::{Certificate, Name};

impl TimeStampToken {
    /// Verifies that the token is genuine (RFC 3161 §2.2, RFC 5652 §5.6, RFC 5816 §2.2): finds
    /// the certificate of the signer, binds it by ESSCertID or ESSCertIDv2 (every one that is
    /// there must agree), demands a critical and sole timeStamping purpose, and verifies digest
    /// and signature. All checks are made, whatever comes out of each; the one public-key
    /// operation is left out only where there is no certificate.
    pub fn verify(&self, check: &TokenCheck<'_>) -> TokenFacts {
        let unreadable = self.unreadable_certificates().to_vec();
        let mut facts = TokenFacts { unreadable, ..TokenFacts::default() };
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
    let computed;
    let actual: &[u8] = if algorithm == &DigestAlgorithm::Sha256 {
        certificate.sha256()
    } else {
        computed = algorithm.digest(certificate.der());
        &computed
    };
    if actual != id.hash {
        return Err(mismatch("certHash", &id.hash, actual));
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cms::ess::IssuerSerial;
    use shohosen_report::Time;
    use shohosen_testkit::tsa::TimeStampAuthority;

    #[test]
    fn digest_issuer_and_serial_number_must_all_be_those_of_the_certificate() {
        let epoch = Time::from_unix(1_775_000_000).unwrap();
        let authority = TimeStampAuthority::from_committed_keys(epoch);
        let certificate = Certificate::from_der(&authority.certificate).unwrap();
        let id = |algorithm: DigestAlgorithm, serial: u8, issuer: &Name| EssCertificateId {
            name: "ESSCertIDv2",
            algorithm: Ok(algorithm),
            hash: algorithm.digest(&authority.certificate).to_vec(),
            issuer_serial: Some(IssuerSerial {
                issuer: issuer.der().to_vec(),
                serial: vec![serial],
            }),
        };
        let field = |id: &EssCertificateId| match check_binding(&certificate, id) {
            Err(TokenProblem::EssMismatch { field, .. }) => field,
            other => format!("{other:?}"),
        };
        for algorithm in DigestAlgorithm::ALL {
            let right = id(algorithm, 37, certificate.issuer());
            assert_eq!(check_binding(&certificate, &right), Ok(()));
            let mut other = right.clone();
            other.hash[0] ^= 1;
            assert_eq!(field(&other), "ESSCertIDv2.certHash");
            other.hash.clear();
            assert_eq!(field(&other), "ESSCertIDv2.certHash");
        }
        let wrong_serial = id(DigestAlgorithm::Sha256, 38, certificate.issuer());
        assert_eq!(field(&wrong_serial), "ESSCertIDv2.issuerSerial.serialNumber");
        let wrong_issuer = id(DigestAlgorithm::Sha256, 37, certificate.subject());
        assert_eq!(field(&wrong_issuer), "ESSCertIDv2.issuerSerial.issuer");
        let mut hash_only = wrong_issuer;
        hash_only.issuer_serial = None;
        assert_eq!(check_binding(&certificate, &hash_only), Ok(()));
    }
}
