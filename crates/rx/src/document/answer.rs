//! What came back from a service that signs whole documents, held against what was sent.

use super::layout::{DS, PayloadKind};
use super::unsigned::UnsignedDocument;
use super::unsigned_xml::{records, sign_element};
use shohosen_report::{Finding, Phrase, Text, codes, excerpt};
use shohosen_xml::{Document, Limits, Node, NodeKind};

/// Characters of a name that are quoted at most.
const QUOTED: usize = 100;

impl UnsignedDocument {
    /// Everything in which `answer` is more or less than this document and one signature in its place;
    /// empty: it is this document, signed.
    ///
    /// Compared is what a document says: names, attributes, text, comments, their order, and the octets
    /// of the records. How it is written (quotation marks, empty elements, namespace prefixes, blanks
    /// between elements, line ends in base64) is for whoever writes it, and for its signatures to hold.
    /// Whether the new signature is worth anything is not looked at.
    ///
    /// ```
    /// use shohosen_rx::document::UnsignedDocument;
    /// use shohosen_xml::Document;
    /// let sent = UnsignedDocument::prescription(b"SJ1");
    /// let text = String::from_utf8(sent.bytes.clone()).unwrap();
    /// let signed = text.replace(
    ///     "</PrescriptionSign>",
    ///     "<Signature xmlns='http://www.w3.org/2000/09/xmldsig#'/></PrescriptionSign>",
    /// );
    /// let differences = |answer: &str| {
    ///     let answer = Document::parse(answer.as_bytes(), &Default::default()).unwrap();
    ///     sent.differences(&answer, &Default::default())
    /// };
    /// assert!(differences(&signed).is_empty());
    /// assert_eq!(differences(&text)[0].code.id(), "signing.answer.not_signed");
    /// ```
    pub fn differences(&self, answer: &Document<'_>, limits: &Limits) -> Vec<Finding> {
        let sent = match Document::parse(&self.bytes, limits) {
            Ok(sent) => sent,
            Err(error) => return vec![error.finding()],
        };
        let mut findings = Vec::new();
        let signatures = count(answer.root());
        match signatures.saturating_sub(count(sent.root())) {
            0 => findings.push(codes::signing::ANSWER_NOT_SIGNED.finding()),
            1 => {}
            more => {
                findings.push(codes::signing::ANSWER_SIGNATURES.finding().with("count", more));
            }
        }
        let comparison = Comparison { kind: self.kind, records: &self.records };
        findings.extend(comparison.outside(&sent, answer));
        findings.extend(comparison.first_difference(sent.root(), answer.root()));
        findings
    }
}

/// How many signatures there are, at any depth.
fn count(root: Node<'_, '_>) -> usize {
    let below = root.descendants().filter(|node| node.is(DS, "Signature")).count();
    below + usize::from(root.is(DS, "Signature"))
}

struct Comparison<'r> {
    kind: PayloadKind,
    records: &'r [u8],
}

/// What stands in an element. Blanks between elements are nothing.
enum Content<'d, 'a> {
    Element(Node<'d, 'a>),
    Text(String),
    /// A comment or a processing instruction.
    Aside(String),
}

impl<'d, 'a> Content<'d, 'a> {
    fn of(node: Node<'d, 'a>) -> Vec<Self> {
        let mut contents = Vec::new();
        for child in node.children() {
            match (child.kind(), contents.last_mut()) {
                (NodeKind::Element, _) => contents.push(Self::Element(child)),
                (NodeKind::Text | NodeKind::CData, Some(Self::Text(text))) => {
                    text.push_str(&child.text());
                }
                (NodeKind::Text | NodeKind::CData, _) => {
                    contents.push(Self::Text(child.text().into_owned()));
                }
                (NodeKind::Comment, _) => {
                    contents.push(Self::Aside(format!("!{}", child.text())));
                }
                (NodeKind::ProcessingInstruction, _) => {
                    let text = format!("?{} {}", child.local_name(), child.text());
                    contents.push(Self::Aside(text));
                }
            }
        }
        contents
            .retain(|content| !matches!(content, Self::Text(text) if text.trim_ascii().is_empty()));
        contents
    }

    /// What it is, without what it says: texts may be a person's.
    fn name(&self) -> Phrase {
        match self {
            Self::Element(node) => {
                let name = excerpt(node.local_name(), QUOTED);
                Phrase::new(format!("要素 {name}"), format!("the element {name}"))
            }
            Self::Text(_) => Phrase::new("文字列", "text"),
            Self::Aside(_) => {
                Phrase::new("コメントまたは処理命令", "a comment or processing instruction")
            }
        }
    }
}

