//! Why a reference does not match: the octets that were digested, and what would have matched.
//!
//! "Digest mismatch" alone helps nobody. For a failing reference this module digests variants of
//! the octets that differ in one known way of going wrong; if one of them has the digest that was
//! signed, that is the cause, proven and not guessed.

use crate::base64;
use crate::limits::Limits;
use crate::model::{Reference, Signature};
use crate::octets::{
    BufferSink, DEFAULT_METHOD, ExternalData, Source, Target, dereference, write_reference,
};
use shohosen_pki::WorkBudget;
use shohosen_pki::crypto::DigestAlgorithm;
use shohosen_report::{Language, Text};
use shohosen_xml::{Document, Method, NodeId, Scratch, Subset};

/// A failing reference explained.
#[derive(Clone, Debug)]
pub struct Explanation {
    /// Where the reference stands.
    pub path: Text,
    /// Its URI.
    pub uri: String,
    /// The octets that were digested.
    pub octets: Vec<u8>,
    /// The digest in the signature.
    pub expected: Vec<u8>,
    /// The digest of the octets.
    pub actual: Vec<u8>,
    /// What happened.
    pub cause: Cause,
}

/// What happened to the signed octets.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Cause {
    /// The signer canonicalized by another method than the reference states.
    OtherCanonicalization {
        /// The method whose octets match.
        algorithm: &'static str,
    },
    /// White space between elements was added or removed after signing (the document was
    /// indented or packed).
    WhiteSpaceBetweenElements,
    /// White space inside text was added or removed after signing (base64 was wrapped anew).
    WhiteSpaceInText,
    /// The signer digested CR LF line ends.
    LineEnds,
    /// The signer digested the decoded content and not the element.
    DecodedContent,
    /// None of these: the content itself was changed.
    ContentChanged,
}

impl Cause {
    /// A sentence for people.
    pub fn message(&self, language: Language) -> String {
        let (ja, en) = match self {
            Self::OtherCanonicalization { algorithm } => {
                return match language {
                    Language::Japanese => {
                        format!(
                            "署名時に別の正規化（{algorithm}）が使われています。Transform の指定漏れです。"
                        )
                    }
                    Language::English => {
                        format!(
                            "The signer canonicalized by {algorithm}, which the reference does not state."
                        )
                    }
                };
            }
            Self::WhiteSpaceBetweenElements => (
                "署名後に要素間の空白が変更されています（整形や圧縮）。",
                "White space between elements was changed after signing (indented or packed).",
            ),
            Self::WhiteSpaceInText => (
                "署名後にテキスト内の空白や改行が変更されています。",
                "White space inside text was changed after signing (wrapped anew).",
            ),
            Self::LineEnds => {
                ("署名時の改行は CR LF でした。", "The signer digested CR LF line ends.")
            }
            Self::DecodedContent => (
                "要素ではなく、復号した内容のハッシュ値が署名されています。",
                "The signer digested the decoded content and not the element.",
            ),
            Self::ContentChanged => (
                "内容そのものが署名後に変更されています。",
                "The content itself was changed after signing.",
            ),
        };
        language.pick(ja, en).to_owned()
    }
}

/// Explains every reference of the signature at `node` whose digest does not match, within the budget
/// of the document.
pub fn explain(
    document: &Document<'_>,
    node: NodeId,
    limits: &Limits,
    external: Option<&dyn ExternalData>,
    budget: &WorkBudget,
) -> Vec<Explanation> {
    let Ok(signature) = Signature::read(document, node) else { return Vec::new() };
    let source = Source::new(document, external, limits, budget);
    signature
        .references()
        .take(limits.references)
        .filter_map(Result::ok)
        .filter_map(|reference| explain_one(&source, &signature, &reference))
        .collect()
}

fn explain_one(
    source: &Source<'_, '_>,
    signature: &Signature<'_, '_>,
    reference: &Reference<'_, '_>,
) -> Option<Explanation> {
    let algorithm = DigestAlgorithm::from_xml_uri(reference.digest_method).ok()?;
    let expected = base64::decode(&reference.digest_value.text())?;
    let mut scratch = Scratch::default();
    let mut sink = BufferSink { octets: Vec::new(), budget: source.budget };
    write_reference(source, signature, reference, &DEFAULT_METHOD, &mut scratch, &mut sink).ok()?;
    let octets = sink.octets;
    let actual = algorithm.digest(&octets).as_ref().to_vec();
    if actual == expected {
        return None;
    }
    let matches = |octets: &[u8]| algorithm.digest(octets).as_ref() == expected.as_slice();
    let cause = other_canonicalization(source, signature, reference, &mut scratch, matches)
        .or_else(|| other_white_space(&octets, matches))
        .or_else(|| decoded_content(source, reference, matches))
        .unwrap_or(Cause::ContentChanged);
    let uri = reference.uri().unwrap_or_default().to_owned();
    Some(Explanation { path: reference.node.path(), uri, octets, expected, actual, cause })
}

