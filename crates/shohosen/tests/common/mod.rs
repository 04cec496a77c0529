//! A world of signers for the tests of signing.

#![allow(dead_code, clippy::unwrap_used)]

use shohosen::keys::SoftwareKey;
use shohosen::pki::{Certificate, CertificateList, TrustAnchor, TrustStore};
use shohosen::{Time, VerifierSettings};
use shohosen_testkit::documents::World;
use shohosen_testkit::keys::{KeyStore, SigningKey};
use shohosen_testkit::pki::Credential;
use std::sync::Arc;

/// The time of signing in these tests: some hours after the epoch of the vectors.
pub const SIGNED_AT: i64 = 29_280;

pub fn world() -> World {
    World::from_committed_keys(shohosen_testkit::suite::epoch())
}

/// What a verifier needs to find everything about the signers of this world at this time.
pub fn settings(world: &World, at: Time) -> VerifierSettings {
    let mut settings = VerifierSettings::default();
    let certificate = |der: &[u8]| Certificate::from_der(der).unwrap();
    let anchor = |der: &[u8]| -> TrustStore {
        [TrustAnchor::certificate(certificate(der))].into_iter().collect()
    };
    settings.trust.signers = anchor(&world.hpki.root.certificate);
    settings.trust.time_stamp_authorities = anchor(&world.tsa.root);
    settings.trust.certificates = vec![
        certificate(&world.hpki.sign_ca.certificate),
        certificate(&world.hpki.auth_ca.certificate),
    ];
    let data = world.hpki.validation_data(at);
    let tsa = world.tsa.validation_data(true);
    let crls = data.crls.iter().chain(&tsa.crls);
    settings.trust.crls = crls.map(|der| CertificateList::from_der(der).unwrap()).collect();
    settings
}

pub fn key(credential: &Credential) -> SoftwareKey {
    let certificate = Certificate::from_der(&credential.certificate).unwrap();
    SoftwareKey::from_pem_or_der(credential.key.pkcs8(), certificate).unwrap()
}

/// A key of each kind beside RSA-2048, which everything else is signed with.
pub fn key_kinds() -> [(&'static str, Arc<SigningKey>); 4] {
    let store = KeyStore::committed();
    [
        ("rsa-3072", store.key("rsa-3072")),
        ("rsa-4096", store.key("rsa-4096")),
        ("p-256", Arc::new(SigningKey::generate_p256())),
        ("p-384", Arc::new(SigningKey::generate_p384())),
    ]
}

/// The world's time-stamp authority; its clock is set by the test.
pub struct Clock<'w> {
    pub world: &'w World,
    pub now: Time,
}

impl shohosen::sign::TimeStampAuthority for Clock<'_> {
    fn time_stamp(
        &self,
        algorithm: shohosen::pki::crypto::DigestAlgorithm,
        imprint: &[u8],
    ) -> Result<Vec<u8>, shohosen::sign::ProviderError> {
        assert_eq!(algorithm, shohosen::pki::crypto::DigestAlgorithm::Sha256);
        let digest = shohosen_testkit::keys::Digest::Sha256;
        Ok(self.world.tsa.token(digest, imprint, self.now, &Default::default()))
    }
}

/// The same trust without any revocation list: everything must be in the document.
pub fn bare(mut settings: VerifierSettings) -> VerifierSettings {
    settings.trust.crls.clear();
    settings.trust.certificates.clear();
    settings
}

/// What a source of revocation information has at this time.
pub fn revocation(world: &World, at: Time) -> shohosen::sign::RevocationMaterial {
    shohosen::sign::RevocationMaterial {
        crls: settings(world, at).trust.crls,
        ..Default::default()
    }
}
