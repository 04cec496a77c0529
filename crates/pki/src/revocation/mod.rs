//! Whether the certificates of a path were revoked, by CRLs and OCSP responses given.

mod checker;
mod crl;
mod evidence;
mod ocsp;

use crate::crl::RevocationReason;
use crate::path::PathError;
use crate::{
    Certificate, CertificateList, CertificatePath, CrlDefect, OcspResponse, Oid, PathSettings,
    RevokedEntry, SignatureCache, TimeBasis, WorkBudget,
};
use checker::Checker;
use shohosen_report::{Text, Time};

/// Revocation information; none of it is trusted for being here.
#[derive(Clone, Copy, Debug, Default)]
pub struct RevocationData<'a> {
    /// Complete and delta CRLs of any issuers.
    pub crls: &'a [CertificateList],
    /// OCSP responses about any certificates.
    pub ocsp_responses: &'a [OcspResponse],
    /// Certificates that may have signed them, beside those of the path: issuers of indirect
    /// CRLs, keys for CRLs only, OCSP responders.
    pub certificates: &'a [Certificate],
}

/// Which revocation information speaks for a certificate not being revoked.
///
/// Whatever the rule, information that says the certificate was revoked before the time of the
/// validation speaks against it, issued before or after that time: a revocation that is not a
/// hold is never taken back (RFC 5280 §3.3, §5.3.1).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Freshness {
    /// What was current at that time: thisUpdate ≤ time ≤ nextUpdate. This is the rule of the
    /// 検証要件: in every prescription the CRLs were issued before the signature time-stamp.
    #[default]
    CurrentAt,
    /// Only what was issued at that time or later, up to the time of verification and before the
    /// certificate expired, as EN 319 102-1 has it. What is judged at the time of verification
    /// itself, such as the authority of the last time-stamp, is judged by what is current then:
    /// nothing can have been issued after it.
    IssuedAfter,
}

/// The question which certificates of a path were revoked.
#[derive(Clone, Copy, Debug)]
pub struct RevocationRequest<'a> {
    /// The path.
    pub path: &'a CertificatePath,
    /// What is at hand.
    pub data: RevocationData<'a>,
    /// The time for which the path was validated.
    pub at: Time,
    /// The time of verification. What was issued later acquits nobody; a revocation in it counts
    /// by its own date.
    pub verified_at: Time,
    /// How revocation is checked.
    pub settings: &'a RevocationSettings,
    /// What was verified before.
    pub cache: &'a SignatureCache,
    /// The work that is still allowed.
    pub budget: &'a WorkBudget,
}

/// How revocation is checked.
#[derive(Clone, Debug, Default)]
pub struct RevocationSettings {
    /// Which information counts.
    pub freshness: Freshness,
    /// How the paths of CRL issuers that are not in the path itself are validated, which
    /// algorithms are allowed, and how much work is done.
    pub path: PathSettings,
}

/// CRLs, and answers of OCSP responses, that may be about one certificate. If there are more,
/// nothing counts as good: what says "revoked" may be among the rest.
const MAX_RELEVANT: usize = 256;

/// A CRL or an OCSP response that was used or tried.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RevocationSource {
    /// Which of the two.
    pub kind: RevocationSourceKind,
    /// The issuer of the CRL, or the responder.
    pub issuer: Text,
    /// Its SHA-256.
    pub sha256: [u8; 32],
    /// thisUpdate.
    pub this_update: Time,
    /// nextUpdate.
    pub next_update: Option<Time>,
}

/// The kinds of revocation information.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RevocationSourceKind {
    /// A complete CRL.
    Crl,
    /// A delta CRL.
    DeltaCrl,
    /// An OCSP response.
    Ocsp,
}

impl RevocationSourceKind {
    /// Its name in reports.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Crl => "CRL",
            Self::DeltaCrl => "delta CRL",
            Self::Ocsp => "OCSP",
        }
    }
}

/// Why a CRL or an OCSP response does not tell whether a certificate was revoked.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum RevocationProblem {
    /// Not current at the time of the validation, or not fresh enough.
    #[error("not current at {at}")]
    NotCurrent {
        /// The time of the validation.
        at: Time,
    },
    /// It covers other certificates: another distribution point, only CA certificates and so on.
    #[error("it does not cover the certificate: {0}")]
    Scope(&'static str),
    /// Together with the others it does not cover every reason for revocation.
    #[error("it covers only some reasons for revocation")]
    SomeReasons,
    /// A delta CRL of which the base is missing.
    #[error("a delta CRL without the CRL it adds to")]
    DeltaWithoutBase,
    /// A critical extension that is not known.
    #[error("unknown critical extension {0}")]
    UnknownCriticalExtension(Oid),
    /// No certificate of its signer was found.
    #[error("no certificate of its signer was found")]
    SignerNotFound,
    /// The signer may not sign it.
    #[error("its signer may not sign it: {0}")]
    SignerNotAuthorised(&'static str),
    /// The signature does not verify or is of an algorithm that is not allowed.
    #[error("its signature: {0}")]
    Signature(PathError),
    /// No valid path to the same trust anchor was found for the signer.
    #[error("no valid path for its signer: {0}")]
    SignerPath(String),
    /// The signer's certificate is revoked, or nothing says that it is not.
    #[error("its signer's certificate is not known to be unrevoked")]
    SignerRevocation,
    /// More may be about the certificate than are looked at, among them one that says it is
    /// revoked.
    #[error("one of more than {0} that may be about the certificate")]
    TooMany(usize),
    /// The responder does not know the certificate.
    #[error("the responder does not know the certificate")]
    UnknownToResponder,
    /// It was signed at a time at which the signer's certificate was not valid.
    #[error("it was signed outside the validity of its signer's certificate")]
    SignedOutsideValidity,
    /// A CRL that is not as RFC 5280 has it, so that what it says is not certain.
    #[error("{0}")]
    Defect(CrlDefect),
}

/// One thing that was tried in vain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RevocationAttempt {
    /// What was tried.
    pub source: RevocationSource,
    /// Why it does not serve.
    pub problem: RevocationProblem,
}

