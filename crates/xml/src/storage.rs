//! The records of the tree, and the memory that holds them.

use crate::identifiers::{DuplicateId, IdRecord};
use crate::text::same;
use std::collections::BTreeMap;

/// No node, no namespace.
pub(crate) const NONE: u32 = u32::MAX;

/// Marks a span of the pool rather than of the source.
const POOL: u32 = 1 << 31;

/// The most octets a document can have: offsets leave the top bit free.
pub(crate) const MOST_OCTETS: usize = (POOL - 1) as usize;

/// A place in the source, or in the pool of values that differ from their source.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Span {
    start: u32,
    length: u32,
}

/// An offset or index as it is kept: the limits make sure that it fits.
pub(crate) fn narrow(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

impl Span {
    pub(crate) const EMPTY: Self = Self { start: 0, length: 0 };

    pub(crate) fn source(start: usize, end: usize) -> Self {
        Self { start: narrow(start), length: narrow(end.saturating_sub(start)) }
    }

    pub(crate) fn pool(start: usize, end: usize) -> Self {
        let span = Self::source(start, end);
        Self { start: span.start | POOL, ..span }
    }

    pub(crate) fn length(self) -> usize {
        self.length as usize
    }

    /// Without the spaces around it; `text` is what it refers to.
    pub(crate) fn trimmed(self, text: &str) -> Self {
        let (before, trimmed) = (text.trim_start_matches(' '), text.trim_matches(' '));
        let skipped = narrow(text.len() - before.len());
        Self { start: self.start + skipped, length: narrow(trimmed.len()) }
    }

    /// Where it stands in the source, if it does.
    pub(crate) fn in_source(self) -> Option<std::ops::Range<usize>> {
        let start = self.start as usize;
        (self.start & POOL == 0).then_some(start..start + self.length as usize)
    }
}

/// What spans refer to.
#[derive(Clone, Copy)]
pub(crate) struct Strings<'s> {
    pub(crate) source: &'s str,
    pub(crate) pool: &'s str,
}

impl<'s> Strings<'s> {
    #[inline]
    pub(crate) fn get(self, span: Span) -> &'s str {
        let text = if span.start & POOL == 0 { self.source } else { self.pool };
        let start = (span.start & !POOL) as usize;
        text.get(start..start + span.length as usize).unwrap_or_default()
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Document,
    Element,
    Text,
    CData,
    Comment,
    Instruction,
}

/// One node. Nodes stand in document order, so that the descendants of node `n` are the nodes
/// `n + 1 .. end`.
#[derive(Clone, Copy, Debug)]
pub(crate) struct NodeRecord {
    pub(crate) kind: Kind,
    pub(crate) flags: u8,
    pub(crate) parent: u32,
    /// The node after the last descendant.
    pub(crate) end: u32,
    /// Where its source starts and stops.
    pub(crate) start: u32,
    pub(crate) stop: u32,
    /// The normalised value; of an element, the index of its record.
    pub(crate) value: Span,
}

impl NodeRecord {
    /// The source of the start tag is its canonical form, provided that no namespace has to be
    /// rendered there.
    pub(crate) const START_VERBATIM: u8 = 1;
    /// The source of the end tag is its canonical form.
    pub(crate) const END_VERBATIM: u8 = 2;
    /// An attribute has a prefix other than `xml`.
    pub(crate) const PREFIXED_ATTRIBUTES: u8 = 4;
    /// The source of the text is its canonical form.
    pub(crate) const TEXT_VERBATIM: u8 = 8;

    pub(crate) fn has(&self, flag: u8) -> bool {
        self.flags & flag != 0
    }

    pub(crate) fn element_index(index: usize) -> Span {
        Span { start: narrow(index), length: 0 }
    }

    pub(crate) fn element(&self) -> usize {
        self.value.start as usize
    }
}

/// What an element has beyond a node. Its qualified name stands right after the `<` of its source.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ElementRecord {
    /// Where the start tag ends.
    pub(crate) content: u32,
    /// Octets of the qualified name.
    pub(crate) name: u32,
    /// Octets of the prefix.
    pub(crate) prefix_length: u32,
    pub(crate) prefix: u32,
    pub(crate) namespace: u32,
    pub(crate) attributes: (u32, u32),
    pub(crate) declarations: (u32, u32),
}

impl ElementRecord {
    /// The qualified name of the element whose source starts at `start`.
    pub(crate) fn qualified_name(&self, start: u32) -> Span {
        Span { start: start + 1, length: self.name }
    }

    #[inline]
    pub(crate) fn local_name(&self, start: u32) -> Span {
        local_name(start + 1, self.name, self.prefix_length)
    }
}

/// An attribute that is no namespace declaration. Those of an element stand in the order of
/// Canonical XML: by namespace name, then by local name.
#[derive(Clone, Copy, Debug)]
pub(crate) struct AttributeRecord {
    pub(crate) start: u32,
    pub(crate) name: u32,
    pub(crate) prefix_length: u32,
    pub(crate) prefix: u32,
    pub(crate) namespace: u32,
    /// The source from the one space before it to the closing quote is its canonical form.
    pub(crate) verbatim: bool,
    pub(crate) value: Span,
}

