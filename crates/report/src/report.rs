//! The report of a whole document.

use crate::verdict::{deserialize_from_str, serialize_as_str};
use crate::{Finding, Indication, Judgement, SubIndication, Time, Verdict};
use serde::{Serialize, Serializer};
use std::borrow::Cow;

/// The version of the JSON form; it changes when a key changes its meaning or goes.
pub const SCHEMA_VERSION: u32 = 1;

/// What kind of document was verified.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DocumentKind {
    /// 処方箋: an electronic prescription (`EP.xsd`).
    Prescription,
    /// 調剤情報: an electronic dispensing record (`ED.xsd`).
    Dispensing,
    /// A signed scan of a paper prescription (the root is the signature).
    Scanned,
    /// None of these.
    Unknown,
}

impl DocumentKind {
    /// The word used in JSON.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Prescription => "prescription",
            Self::Dispensing => "dispensing",
            Self::Scanned => "scanned",
            Self::Unknown => "unknown",
        }
    }
}

/// Where a signature stands, which says what it is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Position {
    /// `/Document/Prescription/PrescriptionSign`: the prescriber's.
    Prescription,
    /// `/Document/DispensingSign`: the pharmacist's.
    Dispensing,
    /// `/Document/Dispensing/ReferencePrescription/PrescriptionSign`: the prescriber's,
    /// inside a dispensing record.
    ReferencePrescription,
    /// Anywhere else.
    Unknown,
}

impl Position {
    /// The word used in JSON.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Prescription => "prescription",
            Self::Dispensing => "dispensing",
            Self::ReferencePrescription => "reference_prescription",
            Self::Unknown => "unknown",
        }
    }
}

/// The XAdES level by the properties that are present (JIS X 5093 ES-BES, ES-T, ES-XL, ES-A).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// ES-BES: the signature with its signed properties.
    Bes,
    /// ES-T: with a signature time-stamp.
    T,
    /// ES-XL: with certificates and revocation information.
    Xl,
    /// ES-A: with archive time-stamps.
    A,
}

impl Level {
    /// The word used in JSON.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Bes => "BES",
            Self::T => "T",
            Self::Xl => "XL",
            Self::A => "A",
        }
    }
}

serialize_as_str!(DocumentKind, Position, Level);
deserialize_from_str! {
    DocumentKind: Prescription, Dispensing, Scanned, Unknown;
    Position: Prescription, Dispensing, ReferencePrescription, Unknown;
    Level: Bes, T, Xl, A;
}

/// Who signed, as the certificate says it. Nothing here comes from the document's records.
#[derive(Clone, PartialEq, Serialize)]
pub struct Signer {
    /// Subject CN, in Latin letters.
    pub common_name: Option<String>,
    /// CN of the subjectAltName's directory name, in Japanese; not every CA writes one.
    pub name_ja: Option<String>,
    /// Subject O: the institution, where the CA writes one.
    pub organization: Option<String>,
    /// The names of the hcRole attribute (国家資格), exactly as they stand: "Medical Doctor".
    pub hc_roles: Vec<String>,
    /// The Japanese names of the roles that are known, in the order of `hc_roles`.
    pub hc_roles_ja: Vec<Option<String>>,
    /// SHA-256 of the certificate's DER, in lower-case hexadecimal.
    pub certificate_sha256: String,
    /// Subject serialNumber: the registration number of the qualification (医籍登録番号 …).
    /// Personal data: it is in neither the JSON nor the debug form; ask for it here.
    #[serde(skip)]
    pub licence_number: Option<String>,
}

impl std::fmt::Debug for Signer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Signer")
            .field("common_name", &self.common_name)
            .field("hc_roles", &self.hc_roles)
            .field("certificate_sha256", &self.certificate_sha256)
            .finish_non_exhaustive()
    }
}

/// One signature of the document.
#[derive(Clone, Debug, PartialEq)]
pub struct SignatureReport {
    /// Where it stands.
    pub position: Position,
    /// Its level; `None` where the structure does not conform, so that no level may be stated.
    pub level: Option<Level>,
    /// How it came out.
    pub judgement: Judgement,
    /// SigningTime: a claim, nothing more.
    pub claimed_time: Option<Time>,
    /// The time of the oldest *valid* signature time-stamp: the signature existed then.
    pub proven_time: Option<Time>,
    /// Who signed; `None` if the certificate was not found or cannot be read.
    pub signer: Option<Signer>,
}

