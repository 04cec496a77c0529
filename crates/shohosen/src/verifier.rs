//! From the bytes of a document to its report.

mod bounded;
mod builder;
mod certificate;
mod collect;
mod facts;
mod fetch;
mod identity;
mod judge;
mod proof;
mod registry;
mod rules;
mod scratch;
mod stored;
mod unverified;

pub use builder::VerifierBuilder;
pub use certificate::CertificateReport;
pub use facts::Facts;
pub use scratch::VerifyScratch;
pub use stored::{FACTS_SCHEMA_VERSION, FactsError};
pub(crate) use unverified::Unverified;

use crate::{Error, Verified};
use scratch::ScratchPool;
use shohosen_pki::crypto::Backend;
use shohosen_pki::{SignatureCache, WorkBudget, WorkLimits};
use shohosen_report::{Report, Time};
use shohosen_xades::{ExternalData, Policy, Trust};
use std::sync::Arc;

/// What a [`Verifier`] goes by.
#[derive(Clone, Debug, Default)]
pub struct VerifierSettings {
    /// Who is trusted. Without anything else: the MHLW HPKI Root CA V2 for signers, and nobody
    /// for time-stamps.
    pub trust: Trust,
    /// What is demanded of signatures.
    pub policy: Policy,
    /// Bounds on the XML.
    pub xml_limits: shohosen_xml::Limits,
    /// Bounds on one signature.
    pub signature_limits: shohosen_xades::Limits,
    /// Bounds on the work for one document, all its signatures together, while its facts are collected
    /// and while they are judged.
    pub work_limits: WorkLimits,
    /// Who verifies signatures with public keys. Digests are AWS-LC's where it is compiled in, and
    /// those of many messages that of the feature `simd`.
    pub backend: Backend,
    /// Whether a signed scan of a paper prescription (root element `ds:Signature`) is judged by
    /// its signature. By default it is INVALID: no signature stands at a specified place.
    pub accept_scanned: bool,
    /// Versions of documents that are accepted beside EPS1.0 and EPD1.0, by their name
    /// (`Version/@Value`). What another version means is for whoever permits it to know.
    pub accepted_versions: Vec<String>,
}

/// Verifies documents. Immutable and shared between threads; what was parsed and verified once
/// (issuer certificates, revocation lists) is remembered in a bounded cache, and working memory is
/// kept from call to call.
#[derive(Default)]
pub struct Verifier {
    settings: VerifierSettings,
    cache: Arc<SignatureCache>,
    scratches: ScratchPool,
}

/// What a caller may add to one verification.
#[derive(Clone, Copy, Default)]
pub struct VerifyInput<'i> {
    /// Data outside the document that references or manifests name. Nothing is ever fetched.
    pub external: Option<&'i dyn ExternalData>,
}

impl Verifier {
    /// A verifier to be set up.
    pub fn builder() -> VerifierBuilder {
        VerifierBuilder::default()
    }

    /// A verifier that goes by these settings.
    pub fn new(settings: VerifierSettings) -> Self {
        Self { settings, ..Self::default() }
    }

    /// What it goes by.
    pub const fn settings(&self) -> &VerifierSettings {
        &self.settings
    }

    /// Verifies a document as of a time.
    ///
    /// # Errors
    /// If the bytes are not XML that can be read within the limits. Anything wrong with the
    /// signature is in the report.
    pub fn verify(&self, bytes: &[u8], at: Time) -> Result<Verified, Error> {
        let input = VerifyInput::default();
        self.scratches.with(bytes.len(), |scratch| self.verify_with(bytes, at, input, scratch))
    }

    /// As [`verify`](Self::verify), with data outside the document and with the caller's memory.
    ///
    /// # Errors
    /// As [`verify`](Self::verify).
    pub fn verify_with(
        &self,
        bytes: &[u8],
        at: Time,
        input: VerifyInput<'_>,
        scratch: &mut VerifyScratch,
    ) -> Result<Verified, Error> {
        self.verify_within(bytes, at, input, scratch, &self.budget())
    }

    /// As [`verify_with`](Self::verify_with), within what is left of the budget of the document.
    pub(crate) fn verify_within(
        &self,
        bytes: &[u8],
        at: Time,
        input: VerifyInput<'_>,
        scratch: &mut VerifyScratch,
        budget: &WorkBudget,
    ) -> Result<Verified, Error> {
        let facts = self.collect_with(bytes, input, scratch, budget)?;
        let report = judge::judge(self, &facts, at, judge::Wanted::EVERYTHING, budget);
        Ok(Verified::of(report, facts))
    }

