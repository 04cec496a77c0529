//! Attributes and namespaces (XML 1.0 §3.1, Namespaces in XML 1.0 §3–6).

use super::Reader;
use super::tags::QualifiedName;
use crate::error::{Error, ErrorKind, LimitKind, excerpt};
use crate::identifiers::IdRecord;
use crate::storage::{AttributeRecord, DeclarationRecord, NONE, Span, Strings, known, narrow};

/// What is known of the attributes of an element once its start tag is read.
pub(super) struct Attributes {
    /// They stand in the order of Canonical XML, and there are no namespace declarations.
    pub(super) in_order: bool,
    /// One has a prefix other than `xml`.
    pub(super) prefixed: bool,
}

impl Reader<'_, '_> {
    /// One `Attribute`; whether its source is its canonical form.
    pub(super) fn attribute(
        &mut self,
        attributes_from: usize,
        declarations_from: usize,
    ) -> Result<bool, Error> {
        let count = self.storage.attributes.len() - attributes_from
            + self.storage.declarations.len()
            - declarations_from;
        if count >= self.limits.attributes {
            return Err(self.limit(LimitKind::Attributes, self.limits.attributes, self.position));
        }
        let name = self.qualified_name("Attribute")?;
        let quote = self.equals("Attribute")?;
        let tight = self.position == name.start + name.length + 2;
        let (value, canonical) = self.attribute_value(quote)?;
        let text = self.slice(name.start, name.start + name.length);
        if let Some(prefix) = text.strip_prefix("xmlns")
            && (prefix.is_empty() || name.prefix_length == 5)
        {
            self.declaration(name, value)?;
            return Ok(false);
        }
        let spaced = self.bytes.get(name.start - 1) == Some(&b' ');
        let verbatim = tight && canonical && spaced;
        self.storage.attributes.push(AttributeRecord {
            start: narrow(name.start),
            name: narrow(name.length),
            prefix_length: narrow(name.prefix_length),
            prefix: known::EMPTY,
            namespace: known::EMPTY,
            verbatim,
            value,
        });
        Ok(verbatim)
    }

    /// `Eq` and the opening quote.
    pub(super) fn equals(&mut self, rule: &'static str) -> Result<u8, Error> {
        self.skip_space();
        if self.peek() != Some(b'=') {
            return self.not_well_formed(rule, "=");
        }
        self.position += 1;
        self.skip_space();
        match self.peek() {
            Some(quote @ (b'"' | b'\'')) => {
                self.position += 1;
                Ok(quote)
            }
            _ => self.not_well_formed(rule, "\" | '"),
        }
    }

    /// A namespace declaration: binds its prefix.
    fn declaration(&mut self, name: QualifiedName, value: Span) -> Result<(), Error> {
        let at = name.start;
        let prefix = match name.prefix_length {
            0 => Span::EMPTY,
            length => Span::source(at + length + 1, at + name.length),
        };
        let strings = Strings { source: self.text, pool: &self.storage.pool };
        let (prefix_text, uri) = (strings.get(prefix), strings.get(value));
        if uri.len() > self.limits.namespace_name {
            return Err(self.limit(LimitKind::NamespaceName, self.limits.namespace_name, at));
        }
        if uri.is_empty() && !prefix_text.is_empty() {
            return self.not_well_formed_at("NSC: No Prefix Undeclaring", "namespace name", at);
        }
        if !uri.is_empty() && !is_absolute(uri) {
            return Err(self.at(ErrorKind::RelativeNamespace { name: excerpt(uri) }, at));
        }
        let prefix = self.storage.prefixes.intern(prefix, strings);
        let namespace = self.storage.namespaces.intern(value, strings);
        // `xml` may be declared as what it is; nothing else may be bound to its namespace, and
        // nothing at all to that of `xmlns`.
        let reserved = (prefix == known::XML) != (namespace == known::XML)
            || prefix == known::XMLNS
            || namespace == known::XMLNS;
        if reserved {
            let rule = "NSC: Reserved Prefixes and Namespace Names";
            return self.not_well_formed_at(rule, "another prefix or namespace name", at);
        }
        let bindings = &mut self.storage.bindings;
        if bindings.len() <= prefix as usize {
            bindings.resize(prefix as usize + 1, NONE);
        }
        if let Some(binding) = bindings.get_mut(prefix as usize) {
            let outer = std::mem::replace(binding, namespace);
            self.storage.declarations.push(DeclarationRecord { prefix, namespace, outer });
        }
        Ok(())
    }

    /// The number of a prefix and the namespace to which it is bound.
    pub(super) fn resolve(&self, prefix: &str, at: usize) -> Result<(u32, u32), Error> {
        let number = match prefix {
            "" => Some(known::EMPTY),
            _ => self.storage.prefixes.find(prefix, self.storage.strings(self.text)),
        };
        let bound = number.and_then(|number| {
            let namespace = self.storage.bindings.get(number as usize).copied();
            namespace.filter(|&namespace| namespace != NONE).map(|namespace| (number, namespace))
        });
        bound.ok_or_else(|| self.at(ErrorKind::UndeclaredPrefix { prefix: excerpt(prefix) }, at))
    }

