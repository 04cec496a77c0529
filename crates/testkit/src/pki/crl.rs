//! Certificate revocation lists (RFC 5280 §5).

use super::{Name, extensions};
use crate::der;
use crate::keys::{Digest, SigningKey};
use shohosen_report::Time;

/// One revoked certificate.
#[derive(Clone, Debug)]
pub struct Revocation {
    /// Its serial number.
    pub serial: u64,
    /// When it was revoked.
    pub at: Time,
    /// `CRLReason`: 1 keyCompromise, 5 cessationOfOperation ...
    pub reason: u8,
}

/// What a CRL is to say.
#[derive(Clone, Debug)]
pub struct CrlTemplate {
    /// Issuer name.
    pub issuer: Name,
    /// When it was made.
    pub this_update: Time,
    /// When the next is due.
    pub next_update: Time,
    /// `cRLNumber`.
    pub number: u64,
    /// The revoked certificates.
    pub revoked: Vec<Revocation>,
    /// A critical `issuingDistributionPoint` with this directory name and onlyContainsCACerts, as
    /// the root's SARL has it.
    pub authority_scope: Option<Name>,
}

impl CrlTemplate {
    /// The CRL as DER: version 2, signed with SHA-256.
    pub fn sign(&self, key: &SigningKey) -> Vec<u8> {
        let algorithm = key.signature_algorithm(Digest::Sha256);
        let entries = self.revoked.iter().map(|revocation| {
            let reason = super::Extension {
                oid: "2.5.29.21",
                critical: false,
                value: der::enumerated(revocation.reason),
            };
            der::sequence([
                der::integer(revocation.serial),
                der::certificate_time(revocation.at),
                der::sequence([reason.der()]),
            ])
        });
        let revoked = if self.revoked.is_empty() { Vec::new() } else { der::sequence(entries) };
        let mut list = vec![
            extensions::authority_key_identifier(&key.identifier(), None).der(),
            super::Extension {
                oid: "2.5.29.20",
                critical: false,
                value: der::integer(self.number),
            }
            .der(),
        ];
        if let Some(scope) = &self.authority_scope {
            let point = der::explicit(0, &der::explicit(0, &der::explicit(4, &scope.der())));
            let value = der::sequence([point, der::implicit(2, &[0xFF])]);
            list.push(super::Extension { oid: "2.5.29.28", critical: true, value }.der());
        }
        let tbs = der::sequence([
            der::integer(1),
            algorithm.clone(),
            self.issuer.der(),
            der::certificate_time(self.this_update),
            der::certificate_time(self.next_update),
            revoked,
            der::explicit(0, &der::sequence(list)),
        ]);
        let value = key.sign_der(Digest::Sha256, &tbs);
        der::sequence([tbs, algorithm, der::bit_string(&value)])
    }
}
