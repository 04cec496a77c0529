//! Setting up a signer.

use super::{Permission, Signer};
use crate::{Verifier, VerifierSettings};
use shohosen_pki::crypto::SignatureAlgorithm;
use shohosen_xades::sign::{DocumentTransform, Prefixes, SignatureLayout};
use std::sync::Arc;

/// Sets up a [`Signer`].
///
/// ```
/// use shohosen::{Permission, Signer};
/// let signer = Signer::builder().permit(Permission::TestCertificate).build();
/// assert!(signer.verifier().settings().policy.hpki.allow_test_certificates);
/// ```
#[must_use]
pub struct SignerBuilder {
    settings: VerifierSettings,
    layout: SignatureLayout,
    algorithm: Option<SignatureAlgorithm>,
    permissions: Vec<Permission>,
}

impl Default for SignerBuilder {
    fn default() -> Self {
        Self {
            settings: VerifierSettings::with_mhlw_root(),
            layout: SignatureLayout::default(),
            algorithm: None,
            permissions: Vec::new(),
        }
    }
}

impl SignerBuilder {
    /// By what the documents are verified before they are handed out: trust anchors, revocation
    /// lists, the policy.
    pub fn verifier_settings(mut self, settings: VerifierSettings) -> Self {
        self.settings = settings;
        self
    }

    /// Permits something that is refused otherwise.
    pub fn permit(mut self, permission: Permission) -> Self {
        self.permissions.push(permission);
        self
    }

    /// The prefixes of the signature; those of the management service by default.
    pub fn prefixes(mut self, prefixes: Prefixes) -> Self {
        self.layout.prefixes = prefixes;
        self
    }

    /// The transforms of the reference to the document; none by default.
    pub fn document_transform(mut self, transform: DocumentTransform) -> Self {
        self.layout.document_transform = transform;
        self
    }

    /// The signature algorithm; by default the usual one of the key: RSA PKCS#1 v1.5 with
    /// SHA-256, ECDSA with SHA-256 (P-256) or SHA-384 (P-384).
    pub fn algorithm(mut self, algorithm: SignatureAlgorithm) -> Self {
        self.algorithm = Some(algorithm);
        self
    }

    /// The signer.
    #[must_use]
    pub fn build(self) -> Signer {
        let mut settings = self.settings;
        if self.permissions.contains(&Permission::TestCertificate) {
            settings.policy.hpki.allow_test_certificates = true;
        }
        Signer {
            verifier: Arc::new(Verifier::new(settings)),
            layout: self.layout,
            algorithm: self.algorithm,
            permissions: self.permissions,
        }
    }
}