fn other_canonicalization(
    source: &Source<'_, '_>,
    signature: &Signature<'_, '_>,
    reference: &Reference<'_, '_>,
    scratch: &mut Scratch,
    matches: impl Fn(&[u8]) -> bool,
) -> Option<Cause> {
    const METHODS: [&str; 6] = [
        "http://www.w3.org/2001/10/xml-exc-c14n#",
        "http://www.w3.org/TR/2001/REC-xml-c14n-20010315",
        "http://www.w3.org/2006/12/xml-c14n11",
        "http://www.w3.org/2001/10/xml-exc-c14n#WithComments",
        "http://www.w3.org/TR/2001/REC-xml-c14n-20010315#WithComments",
        "http://www.w3.org/2006/12/xml-c14n11#WithComments",
    ];
    let apex = match dereference(source.document, reference.uri()).ok()?.0 {
        Target::Document => None,
        Target::Element(id) => Some(id),
        Target::External => return None,
    };
    for omit in [None, Some(signature.node.id())] {
        for algorithm in METHODS {
            let method = Method::from_uri(algorithm)?;
            let mut sink = BufferSink { octets: Vec::new(), budget: source.budget };
            let subset = Subset { apex, omit };
            shohosen_xml::canonicalize(source.document, subset, &method, scratch, &mut sink);
            if matches(&sink.octets) {
                return Some(Cause::OtherCanonicalization { algorithm });
            }
        }
    }
    None
}

fn other_white_space(octets: &[u8], matches: impl Fn(&[u8]) -> bool) -> Option<Cause> {
    let variants = [
        (Cause::WhiteSpaceBetweenElements, between_elements(octets)),
        (Cause::WhiteSpaceInText, in_text(octets)),
        (Cause::LineEnds, replace_line_feed(octets, b"&#xD;\n")),
        (Cause::LineEnds, replace_line_feed(octets, b"\r\n")),
    ];
    variants.into_iter().find_map(|(cause, octets)| matches(&octets).then_some(cause))
}

/// Without runs of white space that are all there is between a `>` and a `<`.
fn between_elements(octets: &[u8]) -> Vec<u8> {
    let mut packed = Vec::with_capacity(octets.len());
    let mut rest = octets;
    while let Some(end) = rest.iter().position(|&byte| byte == b'>') {
        let (tag, after) = rest.split_at(end + 1);
        packed.extend_from_slice(tag);
        let blank = after.iter().take_while(|byte| byte.is_ascii_whitespace()).count();
        let skip = if after.get(blank) == Some(&b'<') { blank } else { 0 };
        rest = &after[skip..];
    }
    packed.extend_from_slice(rest);
    packed
}

/// Without any white space outside tags.
fn in_text(octets: &[u8]) -> Vec<u8> {
    let mut in_tag = false;
    let mut packed = Vec::with_capacity(octets.len());
    for &byte in octets {
        match byte {
            b'<' => in_tag = true,
            b'>' => in_tag = false,
            _ if !in_tag && byte.is_ascii_whitespace() => continue,
            _ => {}
        }
        packed.push(byte);
    }
    packed
}

fn replace_line_feed(octets: &[u8], with: &[u8]) -> Vec<u8> {
    octets.split(|&byte| byte == b'\n').collect::<Vec<_>>().join(with)
}

fn decoded_content(
    source: &Source<'_, '_>,
    reference: &Reference<'_, '_>,
    matches: impl Fn(&[u8]) -> bool,
) -> Option<Cause> {
    let (Target::Element(id), _) = dereference(source.document, reference.uri()).ok()? else {
        return None;
    };
    let text = source.document.node(id).text();
    let decoded = base64::decode(&text);
    let found = matches(text.as_bytes()) || decoded.is_some_and(|octets| matches(&octets));
    found.then_some(Cause::DecodedContent)
}
