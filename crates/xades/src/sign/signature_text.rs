//! The text of a signature as the management service writes it.

use super::text::{identifier_stem, wrapped_base64};
use super::twin::{Twin, push};
use super::{DocumentTransform, SignatureLayout, SignatureRequest};
use crate::namespace::{DS, EXCLUSIVE, SIGNED_PROPERTIES_TYPE, XADES};
use memchr::memmem::Finder;
use shohosen_pki::Certificate;
use shohosen_pki::crypto::{Digest, DigestAlgorithm};

/// The text of the signatures of one signer, all but what differs from document to document: the
/// digests of the document and of SignedProperties, SigningTime and the value.
///
/// Each part comes in its canonical form, too (Exclusive XML Canonicalization 1.0): the element is
/// the apex, declares the prefixes that it uses where they are first used, and no attribute is left
/// to its surroundings. That it is what a canonicalization of the document gives is for whoever
/// verifies the finished document to find.
pub(crate) struct SignatureText {
    signer: Signer,
    /// Finds the beginning of all identifiers but that of the signature.
    stem: Finder<'static>,
    /// What stands before SignedInfo.
    pub(super) beginning: Vec<u8>,
    /// `ds:SignedInfo`, around the digest of the covered element and that of SignedProperties.
    pub(super) signed_info: [Twin; 3],
    /// What stands between SignedInfo and the value.
    pub(super) value_start: Vec<u8>,
    /// What stands between the value and SignedProperties, `ds:KeyInfo` among it.
    pub(super) middle: Vec<u8>,
    /// The canonical form of `ds:KeyInfo`.
    pub(super) key_info: Vec<u8>,
    pub(super) key_info_digest: Digest,
    /// `xades:SignedProperties`, around SigningTime.
    pub(super) signed_properties: [Twin; 2],
    /// What stands behind SignedProperties.
    pub(super) end: Vec<u8>,
}

/// Whose text it is.
struct Signer {
    signature_id: String,
    covered_id: String,
    certificate: Certificate,
    signature_method: &'static str,
    layout: SignatureLayout,
}

impl SignatureText {
    /// For these and all documents of the signer. `attempt` counts the stems that were tried.
    pub fn new(
        request: &SignatureRequest<'_>,
        signature_method: &'static str,
        attempt: u8,
    ) -> Self {
        let signer = Signer {
            signature_id: request.signature_id.to_owned(),
            covered_id: request.covered_id.to_owned(),
            certificate: request.certificate.clone(),
            signature_method,
            layout: request.layout,
        };
        // The identifiers are the same in all documents of a signer, and so is KeyInfo.
        let stem = identifier_stem(&[
            signer.certificate.sha256(),
            signer.signature_id.as_bytes(),
            &[attempt],
        ]);
        let key_info = signer.key_info(&stem);
        let key_info_digest = DigestAlgorithm::Sha256.digest(&key_info.canonical);
        Self {
            beginning: signer.beginning(),
            signed_info: signer.signed_info(&stem, &key_info_digest),
            value_start: signer.value_start(&stem),
            middle: signer.middle(&stem, &key_info.document),
            key_info: key_info.canonical,
            key_info_digest,
            signed_properties: signer.signed_properties(&stem),
            end: signer.end(),
            stem: Finder::new(&stem).into_owned(),
            signer,
        }
    }

    /// Whether identifiers in the document may begin as these do.
    pub fn clashes_with(&self, document: &[u8]) -> bool {
        self.stem.find(document).is_some()
    }

    /// Whether this is the text of a signature that is requested.
    pub fn is_of(&self, request: &SignatureRequest<'_>, signature_method: &str) -> bool {
        let Signer { signature_id, covered_id, certificate, signature_method: method, layout } =
            &self.signer;
        certificate.sha256() == request.certificate.sha256()
            && *layout == request.layout
            && *method == signature_method
            && signature_id == request.signature_id
            && covered_id == request.covered_id
    }
}

