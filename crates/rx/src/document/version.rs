//! The version of a document (`Version/@Value`).

use shohosen_report::DocumentKind;

/// A version of the electronic documents. What another one means, nobody knows: its layout and what
/// its signature covers may differ.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Version {
    /// `EPS1.0`: a prescription.
    Eps1_0,
    /// `EPD1.0`: a dispensing record.
    Epd1_0,
    /// Another one, as it stands (at most 200 characters).
    Other(String),
    /// The document names none.
    Missing,
}

impl Version {
    /// The version with this name.
    pub fn read(text: Option<&str>) -> Self {
        match text {
            Some("EPS1.0") => Self::Eps1_0,
            Some("EPD1.0") => Self::Epd1_0,
            Some(other) => Self::Other(shohosen_report::excerpt(other, 200).to_owned()),
            None => Self::Missing,
        }
    }

    /// Its name as it stands; `None` if there is none.
    pub fn name(&self) -> Option<&str> {
        match self {
            Self::Eps1_0 => Some("EPS1.0"),
            Self::Epd1_0 => Some("EPD1.0"),
            Self::Other(name) => Some(name),
            Self::Missing => None,
        }
    }

    /// The version that is known of this kind of document; `None` for a scan, which has none.
    pub const fn expected(kind: DocumentKind) -> Option<&'static str> {
        match kind {
            DocumentKind::Prescription => Some("EPS1.0"),
            DocumentKind::Dispensing => Some("EPD1.0"),
            DocumentKind::Scanned | DocumentKind::Unknown => None,
        }
    }
}
