//! From records and a key to a signed document.

mod adopt;
mod builder;
mod check;
mod error;
mod extend;
mod permission;
mod prepared;
mod value_form;

pub use builder::SignerBuilder;
pub use error::{Refusal, SigningError};
pub use extend::Providers;
pub use permission::Permission;
pub use prepared::Prepared;

use crate::{Error, Verified, Verifier, VerifyScratch};
use check::Records;
use shohosen_pki::crypto::SignatureAlgorithm;
use shohosen_pki::{Certificate, WorkBudget};
use shohosen_report::{Judgement, Objections, Position, Report, Time, Verdict, codes};
use shohosen_rx::document::{PayloadKind, PrescriptionText, UnsignedDocument};
use shohosen_xades::sign::{
    DocumentTransform, SignError, SignatureLayout, SignatureRequest, SigningKey, default_algorithm,
    prepare,
};
use std::sync::Arc;

/// Signs prescriptions and dispensing records. Immutable and shared between threads.
///
/// Before a document is handed out it is verified by a [`Verifier`]; what does not hold is an
/// error, and nothing else comes out. Some things are refused unless permitted by name, see
/// [`Permission`].
pub struct Signer {
    verifier: Arc<Verifier>,
    layout: SignatureLayout,
    algorithm: Option<SignatureAlgorithm>,
    permissions: Vec<Permission>,
}

