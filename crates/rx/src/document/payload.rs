//! What the management service demands of records before they are signed.

use super::layout::PayloadKind;
use crate::charset;
use shohosen_report::{Appearance, Finding, Phrase, Words, codes::signing as codes};

/// Whether records may be signed as they are: UTF-8 without a byte order mark, lines that end
/// with LF alone (the service refuses CR: EPSB0052E), no other control characters, no U+FFFD (what
/// a decoder writes for octets it could not read), and the header of the document's kind, `SJ1` or
/// `CJ1`. A finding for each deviation; none if there is none.
///
/// The content of the records is for [`lint`](crate::lint).
///
/// ```
/// use shohosen_rx::document::{PayloadKind, check_payload};
/// assert!(check_payload(b"SJ1\n1,1,1312345", PayloadKind::Prescription).is_empty());
/// let findings = check_payload(b"SJ1\r\n1,1,1312345", PayloadKind::Prescription);
/// assert_eq!(findings[0].code.id(), "signing.payload.carriage_return");
/// ```
pub fn check_payload(payload: &[u8], kind: PayloadKind) -> Vec<Finding> {
    let not_utf8 = |offset: usize, encoding: Words| {
        let finding = codes::PAYLOAD_NOT_UTF8.finding().with("offset", offset);
        finding.with("encoding", encoding.phrase())
    };
    if is_utf16(payload) {
        // Whatever else could be said of its octets follows from that.
        return vec![not_utf8(0, UTF_16)];
    }
    let mut findings = Vec::new();
    if let Err(error) = simdutf8::compat::from_utf8(payload) {
        let encoding = if charset::decode_cp932(payload).is_ok() { SHIFT_JIS } else { NEITHER };
        findings.push(not_utf8(error.valid_up_to(), encoding));
    }
    let line_of = |at: usize| {
        let before = payload.get(..at).unwrap_or_default();
        before.iter().filter(|&&octet| octet == b'\n').count() + 1
    };
    if let Some(at) = memchr::memchr(b'\r', payload) {
        findings.push(codes::PAYLOAD_CARRIAGE_RETURN.finding().with("line", line_of(at)));
    }
    let control = |octet: &u8| matches!(octet, 0..=0x1f | 0x7f) && !matches!(octet, b'\n' | b'\r');
    if let Some((at, octet)) = payload.iter().enumerate().find(|(_, octet)| control(octet)) {
        let finding = codes::PAYLOAD_CONTROL_CHARACTER.finding().with("line", line_of(at));
        findings.push(finding.with("actual", format!("U+{octet:04X}")));
    }
    // U+FFFD in UTF-8.
    if let Some(at) = memchr::memmem::find(payload, b"\xef\xbf\xbd") {
        findings.push(codes::PAYLOAD_DAMAGED.finding().with("line", line_of(at)));
    }
    let first =
        payload.split(|octet| matches!(octet, b'\n' | b'\r' | b',') || control(octet)).next();
    let first = first.unwrap_or_default();
    if first != kind.header().as_bytes() {
        let finding = codes::PAYLOAD_HEADER.finding().with("expected", kind.header());
        findings.push(finding.with("found", beginning(payload)));
    }
    findings
}

const UTF_16: Words = Words::new("UTF-16 のテキストです", "it is text in UTF-16");
const SHIFT_JIS: Words = Words::new(
    "Shift_JIS（CP932）のテキストと思われます",
    "it looks like text in Shift_JIS (CP932)",
);
const NEITHER: Words = Words::new(
    "UTF-8 でも Shift_JIS でもないバイトがあります",
    "there are octets of neither UTF-8 nor Shift_JIS",
);
const BYTE_ORDER_MARK: Words =
    Words::new("BOM（バイト順マーク）で始まっています", "they begin with a byte order mark");
const OTHER: Words = Words::new("別の内容で始まっています", "they begin with something else");