impl AttributeRecord {
    pub(crate) fn qualified_name(&self) -> Span {
        Span { start: self.start, length: self.name }
    }

    #[inline]
    pub(crate) fn local_name(&self) -> Span {
        local_name(self.start, self.name, self.prefix_length)
    }
}

/// The local part of a qualified name in the source.
#[inline]
fn local_name(start: u32, length: u32, prefix_length: u32) -> Span {
    let skipped = if prefix_length == 0 { 0 } else { prefix_length + 1 };
    Span { start: start + skipped, length: length - skipped }
}

/// A namespace declaration. Those of an element stand in the order of their prefixes.
#[derive(Clone, Copy, Debug)]
pub(crate) struct DeclarationRecord {
    pub(crate) prefix: u32,
    pub(crate) namespace: u32,
    /// What the prefix was bound to outside the element.
    pub(crate) outer: u32,
}

/// Distinct strings by number. Few are found by comparing, many in a tree: neither the number of
/// strings nor their choice makes finding one slow.
#[derive(Debug, Default)]
pub(crate) struct Interner {
    spans: Vec<Span>,
    index: BTreeMap<Box<str>, u32>,
}

impl Interner {
    const FEW: usize = 16;

    pub(crate) fn clear(&mut self) {
        self.spans.clear();
        self.index.clear();
    }

    pub(crate) fn len(&self) -> usize {
        self.spans.len()
    }

    #[inline]
    pub(crate) fn get(&self, number: u32) -> Span {
        self.spans.get(number as usize).copied().unwrap_or(Span::EMPTY)
    }

    pub(crate) fn find(&self, text: &str, strings: Strings<'_>) -> Option<u32> {
        if self.spans.len() > Self::FEW {
            return self.index.get(text).copied();
        }
        // What came last is what is most often asked for.
        let same = |span: &Span| span.length() == text.len() && same(strings.get(*span), text);
        self.spans.iter().rposition(same).map(narrow)
    }

    pub(crate) fn intern(&mut self, span: Span, strings: Strings<'_>) -> u32 {
        if let Some(number) = self.find(strings.get(span), strings) {
            return number;
        }
        let number = narrow(self.spans.len());
        self.spans.push(span);
        if self.spans.len() == Self::FEW + 1 {
            let all = self.spans.iter().zip(0..);
            self.index = all.map(|(span, number)| (strings.get(*span).into(), number)).collect();
        } else if self.spans.len() > Self::FEW {
            self.index.insert(strings.get(span).into(), number);
        }
        number
    }
}

/// Numbers of strings that every document has.
pub(crate) mod known {
    /// The empty prefix, and no namespace.
    pub(crate) const EMPTY: u32 = 0;
    /// `xml` and its namespace.
    pub(crate) const XML: u32 = 1;
    /// `xmlns` and its namespace.
    pub(crate) const XMLNS: u32 = 2;
}

pub(crate) const XML_NAMESPACE: &str = "http://www.w3.org/XML/1998/namespace";
const XMLNS_NAMESPACE: &str = "http://www.w3.org/2000/xmlns/";

/// The memory of a [`Document`](crate::Document), to be used again for the next one
/// ([`Document::parse_with`](crate::Document::parse_with)).
#[derive(Debug, Default)]
pub struct Storage {
    pub(crate) nodes: Vec<NodeRecord>,
    pub(crate) elements: Vec<ElementRecord>,
    pub(crate) attributes: Vec<AttributeRecord>,
    pub(crate) declarations: Vec<DeclarationRecord>,
    /// Values that differ from their source. Normalisation never makes a value longer, so the
    /// pool is never longer than the source.
    pub(crate) pool: String,
    pub(crate) prefixes: Interner,
    pub(crate) namespaces: Interner,
    /// The namespace of each prefix at the place that is being read.
    pub(crate) bindings: Vec<u32>,
    pub(crate) ids: Vec<IdRecord>,
    pub(crate) duplicates: Vec<DuplicateId>,
}

impl Storage {
    /// Empties it and enters the strings of [`known`].
    pub(crate) fn prepare(&mut self, source: &str) {
        self.nodes.clear();
        self.elements.clear();
        self.attributes.clear();
        self.declarations.clear();
        self.pool.clear();
        self.prefixes.clear();
        self.namespaces.clear();
        self.bindings.clear();
        self.ids.clear();
        self.duplicates.clear();
        for (prefix, namespace) in [("", ""), ("xml", XML_NAMESPACE), ("xmlns", XMLNS_NAMESPACE)] {
            let start = self.pool.len();
            self.pool.push_str(prefix);
            let middle = self.pool.len();
            self.pool.push_str(namespace);
            let strings = Strings { source, pool: &self.pool };
            self.prefixes.intern(Span::pool(start, middle), strings);
            self.namespaces.intern(Span::pool(middle, self.pool.len()), strings);
        }
        // Nothing may have the prefix `xmlns` but declarations.
        self.bindings.extend([known::EMPTY, known::XML, NONE]);
    }

    pub(crate) fn strings<'s>(&'s self, source: &'s str) -> Strings<'s> {
        Strings { source, pool: &self.pool }
    }
}
