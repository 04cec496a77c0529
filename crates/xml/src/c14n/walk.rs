//! The walk over a subset of a document that writes its canonical form (C14N 1.0 §2.3).

use super::attributes::{ApexAttribute, of_apex};
use super::namespaces::Namespaces;
use super::output::{Output, Sink};
use super::{Algorithm, Method, Subset};
use crate::Document;
use crate::node::instruction_target;
use crate::storage::{AttributeRecord, ElementRecord, Kind, NodeRecord};

/// Memory of [`canonicalize`], to be used again.
#[derive(Debug, Default)]
pub struct Scratch {
    buffer: Vec<u8>,
    /// The open elements: the node, and the mark of its namespaces.
    open: Vec<(u32, usize)>,
    namespaces: Namespaces,
}

/// Writes the canonical form of a document or a subset of it into a sink, piece by piece.
///
/// Clauses: Canonical XML 1.0 §2.3 and §2.4, Canonical XML 1.1 §2.3 and §2.4, Exclusive XML
/// Canonicalization 1.0 §3. It cannot fail, since [`Document::parse`] refuses what has no
/// canonical form. The time is linear in the size of the document and of what is written; it ends
/// early where the sink [is full](Sink::is_full).
pub fn canonicalize(
    document: &Document<'_>,
    subset: Subset,
    method: &Method<'_>,
    scratch: &mut Scratch,
    sink: &mut dyn Sink,
) {
    let nodes = document.storage().nodes.as_slice();
    let apex = subset.apex.map(|apex| document.node(apex).id().0);
    let omit = subset.omit.map(|omit| document.node(omit).id().0);
    let (first, end) = match apex.and_then(|apex| Some((apex, nodes.get(apex as usize)?.end))) {
        Some(range) => range,
        None => (1, u32::try_from(nodes.len()).unwrap_or(u32::MAX)),
    };
    if let (Some(omit), Some(_)) = (omit, apex)
        && nodes.get(omit as usize).is_some_and(|node| (omit..node.end).contains(&first))
    {
        return;
    }
    let Scratch { buffer, open, namespaces } = scratch;
    open.clear();
    namespaces.begin(document, method);
    let output = Output::new(document.source(), buffer, sink);
    let mut walk = Walk { document, method, apex, open, namespaces, output };
    if apex.is_none() {
        walk.namespaces.enter_apex(document, None);
    }
    let mut index = first;
    while index < end
        && let Some(node) = nodes.get(index as usize)
    {
        if walk.output.is_full() {
            return;
        }
        walk.close(index);
        if omit == Some(index) {
            index = node.end;
            continue;
        }
        walk.node(index, node);
        index += 1;
    }
    walk.close(end);
    walk.output.finish();
}

struct Walk<'w, 'd, 'a> {
    document: &'d Document<'a>,
    method: &'w Method<'w>,
    apex: Option<u32>,
    open: &'w mut Vec<(u32, usize)>,
    namespaces: &'w mut Namespaces,
    output: Output<'w>,
}

impl Walk<'_, '_, '_> {
    /// Writes the end tags of the elements that end before this node.
    fn close(&mut self, index: u32) {
        while let Some(&(top, mark)) = self.open.last()
            && let Some(node) = self.document.record(top)
            && node.end <= index
        {
            self.open.pop();
            self.namespaces.leave(mark);
            let Some(element) = self.document.element(node) else { continue };
            if node.has(NodeRecord::END_VERBATIM) {
                let length = element.name as usize + "</>".len();
                self.output.source(node.stop as usize - length, node.stop as usize);
            } else {
                self.output.literal("</");
                self.output.literal(self.document.string(element.qualified_name(node.start)));
                self.output.literal(">");
            }
        }
    }

    fn node(&mut self, index: u32, node: &NodeRecord) {
        let document = self.document;
        match node.kind {
            Kind::Element => {
                if let Some(element) = document.element(node) {
                    self.start_tag(index, node, element);
                }
            }
            Kind::Text if node.has(NodeRecord::TEXT_VERBATIM) => {
                self.output.source(node.start as usize, node.stop as usize);
            }
            Kind::Text | Kind::CData => self.output.text(document.string(node.value)),
            Kind::Comment if !self.method.with_comments => {}
            Kind::Comment => {
                self.around_root(index, node, |output| {
                    for piece in ["<!--", document.string(node.value), "-->"] {
                        output.literal(piece);
                    }
                });
            }
            Kind::Instruction => {
                let (target, value) =
                    (instruction_target(document, node), document.string(node.value));
                let space = if value.is_empty() { "" } else { " " };
                self.around_root(index, node, |output| {
                    for piece in ["<?", target, space, value, "?>"] {
                        output.literal(piece);
                    }
                });
            }
            Kind::Document => {}
        }
    }

    /// Outside the root element a line feed stands between it and what is written.
    fn around_root(&mut self, index: u32, node: &NodeRecord, write: impl FnOnce(&mut Output<'_>)) {
        let outside = self.apex.is_none() && node.parent == 0;
        let after = index > self.document.root().id().0;
        if outside && after {
            self.output.literal("\n");
        }
        write(&mut self.output);
        if outside && !after {
            self.output.literal("\n");
        }
    }

    fn start_tag(&mut self, index: u32, node: &NodeRecord, element: &ElementRecord) {
        let document = self.document;
        let mark = self.namespaces.mark();
        let exclusive = self.method.algorithm == Algorithm::Exclusive;
        let is_apex = self.apex == Some(index);
        if is_apex {
            self.namespaces.enter_apex(document, Some(node));
        } else {
            self.namespaces.enter(document, element);
        }
        if exclusive {
            self.namespaces.enter_used(document, node, element);
        }
        self.open.push((index, mark));
        let inherits = is_apex && !exclusive && node.parent != 0;
        if self.namespaces.list.is_empty() && node.has(NodeRecord::START_VERBATIM) && !inherits {
            self.output.source(node.start as usize, element.content as usize);
            return;
        }
        let start = node.start as usize;
        self.output.source(start, start + 1 + element.name as usize);
        self.namespaces.order(document);
        for &(prefix, namespace) in &self.namespaces.list {
            let prefix = document.prefix(prefix);
            let name = if prefix.is_empty() { ["xmlns", ""] } else { ["xmlns:", prefix] };
            self.output.attribute(name, document.namespace(namespace));
        }
        if inherits {
            self.apex_attributes(node);
        } else {
            for attribute in document.attributes(element) {
                self.attribute(attribute);
            }
        }
        // Where the start tag is canonical from here on, it goes on as a stretch of source.
        let content = element.content as usize;
        if self.document.source().get(content.wrapping_sub(2)) == Some(&b'/') {
            self.output.literal(">");
        } else {
            self.output.source(content - 1, content);
        }
    }

    fn apex_attributes(&mut self, apex: &NodeRecord) {
        let (attributes, base) = of_apex(self.document, apex, self.method.algorithm);
        for attribute in attributes {
            match attribute {
                ApexAttribute::Record(attribute) => self.attribute(attribute),
                ApexAttribute::Base => self.output.attribute(["xml:base", ""], &base),
            }
        }
    }

    fn attribute(&mut self, attribute: &AttributeRecord) {
        let value = attribute.value;
        match value.in_source() {
            Some(range) if attribute.verbatim => {
                self.output.source(attribute.start as usize - 1, range.end + 1);
            }
            _ => {
                let name = self.document.string(attribute.qualified_name());
                self.output.attribute([name, ""], self.document.string(value));
            }
        }
    }
}
