//! Which namespaces are rendered where (C14N 1.0 §2.3 "Namespace Axis", Exclusive C14N §3).

use super::{Algorithm, Method};
use crate::Document;
use crate::storage::{ElementRecord, NONE, NodeRecord, known};

/// Memory and state of namespace rendering.
#[derive(Debug, Default)]
pub(super) struct Namespaces {
    /// The namespace with which each prefix was last rendered on the way from the apex.
    rendered: Vec<u32>,
    /// What `rendered` was before, to go back at end tags.
    undo: Vec<(u32, u32)>,
    /// Which prefixes are treated as in inclusive canonicalisation.
    inclusive: Vec<bool>,
    /// The namespaces to render at the present element: prefix and namespace.
    pub(super) list: Vec<(u32, u32)>,
}

impl Namespaces {
    pub(super) fn begin(&mut self, document: &Document<'_>, method: &Method<'_>) {
        let storage = document.storage();
        let prefixes = storage.prefixes.len();
        self.undo.clear();
        self.list.clear();
        self.rendered.clear();
        self.rendered.resize(prefixes, NONE);
        self.inclusive.clear();
        self.inclusive.resize(prefixes, method.algorithm != Algorithm::Exclusive);
        if method.algorithm == Algorithm::Exclusive {
            for &name in method.inclusive_prefixes {
                let name = if name == "#default" { "" } else { name };
                let number = storage.prefixes.find(name, document.strings());
                let entry = number.and_then(|number| self.inclusive.get_mut(number as usize));
                if let Some(entry) = entry {
                    *entry = true;
                }
            }
        }
    }

    /// Fills the list for the apex: the inclusive prefixes with what is in scope there, wherever
    /// it was declared. `None` for a whole document, outside of which nothing is in scope.
    pub(super) fn enter_apex(&mut self, document: &Document<'_>, apex: Option<&NodeRecord>) {
        self.list.clear();
        let mut place = apex;
        while let Some(record) = place {
            let declarations = document.element(record).map(|e| document.declarations(e));
            for declaration in declarations.unwrap_or_default() {
                // The innermost declaration counts; those further out find the prefix taken.
                if self.is_inclusive(declaration.prefix)
                    && let Some(rendered @ &mut NONE) =
                        self.rendered.get_mut(declaration.prefix as usize)
                {
                    *rendered = declaration.namespace;
                    self.list.push((declaration.prefix, declaration.namespace));
                }
            }
            place = document.record(record.parent);
        }
        // No default namespace and `xml` are in force without being rendered.
        self.list.retain(|&(prefix, namespace)| prefix != known::XML && namespace != known::EMPTY);
        for (rendered, known) in self.rendered.iter_mut().zip([known::EMPTY, known::XML]) {
            if *rendered == NONE {
                *rendered = known;
            }
        }
    }

    /// Fills the list for an element below the apex (or the root of a document).
    pub(super) fn enter(&mut self, document: &Document<'_>, element: &ElementRecord) {
        self.list.clear();
        for declaration in document.declarations(element) {
            if self.is_inclusive(declaration.prefix) {
                self.render(declaration.prefix, declaration.namespace);
            }
        }
    }

    /// Adds the namespaces that the element uses visibly: those of its name and its attributes.
    pub(super) fn enter_used(
        &mut self,
        document: &Document<'_>,
        record: &NodeRecord,
        element: &ElementRecord,
    ) {
        self.render(element.prefix, element.namespace);
        if record.has(NodeRecord::PREFIXED_ATTRIBUTES) {
            for attribute in document.attributes(element) {
                if attribute.prefix != known::EMPTY {
                    self.render(attribute.prefix, attribute.namespace);
                }
            }
        }
    }

    /// Brings the list into the order of prefixes.
    pub(super) fn order(&mut self, document: &Document<'_>) {
        if self.list.len() > 1 {
            self.list
                .sort_unstable_by(|(a, _), (b, _)| document.prefix(*a).cmp(document.prefix(*b)));
        }
    }

    fn is_inclusive(&self, prefix: u32) -> bool {
        self.inclusive.get(prefix as usize).copied().unwrap_or(false)
    }

    fn render(&mut self, prefix: u32, namespace: u32) {
        if let Some(rendered) = self.rendered.get_mut(prefix as usize)
            && *rendered != namespace
        {
            self.undo.push((prefix, *rendered));
            *rendered = namespace;
            self.list.push((prefix, namespace));
        }
    }

    /// A mark to which [`leave`](Self::leave) goes back.
    pub(super) fn mark(&self) -> usize {
        self.undo.len()
    }

    pub(super) fn leave(&mut self, mark: usize) {
        while self.undo.len() > mark {
            if let Some((prefix, before)) = self.undo.pop()
                && let Some(rendered) = self.rendered.get_mut(prefix as usize)
            {
                *rendered = before;
            }
        }
    }
}
