//! Signing in two steps: everything but the value, and the value.

use super::error::check_algorithm;
use super::signature_text::{SignatureText, TextInput};
use super::text::{insert, wrapped_base64};
use super::{SignError, SignatureLayout, digest_info};
use crate::limits::Limits;
use crate::model::Signature;
use crate::octets::{
    Budget, BufferSink, DEFAULT_METHOD, NamedMethod, ReferenceProblem, Source, Workspace,
    write_element, write_reference,
};
use shohosen_pki::Certificate;
use shohosen_pki::crypto::{self, DigestAlgorithm, SignatureAlgorithm};
use shohosen_report::Time;
use shohosen_xml::Document;

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
/// # Errors
/// If the key cannot sign with the algorithm, if the document with the signature cannot be read,
/// or if the element to be signed is not there, or not there once.
pub fn prepare(
    request: &SignatureRequest<'_>,
    workspace: &mut Workspace,
) -> Result<PreparedSignature, SignError> {
    let method = check_algorithm(request.certificate.public_key(), request.algorithm)?;
    let mut attempt = 0;
    loop {
        let text = SignatureText::new(TextInput {
            signature_id: request.signature_id,
            covered_id: request.covered_id,
            certificate: request.certificate,
            signature_method: method,
            signing_time: request.signing_time,
            layout: request.layout,
            attempt,
        });
        let (signature, holes) = text.write();
        let place = || SignError::Place { at: request.insert_at };
        let draft = insert(request.document, request.insert_at, &signature).ok_or_else(place)?;
        let parsed = Document::parse(&draft, request.xml_limits)?;
        let clash = parsed.duplicate_ids().iter().any(|id| id.value.starts_with(&text.stem));
        if clash && attempt < MAX_ATTEMPTS {
            attempt += 1;
            continue;
        }
        // Nothing that is digested depends on the digests: they are filled in afterwards, into
        // the document and into the canonical form of SignedInfo.
        let node = find(&parsed, request)?;
        let digests = digests(&parsed, &node, workspace)?;
        let octets = signed_info(&parsed, &node, workspace).ok_or_else(place)?;
        let octets =
            fill(&octets, &text.empty_digest_values(&octets), &digests).ok_or_else(place)?;
        let in_document: Vec<usize> =
            holes.digests.iter().map(|hole| request.insert_at + hole).collect();
        let document = fill(&draft, &in_document, &digests).ok_or_else(place)?;
        let filled: usize = digests.iter().map(String::len).sum();
        return Ok(PreparedSignature {
            value_at: request.insert_at + holes.value + filled,
            octets,
            algorithm: request.algorithm,
            certificate: request.certificate.clone(),
            document,
        });
    }
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
}

/// A text with one piece put in before each of these octets, which are in order. `None` if there
/// are not as many as pieces.
fn fill(text: &[u8], before: &[usize], pieces: &[String]) -> Option<Vec<u8>> {
    if before.len() != pieces.len() {
        return None;
    }
    let length = pieces.iter().map(String::len).sum::<usize>() + text.len();
    let mut filled = Vec::with_capacity(length);
    let mut done = 0;
    for (&at, piece) in before.iter().zip(pieces) {
        filled.extend_from_slice(text.get(done..at)?);
        filled.extend_from_slice(piece.as_bytes());
        done = at;
    }
    filled.extend_from_slice(text.get(done..)?);
    Some(filled)
}

/// The signature in the draft.
fn find<'d, 'a>(
    document: &'d Document<'a>,
    request: &SignatureRequest<'_>,
) -> Result<Signature<'d, 'a>, SignError> {
    let failed =
        |problem| SignError::Reference { uri: format!("#{}", request.signature_id), problem };
    let node = match document.element_by_id(request.signature_id) {
        Ok(Some(node)) => node,
        Ok(None) => return Err(failed(ReferenceProblem::NotFound)),
        Err(_) => return Err(failed(ReferenceProblem::DuplicateId)),
    };
    Signature::read(document, node.id()).map_err(|_| SignError::Place { at: request.insert_at })
}

/// The digest of each reference, in order, as it is written.
fn digests(
    document: &Document<'_>,
    signature: &Signature<'_, '_>,
    workspace: &mut Workspace,
) -> Result<Vec<String>, SignError> {
    let limits = Limits::default();
    let budget = Budget::new(limits.digested_octets);
    let source = Source::new(document, None, &limits, &budget);
    let mut ids = Vec::with_capacity(3);
    workspace.digests.clear();
    for reference in signature.references().filter_map(Result::ok) {
        let mut sink = workspace.digests.sink(DigestAlgorithm::Sha256, &budget);
        let scratch = &mut workspace.scratch;
        write_reference(&source, signature, &reference, &DEFAULT_METHOD, scratch, &mut sink)
            .map_err(|problem| {
                let uri = reference.uri().unwrap_or_default().to_owned();
                SignError::Reference { uri, problem }
            })?;
        ids.push(sink.keep());
    }
    workspace.digests.digest_all();
    let digest = |id| workspace.digests.get(id).map(|digest| wrapped_base64(digest));
    Ok(ids.into_iter().filter_map(digest).collect())
}

/// SignedInfo, canonicalized as it says itself.
fn signed_info(
    document: &Document<'_>,
    signature: &Signature<'_, '_>,
    workspace: &mut Workspace,
) -> Option<Vec<u8>> {
    let method = NamedMethod::read(signature.canonicalization_method).ok()?;
    let budget = Budget::new(Limits::default().digested_octets);
    let mut sink = BufferSink { octets: Vec::new(), budget: &budget };
    let node = signature.signed_info.id();
    write_element(document, node, &method.method(), &mut workspace.scratch, &mut sink);
    Some(sink.octets)
}

#[cfg(test)]
mod tests {
    use super::fill;

    #[test]
    fn every_hole_gets_its_piece() {
        let pieces = ["1".to_owned(), "23".to_owned()];
        assert_eq!(fill(b"a()b()", &[2, 5], &pieces).as_deref(), Some(&b"a(1)b(23)"[..]));
        assert_eq!(fill(b"a()b()", &[2], &pieces), None);
        assert_eq!(fill(b"a()", &[2, 9], &pieces), None);
    }
}
