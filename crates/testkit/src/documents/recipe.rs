//! Everything about one signature that can be chosen, rightly or wrongly.

use super::Style;
use crate::keys::Digest;
use crate::pki::{Credential, ValidationData};
use crate::tsa::{TimeStampAuthority, TokenOptions};
use shohosen_report::Time;

/// A canonicalisation algorithm that the builders know how to write for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum C14n {
    /// Canonical XML 1.0, inclusive.
    Inclusive10,
    /// Canonical XML 1.1; the documents have no `xml:` attributes, so its octets are those of 1.0.
    Inclusive11,
    /// Exclusive canonical XML 1.0.
    Exclusive,
}

impl C14n {
    /// The algorithm's identifier.
    pub fn uri(self) -> &'static str {
        match self {
            Self::Inclusive10 => "http://www.w3.org/TR/2001/REC-xml-c14n-20010315",
            Self::Inclusive11 => "http://www.w3.org/2006/12/xml-c14n11",
            Self::Exclusive => "http://www.w3.org/2001/10/xml-exc-c14n#",
        }
    }
}

/// The transform of a reference.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Transform {
    /// None stated: XML-DSig then asks for inclusive canonical XML 1.0.
    None,
    /// A canonicalisation.
    C14n(C14n),
    /// Another algorithm with this content of the `Transform` element; the octets hashed are those
    /// of inclusive canonical XML, as if the transform changed nothing.
    Other(String, String),
}

/// The signature algorithm.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SignatureMethod {
    /// RSA PKCS#1 v1.5 with this digest.
    Rsa(Digest),
    /// ECDSA P-256 with SHA-256.
    EcdsaSha256,
    /// ECDSA with SHA-384.
    EcdsaSha384,
    /// HMAC-SHA-256 keyed with the signer's public key: what a confused verifier would accept.
    HmacSha256WithPublicKey,
}

impl SignatureMethod {
    pub(crate) fn uri(self) -> &'static str {
        match self {
            Self::Rsa(Digest::Sha1) => "http://www.w3.org/2000/09/xmldsig#rsa-sha1",
            Self::Rsa(Digest::Sha256) => "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256",
            Self::Rsa(Digest::Sha384) => "http://www.w3.org/2001/04/xmldsig-more#rsa-sha384",
            Self::Rsa(Digest::Sha512) => "http://www.w3.org/2001/04/xmldsig-more#rsa-sha512",
            Self::EcdsaSha256 => "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256",
            Self::EcdsaSha384 => "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha384",
            Self::HmacSha256WithPublicKey => "http://www.w3.org/2001/04/xmldsig-more#hmac-sha256",
        }
    }
}

/// What a reference of the signature covers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// The business element (or the manifest of a scanned document).
    Document,
    /// KeyInfo.
    KeyInfo,
    /// SignedProperties.
    SignedProperties,
    /// Something else.
    Extra(ExtraReference),
}

/// A reference to something else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExtraReference {
    /// The `URI`.
    pub uri: String,
    /// The octets that are hashed.
    pub octets: Vec<u8>,
    /// The algorithm of a transform that is stated.
    pub transform: Option<String>,
    /// Its `Type`.
    pub kind: Option<String>,
}

impl ExtraReference {
    /// Without a transform and a `Type`.
    pub fn new(uri: &str, octets: &[u8]) -> Self {
        Self { uri: uri.into(), octets: octets.to_vec(), transform: None, kind: None }
    }
}

/// How the signing certificate stands among the signed properties.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SigningCertificate {
    /// Not at all.
    None,
    /// `SigningCertificateV2` with a digest only: the service.
    V2,
    /// `SigningCertificateV2` with a digest and `IssuerSerialV2`.
    V2WithIssuerSerial,
    /// `SigningCertificate` with digest and `IssuerSerial`: scanned documents.
    V1,
}

/// A part of a signature that is digested or signed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SignedPart {
    /// `SignedInfo`.
    SignedInfo,
    /// `KeyInfo`.
    KeyInfo,
    /// `SignedProperties`.
    SignedProperties,
}

/// Something inside a part that is written otherwise, before anything is digested and signed: the
/// signature that results is genuine, and its form is not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// The part.
    pub part: SignedPart,
    /// What would be written; it stands once in the content of the part.
    pub from: String,
    /// What is written, canonical.
    pub to: String,
}

impl Edit {
    /// In `part`, `to` in place of `from`.
    pub fn new(part: SignedPart, from: &str, to: &str) -> Self {
        Self { part, from: from.into(), to: to.into() }
    }
}

