//! A place in a document.

use crate::storage::{AttributeRecord, ElementRecord, Kind, NONE, NodeRecord};
use crate::text::same;
use crate::{Document, Position};
use shohosen_report::Text;
use std::borrow::Cow;
use std::fmt::{self, Write as _};
use std::ops::Range;

/// The number of a node in its document. Numbers follow document order.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct NodeId(pub(crate) u32);

impl NodeId {
    /// Its number in document order: for facts that are stored.
    pub const fn number(self) -> u32 {
        self.0
    }

    /// The node with this number, of the document that it was taken from.
    pub const fn from_number(number: u32) -> Self {
        Self(number)
    }
}

/// What a node is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NodeKind {
    /// An element.
    Element,
    /// A run of text between markup, references included.
    Text,
    /// A CDATA section.
    CData,
    /// A comment.
    Comment,
    /// A processing instruction.
    ProcessingInstruction,
}

/// A node of a document: an element, text, a comment or a processing instruction. Comparing nodes
/// compares their numbers and is of use within one document only.
#[derive(Clone, Copy)]
pub struct Node<'d, 'a> {
    document: &'d Document<'a>,
    index: u32,
}

/// An attribute that is no namespace declaration.
#[derive(Clone, Copy)]
pub struct Attribute<'d, 'a> {
    document: &'d Document<'a>,
    record: &'d AttributeRecord,
}

impl<'d, 'a> Node<'d, 'a> {
    #[inline]
    pub(crate) fn new(document: &'d Document<'a>, index: u32) -> Self {
        Self { document, index }
    }

