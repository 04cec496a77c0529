//! Text in two forms.

/// A piece of XML as it stands in a document, and its canonical form by itself. They differ only in
/// what canonicalization changes in text that is written as plainly as a signature.
pub(super) struct Twin {
    pub document: String,
    pub canonical: String,
}

impl Twin {
    /// Nothing yet, with room for so many octets in each form.
    pub fn with_capacity(octets: usize) -> Self {
        Self { document: String::with_capacity(octets), canonical: String::with_capacity(octets) }
    }

    /// Text that is the same in both.
    pub fn push(&mut self, pieces: &[&str]) {
        for piece in pieces {
            self.document.push_str(piece);
            self.canonical.push_str(piece);
        }
    }

    /// A namespace that is declared around the piece, and so in the canonical form where it is first
    /// used (Exclusive XML Canonicalization 1.0 §3): behind the name of an element.
    pub fn declare(&mut self, prefix: &str, namespace: &str) {
        for piece in [" xmlns:", prefix, "=\"", namespace, "\""] {
            self.canonical.push_str(piece);
        }
    }

    /// An element without content, which has an end tag in the canonical form (Canonical XML 1.0
    /// §2.3), with the namespace of its prefix where that is first used here.
    pub fn empty_element(
        &mut self,
        prefix: &str,
        name: &str,
        namespace: Option<&str>,
        attributes: &[&str],
    ) {
        self.push(&["<", prefix, ":", name]);
        if let Some(namespace) = namespace {
            self.declare(prefix, namespace);
        }
        self.push(&[" "]);
        self.push(attributes);
        self.document.push_str("/>");
        for piece in ["></", prefix, ":", name, ">"] {
            self.canonical.push_str(piece);
        }
    }
}
