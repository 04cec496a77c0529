//! The time-stamp authority of the demo (RFC 3161).

use super::authority::{Holder, Purpose};
use super::der;
use crate::exit::Failure;
use shohosen::codes::signing::KEY_FAILED;
use shohosen::pki::crypto::DigestAlgorithm;
use shohosen::sign::{ProviderError, TimeStampAuthority};
use shohosen::{Language, Time};

const PKCS9: [u32; 6] = [1, 2, 840, 113_549, 1, 9];
const SIGNED_DATA: &[u32] = &[1, 2, 840, 113_549, 1, 7, 2];
const TST_INFO: &[u32] = &[1, 2, 840, 113_549, 1, 9, 16, 1, 4];
/// An example's policy (X.660: 2.999 is for examples).
const POLICY: &[u32] = &[2, 999, 3161, 1];

/// An authority with a root of its own, whose clock shows one time for ever.
pub struct DemoTimeStamps {
    pub root: Holder,
    server: Holder,
    clock: Time,
}

impl DemoTimeStamps {
    pub fn new(clock: Time) -> Result<Self, Failure> {
        let authority = Purpose::Authority(None);
        let root = Holder::new("Root of the demo's time-stamps", 1, None, &authority, clock)?;
        let purpose = Purpose::TimeStamps;
        let server = Holder::new("Time-stamps of the demo", 2, Some(&root), &purpose, clock)?;
        Ok(Self { root, server, clock })
    }

    /// The ContentInfo with the token.
    fn token(&self, algorithm: DigestAlgorithm, imprint: &[u8]) -> Result<Vec<u8>, Failure> {
        let info = der::sequence([
            &der::integer(1),
            &der::oid(POLICY),
            &der::sequence([&identifier(algorithm), &der::octets(imprint)]),
            &der::integer(1),
            &der::generalized_time(self.clock),
        ]);
        let sha256 = DigestAlgorithm::Sha256;
        let certificate = self.server.certificate.der();
        // ESSCertIDv2 with the default digest, SHA-256 (RFC 5035 §4).
        let named = der::sequence([&der::octets(&sha256.digest(certificate))]);
        let attributes = [
            attribute(&[3], &der::oid(TST_INFO)),
            attribute(&[4], &der::octets(&sha256.digest(&info))),
            attribute(&[16, 2, 47], &der::sequence([&der::sequence([&named])])),
        ];
        let signed = der::set(&attributes);
        let value = self.server.key.sign(&signed)?;
        let (issuer, serial) = &self.server.issuer_and_serial;
        // RFC 5652 §5.4: signed as a SET, written as [0].
        let tagged = signed.split_first().map(|(_, rest)| [&[0xA0], rest].concat());
        let signer = der::sequence([
            &der::integer(1),
            &der::sequence([issuer, serial]),
            &identifier(sha256),
            &tagged.unwrap_or_default(),
            &super::key::signature_algorithm(),
            &der::octets(&value),
        ]);
        let content = der::sequence([&der::oid(TST_INFO), &der::tagged(0, &der::octets(&info))]);
        let signed_data = der::sequence([
            &der::integer(3),
            &der::set(&[identifier(sha256)]),
            &content,
            &der::tagged(0, certificate),
            &der::set(&[signer]),
        ]);
        Ok(der::sequence([&der::oid(SIGNED_DATA), &der::tagged(0, &signed_data)]))
    }
}

impl TimeStampAuthority for DemoTimeStamps {
    fn time_stamp(
        &self,
        digest: DigestAlgorithm,
        imprint: &[u8],
    ) -> Result<Vec<u8>, ProviderError> {
        self.token(digest, imprint).map_err(|failure| {
            ProviderError::new(KEY_FAILED.finding().with("reason", failure.text(Language::English)))
        })
    }
}

/// AlgorithmIdentifier of a digest.
fn identifier(algorithm: DigestAlgorithm) -> Vec<u8> {
    let arc = match algorithm {
        DigestAlgorithm::Sha512 => 3,
        DigestAlgorithm::Sha384 => 2,
        _ => 1,
    };
    der::sequence([&der::oid(&[2, 16, 840, 1, 101, 3, 4, 2, arc]), der::NULL])
}

/// Attribute of PKCS#9 with one value.
fn attribute(arcs: &[u32], value: &[u8]) -> Vec<u8> {
    der::sequence([&der::oid(&[&PKCS9, arcs].concat()), &der::set(&[value.to_vec()])])
}