impl Comparison<'_> {
    /// What stands before and after the root element, but the declaration of XML.
    fn outside(&self, sent: &Document<'_>, answer: &Document<'_>) -> Option<Finding> {
        let around = |document: &Document<'_>| {
            let (source, root) = (document.source(), document.root().source_range());
            let before = source.get(..root.start).unwrap_or_default();
            let before = before.strip_prefix(b"\xef\xbb\xbf").unwrap_or(before);
            let declared = before.starts_with(b"<?xml") && !before.starts_with(b"<?xml-");
            let end = before.windows(2).position(|window| window == b"?>").filter(|_| declared);
            let before = end.and_then(|end| before.get(end + 2..)).unwrap_or(before);
            let after = source.get(root.end..).unwrap_or_default();
            [before.trim_ascii().to_vec(), after.trim_ascii().to_vec()]
        };
        let reason = Phrase::new(
            "ルート要素の外側にコメントまたは処理命令の増減があります",
            "comments or processing instructions around the root element differ",
        );
        let differs = around(sent) != around(answer);
        differs.then(|| changed("/", reason))
    }

    /// The first difference in the order of the document.
    fn first_difference(&self, sent: Node<'_, '_>, answer: Node<'_, '_>) -> Option<Finding> {
        // Not by recursion: how deep a document is, is for its author to say.
        let mut pairs = vec![(sent, answer)];
        while let Some((sent, answer)) = pairs.pop() {
            if !answer.is(sent.namespace(), sent.local_name()) {
                return Some(replaced(&Content::Element(sent), &Content::Element(answer), answer));
            }
            if let Some(name) = other_attribute(sent, answer) {
                let reason = Phrase::new(
                    format!("属性 {name} が異なります"),
                    format!("the attribute {name} differs"),
                );
                return Some(changed(answer.path(), reason));
            }
            if self.holds_records(sent) {
                if let Some(finding) = self.other_records(answer) {
                    return Some(finding);
                }
                continue;
            }
            let (ours, mut theirs) = (Content::of(sent), Content::of(answer));
            if self.is_sign(sent) {
                // The new signature, wherever in the element it stands.
                let is_signature = |content: &Content<'_, '_>| matches!(content, Content::Element(node) if node.is(DS, "Signature"));
                if let Some(at) = theirs.iter().position(is_signature) {
                    theirs.remove(at);
                }
            }
            let inner = match self.compare(&ours, &theirs, answer) {
                Ok(inner) => inner,
                Err(finding) => return Some(finding),
            };
            pairs.extend(inner.into_iter().rev());
        }
        None
    }

    /// The elements in two lists of contents, in pairs.
    fn compare<'s, 'a, 't, 'b>(
        &self,
        ours: &[Content<'s, 'a>],
        theirs: &[Content<'t, 'b>],
        parent: Node<'_, '_>,
    ) -> Result<Vec<(Node<'s, 'a>, Node<'t, 'b>)>, Finding> {
        let mut pairs = Vec::new();
        for at in 0..ours.len().max(theirs.len()) {
            match (ours.get(at), theirs.get(at)) {
                (Some(Content::Element(one)), Some(Content::Element(other)))
                    if other.is(one.namespace(), one.local_name()) =>
                {
                    pairs.push((*one, *other));
                }
                (Some(Content::Text(one)), Some(Content::Text(other)))
                | (Some(Content::Aside(one)), Some(Content::Aside(other)))
                    if one == other => {}
                (Some(one), Some(other)) => return Err(replaced(one, other, parent)),
                (Some(one), None) => {
                    let [ja, en] = words(one);
                    let reason =
                        Phrase::new(format!("{ja}がなくなっています"), format!("{en} is missing"));
                    return Err(changed(parent.path(), reason));
                }
                (None, Some(other)) => {
                    let [ja, en] = words(other);
                    let reason =
                        Phrase::new(format!("{ja}が追加されています"), format!("{en} was added"));
                    return Err(changed(parent.path(), reason));
                }
                (None, None) => {}
            }
        }
        Ok(pairs)
    }

    /// Whether it is the element in which the new signature stands.
    fn is_sign(&self, node: Node<'_, '_>) -> bool {
        let parent = match self.kind {
            PayloadKind::Prescription => "Prescription",
            PayloadKind::Dispensing => "Document",
        };
        let depth = match self.kind {
            PayloadKind::Prescription => 2,
            PayloadKind::Dispensing => 1,
        };
        node.is("", sign_element(self.kind))
            && node.parent().is_some_and(|above| above.is("", parent))
            && depth_of(node) == depth
    }

    /// Whether it is the element with the records that are signed.
    fn holds_records(&self, node: Node<'_, '_>) -> bool {
        let name = match self.kind {
            PayloadKind::Prescription => "PrescriptionDocument",
            PayloadKind::Dispensing => "DispensingDocument",
        };
        node.is("", name) && depth_of(node) == 2
    }

    /// That the records are others.
    fn other_records(&self, holder: Node<'_, '_>) -> Option<Finding> {
        let reason = match records(holder) {
            Some(found) if found == self.records => return None,
            Some(found) => how_records_differ(self.records, &found),
            None => Phrase::new("base64 として読み取れません", "they are not base64"),
        };
        let finding = codes::signing::ANSWER_PAYLOAD_CHANGED.finding().at(holder.path());
        Some(finding.with("element", holder.local_name().to_owned()).with("reason", reason))
    }
}

