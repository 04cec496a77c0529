//! An element that is canonical as it is written.

use std::fmt::Write as _;

/// Namespace declarations in scope, as `(prefix, URI)`; the empty prefix is the default namespace.
pub(crate) type Scope = Vec<(String, String)>;

/// An element whose name, attributes and content are written in canonical order and form.
#[derive(Clone, Debug)]
pub struct Element {
    name: String,
    declares: Scope,
    attributes: Vec<(String, String)>,
    content: String,
}

impl Element {
    /// An element of this qualified name without content.
    pub fn new(name: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            declares: Vec::new(),
            attributes: Vec::new(),
            content: String::new(),
        }
    }

    /// Declares namespaces on the element.
    #[must_use]
    pub fn declare(mut self, namespaces: &[(String, String)]) -> Self {
        self.declares.extend_from_slice(namespaces);
        self
    }

    /// Adds an attribute; attributes must be added in canonical order (unprefixed ones by name,
    /// then prefixed ones).
    ///
    /// # Panics
    /// If the order is not canonical or the value would need escaping.
    #[must_use]
    pub fn attribute(mut self, name: &str, value: &str) -> Self {
        assert!(!value.contains(['&', '<', '"', '\t', '\n', '\r']), "{value:?} needs escaping");
        if let Some((last, _)) = self.attributes.last() {
            assert!((last.contains(':'), last.as_str()) < (name.contains(':'), name));
        }
        self.attributes.push((name.into(), value.into()));
        self
    }

    /// Adds text or the text of child elements, canonical already.
    #[must_use]
    pub fn content(mut self, text: impl AsRef<str>) -> Self {
        self.content.push_str(text.as_ref());
        self
    }

    /// Adds a child.
    #[must_use]
    pub fn child(self, child: &Self) -> Self {
        let text = child.text();
        self.content(text)
    }

    /// Writes something in the content otherwise.
    ///
    /// # Panics
    /// If it stands there not once.
    #[must_use]
    pub fn edit(mut self, from: &str, to: &str) -> Self {
        assert_eq!(self.content.matches(from).count(), 1, "{from:?} stands not once");
        self.content = self.content.replacen(from, to, 1);
        self
    }

    /// The element as it stands in the document.
    pub fn text(&self) -> String {
        self.within(&[])
    }

    /// The element as the apex of a canonicalised subtree: with the declarations that it inherits.
    pub fn within(&self, scope: &[(String, String)]) -> String {
        let mut namespaces = self.declares.clone();
        for (prefix, uri) in scope {
            if !namespaces.iter().any(|(declared, _)| declared == prefix) {
                namespaces.push((prefix.clone(), uri.clone()));
            }
        }
        namespaces.sort();
        let mut out = format!("<{}", self.name);
        for (prefix, uri) in &namespaces {
            let name = if prefix.is_empty() { "xmlns".into() } else { format!("xmlns:{prefix}") };
            write!(out, " {name}=\"{uri}\"").unwrap();
        }
        for (name, value) in &self.attributes {
            write!(out, " {name}=\"{value}\"").unwrap();
        }
        write!(out, ">{}</{}>", self.content, self.name).unwrap();
        out
    }
}

/// Writes each `<x ...></x>` as `<x .../>`.
pub(crate) fn respell(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("></") {
        let (before, after) = rest.split_at(at);
        out.push_str(before);
        let after = &after[3..];
        let tag = &out[out.rfind('<').unwrap() + 1..];
        let name = &tag[..tag.find(' ').unwrap_or(tag.len())];
        match after.strip_prefix(name).and_then(|tail| tail.strip_prefix('>')) {
            Some(tail) => {
                out.push_str("/>");
                rest = tail;
            }
            None => {
                out.push_str("></");
                rest = after;
            }
        }
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_empty_elements_are_respelled() {
        let text = "<a><b x=\"1\"></b><c>t</c><d></d></a>";
        assert_eq!(respell(text), "<a><b x=\"1\"/><c>t</c><d/></a>");
        assert_eq!(respell("<a><a></a></a>"), "<a><a/></a>");
    }

    #[test]
    fn inherited_declarations_are_sorted_and_do_not_replace_own_ones() {
        let own = [("b".to_owned(), "urn:own".to_owned())];
        let scope = [("a", "urn:a"), ("b", "urn:b"), ("", "urn:d")];
        let scope = scope.map(|(prefix, uri)| (prefix.to_owned(), uri.to_owned()));
        let element = Element::new("b:x").declare(&own).attribute("Id", "i").content("t");
        assert_eq!(element.text(), "<b:x xmlns:b=\"urn:own\" Id=\"i\">t</b:x>");
        assert_eq!(
            element.within(&scope),
            "<b:x xmlns=\"urn:d\" xmlns:a=\"urn:a\" xmlns:b=\"urn:own\" Id=\"i\">t</b:x>"
        );
    }
}
