//! The text of a signature as the management service writes it.

use super::text::{identifier_stem, wrapped_base64};
use super::twin::{Twin, push};
use super::{DocumentTransform, SignatureLayout};
use crate::namespace::{DS, EXCLUSIVE, SIGNED_PROPERTIES_TYPE, XADES};
use shohosen_pki::Certificate;
use shohosen_pki::crypto::DigestAlgorithm;
use shohosen_report::Time;

/// What the text says.
#[derive(Clone, Copy)]
pub(super) struct TextInput<'t> {
    pub signature_id: &'t str,
    pub covered_id: &'t str,
    pub certificate: &'t Certificate,
    pub signature_method: &'static str,
    pub signing_time: Time,
    pub layout: SignatureLayout,
    /// Counts the stems that were tried.
    pub attempt: u8,
}

/// The text of one signature, part by part: what is digested first, as SignedInfo holds the digests.
///
/// Each part comes in its canonical form, too (Exclusive XML Canonicalization 1.0): the element is
/// the apex, declares the prefixes that it uses where they are first used, and no attribute is left
/// to its surroundings. That it is what a canonicalization of the document gives is for whoever
/// verifies the finished document to find.
pub(super) struct SignatureText<'t> {
    input: TextInput<'t>,
    /// The beginning of all identifiers but that of the signature.
    pub stem: String,
}

/// The digests of the references in order.
pub(super) type Digests<'d> = [&'d [u8]; 3];

impl<'t> SignatureText<'t> {
    /// The identifiers are the same in all documents of a signer, and so is KeyInfo with its digest.
    pub fn new(input: TextInput<'t>) -> Self {
        let stem = identifier_stem(&[
            input.certificate.sha256(),
            input.signature_id.as_bytes(),
            &[input.attempt],
        ]);
        Self { input, stem }
    }

    /// `ds:KeyInfo` with the signer's certificate.
    pub fn write_key_info(&self, text: &mut Twin<'_>) {
        let (ds, der) = (self.input.layout.prefixes.ds(), self.input.certificate.der());
        text.push(&["<", ds, ":KeyInfo"]);
        text.declare(ds, DS);
        text.push(&[" Id=\"", &self.stem, "-KeyInfo\"><", ds, ":X509Data><", ds]);
        text.push(&[":X509Certificate>", &wrapped_base64(der), "</", ds, ":X509Certificate></"]);
        text.push(&[ds, ":X509Data></", ds, ":KeyInfo>"]);
    }

    /// `xades:SignedProperties`.
    pub fn write_signed_properties(&self, text: &mut Twin<'_>) {
        let (ds, xa) = (self.input.layout.prefixes.ds(), self.input.layout.prefixes.xades());
        // Whole seconds only.
        let time = self.input.signing_time;
        let time = Time::from_unix(time.unix()).unwrap_or(time).to_string();
        let digest = wrapped_base64(self.input.certificate.sha256());
        text.push(&["<", xa, ":SignedProperties"]);
        text.declare(xa, XADES);
        text.push(&[" Id=\"", &self.stem, "-SignedProperties\"><", xa]);
        text.push(&[":SignedSignatureProperties><", xa, ":SigningTime>", &time, "</", xa]);
        text.push(&[":SigningTime><", xa, ":SigningCertificateV2><", xa, ":Cert><", xa]);
        text.push(&[":CertDigest>"]);
        let method = DigestAlgorithm::Sha256.xml_uri();
        text.empty_element(ds, "DigestMethod", Some(DS), &["Algorithm=\"", method, "\""]);
        text.push(&["<", ds, ":DigestValue"]);
        text.declare(ds, DS);
        text.push(&[">", &digest, "</", ds, ":DigestValue></", xa, ":CertDigest></", xa]);
        text.push(&[":Cert></", xa, ":SigningCertificateV2></", xa]);
        text.push(&[":SignedSignatureProperties></", xa, ":SignedProperties>"]);
    }

