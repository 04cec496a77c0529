//! Spoiling finished documents, one way at a time.
//!
//! Each function asserts that it changed what it was asked to change: a mutation that silently does
//! nothing would make a test that cannot fail.

/// The file with one byte changed by exclusive or.
///
/// # Panics
/// If the mask is 0 or the position is outside.
pub fn flip(bytes: &[u8], position: usize, mask: u8) -> Vec<u8> {
    assert_ne!(mask, 0);
    let mut out = bytes.to_vec();
    out[position] ^= mask;
    out
}

/// The file with the only occurrence of a text replaced.
///
/// # Panics
/// If the text occurs not once.
pub fn replace(bytes: &[u8], from: &str, to: &str) -> Vec<u8> {
    let text = std::str::from_utf8(bytes).unwrap();
    assert_eq!(text.matches(from).count(), 1, "{from:?} stands not once");
    text.replacen(from, to, 1).into_bytes()
}

/// The text between two marks, both first occurrences, marks left out.
///
/// # Panics
/// If a mark is missing.
pub fn between<'a>(bytes: &'a [u8], start: &str, end: &str) -> &'a str {
    let text = std::str::from_utf8(bytes).unwrap();
    let from = text.find(start).unwrap_or_else(|| panic!("no {start:?}")) + start.len();
    let to = text[from..].find(end).unwrap_or_else(|| panic!("no {end:?}"));
    &text[from..from + to]
}

/// The file with one base64 digit changed: that many digits into the content of the first element
/// whose start tag begins with `start` (the last tag of it, if `start` spans several).
pub fn change_base64(bytes: &[u8], start: &str, digit: usize) -> Vec<u8> {
    let text = std::str::from_utf8(bytes).unwrap();
    let tag = text.find(start).unwrap_or_else(|| panic!("no {start:?}")) + start.len();
    let content = tag + text[tag..].find('>').unwrap() + 1;
    change_digit(bytes, content + digit)
}

/// The same, counted back from the first occurrence of an end tag.
pub fn change_base64_before(bytes: &[u8], end: &str, digits: usize) -> Vec<u8> {
    let text = std::str::from_utf8(bytes).unwrap();
    let end = text.find(end).unwrap_or_else(|| panic!("no {end:?}"));
    change_digit(bytes, end - digits)
}

fn change_digit(bytes: &[u8], position: usize) -> Vec<u8> {
    let mut out = bytes.to_vec();
    assert!(out[position].is_ascii_alphanumeric(), "no base64 digit at {position}");
    out[position] = if out[position] == b'A' { b'B' } else { b'A' };
    out
}

/// Where the genuine signed document goes when a forged one takes its place (signature wrapping).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hiding {
    /// Into `AdditionalPrescriptionInformation`, which nobody signs.
    AdditionalInformation,
    /// Into a `ds:Object` of the signature. Only an exclusive canonicalisation of the document
    /// keeps its digest there.
    SignatureObject,
}

/// Signature wrapping (attack 1): the genuine `PrescriptionDocument` is hidden, its id with it, and
/// a forged one with another id, or with none, takes the place from where records are read.
pub fn move_document(bytes: &[u8], forged: &[u8], forged_id: Option<&str>, to: Hiding) -> Vec<u8> {
    let (genuine, forged) = documents(bytes, forged, forged_id);
    let out = replace(bytes, &genuine, &forged);
    match to {
        Hiding::AdditionalInformation => replace(
            &out,
            "</PrescriptionDocument>",
            &format!(
                "</PrescriptionDocument><AdditionalPrescriptionInformation>{genuine}\
                 </AdditionalPrescriptionInformation>"
            ),
        ),
        Hiding::SignatureObject => {
            let end = format!("</{}:Signature>", signature_prefix(bytes));
            let prefix = signature_prefix(bytes);
            let object = format!("<{prefix}:Object>{genuine}</{prefix}:Object>{end}");
            replace(&out, &end, &object)
        }
    }
}

/// Attack 2: a forged document with the same id, before or after the genuine one.
pub fn duplicate_document(bytes: &[u8], forged: &[u8], before: bool) -> Vec<u8> {
    let (genuine, forged) = documents(bytes, forged, Some("PrescriptionDocument"));
    let both = if before { format!("{forged}{genuine}") } else { format!("{genuine}{forged}") };
    replace(bytes, &genuine, &both)
}

