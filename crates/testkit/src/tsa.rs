//! A time-stamp authority (RFC 3161) whose tokens look like those of the service.

use crate::der;
use crate::keys::{Digest, KeyStore, SigningKey};
use crate::pki::{
    CertificateTemplate, CrlTemplate, DAY, Extension, Name, ValidationData, after, extensions,
};
use shohosen_report::Time;
use std::sync::Arc;

const SIGNED_DATA: &str = "1.2.840.113549.1.7.2";
const TST_INFO: &str = "1.2.840.113549.1.9.16.1.4";
const TIME_STAMPING: &str = "1.3.6.1.5.5.7.3.8";

/// A TSA with its own root: trust in it has nothing to do with the HPKI root.
pub struct TimeStampAuthority {
    /// The root's certificate as DER.
    pub root: Vec<u8>,
    /// The same root (name and key) without basicConstraints, as that of the service's test TSA:
    /// it can be trusted only by configuration.
    pub root_without_constraints: Vec<u8>,
    /// The TSA's certificate as DER.
    pub certificate: Vec<u8>,
    /// The root's revocation list over the whole life of the TSA.
    pub crl: Vec<u8>,
    key: Arc<SigningKey>,
    root_name: Name,
}

/// How a token is made. The default is what the service's TSA does.
#[derive(Clone, Debug)]
pub struct TokenOptions {
    /// Digest and signature algorithm of the CMS signer.
    pub digest: Digest,
    /// `true`: `SigningCertificate` (SHA-1 ESSCertID, issuer and serial); `false`:
    /// `SigningCertificateV2` with SHA-256.
    pub signing_certificate_v1: bool,
    /// Leave the signing certificate attribute out.
    pub without_signing_certificate: bool,
    /// Name this certificate instead of the TSA's.
    pub signing_certificate_of: Option<Vec<u8>>,
    /// Put the TSA's certificate into the token.
    pub include_certificate: bool,
    /// Write the outer layers in BER: indefinite lengths, the TSTInfo in two pieces.
    pub ber: bool,
    /// Say that the content is of this type, in place of id-ct-TSTInfo.
    pub content_type: Option<&'static str>,
    /// Put a critical extension of this kind into the TSTInfo.
    pub critical_extension: Option<&'static str>,
    /// Sign a CMSAlgorithmProtection that names this digest algorithm (RFC 6211).
    pub protected_digest: Option<Digest>,
    /// Sign the digest of other octets than those of the TSTInfo.
    pub digest_of: Option<Vec<u8>>,
    /// Accuracy in milliseconds.
    pub accuracy_millis: Option<u64>,
    /// Nonce.
    pub nonce: Option<u64>,
    /// Serial number of the token.
    pub serial: u64,
}

impl Default for TokenOptions {
    fn default() -> Self {
        Self {
            digest: Digest::Sha512,
            signing_certificate_v1: true,
            without_signing_certificate: false,
            signing_certificate_of: None,
            include_certificate: true,
            ber: false,
            content_type: None,
            critical_extension: None,
            protected_digest: None,
            digest_of: None,
            accuracy_millis: None,
            nonce: None,
            serial: 405,
        }
    }
}

/// What makes a TSA certificate of the wrong kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TsaFlaw {
    /// None.
    None,
    /// No extendedKeyUsage.
    WithoutTimeStampingUsage,
    /// extendedKeyUsage timeStamping, not critical.
    UsageNotCritical,
    /// Expired a year before the epoch.
    Expired,
    /// Expires twelve hours after the epoch.
    ExpiresSoon,
    /// Valid from the day after the epoch.
    NotYetValid,
    /// A critical extension that nobody knows.
    UnknownCriticalExtension,
}

impl TimeStampAuthority {
    /// With fresh keys, valid from five years before the epoch to ten years after it.
    pub fn generate(epoch: Time) -> Self {
        Self::build(epoch, &KeyStore::fresh(), "", TsaFlaw::None)
    }

    /// With the committed keys.
    pub fn from_committed_keys(epoch: Time) -> Self {
        Self::build(epoch, &KeyStore::committed(), "", TsaFlaw::None)
    }

