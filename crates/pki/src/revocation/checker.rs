//! The state of one revocation check: what is known, and what is being found out.

use super::evidence::Evidence;
use super::{
    Freshness, RevocationAttempt, RevocationFact, RevocationProblem, RevocationRequest,
    RevocationSettings, RevocationStatus,
};
use crate::extensions::KeyUsage;
use crate::path::{self, PathError, PathRequest, PathSettings, Work};
use crate::{
    Certificate, CertificateList, CertificatePath, OcspResponse, SignatureCache, TrustAnchor,
    TrustStore,
};
use shohosen_report::Time;

/// Signers of CRLs whose own revocation depends on further CRLs, and so on, at most.
const MAX_DEPTH: usize = 4;

pub(super) struct Checker<'a> {
    pub(super) path: &'a CertificatePath,
    pub(super) crls: &'a [CertificateList],
    pub(super) ocsp_responses: &'a [OcspResponse],
    pub(super) certificates: &'a [Certificate],
    pub(super) at: Time,
    pub(super) verified_at: Time,
    pub(super) settings: &'a RevocationSettings,
    cache: &'a SignatureCache,
    work: Work<'a>,
    /// A limit was reached, so that something that says "revoked" may have been passed over:
    /// nothing counts as good any more.
    pub(super) exhausted: bool,
    /// Signers whose own revocation is being determined.
    in_progress: Vec<[u8; 32]>,
    /// Signers found to be allowed at a time.
    allowed: Vec<([u8; 32], Time)>,
    /// Settings and anchor for paths of signers, made when first needed.
    signer_path: Option<(PathSettings, TrustStore, Vec<Certificate>)>,
}

impl<'a> Checker<'a> {
    pub(super) fn new(request: &RevocationRequest<'a>) -> Self {
        Self {
            path: request.path,
            crls: request.data.crls,
            ocsp_responses: request.data.ocsp_responses,
            certificates: request.data.certificates,
            at: request.at,
            verified_at: request.verified_at,
            settings: request.settings,
            cache: request.cache,
            work: Work::new(&request.settings.path, request.budget),
            exhausted: false,
            in_progress: Vec::new(),
            allowed: Vec::new(),
            signer_path: None,
        }
    }

    /// Whether a certificate is revoked, by everything there is: the worse answer wins.
    pub(super) fn fact(
        &mut self,
        certificate: &Certificate,
        issuer: &Certificate,
    ) -> RevocationFact {
        let (mut evidence, mut tried) = (Evidence::default(), Vec::new());
        self.by_crl(certificate, issuer, &mut evidence, &mut tried);
        self.by_ocsp(certificate, issuer, &mut evidence, &mut tried);
        evidence.conclude(self.at, certificate.not_after(), self.exhausted, tried)
    }

    /// By which rule information speaks for a certificate. Nothing can have been issued after the
    /// time of verification, so what is judged at that time is judged by what is current then.
    pub(super) fn speaking(&self) -> Speaking {
        match self.settings.freshness {
            Freshness::IssuedAfter if self.at < self.verified_at => Speaking::IssuedSince,
            _ => Speaking::CurrentThen,
        }
    }

    /// Whether something was issued between the time of judging and that of verification. What
    /// has expired may have left a list by then (RFC 5280 §3.3).
    pub(super) fn is_issued_since(&self, this_update: Time, certificate: &Certificate) -> bool {
        this_update >= self.at
            && this_update <= self.verified_at
            && this_update <= certificate.not_after()
    }

    /// Verifies the signature of a CRL or of a response.
    pub(super) fn check_signature(
        &mut self,
        signer: &Certificate,
        object: &impl Signed,
    ) -> Result<(), RevocationProblem> {
        let work = (&self.settings.path, self.cache, &mut self.work);
        let signed = (object.signed(), object.signature());
        let (key, algorithm) = (signer.public_key(), object.algorithm());
        let result = path::check_signature(work, key, algorithm, signed, object.hash());
        self.note_limits(result)
    }

