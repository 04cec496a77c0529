//! Signing in two steps: everything but the value, and the value.

use super::SigningMemory;
use super::error::check_algorithm;
use super::signature_text::SignatureText;
use super::text::{insert, wrapped_base64};
use super::twin::Twin;
use super::{DocumentTransform, SignError, SignatureLayout, digest_info};
use crate::octets::{DEFAULT_METHOD, DigestId, ReferenceProblem, Workspace, write_element};
use memchr::memmem;
use shohosen_pki::crypto::{self, DigestAlgorithm, SignatureAlgorithm};
use shohosen_pki::{Certificate, WorkBudget};
use shohosen_report::Time;
use shohosen_xml::{Algorithm, Document, Method, Storage};
use std::ops::Range;

/// What is to be signed, by whom, and how it is written.
#[derive(Clone, Copy, Debug)]
pub struct SignatureRequest<'r> {
    /// The document without the signature.
    pub document: &'r [u8],
    /// The octet of the document before which the signature is put: between two tags, where an
    /// element may stand.
    pub insert_at: usize,
    /// The `Id` of the signature. It must not stand in the document yet.
    pub signature_id: &'r str,
    /// The identifier of the element that is signed.
    pub covered_id: &'r str,
    /// The canonical form of that element as the layout's transform gives it, in pieces, where the
    /// caller has written the document and knows it. The document is not read then: that all of this
    /// is right is for whoever verifies the finished document to find.
    pub covered_octets: Option<&'r [&'r [u8]]>,
    /// The signer's certificate.
    pub certificate: &'r Certificate,
    /// The algorithm of the value.
    pub algorithm: SignatureAlgorithm,
    /// SigningTime. It is the signer's claim and nobody else's; only whole seconds are written.
    pub signing_time: Time,
    /// How the signature is written.
    pub layout: SignatureLayout,
    /// Bounds on the XML.
    pub xml_limits: &'r shohosen_xml::Limits,
    /// What the document may cost, until it is verified.
    pub budget: &'r WorkBudget,
}

/// A document with a signature that lacks only its value, and the octets to be signed. All
/// fields can be stored and brought back, in another process, too: [`finish`](Self::finish)
/// believes none of them, it verifies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PreparedSignature {
    /// The document; SignatureValue is empty.
    pub document: Vec<u8>,
    /// The octet of the document before which the base64 of the value is put.
    pub value_at: usize,
    /// SignedInfo in its canonical form: what is signed.
    pub octets: Vec<u8>,
    /// The algorithm.
    pub algorithm: SignatureAlgorithm,
    /// The signer's certificate.
    pub certificate: Certificate,
}

/// How often other identifiers are tried: a clash of 32 bits is already odd.
const MAX_ATTEMPTS: u8 = 4;

/// Writes everything of a signature but its value: the three references in the service's order
/// (document, KeyInfo, SignedProperties), SHA-256, SigningCertificateV2 with CertDigest, KeyInfo
/// with the signer's certificate only, exclusive canonicalization of SignedInfo.
///
/// What was digested is left in `memory` for verifying the document, and the text of the signature for
/// the next document of the signer.
///
/// # Errors
/// If the key cannot sign with the algorithm, if the document cannot be read or has no such place,
/// or if the element to be signed is not there, or not there once.
pub fn prepare(
    request: &SignatureRequest<'_>,
    storage: &mut Storage,
    workspace: &mut Workspace,
    memory: &mut SigningMemory,
) -> Result<PreparedSignature, SignError> {
    let method = check_algorithm(request.certificate.public_key(), request.algorithm)?;
    let no_place = SignError::Place { at: request.insert_at };
    let (before, after) = request.document.split_at_checked(request.insert_at).ok_or(no_place)?;
    memory.known.0.clear();
    let covered = match request.covered_octets {
        Some(octets) => memory.known.0.written(DIGEST, |kept| {
            octets.iter().for_each(|piece| kept.extend_from_slice(piece));
        }),
        None => digest_covered(request, storage, workspace, memory)?,
    };
    let text = text_of(request, method, memory.text.take());
    let known = &mut memory.known.0;
    known.insert(DIGEST, &text.key_info, text.key_info_digest);
    let time = request.signing_time;
    let time = Time::from_unix(time.unix()).unwrap_or(time).to_string();
    let [first, second] = &text.signed_properties;
    let properties = known.written(DIGEST, |kept| {
        for piece in [&first.canonical[..], time.as_bytes(), &second.canonical] {
            kept.extend_from_slice(piece);
        }
    });
    known.digest_all(None);
    let digests = [covered, properties].map(|id| known.get(id));
    let [Some(covered), Some(properties)] = digests.map(|digest| digest.map(|d| wrapped_base64(d)))
    else {
        let uri = format!("#{}", request.covered_id);
        return Err(SignError::Reference { uri, problem: ReferenceProblem::TooManyOctets });
    };

    let signed_info = |form: fn(&Twin) -> &[u8]| {
        let [first, second, third] = text.signed_info.each_ref().map(form);
        [first, covered.as_bytes(), second, properties.as_bytes(), third]
    };
    let octets = signed_info(|twin| &twin.canonical).concat();
    let algorithm = request.algorithm.digest();
    known.insert(algorithm, &octets, algorithm.digest(&octets));
    let length = request.document.len() + octets.len() + text.middle.len() + AROUND;
    let mut document = Vec::with_capacity(length);
    document.extend_from_slice(before);
    document.extend_from_slice(&text.beginning);
    for piece in signed_info(|twin| &twin.document) {
        document.extend_from_slice(piece);
    }
    document.extend_from_slice(&text.value_start);
    let value_at = document.len();
    for piece in [&text.middle, &first.document[..], time.as_bytes(), &second.document, &text.end] {
        document.extend_from_slice(piece);
    }
    document.extend_from_slice(after);
    memory.text = Some(text);
    Ok(PreparedSignature {
        document,
        value_at,
        octets,
        algorithm: request.algorithm,
        certificate: request.certificate.clone(),
    })
}