impl SignatureReport {
    /// What it says, without what it rests on.
    pub fn record(&self) -> SignatureRecord<'_> {
        SignatureRecord {
            position: self.position,
            level: self.level,
            verdict: self.judgement.verdict(),
            indication: self.judgement.indication(),
            sub_indication: self.judgement.sub_indication(),
            claimed_time: self.claimed_time,
            proven_time: self.proven_time,
            signer: Cow::Borrowed(&self.signer),
        }
    }
}

impl Serialize for SignatureReport {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.record().serialize(serializer)
    }
}

/// What a report says of one signature. See [`ReportRecord`].
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SignatureRecord<'r> {
    /// As [`SignatureReport::position`].
    pub position: Position,
    /// As [`SignatureReport::level`].
    pub level: Option<Level>,
    /// How it came out.
    pub verdict: Verdict,
    /// The main status of EN 319 102-1.
    pub indication: Indication,
    /// Its sub-indication.
    pub sub_indication: Option<SubIndication>,
    /// As [`SignatureReport::claimed_time`].
    pub claimed_time: Option<Time>,
    /// As [`SignatureReport::proven_time`].
    pub proven_time: Option<Time>,
    /// As [`SignatureReport::signer`].
    pub signer: Cow<'r, Option<Signer>>,
}

/// The document as a whole.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct DocumentReport {
    /// What it is.
    pub kind: DocumentKind,
    /// PrescriptionId or DispensingId. The prescriber's signature does not cover it.
    pub id: Option<String>,
}

/// What verification of one document found.
#[derive(Clone, Debug, PartialEq)]
pub struct Report {
    /// The conclusion over all signatures and findings.
    pub judgement: Judgement,
    /// The moment at which was judged.
    pub at: Time,
    /// The document.
    pub document: DocumentReport,
    /// Its signatures in document order.
    pub signatures: Vec<SignatureReport>,
    /// Everything that was checked.
    pub findings: Vec<Finding>,
}

impl Report {
    /// The verdict over the whole document.
    pub const fn verdict(&self) -> Verdict {
        self.judgement.verdict()
    }

    /// Whether a finding with this code is there, of whatever severity.
    pub fn has(&self, code: crate::Code) -> bool {
        self.findings.iter().any(|finding| finding.code == code)
    }

    /// The findings of severity *error*.
    pub fn errors(&self) -> impl Iterator<Item = &Finding> {
        self.findings.iter().filter(|f| f.severity == crate::Severity::Error)
    }

    /// The JSON form, on one line.
    pub fn to_json(&self) -> String {
        self.record().to_json()
    }

    /// What it says, without what it rests on.
    pub fn record(&self) -> ReportRecord<'_> {
        ReportRecord {
            schema_version: SCHEMA_VERSION,
            verdict: self.judgement.verdict(),
            indication: self.judgement.indication(),
            sub_indication: self.judgement.sub_indication(),
            verified_at: self.at,
            document: Cow::Borrowed(&self.document),
            signatures: self.signatures.iter().map(SignatureReport::record).collect(),
            findings: Cow::Borrowed(&self.findings),
        }
    }
}

impl Serialize for Report {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.record().serialize(serializer)
    }
}

/// What a report says, in the shape of its JSON: words, where the report itself has a
/// [`Judgement`] that was earned. It is what passes between processes and lies in archives; whoever
/// reads one takes the writer's word, and nothing in the library takes it for a verification.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ReportRecord<'r> {
    /// [`SCHEMA_VERSION`].
    pub schema_version: u32,
    /// The verdict over the whole document.
    pub verdict: Verdict,
    /// The main status of EN 319 102-1.
    pub indication: Indication,
    /// Its sub-indication.
    pub sub_indication: Option<SubIndication>,
    /// The moment at which was judged.
    pub verified_at: Time,
    /// The document.
    pub document: Cow<'r, DocumentReport>,
    /// Its signatures in document order.
    pub signatures: Vec<SignatureRecord<'r>>,
    /// Everything that was checked.
    pub findings: Cow<'r, [Finding]>,
}

impl ReportRecord<'_> {
    /// The JSON form, on one line.
    pub fn to_json(&self) -> String {
        crate::json::report(self)
    }
}
