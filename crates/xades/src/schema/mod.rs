//! Step S1 of the verification: the content models of the XML-DSig and XAdES schemas.
//!
//! The schemas (xmldsig-core, XAdES 1.3.2 and 1.4.1) are kept as one [`table`] of content models.
//! Everything in these namespaces below a `ds:Signature` is held against it; what stands inside
//! wildcards (`ds:Object`, unknown namespaces) is left alone, as the schemas' `lax` processing
//! does. The values of base64 and of algorithms are judged where they are used.

mod finding;
mod problem;
mod table;

pub(crate) use problem::name_of;
pub use problem::{Deviation, StructureProblem};

use crate::limits::QUOTED;
use shohosen_report::excerpt;
use shohosen_xml::{Node, NodeKind};
use table::{Content, Model, Space};

/// Checks a `ds:Signature` with everything below it. Empty: it conforms.
///
/// Reports at most [`MAX_PROBLEMS`] deviations: the first one decides already.
pub fn check(signature: Node<'_, '_>) -> Vec<StructureProblem> {
    let mut problems = Vec::new();
    // Breadth does not matter and depth is bounded by the reader; an explicit stack keeps the
    // order of the document.
    let mut stack = Vec::with_capacity(16);
    let mut known = ("", Space::Other);
    stack.push(Element::new(signature, &mut known));
    while let Some(element) = stack.pop() {
        if problems.len() >= MAX_PROBLEMS {
            break;
        }
        let at = stack.len();
        stack.extend(element.node.elements().map(|node| Element::new(node, &mut known)));
        let children = &mut stack[at..];
        if let Some(model) = table::find(element.space, element.name) {
            check_attributes(element.node, model, &mut problems);
            check_content(element.node, children, model, &mut problems);
        }
        children.reverse();
    }
    problems
}

/// After so many deviations the check stops.
const MAX_PROBLEMS: usize = 16;

/// An element whose name is looked up once: for its parent's content and for its own.
#[derive(Clone, Copy)]
struct Element<'d, 'a> {
    node: Node<'d, 'a>,
    space: Space,
    name: &'d str,
}

impl<'d, 'a> Element<'d, 'a> {
    /// `known` is the last namespace that was looked up. Most elements have the same, and then it is
    /// the very same text.
    fn new(node: Node<'d, 'a>, known: &mut (&'d str, Space)) -> Self {
        let namespace = node.namespace();
        if !std::ptr::eq(known.0, namespace) {
            *known = (namespace, Space::of(namespace));
        }
        Self { node, space: known.1, name: node.local_name() }
    }
}

fn check_attributes(element: Node<'_, '_>, model: &Model, problems: &mut Vec<StructureProblem>) {
    for &name in model.required {
        if element.attribute(name).is_none() {
            let deviation =
                Deviation::AttributeMissing { element: name_of(element), expected: name.into() };
            problems.push(StructureProblem::of(element, deviation));
        }
    }
}

fn check_content(
    element: Node<'_, '_>,
    children: &[Element<'_, '_>],
    model: &Model,
    problems: &mut Vec<StructureProblem>,
) {
    match model.content {
        Content::Any => {}
        Content::Text => {
            if let Some(child) = children.first() {
                problems.push(unexpected(element, child, "text"));
            }
        }
        Content::Sequence(particles) => {
            check_no_text(element, problems);
            check_sequence(element, children, particles, problems);
        }
        Content::Choice { names, at_least } => {
            check_no_text(element, problems);
            for child in children {
                if child.space == model.space && !names.contains(&child.name) {
                    problems.push(unexpected(element, child, "another element"));
                }
            }
            if children.len() < at_least {
                let expected = names.join(", ").into();
                let deviation = Deviation::NothingOfChoice { element: name_of(element), expected };
                problems.push(StructureProblem::of(element, deviation));
            }
        }
    }
}

/// Element-only content: nothing but white space between the elements.
fn check_no_text(element: Node<'_, '_>, problems: &mut Vec<StructureProblem>) {
    let is_blank = |text: &str| text.bytes().all(|b| matches!(b, b' ' | b'\t' | b'\n' | b'\r'));
    let is_text = |node: &Node<'_, '_>| matches!(node.kind(), NodeKind::Text | NodeKind::CData);
    if !element.children().filter(is_text).all(|node| is_blank(&node.text())) {
        let deviation = Deviation::UnexpectedText { element: name_of(element) };
        problems.push(StructureProblem::of(element, deviation));
    }
}

fn check_sequence(
    element: Node<'_, '_>,
    children: &[Element<'_, '_>],
    particles: &[table::Particle],
    problems: &mut Vec<StructureProblem>,
) {
    let mut children = children.iter().peekable();
    for particle in particles {
        let mut count = 0;
        while count < particle.max {
            match children.peek() {
                Some(child) if particle.accepts(child.space, child.name) => {
                    children.next();
                    count += 1;
                }
                _ => break,
            }
        }
        if count < particle.min {
            problems.push(StructureProblem::missing(element, particle.name));
            return;
        }
    }
    if let Some(child) = children.next() {
        problems.push(unexpected(element, child, "the end of the element"));
    }
}

fn unexpected(
    element: Node<'_, '_>,
    child: &Element<'_, '_>,
    expected: &'static str,
) -> StructureProblem {
    let deviation = Deviation::UnexpectedElement {
        element: name_of(element),
        expected: expected.into(),
        actual: excerpt(child.name, QUOTED).to_owned().into(),
    };
    StructureProblem::of(element, deviation)
}
