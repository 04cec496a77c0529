//! Why a document was refused.

use crate::Position;
use shohosen_report::{Code, Finding, codes};
use std::fmt;

/// Why a document was refused, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error {
    kind: Box<ErrorKind>,
    position: Position,
}

/// What was wrong. Names out of the document are cut to 64 characters.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ErrorKind {
    /// There is no octet, or none but a byte order mark.
    Empty,
    /// More octets than [`Limits::bytes`](crate::Limits::bytes).
    TooLarge {
        /// The bound.
        limit: usize,
        /// The size of the document.
        actual: usize,
    },
    /// An octet sequence that is no UTF-8, where nothing says that it should be something else.
    NotUtf8,
    /// Another encoding, declared or seen from the first octets.
    UnsupportedEncoding {
        /// Its name as declared, or what the first octets look like.
        actual: String,
    },
    /// A document type declaration. It is refused at first sight: nothing of it is read.
    Doctype,
    /// A constraint of XML 1.0 or of Namespaces in XML 1.0 is not met.
    NotWellFormed {
        /// The production or constraint of the specification.
        rule: &'static str,
        /// What the rule asks for.
        expected: String,
        /// What stands there.
        actual: String,
    },
    /// A reference to an entity other than the five that XML declares itself.
    UndefinedEntity {
        /// Its name.
        name: String,
    },
    /// A prefix without a namespace declaration in scope.
    UndeclaredPrefix {
        /// The prefix.
        prefix: String,
    },
    /// A namespace name that is no absolute URI: Canonical XML refuses these (C14N 1.0 §1.3).
    RelativeNamespace {
        /// The namespace name.
        name: String,
    },
    /// Two attributes of one element with the same name, after prefixes are replaced by their
    /// namespaces.
    DuplicateAttribute {
        /// The qualified name of one of them.
        name: String,
    },
    /// A limit other than the size was exceeded.
    Limit {
        /// Which one.
        limit: LimitKind,
        /// Its value.
        value: usize,
    },
}

/// A limit of [`Limits`](crate::Limits) that was exceeded while reading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LimitKind {
    /// [`Limits::depth`](crate::Limits::depth).
    Depth,
    /// [`Limits::nodes`](crate::Limits::nodes).
    Nodes,
    /// [`Limits::attributes`](crate::Limits::attributes).
    Attributes,
    /// [`Limits::namespace_name`](crate::Limits::namespace_name).
    NamespaceName,
}

/// The first characters of something out of the document, for an error.
pub(crate) fn excerpt(text: &str) -> String {
    const CHARACTERS: usize = 64;
    match text.char_indices().nth(CHARACTERS) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text.to_owned(),
    }
}

impl Error {
    #[cold]
    pub(crate) fn new(kind: ErrorKind, source: &[u8], offset: usize) -> Self {
        Self { kind: Box::new(kind), position: Position::of(source, offset) }
    }

    /// What was wrong.
    pub fn kind(&self) -> &ErrorKind {
        &self.kind
    }

    /// Where.
    pub fn position(&self) -> Position {
        self.position
    }

    /// The code in the table of `shohosen-report`.
    pub fn code(&self) -> Code {
        match *self.kind {
            ErrorKind::Empty => codes::xml::INPUT_EMPTY,
            ErrorKind::TooLarge { .. } => codes::xml::INPUT_TOO_LARGE,
            ErrorKind::NotUtf8 => codes::xml::ENCODING_NOT_UTF8,
            ErrorKind::UnsupportedEncoding { .. } => codes::xml::ENCODING_UNSUPPORTED,
            ErrorKind::Doctype => codes::xml::DOCUMENT_DOCTYPE_REFUSED,
            ErrorKind::NotWellFormed { .. } => codes::xml::DOCUMENT_NOT_WELL_FORMED,
            ErrorKind::UndefinedEntity { .. } => codes::xml::ENTITY_UNDEFINED,
            ErrorKind::UndeclaredPrefix { .. } => codes::xml::NAMESPACE_UNDECLARED_PREFIX,
            ErrorKind::RelativeNamespace { .. } => codes::xml::NAMESPACE_NOT_ABSOLUTE,
            ErrorKind::DuplicateAttribute { .. } => codes::xml::ATTRIBUTE_DUPLICATE,
            ErrorKind::Limit { limit, .. } => match limit {
                LimitKind::Depth => codes::xml::LIMIT_DEPTH,
                LimitKind::Nodes => codes::xml::LIMIT_NODES,
                LimitKind::Attributes => codes::xml::LIMIT_ATTRIBUTES,
                LimitKind::NamespaceName => codes::xml::LIMIT_NAMESPACE_NAME,
            },
        }
    }

    /// The finding, with the place and the evidence.
    pub fn finding(&self) -> Finding {
        let finding = self
            .code()
            .finding()
            .at(self.position.to_string())
            .with("line", self.position.line)
            .with("column", self.position.column)
            .with("offset", self.position.offset);
        match &*self.kind {
            ErrorKind::Empty | ErrorKind::NotUtf8 | ErrorKind::Doctype => finding,
            ErrorKind::TooLarge { limit, actual } => {
                finding.with("limit", *limit).with("actual", *actual)
            }
            ErrorKind::UnsupportedEncoding { actual } => {
                finding.with("expected", "UTF-8").with("actual", actual.clone())
            }
            ErrorKind::NotWellFormed { rule, expected, actual } => finding
                .with("rule", *rule)
                .with("expected", expected.clone())
                .with("actual", actual.clone()),
            ErrorKind::UndefinedEntity { name }
            | ErrorKind::RelativeNamespace { name }
            | ErrorKind::DuplicateAttribute { name } => finding.with("name", name.clone()),
            ErrorKind::UndeclaredPrefix { prefix } => finding.with("prefix", prefix.clone()),
            ErrorKind::Limit { value, .. } => finding.with("limit", *value),
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: ", self.position)?;
        match &*self.kind {
            ErrorKind::Empty => f.write_str("the input is empty"),
            ErrorKind::TooLarge { limit, actual } => {
                write!(f, "the input has {actual} octets, more than the limit of {limit}")
            }
            ErrorKind::NotUtf8 => f.write_str("the octets are no UTF-8"),
            ErrorKind::UnsupportedEncoding { actual } => {
                write!(f, "the encoding is {actual}; expected UTF-8")
            }
            ErrorKind::Doctype => f.write_str("a document type declaration is refused"),
            ErrorKind::NotWellFormed { rule, expected, actual } => {
                write!(f, "not well-formed ({rule}): expected {expected}, found {actual}")
            }
            ErrorKind::UndefinedEntity { name } => write!(f, "the entity {name} is not defined"),
            ErrorKind::UndeclaredPrefix { prefix } => {
                write!(f, "the prefix {prefix} is not declared")
            }
            ErrorKind::RelativeNamespace { name } => {
                write!(f, "the namespace name {name} is no absolute URI")
            }
            ErrorKind::DuplicateAttribute { name } => {
                write!(f, "the attribute {name} appears twice")
            }
            ErrorKind::Limit { limit, value } => {
                let name = match limit {
                    LimitKind::Depth => "elements open at a time",
                    LimitKind::Nodes => "nodes",
                    LimitKind::Attributes => "attributes of an element",
                    LimitKind::NamespaceName => "octets of a namespace name",
                };
                write!(f, "more than {value} {name}")
            }
        }
    }
}

impl std::error::Error for Error {}
