//! From the bytes of a document to its report.

mod builder;
mod certificate;
mod document;
mod identity;
mod scratch;

pub use builder::VerifierBuilder;
pub use certificate::CertificateReport;
pub use scratch::VerifyScratch;

use crate::{Error, Verified};
use scratch::ScratchPool;
use shohosen_pki::SignatureCache;
use shohosen_report::Time;
use shohosen_xades::{ExternalData, Policy, Trust};

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
    /// Whether a signed scan of a paper prescription (root element `ds:Signature`) is judged by
    /// its signature. By default it is INVALID: no signature stands at a specified place.
    pub accept_scanned: bool,
}

/// Verifies documents. Immutable and shared between threads; what was parsed and verified once
/// (issuer certificates, revocation lists) is remembered in a bounded cache, and working memory is
/// kept from call to call.
pub struct Verifier {
    settings: VerifierSettings,
    cache: SignatureCache,
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
        Self { settings, cache: SignatureCache::default(), scratches: ScratchPool::default() }
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
        let storage = std::mem::take(&mut scratch.storage);
        let parsed = shohosen_xml::Document::parse_with(storage, bytes, &self.settings.xml_limits)?;
        let workspace = &mut scratch.workspace;
        let verified = document::verify(self, &parsed, at, input.external, workspace);
        scratch.storage = parsed.into_storage();
        Ok(verified)
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
        Ok(shohosen_xades::signatures(&document)
            .take(document::MAX_SIGNATURES)
            .flat_map(|node| {
                shohosen_xades::explain::explain(&document, node, limits, input.external)
            })
            .collect())
    }

    pub(crate) const fn cache(&self) -> &SignatureCache {
        &self.cache
    }

    pub(crate) const fn scratches(&self) -> &ScratchPool {
        &self.scratches
    }
}
