//! Revocation by CRLs (RFC 5280 §6.3.3).

use super::checker::{Checker, Signed};
use super::{
    Freshness, MAX_RELEVANT, RevocationAttempt, RevocationProblem, RevocationSource,
    RevocationSourceKind, RevocationStatus,
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

impl Checker<'_> {
    /// What the CRLs say; `None` if together they do not cover the certificate.
    pub(super) fn by_crl(
        &mut self,
        certificate: &Certificate,
        issuer: &Certificate,
        tried: &mut Vec<RevocationAttempt>,
    ) -> Option<RevocationStatus> {
        // Only CRLs that name the certificate's issuer or the CRL issuer it points to matter.
        let crls = self.crls;
        let mut relevant: Vec<_> =
            crls.iter().filter(|crl| is_relevant(crl, certificate)).collect();
        relevant.sort_by_key(|crl| std::cmp::Reverse(crl.this_update()));
        if let Some(crl) = relevant.get(MAX_RELEVANT) {
            self.exhausted = true;
            tried.push(crl.attempt(RevocationProblem::TooMany(MAX_RELEVANT)));
            relevant.truncate(MAX_RELEVANT);
        }

        let mut covered = RevocationReasons::NONE;
        let mut good: Option<&CertificateList> = None;
        let mut revoked_later = None;
        let before = tried.len();
        for crl in relevant.iter().copied() {
            let acquits = covered != RevocationReasons::ALL && self.is_current(crl, certificate);
            let convicts = crl.this_update() > self.at;
            if !acquits && !convicts {
                if covered != RevocationReasons::ALL {
                    tried.push(crl.attempt(RevocationProblem::NotCurrent { at: self.at }));
                }
                continue;
            }
            let reasons = match self.usable(crl, certificate, issuer) {
                Ok(reasons) => reasons,
                Err(problem) => {
                    tried.push(crl.attempt(problem));
                    continue;
                }
            };
            if acquits && covered.contains(reasons) {
                continue;
            }
            let (entry, by) = self.lookup(crl, &relevant, certificate, issuer);
            if let Some(entry) = entry {
                if entry.revoked_at <= self.at {
                    let RevokedEntry { revoked_at, reason } = entry;
                    return Some(RevocationStatus::Revoked {
                        revoked_at,
                        reason,
                        source: source(by),
                    });
                }
                revoked_later = Some(entry);
            }
            if acquits {
                covered = covered.union(reasons);
                good = good.or(Some(by));
            } else {
                tried.push(crl.attempt(RevocationProblem::NotCurrent { at: self.at }));
            }
        }
        let good = good?;
        if covered == RevocationReasons::ALL {
            if !self.exhausted {
                tried.truncate(before);
            }
            return Some(RevocationStatus::Good { source: source(good), revoked_later });
        }
        tried.push(good.attempt(RevocationProblem::SomeReasons));
        None
    }

    /// Whether it may say that the certificate was not revoked.
    fn is_current(&self, crl: &CertificateList, certificate: &Certificate) -> bool {
        match self.settings.freshness {
            Freshness::CurrentAt => {
                crl.this_update() <= self.at
                    && crl.next_update().is_some_and(|next| self.at.unix() <= next.unix())
            }
            // An expired certificate may have left the list (RFC 5280 §3.3).
            Freshness::IssuedAfter => {
                crl.this_update() >= self.at && crl.this_update() <= certificate.not_after()
            }
        }
    }

    /// Whether a complete CRL covers the certificate and is authentic, and for which reasons.
    fn usable(
        &mut self,
        crl: &CertificateList,
        certificate: &Certificate,
        issuer: &Certificate,
    ) -> Result<RevocationReasons, RevocationProblem> {
        if crl.delta_base().is_some() {
            return Err(RevocationProblem::DeltaWithoutBase);
        }
        let reasons = scope(crl, certificate).map_err(RevocationProblem::Scope)?;
        self.find_signer(crl, issuer)?;
        Ok(reasons)
    }

    /// Whether a CRL has a signer who may sign it: usually the issuer of the certificate.
    fn find_signer(
        &mut self,
        crl: &CertificateList,
        issuer: &Certificate,
    ) -> Result<(), RevocationProblem> {
        if let Some(oid) = crl.unknown_critical_extension() {
            return Err(RevocationProblem::UnknownCriticalExtension(oid));
        }
        let moment = crl.this_update().max(self.at);
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
            let result = self
                .check_signature(candidate, crl)
                .and_then(|()| self.check_signer(candidate, moment));
            match result {
                Ok(()) => return Ok(()),
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

    /// The entry of a certificate in a complete CRL, brought up to date by the latest delta CRL
    /// for it (RFC 5280 §5.2.4), and which of the two says so.
    fn lookup<'b>(
        &mut self,
        base: &'b CertificateList,
        relevant: &[&'b CertificateList],
        certificate: &Certificate,
        issuer: &Certificate,
    ) -> (Option<RevokedEntry>, &'b CertificateList) {
        let mut deltas: Vec<_> = relevant
            .iter()
            .copied()
            .filter(|delta| is_delta_of(delta, base) && self.is_current(delta, certificate))
            .collect();
        deltas.sort_by(|a, b| {
            compare_numbers(b.number().unwrap_or_default(), a.number().unwrap_or_default())
        });
        let find = |crl: &CertificateList| crl.find(certificate.issuer(), certificate.serial());
        for delta in deltas {
            if self.find_signer(delta, issuer).is_ok() {
                return match find(delta) {
                    Some(entry) if entry.reason == Some(RevocationReason::REMOVE_FROM_CRL) => {
                        (None, delta)
                    }
                    Some(entry) => (Some(entry), delta),
                    None => (find(base), base),
                };
            }
        }
        (find(base), base)
    }
}

/// Same issuer, same scope, and numbers that follow on each other.
fn is_delta_of(delta: &CertificateList, base: &CertificateList) -> bool {
    let (Some(from), Some(number), Some(base_number)) =
        (delta.delta_base(), delta.number(), base.number())
    else {
        return false;
    };
    delta.issuer() == base.issuer()
        && delta.issuing_distribution_point() == base.issuing_distribution_point()
        && compare_numbers(from, base_number).is_le()
        && compare_numbers(number, base_number).is_ge()
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