    /// The same names on keys of somebody else.
    pub fn forged(epoch: Time) -> Self {
        Self::build(epoch, &KeyStore::committed(), "forged-", TsaFlaw::None)
    }

    /// With the committed keys and a flaw in the TSA's certificate.
    pub fn flawed(epoch: Time, flaw: TsaFlaw) -> Self {
        Self::build(epoch, &KeyStore::committed(), "", flaw)
    }

    fn build(epoch: Time, keys: &KeyStore, forged: &str, flaw: TsaFlaw) -> Self {
        let root_key = keys.key(&format!("{forged}tsa-root"));
        let key = keys.key(&format!("{forged}tsa"));
        let year = 365 * DAY;
        let (from, to) = (after(epoch, -5 * year), after(epoch, 10 * year));
        let name = |common_name| {
            Name::new(&[("C", "JP"), ("O", "shohosen test TSA"), ("CN", common_name)])
        };
        let root_name = name("Test CA for time-stamps");
        let root_template = |extensions| CertificateTemplate {
            serial: 1,
            issuer: root_name.clone(),
            subject: root_name.clone(),
            not_before: from,
            not_after: to,
            extensions,
        };
        let ski = extensions::subject_key_identifier(&root_key.identifier());
        let aki = extensions::authority_key_identifier(&root_key.identifier(), None);
        let mut list = vec![
            aki.clone(),
            extensions::subject_key_identifier(&key.identifier()),
            extensions::key_usage(&[0, 1]),
        ];
        if flaw != TsaFlaw::WithoutTimeStampingUsage {
            let critical = flaw != TsaFlaw::UsageNotCritical;
            list.push(extensions::extended_key_usage(TIME_STAMPING, critical));
        }
        if flaw == TsaFlaw::UnknownCriticalExtension {
            list.push(Extension { oid: "2.999.1", critical: true, value: der::null() });
        }
        let template = CertificateTemplate {
            serial: 37,
            issuer: root_name.clone(),
            subject: name("Time-stamp server 01"),
            not_before: if flaw == TsaFlaw::NotYetValid { after(epoch, DAY) } else { from },
            not_after: match flaw {
                TsaFlaw::Expired => after(epoch, -year),
                TsaFlaw::ExpiresSoon => after(epoch, DAY / 2),
                _ => to,
            },
            extensions: list,
        };
        let crl = CrlTemplate {
            issuer: root_name.clone(),
            this_update: from,
            next_update: after(to, -10 * DAY),
            number: 512,
            revoked: Vec::new(),
            authority_scope: None,
        };
        Self {
            root: root_template(vec![
                ski.clone(),
                extensions::basic_constraints_ca(),
                extensions::key_usage(&[5, 6]),
            ])
            .sign(&root_key, &root_key),
            root_without_constraints: root_template(vec![ski]).sign(&root_key, &root_key),
            certificate: template.sign(&key, &root_key),
            crl: crl.sign(&root_key),
            key,
            root_name,
        }
    }

    /// The TSA's certificate, its root and, on demand, its CRL: what `TimeStampValidationData`
    /// carries.
    pub fn validation_data(&self, with_crl: bool) -> ValidationData {
        ValidationData {
            certificates: vec![self.certificate.clone(), self.root.clone()],
            crls: if with_crl { vec![self.crl.clone()] } else { Vec::new() },
            ocsps: Vec::new(),
        }
    }

