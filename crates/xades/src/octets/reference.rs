//! The octets of a `ds:Reference`: dereferencing and transforms (XML-DSig §4.4.3.2).

use super::{BufferSink, NamedMethod, Source};
use crate::base64;
use crate::limits::QUOTED;
use crate::model::{Reference, Signature};
use crate::namespace::{BASE64_TRANSFORM, ENVELOPED_SIGNATURE};
use serde::{Deserialize, Serialize};
use shohosen_report::excerpt;
use shohosen_xml::{Document, Method, NodeId, NodeKind, Scratch, Sink, Subset};

/// What a reference points to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Target {
    /// The whole document (`URI=""`).
    Document,
    /// An element of the document.
    Element(#[serde(with = "crate::encoding::node")] NodeId),
    /// Data outside, handed over by the caller.
    External,
}

/// Why the octets of a reference could not be had, or did not match.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReferenceProblem {
    /// The reference has no URI, so only the application knows what it means.
    NoUri,
    /// No element has this id.
    NotFound,
    /// Several elements have this id.
    DuplicateId,
    /// The data is outside the document and was not handed over. Nothing is ever fetched.
    External,
    /// An XPointer other than `/` and `id('…')`.
    UnknownPointer,
    /// A transform that this profile does not know.
    TransformNotAllowed {
        /// Its algorithm.
        algorithm: String,
    },
    /// More transforms than the limit.
    TooManyTransforms {
        /// The limit.
        limit: usize,
    },
    /// A transform could not digest what it was given (not XML, not base64).
    TransformFailed {
        /// Its algorithm.
        algorithm: String,
    },
    /// After the transforms nothing is left to digest, as where enveloped-signature takes out an
    /// element that the target stands in: whatever the digest, it binds nothing.
    NothingDigested,
    /// The reference has no DigestMethod or no DigestValue.
    Malformed,
    /// The digest algorithm is unknown.
    UnknownDigest,
    /// DigestValue is not base64.
    DigestValueNotBase64,
    /// The budget for digesting is spent.
    TooManyOctets,
}

/// What of its target a reference digests. Coverage is a property of these octets, and not of what
/// the URI says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Digested {
    /// All of it.
    Whole,
    /// All of it but the signature itself, which stands in it.
    WithoutSignature,
    /// What was decoded from it (base64).
    Decoded,
}

/// What a reference points to, and what of it was written.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Written {
    pub target: Target,
    pub digested: Digested,
}

/// Data outside the document that references or manifests name: the caller's, looked up by the
/// exact text of the URI. shohosen itself never opens anything.
pub trait ExternalData {
    /// The octets behind this URI, or `None`.
    fn get(&self, uri: &str) -> Option<&[u8]>;
}

/// A set of nodes or a string of octets, between two transforms.
enum Data<'x> {
    Nodes { subset: Subset, comments: bool },
    Octets(std::borrow::Cow<'x, [u8]>),
}

/// What the URI of a reference points to, and whether comments belong to it.
pub(crate) fn dereference(
    document: &Document<'_>,
    uri: Option<&str>,
) -> Result<(Target, bool), ReferenceProblem> {
    let by_id = |id| match document.element_by_id(id) {
        Ok(Some(element)) => Ok(Target::Element(element.id())),
        Ok(None) => Err(ReferenceProblem::NotFound),
        Err(_) => Err(ReferenceProblem::DuplicateId),
    };
    match uri.ok_or(ReferenceProblem::NoUri)? {
        "" => Ok((Target::Document, false)),
        "#xpointer(/)" => Ok((Target::Document, true)),
        uri => match uri.strip_prefix('#') {
            None => Ok((Target::External, true)),
            Some(pointer) if pointer.starts_with("xpointer(") => {
                let id = pointer
                    .strip_prefix("xpointer(id(")
                    .and_then(|rest| rest.strip_suffix("))"))
                    .and_then(unquote)
                    .ok_or(ReferenceProblem::UnknownPointer)?;
                Ok((by_id(id)?, true))
            }
            Some(id) => Ok((by_id(id)?, false)),
        },
    }
}

fn unquote(text: &str) -> Option<&str> {
    ['\'', '"'].into_iter().find_map(|quote| text.strip_prefix(quote)?.strip_suffix(quote))
}

