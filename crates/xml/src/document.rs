//! A document.

use crate::node::{Node, NodeId};
use crate::storage::{AttributeRecord, DeclarationRecord, ElementRecord, NodeRecord, Storage};
use crate::storage::{Span, Strings};
use crate::{DuplicateId, Error, Limits, identifiers, reader};

/// A document: a flat tree over the octets from which it was read.
///
/// It holds no references to the outside but the source; nothing that it gives back was looked up
/// anywhere else.
#[derive(Debug)]
pub struct Document<'a> {
    source: &'a [u8],
    text: &'a str,
    storage: Storage,
    root: u32,
}

impl<'a> Document<'a> {
    /// Reads a document: XML 1.0 (5th edition) with Namespaces 1.0, UTF-8 with or without a byte
    /// order mark, without a document type declaration.
    ///
    /// Identifiers that stand twice are no error here, since they may concern nobody; see
    /// [`duplicate_ids`](Self::duplicate_ids).
    ///
    /// # Errors
    /// [`Error`] says what is wrong with the document, or which of the limits it exceeds.
    pub fn parse(source: &'a [u8], limits: &Limits) -> Result<Self, Error> {
        Self::parse_with(Storage::default(), source, limits)
    }

    /// As [`parse`](Self::parse), in the memory of a former document, so that reading many
    /// allocates for the largest only.
    ///
    /// ```
    /// use shohosen_xml::{Document, Limits, Storage};
    ///
    /// let mut storage = Storage::default();
    /// for source in ["<a/>", "<b><c/></b>"] {
    ///     let document =
    ///         Document::parse_with(storage, source.as_bytes(), &Limits::default()).unwrap();
    ///     assert!(document.root().is_element());
    ///     storage = document.into_storage();
    /// }
    /// ```
    ///
    /// # Errors
    /// As [`parse`](Self::parse); the memory is given up then.
    pub fn parse_with(
        mut storage: Storage,
        source: &'a [u8],
        limits: &Limits,
    ) -> Result<Self, Error> {
        let (text, root) = reader::read(&mut storage, source, limits)?;
        Ok(Self { source, text, storage, root })
    }

    /// The memory, for the next document.
    pub fn into_storage(self) -> Storage {
        self.storage
    }

    /// The octets from which it was read.
    pub fn source(&self) -> &'a [u8] {
        self.source
    }

    /// The root element.
    pub fn root(&self) -> Node<'_, 'a> {
        Node::new(self, self.root)
    }

    /// The node with this number. A number that no node of this document has gives the root
    /// element; numbers are of use with the document that gave them only.
    #[inline]
    pub fn node(&self, id: NodeId) -> Node<'_, 'a> {
        let known = id.0 != 0 && (id.0 as usize) < self.storage.nodes.len();
        Node::new(self, if known { id.0 } else { self.root })
    }

    /// The element whose `Id`, `id`, `ID` (without a namespace) or `xml:id` is this.
    ///
    /// # Errors
    /// [`DuplicateId`] if several elements have it: none of them is then *the* element.
    pub fn element_by_id(&self, id: &str) -> Result<Option<Node<'_, 'a>>, DuplicateId> {
        let found = identifiers::find(&self.storage, self.text, id)?;
        Ok(found.map(|node| Node::new(self, node)))
    }

    /// The identifiers that several elements have.
    pub fn duplicate_ids(&self) -> &[DuplicateId] {
        &self.storage.duplicates
    }

    pub(crate) fn storage(&self) -> &Storage {
        &self.storage
    }

    #[inline]
    pub(crate) fn strings(&self) -> Strings<'_> {
        self.storage.strings(self.text)
    }

    #[inline]
    pub(crate) fn string(&self, span: Span) -> &str {
        self.strings().get(span)
    }

    #[inline]
    pub(crate) fn record(&self, node: u32) -> Option<&NodeRecord> {
        self.storage.nodes.get(node as usize)
    }

    #[inline]
    pub(crate) fn element(&self, record: &NodeRecord) -> Option<&ElementRecord> {
        match record.kind {
            crate::storage::Kind::Element => self.storage.elements.get(record.element()),
            _ => None,
        }
    }

    #[inline]
    pub(crate) fn attributes(&self, element: &ElementRecord) -> &[AttributeRecord] {
        let (from, to) = element.attributes;
        self.storage.attributes.get(from as usize..to as usize).unwrap_or_default()
    }

    pub(crate) fn declarations(&self, element: &ElementRecord) -> &[DeclarationRecord] {
        let (from, to) = element.declarations;
        self.storage.declarations.get(from as usize..to as usize).unwrap_or_default()
    }

    pub(crate) fn prefix(&self, number: u32) -> &str {
        self.string(self.storage.prefixes.get(number))
    }

    #[inline]
    pub(crate) fn namespace(&self, number: u32) -> &str {
        self.string(self.storage.namespaces.get(number))
    }
}
