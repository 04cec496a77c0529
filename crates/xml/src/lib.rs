//! A bounded reader of XML and Canonical XML, the ground on which XML signatures stand.
//!
//! * [`Document::parse`] reads XML 1.0 (5th edition) with Namespaces 1.0 out of octets into a flat
//!   tree that borrows them: one record a node, text as slices of the source, no recursion, within
//!   [`Limits`].
//! * [`Node`] is a place in that tree; [`Document::element_by_id`] finds one by its identifier
//!   and refuses identifiers that stand twice.
//! * [`canonicalize`] writes Canonical XML 1.0, 1.1 or exclusive of a document or an element into
//!   a [`Sink`] (a hasher, a buffer).
//!
//! ```
//! use shohosen_xml::{Document, Limits, Method, Scratch, Subset, canonicalize};
//!
//! let source = b"<p:Document xmlns:p='urn:example' b='2'  a='1'><p:Sign Id='s'/></p:Document>";
//! let document = Document::parse(source, &Limits::default()).unwrap();
//! let sign = document.element_by_id("s").unwrap().unwrap();
//! assert!(sign.is("urn:example", "Sign"));
//! assert_eq!(sign.path(), "/Document/Sign");
//!
//! let method = Method::from_uri("http://www.w3.org/2001/10/xml-exc-c14n#").unwrap();
//! let mut octets = Vec::new();
//! let subset = Subset { apex: Some(sign.id()), omit: None };
//! canonicalize(&document, subset, &method, &mut Scratch::default(), &mut octets);
//! assert_eq!(octets, br#"<p:Sign xmlns:p="urn:example" Id="s"></p:Sign>"#);
//! ```
//!
//! What this crate does *not* do: document type declarations (refused at first sight, so that
//! neither entities nor attribute defaults exist), encodings other than UTF-8, XML 1.1, schemas,
//! XPath (a subset is an element without at most one of its descendants), anything outside the
//! octets it is given, and judging signatures.

#![forbid(unsafe_code)]
#![deny(missing_docs)]

mod c14n;
mod characters;
mod document;
mod error;
mod identifiers;
mod limits;
mod node;
mod position;
mod reader;
mod storage;
mod text;

pub use c14n::{Algorithm, Method, Scratch, Sink, Subset, canonicalize};
pub use document::Document;
pub use error::{Error, ErrorKind, LimitKind};
pub use identifiers::DuplicateId;
pub use limits::Limits;
pub use node::{Attribute, Node, NodeId, NodeKind};
pub use position::Position;
pub use storage::Storage;
pub use text::same;
