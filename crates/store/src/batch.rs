//! Documents made ready for one transaction, before the database is locked for it.

use crate::document::day_of;
use crate::sum::{Kept, Sum};
use crate::{PatientMarks, SourceDocument, StoreError, encode, text};
use sha2::{Digest, Sha256};
use shohosen_report::{Words, hex};

/// Bytes of the events of one document.
const DOCUMENT_BYTES: usize = 16 << 20;
/// Bytes of the events of one transaction.
const BATCH_BYTES: usize = 64 << 20;

/// A document as it is written.
pub(crate) struct Encoded {
    pub patient: String,
    pub id: String,
    /// The first 32 bits of the SHA-256 of the id.
    pub id_hash: u32,
    pub digest: [u8; 32],
    pub events: Vec<u8>,
    pub count: u32,
    /// First and last day, in days since 1970.
    pub days: Option<(i32, i32)>,
    /// Whether an event has no day.
    pub undated: bool,
    /// As JSON; empty for nothing.
    pub left_out: String,
    pub marks: PatientMarks,
}

impl Encoded {
    fn new(document: SourceDocument) -> Result<Self, StoreError> {
        text::name(text::PATIENT_ID, &document.patient, text::PATIENT)?;
        if let Some(id) = &document.id {
            text::name(text::DOCUMENT_ID, id, text::DOCUMENT)?;
        }
        let events = encode::encode(&document.events);
        if events.len() > DOCUMENT_BYTES {
            return Err(StoreError::Limit {
                what: Words::new("文書のバイト数", "bytes of a document"),
                limit: DOCUMENT_BYTES as u64,
                actual: events.len() as u64,
            });
        }
        let digest = document.digest.unwrap_or_else(|| Sha256::digest(&events).into());
        let id = document.id.unwrap_or_else(|| hex(&digest));
        let [a, b, c, d, ..] = <[u8; 32]>::from(Sha256::digest(&id));
        let mut days: Option<(i32, i32)> = None;
        for day in document.events.iter().filter_map(day_of).map(|day| day.days()) {
            let (first, last) = days.unwrap_or((day, day));
            days = Some((first.min(day), last.max(day)));
        }
        Ok(Self {
            patient: document.patient,
            id,
            id_hash: u32::from_be_bytes([a, b, c, d]),
            digest,
            // At least a byte an event: cannot exceed the limit on bytes.
            count: u32::try_from(document.events.len()).unwrap_or(u32::MAX),
            days,
            undated: document.events.iter().any(|event| day_of(event).is_none()),
            left_out: left_out(&document.left_out)?,
            marks: document.marks,
            events,
        })
    }

    /// Its sum, with the total over its earlier states.
    pub(crate) fn sum(&self, imported_at: i64, superseded: Sum) -> Sum {
        let (first, last) = self.days.unzip();
        let kept = Kept {
            id: &self.id,
            digest: &self.digest,
            imported_at,
            count: self.count.into(),
            undated: self.undated,
            first,
            last,
            events: &self.events,
            left_out: &self.left_out,
            superseded: &superseded.to_bytes(),
            sum: &[],
        };
        kept.sum(&self.patient)
    }
}

fn left_out(parts: &[crate::LeftOut]) -> Result<String, StoreError> {
    if parts.is_empty() {
        return Ok(String::new());
    }
    let json = serde_json::to_string(parts).unwrap_or_default();
    match json.len() > DOCUMENT_BYTES {
        false => Ok(json),
        true => Err(StoreError::Limit {
            what: Words::new(
                "文書から除かれた部分のバイト数",
                "bytes of what is left out of a document",
            ),
            limit: DOCUMENT_BYTES as u64,
            actual: json.len() as u64,
        }),
    }
}

/// The documents of one transaction.
pub(crate) struct Batch {
    pub documents: Vec<Encoded>,
    events: usize,
    bytes: usize,
    limit: usize,
}

impl Batch {
    pub(crate) const fn new(events_a_transaction: usize) -> Self {
        // At least one, or a transaction would be full before there is anything in it.
        let limit = if events_a_transaction == 0 { 1 } else { events_a_transaction };
        Self { documents: Vec::new(), events: 0, bytes: 0, limit }
    }

    pub(crate) fn push(&mut self, document: SourceDocument) -> Result<(), StoreError> {
        let encoded = Encoded::new(document)?;
        // A document without events counts, too.
        self.events += encoded.count.max(1) as usize;
        self.bytes += encoded.events.len() + encoded.left_out.len();
        self.documents.push(encoded);
        Ok(())
    }

    pub(crate) const fn is_full(&self) -> bool {
        self.events >= self.limit || self.bytes >= BATCH_BYTES
    }

    pub(crate) fn clear(&mut self) {
        self.documents.clear();
        (self.events, self.bytes) = (0, 0);
    }
}
