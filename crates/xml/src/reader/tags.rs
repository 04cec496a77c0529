//! Names, start tags and end tags (XML 1.0 §3.1, Namespaces in XML 1.0 §4).

use super::Reader;
use crate::characters::{is_ascii_name, is_ascii_name_start, is_name, is_name_start, is_space};
use crate::error::{Error, ErrorKind, LimitKind, excerpt};
use crate::storage::{ElementRecord, Kind, NONE, NodeRecord, narrow};
use crate::text::same_octets;

/// A qualified name that ends at the present position.
#[derive(Clone, Copy)]
pub(super) struct QualifiedName {
    pub(super) start: usize,
    pub(super) length: usize,
    pub(super) prefix_length: usize,
}

impl<'a> Reader<'a, '_> {
    /// `QName`.
    pub(super) fn qualified_name(&mut self, rule: &'static str) -> Result<QualifiedName, Error> {
        let start = self.position;
        self.unprefixed_name(rule)?;
        let mut prefix_length = 0;
        if self.peek() == Some(b':') {
            prefix_length = self.position - start;
            self.position += 1;
            self.unprefixed_name(rule)?;
            if self.peek() == Some(b':') {
                return self.not_well_formed(rule, "QName");
            }
        }
        Ok(QualifiedName { start, length: self.position - start, prefix_length })
    }

    /// `NCName`.
    fn unprefixed_name(&mut self, rule: &'static str) -> Result<(), Error> {
        let rest = self.rest();
        let ascii = rest.iter().take_while(|&&octet| is_ascii_name(octet)).count();
        let Some(&stop) = rest.get(ascii) else {
            return self.unusual_name(rule);
        };
        if stop < 0x80 && rest.first().is_some_and(|&first| is_ascii_name_start(first)) {
            self.position += ascii;
            return Ok(());
        }
        self.unusual_name(rule)
    }

    /// A name with characters beyond ASCII, or none at all.
    fn unusual_name(&mut self, rule: &'static str) -> Result<(), Error> {
        match self.character() {
            Some(first) if is_name_start(first) => self.position += first.len_utf8(),
            _ => return self.not_well_formed(rule, "Name"),
        }
        while let Some(character) = self.character().filter(|&character| is_name(character)) {
            self.position += character.len_utf8();
        }
        Ok(())
    }

    fn character(&self) -> Option<char> {
        self.text.get(self.position..)?.chars().next()
    }

    /// The qualified name of the innermost open element.
    pub(super) fn open_name(&self) -> &'a str {
        let node = self.storage.nodes.get(self.open as usize);
        let element = node.and_then(|node| self.storage.elements.get(node.element()));
        match (node, element) {
            (Some(node), Some(element)) => {
                let start = node.start as usize + 1;
                self.slice(start, start + element.name as usize)
            }
            _ => "",
        }
    }

    /// `STag` or `EmptyElemTag`.
    pub(super) fn start_tag(&mut self) -> Result<(), Error> {
        let start = self.position;
        if self.depth == 0 && self.root != NONE {
            return self.not_well_formed("document", "Misc");
        }
        if self.depth >= self.limits.depth {
            return Err(self.limit(LimitKind::Depth, self.limits.depth, start));
        }
        self.position += 1;
        let name = self.qualified_name("STag")?;
        let attributes_from = self.storage.attributes.len();
        let declarations_from = self.storage.declarations.len();
        let mut verbatim = true;
        let empty = loop {
            let before = self.position;
            let space = self.skip_space();
            match self.peek() {
                Some(b'>') => {
                    verbatim &= !space;
                    self.position += 1;
                    break false;
                }
                Some(b'/') if self.starts_with(b"/>") => {
                    verbatim = false;
                    self.position += 2;
                    break true;
                }
                _ if space => {
                    let one_space = self.position == before + 1;
                    verbatim &= self.attribute(attributes_from, declarations_from)? && one_space;
                }
                _ => return self.not_well_formed("STag", "S | > | />"),
            }
        };
        let index = self.storage.elements.len();
        let content = self.position;
        let value = NodeRecord::element_index(index);
        self.push_node(Kind::Element, start, content, value)?;
        let number = narrow(self.storage.nodes.len() - 1);
        let attributes = self.finish_attributes(attributes_from, declarations_from, number)?;
        let prefix = self.slice(name.start, name.start + name.prefix_length);
        let (prefix, namespace) = self.resolve(prefix, name.start)?;
        self.storage.elements.push(ElementRecord {
            content: narrow(content),
            name: narrow(name.length),
            prefix_length: narrow(name.prefix_length),
            prefix,
            namespace,
            attributes: (narrow(attributes_from), narrow(self.storage.attributes.len())),
            declarations: (narrow(declarations_from), narrow(self.storage.declarations.len())),
        });
        if let Some(node) = self.storage.nodes.last_mut() {
            if verbatim && attributes.in_order {
                node.flags |= NodeRecord::START_VERBATIM;
            }
            if attributes.prefixed {
                node.flags |= NodeRecord::PREFIXED_ATTRIBUTES;
            }
        }
        if self.depth == 0 {
            self.root = number;
        }
        if empty {
            self.leave_scope(declarations_from);
        } else {
            self.depth += 1;
            self.open = number;
        }
        Ok(())
    }

    /// `ETag`.
    pub(super) fn end_tag(&mut self) -> Result<(), Error> {
        let start = self.position;
        if self.depth == 0 {
            return self.not_well_formed("document", "Misc");
        }
        let name = self.open_name();
        self.position += 2;
        let found = self.bytes.get(self.position..self.position + name.len()).unwrap_or_default();
        if !same_octets(found, name.as_bytes()) {
            return self.wrong_end_tag(start, name);
        }
        self.position += name.len();
        let mut flags = NodeRecord::END_VERBATIM;
        if self.peek() != Some(b'>') {
            flags = 0;
            self.skip_space();
            if self.peek() != Some(b'>') {
                return self.wrong_end_tag(start, name);
            }
        }
        self.position += 1;
        let (stop, end) = (narrow(self.position), narrow(self.storage.nodes.len()));
        self.depth -= 1;
        if let Some(node) = self.storage.nodes.get_mut(self.open as usize) {
            node.stop = stop;
            node.end = end;
            node.flags |= flags;
            self.open = node.parent;
            if let Some(element) = self.storage.elements.get(node.element()) {
                let (from, to) = element.declarations;
                self.restore(from as usize, to as usize);
            }
        }
        Ok(())
    }

    #[cold]
    fn wrong_end_tag(&self, start: usize, name: &str) -> Result<(), Error> {
        let found = self.slice(start, self.text.len());
        let end = found.bytes().position(|octet| octet == b'>' || is_space(octet));
        let found = end.map_or(found, |end| self.slice(start, start + end + 1));
        let kind = ErrorKind::NotWellFormed {
            rule: "WFC: Element Type Match",
            expected: excerpt(&format!("</{name}>")),
            actual: excerpt(found.trim_end()),
        };
        Err(self.at(kind, start))
    }
}
