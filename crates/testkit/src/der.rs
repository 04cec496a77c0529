//! A small DER writer (X.690): just what certificates, CRLs, OCSP and time-stamps need.
//!
//! Each function returns one complete TLV. Nothing here reads DER: this crate must not share a
//! mistake with the readers that it tests.

use shohosen_report::Time;

/// One TLV with a definite length.
pub fn tlv(tag: u8, content: &[u8]) -> Vec<u8> {
    let mut out = vec![tag];
    match content.len() {
        length @ 0..=0x7F => out.push(length as u8),
        length => {
            let bytes = length.to_be_bytes();
            let significant = &bytes[bytes.iter().position(|b| *b != 0).unwrap()..];
            out.push(0x80 | significant.len() as u8);
            out.extend_from_slice(significant);
        }
    }
    out.extend_from_slice(content);
    out
}

/// One TLV with indefinite length: BER, which some time-stamp authorities write.
pub fn indefinite(tag: u8, content: &[u8]) -> Vec<u8> {
    concat([&[tag, 0x80], content, &[0, 0]])
}

/// `SEQUENCE` of the parts in the order given.
pub fn sequence<T: AsRef<[u8]>>(parts: impl IntoIterator<Item = T>) -> Vec<u8> {
    tlv(0x30, &concat(parts))
}

/// `SET OF`, its members sorted as DER asks.
pub fn set<T: AsRef<[u8]>>(parts: impl IntoIterator<Item = T>) -> Vec<u8> {
    tlv(0x31, &sorted(parts))
}

/// The members of a `SET OF`, sorted (X.690 §11.6) and joined.
fn sorted<T: AsRef<[u8]>>(parts: impl IntoIterator<Item = T>) -> Vec<u8> {
    let mut parts: Vec<Vec<u8>> = parts.into_iter().map(|p| p.as_ref().to_vec()).collect();
    parts.sort();
    parts.concat()
}

/// The parts one after the other, without a frame.
pub fn concat<T: AsRef<[u8]>>(parts: impl IntoIterator<Item = T>) -> Vec<u8> {
    parts.into_iter().flat_map(|part| part.as_ref().to_vec()).collect()
}

/// `[number] EXPLICIT`, or any constructed context tag around complete TLVs.
pub fn explicit(number: u8, content: &[u8]) -> Vec<u8> {
    tlv(0xA0 | number, content)
}

/// `[number] IMPLICIT` over a primitive type: only the content octets.
pub fn implicit(number: u8, content: &[u8]) -> Vec<u8> {
    tlv(0x80 | number, content)
}

/// `[number] IMPLICIT SET OF`.
pub fn implicit_set<T: AsRef<[u8]>>(number: u8, parts: impl IntoIterator<Item = T>) -> Vec<u8> {
    tlv(0xA0 | number, &sorted(parts))
}

/// `OBJECT IDENTIFIER` from dotted text.
pub fn oid(dotted: &str) -> Vec<u8> {
    let arcs: Vec<u64> = dotted.split('.').map(|arc| arc.parse().unwrap()).collect();
    let mut content = Vec::new();
    let joined = [arcs[0] * 40 + arcs[1]].into_iter().chain(arcs[2..].iter().copied());
    for arc in joined {
        let groups = (0..10).rev().map(|n| ((arc >> (7 * n)) & 0x7F) as u8);
        let groups: Vec<u8> = groups.skip_while(|group| *group == 0).collect();
        let groups = if groups.is_empty() { vec![0] } else { groups };
        let last = groups.len() - 1;
        content
            .extend(groups.iter().enumerate().map(|(i, g)| if i < last { g | 0x80 } else { *g }));
    }
    tlv(0x06, &content)
}

/// `INTEGER` from an unsigned number.
pub fn integer(number: u64) -> Vec<u8> {
    unsigned(&number.to_be_bytes())
}

/// `INTEGER` from unsigned big-endian octets.
pub fn unsigned(octets: &[u8]) -> Vec<u8> {
    let start = octets.iter().position(|b| *b != 0).unwrap_or(octets.len());
    let mut content = octets[start..].to_vec();
    if content.first().is_none_or(|first| first & 0x80 != 0) {
        content.insert(0, 0);
    }
    tlv(0x02, &content)
}

/// `ENUMERATED`.
pub fn enumerated(number: u8) -> Vec<u8> {
    tlv(0x0A, &[number])
}