/// Of every reference.
const DIGEST: DigestAlgorithm = DigestAlgorithm::Sha256;

/// Octets of a signature beside its SignedInfo, its KeyInfo and its value, about.
const AROUND: usize = 1536;

/// The text of the signature with identifiers that begin as nothing in the document does: that of the
/// document before if it was the same signer's.
fn text_of(
    request: &SignatureRequest<'_>,
    method: &'static str,
    before: Option<Box<SignatureText>>,
) -> Box<SignatureText> {
    let clashes = |text: &SignatureText| text.clashes_with(request.document);
    let before = before.filter(|text| text.is_of(request, method) && !clashes(text));
    before.unwrap_or_else(|| {
        let text = |attempt| SignatureText::new(request, method, attempt);
        let attempts = (0..MAX_ATTEMPTS).map(text).find(|text| !clashes(text));
        Box::new(attempts.unwrap_or_else(|| text(MAX_ATTEMPTS)))
    })
}

/// Digests the canonical form of the element that is signed, where the document has it and a place
/// for the signature.
fn digest_covered(
    request: &SignatureRequest<'_>,
    storage: &mut Storage,
    workspace: &mut Workspace,
    memory: &mut SigningMemory,
) -> Result<DigestId, SignError> {
    let former = std::mem::take(storage);
    let document = Document::parse_with(former, request.document, request.xml_limits)?;
    let covered = digest_element(&document, request, workspace, memory);
    let is_place = is_between_tags(&document, request.insert_at);
    *storage = document.into_storage();
    if is_place { covered } else { covered.and(Err(SignError::Place { at: request.insert_at })) }
}

fn digest_element(
    document: &Document<'_>,
    request: &SignatureRequest<'_>,
    workspace: &mut Workspace,
    memory: &mut SigningMemory,
) -> Result<DigestId, SignError> {
    let failed = |id: &str, problem| SignError::Reference { uri: format!("#{id}"), problem };
    let by_id = |id| document.element_by_id(id);
    if !matches!(by_id(request.signature_id), Ok(None)) {
        return Err(failed(request.signature_id, ReferenceProblem::DuplicateId));
    }
    let covered = match by_id(request.covered_id) {
        Ok(Some(element)) => element.id(),
        Ok(None) => return Err(failed(request.covered_id, ReferenceProblem::NotFound)),
        Err(_) => return Err(failed(request.covered_id, ReferenceProblem::DuplicateId)),
    };
    let method = match request.layout.document_transform {
        DocumentTransform::None => DEFAULT_METHOD,
        DocumentTransform::Exclusive => {
            Method { algorithm: Algorithm::Exclusive, ..DEFAULT_METHOD }
        }
    };
    let mut sink = memory.known.0.sink(DIGEST, request.budget);
    write_element(document, covered, &method, &mut workspace.scratch, &mut sink);
    let digest = sink.keep();
    if request.budget.octets_are_spent() {
        return Err(failed(request.covered_id, ReferenceProblem::TooManyOctets));
    }
    Ok(digest)
}

