//! Step S1 of the verification: the content models of the XML-DSig and XAdES schemas.
//!
//! The schemas (xmldsig-core, XAdES 1.3.2 and 1.4.1) are kept as one [`table`] of content models.
//! Everything in these namespaces below a `ds:Signature` is held against it; what stands inside
//! wildcards (`ds:Object`, unknown namespaces) is left alone, as the schemas' `lax` processing
//! does. The values of base64 and of algorithms are judged where they are used.

mod table;

use shohosen_report::{Finding, codes};
use shohosen_xml::{Node, NodeKind};
use table::{Content, Model, Space};

/// Checks a `ds:Signature` with everything below it. Empty: it conforms.
///
/// Reports at most [`MAX_FINDINGS`] deviations: the first one decides already.
pub fn check(signature: Node<'_, '_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    // Breadth does not matter and depth is bounded by the reader; an explicit stack keeps the
    // order of the document.
    let mut stack = Vec::with_capacity(16);
    let mut known = ("", Space::Other);
    stack.push(Element::new(signature, &mut known));
    while let Some(element) = stack.pop() {
        if findings.len() >= MAX_FINDINGS {
            break;
        }
        let at = stack.len();
        stack.extend(element.node.elements().map(|node| Element::new(node, &mut known)));
        let children = &mut stack[at..];
        if let Some(model) = table::find(element.space, element.name) {
            check_attributes(element.node, model, &mut findings);
            check_content(element.node, children, model, &mut findings);
        }
        children.reverse();
    }
    findings
}

/// After so many deviations the check stops.
const MAX_FINDINGS: usize = 16;

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

fn check_attributes(element: Node<'_, '_>, model: &Model, findings: &mut Vec<Finding>) {
    for &name in model.required {
        if element.attribute(name).is_none() {
            findings.push(
                codes::xades::STRUCTURE_ATTRIBUTE_MISSING
                    .finding()
                    .at(element.path())
                    .with("element", element.local_name().to_owned())
                    .with("expected", name),
            );
        }
    }
}

fn check_content(
    element: Node<'_, '_>,
    children: &[Element<'_, '_>],
    model: &Model,
    findings: &mut Vec<Finding>,
) {
    match model.content {
        Content::Any => {}
        Content::Text => {
            if let Some(child) = children.first() {
                findings.push(unexpected(element, child, "text"));
            }
        }
        Content::Sequence(particles) => {
            check_no_text(element, findings);
            check_sequence(element, children, particles, findings);
        }
        Content::Choice { names, at_least } => {
            check_no_text(element, findings);
            for child in children {
                if child.space == model.space && !names.contains(&child.name) {
                    findings.push(unexpected(element, child, "another element"));
                }
            }
            if children.len() < at_least {
                findings.push(missing(element, names.first().copied().unwrap_or("element")));
            }
        }
    }
}

/// Element-only content: nothing but white space between the elements.
fn check_no_text(element: Node<'_, '_>, findings: &mut Vec<Finding>) {
    let is_blank = |text: &str| text.bytes().all(|b| matches!(b, b' ' | b'\t' | b'\n' | b'\r'));
    let is_text = |node: &Node<'_, '_>| matches!(node.kind(), NodeKind::Text | NodeKind::CData);
    if !element.children().filter(is_text).all(|node| is_blank(&node.text())) {
        findings.push(
            codes::xades::STRUCTURE_UNEXPECTED_TEXT
                .finding()
                .at(element.path())
                .with("element", element.local_name().to_owned()),
        );
    }
}

fn check_sequence(
    element: Node<'_, '_>,
    children: &[Element<'_, '_>],
    particles: &[table::Particle],
    findings: &mut Vec<Finding>,
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
            findings.push(missing(element, particle.name));
            return;
        }
    }
    if let Some(child) = children.next() {
        findings.push(unexpected(element, child, "the end of the element"));
    }
}

fn missing(element: Node<'_, '_>, name: &'static str) -> Finding {
    codes::xades::STRUCTURE_ELEMENT_MISSING
        .finding()
        .at(element.path())
        .with("element", element.local_name().to_owned())
        .with("expected", name)
}

fn unexpected(element: Node<'_, '_>, child: &Element<'_, '_>, expected: &'static str) -> Finding {
    codes::xades::STRUCTURE_UNEXPECTED_ELEMENT
        .finding()
        .at(element.path())
        .with("element", element.local_name().to_owned())
        .with("expected", expected)
        .with("actual", child.name.to_owned())
}
