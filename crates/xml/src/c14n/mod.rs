//! Canonical XML 1.0, Canonical XML 1.1 and Exclusive XML Canonicalization 1.0.

mod attributes;
mod namespaces;
mod output;
mod uri;
mod walk;

pub use output::Sink;
pub use walk::{Scratch, canonicalize};

use crate::NodeId;

/// Which canonicalisation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Algorithm {
    /// [Canonical XML 1.0](https://www.w3.org/TR/2001/REC-xml-c14n-20010315).
    Inclusive10,
    /// [Canonical XML 1.1](https://www.w3.org/TR/2008/REC-xml-c14n11-20080502/).
    Inclusive11,
    /// [Exclusive XML Canonicalization 1.0](https://www.w3.org/TR/2002/REC-xml-exc-c14n-20020718/).
    Exclusive,
}

/// A canonicalisation with its parameters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Method<'m> {
    /// Which canonicalisation.
    pub algorithm: Algorithm,
    /// Whether comments are written.
    pub with_comments: bool,
    /// The `PrefixList` of `InclusiveNamespaces`: prefixes that are treated as in Canonical XML,
    /// `#default` for the default namespace. Of no effect but with [`Algorithm::Exclusive`].
    pub inclusive_prefixes: &'m [&'m str],
}

/// The identifiers, without and with comments.
const URIS: [(Algorithm, [&str; 2]); 3] = [
    (
        Algorithm::Inclusive10,
        [
            "http://www.w3.org/TR/2001/REC-xml-c14n-20010315",
            "http://www.w3.org/TR/2001/REC-xml-c14n-20010315#WithComments",
        ],
    ),
    (
        Algorithm::Inclusive11,
        [
            "http://www.w3.org/2006/12/xml-c14n11",
            "http://www.w3.org/2006/12/xml-c14n11#WithComments",
        ],
    ),
    (
        Algorithm::Exclusive,
        [
            "http://www.w3.org/2001/10/xml-exc-c14n#",
            "http://www.w3.org/2001/10/xml-exc-c14n#WithComments",
        ],
    ),
];

impl Method<'static> {
    /// The method with this identifier, without inclusive prefixes; `None` for any other URI.
    ///
    /// ```
    /// use shohosen_xml::{Algorithm, Method};
    ///
    /// let method = Method::from_uri("http://www.w3.org/2006/12/xml-c14n11#WithComments").unwrap();
    /// assert_eq!((method.algorithm, method.with_comments), (Algorithm::Inclusive11, true));
    /// assert_eq!(Method::from_uri("http://www.w3.org/2001/10/xml-exc-c14n"), None);
    /// ```
    pub fn from_uri(uri: &str) -> Option<Self> {
        URIS.iter().find_map(|&(algorithm, uris)| {
            let with_comments = uris.iter().position(|&known| known == uri)? == 1;
            Some(Self { algorithm, with_comments, inclusive_prefixes: &[] })
        })
    }
}

impl Method<'_> {
    /// Its identifier.
    pub fn uri(&self) -> &'static str {
        let known = URIS.iter().find(|(algorithm, _)| *algorithm == self.algorithm);
        known.map_or(
            "",
            |(_, [plain, with_comments])| {
                if self.with_comments { with_comments } else { plain }
            },
        )
    }
}

/// What of a document is canonicalised. The default is all of it.
///
/// An apex stands for the XPath node set of that element and all that is in it, with their
/// attributes and namespaces, taken in its document: what ancestors declare is in scope.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Subset {
    /// The node to take with all that stands in it; `None` for the whole document, comments and
    /// processing instructions around the root element included.
    pub apex: Option<NodeId>,
    /// A node to leave out with all that stands in it: the signature of an enveloped signature.
    pub omit: Option<NodeId>,
}