/// Whether this is UTF-16: by its mark, or by the zeros beside the letters of a header.
fn is_utf16(payload: &[u8]) -> bool {
    let zeros = matches!(payload, [0, letter, 0, _, ..] | [letter, 0, _, 0, ..] if letter.is_ascii_alphabetic());
    zeros || Appearance::of(payload) == Some(Appearance::Utf16)
}

/// How records begin that do not begin with their header. Nothing of them is quoted.
fn beginning(payload: &[u8]) -> Phrase {
    if payload.starts_with(b"\xef\xbb\xbf") {
        return BYTE_ORDER_MARK.phrase();
    }
    for header in ["SJ1", "CJ1", "JAHISTC", "JAHIS"] {
        if payload.starts_with(header.as_bytes()) {
            return Phrase::new(
                format!("{header} で始まっています"),
                format!("they begin with {header}"),
            );
        }
    }
    match Appearance::of(payload) {
        Some(Appearance::Empty) => Phrase::new("空です", "they are empty"),
        Some(seen) => {
            let seen = seen.phrase();
            Phrase::new(
                format!("{}です", seen.pick(shohosen_report::Language::Japanese)),
                format!("they are {seen}"),
            )
        }
        None => OTHER.phrase(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ids(payload: &[u8], kind: PayloadKind) -> Vec<&'static str> {
        check_payload(payload, kind).iter().map(|finding| finding.code.id()).collect()
    }

    #[test]
    fn the_likely_cause_is_told() {
        let cause = |payload: &[u8]| {
            let findings = check_payload(payload, PayloadKind::Prescription);
            findings[0].message(shohosen_report::Language::English)
        };
        for (payload, expected) in [
            (&b""[..], "empty"),
            (b"\xef\xbb\xbfSJ1\n", "byte order mark"),
            (b"CJ1\n", "CJ1"),
            (b"JAHIS8\n", "JAHIS"),
            (b"<html>", "HTML"),
            (b"5,1\n", "something else"),
            (b"\xfe\xff\0S\0J\x001", "UTF-16"),
            (b"S\0J\x001\0\n\0", "UTF-16"),
            (b"SJ1\n11,,\x8c\xa9\x96{\n", "Shift_JIS"),
            (b"SJ1\n11,,\xff\n", "neither UTF-8 nor Shift_JIS"),
        ] {
            assert!(cause(payload).contains(expected), "{payload:?}: {}", cause(payload));
        }
        // A name is not quoted.
        assert!(!cause("花子,1\n".as_bytes()).contains("花子"));
    }

    #[test]
    fn what_the_service_refuses_is_not_signed() {
        use PayloadKind::{Dispensing, Prescription};
        assert!(ids("CJ1,\n1,見本".as_bytes(), Dispensing).is_empty());
        assert_eq!(ids(b"CJ1,", Prescription), ["signing.payload.header"]);
        assert_eq!(ids(b"\xef\xbb\xbfSJ1", Prescription), ["signing.payload.header"]);
        assert_eq!(ids(b"\xff\xfeS\0J\x001\0\r\0\n\0", Prescription), ["signing.payload.not_utf8"]);
        assert_eq!(ids(b"JAHIS8\n", Prescription), ["signing.payload.header"]);
        assert_eq!(ids(b"", Prescription), ["signing.payload.header"]);
        // 見 in Shift_JIS
        assert_eq!(ids(b"SJ1\n11,,\x8c\xa9", Prescription), ["signing.payload.not_utf8"]);
        assert_eq!(ids(b"SJ1\r1,1", Prescription), ["signing.payload.carriage_return"]);
        assert_eq!(ids(b"SJ1\x0b1,1", Prescription), ["signing.payload.control_character"]);
        let damaged = ids("SJ1\n11,,試\u{fffd}".as_bytes(), Prescription);
        assert_eq!(damaged, ["signing.payload.damaged_character"]);
        let findings = check_payload(b"SJ1\n1\n2\r\n", Prescription);
        let line = findings[0].evidence.get("line");
        assert_eq!(line, Some(&shohosen_report::Value::from(3_usize)));
    }
}
