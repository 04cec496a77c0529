//! SignerInfo and its signed attributes (RFC 5652 §5.3, §11).

use super::ber::{Asn1Error, Asn1Problem, Element, Reader, octet_string, tag};
use super::der;
use super::ess::{self, EssCertificateId};
use crate::Oid;
use crate::crypto::{DigestAlgorithm, UnsupportedAlgorithm};

const CONTENT_TYPE: Oid = Oid::from_arcs(&[1, 2, 840, 113_549, 1, 9, 3]);
const MESSAGE_DIGEST: Oid = Oid::from_arcs(&[1, 2, 840, 113_549, 1, 9, 4]);
const ALGORITHM_PROTECTION: Oid = Oid::from_arcs(&[1, 2, 840, 113_549, 1, 9, 52]);
const SIGNING_CERTIFICATE: Oid = Oid::from_arcs(&[1, 2, 840, 113_549, 1, 9, 16, 2, 12]);
const SIGNING_CERTIFICATE_V2: Oid = Oid::from_arcs(&[1, 2, 840, 113_549, 1, 9, 16, 2, 47]);

/// One signer of a SignedData.
#[derive(Clone, Debug)]
pub(crate) struct SignerInfo {
    pub(crate) identifier: SignerIdentifier,
    /// The algorithm of `messageDigest`.
    pub(crate) digest_algorithm: Result<DigestAlgorithm, UnsupportedAlgorithm>,
    /// The DER of `digestAlgorithm`.
    digest_identifier: Vec<u8>,
    /// The DER of `signatureAlgorithm`.
    pub(crate) signature_identifier: Vec<u8>,
    pub(crate) signature: Vec<u8>,
    /// What was signed: the signed attributes as a DER SET.
    pub(crate) signed_octets: Vec<u8>,
    pub(crate) content_type: Oid,
    pub(crate) message_digest: Vec<u8>,
    /// Every signing certificate that the signed attributes name, of either version.
    pub(crate) certificate_ids: Vec<EssCertificateId>,
    /// The DER of the two algorithms that CMSAlgorithmProtection (RFC 6211) states.
    protection: Option<(Vec<u8>, Option<Vec<u8>>)>,
}

/// How a SignerInfo names its certificate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum SignerIdentifier {
    /// By issuer and serial number.
    IssuerAndSerialNumber {
        /// The DER of the issuer's Name.
        issuer: Vec<u8>,
        /// Two's complement, most significant octet first.
        serial: Vec<u8>,
    },
    /// By the extension subjectKeyIdentifier.
    SubjectKeyIdentifier(Vec<u8>),
}

impl SignerInfo {
    pub(super) fn parse(signer: &Element<'_>) -> Result<Self, Asn1Error> {
        const ATTRIBUTES: &str = "SignerInfo.signedAttrs";
        const DIGEST: &str = "SignerInfo.digestAlgorithm";
        let mut members = signer.reader();
        let version = members.element(tag::INTEGER, "SignerInfo.version")?;
        version.small_integer("SignerInfo.version")?;
        let identifier = identifier(&mut members)?;
        let digest = members.element(tag::SEQUENCE, DIGEST)?;
        let digest_algorithm = digest_algorithm(&digest, DIGEST)?;
        // A content that is not plain data must be signed through attributes (RFC 5652 §5.3).
        let attributes = members.element(tag::context_constructed(0), ATTRIBUTES)?;
        let signature_algorithm =
            members.element(tag::SEQUENCE, "SignerInfo.signatureAlgorithm")?;
        let signature = octet_string(&mut members, "SignerInfo.signature")?.into_owned();
        members.optional(tag::context_constructed(1), "SignerInfo.unsignedAttrs")?;
        members.finish("SignerInfo")?;

        let found = Attributes::parse(&attributes)?;
        let missing = |field| attributes.error(field, Asn1Problem::Missing);
        Ok(Self {
            identifier,
            digest_algorithm,
            digest_identifier: der::encoded(&digest)?,
            signature_identifier: der::encoded(&signature_algorithm)?,
            signature,
            signed_octets: der::signed_attributes_octets(&attributes)?,
            content_type: found.content_type.ok_or_else(|| missing("contentType"))?,
            message_digest: found.message_digest.ok_or_else(|| missing("messageDigest"))?,
            certificate_ids: found.certificate_ids,
            protection: found.protection,
        })
    }

