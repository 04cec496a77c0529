//! A finished document and what a test needs to know of it.

use super::Level;
use super::element::respell;
use super::signature::Signed;
use shohosen_report::Time;
use std::ops::Range;

/// What is true of one signature of a document.
#[derive(Clone, Debug)]
pub struct SignatureFacts {
    /// `prescription`, `reference_prescription`, `dispensing` or `unknown`.
    pub position: &'static str,
    /// Level.
    pub level: Level,
    /// The signer's certificate as DER.
    pub certificate: Vec<u8>,
    /// The signer's roles.
    pub roles: Vec<String>,
    /// SigningTime.
    pub signing_time: Option<Time>,
    /// genTime of the signature time-stamps.
    pub signature_times: Vec<Time>,
    /// genTime of the archive time-stamps.
    pub archive_times: Vec<Time>,
    /// The canonical octets of SignedInfo.
    pub signed_info: Vec<u8>,
    /// The signature value.
    pub signature_value: Vec<u8>,
}

/// A document as a file.
#[derive(Clone, Debug)]
pub struct SignedDocument {
    /// The file.
    pub bytes: Vec<u8>,
    /// The records that were signed (the manifest of a scanned document).
    pub payload: Vec<u8>,
    /// Its signatures in document order.
    pub signatures: Vec<SignatureFacts>,
    pub(crate) regions: Vec<String>,
}

impl SignedDocument {
    pub(crate) fn new(xml: &str, payload: &[u8], signatures: Vec<SignatureFacts>) -> Self {
        Self {
            bytes: respell(xml).into_bytes(),
            payload: payload.to_vec(),
            signatures,
            regions: Vec::new(),
        }
    }

    pub(crate) fn protecting(mut self, document: String, signed: &Signed) -> Self {
        self.regions = signed.regions.clone();
        self.regions.push(document);
        self
    }

    /// The ranges of the file that the outermost signature protects, in order: change any one byte
    /// in them and the document must not come out valid. White space is left out, since much of it
    /// can change without any change of meaning (a space inside a tag, a line feed that becomes a
    /// carriage return).
    pub fn signed_ranges(&self) -> Vec<Range<usize>> {
        let text = std::str::from_utf8(&self.bytes).unwrap();
        let mut ranges = Vec::new();
        for region in &self.regions {
            let region = respell(region);
            let start = text.find(&region).expect("a signed region stands in the file");
            let mut from = None;
            for (i, byte) in region.bytes().enumerate() {
                match (byte.is_ascii_whitespace(), from) {
                    (false, None) => from = Some(i),
                    (true, Some(begin)) => {
                        ranges.push(start + begin..start + i);
                        from = None;
                    }
                    _ => {}
                }
            }
            if let Some(begin) = from {
                ranges.push(start + begin..start + region.len());
            }
        }
        ranges.sort_by_key(|range| range.start);
        ranges
    }
}
