//! The search for a path, depth first from the target towards the anchors.

use super::error::{Candidate, PathError, PathFailure, PathProblem};
use super::{CertificatePath, PathRequest, PathSettings, validate};
use crate::crypto::{PublicKey, SignatureAlgorithm, UnsupportedAlgorithm};
use crate::trust::TrustAnchor;
use crate::{BudgetSpent, Certificate, PublicKeyOperation, SignatureCache, WorkBudget};

/// Candidates listed in a failure at most.
const LISTED_CANDIDATES: usize = 64;

/// Searches a path from the target to a trust anchor and validates it (RFC 5280 §6.1). Issuers
/// are found by name; key identifiers only decide who is tried first. Revocation is
/// [`check_revocation`](crate::check_revocation)'s.
///
/// A target that is an anchor is trusted as given.
///
/// ```
/// use shohosen_pki::{
///     Certificate, CertificatePath, PathFailure, PathRequest, PathSettings, SignatureCache,
///     TrustStore, find_path,
/// };
/// use shohosen_report::Time;
///
/// /// The path of a signer from certificates that came with a document.
/// fn path_of_signer(
///     signer: &Certificate,
///     others: &[Certificate],
///     signed_at: Time,
///     cache: &SignatureCache,
/// ) -> Result<CertificatePath, PathFailure> {
///     find_path(&PathRequest {
///         target: signer,
///         intermediates: others,
///         anchors: &TrustStore::mhlw_hpki(),
///         at: signed_at,
///         settings: &PathSettings::default(),
///         cache,
///     })
/// }
/// ```
///
/// # Errors
/// If there is no valid path: with what is wrong with the path that came nearest, and every
/// candidate with why it was refused.
pub fn find_path(request: &PathRequest<'_>) -> Result<CertificatePath, PathFailure> {
    search(request, &mut Work::new(request.settings, &WorkBudget::default()))
}

/// The work still allowed: for this search, and for the document that it belongs to.
pub(crate) struct Work<'b> {
    signatures: usize,
    steps: usize,
    budget: &'b WorkBudget,
}

impl<'b> Work<'b> {
    pub(crate) const fn new(settings: &PathSettings, budget: &'b WorkBudget) -> Self {
        Self { signatures: settings.limits.signatures, steps: settings.limits.steps, budget }
    }

    fn step(&mut self, settings: &PathSettings) -> Result<(), PathError> {
        let value = settings.limits.steps;
        self.steps =
            self.steps.checked_sub(1).ok_or(PathError::LimitReached { limit: "steps", value })?;
        self.budget.take_step().map_err(spent)
    }

    fn signature(&mut self, settings: &PathSettings) -> Result<PublicKeyOperation, PathError> {
        let value = settings.limits.signatures;
        let left = self.signatures.checked_sub(1);
        self.signatures = left.ok_or(PathError::LimitReached { limit: "signatures", value })?;
        self.budget.take_operation().map_err(spent)
    }
}

fn spent(spent: BudgetSpent) -> PathError {
    let value = usize::try_from(spent.value).unwrap_or(usize::MAX);
    PathError::LimitReached { limit: spent.limit, value }
}

pub(crate) fn search(
    request: &PathRequest<'_>,
    work: &mut Work<'_>,
) -> Result<CertificatePath, PathFailure> {
    if let Some(anchor) = request.anchors.anchor_of(request.target) {
        return Ok(CertificatePath {
            certificates: vec![request.target.clone()],
            anchor: request.target.clone(),
            anchor_name: anchor.name().clone(),
            valid_policies: request.settings.initial_policies.clone(),
        });
    }
    let limit = request.settings.limits.candidates;
    let mut search = Search {
        request,
        work,
        candidates: request.intermediates.get(..limit).unwrap_or(request.intermediates),
        chain: vec![request.target.clone()],
        nearest: None,
        refused: Vec::new(),
        exhausted: false,
    };
    match search.extend() {
        Some(path) => Ok(path),
        None => Err(search.failure()),
    }
}