    /// The field in which CMSAlgorithmProtection deviates from the algorithms used, if the
    /// attribute is there and one does (RFC 6211 §2). Parameters NULL and none are the same.
    pub(crate) fn unprotected_algorithm(&self) -> Option<&'static str> {
        fn bare(identifier: &[u8]) -> &[u8] {
            let members = identifier.get(2..).unwrap_or_default();
            members.strip_suffix(&[tag::NULL, 0]).unwrap_or(members)
        }
        let (digest, signature) = self.protection.as_ref()?;
        if bare(digest) != bare(&self.digest_identifier) {
            return Some("digestAlgorithm");
        }
        let deviates = |signature: &Vec<u8>| bare(signature) != bare(&self.signature_identifier);
        signature.as_ref().is_some_and(deviates).then_some("signatureAlgorithm")
    }
}

fn identifier(members: &mut Reader<'_>) -> Result<SignerIdentifier, Asn1Error> {
    const FIELD: &str = "SignerInfo.sid";
    if members.peek() == Some(tag::SEQUENCE) {
        let mut pair = members.any(FIELD)?.reader();
        let issuer = der::encoded(&pair.element(tag::SEQUENCE, FIELD)?)?;
        let serial = pair.element(tag::INTEGER, FIELD)?.integer(FIELD)?.to_vec();
        pair.finish(FIELD)?;
        return Ok(SignerIdentifier::IssuerAndSerialNumber { issuer, serial });
    }
    let key = members.element(tag::context(0), FIELD)?;
    Ok(SignerIdentifier::SubjectKeyIdentifier(key.content.to_vec()))
}

/// An `AlgorithmIdentifier` of a digest: parameters are NULL or left out (RFC 5754 §2).
pub(crate) fn digest_algorithm(
    identifier: &Element<'_>,
    field: &'static str,
) -> Result<Result<DigestAlgorithm, UnsupportedAlgorithm>, Asn1Error> {
    let mut members = identifier.reader();
    let oid = members.element(tag::OID, field)?.oid(field)?;
    members.optional(tag::NULL, field)?;
    members.finish(field)?;
    Ok(DigestAlgorithm::from_oid(&oid))
}

/// The signed attributes that matter here. Others are signed all the same and left out.
#[derive(Default)]
struct Attributes {
    content_type: Option<Oid>,
    message_digest: Option<Vec<u8>>,
    certificate_ids: Vec<EssCertificateId>,
    protection: Option<(Vec<u8>, Option<Vec<u8>>)>,
    /// The kinds that were read: at most one each of the five that matter.
    seen: Vec<Oid>,
}

impl Attributes {
    fn parse(attributes: &Element<'_>) -> Result<Self, Asn1Error> {
        const FIELD: &str = "SignerInfo.signedAttrs";
        let (mut found, mut members) = (Self::default(), attributes.reader());
        while !members.is_empty() {
            let element = members.element(tag::SEQUENCE, FIELD)?;
            let mut attribute = element.reader();
            let kind = attribute.element(tag::OID, FIELD)?.oid(FIELD)?;
            let mut values = attribute.element(tag::SET, FIELD)?.reader();
            attribute.finish(FIELD)?;
            if !found.value(kind, &mut values)? {
                continue;
            }
            // Two values would leave open which one counts (RFC 5652 §11).
            if !values.is_empty() || found.seen.contains(&kind) {
                return Err(element.error(FIELD, Asn1Problem::Repeated));
            }
            found.seen.push(kind);
        }
        Ok(found)
    }