    /// A token over the message imprint (already a digest of this algorithm) at this time, as a
    /// CMS `ContentInfo`. Fractions of a second are kept.
    pub fn token(
        &self,
        imprint_algorithm: Digest,
        imprint: &[u8],
        gen_time: Time,
        options: &TokenOptions,
    ) -> Vec<u8> {
        let info = tst_info(imprint_algorithm, imprint, gen_time, options);
        let attributes = self.signed_attributes(&info, options);
        let to_sign = der::set(&attributes);
        let value = self.key.sign_der(options.digest, &to_sign);
        let algorithm = options.digest.algorithm_identifier();
        let issuer_and_serial = der::sequence([self.root_name.der(), der::integer(37)]);
        let signer = der::sequence([
            der::integer(1),
            issuer_and_serial,
            algorithm.clone(),
            der::implicit_set(0, &attributes),
            self.key.signature_algorithm(options.digest),
            der::octet_string(&value),
        ]);
        let certificates = if options.include_certificate {
            der::explicit(0, &self.certificate)
        } else {
            Vec::new()
        };
        let frame = |tag, content: &[u8]| {
            if options.ber { der::indefinite(tag, content) } else { der::tlv(tag, content) }
        };
        let octets = if options.ber {
            let (first, second) = info.split_at(info.len() / 2);
            let pieces = [der::octet_string(first), der::octet_string(second)];
            der::indefinite(0x24, &pieces.concat())
        } else {
            der::octet_string(&info)
        };
        let content_type = options.content_type.unwrap_or(TST_INFO);
        let content = [der::oid(content_type), frame(0xA0, &octets)].concat();
        let signed_data = [
            der::integer(3),
            der::set([algorithm]),
            frame(0x30, &content),
            certificates,
            der::set([signer]),
        ];
        let signed_data = frame(0x30, &signed_data.concat());
        frame(0x30, &[der::oid(SIGNED_DATA), frame(0xA0, &signed_data)].concat())
    }

    fn signed_attributes(&self, info: &[u8], options: &TokenOptions) -> Vec<Vec<u8>> {
        let attribute =
            |oid: &str, value: Vec<u8>| der::sequence([der::oid(oid), der::set([value])]);
        let mut list = vec![
            attribute("1.2.840.113549.1.9.3", der::oid(options.content_type.unwrap_or(TST_INFO))),
            attribute(
                "1.2.840.113549.1.9.4",
                der::octet_string(&options.digest.of(options.digest_of.as_deref().unwrap_or(info))),
            ),
        ];
        if let Some(digest) = options.protected_digest {
            let mut signature = self.key.signature_algorithm(options.digest);
            signature[0] = 0xA1;
            let value = der::sequence([digest.algorithm_identifier(), signature]);
            list.push(attribute("1.2.840.113549.1.9.52", value));
        }
        let names = der::sequence([der::explicit(4, &self.root_name.der())]);
        let issuer_serial = der::sequence([names, der::integer(37)]);
        let (oid, digest) = if options.signing_certificate_v1 {
            ("1.2.840.113549.1.9.16.2.12", Digest::Sha1)
        } else {
            ("1.2.840.113549.1.9.16.2.47", Digest::Sha256)
        };
        if !options.without_signing_certificate {
            let named = options.signing_certificate_of.as_ref().unwrap_or(&self.certificate);
            let hash = der::octet_string(&digest.of(named));
            let id = der::sequence([hash, issuer_serial]);
            list.push(attribute(oid, der::sequence([der::sequence([id])])));
        }
        list
    }
}

/// `TSTInfo` (RFC 3161 §2.4.2).
fn tst_info(digest: Digest, imprint: &[u8], gen_time: Time, options: &TokenOptions) -> Vec<u8> {
    let accuracy = options.accuracy_millis.map(|millis| {
        let mut parts = vec![der::integer(millis / 1000)];
        if millis % 1000 != 0 {
            let mut fraction = der::integer(millis % 1000);
            fraction[0] = 0x80;
            parts.push(fraction);
        }
        der::sequence(parts)
    });
    let extensions = options.critical_extension.map(|oid| {
        let extension =
            der::sequence([der::oid(oid), der::boolean_true(), der::octet_string(&der::null())]);
        let mut list = der::sequence([extension]);
        list[0] = 0xA1;
        list
    });
    der::sequence([
        der::integer(1),
        der::oid("2.999.3161.1"),
        der::sequence([digest.algorithm_identifier(), der::octet_string(imprint)]),
        der::integer(options.serial),
        der::generalized_time(gen_time),
        accuracy.unwrap_or_default(),
        options.nonce.map(der::integer).unwrap_or_default(),
        extensions.unwrap_or_default(),
    ])
}
