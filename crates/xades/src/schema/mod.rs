//! Step S1 of the verification: the content models of the XML-DSig and XAdES schemas.
//!
//! The schemas (xmldsig-core, XAdES 1.3.2 and 1.4.1) are kept as one [`table`] of content models.
//! Everything in these namespaces below a `ds:Signature` is held against it; what stands inside
//! wildcards (`ds:Object`, unknown namespaces) is left alone, as the schemas' `lax` processing
//! does. The values of base64 and of algorithms are judged where they are used.

mod table;

use shohosen_report::{Finding, codes};
use shohosen_xml::Node;
use table::{Content, Model};

/// Checks a `ds:Signature` with everything below it. Empty: it conforms.
///
/// Reports at most [`MAX_FINDINGS`] deviations: the first one decides already.
pub fn check(signature: Node<'_, '_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    // Breadth does not matter and depth is bounded by the reader; an explicit stack keeps the
    // order of the document.
    let mut stack = vec![signature];
    while let Some(element) = stack.pop() {
        if findings.len() >= MAX_FINDINGS {
            break;
        }
        if let Some(model) = table::find(element.namespace(), element.local_name()) {
            check_attributes(element, model, &mut findings);
            check_content(element, model, &mut findings);
        }
        let at = stack.len();
        stack.extend(element.elements());
        stack[at..].reverse();
    }
    findings
}

/// After so many deviations the check stops.
const MAX_FINDINGS: usize = 16;

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

fn check_content(element: Node<'_, '_>, model: &Model, findings: &mut Vec<Finding>) {
    match model.content {
        Content::Any => {}
        Content::Text => {
            if let Some(child) = element.elements().next() {
                findings.push(unexpected(element, child, "text"));
            }
        }
        Content::Sequence(particles) => {
            check_no_text(element, findings);
            check_sequence(element, particles, findings);
        }
        Content::Choice { names, at_least } => {
            check_no_text(element, findings);
            let mut count = 0;
            for child in element.elements() {
                count += 1;
                let foreign = child.namespace() != model.namespace;
                if !foreign && !names.contains(&child.local_name()) {
                    findings.push(unexpected(element, child, "another element"));
                }
            }
            if count < at_least {
                findings.push(missing(element, names.first().copied().unwrap_or("element")));
            }
        }
    }
}

/// Element-only content: nothing but white space between the elements.
fn check_no_text(element: Node<'_, '_>, findings: &mut Vec<Finding>) {
    if !element.text().bytes().all(|b| matches!(b, b' ' | b'\t' | b'\n' | b'\r')) {
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
    particles: &[table::Particle],
    findings: &mut Vec<Finding>,
) {
    let mut children = element.elements().peekable();
    for particle in particles {
        let mut count = 0;
        while count < particle.max {
            match children.peek() {
                Some(child) if particle.accepts(child.namespace(), child.local_name()) => {
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

fn unexpected(element: Node<'_, '_>, child: Node<'_, '_>, expected: &'static str) -> Finding {
    codes::xades::STRUCTURE_UNEXPECTED_ELEMENT
        .finding()
        .at(element.path())
        .with("element", element.local_name().to_owned())
        .with("expected", expected)
        .with("actual", child.local_name().to_owned())
}
