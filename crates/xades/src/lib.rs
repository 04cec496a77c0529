//! XML-DSig and XAdES signatures as Japanese e-prescriptions (電子処方箋) use them: the levels
//! ES-BES, ES-T, ES-XL and ES-A.
//!
//! Verification has two steps. [`collect`] gathers facts from the document: which octets were
//! digested and whether they match, whether the signature value and the time-stamp tokens
//! verify. [`judge`] weighs them under a [`Policy`] with the trust anchors, at a given time, in
//! the order and with the verdicts of the 検証要件.
//!
//! | question | where |
//! |---|---|
//! | which octets does a reference digest? | `octets/reference.rs` |
//! | which octets does an archive time-stamp cover? | `octets/archive_imprint.rs` |
//! | does the structure conform? | `schema/` |
//! | at what time is what judged? | `rules/time.rs` |
//! | what makes a signature VALID? | `proof.rs`, with the rule behind each part in `registry.rs` |
//! | what makes a signature INVALID? | one file a rule in `rules/` |
//!
//! What this crate does *not* do: it opens no file and no connection, reads no clock, follows no
//! XPath or XSLT, and knows nothing of prescriptions: which element must be signed, and by whom,
//! is told by the caller.

#![forbid(unsafe_code)]
#![deny(missing_docs)]

mod base64;
mod encoding;
pub mod explain;
pub mod facts;
mod input;
mod judge;
mod limits;
pub mod model;
pub mod namespace;
mod octets;
mod policy;
mod proof;
mod registry;
mod rules;
mod schema;
pub mod sign;

pub use facts::{
    CollectSettings, SignatureFacts, collect, reference_digests, signatures, verify_core,
};
pub use input::{JudgeInput, MustCover, RequiredElement, Seal};
pub use judge::{JudgedSignature, judge};
#[doc(hidden)]
pub use judge::{Wanted, judge_by};
pub use limits::Limits;
pub use octets::{
    Digested, ExternalData, ImprintProblem, KnownDigests, ReferenceProblem, Target, Workspace,
};
pub use policy::{Policy, Trust};
pub use proof::{Part, SignatureProof};
pub use registry::{RULES, Rule};
pub use rules::signer::{CertificateCheck, CertificateProof, judge_certificate};

pub use base64::decode as decode_base64;