/// One more `Object` in the signature.
#[derive(Clone, Debug)]
pub struct ExtraObject {
    /// Its `Id`.
    pub id: String,
    /// Its content, canonical.
    pub content: String,
    /// Whether it stands after the one with QualifyingProperties.
    pub after_properties: bool,
}

/// A time-stamp over the signature or the archive.
#[derive(Clone)]
pub struct Stamp<'a> {
    /// Who makes it.
    pub authority: &'a TimeStampAuthority,
    /// When.
    pub gen_time: Time,
    /// Digest of the message imprint.
    pub imprint_digest: Digest,
    /// How the token is made.
    pub options: TokenOptions,
    /// Content of the `TimeStampValidationData` after it; empty leaves that out.
    pub validation_data: ValidationData,
    /// Hash these octets instead of the right ones.
    pub imprint_of: Option<Vec<u8>>,
    /// State a canonicalisation; `None` states none, which means inclusive.
    pub c14n: Option<C14n>,
    /// Archive time-stamps: stop at the Object with QualifyingProperties, as one verifier does.
    pub skip_objects_after_properties: bool,
}

/// One signature: who signs, how, and what is put around it. The default of each field is what the
/// service's documents have.
#[derive(Clone)]
pub struct SignatureRecipe<'a> {
    /// Habits of writing.
    pub style: Style,
    /// The signer.
    pub signer: &'a Credential,
    /// `Id` of the signature; `None` leaves it out.
    pub id: Option<String>,
    /// Beginning of all other ids.
    pub stem: String,
    /// Canonicalisation of SignedInfo.
    pub c14n: C14n,
    /// Signature algorithm.
    pub method: SignatureMethod,
    /// Sign these octets in place of SignedInfo.
    pub signature_of: Option<Vec<u8>>,
    /// Digest of the references.
    pub digest: Digest,
    /// The references in order.
    pub references: Vec<Part>,
    /// `URI` of the document reference; `None` is the right one.
    pub document_uri: Option<String>,
    /// Transform of the document reference.
    pub document_transform: Transform,
    /// `Type` of the reference to SignedProperties; `None` leaves it out.
    pub signed_properties_type: Option<String>,
    /// `SigningTime`; `None` leaves it out.
    pub signing_time: Option<Time>,
    /// How the signing certificate is named.
    pub signing_certificate: SigningCertificate,
    /// Digest of CertDigest.
    pub certificate_digest: Digest,
    /// Name this certificate instead of the signer's.
    pub certificate_digest_of: Option<Vec<u8>>,
    /// Put this certificate into KeyInfo instead of the signer's.
    pub key_info_certificate: Option<Vec<u8>>,
    /// What is written otherwise than these fields say.
    pub edits: Vec<Edit>,
    /// Further objects.
    pub objects: Vec<ExtraObject>,
    /// Signature time-stamps.
    pub signature_stamps: Vec<Stamp<'a>>,
    /// Certificates and revocation data of the signer.
    pub values: Option<ValidationData>,
    /// Archive time-stamps.
    pub archive_stamps: Vec<Stamp<'a>>,
}

impl<'a> SignatureRecipe<'a> {
    /// The service's way for this signer.
    pub fn new(signer: &'a Credential, stem: &str, signing_time: Time) -> Self {
        let method = match (signer.key.is_elliptic(), signer.key.own_digest()) {
            (false, _) => SignatureMethod::Rsa(Digest::Sha256),
            (true, Digest::Sha384) => SignatureMethod::EcdsaSha384,
            (true, _) => SignatureMethod::EcdsaSha256,
        };
        Self {
            style: Style::Service,
            signer,
            id: Some(stem.into()),
            stem: stem.into(),
            c14n: C14n::Exclusive,
            method,
            signature_of: None,
            digest: Digest::Sha256,
            references: vec![Part::Document, Part::KeyInfo, Part::SignedProperties],
            document_uri: None,
            document_transform: Transform::None,
            signed_properties_type: Some("http://uri.etsi.org/01903#SignedProperties".into()),
            signing_time: Some(signing_time),
            signing_certificate: SigningCertificate::V2,
            certificate_digest: Digest::Sha256,
            certificate_digest_of: None,
            key_info_certificate: None,
            edits: Vec::new(),
            objects: Vec::new(),
            signature_stamps: Vec::new(),
            values: None,
            archive_stamps: Vec::new(),
        }
    }

    /// The level that the recipe reaches.
    pub fn level(&self) -> super::Level {
        use super::Level;
        match (self.archive_stamps.is_empty(), &self.values, self.signature_stamps.is_empty()) {
            (false, _, _) => Level::A,
            (true, Some(_), _) => Level::Xl,
            (true, None, false) => Level::T,
            (true, None, true) => Level::Bes,
        }
    }
}
