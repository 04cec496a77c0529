//! Revocation by CRLs (RFC 5280 §6.3.3).

use super::checker::{Checker, Signed, Speaking};
use super::evidence::{Evidence, Statement};
use super::{
    MAX_RELEVANT, RevocationAttempt, RevocationNote, RevocationProblem, RevocationSource,
    RevocationSourceKind,
};
use crate::crl::{RevocationReason, compare_numbers};
use crate::crypto::{SignatureAlgorithm, UnsupportedAlgorithm};
use crate::extensions::{DistributionPoint, RevocationReasons};
use crate::{Certificate, CertificateList, GeneralName, Name, RevokedEntry};

impl Signed for CertificateList {
    fn signed(&self) -> &[u8] {
        self.tbs()
    }

    fn signature(&self) -> &[u8] {
        self.signature_value()
    }

    fn hash(&self) -> &[u8; 32] {
        self.sha256()
    }

    fn algorithm(&self) -> Result<SignatureAlgorithm, &UnsupportedAlgorithm> {
        self.signature_algorithm()
    }

    fn attempt(&self, problem: RevocationProblem) -> RevocationAttempt {
        RevocationAttempt { source: source(self), problem }
    }
}

fn source(crl: &CertificateList) -> RevocationSource {
    let delta = crl.delta_base().is_some();
    RevocationSource {
        kind: if delta { RevocationSourceKind::DeltaCrl } else { RevocationSourceKind::Crl },
        issuer: crl.issuer().redacted().clone(),
        sha256: *crl.sha256(),
        this_update: crl.this_update(),
        next_update: crl.next_update(),
    }
}

impl<'a> Checker<'a> {
    /// What the CRLs state.
    pub(super) fn by_crl(
        &mut self,
        certificate: &Certificate,
        issuer: &Certificate,
        evidence: &mut Evidence<'a>,
        tried: &mut Vec<RevocationAttempt>,
    ) {
        // Only CRLs that name the certificate's issuer or the CRL issuer it points to matter.
        let mut relevant: Vec<&'a CertificateList> =
            self.crls.iter().filter(|crl| is_relevant(crl, certificate)).collect();
        relevant.sort_by_key(|crl| (std::cmp::Reverse(crl.this_update()), crl.sha256()));
        relevant.dedup_by_key(|crl| crl.sha256());
        if let Some(crl) = relevant.get(MAX_RELEVANT) {
            self.exhausted = true;
            tried.push(crl.attempt(RevocationProblem::TooMany(MAX_RELEVANT)));
            relevant.truncate(MAX_RELEVANT);
        }
        let (deltas, complete): (Vec<_>, Vec<_>) =
            relevant.into_iter().partition(|crl| crl.delta_base().is_some());
        let mut bases = Vec::new();
        let mut passed_over = Vec::new();
        for crl in complete {
            let entry = crl.find(certificate.issuer(), certificate.serial());
            let current = self.is_current(crl, certificate);
            // Of older lists only those matter that revoke, since that is final.
            if entry.is_none() && !current && crl.this_update() <= self.at {
                passed_over.push(crl);
                continue;
            }
            let statement = self.statement(crl, entry, current, (certificate, issuer), tried);
            bases.extend(statement.map(|(statement, key)| {
                evidence.statements.push(statement);
                (crl, current, key)
            }));
        }
        if let Some(hold) = evidence.earliest_hold(self.at) {
            // Whether it was lifted meanwhile is for every list between then and now to say.
            for crl in std::mem::take(&mut passed_over) {
                if crl.this_update() < hold {
                    passed_over.push(crl);
                    continue;
                }
                let parties = (certificate, issuer);
                if let Some((statement, _)) = self.statement(crl, None, false, parties, tried) {
                    evidence.statements.push(statement);
                }
            }
        }
        let late = passed_over.iter();
        tried.extend(late.map(|crl| crl.attempt(RevocationProblem::NotCurrent { at: self.at })));
        self.by_deltas(&deltas, &bases, (certificate, issuer), evidence, tried);
    }

