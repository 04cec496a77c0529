//! What has to be established before a document is VALID: each part from its rule in `rules`, as the
//! [proof of a signature](shohosen_xades::SignatureProof) is made.

use super::rules;
use shohosen_report::CompleteProof;

macro_rules! parts {
    ($($(#[$doc:meta])* $part:ident, $field:ident: $type:ty, $id:literal;)*) => {
        /// A part of the proof.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(crate) enum Part { $($(#[$doc])* $part),* }

        impl Part {
            /// Every part, in the order in which they are established.
            pub const ALL: &'static [Self] = &[$(Self::$part),*];

            /// The word used in reports.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$part => $id),* }
            }
        }

        /// What has been established so far.
        #[derive(Debug, Default)]
        pub(crate) struct Parts { $(pub $field: Option<$type>),* }

        impl Parts {
            /// The proof, or the parts that it lacks.
            pub fn complete(self) -> Result<DocumentProof, Vec<Part>> {
                match self {
                    Self { $($field: Some($field)),* } => Ok(DocumentProof { $($field),* }),
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

        /// Everything that makes a document VALID.
        #[derive(Debug)]
        #[expect(dead_code, reason = "that the parts are there is what counts")]
        pub(crate) struct DocumentProof { $($field: $type),* }
    };
}

parts! {
    /// It is a document of a known kind, and each of its parts appears once.
    Layout, layout: rules::layout::Recognised, "layout";
    /// It is of a version that is known.
    Version, version: rules::version::Known, "version";
    /// Every signature stands at a specified place, and each such place has one.
    Places, places: rules::places::Specified, "places";
    /// No two elements have the same identifier.
    Identifiers, identifiers: rules::identifiers::Unique, "identifiers";
    /// The records can be had.
    Records, records: rules::records::Read, "records";
    /// It belongs to the prescription that it names.
    Binding, binding: rules::binding::Bound, "binding";
    /// Each signature is proven.
    Signatures, signatures: rules::signatures::Proven, "signatures";
}

impl CompleteProof for DocumentProof {}