impl Signer {
    const fn ds(&self) -> &'static str {
        self.layout.prefixes.ds()
    }

    const fn xades(&self) -> &'static str {
        self.layout.prefixes.xades()
    }

    fn beginning(&self) -> Vec<u8> {
        let (ds, id) = (self.ds(), self.signature_id.as_str());
        text(&["<", ds, ":Signature xmlns:", ds, "=\"", DS, "\" Id=\"", id, "\">"])
    }

    fn signed_info(&self, stem: &str, key_info_digest: &Digest) -> [Twin; 3] {
        let ds = self.ds();
        let method = |text: &mut Twin, name, uri: &str| {
            text.empty_element(ds, name, None, &["Algorithm=\"", uri, "\""]);
        };
        let reference_start = |text: &mut Twin, attributes: &[&str], exclusive| {
            text.push(&["<", ds, ":Reference "]);
            text.push(attributes);
            text.push(&[">"]);
            if exclusive {
                text.push(&["<", ds, ":Transforms>"]);
                method(text, "Transform", EXCLUSIVE);
                text.push(&["</", ds, ":Transforms>"]);
            }
            method(text, "DigestMethod", DigestAlgorithm::Sha256.xml_uri());
            text.push(&["<", ds, ":DigestValue>"]);
        };
        let reference_end =
            |text: &mut Twin| text.push(&["</", ds, ":DigestValue></", ds, ":Reference>"]);

        let [mut first, mut second, mut third] = [const { Twin::EMPTY }; 3];
        first.push(&["<", ds, ":SignedInfo"]);
        first.declare(ds, DS);
        first.push(&[" Id=\"", stem, "-SignedInfo\">"]);
        method(&mut first, "CanonicalizationMethod", EXCLUSIVE);
        method(&mut first, "SignatureMethod", self.signature_method);
        reference_start(
            &mut first,
            &["Id=\"", stem, "-Reference1-Detached\" URI=\"#", &self.covered_id, "\""],
            self.layout.document_transform == DocumentTransform::Exclusive,
        );
        reference_end(&mut second);
        reference_start(
            &mut second,
            &["Id=\"", stem, "-Reference2-KeyInfo\" URI=\"#", stem, "-KeyInfo\""],
            true,
        );
        second.push(&[&wrapped_base64(key_info_digest)]);
        reference_end(&mut second);
        let id = ["Id=\"", stem, "-Reference3-SignedProperties\" Type=\""];
        let uri = ["\" URI=\"#", stem, "-SignedProperties\""];
        let attributes = [&id[..], &[SIGNED_PROPERTIES_TYPE], &uri].concat();
        reference_start(&mut second, &attributes, true);
        reference_end(&mut third);
        third.push(&["</", ds, ":SignedInfo>"]);
        [first, second, third]
    }

    fn value_start(&self, stem: &str) -> Vec<u8> {
        text(&["<", self.ds(), ":SignatureValue Id=\"", stem, "-SignatureValue\">"])
    }

    /// With the signer's certificate.
    fn key_info(&self, stem: &str) -> Twin {
        let (ds, mut text) = (self.ds(), Twin::EMPTY);
        text.push(&["<", ds, ":KeyInfo"]);
        text.declare(ds, DS);
        text.push(&[" Id=\"", stem, "-KeyInfo\"><", ds, ":X509Data><", ds, ":X509Certificate>"]);
        text.push(&[&wrapped_base64(self.certificate.der()), "</", ds, ":X509Certificate></"]);
        text.push(&[ds, ":X509Data></", ds, ":KeyInfo>"]);
        text
    }

    fn middle(&self, stem: &str, key_info: &[u8]) -> Vec<u8> {
        let (ds, xa, id) = (self.ds(), self.xades(), self.signature_id.as_str());
        let mut text = text(&["</", ds, ":SignatureValue>"]);
        text.extend_from_slice(key_info);
        push(&mut text, &["<", ds, ":Object xmlns:", xa, "=\"", XADES, "\"><", xa]);
        push(&mut text, &[":QualifyingProperties Id=\"", stem, "-QualifyingProperties\""]);
        push(&mut text, &[" Target=\"#", id, "\">"]);
        text
    }

    fn signed_properties(&self, stem: &str) -> [Twin; 2] {
        let (ds, xa) = (self.ds(), self.xades());
        let [mut first, mut second] = [const { Twin::EMPTY }; 2];
        first.push(&["<", xa, ":SignedProperties"]);
        first.declare(xa, XADES);
        first.push(&[" Id=\"", stem, "-SignedProperties\"><", xa]);
        first.push(&[":SignedSignatureProperties><", xa, ":SigningTime>"]);
        second.push(&["</", xa, ":SigningTime><", xa, ":SigningCertificateV2><", xa]);
        second.push(&[":Cert><", xa, ":CertDigest>"]);
        let method = DigestAlgorithm::Sha256.xml_uri();
        second.empty_element(ds, "DigestMethod", Some(DS), &["Algorithm=\"", method, "\""]);
        second.push(&["<", ds, ":DigestValue"]);
        second.declare(ds, DS);
        let digest = wrapped_base64(self.certificate.sha256());
        second.push(&[">", &digest, "</", ds, ":DigestValue></", xa, ":CertDigest></", xa]);
        second.push(&[":Cert></", xa, ":SigningCertificateV2></", xa]);
        second.push(&[":SignedSignatureProperties></", xa, ":SignedProperties>"]);
        [first, second]
    }

    fn end(&self) -> Vec<u8> {
        let (ds, xa) = (self.ds(), self.xades());
        text(&["</", xa, ":QualifyingProperties></", ds, ":Object></", ds, ":Signature>"])
    }
}

fn text(pieces: &[&str]) -> Vec<u8> {
    let mut text = Vec::new();
    push(&mut text, pieces);
    text
}
