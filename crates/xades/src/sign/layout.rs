//! How a signature is written.

/// The spelling of a signature. The default is what the management service
/// (電子処方箋管理サービス) writes; verifiers go by namespaces, not by prefixes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SignatureLayout {
    /// The prefixes.
    pub prefixes: Prefixes,
    /// The transforms of the reference to the document.
    pub document_transform: DocumentTransform,
}

/// The prefixes of the three namespaces.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Prefixes {
    /// `xs`, `xa` and `xa141`: the management service.
    #[default]
    Service,
    /// `ds`, `xades` and `xades141`: most signing programs.
    Common,
}

impl Prefixes {
    /// Of XML Signature.
    pub const fn ds(self) -> &'static str {
        match self {
            Self::Service => "xs",
            Self::Common => "ds",
        }
    }

    /// Of XAdES 1.3.2.
    pub const fn xades(self) -> &'static str {
        match self {
            Self::Service => "xa",
            Self::Common => "xades",
        }
    }

    /// Of XAdES 1.4.1.
    pub const fn xades141(self) -> &'static str {
        match self {
            Self::Service => "xa141",
            Self::Common => "xades141",
        }
    }
}

/// The transforms of the reference to the document.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum DocumentTransform {
    /// None is stated, which means inclusive Canonical XML 1.0 (XML-DSig §4.4.3.2): the
    /// management service.
    #[default]
    None,
    /// Exclusive canonicalization: other signing programs.
    Exclusive,
}