/// What is known of the revocation of one certificate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RevocationFact {
    /// Whether it was revoked.
    pub status: RevocationStatus,
    /// What is odd about the information, whatever it says in the end.
    pub notes: Vec<RevocationNote>,
    /// Whether information that was current covers every reason for revocation.
    pub(crate) covered: bool,
}

/// Something odd about the information on a certificate.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum RevocationNote {
    /// One source says that the certificate was revoked, and one that was issued later does not.
    Contradiction {
        /// Who says so.
        revoking: RevocationSource,
        /// What it says.
        entry: RevokedEntry,
        /// Who does not.
        acquitting: RevocationSource,
    },
    /// Two complete CRLs of one issuer and time say different things about the certificate.
    ListsOfEqualTimeDiffer {
        /// One of them.
        first: RevocationSource,
        /// The other.
        second: RevocationSource,
    },
    /// Of two complete CRLs of one issuer the later one has no greater number (RFC 5280 §5.2.3).
    NumbersContradict {
        /// The later one by thisUpdate.
        newer: RevocationSource,
        /// The earlier one.
        older: RevocationSource,
    },
    /// A delta CRL that no complete list at hand can be combined with.
    DeltaUnusable {
        /// Which.
        delta: RevocationSource,
        /// Why.
        problem: RevocationProblem,
    },
}

/// Whether one certificate was revoked at the time of the validation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RevocationStatus {
    /// It is the trust anchor, which is not checked.
    TrustAnchor,
    /// It was not.
    Good {
        /// Which information says so.
        source: RevocationSource,
        /// It was revoked later.
        revoked_later: Option<RevokedEntry>,
    },
    /// It was.
    Revoked {
        /// From when on.
        revoked_at: Time,
        /// Why, if it is said.
        reason: Option<RevocationReason>,
        /// Which information says so.
        source: RevocationSource,
    },
    /// A time-stamp authority's: it was revoked, but after the token in question was made and for
    /// a reason that leaves earlier tokens good (RFC 3161 §4).
    RevokedAfterToken {
        /// From when on.
        revoked_at: Time,
        /// Why.
        reason: RevocationReason,
        /// Which information says so.
        source: RevocationSource,
    },
    /// That is not known.
    Unknown {
        /// Everything about this certificate that was tried; empty if there was nothing.
        tried: Vec<RevocationAttempt>,
    },
}

impl RevocationFact {
    /// Weighs the revocation of a time-stamp authority's certificate for a token of this time
    /// (RFC 3161 §4): with a reason that says nothing against the key, earlier tokens stay good.
    /// With another, or none, all are void, since whoever holds the key could date them back —
    /// unless it is proven that the token was there before the revocation.
    pub(crate) fn weigh_for_token(&mut self, gen_time: Time, basis: TimeBasis) {
        let harmless =
            |reason: Option<RevocationReason>| reason.filter(|reason| reason.leaves_tokens_good());
        match &self.status {
            RevocationStatus::Revoked { revoked_at, reason, source } => {
                if let Some(reason) = harmless(*reason)
                    && gen_time < *revoked_at
                    && self.covered
                {
                    let (revoked_at, source) = (*revoked_at, source.clone());
                    self.status =
                        RevocationStatus::RevokedAfterToken { revoked_at, reason, source };
                }
            }
            RevocationStatus::Good { source, revoked_later: Some(entry) }
                if harmless(entry.reason).is_none() && basis != TimeBasis::Proven =>
            {
                let RevokedEntry { revoked_at, reason } = *entry;
                let source = source.clone();
                self.status = RevocationStatus::Revoked { revoked_at, reason, source };
            }
            _ => {}
        }
    }
}

/// Checks every certificate of a path at the time for which the path was validated; the result
/// has the order of [`CertificatePath::certificates`]. The anchor is never checked.
///
/// CRLs are processed as RFC 5280 §6.3 says: issuing distribution points (any name of a
/// distribution point may match), indirect CRLs, reasons, deltas; their signers need cRLSign and
/// a path to the same anchor. OCSP responses are accepted from the issuer itself and from
/// responders to whom it delegated (RFC 6960 §4.2.2.2).
///
/// Of several sources the worse answer wins, in whatever order they are given and wherever they
/// come from; that they disagree is noted.
pub fn check_revocation(request: &RevocationRequest<'_>) -> Vec<RevocationFact> {
    let mut checker = Checker::new(request);
    let path = request.path;
    let check = |(position, certificate): (usize, &Certificate)| {
        if *certificate == path.anchor {
            let status = RevocationStatus::TrustAnchor;
            return RevocationFact { status, notes: Vec::new(), covered: true };
        }
        checker.fact(certificate, path.issuer_of(position))
    };
    path.certificates.iter().enumerate().map(check).collect()
}