/// `BOOLEAN TRUE`.
pub fn boolean_true() -> Vec<u8> {
    tlv(0x01, &[0xFF])
}

/// `NULL`.
pub fn null() -> Vec<u8> {
    tlv(0x05, &[])
}

/// `OCTET STRING`.
pub fn octet_string(content: &[u8]) -> Vec<u8> {
    tlv(0x04, content)
}

/// `BIT STRING` of whole octets.
pub fn bit_string(content: &[u8]) -> Vec<u8> {
    tlv(0x03, &concat([&[0], content]))
}

/// `BIT STRING` of named bits (bit 0 is the first), trailing zeros dropped as DER asks.
pub fn named_bits(bits: &[u8]) -> Vec<u8> {
    let Some(last) = bits.iter().max() else { return tlv(0x03, &[0]) };
    let mut octets = vec![0u8; usize::from(last / 8) + 1];
    for bit in bits {
        octets[usize::from(bit / 8)] |= 0x80 >> (bit % 8);
    }
    tlv(0x03, &concat([&[7 - last % 8], octets.as_slice()]))
}

/// `UTF8String`.
pub fn utf8_string(text: &str) -> Vec<u8> {
    tlv(0x0C, text.as_bytes())
}

/// `PrintableString`.
pub fn printable_string(text: &str) -> Vec<u8> {
    tlv(0x13, text.as_bytes())
}

/// `IA5String`.
pub fn ia5_string(text: &str) -> Vec<u8> {
    tlv(0x16, text.as_bytes())
}

/// `GeneralizedTime` with as many digits of fraction as the moment has (RFC 3161 §2.4.2).
pub fn generalized_time(time: Time) -> Vec<u8> {
    let text: String = time.to_string().chars().filter(|c| !"-:T".contains(*c)).collect();
    tlv(0x18, text.as_bytes())
}

/// `Time` of RFC 5280 §4.1.2.5: `UTCTime` for the years 1950 to 2049, else `GeneralizedTime`.
pub fn certificate_time(time: Time) -> Vec<u8> {
    let whole = Time::from_unix(time.unix()).unwrap();
    let text: String = whole.to_string().chars().filter(|c| !"-:T".contains(*c)).collect();
    match text[..4].parse::<u16>().unwrap() {
        1950..=2049 => tlv(0x17, &text.as_bytes()[2..]),
        _ => tlv(0x18, text.as_bytes()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn object_identifiers_of_the_profile_have_the_octets_of_real_certificates() {
        // Decoded from real HPKI certificates: hcRole attribute and role scheme.
        assert_eq!(oid("1.0.17090.0.1"), [0x06, 0x06, 0x28, 0x81, 0x85, 0x42, 0x00, 0x01]);
        assert_eq!(
            oid("1.2.392.100495.1.6.1.1"),
            [0x06, 0x0A, 0x2A, 0x83, 0x08, 0x86, 0x91, 0x0F, 0x01, 0x06, 0x01, 0x01]
        );
        // X.690 §8.19.5: {2 999 3} is 88 37 03.
        assert_eq!(oid("2.999.3"), [0x06, 0x03, 0x88, 0x37, 0x03]);
    }

    #[test]
    fn named_bits_drop_trailing_zeros() {
        // nonRepudiation (bit 1) as real signature certificates have it.
        assert_eq!(named_bits(&[1]), [0x03, 0x02, 0x06, 0x40]);
        // keyCertSign (5) and cRLSign (6).
        assert_eq!(named_bits(&[5, 6]), [0x03, 0x02, 0x01, 0x06]);
    }

    #[test]
    fn times_change_their_type_in_2050_and_keep_a_fraction_where_allowed() {
        let stamp = Time::parse_rfc3339("2022-09-07T08:18:25.197Z").unwrap();
        assert_eq!(generalized_time(stamp)[2..], *b"20220907081825.197Z");
        assert_eq!(certificate_time(stamp), *b"\x17\x0D220907081825Z");
        let late = Time::parse_rfc3339("2050-01-01T00:00:00Z").unwrap();
        assert_eq!(certificate_time(late), *b"\x18\x0F20500101000000Z");
    }

    #[test]
    fn integers_are_minimal_and_not_negative() {
        assert_eq!(integer(0), [0x02, 0x01, 0x00]);
        assert_eq!(integer(128), [0x02, 0x02, 0x00, 0x80]);
        assert_eq!(unsigned(&[0, 0, 1]), [0x02, 0x01, 0x01]);
    }
}