/// Verifies a signature of an object by a key, or knows it from the cache.
pub(crate) fn check_signature(
    (settings, cache, work): (&PathSettings, &SignatureCache, &mut Work<'_>),
    key: &PublicKey,
    algorithm: Result<SignatureAlgorithm, &UnsupportedAlgorithm>,
    (signed, signature): (&[u8], &[u8]),
    object: &[u8; 32],
) -> Result<(), PathError> {
    let algorithm = algorithm.map_err(|error| PathError::UnsupportedAlgorithm(error.clone()))?;
    settings.algorithms.check(algorithm, key).map_err(PathError::AlgorithmRefused)?;
    let outcome = match cache.known(key, object) {
        Some(outcome) => outcome,
        None => {
            let operation = work.signature(settings)?;
            let outcome = operation.verify(key, algorithm, signed, signature);
            cache.remember(key, object, outcome);
            outcome
        }
    };
    outcome.map_err(PathError::Signature)
}

struct Search<'a, 'b> {
    request: &'a PathRequest<'a>,
    work: &'a mut Work<'b>,
    candidates: &'a [Certificate],
    chain: Vec<Certificate>,
    nearest: Option<Nearest>,
    refused: Vec<(Certificate, PathError)>,
    /// A limit was reached: nothing more is tried.
    exhausted: bool,
}

/// The failure that tells most so far.
struct Nearest {
    problems: Vec<PathProblem>,
    anchored: bool,
}

impl<'a> Search<'a, '_> {
    /// Tries every issuer of the last certificate.
    fn extend(&mut self) -> Option<CertificatePath> {
        let child = self.chain.last()?.clone();
        let issuers = self.issuers_of(&child);
        let mut found = false;
        for (issuer, anchor) in issuers {
            if self.exhausted {
                return None;
            }
            if anchor.is_none() && self.is_loop(issuer) {
                if issuer != &child {
                    self.refuse(issuer, PathError::Loop);
                }
                continue;
            }
            let step = self.check_step(&child, issuer);
            found |= step != Err(PathError::OtherKey);
            if let Err(error) = step {
                self.exhausted |= matches!(error, PathError::LimitReached { .. });
                let position = self.chain.len() - 1;
                self.refuse(issuer, error.clone());
                self.keep(false, vec![PathProblem { certificate: child.clone(), position, error }]);
                continue;
            }
            let path = match anchor {
                Some(anchor) => self.finish(anchor, issuer),
                None => {
                    self.chain.push(issuer.clone());
                    let path = self.extend();
                    self.chain.pop();
                    path
                }
            };
            if path.is_some() {
                return path;
            }
        }
        // A root of the forger's has the name of the genuine one: that this one is refused as its
        // issuer tells less than that it is not trusted.
        if !found || child.is_self_issued() {
            let error = if child.is_self_issued() {
                PathError::NotTrusted
            } else {
                PathError::IssuerNotFound { issuer: child.issuer().clone() }
            };
            if self.chain.len() > 1 {
                self.refuse(&child, error.clone());
            }
            let position = self.chain.len() - 1;
            self.keep(false, vec![PathProblem { certificate: child, position, error }]);
        }
        None
    }

    /// Certificates with the name of the issuer, the likeliest first: anchors, then those with
    /// the right key identifier, then those that are valid at the time.
    fn issuers_of(&self, child: &Certificate) -> Vec<(&'a Certificate, Option<&'a TrustAnchor>)> {
        let request = self.request;
        let mut issuers: Vec<(&'a Certificate, Option<&'a TrustAnchor>)> = Vec::new();
        if child.issuer().is_empty() {
            // RFC 5280 §4.1.2.4: an issuer has a name. All without one would be the same.
            return issuers;
        }
        let anchors = request.anchors.anchors().iter().filter_map(TrustAnchor::as_certificate);
        for certificate in anchors.chain(self.candidates) {
            if certificate.subject() == child.issuer()
                && issuers.iter().all(|(known, _)| *known != certificate)
            {
                issuers.push((certificate, request.anchors.anchor_of(certificate)));
            }
        }
        issuers.sort_by_key(|(certificate, anchor)| {
            let key = key_identifiers_agree(child, certificate);
            (anchor.is_none(), key == Some(false), !certificate.is_current(request.at))
        });
        issuers
    }

    /// The same certificate, or the same name with the same key, in the path already.
    fn is_loop(&self, issuer: &Certificate) -> bool {
        self.chain.iter().any(|certificate| {
            certificate == issuer
                || (certificate.subject() == issuer.subject()
                    && certificate.public_key() == issuer.public_key())
        })
    }

    /// Whether `issuer` signed `child`.
    fn check_step(&mut self, child: &Certificate, issuer: &Certificate) -> Result<(), PathError> {
        let PathRequest { settings, cache, .. } = *self.request;
        self.work.step(settings)?;
        let value = settings.limits.path_length;
        if self.chain.len() > value {
            return Err(PathError::LimitReached { limit: "path_length", value });
        }
        let signed = (child.tbs(), child.signature_value());
        let algorithm = child.signature_algorithm();
        let work = (settings, cache, &mut *self.work);
        let key = issuer.public_key();
        let result = check_signature(work, key, algorithm, signed, child.sha256());
        // What signs itself is most likely not meant to be signed by another of its name.
        let other_key =
            child.is_self_issued() || key_identifiers_agree(child, issuer) == Some(false);
        match result {
            Err(PathError::Signature(_)) if other_key => Err(PathError::OtherKey),
            result => result,
        }
    }

    /// The chain has reached an anchor.
    fn finish(&mut self, anchor: &TrustAnchor, issuer: &Certificate) -> Option<CertificatePath> {
        let constraints = anchor.is_constrained().then_some(issuer);
        let PathRequest { at, settings, .. } = *self.request;
        match validate::validate(&self.chain, constraints, at, settings) {
            Ok(valid_policies) => Some(CertificatePath {
                certificates: std::mem::take(&mut self.chain),
                anchor: issuer.clone(),
                anchor_name: anchor.name().clone(),
                valid_policies,
            }),
            Err(problems) => {
                for problem in problems.iter().filter(|problem| problem.position > 0) {
                    self.refuse(&problem.certificate, problem.error.clone());
                }
                self.keep(true, problems);
                None
            }
        }
    }

    fn refuse(&mut self, certificate: &Certificate, error: PathError) {
        let known = self.refused.iter().any(|(other, reason)| {
            other == certificate && std::mem::discriminant(reason) == std::mem::discriminant(&error)
        });
        if !known && self.refused.len() < LISTED_CANDIDATES {
            self.refused.push((certificate.clone(), error));
        }
    }

    /// Keeps the failure that tells most: one that reached an anchor before one that did not,
    /// of those the one with the fewest problems; else by rank, and the earlier one of equals.
    fn keep(&mut self, anchored: bool, problems: Vec<PathProblem>) {
        let score = |anchored: bool, problems: &[PathProblem]| {
            let rank = problems.iter().map(|problem| problem.error.rank()).max().unwrap_or(0);
            (anchored, if anchored { usize::MAX - problems.len() } else { usize::from(rank) })
        };
        let better = self.nearest.as_ref().is_none_or(|nearest| {
            score(anchored, &problems) > score(nearest.anchored, &nearest.problems)
        });
        if better {
            self.nearest = Some(Nearest { problems, anchored });
        }
    }

    fn failure(self) -> PathFailure {
        let candidate = |certificate: &Certificate, reason| Candidate {
            subject: certificate.subject().clone(),
            issuer: certificate.issuer().clone(),
            sha256: *certificate.sha256(),
            reason,
        };
        let mut candidates: Vec<_> =
            self.refused.iter().map(|(c, error)| candidate(c, Some(error.clone()))).collect();
        for certificate in self.candidates {
            let listed = candidates.iter().any(|known| known.sha256 == *certificate.sha256());
            let is_target = certificate == self.request.target;
            if !listed && !is_target && candidates.len() < LISTED_CANDIDATES {
                candidates.push(candidate(certificate, None));
            }
        }
        let nearest = self.nearest.unwrap_or_else(|| Nearest {
            anchored: false,
            problems: vec![PathProblem {
                certificate: self.request.target.clone(),
                position: 0,
                error: PathError::IssuerNotFound { issuer: self.request.target.issuer().clone() },
            }],
        });
        let Nearest { mut problems, anchored } = nearest;
        let ignored = self.candidates.len() < self.request.intermediates.len();
        if let (true, false, Some(first)) = (ignored, anchored, problems.first_mut()) {
            // The missing one may be among those that were not looked at.
            let value = self.request.settings.limits.candidates;
            first.error = PathError::LimitReached { limit: "candidates", value };
        }
        PathFailure { problems, anchored, candidates }
    }
}

/// Whether the key identifiers say that `issuer` signed `child`; `None` where they say nothing.
fn key_identifiers_agree(child: &Certificate, issuer: &Certificate) -> Option<bool> {
    let wanted = child.extensions().authority_key_identifier.as_ref()?.key_identifier.as_ref()?;
    Some(wanted == issuer.extensions().subject_key_identifier.as_ref()?)
}
