//! What a host asks for. Octets are named by the number of the buffer that holds them.

use serde::Deserialize;

/// The number of a buffer.
pub(crate) type Buffer = usize;

/// One call. A name that is not known is refused: an option that is passed over in silence would be
/// worse than none.
#[derive(Deserialize)]
#[serde(tag = "call", rename_all = "snake_case", deny_unknown_fields)]
pub(crate) enum Request {
    /// Makes a verifier; answers `{"handle": N}`.
    Verifier {
        /// A policy, as everywhere (see the README).
        #[serde(default)]
        policy: Option<Buffer>,
        /// Roots of signers, beside the built-in MHLW HPKI Root CA V2.
        #[serde(default)]
        anchors: Vec<Buffer>,
        /// Roots of signers, instead of the built-in one.
        #[serde(default)]
        only_anchors: Option<Vec<Buffer>>,
        /// Roots of time-stamp authorities; none is built in.
        #[serde(default)]
        tsa_anchors: Vec<Buffer>,
        /// Certificates between signer and root.
        #[serde(default)]
        intermediates: Vec<Buffer>,
        /// Revocation lists.
        #[serde(default)]
        crls: Vec<Buffer>,
        /// Accept certificates of the test grade.
        #[serde(default)]
        allow_test_certificates: bool,
        /// Judge signed scans of paper prescriptions.
        #[serde(default)]
        accept_scanned: bool,
    },
    /// Verifies a document; answers its report, and the records if it is VALID.
    Verify {
        verifier: u32,
        document: Buffer,
        /// RFC 3339, with a zone.
        at: String,
        /// Files that the manifest of a signed scan names.
        #[serde(default)]
        external: Vec<Named>,
    },
    /// Judges a certificate; answers a report on it.
    Certificate { verifier: u32, certificate: Buffer, at: String },
    /// Checks records by the rules of their format; answers findings.
    Lint {
        records: Buffer,
        #[serde(default)]
        utf8: bool,
        #[serde(default)]
        strict: bool,
        #[serde(default)]
        before_issue: bool,
        /// YYYY-MM-DD, for dates in the future.
        #[serde(default)]
        today: Option<String>,
    },
    /// Converts records; answers findings, and the file.
    Convert {
        records: Buffer,
        #[serde(default)]
        utf8: bool,
        to: Form,
    },
    /// Makes a checker; answers `{"handle": N}`.
    Checker {
        /// Drug masters, as published or cached by `shohosen master`.
        #[serde(default)]
        masters: Vec<Named>,
        /// Tables of contraindicated pairs.
        #[serde(default)]
        pairs: Vec<Named>,
        /// Tables of ingredients.
        #[serde(default)]
        ingredients: Vec<Named>,
        /// Prescribing rules in JSON.
        #[serde(default)]
        rules: Option<Buffer>,
    },
    /// Checks a prescription against a history; answers the outcome.
    Check {
        checker: u32,
        prescription: Buffer,
        /// `null`: there is none.
        history: Option<Vec<Named>>,
        /// The settings of a check, as everywhere.
        settings: Buffer,
        /// What verifies signed documents.
        #[serde(default)]
        verifier: Option<u32>,
        /// As of when they are verified; needed with a verifier.
        #[serde(default)]
        at: Option<String>,
        #[serde(default)]
        utf8: bool,
    },
    /// Lets an object go.
    Release { kind: Kind, handle: u32 },
    /// Answers `{"version", "schema_version"}`.
    Version {},
}

/// Octets that have a name: a file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Named {
    pub(crate) name: String,
    pub(crate) octets: Buffer,
}

/// A kind of object.
#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Kind {
    Verifier,
    Checker,
}

/// What records are converted to.
#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Form {
    Json,
    Sj1,
    Jahis,
    Jahistc,
    Fhir,
}