    /// Resolves, orders and checks the attributes of an element, and notes its identifiers.
    pub(super) fn finish_attributes(
        &mut self,
        attributes_from: usize,
        declarations_from: usize,
        node: u32,
    ) -> Result<Attributes, Error> {
        let declared = self.storage.declarations.len() > declarations_from;
        if declared {
            self.order_declarations(declarations_from)?;
        }
        let mut prefixed = false;
        for index in attributes_from..self.storage.attributes.len() {
            let Some(&attribute) = self.storage.attributes.get(index) else { break };
            let start = attribute.start as usize;
            let local_start = match attribute.prefix_length {
                0 => start,
                length => {
                    let prefix = self.slice(start, start + length as usize);
                    let (prefix, namespace) = self.resolve(prefix, start)?;
                    prefixed |= prefix != known::XML;
                    if let Some(attribute) = self.storage.attributes.get_mut(index) {
                        attribute.prefix = prefix;
                        attribute.namespace = namespace;
                    }
                    start + length as usize + 1
                }
            };
            let local = self.slice(local_start, start + attribute.name as usize);
            let (plain, xml) = (attribute.prefix_length == 0, local_start == start + 4);
            match local {
                "Id" | "id" | "ID" if plain => {
                    self.storage.ids.push(IdRecord { value: attribute.value, node });
                }
                "id" if xml && self.slice(start, start + 4) == "xml:" => {
                    self.storage.ids.push(IdRecord { value: self.trim(attribute.value), node });
                }
                _ => {}
            }
        }
        let in_order = self.order_attributes(attributes_from)?;
        Ok(Attributes { in_order: in_order && !declared, prefixed })
    }

    /// The value of `xml:id` without the spaces around it (xml:id 1.0 §4).
    fn trim(&self, value: Span) -> Span {
        let text = self.storage.strings(self.text).get(value);
        value.trimmed(text)
    }

    /// By prefix, refusing a prefix declared twice.
    fn order_declarations(&mut self, from: usize) -> Result<(), Error> {
        let storage = &mut *self.storage;
        let strings = Strings { source: self.text, pool: &storage.pool };
        let declarations = storage.declarations.get_mut(from..).unwrap_or_default();
        let prefixes = &storage.prefixes;
        declarations.sort_unstable_by(|a, b| {
            let (a, b) = (prefixes.get(a.prefix), prefixes.get(b.prefix));
            strings.get(a).cmp(strings.get(b))
        });
        let twice = declarations.array_windows().find(|[a, b]| a.prefix == b.prefix);
        let Some([first, _]) = twice else { return Ok(()) };
        let prefix = strings.get(prefixes.get(first.prefix));
        let name = if prefix.is_empty() { "xmlns".into() } else { format!("xmlns:{prefix}") };
        Err(self.at(ErrorKind::DuplicateAttribute { name: excerpt(&name) }, self.position))
    }

    /// By namespace name and local name, refusing a name that stands twice. Gives whether they
    /// stood so already.
    fn order_attributes(&mut self, from: usize) -> Result<bool, Error> {
        let storage = &mut *self.storage;
        let strings = Strings { source: self.text, pool: &storage.pool };
        let attributes = storage.attributes.get_mut(from..).unwrap_or_default();
        if attributes.len() < 2 {
            return Ok(true);
        }
        let namespaces = &storage.namespaces;
        let order = |a: &AttributeRecord, b: &AttributeRecord| {
            let by_namespace = if a.namespace == b.namespace {
                std::cmp::Ordering::Equal
            } else {
                let (a, b) = (namespaces.get(a.namespace), namespaces.get(b.namespace));
                strings.get(a).cmp(strings.get(b))
            };
            by_namespace.then_with(|| strings.get(a.local_name()).cmp(strings.get(b.local_name())))
        };
        let in_order = attributes.is_sorted_by(|a, b| order(a, b).is_lt());
        if in_order {
            return Ok(true);
        }
        attributes.sort_unstable_by(order);
        match attributes.array_windows().find(|[a, b]| order(a, b).is_eq()) {
            None => Ok(false),
            Some([a, b]) => {
                let later = if a.start > b.start { *a } else { *b };
                let name = strings.get(later.qualified_name());
                let kind = ErrorKind::DuplicateAttribute { name: excerpt(name) };
                Err(self.at(kind, later.start as usize))
            }
        }
    }

    /// Binds prefixes again as they were outside the element whose declarations start here.
    pub(super) fn leave_scope(&mut self, declarations_from: usize) {
        self.restore(declarations_from, self.storage.declarations.len());
    }

    pub(super) fn restore(&mut self, from: usize, to: usize) {
        for declaration in self.storage.declarations.get(from..to).unwrap_or_default() {
            let binding = self.storage.bindings.get_mut(declaration.prefix as usize);
            if let Some(binding) = binding {
                *binding = declaration.outer;
            }
        }
    }
}

/// Whether a URI reference starts with a scheme (RFC 3986 §3.1).
fn is_absolute(uri: &str) -> bool {
    let Some((scheme, _)) = uri.split_once(':') else { return false };
    scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'-' | b'.'))
}
