//! What a PKCS#12 file (RFC 7292) holds: keys and certificates, with their names.

use crate::keys::encrypted::encrypted_key;
use crate::keys::pbe::{Mac, Password, Scheme, Work};
use crate::keys::{SoftwareKeyError, problem};
use shohosen_pki::ber::{
    Asn1Error, Asn1Problem, Element, Reader, Rules, octet_string, octet_string_under, tag,
};
use shohosen_pki::{Certificate, Oid};
use shohosen_report::Words;
use zeroize::Zeroizing;

/// Keys looked at; a person has two.
const MAX_KEYS: usize = 32;
/// Certificates looked at: a trust store of a whole system may stand beside the key.
const MAX_CERTIFICATES: usize = 512;
/// Parts of a file; the programs known write two.
const MAX_PARTS: usize = 16;
/// How deep parts may stand in parts.
const MAX_NESTING: usize = 4;

const DATA: Oid = Oid::from_arcs(&[1, 2, 840, 113_549, 1, 7, 1]);
const SIGNED_DATA: Oid = Oid::from_arcs(&[1, 2, 840, 113_549, 1, 7, 2]);
const ENCRYPTED_DATA: Oid = Oid::from_arcs(&[1, 2, 840, 113_549, 1, 7, 6]);
const KEY_BAG: Oid = Oid::from_arcs(&[1, 2, 840, 113_549, 1, 12, 10, 1, 1]);
const SHROUDED_KEY_BAG: Oid = Oid::from_arcs(&[1, 2, 840, 113_549, 1, 12, 10, 1, 2]);
const CERTIFICATE_BAG: Oid = Oid::from_arcs(&[1, 2, 840, 113_549, 1, 12, 10, 1, 3]);
const SAFE_CONTENTS_BAG: Oid = Oid::from_arcs(&[1, 2, 840, 113_549, 1, 12, 10, 1, 6]);
const X509_CERTIFICATE: Oid = Oid::from_arcs(&[1, 2, 840, 113_549, 1, 9, 22, 1]);
const FRIENDLY_NAME: Oid = Oid::from_arcs(&[1, 2, 840, 113_549, 1, 9, 20]);
const LOCAL_KEY_ID: Oid = Oid::from_arcs(&[1, 2, 840, 113_549, 1, 9, 21]);

const INTEGRITY_MODE: Words = Words::new(
    "署名で保護された PKCS#12（public-key integrity mode）",
    "PKCS#12 under a signature (public-key integrity mode)",
);
const PRIVACY_MODE: Words = Words::new(
    "公開鍵で暗号化された PKCS#12（public-key privacy mode）",
    "PKCS#12 encrypted for a public key (public-key privacy mode)",
);

/// What a file says beside a key or a certificate.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Names {
    pub(super) friendly_name: Option<String>,
    pub(super) local_key_id: Option<Vec<u8>>,
}

/// The keys and certificates of a file.
#[derive(Default)]
pub(super) struct Container {
    /// PKCS#8, decrypted.
    pub(super) keys: Vec<(Zeroizing<Vec<u8>>, Names)>,
    pub(super) certificates: Vec<(Certificate, Names)>,
}

type Read<T> = Result<T, SoftwareKeyError>;

