//! What the management service demands of records before they are signed.

use super::layout::PayloadKind;
use shohosen_report::{Finding, codes::signing as codes};

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
    let mut findings = Vec::new();
    if let Err(error) = simdutf8::compat::from_utf8(payload) {
        findings.push(codes::PAYLOAD_NOT_UTF8.finding().with("offset", error.valid_up_to()));
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
        findings.push(codes::PAYLOAD_HEADER.finding().with("expected", kind.header()));
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ids(payload: &[u8], kind: PayloadKind) -> Vec<&'static str> {
        check_payload(payload, kind).iter().map(|finding| finding.code.id()).collect()
    }

    #[test]
    fn what_the_service_refuses_is_not_signed() {
        use PayloadKind::{Dispensing, Prescription};
        assert!(ids("CJ1,\n1,見本".as_bytes(), Dispensing).is_empty());
        assert_eq!(ids(b"CJ1,", Prescription), ["signing.payload.header"]);
        assert_eq!(ids(b"\xef\xbb\xbfSJ1", Prescription), ["signing.payload.header"]);
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