/// A forged document without id before the genuine one.
pub fn second_document(bytes: &[u8], forged: &[u8]) -> Vec<u8> {
    let (genuine, forged) = documents(bytes, forged, None);
    replace(bytes, &genuine, &format!("{forged}{genuine}"))
}

/// Puts another certificate into the (first) KeyInfo.
pub fn swap_key_info(bytes: &[u8], certificate: &[u8]) -> Vec<u8> {
    use base64::Engine as _;
    let prefix = signature_prefix(bytes);
    let (start, end) =
        (format!("<{prefix}:X509Certificate>"), format!("</{prefix}:X509Certificate>"));
    let old = between(bytes, &start, &end);
    let new = base64::engine::general_purpose::STANDARD.encode(certificate);
    replace(bytes, &format!("{start}{old}{end}"), &format!("{start}{new}{end}"))
}

/// The document in other spelling and the same meaning: CRLF line ends, another quote, a character
/// reference, spaces in tags. What it means to a parser has not changed, so no digest has.
pub fn respell(bytes: &[u8]) -> Vec<u8> {
    let out = replace(
        bytes,
        "<PrescriptionDocument id=\"PrescriptionDocument\">",
        "<PrescriptionDocument\n  id = 'Prescription&#68;ocument' >",
    );
    let text = String::from_utf8(out).unwrap();
    text.replace("</PrescriptionDocument>", "</PrescriptionDocument >")
        .replace('\n', "\r\n")
        .into_bytes()
}

/// A prescription of nested entities that would expand to gigabytes ("billion laughs").
pub fn entity_bomb(bytes: &[u8]) -> Vec<u8> {
    let mut dtd = String::from("<!DOCTYPE Document [<!ENTITY e0 \"shohosen\">");
    for level in 1..10 {
        let inner = format!("&e{};", level - 1).repeat(10);
        dtd.push_str(&format!("<!ENTITY e{level} \"{inner}\">"));
    }
    dtd.push_str("]>");
    let out = replace(bytes, "<Prescription>", "<Prescription>&e9;");
    replace(&out, "<Document ", &format!("{dtd}<Document "))
}

/// A prescription with an entity that names a file.
pub fn external_entity(bytes: &[u8]) -> Vec<u8> {
    let dtd = "<!DOCTYPE Document [<!ENTITY x SYSTEM \"file:///etc/hostname\">]>";
    let out = replace(bytes, "<Prescription>", "<Prescription>&x;");
    replace(&out, "<Document ", &format!("{dtd}<Document "))
}

/// Elements nested this deep, well-formed.
pub fn deep_nesting(depth: usize) -> Vec<u8> {
    format!("<Document>{}{}</Document>", "<a>".repeat(depth), "</a>".repeat(depth)).into_bytes()
}

fn documents(bytes: &[u8], forged: &[u8], forged_id: Option<&str>) -> (String, String) {
    use base64::Engine as _;
    let (start, end) =
        ("<PrescriptionDocument id=\"PrescriptionDocument\">", "</PrescriptionDocument>");
    let genuine = format!("{start}{}{end}", between(bytes, start, end));
    let id = forged_id.map(|id| format!(" id=\"{id}\"")).unwrap_or_default();
    let text = base64::engine::general_purpose::STANDARD.encode(forged);
    (genuine, format!("<PrescriptionDocument{id}>{text}{end}"))
}

fn signature_prefix(bytes: &[u8]) -> &'static str {
    let text = std::str::from_utf8(bytes).unwrap();
    ["xs", "ds"].into_iter().find(|p| text.contains(&format!("<{p}:Signature "))).unwrap()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moving_a_document_keeps_its_text_and_puts_the_forged_one_first() {
        let file =
            b"<P><PrescriptionDocument id=\"PrescriptionDocument\">QUJD</PrescriptionDocument></P>";
        let out = move_document(file, b"xyz", None, Hiding::AdditionalInformation);
        assert_eq!(
            String::from_utf8(out).unwrap(),
            "<P><PrescriptionDocument>eHl6</PrescriptionDocument><AdditionalPrescriptionInformation>\
             <PrescriptionDocument id=\"PrescriptionDocument\">QUJD</PrescriptionDocument>\
             </AdditionalPrescriptionInformation></P>"
        );
    }

    #[test]
    #[should_panic(expected = "stands not once")]
    fn a_replacement_that_would_change_nothing_panics() {
        replace(b"abc", "x", "y");
    }
}