impl Container {
    pub(super) fn open(file: &[u8], password: &Password) -> Read<Self> {
        let mut reader = Reader::new(file, Rules::Ber);
        let mut pfx = reader.element(tag::SEQUENCE, "PFX").map_err(malformed)?.reader();
        reader.finish("PFX").map_err(malformed)?;
        pfx.element(tag::INTEGER, "version").map_err(malformed)?;
        let (kind, content) = content_info(&mut pfx, "authSafe")?;
        if kind == SIGNED_DATA {
            // RFC 7292 §3.1: integrity by a signature, which no program writes.
            return Err(SoftwareKeyError::Encryption(INTEGRITY_MODE.phrase()));
        }
        if kind != DATA {
            return Err(malformed(pfx.error("authSafe", Asn1Problem::Value)));
        }
        let content = content.ok_or_else(|| missing(&pfx, "authSafe"))?;
        let safes = octet_string(&mut content.itself(), "authSafe").map_err(malformed)?;
        let mut opening = Opening { found: Self::default(), password, work: Work::new() };
        if let Some(mac) = pfx.optional(tag::SEQUENCE, "macData").map_err(malformed)? {
            Mac::read(&mac)?.verify(&safes, password, &mut opening.work)?;
        }
        let mut reader = Reader::new(&safes, Rules::Ber);
        let mut safes =
            reader.element(tag::SEQUENCE, "AuthenticatedSafe").map_err(malformed)?.reader();
        for _ in 0..MAX_PARTS {
            if safes.is_empty() {
                return Ok(opening.found);
            }
            opening.part(&mut safes)?;
        }
        Err(too_many(&safes, "AuthenticatedSafe", MAX_PARTS))
    }
}

struct Opening<'p> {
    found: Container,
    password: &'p Password,
    work: Work,
}

impl Opening<'_> {
    /// One ContentInfo: bags in plain text, or encrypted as a whole.
    fn part(&mut self, safes: &mut Reader<'_>) -> Read<()> {
        let (kind, content) = content_info(safes, "ContentInfo")?;
        let Some(content) = content else { return Ok(()) };
        if kind == DATA {
            let octets = octet_string(&mut content.itself(), "SafeContents").map_err(malformed)?;
            return self.bags(&octets, MAX_NESTING);
        }
        if kind != ENCRYPTED_DATA {
            return Err(SoftwareKeyError::Encryption(PRIVACY_MODE.phrase()));
        }
        let mut data = content.reader();
        data.element(tag::INTEGER, "version").map_err(malformed)?;
        let mut info =
            data.element(tag::SEQUENCE, "encryptedContentInfo").map_err(malformed)?.reader();
        info.element(tag::OID, "contentType").map_err(malformed)?;
        let algorithm =
            info.element(tag::SEQUENCE, "contentEncryptionAlgorithm").map_err(malformed)?;
        let scheme = Scheme::read(&algorithm)?;
        let octets = octet_string_under(tag::context(0), &mut info, "encryptedContent");
        let octets = octets.map_err(malformed)?;
        let plain = scheme.decrypt(&octets, self.password, &mut self.work)?;
        self.bags(&plain, MAX_NESTING)
    }

    /// SafeContents.
    fn bags(&mut self, octets: &[u8], deeper: usize) -> Read<()> {
        let mut reader = Reader::new(octets, Rules::Ber);
        let mut bags = reader.element(tag::SEQUENCE, "SafeContents").map_err(malformed)?.reader();
        while !bags.is_empty() {
            self.bag(&mut bags, deeper)?;
        }
        Ok(())
    }

    fn bag(&mut self, bags: &mut Reader<'_>, deeper: usize) -> Read<()> {
        let mut bag = bags.element(tag::SEQUENCE, "SafeBag").map_err(malformed)?.reader();
        let kind = object_identifier(&mut bag, "bagId")?;
        let value = bag
            .element(tag::context_constructed(0), "bagValue")
            .map_err(malformed)?
            .reader()
            .any("bagValue")
            .map_err(malformed)?;
        let names = match bag.optional(tag::SET, "bagAttributes").map_err(malformed)? {
            Some(attributes) => names(&attributes)?,
            None => Names::default(),
        };
        if kind == KEY_BAG || kind == SHROUDED_KEY_BAG {
            let key = match kind == KEY_BAG {
                true => Zeroizing::new(value.raw.to_vec()),
                false => {
                    let (scheme, octets) = encrypted_key(&value)?;
                    scheme.decrypt(&octets, self.password, &mut self.work)?
                }
            };
            if self.found.keys.len() >= MAX_KEYS {
                return Err(too_many(bags, "keys", MAX_KEYS));
            }
            self.found.keys.push((key, names));
        } else if kind == CERTIFICATE_BAG {
            if self.found.certificates.len() >= MAX_CERTIFICATES {
                return Err(too_many(bags, "certificates", MAX_CERTIFICATES));
            }
            let mut inside = value.reader();
            // An SDSI certificate (RFC 7292 §4.2.3) is none here.
            if object_identifier(&mut inside, "certId")? == X509_CERTIFICATE {
                let wrapped =
                    inside.element(tag::context_constructed(0), "certValue").map_err(malformed)?;
                let der = octet_string(&mut wrapped.reader(), "certValue").map_err(malformed)?;
                // What cannot be read does not stand in the way of the key and its own certificate.
                if let Ok(certificate) = Certificate::from_der(&der) {
                    self.found.certificates.push((certificate, names));
                }
            }
        } else if kind == SAFE_CONTENTS_BAG {
            let deeper = deeper
                .checked_sub(1)
                .ok_or_else(|| malformed(bags.error("safeContentsBag", Asn1Problem::TooDeep)))?;
            self.bags(value.raw, deeper)?;
        }
        // Revocation lists and secrets of other kinds are of no bearing on a key.
        Ok(())
    }
}

