//! The certification authorities of the demo, and whom they certify.

use super::der;
use super::key::{Key, signature_algorithm};
use crate::exit::Failure;
use shohosen::Time;
use shohosen::pki::{Certificate, CertificateList};

const DAY: i64 = 86_400;
/// From when to when the certificates are valid, in days from the day of the story.
const VALIDITY: (i64, i64) = (-365, 4 * 365);

/// Whoever has a name, a key and a certificate for it.
pub struct Holder {
    name: Vec<u8>,
    pub key: Key,
    pub certificate: Certificate,
    serial: u32,
    /// The issuer's name and this certificate's number, as others name the certificate.
    pub issuer_and_serial: (Vec<u8>, Vec<u8>),
}

/// What a certificate is for: its extensions beyond the key identifiers.
pub enum Purpose<'p> {
    /// An authority, with the policy of the HPKI or, a root, without one.
    Authority(Option<&'static [u32]>),
    /// A doctor's signatures. The name in Japanese stands beside the one in the subject.
    Doctor { name_ja: &'p str },
    /// Time-stamps.
    TimeStamps,
}

/// Policy of signature certificates of the HPKI and of the authority that issues them.
pub const SIGNATURE_POLICY: &[u32] = &[1, 2, 392, 100_495, 1, 5, 1, 1, 3, 1];

/// `C=JP, O=…, CN=…`.
fn name(common_name: &str) -> Vec<u8> {
    let part =
        |arc, value: Vec<u8>| der::set(&[der::sequence([&der::oid(&[2, 5, 4, arc]), &value])]);
    der::sequence([
        &part(6, der::element(0x13, b"JP")),
        &part(10, der::text("shohosen demo, nobody's PKI")),
        &part(3, der::text(common_name)),
    ])
}

impl Holder {
    /// With a fresh key; certified by the issuer, or by itself.
    pub fn new(
        common_name: &str,
        serial: u32,
        issuer: Option<&Self>,
        purpose: &Purpose<'_>,
        day: Time,
    ) -> Result<Self, Failure> {
        let key = Key::generate()?;
        let name = name(common_name);
        let (issuer_name, issuer_key) =
            issuer.map_or((&name, &key), |issuer| (&issuer.name, &issuer.key));
        let validity = [VALIDITY.0, VALIDITY.1].map(|days| after(day, days * DAY));
        let [from, to] = validity;
        let mut extensions = vec![
            extension(
                &[2, 5, 29, 35],
                false,
                &der::sequence([&der::element(0x80, &issuer_key.identifier())]),
            ),
            extension(&[2, 5, 29, 14], false, &der::octets(&key.identifier())),
        ];
        extensions.extend(purpose.extensions());
        let issuer_name = issuer_name.clone();
        let signed = der::sequence([
            &der::tagged(0, &der::integer(2)),
            &der::integer(serial),
            &signature_algorithm(),
            &issuer_name,
            &der::sequence([&der::utc_time(from?), &der::utc_time(to?)]),
            &name,
            &key.public(),
            &der::tagged(3, &der::sequence([&extensions.concat()])),
        ]);
        let certificate = Certificate::from_der(&issuer_key.seal(&signed)?).map_err(internal)?;
        let issuer_and_serial = (issuer_name, der::integer(serial));
        Ok(Self { name, key, certificate, serial, issuer_and_serial })
    }

    /// The list of what it has revoked: nothing. Current for two days around the day of the story.
    pub fn revocation_list(&self, day: Time) -> Result<CertificateList, Failure> {
        let identifier = der::sequence([&der::element(0x80, &self.key.identifier())]);
        let extensions = [
            extension(&[2, 5, 29, 35], false, &identifier),
            extension(&[2, 5, 29, 20], false, &der::integer(self.serial)),
        ];
        let signed = der::sequence([
            &der::integer(1),
            &signature_algorithm(),
            &self.name,
            &der::utc_time(after(day, -DAY / 2)?),
            &der::utc_time(after(day, 2 * DAY)?),
            &der::tagged(0, &der::sequence([&extensions.concat()])),
        ]);
        CertificateList::from_der(&self.key.seal(&signed)?).map_err(internal)
    }
}

impl Purpose<'_> {
    fn extensions(&self) -> Vec<Vec<u8>> {
        // RFC 5280 §4.2.1.3: bit 1 nonRepudiation, bits 5 and 6 keyCertSign and cRLSign.
        let usage = |bits: &[u8]| extension(&[2, 5, 29, 15], true, &der::element(0x03, bits));
        match self {
            Self::Authority(policy) => {
                let constraints = extension(&[2, 5, 29, 19], true, &der::sequence([der::TRUE]));
                let mut list = vec![constraints, usage(&[1, 0x06])];
                list.extend(policy.map(policies));
                list
            }
            Self::Doctor { name_ja } => {
                let name = der::sequence([&der::tagged(4, &name(name_ja))]);
                vec![
                    usage(&[6, 0x40]),
                    extension(&[2, 5, 29, 17], false, &name),
                    extension(&[2, 5, 29, 9], false, &doctor_role()),
                    policies(SIGNATURE_POLICY),
                ]
            }
            Self::TimeStamps => {
                let purpose = der::sequence([&der::oid(&[1, 3, 6, 1, 5, 5, 7, 3, 8])]);
                // RFC 3161 §2.3: critical, and the only purpose.
                vec![usage(&[6, 0xC0]), extension(&[2, 5, 29, 37], true, &purpose)]
            }
        }
    }
}

/// Critical certificatePolicies of one policy.
fn policies(policy: &[u32]) -> Vec<u8> {
    extension(&[2, 5, 29, 32], true, &der::sequence([&der::sequence([&der::oid(policy)])]))
}

/// subjectDirectoryAttributes with hcRole "Medical Doctor" (ISO 17090-2, explicit tags).
fn doctor_role() -> Vec<u8> {
    let scheme = der::oid(&[1, 2, 392, 100_495, 1, 6, 1, 1]);
    let coded = [der::tagged(0, &scheme), der::tagged(2, &der::text("Medical Doctor"))];
    let actor = der::sequence([&der::tagged(0, &der::set(&coded))]);
    let attribute = der::oid(&[1, 0, 17090, 0, 1]);
    der::sequence([&der::sequence([&attribute, &der::set(&[der::set(&[actor])])])])
}

fn extension(oid: &[u32], critical: bool, value: &[u8]) -> Vec<u8> {
    let critical = if critical { der::TRUE } else { &[] };
    der::sequence([&der::oid(oid), critical, &der::octets(value)])
}

/// So many seconds later.
pub fn after(day: Time, seconds: i64) -> Result<Time, Failure> {
    Time::from_unix(day.unix() + seconds).ok_or_else(|| internal("no such time"))
}

pub fn internal(reason: impl std::fmt::Display) -> Failure {
    Failure::Internal(reason.to_string())
}