    /// What a list states, and the key that signed it; `None` if it does not cover the
    /// certificate or is not authentic.
    fn statement(
        &mut self,
        crl: &'a CertificateList,
        entry: Option<RevokedEntry>,
        current: bool,
        (certificate, issuer): (&Certificate, &Certificate),
        tried: &mut Vec<RevocationAttempt>,
    ) -> Option<(Statement<'a>, [u8; 32])> {
        let checked = scope(crl, certificate)
            .map_err(RevocationProblem::Scope)
            .and_then(|reasons| Ok((reasons, self.find_signer(crl, issuer, entry.is_some())?)));
        let (reasons, key) = match checked {
            Ok(checked) => checked,
            Err(problem) => {
                tried.push(crl.attempt(problem));
                return None;
            }
        };
        if !current {
            tried.push(crl.attempt(RevocationProblem::NotCurrent { at: self.at }));
        } else if reasons != RevocationReasons::ALL {
            tried.push(crl.attempt(RevocationProblem::SomeReasons));
        }
        let list = Some(crl);
        Some((Statement { source: source(crl), entry, current, reasons, list }, key))
    }

    /// What delta CRLs add to complete lists that they fit (RFC 5280 §5.2.4). One that fits none
    /// adds nothing: between the two there are lists that nobody has seen.
    fn by_deltas(
        &mut self,
        deltas: &[&'a CertificateList],
        bases: &[(&'a CertificateList, bool, [u8; 32])],
        (certificate, issuer): (&Certificate, &Certificate),
        evidence: &mut Evidence<'a>,
        tried: &mut Vec<RevocationAttempt>,
    ) {
        for delta in deltas.iter().copied() {
            let entry = delta.find(certificate.issuer(), certificate.serial());
            let current = self.is_current(delta, certificate);
            if entry.is_none() && !current && delta.this_update() <= self.at {
                tried.push(delta.attempt(RevocationProblem::NotCurrent { at: self.at }));
                continue;
            }
            let fitting = bases.iter().filter(|(base, ..)| is_delta_of(delta, base));
            let signer = match scope(delta, certificate) {
                Err(problem) => Err(RevocationProblem::Scope(problem)),
                Ok(reasons) => {
                    self.find_signer(delta, issuer, entry.is_some()).map(|key| (reasons, key))
                }
            };
            let (reasons, key) = match signer {
                Ok(signer) => signer,
                Err(problem) => {
                    tried.push(delta.attempt(problem));
                    continue;
                }
            };
            let mut fitting = fitting.filter(|(.., of_base)| *of_base == key).peekable();
            if fitting.peek().is_none() {
                tried.push(delta.attempt(RevocationProblem::DeltaWithoutBase));
                if !bases.is_empty() {
                    let problem = RevocationProblem::DeltaWithoutBase;
                    evidence
                        .notes
                        .push(RevocationNote::DeltaUnusable { delta: source(delta), problem });
                }
                continue;
            }
            let Some(entry) = entry else { continue };
            let current = current && fitting.any(|(_, current, _)| *current);
            let removed = entry.reason == Some(RevocationReason::REMOVE_FROM_CRL);
            evidence.statements.push(Statement {
                source: source(delta),
                entry: (!removed).then_some(entry),
                current,
                reasons,
                list: Some(delta),
            });
        }
    }

    /// Whether it may say that the certificate was not revoked. RFC 5280 §5.1.2.5 demands
    /// nextUpdate; what lacks it is never known to be current.
    fn is_current(&self, crl: &CertificateList, certificate: &Certificate) -> bool {
        let Some(next_update) = crl.next_update() else { return false };
        match self.speaking() {
            Speaking::CurrentThen => {
                crl.this_update() <= self.at.min(self.verified_at)
                    && self.at.unix() <= next_update.unix()
            }
            Speaking::IssuedSince => self.is_issued_since(crl.this_update(), certificate),
        }
    }

    /// The key of a signer who may sign a CRL: usually that of the issuer of the certificate.
    /// What revokes needs a signer who was valid when it was issued; what acquits, one who was
    /// valid at the time at which the certificate is judged, too.
    fn find_signer(
        &mut self,
        crl: &CertificateList,
        issuer: &Certificate,
        revokes: bool,
    ) -> Result<[u8; 32], RevocationProblem> {
        if let Some(oid) = crl.unknown_critical_extension() {
            return Err(RevocationProblem::UnknownCriticalExtension(oid));
        }
        if let Some(defect) = crl.defect() {
            return Err(RevocationProblem::Defect(defect));
        }
        let (path, others) = (self.path, self.certificates);
        let known = std::iter::once(issuer)
            .chain(path.certificates.iter().skip(1))
            .chain(std::iter::once(&path.anchor))
            .chain(others)
            .filter(|c| c.subject() == crl.issuer());
        let key_identifier = crl
            .authority_key_identifier()
            .and_then(|identifier| identifier.key_identifier.as_ref());
        let has_key = |candidate: &&Certificate| {
            let own = candidate.extensions().subject_key_identifier.as_ref();
            key_identifier.is_none() || own == key_identifier
        };
        let likely = known.clone().filter(has_key);
        let unlikely = known.filter(|candidate| !has_key(candidate));
        let mut problem = RevocationProblem::SignerNotFound;
        let mut tried: Vec<&Certificate> = Vec::new();
        for candidate in likely.chain(unlikely) {
            if tried.contains(&candidate) {
                continue;
            }
            let late = crl.this_update().max(self.at);
            let moment =
                if revokes && !candidate.is_current(late) { crl.this_update() } else { late };
            let result = self
                .check_signature(candidate, crl)
                .and_then(|()| self.check_signer(candidate, moment));
            match result {
                Ok(()) => return Ok(*candidate.public_key().sha256()),
                // That of a right signature tells more than that of a wrong one.
                Err(RevocationProblem::Signature(error)) => {
                    if problem == RevocationProblem::SignerNotFound {
                        problem = RevocationProblem::Signature(error);
                    }
                }
                Err(error) => problem = error,
            }
            tried.push(candidate);
        }
        Err(problem)
    }
}

/// Same issuer, same scope, and numbers that follow on each other:
/// BaseCRLNumber ≤ number of the complete list < number of the delta CRL.
fn is_delta_of(delta: &CertificateList, base: &CertificateList) -> bool {
    let (Some(from), Some(number), Some(base_number)) =
        (delta.delta_base(), delta.number(), base.number())
    else {
        return false;
    };
    delta.issuer() == base.issuer()
        && delta.issuing_distribution_point() == base.issuing_distribution_point()
        && compare_numbers(from, base_number).is_le()
        && compare_numbers(number, base_number).is_gt()
}

/// Whether a CRL could be about the certificate, by its issuer.
fn is_relevant(crl: &CertificateList, certificate: &Certificate) -> bool {
    let points = &certificate.extensions().crl_distribution_points;
    crl.issuer() == certificate.issuer()
        || points.iter().any(|point| names_directory(&point.crl_issuer, crl.issuer()))
}

fn names_directory(names: &[GeneralName], wanted: &Name) -> bool {
    names.iter().any(|name| matches!(name, GeneralName::Directory(name) if name == wanted))
}

/// For which reasons a CRL covers the certificate (RFC 5280 §6.3.3 (b), (d)).
fn scope(
    crl: &CertificateList,
    certificate: &Certificate,
) -> Result<RevocationReasons, &'static str> {
    let default = crate::IssuingDistributionPoint::default();
    let idp = crl.issuing_distribution_point().unwrap_or(&default);
    let extensions = certificate.extensions();
    let is_ca = extensions.basic_constraints.is_some_and(|constraints| constraints.ca);
    if idp.only_attribute_certificates {
        return Err("onlyContainsAttributeCerts");
    }
    if idp.only_user_certificates && is_ca {
        return Err("onlyContainsUserCerts");
    }
    if idp.only_ca_certificates && !is_ca {
        return Err("onlyContainsCACerts");
    }
    // Beside the points of the certificate, its issuer may have CRLs at a point of its own name.
    let of_the_issuer = DistributionPoint { name: None, reasons: None, crl_issuer: Vec::new() };
    let points = extensions.crl_distribution_points.iter();
    let mut reasons = RevocationReasons::NONE;
    for point in points.chain(std::iter::once(&of_the_issuer)) {
        let indirect = !point.crl_issuer.is_empty();
        let issuer_fits = if indirect {
            idp.indirect && names_directory(&point.crl_issuer, crl.issuer())
        } else {
            crl.issuer() == certificate.issuer()
        };
        let name_fits = || {
            let Some(name) = &idp.name else { return true };
            let names = name.resolve(crl.issuer());
            let any_of = |wanted: &[GeneralName]| names.iter().any(|name| wanted.contains(name));
            match &point.name {
                Some(name) => {
                    let issuer = if indirect { crl.issuer() } else { certificate.issuer() };
                    any_of(&name.resolve(issuer))
                }
                None if indirect => any_of(&point.crl_issuer),
                None => names_directory(&names, certificate.issuer()),
            }
        };
        if issuer_fits && name_fits() {
            reasons = reasons.union(point.reasons.unwrap_or(RevocationReasons::ALL));
        }
    }
    let reasons = reasons.intersection(idp.only_some_reasons.unwrap_or(RevocationReasons::ALL));
    if reasons == RevocationReasons::NONE {
        return Err("another distribution point");
    }
    Ok(reasons)
}