    #[inline]
    fn record(self) -> Option<&'d NodeRecord> {
        self.document.record(self.index)
    }

    #[inline]
    fn element(self) -> Option<(&'d NodeRecord, &'d ElementRecord)> {
        let record = self.record()?;
        Some((record, self.document.element(record)?))
    }

    /// The document.
    pub fn document(self) -> &'d Document<'a> {
        self.document
    }

    /// Its number.
    #[inline]
    pub fn id(self) -> NodeId {
        NodeId(self.index)
    }

    /// What it is.
    #[inline]
    pub fn kind(self) -> NodeKind {
        match self.record().map(|record| record.kind) {
            Some(Kind::Element | Kind::Document) | None => NodeKind::Element,
            Some(Kind::Text) => NodeKind::Text,
            Some(Kind::CData) => NodeKind::CData,
            Some(Kind::Comment) => NodeKind::Comment,
            Some(Kind::Instruction) => NodeKind::ProcessingInstruction,
        }
    }

    /// Whether it is an element.
    #[inline]
    pub fn is_element(self) -> bool {
        self.kind() == NodeKind::Element
    }

    /// The namespace name of an element; `""` if it has none, or if this is no element.
    #[inline]
    pub fn namespace(self) -> &'d str {
        self.element().map_or("", |(_, element)| self.document.namespace(element.namespace))
    }

    /// The local name of an element, the target of a processing instruction, otherwise `""`.
    pub fn local_name(self) -> &'d str {
        match (self.record(), self.element()) {
            (_, Some((record, element))) => self.document.string(element.local_name(record.start)),
            (Some(record), None) if record.kind == Kind::Instruction => {
                instruction_target(self.document, record)
            }
            _ => "",
        }
    }

    /// The prefix of an element; `""` if it has none. Of no meaning beyond spelling.
    pub fn prefix(self) -> &'d str {
        self.element().map_or("", |(_, element)| self.document.prefix(element.prefix))
    }

    /// Whether it is the element of this namespace (`""`: none) and local name.
    #[inline]
    pub fn is(self, namespace: &str, local_name: &str) -> bool {
        self.has_local_name(local_name) && same(self.namespace(), namespace)
    }

    /// Whether it is an element of this local name.
    #[inline]
    fn has_local_name(self, local_name: &str) -> bool {
        let Some((record, element)) = self.element() else { return false };
        let name = element.local_name(record.start);
        // Names of the same length are rare, so that most others cost no comparison.
        name.length() == local_name.len() && same(self.document.string(name), local_name)
    }

    /// The value of an attribute without a namespace.
    #[inline]
    pub fn attribute(self, local_name: &str) -> Option<&'d str> {
        self.attribute_ns("", local_name)
    }

    /// The value of an attribute.
    #[inline]
    pub fn attribute_ns(self, namespace: &str, local_name: &str) -> Option<&'d str> {
        let found = self.attributes().find(|attribute| attribute.is(namespace, local_name));
        found.map(Attribute::value)
    }

    /// The attributes, without namespace declarations, by namespace name and local name.
    #[inline]
    pub fn attributes(self) -> impl Iterator<Item = Attribute<'d, 'a>> {
        let document = self.document;
        let records = self.element().map(|(_, element)| document.attributes(element));
        let records = records.unwrap_or_default().iter();
        records.map(move |record| Attribute { document, record })
    }

    /// The element in which it stands; `None` outside and for the root element.
    pub fn parent(self) -> Option<Self> {
        let parent = self.record()?.parent;
        (parent != 0 && parent != NONE).then(|| Self::new(self.document, parent))
    }

    /// The nodes that stand directly in it, of all kinds, in document order.
    #[inline]
    pub fn children(self) -> impl Iterator<Item = Self> {
        let (document, end) = (self.document, self.end());
        let first = (self.index + 1 < end).then_some(self.index + 1);
        std::iter::successors(first, move |&index| {
            let next = document.record(index)?.end;
            (next > index && next < end).then_some(next)
        })
        .map(move |index| Self::new(document, index))
    }

    /// The elements that stand directly in it, in document order.
    #[inline]
    pub fn elements(self) -> impl Iterator<Item = Self> {
        self.children().filter(|child| child.is_element())
    }

    /// The first element of this name that stands directly in it.
    #[inline]
    pub fn child(self, namespace: &str, local_name: &str) -> Option<Self> {
        self.elements().find(|child| child.is(namespace, local_name))
    }

    /// The elements in it at any depth, in document order, without itself.
    pub fn descendants(self) -> impl Iterator<Item = Self> {
        let document = self.document;
        let all = (self.index + 1..self.end()).map(move |index| Self::new(document, index));
        all.filter(|node| node.is_element())
    }

    /// The text that stands directly in an element, CDATA sections included; the value of any
    /// other node. Borrowed unless there are several pieces.
    pub fn text(self) -> Cow<'d, str> {
        let Some(record) = self.record() else { return Cow::Borrowed("") };
        if record.kind != Kind::Element {
            return Cow::Borrowed(self.document.string(record.value));
        }
        let is_text = |child: &Self| matches!(child.kind(), NodeKind::Text | NodeKind::CData);
        let mut text = Cow::Borrowed("");
        for piece in self.children().filter(is_text) {
            text += piece.text();
        }
        text
    }

    /// Whether `other` is this node or stands in it at any depth.
    pub fn contains(self, other: Node<'_, '_>) -> bool {
        (self.index..self.end()).contains(&other.index)
    }

    /// The node after the last that stands in it.
    #[inline]
    fn end(self) -> u32 {
        self.record().map_or(self.index + 1, |record| record.end)
    }

    /// Where it stands in the source, tags included, in octets.
    pub fn source_range(self) -> Range<usize> {
        self.record().map_or(0..0, |record| record.start as usize..record.stop as usize)
    }

    /// Where it starts, for people. Counts lines from the start of the document.
    pub fn position(self) -> Position {
        Position::of(self.document.source(), self.source_range().start)
    }

    /// Its path of local names, such as `/Document/Prescription/PrescriptionSign`. A number
    /// counted from 1 (`/Cert[2]`) stands where siblings have the same local name. For a node
    /// that is no element, the path of the element in which it stands.
    pub fn path(self) -> Text {
        let mut path = String::with_capacity(USUAL_PATH);
        self.write_path(&mut path);
        Text::shared(path.as_str())
    }

    fn write_path(self, path: &mut String) {
        // From the inside out, and few documents are deeper than the array.
        let (mut inner, mut count, mut outer) = ([self; 16], 0, Vec::new());
        let mut place = if self.is_element() { Some(self) } else { self.parent() };
        while let Some(element) = place {
            match inner.get_mut(count) {
                Some(free) => *free = element,
                None => outer.push(element),
            }
            count += 1;
            place = element.parent();
        }
        let inner = inner.iter().take(count).rev();
        for element in outer.iter().rev().chain(inner) {
            path.push('/');
            element.write_step(path);
        }
        if count == 0 {
            path.push('/');
        }
    }

    /// Its child elements of this local name, each with its [`path`](Self::path): in one pass over
    /// the children, where the paths one by one take a pass each.
    pub fn numbered(self, local_name: &str) -> impl Iterator<Item = (Self, Text)> {
        let named = move || self.elements().filter(move |child| child.has_local_name(local_name));
        let unique = named().nth(1).is_none();
        let mut path = String::with_capacity(USUAL_PATH);
        self.write_path(&mut path);
        path.push('/');
        path.push_str(local_name);
        let length = path.len();
        named().zip(1_usize..).map(move |(child, number)| {
            path.truncate(length);
            if !unique {
                write_number(number, &mut path);
            }
            (child, Text::shared(path.as_str()))
        })
    }

    /// Its local name, numbered where that is not unique among its siblings.
    fn write_step(self, path: &mut String) {
        let name = self.local_name();
        path.push_str(name);
        let (mut count, mut number) = (0, 0);
        for sibling in self.parent().into_iter().flat_map(Self::children) {
            if sibling.has_local_name(name) {
                count += 1;
                if sibling.index <= self.index {
                    number = count;
                }
            }
        }
        if count > 1 {
            write_number(number, path);
        }
    }
}

