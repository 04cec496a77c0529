//! One vector and its entry in the index.

use crate::documents::{SignedDocument, World};
use crate::keys::Digest;
use crate::pki::DAY;
use serde::Serialize;
use shohosen_report::Time;

/// A document and what must come of it.
pub struct Case {
    /// Its entry in the index.
    pub entry: Entry,
    /// The document; the entry says under which name it is committed, or that it is not.
    pub bytes: Vec<u8>,
    /// Further files that only this case needs, as path below `test-vectors` and content.
    pub files: Vec<(String, Vec<u8>)>,
}

/// An entry of `test-vectors/verify/index.json`. Paths are relative to `test-vectors`.
#[derive(Clone, Debug, Serialize)]
pub struct Entry {
    /// The case's name.
    pub id: String,
    /// What the case is.
    pub title: String,
    /// The document, or `null` where it is generated.
    pub file: Option<String>,
    /// The name of the generator, for documents too large to be committed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub generated: Option<String>,
    /// The time of verification.
    pub at: Time,
    /// Trust anchors for signers.
    pub anchors: Vec<String>,
    /// Trust anchors for time-stamps.
    pub tsa_anchors: Vec<String>,
    /// Certificates given beside the document.
    pub intermediates: Vec<String>,
    /// CRLs given beside the document.
    pub crls: Vec<String>,
    /// Whether test-grade certificates are allowed.
    pub allow_test_certificates: bool,
    /// `VALID`, `INVALID` or `INDETERMINATE`; `null` where the document cannot be read.
    pub verdict: Option<&'static str>,
    /// Codes that must be among the errors and warnings; of those that decide a verdict, all that are.
    pub codes: Vec<String>,
    /// Codes that must not be among the findings.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub absent_codes: Vec<String>,
    /// The signatures in document order; empty where they are not asserted.
    pub signatures: Vec<SignatureEntry>,
    /// SHA-256 of the records that a valid document hands over, in hexadecimal.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub payload_sha256: Option<String>,
    /// The code of the error where the document cannot be read.
    pub error: Option<&'static str>,
}

/// What must be said of one signature. Keys that are absent are not asserted.
#[derive(Clone, Debug, Serialize)]
pub struct SignatureEntry {
    /// `prescription`, `reference_prescription` or `dispensing`.
    pub position: String,
    /// `BES`, `T`, `XL` or `A`.
    pub level: String,
    /// Verdict of this signature.
    pub verdict: &'static str,
    /// The proven time: genTime of the signature time-stamp, `null` without one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub proven_time: Option<Option<Time>>,
    /// The signer's roles.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hc_roles: Option<Vec<String>>,
}

impl Case {
    fn new(id: &str, title: &str, verdict: &'static str, codes: &[&str]) -> Self {
        let text = |list: &[&str]| list.iter().map(|item| (*item).to_owned()).collect();
        let entry = Entry {
            id: id.into(),
            title: title.into(),
            file: Some(format!("verify/{id}.xml")),
            generated: None,
            at: Time::parse_rfc3339("2025-01-01T00:00:00Z").unwrap(),
            anchors: text(&["pki/root.cer"]),
            tsa_anchors: text(&["pki/tsa-root.cer"]),
            intermediates: Vec::new(),
            crls: Vec::new(),
            allow_test_certificates: false,
            verdict: Some(verdict),
            codes: text(codes),
            absent_codes: Vec::new(),
            signatures: Vec::new(),
            payload_sha256: None,
            error: None,
        };
        Self { entry, bytes: Vec::new(), files: Vec::new() }
    }

    /// A case that must be valid, with all that it says of its signatures.
    pub(crate) fn valid(id: &str, title: &str, document: &SignedDocument) -> Self {
        let mut case = Self::new(id, title, "VALID", &[]);
        let signatures = document.signatures.iter().map(|facts| SignatureEntry {
            position: facts.position.into(),
            level: facts.level.as_str().into(),
            verdict: "VALID",
            proven_time: Some(facts.signature_times.first().copied()),
            hc_roles: Some(facts.roles.clone()),
        });
        case.entry.signatures = signatures.collect();
        let hash = Digest::Sha256.of(&document.payload);
        case.entry.payload_sha256 = Some(hash.iter().map(|byte| format!("{byte:02x}")).collect());
        case.bytes(document.bytes.clone())
    }

    /// A case that must be invalid with these codes.
    pub(crate) fn invalid(id: &str, title: &str, codes: &[&str], bytes: Vec<u8>) -> Self {
        Self::new(id, title, "INVALID", codes).bytes(bytes)
    }

    /// A case that must be indeterminate with these codes.
    pub(crate) fn indeterminate(id: &str, title: &str, codes: &[&str], bytes: Vec<u8>) -> Self {
        Self::new(id, title, "INDETERMINATE", codes).bytes(bytes)
    }

    /// A case that cannot be read at all.
    pub(crate) fn unreadable(id: &str, title: &str, error: &'static str, bytes: Vec<u8>) -> Self {
        let mut case = Self::new(id, title, "", &[]).bytes(bytes);
        case.entry.verdict = None;
        case.entry.error = Some(error);
        case
    }

    pub(crate) fn bytes(mut self, bytes: Vec<u8>) -> Self {
        self.bytes = bytes;
        self
    }

    /// Codes that the same fault brings as well: of those that decide, the entry lists every one.
    pub(crate) fn also(mut self, codes: &[&str]) -> Self {
        self.entry.codes.extend(codes.iter().map(|code| (*code).to_owned()));
        self
    }

    /// The signature at a position has a verdict of its own.
    pub(crate) fn signature(mut self, position: &str, level: &str, verdict: &'static str) -> Self {
        self.entry.signatures.push(SignatureEntry {
            position: position.into(),
            level: level.into(),
            verdict,
            proven_time: None,
            hc_roles: None,
        });
        self
    }

    /// Verified a day after the signing with the issuing CA and all CRLs beside the document: what
    /// a BES or T needs.
    pub(crate) fn with_values_outside(mut self) -> Self {
        let text = |list: &[&str]| list.iter().map(|item| (*item).to_owned()).collect();
        self.entry.at = crate::pki::after(super::epoch(), DAY);
        self.entry.intermediates = text(&["pki/sign-ca.cer"]);
        self.entry.crls = text(&["pki/sign-ca.crl", "pki/sarl.crl", "pki/tsa.crl"]);
        self
    }

    /// Another time of verification.
    pub(crate) fn at(mut self, at: Time) -> Self {
        self.entry.at = at;
        self
    }

    /// Any other change of the entry.
    pub(crate) fn entry(mut self, change: impl FnOnce(&mut Entry)) -> Self {
        change(&mut self.entry);
        self
    }

    /// Shares the document of another case.
    pub(crate) fn file_of(self, id: &str) -> Self {
        self.entry(|entry| entry.file = Some(format!("verify/{id}.xml")))
    }

    /// Adds a CRL of its own, `pki/<id>.crl`, before the others.
    pub(crate) fn own_crl(mut self, crl: Vec<u8>) -> Self {
        let name = format!("pki/{}.crl", self.entry.id);
        self.entry.crls.insert(0, name.clone());
        self.files.push((name, crl));
        self
    }
}

/// A new world on the committed keys: each case starts from one, so that no case changes the
/// serial numbers of another.
pub(crate) fn world() -> World {
    World::from_committed_keys(super::epoch())
}
