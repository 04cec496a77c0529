//! What a document may take.

/// Bounds on a document, each with a default that real documents stay far below.
///
/// A document that exceeds one is refused with [`ErrorKind::Limit`](crate::ErrorKind::Limit) or
/// [`ErrorKind::TooLarge`](crate::ErrorKind::TooLarge); nothing is read beyond the bound. Within
/// them, reading takes time and memory linear in the size of the input (times the logarithm of
/// `attributes` for sorting).
///
/// ```
/// use shohosen_xml::{Document, Limits};
///
/// let limits = Limits { depth: 1, ..Limits::default() };
/// let error = Document::parse(b"<a><b/></a>", &limits).err().unwrap();
/// assert_eq!(error.code().id(), "xml.limit.depth");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Octets of the whole document. Default 64 MiB: a prescription has some 20 KiB, a dispensing
    /// with archive time-stamps 60 KiB, a scanned document a few MiB. Never more than 2 GiB − 1,
    /// because places in the document are kept as 31-bit numbers.
    pub bytes: usize,
    /// Elements open at a time. Default 128: the deepest signed document known has 20. The work of
    /// canonicalising a subtree includes one walk over its ancestors.
    pub depth: usize,
    /// Elements, runs of text, comments and processing instructions. Default 1,048,576, which
    /// bounds the memory of the tree to some 100 MiB.
    pub nodes: usize,
    /// Attributes of one element, namespace declarations included. Default 256: no known schema
    /// has more than 20.
    pub attributes: usize,
    /// Octets of one namespace name. Default 512: they are the only thing that exclusive
    /// canonicalisation repeats, so that this bounds how much longer than the document its
    /// canonical form can become.
    pub namespace_name: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { bytes: 64 << 20, depth: 128, nodes: 1 << 20, attributes: 256, namespace_name: 512 }
    }
}