/// Octets of the path of a reference in a signature, and some more.
const USUAL_PATH: usize = 128;

fn write_number(number: usize, path: &mut String) {
    // Writing to a string cannot fail.
    let _ = write!(path, "[{number}]");
}

/// The target of a processing instruction, which stands after the `<?`.
pub(crate) fn instruction_target<'d>(document: &'d Document<'_>, record: &NodeRecord) -> &'d str {
    let (start, stop) = (record.start as usize + 2, (record.stop as usize).saturating_sub(2));
    let text = document.string(crate::storage::Span::source(start, stop));
    text.split([' ', '\t', '\r', '\n']).next().unwrap_or_default()
}

impl PartialEq for Node<'_, '_> {
    fn eq(&self, other: &Self) -> bool {
        self.index == other.index
    }
}

impl Eq for Node<'_, '_> {}

impl fmt::Debug for Node<'_, '_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?} {}", self.kind(), self.path())
    }
}

impl<'d> Attribute<'d, '_> {
    /// The namespace name; `""` if it has none.
    pub fn namespace(self) -> &'d str {
        self.document.namespace(self.record.namespace)
    }

    /// The local name.
    pub fn local_name(self) -> &'d str {
        self.document.string(self.record.local_name())
    }

    /// The prefix; `""` if it has none.
    pub fn prefix(self) -> &'d str {
        self.document.prefix(self.record.prefix)
    }

    /// The value, normalised (XML 1.0 §3.3.3, as for an attribute that is not declared).
    pub fn value(self) -> &'d str {
        self.document.string(self.record.value)
    }

    /// Whether it is the attribute of this namespace (`""`: none) and local name.
    pub fn is(self, namespace: &str, local_name: &str) -> bool {
        let name = self.record.local_name();
        name.length() == local_name.len()
            && same(self.document.string(name), local_name)
            && same(self.namespace(), namespace)
    }
}

impl fmt::Debug for Attribute<'_, '_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{{{}}}{}={:?}", self.namespace(), self.local_name(), self.value())
    }
}