    /// What is true of a document, whatever the time, the trust and the policy: to be
    /// [judged](Self::judge) now or later. Of this verifier's settings only the limits count. A
    /// certificate that the document names and does not carry is looked for when the facts are judged,
    /// among those of whoever judges.
    ///
    /// # Errors
    /// As [`verify`](Self::verify).
    pub fn collect(&self, bytes: &[u8], input: VerifyInput<'_>) -> Result<Facts, Error> {
        let budget = self.budget();
        self.scratches
            .with(bytes.len(), |scratch| self.collect_with(bytes, input, scratch, &budget))
    }

    pub(crate) fn collect_with(
        &self,
        bytes: &[u8],
        input: VerifyInput<'_>,
        scratch: &mut VerifyScratch,
        budget: &WorkBudget,
    ) -> Result<Facts, Error> {
        let storage = std::mem::take(&mut scratch.storage);
        let parsed = shohosen_xml::Document::parse_with(storage, bytes, &self.settings.xml_limits)?;
        let VerifyScratch { workspace, signing, .. } = scratch;
        let known = Some(signing.known());
        let facts = collect::collect(self, &parsed, input.external, workspace, known, budget);
        // That of a large document is given back before it is judged.
        if bytes.len() <= scratch::MAX_OCTETS {
            scratch.storage = parsed.into_storage();
        }
        Ok(facts)
    }

    /// Judges facts as of a time, by this verifier's trust and policy. [`verify`](Self::verify) is
    /// [`collect`](Self::collect) and this: what collecting has cost counts for judging, too.
    pub fn judge(&self, facts: &Facts, at: Time) -> Report {
        judge::judge(self, facts, at, judge::Wanted::EVERYTHING, &self.budget_left(facts))
    }

    /// Judges these facts once without each rule and once without each part of a proof: for the test
    /// that nothing is VALID without any one of them. Each report stands beside what was left out.
    #[doc(hidden)]
    pub fn judge_without_each(&self, facts: &Facts, at: Time) -> Vec<(String, Report)> {
        use judge::Wanted;
        use shohosen_xades::Wanted as OfSignatures;
        let of_documents = registry::RULES
            .iter()
            .map(|rule| (format!("document rule {}", rule.id), Wanted::WithoutRule(rule.id)))
            .chain(proof::Part::ALL.iter().map(|part| {
                (format!("document part {}", part.as_str()), Wanted::WithoutPart(*part))
            }));
        let of_signatures =
            shohosen_xades::RULES
                .iter()
                .map(|rule| (format!("rule {}", rule.id), OfSignatures::WithoutRule(rule.id)))
                .chain(shohosen_xades::Part::ALL.iter().map(|part| {
                    (format!("part {}", part.as_str()), OfSignatures::WithoutPart(*part))
                }))
                .map(|(name, wanted)| (name, Wanted::OfSignatures(wanted)));
        of_documents
            .chain(of_signatures)
            .map(|(name, wanted)| {
                (name, judge::judge(self, facts, at, wanted, &self.budget_left(facts)))
            })
            .collect()
    }

    /// For each failing reference: what was digested and the likely cause.
    ///
    /// # Errors
    /// As [`verify`](Self::verify).
    pub fn explain(
        &self,
        bytes: &[u8],
        input: VerifyInput<'_>,
    ) -> Result<Vec<shohosen_xades::explain::Explanation>, Error> {
        let document = shohosen_xml::Document::parse(bytes, &self.settings.xml_limits)?;
        let limits = &self.settings.signature_limits;
        let budget = self.budget();
        Ok(shohosen_xades::signatures(&document)
            .take(facts::MAX_SIGNATURES)
            .flat_map(|node| {
                shohosen_xades::explain::explain(&document, node, limits, input.external, &budget)
            })
            .collect())
    }

    /// The budget of one document.
    pub(crate) fn budget(&self) -> WorkBudget {
        WorkBudget::new(self.settings.work_limits).by(self.settings.backend)
    }

    /// What collecting the facts has left of it.
    const fn budget_left(&self, facts: &Facts) -> WorkBudget {
        WorkBudget::resumed(self.settings.work_limits, facts.spent).by(self.settings.backend)
    }

    pub(crate) fn cache(&self) -> &SignatureCache {
        &self.cache
    }

    pub(crate) const fn scratches(&self) -> &ScratchPool {
        &self.scratches
    }
}
