//! What has to be established before a signature is VALID, part by part.
//!
//! Each part is a value that only its rule can make: its type lives in the rule's file, and its
//! fields are private there. A [`SignatureProof`] holds one of each, so it exists only where every
//! rule has spoken, and VALID comes of it alone
//! ([`Judgement::earned`](shohosen_report::Judgement::earned)).

use crate::rules;
use shohosen_report::CompleteProof;

macro_rules! parts {
    ($($(#[$doc:meta])* $part:ident, $field:ident: $type:ty, $id:literal;)*) => {
        /// A part of the proof.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Part { $($(#[$doc])* $part),* }

        impl Part {
            /// Every part, in the order in which they are established.
            pub const ALL: &'static [Self] = &[$(Self::$part),*];

            /// The word used in reports.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$part => $id),* }
            }
        }

        /// What has been established so far.
        #[derive(Clone, Debug, Default)]
        pub(crate) struct Parts { $(pub $field: Option<$type>),* }

        impl Parts {
            /// The proof, or the parts that it lacks.
            pub fn complete(self) -> Result<SignatureProof, Vec<Part>> {
                match self {
                    Self { $($field: Some($field)),* } => Ok(SignatureProof { $($field),* }),
                    Self { $($field),* } => {
                        let mut missing = Vec::new();
                        $(if $field.is_none() { missing.push(Part::$part); })*
                        Err(missing)
                    }
                }
            }

            /// Takes a part away: for the test that no proof is complete without it.
            pub fn remove(&mut self, part: Part) {
                match part { $(Part::$part => self.$field = None),* }
            }
        }

        /// Everything that makes a signature VALID, each part from the rule that establishes it.
        #[derive(Clone, Debug)]
        #[expect(dead_code, reason = "that the parts are there is what counts")]
        pub struct SignatureProof { $($field: $type),* }
    };
}

parts! {
    /// The structure conforms.
    Structure, structure: rules::structure::Conforms, "structure";
    /// SignedProperties is signed.
    SignedProperties, signed_properties: rules::signed_properties::Signed, "signed_properties";
    /// The element that must be signed is, or everything that a scan shows.
    Coverage, coverage: rules::coverage::Covered, "coverage";
    /// Each reference's digest matches.
    References, references: rules::references::Match, "references";
    /// What Manifests list was compared, or nothing rests on it.
    Manifests, manifests: rules::manifest::Compared, "manifests";
    /// The signature says which certificate is the signer's.
    Binding, binding: rules::signing_certificate::Bound, "binding";
    /// The signature value verifies.
    SignatureValue, signature_value: rules::signature_value::Verified, "signature_value";
    /// Everything that travels with the signature can be read.
    ValidationData, validation_data: rules::validation_data::Readable, "validation_data";
    /// The level is one that the policy accepts.
    Level, level: rules::level::Accepted, "level";
    /// The time that is claimed can be read, or none is claimed.
    SigningTime, signing_time: rules::signing_time::Read, "signing_time";
    /// Properties that are not read were named.
    Properties, properties: rules::properties::Named, "properties";
    /// The time at which the signer is judged.
    Time, time: rules::time::JudgedAt, "time";
    /// The time of the algorithms has not run out.
    Lifetime, lifetime: rules::lifetime::InTime, "lifetime";
    /// The times do not contradict each other.
    Order, order: rules::order::Ascending, "order";
    /// The signer's certificate is of the HPKI, for signatures, and may sign this document.
    Role, role: rules::signer::Authorised, "role";
    /// A path leads from the signer's certificate to an anchor.
    Path, path: shohosen_pki::ValidatedPath, "path";
    /// The certificate is for signing documents.
    Purpose, purpose: shohosen_pki::PurposeFits, "purpose";
    /// No certificate of the path was revoked.
    Revocation, revocation: shohosen_pki::NotRevoked, "revocation";
}

impl CompleteProof for SignatureProof {}
