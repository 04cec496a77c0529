//! Recognising a document.

use super::HistoryReadError;
use shohosen_medication::HistoryLimits;
use shohosen_rx::Format;
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
    /// Recognises a document by its beginning, and gives back what is to be read: JSON without
    /// byte order mark. XML is taken for a prescription here; which document it is, is known when
    /// it has been read.
    pub(super) fn recognise<'b>(
        bytes: &'b [u8],
        limits: &HistoryLimits,
    ) -> Result<(&'b [u8], Self), HistoryReadError> {
        if bytes.len() > limits.bytes {
            return Err(HistoryReadError::TooLarge { actual: bytes.len(), limit: limits.bytes });
        }
        let content = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        let format = Self::of(content.trim_ascii_start())?;
        match format {
            Self::Fhir | Self::Json => Ok((content, format)),
            _ => Ok((bytes, format)),
        }
    }

    fn of(content: &[u8]) -> Result<Self, HistoryReadError> {
        let Some(first) = content.first() else { return Err(HistoryReadError::Empty) };
        let line = content.split(|byte| *byte == b'\n').next().unwrap_or_default();
        let line = line.trim_ascii_end().strip_suffix(b"\x1a").unwrap_or(line.trim_ascii_end());
        if let Some(format) = Format::from_header(line) {
            return Ok(Self::Records(format));
        }
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
