//! The time of the algorithms has not run out: by the dated rows of the policy, a signature was made while
//! its algorithm and key might still be used for that, and is relied on while it still may be
//! (EN 319 102-1 §5.2.8).
//!
//! A signature was made at its proven time at the latest. It is relied on at the time of verification,
//! or when a trusted archive time-stamp or outer signature sealed it: that is what renews it.

use super::Case;
use super::time::JudgedAt;
use shohosen_pki::crypto::{AlgorithmLifetime, PublicKey, SignatureAlgorithm, SignatureOf};
use shohosen_report::{Finding, Time};

/// No row says that the time has run out.
#[derive(Clone, Debug)]
pub struct InTime(());

pub(crate) fn check(case: &mut Case<'_>, time: Option<&JudgedAt>) -> Option<InTime> {
    let time = time?;
    let rows = &case.input.policy.lifetimes;
    if rows.is_empty() {
        return Some(InTime(()));
    }
    let facts = case.facts();
    let key = facts.signing_certificate.certificate.as_ref().map(|c| c.public_key());
    // Without them other rules object.
    let (algorithm, key) = facts.signature_value.algorithm.zip(key)?;
    let mut findings = Vec::new();
    let (by, times) = ((algorithm, key), (time.at(), time.relied_on()));
    let in_time = weigh(rows, SignatureOf::Document, by, times, &mut findings);
    findings.into_iter().for_each(|finding| case.push(finding));
    in_time.then_some(InTime(()))
}

/// Whether a signature is within every row that concerns it; each such row speaks.
pub(super) fn weigh(
    rows: &[AlgorithmLifetime],
    of: SignatureOf,
    (algorithm, key): (SignatureAlgorithm, &PublicKey),
    (created, relied_on): (Time, Time),
    findings: &mut Vec<Finding>,
) -> bool {
    let mut in_time = true;
    for row in rows.iter().filter(|row| row.of.concerns(algorithm, key)) {
        let checked = row.check(created, relied_on);
        in_time &= checked.is_ok();
        findings.push(match checked {
            Ok(()) => row.finding(of, created),
            Err(ended) => ended.finding(of),
        });
    }
    in_time
}