    /// `ds:SignedInfo` with the digests of the covered element, KeyInfo and SignedProperties.
    pub fn write_signed_info(&self, text: &mut Twin<'_>, digests: Digests<'_>) {
        let TextInput { covered_id, signature_method, layout, .. } = self.input;
        let (ds, stem) = (layout.prefixes.ds(), self.stem.as_str());
        let [document, key_info, properties] = digests;
        let method = |text: &mut Twin<'_>, name, uri: &str| {
            text.empty_element(ds, name, None, &["Algorithm=\"", uri, "\""]);
        };
        let reference = |text: &mut Twin<'_>, attributes: &[&str], exclusive, digest: &[u8]| {
            text.push(&["<", ds, ":Reference "]);
            text.push(attributes);
            text.push(&[">"]);
            if exclusive {
                text.push(&["<", ds, ":Transforms>"]);
                method(text, "Transform", EXCLUSIVE);
                text.push(&["</", ds, ":Transforms>"]);
            }
            method(text, "DigestMethod", DigestAlgorithm::Sha256.xml_uri());
            text.push(&["<", ds, ":DigestValue>", &wrapped_base64(digest), "</", ds]);
            text.push(&[":DigestValue></", ds, ":Reference>"]);
        };
        text.push(&["<", ds, ":SignedInfo"]);
        text.declare(ds, DS);
        text.push(&[" Id=\"", stem, "-SignedInfo\">"]);
        method(text, "CanonicalizationMethod", EXCLUSIVE);
        method(text, "SignatureMethod", signature_method);
        reference(
            text,
            &["Id=\"", stem, "-Reference1-Detached\" URI=\"#", covered_id, "\""],
            layout.document_transform == DocumentTransform::Exclusive,
            document,
        );
        reference(
            text,
            &["Id=\"", stem, "-Reference2-KeyInfo\" URI=\"#", stem, "-KeyInfo\""],
            true,
            key_info,
        );
        reference(
            text,
            &[
                "Id=\"",
                stem,
                "-Reference3-SignedProperties\" Type=\"",
                SIGNED_PROPERTIES_TYPE,
                "\" URI=\"#",
                stem,
                "-SignedProperties\"",
            ],
            true,
            properties,
        );
        text.push(&["</", ds, ":SignedInfo>"]);
    }

    /// What stands before SignedInfo.
    pub fn write_beginning(&self, to: &mut Vec<u8>) {
        let ds = self.input.layout.prefixes.ds();
        let id = self.input.signature_id;
        push(to, &["<", ds, ":Signature xmlns:", ds, "=\"", DS, "\" Id=\"", id, "\">"]);
    }

    /// What stands between SignedInfo and the value.
    pub fn write_value_start(&self, to: &mut Vec<u8>) {
        let ds = self.input.layout.prefixes.ds();
        push(to, &["<", ds, ":SignatureValue Id=\"", &self.stem, "-SignatureValue\">"]);
    }

    /// What stands between the value and KeyInfo.
    pub fn write_value_end(&self, to: &mut Vec<u8>) {
        push(to, &["</", self.input.layout.prefixes.ds(), ":SignatureValue>"]);
    }

    /// What stands between KeyInfo and SignedProperties.
    pub fn write_object_start(&self, to: &mut Vec<u8>) {
        let TextInput { signature_id, layout, .. } = self.input;
        let (ds, xa) = (layout.prefixes.ds(), layout.prefixes.xades());
        push(to, &["<", ds, ":Object xmlns:", xa, "=\"", XADES, "\"><", xa]);
        push(
            to,
            &[":QualifyingProperties Id=\"", &self.stem, "-QualifyingProperties\" Target=\"#"],
        );
        push(to, &[signature_id, "\">"]);
    }

    /// What stands behind SignedProperties.
    pub fn write_end(&self, to: &mut Vec<u8>) {
        let (ds, xa) = (self.input.layout.prefixes.ds(), self.input.layout.prefixes.xades());
        push(to, &["</", xa, ":QualifyingProperties></", ds, ":Object></", ds, ":Signature>"]);
    }
}
