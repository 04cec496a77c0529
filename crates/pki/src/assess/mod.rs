//! Whether a certificate may be trusted: candidates, path, revocation, purpose. There is one way
//! through all of them, whoever asks: for a signer or for a time-stamp authority, when verifying
//! or when signing.

mod findings;
mod not_revoked;
mod purpose;

pub use not_revoked::{NotRevoked, NotRevokedBecause};
pub use purpose::{PurposeFits, PurposeProblem};

use crate::findings::TimeBasis;
use crate::path::{self, Work};
use crate::revocation::{self, RevocationRequest};
use crate::{
    Certificate, CertificateList, CertificatePath, OcspResponse, PathFailure, PathRequest,
    RevocationData, RevocationFact, RevocationSettings, SignatureCache, TrustStore, WorkBudget,
};
use shohosen_report::Time;
use std::ops::Deref;

/// As what a certificate is to be trusted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TrustRole {
    /// As that of the signer of a document.
    Signer,
    /// As that of a time-stamp authority, for a token of this time.
    TimeStampAuthority {
        /// genTime of the token.
        gen_time: Time,
    },
}

/// Certificates and revocation information from one place: a document, a token, the caller. None
/// of it is trusted for being here.
#[derive(Clone, Copy, Debug, Default)]
pub struct TrustMaterial<'a> {
    /// Certificates that may be issuers, or signers of revocation information.
    pub certificates: &'a [Certificate],
    /// Revocation lists.
    pub crls: &'a [CertificateList],
    /// OCSP responses.
    pub ocsp_responses: &'a [OcspResponse],
}

/// The question whether a certificate may be trusted.
#[derive(Clone, Copy, Debug)]
pub struct TrustRequest<'a> {
    /// The certificate.
    pub certificate: &'a Certificate,
    /// As what.
    pub role: TrustRole,
    /// Who is trusted in that role.
    pub anchors: &'a TrustStore,
    /// What is at hand, from wherever.
    pub material: &'a [TrustMaterial<'a>],
    /// The time at which the certificate is judged.
    pub at: Time,
    /// Whether that time is proven.
    pub basis: TimeBasis,
    /// The time of verification: what was issued later acquits nobody.
    pub verified_at: Time,
    /// How paths are validated and revocation is checked.
    pub settings: &'a RevocationSettings,
    /// What was verified before.
    pub cache: &'a SignatureCache,
    /// The work that is still allowed.
    pub budget: &'a WorkBudget,
}

/// A path to a trust anchor that was validated. Only the search for one makes it.
#[derive(Clone, Debug)]
pub struct ValidatedPath(CertificatePath);

impl Deref for ValidatedPath {
    type Target = CertificatePath;

    fn deref(&self) -> &CertificatePath {
        &self.0
    }
}

/// What was found out about a certificate. Its parts that speak for the certificate are values
/// that nothing but their own check can make.
#[derive(Clone, Debug)]
pub struct Assessment {
    certificate: Certificate,
    role: TrustRole,
    at: Time,
    basis: TimeBasis,
    path: Result<ValidatedPath, PathFailure>,
    /// One for each certificate of the path, in its order; none without a path.
    revocation: Vec<RevocationFact>,
    purpose: Result<PurposeFits, PurposeProblem>,
}

/// Everything that speaks for a certificate: there is one only where nothing is missing.
#[derive(Clone, Debug)]
pub struct Trusted {
    /// Its path to an anchor.
    pub path: ValidatedPath,
    /// That no certificate of the path was revoked.
    pub not_revoked: NotRevoked,
    /// That it is for this purpose.
    pub purpose: PurposeFits,
}

impl<'a> TrustRequest<'a> {
    /// Finds a path to an anchor, at the time at which the certificate is judged.
    ///
    /// # Errors
    /// If there is none, with the evidence.
    pub fn find_path(&self) -> Result<ValidatedPath, PathFailure> {
        let candidates = self.gather(|material| material.certificates);
        self.path_among(&candidates)
    }

    fn path_among(&self, candidates: &[Certificate]) -> Result<ValidatedPath, PathFailure> {
        let mut settings = self.settings.path.clone();
        settings.issuer_purposes = purpose::of_issuers(self.role);
        let request = PathRequest {
            target: self.certificate,
            intermediates: candidates,
            anchors: self.anchors,
            at: self.at,
            settings: &settings,
            cache: self.cache,
        };
        path::search(&request, &mut Work::new(&settings, self.budget)).map(ValidatedPath)
    }

    /// Finds out whether the certificate may be trusted: its path, whether a certificate of the
    /// path was revoked, and whether it is for this purpose.
    pub fn assess(&self) -> Assessment {
        let candidates = self.gather(|material| material.certificates);
        let path = self.path_among(&candidates);
        let revocation = match &path {
            Ok(path) => self.revocation(path, &candidates),
            Err(_) => Vec::new(),
        };
        Assessment {
            certificate: self.certificate.clone(),
            role: self.role,
            at: self.at,
            basis: self.basis,
            path,
            revocation,
            purpose: PurposeFits::check(self.role, self.certificate),
        }
    }

    fn revocation(&self, path: &ValidatedPath, candidates: &[Certificate]) -> Vec<RevocationFact> {
        let crls = self.gather(|material| material.crls);
        let ocsp_responses = self.gather(|material| material.ocsp_responses);
        let mut facts = revocation::check_revocation(&RevocationRequest {
            path,
            data: RevocationData {
                crls: &crls,
                ocsp_responses: &ocsp_responses,
                certificates: candidates,
            },
            at: self.at,
            verified_at: self.verified_at,
            settings: self.settings,
            cache: self.cache,
            budget: self.budget,
        });
        if let (TrustRole::TimeStampAuthority { gen_time }, Some(first)) =
            (self.role, facts.first_mut())
        {
            first.weigh_for_token(gen_time, self.basis);
        }
        facts
    }

    /// All of one kind, from all places.
    fn gather<T: Clone + 'a>(&self, of: impl Fn(&TrustMaterial<'a>) -> &'a [T]) -> Vec<T> {
        self.material.iter().flat_map(|material| of(material).iter().cloned()).collect()
    }
}

impl Assessment {
    /// The certificate.
    pub const fn certificate(&self) -> &Certificate {
        &self.certificate
    }

    /// As what it was looked at.
    pub const fn role(&self) -> TrustRole {
        self.role
    }

    /// The time at which it was judged.
    pub const fn at(&self) -> Time {
        self.at
    }

    /// Its path to an anchor.
    ///
    /// # Errors
    /// Why there is none.
    pub const fn path(&self) -> Result<&ValidatedPath, &PathFailure> {
        self.path.as_ref()
    }

    /// What is known of the revocation of each certificate of the path, in its order; empty
    /// without a path.
    pub fn revocation(&self) -> &[RevocationFact] {
        &self.revocation
    }

    /// That no certificate of the path was revoked; `None` where one was, or where that is not
    /// known.
    pub fn not_revoked(&self) -> Option<NotRevoked> {
        NotRevoked::establish(self.path.as_ref().ok()?, &self.revocation)
    }

    /// Whether it is for this purpose.
    ///
    /// # Errors
    /// What it is for instead.
    pub const fn purpose(&self) -> Result<&PurposeFits, &PurposeProblem> {
        self.purpose.as_ref()
    }

    /// Everything that speaks for it, if nothing is missing.
    pub fn trusted(&self) -> Option<Trusted> {
        Some(Trusted {
            path: self.path.as_ref().ok()?.clone(),
            not_revoked: self.not_revoked()?,
            purpose: self.purpose.as_ref().ok()?.clone(),
        })
    }
}
