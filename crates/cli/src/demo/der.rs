//! Writes DER (X.690): what the certificates, lists and time-stamps of the demo are made of. Each
//! function gives one whole element.

use shohosen::Time;

/// An element with a definite length.
pub fn element(tag: u8, content: &[u8]) -> Vec<u8> {
    let mut out = vec![tag];
    match u8::try_from(content.len()) {
        Ok(length @ 0..=0x7F) => out.push(length),
        _ => {
            let length = content.len().to_be_bytes();
            let significant = length.iter().skip_while(|octet| **octet == 0);
            // At most eight octets.
            out.push(0x80 | significant.clone().count() as u8);
            out.extend(significant);
        }
    }
    out.extend_from_slice(content);
    out
}

/// SEQUENCE.
pub fn sequence<const N: usize>(parts: [&[u8]; N]) -> Vec<u8> {
    element(0x30, &parts.concat())
}

/// SET OF one member or, sorted (X.690 §11.6), of several.
pub fn set(members: &[Vec<u8>]) -> Vec<u8> {
    let mut members = members.to_vec();
    members.sort();
    element(0x31, &members.concat())
}

/// `[number]`, constructed.
pub fn tagged(number: u8, content: &[u8]) -> Vec<u8> {
    element(0xA0 | number, content)
}

/// OBJECT IDENTIFIER.
pub fn oid(arcs: &[u32]) -> Vec<u8> {
    let (first, rest) = arcs.split_at(arcs.len().min(2));
    let first = match first {
        [first, second] => first * 40 + second,
        _ => 0,
    };
    let mut content = Vec::new();
    for arc in std::iter::once(first).chain(rest.iter().copied()) {
        for group in (0..5).rev() {
            let more = group > 0;
            if arc >> (7 * group) != 0 || !more {
                content.push((arc >> (7 * group)) as u8 & 0x7F | u8::from(more) << 7);
            }
        }
    }
    element(0x06, &content)
}

/// INTEGER.
pub fn integer(number: u32) -> Vec<u8> {
    let octets = number.to_be_bytes();
    let mut content: Vec<u8> = octets.into_iter().skip_while(|octet| *octet == 0).collect();
    if content.first().is_none_or(|first| first & 0x80 != 0) {
        content.insert(0, 0);
    }
    element(0x02, &content)
}

/// OCTET STRING.
pub fn octets(content: &[u8]) -> Vec<u8> {
    element(0x04, content)
}

/// BIT STRING of whole octets.
pub fn bits(content: &[u8]) -> Vec<u8> {
    element(0x03, &[&[0], content].concat())
}

/// UTF8String.
pub fn text(text: &str) -> Vec<u8> {
    element(0x0C, text.as_bytes())
}

/// BOOLEAN TRUE.
pub const TRUE: &[u8] = &[0x01, 0x01, 0xFF];
/// NULL.
pub const NULL: &[u8] = &[0x05, 0x00];

/// GeneralizedTime, to the second.
pub fn generalized_time(time: Time) -> Vec<u8> {
    element(0x18, digits(time).as_bytes())
}

/// UTCTime: the demo plays before 2050 (RFC 5280 §4.1.2.5.1).
pub fn utc_time(time: Time) -> Vec<u8> {
    element(0x17, digits(time).get(2..).unwrap_or_default().as_bytes())
}

fn digits(time: Time) -> String {
    time.to_string().chars().filter(|c| !"-:T".contains(*c)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elements_are_written_as_x_690_has_them() {
        // X.690 §8.19.5: {2 999 3} is 88 37 03.
        assert_eq!(oid(&[2, 999, 3]), [0x06, 0x03, 0x88, 0x37, 0x03]);
        // The hcRole attribute as real certificates have it.
        assert_eq!(oid(&[1, 0, 17090, 0, 1]), [0x06, 0x06, 0x28, 0x81, 0x85, 0x42, 0x00, 0x01]);
        assert_eq!(integer(0), [0x02, 0x01, 0x00]);
        assert_eq!(integer(128), [0x02, 0x02, 0x00, 0x80]);
        // §8.1.3.5: a length of 201 takes two octets, 81 C9.
        assert_eq!(octets(&[7; 201])[..3], [0x04, 0x81, 0xC9]);
        let time = Time::parse_rfc3339("2026-04-01T09:05:00Z").unwrap();
        assert_eq!(utc_time(time), *b"\x17\x0D260401090500Z");
    }
}
