//! Turning BER into DER where RFC 5652 §5.4 demands it.

use super::ber::{Asn1Error, Asn1Problem, Element, Reader, Rules, octet_string, tag};

/// Real signed attributes nest five levels; what is deeper is refused.
const MAX_DEPTH: usize = 16;

/// The octets over which a signature on signed attributes is computed: their encoding with the
/// tag of SET OF in the place of `[0]` (RFC 5652 §5.4).
///
/// The octets are taken as they came wherever their lengths are those of DER, so that nothing
/// that was signed is rearranged; only BER is encoded anew, which also sorts the attributes.
pub(super) fn signed_attributes_octets(attributes: &Element<'_>) -> Result<Vec<u8>, Asn1Error> {
    if is_der(Reader::new(attributes.raw, Rules::Der), MAX_DEPTH) {
        let mut encoded = attributes.raw.to_vec();
        if let Some(first) = encoded.first_mut() {
            *first = tag::SET;
        }
        return Ok(encoded);
    }
    let mut encoded = Vec::with_capacity(attributes.raw.len());
    let mut members = Vec::new();
    let mut reader = attributes.reader();
    while !reader.is_empty() {
        let mut member = Vec::new();
        encode(&mut reader, MAX_DEPTH, &mut member)?;
        members.push(member);
    }
    put(tag::SET, &members.concat(), &mut encoded);
    if encoded.get(1..) != attributes.raw.get(1..) {
        members.sort_unstable();
        encoded.clear();
        put(tag::SET, &members.concat(), &mut encoded);
    }
    Ok(encoded)
}

/// The element in DER (with any SET in the order in which it came).
pub(super) fn encoded(element: &Element<'_>) -> Result<Vec<u8>, Asn1Error> {
    if is_der(Reader::new(element.raw, Rules::Der), MAX_DEPTH) {
        return Ok(element.raw.to_vec());
    }
    let mut out = Vec::with_capacity(element.raw.len());
    encode(&mut element.itself(), MAX_DEPTH, &mut out)?;
    Ok(out)
}

/// Whether everything has definite lengths in their shortest form, and strings in one piece. Then
/// there is nothing to encode anew, which is so in nearly every token.
fn is_der(mut reader: Reader<'_>, depth: usize) -> bool {
    const FIELD: &str = "SignerInfo.signedAttrs";
    while !reader.is_empty() {
        let Ok(element) = reader.any(FIELD) else { return false };
        if element.tag & tag::CONSTRUCTED == 0 {
            continue;
        }
        let pieces = element.tag == tag::OCTET_STRING | tag::CONSTRUCTED;
        match depth.checked_sub(1) {
            Some(depth) if !pieces && is_der(element.reader(), depth) => {}
            _ => return false,
        }
    }
    true
}

/// Writes the next element with definite, shortest lengths and strings in one piece.
fn encode(reader: &mut Reader<'_>, depth: usize, out: &mut Vec<u8>) -> Result<(), Asn1Error> {
    const FIELD: &str = "SignerInfo.signedAttrs";
    if reader.peek() == Some(tag::OCTET_STRING | tag::CONSTRUCTED) {
        put(tag::OCTET_STRING, &octet_string(reader, FIELD)?, out);
        return Ok(());
    }
    let element = reader.any(FIELD)?;
    if element.tag & tag::CONSTRUCTED == 0 {
        put(element.tag, element.content, out);
        return Ok(());
    }
    let Some(depth) = depth.checked_sub(1) else {
        return Err(element.error(FIELD, Asn1Problem::TooDeep));
    };
    let (mut content, mut inside) = (Vec::with_capacity(element.content.len()), element.reader());
    while !inside.is_empty() {
        encode(&mut inside, depth, &mut content)?;
    }
    put(element.tag, &content, out);
    Ok(())
}

/// Writes one element in DER.
pub(crate) fn put(tag: u8, content: &[u8], out: &mut Vec<u8>) {
    out.push(tag);
    match u8::try_from(content.len()) {
        Ok(short) if short < 0x80 => out.push(short),
        _ => {
            let length = content.len().to_be_bytes();
            let significant = length.iter().skip_while(|octet| **octet == 0);
            // A length has at most eight octets.
            out.push(0x80 | significant.clone().count() as u8);
            out.extend(significant);
        }
    }
    out.extend_from_slice(content);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cms::ber::Rules;

    fn octets(bytes: &[u8]) -> Vec<u8> {
        let element = Reader::new(bytes, Rules::Ber).any("test").unwrap();
        signed_attributes_octets(&element).unwrap()
    }

    #[test]
    fn definite_attributes_keep_their_order_even_where_der_would_sort_them() {
        assert_eq!(octets(&[0xa0, 6, 2, 1, 9, 2, 1, 1]), [0x31, 6, 2, 1, 9, 2, 1, 1]);
    }

    #[test]
    fn attributes_in_ber_are_encoded_and_sorted_as_der() {
        // RFC 5652 §5.4: the DER encoding of SET OF, which X.690 §11.6 sorts.
        let ber = [0xa0, 0x80, 0x30, 0x80, 2, 1, 9, 0, 0, 0x24, 0x80, 4, 1, 7, 4, 1, 8, 0, 0, 0, 0];
        assert_eq!(octets(&ber), [0x31, 9, 4, 2, 7, 8, 0x30, 3, 2, 1, 9]);
    }

    #[test]
    fn lengths_are_the_shortest() {
        let mut out = Vec::new();
        put(4, &[0; 127], &mut out);
        assert_eq!(out[..2], [4, 127]);
        out.clear();
        put(4, &[0; 128], &mut out);
        assert_eq!(out[..3], [4, 0x81, 128]);
        out.clear();
        put(4, &[0; 65536], &mut out);
        assert_eq!(out[..5], [4, 0x83, 1, 0, 0]);
    }
}
