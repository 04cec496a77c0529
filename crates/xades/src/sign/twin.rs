//! Text in two forms.

/// Writes a piece of XML as it stands in a document, and its canonical form by itself. They differ only
/// in what canonicalization changes in text that is written as plainly as a signature.
pub(super) struct Twin<'t> {
    document: &'t mut Vec<u8>,
    canonical: &'t mut Vec<u8>,
}

impl<'t> Twin<'t> {
    pub fn new(document: &'t mut Vec<u8>, canonical: &'t mut Vec<u8>) -> Self {
        Self { document, canonical }
    }

    /// Text that is the same in both.
    pub fn push(&mut self, pieces: &[&str]) {
        for piece in pieces {
            self.document.extend_from_slice(piece.as_bytes());
            self.canonical.extend_from_slice(piece.as_bytes());
        }
    }

    /// A namespace that is declared around the piece, and so in the canonical form where it is first
    /// used (Exclusive XML Canonicalization 1.0 §3): behind the name of an element.
    pub fn declare(&mut self, prefix: &str, namespace: &str) {
        push(self.canonical, &[" xmlns:", prefix, "=\"", namespace, "\""]);
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
        push(self.document, &["/>"]);
        push(self.canonical, &["></", prefix, ":", name, ">"]);
    }
}

/// Text in one form.
pub(super) fn push(to: &mut Vec<u8>, pieces: &[&str]) {
    pieces.iter().for_each(|piece| to.extend_from_slice(piece.as_bytes()));
}