/// Writes the octets that a reference digests. Nodes that are left after the last transform are
/// canonicalized by `residual`: inclusive C14N 1.0 for the reference itself, the time-stamp's own
/// method inside an archive time-stamp's imprint.
pub(crate) fn write_reference(
    source: &Source<'_, '_>,
    signature: &Signature<'_, '_>,
    reference: &Reference<'_, '_>,
    residual: &Method<'_>,
    scratch: &mut Scratch,
    sink: &mut dyn Sink,
) -> Result<Written, ReferenceProblem> {
    let (target, comments) = dereference(source.document, reference.uri())?;
    let mut digested = Digested::Whole;
    let mut data = match target {
        Target::Document => {
            charge(source, source.document.source().len())?;
            Data::Nodes { subset: Subset { apex: None, omit: None }, comments }
        }
        Target::Element(id) => {
            charge(source, source.document.node(id).source_range().len())?;
            Data::Nodes { subset: Subset { apex: Some(id), omit: None }, comments }
        }
        Target::External => {
            let octets = source
                .external
                .zip(reference.uri())
                .and_then(|(external, uri)| external.get(uri))
                .ok_or(ReferenceProblem::External)?;
            charge(source, octets.len())?;
            Data::Octets(octets.into())
        }
    };
    let mut transforms = reference.transforms().peekable();
    let mut count = 0;
    while let Some(transform) = transforms.next() {
        count += 1;
        if count > source.max_transforms {
            return Err(ReferenceProblem::TooManyTransforms { limit: source.max_transforms });
        }
        let algorithm = transform.attribute("Algorithm").unwrap_or_default();
        let failed = || ReferenceProblem::TransformFailed {
            algorithm: excerpt(algorithm, QUOTED).to_owned(),
        };
        data = match algorithm {
            ENVELOPED_SIGNATURE => match data {
                Data::Nodes { subset, comments } => {
                    digested = without_signature(signature, source.document, subset, digested)?;
                    let omit = Some(signature.node.id());
                    Data::Nodes { subset: Subset { omit, ..subset }, comments }
                }
                Data::Octets(_) => return Err(failed()),
            },
            BASE64_TRANSFORM => {
                digested = Digested::Decoded;
                let text = match &data {
                    Data::Nodes { subset, .. } => text_of(source.document, *subset),
                    Data::Octets(octets) => {
                        String::from_utf8(octets.to_vec()).map_err(|_| failed())?
                    }
                };
                Data::Octets(base64::decode(&text).ok_or_else(failed)?.into())
            }
            _ => {
                let named = NamedMethod::read(transform).map_err(|uri| {
                    ReferenceProblem::TransformNotAllowed {
                        algorithm: excerpt(uri, QUOTED).to_owned(),
                    }
                })?;
                let is_last = transforms.peek().is_none();
                let mut buffer = BufferSink { octets: Vec::new(), budget: source.budget };
                let sink: &mut dyn Sink = if is_last { &mut *sink } else { &mut buffer };
                match data {
                    Data::Nodes { subset, comments } => {
                        let method =
                            if comments { named.method() } else { named.without_comments() };
                        shohosen_xml::canonicalize(source.document, subset, &method, scratch, sink);
                    }
                    // A transform that needs nodes parses the octets (XML-DSig §4.4.3.2).
                    Data::Octets(octets) => {
                        charge(source, octets.len())?;
                        let parsed = Document::parse(&octets, &shohosen_xml::Limits::default())
                            .map_err(|_| failed())?;
                        let whole = Subset { apex: None, omit: None };
                        let method = named.method();
                        shohosen_xml::canonicalize(&parsed, whole, &method, scratch, sink);
                    }
                }
                if is_last {
                    return spent(source, Written { target, digested });
                }
                Data::Octets(buffer.octets.into())
            }
        };
    }
    match data {
        Data::Nodes { subset, .. } => {
            shohosen_xml::canonicalize(source.document, subset, residual, scratch, sink);
        }
        Data::Octets(octets) => {
            sink.write(&octets);
        }
    }
    spent(source, Written { target, digested })
}

/// What enveloped-signature leaves of a target (XML-DSig §6.6.4).
fn without_signature(
    signature: &Signature<'_, '_>,
    document: &Document<'_>,
    subset: Subset,
    digested: Digested,
) -> Result<Digested, ReferenceProblem> {
    let Some(apex) = subset.apex else { return Ok(Digested::WithoutSignature) };
    let (own, target) = (signature.node.source_range(), document.node(apex).source_range());
    if own.start <= target.start && target.end <= own.end {
        return Err(ReferenceProblem::NothingDigested);
    }
    let within = target.start < own.start && own.end < target.end;
    Ok(if within { Digested::WithoutSignature } else { digested })
}

/// What is looked at costs, too: comments and elements may be walked over and over without an
/// octet that is digested.
fn charge(source: &Source<'_, '_>, octets: usize) -> Result<(), ReferenceProblem> {
    if source.budget.take_octets(octets).is_ok() {
        Ok(())
    } else {
        Err(ReferenceProblem::TooManyOctets)
    }
}

fn spent(source: &Source<'_, '_>, written: Written) -> Result<Written, ReferenceProblem> {
    if source.budget.octets_are_spent() {
        Err(ReferenceProblem::TooManyOctets)
    } else {
        Ok(written)
    }
}

/// The text of all nodes in the set, in document order: what the base64 transform decodes.
fn text_of(document: &Document<'_>, subset: Subset) -> String {
    let apex = subset.apex.map_or(document.root(), |id| document.node(id));
    let mut text = String::new();
    let mut stack = vec![apex];
    while let Some(node) = stack.pop() {
        if Some(node.id()) == subset.omit {
            continue;
        }
        if node.is_element() {
            let at = stack.len();
            stack.extend(node.children());
            stack[at..].reverse();
        } else if matches!(node.kind(), NodeKind::Text | NodeKind::CData) {
            text.push_str(&node.text());
        }
    }
    text
}