/// How many elements it stands in.
fn depth_of(node: Node<'_, '_>) -> usize {
    std::iter::successors(node.parent(), |node| node.parent()).count()
}

/// The name of the first attribute that only one of them has, or that has another value.
fn other_attribute(one: Node<'_, '_>, other: Node<'_, '_>) -> Option<String> {
    let lacks = |a: Node<'_, '_>, b: Node<'_, '_>| {
        let mut attributes = a.attributes();
        let found = attributes.find(|attribute| {
            let value = b.attribute_ns(attribute.namespace(), attribute.local_name());
            value != Some(attribute.value())
        });
        found.map(|attribute| excerpt(attribute.local_name(), QUOTED).to_owned())
    };
    lacks(one, other).or_else(|| lacks(other, one))
}

/// How the records differ, without quoting them.
fn how_records_differ(sent: &[u8], found: &[u8]) -> Phrase {
    let unified = |octets: &[u8]| -> Vec<u8> {
        let octets = octets.strip_prefix(b"\xef\xbb\xbf").unwrap_or(octets);
        let text: Vec<u8> = octets.iter().copied().filter(|octet| *octet != b'\r').collect();
        text.trim_ascii_end().to_vec()
    };
    if unified(sent) == unified(found) {
        return Phrase::new(
            "改行コードまたは BOM だけが変わっています",
            "only line endings or the byte order mark were changed",
        );
    }
    if sent.len() != found.len() {
        let (before, after) = (sent.len(), found.len());
        return Phrase::new(
            format!("{before} バイトから {after} バイトになっています"),
            format!("{after} bytes were returned where {before} bytes were sent"),
        );
    }
    let same = sent.iter().zip(found).take_while(|(one, other)| one == other).count();
    let at = same + 1;
    Phrase::new(format!("{at} バイト目から異なります"), format!("they differ from byte {at} on"))
}

/// The name of something in both languages.
fn words(content: &Content<'_, '_>) -> [String; 2] {
    use shohosen_report::Language::{English, Japanese};
    let name = content.name();
    [Japanese, English].map(|language| name.pick(language).to_owned())
}

fn replaced(one: &Content<'_, '_>, other: &Content<'_, '_>, parent: Node<'_, '_>) -> Finding {
    let ([ja, en], [new_ja, new_en]) = (words(one), words(other));
    let reason = if matches!((one, other), (Content::Text(_), Content::Text(_))) {
        Phrase::new("文字列が異なります", "the text differs")
    } else {
        Phrase::new(
            format!("{ja}の位置に{new_ja}があります"),
            format!("{new_en} stands where {en} was"),
        )
    };
    changed(parent.path(), reason)
}

fn changed(path: impl Into<Text>, reason: Phrase) -> Finding {
    let finding = codes::signing::ANSWER_DOCUMENT_CHANGED.finding();
    finding.at(path.into()).with("reason", reason)
}

#[cfg(test)]
mod tests {
    use super::*;

    const SENT: &str = "<Document><Prescription a='1' b='2'><!-- of us -->\
        <PrescriptionManagement><Version Value='EPS1.0'/></PrescriptionManagement>\
        <PrescriptionDocument id='PrescriptionDocument'>U0oxCkE=</PrescriptionDocument>\
        <Note>x &amp; y</Note></Prescription></Document>";
    const SIGNATURE: &str = "<PrescriptionSign><Signature xmlns='http://www.w3.org/2000/09/xmldsig#'/></PrescriptionSign>";

