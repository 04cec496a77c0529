//! The text of a signature as the management service writes it.

use super::text::{EXCLUSIVE, identifier_stem, wrapped_base64};
use super::{DocumentTransform, SignatureLayout};
use crate::namespace::{DS, SIGNED_PROPERTIES_TYPE, XADES};
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

/// The text, before digests and value are filled in.
pub(super) struct SignatureText<'t> {
    input: TextInput<'t>,
    /// The beginning of all identifiers but that of the signature.
    pub stem: String,
    certificate: String,
    signing_time: Time,
}

/// Where something belongs in the text: the octets before which it is put.
pub(super) struct Holes {
    /// The digests of the references, in order.
    pub digests: Vec<usize>,
    /// The value, in a text whose digests are not filled in yet.
    pub value: usize,
}

impl<'t> SignatureText<'t> {
    pub fn new(input: TextInput<'t>) -> Self {
        let seconds = input.signing_time.unix();
        let stem = identifier_stem(&[
            input.certificate.sha256(),
            &seconds.to_be_bytes(),
            input.signature_id.as_bytes(),
            &[input.attempt],
        ]);
        Self {
            input,
            stem,
            certificate: wrapped_base64(input.certificate.der()),
            signing_time: Time::from_unix(seconds).unwrap_or(input.signing_time),
        }
    }

    /// The places of the digests in a text with empty DigestValues, in order.
    pub fn empty_digest_values(&self, text: &[u8]) -> Vec<usize> {
        let ds = self.input.layout.prefixes.ds();
        let empty = format!("<{ds}:DigestValue></{ds}:DigestValue>");
        let start_tag = "<:DigestValue>".len() + ds.len();
        memchr::memmem::find_iter(text, empty.as_bytes()).map(|at| at + start_tag).collect()
    }

    /// The text with empty digests and an empty value, and where they belong.
    pub fn write(&self) -> (String, Holes) {
        let TextInput { signature_id, covered_id, signature_method, layout, .. } = self.input;
        let (ds, stem) = (layout.prefixes.ds(), &self.stem);
        let exclusive = format!(
            "<{ds}:Transforms><{ds}:Transform Algorithm=\"{EXCLUSIVE}\"/></{ds}:Transforms>"
        );
        let reference = |attributes: String, transforms: &str| {
            let method = digest_method(ds);
            format!(
                "<{ds}:Reference {attributes}>{transforms}{method}<{ds}:DigestValue>\
                 </{ds}:DigestValue></{ds}:Reference>"
            )
        };
        let document = reference(
            format!("Id=\"{stem}-Reference1-Detached\" URI=\"#{covered_id}\""),
            match layout.document_transform {
                DocumentTransform::None => "",
                DocumentTransform::Exclusive => &exclusive,
            },
        );
        let key_info = reference(
            format!("Id=\"{stem}-Reference2-KeyInfo\" URI=\"#{stem}-KeyInfo\""),
            &exclusive,
        );
        let properties = reference(
            format!(
                "Id=\"{stem}-Reference3-SignedProperties\" Type=\"{SIGNED_PROPERTIES_TYPE}\" \
                 URI=\"#{stem}-SignedProperties\""
            ),
            &exclusive,
        );
        let before = format!(
            "<{ds}:Signature xmlns:{ds}=\"{DS}\" Id=\"{signature_id}\">\
             <{ds}:SignedInfo Id=\"{stem}-SignedInfo\">\
             <{ds}:CanonicalizationMethod Algorithm=\"{EXCLUSIVE}\"/>\
             <{ds}:SignatureMethod Algorithm=\"{signature_method}\"/>\
             {document}{key_info}{properties}</{ds}:SignedInfo>\
             <{ds}:SignatureValue Id=\"{stem}-SignatureValue\">"
        );
        let after = format!(
            "</{ds}:SignatureValue><{ds}:KeyInfo Id=\"{stem}-KeyInfo\"><{ds}:X509Data>\
             <{ds}:X509Certificate>{}</{ds}:X509Certificate></{ds}:X509Data></{ds}:KeyInfo>\
             {}</{ds}:Signature>",
            self.certificate,
            self.object()
        );
        let value = before.len();
        let digests = self.empty_digest_values(before.as_bytes());
        (before + &after, Holes { digests, value })
    }

    /// The `ds:Object` with the signed properties.
    fn object(&self) -> String {
        let TextInput { signature_id, certificate, layout, .. } = self.input;
        let (ds, xa, stem) = (layout.prefixes.ds(), layout.prefixes.xades(), &self.stem);
        let digest = wrapped_base64(certificate.sha256());
        let (time, method) = (self.signing_time, digest_method(ds));
        format!(
            "<{ds}:Object xmlns:{xa}=\"{XADES}\"><{xa}:QualifyingProperties \
             Id=\"{stem}-QualifyingProperties\" Target=\"#{signature_id}\">\
             <{xa}:SignedProperties Id=\"{stem}-SignedProperties\"><{xa}:SignedSignatureProperties>\
             <{xa}:SigningTime>{time}</{xa}:SigningTime><{xa}:SigningCertificateV2><{xa}:Cert>\
             <{xa}:CertDigest>{method}<{ds}:DigestValue>{digest}</{ds}:DigestValue>\
             </{xa}:CertDigest></{xa}:Cert></{xa}:SigningCertificateV2>\
             </{xa}:SignedSignatureProperties></{xa}:SignedProperties>\
             </{xa}:QualifyingProperties></{ds}:Object>"
        )
    }
}

fn digest_method(ds: &str) -> String {
    let uri = DigestAlgorithm::Sha256.xml_uri();
    format!("<{ds}:DigestMethod Algorithm=\"{uri}\"/>")
}