    /// Whether the signer of a CRL has a valid path to the anchor of the path that is checked,
    /// and is not revoked. Certificates of that path have both by now, or will be found out.
    pub(super) fn check_signer(
        &mut self,
        signer: &Certificate,
        moment: Time,
    ) -> Result<(), RevocationProblem> {
        if *signer == self.path.anchor {
            return Ok(());
        }
        if !signer.is_current(moment) {
            return Err(RevocationProblem::SignerNotAuthorised("expired or not yet valid"));
        }
        let key_usage = signer.extensions().key_usage;
        if key_usage.is_some_and(|usage| !usage.contains(KeyUsage::CRL_SIGN)) {
            return Err(RevocationProblem::SignerNotAuthorised("its keyUsage lacks cRLSign"));
        }
        let of_the_path = self.path.certificates.iter().skip(1).any(|issuer| issuer == signer);
        let hash = *signer.sha256();
        if of_the_path
            || self.allowed.contains(&(hash, moment))
            // A key that signs the CRL which covers its own certificate: nobody else can speak.
            || self.in_progress.contains(&hash)
        {
            return Ok(());
        }
        if self.in_progress.len() >= MAX_DEPTH {
            return Err(RevocationProblem::SignerRevocation);
        }
        let path = self.find_signer_path(signer, moment)?;
        self.in_progress.push(hash);
        let unrevoked = self.is_unrevoked(&path);
        self.in_progress.pop();
        if !unrevoked {
            return Err(RevocationProblem::SignerRevocation);
        }
        self.allowed.push((hash, moment));
        Ok(())
    }

    fn find_signer_path(
        &mut self,
        signer: &Certificate,
        moment: Time,
    ) -> Result<CertificatePath, RevocationProblem> {
        let (path, data, settings) = (self.path, self.certificates, self.settings);
        let (settings, anchors, intermediates) = self.signer_path.get_or_insert_with(|| {
            let given = &settings.path;
            let settings = PathSettings {
                algorithms: given.algorithms.clone(),
                limits: given.limits,
                ..PathSettings::default()
            };
            let anchors = [TrustAnchor::certificate(path.anchor.clone())].into_iter().collect();
            let intermediates = path.certificates.iter().skip(1).chain(data).cloned().collect();
            (settings, anchors, intermediates)
        });
        let request = PathRequest {
            target: signer,
            intermediates,
            anchors,
            at: moment,
            settings,
            cache: self.cache,
        };
        path::search(&request, &mut self.work).map_err(|failure| {
            self.exhausted |=
                failure.problems.iter().any(|p| matches!(p.error, PathError::LimitReached { .. }));
            RevocationProblem::SignerPath(failure.to_string())
        })
    }

    /// Whether no certificate of a signer's path is revoked. Those that the checked path has,
    /// too, are looked at there.
    fn is_unrevoked(&mut self, path: &CertificatePath) -> bool {
        path.certificates.iter().enumerate().all(|(position, certificate)| {
            self.path.certificates.contains(certificate)
                || matches!(
                    self.fact(certificate, path.issuer_of(position)).status,
                    RevocationStatus::Good { .. }
                )
        })
    }

    /// Whether an OCSP responder's certificate is known not to be revoked.
    pub(super) fn responder_is_unrevoked(
        &mut self,
        responder: &Certificate,
        issuer: &Certificate,
    ) -> bool {
        let hash = *responder.sha256();
        if self.in_progress.contains(&hash) || self.in_progress.len() >= MAX_DEPTH {
            return false;
        }
        self.in_progress.push(hash);
        let status = self.fact(responder, issuer).status;
        self.in_progress.pop();
        matches!(status, RevocationStatus::Good { .. })
    }

    /// Verifies that `issuer` signed a responder's certificate.
    pub(super) fn check_issued_by(
        &mut self,
        certificate: &Certificate,
        issuer: &Certificate,
    ) -> Result<(), RevocationProblem> {
        let work = (&self.settings.path, self.cache, &mut self.work);
        let signed = (certificate.tbs(), certificate.signature_value());
        let algorithm = certificate.signature_algorithm();
        let key = issuer.public_key();
        let result = path::check_signature(work, key, algorithm, signed, certificate.sha256());
        self.note_limits(result)
    }

    fn note_limits(&mut self, result: Result<(), PathError>) -> Result<(), RevocationProblem> {
        self.exhausted |= matches!(result, Err(PathError::LimitReached { .. }));
        result.map_err(RevocationProblem::Signature)
    }
}

/// By which rule information speaks for a certificate.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Speaking {
    /// What was current at the time of judging.
    CurrentThen,
    /// What was issued between that time and the time of verification.
    IssuedSince,
}

/// What CRLs and OCSP responses have in common.
pub(super) trait Signed {
    fn signed(&self) -> &[u8];
    fn signature(&self) -> &[u8];
    fn hash(&self) -> &[u8; 32];
    fn algorithm(
        &self,
    ) -> Result<crate::crypto::SignatureAlgorithm, &crate::crypto::UnsupportedAlgorithm>;
    fn attempt(&self, problem: RevocationProblem) -> RevocationAttempt;
}
