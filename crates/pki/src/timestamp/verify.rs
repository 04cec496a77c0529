//! Verifying that a token is genuine: signed as a whole by the certificate that it names.

use super::facts::{DigestFact, SignatureFact, SignerFact, TokenFacts};
use super::judge::{TokenCheck, TokenJudgement, TokenPolicy};
use super::token::TimeStampToken;
use crate::cms::{EssCertificateId, SignerIdentifier};
use crate::crypto::{DigestAlgorithm, SignatureAlgorithm, SignatureError};
use crate::{Certificate, Name, WorkBudget};

impl TimeStampToken {
    /// Finds out what is true of the token (RFC 3161 §2.2, RFC 5652 §5.6, RFC 5816 §2.2): finds
    /// the certificate of the signer, among the embedded ones and `further`, binds it by
    /// ESSCertID or ESSCertIDv2 (every one that is there must agree), and verifies digest and
    /// signature. Every check is made, whatever comes out of the others; the one public-key
    /// operation is left out where there is no certificate, and where the budget is spent.
    pub fn facts<'c>(
        &'c self,
        further: impl IntoIterator<Item = &'c Certificate>,
        budget: &WorkBudget,
    ) -> TokenFacts {
        let signer = self.find_signer(further);
        TokenFacts {
            gen_time: self.info().gen_time,
            accuracy: self.info().accuracy,
            imprint_algorithm: self.info().imprint.algorithm.clone(),
            digest: self.digest(),
            signature: self.signature(signer.certificate(), budget),
            signer,
            deviating_algorithm: self.signer.unprotected_algorithm(),
            unreadable: self.unreadable_certificates().to_vec(),
        }
    }

    /// Whether the signer identifier names this certificate. Whether the signed attributes bind it, and
    /// whether it signed, is for [`facts`](Self::facts) to find out.
    pub fn names_as_signer(&self, certificate: &Certificate) -> bool {
        is_named(certificate, &self.signer.identifier)
    }

    /// [`facts`](Self::facts), and how they weigh under a policy.
    pub fn verify(&self, check: &TokenCheck<'_>) -> TokenJudgement {
        let policy = TokenPolicy { algorithms: &check.algorithms, sha1_inside: check.sha1_inside };
        self.facts(check.certificates, &WorkBudget::default()).judge(&policy)
    }

    fn digest(&self) -> DigestFact {
        let algorithm = match &self.signer.digest_algorithm {
            Ok(algorithm) => *algorithm,
            Err(unsupported) => return DigestFact::Unsupported(unsupported.clone()),
        };
        let actual = algorithm.digest(&self.content);
        if *actual == *self.signer.message_digest {
            return DigestFact::Match { algorithm };
        }
        let expected = self.signer.message_digest.clone();
        DigestFact::Mismatch { algorithm, expected, actual: actual.to_vec() }
    }

    /// The certificate that the signer identifier names and every ESSCertID binds.
    fn find_signer<'c>(&'c self, further: impl IntoIterator<Item = &'c Certificate>) -> SignerFact {
        let ids = &self.signer.certificate_ids;
        let mut first_problem = None;
        for certificate in self.certificates().iter().chain(further) {
            if !is_named(certificate, &self.signer.identifier) {
                continue;
            }
            match ids.iter().try_for_each(|id| check_binding(certificate, id)) {
                Ok(()) => {
                    let algorithms = ids.iter().filter_map(|id| id.algorithm.as_ref().ok());
                    return match algorithms.max() {
                        None => SignerFact::NotNamed,
                        Some(strongest) => SignerFact::Found {
                            certificate: certificate.clone(),
                            bound_by: *strongest,
                        },
                    };
                }
                Err(problem) => first_problem = first_problem.or(Some(problem)),
            }
        }
        let embedded = self.certificates().len() + self.unreadable_certificates().len();
        first_problem.unwrap_or_else(|| match &self.signer.identifier {
            SignerIdentifier::IssuerAndSerialNumber { issuer, serial } => {
                let name = Name::from_der(issuer);
                let issuer = name.map_or("?".into(), |name| name.redacted().clone());
                SignerFact::NotFound { issuer, serial: serial.clone(), embedded }
            }
            SignerIdentifier::SubjectKeyIdentifier(key) => SignerFact::NotFound {
                issuer: "subjectKeyIdentifier".into(),
                serial: key.clone(),
                embedded,
            },
        })
    }

    fn signature(&self, signer: Option<&Certificate>, budget: &WorkBudget) -> SignatureFact {
        let (Some(signer), Ok(digest)) = (signer, &self.signer.digest_algorithm) else {
            return SignatureFact::NotVerifiable;
        };
        let identifier = &self.signer.signature_identifier;
        let algorithm = match SignatureAlgorithm::from_cms(identifier, *digest) {
            Ok(algorithm) => algorithm,
            Err(unsupported) => return SignatureFact::Unsupported(unsupported),
        };
        let Ok(operation) = budget.take_operation() else { return SignatureFact::NotTried };
        let (octets, signature) = (&self.signer.signed_octets, &self.signer.signature);
        match operation.verify(signer.public_key(), algorithm, octets, signature) {
            Ok(()) => SignatureFact::Verified { algorithm },
            Err(SignatureError::Mismatch) => SignatureFact::Mismatch { algorithm },
            Err(error) => SignatureFact::KeyUnsupported { algorithm, reason: error.to_string() },
        }
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
        || Name::from_der(issuer)
            .is_ok_and(|issuer| issuer.matches_in_either_order(certificate.issuer()))
}

/// Digest, issuer and serial number must be those of the certificate (RFC 5035 §5).
fn check_binding(certificate: &Certificate, id: &EssCertificateId) -> Result<(), SignerFact> {
    let algorithm =
        id.algorithm.as_ref().map_err(|error| SignerFact::UnsupportedDigest(error.clone()))?;
    let mismatch = |field: &str, expected: &[u8], actual: &[u8]| SignerFact::OtherCertificate {
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
                is_der: true,
            }),
        };
        let field = |id: &EssCertificateId| match check_binding(&certificate, id) {
            Err(SignerFact::OtherCertificate { field, .. }) => field,
            other => format!("{other:?}"),
        };
        for algorithm in DigestAlgorithm::ALL {
            let right = id(algorithm, 37, certificate.issuer());
            assert!(check_binding(&certificate, &right).is_ok());
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
        assert!(check_binding(&certificate, &hash_only).is_ok());
    }
}
