//! The identifiers of a document: `Id`, `id`, `ID` without a namespace, and `xml:id`.
//!
//! Without a document type declaration nothing says which attributes are identifiers. XML
//! Signature and XAdES use `Id`, the documents of the Japanese service `id`; verifiers in the
//! field take `ID`, too. An identifier must be unique over all spellings, or a reference that one
//! program takes for the signed element another takes for a forged one.

use crate::NodeId;
use crate::error::excerpt;
use crate::storage::{Span, Storage, Strings};
use crate::text::same;
use shohosen_report::{Finding, codes};
use std::cmp::Ordering;
use std::fmt;

/// An identifier of an element.
#[derive(Clone, Copy, Debug)]
pub(crate) struct IdRecord {
    pub(crate) value: Span,
    pub(crate) node: u32,
}

/// An identifier that several elements have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DuplicateId {
    /// The identifier.
    pub value: String,
    /// The elements that have it, in document order; at least two.
    pub nodes: Vec<NodeId>,
}

impl DuplicateId {
    /// The finding `xml.id.duplicate`, with the identifier and the number of elements.
    pub fn finding(&self) -> Finding {
        codes::xml::ID_DUPLICATE
            .finding()
            .with("id", excerpt(&self.value))
            .with("count", self.nodes.len())
    }
}

impl fmt::Display for DuplicateId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} elements have the identifier {}", self.nodes.len(), excerpt(&self.value))
    }
}

impl std::error::Error for DuplicateId {}

/// The length first: it usually decides, and at no cost.
fn order(a: &str, b: &str) -> Ordering {
    a.len().cmp(&b.len()).then_with(|| a.cmp(b))
}

/// Orders the identifiers for [`find`] and collects those that stand at several elements.
pub(crate) fn index(storage: &mut Storage, source: &str) {
    let strings = Strings { source, pool: &storage.pool };
    let ids = &mut storage.ids;
    ids.sort_unstable_by(|a, b| {
        let by_length = a.value.length().cmp(&b.value.length());
        by_length
            .then_with(|| strings.get(a.value).cmp(strings.get(b.value)))
            .then(a.node.cmp(&b.node))
    });
    let same_id = |a: &IdRecord, b: &IdRecord| same(strings.get(a.value), strings.get(b.value));
    // One element may say its identifier twice (`Id` and `ID`): that is no ambiguity.
    ids.dedup_by(|a, b| a.node == b.node && same_id(a, b));
    if !ids.array_windows().any(|[a, b]| same_id(a, b)) {
        return;
    }
    for group in ids.chunk_by(same_id).filter(|group| group.len() > 1) {
        let value = group.first().map_or("", |id| strings.get(id.value)).to_owned();
        let nodes = group.iter().map(|id| NodeId(id.node)).collect();
        storage.duplicates.push(DuplicateId { value, nodes });
    }
}

/// The element with this identifier.
pub(crate) fn find(storage: &Storage, source: &str, id: &str) -> Result<Option<u32>, DuplicateId> {
    let strings = storage.strings(source);
    let ids = &storage.ids;
    let first = ids.partition_point(|record| order(strings.get(record.value), id).is_lt());
    let mut found = ids.iter().skip(first).take_while(|record| same(strings.get(record.value), id));
    let Some(record) = found.next() else { return Ok(None) };
    if found.next().is_none() {
        return Ok(Some(record.node));
    }
    let duplicates = &storage.duplicates;
    match duplicates.binary_search_by(|duplicate| order(&duplicate.value, id)) {
        Ok(at) => duplicates.get(at).cloned().map_or(Ok(None), Err),
        Err(_) => Ok(None),
    }
}