    fn codes_of(answer: &str) -> Vec<(&'static str, Option<String>)> {
        let sent = UnsignedDocument::from_xml(SENT.as_bytes(), &Default::default()).unwrap();
        let answer = Document::parse(answer.as_bytes(), &Default::default()).unwrap();
        let findings = sent.differences(&answer, &Default::default());
        let place = |finding: &Finding| finding.location.as_deref().map(str::to_owned);
        findings.iter().map(|finding| (finding.code.id(), place(finding))).collect()
    }

    fn signed() -> String {
        SENT.replace("</Prescription><", &format!("{SIGNATURE}</Prescription><"))
    }

    #[test]
    fn how_the_answer_is_written_does_not_matter() {
        let signed = signed();
        for (from, to) in [
            ("a='1' b='2'", "b=\"2\"  a=\"1\""),
            ("<Version Value='EPS1.0'/>", "<Version Value='EPS1.0'></Version>"),
            ("<Version", "\n\t<Version"),
            ("U0oxCkE=", "U0ox\n\tCkE="),
            ("x &amp; y", "<![CDATA[x & y]]>"),
            ("<Document>", "\u{feff}<?xml version='1.0'?>\n<Document xmlns:q='urn:q'>"),
            ("<PrescriptionSign>", "<PrescriptionSign>\n"),
        ] {
            assert!(signed.contains(from), "{from}");
            let found = codes_of(&signed.replacen(from, to, 1));
            assert!(found.is_empty(), "{to}: {found:?}");
        }
    }

    #[test]
    fn every_change_is_found_with_its_place() {
        let signed = signed();
        let changed = "signing.answer.document_changed";
        let payload = "signing.answer.payload_changed";
        let document = "/Document/Prescription/PrescriptionDocument";
        for (from, to, code, place) in [
            // printf 'SJ1\r\nA' | base64, printf 'SJ1\nB' | base64
            ("U0oxCkE=", "U0oxDQpB", payload, document),
            ("U0oxCkE=", "U0oxCkI=", payload, document),
            ("U0oxCkE=", "U0oxCkE", payload, document),
            ("a='1'", "a='2'", changed, "/Document/Prescription"),
            ("a='1'", "a='1' c='1'", changed, "/Document/Prescription"),
            ("a='1'", "", changed, "/Document/Prescription"),
            ("EPS1.0", "EPS1.1", changed, "/Document/Prescription/PrescriptionManagement/Version"),
            ("<Version", "<Id/><Version", changed, "/Document/Prescription/PrescriptionManagement"),
            ("<Note>x &amp; y</Note>", "", changed, "/Document/Prescription"),
            ("x &amp; y", "x &amp; z", changed, "/Document/Prescription/Note"),
            ("<Note>", "<Note><!-- new -->", changed, "/Document/Prescription/Note"),
            ("of us", "of them", changed, "/Document/Prescription"),
            ("<Note>", "<Note xmlns='urn:q'>", changed, "/Document/Prescription"),
            ("<Document>", "<!-- new --><Document>", changed, "/"),
            ("</Document>", "</Document><?p i?>", changed, "/"),
            (
                "<PrescriptionSign>",
                "<PrescriptionSign>x",
                changed,
                "/Document/Prescription/PrescriptionSign",
            ),
        ] {
            assert!(signed.contains(from), "{from}");
            let found = codes_of(&signed.replacen(from, to, 1));
            assert_eq!(found, [(code, Some(place.to_owned()))], "{from} → {to}");
        }
    }

    #[test]
    fn there_is_one_new_signature_in_its_place() {
        let one = "<Signature xmlns='http://www.w3.org/2000/09/xmldsig#'/>";
        let codes = |answer: String| -> Vec<_> {
            codes_of(&answer).into_iter().map(|(code, _)| code).collect()
        };
        let (none, several) = ("signing.answer.not_signed", "signing.answer.signatures");
        let changed = "signing.answer.document_changed";
        let empty = "<PrescriptionSign/></Prescription><";
        assert_eq!(codes(SENT.replace("</Prescription><", empty)), [none]);
        assert_eq!(codes(SENT.to_owned()), [none, changed]);
        assert_eq!(codes(signed().replace(one, &one.repeat(2))), [several, changed]);
        let elsewhere = signed().replace("<Note>", &format!("{one}<Note>"));
        assert_eq!(codes(elsewhere), [several, changed]);
        let moved = signed().replace(one, "").replace("<Note>", &format!("{one}<Note>"));
        assert_eq!(codes(moved), [changed]);
    }
}
