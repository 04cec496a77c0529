//! The outcome of a verification: the report, and what may be used because of it.

use crate::Facts;
use shohosen_pki::Certificate;
use shohosen_report::{Position, Report, Verdict, hex};

/// A verified document: its report and the records that the signatures cover.
#[derive(Clone, Debug)]
pub struct Verified {
    pub(crate) report: Report,
    pub(crate) payloads: Vec<(Position, Vec<u8>)>,
    /// That which each signature was made with, as far as the document has it.
    pub(crate) certificates: Vec<Option<Certificate>>,
}

/// A report of [judged facts](crate::Verifier::judge), without the records: those are in the document.
impl From<Report> for Verified {
    fn from(report: Report) -> Self {
        Self { report, payloads: Vec::new(), certificates: Vec::new() }
    }
}

impl Verified {
    /// What was found of these facts, and the records in them.
    pub(crate) fn of(report: Report, facts: Facts) -> Self {
        let entries = facts.signatures.iter();
        let certificates =
            entries.map(|entry| entry.facts.signing_certificate.certificate.clone()).collect();
        let payloads = facts.signatures.into_iter().filter_map(|entry| {
            let position = entry.position();
            Some((position, entry.payload?.octets?))
        });
        Self { report, payloads: payloads.collect(), certificates }
    }

    /// What was found.
    pub const fn report(&self) -> &Report {
        &self.report
    }

    /// The report alone.
    pub fn into_report(self) -> Report {
        self.report
    }

    /// The certificate of the signer of the signature with this index, from 0, in the order of the
    /// report; `None` if the document does not have it, and after a judgement without the document.
    /// Whether it is trusted says the report.
    pub fn signer_certificate(&self, index: usize) -> Option<&Certificate> {
        let certificate = self.certificates.get(index)?.as_ref()?;
        let signer = self.report.signatures.get(index)?.signer.as_ref()?;
        (signer.certificate_sha256 == hex(certificate.sha256())).then_some(certificate)
    }

    /// The records (SJ1 or CJ1, the decoded bytes exactly as signed) under the signature at this
    /// position, if the document came out VALID. They are taken from the very element that the
    /// signature was verified for.
    pub fn payload(&self, position: Position) -> Option<&[u8]> {
        (self.report.verdict() == Verdict::Valid).then(|| self.find(position)).flatten()
    }

    /// The same records whatever the verdict, to show to a person together with the report.
    /// **They may be forged**: never dispense or store by them.
    pub fn unverified_payload(&self, position: Position) -> Option<&[u8]> {
        self.find(position)
    }

    fn find(&self, position: Position) -> Option<&[u8]> {
        self.payloads.iter().find(|(at, _)| *at == position).map(|(_, bytes)| bytes.as_slice())
    }
}
