//! Reading what a document holds without verifying it.

use super::collect::payload;
use crate::Error;
use shohosen_report::{DocumentKind, Position};
use shohosen_rx::document::DocumentLayout;

/// What stands in a document, **whoever wrote it there**: nothing of it was verified.
pub(crate) struct Unverified {
    pub kind: DocumentKind,
    /// PrescriptionId or DispensingId.
    pub id: Option<String>,
    /// The records at each specified place.
    pub payloads: Vec<(Position, Vec<u8>)>,
}

impl Unverified {
    /// Reads a document.
    ///
    /// # Errors
    /// If it is not XML within the limits.
    pub fn read(bytes: &[u8], limits: &shohosen_xml::Limits) -> Result<Self, Error> {
        let document = shohosen_xml::Document::parse(bytes, limits)?;
        let layout = DocumentLayout::read(&document);
        let payloads = layout.signatures.iter().filter_map(|place| {
            let (_, node) = place.payload?;
            Some((place.position, payload(&document, node).octets?))
        });
        Ok(Self { kind: layout.kind, payloads: payloads.collect(), id: layout.id })
    }
}
