//! OCSP responses (RFC 6960 §4.2), for documents that carry them.

use super::Authority;
use crate::der;
use crate::keys::Digest;
use shohosen_report::Time;

/// What a response says of one certificate.
#[derive(Clone, Copy, Debug)]
pub enum OcspStatus {
    /// Not revoked.
    Good,
    /// Revoked at this moment.
    Revoked(Time),
    /// The responder does not know the certificate.
    Unknown,
}

/// A response about one certificate, signed by the issuing authority itself.
#[derive(Clone, Copy, Debug)]
pub struct OcspResponse {
    /// The certificate's serial number.
    pub serial: u64,
    /// Its status.
    pub status: OcspStatus,
    /// `producedAt` and `thisUpdate`.
    pub this_update: Time,
    /// `nextUpdate`.
    pub next_update: Time,
}

impl OcspResponse {
    /// `OCSPResponse` as DER: successful, basic, responder by key.
    pub fn sign(&self, authority: &Authority) -> Vec<u8> {
        let status = match self.status {
            OcspStatus::Good => der::implicit(0, &[]),
            OcspStatus::Revoked(at) => der::explicit(1, &der::generalized_time(at)),
            OcspStatus::Unknown => der::implicit(2, &[]),
        };
        let certificate = der::sequence([
            Digest::Sha1.algorithm_identifier(),
            der::octet_string(&Digest::Sha1.of(&authority.name.der())),
            der::octet_string(&authority.key.identifier()),
            der::integer(self.serial),
        ]);
        let single = der::sequence([
            certificate,
            status,
            der::generalized_time(self.this_update),
            der::explicit(0, &der::generalized_time(self.next_update)),
        ]);
        let responder = der::explicit(2, &der::octet_string(&authority.key.identifier()));
        let data = der::sequence([
            responder,
            der::generalized_time(self.this_update),
            der::sequence([single]),
        ]);
        let value = authority.key.sign_der(Digest::Sha256, &data);
        let algorithm = authority.key.signature_algorithm(Digest::Sha256);
        let basic = der::sequence([data, algorithm, der::bit_string(&value)]);
        let bytes = der::sequence([der::oid("1.3.6.1.5.5.7.48.1.1"), der::octet_string(&basic)]);
        der::sequence([der::enumerated(0), der::explicit(0, &bytes)])
    }
}
