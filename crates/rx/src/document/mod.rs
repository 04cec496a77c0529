//! The signed containers: the electronic prescription (EP), the dispensing record (ED) and the
//! signed scan of a paper prescription.
//!
//! A container says where signatures stand, which element each must cover and where the records
//! are, all by fixed absolute paths. The element that a signature was verified for is the very
//! node that the records are taken from: nobody searches the document for it again.
//!
//! [`UnsignedDocument`] builds the containers around records that are to be signed.

mod answer;
mod binding;
mod layout;
mod payload;
mod unsigned;
mod unsigned_error;
mod unsigned_xml;
mod version;

pub use binding::referenced_prescription_id;
pub use layout::{
    DocumentLayout, LayoutProblem, Occurrence, PayloadKind, RootElement, SignaturePlace,
    UnknownContent,
};
pub use payload::check_payload;
pub use unsigned::{PrescriptionText, UnsignedDocument};
pub use unsigned_error::UnsignedDocumentError;
pub use version::Version;