/// ContentInfo: its type, and what its content holds.
fn content_info<'a>(
    reader: &mut Reader<'a>,
    field: &'static str,
) -> Read<(Oid, Option<Element<'a>>)> {
    let mut info = reader.element(tag::SEQUENCE, field).map_err(malformed)?.reader();
    let kind = object_identifier(&mut info, "contentType")?;
    let content = info.optional(tag::context_constructed(0), "content").map_err(malformed)?;
    let content = match content {
        Some(content) => Some(content.reader().any("content").map_err(malformed)?),
        None => None,
    };
    Ok((kind, content))
}

fn object_identifier(reader: &mut Reader<'_>, field: &'static str) -> Read<Oid> {
    let element = reader.element(tag::OID, field).map_err(malformed)?;
    element.oid(field).map_err(malformed)
}

/// Attributes that name a key; others (the provider of Windows, the trust of Java) do not.
fn names(attributes: &Element<'_>) -> Read<Names> {
    let mut names = Names::default();
    let mut reader = attributes.reader();
    while !reader.is_empty() {
        let mut attribute = reader.element(tag::SEQUENCE, "attribute").map_err(malformed)?.reader();
        let kind = object_identifier(&mut attribute, "attrId")?;
        let mut values = attribute.element(tag::SET, "attrValues").map_err(malformed)?.reader();
        if values.is_empty() {
            continue;
        }
        if kind == FRIENDLY_NAME {
            // BMPString by the standard; some programs write UTF8String.
            let value = values.any("friendlyName").map_err(malformed)?;
            names.friendly_name = Some(match value.tag {
                tag::BMP_STRING => {
                    let units = value.content.chunks_exact(2);
                    let units = units.map(|unit| match unit {
                        [high, low] => u16::from_be_bytes([*high, *low]),
                        _ => 0,
                    });
                    String::from_utf16_lossy(&units.collect::<Vec<_>>())
                }
                _ => String::from_utf8_lossy(value.content).into_owned(),
            });
        } else if kind == LOCAL_KEY_ID {
            let value = octet_string(&mut values, "localKeyId").map_err(malformed)?;
            names.local_key_id = Some(value.into_owned());
        }
    }
    Ok(names)
}

fn malformed(error: Asn1Error) -> SoftwareKeyError {
    SoftwareKeyError::Pkcs12(problem::encoding(&error))
}

fn missing(reader: &Reader<'_>, field: &'static str) -> SoftwareKeyError {
    malformed(reader.error(field, Asn1Problem::Missing))
}

fn too_many(reader: &Reader<'_>, field: &'static str, limit: usize) -> SoftwareKeyError {
    malformed(reader.error(field, Asn1Problem::TooMany { limit }))
}