/// Whether an element may stand at this octet: inside an element and between its tags and those of
/// its children.
fn is_between_tags(document: &Document<'_>, at: usize) -> bool {
    let within = |range: Range<usize>| range.start < at && at < range.end;
    let mut element = document.root();
    if !within(element.source_range()) {
        return false;
    }
    while let Some(child) = element.children().find(|child| within(child.source_range())) {
        if !child.is_element() {
            return false;
        }
        element = child;
    }
    let range = element.source_range();
    let source = document.source().get(range.clone()).unwrap_or_default();
    let Some(end_tag) = memmem::rfind(source, b"</") else { return false };
    let end_tag = range.start + end_tag;
    let content = element.children().next().map_or(end_tag, |child| child.source_range().start);
    (content..=end_tag).contains(&at)
}

impl PreparedSignature {
    /// The DER of the DigestInfo of the octets: what a card or a remote signer that only pads is
    /// given (CKM_RSA_PKCS). Of use with RSA PKCS#1 v1.5 only.
    pub fn digest_info(&self) -> Vec<u8> {
        digest_info(self.algorithm.digest(), &self.octets)
    }

    /// Puts the value in its place. ECDSA values are r‖s, as XML Signature has them.
    ///
    /// That the value is the one of these octets and this certificate is verified. That the
    /// octets are those of this document is for the caller to verify, as for any signed document
    /// (in a state that was stored, anything may have been changed).
    ///
    /// # Errors
    /// If the value does not verify.
    pub fn finish(&self, value: &[u8]) -> Result<Vec<u8>, SignError> {
        self.check(value)?;
        self.place(value)
    }

    /// Verifies the value with the octets and the certificate.
    ///
    /// # Errors
    /// If it does not verify.
    pub fn check(&self, value: &[u8]) -> Result<(), SignError> {
        let key = self.certificate.public_key();
        let digest = self.algorithm.digest().digest(&self.octets);
        crypto::verify_digest_fixed(key, self.algorithm, &digest, value)
            .map_err(|reason| SignError::Value { reason })
    }

    /// As [`finish`](Self::finish), but nothing is verified: for callers that verify the whole
    /// document, the value included, so that the public-key operation is not made twice.
    ///
    /// # Errors
    /// If the document has no such place.
    pub fn place(&self, value: &[u8]) -> Result<Vec<u8>, SignError> {
        insert(&self.document, self.value_at, &wrapped_base64(value))
            .ok_or(SignError::Place { at: self.value_at })
    }

    /// As [`place`](Self::place), for callers that need the document without the value no more:
    /// takes it out and leaves none.
    ///
    /// # Errors
    /// As [`place`](Self::place).
    pub fn place_and_take(&mut self, value: &[u8]) -> Result<Vec<u8>, SignError> {
        if self.value_at > self.document.len() {
            return Err(SignError::Place { at: self.value_at });
        }
        let (value, mut document) = (wrapped_base64(value), std::mem::take(&mut self.document));
        let (behind, end) = (self.value_at + value.len(), document.len());
        document.resize(end + value.len(), 0);
        document.copy_within(self.value_at..end, behind);
        if let Some(place) = document.get_mut(self.value_at..behind) {
            place.copy_from_slice(value.as_bytes());
        }
        Ok(document)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use shohosen_xml::Limits;

    #[test]
    fn a_signature_goes_between_tags_and_nowhere_else() {
        let source = "<?xml version='1.0'?><!-- < --><a b='>' c=\"/>\">t&amp;u<b/><c ></c >\
                      <![CDATA[</]]><?p </?><d>v</d></a><!-- > -->";
        let document = Document::parse(source.as_bytes(), &Limits::default()).unwrap();
        let places: Vec<usize> =
            (0..=source.len() + 1).filter(|at| is_between_tags(&document, *at)).collect();
        // Behind each of these, and nowhere else: by hand.
        let behind =
            ["\"/>\">", "u", "<b/>", "<c >", "</c >", "]]>", "<?p </?>", "<d>", "<d>v", "</d>"];
        let expected: Vec<usize> =
            behind.iter().map(|text| source.find(text).unwrap() + text.len()).collect();
        assert_eq!(places, expected);
        // At each of them an element really can stand.
        for at in places {
            let with = insert(source.as_bytes(), at, "<x/>").unwrap();
            let document = Document::parse(&with, &Limits::default()).unwrap();
            assert!(document.root().descendants().any(|node| node.is("", "x")), "{at}");
        }
    }
}