    /// Reads the value of an attribute of this kind; `false` if the kind does not matter.
    fn value(&mut self, kind: Oid, values: &mut Reader<'_>) -> Result<bool, Asn1Error> {
        match kind {
            CONTENT_TYPE => {
                self.content_type =
                    Some(values.element(tag::OID, "contentType")?.oid("contentType")?);
            }
            MESSAGE_DIGEST => {
                self.message_digest = Some(octet_string(values, "messageDigest")?.into_owned());
            }
            SIGNING_CERTIFICATE => {
                let value = values.element(tag::SEQUENCE, "SigningCertificate")?;
                self.certificate_ids.push(ess::signing_certificate(&value)?);
            }
            SIGNING_CERTIFICATE_V2 => {
                let value = values.element(tag::SEQUENCE, "SigningCertificateV2")?;
                self.certificate_ids.push(ess::signing_certificate_v2(&value)?);
            }
            ALGORITHM_PROTECTION => {
                const FIELD: &str = "CMSAlgorithmProtection";
                let mut value = values.element(tag::SEQUENCE, FIELD)?.reader();
                let digest = der::encoded(&value.element(tag::SEQUENCE, FIELD)?)?;
                let signature = value
                    .optional(tag::context_constructed(1), FIELD)?
                    .map(|signature| der::encoded(&signature))
                    .transpose()?;
                value.optional(tag::context_constructed(2), FIELD)?;
                value.finish(FIELD)?;
                self.protection = Some((digest, signature));
            }
            _ => return Ok(false),
        }
        Ok(true)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cms::ber::Rules;
    use shohosen_testkit::der;

    fn attribute(oid: &str, values: &[Vec<u8>]) -> Vec<u8> {
        der::sequence([der::oid(oid), der::tlv(tag::SET, &values.concat())])
    }

    fn content_type() -> Vec<u8> {
        attribute("1.2.840.113549.1.9.3", &[der::oid("1.2.840.113549.1.9.16.1.4")])
    }

    fn message_digest() -> Vec<u8> {
        attribute("1.2.840.113549.1.9.4", &[der::octet_string(&[7; 32])])
    }

    fn sha256(parameters: Vec<u8>) -> Vec<u8> {
        der::sequence([der::oid("2.16.840.1.101.3.4.2.1"), parameters])
    }

    fn rsa(arc: u8) -> Vec<u8> {
        der::sequence([der::oid(&format!("1.2.840.113549.1.1.{arc}")), der::null()])
    }

    fn signer(attributes: &[Vec<u8>]) -> Result<SignerInfo, Asn1Error> {
        let octets = der::sequence([
            der::integer(3),
            der::implicit(0, b"key"),
            sha256(der::null()),
            der::tlv(0xa0, &attributes.concat()),
            rsa(11),
            der::octet_string(b"signature"),
        ]);
        SignerInfo::parse(&Reader::new(&octets, Rules::Ber).any("test")?)
    }

    #[test]
    fn content_type_and_message_digest_must_stand_once_with_one_value() {
        let info = signer(&[content_type(), message_digest()]).unwrap();
        assert_eq!(info.identifier, SignerIdentifier::SubjectKeyIdentifier(b"key".to_vec()));
        assert_eq!(info.message_digest, [7; 32]);
        let refused = |attributes: &[Vec<u8>]| {
            let error = signer(attributes).unwrap_err();
            (error.field, error.problem)
        };
        assert_eq!(refused(&[content_type()]), ("messageDigest", Asn1Problem::Missing));
        assert_eq!(refused(&[message_digest()]), ("contentType", Asn1Problem::Missing));
        let repeated = ("SignerInfo.signedAttrs", Asn1Problem::Repeated);
        assert_eq!(refused(&[content_type(), message_digest(), message_digest()]), repeated);
        let value = der::octet_string(&[7; 32]);
        let two = attribute("1.2.840.113549.1.9.4", &[value.clone(), value]);
        assert_eq!(refused(&[content_type(), two]), repeated);
        // An attribute that does not matter may have any value, several or none.
        let other = attribute("2.999.1", &[der::null(), der::null()]);
        assert!(signer(&[content_type(), message_digest(), other]).is_ok());
    }

    #[test]
    fn algorithm_protection_must_name_the_algorithms_that_are_used() {
        let protected = |digest: Vec<u8>, arc: u8| {
            let mut signature = rsa(arc);
            signature[0] = 0xa1;
            let value = der::sequence([digest, signature]);
            let attribute = attribute("1.2.840.113549.1.9.52", &[value]);
            signer(&[content_type(), message_digest(), attribute]).unwrap().unprotected_algorithm()
        };
        assert_eq!(protected(sha256(der::null()), 11), None);
        assert_eq!(protected(sha256(Vec::new()), 11), None, "NULL and none are the same");
        assert_eq!(protected(sha256(der::null()), 13), Some("signatureAlgorithm"));
        let sha512 = der::sequence([der::oid("2.16.840.1.101.3.4.2.3"), der::null()]);
        assert_eq!(protected(sha512, 11), Some("digestAlgorithm"));
        assert_eq!(
            signer(&[content_type(), message_digest()]).unwrap().unprotected_algorithm(),
            None
        );
    }
}
