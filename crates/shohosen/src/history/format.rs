//! Recognising a document.

use super::{HistoryOptions, HistoryReadError};
use shohosen_rx::{Charset, Format, ReadError, to_utf8};
use std::borrow::Cow;
use std::fmt;

/// What a document was recognised as.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum HistoryFormat {
    /// The records SJ1, CJ1, JAHIS or JAHISTC.
    Records(Format),
    /// The document of an electronic prescription (EP).
    SignedPrescription,
    /// The document of a dispensing record (ED).
    SignedDispensing,
    /// FHIR R4 as JSON.
    Fhir,
    /// Plain JSON.
    #[default]
    Json,
    /// Plain CSV.
    Csv,
}

impl HistoryFormat {
    /// Recognises a document by its beginning, and gives back what is to be read: JSON and CSV in
    /// UTF-8 and without byte order mark, if they were encoded otherwise and that was asked for. XML is
    /// taken for a prescription here; which document it is, is known when it has been read.
    pub(super) fn recognise<'b>(
        bytes: &'b [u8],
        options: &HistoryOptions<'_>,
    ) -> Result<(Cow<'b, [u8]>, Self), HistoryReadError> {
        let limit = options.limits.bytes;
        if bytes.len() > limit {
            return Err(HistoryReadError::TooLarge { actual: bytes.len(), limit });
        }
        let begin = without_mark(bytes).trim_ascii_start();
        if let Some(format) = records(begin) {
            return Ok((Cow::Borrowed(bytes), Self::Records(format)));
        }
        // A CSV is read in both.
        let json = matches!(begin.first(), Some(b'{' | b'['));
        let text = to_utf8(bytes, options.records.encoding, json.then_some(Charset::Utf8));
        let text = text.map_err(|error| match shohosen_rx::read(bytes, &options.records) {
            // Of records in UTF-16 their reader knows what they ought to be.
            Err(own @ ReadError::OtherEncoding { .. }) => own,
            _ => error,
        })?;
        match Self::of(without_mark(&text).trim_ascii_start())? {
            format @ Self::Records(_) => Ok((Cow::Borrowed(bytes), format)),
            format @ (Self::Fhir | Self::Json) => Ok((unmarked(text), format)),
            format => Ok((text, format)),
        }
    }

    fn of(content: &[u8]) -> Result<Self, HistoryReadError> {
        let Some(first) = content.first() else { return Err(HistoryReadError::Empty) };
        if let Some(format) = records(content) {
            return Ok(Self::Records(format));
        }
        let line = first_line(content);
        match first {
            b'<' => Ok(Self::SignedPrescription),
            b'[' => Ok(Self::Json),
            b'{' if is_fhir(content) => Ok(Self::Fhir),
            b'{' => Ok(Self::Json),
            // The two headings that a plain history cannot do without.
            _ if has(line, b"kind") && has(line, b"code") => Ok(Self::Csv),
            _ => Err(HistoryReadError::UnknownFormat),
        }
    }
}

fn without_mark(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes)
}

fn unmarked(text: Cow<'_, [u8]>) -> Cow<'_, [u8]> {
    match text {
        Cow::Borrowed(bytes) => Cow::Borrowed(without_mark(bytes)),
        Cow::Owned(bytes) => Cow::Owned(without_mark(&bytes).to_vec()),
    }
}

fn first_line(content: &[u8]) -> &[u8] {
    let line = content.split(|byte| *byte == b'\n').next().unwrap_or_default();
    line.trim_ascii_end().strip_suffix(b"\x1a").unwrap_or(line.trim_ascii_end())
}

/// The format of records that the first line names.
fn records(content: &[u8]) -> Option<Format> {
    Format::from_header(first_line(content))
}

fn has(line: &[u8], heading: &[u8]) -> bool {
    let trimmed = |field: &[u8]| field.trim_ascii().trim_ascii_start() == heading;
    line.split(|byte| *byte == b',').any(|field| {
        let quoted = field.strip_prefix(b"\"").and_then(|field| field.strip_suffix(b"\""));
        trimmed(quoted.unwrap_or(field))
    })
}

/// Whether an object has a `resourceType` of its own.
fn is_fhir(json: &[u8]) -> bool {
    #[derive(serde::Deserialize)]
    struct Probe {
        #[serde(rename = "resourceType")]
        resource_type: Option<serde::de::IgnoredAny>,
    }
    match serde_json::from_slice::<Probe>(json) {
        Ok(probe) => probe.resource_type.is_some(),
        // Damaged: whoever names a resource type gets the error of the FHIR reader.
        Err(_) => {
            let name = b"\"resourceType\"";
            json.get(..4096).unwrap_or(json).windows(name.len()).any(|window| window == name)
        }
    }
}

impl fmt::Display for HistoryFormat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Records(format) => f.write_str(&format.name()),
            Self::SignedPrescription => f.write_str("EP"),
            Self::SignedDispensing => f.write_str("ED"),
            Self::Fhir => f.write_str("FHIR"),
            Self::Json => f.write_str("JSON"),
            Self::Csv => f.write_str("CSV"),
        }
    }
}
