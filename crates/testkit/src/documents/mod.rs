//! Prescriptions (`EPS1.0`), dispensing records (`EPD1.0`) and scanned documents of every level,
//! as the service writes them and in as many wrong ways as the vectors need.
//!
//! All text is written in canonical form: attributes in order, no empty-element tags, no entities.
//! What a reference or an archive time-stamp hashes is therefore the very text of the element,
//! with the namespace declarations of its context added to its start tag ([`Element::within`]).
//! Only when a document is finished are empty elements respelled as `<x/>`, which no
//! canonicalisation sees.

mod dispensing;
mod element;
mod finished;
mod payloads;
mod prescription;
mod recipe;
mod scanned;
mod signature;
mod style;
mod unsigned;
mod world;

pub use dispensing::DispensingBuilder;
pub use element::Element;
pub use finished::{SignatureFacts, SignedDocument};
pub use payloads::{PRESCRIPTION_ID, dispensing_payload, prescription_payload};
pub use prescription::PrescriptionBuilder;
pub use recipe::{
    C14n, Edit, ExtraObject, ExtraReference, Part, SignatureMethod, SignatureRecipe, SignedPart,
    SigningCertificate, Stamp, Transform,
};
pub use scanned::ScannedBuilder;
pub use style::Style;
pub use world::{Level, World};
