//! Which octets are digested: of a reference, of a time-stamp, of an archive time-stamp.

mod archive_imprint;
mod known;
mod pending;
mod reference;

pub use archive_imprint::ImprintProblem;
pub(crate) use archive_imprint::write_archive_imprint;
pub use known::KnownDigests;
pub(crate) use pending::{DigestId, PendingDigests};
pub use reference::{Digested, ExternalData, ReferenceProblem, Target};
pub(crate) use reference::{Written, dereference, write_reference};

use crate::limits::Limits;
use crate::namespace::{DS, EXCLUSIVE};
use shohosen_pki::WorkBudget;
use shohosen_xml::{Algorithm, Document, Method, Node, NodeId, Scratch, Sink, Subset};

/// Canonical XML where nothing else is stated (XML-DSig §4.4.3.2): inclusive, 1.0, no comments.
pub(crate) const DEFAULT_METHOD: Method<'static> =
    Method { algorithm: Algorithm::Inclusive10, with_comments: false, inclusive_prefixes: &[] };

/// Memory for computing octets, reused from signature to signature.
#[derive(Default)]
pub struct Workspace {
    pub(crate) scratch: Scratch,
    pub(crate) digests: PendingDigests,
}

/// The document at hand, with what may be spent on it.
pub(crate) struct Source<'d, 'a> {
    pub document: &'d Document<'a>,
    pub external: Option<&'d dyn ExternalData>,
    pub budget: &'d WorkBudget,
    pub max_transforms: usize,
}

impl<'d, 'a> Source<'d, 'a> {
    pub fn new(
        document: &'d Document<'a>,
        external: Option<&'d dyn ExternalData>,
        limits: &Limits,
        budget: &'d WorkBudget,
    ) -> Self {
        Self { document, external, budget, max_transforms: limits.transforms }
    }
}

/// A sink that collects within the budget.
pub(crate) struct BufferSink<'b> {
    pub octets: Vec<u8>,
    pub budget: &'b WorkBudget,
}

impl Sink for BufferSink<'_> {
    fn write(&mut self, octets: &[u8]) {
        if self.budget.take_octets(octets.len()).is_ok() {
            self.octets.extend_from_slice(octets);
        }
    }

    fn is_full(&self) -> bool {
        self.budget.octets_are_spent()
    }
}

/// The canonicalization named by a `ds:CanonicalizationMethod` or a c14n `ds:Transform`, with its
/// InclusiveNamespaces. `Err` is the unknown algorithm.
pub(crate) struct NamedMethod<'d> {
    method: Method<'static>,
    prefixes: Vec<&'d str>,
}

impl<'d> NamedMethod<'d> {
    pub fn read(node: Node<'d, '_>) -> Result<Self, &'d str> {
        let uri = node.attribute("Algorithm").unwrap_or_default();
        let method = Method::from_uri(uri).ok_or(uri)?;
        let prefixes = match node.child(EXCLUSIVE, "InclusiveNamespaces") {
            Some(list) if method.algorithm == Algorithm::Exclusive => {
                list.attribute("PrefixList").unwrap_or_default().split_ascii_whitespace().collect()
            }
            _ => Vec::new(),
        };
        Ok(Self { method, prefixes })
    }

    pub fn without_comments(&self) -> Method<'_> {
        Method { with_comments: false, ..self.method() }
    }

    pub fn method(&self) -> Method<'_> {
        Method { inclusive_prefixes: &self.prefixes, ..self.method }
    }
}

/// Canonicalizes one element in its document context.
pub(crate) fn write_element(
    document: &Document<'_>,
    element: NodeId,
    method: &Method<'_>,
    scratch: &mut Scratch,
    sink: &mut dyn Sink,
) {
    let subset = Subset { apex: Some(element), omit: None };
    shohosen_xml::canonicalize(document, subset, method, scratch, sink);
}

/// The method that a time-stamp property names, inclusive C14N 1.0 where it names none; comments
/// are dropped either way (XAdES 1.4.1 §8.2, spec item 10).
pub(crate) fn time_stamp_method<'d>(property: Node<'d, '_>) -> Result<NamedMethod<'d>, &'d str> {
    match property.child(DS, "CanonicalizationMethod") {
        Some(node) => NamedMethod::read(node),
        None => Ok(NamedMethod { method: DEFAULT_METHOD, prefixes: Vec::new() }),
    }
}
