//! How a structure can deviate.

use crate::limits::QUOTED;
use serde::{Deserialize, Serialize};
use shohosen_report::{Text, excerpt};
use shohosen_xml::Node;

/// One deviation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StructureProblem {
    /// The path of the element that deviates.
    pub path: Text,
    /// How.
    pub deviation: Deviation,
}

/// How an element deviates.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Deviation {
    /// A child element is missing.
    ElementMissing {
        /// The element.
        element: Text,
        /// The child.
        expected: Text,
    },
    /// Of a choice of child elements none is there.
    NothingOfChoice {
        /// The element.
        element: Text,
        /// The children of which there must be one.
        expected: Text,
    },
    /// An attribute is missing.
    AttributeMissing {
        /// The element.
        element: Text,
        /// The attribute.
        expected: Text,
    },
    /// A child element stands where it may not.
    UnexpectedElement {
        /// The element.
        element: Text,
        /// What may stand there.
        expected: Text,
        /// The child.
        actual: Text,
    },
    /// There is text between elements.
    UnexpectedText {
        /// The element.
        element: Text,
    },
    /// QualifyingProperties belongs to another signature (XAdES §6.2).
    OtherTarget {
        /// Its `Target`.
        actual: Text,
    },
    /// There is more of something than a limit allows.
    LimitExceeded {
        /// Of what.
        what: Text,
        /// The limit.
        limit: usize,
        /// How many there are.
        actual: usize,
    },
}

impl StructureProblem {
    /// That an element deviates.
    pub(crate) fn of(element: Node<'_, '_>, deviation: Deviation) -> Self {
        Self { path: element.path(), deviation }
    }

    /// That a child of this name is missing.
    pub(crate) fn missing(element: Node<'_, '_>, child: &'static str) -> Self {
        let deviation =
            Deviation::ElementMissing { element: name_of(element), expected: child.into() };
        Self::of(element, deviation)
    }
}

/// The name of an element, as much of it as is quoted.
pub(crate) fn name_of(element: Node<'_, '_>) -> Text {
    excerpt(element.local_name(), QUOTED).to_owned().into()
}
