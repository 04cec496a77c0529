//! With what a token is verified, and what that has shown.

use super::error::{TokenProblem, UnreadableCertificate};
use crate::Certificate;
use crate::crypto::{AlgorithmPolicy, SignatureAlgorithm};
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
    /// The embedded certificates that could not be read; the signer's may be among them.
    pub unreadable: Vec<UnreadableCertificate>,
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
        findings.extend(self.unreadable.iter().map(UnreadableCertificate::finding));
        if let Some(signer) = &self.signer {
            let subject = signer.subject().text().clone();
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