/// What is signed.
#[derive(Clone, Copy, Debug)]
pub enum Content<'c> {
    /// The records (SJ1) of a prescription. They are embedded byte for byte.
    Prescription(&'c [u8]),
    /// What was dispensed on a prescription.
    Dispensing {
        /// The document of the prescription, signed. It is verified first, and has to be VALID.
        prescription: &'c [u8],
        /// The records (CJ1). They are embedded byte for byte.
        records: &'c [u8],
    },
    /// A document that somebody else has built and that lacks only its signature, read by
    /// [`UnsignedDocument::from_xml`]. Its octets are kept.
    Document(&'c UnsignedDocument),
}

/// A document that was signed, and what its verification found.
#[derive(Clone, Debug)]
pub struct Signed {
    bytes: Vec<u8>,
    verified: Verified,
}

impl Signed {
    /// The document.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// The document alone.
    pub fn into_bytes(self) -> Vec<u8> {
        self.bytes
    }

    /// The document, and what its verification found.
    pub fn into_parts(self) -> (Vec<u8>, Verified) {
        (self.bytes, self.verified)
    }

    /// The document as it was verified: the report, and the records under its signatures.
    pub const fn verified(&self) -> &Verified {
        &self.verified
    }

    /// How the document verifies. A signature without revocation information (ES-BES) comes out
    /// INDETERMINATE: whether the certificate was revoked is not known yet.
    pub const fn report(&self) -> &Report {
        self.verified.report()
    }
}

impl Signer {
    /// A signer to be set up.
    pub fn builder() -> SignerBuilder {
        SignerBuilder::default()
    }

    /// What verifies the documents that are signed.
    pub fn verifier(&self) -> &Verifier {
        &self.verifier
    }

    /// Signs at this time, which becomes SigningTime and is the time at which certificate and
    /// document are judged.
    ///
    /// # Errors
    /// If the certificate may not sign this or the records may not be signed, and that is not
    /// permitted; if the key does not sign; if what was signed does not verify.
    pub fn sign(
        &self,
        content: Content<'_>,
        key: &dyn SigningKey,
        at: Time,
    ) -> Result<Signed, SigningError> {
        let budget = self.verifier.budget();
        self.verifier.scratches().with(content.octets(), |scratch| {
            let mut prepared =
                self.prepare_with(content, key.certificate(), at, scratch, &budget)?;
            let (octets, algorithm) = (prepared.octets(), prepared.algorithm());
            let value = match scratch.signing.digest_of(algorithm.digest(), octets) {
                Some(digest) => key.sign_digested(octets, &digest, algorithm),
                None => key.sign(octets, algorithm),
            }
            .map_err(SignError::from)?;
            let records = Records::Checked(content.records());
            let bytes = prepared.signature.place_and_take(&value)?;
            let signed = self.conclude(&prepared, &value, bytes, records, at, (scratch, &budget));
            scratch.signing.forget_digests();
            signed
        })
    }

    /// The first of two steps: everything but the signature value, for a signer elsewhere. The
    /// result can be stored ([`Prepared::to_json`]) and finished in another process.
    ///
    /// # Errors
    /// As [`sign`](Self::sign), but for the key.
    pub fn prepare(
        &self,
        content: Content<'_>,
        certificate: &Certificate,
        at: Time,
    ) -> Result<Prepared, SigningError> {
        let budget = self.verifier.budget();
        self.verifier.scratches().with(content.octets(), |scratch| {
            self.prepare_with(content, certificate, at, scratch, &budget)
        })
    }

    /// As [`prepare`](Self::prepare). What was digested is left in `scratch`.
    fn prepare_with(
        &self,
        content: Content<'_>,
        certificate: &Certificate,
        at: Time,
        scratch: &mut VerifyScratch,
        budget: &WorkBudget,
    ) -> Result<Prepared, SigningError> {
        let kind = content.kind();
        let key = certificate.public_key();
        let algorithm = self
            .algorithm
            .or_else(|| default_algorithm(key))
            .unwrap_or(SignatureAlgorithm::RsaPkcs1(shohosen_pki::crypto::DigestAlgorithm::Sha256));
        let mut refusals = self.refusals_of_payload(content.records(), kind);
        refusals.extend(self.refusal_of_algorithm(algorithm, key, at));
        refusals.extend(self.refusals_of_certificate(certificate, kind, at, budget));
        if !refusals.is_empty() {
            return Err(SigningError::Refused(refusals));
        }
        let mut prepare = |document: &[u8], insert_at, covered_octets: Option<&[&[u8]]>| {
            let request = SignatureRequest {
                document,
                insert_at,
                signature_id: kind.signature_id(),
                covered_id: kind.covered_id(),
                covered_octets,
                certificate,
                algorithm,
                signing_time: at,
                layout: self.layout,
                xml_limits: &self.verifier.settings().xml_limits,
                budget,
            };
            let VerifyScratch { storage, workspace, signing } = scratch;
            let signature = prepare(&request, storage, workspace, signing)?;
            Ok(Prepared { kind, signature })
        };
        match content {
            Content::Prescription(records) => {
                let text = PrescriptionText::new(records);
                let exclusive = self.layout.document_transform == DocumentTransform::Exclusive;
                prepare(&text.bytes, text.insert_at, Some(&text.canonical(exclusive)))
            }
            Content::Dispensing { prescription, records } => {
                self.check_prescription(prescription, at)?;
                let limits = &self.verifier.settings().xml_limits;
                let document =
                    shohosen_xml::Document::parse(prescription, limits).map_err(Error::from)?;
                let unsigned = UnsignedDocument::dispensing(&document, records)?;
                prepare(&unsigned.bytes, unsigned.insert_at, None)
            }
            Content::Document(unsigned) => {
                if kind == PayloadKind::Dispensing {
                    self.check_inner_prescription(&unsigned.bytes, at)?;
                }
                prepare(&unsigned.bytes, unsigned.insert_at, None)
            }
        }
    }

    /// The second step: puts the value (ECDSA: r‖s) in its place and verifies the document, as
    /// [`sign`](Self::sign) does. Nothing in `prepared` is believed.
    ///
    /// # Errors
    /// If the value is not that of the octets and the certificate, or if the document does not
    /// verify or may not be signed.
    pub fn finish(
        &self,
        prepared: &Prepared,
        value: &[u8],
        at: Time,
    ) -> Result<Signed, SigningError> {
        if let Some(mistake) = value_form::mistake(&prepared.signature, value) {
            let finding = codes::signing::VALUE_MISMATCH.finding().with("reason", mistake);
            return Err(SigningError::Unverified(vec![Refusal::new(finding)]));
        }
        self.verifier.scratches().with(prepared.signature.document.len(), |scratch| {
            let bytes = prepared.signature.place(value)?;
            let budget = self.verifier.budget();
            self.conclude(prepared, value, bytes, Records::Unknown, at, (scratch, &budget))
        })
    }

    /// The prescription that a dispensing record seals must hold.
    fn check_prescription(&self, prescription: &[u8], at: Time) -> Result<(), SigningError> {
        let report = self.verifier.verify(prescription, at)?.into_report();
        self.accept_prescription(report)
    }

    /// The same where it stands in a dispensing record already, which has no signature of its own
    /// yet: what the report says of the prescription's.
    fn check_inner_prescription(&self, document: &[u8], at: Time) -> Result<(), SigningError> {
        let mut report = self.verifier.verify(document, at)?.into_report();
        let inner = Position::ReferencePrescription;
        let index = report.signatures.iter().position(|signature| signature.position == inner);
        report.findings.retain(|finding| index.is_some() && finding.signature == index);
        report.judgement = match index.and_then(|index| report.signatures.get(index)) {
            Some(signature) => signature.judgement,
            None => {
                report.findings.push(codes::document::SIGNATURE_MISSING.finding());
                Judgement::unproven(Objections::of(&report.findings))
            }
        };
        self.accept_prescription(report)
    }

    fn accept_prescription(&self, report: Report) -> Result<(), SigningError> {
        let permitted = self.permits(Permission::IndeterminatePrescription);
        match report.verdict() {
            Verdict::Valid => Ok(()),
            Verdict::Indeterminate if permitted => Ok(()),
            _ => Err(SigningError::Prescription(Box::new(report))),
        }
    }
}

impl<'c> Content<'c> {
    /// Which records they are.
    pub const fn kind(self) -> PayloadKind {
        match self {
            Self::Prescription(_) => PayloadKind::Prescription,
            Self::Dispensing { .. } => PayloadKind::Dispensing,
            Self::Document(unsigned) => unsigned.kind,
        }
    }

    /// Octets of the document, about: records stand in it as base64.
    fn octets(self) -> usize {
        let packed = |records: &[u8]| records.len().div_ceil(3) * 4;
        match self {
            Self::Prescription(records) => packed(records),
            Self::Dispensing { prescription, records } => prescription.len() + packed(records),
            Self::Document(unsigned) => unsigned.bytes.len(),
        }
    }

    /// The records.
    pub const fn records(self) -> &'c [u8] {
        match self {
            Self::Prescription(records) | Self::Dispensing { records, .. } => records,
            Self::Document(unsigned) => unsigned.records.as_slice(),
        }
    }
}
