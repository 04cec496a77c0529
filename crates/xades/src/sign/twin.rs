//! Text in two forms.

/// A piece of XML as it stands in a document, and its canonical form by itself. They differ only in
/// what canonicalization changes in text that is written as plainly as a signature.
#[derive(Debug)]
pub(super) struct Twin {
    pub document: Vec<u8>,
    pub canonical: Vec<u8>,
}

impl Twin {
    pub const EMPTY: Self = Self { document: Vec::new(), canonical: Vec::new() };

    /// Text that is the same in both.
    pub fn push(&mut self, pieces: &[&str]) {
        push(&mut self.document, pieces);
        push(&mut self.canonical, pieces);
    }

    /// A namespace that is declared around the piece, and so in the canonical form where it is first
    /// used (Exclusive XML Canonicalization 1.0 §3): behind the name of an element.
    pub fn declare(&mut self, prefix: &str, namespace: &str) {
        push(&mut self.canonical, &[" xmlns:", prefix, "=\"", namespace, "\""]);
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
        push(&mut self.document, &["/>"]);
        push(&mut self.canonical, &["></", prefix, ":", name, ">"]);
    }
}

/// Text in one form.
pub(super) fn push(to: &mut Vec<u8>, pieces: &[&str]) {
    pieces.iter().for_each(|piece| to.extend_from_slice(piece.as_bytes()));
}
